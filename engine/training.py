"""Training: the loop over batches and epochs, what it records, and what it reports.

``train`` runs in any thread. It is steered by a ``TrainingControl`` and tells of itself in ``TrainingReport``s: frozen,
with arrays of their own, so that whoever gets one may keep it. It never waits for its reader.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from engine.activations import Floats
from engine.configuration import TrainingConfig
from engine.datasets import Dataset, Digits
from engine.metrics import evaluate
from engine.network import Parameters, initialize
from engine.objective import Backpropagation, one_hot
from engine.optimizers import OPTIMIZERS
from engine.splits import watched_indices
from engine.training_control import LiveSettings, TrainingControl
from engine.training_report import HistoryPoint, Speedometer, State, TrainingReport

PUBLISH_INTERVAL_S = 0.04
"""The least time between two reports of a run that just goes on."""
POINT_SAMPLES = 2048
"""Samples after which an epoch that is still going on adds a point to the history."""
_QUICK_PARAMETERS = 500_000  # larger networks report less often: each report is a copy
_CATCH_UP_S = 0.05  # a run with a limit of speed makes up for this much lost time, no more
_SLOW_BATCHES_PER_SECOND = 50  # at this pace somebody looks at every batch: each adds a point to the history
_SMALL_BATCH = 200  # up to here, one BLAS thread is faster than two (measured with 25 to 512 hidden units)


def split_validation(digits: Digits, config: TrainingConfig) -> tuple[Digits, Digits | None]:
    """Take the digits that are watched, stratified and by the seed, out of those that are trained on."""
    rng = np.random.default_rng([config.seed, 1])
    watched = watched_indices(digits.labels, fraction=config.validation_fraction, rng=rng)
    if not len(watched):
        return digits, None
    trained = np.setdiff1d(np.arange(len(digits)), watched)
    return digits[trained], digits[watched]


def first_parameters(config: TrainingConfig, n_inputs: int) -> Parameters:
    """The random parameters that a run with this configuration starts from."""
    rng = np.random.default_rng([config.seed, 0])
    return initialize(config.architecture(n_inputs), scheme=config.initialization, rng=rng, dtype=config.dtype)


def train(
    config: TrainingConfig,
    dataset: Dataset,
    *,
    control: TrainingControl | None = None,
    publish: Callable[[TrainingReport], None] | None = None,
    initial: Parameters | None = None,
    first_epoch: float = 0.0,
) -> TrainingReport:
    """Train a network.

    Parameters
    ----------
    config
        What to train and how.
    dataset
        Where the digits come from; its test digits are not trained on.
    control
        Requests from other threads.
    publish
        Is given a report every 40 ms or more, at every pause and step, and at the end; called in this thread.
    initial
        Parameters to go on from, of the configuration's architecture; they are copied. By default random ones.
    first_epoch
        Where the history goes on from, if ``initial`` was trained before.

    Returns
    -------
    TrainingReport
        How it ended; without ``publish``, its ``points`` are the whole history.

    Raises
    ------
    ConfigurationError
        If ``initial`` does not fit.
    """
    with (
        np.errstate(all="ignore"),
        threadpool_limits(limits=1 if 0 < config.batch_size <= _SMALL_BATCH else None, user_api="blas"),
    ):
        run = _Run(
            config,
            dataset,
            control=control or TrainingControl(),
            publish=publish,
            initial=initial,
            first_epoch=first_epoch,
        )
        return run.loop()


class _Run:
    """One training run: its data, its state, and the loop."""

    def __init__(
        self,
        config: TrainingConfig,
        dataset: Dataset,
        *,
        control: TrainingControl,
        publish: Callable[[TrainingReport], None] | None,
        initial: Parameters | None,
        first_epoch: float,
    ) -> None:
        self.config = config
        self.control = control
        self.publish = publish
        self.test_digits = dataset.test
        self.train_digits, self.validation_digits = split_validation(dataset.train, config)
        self.first_epoch = first_epoch

        self.inputs: Floats = self.train_digits.images.astype(config.dtype, copy=False)
        self.labels = self.train_digits.labels
        self.n_samples = len(self.labels)
        architecture = config.architecture(self.inputs.shape[1])
        self.targets = one_hot(self.labels, architecture.n_outputs, config.dtype)
        if initial is None:
            self.parameters = first_parameters(config, self.inputs.shape[1])
        else:
            self.parameters = Parameters(architecture, initial.flat.astype(config.dtype))
        self.batch_size = min(config.batch_size or self.n_samples, self.n_samples)
        self.backpropagation = Backpropagation(architecture, max_batch=self.batch_size, dtype=config.dtype)
        self.optimizer = OPTIMIZERS[config.optimizer].make(self.parameters.flat)
        self.shuffle = np.random.default_rng([config.seed, 2, int(first_epoch)])
        self.batch_inputs: Floats = np.empty((self.batch_size, self.inputs.shape[1]), config.dtype)
        self.batch_targets: Floats = np.empty((self.batch_size, architecture.n_outputs), config.dtype)
        # The logits of the batches since the last point: loss and accuracy are computed from them all at once.
        rows = min(self.n_samples, POINT_SAMPLES + self.batch_size)
        self.logits: Floats = np.empty((rows, architecture.n_outputs), config.dtype)

        self.settings = LiveSettings(
            learning_rate=config.learning_rate, momentum=config.momentum, weight_decay=config.weight_decay
        )
        self.next_batch_at = 0.0
        self.order: NDArray[np.intp] = np.arange(self.n_samples)
        self.epoch = 0  # completed
        self.position = 0  # samples of the epoch under way
        self.point_position = 0  # where in the epoch the last point was recorded
        self.epoch_loss = 0.0  # summed over the samples of the epoch under way
        self.n_batches = 0
        self.points: list[HistoryPoint] = []  # not yet reported
        self.last_point = HistoryPoint(first_epoch, np.nan, np.nan, np.nan, np.nan)
        self.last_finite = self.parameters.flat.copy()
        self.zeros: Floats = np.zeros_like(self.parameters.flat)
        self.best = _Best(np.inf, 0, self.parameters.flat.copy()) if config.patience else None
        self.last_published = 0.0
        self.publish_interval_s = PUBLISH_INTERVAL_S * max(1.0, architecture.n_parameters / _QUICK_PARAMETERS)
        self.speed = Speedometer()

    def loop(self) -> TrainingReport:
        """Run to the end, in whatever way it comes."""
        if not self._record_first_point():
            return self._diverged()
        self.speed.start()
        while self.epoch < self.config.epochs:
            self.order = self.shuffle.permutation(self.n_samples)
            while self.position < self.n_samples:
                single_step = self.control.needs_attention and self._answer()
                if self.control.is_stopped:
                    if not self._is_finite():
                        return self._diverged()
                    return self._end("stopped", "Stopped. What was learned is kept; Train goes on from here.")
                self._batch()
                if (single_step or self._point_is_due()) and not self._record_point():
                    return self._diverged()
                self._publish_if_due()
            if self._is_out_of_patience():
                return self._stop_early()
            self.epoch += 1
            self.position = self.point_position = 0
            self.epoch_loss = 0.0
        return self._end("finished", f"Finished {self.config.epochs:,} epochs.")

    def _batch(self) -> None:
        """One step of the optimizer."""
        if self.settings.batches_per_second:
            self._keep_pace(self.settings.batches_per_second)
        start, stop = self.position, min(self.position + self.batch_size, self.n_samples)
        chosen = self.order[start:stop]
        inputs, targets = self.batch_inputs[: stop - start], self.batch_targets[: stop - start]
        np.take(self.inputs, chosen, axis=0, out=inputs, mode="clip")
        np.take(self.targets, chosen, axis=0, out=targets, mode="clip")
        gradient = self.backpropagation.run(
            self.parameters,
            inputs,
            targets,
            logits=self.logits[start - self.point_position : stop - self.point_position],
            decay=self.settings.weight_decay / self.n_samples,
        )
        self.optimizer.step(
            self.parameters.flat,
            gradient,
            learning_rate=self.settings.learning_rate,
            momentum=self.settings.momentum,
        )
        self.position = stop
        self.n_batches += 1
        self.speed.n_samples += stop - start

    def _keep_pace(self, batches_per_second: float) -> None:
        """Wait for the next batch's turn, unless somebody asks for something."""
        self.control.wait_until(self.next_batch_at)
        now = time.perf_counter()  # before its turn, if somebody asked for something
        self.next_batch_at = min(max(self.next_batch_at, now - _CATCH_UP_S), now) + 1.0 / batches_per_second

    def _answer(self) -> bool:
        """Answer requests, and wait while the run is held; True if just one batch is to be run."""
        while True:
            self._take_settings()
            if self.control.is_stopped or not self.control.is_paused:
                return False
            self._publish("paused")
            self.speed.stop()
            single_step = self.control.wait_while_paused()
            self.speed.start()
            if single_step:
                self._take_settings()  # changed together with the request for the step
                return True

    def _take_settings(self) -> None:
        settings = self.control.apply_settings(self.settings)
        if settings is not self.settings:
            self.settings, self.next_batch_at = settings, 0.0  # the new pace counts from now

    def _point_is_due(self) -> bool:
        is_watched = 0 < self.settings.batches_per_second <= _SLOW_BATCHES_PER_SECOND
        n_new = self.position - self.point_position
        return is_watched or n_new >= POINT_SAMPLES or self.position == self.n_samples

    def _record_point(self) -> bool:
        """Add a point to the history; False if the loss or a parameter is no finite number."""
        labels = self.labels[self.order[self.point_position : self.position]]
        logits = self.logits[: len(labels)]
        loss = float(self.parameters.architecture.loss.per_sample(logits, labels).mean())
        accuracy = float(np.count_nonzero(logits.argmax(axis=1) == labels)) / len(labels)
        validation = (np.nan, np.nan)
        if self.position == self.n_samples and self.validation_digits is not None:
            validation = self._loss_and_accuracy(self.validation_digits)
        self.epoch_loss += loss * len(labels)
        self.point_position = self.position
        return self._add_point(loss, accuracy, validation)

    def _record_first_point(self) -> bool:
        validation = (np.nan, np.nan)
        if self.validation_digits is not None:
            validation = self._loss_and_accuracy(self.validation_digits)
        return self._add_point(*self._loss_and_accuracy(self.train_digits), validation)

    def _add_point(self, loss: float, accuracy: float, validation: tuple[float, float]) -> bool:
        if not np.isfinite(loss) or np.isinf(validation[0]) or not self._is_finite():
            return False
        self.last_finite[:] = self.parameters.flat
        self.last_point = HistoryPoint(self._total_epochs(), loss, accuracy, *validation)
        self.points.append(self.last_point)
        return True

    def _is_finite(self) -> bool:
        """Whether every parameter is a finite number: then, and only then, so is the sum of them times 0."""
        return bool(np.isfinite(np.dot(self.parameters.flat, self.zeros)))

    def _total_epochs(self) -> float:
        return self.first_epoch + self.epoch + self.position / self.n_samples

    def _loss_and_accuracy(self, digits: Digits) -> tuple[float, float]:
        evaluation = evaluate(self.parameters, digits)
        return evaluation.cost, evaluation.accuracy

    def _is_out_of_patience(self) -> bool:
        if self.best is None:
            return False
        loss = self.last_point.validation_loss if self.validation_digits else self.epoch_loss / self.n_samples
        if loss < self.best.loss:
            self.best = _Best(loss, self.epoch, self.parameters.flat.copy())
        return self.epoch - self.best.epoch >= self.config.patience

    def _stop_early(self) -> TrainingReport:
        best = self.best
        if best is None:
            raise AssertionError("only a run with patience stops early")
        self.parameters.flat[:] = best.parameters
        which = "validation" if self.validation_digits else "training"
        return self._end(
            "finished",
            f"Stopped early: the {which} loss has not fallen for {self.config.patience:,} epochs; "
            f"the network of epoch {self.first_epoch + best.epoch + 1:,.0f} is kept.",
        )

    def _diverged(self) -> TrainingReport:
        self.parameters.flat[:] = self.last_finite
        return self._end(
            "failed",
            f"The loss became infinite or not a number in epoch {self.epoch + 1:,}: use a smaller learning rate than "
            f"{self.settings.learning_rate:g}. The last finite network is kept.",
        )

    def _end(self, state: State, message: str) -> TrainingReport:
        self.speed.stop()
        report = self._report(state, message)
        if self._is_finite():
            report = replace(
                report,
                train_evaluation=evaluate(self.parameters, self.train_digits, weight_decay=self.settings.weight_decay),
                test_evaluation=evaluate(self.parameters, self.test_digits) if len(self.test_digits) else None,
            )
        if self.publish is not None:
            self.publish(report)
        return report

    def _publish_if_due(self) -> None:
        if self.publish is not None and time.perf_counter() - self.last_published >= self.publish_interval_s:
            self._publish("running")

    def _publish(self, state: State) -> None:
        if self.publish is not None:
            self.publish(self._report(state, ""))
            self.last_published = time.perf_counter()

    def _report(self, state: State, message: str) -> TrainingReport:
        points, self.points = tuple(self.points), self.points[:0]
        speed = self.speed.samples_per_second()
        n_left = (self.config.epochs - self.epoch) * self.n_samples - self.position
        return TrainingReport(
            state=state,
            message=message,
            architecture=self.parameters.architecture,
            parameters=(self.parameters.flat if self._is_finite() else self.last_finite).copy(),
            points=points,
            epoch=self._total_epochs(),
            epochs=self.first_epoch + self.config.epochs,
            n_batches=self.n_batches,
            samples_per_second=speed,
            seconds_left=n_left / speed if speed else np.nan,
        )


class _Best(NamedTuple):
    loss: float
    epoch: int
    parameters: Floats
