"""The worker: reads data sets and trains, in its own thread; it never touches a view and never waits for one."""

import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from engine.cancellation import cancelled_when, check_cancelled
from engine.data.dataset import Dataset
from engine.data.drawings_store import load_drawings
from engine.data.loading import in_format, is_gone, load_dataset
from engine.data.reference import digits_name
from engine.data.registry import SOURCES
from engine.data.scaling import InputScaling
from engine.errors import CancelledError, DigitLabError
from engine.evaluation.orientation import suspect_orientation
from engine.fine_tuning.fine_tune import LearnedHandwriting, learn_handwriting
from engine.fine_tuning.rehearsal_data import find_rehearsal_data
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.text.sentence import Sentence
from engine.training.checkpoints import Checkpoint, CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.memory import give_back_memory
from engine.training.metrics import Evaluation
from engine.training.report import TrainingReport
from engine.training.state import Leg, TrainingState
from engine.training.train import train


@dataclass(frozen=True, eq=False)
class LoadRequest:
    """A data set, a name or a path, that is wanted in a format until ``cancellation`` is set."""

    source: str
    read_as: str
    cancellation: threading.Event


@dataclass(frozen=True, eq=False)
class TrainingRequest:
    """One run: what to train, on what, from where, checkpoints and legs so far; see :func:`engine.training.train.train`."""

    config: TrainingConfig
    source: str
    control: TrainingControl
    initial: Parameters | None
    scaling: InputScaling | None
    first_epoch: float
    state: TrainingState | None
    checkpoints: tuple[Checkpoint, ...] = ()
    legs: tuple[Leg, ...] = ()


@dataclass(frozen=True, eq=False)
class FineTuningRequest:
    """A network that is to learn the user's drawings, without those of some numbers."""

    model: Model
    control: TrainingControl
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class EvaluationRequest:
    """A network, and the digits and settings that it is to be evaluated with; wanted until ``cancellation`` is set."""

    model: Model
    source: str
    config: TrainingConfig
    cancellation: threading.Event


@dataclass(frozen=True, eq=False)
class NetworkEvaluation:
    """What a network makes of all digits of a data set, weight decay in the cost, and of its test digits, if there are.

    ``note`` says that they were resampled for it, if they were.
    """

    data: str
    weight_decay: float
    all_digits: Evaluation
    test_digits: Evaluation | None
    note: Sentence | None = None


