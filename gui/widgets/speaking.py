"""What screen readers are told of widgets that are painted by hand: what each is, and what has just happened in it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from gui.widgets.refresher import Refresher

_ROLE, _INSTALLED = "spokenRole", "speaksRoles"
_TELL_MS = 1000  # what changes by itself is told no more often


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Have screen readers call a widget a chart, a picture, a group or whatever else it is; Qt takes it for nothing.

    Before its name is set: from then on, Qt may know it as it was.
    """
    application = QApplication.instance()
    if application is not None and application.property(_INSTALLED) is None:
        QAccessible.installFactory(_make_interface)
        application.setProperty(_INSTALLED, True)
    widget.setProperty(_ROLE, role.value)


def announce(widget: QWidget, text: str, *, interrupts: bool = False) -> None:
    """Have a screen reader say what has just happened: when it is done with what it says, or at once."""
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        if interrupts:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class Announcer(QObject):
    """Has screen readers say what changes by itself: once a second at most, and always the last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._text, self._said = widget, "", ""
        self._refresher = Refresher(self._say, interval_ms=_TELL_MS, parent=self)

    def tell(self, text: str) -> None:
        """Say a text, unless it was the last that was said."""
        self._text = text
        if QAccessible.isActive():
            self._refresher.request()

    def _say(self) -> None:
        if self._text and self._text != self._said and self._widget.isVisible():
            self._said = self._text
            announce(self._widget, self._text)


def _make_interface(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """What Qt asks for every widget, when a screen reader first does; those without a role of their own are Qt's."""
    role = thing.property(_ROLE) if isinstance(thing, QWidget) else None
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, QAccessible.Role(role), thing.accessibleName())
