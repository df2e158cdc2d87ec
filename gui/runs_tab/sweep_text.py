"""What the view of a sweep says in words, and what its pictures and its table are made from."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.errors import ConfigurationError
from engine.sweeps.folder import StoredSweep
from engine.sweeps.plan import SweepPlan
from engine.sweeps.ranking import Measure, RankedPoint, measure_of, ranking
from engine.sweeps.space import Between, Choices, SettingValue, Varied
from engine.training.config import METHODS, TrainingConfig
from gui.plots.sweep_picture import PointState, SweepAxis, SweepFigure, SweepPoint
from gui.runs_tab.run_text import setting_title, short_worded, worded
from gui.translation import QT_TRANSLATE_NOOP, fill, translate
from gui.widgets.phrases import at_text, duration_text, sentence_case
from gui.workers.sweep_controller import RunUnderWay, SweepShown

MOST_POINTS = 1000
"""Combinations that are all shown; of more, those that have begun."""
_MEASURES: dict[Measure, str] = {
    "validation_accuracy": QT_TRANSLATE_NOOP("Sweep", "Validation accuracy"),
    "test_accuracy": QT_TRANSLATE_NOOP("Sweep", "Test accuracy"),
    "train_accuracy": QT_TRANSLATE_NOOP("Sweep", "Training accuracy"),
}


_SHORT_MEASURES: dict[Measure, str] = {
    "validation_accuracy": QT_TRANSLATE_NOOP("Sweep", "Validation"),
    "test_accuracy": QT_TRANSLATE_NOOP("Sweep", "Test"),
    "train_accuracy": QT_TRANSLATE_NOOP("Sweep", "Training"),
}


def measure_title(measure: Measure) -> str:
    """What a measure is called."""
    return translate("Sweep", _MEASURES[measure])


def short_measure(measure: Measure) -> str:
    """The same at the head of a column."""
    return translate("Sweep", _SHORT_MEASURES[measure])


def values_name(values: Sequence[tuple[str, SettingValue]]) -> str:
    """A combination as short as can be: "100 hidden, rate 0.3"."""
    return ", ".join(short_worded(name, value) for name, value in values) or translate("Sweep", "these settings")


def settings_text(config: TrainingConfig, dataset: Dataset | None, data: DatasetRef | None = None) -> str:
    """What matters most of some settings: "400-25-10, gradient descent, 1,500 epochs, UCI digits"."""
    shape = config.input_shape(dataset)
    parts = []
    try:
        parts.append(str(config.architecture(shape)))
    except ConfigurationError:
        parts.append(worded("hidden_layers", config.hidden_layers))
    method = str(METHODS[config.optimizer].label)
    parts.append(method[:1].lower() + method[1:] if config.minimizer is None else method)
    counted = config.minimizer.counts if config.minimizer is not None else "epoch"
    lengths = {
        "epoch": translate("Sweep", "{n:,} {n|epoch|epochs}"),
        "iteration": translate("Sweep", "{n:,} {n|iteration|iterations}"),
        "evaluation": translate("Sweep", "{n:,} {n|evaluation|evaluations}"),
    }
    parts.append(fill(lengths[counted], n=config.epochs))
    label = data.shown if data is not None else dataset.ref.shown if dataset is not None else ""
    return ", ".join([*parts, label] if label else parts)


def runs_text(n_runs: int) -> str:
    """How many runs: "105 runs"."""
    return fill(translate("Sweep", "{n:,} {n|run|runs}"), n=n_runs)


def about_text(seconds: float) -> str:
    """About how long: "about 10 min"."""
    if not math.isfinite(seconds):
        return ""
    if seconds >= 48 * 3600:
        days = fill(translate("Sweep", "about {n:,} {n|day|days}"), n=round(min(seconds / 86400, 1e9)))
        return str(days)
    if 90 <= seconds < 90 * 60:
        return fill(translate("Sweep", "about {n} min"), n=round(seconds / 60))
    if seconds >= 90 * 60:
        return fill(translate("Sweep", "about {n} h"), n=round(seconds / 3600))
    return translate("Sweep", "about {time}").format(time=duration_text(seconds))


def earlier_text(sweep: StoredSweep) -> str:
    """An earlier sweep in a line: "29 Nov 18:05: learning rate, hidden layers; 97 of 105 runs"."""
    names = [setting_title(name) for name in sweep.plan.settings] or [translate("Sweep", "seeds")]
    done = (
        runs_text(sweep.n_done)
        if sweep.is_done
        else fill(translate("Sweep", "{n:,} of {of:,} runs"), n=sweep.n_done, of=sweep.plan.n_runs)
    )
    return translate("Sweep", "{moment}: {names}; {done}").format(
        moment=moment_text(sweep.created), names=", ".join(names), done=done
    )


def moment_text(created: str) -> str:
    """When something was, by the clock here: "2026-11-29 18:05"."""
    try:
        return datetime.fromisoformat(created).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return created[:16].replace("T", " ")


def state_word(state: PointState) -> str:
    """How far a combination without a result is, in a word."""
    words = {
        "running": translate("Sweep", "running"),
        "failed": translate("Sweep", "failed"),
        "waits": translate("Sweep", "waits"),
    }
    return words.get(state, "–")


# The combinations


@dataclass(frozen=True)
class PlannedPoints:
    """The combinations of a plan, as far as they are listed."""

    plan: SweepPlan

    @cached_property
    def values(self) -> dict[int, tuple[tuple[str, SettingValue], ...]]:
        """By number, with their values; of very many, none."""
        if self.plan.n_points > MOST_POINTS:
            return {}
        found = {}
        n_first = min(self.plan.n_points, self.plan.n_runs)
        for point in range(n_first):
            try:
                found[point] = self.plan.run(point).values
            except ConfigurationError:  # settings that do not go together come to nothing
                continue
        return found


@lru_cache(maxsize=4)
def _planned_points(plan: SweepPlan) -> PlannedPoints:
    return PlannedPoints(plan)


@dataclass(frozen=True)
class PointRow:
    """A combination as it is listed.

    Attributes
    ----------
    point, values
        Its number in the plan, and its values.
    ranked
        What came of it; ``None`` while nothing has.
    under_way
        Its run that is being computed, the one that is furthest.
    state
        How far it is.
    n_seeds
        How many runs it has in all.
    problem
        Why a run came to nothing.
    """

    point: int
    values: tuple[tuple[str, SettingValue], ...]
    state: PointState
    ranked: RankedPoint | None = None
    under_way: RunUnderWay | None = None
    n_seeds: int = 1
    problem: str = ""

    @property
    def name(self) -> str:
        """As short as can be."""
        return values_name(self.values)

    @property
    def is_measured(self) -> bool:
        """Whether it came to anything."""
        return self.ranked is not None and bool(self.ranked.measured)

    @property
    def n_done(self) -> int:
        """How many of its runs have ended."""
        return len(self.ranked.results) if self.ranked is not None else 0

    @property
    def best_run_id(self) -> str:
        """The run of it that reads best; empty if there is none."""
        if self.ranked is None:
            return ""
        known = [result for result in self.ranked.results if result.run_id]
        measure = measure_of(known)
        return max(known, key=lambda result: getattr(result, measure) or 0.0).run_id if known else ""

    @property
    def state_text(self) -> str:
        """How far it is, in words."""
        if self.state == "running" and self.under_way is not None:
            run = self.under_way
            if not run.epochs:
                return translate("Sweep", "running")
            return translate("Sweep", "running, {where} of {last}").format(
                where=at_text(run.curves.unit, f"{math.floor(run.epoch):,}"), last=f"{run.epochs:,.0f}"
            )
        if self.state == "failed":
            return translate("Sweep", "failed: {reason}").format(reason=self.problem)
        if self.state == "done":
            return ""
        if self.state == "waits":
            return translate("Sweep", "waits")
        return fill(translate("Sweep", "{n} of {of} seeds"), n=self.n_done, of=self.n_seeds)


@dataclass(frozen=True)
class SweepListing:
    """All that is shown of a sweep.

    Attributes
    ----------
    plan
        Its plan.
    measure
        What combinations are compared by.
    ranked
        Those that have results, best first.
    rows
        All of them: what has results best first, then what runs, what failed, and what waits.
    """

    plan: SweepPlan
    measure: Measure
    ranked: tuple[RankedPoint, ...]
    rows: tuple[PointRow, ...]

    @cached_property
    def figure(self) -> SweepFigure:
        """What is drawn."""
        axes, places = _axes(self.plan, self.rows)
        points = tuple(
            SweepPoint(
                point=row.point,
                at=tuple(places[axis][row.values[axis][1]] for axis in range(len(axes))),
                name=row.name,
                state=row.state,
                n_done=row.n_done,
                n_seeds=row.n_seeds,
                measured=row.ranked.measured if row.ranked is not None else (),
                mean=row.ranked.mean if row.ranked is not None else math.nan,
                spread=row.ranked.spread if row.ranked is not None else math.nan,
                remark=row.problem if row.state == "failed" else row.state_text if not row.is_measured else "",
            )
            for row in sorted(self.rows, key=lambda row: row.point)
        )
        best = next((row.point for row in self.rows if row.is_measured), -1)
        return SweepFigure(measure_title(self.measure), axes, points, best, self.plan.n_points)


def listing_of(shown: SweepShown) -> SweepListing:
    """What there is to be shown of a sweep now."""
    plan = shown.plan
    results = list(shown.results.values())
    measure = measure_of(results) if results else "validation_accuracy"
    ranked = ranking(results, measure)
    running: dict[int, RunUnderWay] = {}
    for run in shown.under_way.values():
        known = running.get(run.planned.point)
        if known is None or run.epoch > known.epoch:
            running[run.planned.point] = run
    values = dict(_planned_points(plan).values)
    values.update({run.planned.point: run.planned.values for run in running.values()})
    by_point = {each.point: each for each in ranked}
    values.update({each.point: each.values for each in ranked})
    rows = [_row(plan, point, values[point], by_point.get(point), running.get(point)) for point in values]
    order = {"running": 1, "part": 1, "failed": 2, "waits": 3, "done": 0}

    def key(row: PointRow) -> tuple[float, float, int]:
        if row.is_measured and row.ranked is not None:
            return 0, -row.ranked.mean, row.point
        return max(order[row.state], 1), 0.0, row.point

    return SweepListing(plan, measure, ranked, tuple(sorted(rows, key=key)))


def _row(
    plan: SweepPlan,
    point: int,
    values: tuple[tuple[str, SettingValue], ...],
    ranked: RankedPoint | None,
    under_way: RunUnderWay | None,
) -> PointRow:
    n_seeds = len(range(point, plan.n_runs, plan.n_points))
    problem = next((r.problem for r in ranked.results if r.problem), "") if ranked is not None else ""
    state: PointState
    if under_way is not None:
        state = "running"
    elif ranked is None:
        state = "waits"
    elif len(ranked.results) >= n_seeds:
        state = "done" if ranked.measured else "failed"
    else:
        state = "part"
    return PointRow(point, values, state, ranked, under_way, n_seeds, sentence_case(problem))


def _axes(plan: SweepPlan, rows: Sequence[PointRow]) -> tuple[tuple[SweepAxis, ...], list[dict[SettingValue, int]]]:
    """The axes, and where on each of them each value is."""
    axes, places = [], []
    for number, item in enumerate(plan.varied):
        if isinstance(item, Choices) and len(item.values) <= MOST_POINTS:
            axis, of_values = _axis_of(item)
        else:
            axis, of_values = _axis(item, dict.fromkeys(row.values[number][1] for row in rows))
        axes.append(axis)
        places.append(of_values)
    return tuple(axes), places


@lru_cache(maxsize=16)
def _axis_of(item: Choices) -> tuple[SweepAxis, dict[SettingValue, int]]:
    """The axis of a setting whose values are all known; a sweep that goes on asks for it again and again."""
    return _axis(item, item.values)


def _axis(item: Varied, values: Iterable[SettingValue]) -> tuple[SweepAxis, dict[SettingValue, int]]:
    """An axis on which these values lie, numbers in their order, and where on it each of them is."""
    ordered = list(values)
    numbers = [each for value in ordered if (each := _number(value)) is not None]
    if len(numbers) == len(ordered):
        ordered.sort(key=lambda value: _number(value) or 0.0)
        numbers.sort()
    axis = SweepAxis(
        setting_title(item.setting),
        tuple(worded(item.setting, value) for value in ordered),
        tuple(numbers) if len(numbers) == len(ordered) else (),
        drawn_from=(item.least, item.greatest) if isinstance(item, Between) else None,
        is_drawn_log=isinstance(item, Between) and item.is_log,
    )
    return axis, {value: place for place, value in enumerate(ordered)}


def _number(value: SettingValue) -> float | None:
    """What a value is on an axis of numbers; ``None`` for a name. One dense layer counts as its units."""
    if isinstance(value, tuple):
        return float(value[0]) if len(value) == 1 and isinstance(value[0], int) else None
    return None if isinstance(value, (bool, str)) else float(value)
