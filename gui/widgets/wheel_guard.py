"""Keeps the wheel from fields: scrolling must not change what the pointer passes over."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.event_filter import EventFilter


class WheelGuard:
    """See the module."""

    def watch(self, field: QWidget) -> None:
        """Have the wheel turn this field only while it has the focus; else it scrolls."""
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        EventFilter(field, self._on_field_event)

    def _on_field_event(self, watched: QObject, event: QEvent) -> bool:
        """Pass over the wheel of a field without the focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
