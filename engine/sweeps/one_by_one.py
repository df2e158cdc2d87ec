"""Runs of a sweep in this process, one after the other."""

import queue
import threading
from collections.abc import Mapping

from engine.data.dataset import Dataset
from engine.sweeps.executor import Executor, Message
from engine.sweeps.job import Job, run_job
from engine.training.control import TrainingControl


class OneByOne(Executor):
    """Computes a job at a time, in a thread of this process."""

    def __init__(self) -> None:
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._digits: Mapping[str, Dataset] = {}
        self._control = TrainingControl()
        self._thread: threading.Thread | None = None

    @property
    def n_slots(self) -> int:
        """One."""
        return 1

    def open(self, digits: Mapping[str, Dataset]) -> None:
        """Take the digits."""
        self._digits = digits

    def submit(self, job: Job) -> None:
        """Begin a job."""
        control = self._control = TrainingControl()
        self._thread = threading.Thread(
            target=self._compute, args=(job, self._digits[job.data], control), name="sweep run", daemon=True
        )
        self._thread.start()

    def _compute(self, job: Job, dataset: Dataset, control: TrainingControl) -> None:
        self._messages.put(run_job(job, dataset, control=control, tell=self._messages.put))

    def next_message(self, timeout_s: float) -> Message | None:
        """What was told next."""
        try:
            return self._messages.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def pause(self) -> None:
        """Hold the run."""
        self._control.pause()

    def resume(self) -> None:
        """Let it go on."""
        self._control.resume()

    def close(self) -> None:
        """Stop the run that is under way, and wait for its end: a batch at the most."""
        self._control.stop()
        if self._thread is not None:
            self._thread.join()
