"""The learning curves: loss above, accuracy below, over one axis of epochs in log time.

The axis is fixed when a run starts: it ends where the run is to end, so that nothing is rescaled while it learns. What is
known is told beside the curves' ends, in the room that the future leaves. Curves differ in line as well as in color:
training is solid, validation dashed, the run before thin and gray.

The plot is painted by hand: that takes 1.6 ms with six curves and their words, where two plots of pyqtgraph with four
curves took 2.2 ms, and painting holds the interpreter that training needs. Only drawing is thinned out: the history in the
workspace is complete.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyqtgraph import functions as pg_functions
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from engine.training.learning_curves import LearningCurves
from gui.plots.axis_ticks import (
    LEAST_LOGARITHMIC,
    decades,
    epoch_text,
    epoch_ticks,
    loss_text,
    loss_ticks,
    plain_number,
    round_up,
    span,
    without_collisions,
)
from gui.plots.curve_legend import CurveLegend, before_pen, label_font, train_pen, validation_pen
from gui.plots.curve_thinning import GrowingCurve, log_time
from gui.plots.fast_lines import draw_polyline
from gui.state.shown_curves import SettingChange, ShownCurves
from gui.theming.theme import Theme
from gui.widgets.phrases import percent_text
from gui.widgets.themed_widget import ThemedWidget

_SYMBOLS = {"learning_rate": "η", "momentum": "μ", "weight_decay": "λ"}
_WORDS = {"learning_rate": "learning rate", "momentum": "momentum", "weight_decay": "weight decay"}
_WORDS_FROM = 27  # ems along the axis from which labels have names; below, numbers only
_SAMPLE_PX = 20.0  # a piece of line before a number
_NEAR_PX = 8  # changes as near as this are one flag
_STEP_PX = 4  # the least that an arrow key goes along the axis

Values = NDArray[np.float64]


@dataclass
class _Curve:
    """One curve, thinned out: positions along the axis, 0 to 1, and values."""

    chosen: GrowingCurve
    x: Values
    y: Values

    def extend(self, epochs: Values, values: Values, last: float) -> None:
        self.chosen.extend(epochs, values)
        indices = self.chosen.indices()
        self.x, self.y = log_time(epochs[indices], last), values[indices]


@dataclass(frozen=True)
class _Label:
    """A line of words beside the curves' ends."""

    text: str
    color: QColor
    pen: QPen | None = None
    is_bold: bool = False


class _Panel:
    """One of the two plots: its curves, and how values become heights."""

    def __init__(self, column: int) -> None:
        self.column = column  # of the training values in LearningCurves.values; validation is two further
        self.labels_are_below = column != 1
        self.bottom, self.top = 0.0, 1.0
        self.is_logarithmic = False
        self.begin_anew(1.0)
        self.begin_before_anew(1.0)

    def begin_anew(self, last: float) -> None:
        self.training, self.validation = _curve(last), _curve(last)

    def begin_before_anew(self, last: float) -> None:
        self.before = _curve(last)

    def extend(self, curves: LearningCurves, last: float) -> None:
        self.training.extend(curves.epochs, curves.values[:, self.column], last)
        self.validation.extend(curves.epochs, curves.values[:, self.column + 2], last)

    def extend_before(self, curves: LearningCurves, last: float) -> None:
        """Validation, as that is what runs are compared by; training where it was not measured."""
        validation = curves.values[:, self.column + 2]
        column = self.column + (2 if np.isfinite(validation).any() else 0)
        self.before.extend(curves.epochs, curves.values[:, column], last)

    def fractions(self, values: Values) -> Values:
        """How high values are, from 0 at the bottom to 1 at the top."""
        if self.is_logarithmic:
            values = np.log10(np.maximum(values, LEAST_LOGARITHMIC))
        fractions: Values = (values - self.bottom) / (self.top - self.bottom)
        return fractions


def _curve(last: float) -> _Curve:
    return _Curve(GrowingCurve(last), np.empty(0), np.empty(0))


