"""Ctrl+Plus, Ctrl+Minus and Ctrl+0 make everything larger, smaller, and as it was; at first the screen decides."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.state.preferences import Preferences
from gui.theming.scale import SCALE
from gui.theming.scale_chooser import STEPS, ScaleChooser, automatic_factor
from gui.widgets.scroll_page import WindowPage
from tests.window_fixtures import ENDLESS, press


@pytest.mark.parametrize(
    ("available", "factor"),
    [
        ((800, 800), 1.0),
        ((1366, 728), 1.0),
        ((1280, 800), 1.0),
        ((1920, 1040), 1.25),
        ((2560, 1400), 1.75),
        ((3840, 2120), 2.5),
    ],
)
def test_a_large_screen_shows_everything_larger(available: tuple[int, int], factor: float) -> None:
    assert automatic_factor(QSize(*available)) == factor


def geometry(window: MainWindow) -> dict[str, object]:
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.objectName()]
    return {
        widget.objectName(): widget.geometry().getRect() for widget in shown if widget.objectName() != "messageText"
    }


@pytest.mark.slow
def test_everything_grows_during_a_run_and_comes_back_to_the_pixel(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    before, heights = geometry(window), {}
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        heights[key] = window.run_bar.train_button.height()
        assert window.run_bar.train_button.fontMetrics().height() < heights[key]
    assert [round(32 * 1.1), round(32 * 1.25)] == list(heights.values())
    assert window.status.text == "Everything is shown at 125 %. Ctrl+0 goes back."
    assert window.controller.state == "running"
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.status.text == "Everything is shown at 100 %, as fits this screen."
    qtbot.waitUntil(lambda: geometry(window) == before)
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pytest.approx(0.9) == SCALE.factor
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


@pytest.mark.slow
def test_what_does_not_fit_is_scrolled_to_and_the_window_need_not_grow(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    area = window.centralWidget()
    assert isinstance(area, WindowPage)
    least = area.minimumSizeHint()
    for _ in STEPS:
        window.menus.larger.trigger()
    assert SCALE.factor == STEPS[-1]
    qtbot.waitUntil(lambda: window.size() == QSize(1280, 800))
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() > 0)
    assert abs(area.minimumSizeHint().width() - least.width()) < 32  # folded or not
    window.menus.normal_size.trigger()
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    ("kept", "factor"), [("1.5", 1.5), ("0.8", 0.8), ("1", 1.0), ("rubbish", 1.0), ("nan", 1.0), ("99", 3.0)]
)
def test_what_was_chosen_is_remembered_and_rubbish_is_not_minded(kept: str, factor: float, qapp: object) -> None:
    preferences = Preferences()
    preferences.set_text("scale", kept)
    ScaleChooser(preferences)
    assert pytest.approx(factor) == SCALE.factor


def test_a_window_that_remembers_nothing_is_as_large_as_designed(qapp: object) -> None:
    Preferences().set_text("scale", "2")
    ScaleChooser(None)
    assert SCALE.factor == 1.0
