"""Runs of a sweep on other machines, by Dask (https://distributed.dask.org): one run at a time in each of its workers.

The package ``distributed`` is needed for it, here and there, and the same version of this program. Workers are given the
digits once, and keep those of the last few sweeps. A job is given to one worker, whose death costs that run alone: it is
done again by another one. What is at the end of this file runs in the workers.
"""

import logging
import queue
import threading
import time
import uuid
import warnings
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.data.dataset import Dataset
from engine.errors import SweepError
from engine.sweeps.executor import Executor, Lost, Message, Remark, n_cores
from engine.sweeps.job import Job, Outcome, Progress, Software, run_job, software
from engine.text.sentence import Sentence, say
from engine.training.control import TrainingControl
from engine.training.report import HistoryPoint

if TYPE_CHECKING:
    import distributed

LOCAL = "local"
"""In the place of an address: workers on this computer."""
_CONNECT_LIMIT_S = 4.0
_LOOK_EVERY_S = 0.5  # at the workers that there are
_WORKER_LIMIT_S = 30.0  # without any worker
_CLOSE_LIMIT_S = 3.0
_MOST_KEPT = 4  # sweeps whose digits a worker keeps


@dataclass(slots=True, eq=False)
class _Worker:
    """A worker that can be used.

    Attributes
    ----------
    has
        The digits that it was given.
    job, future
        What it computes; ``None`` if it waits.
    """

    has: set[str] = field(default_factory=set)
    job: Job | None = None
    future: "distributed.Future[Any] | None" = None


