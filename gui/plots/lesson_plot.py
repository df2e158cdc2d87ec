"""What a lesson measures: curves of several runs or bars, each with its name at its end, beside what was predicted."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.text.percent import percent_text
from gui.plots.axis_ticks import decades, plain_number, range_ticks, round_up, without_collisions
from gui.plots.curve_legend import label_font
from gui.plots.fast_lines import draw_polyline, points_through
from gui.plots.label_places import moved_apart
from gui.plots.run_lines import paint_sample, run_pen
from gui.theming.scale import exact_px, follow_factor, px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

Values = NDArray[np.float64]
_SAMPLE_PX, _GAP_PX, _DIAMOND_PX, _MOST_LABEL_SHARE = 20, 6, 6, 0.45
_LEAST = 1e-12  # of a logarithmic axis


@dataclass(frozen=True, eq=False)
class PlotSeries:
    """A curve, or one row of bars.

    Attributes
    ----------
    name
        Of its run or measurement.
    slot
        The number of its line: see :func:`gui.plots.run_lines.run_pen`.
    x, y
        Shape (n,).
    """

    name: str
    slot: int
    x: Values
    y: Values


@dataclass(frozen=True, slots=True)
class Said:
    """What was predicted, as it is drawn: a hollow diamond, with a line to what came.

    Attributes
    ----------
    value, text
        What was said, and how it is written beside it.
    slot
        Of the line that it was said of, which need not be there yet.
    """

    value: float
    text: str
    slot: int


@dataclass(frozen=True, eq=False)
class LessonPlotContent:
    """All that is drawn.

    Attributes
    ----------
    series
        The curves, the first to come first.
    said
        The predictions.
    x_label
        What the horizontal axis counts: written before its first number.
    names
        Of the places along it, where there are bars; else empty.
    is_share
        Whether values are shares from 0 to 1, shown as percent.
    is_logarithmic
        Whether equal distances upwards are equal factors.
    last_x
        How far the horizontal axis goes at least: nothing is rescaled while a run goes on.
    """

    series: tuple[PlotSeries, ...] = ()
    said: tuple[Said, ...] = ()
    x_label: str = ""
    names: tuple[str, ...] = ()
    is_share: bool = False
    is_logarithmic: bool = False
    last_x: float = 0.0


@dataclass(frozen=True, slots=True)
class _Label:
    """A line of words at the right."""

    text: str
    value: float
    slot: int
    is_said: bool = False


class LessonPlot(ThemedWidget):
    """See the module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonPlot")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("What the lesson measures"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        set_px(self.setMinimumSize, 200, 140)
        follow_factor(self)
        self.content = LessonPlotContent()
        self._range = _range_of(self.content)
        self._empty = ""

    def sizeHint(self) -> QSize:
        """Room for the curves and their names."""
        return px_size(448, 320)

    def show_content(self, content: LessonPlotContent, *, empty: str = "") -> None:
        """Draw it; ``empty`` is said where there is nothing yet."""
        self.content, self._empty = content, empty
        self._range = _range_of(content)
        self.setAccessibleDescription(self.description)
        self.update()

    # In words

    def value_text(self, value: float) -> str:
        """A value as it stands beside a curve's end."""
        if self.content.is_share:
            return percent_text(value)
        return plain_number(float(f"{value:.3g}"))

    @property
    def description(self) -> str:
        """What it shows, for screen readers."""
        labels = self._label_list()
        return " ".join(f"{label.text}." for label in labels) if labels else self._empty

    def _label_list(self) -> list[_Label]:
        content = self.content
        labels = []
        for series in content.series:
            if len(series.y) and not (content.names and len(content.series) == 1):  # one row of bars needs no name
                last = float(series.y[-1])
                text = series.name if content.names else f"{series.name}: {self.value_text(last)}"
                labels.append(_Label(text, last, series.slot))
        return labels + [_Label(said.text, said.value, said.slot, is_said=True) for said in content.said]

    # Places

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(label_font(self.font()))

    def _area(self) -> QRectF:
        metrics, bold = self._metrics(), QFontMetricsF(label_font(self.font(), is_bold=True))
        left = max([metrics.horizontalAdvance(text) for _, text in self._y_ticks()], default=0.0) + px(8)
        line = math.ceil(metrics.height())
        texts = [label.text for label in self._label_list()]
        labels = max(map(bold.horizontalAdvance, texts), default=0.0)
        right = min(labels + px(_SAMPLE_PX + _GAP_PX + 10), _MOST_LABEL_SHARE * self.width()) if texts else px(8)
        return QRectF(self.rect()).adjusted(left, line / 2 + px(2), -right, -line - px(6))

    def _y_ticks(self) -> list[tuple[float, str]]:
        low, high = self._range
        if self.content.is_share:
            return [(share, f"{share:.0%}".replace("%", " %")) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
        if self.content.is_logarithmic:
            ticks, _, _ = decades(10.0**low, 10.0**high)
            return [(math.log10(tick), plain_number(tick)) for tick in ticks]
        return [(tick, plain_number(tick)) for tick in range_ticks(low, high, is_log=False)]

    def _heights(self, values: Values, area: QRectF) -> Values:
        """Where values lie, from the top of the widget; those beyond the axis a little beyond it."""
        low, high = self._range
        counted = np.log10(np.maximum(values, _LEAST)) if self.content.is_logarithmic else values
        shares = (counted - low) / max(high - low, 1e-300)
        heights: Values = area.bottom() - np.clip(shares, -0.02, 1.02) * area.height()
        return heights

    def _y(self, value: float, area: QRectF) -> float:
        return float(self._heights(np.array([value]), area)[0])

    def _last_x(self) -> float:
        ends = [float(series.x[-1]) for series in self.content.series if len(series.x)]
        return max([self.content.last_x, *ends])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, curves or bars, diamonds, and the words at the right."""
        painter, theme, area = QPainter(self), self._theme, self._area()
        painter.fillRect(event.rect(), QColor(theme.card))
        painter.setFont(label_font(self.font()))
        if self.content.series or self._last_x() > 0:
            self._paint_y_axis(painter, area)
        if self.content.names:
            self._paint_bars(painter, area)
        elif self._last_x() > self._first_x():
            self._paint_x_axis(painter, area)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(area.adjusted(-2, -3, 2, 3))
            for series in reversed(self.content.series):
                self._paint_curve(painter, area, series)
            painter.setClipping(False)
        if not self.content.series and not self.content.said:
            self._paint_empty(painter, area)
        else:
            self._paint_labels(painter, area, theme)
        painter.end()

    def _paint_empty(self, painter: QPainter, area: QRectF) -> None:
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(self.font())
        place = QRectF(painter.boundingRect(area.adjusted(px(8), 0, -px(8), 0), flags, self._empty))
        painter.fillRect(place.adjusted(-px(6), -px(2), px(6), px(2)), QColor(self._theme.card))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(place.adjusted(-1, 0, 1, 0), flags, self._empty)

    def _paint_y_axis(self, painter: QPainter, area: QRectF) -> None:
        metrics, (low, high) = self._metrics(), self._range
        rise = (metrics.ascent() - metrics.descent()) / 2
        for value, text in self._y_ticks():
            y = round(area.bottom() - (value - low) / max(high - low, 1e-300) * area.height()) + 0.5
            painter.setPen(QColor(self._theme.grid))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(area.left() - px(8) - metrics.horizontalAdvance(text), y + rise), text)

    def _paint_x_axis(self, painter: QPainter, area: QRectF) -> None:
        metrics, last, first_x = self._metrics(), self._last_x(), self._first_x()
        label = self.content.x_label

        def text_of(tick: float) -> str:
            return f"{label} {plain_number(tick)}" if tick == ticks[0] else plain_number(tick)

        def room_of(tick: float) -> tuple[float, float]:
            width, number = metrics.horizontalAdvance(text_of(tick)), metrics.horizontalAdvance(plain_number(tick))
            x = area.left() + (tick - first_x) / max(last - first_x, 1e-300) * area.width()
            left = x + number / 2 - width if tick == ticks[0] else x - width / 2
            return max(left, 0.0), max(left, 0.0) + width

        ticks = _x_ticks(first_x, last)
        painter.setPen(QColor(self._theme.muted))
        baseline = area.bottom() + px(6) + metrics.ascent()
        for tick in without_collisions(ticks, room_of, px(10)):
            painter.drawText(QPointF(room_of(tick)[0], baseline), text_of(tick))

    def _first_x(self) -> float:
        firsts = [float(series.x[0]) for series in self.content.series if len(series.x)]
        return min([0.0, *firsts])

    def _paint_curve(self, painter: QPainter, area: QRectF, series: PlotSeries) -> None:
        known = np.isfinite(series.y)
        if not known.any():
            return
        first, last = self._first_x(), self._last_x()
        x = area.left() + (series.x[known] - first) / max(last - first, 1e-300) * area.width()
        y = self._heights(series.y[known], area)
        pen = self._pen(series.slot)
        if len(x) == 1:
            painter.setPen(pen)
            painter.setBrush(pen.color())
            painter.drawEllipse(QPointF(x[0], y[0]), exact_px(2), exact_px(2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            draw_polyline(painter, points_through(x, y), pen)

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        content, metrics, theme = self.content, self._metrics(), self._theme
        n_places, n_series = len(content.names), max(len(content.series), 1)
        pitch = area.width() / n_places
        width = min(pitch * 0.7 / n_series, px(40))
        zero = self._y(0.0, area) if not content.is_logarithmic else area.bottom()
        for row, series in enumerate(content.series):
            pen = self._pen(series.slot)
            for at, value in zip(series.x.tolist(), series.y.tolist(), strict=True):
                if not math.isfinite(value):
                    continue
                left = area.left() + pitch * (at + 0.5) + width * (row - n_series / 2)
                y = self._y(value, area)
                bar = QRectF(left, min(y, zero), max(width - px(2), 1), abs(zero - y))
                ground = QColor(pen.color())
                ground.setAlphaF(0.85 if row % 2 == 0 else 0.35)
                painter.fillRect(bar, ground)
                painter.setPen(QPen(pen.color(), max(px(1), 1)))
                painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        baseline = area.bottom() + px(6) + metrics.ascent()
        for number, name in enumerate(content.names):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, pitch)
            middle = area.left() + pitch * (number + 0.5)
            painter.drawText(QPointF(middle - metrics.horizontalAdvance(text) / 2, baseline), text)

    def _pen(self, slot: int) -> QPen:
        pen = run_pen(self._theme, max(slot, 0))
        pen.setWidthF(exact_px(pen.widthF()))
        return pen

    def _paint_labels(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        labels = sorted(self._label_list(), key=lambda label: self._y(label.value, area))
        height = self._metrics().height() + px(2)
        labels = labels[: max(int(self.height() // height), 1)]
        tops = moved_apart([self._y(label.value, area) for label in labels], height, 0.0, self.height() - px(2))
        ends = {series.slot: float(series.y[-1]) for series in self.content.series if len(series.y)}
        left = area.right() + px(10)
        for label, top in zip(labels, tops, strict=True):
            place = QRectF(left, top, self.width() - left, height)
            rest = place.adjusted(px(_SAMPLE_PX + _GAP_PX), 0, 0, 0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if label.is_said:
                self._paint_said(painter, area, label, ends.get(label.slot))
                middle = QPointF(left + px(_SAMPLE_PX) / 2, place.center().y())
                self._paint_diamond(painter, middle, self._pen(label.slot).color())
            else:
                paint_sample(painter, self._pen(label.slot), QRectF(left, top, px(_SAMPLE_PX), height))
            painter.setFont(label_font(self.font(), is_bold=not label.is_said))
            painter.setPen(self._pen(label.slot).color() if label.is_said else QColor(theme.text))
            metrics = QFontMetricsF(painter.font())
            text = metrics.elidedText(label.text, Qt.TextElideMode.ElideMiddle, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_said(self, painter: QPainter, area: QRectF, label: _Label, came: float | None) -> None:
        """The diamond where it was said to come to, and a dotted line to where it came."""
        at, color = QPointF(area.right(), self._y(label.value, area)), self._pen(label.slot).color()
        if came is not None:
            pen = QPen(color, exact_px(1))
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine(at, QPointF(area.right(), self._y(came, area)))
        self._paint_diamond(painter, at, color)

    def _paint_diamond(self, painter: QPainter, middle: QPointF, color: QColor) -> None:
        half = exact_px(_DIAMOND_PX)
        steps = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.setPen(QPen(color, exact_px(1.5)))
        painter.setBrush(QColor(self._theme.card))
        painter.drawPolygon(QPolygonF([middle + QPointF(dx, dy) for dx, dy in steps]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _x_ticks(first: float, last: float) -> list[float]:
    """Some five round numbers along the horizontal axis: whole ones where there are so many."""
    if last - first < 3:
        return range_ticks(first, last, is_log=False)
    rough = (last - first) / 5
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = max(next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= rough), 1.0)
    start = math.ceil(first / step - 1e-9)
    return [step * number for number in range(start, math.floor(last / step + 1e-9) + 1)]


def _range_of(content: LessonPlotContent) -> tuple[float, float]:
    """What the vertical axis holds: its ends or, where it is logarithmic, their exponents."""
    if content.is_share:
        return 0.0, 1.0
    values = np.concatenate([np.empty(0), *(series.y for series in content.series), [s.value for s in content.said]])
    values = values[np.isfinite(values)]
    if content.is_logarithmic:
        values = values[values > _LEAST]
        least, greatest = (float(values.min()), float(values.max())) if len(values) else (0.1, 1.0)
        _, low, high = decades(least, greatest)
        return float(low), float(high)
    least, greatest = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    return (-round_up(-least) if least < 0 else 0.0), round_up(max(greatest, 0.0))
