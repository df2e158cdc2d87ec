"""Resampling of pictures by matrices: ``rows @ picture @ columns.T`` shrinks, enlarges and shifts in one step.

The kernel is Keys's cubic with a = -0.5, widened when it shrinks, so that every source pixel counts ("antialiased
bicubic", as MATLAB's ``imresize`` and Pillow do it). Because scale and centers are real numbers, a picture can be placed
to a fraction of a pixel, which the frame of 20x20 needs.

Source: R. Keys, "Cubic convolution interpolation for digital image processing", IEEE ASSP 29 (1981).
"""

import numpy as np
from numpy.typing import NDArray


def cubic_kernel(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keys's cubic convolution kernel with a = -0.5.

    Parameters
    ----------
    distance
        Distances from the kernel's center in source pixels, any shape.

    Returns
    -------
    ndarray
        Weights of the same shape; 1 at 0, 0 at every other integer and beyond 2.
    """
    d = np.abs(distance)
    near = (1.5 * d - 2.5) * d * d + 1.0
    far = ((-0.5 * d + 2.5) * d - 4.0) * d + 2.0
    return np.where(d <= 1.0, near, np.where(d < 2.0, far, 0.0))


def resized(pictures: NDArray[np.floating], size: int) -> NDArray[np.floating]:
    """Square pictures made larger or smaller by antialiased bicubic, edges clamped, as MATLAB's ``imresize`` does it.

    Parameters
    ----------
    pictures
        Shape (n_samples, side, side).
    size
        Pixels along each side afterwards.

    Returns
    -------
    ndarray, shape (n_samples, size, size), in the dtype of ``pictures`` if that is float64, else float32
        Values overshoot the range that they had, in MNIST shrunk to 20x20 by up to 0.14 on either side.
    """
    side = pictures.shape[-1]
    exact = resampling_matrix(
        side,
        size,
        scale=size / side,
        source_center=(side - 1) / 2,
        target_center=(size - 1) / 2,
        clamp_edges=True,
    )
    matrix: NDArray[np.floating] = exact.astype(np.float64 if pictures.dtype == np.float64 else np.float32)
    narrow: NDArray[np.floating] = pictures.reshape(-1, side) @ matrix.T
    small: NDArray[np.floating] = matrix @ narrow.reshape(-1, side, size)
    return small


def resampling_matrix(
    n_source: int,
    n_target: int,
    *,
    scale: float,
    source_center: float,
    target_center: float,
    clamp_edges: bool = False,
) -> NDArray[np.float64]:
    """The matrix that resamples one axis of a picture.

    Positions are pixel indices: pixel ``i`` has its middle at ``i`` and reaches from ``i - 0.5`` to ``i + 0.5``.

    Parameters
    ----------
    n_source, n_target
        Pixels along the axis before and after.
    scale
        Target pixels per source pixel, above 0.
    source_center, target_center
        The position in the source that lands on that position in the target.
    clamp_edges
        What lies outside the source: its nearest pixel (as ``imresize`` does) or, by default, nothing (0).

    Returns
    -------
    ndarray, shape (n_target, n_source), float64
        Each row sums to 1 where the kernel lies inside the source.
    """
    shrink = min(scale, 1.0)
    reach = 2.0 / shrink
    positions = source_center + (np.arange(n_target) - target_center) / scale
    first = np.floor(positions - reach).astype(np.intp)
    taps = first[:, None] + np.arange(int(np.ceil(2 * reach)) + 2)
    weights = cubic_kernel((positions[:, None] - taps) * shrink)
    weights /= weights.sum(axis=1, keepdims=True)
    inside = (taps >= 0) & (taps < n_source)
    if not clamp_edges:
        weights = np.where(inside, weights, 0.0)
    matrix = np.zeros((n_target, n_source))
    rows = np.broadcast_to(np.arange(n_target)[:, None], taps.shape)
    np.add.at(matrix, (rows, np.clip(taps, 0, n_source - 1)), weights)
    return matrix
