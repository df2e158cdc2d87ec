"""The window's place, its size and its splitters, from one start to the next."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from gui.state.preferences import Preferences

_VERSION = 2
"""Counted up when splitters get other parts, so that an old layout is not forced on a new window."""


def restore_layout(preferences: Preferences, window: QMainWindow, splitters: list[QSplitter]) -> None:
    """Give the window the place and the proportions that it had."""
    parts = preferences.layout(_VERSION)
    if "geometry" in parts:
        window.restoreGeometry(parts["geometry"])
    for splitter in splitters:
        splitter.restoreState(parts.get(splitter.objectName(), QByteArray()))


def save_layout(preferences: Preferences, window: QMainWindow, splitters: list[QSplitter]) -> None:
    """Remember place and proportions."""
    states = {splitter.objectName(): splitter.saveState() for splitter in splitters}
    preferences.set_layout(_VERSION, {"geometry": window.saveGeometry(), **states})
