"""Runs of a sweep in processes of this computer, one run at a time in each."""

import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from engine.data.dataset import Dataset
from engine.errors import SweepError
from engine.nn.blas_threads import BLAS_THREADS
from engine.sweeps.executor import Executor, Lost, Message, n_cores
from engine.sweeps.job import Job, Outcome
from engine.text.sentence import say
from engine.training.control import TrainingControl

_SPAWN = get_context("spawn")  # a fork of a process with threads may hang
_END_LIMIT_S = 5.0
_BACKGROUND = 10  # how much nicer than the window


@dataclass(frozen=True, slots=True, eq=False)
class _Digits:
    """Digits for a worker, by the key that jobs name them by."""

    key: str
    dataset: Dataset


@dataclass(frozen=True, slots=True)
class _Hold:
    """Whether the run is to be held."""

    is_paused: bool


@dataclass(frozen=True, slots=True)
class _Listening:
    """A process has started, and takes what it is sent."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process that computes runs.

    Attributes
    ----------
    process, pipe
        The process, and this end of what is said between the two.
    waiting
        What is to be sent once it listens, which takes seconds on a busy computer; ``None`` from then on.
    has
        The digits that it was given.
    job
        What it computes; ``None`` if it waits.
    """

    process: SpawnProcess
    pipe: Connection
    waiting: list[_Digits | _Hold | Job] | None = field(default_factory=list)
    has: set[str] = field(default_factory=set)
    job: Job | None = None

    def send(self, message: "_Digits | _Hold | Job") -> None:
        """Send something; to a process that does not listen yet once it does, so that nobody waits for it."""
        if self.waiting is None:
            self.pipe.send(message)
        else:
            self.waiting.append(message)

    def begin(self) -> None:
        """It listens."""
        waiting, self.waiting = self.waiting or [], None
        for message in waiting:
            self.pipe.send(message)


class Processes(Executor):
    """Computes as many jobs at a time as it has processes, which are started when they are needed.

    A process that ends, whatever the reason, costs the run that it computes, and another one takes its place. If this
    process ends, they end.

    Parameters
    ----------
    n_workers
        How many; by default one for each core.
    in_background
        Whether they leave the processor to whoever else needs it.
    """

    def __init__(self, n_workers: int = 0, *, in_background: bool = False) -> None:
        self._n_workers = n_workers or n_cores()
        self._in_background = in_background
        self._digits: Mapping[str, Dataset] = {}
        self._workers: list[_Worker] = []
        self._messages: deque[Message] = deque()
        self._is_paused = False

    @property
    def n_slots(self) -> int:
        """As many as there are processes."""
        return self._n_workers

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Of the processes that are there now."""
        return tuple(worker.process.pid or 0 for worker in self._workers)

    def open(self, digits: Mapping[str, Dataset]) -> None:
        """Take the digits; processes are started by :meth:`submit`."""
        self._digits = digits

    def submit(self, job: Job) -> None:
        """Have a process that waits compute a job, or start one.

        Raises
        ------
        SweepError
            If none can be started.
        """
        worker = next((worker for worker in self._workers if worker.job is None), None)
        if worker is None:
            worker = self._start()
        worker.job = job
        try:
            if job.data not in worker.has:
                worker.send(_Digits(job.data, self._digits[job.data]))
                worker.has.add(job.data)
            worker.send(job)
        except OSError:  # it has ended meanwhile
            self._lose(worker)

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=work, args=(theirs, self._in_background), name="digit-lab sweep worker", daemon=True
        )
        try:
            with _without_interrupts():
                process.start()
        except OSError as error:
            ours.close()
            raise SweepError(say("sweep.no_process", reason=error.strerror or str(error))) from error
        finally:
            theirs.close()  # so that the end of the process is the end of the pipe
        worker = _Worker(process, ours)
        self._workers.append(worker)
        if self._is_paused:
            self._hold(worker)
        return worker

    def next_message(self, timeout_s: float) -> Message | None:
        """What was told next by any process."""
        if not self._messages:
            by_pipe = {worker.pipe: worker for worker in self._workers}
            for pipe in connection.wait(list(by_pipe), timeout_s):
                self._receive(by_pipe[pipe])  # type: ignore[index] # it is one of those
        return self._messages.popleft() if self._messages else None

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
            if isinstance(message, _Listening):
                worker.begin()
                return
        except (EOFError, OSError):
            self._lose(worker)
            return
        if isinstance(message, Outcome):
            worker.job = None
        self._messages.append(message)

    def _lose(self, worker: _Worker) -> None:
        """A process has ended."""
        self._workers.remove(worker)
        self._end(worker)
        if worker.job is not None:
            code = worker.process.exitcode
            self._messages.append(Lost(worker.job.index, say("sweep.process_ended", code=str(code))))

    def pause(self) -> None:
        """Hold every run."""
        self._is_paused = True
        for worker in self._workers:
            self._hold(worker)

    def resume(self) -> None:
        """Let every run go on."""
        self._is_paused = False
        for worker in self._workers:
            self._hold(worker)

    def _hold(self, worker: _Worker) -> None:
        with suppress(OSError):  # its end is found when it is next listened to
            worker.send(_Hold(self._is_paused))

    def close(self) -> None:
        """End every process, whatever it does."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()
        self._messages.clear()

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join(_END_LIMIT_S)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Have processes begin deaf to Ctrl+C, which is for the program that has the sweep."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the process


def work(pipe: Connection, in_background: bool = False) -> None:
    """Compute what comes through a pipe, until nobody is at its other end.

    Parameters
    ----------
    pipe
        Brings digits, jobs, and whether to hold; takes progress and outcomes.
    in_background
        Whether this process leaves the processor to whoever else needs it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that has the sweep
    if in_background and hasattr(os, "nice"):
        os.nice(_BACKGROUND)
    BLAS_THREADS.fix(1)
    inbox = _Inbox(pipe)
    pipe.send(_Listening())
    while True:
        job, dataset, control = inbox.next_job()
        pipe.send(job.compute(dataset, control=control, tell=pipe.send))


class _Inbox:
    """Takes what comes, in a thread of its own, so that a run can be held, and ends with the program that has the sweep."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._digits: dict[str, Dataset] = {}
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_paused = False
        self._control = TrainingControl()
        threading.Thread(target=self._take, name="inbox", daemon=True).start()

    def next_job(self) -> tuple[Job, Dataset, TrainingControl]:
        """What to compute next; waits for it."""
        job = self._jobs.get()
        with self._lock:
            self._control = TrainingControl(start_paused=self._is_paused)
            return job, self._digits[job.data], self._control

    def _take(self) -> None:
        while True:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                os._exit(0)  # nobody wants what this computes
            if isinstance(message, _Digits):
                self._digits[message.key] = message.dataset
            elif isinstance(message, Job):
                self._jobs.put(message)
            elif isinstance(message, _Hold):
                with self._lock:
                    self._is_paused = message.is_paused
                    (self._control.pause if self._is_paused else self._control.resume)()
