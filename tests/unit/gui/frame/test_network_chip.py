"""How the chip names networks."""

import pytest

from engine.nn.network import hidden_layers_named
from engine.training.config import TrainingConfig, parse_hidden_layers
from gui.frame.network_chip import fitting_name, layers_text
from gui.main_window import MainWindow
from tests.window_fixtures import CONVOLUTIONS, a_config


@pytest.mark.parametrize(
    ("layers", "named"),
    [
        ("none", "no hidden layer"),
        ("25", "25 hidden"),
        ("128, 64", "128, 64 hidden"),
        ("conv 8 5x5, pool 2, conv 16 5x5 same, dropout 0.5, 64", "conv 8, conv 16, 64"),
        ("dropout 0.5, 64", "64 hidden"),
        ("pool 2, dropout 0.5", "pool 2, dropout 0.5"),
    ],
)
def test_the_hidden_layers_of_a_network_in_a_few_words(layers: str, named: str) -> None:
    architecture = TrainingConfig(hidden_layers=parse_hidden_layers(layers)).architecture()
    assert layers_text([layer.as_text() for layer in architecture.layers[:-1]]) == named
    assert layers_text(hidden_layers_named(str(architecture))) == named


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (99, "Run 12, conv 8, conv 16, 64"),
        (26, "Run 12, 3 layers"),
        (16, "Run 12, 3 layers"),
        (15, "Run 12"),
        (3, "Run 12"),
    ],
)
def test_where_there_is_less_room_all_layers_are_named_or_counted_or_none(room: int, shown: str) -> None:
    names = ("Run 12, conv 8, conv 16, 64", "Run 12, 3 layers", "Run 12")
    assert fitting_name(names, lambda text: len(text) <= room) == shown


def test_a_narrow_chip_counts_the_layers_and_tells_all_of_them_to_screen_readers(window: MainWindow) -> None:
    window.panel.form.set_config(a_config(hidden_layers=CONVOLUTIONS))
    window.menus.reset.trigger()
    assert window.chip.name == "Random weights, conv 4, conv 3, 6"
    assert window.chip._names()[1:] == ("Random weights, 3 layers", "Random weights")
    assert "conv 4, conv 3, 6" in window.chip.accessibleName()
