"""A sweep under way: gives out its runs, keeps what comes of them, and tells whoever wants to know."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.data.dataset import Dataset
from engine.errors import ConfigurationError, DigitLabError
from engine.runs.store import RunStore
from engine.sweeps.executor import Executor, Lost, Message, Remark
from engine.sweeps.folder import StoredSweep, SweepFolders, SweepResult, result_of
from engine.sweeps.job import Job, Outcome, Progress
from engine.sweeps.plan import PlannedRun, SweepPlan
from engine.sweeps.space import Choices
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig
from engine.training.train import run_validation_indices

SweepState = Literal["running", "paused", "finished", "cancelled", "out of time"]
"""How a sweep is: the last three are ends."""
_WAIT_S = 0.1  # at the longest until a request is looked at
_MOST_TRIES = 3  # of a run whose process is lost again and again


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A run has been given out."""

    planned: PlannedRun


@dataclass(frozen=True, slots=True)
class RunProgressed:
    """A run is further."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run has ended, and is kept; also for those that were done before, when a sweep goes on.

    Attributes
    ----------
    result
        What came of it.
    was_done
        Whether that was done before this start of the sweep.
    """

    result: SweepResult
    was_done: bool = False


@dataclass(frozen=True, slots=True)
class Remarked:
    """Something that the user should know; the sweep goes on."""

    text: Sentence


@dataclass(frozen=True, slots=True)
class SweepChanged:
    """The sweep is in another state.

    Attributes
    ----------
    state
        Which.
    n_done, n_runs
        How many runs have ended, of how many.
    seconds_left
        About how long the others take; NaN if that is not known.
    """

    state: SweepState
    n_done: int
    n_runs: int
    seconds_left: float = float("nan")


SweepEvent: TypeAlias = RunBegan | RunProgressed | RunEnded | Remarked | SweepChanged


def digits_of(plan: SweepPlan, dataset: Dataset) -> dict[str, Dataset]:
    """The digits that the runs of a sweep learn, by the format that they are in.

    Raises
    ------
    ConfigurationError
        If they are streamed: no two runs on those are the same.
    """
    if dataset.streamed is not None:
        raise ConfigurationError(say("sweep.streamed", name=dataset.name))
    formats = {plan.config.input_format: plan.config}
    for varied in plan.varied:
        if varied.setting == "input_format" and isinstance(varied, Choices):
            formats = {str(name): plan.config.with_values(input_format=name) for name in varied.values}
    digits = {name: config.apply_format(dataset) for name, config in formats.items()}
    for each in digits.values():
        _ = each.ref  # computed here, once
    return digits


