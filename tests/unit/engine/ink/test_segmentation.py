"""Several digits: strokes and connected ink that make a digit together, in the order in which they are read."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.handwriting.generator import write_strokes
from engine.ink.pen import Pen, Stroke, cut, draw, fit_segments
from engine.ink.photographs import brightness_of_colors
from engine.ink.segmentation import digits_of_ink, digits_of_photograph, digits_of_strokes
from tests.photographs import FELT, PENCIL, SCENES, row_of, scene, taken, written_digits

_TURN = np.linspace(0, 6.3, 40)
_RING = np.stack([20 + 20 * np.cos(_TURN), 50 + 45 * np.sin(_TURN)], axis=1)


def _line(*points: tuple[float, float]) -> Stroke:
    return np.array(points, dtype=np.float64)


FIVE = [_line((40, 5), (8, 5), (5, 45), (40, 60), (35, 95), (5, 95)), _line((48, 3), (75, 0))]  # its bar set apart
FOUR = [_line((25, 0), (0, 60), (60, 60)), _line((45, 35), (42, 100))]
OPEN_ZERO = [_RING[:18], _RING[22:]]
SLANTED_ONE = [_line((40, 0), (0, 100))]


def _moved(strokes: list[Stroke], by: float) -> list[Stroke]:
    return [stroke + np.array([by, 0.0]) for stroke in strokes]


def _inked(strokes: list[Stroke], radius: float = 4.0, margin: float = 20.0) -> NDArray[np.float64]:
    """The strokes in a picture, a unit a pixel."""
    points = np.concatenate(strokes)
    extent = np.ptp(points, axis=0)
    size = int(extent.max() + 2 * margin)
    pen = Pen(size, radius)
    pieces = fit_segments([strokes], span=float(extent.max()), middle=pen.middle)
    picture: NDArray[np.float64] = draw(cut(pieces, pen.longest_segment), 1, pen)[0]
    return picture


@pytest.mark.parametrize(
    "strokes", [FIVE, FOUR, OPEN_ZERO, SLANTED_ONE, [_line((5, 5))]], ids=["5", "4", "0", "1", "dot"]
)
def test_a_digit_of_several_parts_is_one(strokes: list[Stroke]) -> None:
    assert digits_of_strokes(strokes) == [list(range(len(strokes)))]
    assert len(digits_of_ink(_inked(strokes))) == 1


@pytest.mark.parametrize("gap", [75, 110, 200])
def test_digits_beside_each_other_are_told_apart_in_the_order_of_reading(gap: float) -> None:
    strokes = [*_moved(FIVE, 2 * gap + 10), *FOUR, *_moved(OPEN_ZERO, gap)]

    assert digits_of_strokes(strokes) == [[2, 3], [4, 5], [0, 1]]
    assert len(digits_of_ink(_inked(strokes))) == 3


def test_slanted_ones_are_two_though_one_leans_over_the_other() -> None:
    strokes = [*_moved(SLANTED_ONE, 28), *SLANTED_ONE]

    assert digits_of_strokes(strokes) == [[1], [0]]
    assert len(digits_of_ink(_inked(strokes))) == 2


def test_specks_are_no_digits() -> None:
    strokes = [*FOUR, _line((200, 50), (203, 52)), *_moved(OPEN_ZERO, 260)]

    assert digits_of_strokes(strokes) == [[0, 1], [3, 4]]


def test_nothing_has_no_digits() -> None:
    assert digits_of_strokes([]) == []
    assert digits_of_ink(np.zeros((20, 30))) == []


def test_digits_that_touch_are_cut_where_a_line_joins_them() -> None:
    joined = [_RING, _line((40, 50), (62, 50)), *_moved([_RING], 62)]

    digits = digits_of_ink(_inked(joined))

    assert len(digits) == 2
    assert digits[0].box.left + digits[0].box.width <= digits[1].box.left + 1
    assert abs(digits[0].box.width - digits[1].box.width) < 4


@pytest.mark.parametrize("digit", range(10))
def test_a_wide_digit_is_not_cut(digit: int) -> None:
    (strokes,) = write_strokes(np.array([digit]), np.random.default_rng(3))
    wide = [stroke * [1.4, 0.8] for stroke in strokes]

    assert len(digits_of_ink(_inked(wide))) == 1


def test_boxes_and_ink_are_those_of_the_digit_alone() -> None:
    ink = np.zeros((100, 200))
    ink[20:80, 30:36] = 1.0
    ink[10:90, 120:160] = 0.9

    first, second = digits_of_ink(ink)

    assert first.box == (30, 20, 6, 60)
    assert second.box == (120, 10, 40, 80)
    assert first.ink.sum() == 6 * 60
    assert second.ink.sum() == pytest.approx(0.9 * 40 * 80)


def test_written_rows_are_parted() -> None:
    rng = np.random.default_rng(5)
    right = 0
    for _ in range(40):
        strokes: list[Stroke] = []
        expected = []
        at = 0.0
        for digit in write_strokes(rng.integers(0, 10, rng.integers(2, 6)), rng):
            low = np.concatenate(digit).min(axis=0)
            expected.append(list(range(len(strokes), len(strokes) + len(digit))))
            strokes += [stroke - low + np.array([at, 0.0]) for stroke in digit]
            at = float(np.concatenate(strokes)[:, 0].max()) + rng.uniform(20, 60)
        right += digits_of_strokes(strokes) == expected

    assert right >= 37


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    "condition", ["", "light falls off to 60, 40, 25 %", "pen on ruled paper", "sheet on a dark table"]
)
def test_a_number_in_a_photograph_is_parted_and_placed(condition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGITLAB_DATA", raising=False)  # written digits, the same on every machine
    digits, _ = written_digits(3, seed=1)
    made = scene(row_of(digits, np.random.default_rng(1)), 2, FELT, size=(640, 400), share=(0.9, 1.0))
    if condition:
        SCENES[condition][0](made, 0)
    colors = taken(made).astype(np.float32) / np.float32(255)

    found = digits_of_photograph(brightness_of_colors(np.kron(colors, np.ones((2, 2, 1), np.float32))))

    assert len(found) == 3
    columns = np.flatnonzero(made.ink.max(axis=0) > 0.5)
    rows = np.flatnonzero(made.ink.max(axis=1) > 0.5)
    assert found[0].box.left == pytest.approx(2 * columns[0], abs=8)
    assert found[-1].box.left + found[-1].box.width == pytest.approx(2 * columns[-1] + 2, abs=8)
    assert min(digit.box.top for digit in found) == pytest.approx(2 * rows[0], abs=8)


@pytest.mark.parametrize(
    "strokes",
    [
        [_line((20, 0), (5, 45), (8, 60), (36, 60)), _line((44, 38), (40, 98))],
        [_RING * [0.5, 0.45] + [0, 0], _RING * [0.6, 0.45] + [4, 46]],
    ],
    ids=["4 whose stem hangs below", "8 of two loops"],
)
def test_parts_that_hardly_meet_are_one_where_a_digit_is_written_so(strokes: list[Stroke]) -> None:
    assert digits_of_strokes(strokes) == [[0, 1]]


def test_a_wide_zero_that_does_not_close_is_not_cut() -> None:
    turn = np.linspace(1.75, 1.4 + 2 * np.pi, 60)
    arc = np.stack([60 * np.cos(turn), 45 * np.sin(turn)], axis=1)

    assert len(digits_of_ink(_inked([arc]))) == 1


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("condition", ["black frame", "printed box"])
def test_a_number_is_found_within_a_frame(condition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGITLAB_DATA", raising=False)
    digits, _ = written_digits(4, seed=2)
    made = scene(row_of(digits, np.random.default_rng(2)), 1, PENCIL, size=(800, 600), share=(0.9, 1.0))
    SCENES[condition][0](made, 1)

    found = digits_of_photograph(brightness_of_colors(taken(made).astype(np.float32) / np.float32(255)))

    assert len(found) == 4
