"""A sweep over one setting as a line through the means, with the spread over seeds and every run as a dot."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.plots.axis_ticks import plain_number, without_collisions
from gui.plots.curve_legend import label_font
from gui.plots.sweep_picture import CENTER, SweepFigure, SweepPicture, SweepPoint, written_mean
from gui.theming.scale import exact_px, px

_DOT, _RUN_DOT, _CAP, _NEAR = 4.0, 2.0, 4.0, 16.0
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0)  # percent
_MOST_TICKS = 6


class SweepLine(SweepPicture):
    """The setting from left to right: numbers by what they are, in powers where they are even so; names side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sweepLine", parent)
        self._limits_of: tuple[SweepFigure | None, tuple[float, float, float]] = (None, (0.0, 100.0, 25.0))

    def place_of(self, point: SweepPoint) -> QRectF | None:
        area = self._area()
        x = self._x(point, area)
        y = self._y(point.mean, area) if point.is_measured else area.bottom()
        near = exact_px(_NEAR) / 2
        return QRectF(x - near, y - near, 2 * near, 2 * near)

    def point_at(self, at: QPointF) -> SweepPoint | None:
        area = self._area()
        if not self.figure.points or not area.adjusted(-px(8), -px(8), px(8), px(8)).contains(at):
            return None
        nearest = min(self.figure.points, key=lambda point: abs(self._x(point, area) - at.x()))
        return nearest if abs(self._x(nearest, area) - at.x()) <= exact_px(_NEAR) else None

    def neighbor(self, point: SweepPoint, key: Qt.Key) -> SweepPoint | None:
        ordered = self._ordered()
        step = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Up) else -1
        at = ordered.index(point) + step
        return ordered[at] if 0 <= at < len(ordered) else None

    def _ordered(self) -> list[SweepPoint]:
        return sorted(self.figure.points, key=lambda point: point.at)

    # Places

    def _area(self) -> QRectF:
        metrics = self.metrics()
        left = max(map(metrics.horizontalAdvance, ("100 %", "99.5 %"))) + px(8)
        return QRectF(self.rect()).adjusted(left, px(10), -px(28), -(2 * metrics.height() + px(10)))

    def _x(self, point: SweepPoint, area: QRectF) -> float:
        share = self.figure.axes[0].places[point.at[0]] if self.figure.axes else 0.5
        margin = px(20)
        return area.left() + margin + share * (area.width() - 2 * margin)

    def _limits(self) -> tuple[float, float, float]:
        """Bottom and top of the axis in percent, and the step of its numbers."""
        if self._limits_of[0] is not self.figure:
            self._limits_of = self.figure, self._new_limits()
        return self._limits_of[1]

    def _new_limits(self) -> tuple[float, float, float]:
        values = [100 * value for point in self.figure.measured for value in point.measured or (point.mean,)]
        for point in self.figure.measured:
            if math.isfinite(point.spread):
                values += [100 * (point.mean - point.spread), 100 * (point.mean + point.spread)]
        least, greatest = (min(values), min(max(values), 100.0)) if values else (0.0, 100.0)
        spread = max(greatest - least, 0.4)
        step = next((step for step in _STEPS if spread / step <= _MOST_TICKS - 1), _STEPS[-1])
        bottom = max(math.floor(least / step - 1e-9) * step, 0.0)
        return bottom, max(min(math.ceil(greatest / step + 1e-9) * step, 100.0), bottom + step), step

    def _y(self, mean: float, area: QRectF) -> float:
        bottom, top, _ = self._limits()
        return area.bottom() - min(max((100 * mean - bottom) / (top - bottom), 0.0), 1.0) * area.height()

    # Painting

    def paint(self, painter: QPainter, area: QRectF) -> None:
        area = self._area()
        self._paint_axes(painter, area)
        measured = [point for point in self._ordered() if point.is_measured]
        color, theme = QColor(self._theme.validation), self._theme
        is_line = bool(self.figure.axes) and bool(self.figure.axes[0].numbers)
        if is_line and len(measured) > 1:
            painter.setPen(QPen(color, exact_px(2)))
            painter.drawPolyline(
                QPolygonF([QPointF(self._x(each, area), self._y(each.mean, area)) for each in measured])
            )
        for point in measured:
            self._paint_point(painter, point, area, color)
        for point in self.figure.points:
            if not point.is_measured:
                painter.setPen(self.dashed_pen())
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(self._x(point, area), area.bottom()), exact_px(_DOT), exact_px(_DOT))
        best, chosen = self.figure.by_point.get(self.figure.best), self.figure.by_point.get(self.chosen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if best is not None:
            at = QPointF(self._x(best, area), self._y(best.mean, area))
            painter.setPen(QPen(QColor(theme.accent), exact_px(2)))
            painter.drawEllipse(at, exact_px(8), exact_px(8))
            painter.setFont(label_font(self.font(), is_bold=True))
            painter.setPen(QColor(theme.text))
            text = f"{written_mean(best.mean)} %"
            width, height = painter.fontMetrics().horizontalAdvance(text), painter.fontMetrics().height()
            spread = self._y(best.mean - best.spread, area) - at.y() if math.isfinite(best.spread) else 0.0
            above, below = at.y() - max(spread, px(10)) - height, at.y() + max(spread, px(10))
            room = QRectF(at.x() - width / 2, above if above >= 0 else below, width, height)
            room.moveLeft(min(room.left(), self.width() - width - px(2)))
            painter.drawText(room, CENTER | Qt.TextFlag.TextDontClip, text)
        place = self.place_of(chosen) if chosen is not None else None
        if place is not None:
            painter.setPen(QPen(QColor(theme.accent), exact_px(2), Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(place.center().x(), area.top()), QPointF(place.center().x(), area.bottom()))

    def _paint_point(self, painter: QPainter, point: SweepPoint, area: QRectF, color: QColor) -> None:
        x, y = self._x(point, area), self._y(point.mean, area)
        if math.isfinite(point.spread):
            painter.setPen(QPen(color, exact_px(1.5)))
            low, high = (self._y(point.mean + sign * point.spread, area) for sign in (-1, 1))
            cap = exact_px(_CAP)
            painter.drawLine(QPointF(x, low), QPointF(x, high))
            painter.drawLine(QPointF(x - cap, low), QPointF(x + cap, low))
            painter.drawLine(QPointF(x - cap, high), QPointF(x + cap, high))
        painter.setPen(Qt.PenStyle.NoPen)
        if len(point.measured) > 1:
            painter.setBrush(QColor(self._theme.line))
            for value in point.measured:
                painter.drawEllipse(QPointF(x, self._y(value, area)), exact_px(_RUN_DOT), exact_px(_RUN_DOT))
        painter.setBrush(color)
        painter.drawEllipse(QPointF(x, y), exact_px(_DOT), exact_px(_DOT))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        metrics, theme = self.metrics(), self._theme
        rise = (metrics.ascent() - metrics.descent()) / 2
        bottom, top, step = self._limits()
        for number in range(round((top - bottom) / step) + 1):
            value = bottom + number * step
            y = round(self._y(value / 100, area)) + 0.5
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            text = f"{plain_number(round(value, 1))} %"
            painter.drawText(QPointF(area.left() - px(8) - metrics.horizontalAdvance(text), y + rise), text)
        if not self.figure.axes:
            return
        axis = self.figure.axes[0]
        xs = {point.at[0]: self._x(point, area) for point in self.figure.points}

        def room_of(tick: float) -> tuple[float, float]:
            width = metrics.horizontalAdvance(axis.ticks[int(tick)])
            return xs[int(tick)] - width / 2, xs[int(tick)] + width / 2

        ends = [number for number in (0, len(axis.ticks) - 1) if number in xs]
        order = [*dict.fromkeys([*ends, *sorted(xs)])]
        painter.setPen(QColor(theme.text))
        for tick in without_collisions([float(number) for number in order], room_of, px(8)):
            wide = QRectF(xs[int(tick)] - 500, area.bottom() + px(5), 1000, metrics.height())
            painter.drawText(wide, CENTER, axis.ticks[int(tick)])
        painter.setPen(QColor(theme.muted))
        below = QRectF(area.left(), area.bottom() + px(6) + metrics.height(), area.width(), metrics.height())
        painter.drawText(below, CENTER, axis.title)
