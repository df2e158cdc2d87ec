"""Digits as the last hidden layer has them: which are alike, and where they lie in a plane.

What the last hidden layer puts out for a digit is a point in a space of as many dimensions as it has units. Digits that lie
near each other there are alike to the network. The plane that shows most of how they differ is that of their first two
principal components.

Source: Pearson, "On lines and planes of closest fit to systems of points in space", Phil. Mag. 2 (1901).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Digits
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.passes import layer_by_layer

_BLOCK = 2048  # digits at a time
_WIDE = 1.0e-9
_LARGE = 1.0e15  # sums of products of larger numbers overflow in float32


def last_hidden(model: Model, images: Floats) -> Floats:
    """What the last hidden layer puts out, row by row; the pixels themselves, scaled, where there is none.

    Parameters
    ----------
    model
        The network.
    images
        Shape (n_samples, n_inputs), not scaled.

    Returns
    -------
    ndarray, shape (n_samples, n_values)
        Of the network's dtype, in memory of its own.
    """
    parameters = model.parameters
    rows = model.inputs_of(images)
    n_hidden = len(parameters.architecture.layers) - 1
    if not n_hidden:
        return rows.copy()
    found: Floats = np.empty((len(rows), parameters.architecture.layer_sizes[n_hidden]), rows.dtype)
    step = min(_BLOCK, parameters.architecture.chunk_rows)
    for start in range(0, len(rows), step):
        check_cancelled()
        with np.errstate(all="ignore"):
            layers = layer_by_layer(parameters, rows[start : start + step])
            *_, last, _ = (values for values, _ in layers)  # that of the outputs was asked for: this is activated
        found[start : start + step] = last.reshape(len(last), -1)
    return found


def last_hidden_of(model: Model, digits: Digits) -> Floats:
    """The same for digits of a data set, block by block, so that bytes become numbers a few at a time."""
    n_layers = len(model.parameters.architecture.layers)
    found: Floats = np.empty(
        (len(digits), model.parameters.architecture.layer_sizes[n_layers - 1]), model.parameters.dtype
    )
    for start in range(0, len(digits), _BLOCK):
        block = slice(start, start + _BLOCK)
        found[block] = last_hidden(model, digits[block].values(model.parameters.dtype))
    return found


class Neighborhood:
    """Many digits, among which the nearest to a drawing are found.

    Parameters
    ----------
    points
        Shape (n_samples, n_values): where the digits lie.
    """

    def __init__(self, points: Floats) -> None:
        self._points = _wide_enough(points, points)
        with np.errstate(all="ignore"):  # a network that has diverged
            self._squares: Floats = np.einsum("ij,ij->i", self._points, self._points)

    def __len__(self) -> int:
        return len(self._points)

    def nearest(self, point: Floats, n: int = 5) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The nearest digits, and how far they are.

        Parameters
        ----------
        point
            Shape (n_values,).
        n
            How many, if there are so many.

        Returns
        -------
        tuple of ndarray
            Rows of the points, the nearest first, and their Euclidean distances.
        """
        n = min(n, len(self._points))
        if not n:
            return np.empty(0, np.intp), np.empty(0)
        # |p − q|² = |p|² − 2 p q + |q|²; of those that look nearest the distance is then taken exactly
        with np.errstate(all="ignore"):
            rough = self._squares - 2.0 * (_wide_enough(self._points, point) @ point)
            few = np.argpartition(rough, min(4 * n, len(rough)) - 1)[: 4 * n]
            distances = np.linalg.norm(self._points[few].astype(np.float64) - point, axis=1)
        order = np.argsort(distances, kind="stable")[:n]
        return few[order], distances[order]


def _wide_enough(points: Floats, values: Floats) -> Floats:
    """Points in numbers in which products with such values do not overflow."""
    return points.astype(np.float64, copy=False) if np.abs(values).max(initial=0.0) > _LARGE else points


@dataclass(frozen=True, eq=False)
class Plane:
    """The plane in which some points differ most.

    Attributes
    ----------
    mean
        Of the points, shape (n_values,), float64.
    axes
        The first two principal components, shape (2, n_values), of length 1; 0 where the points have fewer dimensions.
    share
        How much of all variance lies in the plane, 0 to 1.
    """

    mean: NDArray[np.float64]
    axes: NDArray[np.float64]
    share: float

    def project(self, points: Floats) -> NDArray[np.float64]:
        """Where points lie in the plane: shape (n, 2) for (n, n_values)."""
        placed: NDArray[np.float64] = (points.astype(np.float64) - self.mean) @ self.axes.T
        return placed


def principal_plane(points: Floats) -> Plane:
    """The plane of the first two principal components, by the eigenvectors of the covariance.

    Parameters
    ----------
    points
        Shape (n_samples, n_values), at least one sample, finite.
    """
    n, n_values = points.shape
    mean = points.mean(axis=0, dtype=np.float64)
    centered = points.astype(np.float64) - mean
    axes, total = np.zeros((2, n_values)), float(np.einsum("ij,ij->", centered, centered))
    if not total:
        return Plane(mean, axes, 1.0)
    is_tall = n >= n_values
    variances, vectors = np.linalg.eigh(centered.T @ centered if is_tall else centered @ centered.T)
    kept = 0.0
    for place in range(min(2, len(variances))):
        variance = float(variances[-1 - place])
        if variance <= _WIDE * total:
            break
        vector = vectors[:, -1 - place] if is_tall else centered.T @ vectors[:, -1 - place] / np.sqrt(variance)
        axes[place] = vector * (1.0 if vector[np.abs(vector).argmax()] > 0.0 else -1.0)
        kept += variance
    return Plane(mean, axes, min(kept / total, 1.0))


def turned_like(plane: Plane, points: Floats, before: NDArray[np.float64]) -> Plane:
    """The same plane, its axes in the order and with the signs that move points least from where they were.

    While a network learns, two components of nearly the same variance may change places, and the sign of each is arbitrary:
    the picture would jump.

    Parameters
    ----------
    plane
        Of the points as they are now.
    points
        Shape (n_samples, n_values), now.
    before
        Where the same digits lay in the plane before, shape (n_samples, 2).
    """
    now = plane.project(points)
    likeness = now.T @ (before - before.mean(axis=0))  # rows: axes now; columns: axes before
    size = np.linalg.norm(now, axis=0)[:, np.newaxis] * np.linalg.norm(before - before.mean(axis=0), axis=0)
    likeness = np.divide(likeness, size, out=np.zeros_like(likeness), where=size > 0.0)
    stays = np.abs(likeness[0, 0]) + np.abs(likeness[1, 1])
    order = [0, 1] if stays >= np.abs(likeness[0, 1]) + np.abs(likeness[1, 0]) else [1, 0]
    signs = [-1.0 if likeness[axis, place] < 0.0 else 1.0 for place, axis in enumerate(order)]
    return replace(plane, axes=plane.axes[order] * np.array(signs)[:, np.newaxis])
