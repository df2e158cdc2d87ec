"""The button "Learn my hand": the network in use learns the user's drawings; what that changed can be taken back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.fine_tuning.fine_tune import LearnedHandwriting
from engine.training.report import TrainingReport
from gui.my_drawings.fine_tuning_dialog import FineTuningDialog, verdict_text

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_BEGINNING = "Reading your drawings, and digits like those that the network has learned…"
_TAKEN_BACK = "Taken back: the network reads as it did before. Your drawings are still kept."
_REPLACED = "The network that learned your hand has given way to another one. Your drawings are still kept."
_NOTHING = "Nothing was learned: the network is as it was."


class FineTuner(QObject):
    """Stands between button, menu and small window on one side and workspace and controller on the other.

    Attributes
    ----------
    dialog
        Where it is shown; ``None`` before it is wanted.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._workspace, self._controller = window.workspace, window.controller
        self._failure = self._news = ""
        self.dialog: FineTuningDialog | None = None
        window.drawing_panel.teaching_bar.learn_requested.connect(self.learn)
        window.menus.learn_handwriting.triggered.connect(self.learn)
        window.menus.undo_fine_tuning.triggered.connect(self.take_back)
        self._controller.report_received.connect(self._on_report)
        self._controller.handwriting_learned.connect(self._on_learned)
        self._controller.run_failed.connect(self._on_failed)
        self._controller.state_changed.connect(self._on_state_changed)
        self._controller.reading_changed.connect(self.enable)
        self._workspace.network_changed.connect(self._enable_way_back)
        self.enable()

    @Slot()
    def learn(self) -> None:
        """Begin, unless something else is going on."""
        if self._controller.state != "idle" or self._controller.is_reading:
            return
        self._failure = self._news = ""
        self._window.panel.set_idle_text(_BEGINNING)
        if self.dialog is None:
            self.dialog = FineTuningDialog(self._window)
            self.dialog.take_back_requested.connect(self.take_back)
            self.dialog.stop_requested.connect(self._controller.stop)
        self.dialog.show_beginning(_BEGINNING)
        self.dialog.show()
        self.dialog.activateWindow()
        self._controller.learn_handwriting(self._workspace.begin_fine_tuning())

    @Slot()
    def take_back(self) -> None:
        """Use the network as it was before."""
        if self._controller.state == "idle" and self._workspace.can_undo_fine_tuning:
            self._workspace.undo_fine_tuning()
            self._tell(_TAKEN_BACK)
            self.enable()

    @Slot()
    def enable(self) -> None:
        """Only what can be done can be pressed."""
        is_free = self._controller.state == "idle" and not self._controller.is_reading
        self._window.drawing_panel.teaching_bar.learn_button.setEnabled(is_free)
        self._window.menus.learn_handwriting.setEnabled(is_free)
        self._enable_way_back()

    @Slot()
    def _enable_way_back(self) -> None:
        can = self._controller.state == "idle" and self._workspace.can_undo_fine_tuning
        self._window.menus.undo_fine_tuning.setEnabled(can)
        if self.dialog is not None:
            self.dialog.take_back_button.setEnabled(can)
            if self.dialog.has_figures and not (self._workspace.can_undo_fine_tuning or self._workspace.is_fine_tuning):
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
                self._window.panel.run_message.show_message(self._failure)
                if self.dialog is not None:
                    self.dialog.show_end(f"{self._failure} {_NOTHING}".strip())
            elif self._news and self._workspace.n_drawings_learned:
                self._window.panel.set_idle_text(f"{self._news} {self._workspace.origin_text()}")
            self._news = ""
        elif self._workspace.is_fine_tuning:
            form = self._window.panel.form
            for field in (form.learning_rate_box, form.momentum_box, form.weight_decay_box):
                field.setEnabled(False)  # the run has its own
        self.enable()

    def _tell(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_end(sentence)
        self._window.panel.set_idle_text(f"{sentence} {self._workspace.origin_text()}")
