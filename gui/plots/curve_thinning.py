"""Curves that grow without end, drawn with a few hundred points: the least and the greatest of each column of the plot.

A run adds some 300 points a second. To choose those that are drawn from all of them each time would take the window longer
and longer; here each point is looked at once, when it is new. The columns are of equal width on the axis, which is one of
log time: the first ten epochs get as many as the next hundred.
"""

import math

import numpy as np
from numpy.typing import NDArray

MAX_DRAWN_POINTS = 500
"""More than this many points are not drawn: a plot has no more pixels across."""
_MOST = 1e300  # what is beyond cannot be drawn; NaN is not below it either
_N_COLUMNS = (MAX_DRAWN_POINTS - 2) // 2  # two points each; besides, the first and the last

Indices = NDArray[np.intp]


def log_time(epochs: NDArray[np.float64] | float, last: float) -> NDArray[np.float64]:
    """Where epochs are on an axis from 0 to 1 that ends at the epoch ``last``: log(1 + epoch) / log(1 + last)."""
    position: NDArray[np.float64] = np.log1p(epochs) / np.log1p(last)
    return position


class GrowingCurve:
    """Chooses which values of an array that grows are drawn; those that are NaN were not measured, and never are.

    Parameters
    ----------
    last
        The epoch at which the axis ends, above 0; what lies beyond is not drawn.
    """

    def __init__(self, last: float) -> None:
        self._last_epoch = last
        self._n_seen = 0
        self._ends: Indices = np.empty(0, dtype=np.intp)  # the first and the last that was measured
        self._least: Indices = np.full(_N_COLUMNS, -1, dtype=np.intp)
        self._greatest: Indices = np.full(_N_COLUMNS, -1, dtype=np.intp)

    def extend(self, epochs: NDArray[np.float64], values: NDArray[np.float64]) -> None:
        """Take note of what is new; both begin with what was there before, and epochs ascend."""
        new = self._n_seen + np.flatnonzero(np.abs(values[self._n_seen :]) < _MOST)
        self._n_seen = len(values)
        new = new[epochs[new] <= self._last_epoch]
        if not len(new):
            return
        self._ends = np.array([self._ends[0] if len(self._ends) else new[0], new[-1]])
        columns = np.minimum(log_time(epochs[new], self._last_epoch) * _N_COLUMNS, _N_COLUMNS - 1).astype(np.intp)
        starts = np.flatnonzero(np.diff(columns, prepend=-1))
        for extremes, sign in ((self._least, 1.0), (self._greatest, -1.0)):
            signed = sign * values[new]
            for start, stop in zip(starts, [*starts[1:], len(new)], strict=True):
                column, best = columns[start], start + int(signed[start:stop].argmin())
                if extremes[column] < 0 or signed[best] < sign * values[extremes[column]]:
                    extremes[column] = new[best]

    def indices(self) -> Indices:
        """Which of the values to draw, ascending: at most :data:`MAX_DRAWN_POINTS`, the first and the last among them."""
        measured = self._least >= 0
        return _ascending(np.concatenate([self._least[measured], self._greatest[measured], self._ends]))


def thinned(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """At most :data:`MAX_DRAWN_POINTS` of the points (x, y), both of shape (n,), x ascending.

    They are the least and the greatest of each stretch, so that no peak is lost.
    """
    if len(x) <= MAX_DRAWN_POINTS:
        return x, y
    stretch = math.ceil(len(x) / ((MAX_DRAWN_POINTS - 4) // 2))
    n_whole = len(x) // stretch * stretch
    blocks = y[:n_whole].reshape(-1, stretch)
    starts = np.arange(0, n_whole, stretch)
    chosen = [starts + blocks.argmin(axis=1), starts + blocks.argmax(axis=1), [0, len(x) - 1]]
    if n_whole < len(x):
        chosen.append([n_whole + int(y[n_whole:].argmin()), n_whole + int(y[n_whole:].argmax())])
    indices = _ascending(np.concatenate(chosen))
    return x[indices], y[indices]


def _ascending(indices: Indices) -> Indices:
    """Indices in order, each once: ``np.unique`` loads masked arrays for it, which the window's start would wait for."""
    ordered = np.sort(indices)
    return ordered[np.diff(ordered, prepend=-1) > 0]
