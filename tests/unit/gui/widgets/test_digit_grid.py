"""The grid of digits on its own: what it paints, what it says, and how it is moved through."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset, Digits
from gui.theming.theme import DARK, LIGHT, Theme, apply_theme
from gui.widgets.digit_grid import DigitGrid
from tests.window_fixtures import LEFT, count_pixels, picture_of, send_mouse

ALL = np.arange(300)


@pytest.fixture
def grid(qtbot: QtBot, qapp: QApplication) -> DigitGrid:
    apply_theme(qapp, LIGHT)
    grid = DigitGrid()
    qtbot.addWidget(grid)
    grid.resize(640, 580)
    with qtbot.waitExposed(grid):
        grid.show()
    return grid


def center(grid: DigitGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 0)).center()


def click(grid: DigitGrid, row: int) -> None:
    place = QPointF(center(grid, row))
    send_mouse(grid.viewport(), QEvent.Type.MouseButtonPress, place, pressed=LEFT, held=LEFT)
    send_mouse(grid.viewport(), QEvent.Type.MouseButtonRelease, place, pressed=LEFT)


def listen(grid: DigitGrid) -> list[int]:
    heard: list[int] = []
    grid.chosen.connect(heard.append)
    return heard


def cell(grid: DigitGrid, row: int, size: int) -> np.ndarray:
    """The picture of a row as it is painted, red alone, one number for each of its pixels; border left out."""
    rect = grid.visualRect(grid.model().index(row, 0))
    left, top = rect.left() + (rect.width() - 40) // 2, rect.top() + 5
    shown = picture_of(grid.viewport())[top : top + 40, left : left + 40, 0].astype(float)
    squares = shown.reshape(size, 40 // size, size, 40 // size)[:-1, :, :-1]
    assert (squares == squares[:, :1, :, :1]).all()  # crisp
    return np.asarray(squares[:, 0, :, 0])


@pytest.mark.parametrize("blocks", [False, True], ids=["20x20", "8x8"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_picture_is_the_digits_ink_on_paper(
    grid: DigitGrid, few_digits: Dataset, few_blocks: Dataset, theme: Theme, *, blocks: bool
) -> None:
    dataset, size, full = (few_blocks, 8, 16.0) if blocks else (few_digits, 20, 1.0)
    grid.set_theme(theme)
    grid.set_digits(dataset.digits, np.array([7, 3]))
    for row, index in enumerate((7, 3)):
        ink = dataset.digits.values("float64")[index].reshape(size, size)[:-1, :-1] / full
        paper, dark = (int(color[1:3], 16) for color in (theme.paper, theme.ink))
        np.testing.assert_allclose(cell(grid, row, size), paper + np.clip(ink, 0, 1) * (dark - paper), atol=1.5)


def test_bytes_are_shown_like_numbers(grid: DigitGrid) -> None:
    stored = np.random.default_rng(1).integers(0, 256, (2, 400), dtype=np.uint8)
    labels = np.zeros(2, dtype=np.intp)
    grid.set_digits(Digits(stored, labels, gain=1 / 255), np.arange(2))
    as_bytes = cell(grid, 1, 20)
    grid.set_digits(Digits((stored / 255).astype(np.float32), labels), np.arange(2))
    np.testing.assert_array_equal(cell(grid, 1, 20), as_bytes)


def test_other_digits_with_the_same_numbers_are_painted_anew(grid: DigitGrid, few_digits: Dataset) -> None:
    digits = few_digits.digits
    grid.set_digits(digits, ALL[:3])
    before = cell(grid, 0, 20)
    grid.set_digits(digits[::-1], ALL[:3])
    assert (cell(grid, 0, 20) != before).any()


def test_captions_are_labels_or_what_is_given(grid: DigitGrid, few_digits: Dataset) -> None:
    labels = few_digits.digits.labels
    shown = ALL[::-1].copy()

    def captions() -> list[object]:
        return [grid.model().data(grid.model().index(row, 0)) for row in range(4)]

    grid.set_digits(few_digits.digits, shown)
    assert captions() == [str(labels[index]) for index in shown[:4]]
    grid.set_digits(few_digits.digits, shown, captions=lambda index: f"no. {index}")
    assert captions() == ["no. 299", "no. 298", "no. 297", "no. 296"]


def test_only_what_is_in_sight_is_asked_for(grid: DigitGrid, few_digits: Dataset, qtbot: QtBot) -> None:
    asked: set[int] = set()

    def caption(index: int) -> str:
        asked.add(index)
        return ""

    digits = few_digits.digits[np.arange(60_000) % 300]
    grid.set_digits(digits, np.arange(60_000), captions=caption)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() > 60_000 / 12 * 40)
    picture_of(grid)
    assert 100 <= len(asked) < 150
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    picture_of(grid)
    assert 59_999 in asked
    assert len(asked) < 300


def test_a_hundred_are_seen_at_a_glance(grid: DigitGrid, few_digits: Dataset) -> None:
    grid.set_digits(few_digits.digits, ALL[:100])
    last = grid.visualRect(grid.model().index(99, 0))
    assert grid.viewport().rect().contains(last)


# Choosing


def test_a_click_chooses_also_the_one_that_is_chosen(grid: DigitGrid, few_digits: Dataset) -> None:
    heard = listen(grid)
    grid.set_digits(few_digits.digits, ALL[::-1].copy())
    assert heard == []
    click(grid, 5)
    assert heard == [294]
    click(grid, 5)
    assert heard == [294, 294]
    click(grid, 13)
    assert heard == [294, 294, 286]


def test_arrow_keys_and_enter_choose(grid: DigitGrid, few_digits: Dataset) -> None:
    grid.set_digits(few_digits.digits, ALL)
    click(grid, 0)
    heard = listen(grid)
    in_a_row = sum(grid.visualRect(grid.model().index(row, 0)).top() == 0 for row in range(30))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left):
        QTest.keyClick(grid, key)
    assert heard == [1, 1 + in_a_row, 1 + in_a_row, 1 + in_a_row, in_a_row]


def test_marking_from_outside_says_nothing(grid: DigitGrid, few_digits: Dataset) -> None:
    heard = listen(grid)
    grid.set_digits(few_digits.digits, np.array([9, 4, 2]))
    before = count_pixels(picture_of(grid), LIGHT.accent)
    assert grid.set_chosen(4)
    assert grid.currentIndex().row() == 1
    assert count_pixels(picture_of(grid), LIGHT.accent) > before + 300
    assert not grid.set_chosen(5)
    assert heard == []


def test_the_same_digits_again_stay_chosen_and_in_place(grid: DigitGrid, few_digits: Dataset) -> None:
    grid.set_digits(few_digits.digits, ALL)
    click(grid, 3)
    grid.verticalScrollBar().setValue(200)
    grid.set_digits(few_digits.digits, ALL.copy(), captions=lambda _index: "x")
    assert grid.currentIndex().row() == 3
    assert grid.verticalScrollBar().value() == 200
    assert grid.model().data(grid.model().index(0, 0)) == "x"
    grid.set_digits(few_digits.digits, ALL[::-1].copy(), keeps_place=True)
    assert grid.verticalScrollBar().value() == 200
    grid.set_digits(few_digits.digits, ALL[:299])
    assert grid.verticalScrollBar().value() == 0
    assert not grid.currentIndex().isValid()


# Nothing to show


def test_without_digits_it_says_why(grid: DigitGrid, few_digits: Dataset) -> None:
    heard = listen(grid)
    grid.clear("Choose data first.")
    words = picture_of(grid)
    grid.clear("")
    assert (words != picture_of(grid)).any(axis=2).sum() > 200
    grid.set_digits(few_digits.digits, ALL)
    grid.clear("Choose data first.")
    assert len(grid.shown) == 0
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right):
        QTest.keyClick(grid, key)
    assert heard == []


def test_typing_looks_for_nothing(grid: DigitGrid, few_digits: Dataset) -> None:
    asked: Callable[[int], str] = lambda _index: pytest.fail("a caption was asked for")  # noqa: E731
    grid.set_digits(few_digits.digits, ALL)
    click(grid, 0)
    grid.model().captions = asked  # type: ignore[attr-defined]
    grid.keyboardSearch("7")
    grid.model().captions = None  # type: ignore[attr-defined]
    assert grid.currentIndex().row() == 0


def test_digits_say_what_they_are(grid: DigitGrid, few_digits: Dataset) -> None:
    grid.set_digits(few_digits.digits, np.array([41]))
    words = grid.model().data(grid.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert words == f"Digit 42 of 300, labeled {few_digits.digits.labels[41]}"


def test_the_handle_of_the_scroll_bar_is_there_where_something_scrolls(grid: DigitGrid, few_digits: Dataset) -> None:
    bar = grid.verticalScrollBar()
    for n_digits, scrolls in ((300, True), (4, False), (300, True)):
        grid.set_digits(few_digits.digits, ALL[:n_digits])
        assert bar.isVisible()  # its place is kept
        assert bar.isEnabled() == scrolls
