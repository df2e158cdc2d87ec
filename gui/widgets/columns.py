"""The two columns of the window: the tabs, and beside them the canvas and the bars."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.theming.scale import px
from gui.widgets.splitters import SharingSplitter

_MARGINS = 16  # beside both columns together
_LEAST_LEFT = 636  # what the tabs need in a window of 900
_LEAST_RIGHT, _MOST_RIGHT, _SHARE_RIGHT = 240, 432, 0.2875


def right_width(width: int) -> int:
    """How wide the canvas's column is in a window of that width."""
    return round(min(max(_SHARE_RIGHT * width, px(_LEAST_RIGHT)), px(_MOST_RIGHT)))


class Columns(SharingSplitter):
    """Gives the canvas its share of the width, until somebody moves the border between the columns."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(left, right, parent)
        self.setObjectName("columnSplitter")
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)

    def left_width(self, room: int) -> int:
        """What the canvas leaves."""
        least = min(px(_LEAST_LEFT), room - px(_LEAST_RIGHT))
        return max(room - right_width(self.width() + px(_MARGINS)), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.share()
        super().resizeEvent(event)
