"""The tab "Mathematics": its views come when they are opened, in any order, and close with the window."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.mathematics_tab.mathematics import Mathematics
from gui.theming.theme import DARK, LIGHT
from tests.window_fixtures import ENDLESS

NAMES = ["Activations", "Gradient check", "Sigmoid gradient, three ways", "One step"]
VIEWS = ["activationExplorer", "gradientCheckView", "sigmoidTimingView", "workedStepView"]


@pytest.fixture
def mathematics(window: MainWindow) -> Mathematics:
    mathematics = window.views.presenter("Mathematics")
    assert isinstance(mathematics, Mathematics)
    return mathematics


def open_tab(window: MainWindow, mathematics: Mathematics, index: int = 0) -> None:
    window.view_tabs.show_titled("Mathematics")
    assert mathematics.tabs is not None
    mathematics.tabs.setCurrentIndex(index)


def made(window: MainWindow) -> list[str]:
    return [name for name in VIEWS if window.findChild(QWidget, name) is not None]


@pytest.mark.slow
def test_each_view_is_made_when_it_is_first_opened(window: MainWindow, mathematics: Mathematics, qtbot: QtBot) -> None:
    assert made(window) == []
    assert window.findChild(QWidget, "mathematicsTabs") is None
    for index in range(4):
        open_tab(window, mathematics, index)
        assert made(window) == VIEWS[: index + 1]
    assert mathematics.tabs is not None
    assert [mathematics.tabs.tabText(i) for i in range(4)] == NAMES
    for index, name in enumerate(VIEWS):
        mathematics.tabs.setCurrentIndex(index)
        view = mathematics.tabs.findChild(QWidget, name)
        assert view is not None
        qtbot.waitUntil(view.isVisible)


@pytest.mark.slow
def test_a_theme_reaches_views_made_before_and_after(window: MainWindow, mathematics: Mathematics) -> None:
    def backgrounds() -> list[str]:
        plots = ["activationPlot", "costPlot", "gradientPlot", "sigmoidTimingPlot"]
        found = [window.findChild(QWidget, name) for name in plots]
        return [plot.widget.backgroundBrush().color().name() for plot in found if plot is not None]  # type: ignore[attr-defined]

    open_tab(window, mathematics)
    window.set_theme("dark")
    for index in range(4):
        open_tab(window, mathematics, index)
    assert backgrounds() == [DARK.card] * 4
    window.set_theme("light")
    assert backgrounds() == [LIGHT.card] * 4


@pytest.mark.slow
@pytest.mark.own_window
@pytest.mark.parametrize("index", range(4))
def test_the_window_closes_with_any_view_open(window: MainWindow, mathematics: Mathematics, index: int) -> None:
    open_tab(window, mathematics, index)
    window.close()
    assert made(window)[-1] == VIEWS[index]


@pytest.mark.slow
@pytest.mark.own_window
def test_views_open_while_a_run_goes_on(window: MainWindow, mathematics: Mathematics, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.workspace.origin == "training", timeout=30_000)
    for index in range(4):
        open_tab(window, mathematics, index)
    assert made(window) == VIEWS
    steps = window.workspace.last_report
    qtbot.waitUntil(lambda: window.workspace.last_report is not steps)
    assert window.controller.state == "running"


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1280, 800)])
def test_no_view_makes_the_window_grow(
    window: MainWindow, mathematics: Mathematics, width: int, height: int, qtbot: QtBot
) -> None:
    window.resize(width, height)
    for index in range(4):
        open_tab(window, mathematics, index)
        qtbot.wait(10)
        assert (window.width(), window.height()) == (width, height)
        assert mathematics.tabs is not None
        assert mathematics.tabs.minimumSizeHint().width() <= 700
        assert mathematics.tabs.minimumSizeHint().height() <= 580
