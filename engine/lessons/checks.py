"""The figures of lessons, carried out without a window: every experiment that one needs, with several seeds."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset
from engine.errors import DigitLabError
from engine.lessons.experiments import carry_out, digits_of, source_here, source_of
from engine.lessons.lesson import Experiment, Figure, Lesson, Measurement, Run, Value
from engine.lessons.measures.registry import MEASURES
from engine.sweeps.executor import Executor, Lost
from engine.sweeps.job import Job, Outcome, Progress
from engine.text.sentence import Sentence, say
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport

_LOOK_INTERVAL_S = 0.2
_TELL_INTERVAL_S = 1.0
_MOST_LOST = 2  # times that a process may end while it computes the same thing


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """What a figure of a lesson came to.

    Attributes
    ----------
    lesson
        The name of the lesson.
    figure
        With its published value.
    seeds, seen
        Which seeds it was measured with, and what came each time, in the unit of the published value (per cent where that
        is "%").
    seconds
        What the experiments took together.
    is_compared
        Whether there is something to compare with: a published value, and the digits that it is of.
    problem
        Why a seed is missing; ``None`` if none is for a reason of its own.
    """

    lesson: str
    figure: Figure
    seeds: tuple[int, ...]
    seen: tuple[float, ...]
    seconds: float
    is_compared: bool
    problem: Sentence | None = None

    @property
    def compared(self) -> float | None:
        """The mean of what was seen, or the best where the figure takes that; ``None`` if nothing was."""
        return self.figure.compared(self.seen)

    @property
    def is_within(self) -> bool | None:
        """Whether every seed, or the best, came as near as the tolerance allows; ``None`` where nothing can be compared."""
        if self.problem is not None and self.is_compared:
            return False
        return self.figure.is_within(self.seen) if self.is_compared else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExperimentJob(Job):
    """An experiment with one seed, for a process of a sweep.

    Attributes
    ----------
    experiment
        What is carried out, with the settings of the job.
    """

    experiment: Experiment

    def compute(
        self, dataset: Dataset, *, control: TrainingControl, tell: Callable[[Progress], None] = lambda _: None
    ) -> Outcome:
        """Carry it out."""
        begun = told = time.monotonic()

        def publish(report: TrainingReport) -> None:
            nonlocal told
            if time.monotonic() - told >= _TELL_INTERVAL_S:
                told = time.monotonic()
                tell(Progress(self.index, report.epoch, report.epochs, (), report.samples_per_second))

        try:
            measured = carry_out(
                self.experiment, seed=self.config.seed, dataset=dataset, control=control, publish=publish
            )
        except DigitLabError as error:
            return Outcome(self.index, problem=Sentence(str(error)))
        except MemoryError:
            return Outcome(self.index, problem=say("sweep.no_memory"))
        except Exception as error:  # noqa: BLE001 - an error of ours costs this figure, not the others
            return Outcome(self.index, problem=say("sweep.error", reason=f"{type(error).__name__}: {error}"))
        return ExperimentOutcome(self.index, values=measured.values, seconds=time.monotonic() - begun)


@dataclass(frozen=True, slots=True, eq=False)
class ExperimentOutcome(Outcome):
    """What came of an experiment.

    Attributes
    ----------
    values
        As of :class:`engine.lessons.measured.Measured`.
    seconds
        How long it took.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """How far a check is, for people.

    Attributes
    ----------
    done, of
        Experiments, each with one seed.
    label
        Of the one that was heard of last.
    """

    done: int
    of: int
    label: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A lesson whose figures are wanted.

    Attributes
    ----------
    lesson
        The lesson.
    experiment
        The name of the only experiment that is wanted; empty for all but those that are left to a request of their own.
    """

    lesson: Lesson
    experiment: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those that are wanted."""
        return tuple(figure for figure in self.lesson.figures if self._is_wanted(figure.of))

    def _is_wanted(self, name: str) -> bool:
        if self.experiment:
            return name == self.experiment
        experiment = self.lesson.experiment(name)
        return not (isinstance(experiment, Run) and experiment.on_request)