class LossPlot(ThemedWidget):
    """Two plots over one axis of epochs; the values under the pointer, or of the point that the arrow keys went to.

    Attributes
    ----------
    legend
        Which curve is which; placed by whoever places the plots.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossPlot")
        self.setAccessibleName(self.tr("Learning curves"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(200, 150)
        self.legend = CurveLegend()
        self._shown = ShownCurves()
        self._loss, self._accuracy = _Panel(1), _Panel(2)
        self._pointed: float | None = None  # an epoch
        self._last = 1.0
        self._fonts: tuple[QFont, QFont] | None = None
        self._decades: list[float] = []
        self.show_curves(self._shown)

    def sizeHint(self) -> QSize:
        """Room for both plots and their words."""
        return QSize(560, 300)

    # What is shown

    @property
    def shown(self) -> ShownCurves:
        """What is shown."""
        return self._shown

    @Slot(object)
    def show_curves(self, shown: ShownCurves) -> None:
        """Show curves; called again whenever they have grown."""
        former, self._shown = self._shown, shown
        last = max(shown.planned_end, shown.curves.last_epoch, LEAST_LOGARITHMIC)
        is_other_axis = last != self._last
        self._last = last
        for panel in (self._loss, self._accuracy):
            if is_other_axis or not shown.curves.continues(former.curves):
                panel.begin_anew(last)
            panel.extend(shown.curves, last)
            if is_other_axis or shown.before is not former.before:
                panel.begin_before_anew(last)
                panel.extend_before(shown.before, last)
        if not shown.curves.n_points:
            self._pointed = None
        self._scale()
        self.legend.set_has_before(bool(shown.before.n_points))
        self._describe()
        self.update()

    @property
    def is_logarithmic(self) -> bool:
        """Whether the axis of the loss is."""
        return self._loss.is_logarithmic

    @Slot(bool)
    def set_logarithmic(self, on: bool) -> None:
        """Show the loss on a logarithmic axis, or on a linear one."""
        self._loss.is_logarithmic = on
        self._scale()
        self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.legend.set_theme(theme)

    def _scale(self) -> None:
        """Heights of both plots: they hold all that is drawn; the loss grows in steps, to round numbers."""
        loss, accuracy = self._loss, self._accuracy
        ends = span([loss.training.y, loss.validation.y, loss.before.y])
        if loss.is_logarithmic:
            self._decades, loss.bottom, loss.top = decades(*(ends or (0.01, 1.0)))
        else:
            loss.bottom, loss.top = 0.0, round_up(ends[1] if ends is not None else 2.5)
        for panel in (loss, accuracy):
            if len(panel.training.y):
                height = float(panel.fractions(panel.training.y[-1:])[0])
                # Between a third and two thirds, the labels stay where they are.
                panel.labels_are_below = height > (1 / 3 if panel.labels_are_below else 2 / 3)

    # In words

    @property
    def description(self) -> str:
        """What the curves say, in words."""
        return self.accessibleDescription()

    def _index(self) -> int:
        """The point whose values are told: the one pointed at, or the last."""
        curves = self._shown.curves
        return curves.n_points - 1 if self._pointed is None else curves.nearest(self._pointed)

    def _describe(self) -> None:
        shown, curves = self._shown, self._shown.curves
        sentences: list[str] = []
        if not curves.n_points:
            sentences.append(self._empty_text())
        else:
            index = self._index()
            text = f"{curves.unit.capitalize()} {epoch_text(float(curves.epochs[index]))} of {self._last:,.0f}: "
            text += f"training loss {loss_text(float(curves.losses[index]))}, "
            text += f"training accuracy {percent_text(float(curves.accuracies[index]))}"
            validation = curves.last_validation(index)
            if validation is not None:
                text += f", validation loss {loss_text(validation[0])}, "
                text += f"validation accuracy {percent_text(validation[1])}"
            sentences.append(f"{text}.")
            if shown.data_name:
                sentences.append(f"These curves are of {shown.data_name}.")
        sentences += [
            f"{_WORDS[change.name].capitalize()} {_change_text(change)} at {self._at(change.epoch)}."
            for change in shown.changes
        ]
        sentences += [f"Leg {n} begins at {self._at(epoch)}." for n, epoch in enumerate(shown.marks.legs, start=2)]
        if shown.marks.network is not None:
            sentences.append(f"The network of {self._at(shown.marks.network)} answers.")
        if shown.before.n_points:
            loss, accuracy = _figures(shown.before, shown.before.n_points - 1)
            text = f"The run before{f' on {shown.data_name_before}' if shown.data_name_before else ''} ended at "
            text += f"{self._at(shown.before.last_epoch)}: loss {loss_text(loss)}, accuracy {percent_text(accuracy)}."
            sentences.append(text)
        description = " ".join(sentences)
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    def _at(self, epoch: float) -> str:
        return f"{self._shown.curves.unit} {_rounded(epoch)}"

    def _empty_text(self) -> str:
        return (
            self.tr("The first digits are being read.")
            if self._shown.has_begun
            else self.tr("Press Train: the curves grow here.")
        )

    def values_as_csv(self) -> str:
        """All points as a table: what was not measured is left empty."""
        head = f"{self._shown.curves.unit},training loss,training accuracy,validation loss,validation accuracy"
        rows = self._shown.curves.values.tolist()
        lines = [",".join(repr(value) if math.isfinite(value) else "" for value in row) for row in rows]
        return "\n".join([head, *lines, ""])

    # Under the pointer

    def _point_at(self, epoch: float | None) -> None:
        if epoch != self._pointed and (epoch is None or self._shown.curves.n_points):
            self._pointed = epoch
            self._describe()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the values under the pointer."""
        area = self._area()
        x = (event.position().x() - area.left()) / max(area.width(), 1.0)
        self._point_at(float(np.expm1(min(max(x, 0.0), 1.0) * np.log1p(self._last))))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell the last values again."""
        self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the last values again."""
        self._point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go along the curves, Home and End to their ends, Escape back to the last values."""
        curves, key = self._shown.curves, Qt.Key(event.key())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key)
        if not curves.n_points:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape and self._pointed is not None:
            self._point_at(None)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point_at(float(curves.epochs[0 if key == Qt.Key.Key_Home else -1]))
        elif step is not None:
            self._point_at(self._neighbor(step))
        else:
            super().keyPressEvent(event)

    def _neighbor(self, step: int) -> float:
        """The epoch of the next point, some pixels further, in a direction."""
        epochs = self._shown.curves.epochs
        at = log_time(epochs, self._last) * max(self._area().width(), 1.0)
        here = at[self._index()]
        further = np.flatnonzero(at >= here + _STEP_PX) if step > 0 else np.flatnonzero(at <= here - _STEP_PX)
        if not len(further):
            return float(epochs[-1 if step > 0 else 0])
        return float(epochs[further[0] if step > 0 else further[-1]])

    # Painting

    def _font(self, *, is_bold: bool = False) -> QFont:
        if self._fonts is None:  # to find a font takes longer than to paint a curve
            self._fonts = label_font(self.font()), label_font(self.font(), is_bold=True)
        return self._fonts[is_bold]

    def changeEvent(self, event: QEvent) -> None:
        """Other fonts are found anew."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fonts = None
        super().changeEvent(event)

    def _area(self) -> QRectF:
        """Both plots, from the top of the one to the bottom of the other."""
        metrics = QFontMetricsF(self._font())
        left = max(map(metrics.horizontalAdvance, ("100 %", "1e−08"))) + 8
        line = metrics.height()
        return QRectF(self.rect()).adjusted(math.ceil(left), math.ceil(line + 6), -8, -math.ceil(line + 6))

    def _plots(self, area: QRectF) -> tuple[QRectF, QRectF]:
        gap = min(24.0, area.height() / 8)
        height = (area.height() - gap) // 2
        return (
            QRectF(area.left(), area.top(), area.width(), height),
            QRectF(area.left(), area.bottom() - height, area.width(), height),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, the run before, the curves, what stands out, and the words."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()  # even amid an error: Qt does not survive a painter that outlives its widget's turn

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(self._theme.card))
        painter.setFont(self._font())
        area = self._area()
        plots = self._plots(area)
        self._paint_axes(painter, area, plots)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for panel, box in zip((self._loss, self._accuracy), plots, strict=True):
            painter.setClipRect(box.adjusted(-1, -2, 1, 2))
            self._paint_curve(painter, panel, panel.before, box, before_pen(self._theme))
            self._paint_curve(painter, panel, panel.training, box, train_pen(self._theme))
            self._paint_curve(painter, panel, panel.validation, box, validation_pen(self._theme))
            painter.setClipping(False)
        self._paint_flags(painter, area, plots)
        self._paint_labels(painter, area, plots)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_axes(self, painter: QPainter, area: QRectF, plots: tuple[QRectF, QRectF]) -> None:
        metrics = QFontMetricsF(self._font())
        loss, grid, muted = self._loss, QColor(self._theme.grid), QColor(self._theme.muted)
        ticks = self._decades if loss.is_logarithmic else loss_ticks(loss.top)
        rows = [(plots[0], loss, [(tick, plain_number(tick)) for tick in ticks])]
        rows.append((plots[1], self._accuracy, [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")]))
        rise = (metrics.ascent() - metrics.descent()) / 2
        for box, panel, numbers in rows:
            free_below = math.inf
            for value, text in numbers:
                y = round(self._y(box, panel, value)) + 0.5
                painter.setPen(grid)
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
                if y + metrics.height() / 2 <= free_below:
                    free_below = y - metrics.height() / 2
                    painter.setPen(muted)
                    painter.drawText(QPointF(box.left() - 8 - metrics.horizontalAdvance(text), y + rise), text)
        dots = QPen(grid, 1, Qt.PenStyle.DotLine)
        baseline = area.bottom() + 6 + metrics.ascent()
        for tick in self.ticks():
            x, text = self._x(area, tick), self._tick_text(tick)
            painter.setPen(dots)
            for box in plots:
                painter.drawLine(QPointF(round(x) + 0.5, box.top()), QPointF(round(x) + 0.5, box.bottom()))
            painter.setPen(muted)
            left = self._tick_left(tick, x, metrics.horizontalAdvance(text))
            painter.drawText(QPointF(left, baseline), text)
        bold = self._font(is_bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.text))
        title = self.tr("Loss per digit")
        painter.drawText(QPointF(area.left() + 8, plots[0].bottom() - 8), title)
        painter.drawText(QPointF(area.left() + 8, plots[1].top() + 4 + metrics.ascent()), self.tr("Accuracy"))
        painter.setFont(self._font())

    def ticks(self) -> list[float]:
        """The epochs that have a number below the axis."""
        metrics, area = QFontMetricsF(self._font()), self._area()

        def width_of(tick: float) -> float:
            return metrics.horizontalAdvance(self._tick_text(tick))

        return without_collisions(epoch_ticks(self._last), self._last, area.width(), width_of, 10.0)

    def _tick_text(self, tick: float) -> str:
        """The first number names the axis, where there is room for it."""
        return f"{self._shown.curves.unit} 0" if tick == 0 and self._has_names(self._area()) else f"{tick:,g}"

    def _tick_left(self, tick: float, x: float, width: float) -> float:
        """The name of the axis stands at its beginning; no number leaves the widget."""
        return min(max(x - width / 2, 0.0), self.width() - width)

    def _x(self, area: QRectF, epoch: float) -> float:
        return area.left() + float(log_time(epoch, self._last)) * area.width()

    def _y(self, box: QRectF, panel: _Panel, value: float) -> float:
        return box.bottom() - float(panel.fractions(np.array([value]))[0]) * box.height()

    def _paint_curve(self, painter: QPainter, panel: _Panel, curve: _Curve, box: QRectF, pen: QPen) -> None:
        if not len(curve.x):
            return
        x = box.left() + curve.x * box.width()
        y = box.bottom() - panel.fractions(curve.y) * box.height()
        painter.setPen(pen)
        if len(x) == 1:
            painter.setBrush(pen.color())
            painter.drawEllipse(QPointF(x[0], y[0]), 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            draw_polyline(painter, pg_functions.arrayToQPolygonF(x, y), pen)

    def flags(self) -> list[tuple[float, str, bool]]:
        """What stands out: an epoch, its words, and whether it is the network that answers; from left to right."""
        area, shown = self._area(), self._shown
        found = [(epoch, f"leg {number}", False) for number, epoch in enumerate(shown.marks.legs, start=2)]
        for group in _near_ones(shown.changes, lambda change: self._x(area, change.epoch)):
            merged: dict[str, SettingChange] = {}
            for change in group:
                first = merged.get(change.name, change)
                merged[change.name] = SettingChange(change.epoch, change.name, first.before, change.after)
            text = ", ".join(f"{_SYMBOLS[name]} {_change_text(change)}" for name, change in merged.items())
            found.append((group[-1].epoch, text, False))
        if shown.marks.network is not None:
            found.append((shown.marks.network, f"{self._at(shown.marks.network)} {self.tr('answers')}", True))
        return sorted(found)

    def _paint_flags(self, painter: QPainter, area: QRectF, plots: tuple[QRectF, QRectF]) -> None:
        """Lines through both plots; the words beside those that have room, the latest first.

        Which network answers is told with the values.
        """
        metrics, color, flags = QFontMetricsF(self._font()), QColor(self._theme.muted), self.flags()
        taken: list[tuple[float, float, float]] = []  # row, left and right
        if self._shown.curves.n_points and not self._loss.labels_are_below:
            index = self._index()
            x = self._x(area, float(self._shown.curves.epochs[index]))
            block = self._block(self._loss, plots[0], x, self._labels(area, index)[0])
            taken.append((1, block.left() - 6, block.right() + 6))
        for epoch, _, is_network in flags:
            x = round(self._x(area, epoch)) + 0.5
            painter.setPen(QPen(color, 1, Qt.PenStyle.DashLine if is_network else Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top() - 8), QPointF(x, area.bottom()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            top = area.top() - 14
            painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + 6, top), QPointF(x, top + 6)]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            taken.append((0, x - 2, x + 8))
        for epoch, text, is_network in reversed(flags):
            if is_network:
                continue
            x, width = self._x(area, epoch), metrics.horizontalAdvance(text)
            for row, left in ((0, x - 6 - width), (0, x + 12), (1, x - 6 - width), (1, x + 8)):
                others = [(start, stop) for of_row, start, stop in taken if of_row == row]
                is_free = all(left + width + 2 <= start or stop + 2 <= left for start, stop in others)
                if left >= 0 and left + width <= self.width() and is_free:
                    baseline = area.top() - 4 - metrics.descent() + row * (metrics.height() + 4)
                    if row:
                        self._paint_plate(painter, left, baseline - metrics.ascent(), width, metrics.height())
                    painter.setPen(color)
                    painter.drawText(QPointF(left, baseline), text)
                    taken.append((row, left - 4, left + width + 4))
                    break

    def _paint_plate(self, painter: QPainter, left: float, top: float, width: float, height: float) -> None:
        """A ground for words that lie over a plot."""
        plate = QColor(self._theme.card)
        plate.setAlpha(215)
        painter.fillRect(QRectF(left - 3, top, width + 6, height), plate)

    def _paint_labels(self, painter: QPainter, area: QRectF, plots: tuple[QRectF, QRectF]) -> None:
        curves = self._shown.curves
        if not curves.n_points:
            self._paint_empty(painter, area, plots)
            return
        index = self._index()
        x = self._x(area, float(curves.epochs[index]))
        if self._pointed is not None:
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        for panel, box, labels in zip((self._loss, self._accuracy), plots, self._labels(area, index), strict=True):
            self._paint_block(painter, panel, box, x, labels)

    def _paint_empty(self, painter: QPainter, area: QRectF, plots: tuple[QRectF, QRectF]) -> None:
        """What there will be, and what there is of the run before."""
        before = self._shown.before
        if before.n_points:
            x = self._x(area, min(before.last_epoch, self._last))
            for panel, box, label in zip(
                (self._loss, self._accuracy), plots, self._labels_of_before(area, before.n_points - 1), strict=True
            ):
                self._paint_block(painter, panel, box, x, [label])
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(self.font())
        text = painter.boundingRect(plots[0], flags, self._empty_text())
        self._paint_plate(painter, text.left(), text.top(), text.width(), text.height())
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(plots[0], flags, self._empty_text())

    def _has_names(self, area: QRectF) -> bool:
        """Whether there is room for names beside the numbers."""
        return area.width() >= _WORDS_FROM * QFontMetricsF(self._font()).height() * 0.8

    def _labels_of_before(self, area: QRectF, index: int) -> tuple[_Label, _Label]:
        loss, accuracy = _figures(self._shown.before, index)
        data = self._shown.data_name_before
        name = f"{self.tr('run before')}{f' ({data})' if data else ''}"
        has_names, color = self._has_names(area), QColor(self._theme.muted)
        return (
            self._label(has_names, name, loss_text(loss), color),
            self._label(has_names, name, percent_text(accuracy), color),
        )

    def _labels(self, area: QRectF, index: int) -> tuple[list[_Label], list[_Label]]:
        """The words beside the loss, and those beside the accuracy."""
        shown, curves = self._shown, self._shown.curves
        has_names = self._has_names(area)
        train, validation = QColor(self._theme.train), QColor(self._theme.validation)
        losses = [self._label(has_names, "training", loss_text(float(curves.losses[index])), train)]
        accuracies = [self._label(has_names, "training", percent_text(float(curves.accuracies[index])), train)]
        measured = curves.last_validation(index)
        if measured is not None:
            losses.insert(0, self._label(has_names, "validation", loss_text(measured[0]), validation))
            accuracies.append(self._label(has_names, "validation", percent_text(measured[1]), validation))
        if shown.before.n_points:
            at = shown.before.nearest(self._pointed) if self._pointed is not None else shown.before.n_points - 1
            for labels, label in zip((losses, accuracies), self._labels_of_before(area, at), strict=True):
                labels.append(label)
        if self._pointed is not None:
            losses.insert(
                0,
                _Label(
                    f"{curves.unit} {epoch_text(float(curves.epochs[index]))}", QColor(self._theme.text), is_bold=True
                ),
            )
        else:
            muted = QColor(self._theme.muted)
            if shown.marks.network is not None:
                unit = f"{curves.unit} " if has_names else ""
                losses.append(_Label(f"{unit}{_rounded(shown.marks.network)} {self.tr('answers')}", muted))
            if shown.data_name and has_names:
                losses.append(_Label(f"of {shown.data_name}", muted))
        return losses, accuracies

    def _label(self, has_names: bool, name: str, number: str, color: QColor) -> _Label:
        """Name and number or, where there is no room for names, a piece of the line and the number."""
        if has_names:
            return _Label(f"{name} {number}", color)
        pens = {"training": train_pen(self._theme), "validation": validation_pen(self._theme)}
        return _Label(number, color, pens.get(name, before_pen(self._theme)))

    def _block(self, panel: _Panel, box: QRectF, x: float, labels: Sequence[_Label]) -> QRectF:
        """Where these words stand, if the curves end at ``x``."""
        metrics, bold = QFontMetricsF(self._font()), QFontMetricsF(self._font(is_bold=True))
        width = max(
            (bold if label.is_bold else metrics).horizontalAdvance(label.text) + (_SAMPLE_PX if label.pen else 0.0)
            for label in labels
        )
        height = (metrics.height() + 2) * len(labels)
        left = x + 8 if x + 8 + width <= self.width() - 2 else max(x - 10 - width, box.left() + 2)
        top = box.bottom() - height - 4 if panel.labels_are_below else box.top() + 2
        return QRectF(left, top, width, height)

    def _paint_block(self, painter: QPainter, panel: _Panel, box: QRectF, x: float, labels: Sequence[_Label]) -> None:
        """Words in the room that the curve leaves: right of its end or, if the edge is too near, left of it."""
        metrics, block = QFontMetricsF(self._font()), self._block(panel, box, x, labels)
        left, line = block.left(), block.height() / len(labels)
        self._paint_plate(painter, left, block.top(), block.width(), block.height())
        for number, label in enumerate(labels):
            baseline = block.top() + number * line + metrics.ascent() + 1
            text_left = left
            if label.pen is not None:
                painter.setPen(label.pen)
                middle = baseline - metrics.ascent() / 2 + 1
                painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE_PX - 5, middle))
                text_left += _SAMPLE_PX
            painter.setFont(self._font(is_bold=label.is_bold))
            painter.setPen(label.color)
            painter.drawText(QPointF(text_left, baseline), label.text)


def _figures(curves: LearningCurves, index: int) -> tuple[float, float]:
    """Loss and accuracy that a run is compared by: validation, or training where it was not measured."""
    validation = curves.last_validation(index)
    return validation or (float(curves.losses[index]), float(curves.accuracies[index]))


def _rounded(epoch: float) -> str:
    """An epoch as sentences on legs and networks tell it."""
    return f"{epoch:,.0f}" if epoch >= 1 else epoch_text(epoch)


def _change_text(change: SettingChange) -> str:
    return f"{plain_number(change.before)} → {plain_number(change.after)}"


def _near_ones(changes: Sequence[SettingChange], x_of: Callable[[SettingChange], float]) -> list[list[SettingChange]]:
    """Changes in groups: each is near the one before it."""
    groups: list[list[SettingChange]] = []
    for change in changes:
        if groups and x_of(change) - x_of(groups[-1][-1]) < _NEAR_PX:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups
