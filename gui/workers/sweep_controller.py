"""The sweep of the window: computed beside it in processes or on a cluster, driven by a thread, looked at by a timer."""

import importlib.util
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.data.reference import DatasetRef
from engine.errors import ConfigurationError
from engine.runs.store import RunStore
from engine.sweeps.cluster import Cluster
from engine.sweeps.estimate import estimated_seconds
from engine.sweeps.executor import Executor, n_cores
from engine.sweeps.folder import StoredSweep, SweepFolders, SweepResult
from engine.sweeps.plan import PlannedRun, SweepPlan
from engine.sweeps.processes import Processes
from engine.sweeps.sweep import (
    Remarked,
    RunBegan,
    RunEnded,
    RunProgressed,
    Sweep,
    SweepChanged,
    SweepEvent,
    SweepState,
    digits_of,
)
from engine.text.sentence import say
from engine.training.learning_curves import CurveRecorder, LearningCurves
from engine.training.report import Unit
from gui.workers.background_tasks import TaskControl, TaskThreads
from gui.workers.pace import Pace

SweepStage = Literal["none", "starting", "running", "paused", "ending"]
"""Of the sweep that is under way; "none" if there is none."""
_LEAST_PAUSE_MS, _MOST_PAUSE_MS = 150, 3000  # between two looks at a sweep
_SHARE = 0.08  # of the window's time that may go to showing it
_MOST_CURVES = 300  # of runs computed since the window was opened, that are kept


class SweepPlace(NamedTuple):
    """Where a sweep is computed.

    Attributes
    ----------
    address
        Of a Dask scheduler; empty for this computer.
    """

    address: str = ""


@dataclass(frozen=True)
class RunUnderWay:
    """A run of the sweep that is being computed.

    Attributes
    ----------
    planned
        Which one.
    epoch, epochs
        How far it is, and how far it goes; 0 before anything is known.
    curves
        What was measured so far.
    """

    planned: PlannedRun
    epoch: float = 0.0
    epochs: float = 0.0
    curves: LearningCurves = field(default_factory=LearningCurves)


@dataclass(frozen=True)
class SweepShown:
    """The sweep that is looked at: under way, over, or opened.

    Attributes
    ----------
    stored
        Which one.
    results
        What came of its runs so far, by their places in the plan.
    under_way
        Those that are being computed.
    curves
        Of those that were computed since the window was opened.
    seconds_left
        About how long the others take; NaN if that is not known.
    """

    stored: StoredSweep
    results: dict[int, SweepResult]
    under_way: dict[int, RunUnderWay]
    curves: dict[int, LearningCurves]
    seconds_left: float = float("nan")

    @property
    def plan(self) -> SweepPlan:
        """Its plan."""
        return self.stored.plan

    @property
    def n_done(self) -> int:
        """How many runs have ended."""
        return len(self.results)

    @property
    def is_done(self) -> bool:
        """Whether all have, and came to something."""
        return self.n_done >= self.plan.n_runs and not self.n_errors

    @property
    def n_errors(self) -> int:
        """How many came to nothing."""
        return sum(result.state == "error" for result in self.results.values())


class SweepRequest(NamedTuple):
    """What :meth:`SweepController.start` was asked for."""

    plan: SweepPlan
    data: Dataset | DatasetRef
    place: SweepPlace


class Estimate(NamedTuple):
    """About how long a sweep takes."""

    plan: SweepPlan
    seconds: float


class _Opened(NamedTuple):
    stored: StoredSweep
    results: dict[int, SweepResult]


