"""Arrays of pictures: whatever the size, the unit and the dtype, the same digits come out; all else is refused."""

import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image as PillowImage

from engine.data.formats.found_pictures import FoundPictures, dataset_of_found, digit_labels
from engine.data.formats.picture_arrays import canonical_digits, shrink
from engine.errors import DataError

RNG_SEED = 3


def _counts(n_pictures: int, n_pixels: int, most: int) -> NDArray[np.uint8]:
    """Whole numbers from 0 to ``most``, both of which occur."""
    values = np.random.default_rng(RNG_SEED).integers(0, most + 1, (n_pictures, n_pixels), dtype=np.uint8)
    values[0, :2] = 0, most
    return values


def _digits(pictures: NDArray[Any], **options: Any) -> Any:
    return canonical_digits("mine", pictures, np.zeros(len(pictures), dtype=np.intp), **options)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int64, np.float16, np.float32, np.float64])
@pytest.mark.parametrize("full_ink", [1, 16, 255])
@pytest.mark.parametrize(("n_pixels", "canonical_ink"), [(64, 16), (400, 1)])
def test_the_unit_is_seen_from_the_range(n_pixels: int, canonical_ink: int, full_ink: int, dtype: Any) -> None:
    counts = _counts(5, n_pixels, full_ink)

    digits = _digits(counts.astype(dtype))

    np.testing.assert_allclose(digits.values("float64"), counts * (canonical_ink / full_ink), atol=1e-6 * canonical_ink)
    assert digits.stored.dtype == (np.uint8 if dtype == np.uint8 else np.float32)


def test_pictures_of_yes_and_no_are_ink_and_paper() -> None:
    is_ink = _counts(4, 400, 1).astype(bool)

    np.testing.assert_array_equal(_digits(is_ink).images, is_ink)


@pytest.mark.parametrize("n_pixels", [64, 400])
def test_what_overshoots_ink_and_paper_a_little_is_kept(n_pixels: int) -> None:
    pictures = np.random.default_rng(RNG_SEED).uniform(0.0, 1.0, (3, n_pixels))
    pictures[0, :2] = -0.25, 1.25

    expected = pictures * (16 if n_pixels == 64 else 1)
    np.testing.assert_allclose(_digits(pictures).images, expected, rtol=1e-6, atol=1e-6)


def test_float64_stays_only_where_it_is_asked_for() -> None:
    pictures = np.random.default_rng(RNG_SEED).uniform(-0.1, 1.1, (3, 400))

    kept = _digits(pictures, keep_float64=True)

    np.testing.assert_array_equal(kept.images, pictures)
    assert kept.images.dtype == np.float64
    assert _digits(pictures).images.dtype == np.float32
    assert _digits(pictures.astype(np.float32), keep_float64=True).images.dtype == np.float32


def test_the_files_own_array_is_left_as_it_is() -> None:
    pictures = np.random.default_rng(RNG_SEED).uniform(0.0, 16.0, (3, 400)).astype(np.float32)
    before = pictures.copy()

    _digits(pictures)

    np.testing.assert_array_equal(pictures, before)


# 28x28


def _scans(n_pictures: int) -> NDArray[np.uint8]:
    """Noise within margins of paper, wide enough that edges do not matter."""
    scans = np.zeros((n_pictures, 28, 28), np.uint8)
    scans[:, 5:23, 5:23] = _counts(n_pictures, 324, 255).reshape(-1, 18, 18)
    return scans


@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64])
@pytest.mark.parametrize("full_ink", [1, 16, 255])
def test_28x28_is_shrunk_as_pillow_does_it_to_half_a_level(full_ink: int, dtype: Any) -> None:
    scans = _scans(20) if full_ink == 255 else np.round(_scans(20) / 255.0 * full_ink)
    ink = scans.astype(np.float32) / np.float32(full_ink)
    expected = [
        np.asarray(PillowImage.fromarray(picture).resize((20, 20), PillowImage.Resampling.BICUBIC)).ravel()
        for picture in ink
    ]

    digits = _digits(scans.reshape(20, 784).astype(dtype))

    assert digits.stored.dtype == np.uint8
    assert (digits.stored.min(), digits.stored.max()) == (0, 255)  # no level is wasted
    assert digits.gain == pytest.approx((np.max(expected) - np.min(expected)) / 255, rel=1e-4)
    np.testing.assert_allclose(digits.values("float64"), expected, atol=digits.gain / 2 + 1e-5)


def test_edges_are_held_beyond_the_picture() -> None:
    full = np.ones((1, 28, 28))

    np.testing.assert_allclose(shrink(full), 1.0, atol=1e-12)


@pytest.mark.parametrize("n_pictures", [1, 2047, 2048, 2049, 4099])
def test_pictures_are_the_same_wherever_blocks_end(n_pictures: int) -> None:
    scans = _scans(n_pictures)

    digits = _digits(scans.reshape(-1, 784))

    expected = shrink(scans / 255.0)
    np.testing.assert_allclose(digits.values("float64"), expected, atol=digits.gain / 2 + 1e-5)


@pytest.mark.parametrize("shade", [0, 255])
def test_pictures_of_one_shade_are_read(shade: int) -> None:
    scans = np.full((3, 784), shade, np.uint8)

    np.testing.assert_allclose(_digits(scans).images, float(shade > 0), atol=1 / 255)


def test_many_pictures_take_little_memory() -> None:
    scans = np.random.default_rng(RNG_SEED).integers(0, 256, (20_000, 784), dtype=np.uint8)  # 63 MB as float32
    tracemalloc.start()
    try:
        digits = _digits(scans)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert digits.stored.nbytes == 20_000 * 400
    assert peak < digits.stored.nbytes + 25e6


