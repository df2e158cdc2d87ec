"""One picture as a network gets it, from paper to ink, as large as the room allows."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theming.frames import paint_frame
from gui.theming.scale import follow_factor, px, px_size, set_px
from gui.widgets.images import ink_image
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget


class InkPicture(ThemedWidget):
    """The picture in a thin frame; empty paper without one.

    Attributes
    ----------
    shares
        How much ink is in each pixel, shape (size, size), 0 for paper to 1 for ink; ``None`` for none.
    """

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted with every stroke
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, 80, 80)
        self.shares: NDArray[np.floating] | None = None
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """A square of 240."""
        return px_size(240, 240)

    def set_shares(self, shares: NDArray[np.floating] | None) -> None:
        """Show a picture, or none."""
        self.shares = shares
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pixels, each of as many points."""
        painter, edge = QPainter(self), px(1)
        painter.fillRect(event.rect(), QColor(self._theme.card))
        room = min(self.width(), self.height()) - 2 * edge
        size = 1 if self.shares is None else len(self.shares)
        side = max(room // size, 1) * size
        place = QRect(edge, max((self.height() - side) // 2, edge), side, side)
        painter.fillRect(place, QColor(self._theme.paper))
        if self.shares is not None:
            painter.drawImage(place, ink_image(self.shares, self._theme.paper, self._theme.ink))
        paint_frame(painter, place, QColor(self._theme.line))
