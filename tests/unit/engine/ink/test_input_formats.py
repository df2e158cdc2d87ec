"""The formats of what networks read, and pictures that go from one to another."""

import gzip
import math
from dataclasses import FrozenInstanceError
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.formats.picture_arrays import shrink
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.errors import ModelError
from engine.ink.block_framing import block_strokes
from engine.ink.framing import MNIST_FRAME, frame_picture, frame_strokes
from engine.ink.input_formats import (
    BLOCKS,
    FRAME,
    INPUT_FORMATS,
    LARGE_FRAME,
    InputFormat,
    format_of,
    format_of_count,
    known_format,
    resampled,
)
from engine.ink.picture_ink import centers_of_mass, ink_box

Strokes = list[NDArray[np.float64]]
FORMATS = [
    (FRAME, "20x20", (20, 20, 1), "20 × 20", 1.0),
    (LARGE_FRAME, "28x28", (28, 28, 1), "28 × 28", 1.0),
    (BLOCKS, "8x8", (8, 8, 1), "8 × 8", 16.0),
]
each_format = pytest.mark.parametrize("layout", INPUT_FORMATS.values(), ids=INPUT_FORMATS)


@pytest.mark.parametrize(("form", "name", "shape", "label", "ink"), FORMATS, ids=INPUT_FORMATS)
def test_a_format_is_found_by_its_name_its_shape_and_in_tables_by_its_number_of_values(
    form: InputFormat, name: str, shape: tuple[int, int, int], label: str, ink: float
) -> None:
    assert (form.name, form.shape, form.label, form.ink) == (name, shape, label, ink)
    assert INPUT_FORMATS[name] is format_of(shape) is known_format(shape) is format_of_count(math.prod(shape)) is form
    assert len(INPUT_FORMATS) == len(FORMATS)
    with pytest.raises(FrozenInstanceError):
        form.ink = 2.0  # type: ignore[misc]


@pytest.mark.parametrize("shape", [(1, 1, 1), (400,), (20, 20), (20, 20, 3), (4, 100, 1), (40, 40, 1)])
def test_networks_of_other_shapes_cannot_read_a_drawing(shape: tuple[int, ...]) -> None:
    assert known_format(shape) is None
    with pytest.raises(
        ModelError, match=r"^expected a network that reads pictures of 20 × 20, 28 × 28 or 8 × 8, got one of"
    ):
        format_of(shape)


@each_format
def test_drawings_and_pictures_have_the_formats_shape_and_ink(
    layout: InputFormat, digit_strokes: list[Strokes]
) -> None:
    images, drawn = layout.drawings([digit_strokes[0], [], digit_strokes[8]], dot_size=0.01)
    picture = np.zeros((30, 30))
    picture[3:27, 10:20] = 1.0
    framed, inked = layout.picture(picture), layout.ink_picture(picture * 7.0)

    assert images.shape == (3, layout.size, layout.size)
    assert images.dtype == np.float32
    assert drawn.tolist() == [True, False, True]
    assert images.max() == pytest.approx(layout.ink, rel=0.05)
    assert framed is not None
    assert inked is not None
    assert framed.shape == (layout.size, layout.size)
    assert framed.max() == pytest.approx(layout.ink, rel=0.01)
    np.testing.assert_allclose(framed, inked, atol=1e-5)
    assert layout.picture(np.ones((5, 5))) is None
    assert layout.ink_picture(np.zeros((5, 5))) is None


def test_each_format_is_its_module(digit_strokes: list[Strokes]) -> None:
    np.testing.assert_array_equal(FRAME.drawings([digit_strokes[3]])[0][0], frame_strokes(digit_strokes[3]))
    np.testing.assert_array_equal(BLOCKS.drawings([digit_strokes[3]])[0][0], block_strokes(digit_strokes[3]))
    large = frame_strokes(digit_strokes[3], frame=MNIST_FRAME)
    np.testing.assert_array_equal(LARGE_FRAME.drawings([digit_strokes[3]])[0][0], large)
    picture = np.eye(9)
    np.testing.assert_array_equal(FRAME.picture(picture), frame_picture(picture))


def test_formats_are_equal_only_to_themselves() -> None:
    # The window compares the old network's format with the new one's.
    assert all(one != other for one, other in permutations(INPUT_FORMATS.values(), 2))


