"""What a screen reader is told of every page of every tab, and of dialogs: asked from Qt's tree of accessible things."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import gui.widgets.speaking
from gui.drawing.reading_panel import Answer
from gui.evaluation_tab.confusion_map import ConfusionMap
from gui.main_window import MainWindow
from gui.widgets.focus_order import reading_order
from gui.widgets.speaking import Announcer
from tests.unit.gui.window.test_accessibility import TABS
from tests.unit.gui.window.test_keyboard import pages_of
from tests.window_fixtures import delete_what_is_due, drag

NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client)
DRAWN = (QAccessible.Role.Canvas, QAccessible.Role.Chart, QAccessible.Role.Graphic)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced, to a screen reader that is on."""
    texts: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: texts.append(event.message()))
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield texts
    QAccessible.setActive(was_active)


def tree(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that can be seen, from the top down; of lists and tables the things themselves, not their cells."""
    yield top
    if top.role() not in (QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree):
        for number in range(top.childCount()):
            child = top.child(number)
            if child.isValid() and not child.state().invisible:
                yield from tree(child)


def name_of(thing: QAccessibleInterface) -> str:
    return thing.text(QAccessible.Text.Name).strip("…✕ ")


def faults(root: QWidget) -> list[str]:
    """Things that can have the focus or are drawn by hand, and of which a screen reader could not say what they are."""
    found, stops = [], reading_order(root)
    things = list(tree(QAccessible.queryAccessibleInterface(root)))
    assert len(things) > 3
    for thing in things:
        widget = thing.object()
        if not isinstance(widget, QWidget) or widget is root or not widget.isVisible():
            continue
        where = f"{type(widget).__name__} {widget.objectName()} ({thing.role().name})"
        if widget in stops and (thing.role() in NOTHING or not name_of(thing)):
            found.append(f"{where}: no role or no name")
        if thing.role() in DRAWN and not name_of(thing):
            found.append(f"{where}: a picture without words")
    return found


@pytest.mark.parametrize("title", TABS)
def test_everything_in_a_tab_has_a_role_and_a_name(shared_window: MainWindow, title: str, qtbot: QtBot) -> None:
    if shared_window.canvas.drawing.is_empty:
        drag(shared_window.canvas, [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)])
    for page in pages_of(shared_window, title, qtbot):
        assert faults(shared_window) == [], page


DIALOGS: dict[str, Callable[[MainWindow], object]] = {
    "keys": lambda window: window.menus.list_keys.trigger(),
    "glossary": lambda window: window.menus.open_glossary.trigger(),
    "about": lambda window: window.menus.about.trigger(),
    "accessibility": lambda window: window.menus.accessibility.trigger(),
    "my drawings": lambda window: window.menus.my_drawings.trigger(),
    "commands": lambda window: window.menus.search_commands.trigger(),
    "recipes": lambda window: window.panel.recipe_box.showPopup(),
    "tour": lambda window: window.menus.tour.trigger(),
}


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_a_dialog_has_a_role_and_a_name(shared_window: MainWindow, name: str) -> None:
    window = shared_window
    before = set(QApplication.topLevelWidgets())
    DIALOGS[name](window)
    QApplication.processEvents()
    opened = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in before]
    for dialog in opened or [window]:
        assert dialog.windowTitle() or dialog.accessibleName()
        assert faults(dialog) == []
        if dialog is not window:
            dialog.close()
    window.panel.recipe_box.hidePopup()
    delete_what_is_due()


ROLES = {
    "drawingCanvas": QAccessible.Role.Canvas,
    "classBars": QAccessible.Role.Chart,
    "answer": QAccessible.Role.StaticText,
    "networkInput": QAccessible.Role.Graphic,
    "lossPlot": QAccessible.Role.Chart,
    "runBar": QAccessible.Role.Grouping,
}


@pytest.mark.parametrize("name", ROLES)
def test_what_is_painted_by_hand_has_its_role(shared_window: MainWindow, name: str) -> None:
    widget = shared_window.findChild(QWidget, name)
    assert isinstance(widget, QWidget)
    assert QAccessible.queryAccessibleInterface(widget).role() == ROLES[name]


def test_canvas_and_bars_tell_the_reading(window: MainWindow, qtbot: QtBot) -> None:
    drag(window.canvas, [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)])

    def description(widget: QWidget) -> str:
        return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)

    qtbot.waitUntil(lambda: description(window.canvas).startswith("Read as"))
    assert description(window.reading.class_bars).startswith("Read as")


def test_a_key_in_the_confusion_map_is_answered_at_once(qtbot: QtBot, told: list[str]) -> None:
    view = ConfusionMap()
    qtbot.addWidget(view)
    view.set_confusion(np.arange(100).reshape(10, 10))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert [text.partition(":")[0] for text in told] == ["0 read as 1", "1 read right"]


def test_an_answer_that_changes_is_told_once_a_second_at_most(
    qtbot: QtBot, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.widgets.speaking, "_TELL_MS", 30)
    answer = Answer()
    qtbot.addWidget(answer)
    answer.show()
    for digit in ("3", "8", "9"):
        answer.say(digit, f"Certain: {digit}")
    assert told == ["Certain: 3"]
    qtbot.waitUntil(lambda: told == ["Certain: 3", "Certain: 9"])


def test_what_nobody_hears_costs_nothing(qtbot: QtBot, told: list[str]) -> None:
    QAccessible.setActive(False)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    Announcer(widget).tell("Certain: 3")
    assert told == []
