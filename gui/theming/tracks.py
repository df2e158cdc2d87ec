"""The ground that a bar runs on, from nothing to all."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.theming.theme import Theme


def paint_track(painter: QPainter, track: QRect | QRectF, theme: Theme, ground: str | None = None) -> None:
    """Paint a faint ground, or an edge where the theme has no faint grounds."""
    has_grounds = theme.soft != theme.card
    painter.fillRect(track, QColor(ground if ground is not None and has_grounds else theme.soft))
    if not has_grounds:
        painter.save()
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(QRectF(track).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()
