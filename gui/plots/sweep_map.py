"""A sweep over two settings as a heat map: a number in every cell, more ink for what reads better."""

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.text.percent import whole_percent
from gui.plots.curve_legend import label_font
from gui.plots.ink import readable_on
from gui.plots.sweep_picture import CENTER, SweepPicture, SweepPoint, written_mean
from gui.theming.scale import exact_px, px
from gui.translation import translate

_MOST_CELL = (104, 88)
_LEAST_ROOM = 30
_LEAST_LINED = 4  # cells that are smaller have no lines between them
_LEAST_OUTLINED = 14  # the outline of the best one lies around cells that are smaller
_LEAST_SEEN = 1.5
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class SweepMap(SweepPicture):
    """The first setting from left to right, the second from the bottom up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sweepMap", parent)

    def place_of(self, point: SweepPoint) -> QRectF | None:
        return self._cell(point, *self._grid())

    @staticmethod
    def _cell(point: SweepPoint, grid: QRectF, n_columns: int, n_rows: int) -> QRectF:
        column, row = point.at
        width, height = grid.width() / n_columns, grid.height() / n_rows
        return QRectF(grid.left() + column * width, grid.bottom() - (row + 1) * height, width, height)

    def point_at(self, at: QPointF) -> SweepPoint | None:
        grid, n_columns, n_rows = self._grid()
        if not self.figure.points or not grid.contains(at):
            return None
        column = min(int((at.x() - grid.left()) / grid.width() * n_columns), n_columns - 1)
        row = min(int((grid.bottom() - at.y()) / grid.height() * n_rows), n_rows - 1)
        return self._at(column, row)

    def neighbor(self, point: SweepPoint, key: Qt.Key) -> SweepPoint | None:
        right, up = _STEPS[key]
        return self._at(point.at[0] + right, point.at[1] + up)

    def _at(self, column: int, row: int) -> SweepPoint | None:
        """The combination in a cell; of very many, one that waits has no number."""
        known = self.figure.by_place.get((column, row))
        columns, rows = (axis.ticks for axis in self.figure.axes)
        if known is not None or self.figure.n_points <= len(self.figure.points):
            return known
        if not (0 <= column < len(columns) and 0 <= row < len(rows)):
            return None
        name = ", ".join(
            f"{axis.title} {axis.ticks[at]}" for axis, at in zip(self.figure.axes, (column, row), strict=True)
        )
        return SweepPoint(-1, (column, row), name, "waits")

    # Places

    def _grid(self) -> tuple[QRectF, int, int]:
        """The cells together, and how many columns and rows there are."""
        if len(self.figure.axes) != 2:
            return QRectF(0, 0, 1, 1), 1, 1
        columns, rows = self.figure.axes
        metrics = self.metrics()
        line = metrics.height()
        left = line + px(10) + max(map(metrics.horizontalAdvance, rows.ticks))
        room = QRectF(self.rect()).adjusted(left, line + px(10), -px(4), -(2 * line + px(10)))
        width = min(room.width() / len(columns.ticks), px(_MOST_CELL[0]))
        height = min(room.height() / len(rows.ticks), px(_MOST_CELL[1]))
        width, height = max(width, 1e-3), max(height, 1e-3)  # of a picture that has no room at all
        n_columns, n_rows = len(columns.ticks), len(rows.ticks)
        spare = room.width() - width * n_columns
        grid = QRectF(room.left() + max(spare / 2 - left / 2, 0.0), room.top(), width * n_columns, height * n_rows)
        return grid, n_columns, n_rows

    # Painting

    def paint(self, painter: QPainter, area: QRectF) -> None:
        grid, n_columns, n_rows = self._grid()
        self.paint_legend(painter, area)
        self._paint_axes(painter, grid)
        if self.figure.n_points > len(self.figure.points):
            self._paint_waiting(painter, grid, n_columns, n_rows)
        cells = [(point, self._cell(point, grid, n_columns, n_rows)) for point in self.figure.points]
        writing = self._cell_writing(cells)
        for point, place in cells:
            self._paint_cell(painter, point, place, writing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        is_tiny = min(grid.width() / n_columns, grid.height() / n_rows) < px(_LEAST_OUTLINED)
        edge = QPen(QColor(self._theme.accent), exact_px(2 if is_tiny else 3))
        self._outline(painter, self.figure.best, edge, -exact_px(1.5) if is_tiny else 0.0)
        chosen = self.figure.by_point.get(self.chosen)
        if chosen is None:
            return
        is_best, has_focus = chosen.point == self.figure.best, self.hasFocus()
        is_low = grid.height() / n_rows < px(_LEAST_ROOM)  # no room between the number and an outline within another
        if is_best and is_low and not has_focus:
            return
        ground = self.shade(self.figure.ink(chosen.mean)) if chosen.is_measured else QColor(self._theme.card)
        style = Qt.PenStyle.SolidLine if has_focus else Qt.PenStyle.DotLine
        pen = QPen(readable_on(ground, self._theme), exact_px(1.5 if is_low or not has_focus else 2), style)
        self._outline(painter, chosen.point, pen, exact_px(2 if is_low else 5))

    def _outline(self, painter: QPainter, number: int, pen: QPen, inset: float) -> None:
        point = self.figure.by_point.get(number)
        place = self.place_of(point) if point is not None else None
        if place is not None:
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(place.adjusted(inset, inset, -inset, -inset))

    def _paint_waiting(self, painter: QPainter, grid: QRectF, n_columns: int, n_rows: int) -> None:
        """Very many cells, before those that were begun are painted over them."""
        theme = self._theme
        painter.fillRect(grid, QColor(theme.soft))
        width, height = grid.width() / n_columns, grid.height() / n_rows
        painter.setPen(QPen(QColor(theme.grid), exact_px(1)))
        if min(width, height) >= px(_LEAST_LINED):
            for number in range(1, n_columns):
                x = grid.left() + number * width
                painter.drawLine(QPointF(x, grid.top()), QPointF(x, grid.bottom()))
            for number in range(1, n_rows):
                y = grid.top() + number * height
                painter.drawLine(QPointF(grid.left(), y), QPointF(grid.right(), y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.dashed_pen())
        painter.drawRect(grid)

    def _paint_axes(self, painter: QPainter, grid: QRectF) -> None:
        columns, rows = self.figure.axes
        metrics, theme = self.metrics(), self._theme
        line, width, height = metrics.height(), grid.width() / len(columns.ticks), grid.height() / len(rows.ticks)
        painter.setPen(QColor(theme.text))
        every = _every(max(map(metrics.horizontalAdvance, columns.ticks)) + px(4), width)
        for number, tick in enumerate(columns.ticks):
            if number % every == 0:
                wide = QRectF(grid.left() + (number + 0.5) * width - 500, grid.bottom() + px(3), 1000, line)
                painter.drawText(wide, CENTER, tick)
        every = _every(line, height)
        for number, tick in enumerate(rows.ticks):
            if number % every == 0:
                middle = grid.bottom() - (number + 0.5) * height
                before = QRectF(0, middle - line / 2, grid.left() - px(6), line)
                painter.drawText(before, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick)
        painter.setPen(QColor(theme.muted))
        below = QRectF(grid.left(), grid.bottom() + line + px(4), grid.width(), line)
        wanted = metrics.horizontalAdvance(columns.title) + px(2)
        below = below.adjusted(min(0.0, (below.width() - wanted) / 2), 0, max(0.0, (wanted - below.width()) / 2), 0)
        painter.drawText(below, CENTER, columns.title)
        labels = max(map(metrics.horizontalAdvance, rows.ticks))
        beside = QRectF(grid.left() - px(10) - labels - line, grid.top(), line, grid.height())
        self.paint_upright_title(painter, rows.title, beside)

    def _cell_writing(self, cells: list[tuple[SweepPoint, QRectF]]) -> tuple[QFont, bool] | None:
        """The largest font in which every number fits into its cell, and whether only whole percents do.

        ``None`` where none can be read.
        """
        if not cells:
            return None
        place = cells[0][1]
        for is_whole in (False, True):
            texts = [_number(point, is_whole=is_whole) for point, _ in cells if point.is_measured] or ["00.0"]
            for font in (QFont(self.font()), label_font(self.font())):
                bold = QFont(font)
                bold.setWeight(QFont.Weight.DemiBold)
                metrics = QFontMetricsF(bold)
                is_narrow = max(map(metrics.horizontalAdvance, texts)) <= place.width() - px(4)
                if is_narrow and metrics.height() <= place.height() - px(2):
                    return font, is_whole
        return None

    def _paint_cell(
        self, painter: QPainter, point: SweepPoint, place: QRectF, writing: tuple[QFont, bool] | None
    ) -> None:
        theme = self._theme
        edge = exact_px(1) if min(place.width(), place.height()) >= px(_LEAST_LINED) else 0.0
        inner = place.adjusted(edge, edge, -edge, -edge)
        least = exact_px(_LEAST_SEEN)
        inner.setSize(inner.size().expandedTo(QSizeF(least, least)))
        if not point.is_measured:
            painter.setPen(self.dashed_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner)
            painter.setPen(QColor(theme.muted))
            words, small = _waiting_words(point), label_font(self.font())
            fits = QFontMetricsF(small).horizontalAdvance(words) <= place.width() - px(4)
            if fits and QFontMetricsF(small).height() <= place.height():
                painter.setFont(small)
                painter.drawText(place, CENTER, words)
            return
        shade = self.shade(self.figure.ink(point.mean))
        painter.fillRect(inner, shade)
        if writing is not None:
            own = QFont(writing[0])
            if point.point == self.figure.best:
                own.setWeight(QFont.Weight.DemiBold)
            painter.setFont(own)
            painter.setPen(readable_on(shade, theme))
            painter.drawText(place, CENTER, _number(point, is_whole=writing[1]))


def _number(point: SweepPoint, *, is_whole: bool) -> str:
    """What a cell says."""
    return str(whole_percent(point.mean)) if is_whole else written_mean(point.mean)


def _waiting_words(point: SweepPoint) -> str:
    if point.state == "failed":
        return translate("SweepPicture", "failed")
    return translate("SweepPicture", "running") if point.state == "running" else translate("SweepPicture", "waits")


def _every(needed: float, room: float) -> int:
    """Every how many of the names there is room for one."""
    return max(math.ceil(needed / max(room, 1e-3)), 1)
