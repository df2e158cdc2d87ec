"""The strip under the maps: one pixel worked out in numbers, what was there times the filter."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.curve_legend import label_font
from gui.plots.mosaic_image import LEVELS, diverging_colors
from gui.plots.number_stamps import NumberStamps
from gui.plots.pixel_working import Figure, NumberGrid, PixelWorking
from gui.theming.frames import paint_frame
from gui.theming.scale import SCALE, px, px_size
from gui.theming.theme import LIGHT, Theme
from gui.widgets.images import ink_colors, rgb_of
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_TITLE_PX, _LINE_PX, _GAP_PX = 20, 16, 4
_ROW_PX, _ROWS = 18, 5  # of numbers: the filters of the field are mostly of five rows
_LEAST_ROW_PX, _LEAST_CELL_PX = 14, 8
_LADDER = ((0, 5), (0, 3), (0, 2), (1, 3), (2, 3), (3, 0))
"""What is tried until it fits: how many grids are drawn without numbers, and the padding of the others' cells."""
_SIGN_PX, _FIGURES_GAP_PX, _FIGURES_PX = 18, 24, 180


class _Cells(NamedTuple):
    """How one grid is drawn.

    Attributes
    ----------
    grid
        Its numbers.
    width, height
        Of each cell.
    has_numbers
        Whether there is room for them.
    """

    grid: NumberGrid
    width: int
    height: int
    has_numbers: bool

    def rect(self, row: int, column: int) -> QRect:
        """Where a cell is in the picture of its grid."""
        return QRect(_edge() + column * self.width, _edge() + row * self.height, self.width, self.height)


class _Drawn(NamedTuple):
    """What a picture of a grid shows: with the same of it all, it is the same picture."""

    values: bytes
    width: int
    height: int
    has_numbers: bool
    marked: tuple[int, int] | None
    ratio: float


