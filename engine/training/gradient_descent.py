"""Training batch by batch: gradient descent and its relatives."""

import math
import time
from collections.abc import Callable
from contextlib import nullcontext

import numpy as np
from numpy.typing import NDArray

from engine.data.augmentation import AUGMENTATIONS
from engine.data.augmented_batches import AugmentedDigits
from engine.data.generator_state import GeneratorState
from engine.data.handwriting.stream import HandwritingStream
from engine.errors import ConfigurationError
from engine.nn.activations import Floats
from engine.nn.backpropagation import Backpropagation, BatchCancelled
from engine.nn.calls import Call
from engine.nn.layers.base import Draws
from engine.nn.network import Parameters
from engine.nn.objective import one_hot
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.text.sentence import Sentence, say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.metrics import n_right
from engine.training.report import State, TrainingReport
from engine.training.run_loop import TrainingParts, TrainingRun, check_labels, length
from engine.training.state import DescentState, Snapshot, TrainingState
from engine.training.warnings import joined

POINT_SAMPLES = 2048
"""Samples after which an epoch that is still going on adds a point to the history, in a run that is long enough."""
_LEAST_POINTS = 100  # a short run adds points more often
_LEAST_POINT_SAMPLES = 100
_CATCH_UP_S = 0.05  # a run with a limit of speed makes up for this much lost time, no more
_GATHERED_VALUES = 131_072  # of inputs that are gathered at a time: they stay in the cache until they are trained on
_SLOW_BATCHES_PER_SECOND = 50  # at this pace every batch can be followed: each adds a point to the history


