"""The controller: owns the worker thread, and stands between it and the window."""

import threading
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal, Slot

from engine.data.dataset import Dataset
from engine.data.scaling import InputScaling
from engine.fine_tuning.fine_tune import fine_tuning_config
from engine.ink.input_formats import AUTO_FORMAT
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.checkpoints import Checkpoint
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.state import Leg, TrainingState
from gui.state.availability import RunState
from gui.workers.pace import Pace
from gui.workers.threads import begin_thread, end_thread
from gui.workers.training_worker import (
    EvaluationRequest,
    FineTuningRequest,
    LoadRequest,
    ReportMailbox,
    TrainingRequest,
    TrainingWorker,
)

_LEAST_PAUSE_MS, _MOST_PAUSE_MS = 100, 300  # between two looks at a run
_SHARE = 0.08  # of the window's time that may go to showing a run


class TrainingController(QObject):
    """Starts, steers and ends training runs; one at a time.

    Attributes
    ----------
    state
        "idle", "running" or "paused".
    state_changed
        Signal (state).
    report_received
        Signal (TrainingReport): three to ten a second while a run goes on, fewer where showing them takes long.
    is_reading, reading_changed
        Whether a data set was asked for and is not here yet, or a network is evaluated, and the signal (bool) that this
        changed.
    dataset_loaded
        Signal (Dataset).
    orientation_suspected
        Signal (Suspicion): the digits that were just read seem to lie otherwise.
    failed
        Signal (source, sentence, whether it is a path where nothing is): a data set could not be read.
    run_failed
        Signal (sentence): a run could not begin or go on, or a network could not be evaluated.
    evaluated
        Signal (NetworkEvaluation).
    handwriting_learned
        Signal (LearnedHandwriting): before the state is "idle" again.
    crashed
        Signal (report for developers).
    """

    state_changed = Signal(str)
    report_received = Signal(object)
    reading_changed = Signal(bool)
    dataset_loaded = Signal(object)
    orientation_suspected = Signal(object)
    failed = Signal(str, str, bool)
    run_failed = Signal(str)
    evaluated = Signal(object)
    handwriting_learned = Signal(object)
    crashed = Signal(str)
    _load_requested = Signal(object)
    _keep_requested = Signal(object)
    _run_requested = Signal(object)
    _fine_tuning_requested = Signal(object)
    _evaluation_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: RunState = "idle"
        self._n_readings = 0
        self._control: TrainingControl | None = None
        self._fixed: TrainingConfig | None = None  # of a run whose settings are not the panel's
        self._mailbox = ReportMailbox()
        self._thread = QThread()
        self._thread.setObjectName("training")
        self._worker = TrainingWorker(self._mailbox)
        self._worker.moveToThread(self._thread)
        self._worker.report_urgent.connect(self._poll)
        self._worker.run_ended.connect(self._on_run_ended)
        self._worker.dataset_loaded.connect(self.dataset_loaded)
        self._worker.orientation_suspected.connect(self.orientation_suspected)
        self._worker.failed.connect(self.failed)
        self._worker.read_ended.connect(self._on_read_ended)
        self._worker.run_failed.connect(self.run_failed)
        self._worker.crashed.connect(self.crashed)
        self._load_requested.connect(self._worker.load)
        self._keep_requested.connect(self._worker.keep)
        self._run_requested.connect(self._worker.run)
        self._worker.evaluated.connect(self.evaluated)
        self._worker.handwriting_learned.connect(self.handwriting_learned)
        self._fine_tuning_requested.connect(self._worker.learn_handwriting)
        self._evaluation_requested.connect(self._worker.evaluate)
        self._timer = QTimer(self)
        self._pace = Pace(least_ms=_LEAST_PAUSE_MS, most_ms=_MOST_PAUSE_MS, share=_SHARE)
        self._timer.timeout.connect(self._look)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shutdown)
        self._is_over = False
        self._load_cancellation, self._evaluation_cancellation = threading.Event(), threading.Event()

    @property
    def is_reading(self) -> bool:
        return self._n_readings > 0

    def _begin_thread(self) -> None:
        """Start the thread with the first thing to do: a window that cannot be made leaves none."""
        if not self._is_over and not self._thread.isRunning():
            begin_thread(self._thread)

    def load(self, source: str, read_as: str = AUTO_FORMAT) -> None:
        """Have a data set read in the worker thread, a name or a path, in the place of what is being read.

        ``read_as`` is the format that it is wanted in, as for :func:`engine.data.loading.load_dataset`.
        """
        self._change_readings(+1)
        self._load_requested.emit(LoadRequest(source, read_as, self._new_load()))

    def use(self, dataset: Dataset) -> None:
        """Use a data set that has been read already, in the place of what is being read."""
        self._change_readings(+1)
        self._new_load()
        self._keep_requested.emit(dataset)

    def _new_load(self) -> threading.Event:
        """Cancel what is being read, and let something else be read until this is set."""
        self._load_cancellation.set()
        self._load_cancellation = threading.Event()
        return self._load_cancellation

    def evaluate(self, model: Model, source: str, config: TrainingConfig) -> None:
        """Have a network evaluated on a data set, split as a configuration says, in the worker thread."""
        self._change_readings(+1)
        self._evaluation_requested.emit(EvaluationRequest(model, source, config, self._evaluation_cancellation))

    def start(
        self,
        config: TrainingConfig,
        source: str,
        *,
        live: LiveSettings,
        initial: Parameters | None = None,
        scaling: InputScaling | None = None,
        first_epoch: float = 0.0,
        state: TrainingState | None = None,
        checkpoints: tuple[Checkpoint, ...] = (),
        legs: tuple[Leg, ...] = (),
        paused: bool = False,
    ) -> None:
        """Begin a run; nothing happens if one is under way.

        Parameters
        ----------
        config, initial, scaling, first_epoch, state
            As in :func:`engine.training.train.train`.
        source
            Name or path of the data set.
        live
            The settings that may change during the run, the limit of speed among them.
        checkpoints, legs
            Those of the run so far.
        paused
            Begin paused, for single steps.
        """
        if self.state != "idle":
            return
        control = self._begin(paused=paused)
        control.change(live)
        self._run_requested.emit(
            TrainingRequest(config, source, control, initial, scaling, first_epoch, state, checkpoints, legs)
        )

    def learn_handwriting(self, model: Model, *, without: frozenset[int] = frozenset()) -> None:
        """Begin a run that fine-tunes a network on the user's drawings, but for those of some numbers.

        Nothing happens if a run is under way.
        """
        if self.state == "idle":
            self._fixed = fine_tuning_config(model)
            self._fine_tuning_requested.emit(FineTuningRequest(model, self._begin(), without))

    def _begin(self, *, paused: bool = False) -> TrainingControl:
        self._control = TrainingControl(start_paused=paused)
        self._mailbox.take()
        self._begin_thread()
        self._set_state("paused" if paused else "running")
        self._pace.begin()
        self._timer.start(_LEAST_PAUSE_MS)
        return self._control

    def pause(self) -> None:
        """Hold the run after the batch under way."""
        if self._control is not None and self.state == "running":
            self._control.pause()

    def resume(self) -> None:
        """Let a paused run go on."""
        if self._control is not None and self.state == "paused":
            self._control.resume()
            self._set_state("running")

    def step(self) -> None:
        """One batch of a paused run; a run that is not paused is paused first."""
        if self._control is not None:
            self._control.step()

    def stop(self) -> None:
        """End the run after the batch under way; what it learned arrives as its last report."""
        if self._control is not None:
            self._control.stop()

    @Slot(object)
    def change(self, live: LiveSettings) -> None:
        """Change settings of the run under way; of one that learns the user's handwriting, only the limit of speed."""
        if self._control is None:
            return
        if self._fixed is not None:
            config = self._fixed
            live = replace(
                live,
                learning_rate=config.learning_rate,
                momentum=config.momentum,
                weight_decay=config.weight_decay,
            )
        self._control.change(live)

    @Slot()
    def shutdown(self) -> None:
        """End the run and the thread; see :func:`gui.workers.threads.end_thread`."""
        self._is_over = True
        self.stop()
        self._load_cancellation.set()
        self._evaluation_cancellation.set()
        self._timer.stop()
        end_thread(self._thread, self._worker)
        self._poll()  # what the run came to at its end, for whoever keeps it

    @Slot()
    def _look(self) -> None:
        self._poll()
        if self._timer.isActive():
            self._timer.setInterval(self._pace.next_ms())

    @Slot()
    def _poll(self) -> None:
        report = self._mailbox.take()
        if report is None or self._control is None:
            return
        self.report_received.emit(report)
        if report.state in ("running", "paused"):
            self._set_state("paused" if self._control.is_paused and report.state == "paused" else "running")

    @Slot()
    def _on_read_ended(self) -> None:
        self._change_readings(-1)

    def _change_readings(self, n: int) -> None:
        self._begin_thread()
        before = self.is_reading
        self._n_readings += n
        if self.is_reading != before:
            self.reading_changed.emit(self.is_reading)

    @Slot()
    def _on_run_ended(self) -> None:
        self._poll()
        self._timer.stop()
        self._control = self._fixed = None
        self._set_state("idle")

    def _set_state(self, state: RunState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
