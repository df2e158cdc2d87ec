"""What the results of a sweep say: the combinations, best first, and where the first of them do not truly differ.

Two things make accuracies differ by chance: the seed, whose effect shows between runs of one combination, and the
validation digits, of which there are only so many. Where there are several seeds, two means are compared by Welch's t-test
(B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved",
Biometrika 34, 1947); with one seed each, two shares of the same number of digits by their standard error.
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.sweeps.folder import SweepResult
from engine.sweeps.space import SettingValue
from engine.text.percent import percent_text
from engine.text.sentence import Sentence, say

Measure = Literal["validation_accuracy", "test_accuracy", "train_accuracy"]
"""What combinations are compared by."""
LEVEL = 0.05
"""Differences that chance alone makes more often than this are none."""
_NORMAL_QUANTILE = 1.959964  # two-sided, of that level


@dataclass(frozen=True, slots=True)
class RankedPoint:
    """A combination of values with its runs.

    Attributes
    ----------
    point, values
        As in :class:`engine.sweeps.plan.PlannedRun`.
    results
        Its runs, in the order of their seeds.
    measured
        What each of them came to, where that was measured.
    n_digits
        How many digits that is of; 0 where it is not known.
    """

    point: int
    values: tuple[tuple[str, SettingValue], ...]
    results: tuple[SweepResult, ...]
    measured: tuple[float, ...]
    n_digits: int = 0

    @property
    def mean(self) -> float:
        """The mean of what its runs came to; NaN where nothing was measured."""
        return statistics.fmean(self.measured) if self.measured else math.nan

    @property
    def spread(self) -> float:
        """Their standard deviation; NaN for fewer than two."""
        return statistics.stdev(self.measured) if len(self.measured) > 1 else math.nan

    def mean_of(self, name: str) -> float:
        """The mean of another figure of its runs, such as "test_accuracy" or "seconds"; NaN where there is none."""
        values = [getattr(result, name) for result in self.results if getattr(result, name) is not None]
        return statistics.fmean(values) if values else math.nan


def measure_of(results: Iterable[SweepResult]) -> Measure:
    """What to compare by: validation digits if there are any, else test digits, else what was trained on."""
    measured = list(results)
    names: tuple[Measure, ...] = ("validation_accuracy", "test_accuracy")
    for name in names:
        if any(getattr(result, name) is not None for result in measured):
            return name
    return "train_accuracy"


def ranking(results: Iterable[SweepResult], measure: Measure | None = None) -> tuple[RankedPoint, ...]:
    """The combinations, best first: by the mean over their seeds; those of which nothing was measured come last.

    Parameters
    ----------
    results
        Of a sweep, as far as it is.
    measure
        What to compare by; by default :func:`measure_of` chooses.
    """
    of_point: dict[int, list[SweepResult]] = {}
    for result in sorted(results, key=lambda result: result.index):
        of_point.setdefault(result.point, []).append(result)
    chosen = measure or measure_of(result for each in of_point.values() for result in each)
    ranked = []
    for point, each in of_point.items():
        values = tuple(value for value in (getattr(result, chosen) for result in each) if value is not None)
        digits = {"validation_accuracy": "n_validation", "test_accuracy": "n_test"}.get(chosen)
        n_digits = max(getattr(result, digits) for result in each) if digits is not None else 0
        ranked.append(RankedPoint(point, each[0].values, tuple(each), values, n_digits))
    return tuple(sorted(ranked, key=lambda one: (-one.mean if one.measured else math.inf, one.point)))


def welch_p(one: Sequence[float], other: Sequence[float], *, least_variance: float = 0.0) -> float:
    """How often chance alone makes two means differ as these do, by Welch's t-test, two-sided.

    Parameters
    ----------
    one, other
        Two values or more of each.
    least_variance
        Taken for a variance that is smaller: values that were counted are never exact.

    Returns
    -------
    float
        p, 0 to 1.
    """
    from scipy.special import stdtr  # noqa: PLC0415 - half a second: only those pay for it who compare runs

    terms = [max(statistics.variance(values), least_variance) / len(values) for values in (one, other)]
    distance = statistics.fmean(one) - statistics.fmean(other)
    if not sum(terms):
        return 0.0 if distance else 1.0
    freedom = sum(terms) ** 2 / sum(term**2 / (len(v) - 1) for term, v in zip(terms, (one, other), strict=True))
    return float(2 * stdtr(freedom, -abs(distance) / math.sqrt(sum(terms))))


def differ(one: RankedPoint, other: RankedPoint) -> bool:
    """Whether two combinations truly differ, as far as their runs can tell."""
    if len(one.measured) > 1 and len(other.measured) > 1:
        step = 1 / one.n_digits if one.n_digits else 0.0
        return welch_p(one.measured, other.measured, least_variance=step**2 / 12) < LEVEL
    return abs(one.mean - other.mean) > chance_distance(one, other)


def chance_distance(one: RankedPoint, other: RankedPoint) -> float:
    """How far apart two shares of so many digits may be by chance."""
    if not one.n_digits:
        return 0.0
    variance = sum(max(p.mean * (1 - p.mean), 0.25 / one.n_digits) / one.n_digits for p in (one, other))
    return _NORMAL_QUANTILE * math.sqrt(variance)


def n_equal(ranked: Sequence[RankedPoint]) -> int:
    """How many of the first combinations do not truly differ from the best one; 1 where the best is alone."""
    measured = [point for point in ranked if point.measured]
    for place, point in enumerate(measured[1:], start=1):
        if differ(measured[0], point):
            return place
    return len(measured)


def verdict(ranked: Sequence[RankedPoint]) -> Sentence | None:
    """What the ranking is worth, in one sentence; ``None`` where there is nothing to say."""
    measured = [point for point in ranked if point.measured]
    if not measured:
        return None
    best = measured[0]
    n_seeds = min(len(point.measured) for point in measured)
    if len(measured) == 1:
        if n_seeds < 2:
            return None
        return say(
            "sweep.spread",
            n=n_seeds,
            mean=percent_text(best.mean),
            spread=f"{100 * best.spread:.2f}",
            least=percent_text(min(best.measured)),
            most=percent_text(max(best.measured)),
        )
    return _by_seeds(measured, n_seeds) if n_seeds > 1 else _by_digits(measured)


def _by_seeds(measured: Sequence[RankedPoint], n_seeds: int) -> Sentence:
    k, n = n_equal(measured), len(measured)
    if k == 1:
        return say("sweep.best_by_seeds", n=n_seeds)
    if k == n:
        return say("sweep.none_differs_by_seeds", k=k, n=n_seeds)
    return say("sweep.first_equal_by_seeds", k=k, of=n, n=n_seeds)


def _by_digits(measured: Sequence[RankedPoint]) -> Sentence:
    k, n, n_digits = n_equal(measured), len(measured), measured[0].n_digits
    points = f"{100 * chance_distance(measured[0], measured[1]):.1f}"
    if k == 1:
        return say("sweep.best_by_digits", n=n_digits)
    if k == n:
        return say("sweep.none_differs_by_digits", k=k, n=n_digits, points=points)
    return say("sweep.first_equal_by_digits", k=k, of=n, n=n_digits, points=points)