# What is refused


def _with(value: float, n_pixels: int = 400) -> NDArray[np.float64]:
    pictures = np.zeros((3, n_pixels))
    pictures[1, 7] = value
    return pictures


@pytest.mark.parametrize("n_pixels", [64, 400, 784])
@pytest.mark.parametrize(
    ("value", "message"),
    [
        (np.nan, "mine: pictures must be finite numbers, got NaN or infinity in picture 2; correct it or leave it out"),
        (np.inf, "mine: pictures must be finite numbers, got NaN or infinity in picture 2; correct it or leave it out"),
        (
            -np.inf,
            "mine: pictures must be finite numbers, got NaN or infinity in picture 2; correct it or leave it out",
        ),
        (-0.26, "mine: expected pixels from 0 (paper) to 1, 16 or 255 (ink), got -0.26 to 0; rescale them"),
        (256, "mine: expected pixels from 0 (paper) to 1, 16 or 255 (ink), got 0 to 256; rescale them"),
        (1e300, "mine: expected pixels from 0 (paper) to 1, 16 or 255 (ink), got 0 to 1e+300; rescale them"),
    ],
)
def test_pixels_in_no_known_range_are_refused(value: float, message: str, n_pixels: int) -> None:
    with pytest.raises(DataError) as caught:
        _digits(_with(value, n_pixels))

    assert str(caught.value) == message


def test_below_paper_only_the_first_unit_may_go() -> None:
    pictures = _with(-0.1)
    pictures[0, 0] = 16.0

    with pytest.raises(DataError, match=r"got -0\.1 to 16"):
        _digits(pictures)


@pytest.mark.parametrize(
    "pictures",
    [
        np.zeros((3, 63)),
        np.zeros((3, 785)),
        np.zeros((3, 20, 20)),
        np.zeros(400),
        np.zeros((3, 400), complex),
        np.full((3, 400), "0"),
    ],
    ids=lambda array: f"{array.dtype} {array.shape}",
)
def test_arrays_that_are_no_pictures_are_refused(pictures: NDArray[Any]) -> None:
    with pytest.raises(DataError, match=r"^mine: expected pictures as numbers of shape \(n, pixels\) or"):
        _digits(pictures)


# Labels


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float64])
@pytest.mark.parametrize("shape", [(10,), (10, 1), (1, 10)])
def test_labels_become_integers(shape: tuple[int, ...], dtype: Any) -> None:
    labels = digit_labels("mine", np.arange(10, dtype=dtype).reshape(shape), 10)

    np.testing.assert_array_equal(labels, np.arange(10))
    assert labels.dtype == np.intp


@pytest.mark.parametrize(
    "labels",
    [
        ["7", " 0", "3.0", "nine"],
        [b"7", b"0", b"three", b"9"],
        ["Seven", "ZERO", '"3"', "9"],
        np.eye(10)[[7, 0, 3, 9]],
        np.eye(10, dtype=np.uint8)[[7, 0, 3, 9]],
        np.eye(10, dtype=bool)[[7, 0, 3, 9]],
    ],
)
def test_figures_words_and_one_hot_rows_are_labels(labels: Any) -> None:
    np.testing.assert_array_equal(digit_labels("mine", np.array(labels), 4), [7, 0, 3, 9])


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([1, 2], "mine: expected one label for each of 3 pictures, got labels of shape (2,)"),
        ([[1, 2, 3]] * 2, "mine: expected one label for each of 3 pictures, got labels of shape (2, 3)"),
        ([1, 2, 10], "mine: expected labels that are digits from 0 to 9, got 10 for picture 3; leave such"),
        ([1, -1, 10], "mine: expected labels that are digits from 0 to 9, got -1 for picture 2; leave such"),
        ([1, 2.5, 3], "mine: expected labels that are digits from 0 to 9, got 2.5 for picture 2; leave such"),
        ([np.nan, 2, 3], "mine: expected labels that are digits from 0 to 9, got nan for picture 1; leave such"),
        (["1", "2", "ten"], "mine: expected labels that are digits from 0 to 9, got ten for picture 3; leave such"),
        (
            np.eye(10)[:3] * 2,
            "mine: expected a single 1 among zeros in each row of ten labels, got others for picture 1",
        ),
        (np.eye(10)[[0, 1, 1]] + np.eye(10)[[0, 1, 2]] * 0.5, "mine: expected a single 1 among zeros in each row"),
    ],
)
def test_labels_that_are_no_digits_are_refused(labels: Any, message: str) -> None:
    with pytest.raises(DataError) as caught:
        digit_labels("mine", np.array(labels), 3)

    assert str(caught.value).startswith(message)


def test_no_pictures_are_no_data() -> None:
    with pytest.raises(DataError, match="mine: expected at least one picture, got none"):
        dataset_of_found(FoundPictures("mine", np.zeros((0, 400)), np.zeros(0)))


@given(labels=st.lists(st.integers(0, 9), min_size=1, max_size=40), side=st.sampled_from([8, 20, 28]))
def test_a_data_set_has_every_picture_once_and_knows_its_shape(labels: list[int], side: int) -> None:
    pictures = _counts(len(labels), side * side, 255)

    dataset = dataset_of_found(FoundPictures("mine", pictures, np.array(labels), family="kin"))

    assert dataset.image_shape == ((8, 8) if side == 8 else (20, 20))
    assert (dataset.name, dataset.label, dataset.family) == ("mine", "mine", "kin")
    assert not dataset.has_fixed_split
    np.testing.assert_array_equal(dataset.digits.labels, labels)
    assert sorted([*dataset.train.labels, *dataset.test.labels]) == sorted(labels)
