"""An arrow from a card to the widget that it speaks of, and where that is; the arrow takes no click, nor the focus."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPolygon
from PySide6.QtWidgets import QWidget

from gui.help.placing import GAP, Place
from gui.theming.scale import SCALE, px

RING_PX, RING_OFFSET_PX = 3, 3
"""Of the ring around what a card speaks of."""


class Arrow(QWidget):
    """A triangle in the gap between a card and what it speaks of."""

    _BREADTH = 24

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._side = "right"
        self.hide()

    def point(self, place: Place, target: QRect) -> None:
        """Point from a card to a target; hidden where the card is not beside it."""
        self._side, card = place.side, place.rect
        if place.side == "corner":
            self.hide()
            return
        breadth, length = px(self._BREADTH), px(GAP) - px(2)
        half = breadth // 2
        if place.side in {"right", "left"}:
            middle = self._shared(card.top(), card.bottom(), target.top(), target.bottom())
            x = card.left() - length if place.side == "right" else card.right() + 1
            self.setGeometry(x, middle - half, length, breadth)
        else:
            middle = self._shared(card.left(), card.right(), target.left(), target.right())
            y = card.top() - length if place.side == "below" else card.bottom() + 1
            self.setGeometry(middle - half, y, breadth, length)
        self.show()
        self.raise_()

    def _shared(self, first: int, last: int, target_first: int, target_last: int) -> int:
        """The middle of the stretch that both have, away from the card's round corners."""
        middle = (max(first, target_first) + min(last, target_last)) // 2
        margin = px(self._BREADTH) // 2 + px(8)
        return min(max(middle, first + margin), last - margin)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The triangle."""
        width, height = self.width(), self.height()
        tip, one, other = {
            "right": (QPoint(0, height // 2), QPoint(width, 0), QPoint(width, height)),
            "left": (QPoint(width, height // 2), QPoint(0, 0), QPoint(0, height)),
            "below": (QPoint(width // 2, 0), QPoint(0, height), QPoint(width, height)),
            "above": (QPoint(width // 2, height), QPoint(0, 0), QPoint(width, 0)),
        }.get(self._side, (QPoint(), QPoint(), QPoint()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.palette().color(QPalette.ColorRole.Accent)))
        painter.drawPolygon(QPolygon([tip, one, other]))


def style_card(card: QWidget) -> None:
    """Give a card that lies over other views a border that is seen on each, in the colors of the palette."""

    def style(owner: QWidget) -> None:
        name, radius = owner.objectName(), 0 if owner.isWindow() else px(8)  # a window has nothing behind its corners
        owner.setStyleSheet(
            f"#{name} {{ background: palette(base); border: {px(2)}px solid palette(highlight);"
            f" border-radius: {radius}px; }}#{name} QLabel {{ background: transparent; }}"
        )

    SCALE.keep(card, "setStyleSheet", style)


def rect_in(widget: QWidget, root: QWidget) -> QRect:
    """What can be seen of a widget, in the points of a widget that it is in."""
    rect = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        rect &= QRect(parent.mapTo(root, QPoint(0, 0)), parent.size())
        parent = parent.parentWidget()
    return rect & root.rect()
