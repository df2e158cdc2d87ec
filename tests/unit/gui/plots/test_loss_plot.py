"""The learning curves: what is drawn, on which axes, and the numbers under the pointer."""

import time

import numpy as np
import pyqtgraph as pg
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint
from engine.training.state import CurveMarks
from gui.plots.curve_legend import train_pen, validation_pen
from gui.plots.curve_thinning import MAX_DRAWN_POINTS
from gui.plots.learning_curves_plot import LossPlot, round_up, thinned
from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import count_pixels, picture_of, rgb, send_mouse

NAN = float("nan")
EMPTY = "Press Train to see the loss fall and the accuracy rise."


def a_history(n_points: int = 11, *, validation: bool = True) -> LearningCurves:
    """Points at epochs 0, 1, ...: the loss halves with each, the accuracy rises; validation at even epochs."""
    points: list[HistoryPoint] = []
    for epoch in range(n_points):
        loss, accuracy = 2.0 * 0.5**epoch, 1 - 0.5**epoch
        watched = (loss * 1.5, accuracy * 0.9) if validation and epoch % 2 == 0 else (NAN, NAN)
        points.append(HistoryPoint(epoch, loss, accuracy, *watched))
    return LearningCurves.of(points)


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    plot = LossPlot()
    plot.resize(700, 260)
    qtbot.addWidget(plot, before_close_func=leave)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def plots_of(plot: LossPlot) -> tuple[pg.PlotWidget, pg.PlotWidget]:
    loss, accuracy = plot.findChildren(pg.PlotWidget)
    return loss, accuracy


def curve(widget: pg.PlotWidget, name: str) -> pg.PlotDataItem:
    (found,) = [item for item in widget.getPlotItem().listDataItems() if item.name() == name]
    return found


