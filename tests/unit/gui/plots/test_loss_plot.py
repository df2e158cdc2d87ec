"""The learning curves: what is drawn, on which axes, and the numbers beside them and under the pointer."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint
from engine.training.state import CurveMarks
from gui.plots.curve_legend import train_pen, validation_pen
from gui.plots.curve_thinning import MAX_DRAWN_POINTS
from gui.plots.learning_curves_plot import LossPlot
from gui.state.shown_curves import SettingChange, ShownCurves
from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import count_pixels, picture_of, rgb, send_mouse

NAN = float("nan")
EMPTY = "Press Train: the curves grow here."


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
    plot.resize(600, 320)
    qtbot.addWidget(plot)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def show(plot: LossPlot, curves: LearningCurves, planned_end: float = 100.0) -> ShownCurves:
    shown = ShownCurves(curves, planned_end)
    plot.show_curves(shown)
    return shown


def point_at(plot: LossPlot, epoch: float) -> None:
    """Move the pointer to an epoch, in the middle of the plot's height."""
    send_mouse(plot, QEvent.Type.MouseMove, QPointF(plot._x(plot._area(), epoch), plot.height() / 2))


def labels_of(plot: LossPlot) -> list[list[str]]:
    """The words beside the loss, and those beside the accuracy."""
    both = plot._labels(plot._area(), plot._index())
    return [[label.text for label in labels] for labels in both]


# The axis


def test_the_axis_is_one_of_log_time_to_the_end_of_the_plan(plot: LossPlot) -> None:
    show(plot, a_history(), 1500.0)
    area = plot._area()
    for epoch in (0.0, 1.0, 30.0, 1500.0):
        expected = area.left() + np.log(1 + epoch) / np.log(1501) * area.width()
        assert plot._x(area, epoch) == pytest.approx(expected)
    assert plot.ticks() == [0, 1, 3, 10, 30, 100, 300, 1000]


def test_nothing_is_rescaled_along_the_axis_while_it_learns(plot: LossPlot) -> None:
    show(plot, a_history(3), 1500.0)
    before = plot._loss.training.x
    show(plot, a_history(300), 1500.0)
    np.testing.assert_array_equal(plot._loss.training.x[:3], before)


def test_a_further_leg_extends_the_axis_at_once(plot: LossPlot) -> None:
    shown = show(plot, a_history(11), 10.0)
    assert plot._loss.training.x[-1] == 1.0
    plot.show_curves(replace(shown, planned_end=20.0))
    assert plot._loss.training.x[-1] == pytest.approx(np.log(11) / np.log(21))


@pytest.mark.parametrize("width", [220, 300, 420, 900])
def test_numbers_below_the_axis_stay_apart_and_inside(plot: LossPlot, width: int) -> None:
    plot.resize(width, 320)
    show(plot, LearningCurves.of(a_history(3).points(), unit="evaluation"), 123_456.0)
    metrics, area = plot.fontMetrics(), plot._area()
    ends = -100.0
    for tick in plot.ticks():
        text = metrics.horizontalAdvance(plot._tick_text(tick))
        left = plot._tick_left(tick, plot._x(area, tick), text)
        assert left > ends
        ends = left + text
    assert plot._tick_text(0) == ("evaluation 0" if width > 400 else "0")


# What is drawn


def test_losses_are_above_and_accuracies_below(plot: LossPlot) -> None:
    history = a_history()
    show(plot, history)
    np.testing.assert_array_equal(plot._loss.training.y, history.losses)
    np.testing.assert_array_equal(plot._accuracy.training.y, history.accuracies)
    np.testing.assert_array_equal(plot._loss.validation.y, history.validation_losses[::2])
    np.testing.assert_array_equal(plot._accuracy.validation.y, history.validation_accuracies[::2])
    above, below = plot._plots(plot._area())
    assert above.bottom() < below.top()
    assert (above.left(), above.right()) == (below.left(), below.right())


def test_all_points_are_within_the_plots(plot: LossPlot) -> None:
    large = [LearningCurves.of([HistoryPoint(0, loss, 0.1, 0.0, 1.0)]) for loss in (812.0, 9e299, 1e308, np.inf, NAN)]
    for history in (a_history(1), a_history(300), *large):
        for logarithmic in (False, True):
            plot.set_logarithmic(logarithmic)
            show(plot, history)
            picture_of(plot)
            for panel in (plot._loss, plot._accuracy):
                for curve in (panel.training, panel.validation):
                    fractions = panel.fractions(curve.y)
                    assert ((fractions >= 0) & (fractions <= 1)).all()


