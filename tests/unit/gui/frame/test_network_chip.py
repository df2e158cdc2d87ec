"""How the chip names networks."""

import pytest

from engine.nn.network import hidden_layers_named
from engine.training.config import TrainingConfig, parse_hidden_layers
from gui.frame.network_chip import layers_text


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
