"""The confusion matrix as a map: what each digit was read as, the numbers written into cells that are shaded by them.

Diagonal and mistakes are shaded apart, each by its own greatest number: else the few mistakes of a good network could not
be seen beside the many digits that it reads right. The shades are of ink, as in every heat map; the diagonal is framed and
paler, and every cell has its number.
"""

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plots.ink import mixed, readable_on
from gui.theming.scale import exact_px, px, px_size, set_px
from gui.translation import fill, translate
from gui.widgets.speaking import announce, speak_as
from gui.widgets.themed_widget import ThemedWidget

N_DIGITS = 10
ConfusionMode = Literal["counts", "truth", "predicted"]
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_STRONGEST = {True: 0.3, False: 0.85}  # how much ink the greatest number has: on the diagonal, and of the mistakes
_FAINTEST = 0.12  # and any number above 0
_CENTER = Qt.AlignmentFlag.AlignCenter


class ConfusionMap(ThemedWidget):
    """Ten rows, the digits, by ten columns, what they were read as.

    Attributes
    ----------
    confusion
        Shape (10, 10): how often the digit of the row was read as that of the column; ``None`` while there is none.
    mode
        What is written: "counts", or percent of a row ("truth") or of a column ("predicted").
    current
        The cell (truth, predicted) that the keys have reached, or that was clicked.
    empty_text
        What is said while there is no matrix.
    cell_chosen
        Signal (truth, predicted): clicked, or Enter pressed on it.
    """

    cell_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confusionMap")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Confusion matrix: rows are the true digits, columns what they were read as"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, 300, 270)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.confusion: NDArray[np.int64] | None = None
        self.mode: ConfusionMode = "counts"
        self.current = (0, 0)
        self.empty_text = ""
        self._is_chosen = False

    def sizeHint(self) -> QSize:
        """Cells of 40 points, and the names of rows and columns."""
        return px_size(460, 450)

    @Slot(object)
    def set_confusion(self, confusion: NDArray[np.int64] | None) -> None:
        """Show a matrix, shape (10, 10), rows the true digits; ``None`` for none."""
        if confusion is None or self.confusion is None or not np.array_equal(confusion, self.confusion):
            self.confusion = confusion
            self._describe()
            self.update()

    @Slot(str)
    def set_mode(self, mode: ConfusionMode) -> None:
        """Write counts, or percent of each row or of each column."""
        self.mode = mode
        self.update()

    def set_chosen(self, cell: tuple[int, int] | None) -> None:
        """Mark a cell as the one that is looked at, without a signal; ``None`` for none."""
        self._is_chosen = cell is not None
        self.current = cell if cell is not None else self.current
        self._describe()
        self.update()

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        """The cell (truth, predicted) at a place in points, if there is one."""
        grid = self._grid(QRectF(self.rect()))
        side = grid.width() / N_DIGITS
        row, column = math.floor((position.y() - grid.top()) / side), math.floor((position.x() - grid.left()) / side)
        inside = 0 <= row < N_DIGITS and 0 <= column < N_DIGITS
        return (row, column) if inside else None

    def cell_rect(self, truth: int, predicted: int) -> QRectF:
        """Where a cell is, in points."""
        return self._cell(self._grid(QRectF(self.rect())), truth, predicted)

    def as_table(self) -> str:
        """The numbers that are written, tab-separated, with digits as header and first column."""
        rows = ["\t".join(["truth \\ predicted", *map(str, range(N_DIGITS))])]
        rows += [
            "\t".join([str(truth), *(self._words(truth, predicted) for predicted in range(N_DIGITS))])
            for truth in range(N_DIGITS)
        ]
        return "\n".join(rows)

    # Events

    def event(self, event: QEvent) -> bool:
        """The tooltip says of the cell under the pointer what is in it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self.cell_at(QPointF(event.pos()))
            if cell is not None and self.confusion is not None:
                area = self.cell_rect(*cell).toAlignedRect()
                QToolTip.showText(event.globalPos(), cell_text(self.confusion, *cell), self, area)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a cell."""
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None and self.confusion is not None:
            self._choose(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Home and End to the ends of a row, Enter chooses."""
        row, column = self.current
        key = Qt.Key(event.key())
        if key in _MOVES:
            down, right = _MOVES[key]
            self._go_to(row + down, column + right)
        elif key == Qt.Key.Key_Home:
            self._go_to(row, 0)
        elif key == Qt.Key.Key_End:
            self._go_to(row, N_DIGITS - 1)
        elif key in _ENTER_KEYS and self.confusion is not None:
            self._choose(self.current)
        else:
            super().keyPressEvent(event)

    def _choose(self, cell: tuple[int, int]) -> None:
        self.set_chosen(cell)
        self.cell_chosen.emit(*cell)

    def _go_to(self, row: int, column: int) -> None:
        self.current = (min(max(row, 0), N_DIGITS - 1), min(max(column, 0), N_DIGITS - 1))
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()

    def _describe(self) -> None:
        """Tell screen readers of the cell that the keys have reached."""
        words = self.empty_text if self.confusion is None else cell_text(self.confusion, *self.current)
        self.setAccessibleDescription(words)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map, or what to do while there is none."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(self._theme.card))
        if self.confusion is None:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(
                area.adjusted(px(24), px(24), -px(24), -px(24)), _CENTER | Qt.TextFlag.TextWordWrap, self.empty_text
            )
            return
        grid = self._grid(area)
        self._paint_names(painter, grid)
        self._paint_cells(painter, grid, self.confusion)
        if self.hasFocus() or self._is_chosen:
            style = Qt.PenStyle.SolidLine if self._is_chosen else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(self._theme.accent), exact_px(3), style, j=Qt.PenJoinStyle.MiterJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(grid, *self.current).adjusted(px(1), px(1), -px(1), -px(1)))

    def _grid(self, area: QRectF) -> QRectF:
        """The square of the cells, names of rows left of it and of columns above."""
        margin = 2.6 * QFontMetricsF(self.font()).height()
        side = max(min(area.width() - margin, area.height() - margin) - px(4), 10.0)
        left = area.left() + margin + max((area.width() - margin - side) / 2 - margin / 2, 0.0)
        return QRectF(left, area.top() + margin, side, side)

    def _cell(self, grid: QRectF, truth: int, predicted: int) -> QRectF:
        side = grid.width() / N_DIGITS
        return QRectF(grid.left() + predicted * side, grid.top() + truth * side, side, side)

    def _paint_names(self, painter: QPainter, grid: QRectF) -> None:
        height = QFontMetricsF(self.font()).height()
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            QRectF(grid.left(), grid.top() - 2.5 * height, grid.width(), height), _CENTER, self.tr("predicted")
        )
        painter.save()
        painter.translate(grid.left() - 2.5 * height, grid.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, grid.height(), height), _CENTER, self.tr("truth"))
        painter.restore()
        painter.setPen(QColor(self._theme.text))
        for digit in range(N_DIGITS):
            column, row = self._cell(grid, 0, digit), self._cell(grid, digit, 0)
            above = QRectF(column.left(), grid.top() - 1.4 * height, column.width(), height * 1.3)
            before = QRectF(grid.left() - 1.4 * height, row.top(), height * 1.2, row.height())
            painter.drawText(above, _CENTER, str(digit))
            painter.drawText(before, _CENTER, str(digit))

    def _paint_cells(self, painter: QPainter, grid: QRectF, confusion: NDArray[np.int64]) -> None:
        theme = self._theme
        values = confusion.astype(np.float64) if self.mode == "counts" else _percentages(confusion, self.mode)
        is_right = np.eye(N_DIGITS, dtype=bool)
        greatest = {True: values[is_right].max(), False: values[~is_right].max()}
        painter.setFont(self._number_font(grid.width() / N_DIGITS))
        for truth in range(N_DIGITS):
            for predicted in range(N_DIGITS):
                cell, value = self._cell(grid, truth, predicted), float(values[truth, predicted])
                on_diagonal = truth == predicted
                share = value / greatest[on_diagonal] if value > 0 else 0.0
                strength = _FAINTEST + share * (_STRONGEST[on_diagonal] - _FAINTEST) if value > 0 else 0.0
                background = mixed(QColor(theme.card), QColor(theme.ink), strength)
                painter.setPen(QPen(QColor(theme.border), exact_px(1)))
                painter.setBrush(background)
                painter.drawRect(cell)
                painter.setPen(readable_on(background, theme) if value > 0 else QColor(theme.muted))
                painter.drawText(cell, _CENTER, self._words(truth, predicted))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.train), exact_px(2)))
        for digit in range(N_DIGITS):
            painter.drawRect(self._cell(grid, digit, digit).adjusted(px(1), px(1), -px(1), -px(1)))
        painter.setFont(self.font())

    def _number_font(self, side: float) -> QFont:
        """The widget's font, smaller where the longest number would not fit into a cell."""
        font = self.font()
        longest = max((self._words(t, p) for t in range(N_DIGITS) for p in range(N_DIGITS)), key=len)
        width = QFontMetricsF(font).horizontalAdvance(longest)
        room = side - px(5)
        if width > room:
            font.setPointSizeF(max(font.pointSizeF() * room / width, 5.0))
        return font

    def _words(self, truth: int, predicted: int) -> str:
        """What is written into a cell."""
        if self.confusion is None:
            return ""
        count = int(self.confusion[truth, predicted])
        if self.mode == "counts":
            return str(count)
        whole = self.confusion[truth] if self.mode == "truth" else self.confusion[:, predicted]
        return written_percent(count, int(whole.sum()))


def written_percent(part: int, whole: int) -> str:
    """Percent with one decimal, without their sign: 0 and 100 for nothing and all alone, "–" of nothing."""
    if whole == 0:
        return "–"
    if part in (0, whole):
        return "0" if part == 0 else "100"
    return f"{min(max(100 * part / whole, 0.1), 99.9):.1f}"


def cell_text(confusion: NDArray[np.int64], truth: int, predicted: int) -> str:
    """What a cell says: "7 read as 1: 12 digits, 4.1 % of all 7s"."""
    count, of_truth = int(confusion[truth, predicted]), int(confusion[truth].sum())
    of_predicted = int(confusion[:, predicted].sum())
    what = (
        translate("ConfusionMap", "{truth} read right").format(truth=truth)
        if truth == predicted
        else translate("ConfusionMap", "{truth} read as {predicted}").format(truth=truth, predicted=predicted)
    )
    words = fill(translate("ConfusionMap", "{what}: {n:,} {n|digit|digits}"), what=what, n=count)
    if of_truth:
        words += translate("ConfusionMap", ", {percent} % of all {truth}s").format(
            percent=written_percent(count, of_truth), truth=truth
        )
    if of_predicted:
        words += translate("ConfusionMap", ", {percent} % of what was read as {predicted}").format(
            percent=written_percent(count, of_predicted), predicted=predicted
        )
    return words


def _percentages(confusion: NDArray[np.int64], mode: ConfusionMode) -> NDArray[np.float64]:
    """Percent of each row or column; 0 in one that is empty."""
    whole = confusion.sum(axis=1, keepdims=True) if mode == "truth" else confusion.sum(axis=0, keepdims=True)
    return np.asarray(100.0 * confusion / np.maximum(whole, 1))
