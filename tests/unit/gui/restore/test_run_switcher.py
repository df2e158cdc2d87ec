"""Earlier runs answer again, from the menu of the chip above the canvas; no run is lost that gives way to another."""

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from engine.errors import SessionError
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from engine.runs.store import RunStore
from gui.main_window import MainWindow
from tests.session_windows import OpenWindow, train_once
from tests.window_fixtures import ENDLESS, a_config, press


def menu_of(window: MainWindow) -> dict[str, QAction]:
    """The runs that the chip offers, by what they are called."""
    menu = window.chip.menu()
    menu.aboutToShow.emit()
    return {action.text().partition("\t")[0]: action for action in menu.actions() if "hidden" in action.text()}


def test_an_earlier_run_answers_again_with_its_curves_and_the_later_one_is_kept(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    workspace = window.workspace
    assert menu_of(window) == {}
    trained = []
    for n_units in (5, 7):
        window.panel.form.set_config(a_config(hidden_layers=(n_units,)))
        train_once(window, qtbot)
        trained.append((workspace.parameters.flat.copy(), workspace.history))
    assert window.autosave is not None
    assert window.autosave.save_now() == ""
    assert list(menu_of(window)) == ["Run 1, 5 hidden (UCI digits)"]

    menu_of(window)["Run 1, 5 hidden (UCI digits)"].trigger()
    np.testing.assert_array_equal(workspace.parameters.flat, trained[0][0])
    assert workspace.history == trained[0][1]
    assert workspace.history_before == trained[1][1]
    assert window.chip.name == "Run 1, 5 hidden"
    assert window.run_bar.train_button.text() == "Train a new network"  # the form says 7 units
    assert list(menu_of(window)) == ["Run 2, 7 hidden (UCI digits)"]
    menu_of(window)["Run 2, 7 hidden (UCI digits)"].trigger()
    np.testing.assert_array_equal(workspace.parameters.flat, trained[1][0])


@pytest.mark.slow
def test_a_short_run_has_its_number_as_soon_as_it_is_stored(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.panel.form.set_config(a_config(hidden_layers=(5,)))
    train_once(window, qtbot)
    qtbot.waitUntil(lambda: window.chip.name == "Run 1, 5 hidden")


@pytest.mark.slow
def test_the_run_before_has_its_number_beside_its_curve_and_after_a_restart_too(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    for n_units in (5, 7):
        window.panel.form.set_config(a_config(hidden_layers=(n_units,)))
        train_once(window, qtbot)
    qtbot.waitUntil(lambda: "Run 1 ended at epoch" in window.loss_plot.description)
    qtbot.waitUntil(lambda: window.chip.name == "Run 2, 7 hidden")
    window.close()
    assert "Run 1 ended at epoch" in open_window().loss_plot.description


@pytest.mark.slow
def test_a_run_that_is_gone_leaves_all_as_it_is_and_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    for n_units in (5, 7):
        window.panel.form.set_config(a_config(hidden_layers=(n_units,)))
        train_once(window, qtbot)
        assert window.autosave is not None
        assert window.autosave.save_now() == ""
    run = window.workspace.run
    (action,) = menu_of(window).values()
    assert window.autosave is not None
    store = window.autosave.folder.store
    store.delete(next(stored.id for stored in store.runs() if stored.id != run.id))
    action.trigger()
    assert window.workspace.run is run
    assert "no run" in window.status.text


def store_of(window: MainWindow) -> RunStore:
    assert window.autosave is not None
    return window.autosave.folder.store


@pytest.mark.slow
@pytest.mark.parametrize("way", ["new weights", "bundled network"])
def test_a_run_that_gives_way_is_stored_as_it_was_last(open_window: OpenWindow, qtbot: QtBot, way: str) -> None:
    window = open_window()
    workspace = window.workspace
    assert window.autosave is not None
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: workspace.history.last_epoch > 5)
    assert window.autosave.save_now() == ""  # what is stored now is earlier than what is left
    left: list[Run] = []
    workspace.run_left.connect(left.append)
    if way == "new weights":
        press(window, "resetButton")  # amid the run
    else:
        press(window, "stopButton")
        qtbot.waitUntil(window.menus.bundled_model.isEnabled)
        window.menus.bundled_model.trigger()
    qtbot.waitUntil(lambda: bool(left))
    assert workspace.run.id != left[0].id
    assert window.autosave.save_now() == ""
    stored = store_of(window).load(left[0].id)
    np.testing.assert_array_equal(stored.model.parameters.flat, left[0].model.parameters.flat)
    assert stored.metadata.curves == left[0].metadata.curves
    assert stored.metadata.ending is not None
    assert stored.metadata.ending.key == "training.stopped"
    assert list(menu_of(window)) == ["Run 1, 8 hidden (UCI digits)"]


@pytest.mark.slow
def test_runs_that_gave_way_are_stored_once_the_disk_takes_them_again(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    assert window.autosave is not None

    def no_room(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
        raise SessionError("no space left on the disk")

    with monkeypatch.context() as patch:
        patch.setattr(SessionFolder, "write", no_room)
        patch.setattr(RunStore, "save", lambda store, run: None)
        for n_units in (5, 7):
            window.panel.form.set_config(a_config(hidden_layers=(n_units,)))
            train_once(window, qtbot)
        window.menus.bundled_model.trigger()
        assert "no space left" in window.autosave.save_now()
    assert window.autosave.save_now() == ""
    assert [stored.architecture for stored in store_of(window).runs()] == ["400-7-10", "400-5-10"]


def test_the_menu_says_what_it_is_for(open_window: OpenWindow) -> None:
    menu = open_window().chip.menu()
    menu.aboutToShow.emit()
    title = menu.actions()[0]
    assert (title.text(), title.isSeparator(), title.isEnabled()) == ("Which network answers", False, False)
