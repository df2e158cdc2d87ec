"""What the window remembers from one start to the next: its size, its splitters, the theme, the pen."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

_FORMAT = 2
"""Counted up when splitters get other parts, so that an old layout is not forced on a new window."""


class WindowState:
    """Reads and writes the settings of this user."""

    def __init__(self) -> None:
        self._settings = QSettings("Digit Lab", "Digit Lab")

    def restore(self, window: QMainWindow, splitters: list[QSplitter]) -> None:
        """Give the window the place and the proportions that it had."""
        if self._settings.value("window/format", 0, int) != _FORMAT:
            return
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        for splitter in splitters:
            state = self._settings.value(f"window/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def save(self, window: QMainWindow, splitters: list[QSplitter]) -> None:
        """Remember place and proportions."""
        self._settings.setValue("window/format", _FORMAT)
        self._settings.setValue("window/geometry", window.saveGeometry())
        for splitter in splitters:
            self._settings.setValue(f"window/{splitter.objectName()}", splitter.saveState())
        self._settings.sync()

    def text(self, name: str, default: str) -> str:
        """A remembered word."""
        return str(self._settings.value(f"choice/{name}", default))

    def set_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(f"choice/{name}", value)
