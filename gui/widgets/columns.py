"""The two columns of the window: the tabs, and beside them the canvas and the bars."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.theming.scale import px
from gui.widgets.splitters import Splitter

_MARGINS = 16  # beside both columns together
_LEAST_RIGHT, _MOST_RIGHT, _SHARE_RIGHT = 240, 432, 0.2875


def right_width(width: int) -> int:
    """How wide the canvas's column is in a window of that width."""
    return round(min(max(_SHARE_RIGHT * width, px(_LEAST_RIGHT)), px(_MOST_RIGHT)))


class Columns(Splitter):
    """Gives the canvas its share of the width, until somebody moves the border between the columns.

    Attributes
    ----------
    is_moved
        Whether somebody did, now or before a restart.
    """

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("columnSplitter")
        self.is_moved = False
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._on_moved)

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Put the border somewhere, where it stays."""
        self.is_moved = True
        super().setSizes(sizes)

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Put the border where it was; False if that is not known."""
        is_restored = super().restoreState(state)
        self.is_moved = self.is_moved or is_restored
        return is_restored

    @Slot()
    def _on_moved(self) -> None:
        self.is_moved = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self.is_moved:
            right = right_width(self.width() + px(_MARGINS))
            super().setSizes([self.width() - self.handleWidth() - right, right])
        super().resizeEvent(event)
