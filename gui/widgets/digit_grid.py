"""Digits of a data set in a grid: pictures in crisp pixels with a caption each, painted only where they are in sight."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engine.data.dataset import Digits
from gui.theming.fonts import NOTE_PX
from gui.theming.frames import paint_frame
from gui.theming.scale import SCALE, px, set_font_px
from gui.theming.theme import LIGHT, Theme
from gui.widgets.images import N_SHADES, ink_shades

_PICTURE = 40  # points along each side: two for each of 20 pixels, five for each of 8
_CELL_WIDTH, _MARGIN = 51, 5
_N_IMAGES_KEPT = 4096
_N_LAID_OUT = 4000  # cells at a time: 60,000 at once would hold up the window for 50 ms
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex


def digit_image(digits: Digits, index: int, shades: list[int]) -> QImage:
    """One digit as an image of one byte per pixel.

    Parameters
    ----------
    digits
        As data sets have them, not scaled.
    index
        Which of them.
    shades
        256 colors from paper to ink: see :func:`gui.widgets.images.ink_shades`.
    """
    values = digits[index : index + 1].values("float32")[0]
    share = np.clip(values * (1.0 / digits.ink), 0.0, 1.0)
    rows, columns, *_ = digits.shape
    levels = (share * (N_SHADES - 1) + 0.5).astype(np.uint8)
    # The copy owns its pixels; the bytes may go.
    image = QImage(levels.tobytes(), columns, rows, columns, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(shades)
    return image


def _cell_size(metrics: QFontMetrics) -> QSize:
    """What a picture and its caption take."""
    return QSize(px(_CELL_WIDTH), px(_MARGIN) + px(_PICTURE) + metrics.height() + px(4))


class _DigitsModel(QAbstractListModel):
    """Which digits are shown, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.digits: Digits | None = None
        self.indices: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self.captions: Callable[[int], str] | None = None

    def set_digits(
        self,
        digits: Digits | None,
        indices: NDArray[np.intp],
        captions: Callable[[int], str] | None,
    ) -> None:
        """Show others."""
        self.beginResetModel()
        self.digits, self.indices, self.captions = digits, indices, captions
        self.endResetModel()

    def image(self, index: int, shades: list[int]) -> QImage:
        """The picture of a digit, given its index into the digits."""
        return QImage() if self.digits is None else digit_image(self.digits, index, shades)

    def caption(self, row: int) -> str:
        """What stands below a picture."""
        index = int(self.indices[row])
        if self.captions is not None:
            return self.captions(index)
        return str(self.digits.labels[index]) if self.digits is not None else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.indices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.caption(index.row())
        if self.digits is not None and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            digit = int(self.indices[index.row()])
            return self.tr("Digit {number:,} of {n:,}, labeled {label}").format(
                number=digit + 1, n=len(self.digits), label=self.digits.labels[digit]
            )
        return None


class _DigitDelegate(QStyledItemDelegate):
    """Paints a picture in a thin border, and its caption below."""

    def __init__(self, model: _DigitsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._image_of = lru_cache(_N_IMAGES_KEPT)(self._make_image)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._shades = ink_shades(theme)
        self._border, self._marked = QColor(theme.border), QColor(theme.accent)
        self._text = QPen(QColor(theme.text))
        self._image_of.cache_clear()

    def forget(self) -> None:
        """The pictures are others from now on."""
        self._image_of.cache_clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return _cell_size(option.fontMetrics)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell, row = option.rect, index.row()
        side = px(_PICTURE)
        left = cell.left() + (cell.width() - side) // 2
        picture = QRect(left, cell.top() + px(_MARGIN), side, side)
        image = self._image_of(int(self._model.indices[row]))
        # Pixels of one point here and two there would look like another digit.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, side < 2 * image.width())
        painter.drawImage(picture, image)
        paint_frame(painter, picture, self._border)
        if option.state & option.state.State_Selected:
            edge = px(1)
            paint_frame(painter, picture.adjusted(-edge, -edge, edge, edge), self._marked, 3)
        painter.setPen(self._text)
        painter.setFont(option.font)
        below = QRect(cell.left(), picture.bottom() + px(2) + 1, cell.width(), cell.bottom() - picture.bottom() - px(2))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._model.caption(row))

    def _make_image(self, index: int) -> QImage:
        return self._model.image(index, self._shades)


class DigitGrid(QListView):
    """The grid; however many digits there are, only those in sight cost anything.

    Attributes
    ----------
    chosen
        Signal (index into the digits): clicked, reached by an arrow key, or Enter pressed on it.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitGrid")
        self.setAccessibleName(self.tr("Digits"))
        self._empty_text = ""
        self._is_silent = False
        self._model = _DigitsModel(self)
        self._delegate = _DigitDelegate(self._model, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else its coming lays out twice
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))  # its handle is seen if there is use
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_N_LAID_OUT)
        set_font_px(self, NOTE_PX)
        SCALE.keep(self, "cells", DigitGrid._set_cells, is_last=True)

    @property
    def shown(self) -> NDArray[np.intp]:
        """Which digits are shown, in their order."""
        return self._model.indices

    def set_digits(
        self,
        digits: Digits,
        indices: NDArray[np.intp],
        *,
        captions: Callable[[int], str] | None = None,
        keeps_place: bool = False,
    ) -> None:
        """Show digits, scrolled to the first; nothing is chosen. Digits that are shown already stay as they are.

        Parameters
        ----------
        digits
            As data sets have them, not scaled.
        indices
            Which of them, in the order in which they are shown, shape (n_shown,).
        captions
            What stands below a digit, given its index into ``digits``; by default its label.
        keeps_place
            Whether the place that was scrolled to stays: the same digits in another order.
        """
        model = self._model
        if digits is model.digits and len(indices) and np.array_equal(indices, model.indices):
            model.captions = captions
            self.viewport().update()
            return
        if digits is not model.digits:
            self._delegate.forget()
        scrolled_to = self.verticalScrollBar().value()
        model.set_digits(digits, indices, captions)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled_to if keeps_place else 0)

    @Slot(str)
    def clear(self, text: str) -> None:
        """Show no digits, and a sentence that says why, or what to do."""
        self._empty_text = text
        self._delegate.forget()
        self._model.set_digits(None, np.empty(0, dtype=np.intp), None)
        self.viewport().update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    def _set_cells(self) -> None:
        self.setGridSize(_cell_size(self.fontMetrics()))
        self.verticalScrollBar().setSingleStep(self.gridSize().height())

    def set_chosen(self, index: int) -> bool:
        """Mark a digit, given its index into the digits, without a signal; False if it is not shown."""
        rows = np.flatnonzero(self._model.indices == index)
        if not len(rows):
            return False
        self._is_silent = True
        self.setCurrentIndex(self._model.index(int(rows[0])))
        self._is_silent = False
        return True

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """A click or an arrow key has reached another digit."""
        super().currentChanged(current, previous)
        self._choose(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the digit that is chosen already chooses it again."""
        before = QPersistentModelIndex(self.currentIndex())
        super().mousePressEvent(event)
        under = self.indexAt(event.position().toPoint())
        if under.isValid() and before == under:
            self._choose(under)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in _ENTER_KEYS and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing looks for nothing: it would go through the captions of all digits."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells in sight, or why there are none."""
        super().paintEvent(event)
        if not len(self._model.indices):
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(self.palette().placeholderText().color())
            margin = px(24)
            room = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)

    def _choose(self, index: _Index) -> None:
        if index.isValid() and not self._is_silent:
            self.chosen.emit(int(self._model.indices[index.row()]))
