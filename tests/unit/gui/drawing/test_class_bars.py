"""The ten bars, and the verdict in words."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.text.percent import percent_texts
from gui.actions import Actions
from gui.drawing.class_bars import ClassBars
from gui.drawing.reading_panel import ReadingPanel
from gui.drawing.reading_text import answer_text, reading_text
from gui.state.availability import Availability
from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import count_pixels, picture_of


class LayoutRequests(QObject):
    """Counts how often a widget, or a part of it, asks to be laid out anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.n = 0
        for part in (widget, *widget.findChildren(QWidget)):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.n += event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange, QEvent.Type.Resize)
        return False


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
    left = bars.track_rect(0).left()
    rows = [picture[20 * digit + 10 : 20 * digit + 11, left:] for digit in range(10)]
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
def test_bars_are_as_long_as_the_digits_are_probable(bars: ClassBars, theme: Theme, qtbot: QtBot) -> None:
    bars.set_theme(theme)
    bars.set_probabilities(np.array([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], dtype=np.float32))
    qtbot.waitUntil(lambda: bars.drawn is bars.probabilities)
    full = max(lengths(bars, theme.accent))
    tracks = lengths(bars, theme.soft)
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
    def ink_of_the_figures() -> list[int]:
        right = picture_of(bars)[:, -60:]
        background = right[0, 0]
        return [int((right[20 * d : 20 * d + 20] != background).any(axis=2).sum()) for d in range(10)]

    assert sum(ink_of_the_figures()) == 0
    bars.set_probabilities(probabilities(d7=0.8))
    figures = ink_of_the_figures()
    assert figures[7] > 1.3 * max(figures[:7])  # bold, and larger


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
    ("given", "digit", "words"),
    [
        ({"d8": 0.97}, "8", "Certain: 8"),
        ({"d3": 0.95}, "3", "Certain: 3"),
        ({"d3": 1.0}, "3", "Certain: 3"),
        ({"d3": 0.949}, "3", "Likely: 3"),
        ({"d8": 0.6, "d9": 0.4}, "8", "Likely: 8"),
        ({"d8": 0.599, "d9": 0.4}, "8?", "Not sure"),
        ({}, "0?", "Not sure"),
    ],
)
def test_answers(given: dict[str, float], digit: str, words: str) -> None:
    values = np.array(probabilities(**given), dtype=np.float64)
    for name, value in given.items():
        values[int(name[1:])] = value
    assert answer_text(values) == (digit, words)


@pytest.mark.parametrize(
    ("best", "rest", "figure"),
    [
        (1.0, 0.0, "100.0 %"),
        (1.0, 1e-12, "> 99.9 %"),  # the rest is too little for its own type of number
        (0.99951, 1e-5, "> 99.9 %"),
        (0.9994, 1e-5, "99.9 %"),
        (0.971, 0.001, "97.1 %"),
        (0.05, 0.05, "5.0 %"),
    ],
)
def test_a_figure_has_one_decimal_and_is_whole_only_where_that_is_exact(best: float, rest: float, figure: str) -> None:
    values = np.full(10, rest)
    values[3] = best
    assert percent_texts(values)[3] == figure


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"d3": 0.97, "d9": 0.03}, "Read as 3, 97 percent; next 9, 3 percent."),
        ({"d3": 0.998, "d9": 0.002}, "Read as 3, over 99 percent; next 9, under 1 percent."),
        ({"d0": 0.5, "d8": 0.4}, "Read as 0, 50 percent; next 8, 40 percent."),
    ],
)
def test_a_reading_in_words(given: dict[str, float], words: str) -> None:
    assert reading_text(probabilities(**given)) == words
    assert reading_text(np.zeros(10)) == reading_text(None) == "Nothing is drawn."


def test_a_screen_reader_hears_of_a_reading(bars: ClassBars, qtbot: QtBot) -> None:
    bars.set_probabilities(probabilities(d3=0.97, d9=0.03))
    bars.set_probabilities(probabilities(d8=0.9, d9=0.1))
    qtbot.waitUntil(lambda: bars.accessibleDescription() == "Read as 8, 90 percent; next 9, 10 percent.")


# Labels


