"""Where the focus goes when the control that has it can be used no more, because it was disabled or hidden."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.widgets.event_filter import EventFilter
from gui.widgets.focus_order import FocusListener

_BACK = (QEvent.Type.EnabledChange, QEvent.Type.Show)


class FocusKeeper(QObject):
    """Keeps the focus of the keyboard in a place that makes sense.

    Qt gives it to the next control, whatever that is: after Stop, to the slider of the speed. Here it goes to the control's
    successor, if it has one. One without a successor gets it back as soon as it can be used again, unless the user has gone
    elsewhere meanwhile.

    Parameters
    ----------
    window
        All that is said here is about controls in it.
    home
        Has the focus where nothing else would.
    successors
        By control: what has the focus after it.
    """

    def __init__(self, window: QWidget, home: QWidget, successors: Mapping[QWidget, QWidget]) -> None:
        super().__init__(window)
        self._window, self._home, self._successors = window, home, successors
        self._waiting: QWidget | None = None  # for its control to be used again
        self._meanwhile: QWidget | None = None
        self._filter: EventFilter | None = None
        FocusListener(self, self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._window) or not self._window.isVisible():
            return
        if before is None or before.window() is not self._window:
            return
        if _is_usable(before):  # the user moved it
            if now is None or now.window() is not self._window:
                self._wait_for(before)  # what is disabled under another window tells nobody that the focus moves
            return
        successor = self._successors.get(before)
        if successor is not None and _is_usable(successor):
            self._stop_waiting()
            successor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if now is None and self._window.isActiveWindow():
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._waiting is None or self._window.focusWidget() is not self._meanwhile:
            self._wait_for(before)
        self._meanwhile = self._window.focusWidget()

    def _wait_for(self, control: QWidget) -> None:
        self._stop_waiting()
        self._waiting = self._meanwhile = control
        self._filter = EventFilter(control, self._on_control_event)

    def _stop_waiting(self) -> None:
        if self._filter is not None:
            self._filter.remove()
        self._waiting = self._filter = None

    def _on_control_event(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back."""
        waiting = self._waiting
        if waiting is None or watched is not waiting or event.type() not in _BACK:
            pass
        elif not _is_usable(waiting):
            if not self._window.isActiveWindow():
                self._meanwhile = self._window.focusWidget()
        else:
            self._stop_waiting()
            if self._window.focusWidget() in (self._meanwhile, None):
                waiting.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


def _is_usable(widget: QWidget) -> bool:
    return widget.isEnabled() and widget.isVisible()
