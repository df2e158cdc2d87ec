"""The mean digit of each class, as it is labeled and as a network reads it, and where the two differ."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Digits
from engine.nn.network import N_CLASSES

LEAST_DIFFERENCE = 1 / 255
"""Of full ink: pixels of two means differ if they are further apart than one step of a picture of bytes."""
_BLOCK = 4096  # digits at a time, so that memory stays bounded


@dataclass(frozen=True, eq=False)
class ClassMeans:
    """Mean digits, row by row for the classes 0 to 9.

    Attributes
    ----------
    labeled
        The mean of the digits that are labeled so, shape (10, n_pixels), float64; NaN for a class without any.
    recognized
        The mean of the digits that are read as it, of the same shape; NaN for what nothing is read as.
    n_labeled, n_recognized
        How many digits each is a mean of, shape (10,).
    n_different
        In how many pixels the two differ by more than :data:`LEAST_DIFFERENCE`, shape (10,); -1 where one is missing.
    shape
        (height, width, channels) of a picture.
    """

    labeled: NDArray[np.float64]
    recognized: NDArray[np.float64]
    n_labeled: NDArray[np.intp]
    n_recognized: NDArray[np.intp]
    n_different: NDArray[np.intp]
    shape: tuple[int, ...]


def class_means(
    digits: Digits, recognized_as: NDArray[np.intp], *, is_cancelled: Callable[[], bool] | None = None
) -> ClassMeans | None:
    """Mean digits of each class.

    Parameters
    ----------
    digits
        As data sets have them, not scaled.
    recognized_as
        What each is read as, 0 to 9, or -1 where the network has no answer, shape (n_samples,).
    is_cancelled
        Asked before each block of digits.

    Returns
    -------
    ClassMeans
        ``None`` if it was cancelled.
    """
    classes = np.arange(N_CLASSES)
    sums = np.zeros((2, N_CLASSES, digits.n_pixels))
    counts = np.zeros((2, N_CLASSES), dtype=np.intp)
    for start in range(0, len(digits), _BLOCK):
        if is_cancelled is not None and is_cancelled():
            return None
        block = digits[start : start + _BLOCK]
        values = block.values("float64")
        for kind, of in enumerate((block.labels, recognized_as[start : start + _BLOCK])):
            is_member = of[None, :] == classes[:, None]
            sums[kind] += is_member.astype(np.float64) @ values
            counts[kind] += is_member.sum(axis=1)
    is_known = counts > 0
    means = np.where(is_known[:, :, None], sums / np.maximum(counts, 1)[:, :, None], np.nan)
    least = LEAST_DIFFERENCE * digits.ink
    n_different = (np.abs(means[0] - means[1]) > least).sum(axis=1)
    return ClassMeans(
        means[0], means[1], counts[0], counts[1], np.where(is_known.all(axis=0), n_different, -1), digits.shape
    )
