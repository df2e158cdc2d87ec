"""Runs of a sweep on other machines, by Dask (https://distributed.dask.org): one run at a time in each of its workers.

The package ``distributed`` is needed for it, here and there, and the same version of this program. Workers are given the
digits once, and keep those of the last few sweeps. A job is given to one worker, whose death costs that run alone: it is
done again by another one. A worker that says nothing, as its machine is asleep or far away, keeps nobody waiting: whatever
is asked of a worker is asked in a thread of its own. What is at the end of this file runs in the workers.
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
from functools import partial
from typing import TYPE_CHECKING, Any

from engine.data.dataset import Dataset
from engine.errors import SweepError
from engine.sweeps.executor import Executor, Lost, Message, Remark, n_cores
from engine.sweeps.job import Job, Outcome, Progress, Software, run_job, software
from engine.text.program import PROGRAM, how_to_get
from engine.text.sentence import Sentence, say
from engine.training.control import TrainingControl
from engine.training.report import HistoryPoint

if TYPE_CHECKING:
    import distributed

LOCAL = "local"
"""In the place of an address: workers on this computer."""
_CONNECT_LIMIT_S = 4.0
_ANSWER_LIMIT_S = 10.0  # of a scheduler that answered before
_LOOK_EVERY_S = 0.5  # at the workers that there are
_WORKER_LIMIT_S = 30.0  # without any worker
_CLOSE_LIMIT_S = 3.0
_MOST_KEPT = 4  # sweeps whose digits a worker keeps


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """What a worker computes with; something else from one that cannot be used."""

    address: str
    software: object


@dataclass(frozen=True, slots=True, eq=False)
class _Computed:
    """A job of a worker is over, one way or another; no future if it could not be begun."""

    address: str
    future: "distributed.Future[Any] | None"


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
        self._asked: set[str] = set()  # workers that have not said yet what they compute with
        self._messages: queue.SimpleQueue[Message | _Answer | _Computed] = queue.SimpleQueue()
        self._is_paused = False
        self._n_holds = 0
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
            raise SweepError(say("sweep.no_dask", how=how_to_get("cluster"))) from error
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
                    lambda: distributed.Client(address, timeout=_CONNECT_LIMIT_S, set_as_default=False),
                    _CONNECT_LIMIT_S + 1,
                )
        except (OSError, ValueError, TypeError) as error:  # what Dask raises is a kind of OSError
            raise SweepError(say("sweep.no_cluster", address=self._address, seconds=_CONNECT_LIMIT_S)) from error
        self._client.subscribe_topic(self._sweep, self._take_progress)
        self._seen_at = time.monotonic()
        self._look_for_workers()
        begun = time.monotonic()
        remarks: list[Remark] = []
        while not self._workers and time.monotonic() - begun < (_WORKER_LIMIT_S if self._asked else _CONNECT_LIMIT_S):
            message = self.next_message(0.1)
            if isinstance(message, Remark):
                remarks.append(message)
        if not self._workers:
            raise SweepError(
                remarks[0].text if remarks else say("sweep.no_worker", program=PROGRAM, address=self._address)
            )
        for remark in remarks:
            self._messages.put(remark)

    def _look_for_workers(self) -> None:
        """Take on workers that came, and let go of those that went."""
        self._looked_at = time.monotonic()
        there = set(self._ask(lambda client: client.nthreads()))
        for address in [address for address in self._workers if address not in there]:
            self._lose(address, say("sweep.worker_gone", worker=address))
        self._refused &= there
        self._asked &= there
        for address in there - self._workers.keys() - self._refused - self._asked:
            self._asked.add(address)
            self._call(address, partial(self._on_software_told, address), software)
        if self._workers:
            self._seen_at = time.monotonic()
        elif time.monotonic() - self._seen_at > _WORKER_LIMIT_S:
            raise SweepError(say("sweep.no_worker", program=PROGRAM, address=self._address))

    def _on_software_told(self, address: str, answer: object) -> None:
        self._messages.put(_Answer(address, answer))

    def _take_on(self, address: str, there: object) -> Remark | None:
        """Use a worker that computes with the same software, and say why another one cannot be used."""
        if address not in self._asked:  # it has gone meanwhile
            return None
        self._asked.discard(address)
        here = software()
        if isinstance(there, Software) and there.version == here.version:
            self._workers[address] = _Worker()
            if self._is_paused:
                self._hold(address)
            if there.libraries == here.libraries:
                return None
            return Remark(say("sweep.other_libraries", worker=address, there=there.libraries, here=here.libraries))
        self._refused.add(address)
        if isinstance(there, Software):
            return Remark(say("sweep.other_version", worker=address, there=there.version, here=here.version))
        return Remark(say("sweep.no_program_there", program=PROGRAM, worker=address, here=here.version))

    def _call(
        self, address: str, told: Callable[[object], object], function: Callable[..., Any], *args: object
    ) -> None:
        """Have a worker call a function; what it returns, or the error, is told in another thread whenever it comes."""
        client = self._client

        def run() -> None:
            answer: object = None
            try:
                if client is not None:
                    answer = client.run(function, *args, workers=[address], on_error="return").get(address)
            except Exception as error:  # noqa: BLE001 - whatever Dask raises: it does not answer
                answer = error
            told(answer)

        threading.Thread(target=run, name="cluster call", daemon=True).start()

    def _lose(self, address: str, reason: Sentence) -> None:
        worker = self._workers.pop(address)
        if worker.job is not None:
            if worker.future is not None:
                with suppress(Exception):  # the cluster may be gone, too
                    worker.future.cancel()
            self._messages.put(Lost(worker.job.index, reason))

    def _ask(self, question: "Callable[[distributed.Client], Any]") -> Any:  # noqa: ANN401 - whatever it answers
        """Ask the cluster something; one that is gone is told in a sentence."""
        client = self._client
        if client is None:
            raise SweepError(say("sweep.cluster_gone", address=self._address))
        try:
            return _within_limit(lambda: question(client), _ANSWER_LIMIT_S)
        except Exception as error:
            raise SweepError(say("sweep.cluster_gone", address=self._address)) from error

    # Jobs

    def submit(self, job: Job) -> None:
        """Have a worker that waits compute a job."""
        address, worker = next((address, worker) for address, worker in self._workers.items() if worker.job is None)
        worker.job = job
        if job.data in worker.has:
            self._begin(address, worker, job)
            return

        def on_received(answer: object) -> None:
            if answer is None:
                worker.has.add(job.data)
                self._begin(address, worker, job)
            else:  # it is gone, or has no memory for them
                self._messages.put(_Computed(address, None))

        self._call(address, on_received, receive_digits, self._sweep, job.data, self._digits[job.data])

    def _begin(self, address: str, worker: _Worker, job: Job) -> None:
        """Have a worker that has the digits compute a job, unless it was let go of meanwhile; does not wait for it."""
        client = self._client
        if client is None or self._workers.get(address) is not worker:
            return
        try:
            worker.future = client.submit(
                compute, self._sweep, job, pure=False, workers=[address], allow_other_workers=False, retries=0
            )
            worker.future.add_done_callback(lambda future: self._messages.put(_Computed(address, future)))
        except Exception:  # noqa: BLE001 - whatever Dask raises: the cluster is gone, which is found at the next look
            self._messages.put(_Computed(address, None))

    def next_message(self, timeout_s: float) -> Message | None:
        """What was told next by any worker."""
        if time.monotonic() - self._looked_at > _LOOK_EVERY_S:
            self._look_for_workers()
        try:
            message = self._messages.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(message, _Answer):
            return self._take_on(message.address, message.software)
        return self._outcome(message.address, message.future) if isinstance(message, _Computed) else message

    def _outcome(self, address: str, future: "distributed.Future[Any] | None") -> Message | None:
        """What came of a job that is over."""
        worker = self._workers.get(address)
        if worker is None or worker.future is not future or worker.job is None:
            return None
        index, worker.job, worker.future = worker.job.index, None, None
        outcome: object = None
        if future is not None and future.status == "finished":
            with suppress(Exception):  # its worker may have died with it
                outcome = future.result(timeout=60)
        if isinstance(outcome, Outcome):
            return outcome
        del self._workers[address]  # whether it, or another one in its place, is there is found at the next look
        self._looked_at = time.monotonic()
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
        self._n_holds += 1
        for address in addresses:
            self._call(address, lambda _: None, hold, self._sweep, self._is_paused, self._n_holds)

    def close(self) -> None:
        """Stop what is under way, and leave the cluster; its own workers end."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # what cannot be told any more needs no answer
                if self._own is None:
                    workers = list(self._workers)
                    _within_limit(
                        lambda: client.run(forget, self._sweep, workers=workers, on_error="ignore"), _CLOSE_LIMIT_S
                    )
            with suppress(Exception):
                client.close(timeout=_CLOSE_LIMIT_S)
        own, self._own = self._own, None
        if own is not None:
            with suppress(Exception):
                own.close(timeout=_CLOSE_LIMIT_S)
        self._workers.clear()


