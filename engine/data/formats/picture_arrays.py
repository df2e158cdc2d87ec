"""Arrays of pictures as files have them, made the program's own: 20x20 with ink 1 on paper 0, or 8x8 with counts to 16.

Files differ in three things: how many pixels a picture has, whether full ink is 1, 16 or 255, and how the numbers are
stored. Here all three are settled, and the labels are checked. Pictures of 28x28 are shrunk to 20x20 as the course's
ex4data1 was made from MNIST, and kept as bytes, so that 70,000 of them take 28 MB.
"""

from math import isqrt

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, Digits, check_finite
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.framing import FRAME_SIZE
from engine.ink.resampling import resampling_matrix
from engine.nn.activations import Floats
from engine.nn.network import DType
from engine.text.sentence import say

COUNTS_SIZE = 8
"""Pixels along each side of a picture whose pixels count ink, as scikit-learn's digits are."""
MNIST_SIZE = 28
"""Pixels along each side of a picture that is shrunk to the frame."""
PICTURE_SIDES = (COUNTS_SIZE, FRAME_SIZE, MNIST_SIZE)
"""The sides of square pictures that can be read."""

_MOST_COUNT = 16  # the ink of a pixel that is all ink, in 8x8 pictures
_OVERSHOOT = 0.25  # what resampling may leave below 0 and above 1; the course's data has -0.132 and 1.128
_BLOCK = 2048  # pictures that are shrunk at a time, so that memory stays bounded
_N_LEVELS = 255


def dataset_of_pictures(
    name: str,
    pictures: NDArray[np.generic],
    labels: NDArray[np.generic],
    *,
    family: str = "",
    keep_float64: bool = False,
) -> Dataset:
    """A data set from arrays of a file; a stratified share is kept for testing.

    Parameters
    ----------
    name
        The file's, for the data set and for errors.
    pictures
        Shape (n_samples, 64), (n_samples, 400) or (n_samples, 784), row-major; any numbers.
    labels
        Shape (n_samples,) or (n_samples, 1), whole numbers from 0 to 9.
    family
        See :class:`engine.data.dataset.Dataset`.
    keep_float64
        Whether float64 pictures of 20x20 stay float64; by default they become float32.

    Raises
    ------
    DataError
        As :func:`canonical_digits` and :func:`checked_labels` raise it.
    """
    digits = canonical_digits(name, pictures, checked_labels(name, labels, len(pictures)), keep_float64=keep_float64)
    side = isqrt(digits.n_pixels)
    return dataset_of(name, name, digits, image_shape=(side, side), family=family)


def checked_labels(name: str, labels: NDArray[np.generic], n_pictures: int) -> NDArray[np.intp]:
    """Labels as integers, shape (n_pictures,).

    Raises
    ------
    DataError
        If there are none, or not one for each picture, or one is not a whole number from 0 to 9.
    """
    if labels.shape not in ((n_pictures,), (n_pictures, 1)):
        raise DataError(say("pictures.other_labels", name=name, n=n_pictures, shape=str(labels.shape)))
    if not n_pictures:
        raise DataError(say("pictures.none", name=name))
    flat = labels.reshape(n_pictures)
    wrong = np.flatnonzero(~np.isin(flat, np.arange(10))) if flat.dtype.kind in "biuf" else np.arange(n_pictures)
    if len(wrong):
        number = int(wrong[0])
        raise DataError(say("pictures.other_label", name=name, label=str(flat[number])[:20], number=number + 1))
    return flat.astype(np.intp)


