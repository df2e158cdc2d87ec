"""F11: canvas, answer, bars and one view fill the screen, and the window is as it was after it."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint
from gui.main_window import MainWindow
from gui.state.shown_curves import ShownCurves
from tests.waiting import rest
from tests.window_fixtures import ENDLESS, a_config, drag, picture_of, press, rgb

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]


def test_it_shows_what_is_drawn_while_a_run_goes_on_and_leaves_the_window_as_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    size, place = window.size(), window.canvas.geometry()
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    QTest.keyClick(window, Qt.Key.Key_F11)
    page = window.presentation.page
    qtbot.waitUntil(page.isVisible)
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    assert not window.run_bar.isVisible()
    drag(window.canvas, ONE)
    assert page.probabilities is not None
    np.testing.assert_array_equal(page.probabilities, window.workspace.probabilities)
    network = page.network
    assert network is not None
    qtbot.waitUntil(lambda: network.flow is not None and network.parameters is window.workspace.parameters)
    QTest.keyClick(window.canvas, Qt.Key.Key_7)  # still labels the drawing
    assert window.canvas.drawing.is_empty
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.isVisible())
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(page.isVisible)
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not page.isVisible())
    window.resize(size)
    QApplication.processEvents()
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert window.canvas.geometry() == place
    assert window.canvas.parentWidget() is window.drawing_panel
    assert window.focusWidget() is window.canvas
    assert window.controller.state == "running"
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


def test_a_number_is_told_beside_the_canvas_and_its_digits_can_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.set_strokes([np.array([(x, 0.2), (x, 0.8)]) for x in (0.25, 0.75)])
    strip = window.canvas.findChild(QWidget, "digitBar")
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    window.menus.presentation.trigger()
    page, digits = window.presentation.page, window.workspace.digits
    qtbot.waitUntil(page.isVisible)
    assert not strip.isVisible()  # its letters are too small, and it covers ink
    assert digits.selected == 1
    places = page.number_places()
    assert len(places) == 2
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=page._on_screen(places[0]).center())
    assert digits.selected == 0
    drag(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    assert not strip.isVisible()
    window.menus.presentation.trigger()
    assert strip.isVisible()


def test_the_network_is_between_canvas_and_bars_where_there_is_room_for_it(window: MainWindow, qtbot: QtBot) -> None:
    drag(window.canvas, ONE)
    window.menus.presentation.trigger()
    page = window.presentation.page
    qtbot.waitUntil(page.isVisible)
    network = page.network
    assert network is not None
    assert network.isVisible()  # the bundled one, of two hidden layers
    assert not page.mosaic.isVisible()
    layout = network.places()
    assert [len(column.slots) for column in layout.columns] == [12, 12]
    assert layout.columns[-1].slots[0].whole.right() < layout.outputs[0].circle.left()
    assert {gap.after for gap in network.lines} == {0, 1, 2}
    assert not network.can_show(a_config(hidden_layers=(9,) * 10).architecture((20, 20, 1)))


@pytest.mark.parametrize("name", ["nothing", "network", "weights", "curves", "tab"])
def test_any_view_can_be_shown(window: MainWindow, name: str) -> None:
    window.menus.presentation.trigger()
    window.menus.presented["nothing"].trigger()
    QApplication.processEvents()
    without = picture_of(window.presentation.page)
    window.menus.presented[name].trigger()
    QApplication.processEvents()
    assert (picture_of(window.presentation.page) != without).any() == (name != "nothing")


def test_the_open_tab_is_the_one_that_is_open_now(window: MainWindow) -> None:
    window.menus.presented["tab"].trigger()
    window.menus.presentation.trigger()
    window.view_tabs.show_titled("Mathematics")
    assert window.presentation.page._view is window.view_tabs.currentWidget()


def test_curves_can_be_read_from_the_back(window: MainWindow) -> None:
    window.loss_plot.show_curves(ShownCurves(LearningCurves.of([HistoryPoint(n, 1.0, 0.5, 1.0, 0.5) for n in (0, 9)])))
    window.menus.presented["curves"].trigger()
    window.menus.presentation.trigger()
    window.resize(1920, 1080)
    QApplication.processEvents()
    page = window.presentation.page
    is_muted = np.abs(picture_of(page).astype(int) - rgb(window.loss_plot.theme.muted)).max(axis=2) < 60
    left, right = (round(x * page.width() / 1920) for x in (764, 900))
    rows = np.flatnonzero(is_muted[:, left:right].any(axis=1))
    heights = [len(run) for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)]
    assert max(heights) >= 30 * page.width() / 1920  # figures of letters that are 48 high


@pytest.mark.slow
def test_a_window_that_is_closed_in_it_does_not_fill_the_screen_at_the_next_start(
    make_window: Callable[[], MainWindow],
) -> None:
    first = make_window()
    first.menus.presentation.trigger()
    assert first.close()
    second = make_window()
    assert not second.isFullScreen()
    assert not second.menus.presentation.isChecked()


@pytest.mark.parametrize("name", ["network", "weights", "curves", "tab"])
def test_nothing_is_painted_again_while_nothing_changes(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.menus.presented[name].trigger()
    window.menus.presentation.trigger()
    page = window.presentation.page
    qtbot.waitUntil(lambda: name != "weights" or page.mosaic.parameters is not None)
    QApplication.processEvents()
    paints: list[int] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                paints.append(1)
            return False

    watch = Watch()
    for painted in (page, *([page.network] if page.network is not None else [])):
        painted.installEventFilter(watch)

    def is_left_as_it_is() -> bool:  # at its first time, a view has the size that it has in a full screen
        paints.clear()
        page.refresh()
        rest(20)
        return not paints

    qtbot.waitUntil(is_left_as_it_is)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_keys_of_commands_are_answered_in_it(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+K, F1 and the keys of tabs; those that go through hidden panes are not."""
    window.menus.presentation.trigger()
    qtbot.waitUntil(window.presentation.page.isVisible)
    QTest.keyClick(window.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.help_desk.palette
    assert palette is not None
    assert palette.isVisible()
    palette.close()
    QTest.keyClick(window.canvas, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.view_tabs.currentIndex() == 1
    QTest.keyClick(window.canvas, Qt.Key.Key_F6)
    assert window.presentation.page.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.canvas, Qt.Key.Key_F1)
    assert window.help_desk.keys is not None
    assert window.help_desk.keys.isVisible()
    assert window.presentation.is_on
