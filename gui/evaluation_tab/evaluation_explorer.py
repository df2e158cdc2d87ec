"""The tab "Evaluation": has the digits read in the background, and follows the network while it learns."""

import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from engine.data.dataset import Dataset
from engine.data.splits import Split
from engine.evaluation.classification_report import report_csv
from engine.evaluation.fit_diagnosis import diagnose_curves
from engine.evaluation.part_evaluation import DigitsPart, Part, PartEvaluation, evaluate_part, part_of
from engine.ink.input_formats import InputFormat
from engine.io.file_writing import DISK
from engine.models.model import Model
from engine.training.checkpoints import Checkpoint
from engine.training.config import TrainingConfig
from gui.evaluation_tab.evaluation_view import EvaluationView
from gui.my_drawings.labeling import Labeling
from gui.state.availability import Availability
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea
from gui.widgets.refresher import Refresher
from gui.workers.background_tasks import TaskControl, TaskThreads, Work

REST = 20
"""While a run goes on, the digits are left alone for this many times as long as they were read and shown last."""
_LEAST_REST_S = 0.5  # the painting that follows is not measured
_FIT_INTERVAL_MS = 500
_MOST_PAST = 500_000  # answers to digits that are kept of moments that are past


class _Key(NamedTuple):
    """What decides which digits are read."""

    part: Part
    dataset: Dataset | None
    split: Split
    form: InputFormat


class _Outcome(NamedTuple):
    """What a task comes to."""

    evaluation: PartEvaluation
    seconds: float


