"""Which lines and units of a network are drawn, and how thick a line is. Pure functions.

Nothing here flickers: what is drawn stays so until something else is clearly stronger, and the scale of lines falls slowly.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.nn.activations import Floats

_Share = TypeVar("_Share", float, Floats)

THINNEST = 0.75
FROM_INPUT, TO_OUTPUTS, BETWEEN, OF_PIXELS = 3.5, 7.0, 4.0, 3.0
"""The widest line, in points of the design: from the drawing, to the outputs, between hidden layers, from single pixels."""
MOST_LINES, MOST_LINES_OF_MAPS, MOST_PIXEL_LINES = 56, 36, 32
"""Lines between two layers at most, and from single pixels to one unit."""
FAINT_WIDTH, FAINT_OPACITY = 0.6, 0.3
"""What the lines are multiplied by that are not those of the answer."""
LEAST_OPACITY_IN_CONTRAST = 0.65
_LOYALTY = 1 / 0.9
_FALL = 0.95


def line_width(share: _Share, widest: float) -> _Share:
    """How wide a line is whose part is that share of the largest, or each of several, in points of the design."""
    return THINNEST + (widest - THINNEST) * share


def line_opacity(share: _Share) -> _Share:
    """How opaque it is."""
    opacity: _Share = 0.15 + 0.75 * share**0.7
    return opacity


def eased_peak(before: float, now: float) -> float:
    """The part that gets the widest line: it rises at once and falls by 5 % a frame, so that lines do not flicker."""
    return max(now, before * _FALL)


def choose(strengths: NDArray[np.floating], most: int, before: NDArray[np.bool_] | None = None) -> NDArray[np.intp]:
    """The strongest, at most so many, in their order; none that is 0.

    Parameters
    ----------
    strengths
        Of all there are, shape (n,), not below 0.
    most
        How many are chosen at most.
    before
        Which were chosen the last time, shape (n,): one of them stays until it is 10 % weaker than the weakest newcomer.
    """
    wanted = np.nan_to_num(strengths.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    n_there = int(np.count_nonzero(wanted))
    if before is not None:
        wanted = np.where(before, wanted * _LOYALTY, wanted)
    n = min(most, n_there)
    if n >= len(wanted):
        return np.arange(len(wanted))
    if not n:
        return np.zeros(0, np.intp)
    chosen: NDArray[np.intp] = np.sort(np.argsort(-wanted, kind="stable")[:n])
    return chosen


def choose_units(
    strengths: NDArray[np.floating], most: int, before: tuple[int, ...], must: tuple[int, ...] = ()
) -> tuple[int, ...]:
    """The units of a wide layer that are drawn, exactly so many, in their order; those that must be among them are.

    Without any that are active, those that were drawn stay.
    """
    was = np.zeros(len(strengths), np.bool_)
    was[[unit for unit in before if unit < len(strengths)]] = True
    wanted = np.nan_to_num(strengths.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    wanted = np.where(was, wanted * _LOYALTY, wanted)
    wanted[list(must)] = np.inf
    return tuple(sorted(np.lexsort((~was, -wanted))[:most].tolist()))