class ReportMailbox:
    """One slot between the worker and the window.

    A report that was not fetched in time gives way to the next, but for its points of the history and its training state,
    which the next one takes over: a slow window drops pictures, never history.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._report: TrainingReport | None = None

    def put(self, report: TrainingReport) -> None:
        """Leave a report; never waits for a reader."""
        with self._lock:
            if self._report is not None:
                report = replace(
                    report,
                    points=self._report.points + report.points,
                    training_state=report.training_state or self._report.training_state,
                )
            self._report = report

    def take(self) -> TrainingReport | None:
        """Fetch the report, if there is one."""
        with self._lock:
            report, self._report = self._report, None
            return report


class TrainingWorker(QObject):
    """Lives in the worker thread; called by queued signals alone.

    Attributes
    ----------
    report_urgent
        Signal: the mailbox holds a report that should not wait for the next poll (paused, or the end).
    run_ended
        Signal: a run is over; its last report is in the mailbox, if it made one.
    dataset_loaded
        Signal (Dataset).
    orientation_suspected
        Signal (Suspicion): the digits that were just read seem to lie otherwise.
    failed
        Signal (source, sentence): a data set could not be read.
    read_ended
        Signal: :meth:`load` or :meth:`keep` is over, whatever came of it.
    run_failed
        Signal (sentence): a run could not begin or go on, or a network could not be evaluated.
    evaluated
        Signal (NetworkEvaluation).
    handwriting_learned
        Signal (LearnedHandwriting): before ``run_ended``, if anything was learned.
    crashed
        Signal (report for developers): something unexpected happened.
    """

    report_urgent = Signal()
    run_ended = Signal()
    dataset_loaded = Signal(object)
    orientation_suspected = Signal(object)
    failed = Signal(str, str, bool)
    read_ended = Signal()
    run_failed = Signal(str)
    evaluated = Signal(object)
    handwriting_learned = Signal(object)
    crashed = Signal(str)

    def __init__(self, mailbox: ReportMailbox) -> None:
        super().__init__()
        self._mailbox = mailbox
        self._source = ""
        self._dataset: Dataset | None = None

    @Slot(object)
    def load(self, request: LoadRequest) -> None:
        """Read a data set and keep it for the runs to come; one that cannot be, or is cancelled, leaves the one before.

        A file is read again even if it is in use, and so are the user's drawings: they may have changed.
        """
        source = request.source
        with (
            self._guarded(partial(self._tell_unread, source)),
            cancelled_when(request.cancellation.is_set),
        ):
            check_cancelled()  # while it waited
            self._load(source, request.read_as, again=source not in SOURCES or SOURCES[source].may_change)
            if self._dataset is not None and (suspicion := suspect_orientation(self._dataset)) is not None:
                self.orientation_suspected.emit(suspicion)
        self.read_ended.emit()

    @Slot(object)
    def keep(self, dataset: Dataset) -> None:
        """Use a data set that was read elsewhere."""
        self._dataset, self._source = dataset, dataset.source
        self.dataset_loaded.emit(dataset)
        self.read_ended.emit()

    @Slot(object)
    def run(self, request: TrainingRequest) -> None:
        """Train until the end, whichever comes."""
        dataset = None
        with (
            self._guarded(partial(self._tell_unread, request.source)),
            cancelled_when(lambda: request.control.is_stopped),
        ):
            dataset = self._load(request.source, request.config.input_format)
        if dataset is not None:
            with self._guarded(self.run_failed.emit):
                self._train(request, dataset)
        self.run_ended.emit()

    @Slot(object)
    def learn_handwriting(self, request: FineTuningRequest) -> None:
        """Fine-tune a network on the user's drawings; its former data are those in use, if they are the same."""
        with self._guarded(self.run_failed.emit):
            learned = self._learn_handwriting(request)
            if learned is not None:
                self.handwriting_learned.emit(learned)
        self.run_ended.emit()

    @Slot(object)
    def evaluate(self, request: EvaluationRequest) -> None:
        """Evaluate a network on a data set."""
        with self._guarded(self.run_failed.emit), cancelled_when(request.cancellation.is_set):
            self.evaluated.emit(self._evaluation(request))
        self.read_ended.emit()

    def _tell_unread(self, source: str, sentence: str) -> None:
        """Digits could not be read; whether their file is there is looked at here, too, as that may take its time."""
        self.failed.emit(source, sentence, is_gone(source))

    @contextmanager
    def _guarded(self, tell: Callable[[str], object]) -> Iterator[None]:
        """Tell what the user can mend; hand on the rest as a report for developers."""
        try:
            yield
        except CancelledError:
            return  # whoever cancelled it knows
        except DigitLabError as error:
            tell(str(error))
        except MemoryError:
            tell(self.tr("There is not enough memory for this network and these digits; use fewer units."))
        except Exception:  # noqa: BLE001 - shown to the user with a report; the window lives on
            self.crashed.emit(traceback.format_exc())
        finally:
            give_back_memory()

    def _load(self, source: str, read_as: str, *, again: bool = False) -> Dataset:
        if self._dataset is None or source != self._source or again or not self._dataset.is_read_as(read_as):
            self._dataset, self._source = load_dataset(source, read_as), source
            _ = self._dataset.ref  # hashed here, where nobody waits for it
        self.dataset_loaded.emit(self._dataset)
        return self._dataset

    def _train(self, request: TrainingRequest, dataset: Dataset) -> None:
        train(
            request.config,
            dataset,
            control=request.control,
            publish=self._publish,
            initial=request.initial,
            scaling=request.scaling,
            first_epoch=request.first_epoch,
            legs=request.legs,
            state=request.state,
            recorder=CheckpointRecorder(request.checkpoints),
        )

    def _learn_handwriting(self, request: FineTuningRequest) -> LearnedHandwriting | None:
        model, control = request.model, request.control
        with cancelled_when(lambda: control.is_stopped):
            drawings = load_drawings(model.input_format, without=request.without)
            rehearsal = find_rehearsal_data(model, self._dataset)
        return learn_handwriting(model, drawings, rehearsal, control=control, publish=self._publish)

    def _evaluation(self, request: EvaluationRequest) -> NetworkEvaluation:
        config, model = request.config, request.model
        dataset = in_format(self._load(request.source, config.input_format), model.input_format)
        split_data = config.apply_split(dataset)
        return NetworkEvaluation(
            str(digits_name(dataset.label)),
            config.weight_decay,
            model.evaluate(split_data.digits, weight_decay=config.weight_decay),
            model.evaluate(split_data.test) if len(split_data.test) else None,
            dataset.note,
        )

    def _publish(self, report: TrainingReport) -> None:
        self._mailbox.put(report)
        if report.state != "running":
            self.report_urgent.emit()
