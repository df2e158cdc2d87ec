"""Which digits are chosen, which are on their way, and which take over where those cannot be read."""

from PySide6.QtCore import QObject, Signal, Slot

from engine.data.registry import DEFAULT_SOURCE, SOURCES


class DatasetInUse(QObject):
    """The choice of digits; the digits themselves, once they are read, are the workspace's.

    Attributes
    ----------
    source, label
        What is chosen, a name or a path, and what it is called.
    coming
        What was asked for and is being read; empty if nothing is.
    in_use_before
        The digits that take the place of the first ones, if those cannot be read: a name or a path; empty for the default.
    choice_changed
        Signal (source, label).
    requested
        Signal (source): digits are to be read and used.
    wishes_dropped
        Signal: forget what was asked for and is not being read yet, and what was said of it.
    """

    choice_changed = Signal(str, str)
    requested = Signal(str)
    wishes_dropped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source, self.label = DEFAULT_SOURCE, SOURCES[DEFAULT_SOURCE].label
        self.coming = self.in_use_before = ""

    @Slot(str, str)
    def choose(self, source: str, label: str) -> None:
        """Take note of what is chosen."""
        self.source, self.label = source, label
        self.choice_changed.emit(source, label)

    @Slot(str)
    def request(self, source: str) -> None:
        """Ask for digits; those that cannot be read leave the ones in use."""
        self.requested.emit(source)

    def drop_wishes(self) -> None:
        """Forget what nothing is being read for yet."""
        self.wishes_dropped.emit()
