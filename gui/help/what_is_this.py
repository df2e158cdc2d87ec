"""The mode "What is this?": whatever is clicked is explained, and nothing is pressed, until Esc."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QScrollArea, QWidget

from gui.help.entry_card import HelpCard
from gui.help.explanations import explain_by_name, explanation
from gui.help.glossary import Entry
from gui.help.placing import place_beside
from gui.help.pointer import RING_OFFSET_PX, RING_PX, rect_in
from gui.theming.scale import SCALE, px
from gui.widgets.event_filter import EventFilter
from gui.widgets.focus_order import reading_order
from gui.widgets.ring import Ring
from gui.widgets.speaking import announce

_ASKING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F1}
_FORTH = {Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Up}
_NOTE_HEIGHT = 32


class WhatIsThis(QWidget):
    """A pane of glass over the window: it takes every click and key, and the pointer over it is a question mark.

    By keys: Tab goes from control to control, Enter explains the one in the ring; the one with the focus is first.

    Attributes
    ----------
    card
        What is said.

    Parameters
    ----------
    root
        What is covered.
    """

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self.setObjectName("whatIsThis")
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("What is this?"))
        self.setAccessibleDescription(self._note())
        self._ring = Ring(self, width=RING_PX, offset=RING_OFFSET_PX)
        self.card = HelpCard(self)
        self.card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._before: QWidget | None = None
        self._filter: EventFilter | None = None
        self._asked: QWidget | None = None
        self.hide()
        SCALE.changed.connect(self._forget_places)

    def begin(self) -> None:
        """Cover the window."""
        before: QWidget | None = self._root.focusWidget()
        self._before = self._asked = before
        self.card.hide()
        self._ring.hide()
        self._filter = EventFilter(self._root, self._on_window_event)
        self.setGeometry(self._root.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._note())
        if before is not None and self._is_control(before):
            self._mark(before)

    def end(self) -> None:
        """Uncover it; the focus is where it was."""
        if self._filter is not None:
            self._filter.remove()
            self._filter = None
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Explain a widget; views that were made since the mode began have their entries by now."""
        explain_by_name(self._root)
        found = explanation(widget, self._root, at)
        if found is None:
            self.card.hide()
            self._ring.hide()
            return
        about, what = found
        if isinstance(what, Entry):
            self.card.show_entry(what)
        else:
            self.card.show_text(*what)
        self._asked = widget
        self._mark(about)
        bounds = self.rect().adjusted(0, 0, 0, -px(_NOTE_HEIGHT))
        self.card.setGeometry(place_beside(rect_in(about, self._root), [self.card.size()], bounds).rect)
        self.card.show()
        self.card.raise_()
        announce(self, self.card.text)

    def _on_window_event(self, _window: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._root.rect())
            self._forget_places()
        return False

    @Slot()
    def _forget_places(self) -> None:
        """What was spoken of is elsewhere."""
        self.card.hide()
        self._ring.hide()

    def event(self, event: QEvent) -> bool:
        """Every key is the mode's, those of commands too."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):  # Tab too, which Qt would take itself
            self._on_key(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Explain what is below."""
        below = self._below(event.position().toPoint())
        if below is not None:
            self.ask(below, below.mapFrom(self._root, event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is pressed."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing is pressed."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nothing is turned."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What the mode is, at the bottom; the rest is glass."""
        painter = QPainter(self)
        bar = self.rect()
        bar.setTop(bar.bottom() + 1 - px(_NOTE_HEIGHT))
        painter.fillRect(bar, self.palette().color(QPalette.ColorRole.Accent))
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, self._note())

    def sizeHint(self) -> QSize:
        """As the window."""
        return self._root.size()

    def _note(self) -> str:
        return self.tr("What is this?  Click anything, or Tab to it and press Enter.  Esc ends.")

    def _on_key(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in _FORTH or key in _BACK:
            self._go(1 if key in _FORTH else -1)
        elif key in _ASKING and self._asked is not None:
            self.ask(self._asked)

    def _go(self, step: int) -> None:
        """Ring the next control in the order of the Tab key."""
        stops = [stop for stop in reading_order(self._root, with_disabled=True) if self._is_control(stop)]
        if not stops:
            return
        at = stops.index(self._asked) if self._asked in stops else min(step, 0) - step
        self._asked = widget = stops[(at + step) % len(stops)]
        self.card.hide()
        self._mark(widget)
        announce(self, widget.accessibleName() or widget.objectName())

    def _is_control(self, widget: QWidget) -> bool:
        """Whether keys can reach it, were it not for the mode; disabled ones too: they can be explained."""
        is_here = widget.window() is self._root.window() and widget is not self and not self.isAncestorOf(widget)
        return is_here and is_control(widget, self._root) and not rect_in(widget, self._root).isEmpty()

    def _below(self, position: QPoint) -> QWidget | None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        below = self._root.childAt(position)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        return below

    def _mark(self, widget: QWidget) -> None:
        by = px(RING_OFFSET_PX)
        self._ring.surround(rect_in(widget, self._root).adjusted(by, by, -by, -by))


def is_control(widget: QWidget, root: QWidget) -> bool:
    """Whether the Tab key stops at a widget that can be seen, as a whole: not at parts of one, nor at what only scrolls."""
    is_part = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    is_frame = isinstance(widget, QScrollArea) or is_part or widget.focusProxy() is not None
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisibleTo(root) and not is_frame
