"""Learning-rate schedules: what the learning rate is multiplied by as a run goes on.

A schedule is a factor of the learning rate that is set, so that the rate can still be changed by hand during a run.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from engine.text.sentence import Sentence, say, verbatim

_WARM_UP = 0.3
_FIRST_FACTOR = 1 / 25
_LAST_FACTOR = 1e-4 / 25


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as it is chosen.

    Attributes
    ----------
    name
        As configurations spell it.
    label, formula
        For people.
    factor
        ``(progress, epoch, step_epochs, step_factor)`` -> the factor, 0 to 1 unless ``step_factor`` is above 1;
        ``progress`` is the share of the run that is done, 0 to 1, ``epoch`` how many epochs that is.
    uses_steps
        Whether the settings ``step_epochs`` and ``step_factor`` mean anything to it.
    """

    name: str
    label: Sentence
    formula: Sentence
    factor: Callable[[float, float, int, float], float]
    uses_steps: bool = False


def _constant(_progress: float, _epoch: float, _step_epochs: int, _step_factor: float) -> float:
    return 1.0


def _step(_progress: float, epoch: float, step_epochs: int, step_factor: float) -> float:
    try:
        return float(step_factor ** math.floor(epoch / step_epochs))
    except OverflowError:  # the run ends as one with too long steps does
        return math.inf


def _cosine(progress: float, _epoch: float, _step_epochs: int, _step_factor: float) -> float:
    return _between(1.0, 0.0, progress)


def _one_cycle(progress: float, _epoch: float, _step_epochs: int, _step_factor: float) -> float:
    if progress < _WARM_UP:
        return _between(_FIRST_FACTOR, 1.0, progress / _WARM_UP)
    return _between(1.0, _LAST_FACTOR, (progress - _WARM_UP) / (1 - _WARM_UP))


def _between(start: float, end: float, share: float) -> float:
    """From ``start`` to ``end`` along half a cosine."""
    return end + (start - end) * (1 + math.cos(math.pi * min(share, 1.0))) / 2


SCHEDULES: dict[str, Schedule] = {
    schedule.name: schedule
    for schedule in (
        Schedule("constant", say("schedule.constant"), verbatim("η"), _constant),
        Schedule("step", say("schedule.step"), say("schedule.step_formula"), _step, uses_steps=True),
        Schedule("cosine", say("schedule.cosine"), say("schedule.cosine_formula"), _cosine),
        Schedule("one-cycle", say("schedule.one_cycle"), say("schedule.one_cycle_formula"), _one_cycle),
    )
}
"""Every schedule by its name. Sources: cosine from Loshchilov & Hutter, "SGDR: stochastic gradient descent with warm
restarts" (2017), eq. 5 without restarts; one cycle from Smith & Topin, "Super-convergence" (2018), both of its halves
along a cosine."""