def test_training_is_solid_and_validation_dashed_by_six_and_four() -> None:
    assert train_pen(LIGHT).style() == Qt.PenStyle.SolidLine
    pen = validation_pen(LIGHT)
    assert [length * pen.widthF() for length in pen.dashPattern()] == [6.0, 4.0]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_legend_shows_a_solid_line_and_a_dashed_one(plot: LossPlot, qtbot: QtBot, theme: Theme) -> None:
    legend = plot.legend
    legend.resize(legend.sizeHint())
    qtbot.addWidget(legend)
    legend.set_theme(theme)
    legend.setStyleSheet(f"background: {theme.card}")
    row = picture_of(legend)[legend.height() // 2]

    def runs(color: str, at_least: int) -> int:
        """How many pieces of line there are in a color; letters, which are narrower, are left out."""
        is_line = np.abs(row.astype(int) - rgb(color)).max(axis=1) < 60
        edges = np.flatnonzero(np.diff(is_line.astype(int), prepend=0, append=0))
        return int(np.count_nonzero(np.diff(edges)[::2] >= at_least))

    assert runs(theme.train, at_least=20) == 1
    assert runs(theme.validation, at_least=4) >= 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_curves_appear_on_the_screen_in_the_colors_of_the_theme(plot: LossPlot, theme: Theme) -> None:
    plot.set_theme(theme)
    before = picture_of(plot)
    show(plot, a_history(60))
    picture = picture_of(plot)
    assert count_pixels(picture, theme.train) > count_pixels(before, theme.train) + 100
    assert count_pixels(picture, theme.validation) > count_pixels(before, theme.validation) + 50
    assert count_pixels(picture, theme.card) > picture[..., 0].size / 2


def test_a_growing_history_and_a_new_one_are_followed(plot: LossPlot) -> None:
    history = a_history(3)
    show(plot, history)
    show(plot, LearningCurves.of([*history.points(), HistoryPoint(3.0, 0.1, 0.97, NAN, NAN)]))
    assert plot._loss.training.y.tolist() == [2.0, 1.0, 0.5, 0.1]
    show(plot, LearningCurves.of([HistoryPoint(0.0, 7.0, 0.1, NAN, NAN)]))
    assert plot._loss.training.y.tolist() == [7.0]
    show(plot, LearningCurves())
    assert not len(plot._loss.training.y)


def test_an_empty_plot_has_axes_and_says_what_to_do(plot: LossPlot) -> None:
    assert plot.description == EMPTY
    for logarithmic in (False, True):
        plot.set_logarithmic(logarithmic)
        show(plot, LearningCurves(), 1500.0)
        assert plot.ticks() == [0, 1, 3, 10, 30, 100, 300, 1000]
        assert count_pixels(picture_of(plot), LIGHT.border) > 1000
    plot.show_curves(ShownCurves(has_begun=True))
    assert plot.description == "The first digits are being read."


def test_a_logarithmic_axis_shows_powers_of_ten(plot: LossPlot) -> None:
    history = a_history()
    show(plot, history)
    linear = plot._loss.fractions(history.losses)
    plot.set_logarithmic(True)
    assert (plot._loss.bottom, plot._loss.top) == (-3, 1)
    np.testing.assert_allclose(plot._loss.fractions(history.losses), (np.log10(history.losses) + 3) / 4)
    plot.set_logarithmic(False)
    np.testing.assert_array_equal(plot._loss.fractions(history.losses), linear)


def test_a_plot_takes_no_longer_when_its_history_is_long(plot: LossPlot) -> None:
    n = 1_000_000
    losses = np.abs(np.random.default_rng(1).normal(1, 0.1, n))
    values = np.stack([np.arange(n) / 7, losses, losses, losses, losses], axis=1)
    show(plot, LearningCurves(values[: n - 100]), 150_000)
    times = []
    for number in range(20):
        history = LearningCurves(values[: n - 95 + 5 * number])
        started = time.perf_counter()
        show(plot, history, 150_000)
        times.append(time.perf_counter() - started)

    assert min(times) < 0.015  # from all points anew it takes 0.1 s and more
    assert len(plot._loss.training.x) <= MAX_DRAWN_POINTS


# The run before, changes and legs


def test_the_run_before_stays_behind_and_is_told(plot: LossPlot) -> None:
    shown = ShownCurves(a_history(4), 100.0, before=a_history(40), data_name_before="MNIST")
    plot.show_curves(shown)
    assert len(plot._loss.before.y) == 20  # its validation, by which runs are compared
    assert plot.description.endswith("The run before on MNIST ended at epoch 39: loss 1e−11, accuracy 90.0 %.")
    plot.show_curves(ShownCurves(LearningCurves(), 100.0, before=shown.before))
    assert len(plot._loss.before.y) == 20
    plot.show_curves(ShownCurves(LearningCurves(), 10.0, before=shown.before))
    assert plot._loss.before.x[-1] == 1.0  # no further than the axis


def test_the_legend_names_the_run_before_where_there_is_one(plot: LossPlot) -> None:
    show(plot, a_history())
    assert "before" not in plot.legend.accessibleName()
    width = plot.legend.sizeHint().width()
    plot.show_curves(ShownCurves(a_history(), 100.0, before=a_history()))
    assert "The run before: thin gray line." in plot.legend.accessibleName()
    assert plot.legend.sizeHint().width() == width


def test_changes_legs_and_the_network_of_an_early_stop_have_flags_and_words(plot: LossPlot) -> None:
    changes = (
        SettingChange(5.0, "weight_decay", 0.5, 0.1),
        SettingChange(60.0, "learning_rate", 0.1, 0.07),
        SettingChange(60.2, "learning_rate", 0.07, 0.03),
        SettingChange(60.4, "momentum", 0.9, 0.5),
    )
    plot.show_curves(ShownCurves(a_history(90), 100.0, CurveMarks((20.0,), 80.0), changes))
    assert plot.flags() == [
        (5.0, "λ 0.5 → 0.1", False),
        (20.0, "leg 2", False),
        (60.4, "η 0.1 → 0.03, μ 0.9 → 0.5", False),
        (80.0, "epoch 80 answers", True),
    ]
    for sentence in (
        "Weight decay 0.5 → 0.1 at epoch 5.",
        "Leg 2 begins at epoch 20.",
        "The network of epoch 80 answers.",
    ):
        assert sentence in plot.description
    assert labels_of(plot)[0][-1] == "epoch 80 answers"
    with_flags = picture_of(plot)
    show(plot, a_history(90))
    assert plot.flags() == []
    assert (picture_of(plot) != with_flags).any()


# Numbers


def test_the_last_values_stand_beside_the_ends_of_the_curves(plot: LossPlot) -> None:
    show(plot, a_history(4))
    assert labels_of(plot) == [
        ["validation 0.750", "training 0.250"],
        ["training 87.5 %", "validation 67.5 %"],  # validation of epoch 2
    ]
    assert plot.description == (
        "Epoch 3 of 100: training loss 0.250, training accuracy 87.5 %, validation loss 0.750, validation accuracy 67.5 %."
    )
    show(plot, a_history(4, validation=False))
    assert labels_of(plot) == [["training 0.250"], ["training 87.5 %"]]


def test_epochs_are_counted_as_in_the_progress(plot: LossPlot) -> None:
    for epoch, text in ((0.164066, "0.16"), (3.0, "3"), (320.96, "320")):
        show(plot, LearningCurves.of([HistoryPoint(epoch, 0.5, 0.75, NAN, NAN)]), 1500.0)
        assert plot.description.startswith(f"Epoch {text} of 1,500:")


def test_a_narrow_plot_shows_numbers_only(plot: LossPlot) -> None:
    plot.resize(300, 250)
    show(plot, a_history(4))
    assert labels_of(plot) == [["0.750", "0.250"], ["87.5 %", "67.5 %"]]


def test_curves_of_digits_that_are_not_in_use_say_so(plot: LossPlot) -> None:
    plot.show_curves(ShownCurves(a_history(4), 100.0, data_name="MNIST"))
    assert labels_of(plot)[0][-1] == "of MNIST"
    assert "These curves are of MNIST." in plot.description


def test_the_values_of_the_nearest_point_are_told_under_the_pointer(plot: LossPlot) -> None:
    show(plot, a_history(), 10.0)
    at_rest = picture_of(plot)
    point_at(plot, 2.3)
    assert labels_of(plot)[0] == ["epoch 2", "validation 0.750", "training 0.500"]
    assert plot.description.startswith("Epoch 2 of 10: training loss 0.500")
    assert (picture_of(plot) != at_rest).any()
    show(plot, LearningCurves.of([*a_history().points(), HistoryPoint(11.0, 0.1, 0.97, NAN, NAN)]), 20.0)
    assert plot.description.startswith("Epoch 2 of 20")  # a resting pointer keeps its epoch
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.description.startswith("Epoch 11 of 20")
    point_at(plot, 2.0)
    show(plot, LearningCurves())
    show(plot, a_history(4))
    assert plot.description.startswith("Epoch 3 of 100")


def test_the_keys_go_along_the_curves(plot: LossPlot) -> None:
    show(plot, a_history(), 10.0)
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    for key, epoch in (
        (Qt.Key.Key_Left, 9),
        (Qt.Key.Key_Left, 8),
        (Qt.Key.Key_Right, 9),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_Escape, 10),
    ):
        QTest.keyClick(plot, key)
        assert plot.description.startswith(f"Epoch {epoch} of 10:")
    assert "epoch" not in labels_of(plot)[0][0]


def test_values_are_a_table(plot: LossPlot) -> None:
    show(plot, a_history(2))
    assert plot.values_as_csv() == (
        "epoch,training loss,training accuracy,validation loss,validation accuracy\n"
        "0.0,2.0,0.0,3.0,0.0\n1.0,1.0,0.5,,\n"
    )
