"""Frames around pictures and rows, whole at every pixel ratio."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from gui.theming.scale import px


def paint_frame(painter: QPainter, inside: QRect | QRectF, color: QColor, width: float = 1) -> None:
    """Fill the four edges around what is inside of them.

    Fills, not lines: at a pixel ratio such as 1.5 a line of one point is rounded to one or two pixels on either side
    of where it belongs, under the picture or beyond the widget; a fill ends where the picture begins.

    Parameters
    ----------
    painter
        Of the widget; nothing of it changes.
    inside
        What the frame goes around.
    color
        Of the edges.
    width
        In pixels of the design.
    """
    inner, edge = QRectF(inside), max(px(width), 1)
    outer = inner.adjusted(-edge, -edge, edge, edge)
    painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), edge), color)
    painter.fillRect(QRectF(outer.left(), inner.bottom(), outer.width(), edge), color)
    painter.fillRect(QRectF(outer.left(), inner.top(), edge, inner.height()), color)
    painter.fillRect(QRectF(inner.right(), inner.top(), edge, inner.height()), color)
