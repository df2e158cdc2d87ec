"""A new session looks like a window that was opened for the first time, whatever was done before."""

import contextlib

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.digits_in_use import is_settled
from tests.session_windows import SEVEN, OpenWindow, train_once
from tests.window_fixtures import a_config, choose, drag, press


def open_the_tabs(window: MainWindow, qtbot: QtBot) -> None:
    """Views are made when their tab is opened, and read what they show."""
    for name in ("Network", "Why", "Data", "Evaluation", "Training"):
        window.view_tabs.show_titled(name)
        QCoreApplication.processEvents()  # a view that was just made is shown by them
        settle(window, qtbot)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_settled(window) and not any(tasks.is_busy for tasks in window.threads.made))


def said_by(widget: QWidget) -> object:
    """What a person reads on a widget; ``None`` for one without words."""
    if isinstance(widget, QLabel):
        return widget.text() if widget.pixmap().isNull() else "a picture"
    if isinstance(widget, QAbstractButton):
        return widget.text(), widget.isEnabled(), widget.isChecked()
    if isinstance(widget, QComboBox):
        return [widget.itemText(i) for i in range(widget.count())], widget.currentIndex(), widget.isEnabled()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text(), widget.isEnabled()
    if isinstance(widget, QLineEdit):
        return widget.text(), widget.isEnabled()
    if isinstance(widget, QTabWidget):
        return widget.currentIndex()
    return None


def shown(window: MainWindow) -> dict[str, object]:
    """All that the window says, by where it is; of the commands, what they are called and whether they may be given."""
    found: dict[str, object] = {}
    for widget in window.findChildren(QWidget):
        said = said_by(widget)
        if said is None or widget.objectName().startswith(("qt_", "Scroll")):
            continue
        place: QWidget | None = widget
        names = []
        while place is not window and place is not None:
            names.append(place.objectName() or type(place).__name__)
            place = place.parentWidget()
        name = " in ".join(names)
        number = sum(key.partition("#")[0] == name for key in found)
        found[f"{name}#{number}"] = (said, widget.isVisible())
    for name, action in vars(window.menus).items():
        if isinstance(action, QAction) and name != "previous_session":
            found[f"command {name}"] = (action.text(), action.toolTip(), action.isEnabled(), action.isChecked())
    drawing, workspace = window.canvas.drawing, window.workspace
    found["drawing"] = (len(drawing.strokes), drawing.can_undo, drawing.can_redo, drawing.state_number)
    found["workspace"] = (
        workspace.origin, workspace.begins_anew, workspace.is_fine_tuning, workspace.can_undo_fine_tuning,
        workspace.history.n_points, workspace.history_before.n_points, workspace.last_report, len(workspace.changes),
        workspace.plan(window.settings.config), window.availability.now.run_state,
    )  # fmt: skip
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("quick_blocks")
def test_a_new_session_looks_like_a_window_that_was_opened_for_the_first_time(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    fresh = open_window()
    open_the_tabs(fresh, qtbot)
    expected = shown(fresh)

    window = open_window()
    open_the_tabs(window, qtbot)
    drag(window.canvas, SEVEN)
    press(window, "labelButton7")
    drag(window.canvas, SEVEN)
    press(window, "undoButton")
    drag(window.canvas, SEVEN)
    press(window, "labelButton0")
    window.panel.form.set_config(a_config(hidden_layers=(4,), learning_rate=0.3))
    train_once(window, qtbot)
    window.panel.form.set_config(a_config(hidden_layers=(5,)))
    train_once(window, qtbot)
    choose(window.panel.dataset_box, "uci-digits-8x8")
    settle(window, qtbot)
    window.open_data("/nowhere/digits.mat")
    settle(window, qtbot)
    window.menus.evaluate.trigger()
    settle(window, qtbot)
    window.view_tabs.show_titled("Evaluation")
    window.panel.form.hidden_edit.setText("oops")
    n_kept = len(window.labeling.store.all())

    window.menus.new_session.trigger()
    settle(window, qtbot)
    open_the_tabs(window, qtbot)
    window.statusBar().clearMessage()

    def others() -> dict[str, tuple[object, object]]:
        got = shown(window)
        return {
            key: (got.get(key), expected.get(key)) for key in {*got, *expected} if got.get(key) != expected.get(key)
        }

    with contextlib.suppress(qtbot.TimeoutError):  # plots are refreshed a moment later; what is left is named below
        qtbot.waitUntil(lambda: not others(), timeout=3000)
    assert not others(), "\n".join(f"{key}: {value}" for key, value in others().items())

    window.menus.undo.trigger()  # as its shortcut would: nothing of the former session is there to be undone
    drag(window.canvas, SEVEN)
    drag(window.canvas, SEVEN)
    window.menus.undo.trigger()
    assert len(window.labeling.store.all()) == n_kept


@pytest.mark.slow
def test_an_undo_in_a_new_session_deletes_no_drawing_that_was_kept_in_the_former_one(window: MainWindow) -> None:
    """The states of the new canvas have the numbers that those of the former had."""
    drag(window.canvas, SEVEN)
    press(window, "labelButton7")
    assert window.status.text.startswith("Kept as 7")
    window.menus.new_session.trigger()
    assert not window.menus.undo.isEnabled()
    assert window.status.action_button.isHidden()
    drag(window.canvas, SEVEN)
    assert len(window.labeling.store.all()) == 1
    drag(window.canvas, [(x + 0.05, y) for x, y in SEVEN])
    press(window, "undoButton")
    assert len(window.labeling.store.all()) == 1
    np.testing.assert_allclose(window.canvas.drawing.strokes[0][0], SEVEN[0], atol=0.02)
