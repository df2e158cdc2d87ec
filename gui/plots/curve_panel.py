"""One of the two plots of the learning curves: what is drawn in it, and how values become heights."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from engine.training.learning_curves import LearningCurves
from gui.plots.axis_ticks import LEAST_LOGARITHMIC, decades, loss_ticks, plain_number, round_up, span
from gui.plots.curve_thinning import GrowingCurve, log_time
from gui.plots.fast_lines import draw_polyline, points_through

Values = NDArray[np.float64]

_FIRST_TOP = 2.5  # of the axis of the loss, before anything is known: ten equal guesses cost 2.3
_MOST_RISE = 4.0  # times the loss that a run began with; what rises further leaves the plot at its top
_MOST_RISE_BEFORE = 1.5  # the same for the run before, beside one of which something is known
_N_LOOKED_AT = 12  # places along a rectangle between which it is asked whether a curve runs through it
_BESIDE_PX = 4  # as near as this to words, a curve is taken for one that runs through them
_BEYOND = 1.5  # heights above which a line is not drawn: it is outside anyway


@dataclass
class DrawnCurve:
    """One curve, thinned out.

    Attributes
    ----------
    chosen
        Chooses the points that are drawn.
    x, y
        Their positions along the axis, 0 to 1, and their values.
    """

    chosen: GrowingCurve
    x: Values
    y: Values

    @classmethod
    def empty(cls, last: float) -> "DrawnCurve":
        """A curve without points, on an axis that ends at the epoch ``last``."""
        return cls(GrowingCurve(last), np.empty(0), np.empty(0))

    def extend(self, epochs: Values, values: Values, last: float) -> None:
        """Take note of what is new."""
        self.chosen.extend(epochs, values)
        indices = self.chosen.indices()
        self.x, self.y = log_time(epochs[indices], last), values[indices]


class CurvePanel:
    """See the module.

    Attributes
    ----------
    column
        Of the training values in :attr:`LearningCurves.values`; validation is two further.
    training, validation, before
        The curves; the last is that of the run before.
    bottom, top
        The ends of the axis: values, or exponents where it is logarithmic.
    is_logarithmic
        Whether it is.
    labels_are_below
        Where the words beside the curves' ends stand if both places are free.
    """

    def __init__(self, column: int, *, labels_are_below: bool) -> None:
        self.column, self.labels_are_below = column, labels_are_below
        self.bottom, self.top = 0.0, 1.0
        self.is_logarithmic = False
        self._decades: list[float] = []
        self.begin_anew(1.0)
        self.begin_before_anew(1.0)

    def begin_anew(self, last: float) -> None:
        """Forget the curves."""
        self.training, self.validation = DrawnCurve.empty(last), DrawnCurve.empty(last)

    def begin_before_anew(self, last: float) -> None:
        """Forget the curve of the run before."""
        self.before = DrawnCurve.empty(last)

    @property
    def curves(self) -> tuple[DrawnCurve, DrawnCurve, DrawnCurve]:
        """All curves."""
        return self.training, self.validation, self.before

    def extend(self, curves: LearningCurves, last: float) -> None:
        """Take note of new points."""
        self.training.extend(curves.epochs, curves.values[:, self.column], last)
        self.validation.extend(curves.epochs, curves.values[:, self.column + 2], last)

    def extend_before(self, curves: LearningCurves, last: float) -> None:
        """Show the run before: validation, as that is what runs are compared by; training where it was not measured."""
        validation = curves.values[:, self.column + 2]
        column = self.column + (2 if np.isfinite(validation).any() else 0)
        self.before.extend(curves.epochs, curves.values[:, column], last)

    # Heights

    def scale_loss(self) -> None:
        """Choose an axis that holds the losses, and grows in steps, to round numbers.

        A linear one holds what a run that learns can have: the loss that it began with, and some times that. A run that
        diverges leaves the plot at its top, rather than pressing all other curves to its bottom.
        """
        if self.is_logarithmic:
            ends = span([curve.y for curve in self.curves])
            self._decades, self.bottom, self.top = decades(*(ends or (0.01, 1.0)))
            return
        own = [curve.y for curve in (self.training, self.validation) if len(curve.y)]
        before = [self.before.y] if len(self.before.y) else []
        first = max(_FIRST_TOP, *(float(y[0]) for y in own or before), 0.0)
        tops = [min(float(y.max()), _MOST_RISE * first) for y in own or before]
        tops += [min(float(y.max()), _MOST_RISE_BEFORE * first) for y in before]
        self.bottom, self.top = 0.0, round_up(max(tops, default=_FIRST_TOP))

    def ticks(self) -> list[tuple[float, str]]:
        """The losses that have a line and a number."""
        if self.is_logarithmic:
            return [(tick, plain_number(tick)) for tick in self._decades]
        return [(tick, plain_number(tick)) for tick in loss_ticks(self.top)]

    def settle_labels(self) -> None:
        """Choose where labels stand: away from the curve's end; between a third and two thirds they stay."""
        if len(self.training.y):
            height = float(self.fractions(self.training.y[-1:])[0])
            self.labels_are_below = height > (1 / 3 if self.labels_are_below else 2 / 3)

    def fractions(self, values: Values) -> Values:
        """How high values are, from 0 at the bottom to 1 at the top; what lies beyond is above 1."""
        if self.is_logarithmic:
            values = np.log10(np.maximum(values, LEAST_LOGARITHMIC))
        fractions: Values = (values - self.bottom) / (self.top - self.bottom)
        return np.minimum(fractions, _BEYOND)

    # On the screen

    def y_of(self, box: QRectF, value: float) -> float:
        """Where a value is in a plot's place."""
        return box.bottom() - float(self.fractions(np.array([value]))[0]) * box.height()

    def crossings(self, box: QRectF, place: QRectF, curves: Iterable[DrawnCurve] | None = None) -> int:
        """How much of a place in the plot curves run through: 0 where it is free."""
        place = place.adjusted(-_BESIDE_PX, -2, _BESIDE_PX, 2)
        left, right = ((x - box.left()) / box.width() for x in (place.left(), place.right()))
        found = 0
        for curve in self.curves if curves is None else curves:
            if not len(curve.x) or curve.x[-1] < left or curve.x[0] > right:
                continue
            at = np.linspace(max(left, float(curve.x[0])), min(right, float(curve.x[-1])), _N_LOOKED_AT)
            y = box.bottom() - self.fractions(np.interp(at, curve.x, curve.y)) * box.height()
            is_across = (np.maximum(y[1:], y[:-1]) > place.top()) & (np.minimum(y[1:], y[:-1]) < place.bottom())
            found += int(np.count_nonzero(is_across))
        return found

    def paint(self, painter: QPainter, box: QRectF, pens: tuple[QPen, QPen, QPen]) -> None:
        """Paint all curves, the run before behind; pens are in the order of :attr:`curves`."""
        painter.setClipRect(box.adjusted(-3, -3, 3, 2))
        for curve, pen in sorted(zip(self.curves, pens, strict=True), key=lambda pair: pair[0] is not self.before):
            self._paint_curve(painter, curve, box, pen)
        painter.setClipping(False)

    def _paint_curve(self, painter: QPainter, curve: DrawnCurve, box: QRectF, pen: QPen) -> None:
        if not len(curve.x):
            return
        x = box.left() + curve.x * box.width()
        y = box.bottom() - self.fractions(curve.y) * box.height()
        painter.setPen(pen)
        if len(x) == 1:
            painter.setBrush(pen.color())
            painter.drawEllipse(QPointF(x[0], y[0]), 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            draw_polyline(painter, points_through(x, y), pen)
