"""What every training run does, however it learns: curves, reports, pauses, and the rules that end it.

A run goes by epochs; for SciPy's minimizers an "epoch" is one of their iterations or evaluations (``unit`` says which).
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine.data.dataset import Digits, StreamedDigits
from engine.data.scaling import InputScaling
from engine.nn.activations import Floats
from engine.nn.network import Parameters
from engine.nn.objective import decay_cost
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.metrics import evaluate
from engine.training.report import HistoryPoint, Speedometer, State, TrainingReport, Unit
from engine.training.warnings import advice_on_divergence, descent_warning, digits_warning

PUBLISH_INTERVAL_S = 0.04
"""The least time between two reports of a run that just goes on."""
TOLERANCE_FROM_EPOCH = 10
"""The first epoch after which a run may stop because the cost has fallen by too little."""
_QUICK_PARAMETERS = 500_000  # larger networks report less often: each report is a copy
_CHECKED = 65_536  # parameters that are looked at at a time


@dataclass(frozen=True, eq=False)
class TrainingParts:
    """The digits of a run, scaled as its network gets them.

    Attributes
    ----------
    train
        What is learned from.
    validation
        What is watched; ``None`` for nothing.
    test
        What the result is tested on; may be none.
    scaling
        How they were scaled.
    unscaled
        Those that are learned from, before they were scaled; only where they are to be augmented.
    fresh
        Digits that come in the place of those that are learned from, whose bytes and labels are then the run's own, the
        same for ``train`` and ``unscaled``; ``None`` for none.
    """

    train: Digits
    validation: Digits | None
    test: Digits
    scaling: InputScaling
    unscaled: Digits | None = None
    fresh: StreamedDigits | None = None


class TrainingRun(ABC):
    """One run: its state, and what is told of it.

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
    """

    unit: Unit = "epoch"

    def __init__(
        self,
        config: TrainingConfig,
        parts: TrainingParts,
        parameters: Parameters,
        *,
        control: TrainingControl,
        publish: Callable[[TrainingReport], None] | None,
        first_epoch: float,
    ) -> None:
        self.config = config
        self.parts = parts
        self.parameters = parameters
        self.control = control
        self.publish = publish
        self.first_epoch = first_epoch
        self.labels = parts.train.labels
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
        self.zeros: Floats = np.zeros_like(parameters.flat[:_CHECKED])
        self.best = _Best(np.inf, 0, parameters.flat.copy()) if config.patience else None
        self.last_published = 0.0
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

    # Requests

    def answer(self) -> bool:
        """Answer requests, and wait while the run is held; True if just one step is to be made."""
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
        self.last_point = HistoryPoint(self.first_epoch + self.epochs_done(), loss, accuracy, *validation)
        self.points.append(self.last_point)
        return True

    def is_finite(self) -> bool:
        """Whether every parameter is a finite number: then, and only then, so is the sum of them times 0."""
        flat, zeros = self.parameters.flat, self.zeros
        blocks = (flat[i : i + _CHECKED] for i in range(0, len(flat), _CHECKED))
        return all(np.isfinite(np.dot(block, zeros[: len(block)])) for block in blocks)

    # The end

    def reason_to_stop(self, training_loss: float) -> str:
        """Why the run should stop after the epoch that is complete; empty if it should go on.

        Patience takes back the best parameters.

        Parameters
        ----------
        training_loss
            Mean over the epoch, weight decay left out.
        """
        if self.best is not None:
            loss = training_loss if self.parts.validation is None else self.last_point.validation_loss
            if loss < self.best.loss:
                self.best = _Best(loss, self.epoch, self.parameters.flat.copy())
            if self.epoch - self.best.epoch >= self.config.patience:
                self.parameters.flat[:] = self.best.parameters
                which = "training" if self.parts.validation is None else "validation"
                return (
                    f"Stopped early: the {which} loss has not fallen for {self.config.patience:,} "
                    f"{self.unit if self.config.patience == 1 else f'{self.unit}s'}; "
                    f"the network of {self.unit} {self.first_epoch + self.best.epoch:,.0f} is kept."
                )
        cost = training_loss + decay_cost(self.parameters, self.settings.weight_decay, self.n_samples)
        fall, self.last_cost = self.last_cost - cost, cost
        if self.config.tolerance and self.epoch >= TOLERANCE_FROM_EPOCH and fall < self.config.tolerance:
            return (
                f"Stopped: {self.unit} {self.first_epoch + self.epoch:,.0f} lowered the cost by less than "
                f"{self.config.tolerance:g}."
            )
        return ""

    def stopped(self) -> TrainingReport:
        """End because it was asked for."""
        if not self.is_finite():
            return self.diverged()
        return self.end("stopped", "Stopped. What was learned is kept; Train goes on from here.")

    def diverged(self) -> TrainingReport:
        """End because numbers left what can be computed with; the last network is kept whose loss is a finite number."""
        for finite in (self.last_finite, self.before_last):
            self.parameters.flat[:] = finite
            if np.isfinite(self.loss_and_accuracy(self.parts.train)[0]):
                break
        advice = advice_on_divergence(self.config, self.settings, n_samples=self.n_samples)
        return self.end(
            "failed",
            f"The loss became infinite or not a number in {self.unit} {self.first_epoch + self.epoch + 1:,.0f}: {advice}. "
            "The last finite network is kept.",
        )

    def end(self, state: State, message: str) -> TrainingReport:
        """The last report, with exact figures; no run whose cost is no finite number has ended well."""
        self.speed.stop()
        figures = evaluate(self.parameters, self.parts.train, weight_decay=self.settings.weight_decay)
        if state != "failed" and not np.isfinite(figures.cost):
            return self.diverged()
        remarks = [message] if state == "failed" else [message, *self._warnings(state, figures.cost)]
        report = self._report(state, " ".join(filter(None, remarks)))
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

    def _warnings(self, state: State, cost: float) -> list[str]:
        """What must not be passed over in silence at the end."""
        remarks = [digits_warning(self.parts.train)]
        if state == "finished" and self.config.minimizer is None and self.config.epochs:
            first_cost = self.first_cost if self.settings.weight_decay == self.first_decay else np.nan
            remarks.append(descent_warning(self.config, self.settings, first_cost=first_cost, last_cost=cost))
        return remarks

    # Reports

    def publish_if_due(self) -> None:
        """Tell how far the run is, unless that was told just now."""
        if self.publish is not None and time.perf_counter() - self.last_published >= self.publish_interval_s:
            self.publish_now("running")

    def publish_now(self, state: State) -> None:
        """Tell how far the run is."""
        if self.publish is not None:
            self.publish(self._report(state, ""))
            self.last_published = time.perf_counter()

    def _report(self, state: State, message: str) -> TrainingReport:
        points, self.points = tuple(self.points), self.points[:0]
        return TrainingReport(
            state=state,
            message=message,
            architecture=self.parameters.architecture,
            parameters=(self.parameters.flat if self.is_finite() else self.last_finite).copy(),
            scaling=self.parts.scaling,
            points=points,
            epoch=self.first_epoch + self.epochs_done(),
            epochs=self.first_epoch + self.config.epochs,
            unit=self.unit,
            n_batches=self.n_batches,
            samples_per_second=self.speed.samples_per_second(),
            seconds_left=self.seconds_left(),
            n_streamed=self.n_streamed,
        )


class _Best(NamedTuple):
    loss: float
    epoch: int
    parameters: Floats
