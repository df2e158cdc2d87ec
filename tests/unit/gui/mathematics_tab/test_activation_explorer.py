"""The curves of activations and costs, and the points that are dragged along them."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.nn.activations import ACTIVATIONS
from gui.mathematics_tab.activation_explorer import ActivationExplorer
from gui.mathematics_tab.math_plot import MathPlot
from gui.theming.theme import DARK, LIGHT, Theme
from gui.widgets.message_area import MessageArea
from tests.window_fixtures import LEFT, count_pixels, picture_of, select, send_mouse


@pytest.fixture
def explorer(qtbot: QtBot, messages: MessageArea) -> ActivationExplorer:
    explorer = ActivationExplorer(messages)
    explorer.resize(900, 600)
    qtbot.addWidget(explorer)
    with qtbot.waitExposed(explorer):
        explorer.show()
    QApplication.processEvents()
    return explorer


def place(plot: MathPlot, x: float) -> QPointF:
    """Where a value of the horizontal axis is on the plot's viewport, in the middle of its height."""
    view = plot.item.getViewBox()
    (_, _), (bottom, top) = view.viewRange()
    return QPointF(plot.widget.mapFromScene(view.mapViewToScene(QPointF(x, (bottom + top) / 2))))


def drag_to(plot: MathPlot, *places: float) -> None:
    viewport = plot.widget.viewport()
    send_mouse(viewport, QEvent.Type.MouseButtonPress, place(plot, places[0]), pressed=LEFT, held=LEFT)
    for x in places[1:]:
        send_mouse(viewport, QEvent.Type.MouseMove, place(plot, x), held=LEFT)
    send_mouse(viewport, QEvent.Type.MouseButtonRelease, place(plot, places[-1]), pressed=LEFT)


def pixel_width(plot: MathPlot) -> float:
    return float(plot.item.getViewBox().viewPixelSize()[0])


def test_the_sigmoid_comes_first_with_f_times_one_minus_f(explorer: ActivationExplorer) -> None:
    assert explorer.activation_readout.text().split("\n")[:3] == [
        "f(1) = 0.731059",
        "f′(1) = 0.196612",
        "f (1 − f) = 0.731059 · 0.268941 = 0.196612",
    ]
    assert "measured: 0.196612, apart by" in explorer.activation_readout.text()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tanh", ["f(−0.5) = −0.462117", "f′(−0.5) = 0.786448", "1 − f² = 1 − (−0.462117)² = 0.786448"]),
        ("relu", ["f(−0.5) = 0", "f′(−0.5) = 0", "measured: 0, apart by 0"]),
    ],
)
def test_each_activation_can_be_chosen(explorer: ActivationExplorer, name: str, expected: list[str]) -> None:
    select(explorer.activation_box, name)
    explorer.z_box.setValue(-0.5)
    assert explorer.activation_readout.text().split("\n")[: len(expected)] == expected


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_curves_are_drawn_and_the_measured_points_lie_on_the_derivative(
    explorer: ActivationExplorer, name: str
) -> None:
    select(explorer.activation_box, name)
    value, derivative, measured, _ = (curve.getData() for curve in explorer.activation_plot.curves)
    expected = value[0].copy()
    ACTIVATIONS[name].apply(expected)
    np.testing.assert_array_equal(value[1], expected)
    np.testing.assert_allclose(measured[1], np.interp(measured[0], *derivative), atol=1e-6)
    assert len(measured[0]) >= 10


def test_there_is_no_derivative_at_the_kink(explorer: ActivationExplorer) -> None:
    select(explorer.activation_box, "relu")
    explorer.z_box.setValue(0.0)
    assert "there is a kink; 0 is used" in explorer.activation_readout.text()


def test_the_point_follows_the_pointer(explorer: ActivationExplorer) -> None:
    plot = explorer.activation_plot
    drag_to(plot, 0.0, -1.0, -2.0)
    assert explorer.z_box.value() == pytest.approx(-2.0, abs=2 * pixel_width(plot))
    x, y = plot.curves[-1].getData()
    z = explorer.z_box.value()
    np.testing.assert_allclose(x, [z, z])
    np.testing.assert_allclose(y, [1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)) ** 2])


def test_moving_without_a_button_moves_no_point(explorer: ActivationExplorer) -> None:
    before = explorer.z_box.value()
    send_mouse(explorer.activation_plot.widget.viewport(), QEvent.Type.MouseMove, place(explorer.activation_plot, 3.0))
    assert explorer.z_box.value() == before


def test_dragging_beyond_the_end_stops_there(explorer: ActivationExplorer) -> None:
    drag_to(explorer.activation_plot, 0.0, 9.0)
    assert explorer.z_box.value() == 6.0
    drag_to(explorer.cost_plot, 0.5, -0.5)
    assert explorer.h_box.value() == 0.001
    assert "inf" not in explorer.cost_readout.text()


def test_arrow_keys_move_the_point(explorer: ActivationExplorer) -> None:
    plot = explorer.activation_plot
    drag_to(plot, 2.0)
    explorer.z_box.setValue(2.0)
    for _ in range(3):
        QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert explorer.z_box.value() == pytest.approx(2.2)
    assert plot.hasFocus()
    assert count_pixels(picture_of(plot), LIGHT.accent) > count_pixels(picture_of(explorer.cost_plot), LIGHT.accent)
    QTest.keyClick(explorer.cost_plot, Qt.Key.Key_Left)
    assert explorer.h_box.value() == pytest.approx(0.24)


def test_the_costs_of_an_output(explorer: ActivationExplorer) -> None:
    explorer.h_box.setValue(0.5)
    assert explorer.cost_readout.text() == (
        "y = 1:  −log 0.5 = 0.693147\n"
        "y = 0:  −log 0.5 = 0.693147\n"
        "y = 1, squared:  ½ · 0.5² = 0.125\n"
        "Cross-entropy is 5.55 times as much."
    )
    one, zero, squared, point = (curve.getData() for curve in explorer.cost_plot.curves)
    np.testing.assert_allclose(one[1], -np.log(one[0]), rtol=1e-9)
    np.testing.assert_allclose(zero[1], -np.log(1 - zero[0]), rtol=1e-9)
    np.testing.assert_allclose(squared[1], (1 - squared[0]) ** 2 / 2, rtol=1e-9)
    np.testing.assert_allclose(point[1], [np.log(2), np.log(2), 0.125])


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_curves_have_the_theme_s_colors_and_differ_in_line(explorer: ActivationExplorer, theme: Theme) -> None:
    explorer.set_theme(theme)
    picture = picture_of(explorer.activation_plot)
    for color in (theme.train, theme.muted, theme.card):
        assert count_pixels(picture, color) > 50
    for plot in (explorer.activation_plot, explorer.cost_plot):
        looks = {(curve.opts["pen"] and curve.opts["pen"].style(), curve.opts["symbol"]) for curve in plot.curves}
        assert len(looks) == len(plot.curves)


@pytest.mark.parametrize("width", [700, 1400])
def test_every_name_of_the_legend_is_within_it(explorer: ActivationExplorer, width: int) -> None:
    explorer.resize(width, 600)
    QApplication.processEvents()
    legend = explorer._cost_legend
    picture = picture_of(legend).astype(int)
    assert legend.height() >= legend.heightForWidth(legend.width())
    background = picture[0, -1]
    inked = np.abs(picture - background).max(axis=2) > 60
    assert not inked[:, -2:].any()
    rows = inked.any(axis=1)
    n_lines = int(np.count_nonzero(np.diff(rows.astype(int)) == 1))
    assert n_lines >= (2 if width == 700 else 1)