class _Steering:
    """What a sweep is asked for, also before there is one to ask: its digits are read and its cluster is called first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sweep: Sweep | None = None
        self._is_paused = self._is_cancelled = False

    def take(self, sweep: Sweep) -> None:
        """Now there is one."""
        with self._lock:
            self._sweep = sweep
            self._pass_on()

    def pause(self, *, is_paused: bool) -> None:
        """Hold it, or let it go on."""
        with self._lock:
            self._is_paused = is_paused
            self._pass_on()

    def cancel(self) -> None:
        """End it."""
        with self._lock:
            self._is_cancelled = True
            self._pass_on()

    def _pass_on(self) -> None:
        if self._sweep is not None:
            (self._sweep.pause if self._is_paused else self._sweep.resume)()
            if self._is_cancelled:
                self._sweep.cancel()


def has_dask() -> bool:
    """Whether a cluster can be used from here."""
    return importlib.util.find_spec("distributed") is not None


def n_workers_beside() -> int:
    """How many runs are computed at a time beside the window: a core is left to it, where there are two."""
    return max(n_cores() - 1, 1)


def executor_at(place: SweepPlace, plan: SweepPlan) -> Executor:
    """What computes a sweep there."""
    if place.address:
        return Cluster(place.address)
    return Processes(min(n_workers_beside(), plan.n_runs), in_background=True)


class SweepController(QObject):
    """Begins and steers a sweep, one at a time, and knows what came of it and of earlier ones.

    All that it tells, it tells in the window's thread; a slow window misses nothing but what lies between.

    Parameters
    ----------
    store
        Makes a store of the runs, in whose folder sweeps are too; called when it is first needed.
    threads
        The threads of the window, which end with it: a sweep that is under way then is ended, and can go on later.
    make_executor
        What computes a sweep at a place.

    Attributes
    ----------
    stage
        Of the sweep that is under way.
    shown
        The sweep that is looked at; ``None`` while there is none.
    earlier
        Every sweep of this user, the latest first, as they were read last.
    is_on_changed
        Signal (bool): a sweep is under way now, or is not.
    changed
        Signal: stage, results or progress are others.
    listed
        Signal: the earlier sweeps were read.
    begun, ended
        Signals: a sweep begins to compute; one has ended (its state, or "failed").
    failed
        Signal (sentence): it could not begin or go on; what was done is kept.
    remarked
        Signal (sentence): something to know; it goes on.
    estimated, refused
        Signals (Estimate), and (plan, sentence): what came of :meth:`estimate`.
    """

    is_on_changed = Signal(bool)
    changed = Signal()
    listed = Signal()
    begun = Signal()
    ended = Signal(str)
    failed = Signal(str)
    remarked = Signal(str)
    estimated = Signal(object)
    refused = Signal(object, str)

    def __init__(
        self,
        store: Callable[[], RunStore],
        threads: TaskThreads,
        parent: QObject | None = None,
        *,
        make_executor: Callable[[SweepPlace, SweepPlan], Executor] = executor_at,
    ) -> None:
        super().__init__(parent)
        self._store, self._make_executor = store, make_executor
        self.stage: SweepStage = "none"
        self.shown: SweepShown | None = None
        self.earlier: tuple[StoredSweep, ...] = ()
        self._state: SweepState | Literal["failed"] = "cancelled"
        self._steering = _Steering()
        self._events: queue.SimpleQueue[StoredSweep | SweepEvent] = queue.SimpleQueue()
        self._recorders: dict[int, CurveRecorder] = {}
        self._is_list_due = False
        self._asked: SweepPlan | None = None
        self._request: SweepRequest | None = None  # of the sweep under way
        self._runner, self._reader = threads.make("sweep"), threads.make("sweeps")
        self._opener, self._estimator = threads.make("sweep results"), threads.make("sweep estimate")
        self._runner.done.connect(self._on_over)
        self._runner.failed.connect(self._on_failed)
        self._reader.done.connect(self._on_listed)
        self._opener.done.connect(self._on_opened)
        self._opener.failed.connect(self._tell_failed)
        self._estimator.done.connect(self.estimated)
        self._estimator.failed.connect(self._on_refused)
        self._timer = QTimer(self)
        self._pace = Pace(least_ms=_LEAST_PAUSE_MS, most_ms=_MOST_PAUSE_MS, share=_SHARE)
        self._timer.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether a sweep is under way."""
        return self.stage != "none"

    @property
    def request(self) -> SweepRequest | None:
        """What is under way, for another window to go on with; ``None`` if nothing is."""
        return self._request if self.is_on else None

    @property
    def folders(self) -> SweepFolders:
        """Where sweeps are kept."""
        return SweepFolders(self._store().base)

    # Before it begins

    def estimate(self, plan: SweepPlan, dataset: Dataset, place: SweepPlace) -> None:
        """Check a plan, and find out about how long it takes; in the place of what was asked before."""
        self._asked = plan
        n_workers = 1 if place.address else min(n_workers_beside(), plan.n_runs)

        def work(_control: TaskControl) -> Estimate:
            digits = digits_of(plan, dataset)
            plan.check(dataset)
            first = digits[plan.run(0).config.input_format]
            return Estimate(plan, estimated_seconds(plan, first, n_workers=n_workers))

        self._estimator.start(work)

    def forget_estimate(self) -> None:
        """Want no estimate any more."""
        self._estimator.cancel()

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        if sentence and self._asked is not None:
            self.refused.emit(self._asked, sentence)

    # Earlier sweeps

    @Slot()
    def refresh(self) -> None:
        """Look which sweeps there are; :attr:`listed` follows."""
        if self._reader.is_busy:
            self._is_list_due = True
            return
        self._is_list_due = False
        self._reader.start(lambda _control: self.folders.all())

    @Slot(object)
    def _on_listed(self, earlier: tuple[StoredSweep, ...]) -> None:
        self.earlier = earlier
        self.listed.emit()
        if self._is_list_due:
            self.refresh()

    def open(self, sweep_id: str) -> None:
        """Look at an earlier sweep; not while one is under way."""
        if self.is_on:
            return

        def work(_control: TaskControl) -> _Opened:
            folders = self.folders
            stored = folders.stored(sweep_id)
            return _Opened(stored, folders.results(stored))

        self._opener.start(work)

    @Slot(object)
    def _on_opened(self, opened: _Opened | None) -> None:
        if opened is None:  # it was deleted
            self.refresh()
        elif not self.is_on:
            n_runs = opened.stored.plan.n_runs
            results = {index: result for index, result in opened.results.items() if index < n_runs}
            self._show(opened.stored, results)

    def delete(self, sweep_id: str, *_: object) -> None:
        """Delete a sweep; its runs stay. Not while one is under way."""
        if self.is_on:
            return

        def work(_control: TaskControl) -> None:
            self.folders.delete(sweep_id)

        if self.shown is not None and self.shown.stored.id == sweep_id:
            self.shown = None
            self.changed.emit()
        self._opener.start(work)

    def _show(self, stored: StoredSweep, results: dict[int, SweepResult] | None = None) -> None:
        self._recorders = {}
        self.shown = SweepShown(stored, results or {}, {}, {})
        self.changed.emit()

    # Under way

    def start(self, plan: SweepPlan, data: Dataset | DatasetRef, place: SweepPlace | None = None) -> None:
        """Begin a sweep, or go on with that of the same runs if there is one; nothing happens while one is under way.

        Parameters
        ----------
        plan
            Which runs.
        data
            The digits, or which they are: they are read then.
        place
            Where it is computed; by default in processes of this computer.
        """
        if self.is_on:
            return
        self._estimator.cancel()
        self._opener.cancel()
        steering = self._steering = _Steering()
        events = self._events = queue.SimpleQueue()
        make_executor, where = self._make_executor, place or SweepPlace()
        self._request = SweepRequest(plan, data, where)

        def work(control: TaskControl) -> None:
            dataset = data if isinstance(data, Dataset) else _read_again(data, plan)
            control.when_cancelled(steering.cancel)  # the window closes
            digits_of(plan, dataset)
            plan.check(dataset)
            folders, store = self.folders, RunStore(self._store().base)
            stored = folders.same(plan, dataset.ref)
            if stored is None:
                stored = folders.begin(plan, dataset.ref)
            else:
                folders.write_plan(stored)
            events.put(stored)
            try:
                sweep = Sweep(stored, dataset, executor=make_executor(where, plan), folders=folders, store=store)
                steering.take(sweep)
                sweep.run(events.put)
            finally:
                store.close()

        self._state = "cancelled"
        self._set_stage("starting")
        self._pace.begin()
        self._timer.start(_LEAST_PAUSE_MS)
        self._runner.start(work)
        self.begun.emit()

    @Slot()
    def pause(self) -> None:
        """Begin no new run, and hold those that are under way."""
        if self.stage in ("starting", "running"):
            self._steering.pause(is_paused=True)
            self._set_stage("paused")

    @Slot()
    def resume(self) -> None:
        """Go on after a pause."""
        if self.stage == "paused":
            self._steering.pause(is_paused=False)
            self._set_stage("running")

    @Slot()
    def cancel(self) -> None:
        """End the sweep: what is done is kept, and it can go on later."""
        if self.is_on:
            self._steering.cancel()
            self._set_stage("ending")

    def shutdown(self) -> None:
        """The window closes, and its threads end: nothing is told any more of a sweep that goes on in another window."""
        self._timer.stop()

    def _set_stage(self, stage: SweepStage) -> None:
        if stage != self.stage:
            was_on, self.stage = self.is_on, stage
            self.changed.emit()
            if was_on != self.is_on:
                self.is_on_changed.emit(self.is_on)

    # What comes of it

    @Slot()
    def _look(self) -> None:
        """Take what has been told since the last time."""
        is_other = False
        while True:
            try:
                event = self._events.get_nowait()
            except queue.Empty:
                break
            self._take(event)
            is_other = True
        if is_other:
            self.changed.emit()
        if self._timer.isActive():
            self._timer.setInterval(self._pace.next_ms())

    def _take(self, event: StoredSweep | SweepEvent) -> None:
        if isinstance(event, StoredSweep):
            known = self.shown if self.shown is not None and self.shown.stored.id == event.id else None
            curves = known.curves if known is not None else {}
            self.shown = SweepShown(event, dict(known.results) if known is not None else {}, {}, curves)
            self._recorders = {}
            return
        shown = self.shown
        if isinstance(event, Remarked):
            self.remarked.emit(str(event.text))
        elif shown is None:
            return
        elif isinstance(event, RunBegan):
            shown.results.pop(event.planned.index, None)  # it came to nothing before
            shown.under_way[event.planned.index] = RunUnderWay(event.planned)
            unit: Unit = "epoch" if event.planned.config.minimizer is None else event.planned.config.minimizer.counts
            self._recorders[event.planned.index] = CurveRecorder(LearningCurves(unit=unit))
        elif isinstance(event, RunProgressed):
            self._take_progress(shown, event)
        elif isinstance(event, RunEnded):
            index = event.result.index
            shown.under_way.pop(index, None)
            shown.results[index] = event.result
            recorder = self._recorders.pop(index, None)
            if recorder is not None and len(shown.curves) < _MOST_CURVES:
                shown.curves[index] = recorder.curves
        elif isinstance(event, SweepChanged):
            self._state = event.state
            self.shown = replace(shown, seconds_left=event.seconds_left)
            if self.stage == "starting":
                self.stage = "running"

    def _take_progress(self, shown: SweepShown, event: RunProgressed) -> None:
        progress = event.progress
        run, recorder = shown.under_way.get(progress.index), self._recorders.get(progress.index)
        if run is None or recorder is None:
            return
        recorder.extend(progress.points)
        shown.under_way[progress.index] = replace(
            run, epoch=progress.epoch, epochs=progress.epochs, curves=recorder.curves
        )

    @Slot(object)
    def _on_over(self, _nothing: object) -> None:
        self._end(self._state)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._end("failed")
        self._tell_failed(sentence)

    @Slot(str)
    def _tell_failed(self, sentence: str) -> None:
        if sentence:
            self.failed.emit(sentence)

    def _end(self, state: str) -> None:
        self._timer.stop()
        self._look()
        state = self._state if state != "failed" else state
        if self.shown is not None:
            self.shown = replace(self.shown, under_way={}, seconds_left=float("nan"))
        self._recorders = {}
        self._set_stage("none")
        self.ended.emit(state)
        self.refresh()


def _read_again(data: DatasetRef, plan: SweepPlan) -> Dataset:
    """The digits that a sweep began with."""
    dataset = load_dataset(data.source, plan.config.input_format)
    if dataset.ref.content_hash != data.content_hash:
        raise ConfigurationError(say("sweep.other_digits", name=data.name))
    return dataset
