"""Earlier runs answer again, from the menu of the chip above the canvas."""

import numpy as np
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.session_windows import OpenWindow, train_once
from tests.window_fixtures import a_config


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


def test_a_short_run_has_its_number_as_soon_as_it_is_stored(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.panel.form.set_config(a_config(hidden_layers=(5,)))
    train_once(window, qtbot)
    qtbot.waitUntil(lambda: window.chip.name == "Run 1, 5 hidden")


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
