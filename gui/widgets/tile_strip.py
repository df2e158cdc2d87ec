"""Small pictures side by side, each with a line of text below; arrow keys and clicks choose one."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.theming.scale import SCALE, exact_px, px, px_size, set_px

_IMAGE = Qt.ItemDataRole.UserRole


class TileSize(NamedTuple):
    """How large a tile is and the picture in it, in points."""

    width: int
    height: int
    picture: int


class _Tile(QStyledItemDelegate):
    """A picture with a line of text below; the chosen one is framed."""

    def __init__(self, size: TileSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._size = size

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All tiles are of one size."""
        return px_size(self._size.width, self._size.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """In the palette's colors."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, palette = QRectF(option.rect), option.palette
        side, edge = px(self._size.picture), exact_px(1)
        box = QRectF(rect.center().x() - side / 2, rect.top() + px(4), side, side)
        image: QImage = index.data(_IMAGE)
        if image.isNull():
            painter.setPen(palette.placeholderText().color())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
        else:
            is_shrunk = image.width() > side
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_shrunk)  # else its pixels are seen
            size = QSizeF(image.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(QPointF(), size)
            target.moveCenter(box.center())
            painter.drawImage(target, image)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.accent().color(), 2 * edge) if is_chosen else QPen(palette.mid().color(), edge))
        frame = box.adjusted(-2 * edge, -2 * edge, 2 * edge, 2 * edge)
        painter.drawRoundedRect(frame, 3 * edge, 3 * edge)
        painter.setPen(palette.text().color())
        below = QRectF(rect.left(), box.bottom() + px(3), rect.width(), rect.bottom() - box.bottom() - px(3))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        painter.restore()


class TileStrip(QListWidget):
    """Tiles in a row that is scrolled by the wheel and by keys, or in as many rows as they need.

    Attributes
    ----------
    left
        Signal: Escape was pressed.
    """

    left = Signal()

    def __init__(self, name: str, size: TileSize, *, wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(wraps)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Tile(size, self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if wraps:
            self.setResizeMode(QListView.ResizeMode.Adjust)
        else:
            self.setHorizontalScrollBarPolicy(
                Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            )  # the wheel scrolls, and arrow keys
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            set_px(self.setFixedHeight, size.height + 2)
        SCALE.keep(self, "tiles", lambda owner: owner.scheduleDelayedItemsLayout())
        self.setAcceptDrops(False)

    def set_count(self, count: int) -> None:
        """Have so many tiles: the last ones go, or there are empty ones behind."""
        while self.count() > count:
            self.takeItem(self.count() - 1)
        while self.count() < count:
            item = QListWidgetItem()
            item.setData(_IMAGE, QImage())
            self.addItem(item)

    def set_image(self, number: int, image: QImage, *, tip: str = "") -> None:
        """Show a picture in a tile, one without pixels as a question mark; the tip is told to screen readers, too."""
        item = self.item(number)
        item.setData(_IMAGE, image)
        item.setToolTip(tip)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tip)

    def set_text(self, number: int, text: str, *, spoken: str = "") -> None:
        """Write below a picture; screen readers say the same in words, if there are any."""
        item = self.item(number)
        if item.text() != text:
            item.setText(text)
        if spoken:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; all else as ever."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