# 28x28 as MNIST has it


def test_strokes_lie_in_28_pixels_as_mnists_digits_do(digit_strokes: list[Strokes]) -> None:
    images, _ = LARGE_FRAME.drawings(digit_strokes)
    boxes = [ink_box(image.astype(np.float64)) for image in images]

    np.testing.assert_allclose([max(box.width, box.height) for box in boxes], 20.0, atol=0.15)
    np.testing.assert_allclose(centers_of_mass(images.astype(np.float64)), 14.0, atol=0.03)


def test_pictures_lie_in_28_pixels_as_mnists_digits_do() -> None:
    frames = np.stack([frame for frame in map(LARGE_FRAME.ink_picture, _uci_pictures()) if frame is not None])
    boxes = [ink_box(frame.astype(np.float64)) for frame in frames]

    assert np.mean([max(box.width, box.height) for box in boxes]) == pytest.approx(20.0, abs=0.2)
    np.testing.assert_allclose(centers_of_mass(frames.astype(np.float64)).mean(axis=0), 14.0, atol=0.05)


def test_that_is_mnists_own_geometry(data_folder: Path) -> None:
    with gzip.open(data_folder / "train-images-idx3-ubyte.gz") as file:
        pictures = np.frombuffer(file.read(16 + 2000 * 784)[16:], np.uint8).reshape(2000, 28, 28) / 255.0
    boxes = [ink_box(picture / picture.max()) for picture in pictures]

    np.testing.assert_allclose(centers_of_mass(pictures).mean(axis=0), 14.0, atol=0.02)
    assert np.median([max(box.width, box.height) for box in boxes]) == pytest.approx(20.0, abs=0.05)
    assert np.abs(centers_of_mass(pictures) - 14.0).max() < 0.6  # it is rounded to a pixel


def test_the_two_frames_are_one_geometry(digit_strokes: list[Strokes]) -> None:
    large, _ = LARGE_FRAME.drawings(digit_strokes)
    small, _ = FRAME.drawings(digit_strokes)

    assert np.abs(shrink(large) - small.reshape(len(small), -1)).mean() < 0.02
    assert np.abs(shrink(np.roll(large, 1, axis=2)) - small.reshape(len(small), -1)).mean() > 0.04  # a pixel is seen


# From one format to another


def _uci_pictures() -> NDArray[np.floating]:
    return load_uci_digits_8x8().digits.values("float64")[:40].reshape(-1, 8, 8)


@pytest.mark.slow_but(3)
@pytest.mark.parametrize(
    ("source", "target"), list(permutations(INPUT_FORMATS.values(), 2)), ids=lambda form: str(form.name)
)
def test_pictures_go_from_format_to_format(source: InputFormat, target: InputFormat) -> None:
    pictures = [source.ink_picture(picture) for picture in _uci_pictures()]
    images = np.stack([np.zeros(source.shape[:2]), *(picture for picture in pictures if picture is not None)])

    found = resampled(images.reshape(len(images), -1).astype(np.float32), source, target)

    laid_out = [target.ink_picture(picture) for picture in _uci_pictures()]
    expected = np.stack([picture.ravel() for picture in laid_out if picture is not None])
    assert found.shape == (41, target.n_inputs)
    assert found.dtype == np.float32
    assert not found[0].any()  # blank paper stays blank
    assert np.abs(found[1:] - expected).mean() < 0.06 * target.ink
    if source.size < target.size:
        assert found.min() >= 0.0
        assert found.max() <= target.ink


def test_28_pixels_become_20_as_everywhere() -> None:
    rng = np.random.default_rng(1)
    images = rng.random((5, 784)).astype(np.float32)

    np.testing.assert_array_equal(resampled(images, LARGE_FRAME, FRAME), shrink(images.reshape(-1, 28, 28)))
    assert resampled(images, LARGE_FRAME, LARGE_FRAME) is images


def test_the_bundled_digits_as_8x8_are_read_again_as_20x20() -> None:
    framed = load_uci_digits().digits.images[:40]
    counted = load_uci_digits_8x8().digits.images[:40]

    np.testing.assert_allclose(resampled(counted, BLOCKS, FRAME), framed, atol=1e-6)
