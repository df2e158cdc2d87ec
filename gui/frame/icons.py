"""The signs on buttons that run the training or stand in corners of cards, painted: no font has to have them."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QPushButton, QToolButton

from gui.theming.scale import set_icon_px

Sign = Literal["train", "pause", "step", "stop", "enlarge", "shrink"]
SIZE = 14
_GAP = 4  # between a sign and the words after it, beside that which Qt leaves
_DENSITY = 3  # pixels of the pixmap for each of the icon: sharp on every screen


def show_sign(button: QPushButton | QToolButton, sign: Sign, color: str, disabled: str) -> None:
    """Show that sign before a button's words, in one color where it can be pressed and in another where it cannot."""
    width = SIZE + _GAP if button.text() else SIZE
    icon = QIcon()
    icon.addPixmap(_painted(sign, color, width), QIcon.Mode.Normal)
    icon.addPixmap(_painted(sign, disabled, width), QIcon.Mode.Disabled)
    set_icon_px(button, width, SIZE)
    button.setIcon(icon)


def _painted(sign: Sign, color: str, width: int) -> QPixmap:
    pixmap = QPixmap(QSize(width, SIZE) * _DENSITY)
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
    elif sign == "stop":
        painter.drawRect(QRectF(2, 2, 10, 10))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), 1.5))
        for corner in _corners(is_outward=sign == "enlarge"):
            painter.drawPolyline(corner)
    painter.end()
    return pixmap


def _corners(*, is_outward: bool) -> list[QPolygonF]:
    """Four angles: those of a frame, or those that lie against each other within it."""
    near, far = (1.75, 5.25) if is_outward else (5.25, 1.75)
    angles = []
    for flip_x, flip_y in ((False, False), (True, False), (False, True), (True, True)):
        points = ((near, far), (near, near), (far, near))
        angles.append(QPolygonF([QPointF(14 - x if flip_x else x, 14 - y if flip_y else y) for x, y in points]))
    return angles


def _triangle(left: float, right: float) -> QPolygonF:
    return QPolygonF([QPointF(left, 1.5), QPointF(right, 7), QPointF(left, 12.5)])
