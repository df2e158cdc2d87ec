"""The ten bars, and the verdict in words."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.drawing.class_bars import ClassBars, verdict_text
from gui.drawing.reading_panel import ReadingPanel
from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import count_pixels, picture_of


class PaintCounter(QObject):
    """Counts how often a widget paints."""

    def __init__(self, bars: ClassBars) -> None:
        super().__init__()
        self.n = 0
        bars.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.n += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def bars(qtbot: QtBot) -> ClassBars:
    bars = ClassBars()
    bars.resize(300, 200)
    qtbot.addWidget(bars)
    with qtbot.waitExposed(bars):
        bars.show()
    return bars


def probabilities(**at: float) -> NDArray[np.float32]:
    """Ten numbers that sum to 1: those given as ``d3=0.9``, the rest spread over the others."""
    values = np.full(10, (1.0 - sum(at.values())) / (10 - len(at)), dtype=np.float32)
    for name, value in at.items():
        values[int(name[1:])] = value
    return values


def lengths(bars: ClassBars, color: str) -> list[int]:
    """How long the bar of each digit is in a color, in pixels."""
    picture = picture_of(bars)
    rows = [picture[20 * digit + 10 : 20 * digit + 11] for digit in range(10)]
    return [count_pixels(row, color) for row in rows]


# Numbers


def test_nothing_drawn_is_ten_zeros_and_no_winner(bars: ClassBars) -> None:
    for _ in range(2):
        assert isinstance(bars.probabilities, np.ndarray)
        assert bars.probabilities.shape == (10,)
        assert not bars.probabilities.any()
        assert bars.winner is None
        bars.set_probabilities(probabilities(d4=0.9))
        bars.set_probabilities(None)


@pytest.mark.parametrize("digit", range(10))
def test_the_most_probable_digit_wins(bars: ClassBars, digit: int) -> None:
    given = probabilities(**{f"d{digit}": 0.4})
    bars.set_probabilities(given)
    np.testing.assert_array_equal(bars.probabilities, given)
    assert bars.winner == digit


def test_the_numbers_are_its_own(bars: ClassBars) -> None:
    given = probabilities(d4=0.9)
    bars.set_probabilities(given)
    given[:] = 0.1
    assert bars.winner == 4
    assert bars.probabilities[4] == np.float32(0.9)


# Paint


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_bars_are_as_long_as_the_digits_are_probable(bars: ClassBars, theme: Theme) -> None:
    bars.set_theme(theme)
    bars.set_probabilities(np.array([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], dtype=np.float32))
    full = max(lengths(bars, theme.accent))
    tracks = lengths(bars, theme.window)
    assert full == pytest.approx(tracks[1], abs=2)  # what is certain fills its track
    assert full > bars.width() / 2
    given = np.array([0.05, 0.5, 0, 0.25, 0, 0.1, 0, 0, 0.1, 0])
    bars.set_probabilities(given)
    winner, others = np.array(lengths(bars, theme.accent)), np.array(lengths(bars, theme.muted))
    assert winner[1] == pytest.approx(0.5 * full, abs=2)
    assert winner.sum() == winner[1]
    # Bars of digits that did not win; a digit's name and percentage beside them cost a few pixels in the same color.
    np.testing.assert_allclose(np.delete(others, 1), np.delete(given, 1) * full, atol=12)


def test_the_winner_is_marked_by_more_than_its_color(bars: ClassBars) -> None:
    def ink_before_the_digits() -> list[int]:
        left = picture_of(bars)[:, :8]
        background = left[0, 0]
        return [int((left[20 * d : 20 * d + 20] != background).any(axis=2).sum()) for d in range(10)]

    assert sum(ink_before_the_digits()) == 0
    bars.set_probabilities(probabilities(d7=0.8))
    marks = ink_before_the_digits()
    assert marks[7] > 10
    assert sum(marks) == marks[7]


def test_bars_are_painted_when_numbers_change_and_only_then(bars: ClassBars, qtbot: QtBot) -> None:
    paints = PaintCounter(bars)
    bars.set_probabilities(probabilities(d7=0.8))
    qtbot.waitUntil(lambda: paints.n == 1)
    bars.set_probabilities(probabilities(d7=0.8))
    QApplication.processEvents()
    assert paints.n == 1
    bars.set_probabilities(probabilities(d7=0.7))
    qtbot.waitUntil(lambda: paints.n == 2)


def test_probabilities_that_sum_to_less_than_one_are_shown_too(bars: ClassBars) -> None:
    bars.set_probabilities(np.array([0.0] * 9 + [1e-9]))
    assert bars.winner == 9
    assert lengths(bars, LIGHT.accent)[9] > 0


# Words


@pytest.mark.parametrize(
    ("given", "digit", "remark"),
    [
        ({"d8": 0.97}, "8", "Surely an 8: 97 %."),
        ({"d1": 0.97}, "1", "Surely a 1: 97 %."),
        ({"d3": 0.951}, "3", "Surely a 3: 95 %."),
        ({"d3": 0.9965}, "3", "Surely a 3: 99.6 %."),
        ({"d3": 0.9999}, "3", "Surely a 3: 99.9 %."),
        ({"d3": 1.0}, "3", "Surely a 3: 100.0 %."),
        ({"d3": 0.94}, "3", "Probably a 3: 94 %."),
        ({"d8": 0.75}, "8", "Probably an 8: 75 %."),
        ({"d3": 0.6, "d8": 0.3}, "3", "Perhaps a 3: 60 %; or an 8."),
        ({"d8": 0.5, "d9": 0.4}, "8", "Perhaps an 8: 50 %; or a 9."),
        ({"d4": 0.4, "d9": 0.35}, "4?", "Hard to say: 4 with 40 %, or 9."),
        ({}, "0?", "Hard to say: 0 with 10 %, or 1."),
    ],
)
def test_verdicts(given: dict[str, float], digit: str, remark: str) -> None:
    assert verdict_text(probabilities(**given)) == (digit, remark)


def test_the_reading_panel_says_the_verdict_and_passes_on_frame_and_bars(qtbot: QtBot) -> None:
    panel = ReadingPanel()
    qtbot.addWidget(panel)
    assert panel.verdict == "Nothing drawn yet."
    frame = np.eye(20, dtype=np.float32)
    panel.set_reading(frame, probabilities(d8=0.97))
    assert panel.verdict == "Surely an 8: 97 %."
    assert panel.class_bars.winner == 8
    np.testing.assert_array_equal(panel.network_input.frame, frame)
    panel.set_reading(frame, None)
    assert "Press Reset" in panel.verdict
    panel.set_reading(None, None)
    assert panel.verdict == "Nothing drawn yet."
    assert panel.network_input.frame is None
    assert panel.class_bars.winner is None
