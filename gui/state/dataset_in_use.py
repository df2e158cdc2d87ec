"""Which digits are chosen, which are on their way, and which take over where those cannot be read."""

from PySide6.QtCore import QObject, Signal, Slot

from engine.data.mnist.dataset import is_train_part_here
from engine.data.registry import DEFAULT_SOURCE, SOURCES, needs_mnist


class DatasetInUse(QObject):
    """The choice of digits; the digits themselves, once they are read, are the workspace's.

    Attributes
    ----------
    source, label
        What is chosen, a name or a path, and what it is called.
    coming
        What was asked for and is being read; empty if nothing is. Changed by :meth:`set_coming`.
    in_use_before
        The digits that take the place of the first ones, if those cannot be read: a name or a path; empty for the default.
    missing
        What is wanted and not on this computer: nothing is trained until it is, or until something else is chosen.
    files
        By the named source that a file can stand for: the file that was read last.
    choice_changed
        Signal (source, label).
    missing_changed
        Signal (source).
    requested
        Signal (source): digits are to be read and used.
    wishes_dropped
        Signal: forget what was asked for and is not being read yet, and what was said of it.
    """

    choice_changed = Signal(str, str)
    missing_changed = Signal(str)
    requested = Signal(str)
    wishes_dropped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source, self.label = DEFAULT_SOURCE, SOURCES[DEFAULT_SOURCE].label
        self.coming = self.in_use_before = self.missing = ""
        self.files: dict[str, str] = {}

    def is_here(self, source: str) -> bool:
        """Whether a source, or a file in its place, can be read without a download."""
        return not needs_mnist(source) or source in self.files or is_train_part_here()

    def set_coming(self, source: str) -> None:
        """Digits are being read; empty: none are."""
        if source != self.coming:
            self.coming = source
            self.choice_changed.emit(self.source, self.label)

    def set_missing(self, source: str) -> None:
        """Digits are wanted that are not on this computer; empty: none are."""
        if source != self.missing:
            self.missing = source
            self.missing_changed.emit(source)

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
