"""The heads of a table of runs or results: words that say so where they are cut, with the order's arrow beside them."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.theming.fonts import NOTE_PX
from gui.theming.scale import exact_px, px
from gui.theming.theme import LIGHT, Theme

GAP, ARROW = 8, 18
"""Before the words, and for the arrow after them."""


class TableHead(QHeaderView):
    """Horizontal; its words are those of the model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme: Theme = LIGHT

    def left_of(self, section: int) -> int:
        """Where the words of a column begin."""
        return px(GAP)

    def is_number(self, section: int) -> bool:
        """Whether they stand at the right end of the column."""
        return False

    def head_font(self) -> QFont:
        """Of the words."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(px(NOTE_PX))
        return font

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, is_number = self.theme, self.is_number(section)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(theme.card))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        font = self.head_font()
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        room = rect.adjusted(self.left_of(section), 0, -px(GAP), 0)
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        metrics, has_arrow = QFontMetrics(font), section == self.sortIndicatorSection()
        width = min(metrics.horizontalAdvance(words), room.width() - (px(ARROW) if has_arrow else 0))
        left = room.right() + 1 - width if is_number else room.left()
        place = QRect(left, room.top(), width + 1, room.height())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        if has_arrow:
            self._paint_arrow(painter, left - px(9) if is_number else left + width + px(9), rect.center().y() + 0.5)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, x: float, y: float) -> None:
        """Down where the greatest comes first."""
        sign = 1 if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else -1
        painter.setPen(QPen(QColor(self.theme.text), exact_px(1.5)))
        tip, length, wing = y + sign * exact_px(4), exact_px(4), exact_px(3)
        painter.drawLine(QPointF(x, y - sign * length), QPointF(x, tip))
        painter.drawPolyline(
            QPolygonF([QPointF(x - wing, tip - sign * wing), QPointF(x, tip), QPointF(x + wing, tip - sign * wing)])
        )
