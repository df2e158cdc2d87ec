"""At the foot of the canvas: the pictures that were opened, with what the network makes of each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.text.percent import whole_percent
from gui.state.picture import Picture
from gui.theming.scale import SCALE, exact_px, px, px_size, set_px
from gui.translation import fill
from gui.widgets.images import gray_image

_THUMBNAIL_PX = 36
_TILE = (58, 64)
_PICTURE = Qt.ItemDataRole.UserRole
_BAR_HEIGHT = 32
_STRIP_HEIGHT = 66


class _Tile(QStyledItemDelegate):
    """A thumbnail with a line of text below; the chosen one is framed."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All tiles are of one size."""
        return px_size(*_TILE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """In the palette's colors."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect, palette = QRectF(option.rect), option.palette
        side, edge = px(_THUMBNAIL_PX), exact_px(1)
        box = QRectF(rect.center().x() - side / 2, rect.top() + px(4), side, side)
        picture: Picture = index.data(_PICTURE)
        if not picture.pixels.size:
            painter.setPen(palette.placeholderText().color())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
        else:
            image = gray_image(picture.pixels)
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


class DigitStrip(QListWidget):
    """Pictures side by side, each with its reading below; arrow keys and clicks choose one.

    Attributes
    ----------
    left
        Signal: Escape was pressed.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitStrip")
        self.setAccessibleName(self.tr("Pictures"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Tile(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the wheel scrolls, and arrow keys
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        set_px(self.setFixedHeight, _STRIP_HEIGHT)
        SCALE.keep(self, "tiles", lambda owner: owner.scheduleDelayedItemsLayout())
        self.setAcceptDrops(False)

    def add(self, picture: Picture) -> None:
        """Add a tile at the end."""
        item = QListWidgetItem()
        item.setData(_PICTURE, picture)
        item.setToolTip(picture.error or picture.name)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, picture.error or picture.name)
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the drawing; all else as ever."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PictureBar(QFrame):
    """One line for a single picture; a strip for several; a button that brings them back while the drawing is shown.

    Attributes
    ----------
    strip
        The tiles; their numbers are those of the pictures.
    back_button
        Shows the pictures again.
    close_button
        Closes them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureBar")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not the canvas's cross
        self.strip = DigitStrip()
        self._name = QLabel()
        self._name.setObjectName("pictureName")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = QLabel()
        self._place.setProperty("role", "muted")
        self.back_button = QPushButton()
        self.back_button.setObjectName("picturesButton")
        self.back_button.setToolTip(self.tr("Show what was opened in place of the drawing"))
        self.close_button = QToolButton()
        self.close_button.setObjectName("closePicturesButton")
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        set_px(self.close_button.setMinimumSize, 24, 24)
        self.close_button.setToolTip(self.tr("Close the pictures and go back to the drawing"))
        self.close_button.setAccessibleName(self.tr("Close the pictures"))
        layout = QHBoxLayout(self)
        set_px(layout.setContentsMargins, 4, 2, 2, 2)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.strip, 1)
        layout.addWidget(self._name, 1)
        layout.addWidget(self.back_button)
        layout.addStretch(0)
        end = QVBoxLayout()
        end.setSpacing(0)
        end.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignHCenter)
        end.addWidget(self._place, 1, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(end)
        self._whole_name = ""
        self.hide()
        SCALE.keep(self, "name", PictureBar._show_name, is_last=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between it and the picture above."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), px(1), self.palette().mid().color())

    def show_pictures(self, pictures: Sequence[Picture], *, shown: int | None) -> None:
        """Show a line for one picture, a strip for several, or the button while the drawing is shown.

        Parameters
        ----------
        pictures
            All that are at hand.
        shown
            Which of them is in place of the drawing; ``None`` while the drawing is.
        """
        while self.strip.count() > len(pictures):
            self.strip.takeItem(self.strip.count() - 1)
        for picture in pictures[self.strip.count() :]:
            self.strip.add(picture)
        is_strip = len(pictures) > 1 and shown is not None
        self.strip.setVisible(is_strip)
        self._place.setVisible(is_strip)
        if shown is not None:
            self._place.setText(f"{shown + 1}/{len(pictures)}")
        self._name.setVisible(len(pictures) == 1 and shown is not None)
        self.back_button.setVisible(shown is None)
        if pictures:
            self._whole_name = pictures[0].name
            self._show_name()
            self._name.setToolTip(pictures[0].error or self._whole_name)
            self.back_button.setText(fill(self.tr("{n} {n|picture|pictures}"), n=len(pictures)))
        set_px(self.setFixedHeight, _STRIP_HEIGHT + 4 if is_strip else _BAR_HEIGHT)
        self.setVisible(bool(pictures))
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:  # the button takes no more of the paper than it needs
            layout.setAlignment(self, Qt.AlignmentFlag.AlignLeft if shown is None else Qt.AlignmentFlag(0))
        if shown is not None and self.strip.currentRow() != shown:
            self.strip.setCurrentRow(shown)

    def _show_name(self) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._whole_name, Qt.TextElideMode.ElideMiddle, px(200)))

    def show_readings(
        self, pictures: Sequence[Picture], readings: Sequence[NDArray[np.floating] | None], labels: Sequence[int | None]
    ) -> None:
        """Tell below each tile what the network makes of it, and what it was kept as.

        Parameters
        ----------
        pictures
            Those that are shown, in the order of the tiles.
        readings
            By picture: ten probabilities, shape (10,); ``None`` where there is nothing to read, or no answer.
        labels
            By picture: the digit that it was kept as; ``None`` for none.
        """
        for number, (reading, label) in enumerate(zip(readings, labels, strict=True)):
            if number >= self.strip.count():
                return
            picture = pictures[number]
            if reading is not None:
                text = tile_text(reading)
            else:
                is_blank = bool(picture.error) and picture.pixels.size > 0
                text = self.tr("blank") if is_blank else self.tr("not read")
            self.strip.item(number).setText(text if label is None else self.tr("kept: {digit}").format(digit=label))


def tile_text(reading: NDArray[np.floating]) -> str:
    """The digit and how probable it is, of ten probabilities, in few characters: "3  97 %"."""
    digit = int(reading.argmax())
    return f"{digit}  {whole_percent(float(reading[digit]))} %"


def place_at_foot(bar: PictureBar, canvas: QWidget) -> None:
    """Have the bar lie on the canvas, at its foot, whatever its size; nothing else moves for it."""
    layout = QVBoxLayout(canvas)
    set_px(layout.setContentsMargins, 2, 2, 2, 2)
    layout.addStretch(1)
    layout.addWidget(bar)
