"""Tabs whose views are made when they are first opened, and are in the tabs' theme however early or late that is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.theming.theme import DARK, LIGHT, Theme
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.themed_widget import ThemedWidget


class Listener(ThemedWidget):
    """Notes which themes it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.themes: list[Theme] = []

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.themes.append(theme)


@pytest.fixture
def tabs(qtbot: QtBot) -> LazyTabs:
    tabs = LazyTabs()
    qtbot.addWidget(tabs)
    return tabs


def maker(made: list[Listener]) -> Callable[[], Listener]:
    def make() -> Listener:
        made.append(Listener())
        return made[-1]

    return make


def test_a_view_is_made_when_its_tab_is_opened(tabs: LazyTabs, qtbot: QtBot) -> None:
    made: list[Listener] = []
    tabs.addTab(QLabel("first"), "First")
    index = tabs.add_later("Later", maker(made))
    tabs.show()
    assert not made
    for _ in range(2):
        tabs.setCurrentIndex(index)
        assert len(made) == 1
        qtbot.waitUntil(made[0].isVisible)
        tabs.setCurrentIndex(0)


def test_the_first_view_is_seen_at_once_and_so_made_at_once(tabs: LazyTabs, qtbot: QtBot) -> None:
    first: list[Listener] = []
    second: list[Listener] = []
    tabs.add_later("First", maker(first))
    tabs.add_later("Second", maker(second))
    assert len(first) == 1
    assert not second
    tabs.show()
    qtbot.waitUntil(first[0].isVisible)


def test_views_take_the_theme_when_they_are_made_and_when_it_changes(tabs: LazyTabs) -> None:
    early: list[Listener] = []
    late: list[Listener] = []
    tabs.add_later("Early", maker(early))
    index = tabs.add_later("Late", maker(late))
    tabs.set_theme(DARK)
    tabs.setCurrentIndex(index)
    tabs.set_theme(LIGHT)
    assert early[0].themes == [LIGHT, DARK, LIGHT]
    assert late[0].themes == [DARK, LIGHT]


def test_tabs_in_tabs_pass_the_theme_on(tabs: LazyTabs) -> None:
    made: list[Listener] = []
    late: list[Listener] = []

    def make_inner() -> LazyTabs:
        inner = LazyTabs()
        inner.add_later("In it", maker(made))
        inner.add_later("In it, later", maker(late))
        return inner

    tabs.addTab(QLabel("first"), "First")
    tabs.set_theme(DARK)
    index = tabs.add_later("Tabs", make_inner)
    tabs.setCurrentIndex(index)
    assert made[0].themes[-1] is DARK
    tabs.set_theme(LIGHT)
    assert made[0].themes[-1] is LIGHT
    tabs.findChildren(LazyTabs)[0].setCurrentIndex(1)
    assert late[0].themes == [LIGHT]


TITLES = ("Training", "Network", "Why", "Data", "Evaluation", "Mathematics", "Runs", "Lessons")


@pytest.fixture
def many(tabs: LazyTabs, qtbot: QtBot) -> LazyTabs:
    for title in TITLES:
        tabs.addTab(QLabel(title), title)
    tabs.resize(900, 200)
    tabs.show()
    qtbot.waitExposed(tabs)
    return tabs


def in_the_bar(tabs: LazyTabs) -> list[str]:
    return [tabs.tabText(index) for index in range(tabs.count()) if tabs.isTabVisible(index)]


def test_tabs_without_room_are_in_a_menu_and_take_a_place_once_chosen(many: LazyTabs) -> None:
    assert tuple(in_the_bar(many)) == TITLES
    assert not many.overflow.button.isVisible()
    many.resize(460, 200)
    assert many.overflow.button.isVisible()
    shown = in_the_bar(many)
    assert tuple(shown) == TITLES[: len(shown)]
    assert 3 <= len(shown) < len(TITLES)
    bar = many.tabBar()
    assert max(bar.tabRect(index).right() for index in range(len(shown))) < many.overflow.button.x()
    menu = many.overflow.button.menu()
    menu.aboutToShow.emit()
    assert tuple(action.text() for action in menu.actions()) == TITLES[len(shown) :]
    menu.actions()[-1].trigger()
    assert many.tabText(many.currentIndex()) == "Lessons"
    assert in_the_bar(many)[-1] == "Lessons"
    assert many.currentWidget().isVisible()
    many.setCurrentIndex(5)  # as Ctrl+6 does
    assert in_the_bar(many)[-1] == "Mathematics"
    many.resize(900, 200)
    assert tuple(in_the_bar(many)) == TITLES
    assert many.currentIndex() == 5
    assert not many.overflow.button.isVisible()


def test_the_menu_of_more_tabs_is_reached_by_keys(many: LazyTabs, qtbot: QtBot) -> None:
    many.resize(460, 200)
    many.activateWindow()
    many.overflow.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert many.overflow.button.hasFocus()
    assert many.overflow.button.accessibleName() == "More tabs"