class Cluster(Executor):
    """Computes a job at a time in each worker of a Dask cluster; workers may come and go.

    Parameters
    ----------
    address
        Of its scheduler, such as "tcp://192.168.1.5:8786"; or :data:`LOCAL` for workers of its own on this computer.
    n_workers
        How many of its own; by default one for each core.
    """

    def __init__(self, address: str, n_workers: int = 0) -> None:
        self._address = address
        self._n_workers = n_workers or n_cores()
        self._sweep = uuid.uuid4().hex
        self._digits: Mapping[str, Dataset] = {}
        self._client: distributed.Client | None = None
        self._own: distributed.LocalCluster | None = None
        self._workers: dict[str, _Worker] = {}
        self._refused: set[str] = set()
        self._messages: queue.SimpleQueue[Message | tuple[str, Any]] = queue.SimpleQueue()
        self._is_paused = False
        self._looked_at = self._seen_at = 0.0

    @property
    def n_slots(self) -> int:
        """As many as there are workers that can be used."""
        return len(self._workers)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of the workers that can be used."""
        return tuple(self._workers)

    # The cluster

    def open(self, digits: Mapping[str, Dataset]) -> None:
        """Connect, and look which workers there are.

        Raises
        ------
        SweepError
            If Dask is not installed, nobody answers within some seconds, or no worker can be used.
        """
        try:
            import distributed
        except ImportError as error:
            raise SweepError(say("sweep.no_dask")) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what users can mend is told in sentences
        self._digits = digits
        address: Any = self._address
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if self._address == LOCAL:
                    self._own = address = distributed.LocalCluster(
                        n_workers=self._n_workers,
                        threads_per_worker=1,
                        processes=True,
                        dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )
                self._client = _within_limit(
                    lambda: distributed.Client(address, timeout=_CONNECT_LIMIT_S, set_as_default=False)
                )
        except (OSError, ValueError, TypeError) as error:  # what Dask raises is a kind of OSError
            raise SweepError(say("sweep.no_cluster", address=self._address, seconds=_CONNECT_LIMIT_S)) from error
        self._client.subscribe_topic(self._sweep, self._take_progress)
        self._seen_at = time.monotonic()
        self._look_for_workers()
        ends = time.monotonic() + _CONNECT_LIMIT_S
        while not self._workers and time.monotonic() < ends:
            time.sleep(0.1)
            self._look_for_workers()
        if not self._workers:
            reasons = [message.text for message in self._drained() if isinstance(message, Remark)]
            if reasons:
                raise SweepError(reasons[0])
            raise SweepError(say("sweep.no_worker", address=self._address))

    def _drained(self) -> list[Message | tuple[str, Any]]:
        found = []
        with suppress(queue.Empty):
            while True:
                found.append(self._messages.get_nowait())
        return found

    def _look_for_workers(self) -> None:
        """Take on workers that came, and let go of those that went."""
        self._looked_at = time.monotonic()
        there = set(self._ask(lambda client: client.nthreads()))
        for address in [address for address in self._workers if address not in there]:
            self._lose(address, say("sweep.worker_gone", worker=address))
        self._refused &= there
        new = [address for address in there if address not in self._workers and address not in self._refused]
        if new:
            answers = self._ask(lambda client: client.run(software, workers=new, on_error="return"))
            for address in new:
                self._take_on(address, answers.get(address))
        if self._workers:
            self._seen_at = time.monotonic()
        elif time.monotonic() - self._seen_at > _WORKER_LIMIT_S:
            raise SweepError(say("sweep.no_worker", address=self._address))

    def _take_on(self, address: str, there: object) -> None:
        """Use a worker that computes with the same software, and say why another one cannot be used."""
        here = software()
        if isinstance(there, Software) and there.version == here.version:
            self._workers[address] = _Worker()
            if there.libraries != here.libraries:
                text = say("sweep.other_libraries", worker=address, there=there.libraries, here=here.libraries)
                self._messages.put(Remark(text))
            if self._is_paused:
                self._hold(address)
            return
        self._refused.add(address)
        if isinstance(there, Software):
            text = say("sweep.other_version", worker=address, there=there.version, here=here.version)
        else:
            text = say("sweep.no_program_there", worker=address, here=here.version)
        self._messages.put(Remark(text))

    def _lose(self, address: str, reason: Sentence) -> None:
        worker = self._workers.pop(address)
        if worker.job is not None:
            if worker.future is not None:
                with suppress(Exception):  # the cluster may be gone, too
                    worker.future.cancel()
            self._messages.put(Lost(worker.job.index, reason))

    def _ask(self, question: "Callable[[distributed.Client], Any]") -> Any:  # noqa: ANN401 - whatever it answers
        """Ask the cluster something; one that is gone is told in a sentence."""
        if self._client is None:
            raise SweepError(say("sweep.cluster_gone", address=self._address))
        try:
            return question(self._client)
        except Exception as error:
            raise SweepError(say("sweep.cluster_gone", address=self._address)) from error

    # Jobs

    def submit(self, job: Job) -> None:
        """Have a worker that waits compute a job."""
        address, worker = next((address, worker) for address, worker in self._workers.items() if worker.job is None)
        worker.job = job
        if job.data not in worker.has:
            dataset = self._digits[job.data]
            answer = self._ask(
                lambda client: client.run(
                    receive_digits, self._sweep, job.data, dataset, workers=[address], on_error="return"
                )
            ).get(address)
            if isinstance(answer, Exception):  # it is gone, or has no memory for them
                self._lose(address, say("sweep.worker_gone", worker=address))
                return
            worker.has.add(job.data)
        worker.future = self._ask(
            lambda client: client.submit(
                compute, self._sweep, job, pure=False, workers=[address], allow_other_workers=False, retries=0
            )
        )
        worker.future.add_done_callback(lambda future: self._messages.put((address, future)))

    def next_message(self, timeout_s: float) -> Message | None:
        """What was told next by any worker."""
        if time.monotonic() - self._looked_at > _LOOK_EVERY_S:
            self._look_for_workers()
        try:
            message = self._messages.get(timeout=timeout_s)
        except queue.Empty:
            return None
        return self._outcome(*message) if isinstance(message, tuple) else message

    def _outcome(self, address: str, future: Any) -> Message | None:  # noqa: ANN401 - Dask's
        """What came of a job that is over."""
        worker = self._workers.get(address)
        if worker is None or id(worker.future) != id(future) or worker.job is None:
            return None
        index, worker.job, worker.future = worker.job.index, None, None
        outcome: object = None
        if future.status == "finished":
            with suppress(Exception):  # its worker may have died with it
                outcome = future.result(timeout=60)
        if isinstance(outcome, Outcome):
            return outcome
        worker.has.clear()  # what is in its place may be another one
        return Lost(index, say("sweep.worker_gone", worker=address))

    def _take_progress(self, event: tuple[float, Any]) -> None:
        """What a worker told; called in a thread of Dask's."""
        index, epoch, epochs, points, speed = event[1]
        self._messages.put(Progress(index, epoch, epochs, tuple(HistoryPoint(*point) for point in points), speed))

    def pause(self) -> None:
        """Hold every run."""
        self._is_paused = True
        self._hold(*self._workers)

    def resume(self) -> None:
        """Let every run go on."""
        self._is_paused = False
        self._hold(*self._workers)

    def _hold(self, *addresses: str) -> None:
        if addresses:
            workers, is_paused = list(addresses), self._is_paused
            self._ask(lambda client: client.run(hold, self._sweep, is_paused, workers=workers, on_error="ignore"))

    def close(self) -> None:
        """Stop what is under way, and leave the cluster; its own workers end."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # what cannot be told any more needs no answer
                if self._own is None:
                    client.run(forget, self._sweep, workers=list(self._workers), on_error="ignore")
            with suppress(Exception):
                client.close(timeout=_CLOSE_LIMIT_S)
        own, self._own = self._own, None
        if own is not None:
            with suppress(Exception):
                own.close(timeout=_CLOSE_LIMIT_S)
        self._workers.clear()


def _within_limit(connect: Callable[[], Any]) -> Any:  # noqa: ANN401 - what connects
    """Connect, or raise ``TimeoutError``: Dask waits for ever where somebody answers the call and then says nothing."""
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(connect())
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            answers.put(error)

    threading.Thread(target=run, name="cluster connection", daemon=True).start()
    try:
        answer = answers.get(timeout=_CONNECT_LIMIT_S + 1)
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(answer, Exception):
        raise answer
    return answer


# In the workers


class _Here:
    """What a worker knows of the sweeps that it computes runs of."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.digits: OrderedDict[str, dict[str, Dataset]] = OrderedDict()
        self.paused: set[str] = set()
        self.controls: dict[str, TrainingControl] = {}


