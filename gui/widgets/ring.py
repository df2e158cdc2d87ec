"""A ring in the accent's color around a place of its parent: what has the keyboard's focus, or what a tour speaks of."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QRegion
from PySide6.QtWidgets import QWidget

from gui.theming.scale import SCALE, exact_px, px

_RADIUS = 7


@runtime_checkable
class PlacesItsRing(Protocol):
    """A control that has neighbors which the ring must not cover."""

    def ring_place(self) -> QRect:
        """What the ring goes around, in the parent's coordinates."""


class Ring(QWidget):
    """Lies over everything in its parent, and takes neither a click nor the focus.

    Parameters
    ----------
    parent
        What it lies in.
    width, offset
        Of its line, and between the line and what it goes around, in pixels of the design.
    """

    def __init__(self, parent: QWidget | None, *, width: int, offset: int) -> None:
        super().__init__(parent)
        self._width, self._offset, self._by = width, offset, 0
        self._around: tuple[QRect, QRect | None] = (QRect(), None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        SCALE.changed.connect(self._on_scale_changed)

    def surround(self, target: QRect, within: QRect | None = None) -> None:
        """Show it around a rectangle, no further than another one."""
        self._around = target, within
        before, self._by = self._by, px(self._width) + px(self._offset)
        by = self._by
        rect = target.adjusted(-by, -by, by, by)
        if within is not None:
            rect &= within
        if rect != self.geometry() or by != before:
            self.setGeometry(rect)
            inside = self.rect().adjusted(by, by, -by, -by)
            self.setMask(QRegion(self.rect()) - QRegion(inside))
        self.show()
        self.raise_()

    @Slot()
    def _on_scale_changed(self) -> None:
        if not self.isHidden():
            self.surround(*self._around)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), px(self._width)))
        half, radius = px(self._width) / 2, exact_px(_RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()
