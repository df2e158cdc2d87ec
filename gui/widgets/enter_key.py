"""Enter presses the button that has the keyboard's focus, as Space does; Qt has it press a dialog's default button."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QToolButton, QWidget
from shiboken6 import isValid

from gui.widgets.focus_order import on_focus_changed

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TICKED = (QCheckBox, QRadioButton)  # Space ticks these, and Enter is the dialog's


class EnterKey(QObject):
    """Follows the focus through the windows of the application, and listens to the button that has it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._button: QAbstractButton | None = None
        on_focus_changed(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._button is not None and isValid(self._button):
            self._button.removeEventFilter(self)
        self._button = now if isinstance(now, QAbstractButton) and not isinstance(now, _TICKED) else None
        if self._button is not None:
            self._button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
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
