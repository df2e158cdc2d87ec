"""The chosen digit, large: its picture, its bars, its words; and the small plots beside it."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scipy.ndimage import find_objects
from scipy.ndimage import label as label_pieces

from engine.data.dataset import Dataset, Digits
from engine.evaluation.class_means import class_means
from gui.data_tab.class_means_view import ClassMeansView
from gui.data_tab.label_balance import LabelBalance
from gui.theming.theme import DARK, LIGHT, Theme, apply_theme
from gui.widgets.digit_detail import DigitAnswer, DigitDetail
from gui.widgets.truth_bars import TruthBars
from tests.window_fixtures import count_pixels, picture_of, press, rgb

NAME = "Loss"


def answer(winner: int, share: float = 0.91, loss: float = 0.5) -> DigitAnswer:
    probabilities = np.full(10, (1 - share) / 9, dtype=np.float32)
    probabilities[winner] = share
    return DigitAnswer(probabilities, loss, NAME)


@pytest.fixture
def detail(qtbot: QtBot, qapp: QApplication) -> DigitDetail:
    apply_theme(qapp, LIGHT)
    detail = DigitDetail()
    qtbot.addWidget(detail)
    detail.resize(260, 360)
    detail.show()
    return detail


def test_at_first_it_says_what_to_do(detail: DigitDetail) -> None:
    assert detail.verdict.text() == "Choose a digit to see it here."
    assert not detail.canvas_button.isEnabled()
    assert not detail.heading.isVisible()
    detail.set_answer(answer(3))  # comes too late, the digit is gone
    assert detail.bars.probabilities is None


def test_it_tells_what_the_digit_is_and_what_it_is_read_as(detail: DigitDetail, few_digits: Dataset) -> None:
    label = int(few_digits.digits.labels[5])
    detail.set_digit(few_digits.digits, 5)
    assert detail.index == 5
    assert detail.heading.text() == f"Digit 6: labeled {label}"
    detail.set_answer(answer(label))
    assert detail.verdict.text() == f"Read right: {label}, 91.0\N{NO-BREAK SPACE}%."
    assert detail.loss_label.text() == f"{NAME} 0.500"
    other = (label + 1) % 10
    detail.set_answer(answer(other, loss=2.3e-5))
    assert detail.verdict.text() == f"Misread as {other}, 91.0\N{NO-BREAK SPACE}%."
    assert detail.loss_label.text() == f"{NAME} 2.3e-05"
    assert (detail.bars.label, int(detail.bars.probabilities.argmax())) == (label, other)  # type: ignore[union-attr]


def test_a_network_without_an_answer_is_said_so(detail: DigitDetail, few_digits: Dataset) -> None:
    detail.set_digit(few_digits.digits, 5)
    detail.set_answer(answer(1)._replace(probabilities=np.full(10, np.nan), loss=np.nan))
    assert "overflow" in detail.verdict.text()
    assert detail.loss_label.text() == ""
    assert detail.bars.probabilities is None
    picture_of(detail)
    detail.set_answer(None, "The network reads others.")
    assert detail.verdict.text() == "The network reads others."


@pytest.mark.parametrize("blocks", [False, True], ids=["20x20", "8x8"])
def test_its_picture_is_the_digit_in_crisp_pixels(
    detail: DigitDetail, few_digits: Dataset, few_blocks: Dataset, *, blocks: bool
) -> None:
    dataset, size, full = (few_blocks, 8, 16.0) if blocks else (few_digits, 20, 1.0)
    detail.set_digit(dataset.digits, 11)
    shown = picture_of(detail.picture)[1:121, 1:121, 0].astype(float).reshape(size, 120 // size, size, 120 // size)
    assert (shown == shown[:, :1, :, :1]).all()
    ink = np.clip(dataset.digits.values("float64")[11].reshape(size, size) / full, 0, 1)
    np.testing.assert_allclose(shown[:, 0, :, 0], 255 + ink * (int(LIGHT.ink[1:3], 16) - 255), atol=1.5)


def test_the_button_asks_for_the_canvas_and_another_digit_forgets_the_remark(
    detail: DigitDetail, few_digits: Dataset, qtbot: QtBot
) -> None:
    detail.set_digit(few_digits.digits, 5)
    with qtbot.waitSignal(detail.canvas_requested):
        press(detail, "digitToCanvasButton")
    detail.set_remark("Traced.")
    assert detail.remark.text() == "Traced."
    detail.set_digit(few_digits.digits, 6)
    assert detail.remark.text() == ""


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_paper_and_bars_follow_the_theme(
    detail: DigitDetail, few_digits: Dataset, theme: Theme, qapp: QApplication
) -> None:
    apply_theme(qapp, theme)
    detail.set_digit(few_digits.digits, 5)
    detail.set_answer(answer(3))
    detail.set_theme(theme)
    assert count_pixels(picture_of(detail.picture), theme.paper) > 120 * 120 / 3
    assert count_pixels(picture_of(detail.bars), theme.accent) > 500


# Bars


def test_the_true_bar_is_framed_and_named_whether_or_not_it_has_won(qtbot: QtBot) -> None:
    bars = TruthBars()
    qtbot.addWidget(bars)
    bars.resize(260, 170)
    bars.set_answer(answer(8).probabilities, None)
    without = picture_of(bars)
    for label in (8, 2):
        bars.set_answer(answer(8).probabilities, label)
        changed = np.flatnonzero((picture_of(bars) != without).any(axis=(1, 2)))
        assert changed.min() >= label * 17 - 1
        assert changed.max() <= (label + 1) * 17
        assert len(changed) >= 10


# Balance


@pytest.mark.parametrize("scale", [1, 5000])
def test_bars_are_as_high_as_their_counts(qtbot: QtBot, qapp: QApplication, scale: int) -> None:
    apply_theme(qapp, LIGHT)
    balance = LabelBalance()
    qtbot.addWidget(balance)
    balance.resize(280, 160)
    counts = np.array([80, 40, 20, 0, 80, 80, 80, 80, 80, 60]) * scale
    balance.set_counts(counts)
    is_bar = np.abs(picture_of(balance).astype(int) - rgb(LIGHT.text)).max(axis=2) <= 2
    bottom = int(np.flatnonzero(is_bar.sum(axis=1) > 60).max())  # rows of bars are full, those of numbers are not
    (starts,) = np.nonzero(np.diff(is_bar[bottom].astype(int), prepend=0, append=0) != 0)
    heights = []
    for left, right in starts.reshape(-1, 2):  # counts may stand in the bars, their outlines are whole
        runs = [int(np.argmin([*is_bar[bottom::-1, column], False])) for column in range(left, right)]
        heights.append(max(runs))
    assert len(heights) == 9
    assert max(heights) > 60
    for share in {round(100 * height / max(heights)) for height in heights}:
        assert min(abs(share - wanted) for wanted in (25, 50, 75, 100)) <= 3
    assert f"1: {40 * scale:,}" in balance.accessibleDescription()


def test_counts_that_are_wider_than_their_bars_stand_in_them(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    balance = LabelBalance()
    qtbot.addWidget(balance)
    balance.resize(280, 160)
    balance.set_counts(np.full(10, 6))
    without = count_pixels(picture_of(balance), LIGHT.text)
    balance.set_counts(np.full(10, 6742))
    assert count_pixels(picture_of(balance), LIGHT.text) < without - 10 * 30


def test_balance_copes_with_none_and_with_nothing_to_count(qtbot: QtBot) -> None:
    balance = LabelBalance()
    qtbot.addWidget(balance)
    balance.resize(280, 160)
    nothing = picture_of(balance)
    balance.set_counts(np.zeros(10, dtype=np.intp))
    assert (picture_of(balance) != nothing).any()
    balance.set_counts(None)
    np.testing.assert_array_equal(picture_of(balance), nothing)


# Means


@pytest.fixture
def means_view(qtbot: QtBot, qapp: QApplication) -> ClassMeansView:
    apply_theme(qapp, LIGHT)
    view = ClassMeansView()
    qtbot.addWidget(view)
    view.resize(900, 560)
    return view


def test_classes_that_nothing_is_read_as_are_said_to_be_empty(means_view: ClassMeansView) -> None:
    digits = Digits(np.full((3, 400), 1.0), np.array([0, 1, 1]))
    means = class_means(digits, np.array([0, 0, -1]))
    assert means is not None
    means_view.set_means(means)
    words = means_view.accessibleDescription().split("; ")
    assert words[:3] == ["0 of 400 pixels differ", "no digit is read as this", "no digit has this label"]
    # Three means of full ink: 0 as labeled and as read, 1 as labeled.
    assert count_pixels(picture_of(means_view), LIGHT.ink) >= 3 * 99 * 99
    assert count_pixels(picture_of(means_view), LIGHT.ink) < 4 * 99 * 99


@pytest.mark.parametrize("size", [(900, 560), (700, 480), (420, 320)])
def test_all_pairs_are_in_sight_at_every_size(means_view: ClassMeansView, size: tuple[int, int]) -> None:
    means_view.resize(*size)
    digits = Digits(np.full((10, 64), 16.0), np.arange(10))
    means = class_means(digits, np.arange(10))
    assert means is not None
    means_view.set_means(means)
    solid = (np.abs(picture_of(means_view).astype(int) - [0x10, 0x15, 0x1C]).max(axis=2) <= 2).astype(int)
    pieces = find_objects(label_pieces(solid)[0])
    heights = [rows.stop - rows.start for rows, _ in pieces if rows.stop - rows.start > 15]
    assert len(heights) == 20
    assert len(set(heights)) == 1


def test_means_can_be_cleared(means_view: ClassMeansView) -> None:
    means_view.clear("The network reads the digits…")
    assert means_view.means is None
    assert means_view.accessibleDescription() == "The network reads the digits…"
    words = picture_of(means_view)
    means_view.clear("")
    assert (words != picture_of(means_view)).any(axis=2).sum() > 200
