"""Words that are painted again and again are laid out once."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QStaticText

_MOST_KEPT = 4000


class KeptTexts:
    """Writes words in fonts that their owner keeps; to lay out a figure takes some five times as long as to paint it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[QStaticText, float, float, QFont]] = {}

    def forget(self) -> None:
        """Fonts, or the pixels of the screen, are others."""
        self._kept.clear()

    def write(
        self, painter: QPainter, place: QRect | QRectF, text: str, font: QFont, *, is_right: bool = False
    ) -> None:
        """Write a line in the middle of a place's height, at its left or its right, in the painter's color."""
        key = text, id(font)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            static.prepare(painter.transform(), font)
            size = static.size()
            kept = self._kept[key] = static, size.width(), size.height(), font
        static, width, height, _ = kept
        painter.setFont(font)
        left = place.left() + place.width() - width if is_right else place.left()
        painter.drawStaticText(QPointF(left, place.top() + (place.height() - height) / 2), static)
