"""The signs on the buttons that run the training, painted: no font has to have them."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

Sign = Literal["train", "pause", "step", "stop"]
SIZE = 14
_DENSITY = 3  # pixels of the pixmap for each of the icon: sharp on every screen


def sign_icon(sign: Sign, color: str, disabled: str) -> QIcon:
    """An icon of that sign, in one color where it can be pressed and in another where it cannot."""
    icon = QIcon()
    icon.addPixmap(_painted(sign, color), QIcon.Mode.Normal)
    icon.addPixmap(_painted(sign, disabled), QIcon.Mode.Disabled)
    return icon


def _painted(sign: Sign, color: str) -> QPixmap:
    pixmap = QPixmap(QSize(SIZE, SIZE) * _DENSITY)
    pixmap.setDevicePixelRatio(_DENSITY)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    if sign == "train":
        painter.drawPolygon(_triangle(2.0, 12.5))
    elif sign == "pause":
        painter.drawRect(QRectF(2.5, 1.5, 3.2, 11))
        painter.drawRect(QRectF(8.3, 1.5, 3.2, 11))
    elif sign == "step":
        painter.drawPolygon(_triangle(1.5, 9.0))
        painter.drawRect(QRectF(10.0, 1.5, 2.5, 11))
    else:
        painter.drawRect(QRectF(2, 2, 10, 10))
    painter.end()
    return pixmap


def _triangle(left: float, right: float) -> QPolygonF:
    return QPolygonF([QPointF(left, 1.5), QPointF(right, 7), QPointF(left, 12.5)])
