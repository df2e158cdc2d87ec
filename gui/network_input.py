"""What the network sees: the frame of 20x20, in crisp pixels."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.framing import FRAME_SIZE, Image
from gui.theme import LIGHT, Theme


class NetworkInput(QWidget):
    """One framed digit.

    Attributes
    ----------
    frame
        What is shown, shape (20, 20), float32, ink 1; ``None`` while nothing is drawn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkInput")
        self.setAccessibleName("What the network sees")
        self.setToolTip(
            "The drawing as the network gets it: 20 × 20 numbers between 0 (paper) and 1 (ink),\n"
            "its longer side scaled to 14.3 pixels, its center of mass in the middle."
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.frame: Image | None = None
        self._theme = LIGHT

    def sizeHint(self) -> QSize:
        """Five points for each pixel, and a border."""
        return QSize(FRAME_SIZE * 5 + 2, FRAME_SIZE * 5 + 2)

    @Slot(object)
    def set_frame(self, frame: Image | None) -> None:
        """Show a frame, or none."""
        if frame is not self.frame:
            self.frame = frame
            self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's paper and ink."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pixels, enlarged without smoothing, in a thin border."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.card))
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.paper))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.frame is None:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "20 × 20")
            return
        painter.drawImage(QRect(1, 1, self.width() - 2, self.height() - 2), self._picture(self.frame))

    def _picture(self, frame: Image) -> QImage:
        paper, ink = (
            np.array([color.red(), color.green(), color.blue()], dtype=np.float32)
            for color in (QColor(self._theme.paper), QColor(self._theme.ink))
        )
        pixels = np.ascontiguousarray(paper + frame[:, :, None] * (ink - paper) + 0.5, dtype=np.float32).astype(
            np.uint8
        )
        return QImage(pixels.tobytes(), FRAME_SIZE, FRAME_SIZE, 3 * FRAME_SIZE, QImage.Format.Format_RGB888).copy()