def data(widget: pg.PlotWidget, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, y = curve(widget, name).getData()
    empty = np.empty(0)
    return (empty, empty) if x is None else (x, y)


def point_at(widget: pg.PlotWidget, epoch: float) -> None:
    """Move the pointer to an epoch, in the middle of the plot's height."""
    view = widget.getPlotItem().getViewBox()
    (_, _), (bottom, top) = view.viewRange()
    position = widget.mapFromScene(view.mapViewToScene(QPointF(epoch, (bottom + top) / 2)))
    send_mouse(widget.viewport(), QEvent.Type.MouseMove, QPointF(position))


def leave(plot: QWidget) -> None:
    """Move the pointer off the plots."""
    for widget in plot.findChildren(pg.PlotWidget):
        for left in (widget.viewport(), widget, plot):
            QApplication.sendEvent(left, QEvent(QEvent.Type.Leave))


# What stands out


def _marks(widget: pg.PlotWidget) -> list[tuple[float, Qt.PenStyle]]:
    lines = [item for item in widget.getPlotItem().items if isinstance(item, pg.InfiniteLine) and item.isVisible()]
    return [(line.value(), line.pen.style()) for line in lines]


def test_legs_and_the_network_of_an_early_stop_are_marked(plot: LossPlot) -> None:
    plot.set_history(a_history())
    ranges = [widget.getPlotItem().getViewBox().viewRange() for widget in plots_of(plot)]
    plot.set_marks(CurveMarks((3.0, 7.0), 8.0))
    legs = [(3.0, Qt.PenStyle.DotLine), (7.0, Qt.PenStyle.DotLine)]
    for widget, before in zip(plots_of(plot), ranges, strict=True):
        assert _marks(widget) == [*legs, (8.0, Qt.PenStyle.DashLine)]
        assert widget.getPlotItem().getViewBox().viewRange() == before
    plot.set_theme(DARK)
    plot.set_marks(CurveMarks((3.0, 7.0)))
    for widget in plots_of(plot):
        assert _marks(widget) == legs
    plot.set_marks(CurveMarks())
    assert all(_marks(widget) == [] for widget in plots_of(plot))


# What is drawn


def test_losses_are_on_the_left_and_percentages_on_the_right(plot: LossPlot) -> None:
    history = a_history()
    plot.set_history(history)
    loss, accuracy = plots_of(plot)
    np.testing.assert_array_equal(data(loss, "training"), [history.epochs, history.losses])
    np.testing.assert_array_equal(data(accuracy, "training"), [history.epochs, history.accuracies * 100])


def test_validation_is_drawn_where_it_was_measured(plot: LossPlot) -> None:
    history = a_history()
    plot.set_history(history)
    loss, accuracy = plots_of(plot)
    even = history.epochs[::2]
    np.testing.assert_array_equal(data(loss, "validation"), [even, history.validation_losses[::2]])
    np.testing.assert_array_equal(data(accuracy, "validation"), [even, history.validation_accuracies[::2] * 100])
    plot.set_history(a_history(validation=False))
    assert len(data(loss, "validation")[0]) == 0


def test_training_and_validation_differ_by_more_than_their_color(plot: LossPlot) -> None:
    plot.set_history(a_history())
    for widget in plots_of(plot):
        pens: list[QPen] = [pg.mkPen(curve(widget, name).opts["pen"]) for name in ("training", "validation")]
        assert pens[0].style() == Qt.PenStyle.SolidLine
        assert pens[1].style() != Qt.PenStyle.SolidLine
    assert train_pen(LIGHT).style() == Qt.PenStyle.SolidLine
    assert validation_pen(LIGHT).style() == Qt.PenStyle.DashLine
    before = picture_of(plot.legend)
    plot.legend.set_theme(DARK)
    assert (picture_of(plot.legend) != before).any()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_legend_shows_a_solid_line_and_a_dashed_one(plot: LossPlot, qtbot: QtBot, theme: Theme) -> None:
    legend = plot.legend
    legend.resize(legend.sizeHint())
    qtbot.addWidget(legend)
    legend.set_theme(theme)
    row = picture_of(legend)[legend.height() // 2]

    def runs(color: str) -> int:
        """How many pieces of line there are in a color."""
        is_line = np.abs(row.astype(int) - rgb(color)).max(axis=1) < 60
        return int(np.count_nonzero(np.diff(is_line.astype(int)) == 1) + is_line[0])

    assert runs(theme.train) == 1
    assert runs(theme.validation) >= 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_curves_appear_on_the_screen_in_the_colors_of_the_theme(plot: LossPlot, theme: Theme) -> None:
    plot.set_theme(theme)
    before = picture_of(plot)
    plot.set_history(a_history())
    picture = picture_of(plot)
    assert count_pixels(picture, theme.train) > count_pixels(before, theme.train) + 100
    assert count_pixels(picture, theme.validation) > count_pixels(before, theme.validation) + 50
    assert count_pixels(picture, theme.card) > picture[..., 0].size / 2


def test_a_growing_history_and_a_new_one_are_followed(plot: LossPlot) -> None:
    history = a_history(3)
    plot.set_history(history)
    history = LearningCurves.of([*history.points(), *[HistoryPoint(3.0, 0.1, 0.97, NAN, NAN)]])
    plot.set_history(history)
    loss, _ = plots_of(plot)
    assert data(loss, "training")[0].tolist() == [0, 1, 2, 3]
    plot.set_history(LearningCurves())
    assert len(data(loss, "training")[0]) == 0
    assert plot.readout.text() == EMPTY


def test_all_points_are_within_the_axes(plot: LossPlot) -> None:
    for n_points in (1, 2, 11, 300):
        history = a_history(n_points)
        plot.set_history(history)
        for widget, values in zip(plots_of(plot), (history.losses, history.accuracies * 100), strict=True):
            (left, right), (bottom, top) = widget.getPlotItem().getViewBox().viewRange()
            assert left <= history.epochs.min()
            assert right >= history.epochs.max()
            assert bottom <= values.min()
            assert top >= values.max()


def test_a_loss_that_rises_stays_within_the_axes(plot: LossPlot) -> None:
    history = a_history(3)
    plot.set_history(history)
    history = LearningCurves.of([*history.points(), *[HistoryPoint(3.0, 812.0, 0.1, NAN, NAN)]])
    plot.set_history(history)
    (_, _), (_, top) = plots_of(plot)[0].getPlotItem().getViewBox().viewRange()
    assert top >= 812


# Logarithmic


def test_logarithmic_shows_exponents_and_linear_the_losses_again(plot: LossPlot) -> None:
    history = a_history()
    plot.set_history(history)
    loss, accuracy = plots_of(plot)
    plot.set_logarithmic(True)
    assert plot.log_box.isChecked()
    np.testing.assert_allclose(data(loss, "training")[1], np.log10(history.losses))
    assert loss.getPlotItem().getAxis("left").logMode
    assert not accuracy.getPlotItem().getAxis("left").logMode
    np.testing.assert_array_equal(data(accuracy, "training")[1], history.accuracies * 100)
    (_, _), (bottom, top) = loss.getPlotItem().getViewBox().viewRange()
    assert bottom <= np.log10(history.losses.min())
    assert top >= np.log10(history.losses.max())
    plot.set_logarithmic(False)
    assert not plot.log_box.isChecked()
    np.testing.assert_array_equal(data(loss, "training")[1], history.losses)
    assert not loss.getPlotItem().getAxis("left").logMode


def test_the_box_switches_the_axis(plot: LossPlot) -> None:
    history = a_history()
    plot.set_history(history)
    plot.log_box.click()
    np.testing.assert_allclose(data(plots_of(plot)[0], "training")[1], np.log10(history.losses))


def test_a_loss_of_zero_is_drawn_at_the_bottom_of_a_logarithmic_axis(plot: LossPlot) -> None:
    history = LearningCurves.of([HistoryPoint(0, 1.0, 0.5, NAN, NAN), HistoryPoint(1, 0.0, 1.0, 0.0, 1.0)])
    plot.set_logarithmic(True)
    plot.set_history(history)
    assert data(plots_of(plot)[0], "training")[1].tolist() == [0.0, -8.0]
    picture_of(plot)


# Under the pointer


def test_without_the_pointer_the_last_values_are_read_out(plot: LossPlot) -> None:
    assert plot.readout.text() == EMPTY
    plot.set_history(a_history(4))
    assert plot.readout.text() == (
        "Epoch 3.  Training: 0.2500, 87.50 %.  Validation: 0.7500, 67.50 %."  # validation of epoch 2
    )
    plot.set_history(a_history(4, validation=False))
    assert plot.readout.text() == "Epoch 3.  Training: 0.2500, 87.50 %."


def test_a_part_of_an_epoch_is_read_out_with_two_decimals(plot: LossPlot) -> None:
    history = LearningCurves.of([HistoryPoint(0.164066, 0.5, 0.75, np.nan, np.nan)])
    plot.set_history(history)
    assert plot.readout.text().startswith("Epoch 0.16.  ")


@pytest.mark.parametrize("which", [0, 1])
def test_the_values_of_the_nearest_point_are_read_out_under_the_pointer(plot: LossPlot, which: int) -> None:
    plot.set_history(a_history())
    QApplication.processEvents()
    point_at(plots_of(plot)[which], 2.3)
    assert plot.readout.text() == "Epoch 2.  Training: 0.5000, 75.00 %.  Validation: 0.7500, 67.50 %."
    for widget in plots_of(plot):
        (marker,) = [item for item in widget.getPlotItem().items if isinstance(item, pg.InfiniteLine)]
        assert marker.isVisible()
        assert marker.value() == 2.0


def test_a_resting_pointer_keeps_its_epoch_while_the_history_grows(plot: LossPlot) -> None:
    history = a_history(5)
    plot.set_history(history)
    QApplication.processEvents()
    point_at(plots_of(plot)[0], 1.0)
    history = LearningCurves.of([*history.points(), *[HistoryPoint(5.0, 0.1, 0.97, NAN, NAN)]])
    plot.set_history(history)
    assert plot.readout.text().startswith("Epoch 1.")


def test_the_read_out_goes_back_to_the_last_values_when_the_pointer_leaves(plot: LossPlot) -> None:
    plot.set_history(a_history())
    QApplication.processEvents()
    loss, _ = plots_of(plot)
    point_at(loss, 2.0)
    assert plot.readout.text().startswith("Epoch 2.")
    leave(plot)
    assert plot.readout.text().startswith("Epoch 10.")


def test_a_new_history_forgets_the_pointer(plot: LossPlot) -> None:
    plot.set_history(a_history())
    QApplication.processEvents()
    point_at(plots_of(plot)[0], 2.0)
    plot.set_history(LearningCurves())
    plot.set_history(a_history(4))
    assert plot.readout.text().startswith("Epoch 3.")


# The end


def test_plots_close_quietly_even_under_the_pointer(plot: LossPlot, qtbot: QtBot) -> None:
    plot.set_history(a_history())
    QApplication.processEvents()
    point_at(plots_of(plot)[0], 2.0)
    with qtbot.captureExceptions() as exceptions:
        plot.close()
    assert exceptions == []


def test_plots_can_be_closed_twice(plot: LossPlot) -> None:
    plot.close()
    plot.close()


# Pure functions


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1.0, 1.0), (0.0, 1.0), (1e-9, 1e-9), (0.09, 0.1), (0.1, 0.1), (0.11, 0.15), (1.0, 1.0), (1.01, 1.5),
        (1.5, 1.5), (1.51, 2.0), (2.4, 3.0), (3.5, 4.0), (4.2, 5.0), (5.1, 7.5), (7.6, 10.0), (9.99, 10.0),
        (10.0, 10.0), (1499.0, 1500.0), (1501.0, 2000.0),
    ],
)  # fmt: skip
def test_round_up(value: float, expected: float) -> None:
    assert round_up(value) == pytest.approx(expected, rel=1e-12)


