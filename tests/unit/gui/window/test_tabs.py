"""The tabs beside Training: there at once, their code loaded while nobody waits, their views made when they are opened."""

import sys

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from gui import tab_registry
from gui.main_window import MainWindow

MODULES = (
    "gui.network_tab.network_presenter",
    "gui.why_tab.why_explorer",
    "gui.data_tab.data_explorer",
    "gui.evaluation_tab.evaluation_explorer",
    "gui.mathematics_tab.mathematics",
    "gui.runs_tab.runs_pages",
)
TITLES = ["Training", "Network", "Why", "Data", "Evaluation", "Mathematics", "Runs", "Lessons"]


def test_every_tab_opens_in_any_order(window: MainWindow) -> None:
    tabs = window.view_tabs
    assert [tabs.tabText(index) for index in range(tabs.count())] == TITLES
    for index in (6, 5, 4, 3, 0, 1, 2, 1, 4, 3, 5, 6, 0):
        tabs.setCurrentIndex(index)
        view = tabs.currentWidget()
        assert view is not None
        assert view.findChildren(QWidget)


@pytest.mark.parametrize("title", ["Training", "Network", "Why", "Evaluation", "Mathematics", "Runs", "Lessons"])
def test_cards_keep_the_same_distance_from_the_tabs_above_them(window: MainWindow, qtbot: QtBot, title: str) -> None:
    window.view_tabs.show_titled(title)
    page = window.view_tabs.currentWidget()
    assert page is not None

    def distance() -> int:
        bars = [bar.mapTo(page, QPoint(0, bar.height())).y() for bar in page.findChildren(QTabBar) if bar.isVisible()]
        cards = [card.mapTo(page, QPoint(0, 0)).y() for card in page.findChildren(QFrame, "card") if card.isVisible()]
        return min(cards, default=0) - max(bars, default=0)

    qtbot.waitUntil(lambda: distance() == 8)


def test_their_code_is_loaded_after_a_while(window: MainWindow, qtbot: QtBot) -> None:
    window.views._timer.setInterval(1)
    qtbot.waitUntil(lambda: not window.views._unloaded)
    assert {*MODULES, "pyqtgraph"} <= set(sys.modules)


def test_a_window_without_a_session_says_that_it_keeps_no_runs(window: MainWindow, qtbot: QtBot) -> None:
    window.view_tabs.show_titled("Runs")
    hint = window.findChild(QLabel, "runsHint")
    assert hint is not None
    qtbot.waitUntil(lambda: hint.text().startswith("This window keeps no runs."))


def test_a_view_has_one_presenter(window: MainWindow) -> None:
    for title in tab_registry._TABS:
        assert window.views.presenter(title) is window.views.presenter(title)
