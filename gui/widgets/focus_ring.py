"""A ring around the control that has the keyboard's focus, in the window and in its dialogs."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from gui.widgets.event_filter import EventFilter
from gui.widgets.focus_order import FocusListener
from gui.widgets.ring import PlacesItsRing, Ring

_WIDTH, _OFFSET = 2, 2
_RINGED = (
    QScrollArea,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QToolButton,
)
_NO_PLACE = (QSplitter, QStackedWidget)  # take every child for a part of theirs


class _RingOfControl(Ring):
    """Lies over a control as its sibling, so that it moves and is clipped with it."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control.parentWidget(), width=_WIDTH, offset=_OFFSET)
        self.setObjectName("focusRing")
        self._control = control
        self._filter = EventFilter(control, self._on_control_event)
        self._follow()

    def leave(self) -> None:
        """Go, and follow the control no more: it may still move before this is gone."""
        self._filter.remove()
        self.hide()
        self.deleteLater()

    def _follow(self) -> None:
        if not self._control.isVisible():  # on its way out, perhaps with all that is around it
            self.hide()
            return
        parent, control = self.parentWidget(), self._control
        place = control.ring_place() if isinstance(control, PlacesItsRing) else control.geometry()
        self.surround(place, None if parent is None else parent.rect())

    def _on_control_event(self, _control: QObject, event: QEvent) -> bool:
        """Go where the control goes."""
        if not isValid(self._control):
            return False
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False


class FocusRing(QObject):
    """Keeps one ring in a window and its dialogs, around whatever has the focus there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: _RingOfControl | None = None
        FocusListener(self, self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._window):  # it is going, and the focus of its parts with it
            return
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):  # it may have gone with its control and all that was around it
            ring.leave()
        is_by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        control = _control_of(now)
        if is_by_mouse or control is None or not self._is_ours(control):
            return
        parent = control.parentWidget()
        if parent is not None and not isinstance(parent, _NO_PLACE):
            self._ring = _RingOfControl(control)

    def _is_ours(self, control: QWidget) -> bool:
        """Whether a control is in the window or in a dialog of it; a list that has opened shows where one is by itself."""
        place: QWidget | None = control.window()
        if control.window().windowType() == Qt.WindowType.Popup:
            return False
        while place is not None and place is not self._window:
            place = place.parentWidget()
        return place is self._window


def _control_of(focused: QWidget | None) -> QWidget | None:
    """What gets the ring: the control itself or, of what fills a scroll area, the area; ``None`` if it marks itself."""
    if focused is None or isinstance(focused, _RINGED):
        return focused
    viewport = focused.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    return area if isinstance(area, QScrollArea) and area.widget() is focused else None
