"""The feature maps on the tab "Training": with every stroke, while it trains, and only where a network makes any."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from engine.explain.layer_activations import activate_layers, look_at_pixel
from gui.main_window import MainWindow
from gui.plots.fixed_numbers import plain
from gui.plots.pixel_working import MapPixel
from tests.unit.gui.window.test_every_page_fits import SIZES, faults_on
from tests.unit.gui.window.test_screen_reader import faults as unspoken_on
from tests.window_fixtures import CONVOLUTIONS, a_config, button, drag, pen_down, pen_move, pen_up, picture_of, press

pytestmark = pytest.mark.own_window

THREE = [(0.3, 0.2), (0.6, 0.15), (0.68, 0.3), (0.5, 0.45), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8)]
LEARNING = a_config(hidden_layers=CONVOLUTIONS, hidden_activation="relu", learning_rate=0.05)


@pytest.fixture
def convolutional(window: MainWindow) -> MainWindow:
    """A window whose network makes maps, with a drawing on its canvas."""
    window.workspace.reset(LEARNING)
    drag(window.canvas, THREE)
    return window


def assert_is_of_now(window: MainWindow) -> None:
    """The maps are those of the network and the drawing that are there."""
    workspace, shown = window.workspace, window.feature_maps.activations
    assert shown is not None
    assert workspace.frame is not None
    expected = activate_layers(
        workspace.parameters, workspace.scaling.apply(workspace.frame.reshape(1, -1)).reshape(-1)
    )
    for values, now in zip(shown.layers, expected.layers, strict=True):
        np.testing.assert_array_equal(values, now)


def seen_in(window: MainWindow) -> object:
    return window.reading.network_input.seen


def test_maps_follow_every_movement_of_the_pen(convolutional: MainWindow) -> None:
    window = convolutional
    window.canvas.clear()
    assert window.feature_maps.activations is None
    assert not window.feature_maps.picture.isVisible()
    pen_down(window.canvas, THREE[0])
    pictures = []
    for point in THREE[1:]:
        pen_move(window.canvas, point)
        assert_is_of_now(window)
        pictures.append(picture_of(window.feature_maps.picture))
    pen_up(window.canvas, THREE[-1])
    assert all((one != other).any() for one, other in pairwise(pictures))
    press(window, "undoButton")
    assert window.feature_maps.activations is None


def test_maps_are_of_the_newest_network_while_it_trains(convolutional: MainWindow, qtbot: QtBot) -> None:
    window, seen = convolutional, []

    def look() -> None:
        shown = window.feature_maps.activations
        assert shown is not None
        assert shown.parameters is window.workspace.parameters
        seen.append(shown)

    window._training_presenter.frame_shown.connect(look)
    window.panel.form.set_config(LEARNING.with_values(epochs=1_000_000))
    press(window, "trainButton")
    qtbot.waitUntil(lambda: len({id(each.parameters) for each in seen}) >= 3, timeout=20_000)
    drag(window.canvas, [(0.2, 0.2), (0.25, 0.8)])  # a stroke is shown at once, then too
    assert_is_of_now(window)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert_is_of_now(window)


@pytest.mark.slow
def test_a_pixel_that_is_kept_is_worked_out_anew_with_each_stroke_and_framed_in_the_input(
    convolutional: MainWindow,
) -> None:
    window, pixel = convolutional, MapPixel(0, 1, 6, 7)
    maps = window.feature_maps
    place = maps.picture.rect_of(pixel)
    assert place is not None
    QTest.mouseClick(maps.picture, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert seen_in(window) == (6, 7, 5, 5)
    framed = picture_of(window.reading.network_input)
    drag(window.canvas, [(0.3, 0.3), (0.7, 0.4), (0.3, 0.6)])
    assert maps.activations is not None
    made = look_at_pixel(maps.activations, *pixel)
    assert made is not None
    assert maps.working is not None
    assert maps.working.figures[-1].text == plain(made.activation)
    QTest.keyClick(maps.picture, Qt.Key.Key_Escape)
    assert seen_in(window) is None
    assert (picture_of(window.reading.network_input) != framed).any()


@pytest.mark.slow
def test_only_a_network_that_makes_maps_has_them(convolutional: MainWindow, qtbot: QtBot) -> None:
    window = convolutional
    assert window.feature_maps.isVisible()
    assert window.mosaic.isVisible()
    assert window.loss_plot.isVisible()
    last = window.feature_maps.activations
    window.workspace.reset(a_config(hidden_layers=(12, "dropout 0.5", 5)))
    assert not window.feature_maps.isVisible()
    dense = window.mosaic.width()
    assert window.mosaic.isVisible()
    drag(window.canvas, [(0.2, 0.2), (0.25, 0.8)])
    assert window.feature_maps.activations is last  # nothing is worked out that nobody sees
    window.workspace.reset(a_config(hidden_layers=("pool 2", 12)))
    assert window.feature_maps.isVisible()
    qtbot.waitUntil(lambda: window.mosaic.width() < dense)
    assert_is_of_now(window)


@pytest.mark.slow
def test_what_cannot_be_seen_is_not_worked_out_and_is_there_when_it_can(convolutional: MainWindow) -> None:
    window = convolutional
    before = window.feature_maps.activations
    window.view_tabs.show_titled("Data")
    drag(window.canvas, [(0.2, 0.2), (0.25, 0.8)])
    assert window.feature_maps.activations is before
    window.view_tabs.show_titled("Training")
    assert_is_of_now(window)


@pytest.mark.slow
def test_a_small_window_shows_curves_weights_or_maps(convolutional: MainWindow, qtbot: QtBot) -> None:
    window = convolutional

    def shown() -> list[bool]:
        return [view.isVisible() for view in (window.loss_plot, window.mosaic, window.feature_maps)]

    assert shown() == [True, True, True]
    window.resize(900, 500)
    qtbot.waitUntil(lambda: shown() == [True, False, False])
    press(window, "curvesMapsButton")
    assert shown() == [False, False, True]
    assert_is_of_now(window)
    press(window, "mapsWeightsButton")
    assert shown() == [False, True, False]
    press(window, "weightsMapsButton")
    window.workspace.reset(a_config())  # there are no maps any more
    assert shown() == [True, False, False]
    assert not button(window, "curvesMapsButton").isVisible()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: shown() == [True, True, False])
    window.workspace.reset(LEARNING)
    qtbot.waitUntil(lambda: shown() == [True, True, True])


@pytest.mark.slow
def test_the_room_for_maps_and_that_without_them_are_remembered_each_by_itself(
    make_window: Callable[[], MainWindow],
) -> None:
    first = make_window()
    without = heights(first, "centerSplitter")
    first.workspace.reset(LEARNING)
    QApplication.processEvents()
    splitter = first.findChild(QSplitter, "mapsSplitter")
    assert isinstance(splitter, QSplitter)
    splitter.setSizes([300, sum(splitter.sizes()) - 300])
    first.workspace.reset(a_config())
    first.workspace.reset(LEARNING)  # there and back, it stays
    QApplication.processEvents()
    assert splitter.sizes()[0] == pytest.approx(300, abs=2)
    first.close()
    second = make_window()
    second.resize(1280, 800)
    QApplication.processEvents()
    assert heights(second, "centerSplitter") == pytest.approx(without, abs=2)
    second.workspace.reset(LEARNING)
    QApplication.processEvents()
    assert heights(second, "mapsSplitter")[0] == pytest.approx(300, abs=3)


def heights(window: MainWindow, name: str) -> list[int]:
    splitter = window.findChild(QSplitter, name)
    assert isinstance(splitter, QSplitter)
    return splitter.sizes()


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_with_maps_nothing_is_cut_or_out_of_reach_or_without_words(
    convolutional: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = convolutional
    window.resize(*size)
    page = window.view_tabs.currentWidget()
    assert page is not None
    qtbot.wait(100)
    for pane in ("curves", "weights", "maps") if not window.mosaic.isVisible() else ("all",):
        if pane != "all":
            shown = next(each for each in ("curves", "weights", "maps") if view_of(window, each).isVisible())
            if shown != pane:
                press(window, f"{shown}{pane.title()}Button")
            qtbot.wait(60)
        assert faults_on(window, page) == [], pane
        assert unspoken_on(window) == [], pane


def view_of(window: MainWindow, pane: str) -> QWidget:
    return {"curves": window.loss_plot, "weights": window.mosaic, "maps": window.feature_maps}[pane]
