"""Training by one of SciPy's minimizers: it calls for costs and gradients, and these calls are where a run is steered."""

import time
from collections.abc import Callable

import numpy as np

from engine.nn.backpropagation import BatchCancelled
from engine.nn.network import Parameters
from engine.nn.objective import Objective
from engine.optim.minimizers import MINIMIZERS, Vector, minimize
from engine.text.sentence import Sentence, say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import TrainingReport
from engine.training.run_loop import TrainingParts, TrainingRun, length


class MinimizerRun(TrainingRun):
    """A run by one of :data:`engine.optim.minimizers.MINIMIZERS`; parameters are those of ``TrainingRun``.

    Pause and stop are answered at the next evaluation of the cost, a step is one iteration. The best parameters that were
    evaluated are kept, unless patience takes back those with the best validation loss or the cost leaves what can be
    computed with. Of the live settings, only the limit of speed can change anything.
    """

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
        super().__init__(
            config,
            parts,
            parameters,
            control=control,
            publish=publish,
            first_epoch=first_epoch,
            n_threads=n_threads,
            recorder=recorder,
        )
        self.minimizer = MINIMIZERS[config.optimizer]
        self.unit = self.minimizer.counts
        self.stop_key = "training.stopped_minimizer"
        self.objective = Objective(
            parameters.architecture,
            parts.train.values("float64"),
            self.labels,
            weight_decay=config.weight_decay,
            dtype="float64",
        )
        self.best_cost = np.inf
        self.started_at = time.perf_counter()
        self.is_single_step = False
        self.next_iteration_at = 0.0

    def loop(self) -> TrainingReport:
        """Run to the end, in whatever way it comes."""
        if not self.record_first_point():
            return self.diverged()
        self.begin_checkpoints()
        self.speed.start()
        if not self.config.epochs:
            return self.end("finished", say("training.finished", length=length(0, self.unit)))
        try:
            reason = minimize(
                self.minimizer,
                self._cost_and_gradient,
                self.parameters.flat.astype(np.float64),
                limit=self.config.epochs,
                on_iteration=self._on_iteration,
            )
        except _StopRequested:
            return self.stopped()
        except _NotFinite:
            return self.diverged()
        except _RuleFulfilled as rule:
            return self.end("finished", rule.reason)
        return self.end(
            "finished",
            say(
                "training.minimizer_ended",
                minimizer=self.minimizer.label,
                length=length(self.epoch, self.unit),
                reason=reason,
            ),
        )

    def seconds_left(self) -> float:
        """Time left if the iterations to come take as long as those after the first, which takes longest; NaN before."""
        if self.epoch < 2:
            return np.nan
        return (time.perf_counter() - self.started_at) / (self.epoch - 1) * (self.config.epochs - self.epoch)

    def _count(self) -> None:
        """Another iteration or evaluation is done; the time of the first does not count."""
        self.epoch += 1
        if self.epoch == 1:
            self.started_at = time.perf_counter()

    def answer(self) -> bool:
        """As every run does; time in which it is paused does not count."""
        asked_at = time.perf_counter()
        is_single_step = super().answer()
        self.started_at += time.perf_counter() - asked_at
        return is_single_step

    def take_settings(self) -> None:
        """The cost must stay the same function while it is minimized: of the settings, only the pace is taken."""
        changed = self.control.apply_settings(self.settings)
        self.settings = LiveSettings(
            learning_rate=self.settings.learning_rate,
            momentum=self.settings.momentum,
            weight_decay=self.config.weight_decay,
            batches_per_second=changed.batches_per_second,
        )

    def _cost_and_gradient(self, flat: Vector) -> tuple[float, Vector]:
        """What the minimizer calls for; the best that was seen is kept as the run's parameters.

        An evaluation that is cut short by a pause is made again from its beginning.
        """
        evaluated = None
        while evaluated is None:
            if self.control.needs_attention and not self.is_single_step:
                self.is_single_step = self.answer()
            if self.control.is_stopped or self.n_batches == self.stops_at:
                raise _StopRequested
            try:
                evaluated = self.objective.cost_and_gradient(flat, is_cancelled=self.is_interrupted)
            except BatchCancelled:
                self.is_single_step = False
        cost, gradient = evaluated
        if not np.isfinite(cost):
            raise _NotFinite
        self.n_batches += 1
        self.speed.n_samples += self.n_samples
        if self.unit == "evaluation":
            self._count()
        if cost < self.best_cost:
            self.best_cost = cost
            self.parameters.flat[:] = flat
        self.publish_if_due()
        return cost, np.array(gradient, dtype=np.float64)

    def _on_iteration(self, flat: Vector) -> None:
        """An iteration is complete: a point of the curves, and a look at the rules."""
        if self.unit == "iteration":
            self._count()
        self.is_single_step = False
        best = self.parameters.flat.copy()
        self.parameters.flat[:] = flat
        loss, accuracy = self.loss_and_accuracy(self.parts.train)
        if not self.add_point(loss, accuracy, self.validate()):
            raise _NotFinite
        if self.first_epoch + self.epoch >= self.recorder.due_at:
            self.take_checkpoint()
        reason = self.reason_to_stop(loss)
        if self.best is None or reason is None:  # patience has a best of its own
            self.parameters.flat[:] = best
        if reason is not None:
            raise _RuleFulfilled(reason)
        self.publish_if_due()
        if self.settings.batches_per_second:
            self.control.wait_until(self.next_iteration_at)
            self.next_iteration_at = time.perf_counter() + 1.0 / self.settings.batches_per_second


class _StopRequested(Exception):  # noqa: N818 - a request, no error
    """The run was asked to end."""


class _NotFinite(Exception):  # noqa: N818 - caught where it is reported
    """The cost is no finite number."""


class _RuleFulfilled(Exception):  # noqa: N818 - a reason, no error
    """One of the rules that end a run early."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason
