"""A sweep over two settings drawn at random: a dot for each combination, more ink for what reads better."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.plots.axis_ticks import plain_number, range_ticks, without_collisions
from gui.plots.curve_legend import label_font
from gui.plots.sweep_picture import CENTER, SweepAxis, SweepPicture, SweepPoint, written_mean
from gui.theming.scale import exact_px, px

_DOT, _RING, _NEAR = 5.5, 9.0, 12.0
_MARGIN = 14  # between the frame and the dots at its edge
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class SweepScatter(SweepPicture):
    """The first setting from left to right, the second from the bottom up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sweepScatter", parent)

    def place_of(self, point: SweepPoint) -> QRectF | None:
        at, near = self._at(point, self._area()), exact_px(_NEAR)
        return QRectF(at.x() - near, at.y() - near, 2 * near, 2 * near)

    def point_at(self, at: QPointF) -> SweepPoint | None:
        area = self._area()
        if len(self.figure.axes) != 2:
            return None
        distances = [(_distance(self._at(point, area), at), point) for point in self.figure.points]
        distance, nearest = min(distances, key=lambda each: each[0], default=(math.inf, None))
        return nearest if distance <= exact_px(_NEAR) else None

    def neighbor(self, point: SweepPoint, key: Qt.Key) -> SweepPoint | None:
        """The nearest that lies more in that direction than beside it."""
        area, (right, down) = self._area(), _DIRECTIONS[key]
        here, best, least = self._at(point, area), None, math.inf
        for other in self.figure.points:
            there = self._at(other, area) - here
            ahead, beside = there.x() * right + there.y() * down, abs(there.x() * down) + abs(there.y() * right)
            if other is not point and ahead > 0 and ahead >= beside and ahead + beside < least:
                best, least = other, ahead + beside
        return best

    # Places

    def _area(self) -> QRectF:
        """The frame; its middle while nothing is shown."""
        metrics = self.metrics()
        line = metrics.height()
        rows = self.figure.axes[1] if len(self.figure.axes) == 2 else SweepAxis("", ("",))
        labels = max(metrics.horizontalAdvance(text) for _, text in _ticks(rows))
        left = line + px(12) + min(labels, self.width() / 4)
        return QRectF(self.rect()).adjusted(left, line + px(10), -px(10), -(2 * line + px(10)))

    def _at(self, point: SweepPoint, area: QRectF) -> QPointF:
        across, up = (axis.places[at] for axis, at in zip(self.figure.axes, point.at, strict=True))
        return QPointF(_along(area.left(), area.right(), across), _along(area.bottom(), area.top(), up))

    # Painting

    def paint(self, painter: QPainter, area: QRectF) -> None:
        self.paint_legend(painter, area)
        area, figure, accent = self._area(), self.figure, QColor(self._theme.accent)
        self._paint_axes(painter, area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.dashed_pen())
        for point in figure.points:
            if not point.is_measured:
                painter.drawEllipse(self._at(point, area), exact_px(_DOT), exact_px(_DOT))
        painter.setPen(QPen(QColor(self._theme.line), exact_px(1)))
        for point in reversed(figure.measured):
            painter.setBrush(self.shade(figure.ink(point.mean)))
            painter.drawEllipse(self._at(point, area), exact_px(_DOT), exact_px(_DOT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        best, chosen = figure.by_point.get(figure.best), figure.by_point.get(self.chosen)
        if chosen is not None and chosen is not best:
            painter.setPen(QPen(accent, exact_px(2), Qt.PenStyle.DotLine))
            painter.drawEllipse(self._at(chosen, area), exact_px(_RING), exact_px(_RING))
        if best is not None:
            self._paint_best(painter, best, area)

    def _paint_best(self, painter: QPainter, best: SweepPoint, area: QRectF) -> None:
        """A ring, and what it came to, where there is room beside it."""
        at, ring = self._at(best, area), exact_px(_RING)
        painter.setPen(QPen(QColor(self._theme.accent), exact_px(2)))
        painter.drawEllipse(at, ring, ring)
        painter.setFont(label_font(self.font(), is_bold=True))
        text = f"{written_mean(best.mean)} %"
        width, height = painter.fontMetrics().horizontalAdvance(text), painter.fontMetrics().height()
        place = QRectF(at.x() + ring + px(4), at.y() - height / 2, width, height)
        if place.right() > area.right():
            place.moveRight(at.x() - ring - px(4))
        ground = QColor(self._theme.card)
        ground.setAlphaF(0.8)
        painter.fillRect(place.adjusted(-px(2), 0, px(2), 0), ground)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(place, CENTER | Qt.TextFlag.TextDontClip, text)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        columns, rows = self.figure.axes
        metrics, theme = self.metrics(), self._theme
        line = metrics.height()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        across = {_along(area.left(), area.right(), place): text for place, text in _ticks(columns)}
        up = {_along(area.bottom(), area.top(), place): text for place, text in _ticks(rows)}

        def room_across(x: float) -> tuple[float, float]:
            width = metrics.horizontalAdvance(across[x])
            return x - width / 2, x + width / 2

        for x in without_collisions(list(across), room_across, px(8)):
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(x - 500, area.bottom() + px(3), 1000, line), CENTER, across[x])
        for y in without_collisions(list(up), lambda y: (y - line / 2, y + line / 2), px(2)):
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.text))
            before = QRectF(line + px(4), y - line / 2, area.left() - line - px(10), line)
            text = metrics.elidedText(up[y], Qt.TextElideMode.ElideRight, before.width())
            painter.drawText(before, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(QColor(theme.line), exact_px(1)))
        painter.drawRect(area)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(area.left(), area.bottom() + line + px(4), area.width(), line), CENTER, columns.title)
        self.paint_upright_title(painter, rows.title, QRectF(0, area.top(), line, area.height()))


def _along(start: float, stop: float, place: float) -> float:
    """A place from 0 to 1 along a side of the frame, in points."""
    margin = math.copysign(px(_MARGIN), stop - start)
    return start + margin + place * (stop - start - 2 * margin)


def _ticks(axis: SweepAxis) -> list[tuple[float, str]]:
    """Places that deserve a name, the more important ones first: round numbers, or each of the names."""
    if axis.drawn_from is not None and axis.ends:
        least, greatest = axis.ends
        return [(axis.place_of(tick), plain_number(tick)) for tick in range_ticks(least, greatest, is_log=axis.is_log)]
    return list(zip(axis.places, axis.ticks, strict=True))


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
