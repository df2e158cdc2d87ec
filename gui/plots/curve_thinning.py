"""Curves that grow without end, drawn with a few hundred points: the least and the greatest of each stretch.

A run adds some 300 points a second. To choose those that are drawn from all of them each time would take the window longer
and longer; here each point is looked at once, when it is new.
"""

import numpy as np
from numpy.typing import NDArray

MAX_DRAWN_POINTS = 500
"""More than this many points are not drawn: a plot has no more pixels across."""
_MOST_STRETCHES = (
    MAX_DRAWN_POINTS - 4
) // 2  # two points each; the first, the last, and two of what is not a stretch yet
_FIRST_STRETCH = 4  # points; so that there are fewer stretches than that once not all points are drawn any more

Indices = NDArray[np.intp]


class GrowingCurve:
    """Chooses which values of an array that grows are drawn; those that are NaN were not measured and never are."""

    def __init__(self) -> None:
        self._n_seen = 0
        self._first: int | None = None
        self._last = 0
        self._length = _FIRST_STRETCH  # of a stretch, in points
        self._extremes: Indices = np.empty((0, 2), dtype=np.intp)  # of each stretch: the least and the greatest
        self._rest: Indices = np.empty(0, dtype=np.intp)  # points since the last stretch

    def extend(self, values: NDArray[np.float64]) -> None:
        """Take note of what is new; ``values`` begins with what was there before."""
        new = self._n_seen + np.flatnonzero(~np.isnan(values[self._n_seen :]))
        self._n_seen = len(values)
        if not len(new):
            return
        if self._first is None:
            self._first = int(new[0])
        self._last = int(new[-1])
        self._rest = np.concatenate([self._rest, new])
        if not len(self._extremes) and len(self._rest) <= MAX_DRAWN_POINTS:
            return  # all of them are drawn
        self._gather(values)
        while len(self._extremes) > _MOST_STRETCHES:
            self._join(values)

    def indices(self, values: NDArray[np.float64]) -> Indices:
        """Which of the values to draw, ascending: at most :data:`MAX_DRAWN_POINTS`, the first and the last among them."""
        if self._first is None or not len(self._extremes):
            return self._rest
        rest = self._rest[[values[self._rest].argmin(), values[self._rest].argmax()]] if len(self._rest) else self._rest
        chosen: Indices = np.unique(np.concatenate([self._extremes.reshape(-1), rest, [self._first, self._last]]))
        return chosen

    def _gather(self, values: NDArray[np.float64]) -> None:
        """Make stretches of what has come to be long enough."""
        n_whole = len(self._rest) // self._length * self._length
        stretches, self._rest = self._rest[:n_whole].reshape(-1, self._length), self._rest[n_whole:]
        self._extremes = np.concatenate([self._extremes, _extremes_of(stretches, values)])

    def _join(self, values: NDArray[np.float64]) -> None:
        """Make one of every two stretches; of one that is left over, what is drawn of it stays."""
        n_whole = len(self._extremes) // 2 * 2
        left_over = np.unique(self._extremes[n_whole:])
        self._rest = np.concatenate([left_over, self._rest])
        self._extremes = _extremes_of(self._extremes[:n_whole].reshape(-1, 4), values)
        self._length *= 2


def _extremes_of(rows: Indices, values: NDArray[np.float64]) -> Indices:
    """The least and the greatest value of each row of indices, shape (n_rows, 2)."""
    numbers = np.arange(len(rows))
    of_rows = values[rows]
    return np.stack([rows[numbers, of_rows.argmin(axis=1)], rows[numbers, of_rows.argmax(axis=1)]], axis=1)
