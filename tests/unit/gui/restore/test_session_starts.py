"""When a run goes on from the network that is there, and when it begins anew."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.models.files import save_model
from engine.training.recipes import RECIPES
from gui.main_window import MainWindow
from tests.window_fixtures import a_config, goes_on, press


def _train(window: MainWindow, qtbot: QtBot) -> None:
    before = window.workspace.last_report
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not before)


@pytest.mark.slow
def test_a_run_goes_on_where_the_last_one_ended(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    _train(window, qtbot)
    _train(window, qtbot)

    assert window.workspace.history.last_epoch == 6.0


def test_a_recipe_that_was_chosen_begins_anew(window: MainWindow, qtbot: QtBot) -> None:
    window.data_chooser.download.shutdown()
    window.panel.form.set_config(RECIPES["default"].config.with_values(epochs=3, weight_decay=1.0))
    _train(window, qtbot)

    box = window.panel.recipe_box
    index = box.findData("default")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    assert window.workspace.plan(window.settings.config).kind == "train a new network"
    assert "A recipe was chosen" in window.workspace.outlook_text(window.settings.config)
    window.panel.form.epochs_box.setValue(4)
    _train(window, qtbot)

    assert window.workspace.history.epochs[0] == 0.0
    assert window.workspace.history.last_epoch == 4.0
    _train(window, qtbot)
    assert window.workspace.history.last_epoch == 8.0


def test_a_network_that_is_opened_after_a_recipe_is_trained_further(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.panel.form.set_config(a_config())
    _train(window, qtbot)
    save_model(window.workspace.model(), tmp_path / "mine.npz")

    window.recipes.choose("default")
    window.open_model(tmp_path / "mine.npz")

    assert goes_on(window.workspace, a_config())


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({}, {"split": "plain"}),
        ({"split": "stratified"}, {"split_seed": 99}),
        ({"split": "stratified"}, {"test_fraction": 0.5}),
        ({}, {"validation_fraction": 0.2}),
    ],
)
def test_other_test_or_validation_digits_ask_for_a_new_start(
    first: dict[str, object], then: dict[str, object], window: MainWindow, qtbot: QtBot
) -> None:
    config = a_config(**first)
    window.panel.form.set_config(config)
    _train(window, qtbot)

    assert goes_on(window.workspace, config)
    assert not goes_on(window.workspace, config.with_values(**then))


def test_a_share_that_is_not_drawn_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    _train(window, qtbot)

    assert goes_on(window.workspace, a_config(test_fraction=0.5, split_seed=3))
