"""The line at the bottom in real sequences: what it says after each thing that a user does."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.models.files import save_model
from gui.main_window import MainWindow
from tests.session_windows import OpenWindow, train_once
from tests.window_fixtures import ENDLESS, a_config, drag, press

STROKE = ((0.3, 0.2), (0.5, 0.8))


@pytest.mark.slow
def test_a_run_is_read_although_a_label_can_still_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.settings.replace(ENDLESS)
    drag(window.canvas, STROKE)
    window.labeling.keep(3)
    assert window.status.text.startswith("Kept as 3")
    assert window.status.action_button.text() == "Undo"
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.status.text.startswith("Training: "))
    assert not window.status.action_button.isVisible()
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.status.text.startswith("Paused"))
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.status.text.startswith("Stopped"))
    assert window.menus.undo.isEnabled()
    window.menus.undo.trigger()
    assert not window.labeling.store.all()
    assert window.status.text == "Not kept: the drawing is back on the canvas."


def test_the_end_of_a_run_is_read_although_a_drawing_was_labeled_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    window.settings.replace(a_config())
    drag(window.canvas, STROKE)
    press(window, "trainButton")
    window.labeling.keep(3)
    qtbot.waitUntil(lambda: window.availability.now.is_idle and window.status.text.startswith("Finished"))


def test_after_a_run_the_line_follows_what_train_will_do(qtbot: QtBot, window: MainWindow) -> None:
    config = ENDLESS.with_values(hidden_activation="sigmoid")
    window.settings.replace(config)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 1)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.status.text.startswith("Stopped"))
    for changed, says in (
        (config.with_values(hidden_layers=(9,)), "new network"),
        (config, "Stopped"),
        (config.with_values(hidden_activation="relu"), "new network"),
    ):
        window.settings.replace(changed)
        assert says in window.status.text
        assert (says == "Stopped") == (str(window.next_run.plan.label) == "Continue")
    assert "stopped" in window.progress.label.text()


@pytest.mark.slow
def test_a_network_opened_as_digits_is_no_longer_offered_once_a_run_begins(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "mine.npz"

    save_model(window.workspace.model(), path)
    window.open_data(str(path))
    qtbot.waitUntil(window.status.action_button.isVisible)
    window.settings.replace(ENDLESS)
    press(window, "trainButton")
    assert not window.status.action_button.isVisible()


@pytest.mark.parametrize("is_error", [False, True])
def test_a_network_that_is_opened_is_told_over_older_news(window: MainWindow, *, is_error: bool) -> None:
    window.status.tell("Something that stays.", action="Undo")
    if is_error:
        window.window_message.show_message("Something that is wrong.")
    window.menus.reset.trigger()
    assert window.status.text.startswith("Something that is wrong" if is_error else "The weights are random")


@pytest.mark.slow
def test_after_a_restart_the_line_says_as_before_that_another_network_will_be_trained(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    first = open_window()
    first.settings.replace(a_config())
    train_once(first, qtbot)
    first.settings.replace(a_config(hidden_layers=(9,)))
    said = first.status.text
    assert "new network" in said
    first.close()
    second = open_window()
    qtbot.waitUntil(lambda: second.status.text.startswith("Continued"))
    second.status.clearMessage()
    assert second.status.text == said
    assert str(second.next_run.plan.label) == second.run_bar.train_button.text() == "Train a new network"
