"""Splitters whose borders keys move, too: Tab or the mouse goes to a border, and the arrows move it."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QPoint, Qt, Slot
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from gui.theming.scale import exact_px, px
from gui.widgets.speaking import announce, speak_as

_STEP, _LARGE_STEP = 8, 48


class _Border(QSplitterHandle):
    """What lies between two parts; with the focus, a line is seen in it."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        speak_as(self, QAccessible.Role.Splitter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Border between two parts of the window"))
        self.setWhatsThis(
            self.tr("Drag it to give one part more room. Arrow keys move it, with Shift in larger steps.")
        )
        self.setAccessibleDescription(self.whatsThis())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows move it, with Shift in larger steps."""
        is_upright = self.orientation() == Qt.Orientation.Horizontal
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right) if is_upright else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() not in keys:
            super().keyPressEvent(event)
            return
        step = px(_LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP)
        at = self.pos().x() if is_upright else self.pos().y()
        self.moveSplitter(self.closestLegalPosition(at + (step if event.key() == keys[1] else -step)))
        splitter = self.splitter()
        before = splitter.sizes()[splitter.indexOf(self) - 1]
        announce(self, self.tr("{share} percent").format(share=round(100 * before / max(sum(splitter.sizes()), 1))))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the line."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), exact_px(4)))
        middle, end = self.rect().center(), self.rect().bottomRight()
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.drawLine(QPoint(middle.x(), 0), QPoint(middle.x(), end.y()))
        else:
            painter.drawLine(QPoint(0, middle.y()), QPoint(end.x(), middle.y()))
        painter.end()


class Splitter(QSplitter):
    """A splitter with such borders."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)

    def createHandle(self) -> QSplitterHandle:
        return _Border(self.orientation(), self)


class SharingSplitter(Splitter):
    """Two parts that share the width by a rule, until somebody moves the border between them.

    Attributes
    ----------
    is_moved
        Whether somebody did, now or before a restart.
    """

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.is_moved = False
        self.addWidget(left)
        self.addWidget(right)
        self.splitterMoved.connect(self._on_moved)

    def left_width(self, room: int) -> int:
        """The width of the left part, of that much for both."""
        raise NotImplementedError

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Put the border somewhere, where it stays."""
        self.is_moved = True
        super().setSizes(sizes)

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Put the border where it was; False if that is not known."""
        is_restored = super().restoreState(state)
        self.is_moved = self.is_moved or is_restored
        return is_restored

    @Slot()
    def _on_moved(self) -> None:
        self.is_moved = True

    def share(self) -> None:
        """Put the border where the rule has it, unless somebody moved it."""
        if not self.is_moved:
            room = self.width() - self.handleWidth()
            left = self.left_width(room)
            super().setSizes([left, room - left])
