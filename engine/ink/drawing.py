"""The drawing on the canvas: strokes with undo and redo, and which strokes an eraser touches. No Qt.

A drawing's coordinates are fractions of the canvas's side, x to the right, y down, so that it keeps its place when the
window changes its size. Every state is an immutable tuple of strokes; undo and redo walk along a list of states.
"""

import numpy as np
from numpy.typing import NDArray

from engine.ink.framing import Stroke
from engine.text.sentence import Sentence, say

DOT_SIZE = 0.04
"""Drawings no larger than this, in fractions of the canvas's side, are dots and are not blown up."""
_MAX_STATES = 500


class Drawing:
    """Finished strokes, at first those that are given; the one under way; and what was there before.

    Attributes
    ----------
    current
        Points (x, y) of the stroke under way; empty while the pen is up.
    """

    def __init__(self, strokes: tuple[Stroke, ...] = ()) -> None:
        self._states: list[tuple[Stroke, ...]] = [strokes]
        self._numbers = [0]
        self._changes: list[Sentence | None] = [None]  # what led to each state
        self._at = 0
        self._n_pushed = 0
        self.current: list[tuple[float, float]] = []

    @property
    def state_number(self) -> int:
        """The number of the state that the finished strokes are in: its own, which undo and redo find again."""
        return self._numbers[self._at]

    @property
    def finished(self) -> tuple[Stroke, ...]:
        """The finished strokes, first drawn first."""
        return self._states[self._at]

    @property
    def strokes(self) -> list[Stroke]:
        """All strokes, the one under way included, each of shape (n_points, 2)."""
        under_way = [np.array(self.current)] if self.current else []
        return [*self.finished, *under_way]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self.finished and not self.current

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke under way, or a state before this one."""
        return bool(self.current) or self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was undone and nothing drawn since."""
        return self._at + 1 < len(self._states)

    @property
    def undo_change(self) -> Sentence | None:
        """What :meth:`undo` undoes, such as "stroke"; ``None`` where there is nothing to undo."""
        return say("drawing.stroke") if self.current else self._changes[self._at]

    @property
    def redo_change(self) -> Sentence | None:
        """What :meth:`redo` does again; ``None`` where there is nothing."""
        return self._changes[self._at + 1] if self.can_redo and not self.current else None

    def begin_stroke(self, x: float, y: float) -> None:
        """The pen comes down."""
        self.current = [(x, y)]

    def extend_stroke(self, x: float, y: float) -> bool:
        """The pen moves; False if it is up or has not moved."""
        if not self.current or self.current[-1] == (x, y):
            return False
        self.current.append((x, y))
        return True

    def end_stroke(self) -> bool:
        """The pen goes up: the stroke under way is finished; False if there is none."""
        if not self.current:
            return False
        stroke = np.array(self.current)
        self.current = []
        self._push((*self.finished, stroke), say("drawing.stroke"))
        return True

    def erase_at(self, start: tuple[float, float], end: tuple[float, float], *, reach: float) -> bool:
        """Take away every finished stroke that comes within ``reach`` of the straight line from start to end.

        Returns
        -------
        bool
            Whether any was.
        """
        kept = tuple(stroke for stroke in self.finished if not touches(stroke, start, end, reach=reach))
        if len(kept) == len(self.finished):
            return False
        self._push(kept, say("drawing.erasing"))
        return True

    def replace(self, strokes: list[Stroke], change: Sentence | None = None) -> None:
        """Put other strokes in place of all; can be undone. ``change`` is what that is called, after "Undo"."""
        self.current = []
        if strokes or self.finished:
            self._push(tuple(strokes), change or say("drawing.another"))

    def clear(self) -> None:
        """Take away all strokes; can be undone."""
        self.replace([], say("drawing.clear"))

    def undo(self) -> bool:
        """Drop the stroke under way or, without one, go back one state; False if there is none before."""
        if self.current:
            self.current = []
            return True
        if not self.can_undo:
            return False
        self._at -= 1
        return True

    def redo(self) -> bool:
        """Take back an undo; False if there is none."""
        if self.current or not self.can_redo:
            return False
        self._at += 1
        return True

    def _push(self, state: tuple[Stroke, ...], change: Sentence) -> None:
        self._n_pushed += 1
        self._states = [*self._states[: self._at + 1], state][-_MAX_STATES:]
        self._numbers = [*self._numbers[: self._at + 1], self._n_pushed][-_MAX_STATES:]
        self._changes = [*self._changes[: self._at + 1], change][-_MAX_STATES:]
        self._at = len(self._states) - 1


def touches(stroke: Stroke, start: tuple[float, float], end: tuple[float, float], *, reach: float) -> bool:
    """Whether a stroke comes within ``reach`` of the straight line from ``start`` to ``end``."""
    a, b = np.array(start), np.array(end)
    if len(stroke) == 1:
        return bool(_distance_to_segments(stroke[0], a[None], b[None]).min() <= reach)
    heads, tails = stroke[:-1], stroke[1:]
    # Two segments that do not cross are nearest at an end of one of them.
    to_stroke = np.concatenate([_distance_to_segments(point, heads, tails) for point in (a, b)])
    to_line = np.concatenate([_distance_to_segments(point, a[None], b[None]) for point in stroke])
    nearest = min(to_stroke.min(), to_line.min())
    return bool(nearest <= reach or _crosses(a, b, heads, tails))


def _distance_to_segments(
    point: NDArray[np.float64], heads: NDArray[np.float64], tails: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Distances of one point (2,) from segments (n, 2) to (n, 2); shape (n,)."""
    along = tails - heads
    squared = np.maximum((along * along).sum(axis=1), np.finfo(np.float64).tiny)
    share = np.clip(((point - heads) * along).sum(axis=1) / squared, 0.0, 1.0)
    offset = point - heads - share[:, None] * along
    distance: NDArray[np.float64] = np.hypot(offset[:, 0], offset[:, 1])
    return distance


def _crosses(
    a: NDArray[np.float64], b: NDArray[np.float64], heads: NDArray[np.float64], tails: NDArray[np.float64]
) -> bool:
    """Whether the segment a-b properly crosses any of the segments."""

    def side(p: NDArray[np.float64], q: NDArray[np.float64], r: NDArray[np.float64]) -> NDArray[np.float64]:
        d, e = q - p, r - p
        cross: NDArray[np.float64] = d[..., 0] * e[..., 1] - d[..., 1] * e[..., 0]
        return cross

    apart = (side(a, b, heads) * side(a, b, tails) < 0) & (side(heads, tails, a) * side(heads, tails, b) < 0)
    return bool(apart.any())