class DescentRun(TrainingRun):
    """A run by one of :data:`engine.optim.optimizers.OPTIMIZERS`; parameters are those of ``TrainingRun``."""

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
        architecture = parameters.architecture
        self.digits = parts.train
        self.targets_by_class = np.eye(architecture.n_outputs, dtype=config.dtype)
        self.gain = np.asarray(self.digits.gain, config.dtype)
        self.bias = np.asarray(self.digits.bias, config.dtype)
        self.is_shifted = bool(self.bias.any())
        self.batch_size = min(config.batch_size or self.n_samples, self.n_samples)
        self.backpropagation = Backpropagation(architecture, max_batch=self.batch_size, dtype=config.dtype)
        self.optimizer = OPTIMIZERS[config.optimizer].make(parameters.flat)
        velocity = self.optimizer.running_sum if self.backpropagation.can_add(self.batch_size) else None
        self.velocity = None if velocity is None else Parameters(architecture, velocity)
        self.momentum: Floats = np.array(0.0, config.dtype)  # as it is now, for steps that are laid out
        self.draws = Draws()
        schedule = SCHEDULES[config.schedule]
        self.schedule = None if schedule.name == "constant" else schedule
        self.random = np.random.default_rng([config.seed, 2, math.ceil(first_epoch)])
        self.before_order = GeneratorState.of(self.random)  # before the epoch's order was drawn
        self.drops_out = config.drops_out  # drawn anew for each batch by its number: a run resumed leaves out the same
        self.shuffles = config.shuffle and self.batch_size < self.n_samples
        self.augmented = None
        if parts.unscaled is not None:
            self.augmented = AugmentedDigits(
                parts.unscaled,
                parts.scaling,
                AUGMENTATIONS[config.augmentation],
                seed=config.seed,
                batch_size=self.batch_size,
                dtype=config.dtype,
            )
        self.stream: HandwritingStream | None = None
        self.oldest = 0  # of the training digits: the next to give way to a streamed one
        # All digits at once and just as they are stored: nothing is gathered.
        is_whole = self.augmented is None and self.batch_size == self.n_samples and self.digits.is_plain
        self.whole_targets = one_hot(self.labels, architecture.n_outputs, config.dtype) if is_whole else None
        # Small batches are gathered several at a time. Each has its slot of that memory, on which its step is laid out once
        # and for all: see ``engine.nn.calls``. In a slot, targets and logits lie class by class.
        self.is_plain = self.digits.is_plain
        size = self.batch_size
        n_slots = 0 if is_whole else max(1, min(_GATHERED_VALUES // self.digits.n_pixels, self.n_samples) // size)
        self.gathered_inputs: Floats = np.empty(
            ((1 if self.augmented and n_slots else n_slots) * size, self.digits.n_pixels), config.dtype
        )
        self.slot_targets: Floats = np.empty((n_slots, architecture.n_outputs, size), config.dtype)
        self.slot_logits: Floats = np.empty_like(self.slot_targets)
        self.steps: dict[tuple[int, int], tuple[Call, ...]] = {}  # by slot and number of samples
        self.gathered = range(0)  # samples of the epoch under way
        self.point_samples = int(
            np.clip(self.n_samples * config.epochs // _LEAST_POINTS, _LEAST_POINT_SAMPLES, POINT_SAMPLES)
        )
        # The logits of the batches since the last point: loss and accuracy are computed from them all at once.
        rows = min(self.n_samples, self.point_samples + self.batch_size)
        self.logits: Floats = np.empty((rows, architecture.n_outputs), config.dtype, order="F")
        self.next_batch_at = 0.0
        self.order: NDArray[np.intp] = np.arange(self.n_samples)
        self.position = 0  # samples of the epoch under way
        self.point_position = 0  # where in the epoch the last point was recorded
        self.kept_position = 0  # up to where the logits since then are in ``logits``, and no longer in their slots
        self.epoch_loss = 0.0  # summed over the samples of the epoch under way
        self.checkpoint_at = math.inf  # samples of it after which a checkpoint is taken

    # The state

    def descent_state(self) -> DescentState:
        """Where the run is."""
        self._keep_logits()
        n_pending = self.position - self.point_position
        return DescentState(
            n_epochs=self.epoch,
            position=self.position,
            point_position=self.point_position,
            epoch_loss=self.epoch_loss,
            pending_logits=self.logits[:n_pending].copy(),
            first_cost=self.first_cost,
            first_weight_decay=self.first_decay,
            last_cost=self.last_cost,
            last_finite=Snapshot(self.finite_epochs[0], self.last_finite.copy()),
            before_last=Snapshot(self.finite_epochs[1], self.before_last.copy()),
            best=self.best,
            optimizer=self.optimizer.state(),
            order=self.before_order,
            augmentation=self.augmented.state() if self.augmented is not None and self.position else None,
        )

    def resume(self, state: TrainingState, descent: DescentState) -> None:
        """Follow the plan from that state on, as if the run had never been stopped; called before the loop.

        Raises
        ------
        ConfigurationError
            If it says of itself to be where no run on these digits can be.
        """
        ahead = descent.augmentation
        is_possible = descent.position <= self.n_samples and len(descent.pending_logits) <= len(self.logits)
        if not is_possible or (ahead is not None and not ahead.start <= ahead.stop <= self.n_samples):
            raise ConfigurationError(say("state.other_digits"))
        self.is_resumed = True
        self.legs, self.first_epoch = state.legs, state.legs[-1].first_epoch
        self._count_on(state)
        self.epoch, self.position, self.point_position = descent.n_epochs, descent.position, descent.point_position
        self.kept_position = self.position
        self.epoch_loss, self.last_cost = descent.epoch_loss, descent.last_cost
        self.first_cost, self.first_decay = descent.first_cost, descent.first_weight_decay
        self.logits[: len(descent.pending_logits)] = descent.pending_logits
        self.last_finite[:], self.before_last[:] = descent.last_finite.parameters, descent.before_last.parameters
        self.finite_epochs = (descent.last_finite.epoch, descent.before_last.epoch)
        self.best = descent.best
        self.optimizer.restore(descent.optimizer)
        self.random = descent.order.make()
        self.before_order = descent.order
        if self.position:
            self._draw_order()
            if self.augmented is not None and ahead is not None:
                self.augmented.resume_epoch(self.order, ahead)

    def begin_leg(self, state: TrainingState) -> None:
        """Go on in the run of that state, with another leg; an optimizer of the same kind keeps what it remembers."""
        super().begin_leg(state)
        n_legs_before = len(state.legs)
        self.random = np.random.default_rng([self.config.seed, 2, math.ceil(self.first_epoch), n_legs_before])
        if state.descent is not None and state.config.optimizer == self.config.optimizer:
            self.optimizer.restore(state.descent.optimizer)

    # The loop

    def loop(self) -> TrainingReport:
        """Run to the end, in whatever way it comes."""
        streamed = self.parts.streamed
        if streamed is not None:
            self.stop_key = "training.stopped_streamed"
            self.stream = HandwritingStream(
                streamed.seed, epoch=self._n_epochs_of_run(), most=self.n_samples, form=self.digits.input_format
            )
        with self.stream or nullcontext():
            return self._loop()

    def _loop(self) -> TrainingReport:
        if not self.is_resumed and not self.record_first_point():
            return self.diverged()
        self.begin_checkpoints()
        self._place_checkpoint()
        self.speed.start()
        while self.epoch < self.config.epochs:
            if not self.position:
                self._begin_epoch()
            while self.position < self.n_samples:
                single_step = self.control.needs_attention and self.answer()
                if self.control.is_stopped or self.n_batches == self.stops_at:
                    return self.stopped()
                try:
                    self._batches(just_one=single_step)
                except BatchCancelled:
                    continue
                if self.position >= self.checkpoint_at:
                    self.take_checkpoint()
                    self._place_checkpoint()
                if (single_step or self._point_is_due()) and not self._record_point():
                    return self.diverged()
                self.publish_if_due()
            training_loss = self.epoch_loss / self.n_samples
            self.epoch += 1
            self.position = self.point_position = self.kept_position = 0
            self.epoch_loss = 0.0
            self._place_checkpoint()
            reason = self.reason_to_stop(training_loss)
            if reason is not None:
                return self.end("finished", reason)
        return self.end("finished", say("training.finished", length=length(self.config.epochs, self.unit)))

    def _place_checkpoint(self) -> None:
        """Find where in the epoch under way the next checkpoint is due: the loop compares one number with that."""
        self.checkpoint_at = (self.recorder.due_at - self.first_epoch - self.epoch) * self.n_samples

    def end(self, state: State, message: Sentence) -> TrainingReport:
        """The last report; it says so if streamed digits stayed away."""
        if self.stream is not None and self.stream.has_failed and state != "stopped":
            message = joined(message, say("training.stream_ended", n=self.n_streamed))
        return super().end(state, message)

    def _begin_epoch(self) -> None:
        """Draw the order of the digits, and get ready to distort them."""
        self._take_streamed_digits()
        self.before_order = GeneratorState.of(self.random)
        self._draw_order()
        if self.augmented is not None:
            self.augmented.begin_epoch(self._n_epochs_of_run(), self.order)

    def _draw_order(self) -> None:
        if self.shuffles:
            self.order = self.random.permutation(self.n_samples)
        self.gathered = range(0)

    def _n_epochs_of_run(self) -> int:
        """Which epoch of the run is under way: of a run that goes on in the middle of one, none is drawn again."""
        return math.ceil(self.first_epoch) + self.epoch

    def epochs_done(self) -> float:
        """How far the run is, with the fraction of the epoch under way."""
        return self.epoch + self.position / self.n_samples

    def seconds_left(self) -> float:
        """Time left at the present speed; NaN if not known."""
        speed = self.speed.samples_per_second()
        n_left = (self.config.epochs - self.epoch) * self.n_samples - self.position
        return n_left / speed if speed else np.nan

    def take_settings(self) -> None:
        """Use the settings that were changed; a new pace counts from now."""
        before = self.settings
        super().take_settings()
        if self.settings is not before:
            self.next_batch_at = 0.0
        if bool(self.settings.weight_decay) != bool(before.weight_decay):
            self.steps.clear()

    def _take_streamed_digits(self) -> None:
        """Put what was written meanwhile in the place of the oldest digits."""
        if self.stream is None:
            return
        block = self.stream.take()
        n_new = min(len(block.labels), self.n_samples)
        if n_new:
            labels = block.labels[-n_new:]
            check_labels(labels, self.parameters.architecture.n_outputs)
            rows = (self.oldest + np.arange(n_new)) % self.n_samples
            self.digits.stored[rows] = block.pictures[-n_new:]
            self.labels[rows] = labels
            self.oldest = (self.oldest + n_new) % self.n_samples
            self.n_streamed += n_new

    def _batches(self, *, just_one: bool) -> None:
        """Steps of the optimizer, up to the first after which there may be something else to do."""
        if self.settings.batches_per_second:
            self._keep_pace(self.settings.batches_per_second)
        if self.position not in self.gathered:
            self._gather(self.position)
        stop = self._stop(just_one=just_one or self.settings.batches_per_second > 0)
        slot = (self.position - self.gathered.start) // self.batch_size
        report_at = np.inf if self.publish is None else self.last_published + self.publish_interval_s
        varies = self.schedule is not None or self.drops_out or self.augmented is not None or self.velocity is None
        self._set_factors()
        while self.position < stop:
            n = min(self.batch_size, self.n_samples - self.position)
            calls = self.steps.get((slot, n)) or self._lay_out(slot, n)
            if varies:
                self._prepare(n)
            for call in calls:
                call()
            self.position += n
            self.n_batches += 1
            self.speed.n_samples += n
            slot += 1
            if self.control.needs_attention or time.perf_counter() >= report_at:
                return

    def _stop(self, *, just_one: bool) -> float:
        """Samples of the epoch after which there is something else to do, in the middle of a batch or at its end."""
        if just_one:
            return self.position + 1
        stop = min(self.gathered.stop, self.point_position + self.point_samples, self.checkpoint_at)
        if self.stops_at is not None:
            stop = min(stop, self.position + (self.stops_at - self.n_batches) * self.batch_size)
        return max(stop, self.position + 1)  # a checkpoint of numbers that are not finite stays due

    def _set_factors(self) -> None:
        """The numbers of a step that may change from one to the next."""
        decay = self.settings.weight_decay / self.n_samples
        if self.velocity is None:
            self.backpropagation.set_factors(decay=decay)
        else:  # v ← μ v − η g
            self.momentum[...] = self.settings.momentum
            self.backpropagation.set_factors(factor=-self._learning_rate(), decay=decay)

    def _prepare(self, n: int) -> None:
        """What a step needs that is not the same in all: its learning rate, distorted digits, what is left out."""
        if self.schedule is not None:
            self._set_factors()
        if self.drops_out:
            self.draws.rng = np.random.default_rng([self.config.seed, 4, self.n_batches])
        if self.augmented is not None:
            stop = self.position + n
            inputs = self.augmented.batch(self.position, stop, is_cancelled=self.is_interrupted)
            np.copyto(self.gathered_inputs[:n], inputs)

    def _lay_out(self, slot: int, n: int) -> tuple[Call, ...]:
        """The step on a batch of so many samples that is gathered in that slot."""
        if self.whole_targets is not None:  # plain digits are floating-point numbers
            inputs, targets, logits = self.digits.stored, self.whole_targets, self.logits
        else:
            first = 0 if self.augmented is not None else slot * self.batch_size
            inputs, targets, logits = (
                self.gathered_inputs[first : first + n],
                self._of_slot(self.slot_targets, slot, n),
                self._of_slot(self.slot_logits, slot, n),
            )
        calls = self.backpropagation.lay_out(
            self.parameters,
            inputs,  # type: ignore[arg-type]
            targets,
            logits=logits,
            decays=self.settings.weight_decay > 0,
            total=self.velocity,
            draws=self.draws,
            is_cancelled=self.is_interrupted if self.velocity is None else None,
        )
        if self.velocity is None:
            calls = [*calls, self._step]
        else:
            before, then = self.optimizer.sum_calls(self.parameters.flat, self.momentum)
            calls = [*before, *calls, *then]
        self.steps[slot, n] = tuple(calls)
        return self.steps[slot, n]

    def _step(self) -> None:
        """The optimizer's part of a step whose gradient is written down."""
        self.optimizer.step(
            self.parameters.flat,
            self.backpropagation.gradient.flat,
            learning_rate=self._learning_rate(),
            momentum=self.settings.momentum,
        )

    @staticmethod
    def _of_slot(memory: Floats, slot: int, n: int) -> Floats:
        """The targets or logits of so many samples in a slot, shape (n, n_outputs), in Fortran order."""
        n_outputs = memory.shape[1]
        values: Floats = memory[slot].reshape(-1)[: n_outputs * n].reshape(n_outputs, n).T
        return values

    def _keep_logits(self) -> None:
        """Take the logits since the last time out of their slots: these will be used again."""
        start, size = self.kept_position, self.batch_size
        self.kept_position = self.position
        if self.whole_targets is not None or start == self.position:
            return
        first, (n_full, n_rest) = (start - self.gathered.start) // size, divmod(self.position - start, size)
        kept = self.logits.T[:, start - self.point_position : self.position - self.point_position]
        full = kept[:, : n_full * size].reshape(len(kept), n_full, size)  # a view
        full[...] = self.slot_logits[first : first + n_full].transpose(1, 0, 2)
        if n_rest:
            kept[:, n_full * size :] = self._of_slot(self.slot_logits, first + n_full, n_rest).T

    def _gather(self, start: int) -> None:
        """Gather the inputs and targets of as many batches as there are slots, from one that begins there."""
        self._keep_logits()
        if self.whole_targets is not None:
            self.gathered = range(self.n_samples)
            return
        size = self.batch_size
        self.gathered = range(start, min(start + len(self.slot_targets) * size, self.n_samples))
        chosen = self.order[start : self.gathered.stop]
        n_full, n_rest = divmod(len(chosen), size)
        # "clip" spares NumPy a copy; labels and order are within their bounds: see ``check_labels``.
        targets = self.targets_by_class.take(self.labels.take(chosen), axis=1, mode="clip")
        full = targets[:, : n_full * size].reshape(len(targets), n_full, size)
        self.slot_targets[:n_full] = full.transpose(1, 0, 2)
        if n_rest:
            self._of_slot(self.slot_targets, n_full, n_rest).T[...] = targets[:, n_full * size :]
        if self.augmented is not None:
            return
        if self.digits.rows is not None:
            chosen = self.digits.rows.take(chosen)
        stored, inputs = self.digits.stored, self.gathered_inputs[: len(chosen)]
        if self.is_plain:
            np.take(stored, chosen, axis=0, out=inputs, mode="clip")
        else:
            np.multiply(stored.take(chosen, axis=0, mode="clip"), self.gain, out=inputs)
            if self.is_shifted:
                np.add(inputs, self.bias, out=inputs)

    def _learning_rate(self) -> float:
        """What is set, times the schedule's factor."""
        if self.schedule is None:
            return self.settings.learning_rate
        epoch = self.epochs_done()
        config = self.config
        factor = self.schedule.factor(epoch / config.epochs, epoch, config.step_epochs, config.step_factor)
        return self.settings.learning_rate * factor

    def _keep_pace(self, batches_per_second: float) -> None:
        """Wait for the next batch's turn, unless somebody asks for something."""
        self.control.wait_until(self.next_batch_at)
        now = time.perf_counter()  # before its turn, if somebody asked for something
        self.next_batch_at = min(max(self.next_batch_at, now - _CATCH_UP_S), now) + 1.0 / batches_per_second

    def _point_is_due(self) -> bool:
        is_slow = 0 < self.settings.batches_per_second <= _SLOW_BATCHES_PER_SECOND
        n_new = self.position - self.point_position
        return is_slow or n_new >= self.point_samples or self.position == self.n_samples

    def _record_point(self) -> bool:
        """Add a point to the history, the mean of what was trained on since the last; False as in ``add_point``."""
        self._keep_logits()
        labels = self.labels.take(self.order[self.point_position : self.position])
        logits = self.logits[: len(labels)]
        loss = float(self.parameters.architecture.loss.per_sample(logits, labels).mean())
        accuracy = n_right(logits, labels) / len(labels)
        self.epoch_loss += loss * len(labels)
        self.point_position = self.position
        return self.add_point(loss, accuracy, self.validate() if self.position == self.n_samples else (np.nan, np.nan))