class Sweep:
    """Runs a sweep, or goes on with one.

    :meth:`run` works in the caller's thread until the sweep is over; :meth:`pause`, :meth:`resume` and :meth:`cancel` may
    be called from any other. A window runs it in a worker thread and hands the events, which are frozen, to its own.

    Parameters
    ----------
    stored
        Which sweep: one that :class:`engine.sweeps.folder.SweepFolders` began or found.
    dataset
        The digits that it is about.
    executor
        What computes its runs; this opens and closes it.
    folders
        Where its results are kept.
    store
        Where its runs are kept; nobody else may use this object meanwhile.
    """

    def __init__(
        self, stored: StoredSweep, dataset: Dataset, *, executor: Executor, folders: SweepFolders, store: RunStore
    ) -> None:
        self.stored = stored
        self.plan = stored.plan
        self._dataset = dataset
        self._executor = executor
        self._folders = folders
        self._store = store
        self._is_cancelled = self._is_paused = False
        self._results: dict[int, SweepResult] = {}
        self._under_way: dict[int, PlannedRun] = {}
        self._tries: dict[int, int] = {}
        self._again: list[int] = []
        self._n_validation: dict[tuple[object, ...], int] = {}
        self._tell: Callable[[SweepEvent], None] = lambda _: None
        self._begun, self._n_before = 0.0, 0

    # From any thread

    def pause(self) -> None:
        """Begin no new run, and hold those that are under way, where that can be done."""
        self._is_paused = True

    def resume(self) -> None:
        """Go on."""
        self._is_paused = False

    def cancel(self) -> None:
        """End the sweep; runs that are under way are dropped, and made when it goes on."""
        self._is_cancelled = True

    stop = cancel
    """As what Ctrl+C ends is asked to."""

    @property
    def is_paused(self) -> bool:
        """Whether it has been asked to pause."""
        return self._is_paused

    # In the sweep's thread

    def run(self, tell: Callable[[SweepEvent], None] = lambda _: None) -> tuple[SweepResult, ...]:
        """Compute every run that is not done yet, and keep it.

        Parameters
        ----------
        tell
            Is given every event; called in this thread.

        Returns
        -------
        tuple of SweepResult
            Every result, in the order of the plan, those that were done before included.

        Raises
        ------
        ConfigurationError
            If the digits cannot be used for this plan.
        SweepError
            If the sweep is under way elsewhere, there is nobody to compute it, or a result cannot be kept.
        RunStoreError
            If a run cannot be stored. Whatever was told as ended is kept.
        """
        self._tell = tell
        digits = digits_of(self.plan, self._dataset)
        with self._folders.held(self.stored.id), contextlib.closing(self._executor):
            self._find_what_is_done(digits)
            if len(self._results) >= self.plan.n_runs:
                self._tell_state("finished")
                return self._all()
            self._executor.open(digits)
            self._tell_state("running")
            self._tell_state(self._loop(digits))
        return self._all()

    def _loop(self, digits: Mapping[str, Dataset]) -> SweepState:
        begun = time.monotonic()
        ends_at = begun + 60 * self.plan.max_minutes if self.plan.max_minutes else float("inf")
        self._begun, self._n_before = begun, len(self._results)  # of this start: for the time that is left
        waiting = self._waiting()
        was_paused, is_over = False, False
        paused_at = begun
        while not self._is_cancelled:
            if was_paused != self._is_paused:
                was_paused = not was_paused
                (self._executor.pause if was_paused else self._executor.resume)()
                if was_paused:
                    paused_at = time.monotonic()
                else:  # a pause takes nothing of the time that the sweep has
                    self._begun += time.monotonic() - paused_at
                    ends_at += time.monotonic() - paused_at
                self._tell_state("paused" if was_paused else "running")
            is_late = not was_paused and time.monotonic() >= ends_at
            while not (was_paused or is_late or is_over) and len(self._under_way) < self._executor.n_slots:
                index = self._again.pop(0) if self._again else next(waiting, None)
                if index is None:
                    is_over = not self._under_way
                    break
                self._give_out(index)
            if is_over or (is_late and not self._under_way):
                return "finished" if len(self._results) >= self.plan.n_runs else "out of time"
            message = self._executor.next_message(_WAIT_S)
            if message is not None:
                self._take(message, digits)
        return "cancelled"

    def _waiting(self) -> Iterator[int]:
        """The runs that are not done yet, in order."""
        return (index for index in range(self.plan.n_runs) if index not in self._results)

    def _give_out(self, index: int) -> None:
        try:
            planned = self.plan.run(index)
        except ConfigurationError as error:
            point = index % self.plan.n_points
            seed = self.plan.seeds[index // self.plan.n_points]
            self._end(SweepResult(index=index, point=point, seed=seed, values=(), problem=str(error)))
            return
        self._under_way[index] = planned
        self._tries[index] = self._tries.get(index, 0) + 1
        about = f'{{"sweep": "{self.stored.id}"}}'
        self._executor.submit(
            Job(
                index=index,
                run_id=self.stored.run_id(index),
                config=planned.config,
                data=planned.config.input_format,
                recipe=self.plan.recipe,
                about=about,
            )
        )
        self._tell(RunBegan(planned))

    def _take(self, message: Message, digits: Mapping[str, Dataset]) -> None:
        """What an executor told."""
        if isinstance(message, Progress):
            if message.index in self._under_way:
                self._tell(RunProgressed(message))
        elif isinstance(message, Remark):
            self._tell(Remarked(message.text))
        elif isinstance(message, Lost):
            self._lose(message)
        elif isinstance(message, Outcome):
            planned = self._under_way.pop(message.index, None)
            if planned is None:
                return
            if message.run is not None:
                self._store.save(message.run)
                self._store.forget_all_but(())
                n_validation = self._count_validation(planned.config, digits)
                result = result_of(planned, message.run, n_validation=n_validation)
                self._folders.write_result(self.stored, result)
                self._end(result)
            elif message.problem is not None:
                self._end(_came_to_nothing(planned, str(message.problem)))

    def _lose(self, lost: Lost) -> None:
        planned = self._under_way.pop(lost.index, None)
        if planned is None:
            return
        if self._tries[lost.index] < _MOST_TRIES:
            self._again.append(lost.index)
            self._tell(Remarked(say("sweep.again", number=lost.index + 1, reason=lost.reason)))
        else:
            self._end(_came_to_nothing(planned, str(say("sweep.lost", n=_MOST_TRIES, reason=lost.reason))))

    def _end(self, result: SweepResult) -> None:
        self._results[result.index] = result
        self._tell(RunEnded(result))
        self._tell_state("paused" if self._is_paused else "running")

    def _find_what_is_done(self, digits: Mapping[str, Dataset]) -> None:
        """Results that were kept, and runs that were stored by a process that was killed before it wrote their result."""
        n_runs = self.plan.n_runs
        kept = {index: result for index, result in self._folders.results(self.stored).items() if index < n_runs}
        first = int(self.stored.run_id(0).rpartition("-")[2], 16)
        stamp = self.stored.id.rpartition("-")[0]
        for run_id in self._store.ids():
            index = (int(run_id.rpartition("-")[2], 16) - first) % 2**32
            if not run_id.startswith(stamp) or index >= n_runs or index in kept:
                continue
            with contextlib.suppress(DigitLabError):  # damaged, or no run yet: it is made again
                run = self._store.load(run_id)
                if f'"{self.stored.id}"' in run.metadata.other and run.metadata.state in ("finished", "failed"):
                    planned = self.plan.run(index)
                    n_validation = self._count_validation(planned.config, digits)
                    kept[index] = result_of(planned, run, n_validation=n_validation)
                    self._folders.write_result(self.stored, kept[index])
        self._store.forget_all_but(())
        self._results = dict(sorted(kept.items()))
        for result in self._results.values():
            self._tell(RunEnded(result, was_done=True))

    def _count_validation(self, config: TrainingConfig, digits: Mapping[str, Dataset]) -> int:
        """How many digits a run validates on."""
        key = (config.input_format, config.test_split, config.validation_fraction, config.drawn_validation_seed)
        if key not in self._n_validation:
            dataset = config.apply_split(digits[config.input_format])
            self._n_validation[key] = len(run_validation_indices(dataset, config))
        return self._n_validation[key]

    def _all(self) -> tuple[SweepResult, ...]:
        return tuple(result for _, result in sorted(self._results.items()))

    def _tell_state(self, state: SweepState) -> None:
        n_done, n_runs = len(self._results), self.plan.n_runs
        seconds_left = float("nan")
        if state == "running" and n_done > self._n_before:
            seconds_left = (time.monotonic() - self._begun) / (n_done - self._n_before) * (n_runs - n_done)
        self._tell(SweepChanged(state, n_done, n_runs, seconds_left))


def _came_to_nothing(planned: PlannedRun, problem: str) -> SweepResult:
    return SweepResult(
        index=planned.index, point=planned.point, seed=planned.seed, values=planned.values, problem=problem
    )
