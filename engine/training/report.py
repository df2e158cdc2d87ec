"""What a training run reports: points of the learning curves, and immutable snapshots of its state."""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from engine.data.scaling import InputScaling
from engine.nn.activations import Floats
from engine.nn.network import Architecture
from engine.text.sentence import Sentence, say, verbatim
from engine.training.checkpoints import Checkpoint
from engine.training.metrics import Evaluation
from engine.training.state import Leg, TrainingState

_SPEED_WINDOW_S, _FIRST_WINDOW_S = 0.5, 0.1

State = Literal["running", "paused", "finished", "stopped", "failed"]
Unit = Literal["epoch", "iteration", "evaluation"]
UNIT_NAMES: dict[Unit, Sentence] = {
    "epoch": say("training.epoch"),
    "iteration": say("training.iteration"),
    "evaluation": say("training.evaluation"),
}
"""What a run counts its length in, within a sentence."""
_STATE_NAMES: dict[str, Sentence] = {
    "running": say("training.state_running"),
    "paused": say("training.state_paused"),
    "finished": say("training.state_finished"),
    "stopped": say("training.state_stopped"),
    "failed": say("training.state_failed"),
}


def state_name(state: str) -> Sentence:
    """The state of a run in a word; one of another program's is told as it is."""
    return _STATE_NAMES.get(state) or verbatim(state)


class HistoryPoint(NamedTuple):
    """One point of the learning curves.

    Attributes
    ----------
    epoch
        Passes over the training digits so far, with the fraction of the one under way.
    loss, accuracy
        Mean over the training digits since the point before, each measured when it was trained on, without weight decay.
        The first point of a run is measured on all training digits.
    validation_loss, validation_accuracy
        Of the validation digits, at the end of an epoch; NaN within one and where there are none.
    """

    epoch: float
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float


def plain_points(points: Iterable[HistoryPoint]) -> list[list[float | None]]:
    """Points as JSON can hold them: lists, ``None`` for what was not measured."""
    return [[value if math.isfinite(value) else None for value in point] for point in points]


@dataclass(frozen=True)
class TrainingReport:
    """What a run says of itself at one moment.

    Attributes
    ----------
    state
        "running", "paused", or how the run ended: "finished", "stopped", "failed".
    message
        For people: why the run ended; ``None`` while it goes on.
    architecture
        The network that is trained.
    parameters
        Its flat vector, shape (n_parameters,), a copy.
    scaling
        How the values of pictures are scaled for it.
    points
        What the history gained since the report before.
    epoch, epochs
        How far the run is (with the fraction of the epoch under way), and how far it goes.
    unit
        What these are counted in: epochs, or the iterations or evaluations of a minimizer.
    n_batches
        Steps taken by this run, all its legs together; a minimizer's evaluations of the cost.
    samples_per_second
        Training speed lately; 0 if not known.
    seconds_left
        Time left at that speed; NaN if not known.
    n_streamed
        Streamed digits that took the place of others during the run; see :class:`engine.data.dataset.StreamedDigits`.
    train_evaluation, test_evaluation
        Exact figures on all training digits, as they are at the end, and on the test digits when the run has ended; else
        ``None``.
    network_epoch
        Which epoch ``parameters`` are of where that is not ``epoch``: after an early stop, or where the numbers overflowed.
    legs
        The legs of the run so far.
    training_state
        What the run can be resumed from: at pauses, at the end, and every few seconds in between; else ``None``.
    checkpoints
        All that are kept of the run so far, the earliest first.
    """

    state: State
    message: Sentence | None
    architecture: Architecture
    parameters: Floats
    scaling: InputScaling
    points: tuple[HistoryPoint, ...]
    epoch: float
    epochs: float
    unit: Unit
    n_batches: int
    samples_per_second: float
    seconds_left: float
    n_streamed: int = 0
    train_evaluation: Evaluation | None = None
    test_evaluation: Evaluation | None = None
    network_epoch: float | None = None
    legs: tuple[Leg, ...] = ()
    training_state: TrainingState | None = None
    checkpoints: tuple[Checkpoint, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether the run has ended."""
        return self.state in ("finished", "stopped", "failed")


class Speedometer:
    """Samples per second over the last half second or more, time in which the run is paused left out.

    What came before the first look is left out too: the first batches take longest, sometimes a hundred times as long.

    Attributes
    ----------
    n_samples
        Counted up by the run.
    """

    def __init__(self) -> None:
        self.n_samples = 0
        self._speed = 0.0
        self._is_first = True
        self._first_s = 0.0  # left out
        self._marked_samples = 0
        self._marked_at: float | None = None
        self._elapsed_s = 0.0

    def start(self) -> None:
        """The run goes on."""
        self._marked_at = time.perf_counter()

    def stop(self) -> None:
        """The run is paused."""
        self._collect()
        self._marked_at = None

    def end(self) -> None:
        """The run is over: however short it was, its speed is known now."""
        self.stop()
        whole_s = self._first_s + self._elapsed_s
        if self._speed == 0.0 and whole_s > 0:
            self._speed = self.n_samples / whole_s

    def samples_per_second(self) -> float:
        """The speed lately; 0 while nothing has been measured."""
        self._collect()
        if self._speed == 0.0 and self._marked_samples == 0:
            self._first_s += self._elapsed_s
            self._mark()
        if self._elapsed_s >= (_FIRST_WINDOW_S if self._is_first else _SPEED_WINDOW_S):
            self._speed = (self.n_samples - self._marked_samples) / self._elapsed_s
        if self._elapsed_s >= _SPEED_WINDOW_S:
            self._is_first = False
            self._mark()
        return self._speed

    def _mark(self) -> None:
        self._marked_samples, self._elapsed_s = self.n_samples, 0.0

    def _collect(self) -> None:
        if self._marked_at is not None:
            now = time.perf_counter()
            self._elapsed_s += now - self._marked_at
            self._marked_at = now
