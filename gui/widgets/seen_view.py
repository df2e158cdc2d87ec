"""A view that says when it can be seen: what it shows is worked out only then."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from gui.widgets.themed_widget import ThemedWidget


class SeenView(ThemedWidget):
    """A view in the colors of a theme that says when it can be seen.

    Attributes
    ----------
    seen, hidden_again
        Signals: the view can be seen now, or no longer.
    """

    seen = Signal()
    hidden_again = Signal()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden_again.emit()
