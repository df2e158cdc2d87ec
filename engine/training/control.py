"""How another thread steers a training run: pause, resume, step, stop, and settings that change while it runs.

The training loop looks at one attribute per batch (``needs_attention``) and takes the lock only when it is set, so that
being steerable costs nothing. Every request is answered within one batch; within a large batch, a pause or a stop is
answered after one of its chunks, and the batch is dropped.
"""

import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """The settings that may change during a run.

    Attributes
    ----------
    learning_rate, momentum, weight_decay
        As in ``TrainingConfig``.
    batches_per_second
        A limit of speed, so that every step can be followed; 0 for full speed.
    """

    learning_rate: float
    momentum: float
    weight_decay: float
    batches_per_second: float = 0.0


class TrainingControl:
    """Requests from any thread to one training run.

    Attributes
    ----------
    needs_attention
        True while there is something to answer; read by the training loop without the lock.
    stops_after
        Batches (evaluations, for a minimizer) after which the run stops as if it were asked to; ``None`` for never.
    """

    def __init__(self, *, start_paused: bool = False, stops_after: int | None = None) -> None:
        self._condition = threading.Condition()
        self._paused = start_paused
        self._steps = 0
        self._is_stepping = False
        self._stopped = False
        self._pause_is_new = False
        self._settings: LiveSettings | None = None
        self.needs_attention = start_paused
        self.stops_after = stops_after

    def pause(self) -> None:
        """Hold the run after the batch that is under way."""
        with self._condition:
            self._paused = self._pause_is_new = True
            self._notify()

    def resume(self) -> None:
        """Let a paused run go on."""
        with self._condition:
            self._paused = self._is_stepping = False
            self._steps = 0
            self._notify()

    def step(self) -> None:
        """Run one batch and pause; a run that is not paused is paused first."""
        with self._condition:
            if self._paused:
                self._steps += 1
            else:
                self._paused = self._pause_is_new = True
            self._notify()

    def stop(self) -> None:
        """End the run after the batch that is under way; what it learned is kept."""
        with self._condition:
            self._stopped = True
            self._notify()

    def change(self, settings: LiveSettings) -> None:
        """Change the settings from the next batch on."""
        with self._condition:
            self._settings = settings
            self._notify()

    def _notify(self) -> None:
        self.needs_attention = True
        self._condition.notify_all()

    @property
    def is_paused(self) -> bool:
        """Whether the run is paused, or will be after the batch that is under way."""
        return self._paused

    @property
    def is_stopped(self) -> bool:
        """Whether the run has been asked to end."""
        return self._stopped

    def is_interrupted(self) -> bool:
        """Whether a batch under way is to be dropped: the run is to stop, or to be paused and this is no single step."""
        return self._stopped or (self._paused and not self._is_stepping)

    def apply_settings(self, settings: LiveSettings) -> LiveSettings:
        """For the training loop: the settings to use from now on, given those in use."""
        with self._condition:
            changed, self._settings = self._settings, None
            self._pause_is_new = False
            self.needs_attention = self._paused or self._stopped
            return settings if changed is None else changed

    def wait_while_paused(self) -> bool:
        """For the training loop: wait until it may run on.

        Returns
        -------
        bool
            True for a single step; then this is asked again after the batch. False also when settings changed, the run was
            stopped, or it was paused anew since :meth:`apply_settings`: ask that again, report the pause, and wait again.
        """
        with self._condition:
            self._is_stepping = False
            # A run that was resumed and paused again before it woke has to report it: its reader takes it for running.
            while not (self._stopped or self._steps or self._pause_is_new or self._settings) and self._paused:
                self._condition.wait()
            if self._stopped or not self._paused or not self._steps:
                return False
            self._steps -= 1
            self._is_stepping = True
            return True

    def wait_until(self, moment: float) -> None:
        """For the training loop: wait until ``time.perf_counter()`` reaches ``moment`` or a request comes."""
        with self._condition:
            while not self.needs_attention:
                left = moment - time.perf_counter()
                if left <= 0:
                    return
                self._condition.wait(left)
