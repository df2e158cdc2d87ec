"""The sample of a worked step as a picture, with the pixel that the weight comes from in a frame."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.nn.layers.base import Window
from gui.theming.frames import paint_frame
from gui.theming.scale import px_size
from gui.widgets.network_input import NetworkInput


class SamplePicture(NetworkInput):
    """One digit as the network gets it.

    Attributes
    ----------
    pixel
        The number of the marked pixel, from 0, row by row; ``None`` for none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepPicture")
        self.setAccessibleName(self.tr("The sample"))
        self.pixel: int | None = None

    def set_pixel(self, pixel: int | None, seen: Window | None = None) -> None:
        """Mark a pixel, or none, and what a filter sees."""
        self.set_seen(seen)
        if pixel != self.pixel:
            self.pixel = pixel
            self.update()

    def sizeHint(self) -> QSize:
        """As high as the three rows beside it."""
        return px_size(92, 92)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The digit, and the frame."""
        super().paintEvent(event)
        if self.frame is not None and self.pixel is not None:
            row, column = divmod(self.pixel, self.input_format.size)
            paint_frame(QPainter(self), self.rect_of(row, column, 1, 1), QColor(self._theme.accent), 2)
