"""The learning curves: what is drawn, on which axes, and the numbers beside them and under the pointer."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint
from engine.training.state import CurveMarks
from gui.plots.curve_flags import Flag
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
    send_mouse(plot, QEvent.Type.MouseMove, QPointF(plot.frame().x(epoch) * plot.zoom, plot.height() / 2))


def labels_of(plot: LossPlot) -> list[list[str]]:
    """The words beside the loss, and those beside the accuracy."""
    return [[label.text for label in labels] for labels in plot.labels()]


def test_curves_give_way_to_none_while_they_are_pointed_at_or_a_moment_is_shown(plot: LossPlot) -> None:
    show(plot, a_history())
    point_at(plot, 4.0)
    plot.show_moment(4.0)
    show(plot, a_history(0))
    assert EMPTY in plot.description
    plot.repaint()


# The axis


def test_the_axis_is_one_of_log_time_to_the_end_of_the_plan(plot: LossPlot) -> None:
    show(plot, a_history(), 1500.0)
    area = plot.frame().area
    for epoch in (0.0, 1.0, 30.0, 1500.0):
        expected = area.left() + np.log(1 + epoch) / np.log(1501) * area.width()
        assert plot.frame().x(epoch) == pytest.approx(expected)
    assert plot.frame().ticks == [0, 1, 3, 10, 30, 100, 300, 1000]


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
    metrics = QFontMetricsF(plot.frame().font)
    ends = -100.0
    for tick in plot.frame().ticks:
        text = metrics.horizontalAdvance(plot.frame().tick_text(tick))
        left = plot.frame().tick_left(tick)
        assert left > ends
        ends = left + text
    assert plot.frame().tick_text(0) == ("evaluation 0" if width > 400 else "0")


# What is drawn


def test_losses_are_above_and_accuracies_below(plot: LossPlot) -> None:
    history = a_history()
    show(plot, history)
    np.testing.assert_array_equal(plot._loss.training.y, history.losses)
    np.testing.assert_array_equal(plot._accuracy.training.y, history.accuracies)
    np.testing.assert_array_equal(plot._loss.validation.y, history.validation_losses[::2])
    np.testing.assert_array_equal(plot._accuracy.validation.y, history.validation_accuracies[::2])
    above, below = plot.frame().plots
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
        assert plot.frame().ticks == [0, 1, 3, 10, 30, 100, 300, 1000]
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


@pytest.mark.slow
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


def test_the_legend_has_all_names_in_little_room_too(plot: LossPlot, qtbot: QtBot) -> None:
    legend = plot.legend
    qtbot.addWidget(legend)
    plot.show_curves(ShownCurves(a_history(), 100.0, before=a_history()))
    widths = [size.width() for size in (legend.minimumSizeHint(), legend.sizeHint())]
    assert widths[0] < widths[1] - 50
    for width in widths:
        legend.resize(width, legend.sizeHint().height())
        columns = np.flatnonzero(
            (np.abs(picture_of(legend).astype(int) - rgb(LIGHT.train)).max(axis=2) < 60).any(axis=0)
        )
        assert 0 < columns[0] < 20  # the line of the first name is there
        assert width - 20 < columns[-1] < width


def test_changes_legs_and_the_network_of_an_early_stop_have_flags_and_words(plot: LossPlot) -> None:
    changes = (
        SettingChange(5.0, "weight_decay", 0.5, 0.1),
        SettingChange(60.0, "learning_rate", 0.1, 0.07),
        SettingChange(60.2, "learning_rate", 0.07, 0.03),
        SettingChange(60.4, "momentum", 0.9, 0.5),
    )
    plot.show_curves(ShownCurves(a_history(90), 100.0, CurveMarks((20.0,), 80.0), changes))
    assert [(flag.epoch, flag.text, flag.is_network) for flag in plot.flags()] == [
        (5.0, "Decay 0.5 to 0.1", False),
        (20.0, "continued", False),
        (60.4, "Rate 0.1 to 0.03, momentum 0.9 to 0.5", False),
        (80.0, "epoch 80 answers", True),
    ]
    for sentence in (
        "Weight decay 0.5 to 0.1 at epoch 5.",
        "Training was continued at epoch 20.",
        "The network of epoch 80 answers.",
    ):
        assert sentence in plot.description
    assert plot.description.startswith("Epoch 80 of 100:")  # its values, not those of the end, which nobody uses
    assert labels_of(plot)[0][0] == "epoch 80 answers"
    with_flags = picture_of(plot)
    show(plot, a_history(90))
    assert plot.flags() == []
    assert (picture_of(plot) != with_flags).any()


@pytest.mark.parametrize(
    ("parts", "shorter"),
    [
        (("Rate 0.5 to 0.1", "momentum 0.9 to 0.5"), ["Rate 0.5 to 0.1 …", "Rate …"]),
        (("Rate 0.5 to 0.1", "continued"), ["Rate 0.5 to 0.1 …", "Rate …"]),
        (("Batch size 32 to 7",), ["Batch …"]),
        (("continued",), []),
    ],
)
def test_the_words_of_a_flag_are_shortened_by_whole_words(parts: tuple[str, ...], shorter: list[str]) -> None:
    assert list(Flag(3.0, parts).shortened()) == [", ".join(parts), *shorter]


def test_words_of_a_flag_are_as_large_as_the_room_they_were_given(plot: LossPlot) -> None:
    plot.resize(600, 250)
    font = plot.font()  # of the window, in which labels are smaller than other words
    font.setPixelSize(14)
    plot.setFont(font)
    changes = (SettingChange(12.0, "learning_rate", 0.1, 0.5),)
    plot.show_curves(ShownCurves(a_history(90), 100.0, CurveMarks(), changes))
    picture_of(plot)  # from now on the axes are kept, and nothing but the flag chooses its font
    picture = picture_of(plot)
    (placed,) = plot.placed_flags()
    place = placed.place
    rows = slice(round(place.top() * plot.zoom), round(place.bottom() * plot.zoom))
    columns = slice(round(place.right() * plot.zoom) + 2, round(place.right() * plot.zoom) + 5)  # up to the flag
    assert placed.words
    assert np.ptp(picture[rows, columns], axis=(0, 1)).max() == 0


@pytest.mark.qt_log_ignore("This plugin does not support raise()", extend=True)
@pytest.mark.parametrize("width", [200, 300, 420, 600])
def test_words_of_flags_lie_over_nothing_and_the_tool_tip_has_all_of_them(plot: LossPlot, width: int) -> None:
    plot.resize(width, 250)
    changes = [SettingChange(epoch, "learning_rate", 0.5, 0.1) for epoch in (0.0, 1.0, 9.0, 21.0, 30.0, 66.0)]
    changes.append(SettingChange(66.0, "momentum", 0.9, 0.5))
    plot.show_curves(ShownCurves(a_history(90), 100.0, CurveMarks((9.0, 21.0)), tuple(changes)))
    metrics, placed = QFontMetricsF(plot.frame().font), plot.placed_flags()
    for number, flag in enumerate(placed):
        assert flag.words in ("", *flag.flag.shortened())
        assert flag.place.width() == pytest.approx(metrics.horizontalAdvance(flag.words))
        assert not any(flag.place.intersects(other.place) for other in placed[number + 1 :])
        assert not flag.words or flag.place.left() >= plot.frame().area.left()  # where the numbers of the axis end
    assert placed[0].is_below_title
    last = placed[-1]
    assert last.flag.text == "Rate 0.5 to 0.1, momentum 0.9 to 0.5"
    at = QPoint(round(last.x), 60)
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert QToolTip.text() == "Rate 0.5 to 0.1, momentum 0.9 to 0.5 at epoch 66"
    QToolTip.hideText()


def test_the_run_before_has_its_number_once_it_is_stored(plot: LossPlot) -> None:
    numbers = {"a": 0}
    plot.show_curves(ShownCurves(a_history(4), 100.0, before=a_history(40), before_id="a"))
    plot.set_numbers(numbers.__getitem__)
    assert labels_of(plot)[1][-1] == "run before 90.0 %"
    numbers["a"] = 11
    plot.show_numbers()
    assert [labels[-1] for labels in labels_of(plot)] == ["Run 11 1e−11", "Run 11 90.0 %"]
    assert plot.description.endswith("Run 11 ended at epoch 39: loss 1e−11, accuracy 90.0 %.")


# Where words stand


def test_in_larger_text_lines_and_gaps_are_larger_too(plot: LossPlot) -> None:
    show(plot, a_history(40))
    usual, area = count_pixels(picture_of(plot), LIGHT.train), plot.frame().area
    font = plot.font()
    font.setPixelSize(28)
    plot.setFont(font)
    plot.resize(plot.size() * 2)
    assert plot.zoom == 2.0
    assert plot.frame().area == area  # in units of the zoom
    assert count_pixels(picture_of(plot), LIGHT.train) > 3 * usual
    point_at(plot, 2.0)
    assert plot.description.startswith("Epoch 2 of 100:")


def title_places(plot: LossPlot) -> list[QRectF]:
    frame = plot.frame()
    height = frame.metrics.height()
    return [
        QRectF(box.left(), box.top() - height - 4, frame.title_width(title), height)
        for box, title in zip(frame.plots, plot.titles(frame), strict=True)
    ]


@pytest.mark.parametrize("size", [(200, 150), (300, 250), (560, 300), (900, 400)])
def test_labels_lie_over_no_title_from_the_start_to_the_end(plot: LossPlot, size: tuple[int, int]) -> None:
    plot.resize(*size)
    for n_points in (1, 2, 4, 30, 101):
        plot.show_curves(ShownCurves(a_history(n_points), 100.0, before=a_history(60), has_decay=True))
        labels = plot.label_places(plot.frame())
        assert labels is not None
        for title in title_places(plot):
            assert title.top() >= 0
            for place in labels:
                assert not place.intersects(title)


def test_what_there_will_be_is_told_where_the_run_before_does_not_run(plot: LossPlot) -> None:
    plot.show_curves(ShownCurves(LearningCurves(), 100.0, before=a_history(101)))
    frame = plot.frame()
    place = plot.empty_place(frame, QSizeF(210, 20), [])
    boxes = [box for box in frame.plots if box.contains(place)]
    assert len(boxes) == 1
    panel = (plot._loss, plot._accuracy)[frame.plots.index(boxes[0])]
    x, y = panel.before.x * boxes[0].width() + boxes[0].left(), panel.fractions(panel.before.y)
    inside = (x >= place.left()) & (x <= place.right())
    heights = boxes[0].bottom() - y[inside] * boxes[0].height()
    assert not ((heights > place.top()) & (heights < place.bottom())).any()


def test_a_run_that_diverges_leaves_the_plot_and_does_not_flatten_the_others(plot: LossPlot) -> None:
    diverging = LearningCurves.of([HistoryPoint(epoch, 2.0 * 1e6**epoch, 0.1, NAN, NAN) for epoch in range(5)])
    show(plot, diverging)
    assert plot._loss.top == 10.0
    plot.show_curves(ShownCurves(a_history(4), 100.0, before=diverging))
    assert plot._loss.top == 5.0
    picture_of(plot)


def test_screen_readers_hear_of_growing_curves_at_most_once_a_second(plot: LossPlot, qtbot: QtBot) -> None:
    told: list[str] = []
    for n_points in range(2, 40):
        show(plot, a_history(n_points))
        told.append(plot.accessibleDescription())
    assert len(set(told)) == 1
    assert plot.description.startswith("Epoch 38 of 100:")
    qtbot.waitUntil(lambda: plot.accessibleDescription() == plot.description, timeout=3000)
    point_at(plot, 7.0)
    assert plot.accessibleDescription().startswith("Epoch 7 of 100:")  # who asks is answered at once


def test_losses_without_the_weight_decay_of_the_run_say_so(plot: LossPlot) -> None:
    for has_decay, title in ((True, "Loss per digit, without weight decay"), (False, "Loss per digit")):
        plot.show_curves(ShownCurves(a_history(4), 100.0, has_decay=has_decay))
        assert plot.titles(plot.frame())[0] == title
        assert ("The losses are without weight decay." in plot.description) == has_decay
    for epoch, is_amid in ((4.0, True), (60.0, False)):  # a flag stands above the plot, too
        changes = (SettingChange(epoch, "learning_rate", 0.1, 0.07),)
        plot.show_curves(ShownCurves(a_history(80), 100.0, changes=changes, has_decay=True))
        assert (plot.titles(plot.frame())[0] == "Loss per digit") == is_amid


# Numbers


def test_a_run_that_has_ended_has_the_figure_of_its_ending(plot: LossPlot) -> None:
    plot.show_curves(ShownCurves(a_history(4), 100.0, final_accuracy=0.9978, final_loss=0.0506))
    assert labels_of(plot)[0][-1] == "training 0.051"
    assert labels_of(plot)[1][0] == "training 99.8 %"
    assert "training accuracy 99.8 %" in plot.description
    point_at(plot, 1.0)
    assert labels_of(plot)[1][0] == "training 50.0 %"


@pytest.mark.parametrize("last", [100.0, 1500.0])
def test_the_least_plot_of_the_window_has_threes_and_tens(plot: LossPlot, last: float) -> None:
    plot.resize(330, 300)  # as in a window of 900x500
    show(plot, a_history(3), last)
    assert plot.frame().ticks == [tick for tick in (0, 1, 3, 10, 30, 100, 300, 1000) if tick <= last]


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
