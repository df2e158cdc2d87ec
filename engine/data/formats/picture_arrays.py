"""Arrays of pictures as files have them, made the program's own: ink 1 on paper 0, or, for 8x8, counts to 16.

Files differ in three things: how many pixels a picture has, whether full ink is 1, 16 or 255, and how the numbers are
stored. Here all three are settled, and the labels are checked. Pictures of 28x28 stay as they are where that is asked for;
else they are shrunk to 20x20 as the course's ex4data1 was made from MNIST, and kept as bytes, so that 70,000 of them take
28 MB.
"""

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Digits, check_finite
from engine.errors import DataError
from engine.ink.input_formats import FRAME, LARGE_FRAME, InputFormat, format_of_count
from engine.ink.resampling import resized
from engine.nn.activations import Floats
from engine.nn.network import DType
from engine.text.sentence import say

FULL_INKS = (1, 16, 255)
"""What a pixel that is all ink may have in files."""
OVERSHOOT = 0.25
"""What resampling may leave below 0 and above 1; the course's data has -0.132 and 1.128."""
_BLOCK = 2048  # pictures that are shrunk at a time, so that memory stays bounded
_N_LEVELS = 255


def canonical_digits(
    name: str,
    pictures: NDArray[np.generic],
    labels: NDArray[np.intp],
    *,
    wanted: InputFormat | None = None,
    keep_float64: bool = False,
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
    wanted
        The format that is asked for: 28x28 stays 28x28 only for this.
    keep_float64
        Whether float64 pictures of 20x20 stay float64; by default they become float32.

    Returns
    -------
    Digits
        Of 20x20 or 28x28 pixels, ink 1 on paper 0, or of 8x8 pixels, counts from 0 to 16. Bytes stay bytes, whole numbers
        of a byte's range become bytes if they stay 28x28, and what is shrunk becomes bytes; all else is floating-point.

    Raises
    ------
    DataError
        If the shape or the range is another one, or a pixel is no finite number.
    """
    form = format_of_count(pictures.shape[1]) if pictures.ndim == 2 else None
    if form is None or pictures.dtype.kind not in "biuf":
        got = {"dtype": str(pictures.dtype), "shape": str(pictures.shape)}
        raise DataError(say("pictures.other_shape", name=name, **got))
    full_ink = full_ink_of(name, pictures)
    if form == LARGE_FRAME:
        if wanted != LARGE_FRAME:
            return _shrunk_digits(pictures, labels, full_ink)
        if pictures.dtype.kind in "iu" and full_ink == FULL_INKS[-1]:
            pictures = pictures.astype(np.uint8, copy=False)
    unit = form.ink / full_ink
    if pictures.dtype == np.uint8:
        return Digits(np.ascontiguousarray(pictures, dtype=np.uint8), labels, gain=unit, shape=form.shape)
    dtype: DType = "float64" if keep_float64 and pictures.dtype == np.float64 else "float32"
    stored: Floats = pictures.astype(dtype, order="C", copy=False)
    return Digits(stored if unit == 1 else stored * np.asarray(unit, dtype=dtype), labels, shape=form.shape)


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
    small: Floats = resized(pictures.reshape(-1, LARGE_FRAME.height, LARGE_FRAME.width), FRAME.size)
    return small.reshape(-1, FRAME.n_inputs)


def full_ink_of(name: str, pictures: NDArray[np.generic]) -> int:
    """What a pixel that is all ink has: 1, 16 or 255; of several that fit, the least.

    Raises
    ------
    DataError
        If the range is another one, or a pixel is no finite number.
    """
    check_finite(name, pictures)
    low, high = float(pictures.min()), float(pictures.max())
    least, *others = FULL_INKS
    if low >= -OVERSHOOT and high <= least + OVERSHOOT:
        return least
    for full_ink in others:
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
    stored = np.empty((len(pictures), FRAME.n_inputs), dtype=np.uint8)
    for start in starts:
        block = shrunk(start)
        block -= low
        block /= level
        stored[start : start + _BLOCK] = np.clip(np.rint(block, out=block), 0, _N_LEVELS, out=block)
    return Digits(stored, labels, gain=level, bias=low, shape=FRAME.shape)
