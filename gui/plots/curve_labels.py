"""The words beside the ends of the learning curves: what they say, where they stand, and how they are painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from engine.text.percent import percent_text
from engine.training.learning_curves import LearningCurves
from gui.plots.axis_ticks import epoch_text, loss_text
from gui.plots.curve_frame import CurveFrame
from gui.plots.curve_legend import before_pen, train_pen, validation_pen
from gui.plots.curve_panel import CurvePanel
from gui.state.shown_curves import ShownCurves
from gui.theming.theme import Theme
from gui.translation import translate
from gui.widgets.phrases import at_text, epoch_number

_SAMPLE_PX = 20.0  # a piece of line before a number
_BESIDE_PX = 8.0  # from a curve's end to the words
_CLEARLY = 2  # by how much another place has to be freer


@dataclass(frozen=True)
class Label:
    """A line of words.

    Attributes
    ----------
    text, color
        The words.
    pen
        Of the piece of line before them; ``None`` for none.
    is_bold
        Whether they are the head of the others.
    """

    text: str
    color: QColor
    pen: QPen | None = None
    is_bold: bool = False


def name_of_before(number: int) -> str:
    """What the run before is called: by its number once it is stored."""
    return translate("LossPlot", "Run {value}").format(value=number) if number else translate("LossPlot", "run before")


def figures_of(curves: LearningCurves, index: int) -> tuple[float, float]:
    """Loss and accuracy that a run is compared by: validation, or training where it was not measured."""
    return curves.last_validation(index) or (float(curves.losses[index]), float(curves.accuracies[index]))


class LabelWriter:
    """Words the labels.

    Parameters
    ----------
    theme
        Whose colors they have.
    has_names
        Whether there is room for names; else there is a piece of the line before each number.
    before_number
        The number of the run before; 0 where it is not known.
    """

    def __init__(self, theme: Theme, *, has_names: bool, before_number: int) -> None:
        self._theme, self._has_names, self._before_number = theme, has_names, before_number
        self._muted = QColor(theme.muted)

    def of_before(self, shown: ShownCurves, index: int) -> tuple[Label, Label]:
        """Of the run before, at one of its points: beside the loss, and beside the accuracy."""
        loss, accuracy = figures_of(shown.before, index)
        data = f" ({shown.data_name_before})" if shown.data_name_before else ""
        name, pen = f"{name_of_before(self._before_number)}{data}", before_pen(self._theme)
        return (
            self._label(name, loss_text(loss), self._muted, pen),
            self._label(name, percent_text(accuracy), self._muted, pen),
        )

    def of(
        self, shown: ShownCurves, index: int, pointed: float | None, *, is_moment: bool = False
    ) -> tuple[list[Label], list[Label]]:
        """Of all curves at a point: beside the loss, and beside the accuracy.

        Parameters
        ----------
        shown, index
            The curves, and the point of the run.
        pointed
            The epoch that is pointed at; ``None`` for none: then these are the values of the network that answers.
        is_moment
            Whether that is the moment of a checkpoint, which is called as it is elsewhere: its point is the last that
            the run had come to.
        """
        curves, theme = shown.curves, self._theme
        name, color, pen = translate("LossPlot", "training"), QColor(theme.train), train_pen(theme)
        loss, accuracy = training_figures(shown, index)
        losses = [self._label(name, loss_text(loss), color, pen)]
        accuracies = [self._label(name, percent_text(accuracy), color, pen)]
        measured = curves.last_validation(index)
        if measured is not None:
            name, color, pen = translate("LossPlot", "validation"), QColor(theme.validation), validation_pen(theme)
            losses.insert(0, self._label(name, loss_text(measured[0]), color, pen))
            accuracies.append(self._label(name, percent_text(measured[1]), color, pen))
        if shown.before.n_points:
            at = shown.before.n_points - 1 if pointed is None else shown.before.nearest(pointed)
            for labels, label in zip((losses, accuracies), self.of_before(shown, at), strict=True):
                labels.append(label)
        text = QColor(theme.text)
        if pointed is not None:
            where = epoch_number(pointed) if is_moment else epoch_text(float(curves.epochs[index]))
            losses.insert(0, Label(at_text(curves.unit, where), text, is_bold=True))
            return losses, accuracies
        if shown.marks.network is not None:
            where = at_text(curves.unit, rounded_epoch(shown.marks.network))
            answers = translate("LossPlot", "{where} answers").format(where=where)
            losses.insert(0, Label(answers, text, is_bold=True))
        if shown.data_name and self._has_names:
            losses.append(Label(translate("LossPlot", "of {value}").format(value=shown.data_name), self._muted))
        return losses, accuracies

    def _label(self, name: str, number: str, color: QColor, pen: QPen) -> Label:
        """Name and number or, where there is no room for names, a piece of the line and the number."""
        return Label(f"{name} {number}", color) if self._has_names else Label(number, color, pen)


def training_figures(shown: ShownCurves, index: int) -> tuple[float, float]:
    """The training loss and accuracy at a point.

    A curve's point is a mean over digits that were read one after another while the network learned. Once a run has ended,
    the network that answers has read them all: those figures, which the ending tells, are the ones for its point.
    """
    loss, accuracy = float(shown.curves.losses[index]), float(shown.curves.accuracies[index])
    if index != answering_index(shown):
        return loss, accuracy
    return (
        loss if shown.final_loss is None else shown.final_loss,
        accuracy if shown.final_accuracy is None else shown.final_accuracy,
    )


def answering_index(shown: ShownCurves) -> int:
    """The point of the network that answers: the last one, but after an early stop."""
    network = shown.marks.network
    return shown.curves.n_points - 1 if network is None else shown.curves.nearest(network)


def rounded_epoch(epoch: float) -> str:
    """An epoch as sentences on changes and networks tell it."""
    return f"{epoch:,.0f}" if epoch >= 1 else epoch_text(epoch)


# Where they stand


def fitting(frame: CurveFrame, box: QRectF, labels: list[Label]) -> list[Label]:
    """The labels that a plot has room for, one below the other; the last ones go first."""
    return labels[: max(int((box.height() - 6) // (frame.metrics.height() + 2)), 1)]


def label_place(frame: CurveFrame, panel: CurvePanel, box: QRectF, x: float, labels: Sequence[Label]) -> QRectF:
    """Where labels stand if the curves end at ``x``.

    They stand right of it or, if the edge is too near, left of it; at the plot's top or bottom, away from the curve's end,
    or where curves run through less of them.

    Parameters
    ----------
    frame, panel, box
        The plots, and the one that the labels are of, with its place.
    x, labels
        The end, and the words.
    """
    width = max(
        (frame.bold_metrics if label.is_bold else frame.metrics).horizontalAdvance(label.text)
        + (_SAMPLE_PX if label.pen else 0.0)
        for label in labels
    )
    height = (frame.metrics.height() + 2) * len(labels)
    left = x + _BESIDE_PX
    if left + width > frame.rect.width() - 2:
        left = max(x - 2 - _BESIDE_PX - width, box.left() + 2)
    highest, lowest = box.top() + 2, max(box.bottom() - height - 4, box.top() + 2)
    tops = (lowest, highest) if panel.labels_are_below else (highest, lowest)
    places = [QRectF(left, top, width, height) for top in (*tops, (highest + lowest) / 2)]
    crossed = panel.crossings(box, places[0])
    if crossed < _CLEARLY:
        return places[0]
    others = [(panel.crossings(box, place), number) for number, place in enumerate(places)]
    least, best = min(others)
    return places[best] if crossed >= least + _CLEARLY else places[0]


def paint_labels(painter: QPainter, theme: Theme, frame: CurveFrame, place: QRectF, labels: Sequence[Label]) -> None:
    """Paint labels in their place, over a ground of their own."""
    line = place.height() / len(labels)
    paint_ground(painter, theme, place)
    for number, label in enumerate(labels):
        baseline = place.top() + number * line + frame.metrics.ascent() + 1
        left = place.left()
        if label.pen is not None:
            painter.setPen(label.pen)
            middle = baseline - frame.metrics.ascent() / 2 + 1
            painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE_PX - 5, middle))
            left += _SAMPLE_PX
        painter.setFont(frame.bold if label.is_bold else frame.font)
        painter.setPen(label.color)
        painter.drawText(QPointF(left, baseline), label.text)
    painter.setFont(frame.font)


def paint_ground(painter: QPainter, theme: Theme, place: QRectF) -> None:
    """A ground for words that lie over a plot."""
    ground = QColor(theme.card)
    ground.setAlpha(215)
    painter.fillRect(place.adjusted(-3, 0, 3, 0), ground)
