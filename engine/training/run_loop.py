"""What every training run does, however it learns: curves, reports, pauses, and the rules that end it.

A run goes by epochs; for SciPy's minimizers an "epoch" is one of their iterations or evaluations (``unit`` says which).
It goes in legs: see :mod:`engine.training.continuation`.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Digits, StreamedDigits
from engine.data.reference import DatasetRef
from engine.data.registry import are_same_digits
from engine.data.scaling import InputScaling
from engine.errors import DataError
from engine.nn.activations import Floats
from engine.nn.network import Parameters
from engine.nn.objective import decay_cost
from engine.text.sentence import Sentence, say
from engine.training.checkpoints import CheckpointRecorder, changed_since
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.metrics import Evaluation, evaluate
from engine.training.report import UNIT_NAMES, HistoryPoint, Speedometer, State, TrainingReport, Unit
from engine.training.state import LIBRARIES, Best, DescentState, Leg, Snapshot, TrainingState
from engine.training.warnings import advice_on_divergence, end_warnings, joined

PUBLISH_INTERVAL_S = 0.04
"""The least time between two reports of a run that just goes on."""
STATE_INTERVAL_S = 2.0
"""The least time between two states that a run hands out while it goes on; longer where a state takes long to copy."""
_STATE_SHARE = 1 / 200  # of a run's time that may be spent on copying states
TOLERANCE_FROM_EPOCH = 10
"""The first epoch after which a run may stop because the cost has fallen by too little."""
_QUICK_PARAMETERS = 500_000  # larger networks report less often: each report is a copy
_CHECKED = 65_536  # parameters that are looked at at a time


_LENGTH = {"epoch": "training.n_epochs", "iteration": "training.n_iterations", "evaluation": "training.n_evaluations"}
_EARLY_STOP = {True: "training.early_stop_by_validation_loss", False: "training.early_stop_by_training_loss"}


def length(n: int, unit: Unit) -> Sentence:
    """So many epochs, or iterations, or evaluations, in words."""
    return say(_LENGTH[unit], n=n)


@dataclass(frozen=True, eq=False)
class TrainingParts:
    """The digits of a run, scaled as its network gets them.

    Attributes
    ----------
    train
        What is trained on.
    validation
        What the validation loss is measured on; ``None`` for nothing.
    test
        What the result is tested on; may be none.
    scaling
        How they were scaled.
    ref
        Which data set they are of.
    unscaled
        Those that are trained on, before they were scaled; only where they are to be augmented.
    streamed
        Digits that come in the place of those that are trained on, whose bytes and labels are then the run's own, the
        same for ``train`` and ``unscaled``; ``None`` for none.
    """

    train: Digits
    validation: Digits | None
    test: Digits
    scaling: InputScaling
    ref: DatasetRef
    unscaled: Digits | None = None
    streamed: StreamedDigits | None = None


def check_labels(labels: NDArray[np.integer], n_classes: int) -> None:
    """Raise ``DataError`` unless every label is a class: where batches are gathered, none is looked at again."""
    if labels.min() < 0 or labels.max() >= n_classes:
        raise DataError(say("training.labels", last=n_classes - 1, least=int(labels.min()), greatest=int(labels.max())))


class TrainingRun(ABC):
    """One run: its state and its reports.

    Parameters
    ----------
    config
        What to train and how.
    parts
        The digits.
    parameters
        Where it starts; changed in place.
    control, publish, first_epoch
        As in :func:`engine.training.train.train`.
    n_threads
        BLAS threads that it is computed by.
    recorder
        As in :func:`engine.training.train.train`.
    """

    unit: Unit = "epoch"
    stop_key = "training.stopped"  # of what is said when it was stopped

    def __init__(
        self,
        config: TrainingConfig,
        parts: TrainingParts,
        parameters: Parameters,
        *,
        control: TrainingControl,
        publish: Callable[[TrainingReport], None] | None,
        first_epoch: float,
        n_threads: int = 1,
        recorder: CheckpointRecorder | None = None,
    ) -> None:
        self.config = config
        self.parts = parts
        self.parameters = parameters
        self.control = control
        self.is_interrupted = control.is_interrupted  # bound once, not in every batch
        self.publish = publish
        self.first_epoch = first_epoch
        self.n_threads = n_threads
        self.recorder = recorder or CheckpointRecorder()
        self.takes_checkpoints = recorder is not None
        self.legs: tuple[Leg, ...] = (Leg(first_epoch, config),)
        self.is_resumed = False  # in the middle of a leg
        self.rounding: Sentence | None = None  # why a resumed run may differ in its last bits
        self.labels = parts.train.labels
        check_labels(self.labels, parameters.architecture.n_outputs)
        self.n_samples = len(self.labels)
        self.settings = LiveSettings(
            learning_rate=config.learning_rate, momentum=config.momentum, weight_decay=config.weight_decay
        )
        self.epoch = 0  # completed
        self.n_batches = 0
        self.n_streamed = 0
        self.points: list[HistoryPoint] = []  # not yet reported
        self.last_point = HistoryPoint(first_epoch, np.nan, np.nan, np.nan, np.nan)
        self.first_cost, self.first_decay = np.nan, config.weight_decay
        self.last_cost = np.inf  # of the epoch before
        self.last_finite = parameters.flat.copy()  # of the last point of the curves
        self.before_last = parameters.flat.copy()  # of the point before, whose answers were finite: it was trained on
        self.finite_epochs = (first_epoch, first_epoch)  # which epochs these two are of
        self.zeros: Floats = np.zeros_like(parameters.flat[:_CHECKED])
        self.best = Best(np.inf, 0, Snapshot(first_epoch, parameters.flat.copy())) if config.patience else None
        self.last: Snapshot | None = None  # what training goes on from, where another network answers
        self.network_epoch: float | None = None  # where that is not the epoch that the run is at
        self.stops_at = control.stops_after  # of all its batches
        self.last_published = 0.0
        self.state_is_due_at = 0.0
        self.publish_interval_s = PUBLISH_INTERVAL_S * max(1.0, len(parameters.flat) / _QUICK_PARAMETERS)
        self.speed = Speedometer()

    @abstractmethod
    def loop(self) -> TrainingReport:
        """Run to the end, in whatever way it comes."""

    @abstractmethod
    def seconds_left(self) -> float:
        """Time left at the present speed; NaN if not known."""

    def epochs_done(self) -> float:
        """How far the run is, with the fraction of the epoch under way."""
        return float(self.epoch)

    # The state

    def state(self, report: TrainingReport, *, is_over: bool = False) -> TrainingState:
        """What the run can be resumed from; it shares the parameters of a report of this moment."""
        epoch = report.epoch
        answering = Snapshot(epoch if report.network_epoch is None else report.network_epoch, report.parameters)
        flat = report.parameters if self.is_finite() else self.parameters.flat.copy()
        live = {name: getattr(self.settings, name) for name in ("learning_rate", "momentum", "weight_decay")}
        return TrainingState(
            config=self.config.with_values(**live),
            dataset=self.parts.ref,
            architecture=self.parameters.architecture,
            scaling=self.parts.scaling,
            legs=self.legs,
            answering=answering,
            last=self.last or Snapshot(epoch, flat),
            n_batches=self.n_batches,
            n_threads=self.n_threads,
            libraries=LIBRARIES,
            is_over=is_over,
            is_streamed=self.parts.streamed is not None,
            descent=self.descent_state(),
        )

    def descent_state(self) -> DescentState | None:
        """Where a run by an optimizer is; ``None`` for a run that cannot be resumed."""
        return None

    def begin_leg(self, state: TrainingState) -> None:
        """Go on in the run of that state, with another leg, from its last parameters; called before the loop."""
        self.first_epoch = state.last.epoch
        self.legs = (*state.legs, Leg(self.first_epoch, self.config))
        self._count_on(state)
        self.finite_epochs = (self.first_epoch, self.first_epoch)
        if self.best is not None:
            before = state.descent.best if state.descent is not None else None
            if before is not None and are_same_digits(state.dataset, self.parts.ref):
                network = before.network._replace(parameters=before.network.parameters.astype(self.config.computed_in))
                self.best = Best(before.loss, 0, network)
            else:
                self.best = Best(np.inf, 0, Snapshot(self.first_epoch, self.parameters.flat.copy()))

    def _count_on(self, state: TrainingState) -> None:
        """Count the batches on from those of a state."""
        self.n_batches = state.n_batches
        if self.stops_at is not None:
            self.stops_at += self.n_batches

    # Requests

    def answer(self) -> bool:
        """Answer requests, and wait while the run is paused; True if just one step is to be made."""
        while True:
            self.take_settings()
            if self.control.is_stopped or not self.control.is_paused:
                return False
            self.publish_now("paused")
            self.speed.stop()
            single_step = self.control.wait_while_paused()
            self.speed.start()
            if single_step:
                self.take_settings()  # changed together with the request for the step
                return True

    def take_settings(self) -> None:
        """Use the settings that were changed."""
        self.settings = self.control.apply_settings(self.settings)

    # Checkpoints

    def begin_checkpoints(self) -> None:
        """Get ready to take checkpoints, and take that of the start; called once it is known what the run goes on from."""
        if self.takes_checkpoints:
            begins_at = self.first_epoch + self.epochs_done()
            planned_end = self.first_epoch + self.config.epochs
            self.recorder.begin(self.parameters.flat, first_epoch=begins_at, planned_end=planned_end)
            if begins_at >= self.recorder.due_at:
                self.take_checkpoint()

    def take_checkpoint(self) -> None:
        """Keep the network as it is now."""
        if self.is_finite():
            self._keep(Snapshot(self.first_epoch + self.epochs_done(), self.parameters.flat))

    def _keep(self, network: Snapshot) -> None:
        changed = changed_since(self.legs[-1].config, self.settings)
        self.recorder.take(network.epoch, self.n_batches, network.parameters, changed)

    # The curves

    def record_first_point(self) -> bool:
        """Add what the run starts from; False as in :meth:`add_point`."""
        loss, accuracy = self.loss_and_accuracy(self.parts.train)
        self.first_cost = loss + decay_cost(self.parameters, self.first_decay, self.n_samples)
        return self.add_point(loss, accuracy, self.validate())

    def validate(self) -> tuple[float, float]:
        """Loss and accuracy on the validation digits; NaN without any, an infinite loss where it is no number."""
        if self.parts.validation is None:
            return np.nan, np.nan
        loss, accuracy = self.loss_and_accuracy(self.parts.validation)
        return (np.inf if np.isnan(loss) else loss), accuracy

    def loss_and_accuracy(self, digits: Digits) -> tuple[float, float]:
        """Exact figures on some digits, weight decay left out."""
        evaluation = evaluate(self.parameters, digits)
        return evaluation.cost, evaluation.accuracy

    def add_point(self, loss: float, accuracy: float, validation: tuple[float, float]) -> bool:
        """Add a point to the history; False if the loss or a parameter is no finite number."""
        if not np.isfinite(loss) or np.isinf(validation[0]) or not self.is_finite():
            return False
        self.last_finite, self.before_last = self.before_last, self.last_finite
        self.last_finite[:] = self.parameters.flat
        self.finite_epochs = (self.first_epoch + self.epochs_done(), self.finite_epochs[0])
        self.last_point = HistoryPoint(self.first_epoch + self.epochs_done(), loss, accuracy, *validation)
        self.points.append(self.last_point)
        return True

    def is_finite(self) -> bool:
        """Whether every parameter is a finite number: then, and only then, so is the sum of them times 0."""
        flat, zeros = self.parameters.flat, self.zeros
        blocks = (flat[i : i + _CHECKED] for i in range(0, len(flat), _CHECKED))
        return all(np.isfinite(np.dot(block, zeros[: len(block)])) for block in blocks)

    # The end

    def reason_to_stop(self, training_loss: float) -> Sentence | None:
        """Why the run should stop after the epoch that is complete; ``None`` if it should go on.

        Patience takes back the best parameters; the last ones are kept for training on.

        Parameters
        ----------
        training_loss
            Mean over the epoch, weight decay left out.
        """
        epoch = self.first_epoch + self.epoch
        if self.best is not None:
            has_validation = self.parts.validation is not None
            loss = self.last_point.validation_loss if has_validation else training_loss
            if loss < self.best.loss:
                self.best = Best(loss, self.epoch, Snapshot(epoch, self.parameters.flat.copy()))
            if self.epoch - self.best.counted_from >= self.config.patience:
                self.last = Snapshot(epoch, self.parameters.flat.copy())
                self.network_epoch, self.parameters.flat[:] = self.best.network
                return say(
                    _EARLY_STOP[has_validation],
                    patience=length(self.config.patience, self.unit),
                    unit=UNIT_NAMES[self.unit],
                    epoch=self.network_epoch,
                )
        cost = training_loss + decay_cost(self.parameters, self.settings.weight_decay, self.n_samples)
        fall, self.last_cost = self.last_cost - cost, cost
        if self.config.tolerance and self.epoch >= TOLERANCE_FROM_EPOCH and fall < self.config.tolerance:
            return say("training.tolerance", unit=UNIT_NAMES[self.unit], epoch=epoch, tolerance=self.config.tolerance)
        return None

    def stopped(self) -> TrainingReport:
        """End because it was asked for."""
        if not self.is_finite():
            return self.diverged()
        return self.end("stopped", say(self.stop_key))

    def diverged(self) -> TrainingReport:
        """End because numbers left what can be computed with; the last network is kept whose loss is a finite number."""
        epoch = self.first_epoch + self.epoch + 1
        for finite, of_epoch in zip((self.last_finite, self.before_last), self.finite_epochs, strict=True):
            self.parameters.flat[:] = finite
            self.network_epoch = of_epoch
            if np.isfinite(self.loss_and_accuracy(self.parts.train)[0]):
                break
        self.last = None
        advice = advice_on_divergence(self.config, self.settings, n_samples=self.n_samples)
        return self.end("failed", say("training.diverged", unit=UNIT_NAMES[self.unit], epoch=epoch, advice=advice))

    def end(self, state: State, message: Sentence) -> TrainingReport:
        """The last report, with exact figures; no run whose cost is no finite number has ended well."""
        self.speed.end()
        figures = evaluate(self.parameters, self.parts.train, weight_decay=self.settings.weight_decay)
        if state != "failed" and not np.isfinite(figures.cost):
            return self.diverged()
        warnings = [] if state == "failed" else self._warnings(state, figures)
        if self.takes_checkpoints and self.is_finite():
            epoch = self.first_epoch + self.epochs_done() if self.network_epoch is None else self.network_epoch
            self._keep(self.last or Snapshot(epoch, self.parameters.flat))
        report = self._report(state, joined(message, *warnings))
        report = replace(report, training_state=self._last_state(report))
        if self.is_finite():
            test = self.parts.test
            report = replace(
                report,
                train_evaluation=figures,
                test_evaluation=evaluate(self.parameters, test) if len(test) else None,
            )
        if self.publish is not None:
            self.publish(report)
        return report

    def _last_state(self, report: TrainingReport) -> TrainingState:
        state = self.state(report, is_over=report.state == "finished")
        if report.state != "failed":
            return state
        # There is nothing to go on with but the finite network.
        return replace(state, last=state.answering, descent=None)

    def _warnings(self, state: State, figures: Evaluation) -> list[Sentence | None]:
        """What must not be passed over in silence at the end."""
        found = end_warnings(
            self.config,
            self.settings,
            self.parts.train,
            self.parts.validation,
            is_complete=state == "finished",
            n_epochs=self.epochs_done(),
            first_cost=self.first_cost if self.settings.weight_decay == self.first_decay else np.nan,
            end=figures,
        )
        return [self.rounding, *found]

    # Reports

    def publish_if_due(self) -> None:
        """Report how far the run is, unless that was just done."""
        if self.publish is not None and time.perf_counter() - self.last_published >= self.publish_interval_s:
            self.publish_now("running")

    def publish_now(self, state: State) -> None:
        """Report how far the run is, with its state where that is due."""
        if self.publish is None:
            return
        report = self._report(state, None)
        started_at = time.perf_counter()
        if state == "paused" or started_at >= self.state_is_due_at:
            report = replace(report, training_state=self.state(report))
            taken_at = time.perf_counter()
            self.state_is_due_at = taken_at + max(STATE_INTERVAL_S, (taken_at - started_at) / _STATE_SHARE)
        self.publish(report)
        self.last_published = time.perf_counter()

    def _report(self, state: State, message: Sentence | None) -> TrainingReport:
        points, self.points = tuple(self.points), self.points[:0]
        is_finite = self.is_finite()
        return TrainingReport(
            state=state,
            message=message,
            architecture=self.parameters.architecture,
            parameters=(self.parameters.flat if is_finite else self.last_finite).copy(),
            scaling=self.parts.scaling,
            points=points,
            epoch=self.first_epoch + self.epochs_done(),
            epochs=self.first_epoch + self.config.epochs,
            unit=self.unit,
            n_batches=self.n_batches,
            samples_per_second=self.speed.samples_per_second(),
            seconds_left=self.seconds_left(),
            n_streamed=self.n_streamed,
            network_epoch=self.network_epoch if is_finite else self.finite_epochs[0],
            legs=self.legs,
            checkpoints=self.recorder.checkpoints,
        )