def canonical_digits(
    name: str, pictures: NDArray[np.generic], labels: NDArray[np.intp], *, keep_float64: bool = False
) -> Digits:
    """Pictures in the program's own form, with their labels.

    Parameters
    ----------
    name
        Of the file, for errors.
    pictures
        Shape (n_samples, 64), (n_samples, 400) or (n_samples, 784), row-major, n_samples at least 1; paper 0, full ink
        1, 16 or 255, as their range tells.
    labels
        Shape (n_samples,).
    keep_float64
        Whether float64 pictures of 20x20 stay float64; by default they become float32.

    Returns
    -------
    Digits
        Of 400 pixels, ink 1 on paper 0, or of 64 pixels, counts from 0 to 16. Bytes stay bytes, and what was 28x28
        becomes bytes; all else is floating-point.

    Raises
    ------
    DataError
        If the shape or the range is another one, or a pixel is no finite number.
    """
    sizes = [side * side for side in PICTURE_SIDES]
    if pictures.ndim != 2 or pictures.shape[1] not in sizes or pictures.dtype.kind not in "biuf":
        got = {"dtype": str(pictures.dtype), "shape": str(pictures.shape)}
        raise DataError(say("pictures.other_shape", name=name, **got))
    full_ink = _full_ink(name, pictures)
    if pictures.shape[1] == MNIST_SIZE**2:
        return _shrunk_digits(pictures, labels, full_ink)
    unit = _MOST_COUNT / full_ink if pictures.shape[1] == COUNTS_SIZE**2 else 1 / full_ink
    if pictures.dtype == np.uint8:
        return Digits(np.ascontiguousarray(pictures, dtype=np.uint8), labels, gain=unit)
    dtype: DType = "float64" if keep_float64 and pictures.dtype == np.float64 else "float32"
    stored: Floats = pictures.astype(dtype, order="C", copy=False)
    return Digits(stored if unit == 1 else stored * np.asarray(unit, dtype=dtype), labels)


def shrink(pictures: Floats) -> Floats:
    """Pictures of 28x28 made 20x20 by antialiased bicubic, edges clamped, as MATLAB's ``imresize`` does it.

    Parameters
    ----------
    pictures
        Shape (n_samples, 28, 28), ink 1 on paper 0.

    Returns
    -------
    ndarray, shape (n_samples, 400), in the dtype of ``pictures``
        Values overshoot the range 0..1, in MNIST by up to 0.14 on either side.
    """
    center, target_center = (MNIST_SIZE - 1) / 2, (FRAME_SIZE - 1) / 2
    exact = resampling_matrix(
        MNIST_SIZE,
        FRAME_SIZE,
        scale=FRAME_SIZE / MNIST_SIZE,
        source_center=center,
        target_center=target_center,
        clamp_edges=True,
    )
    dtype: DType = "float64" if pictures.dtype == np.float64 else "float32"
    matrix: Floats = exact.astype(dtype)
    narrow = pictures.reshape(-1, MNIST_SIZE) @ matrix.T
    small: Floats = matrix @ narrow.reshape(-1, MNIST_SIZE, FRAME_SIZE)
    return small.reshape(-1, FRAME_SIZE * FRAME_SIZE)


def _full_ink(name: str, pictures: NDArray[np.generic]) -> int:
    """What a pixel that is all ink has: 1, 16 or 255; of several that fit, the least."""
    check_finite(name, pictures)
    low, high = float(pictures.min()), float(pictures.max())
    if low >= -_OVERSHOOT and high <= 1 + _OVERSHOOT:
        return 1
    for full_ink in (_MOST_COUNT, 255):
        if low >= 0 and high <= full_ink:
            return full_ink
    raise DataError(say("pictures.other_range", name=name, low=low, high=high))


def _shrunk_digits(pictures: NDArray[np.generic], labels: NDArray[np.intp], full_ink: int) -> Digits:
    """28x28 as 20x20, stored as bytes: level 0 is the least of all values, level 255 the greatest."""

    def shrunk(start: int) -> Floats:
        check_cancelled()
        block = pictures[start : start + _BLOCK].astype(np.float32)
        block /= full_ink
        return shrink(block)

    starts = range(0, len(pictures), _BLOCK)
    ranges = [(float(block.min()), float(block.max())) for block in map(shrunk, starts)]
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    level = (high - low) / _N_LEVELS or 1 / _N_LEVELS
    stored = np.empty((len(pictures), FRAME_SIZE * FRAME_SIZE), dtype=np.uint8)
    for start in starts:
        block = shrunk(start)
        block -= low
        block /= level
        stored[start : start + _BLOCK] = np.clip(np.rint(block, out=block), 0, _N_LEVELS, out=block)
    return Digits(stored, labels, gain=level, bias=low)