_HERE = _Here()


def receive_digits(sweep: str, key: str, dataset: Dataset) -> None:
    """Keep digits for the jobs of a sweep."""
    with _HERE.lock:
        _HERE.digits.setdefault(sweep, {})[key] = dataset
        _HERE.digits.move_to_end(sweep)
        while len(_HERE.digits) > _MOST_KEPT:
            _HERE.digits.popitem(last=False)


def hold(sweep: str, is_paused: bool) -> None:
    """Hold the run of a sweep that is under way here, or let it go on."""
    with _HERE.lock:
        (_HERE.paused.add if is_paused else _HERE.paused.discard)(sweep)
        control = _HERE.controls.get(sweep)
    if control is not None:
        (control.pause if is_paused else control.resume)()


def forget(sweep: str) -> None:
    """Stop the run of a sweep that is under way here, and let go of its digits."""
    with _HERE.lock:
        _HERE.digits.pop(sweep, None)
        _HERE.paused.discard(sweep)
        control = _HERE.controls.get(sweep)
    if control is not None:
        control.stop()


def compute(sweep: str, job: Job) -> Outcome | None:
    """Compute a job here; ``None`` if its digits are not here, as this worker has taken the place of another."""
    from distributed import get_worker

    with _HERE.lock:
        dataset = _HERE.digits.get(sweep, {}).get(job.data)
        control = TrainingControl(start_paused=sweep in _HERE.paused)
        _HERE.controls[sweep] = control
    if dataset is None:
        return None
    worker = get_worker()

    def tell(progress: Progress) -> None:
        points = [tuple(point) for point in progress.points]
        worker.log_event(sweep, (progress.index, progress.epoch, progress.epochs, points, progress.samples_per_second))

    try:
        return run_job(job, dataset, control=control, tell=tell)
    finally:
        with _HERE.lock:
            _HERE.controls.pop(sweep, None)