def test_round_up_is_never_below_and_at_most_half_above() -> None:
    for value in np.geomspace(1e-12, 1e12, 999):
        assert value <= round_up(value) <= value * 1.5 * (1 + 1e-9)


def test_a_plot_takes_no_longer_when_its_history_is_long(plot: LossPlot) -> None:
    n = 1_000_000
    losses = np.abs(np.random.default_rng(1).normal(1, 0.1, n))
    values = np.stack([np.arange(n), losses, losses, losses, losses], axis=1)
    plot.set_history(LearningCurves(values[: n - 100]))
    times = []
    for number in range(20):
        history = LearningCurves(values[: n - 95 + 5 * number])
        started = time.perf_counter()
        plot.set_history(history)
        times.append(time.perf_counter() - started)

    assert min(times) < 0.015  # from all points anew it takes 0.1 s and more
    assert len(data(plots_of(plot)[0], "training")[0]) <= MAX_DRAWN_POINTS


@pytest.mark.parametrize("n", [0, 1, MAX_DRAWN_POINTS])
def test_few_points_are_drawn_as_they_are(n: int) -> None:
    x, y = np.arange(n, dtype=float), np.sin(np.arange(n, dtype=float))
    drawn = thinned(x, y)
    np.testing.assert_array_equal(drawn, [x, y])


@pytest.mark.parametrize("n", [MAX_DRAWN_POINTS + 1, 999, 12_345, 200_000])
def test_thinning_keeps_peaks_ends_and_order(n: int) -> None:
    rng = np.random.default_rng(n)
    x, y = np.arange(n, dtype=float), rng.normal(0, 1, n)
    peak, dip = rng.choice(n, 2, replace=False)
    y[peak], y[dip] = 50.0, -50.0
    drawn_x, drawn_y = thinned(x, y)
    assert (np.diff(drawn_x) > 0).all()
    assert (drawn_x[0], drawn_x[-1]) == (0, n - 1)
    assert {peak, dip} <= set(drawn_x.astype(int))
    np.testing.assert_array_equal(y[drawn_x.astype(int)], drawn_y)


@pytest.mark.parametrize("n", [MAX_DRAWN_POINTS + 1, 999, 12_345, 200_000, 1_000_003])
def test_no_more_points_are_drawn_than_promised(n: int) -> None:
    drawn_x, _ = thinned(np.arange(n, dtype=float), np.random.default_rng(n).normal(0, 1, n))
    assert len(drawn_x) <= MAX_DRAWN_POINTS
