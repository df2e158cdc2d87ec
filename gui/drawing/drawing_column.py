"""The column beside every tab: the canvas over its reading, folded where there is little height."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.drawing.drawing_panel import BELOW_CANVAS, DrawingPanel
from gui.drawing.reading_panel import LYING_HEIGHT, UPRIGHT_HEIGHT, ReadingPanel
from gui.theming.scale import SCALE, px, px_size, set_px

MIN_WIDTH = 240
_GAP = 8
_FOLDS_BELOW = 640 - 112
"""Height of the column in a window of 640, what is above and below it taken off."""


class DrawingColumn(QWidget):
    """Gives the canvas the largest square that fits, and the reading the rest."""

    def __init__(self, drawing_panel: DrawingPanel, reading: ReadingPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing_panel, self._reading = drawing_panel, reading
        for card in (drawing_panel, reading):
            card.setParent(self)
        reading.class_bars.labeled_by_key.connect(self._to_canvas)
        reading.class_bars.described.connect(drawing_panel.canvas.describe)
        set_px(self.setMinimumWidth, MIN_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        SCALE.keep(self, "arrange", DrawingColumn._arrange, is_last=True)

    def sizeHint(self) -> QSize:
        """As in a window of 1280x800."""
        return px_size(368, 688)

    def minimumSizeHint(self) -> QSize:
        """As in the smallest window."""
        return px_size(MIN_WIDTH, UPRIGHT_HEIGHT + _GAP + 200)

    @Slot()
    def _to_canvas(self) -> None:
        """What was drawn is labeled: the next digit is drawn."""
        self._drawing_panel.canvas.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards get their places."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Cards get their places, folded or not."""
        width, height, gap = self.width(), self.height(), px(_GAP)
        is_folded = height < px(_FOLDS_BELOW)
        self._drawing_panel.set_folded(is_folded)
        self._reading.set_upright(is_folded)
        least = px(UPRIGHT_HEIGHT if is_folded else LYING_HEIGHT)
        wanted = width if is_folded else width + px(BELOW_CANVAS - 32)
        canvas_height = max(min(wanted, height - gap - least), 0)
        self._drawing_panel.setGeometry(0, 0, width, canvas_height)
        self._reading.setGeometry(0, canvas_height + gap, width, height - canvas_height - gap)
