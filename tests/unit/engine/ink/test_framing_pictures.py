"""Framing of pictures: where, how large and in which shades a digit stands does not matter; real digits are read."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset, read_strokes
from engine.errors import DataError
from engine.ink.framing import CENTER_PX, Image, frame_ink, frame_picture, frame_strokes, ink_of_picture
from engine.models.files import load_model
from engine.nn.inference import compute_probabilities
from engine.training.metrics import evaluate
from tests.drawn_digits import DIGITS, Strokes, change

Gray = NDArray[np.uint8]
PEN = 0.13  # the pen's width, as a share of the digit's longer side


def _render(
    strokes: Strokes, size: int, *, pen: float = PEN, offset: tuple[float, float] = (0.0, 0.0), fine: int = 8
) -> Gray:
    """Black ink on white paper: a digit whose longer side is ``size`` px, drawn ``fine`` times larger and averaged."""
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    width, side = pen * size, int(size * 1.5)
    picture = PillowImage.new("L", (side * fine, side * fine), 255)
    draw, radius = ImageDraw.Draw(picture), width * fine / 2
    for stroke in strokes:
        scaled = (stroke - (low + high) / 2) / (high - low).max() * (size - width) + side / 2 + np.array(offset)
        points = [(float(x), float(y)) for x, y in scaled * fine]
        draw.line(points, fill=0, width=round(width * fine))
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    return np.asarray(picture.resize((side, side), PillowImage.Resampling.BOX))


def _framed(picture: Any) -> Image:
    image = frame_picture(picture)
    assert image is not None
    return image


def _spans(image: Image) -> tuple[float, float]:
    """Width and height of the ink, from where it rises through one half to where it falls through it."""
    spans = []
    for axis in (0, 1):
        profile = np.concatenate([[0.0], image.max(axis=axis), [0.0]])
        dark = np.flatnonzero(profile >= 0.5)
        first, last = dark[0], dark[-1]
        start = first - (profile[first] - 0.5) / (profile[first] - profile[first - 1])
        end = last + (profile[last] - 0.5) / (profile[last] - profile[last + 1])
        spans.append(float(end - start))
    return spans[0], spans[1]


# The frame


@pytest.mark.parametrize("digit", DIGITS)
def test_a_picture_spans_the_frame_around_its_center(digit: int, digit_strokes: list[Strokes]) -> None:
    image = _framed(_render(digit_strokes[digit], 140))

    ink, pixels = image.astype(np.float64), np.arange(20.0)
    assert image.shape == (20, 20)
    assert image.dtype == np.float32
    assert image.min() == 0.0
    assert image.max() == pytest.approx(1.0, abs=0.02)
    assert max(_spans(image)) == pytest.approx(14.3, abs=0.3)
    assert ink.sum(axis=0) @ pixels / ink.sum() == pytest.approx(CENTER_PX, abs=0.15)
    assert ink.sum(axis=1) @ pixels / ink.sum() == pytest.approx(CENTER_PX, abs=0.15)


@pytest.mark.parametrize("digit", DIGITS)
def test_a_picture_and_the_strokes_it_shows_look_alike(digit: int, digit_strokes: list[Strokes]) -> None:
    strokes = frame_strokes(digit_strokes[digit])

    assert strokes is not None
    assert change(strokes, _framed(_render(digit_strokes[digit], 140))) < 0.08


@pytest.mark.parametrize(("height", "width"), [(40, 80), (80, 40), (50, 50), (20, 90)])
def test_aspect_ratio_is_kept(height: int, width: int) -> None:
    picture = np.zeros((120, 130))
    picture[20 : 20 + height, 30 : 30 + width] = 1.0

    spans = _spans(_framed(picture))

    np.testing.assert_allclose(spans, np.array([width, height]) * 14.3 / max(height, width), atol=0.15)


# What does not matter


@pytest.mark.parametrize("digit", DIGITS)
def test_the_place_of_a_small_scan_does_not_matter(digit: int, digit_strokes: list[Strokes]) -> None:
    strokes = digit_strokes[digit]
    framed = _framed(_render(strokes, 28))

    for offset in ((0.5, 0.5), (0.3, -0.7), (3.0, -4.0)):
        assert change(framed, _framed(_render(strokes, 28, offset=offset))) < 0.05, offset


@pytest.mark.slow_but(3)
@pytest.mark.parametrize("digit", DIGITS)
def test_size_and_place_do_not_matter(digit: int, digit_strokes: list[Strokes]) -> None:
    strokes = digit_strokes[digit]
    framed = _framed(_render(strokes, 140))

    for size, offset, limit in (
        (28, (0.0, 0.0), 0.08),  # a pen of 3.6 px: what such a scan has lost is not found again
        (40, (0.3, 0.7), 0.05),
        (60, (3.0, -4.0), 0.05),
        (140, (-20.0, 31.0), 0.05),
        (200, (20.0, 11.5), 0.05),
        (400, (-90.0, 80.25), 0.05),
    ):
        moved = _render(strokes, size, offset=offset, fine=8 if size < 100 else 3)
        assert change(framed, _framed(moved)) < limit, size


@pytest.mark.parametrize("digit", DIGITS)
def test_more_paper_around_a_digit_does_not_matter(digit: int, digit_strokes: list[Strokes]) -> None:
    picture = _render(digit_strokes[digit], 60)

    larger = np.pad(picture, ((100, 3), (0, 250)), constant_values=255)

    np.testing.assert_allclose(_framed(larger), _framed(picture), atol=1e-5)


@pytest.mark.parametrize("digit", DIGITS)
def test_light_on_dark_is_dark_on_light(digit: int, digit_strokes: list[Strokes]) -> None:
    picture = _render(digit_strokes[digit], 60)

    np.testing.assert_allclose(_framed(255 - picture), _framed(picture), atol=1e-6)


@pytest.mark.parametrize(("paper", "ink"), [(1.0, 0.3), (0.8, 0.2), (0.1, 0.6), (0.5, 0.4)])
def test_the_shades_of_ink_and_paper_do_not_matter(paper: float, ink: float, digit_strokes: list[Strokes]) -> None:
    picture = _render(digit_strokes[3], 60)
    shaded = ink + (paper - ink) * (picture / 255.0)

    np.testing.assert_allclose(_framed(shaded), _framed(picture), atol=1e-5)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int64, np.float32, np.float64])
def test_whole_numbers_go_to_255_and_fractions_to_1(dtype: Any, digit_strokes: list[Strokes]) -> None:
    picture = _render(digit_strokes[5], 60)
    converted = picture.astype(dtype) if np.issubdtype(dtype, np.integer) else (picture / 255.0).astype(dtype)

    np.testing.assert_allclose(_framed(converted), _framed(picture), atol=1e-5)


def test_a_mask_is_a_picture() -> None:
    mask = np.zeros((30, 30), dtype=bool)
    mask[5:25, 10:14] = True

    np.testing.assert_array_equal(_framed(mask), _framed(mask.astype(np.uint8) * 255))


def test_grainy_paper_is_paper(digit_strokes: list[Strokes]) -> None:
    picture = _render(digit_strokes[2], 140) / 255.0
    grain = np.random.default_rng(1).normal(0.0, 0.02, picture.shape)

    assert change(_framed(picture), _framed(np.clip(picture + grain, 0.0, 1.0))) < 0.05


@pytest.mark.slow
@pytest.mark.parametrize("pen", [PEN, 0.05, 0.02, 0.005])
def test_a_thin_pen_leaves_ink_as_dark_as_a_thick_one(pen: float, digit_strokes: list[Strokes]) -> None:
    # 0.02 is a fine pen on a sheet, 0.005 a pencil's line in a large photograph.
    darkest = [float(_framed(_render(strokes, 400, pen=pen, fine=3)).max()) for strokes in digit_strokes]

    assert min(darkest) > 0.9


# Odd pictures


@pytest.mark.parametrize("shade", [0, 128, 255])
@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (28, 28)])
def test_a_blank_picture_has_no_digit(shade: int, shape: tuple[int, int]) -> None:
    assert frame_picture(np.full(shape, shade, np.uint8)) is None


def test_hardly_any_contrast_is_no_ink() -> None:
    picture = np.ones((20, 20))
    picture[5:15, 8:12] = 0.95
    assert frame_picture(picture) is None

    picture[5:15, 8:12] = 0.9

    assert frame_picture(picture) is not None


@pytest.mark.parametrize("picture", [np.zeros((0, 5)), np.zeros((5, 0)), np.zeros(9), np.zeros((3, 3, 3)), 5.0])
def test_what_has_no_rows_and_columns_is_refused(picture: Any) -> None:
    with pytest.raises(DataError, match=r"^a picture has rows and columns of pixels, got an array of shape \(.*\)$"):
        frame_picture(picture)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_pixels_that_are_not_finite_are_refused(value: float) -> None:
    picture = np.zeros((4, 4))
    picture[1, 2] = value

    for frame in (frame_picture, frame_ink):
        with pytest.raises(DataError, match=r"^a picture's pixels must be finite numbers, got NaN or infinity$"):
            frame(picture)


@given(
    arrays.arrays(
        np.float64, arrays.array_shapes(min_dims=2, max_dims=2, max_side=30), elements=st.floats(0, 1, width=32)
    )
)
def test_any_picture_is_framed_or_blank(picture: NDArray[np.float64]) -> None:
    image = frame_picture(picture)

    if image is None:
        assert np.abs(picture - np.median(picture)).max() < 1.0
        return
    assert image.shape == (20, 20)
    assert image.dtype == np.float32
    assert np.isfinite(image).all()
    assert image.min() >= 0.0
    assert 0.0 < image.max() <= 1.0


def test_ink_of_any_unit_is_framed() -> None:
    ink = np.zeros((8, 8))
    ink[1:7, 3] = 16.0
    ink[1, 2] = 8.0

    sixteenths, ones = frame_ink(ink), frame_ink(ink / 16.0)

    assert sixteenths is not None
    assert ones is not None
    np.testing.assert_allclose(sixteenths, ones, atol=1e-6)
    assert frame_ink(np.zeros((8, 8))) is None


def test_ink_stands_out_from_what_the_border_shows() -> None:
    picture = np.full((5, 5), 200, np.uint8)
    picture[2, 2], picture[1, 1] = 0, 250

    ink = ink_of_picture(picture) * 255.0

    assert ink[2, 2] == pytest.approx(200)
    assert ink[1, 1] == pytest.approx(50)
    assert ink.sum() == pytest.approx(250)


# Real handwriting


@pytest.fixture(scope="module")
def tablet_digits(data_folder: Path) -> Dataset:
    return load_dataset(str(data_folder / "pen-strokes-7494.json.gz"))


@pytest.mark.slow
@pytest.mark.parametrize(("model", "accuracy"), [("ex4weights.mat", 0.80), (None, 0.88)])
def test_tablet_digits_are_read(model: str | None, accuracy: float, tablet_digits: Dataset, data_folder: Path) -> None:
    parameters = load_model(data_folder / model if model else None).parameters

    result = evaluate(parameters, tablet_digits.digits)

    assert result.n == 7494
    assert result.accuracy >= accuracy


@pytest.mark.parametrize("pen", [PEN, 0.05, 0.02])
@pytest.mark.slow
def test_pictures_of_tablet_digits_are_read_whatever_the_pen(pen: float, data_folder: Path) -> None:
    drawings, labels = read_strokes(data_folder / "pen-strokes-7494.json.gz")
    parameters = load_model().parameters
    chosen = range(0, len(labels), 100)

    frames = np.stack([_framed(_render(drawings[i], 150, pen=pen, fine=3)).ravel() for i in chosen])
    read_as = compute_probabilities(parameters, frames).argmax(axis=1)

    assert np.mean(read_as == np.array(labels)[chosen]) >= 0.85