@pytest.fixture
def teaching(qtbot: QtBot, actions: Actions, availability: Availability) -> ClassBars:
    availability.note(is_drawn=True)
    bars = ClassBars(actions.labels)
    bars.resize(232, 200)
    qtbot.addWidget(bars)
    bars.show()
    return bars


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("digit", range(10))
def test_a_press_anywhere_on_a_row_labels_the_drawing(
    teaching: ClassBars, actions: Actions, qtbot: QtBot, digit: int, upright: bool
) -> None:
    teaching.set_upright(upright)
    row = teaching.row_rect(digit)
    target = teaching.buttons[digit]
    for place in (teaching.key_rect(digit).center(), row.topLeft() + QPoint(1, 1), row.bottomRight() - QPoint(1, 1)):
        assert teaching.childAt(place) is target
        with qtbot.waitSignal(actions.labels[digit].triggered):
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(teaching, place))
    target.setFocus()
    with qtbot.waitSignal(actions.labels[digit].triggered):
        QTest.keyClick(target, Qt.Key.Key_Space)
    assert target.accessibleName() == f"Label the drawing as {digit}"
    assert f"key {digit}" in target.toolTip()


def test_without_a_drawing_no_row_can_be_pressed(teaching: ClassBars, availability: Availability) -> None:
    availability.note(is_drawn=False)
    assert not any(button.isEnabled() for button in teaching.buttons)
    availability.note(is_drawn=True)
    assert all(button.isEnabled() for button in teaching.buttons)


@pytest.mark.parametrize("size", [(128, 160), (232, 200), (400, 280), (216, 110)])
def test_bars_keys_and_figures_keep_clear_of_each_other(teaching: ClassBars, size: tuple[int, int]) -> None:
    teaching.set_upright(size[1] < 160)
    teaching.resize(*size)
    for digit in range(10):
        row, key, track = teaching.row_rect(digit), teaching.key_rect(digit), teaching.track_rect(digit)
        assert teaching.rect().contains(row)
        assert row.contains(key)
        assert row.contains(track)
        assert not key.intersects(track)
        assert min(row.width(), row.height()) >= 16


def test_the_focus_can_be_seen(teaching: ClassBars, qtbot: QtBot) -> None:
    teaching.activateWindow()
    button = teaching.buttons[4]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    focused = picture_of(teaching)
    button.clearFocus()
    changed = np.argwhere((picture_of(teaching) != focused).any(axis=2))
    row = teaching.row_rect(4)
    assert changed[:, 0].min() >= row.top()
    assert changed[:, 0].max() <= row.bottom()
    assert len(changed) > 300


# The card


def test_the_reading_panel_says_the_answer_and_passes_on_frame_and_bars(qtbot: QtBot, actions: Actions) -> None:
    panel = ReadingPanel(actions)
    qtbot.addWidget(panel)
    assert panel.verdict == "Nothing drawn yet"
    frame = np.eye(20, dtype=np.float32)
    panel.set_reading(frame, probabilities(d8=0.97))
    assert panel.answer.said == ("8", "Certain: 8", "97.0 %")
    assert panel.verdict == "Certain: 8"
    assert panel.class_bars.winner == 8
    np.testing.assert_array_equal(panel.network_input.frame, frame)
    panel.set_reading(frame, None)
    assert "New random weights" in panel.verdict
    panel.set_reading(None, None)
    assert panel.verdict == "Nothing drawn yet"
    assert panel.network_input.frame is None
    assert panel.class_bars.winner is None


@pytest.mark.parametrize("size", [(240, 140), (268, 272), (368, 272), (368, 140), (432, 400)])
def test_a_reading_moves_nothing_in_the_card(qtbot: QtBot, actions: Actions, size: tuple[int, int]) -> None:
    panel = ReadingPanel(actions)
    qtbot.addWidget(panel)
    panel.set_upright(size[1] < 272)
    panel.resize(*size)
    panel.show()

    def places() -> list[QRect]:
        return [child.geometry() for child in panel.findChildren(QWidget) if child.isVisible()]

    before = places()
    shown = [child for child in panel.findChildren(QWidget) if child.isVisible() and child.parent() is panel]
    for child in shown:
        assert panel.rect().contains(child.geometry()), child.objectName()
    for one, other in combinations(shown, 2):
        assert not one.geometry().intersects(other.geometry())
    for _ in range(3):  # what being shown asks for
        QApplication.processEvents()
    requests = LayoutRequests(panel)
    frame = np.eye(20, dtype=np.float32)
    for values in (probabilities(d8=0.97), probabilities(d3=0.3), None):
        panel.set_reading(frame, values)
        QApplication.processEvents()
        assert places() == before
    assert not requests.n
