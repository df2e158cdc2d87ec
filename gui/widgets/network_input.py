"""What the network sees: a picture of 20x20, 28x28 or 8x8, in crisp pixels."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.ink.framing import Image
from engine.ink.input_formats import FRAME, InputFormat
from gui.theming.frames import paint_frame
from gui.theming.scale import px, px_size
from gui.widgets.images import ink_image
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget


class NetworkInput(ThemedWidget):
    """One framed digit.

    Attributes
    ----------
    frame
        What is shown, shape (size, size), float32, paper 0, ink as the format has it; ``None`` while nothing is drawn.
    input_format
        How the network wants its digits: 20x20 with ink 1 at first, 28x28, or 8x8 with ink 16.
    seen
        The part that is framed, because a pixel of a feature map looked at it; ``None`` for none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkInput")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("What the network sees"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.frame: Image | None = None
        self.seen: tuple[int, int, int, int] | None = None
        self.set_format(FRAME)

    def sizeHint(self) -> QSize:
        """The same size for every format."""
        return px_size(88, 88)

    @Slot(object)
    def set_format(self, input_format: InputFormat) -> None:
        """Take the format that the network reads; a frame of another shape goes."""
        self.input_format = input_format
        self.setToolTip(
            self.tr(
                "The drawing as the network gets it: {size} numbers between 0 (paper) and {ink:g} (ink),\n{layout}."
            ).format(size=input_format.label, ink=input_format.ink, layout=input_format.layout)
        )
        if self.frame is not None and self.frame.shape != (input_format.size, input_format.size):
            self.frame = None
        self.update()

    @Slot(object)
    def set_frame(self, frame: Image | None) -> None:
        """Show a frame, shape (size, size) of the format, paper 0; ``None`` for none."""
        if frame is not self.frame:
            self.frame = frame
            self.update()

    @Slot(object)
    def set_seen(self, seen: tuple[int, int, int, int] | None) -> None:
        """Frame a part: top, left, height and width in pixels; ``None`` for none."""
        if seen != self.seen:
            self.seen = seen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pixels, enlarged without smoothing, in a thin border."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.card))
        sheet = self._sheet()
        painter.fillRect(sheet, QColor(self._theme.paper))
        paint_frame(painter, sheet, QColor(self._theme.border))
        if self.frame is None:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.input_format.label)
            return
        shares = self.frame / self.input_format.ink
        picture = self.picture_rect()
        painter.drawImage(picture, ink_image(shares, self._theme.paper, self._theme.ink))
        if self.seen is not None:
            paint_frame(painter, self.rect_of(*self.seen), QColor(self._theme.accent), 2)

    def picture_rect(self) -> QRect:
        """Where the pixels are, each of as many points: what is left over is paper around them."""
        size, sheet = self.input_format.size, self._sheet()
        side = max(min(sheet.width(), sheet.height()) // size, 1) * size
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def rect_of(self, top: int, left: int, height: int, width: int) -> QRect:
        """Where a rectangle of pixels is, as much of it as lies within the picture."""
        picture = self.picture_rect()
        side = picture.width() // self.input_format.size
        place = QRect(picture.left() + left * side, picture.top() + top * side, width * side, height * side)
        return place & picture

    def _sheet(self) -> QRect:
        edge = px(1)
        return self.rect().adjusted(edge, edge, -edge, -edge)
