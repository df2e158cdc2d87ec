"""The window's place, its size and its splitters, from one start to the next."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from gui.state.preferences import Preferences
from gui.theming.scale import px_size
from gui.theming.scale_chooser import DESIGN
from gui.widgets.splitters import SharingSplitter

_VERSION = 3
"""Counted up when splitters get other parts, so that an old layout is not forced on a new window."""


LEAST = QSize(900, 400)
"""The least size of a window: from a height of 476 on all can be used without scrolling its columns."""
_FRAME = QSize(16, 48)  # what a window manager adds around a window, at most


def best_size(available: QSize) -> QSize:
    """The size of a new window on a screen with that much room for windows."""
    return px_size(DESIGN.width(), DESIGN.height()).boundedTo(available - _FRAME)


def fit_to_screen(window: QMainWindow) -> None:
    """Make a new window as large as is best, and no larger than there is room."""
    window.resize(best_size(window.screen().availableSize()))


def restore_layout(preferences: Preferences, window: QMainWindow, splitters: list[QSplitter]) -> None:
    """Give the window the place that it had, and its parts the proportions that they had on a screen of that size."""
    parts = preferences.layout(_VERSION)
    place = _screen_name(window)
    if "geometry" in parts:
        window.restoreGeometry(parts["geometry"])
    for splitter in splitters:
        splitter.restoreState(parts.get(f"{place}-{splitter.objectName()}", QByteArray()))


def save_layout(preferences: Preferences, window: QMainWindow, splitters: list[QSplitter]) -> None:
    """Remember place and proportions."""
    place = _screen_name(window)
    states = {
        f"{place}-{splitter.objectName()}": splitter.saveState()
        for splitter in splitters
        if not isinstance(splitter, SharingSplitter) or splitter.is_moved
    }
    preferences.set_layout(_VERSION, {"geometry": window.saveGeometry(), **states})


def _screen_name(window: QMainWindow) -> str:
    """The size of the window's screen: what proportions go with."""
    size = window.screen().size()
    return f"{size.width()}x{size.height()}"