class PixelStrip(ThemedWidget):
    """One pixel: title, what it looked at, the numbers there, and what they come to. Its height stays the same.

    Figures stand at the right where there is room for them, else in a line below. Where not all numbers fit, some grids are
    folded: they show their colors alone. A press on one, or an arrow key, unfolds it in the place of another; at first the
    products are unfolded.

    Attributes
    ----------
    working
        What is shown; ``None`` for the hint.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pixelStrip")
        speak_as(self, QAccessible.Role.StaticText)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.working: PixelWorking | None = None
        self._is_kept = False
        self._cells: list[_Cells] | None = None
        self._unfolded: int | None = None  # the grid that was asked for
        self._can_unfold = False
        self._pictures: dict[int, tuple[_Drawn, QImage]] = {}
        self._stamps = NumberStamps()
        self._hint = self.tr("Point at a pixel of any map to see what it looked at. Click to keep it.")
        self._colors = diverging_colors(LIGHT)
        self.setAccessibleName(self._hint)
        SCALE.keep(self, "ask_anew", PixelStrip._ask_anew, is_last=True)

    def _ask_anew(self) -> None:
        self._cells = None
        self._pictures.clear()
        self.updateGeometry()
        self.update()

    def set_working(self, working: PixelWorking | None, *, is_kept: bool) -> None:
        """Work out another pixel; ``None`` for none."""
        if working is self.working and is_kept == self._is_kept:
            return
        self.working, self._is_kept, self._cells = working, is_kept, None
        self.setAccessibleName(working.sentence if working is not None else self._hint)
        self._offer_unfolding()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._colors = diverging_colors(theme)
        self._pictures.clear()

    def height_for(self, width: int) -> int:
        """How high it is in a width."""
        lines = _TITLE_PX + _LINE_PX + _GAP_PX + _LINE_PX + _ROWS * _ROW_PX
        return px(lines) if self._has_column(width) else px(lines + _GAP_PX + _LINE_PX)

    def sizeHint(self) -> QSize:
        """Three grids of numbers, the figures below them."""
        width = px(560)
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """Three grids, of which only the last has numbers."""
        return px_size(240, _TITLE_PX)

    def _has_column(self, width: int) -> bool:
        """Whether the figures stand at the right of three grids of five columns of numbers."""
        cell = self._number_width(is_signed=True)
        return width >= 3 * _ROWS * (cell + px(5)) + 2 * px(_SIGN_PX) + px(_FIGURES_GAP_PX) + px(_FIGURES_PX)

    def _number_width(self, *, is_signed: bool) -> float:
        return QFontMetricsF(label_font(self.font())).horizontalAdvance("+0.00" if is_signed else "0.00")

    def cells(self) -> list[_Cells]:
        """How each grid is drawn in the present width."""
        if self._cells is None:
            self._cells = self._work_out_cells(self.working.grids if self.working is not None else ())
        return self._cells

    def _work_out_cells(self, grids: tuple[NumberGrid, ...]) -> list[_Cells]:
        if not grids:
            return []
        room = self.width() - px(_SIGN_PX) * (len(grids) - 1) - 2 * _edge()
        if self._has_column(self.width()):
            room -= px(_FIGURES_GAP_PX) + px(_FIGURES_PX)
        most = max(max(grid.values.shape) for grid in grids)
        height = max(min(px(_ROW_PX), px(_ROWS * _ROW_PX) // most), 1)
        has_numbers = height >= px(_LEAST_ROW_PX)
        widths = self._widths(grids) if has_numbers else []
        made = []
        last = len(grids) - 1 if self._unfolded is None else min(self._unfolded, len(grids) - 1)
        order = [number for number in range(len(grids)) if number != last] + [last]
        for n_plain, padding in _LADDER if has_numbers else ((len(grids), 0),):
            plain = order[:n_plain]
            made = [
                _Cells(grid, height, height, has_numbers=False)
                if number in plain
                else _Cells(grid, widths[number] + px(padding), height, has_numbers=True)
                for number, grid in enumerate(grids)
            ]
            excess = sum(cells.width * cells.grid.values.shape[1] for cells in made) - room
            if excess <= 0:
                break
            columns = sum(cells.grid.values.shape[1] for cells in made if not cells.has_numbers)
            side = height - math.ceil(excess / columns) if columns else 0
            if side >= min(px(_LEAST_CELL_PX), height):
                made = [cells if cells.has_numbers else cells._replace(width=side, height=side) for cells in made]
                break
        return made

    def _widths(self, grids: tuple[NumberGrid, ...]) -> list[int]:
        """Of the longest number of each grid; of those that have two decimals, all are as long."""
        metrics = QFontMetricsF(label_font(self.font()))
        longest = [max((text for row in grid.texts for text in row), key=len) for grid in grids]
        least = ["+0.00" if grid.is_signed else "0.00" for grid in grids]
        return [math.ceil(max(map(metrics.horizontalAdvance, pair))) for pair in zip(longest, least, strict=True)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Numbers are fitted anew."""
        super().resizeEvent(event)
        self._cells = None
        self._offer_unfolding()

    # Folding

    @property
    def folded(self) -> list[int]:
        """The grids that show their colors alone though there is room for the numbers of one of them."""
        cells = self.cells()
        if not any(each.has_numbers for each in cells):
            return []
        return [number for number, each in enumerate(cells) if not each.has_numbers]

    def unfold(self, number: int) -> None:
        """Show a grid with its numbers, in the place of another where there is no room for both."""
        if number != self._unfolded:
            self._unfolded, self._cells = number, None
            self._pictures.clear()
            self.update()

    def _offer_unfolding(self) -> None:
        """Whether there is something to unfold, the pointer, the keys and a tool tip tell."""
        can_unfold = bool(self.folded)
        if can_unfold == self._can_unfold:
            return
        self._can_unfold = can_unfold
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_unfold else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_unfold else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.tr("Press a grid, or an arrow key, for its numbers.") if can_unfold else "")

    def grid_rect(self, number: int) -> QRectF:
        """Where a grid is, with its caption."""
        all_cells, left = self.cells(), float(_edge())
        for at, cells in enumerate(all_cells):
            left += px(_SIGN_PX) if cells.grid.sign else 0
            width = cells.grid.values.shape[1] * cells.width
            if at == number:
                return QRectF(left, self._grids_top, width, px(_LINE_PX) + self._grids_height())
            left += width
        return QRectF()

    def _grids_height(self) -> int:
        return max((cells.height * len(cells.grid.values) for cells in self.cells()), default=0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Unfold the grid that is pressed."""
        pressed = [number for number in range(len(self.cells())) if self.grid_rect(number).contains(event.position())]
        if pressed and self.folded and event.button() == Qt.MouseButton.LeftButton:
            self.unfold(pressed[0])
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from grid to grid."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.folded:
            super().keyPressEvent(event)
            return
        last = len(self.cells()) - 1
        self.unfold(min(max((last if self._unfolded is None else self._unfolded) + step, 0), last))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hint, or the pixel."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.card))
        working = self.working
        if working is None:
            painter.setFont(label_font(self.font()))
            painter.setPen(QColor(self._theme.muted))
            place = QRectF(0, 0, self.width(), px(_TITLE_PX + _LINE_PX))
            left, wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, Qt.TextFlag.TextWordWrap
            painter.drawText(place, left | wrap, self._hint)
            return
        self._paint_words(painter, working)
        if self.hasFocus():
            shown = next((number for number, each in enumerate(self.cells()) if each.has_numbers), 0)
            paint_frame(painter, self.grid_rect(shown).adjusted(-px(2), 0, px(2), px(2)), QColor(self._theme.accent), 2)
        right = self._paint_grids(painter)
        if self._has_column(self.width()):
            self._paint_column(painter, working, right + px(_FIGURES_GAP_PX) if right else 0.0)
        else:
            self._paint_line(painter, working)

    def _paint_words(self, painter: QPainter, working: PixelWorking) -> None:
        """Title and note; beside the title what became of the pixel, unless that stands with the figures."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        left, right = (
            flag | Qt.AlignmentFlag.AlignVCenter for flag in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        )
        first = QRectF(0, 0, self.width(), px(_TITLE_PX))
        second = QRectF(0, px(_TITLE_PX), self.width(), px(_LINE_PX))
        small = label_font(self.font())
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(first, left, working.title)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.muted))
        room = self.width() - QFontMetricsF(bold).horizontalAdvance(working.title) - px(_SIGN_PX)
        keeps = self.tr("Kept: Esc lets go.") if self._is_kept else ""
        beside = keeps if self._has_column(self.width()) or not working.end else working.end
        if QFontMetricsF(small).horizontalAdvance(beside) <= room:
            painter.drawText(first, right, beside)
        painter.drawText(
            second, left, QFontMetricsF(small).elidedText(working.note, Qt.TextElideMode.ElideRight, self.width())
        )

    @property
    def _grids_top(self) -> int:
        return px(_TITLE_PX + _LINE_PX + _GAP_PX)

    def _paint_grids(self, painter: QPainter) -> float:
        """All grids with their captions, from left to right; returns where they end."""
        left, top = float(_edge()), self._grids_top + px(_LINE_PX)
        small = label_font(self.font())
        large = QFont(self.font())
        large.setWeight(QFont.Weight.DemiBold)
        all_cells = self.cells()
        height, folded = self._grids_height(), self.folded
        for number, cells in enumerate(all_cells):
            grid = cells.grid
            rows, columns = grid.values.shape
            if grid.sign:
                painter.setFont(large)
                painter.setPen(QColor(self._theme.text))
                painter.drawText(QRectF(left, top, px(_SIGN_PX), height), Qt.AlignmentFlag.AlignCenter, grid.sign)
                left += px(_SIGN_PX)
            painter.setFont(small)
            painter.setPen(QColor(self._theme.accent if number in folded else self._theme.muted))
            room = columns * cells.width
            place = QRectF(left, self._grids_top, room if len(all_cells) > 1 else self.width(), px(_LINE_PX))
            metrics = QFontMetricsF(small)
            is_long = metrics.horizontalAdvance(grid.caption) > place.width()
            caption = grid.short if is_long and grid.short else grid.caption
            caption = metrics.elidedText(caption, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, caption)
            corner = QPointF(left - _edge(), top + (height - rows * cells.height) // 2 - _edge())
            painter.drawImage(corner, self._picture_of(number, cells))
            left += room
        return left

    def _picture_of(self, number: int, cells: _Cells) -> QImage:
        """A grid in its frame; one whose numbers are those of the last picture, as the filter's are, is not drawn anew."""
        grid, ratio = cells.grid, self.devicePixelRatioF()
        looks = _Drawn(grid.values.tobytes(), cells.width, cells.height, cells.has_numbers, grid.marked, ratio)
        known = self._pictures.get(number)
        if known is None or known[0] != looks:
            self._pictures[number] = known = looks, self._draw_grid(cells, ratio)
        return known[1]

    def _draw_grid(self, cells: _Cells, ratio: float) -> QImage:
        grid, (rows, columns), edge = cells.grid, cells.grid.values.shape, _edge()
        texts = grid.texts if cells.has_numbers else None
        size, font = (cells.width, cells.height), label_font(self.font())
        numbers = self._stamps.image(texts, self._grounds(grid), size, inks=self._inks(), font=font, ratio=ratio)
        whole = QRect(edge, edge, columns * cells.width, rows * cells.height)
        outer = QSizeF(whole.size().grownBy(QMargins(edge, edge, edge, edge))) * ratio
        image = QImage(math.ceil(outer.width()), math.ceil(outer.height()), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(self._theme.card))
        painter = QPainter(image)
        painter.drawImage(QPointF(whole.topLeft()), numbers)
        paint_frame(painter, whole, QColor(self._theme.border))
        if grid.marked is not None:
            width = px(2)
            place = cells.rect(*grid.marked).adjusted(width, width, -width, -width)
            paint_frame(painter, place, QColor(self._theme.accent), 2)
        painter.end()
        return image

    def _inks(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The darker and the lighter of the colors that are written in."""
        ink, paper = rgb_of(self._theme.ink), rgb_of(self._theme.paper)
        return (ink, paper) if ink.sum() < paper.sum() else (paper, ink)

    def _grounds(self, grid: NumberGrid) -> NDArray[np.uint8]:
        """The color of each cell, shape (rows, columns, 3)."""
        values = np.nan_to_num(grid.values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
        greatest = max(float(np.abs(values).max()), 1e-12)
        if grid.is_signed:
            index = np.clip((values / greatest + 1) / 2 * (LEVELS - 1) + 0.5, 0, LEVELS - 1).astype(np.intp)
            return self._colors[index]
        greatest = max(greatest, 1.0) if self.working is not None and self.working.grids[0] is grid else greatest
        shares = np.clip(values / greatest, 0.0, 1.0)
        return ink_colors(shares, self._theme.paper, self._theme.ink)

    def _paint_column(self, painter: QPainter, working: PixelWorking, left: float) -> None:
        """The figures below each other, names at the left, numbers at the right, a line above z."""
        line, width = px(_ROW_PX), px(_FIGURES_PX)
        top = self._grids_top + px(_LINE_PX) if working.grids else self._grids_top
        for figure in working.figures:
            place = QRectF(left, top, width, line)
            if figure.name == "z":
                painter.fillRect(QRectF(left, top, width, max(px(1), 1)), QColor(self._theme.line))
            self._paint_figure(painter, figure, place)
            top += line
        painter.setFont(label_font(self.font()))
        painter.setPen(QColor(self._theme.muted))
        place = QRectF(left, top, max(self.width() - left, width), 2 * px(_LINE_PX))
        wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(place, wrap, working.end)

    def _paint_figure(self, painter: QPainter, figure: Figure, place: QRectF) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(label_font(self.font()))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, figure.name)
        painter.setFont(label_font(self.font(), is_bold=figure.is_result))
        painter.setPen(QColor(self._theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, figure.text)

    def _paint_line(self, painter: QPainter, working: PixelWorking) -> None:
        """The figures beside each other, under the grids; by their short names where the others do not fit."""
        rows = self._grids_height()
        top = self._grids_top + (px(_LINE_PX + _GAP_PX) + rows if rows else 0)
        small, bold = label_font(self.font()), label_font(self.font(), is_bold=True)
        space, gap = px(4), px(14)
        short = tuple(figure._replace(name=figure.short or figure.name) for figure in working.figures)
        widths: list[float] = []
        for figures in (working.figures, short):
            widths = [
                QFontMetricsF(small).horizontalAdvance(figure.name)
                + space
                + QFontMetricsF(bold).horizontalAdvance(figure.text)
                for figure in figures
            ]
            if sum(widths) + gap * (len(widths) - 1) <= self.width():
                break
        left = 0.0
        for figure, width in zip(figures, widths, strict=True):
            self._paint_figure(painter, figure, QRectF(left, top, width, px(_LINE_PX)))
            left += width + gap


def _edge() -> int:
    """The width of the frame around a grid."""
    return max(px(1), 1)