def _within_limit(ask: Callable[[], Any], limit_s: float) -> Any:  # noqa: ANN401 - whatever is answered
    """Ask, or raise ``TimeoutError``: Dask waits for ever where somebody answers the call and then says nothing."""
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            answers.put(error)

    threading.Thread(target=run, name="cluster question", daemon=True).start()
    try:
        answer = answers.get(timeout=limit_s)
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
        self.holds: dict[str, int] = {}
        self.controls: dict[str, TrainingControl] = {}


_HERE = _Here()


def receive_digits(sweep: str, key: str, dataset: Dataset) -> None:
    """Keep digits for the jobs of a sweep."""
    with _HERE.lock:
        _HERE.digits.setdefault(sweep, {})[key] = dataset
        _HERE.digits.move_to_end(sweep)
        while len(_HERE.digits) > _MOST_KEPT:
            _HERE.digits.popitem(last=False)


def hold(sweep: str, is_paused: bool, number: int) -> None:
    """Hold the run of a sweep that is under way here, or let it go on; what was asked before a later one counts no more."""
    with _HERE.lock:
        if number <= _HERE.holds.get(sweep, 0):
            return
        _HERE.holds[sweep] = number
        (_HERE.paused.add if is_paused else _HERE.paused.discard)(sweep)
        control = _HERE.controls.get(sweep)
    if control is not None:
        (control.pause if is_paused else control.resume)()


def forget(sweep: str) -> None:
    """Stop the run of a sweep that is under way here, and let go of its digits."""
    with _HERE.lock:
        _HERE.digits.pop(sweep, None)
        _HERE.paused.discard(sweep)
        _HERE.holds.pop(sweep, None)
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
