"""Enter presses the button that has the keyboard's focus, as Space does; Qt has it press a dialog's default button."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QToolButton, QWidget

from gui.widgets.event_filter import EventFilter
from gui.widgets.focus_order import FocusListener

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TICKED = (QCheckBox, QRadioButton)  # Space ticks these, and Enter is the dialog's


class EnterKey(QObject):
    """Follows the focus through the windows of the application, and listens to the button that has it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._filter: EventFilter | None = None
        FocusListener(self, self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._filter is not None:
            self._filter.remove()
            self._filter = None
        if isinstance(now, QAbstractButton) and not isinstance(now, _TICKED):
            self._filter = EventFilter(now, self._on_button_event)

    def _on_button_event(self, watched: QObject, event: QEvent) -> bool:
        """Press it once, however long the key is held."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        if not isinstance(watched, QAbstractButton) or not watched.isEnabled():
            return False
        if not event.isAutoRepeat():
            if isinstance(watched, QToolButton) and watched.menu() is not None:
                watched.showMenu()
            else:
                watched.click()
        return True
