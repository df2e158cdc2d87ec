"""Bars that lie on another widget, at its foot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.theming.scale import px, set_px


class FootBar(QFrame):
    """A bar at the foot of the canvas, on its paper, with a line above."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not the canvas's cross

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between it and what is above."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), px(1), self.palette().mid().color())


def place_at_foot(bar: QWidget, above: QWidget) -> None:
    """Have a bar lie on a widget, at its foot, over those that lie there already; nothing else moves for it."""
    layout = above.layout()
    if not isinstance(layout, QVBoxLayout):
        layout = QVBoxLayout(above)
        set_px(layout.setContentsMargins, 2, 2, 2, 2)
        set_px(layout.setSpacing, 0)
        layout.addStretch(1)
    layout.insertWidget(1, bar)


def foot_height(widget: QWidget) -> int:
    """How high the bars are that lie at the foot of a widget."""
    layout = widget.layout()
    height = 0
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        bar = item.widget() if item is not None else None
        height += bar.height() if bar is not None and not bar.isHidden() else 0
    return height
