"""The column beside every tab: places by its height."""

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.actions import Actions
from gui.drawing.drawing_column import DrawingColumn
from gui.drawing.drawing_panel import DrawingPanel
from gui.drawing.reading_panel import ReadingPanel


class Column(DrawingColumn):
    """The column with its parts at hand."""

    def __init__(self, panel: DrawingPanel, reading: ReadingPanel) -> None:
        super().__init__(panel, reading)
        self.panel, self.reading = panel, reading


@pytest.fixture
def column(qtbot: QtBot, actions: Actions) -> Column:
    column = Column(DrawingPanel(actions), ReadingPanel(actions))
    qtbot.addWidget(column)
    column.show()
    return column


@pytest.mark.parametrize(
    ("width", "height", "canvas", "bars"),
    [
        (368, 688, 336, 200),  # 1280x800
        (268, 588, 236, 200),  # 1024x700
        (240, 388, 224, 110),  # 900x500
        (240, 368, 204, 110),  # 900x480
    ],
)
def test_the_canvas_is_as_large_as_fits_and_nothing_overlaps(
    column: Column, width: int, height: int, canvas: int, bars: int
) -> None:
    column.resize(width, height)
    panel, reading = column.panel, column.reading
    assert panel.canvas.paper().width() == canvas
    assert reading.class_bars.height() == pytest.approx(bars, abs=2)
    is_folded = height < 528
    assert panel.is_folded == reading.is_upright == is_folded
    for name, unfolded in (("picture_button", panel.picture_button), ("network_input", reading.network_input)):
        assert unfolded.isVisible() != is_folded, name
    assert panel.redo_button.isVisible() == (width == 368)
    assert not panel.geometry().intersects(reading.geometry())
    for card in (panel, reading):
        assert column.rect().contains(card.geometry())
        for part in card.findChildren(QWidget):
            if part.isVisible() and part.parent() is card:
                assert card.rect().contains(part.geometry()), part.objectName()
    for button in (panel.undo_button, panel.clear_button):
        assert panel.canvas.geometry().intersects(button.geometry()) == is_folded
        assert min(button.width(), button.height()) >= 24


def test_it_unfolds_again(column: Column) -> None:
    for height in (688, 388, 688):
        column.resize(368, height)
    assert column.panel.canvas.paper().width() == 336
    assert column.reading.network_input.isVisible()


def test_the_canvas_is_described_in_the_words_of_the_bars(column: Column, qtbot: QtBot) -> None:
    probabilities = np.zeros(10, dtype=np.float32)
    probabilities[[3, 8]] = 0.9, 0.1
    column.reading.class_bars.set_probabilities(probabilities)
    words = "Read as 3, 90 percent; next 8, 10 percent."
    qtbot.waitUntil(lambda: column.panel.canvas.accessibleDescription().startswith(words))
    assert column.reading.class_bars.accessibleDescription() == words
