"""The ground that a bar runs on, from nothing to all."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.theming.scale import px
from gui.theming.theme import Theme


def paint_track(painter: QPainter, track: QRect | QRectF, theme: Theme, ground: str | None = None) -> None:
    """Paint a faint ground, or an edge where the theme has no faint grounds."""
    has_grounds = theme.soft != theme.card
    painter.fillRect(track, QColor(ground if ground is not None and has_grounds else theme.soft))
    if not has_grounds:
        painter.save()
        half = max(px(1), 1) / 2
        painter.setPen(QPen(QColor(theme.line), 2 * half))
        painter.drawRect(QRectF(track).adjusted(half, half, -half, -half))
        painter.restore()
