"""One run of a sweep, wherever it is computed: what it is given, what it tells, and what comes of it.

Everything here can be pickled, and everything that decides how a run comes out is in the job and its digits: a run is the
same to the last bit in this process, in another, and on another machine of the same kind. In any process one run at a
time is computed, by one thread of BLAS.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from engine import VERSION
from engine.data.dataset import Dataset
from engine.errors import DigitLabError
from engine.models.metadata import describe_run
from engine.models.model import Model
from engine.nn.blas_threads import BLAS_THREADS
from engine.nn.network import Parameters
from engine.runs.run import Run, now
from engine.text.sentence import Sentence, say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.learning_curves import CurveRecorder, LearningCurves
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.state import LIBRARIES
from engine.training.train import train

PROGRESS_INTERVAL_S = 0.25
"""The least time between two messages of a run that goes on."""
_ONE_AT_A_TIME = threading.Lock()
_MOST_POINTS = 400  # in one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A run that is to be computed.

    Attributes
    ----------
    index
        Its place in the plan.
    run_id
        The id that the run gets.
    config
        Its settings.
    data
        Which of the sweep's digits: a key of what :func:`digits_of` gives.
    recipe
        The name of the recipe; empty if there was none.
    about
        What the run says of the sweep, as JSON.
    """

    index: int
    run_id: str
    config: TrainingConfig
    data: str
    recipe: str = ""
    about: str = ""

    def compute(
        self, dataset: Dataset, *, control: TrainingControl, tell: Callable[["Progress"], None] = lambda _: None
    ) -> "Outcome":
        """Do it, as :func:`run_job` says; other things than runs of a sweep can be done in its processes too."""
        return run_job(self, dataset, control=control, tell=tell)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    index
        Of its job.
    epoch, epochs
        How far it is, and how far it goes.
    points
        What its curves gained since the message before; not every point of a quick run.
    samples_per_second
        Training speed lately.
    """

    index: int
    epoch: float
    epochs: float
    points: tuple[HistoryPoint, ...]
    samples_per_second: float


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of a job.

    Attributes
    ----------
    index
        Of its job.
    run
        The run, which has ended; ``None`` if there is none.
    problem
        Why there is none.
    """

    index: int
    run: Run | None = None
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Software:
    """What a process computes with: runs of the same come out alike to the last bit.

    Attributes
    ----------
    version
        Of this program.
    libraries
        Of NumPy and what it multiplies with.
    """

    version: str
    libraries: str


def software() -> Software:
    """What this process computes with."""
    return Software(VERSION, LIBRARIES)


def run_job(
    job: Job,
    dataset: Dataset,
    *,
    control: TrainingControl,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Compute a run; waits until no other one is under way in this process.

    Parameters
    ----------
    job
        Which run.
    dataset
        Its digits, in the format that its network reads.
    control
        Pauses and stops it. What is stopped comes to nothing: the sweep makes that run again.
    tell
        Is given its progress, four times a second at the most; called in this thread.
    """
    with _ONE_AT_A_TIME, BLAS_THREADS.held(1):
        try:
            return _run(job, dataset, control, tell)
        except DigitLabError as error:
            return Outcome(job.index, problem=Sentence(str(error)))
        except MemoryError:
            return Outcome(job.index, problem=say("sweep.no_memory"))
        except Exception as error:  # noqa: BLE001 - an error of ours costs this run, not the sweep
            return Outcome(job.index, problem=say("sweep.error", reason=f"{type(error).__name__}: {error}"))


def _run(job: Job, dataset: Dataset, control: TrainingControl, tell: Callable[[Progress], None]) -> Outcome:
    recorder = CurveRecorder(LearningCurves(data=dataset.ref))
    untold: list[HistoryPoint] = []
    told_at = paused_s = 0.0
    paused_at: float | None = None

    def publish(report: TrainingReport) -> None:
        nonlocal told_at, paused_at, paused_s
        if paused_at is not None:
            paused_s += time.monotonic() - paused_at
        paused_at = time.monotonic() if report.state == "paused" else None
        recorder.extend(report.points)
        untold.extend(report.points)
        if time.monotonic() - told_at >= PROGRESS_INTERVAL_S or report.is_over:
            told_at = time.monotonic()
            points = tuple(untold[:: len(untold) // _MOST_POINTS + 1])
            tell(Progress(job.index, report.epoch, report.epochs, points, report.samples_per_second))
            untold.clear()

    created, begun = now(), time.monotonic()
    report = train(job.config, dataset, control=control, publish=publish, recorder=CheckpointRecorder())
    if control.is_stopped:
        return Outcome(job.index)
    curves = replace(recorder.curves, unit=report.unit)
    metadata = describe_run(report, job.config, data=dataset.ref, curves=curves, recipe=job.recipe)
    model = Model(
        Parameters(report.architecture, report.parameters),
        replace(metadata, other=job.about),
        report.scaling,
        state=report.training_state,
    )
    seconds, checkpoints = time.monotonic() - begun - paused_s, report.checkpoints
    return Outcome(
        job.index, Run(id=job.run_id, created=created, seconds=seconds, model=model, checkpoints=checkpoints)
    )
