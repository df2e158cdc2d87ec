"""Without a mouse: every control of every tab has a name, is reached by the Tab key, and shows that it has the focus."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSlider,
    QSplitterHandle,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.drawing.class_bars import ClassBars
from gui.main_window import MainWindow
from tests.window_fixtures import drag, picture_of

SWEEP = "Sweep"
"""The second page of the tab Runs."""
TABS = ("Training", "Why", "Data", "Evaluation", "Mathematics", "Runs", "Lessons")
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QSplitterHandle,
    QTabBar,
)


@pytest.fixture(params=(*TABS, SWEEP))
def at_tab(shared_window: MainWindow, qtbot: QtBot, request: pytest.FixtureRequest) -> MainWindow:
    window = shared_window
    window.resize(1280, 800)
    if window.canvas.drawing.is_empty:
        drag(window.canvas, [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)])
    open_page(window, request.param)
    qtbot.waitUntil(lambda: not any(tasks.is_busy for tasks in window.threads.made), timeout=20_000)
    QApplication.processEvents()
    return window


def open_page(window: MainWindow, title: str) -> None:
    """A tab, or the sweep; each tab with its first page in sight."""
    if title == SWEEP:
        window.menus.open_sweep.trigger()
        return
    window.view_tabs.show_titled(title)
    back = window.findChild(QAbstractButton, "backToRunsButton")
    if back is not None:
        back.click()


def controls_of(window: MainWindow) -> Iterator[QWidget]:
    """Every control that can be seen and used now; parts of another control are that control's."""
    for widget in window.findChildren(QWidget):
        is_part = isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox)) or isinstance(widget, QHeaderView)
        if isinstance(widget, CONTROLS) and widget.isVisible() and widget.isEnabled() and not is_part:
            yield widget


def named(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def description_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parentWidget()).__name__}"


@pytest.mark.slow_but(3)
def test_every_control_has_a_name(at_tab: MainWindow) -> None:
    controls = list(controls_of(at_tab))
    assert len(controls) > 15
    nameless = [description_of(each) for each in controls if not named(each).strip("…✕ ")]
    assert nameless == [], nameless


@pytest.mark.slow_but(1)
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


LEAST_TARGET = 24
"""Points along each side of what is pressed: WCAG 2.2, 2.5.8, which goes further than 2.1 AA."""


def is_excepted(control: QWidget) -> bool:
    """Rows of bars, which are as wide as the card and have keys; links within a line of text; borders, moved by keys."""
    if isinstance(control, QSplitterHandle):
        return True
    return isinstance(control.parentWidget(), ClassBars) or control.property("role") == "link"


@pytest.mark.parametrize("size", [(1280, 800), (900, 500)])
def test_every_target_is_large_enough(at_tab: MainWindow, size: tuple[int, int]) -> None:
    at_tab.resize(*size)
    QApplication.processEvents()
    small = [
        f"{description_of(each)}: {each.width()}x{each.height()}"
        for each in controls_of(at_tab)
        if min(each.width(), each.height()) < LEAST_TARGET and not is_excepted(each)
    ]
    assert small == []


def test_the_name_of_a_button_has_the_words_that_are_seen(at_tab: MainWindow) -> None:
    buttons = [each for each in controls_of(at_tab) if isinstance(each, QAbstractButton) and len(each.text()) > 1]
    assert len(buttons) > 5
    for each in buttons:
        words = each.text().replace("&", "").partition("  ")[0].rstrip("…").casefold()
        assert words in named(each).casefold() or each.property("role") == "link", description_of(each)
