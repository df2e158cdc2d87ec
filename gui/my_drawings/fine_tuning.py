"""The button "Learn my hand": the network in use learns the user's drawings; what that changed can be taken back."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from engine.fine_tuning.fine_tune import LearnedHandwriting
from engine.training.report import TrainingReport
from gui.actions import Actions
from gui.my_drawings.fine_tuning_dialog import FineTuningDialog, verdict_text
from gui.state.availability import Availability
from gui.state.workspace import Workspace
from gui.widgets.run_progress import RunProgress
from gui.workers.training_controller import TrainingController

_BEGINNING = "Reading your drawings, and digits like those that the network has learned…"
_TAKEN_BACK = "Undone: the network reads as it did before. Your drawings are kept."
_REPLACED = "Another network has taken the place of the one that learned your handwriting. Your drawings are kept."
_NOTHING = "Nothing was learned: the network is as it was."


class FineTuner(QObject):
    """Stands between button, menu and small window on one side and workspace and controller on the other.

    Attributes
    ----------
    dialog
        Where it is shown; ``None`` before it is wanted.
    """

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        workspace: Workspace,
        controller: TrainingController,
        *,
        progress: RunProgress,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parent, self._actions, self._progress = parent, actions, progress
        self._availability, self._workspace, self._controller = availability, workspace, controller
        self._failure = self._news = ""
        self.dialog: FineTuningDialog | None = None
        actions.learn_handwriting.triggered.connect(self.learn)
        actions.undo_fine_tuning.triggered.connect(self.take_back)
        self._controller.report_received.connect(self._on_report)
        self._controller.handwriting_learned.connect(self._on_learned)
        self._controller.run_failed.connect(self._on_failed)
        self._controller.state_changed.connect(self._on_state_changed)
        self._workspace.network_changed.connect(self._on_network_changed)
        self._workspace.session_left.connect(self._forget)

    @Slot()
    def learn(self) -> None:
        """Begin, unless something else is going on."""
        if not self._availability.may("learn_handwriting"):
            return
        self._failure = self._news = ""
        self._progress.set_idle_text(_BEGINNING)
        self._controller.learn_handwriting(self._workspace.begin_fine_tuning())
        if self.dialog is None:
            self.dialog = FineTuningDialog(self._actions, self._parent)
        self.dialog.show_beginning(_BEGINNING)
        self.dialog.show()
        self.dialog.activateWindow()

    @Slot()
    def take_back(self) -> None:
        """Use the network as it was before."""
        if self._availability.may("undo_fine_tuning"):
            self._workspace.undo_fine_tuning()
            self._tell(_TAKEN_BACK)

    @Slot()
    def _forget(self) -> None:
        """Another session: what was learned in this one is not shown in that."""
        self._failure = self._news = ""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    @Slot()
    def _on_network_changed(self) -> None:
        """Figures of a network that is not in use any more, and cannot be had back, go."""
        is_there = self._workspace.can_undo_fine_tuning or self._workspace.is_fine_tuning
        if self.dialog is not None and self.dialog.has_figures and not is_there:
            self.dialog.show_end(_REPLACED)

    @Slot(object)
    def _on_report(self, report: TrainingReport) -> None:
        if self.dialog is None or not self._workspace.is_fine_tuning or report.is_over:
            return
        if report.state == "paused":
            self.dialog.show_held()
        else:
            self.dialog.show_progress(report.epoch / report.epochs)

    @Slot(object)
    def _on_learned(self, learned: LearnedHandwriting) -> None:
        self._workspace.end_fine_tuning(learned.model)
        self._news = verdict_text(learned)
        if self.dialog is not None:
            self.dialog.show_result(learned)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if self._workspace.is_fine_tuning:
            self._failure = sentence

    @Slot(str)
    def _on_state_changed(self, state: str) -> None:
        if state == "idle":
            if self._workspace.is_fine_tuning:
                self._workspace.end_fine_tuning(None)
                self._tell(_NOTHING)
                self._progress.message.show_message(self._failure)
                if self.dialog is not None:
                    self.dialog.show_end(f"{self._failure} {_NOTHING}".strip())
            elif self._news and self._workspace.n_drawings_learned:
                self._progress.set_idle_text(f"{self._news} {self._workspace.origin_text()}")
            self._news = ""

    def _tell(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_end(sentence)
        self._progress.set_idle_text(f"{sentence} {self._workspace.origin_text()}")
