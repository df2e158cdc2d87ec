"""A drawing before and after a change of ink: what was added is filled, what was taken away hollow."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.ink_parts import paint_old_mark
from gui.theming.frames import paint_frame
from gui.theming.scale import exact_px, follow_factor, px, px_size, set_px
from gui.widgets.images import ink_image
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_FAINT = 0.38  # of full ink: the drawing below the signs
_LEAST_CHANGE = 0.02  # of full ink
GAP = 32
"""Between the two pictures."""


class ChangePictures(ThemedWidget):
    """Two squares with an arrow between them.

    Attributes
    ----------
    is_old
        Whether a newer change is being worked out; then it says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changePictures")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted with every stroke
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("The drawing before and after a small change"))
        self.setToolTip(self.tr("Filled with +: ink was added here. Hollow with −: ink was taken away here."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, 2 * 60 + GAP, 60)
        self.is_old = False
        self._before: NDArray[np.floating] | None = None
        self._after: NDArray[np.floating] | None = None
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """Two squares of 128."""
        return px_size(2 * 130 + GAP, 130)

    def show_change(self, before: NDArray[np.floating] | None, after: NDArray[np.floating] | None) -> None:
        """Show two pictures, shape (size, size), 0 for paper to 1 for ink; ``None`` for empty paper."""
        self._before, self._after = before, after
        self.update()

    def set_old(self, is_old: bool) -> None:
        """Say that what is shown is of a drawing, or of a network, that is no longer."""
        if is_old != self.is_old:
            self.is_old = is_old
            self.update()

    def squares(self) -> tuple[QRect, QRect]:
        """Where the two pictures are, each pixel of as many points."""
        edge, gap = px(1), px(GAP)
        room = min((self.width() - gap) // 2, self.height()) - 2 * edge
        size = 1 if self._before is None else len(self._before)
        side = max(room // size, 1) * size
        top = (self.height() - side) // 2
        return QRect(edge, top, side, side), QRect(edge + side + gap, top, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures, the signs on the first, and the arrow."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(event.rect(), QColor(theme.card))
        first, second = self.squares()
        for place in (first, second):
            painter.fillRect(place, QColor(theme.paper))
        if self._before is not None:
            painter.drawImage(first, ink_image(_FAINT * np.minimum(self._before, 1.0), theme.paper, theme.ink))
        if self._after is not None:
            painter.drawImage(second, ink_image(self._after, theme.paper, theme.ink))
        for place in (first, second):
            paint_frame(painter, place, QColor(theme.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._before is not None and self._after is not None:
            self._paint_signs(painter, first, self._after - self._before)
        middle, tip = first.right() + 1 + px(GAP) / 2, exact_px(3)
        painter.setPen(QPen(QColor(theme.muted), exact_px(1.5)))
        y = first.center().y() + 0.5
        painter.drawPolyline(_chevron(middle, y, tip))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.is_old:
            paint_old_mark(painter, first, self.tr("Being worked out…"), self)

    def _paint_signs(self, painter: QPainter, place: QRect, change: NDArray[np.floating]) -> None:
        theme, side = self._theme, place.width() // len(change)
        accent, width = QColor(theme.accent), max(side / 7, 1.0)
        arm = max(side * 0.28, 1.0)
        for row, column in np.argwhere(np.abs(change) > _LEAST_CHANGE).tolist():
            cell = QRectF(place.left() + column * side, place.top() + row * side, side, side)
            is_added = change[row, column] > 0
            if is_added:
                painter.fillRect(cell, accent)
            else:
                painter.setPen(QPen(accent, width))
                painter.setBrush(QColor(theme.paper))
                painter.drawRect(cell.adjusted(width / 2, width / 2, -width / 2, -width / 2))
            painter.setPen(
                QPen(
                    QColor(theme.on_accent) if is_added else accent,
                    width,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.FlatCap,
                )
            )
            x, y = cell.center().x(), cell.center().y()
            painter.drawLine(QLineF(x - arm, y, x + arm, y))
            if is_added:
                painter.drawLine(QLineF(x, y - arm, x, y + arm))


def _chevron(x: float, y: float, tip: float) -> list[QPointF]:
    return [QPointF(x - tip / 2, y - 1.4 * tip), QPointF(x + tip, y), QPointF(x - tip / 2, y + 1.4 * tip)]
