"""A sweep over three settings or more: an upright axis for each and one for the result, a line for each combination."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.plots.axis_ticks import without_collisions
from gui.plots.curve_legend import label_font
from gui.plots.ink import mixed
from gui.plots.sweep_picture import CENTER, SweepPicture, SweepPoint, written_mean
from gui.theming.scale import exact_px, px

_NEAR = 8.0
_FAINTEST = 0.18


class SweepParallel(SweepPicture):
    """Parallel coordinates (A. Inselberg, "The plane with parallel coordinates", The Visual Computer 1, 1985)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sweepParallel", parent)

    def place_of(self, point: SweepPoint) -> QRectF | None:
        if not point.is_measured:
            return None
        at, near = self._line(point)[-1], exact_px(_NEAR)
        return QRectF(at.x() - near, at.y() - near, 2 * near, 2 * near)

    def point_at(self, at: QPointF) -> SweepPoint | None:
        """The line that is nearest."""
        best, least = None, exact_px(_NEAR)
        for point in self.figure.measured:
            line = self._line(point)
            xs, ys = [each.x() for each in line], [each.y() for each in line]
            if not xs[0] - least <= at.x() <= xs[-1] + least:
                continue
            distance = abs(float(np.interp(at.x(), xs, ys)) - at.y())
            if distance < least:
                best, least = point, distance
        return best

    def neighbor(self, point: SweepPoint, key: Qt.Key) -> SweepPoint | None:
        """Up for the next better one, down for the next worse."""
        ranked = self.figure.measured
        if point not in ranked:
            return ranked[0] if ranked else None
        at = ranked.index(point) + (-1 if key in (Qt.Key.Key_Up, Qt.Key.Key_Left) else 1)
        return ranked[at] if 0 <= at < len(ranked) else None

    # Places

    def _area(self) -> QRectF:
        metrics = self.metrics()
        axis = self.figure.axes[0] if self.figure.axes else None
        labels = max(map(metrics.horizontalAdvance, axis.ticks)) if axis is not None else 0.0
        left = max(min(labels, self.width() / 5) + px(10), px(30))
        right = metrics.horizontalAdvance("> 99.9 %") + px(10)
        return QRectF(self.rect()).adjusted(left, metrics.height() + px(12), -right, -px(12))

    def _x(self, number: int, area: QRectF) -> float:
        return area.left() + area.width() * number / max(len(self.figure.axes), 1)

    def _y(self, point: SweepPoint, number: int, area: QRectF) -> float:
        if number == len(self.figure.axes):
            return area.bottom() - self.figure.ink(point.mean) * area.height()
        return area.bottom() - self.figure.axes[number].places[point.at[number]] * area.height()

    def _line(self, point: SweepPoint) -> list[QPointF]:
        area = self._area()
        numbers = range(len(self.figure.axes) + 1)
        return [QPointF(self._x(number, area), self._y(point, number, area)) for number in numbers]

    # Painting

    def paint(self, painter: QPainter, area: QRectF) -> None:
        area, theme = self._area(), self._theme
        for point in reversed(self.figure.measured):
            shade = mixed(
                QColor(theme.card), QColor(theme.ink), _FAINTEST + (0.7 - _FAINTEST) * self.figure.ink(point.mean)
            )
            painter.setPen(QPen(shade, exact_px(1.25)))
            painter.drawPolyline(QPolygonF(self._line(point)))
        best, chosen = self.figure.by_point.get(self.figure.best), self.figure.by_point.get(self.chosen)
        if chosen is not None and chosen.is_measured and chosen is not best:
            painter.setPen(QPen(QColor(theme.accent), exact_px(2), Qt.PenStyle.DashLine))
            painter.drawPolyline(QPolygonF(self._line(chosen)))
        if best is not None:
            painter.setPen(QPen(QColor(theme.accent), exact_px(3)))
            painter.drawPolyline(QPolygonF(self._line(best)))
        self._paint_axes(painter, area)
        for told in (chosen, best):
            if told is not None and told.is_measured:
                self._paint_value(painter, told)

    def _paint_value(self, painter: QPainter, point: SweepPoint) -> None:
        at, theme = self._line(point)[-1], self._theme
        painter.setFont(label_font(self.font(), is_bold=True))
        text = f"{written_mean(point.mean)} %"
        metrics = painter.fontMetrics()
        room = QRectF(at.x() + px(6), at.y() - metrics.height() / 2, metrics.horizontalAdvance(text), metrics.height())
        room.moveTop(min(max(room.top(), 0.0), self.height() - room.height()))
        painter.fillRect(room.adjusted(-px(2), 0, px(2), 0), QColor(theme.card))
        painter.setPen(QColor(theme.text))
        painter.drawText(room, CENTER | Qt.TextFlag.TextDontClip, text)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        metrics, theme, figure = self.metrics(), self._theme, self.figure
        gap = area.width() / max(len(figure.axes), 1)
        for number in range(len(figure.axes) + 1):
            x = self._x(number, area)
            painter.setPen(QPen(QColor(theme.line), exact_px(1)))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            is_result = number == len(figure.axes)
            title = figure.title if is_result else figure.axes[number].title
            head = QRectF(x - gap / 2 + px(3), 0, gap - px(6), metrics.height())
            if number == 0:
                head.setLeft(0)
            if is_result:
                head.setRight(float(self.width()))
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, head.width())
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignRight if is_result else Qt.AlignmentFlag.AlignLeft if number == 0 else CENTER
            painter.drawText(head, flags | Qt.AlignmentFlag.AlignVCenter, title)
            if is_result:
                self._paint_result_ticks(painter, area, x)
            else:
                self._paint_ticks(painter, area, number, x, gap)

    def _paint_ticks(self, painter: QPainter, area: QRectF, number: int, x: float, gap: float) -> None:
        metrics, theme, axis = self.metrics(), self._theme, self.figure.axes[number]
        line, places = metrics.height(), axis.places

        def room_of(tick: float) -> tuple[float, float]:
            y = area.bottom() - places[int(tick)] * area.height()
            return y - line / 2, y + line / 2

        last = len(places) - 1
        order = [float(each) for each in dict.fromkeys([0, last, *range(len(places))])]
        room = area.left() - px(6) if number == 0 else gap * 0.6
        for tick in without_collisions(order, room_of, px(1)):
            top, bottom = room_of(tick)
            text = metrics.elidedText(axis.ticks[int(tick)], Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text)
            place = QRectF(x - px(6) - width, top, width, bottom - top)
            ground = QColor(theme.card)
            ground.setAlphaF(0.8)
            painter.fillRect(place.adjusted(-px(2), 0, px(2), 0), ground)
            painter.setPen(QColor(theme.text))
            painter.drawText(place, CENTER | Qt.TextFlag.TextDontClip, text)

    def _paint_result_ticks(self, painter: QPainter, area: QRectF, x: float) -> None:
        """The axis of results is even in powers of the error, as the ink is."""
        figure, metrics = self.figure, self.metrics()
        if not figure.measured:
            return
        worst, best = (max(1 - end, 1e-4) for end in figure.ends)
        shares = (0.0, 0.5, 1.0) if worst / best > 1.001 else (1.0,)
        painter.setPen(QColor(self._theme.text))
        for share in shares:
            mean = 1 - math.exp(math.log(worst) + share * (math.log(best) - math.log(worst)))
            y = area.bottom() - share * area.height()
            place = QRectF(x + px(6), y - metrics.height() / 2, self.width() - x - px(6), metrics.height())
            painter.drawText(
                place,
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                f"{written_mean(mean)} %",
            )
