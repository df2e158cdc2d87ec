"""Events of a widget, seen by somebody else before the widget gets them."""

from collections.abc import Callable
from typing import TypeAlias
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QObject
from shiboken6 import isValid

Handler: TypeAlias = Callable[[QObject, QEvent], bool]
"""A method (object, event); true if the object is not to get the event."""


class EventFilter(QObject):
    """Calls a method with every event of an object, before the object gets it, for as long as both live.

    Qt sends events to a window that is being destroyed too: to filters that are gone in Python, or whose attributes the
    garbage collector has taken. The method is held weakly, and Python clears weak references first: nothing half
    destroyed is ever called.

    Parameters
    ----------
    watched
        The object.
    handler
        The method of a QObject or a plain object, which the filter goes with.
    """

    _handler: WeakMethod[Handler] | None = None  # also that of a filter whose attributes are gone

    def __init__(self, watched: QObject, handler: Handler) -> None:
        owner = getattr(handler, "__self__", None)
        super().__init__(owner if isinstance(owner, QObject) else watched)
        self._watched = watched
        self._handler = WeakMethod(handler)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask the method."""
        handler = None if self._handler is None else self._handler()
        return handler is not None and isValid(self) and handler(watched, event)

    def remove(self) -> None:
        """Call the method no more."""
        self._handler = None
        if isValid(self):
            if isValid(self._watched):
                self._watched.removeEventFilter(self)
            self.deleteLater()
