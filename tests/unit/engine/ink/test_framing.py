"""Framing of strokes: where, how large, how fast and in which unit a digit is drawn does not matter."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.errors import DataError
from engine.ink.framing import (
    CENTER_PX,
    INK_SPAN_PX,
    PEN_RADIUS_PX,
    Image,
    as_strokes,
    frame_drawings,
    frame_segments,
    frame_strokes,
)
from engine.ink.pen import Segments
from tests.drawn_digits import (
    DIGITS,
    EXTREME_SIZES,
    Strokes,
    any_drawing,
    backward,
    change,
    cross,
    moved,
    rounded,
    sampled_often,
)


def _framed(strokes: Any, *, dot_size: float = 0.0) -> Image:
    image = frame_strokes(strokes, dot_size=dot_size)
    assert image is not None
    return image


def _edges(image: Image) -> list[tuple[float, float]]:
    """Along x and along y: where the ink rises through one half and where it falls through it, as pixel indices."""
    edges = []
    for axis in (0, 1):
        profile = np.concatenate([[0.0], image.max(axis=axis), [0.0]])
        dark = np.flatnonzero(profile >= 0.5)
        first, last = dark[0], dark[-1]
        start = first - (profile[first] - 0.5) / (profile[first] - profile[first - 1])
        end = last + (profile[last] - 0.5) / (profile[last] - profile[last + 1])
        edges.append((float(start) - 1.0, float(end) - 1.0))
    return edges


def _spans(image: Image) -> tuple[float, float]:
    """Width and height of the ink."""
    (left, right), (top, bottom) = _edges(image)
    return right - left, bottom - top


def _center(image: Image) -> NDArray[np.float64]:
    """Center of mass (x, y) as pixel indices."""
    pixels, ink = np.arange(20.0), image.astype(np.float64)
    x, y = float(ink.sum(axis=0) @ pixels), float(ink.sum(axis=1) @ pixels)
    return np.array([x, y]) / float(ink.sum())


# The frame


@pytest.mark.parametrize("digit", DIGITS)
def test_a_digit_spans_the_frame_around_its_center(digit: int, digit_strokes: list[Strokes]) -> None:
    image = _framed(digit_strokes[digit])

    assert image.shape == (20, 20)
    assert image.dtype == np.float32
    assert image.min() == 0.0
    assert image.max() == 1.0
    assert max(_spans(image)) == pytest.approx(14.3, abs=0.3)
    np.testing.assert_allclose(_center(image), [CENTER_PX, CENTER_PX], atol=0.15)


def test_the_frame_has_the_numbers_of_the_courses_data() -> None:
    assert pytest.approx(14.3) == INK_SPAN_PX
    assert pytest.approx(9.857, abs=1e-3) == CENTER_PX


def test_pieces_are_drawn_as_large_and_where_they_are_wanted() -> None:
    # Two crosses of the same size, the second made larger and moved.
    starts = np.array([[0.0, 5.0], [5.0, 0.0]] * 2)
    ends = np.array([[10.0, 5.0], [5.0, 10.0]] * 2)
    pieces = Segments(starts, ends, np.array([0, 0, 1, 1]))
    radii = np.array([0.95, 0.95])

    plain = frame_segments(pieces, radii)
    changed = frame_segments(pieces, radii, scales=np.array([1.0, 0.8]), shifts=np.array([[0.0, 0.0], [2.0, -1.0]]))

    np.testing.assert_allclose([*_spans(plain[0]), *_spans(plain[1])], INK_SPAN_PX, atol=0.3)
    np.testing.assert_allclose([_center(image) for image in plain], CENTER_PX, atol=0.05)
    np.testing.assert_array_equal(changed[0], plain[0])
    np.testing.assert_allclose(_spans(changed[1]), 0.8 * INK_SPAN_PX, atol=0.3)
    np.testing.assert_allclose(_center(changed[1]), [CENTER_PX + 2.0, CENTER_PX - 1.0], atol=0.05)


@pytest.mark.parametrize("digit", DIGITS)
def test_aspect_ratio_is_kept(digit: int, digit_strokes: list[Strokes]) -> None:
    every = np.concatenate(digit_strokes[digit])
    width, height = np.ptp(every, axis=0) * (INK_SPAN_PX - 2 * PEN_RADIUS_PX) / np.ptp(every, axis=0).max()

    spans = _spans(_framed(digit_strokes[digit]))

    np.testing.assert_allclose(spans, np.array([width, height]) + 2 * PEN_RADIUS_PX, atol=0.35)


@pytest.mark.parametrize("digit", DIGITS)
def test_left_and_right_up_and_down_are_where_they_were(digit: int, digit_strokes: list[Strokes]) -> None:
    # Columns are x to the right, rows are y downward: each point of each stroke has its ink.
    image = _framed(digit_strokes[digit])
    every = np.concatenate(digit_strokes[digit])
    scale = (INK_SPAN_PX - 2 * PEN_RADIUS_PX) / np.ptp(every, axis=0).max()
    (left, _), (top, _) = _edges(image)

    places = np.round((every - every.min(axis=0)) * scale + PEN_RADIUS_PX + [left, top]).astype(int)

    assert image[places[:, 1], places[:, 0]].min() > 0.4


# What does not matter


@pytest.mark.parametrize("digit", DIGITS)
def test_place_and_size_do_not_matter(digit: int, digit_strokes: list[Strokes]) -> None:
    strokes = digit_strokes[digit]
    framed = _framed(strokes)

    for scale in (1e-3, 0.31, 1.0, 7.77, 1e4):
        for offset in ((0.3, -0.7), (1e3, 2e3), (-1e6, 1e6), (1e9, -1e9)):
            assert change(framed, _framed(moved(strokes, scale, offset))) < 0.02, (scale, offset)


@given(drawing=any_drawing, offset=st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), scale=st.floats(0.01, 100))
def test_place_and_size_do_not_matter_for_any_drawing(
    drawing: list[list[tuple[float, float]]], offset: tuple[float, float], scale: float
) -> None:
    strokes = rounded(drawing)

    assert change(_framed(strokes), _framed(moved(strokes, scale, offset))) < 0.02


@pytest.mark.parametrize("digit", DIGITS)
def test_the_order_and_direction_of_strokes_do_not_matter(digit: int, digit_strokes: list[Strokes]) -> None:
    assert change(_framed(digit_strokes[digit]), _framed(backward(digit_strokes[digit]))) < 0.02


@pytest.mark.parametrize("digit", DIGITS)
def test_how_often_the_pen_is_sampled_does_not_matter(digit: int, digit_strokes: list[Strokes]) -> None:
    assert change(_framed(digit_strokes[digit]), _framed(sampled_often(digit_strokes[digit]))) < 0.02


@given(drawing=any_drawing)
def test_any_drawing_is_framed(drawing: list[list[tuple[float, float]]]) -> None:
    image = _framed([np.array(stroke) for stroke in drawing])

    assert image.shape == (20, 20)
    assert image.dtype == np.float32
    assert np.isfinite(image).all()
    assert image.min() >= 0.0
    assert image.max() <= 1.0
    assert image.sum() > 1.0


# Odd drawings


@pytest.mark.parametrize("strokes", [[[[5, 5]]], [[[5, 5]], [[5, 5]]], [[[7, 7], [7, 7], [7, 7]]], [[[1e9, -1e9]]]])
def test_a_dot_is_as_large_as_the_pen(strokes: list[list[list[float]]]) -> None:
    image = _framed(strokes)

    assert image.sum() == pytest.approx(np.pi * PEN_RADIUS_PX**2, rel=0.1)
    np.testing.assert_allclose(_center(image), [CENTER_PX, CENTER_PX], atol=0.05)


def test_a_drawing_up_to_the_dot_size_is_a_dot_and_a_larger_one_is_not() -> None:
    short = [np.array([[3.0, 3.0], [3.0, 5.0], [4.0, 4.0]])]

    np.testing.assert_array_equal(_framed(short, dot_size=2.0), _framed([[[0, 0]]]))
    assert max(_spans(_framed(short, dot_size=1.99))) == pytest.approx(14.3, abs=0.3)


@pytest.mark.parametrize("direction", [(1.0, 0.0), (0.0, 1.0)])
@pytest.mark.parametrize("length", [0.001, 30.0, 1e6])
def test_a_straight_line_spans_the_frame(direction: tuple[float, float], length: float) -> None:
    image = _framed([np.array([[0.0, 0.0], direction]) * length + 77.0])

    along, across = _spans(image) if direction[0] else _spans(image)[::-1]
    assert along == pytest.approx(14.3, abs=0.1)
    assert across == pytest.approx(2 * PEN_RADIUS_PX, abs=0.2)
    np.testing.assert_allclose(_center(image), [CENTER_PX, CENTER_PX], atol=0.05)


@pytest.mark.parametrize("strokes", [[], [[]], [[], []], [[[np.nan, np.nan]]], [[[np.nan, 1.0], [np.inf, 3.0]]]])
def test_where_nothing_is_drawn_there_is_no_picture(strokes: list[list[list[float]]]) -> None:
    assert frame_strokes(strokes) is None


@pytest.mark.parametrize("nothing", [[np.nan, 5.0], [5.0, np.nan], [np.inf, -np.inf], [np.nan, np.nan]])
@pytest.mark.parametrize("place", [0, 2, 3])
def test_points_that_are_not_finite_are_left_out(nothing: list[float], place: int) -> None:
    stroke = np.array([[0.0, 0.0], [30.0, 10.0], [10.0, 50.0]])

    spoiled = np.insert(stroke, place, nothing, axis=0)

    np.testing.assert_array_equal(_framed([spoiled.tolist(), [nothing]]), _framed([stroke]))


@pytest.mark.parametrize("size", EXTREME_SIZES)
def test_the_largest_and_smallest_numbers_are_drawn_too(size: float) -> None:
    image = _framed(cross(size))

    assert np.isfinite(image).all()
    assert image.sum() > 1.0


@pytest.mark.parametrize(
    "stroke",
    [
        "abc",
        5,
        None,
        [1, 2, 3],
        [[1, 2, 3]],
        [[1], [2]],
        [[1, 2], [3]],
        [[[1, 2]]],
        [["a", "b"]],
        [{"x": 1, "y": 2}],
        {"x": [1]},
        [[10**400, 0], [0, 1]],
    ],
    ids=lambda stroke: str(stroke)[:30],
)
def test_what_is_no_stroke_is_refused_in_a_line(stroke: Any) -> None:
    with pytest.raises(DataError, match=r"^a stroke is a list of \[x, y\] [^\n]*$"):
        frame_strokes([[[0, 0], [1, 1]], stroke])


def test_strokes_are_cleaned_as_arrays() -> None:
    raw: list[Any] = [[[1, 2], [np.nan, 3]], [], ((3, 4),), np.array([[5.0, 6.0]], np.float32)]

    strokes = as_strokes(raw)

    assert [stroke.tolist() for stroke in strokes] == [[[1, 2]], [[3, 4]], [[5, 6]]]
    assert {stroke.dtype for stroke in strokes} == {np.dtype(np.float64)}


def test_drawings_together_are_framed_as_each_alone(digit_strokes: list[Strokes]) -> None:
    batch: list[Strokes] = [*digit_strokes, [], [np.array([[1.0, 2.0]])], *digit_strokes[::-1]]

    images, drawn = frame_drawings(batch)

    np.testing.assert_array_equal(drawn, [*[True] * 10, False, *[True] * 11])
    assert images.dtype == np.float32
    assert not images[10].any()
    for image, strokes in zip(images[drawn], [strokes for strokes in batch if strokes], strict=True):
        np.testing.assert_allclose(image, _framed(strokes), atol=1e-6)


def test_no_drawings_give_no_pictures() -> None:
    images, drawn = frame_drawings([])

    assert images.shape == (0, 20, 20)
    assert drawn.shape == (0,)
