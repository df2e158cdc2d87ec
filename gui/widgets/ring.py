"""A ring in the accent's color around a place of its parent: what has the keyboard's focus, or what a tour speaks of."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QRegion
from PySide6.QtWidgets import QWidget

_RADIUS = 7


class Ring(QWidget):
    """Lies over everything in its parent, and takes neither a click nor the focus.

    Parameters
    ----------
    parent
        What it lies in.
    width, offset
        Of its line, and between the line and what it goes around.
    """

    def __init__(self, parent: QWidget | None, *, width: int, offset: int) -> None:
        super().__init__(parent)
        self._width, self._offset = width, offset
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, target: QRect, within: QRect | None = None) -> None:
        """Show it around a rectangle, no further than another one."""
        by = self._width + self._offset
        rect = target.adjusted(-by, -by, by, by)
        if within is not None:
            rect &= within
        if rect != self.geometry():
            self.setGeometry(rect)
            inside = self.rect().adjusted(by, by, -by, -by)
            self.setMask(QRegion(self.rect()) - QRegion(inside))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), self._width))
        half = self._width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
        painter.end()