class LessonCheck:
    """Carries out what the figures of some lessons need.

    An experiment that several figures or lessons share, with the same digits, settings and seed, is carried out once, and
    one that comes to the same with any seed once for all.

    Parameters
    ----------
    lessons
        Which figures.
    seeds
        With which.
    executor
        In which processes.
    mnist
        The folder of MNIST's two training files; by default the user's own.
    """

    def __init__(
        self, lessons: Sequence[Checked], seeds: Sequence[int], *, executor: Executor, mnist: Path | None = None
    ) -> None:
        self._lessons = lessons
        self._seeds = tuple(seeds)
        self._executor = executor
        self._mnist = mnist
        self._is_stopped = False
        self._jobs: list[ExperimentJob] = []
        self._job_of: dict[object, int] = {}
        self._outcomes: dict[int, Outcome] = {}
        for lesson, figure in self._figures():
            for seed in self._seeds:
                self._plan(lesson.experiment(figure.of), seed)

    @property
    def lacks_mnist(self) -> bool:
        """Whether anything here is of MNIST, which is missing."""
        return any(
            source_here(source, self._mnist) != source for source in (source_of(job.experiment) for job in self._jobs)
        )

    def stop(self) -> None:
        """End soon, with what is there."""
        self._is_stopped = True

    @property
    def is_stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._is_stopped

    def _figures(self) -> Iterator[tuple[Lesson, Figure]]:
        for checked in self._lessons:
            for figure in checked.figures:
                yield checked.lesson, figure

    def _plan(self, experiment: Experiment, seed: int) -> None:
        key = self._key(experiment, seed)
        if key in self._job_of:
            return
        config = experiment.setup.config.with_values(seed=seed)
        index = self._job_of[key] = len(self._jobs)
        data = f"{source_of(experiment)} {config.input_format}"
        self._jobs.append(ExperimentJob(index=index, run_id="", config=config, data=data, experiment=experiment))

    @staticmethod
    def _key(experiment: Experiment, seed: int) -> object:
        kind, is_seeded = "", True
        options: tuple[tuple[str, Value], ...] = ()
        if isinstance(experiment, Measurement):
            measure = MEASURES[experiment.kind]
            kind, is_seeded = experiment.kind, measure.is_seeded
            options = tuple(sorted({**measure.options, **experiment.options}.items()))
        config = experiment.setup.config.with_values(seed=seed if is_seeded else 0)
        return kind, options, source_of(experiment), config

    def run(self, tell: Callable[[CheckProgress], None] = lambda _: None) -> list[FigureCheck]:
        """Carry everything out; ends early where :meth:`stop` was called.

        Parameters
        ----------
        tell
            Is told how far it is.

        Raises
        ------
        SweepError
            If no process can be started.
        DataError
            If digits cannot be read.
        """
        waiting = list(reversed(self._jobs))
        lost: dict[int, int] = {}
        under_way: set[int] = set()
        self._executor.open(_Digits(self._jobs, self._mnist))
        try:
            while (waiting or under_way) and not self._is_stopped:
                while waiting and len(under_way) < self._executor.n_slots and not self._is_stopped:
                    job = waiting.pop()
                    under_way.add(job.index)
                    self._executor.submit(job)
                message = self._executor.next_message(_LOOK_INTERVAL_S)
                if isinstance(message, Lost):
                    lost[message.index] = lost.get(message.index, 0) + 1
                    under_way.discard(message.index)
                    if lost[message.index] < _MOST_LOST:
                        waiting.append(self._jobs[message.index])
                    else:
                        self._outcomes[message.index] = Outcome(message.index, problem=message.reason)
                elif isinstance(message, Outcome):
                    under_way.discard(message.index)
                    self._outcomes[message.index] = message
                if isinstance(message, Lost | Outcome | Progress):
                    label = self._jobs[message.index].experiment.label
                    tell(CheckProgress(len(self._outcomes), len(self._jobs), label))
        finally:
            self._executor.close()
        return [self._check_of(lesson, figure) for lesson, figure in self._figures()]

    def _check_of(self, lesson: Lesson, figure: Figure) -> FigureCheck:
        experiment = lesson.experiment(figure.of)
        seeds, seen, seconds = [], [], 0.0
        problem: Sentence | None = None
        measure = MEASURES[experiment.kind] if isinstance(experiment, Measurement) else None
        for seed in self._seeds if measure is None or measure.is_seeded else self._seeds[:1]:
            outcome = self._outcomes.get(self._job_of[self._key(experiment, seed)])
            if isinstance(outcome, ExperimentOutcome):
                seeds.append(seed)
                seen.append(figure.in_unit(outcome.values.get(figure.quantity, np.nan)))
                seconds += outcome.seconds
            elif outcome is not None:
                problem = outcome.problem
        source = source_of(experiment)
        is_of_these = not figure.needs_mnist or source_here(source, self._mnist) == source
        return FigureCheck(
            lesson.name,
            figure,
            tuple(seeds),
            tuple(seen),
            seconds,
            figure.published is not None and is_of_these,
            problem,
        )


class _Digits(Mapping[str, Dataset]):
    """The digits of some jobs by the key that these name them by, read when they are first wanted."""

    def __init__(self, jobs: Sequence[ExperimentJob], mnist: Path | None) -> None:
        self._experiments = {job.data: job.experiment for job in jobs}
        self._mnist = mnist
        self._read: dict[str, Dataset] = {}

    def __getitem__(self, key: str) -> Dataset:
        if key not in self._read:
            self._read[key] = digits_of(self._experiments[key], self._mnist)
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._experiments)

    def __len__(self) -> int:
        return len(self._experiments)