class EvaluationExplorer(QObject):
    """Stands between the window and the view of the evaluation.

    Digits are read only while the view can be seen. A network that changes again and again never cancels a reading: it is
    read anew when that is over, and, during a run, after a rest.

    Attributes
    ----------
    view
        The view; ``None`` before the tab is opened.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        drawings: Labeling,
        *,
        threads: TaskThreads,
        status: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._availability, self._status = workspace, settings, availability, status
        self.view: EvaluationView | None = None
        self._is_stale = True
        self._of: DigitsPart | None = None  # read last, for the key
        self._key: _Key | None = None
        self._rests_until = 0.0
        self._reading_of: Checkpoint | None = None  # what is being read, where that is past
        self._past: dict[Checkpoint, PartEvaluation] = {}  # what is known of moments that are past, of these digits
        self._tasks = threads.make("evaluation")
        self._tasks.done.connect(self._on_done)
        self._tasks.failed.connect(self._on_failed)
        self._rest_timer = QTimer(self)
        self._rest_timer.setSingleShot(True)
        self._rest_timer.timeout.connect(self._refresh)
        self._fit_refresher = Refresher(self._show_fit, interval_ms=_FIT_INTERVAL_MS, parent=self)
        workspace.network_changed.connect(self._on_network_changed)
        workspace.dataset_changed.connect(self._read_anew)
        workspace.history_changed.connect(self._on_history_changed)
        settings.edited.connect(self._on_settings_edited)
        availability.run_state_changed.connect(self._on_run_state_changed)
        drawings.drawings_changed.connect(self._on_drawings_changed)

    def make_view(self) -> EvaluationView:
        """The view, wired."""
        view = self.view = EvaluationView(self._status)
        view.part_chosen.connect(self._read_anew)
        view.shown.connect(self._on_shown)
        view.report_save_requested.connect(self._on_report_save_requested)
        self._tasks.progressed.connect(view.set_progress)
        return view

    # When to read

    @Slot()
    def _on_network_changed(self) -> None:
        self._is_stale = True
        self._refresh()

    @Slot()
    def _on_settings_edited(self) -> None:
        if self._key is not None and self._current_key(self._key.part) != self._key:
            self._read_anew()

    @Slot(str)
    def _on_run_state_changed(self, state: str) -> None:
        if state != "running":
            self._rests_until = 0.0
            self._refresh()
            self._show_fit()

    @Slot()
    def _on_drawings_changed(self) -> None:
        if self.view is not None and self.view.part == "drawings":
            self._read_anew()

    @Slot()
    def _on_shown(self) -> None:
        if self.view is not None and self.view.part == "drawings":
            self._of = None  # there may be others since
            self._is_stale = True
        self._refresh()
        self._show_fit()

    @Slot()
    def _read_anew(self) -> None:
        """Other digits: what is being read is of no use any more."""
        self._is_stale = True
        self._of = None
        self._rests_until = 0.0
        self._tasks.cancel()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Have the digits read if that is due, if it can be seen, and if it is time."""
        if self.view is None or not self.view.isVisible() or not self._is_stale or self._tasks.is_busy:
            return
        shown = self._workspace.moment.checkpoint
        rest_s = self._rests_until - time.perf_counter()
        if shown is None and rest_s > 0 and self._availability.now.run_state == "running":
            if not self._rest_timer.isActive():
                self._rest_timer.start(round(rest_s * 1000) + 1)
            return
        self._is_stale = False
        key = self._current_key(self.view.part)
        known = self._of if key == self._key else None
        if known is None:
            self._past.clear()
        self._key, self._reading_of = key, shown
        if shown is not None and shown in self._past:
            self.view.set_evaluation(self._past[shown])
            return
        model = Model(self._workspace.parameters, scaling=self._workspace.scaling)
        self._tasks.start(_reading(model, key, self._settings.config, known))

    def _current_key(self, part: Part) -> _Key:
        split = self._settings.config.test_split
        return _Key(part, self._workspace.dataset, split, self._workspace.input_format)

    # What came of it

    @Slot(object)
    def _on_done(self, outcome: _Outcome) -> None:
        if self.view is None:
            return
        started = time.perf_counter()
        self._of = outcome.evaluation.of
        if self._reading_of is not None:
            self._past[self._reading_of] = outcome.evaluation
            while len(self._past) > max(_MOST_PAST // max(len(outcome.evaluation.of.digits), 1), 2):
                del self._past[next(iter(self._past))]
        self.view.set_evaluation(outcome.evaluation)
        self._rest(outcome.seconds + time.perf_counter() - started)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if self.view is not None:
            self._of = None
            self.view.set_problem(sentence or self.tr("The digits could not be read: see the message at the bottom."))
            self._rest(0.0)

    def _rest(self, seconds: float) -> None:
        self._rests_until = time.perf_counter() + max(REST * seconds, _LEAST_REST_S)
        self._refresh()

    # Over- or underfitting

    @Slot()
    def _on_history_changed(self) -> None:
        if self.view is not None and self.view.shows_fit:
            self._fit_refresher.request()

    @Slot()
    def _show_fit(self) -> None:
        if self.view is None or not self.view.shows_fit:
            return
        workspace, history = self._workspace, self._workspace.history
        is_last = workspace.curve_marks.network is None
        diagnosis = diagnose_curves(
            history,
            final_accuracy=workspace.final_accuracy if is_last else None,
            final_loss=workspace.final_loss if is_last else None,
        )
        self.view.set_diagnosis(diagnosis, unit=history.unit)

    # Files

    @Slot()
    def _on_report_save_requested(self) -> None:
        view = self.view
        if view is None or view.evaluation is None:
            return
        text = report_csv(view.evaluation.report)
        path, _ = QFileDialog.getSaveFileName(
            view, self.tr("Save the scores"), "evaluation.csv", self.tr("Tables (*.csv)")
        )
        if not path:
            return
        target = Path(path if path.lower().endswith(".csv") else f"{path}.csv")
        try:
            DISK.write_whole(target, lambda file: file.write(text.encode()))
        except OSError as error:
            view.message.refuse(
                self.tr("{file}: expected a place to write to, got: {reason}").format(
                    file=target, reason=error.strerror or error
                )
            )
        else:
            self._tell_saved(target)

    def _tell_saved(self, path: Path) -> None:
        if self.view is not None:
            self.view.message.clear()
        self._status.tell(self.tr("Saved as {file}.").format(file=path.name))


def _reading(model: Model, key: _Key, config: TrainingConfig, known: DigitsPart | None) -> Work:
    """The task that reads the digits of a key; ``known`` are these digits if they are at hand."""

    def read(control: TaskControl) -> _Outcome | None:
        started = time.perf_counter()
        of = known or part_of(key.part, key.dataset, config, form=key.form)
        evaluation = evaluate_part(model, of, progress=control.progress, is_cancelled=lambda: control.is_cancelled)
        return None if evaluation is None else _Outcome(evaluation, time.perf_counter() - started)

    return read
