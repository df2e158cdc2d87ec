"""The numbers on the axes of the learning curves. Pure functions."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

LEAST_LOGARITHMIC = 1e-8
"""The least loss on a logarithmic axis: what is below, 0 too, is drawn there."""
_LEAST = 1e-300  # what is below has no power of ten of its own
_MOST_DECADES = 5


def round_up(value: float) -> float:
    """The least of ..., 1, 1.5, 2, 3, 4, 5, 7.5, 10, ... that is not below a value; 1 for 0 and what is below it."""
    if value < _LEAST:
        return 1.0
    magnitude = 10.0 ** math.floor(math.log10(value))
    return float(next(m * magnitude for m in (1, 1.5, 2, 3, 4, 5, 7.5, 10, 15) if m * magnitude >= value))


def epoch_ticks(last: float) -> list[float]:
    """Epochs that deserve a number on an axis of log time, the more important ones first: 0, powers of ten, threes."""
    decades = [10.0**power for power in range(math.floor(math.log10(max(last, 1.0))) + 1)]
    ticks = [0.0, *decades, *[3 * decade for decade in decades]]
    if last < 10:
        ticks += [2.0, 5.0]
    if last < 3:
        ticks.append(0.5)
    return [tick for tick in ticks if tick <= last]


def without_collisions(
    ticks: Sequence[float], room_of: Callable[[float], tuple[float, float]], gap: float
) -> list[float]:
    """The ticks whose numbers fit on an axis, ascending; of two that would collide, the more important one stays.

    3, 30, 300, ... are all there, or none.

    Parameters
    ----------
    ticks
        The more important ones first.
    room_of
        From where to where the number of a tick stands.
    gap
        The least distance between two numbers.
    """
    kept: list[tuple[float, float, float]] = []
    for tick in ticks:
        start, stop = room_of(tick)
        if all(stop + gap <= left or right + gap <= start for _, left, right in kept):
            kept.append((tick, start, stop))
    shown = {tick for tick, _, _ in kept}
    threes = [tick for tick in ticks if f"{tick:.0e}".startswith("3")]
    if shown.isdisjoint(threes) or shown.issuperset(threes):
        return sorted(shown)
    return without_collisions([tick for tick in ticks if tick not in threes], room_of, gap)


def loss_ticks(top: float) -> list[float]:
    """Some three round numbers from 0 to the top of a linear axis, the top not necessarily among them."""
    magnitude = 10.0 ** math.floor(math.log10(top) + 1e-9)
    steps = ((1.9, 0.5), (3.9, 1.0), (5.9, 2.0), (math.inf, 2.5))
    step = magnitude * next(step for limit, step in steps if top / magnitude < limit)
    return [step * number for number in range(math.floor(top / step * (1 + 1e-9)) + 1)]


def decades(least: float, greatest: float) -> tuple[list[float], float, float]:
    """Powers of ten for a logarithmic axis that holds these losses, and the exponents at its ends."""
    low = math.floor(math.log10(max(least, LEAST_LOGARITHMIC)))
    high = max(math.ceil(math.log10(max(greatest, LEAST_LOGARITHMIC))), low + 1)
    step = math.ceil((high - low) / _MOST_DECADES)
    return [10.0**power for power in range(low, high + 1, step)], low, high


def range_ticks(least: float, greatest: float, *, is_log: bool) -> list[float]:
    """Round numbers within a range, the more important ones first: some five, or powers of ten, then threes.

    Parameters
    ----------
    least, greatest
        The ends; of a logarithmic range both are above 0.
    is_log
        Whether equal distances are equal factors.
    """
    if not least < greatest:
        return [least]
    if is_log:
        powers = range(math.floor(math.log10(least)) - 1, math.ceil(math.log10(greatest)) + 1)
        rounded = [float(f"{digit}e{power}") for digit in (1, 3) for power in powers]
        ticks = [tick for tick in rounded if least * (1 - 1e-9) <= tick <= greatest * (1 + 1e-9)]
        return ticks if len(ticks) > 1 else [least, greatest]
    step = round_up((greatest - least) / 5)
    first = math.ceil(least / step - 1e-9)
    return [step * number for number in range(first, math.floor(greatest / step + 1e-9) + 1)]


def plain_number(value: float) -> str:
    """A number on an axis or beside a curve's end, as people write it: 0.001 or 1e-06, 1,000 or 1e+09."""
    if value == 0:
        return "0"
    if not 1e-4 <= abs(value) < 1e6:
        return f"{value:.0e}".replace("e-0", "e−").replace("e-", "e−").replace("e+0", "e").replace("e+", "e")
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def loss_text(loss: float) -> str:
    """A loss with three decimals, or with two digits where it has no others."""
    if loss >= 1000:
        return f"{loss:,.0f}" if loss < 1e6 else plain_number(loss)
    return f"{loss:.3f}" if loss >= 0.0005 or loss == 0 else plain_number(loss)


def epoch_text(epoch: float) -> str:
    """How many epochs are complete, as the progress tells it; in the first ten, with two decimals within one."""
    return f"{math.floor(epoch):,}" if epoch >= 10 else f"{epoch:.2f}".rstrip("0").rstrip(".")


def span(arrays: Sequence[NDArray[np.float64]]) -> tuple[float, float] | None:
    """The least and the greatest of all these values; ``None`` if there are none."""
    filled = [array for array in arrays if len(array)]
    if not filled:
        return None
    return min(float(array.min()) for array in filled), max(float(array.max()) for array in filled)
