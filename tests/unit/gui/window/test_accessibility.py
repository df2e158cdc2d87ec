"""Without a mouse: every control of every tab has a name, is reached by the Tab key, and shows that it has the focus."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.window_fixtures import drag, picture_of

TABS = ("Training", "Data", "Evaluation", "Mathematics")
CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)


@pytest.fixture(params=TABS)
def at_tab(window: MainWindow, qtbot: QtBot, request: pytest.FixtureRequest) -> MainWindow:
    drag(window.canvas, [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)])
    window.view_tabs.show_titled(request.param)
    qtbot.waitUntil(lambda: not any(tasks.is_busy for tasks in window.threads.made), timeout=20_000)
    QApplication.processEvents()
    return window


def controls_of(window: MainWindow) -> Iterator[QWidget]:
    """Every control that can be seen and used now; parts of another control are that control's."""
    for widget in window.findChildren(QWidget):
        is_part = isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox))
        if isinstance(widget, CONTROLS) and widget.isVisible() and widget.isEnabled() and not is_part:
            yield widget


def named(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def description_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parentWidget()).__name__}"


def test_every_control_has_a_name(at_tab: MainWindow) -> None:
    controls = list(controls_of(at_tab))
    assert len(controls) > 15
    nameless = [description_of(each) for each in controls if not named(each).strip("…✕ ")]
    assert nameless == [], nameless


def test_every_control_is_reached_by_the_tab_key(at_tab: MainWindow) -> None:
    reached: list[QWidget] = []
    widget: QWidget | None = at_tab.run_bar.train_button
    while widget is not None and widget not in reached:
        reached.append(widget)
        widget = widget.nextInFocusChain()
    for control in controls_of(at_tab):
        keys = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control in reached, description_of(control)
        assert keys or control.property("reachedOtherwise"), f"{description_of(control)} cannot have the focus"


def test_the_focus_is_seen(at_tab: MainWindow) -> None:
    at_tab.activateWindow()
    unseen = []
    for control in controls_of(at_tab):
        if not control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        at_tab.canvas.setFocus()
        QApplication.processEvents()
        parent = control.parentWidget()
        assert parent is not None
        before = picture_of(parent)
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = picture_of(parent)
        if before.shape == after.shape and np.array_equal(before, after):
            unseen.append(description_of(control))
    assert unseen == [], unseen
