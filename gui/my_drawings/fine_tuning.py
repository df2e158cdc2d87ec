"""The button "Learn my handwriting": the network in use learns the user's drawings; that can be undone."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from engine.errors import DataError
from engine.fine_tuning.contradictions import Contradiction, contradictory_labels
from engine.fine_tuning.fine_tune import LearnedHandwriting
from engine.training.report import TrainingReport
from gui.actions import Actions
from gui.my_drawings.fine_tuning_dialog import FineTuningDialog, verdict_text
from gui.my_drawings.labeling import Labeling
from gui.state.availability import Availability
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.message_area import MessageArea, News
from gui.widgets.run_progress import RunProgress
from gui.workers.background_tasks import BackgroundTasks, TaskControl
from gui.workers.training_controller import TrainingController

_BEGINNING = QT_TRANSLATE_NOOP(
    "FineTuning", "Reading your drawings, and digits like those that the network has learned…"
)
_MOST_LOOKED_AT = 20_000  # drawings, the last ones: some 2 s
_NOTHING = QT_TRANSLATE_NOOP("FineTuning", "Nothing was learned: the network is as it was.")


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
        drawings: Labeling,
        doubt_finder: BackgroundTasks,
        progress: RunProgress,
        messages: MessageArea,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._doubt_finder = doubt_finder
        doubt_finder.done.connect(self._on_looked)
        doubt_finder.failed.connect(self._on_looking_failed)
        self._parent, self._actions, self._progress, self._messages = parent, actions, progress, messages
        self._availability, self._workspace, self._controller = availability, workspace, controller
        self._drawings = drawings
        self._accepted: frozenset[int] = frozenset()  # drawings whose labels the user stands by
        self._failure = self._news = ""
        self._told: News | None = None  # what can be undone
        self.dialog: FineTuningDialog | None = None
        actions.learn_handwriting.triggered.connect(self.learn)
        actions.undo_fine_tuning.triggered.connect(self.take_back)
        self._controller.report_received.connect(self._on_report)
        self._controller.handwriting_learned.connect(self._on_learned)
        self._controller.run_failed.connect(self._on_failed)
        self._controller.state_changed.connect(self._on_state_changed)
        self._workspace.network_changed.connect(self._on_network_changed)
        drawings.drawings_changed.connect(self._look_again)
        self._workspace.session_left.connect(self._forget)

    @Slot()
    def learn(self) -> None:
        """Begin, unless something else is going on; labels that are doubtful are listed first."""
        if not self._availability.may("learn_handwriting"):
            return
        self._shown_dialog().show_beginning(
            translate("FineTuning", "Looking for labels that contradict what the network reads…")
        )
        self._look()

    @property
    def is_looking(self) -> bool:
        """Whether doubtful labels are looked for now, beside the window."""
        return self._doubt_finder.is_busy

    def _look(self) -> None:
        """Look for drawings whose labels contradict a certain reading, but for those that the user stands by."""
        store, model, accepted = self._drawings.store, self._workspace.run.model, self._accepted

        def doubtful(_control: TaskControl) -> tuple[Contradiction, ...]:
            try:
                asked = [drawing for drawing in store.all()[-_MOST_LOOKED_AT:] if drawing.number not in accepted]
                return contradictory_labels(model, asked)
            except DataError:  # which is told as soon as they are read to be learned from
                return ()

        self._doubt_finder.start(doubtful)

    @Slot(object)
    def _on_looked(self, found: tuple[Contradiction, ...]) -> None:
        if self.dialog is None or not self.dialog.isVisible():  # closed meanwhile: it is not wanted any more
            return
        if found:
            self.dialog.show_doubts(found)
        elif self.dialog.has_doubts:
            self.dialog.show_end(
                translate("FineTuning", "No label contradicts the network any more. Press Learn my handwriting again.")
            )
        elif self._availability.may("learn_handwriting"):
            self._begin(frozenset())
        else:
            self.dialog.show_end(translate("FineTuning", _NOTHING))

    @Slot()
    def _on_looking_failed(self) -> None:
        if self.dialog is not None:
            self.dialog.show_end(translate("FineTuning", _NOTHING))

    @Slot(object)
    def _on_learning_chosen(self, left_out: frozenset[int]) -> None:
        if self.dialog is not None and self._availability.may("learn_handwriting"):
            self._accepted |= {drawing.number for drawing in self.dialog.doubtful.shown} - left_out
            self._begin(left_out)

    @Slot()
    def _look_again(self) -> None:
        """Labels were changed while doubtful ones are listed."""
        if self.dialog is not None and self.dialog.isVisible() and self.dialog.has_doubts:
            self._look()

    def _begin(self, left_out: frozenset[int]) -> None:
        self._failure = self._news = ""
        self._progress.set_idle_text(translate("FineTuning", _BEGINNING), is_news=True)
        self._progress.set_starting(is_starting=True)
        self._controller.learn_handwriting(self._workspace.begin_fine_tuning(), without=left_out)
        self._shown_dialog().show_beginning(translate("FineTuning", _BEGINNING))

    def _shown_dialog(self) -> FineTuningDialog:
        if self.dialog is None:
            self.dialog = FineTuningDialog(self._actions, self._parent)
            self.dialog.learning_chosen.connect(self._on_learning_chosen)
            self.dialog.look_chosen.connect(self._drawings.show_drawings)
        self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    @Slot()
    def take_back(self) -> None:
        """Use the network as it was before."""
        if self._availability.may("undo_fine_tuning"):
            self._workspace.undo_fine_tuning()
            self._tell(translate("FineTuning", "Undone: the network reads as it did before. Your drawings are kept."))

    @Slot()
    def _forget(self) -> None:
        """Another session: what was learned in this one is not shown in that."""
        self._failure = self._news = ""
        self._doubt_finder.cancel()
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    @Slot()
    def _on_network_changed(self) -> None:
        """Figures of a network that is not in use any more, and cannot be had back, go."""
        if self.dialog is not None and self.dialog.has_doubts and not self._workspace.is_fine_tuning:
            self.dialog.show_end(
                self.tr("Another network answers now. Press Learn my handwriting to look at the labels again.")
            )
        is_there = self._workspace.can_undo_fine_tuning or self._workspace.is_fine_tuning
        if not is_there:
            self._messages.take_back(self._told)
        if self.dialog is not None and self.dialog.has_figures and not is_there:
            self.dialog.show_end(
                translate(
                    "FineTuning",
                    "Another network has taken the place of the one that learned your handwriting. Your drawings are kept.",
                )
            )

    @Slot(object)
    def _on_report(self, report: TrainingReport) -> None:
        if self.dialog is None or not self._workspace.is_fine_tuning or report.is_over:
            return
        if report.state == "paused":
            self.dialog.show_paused()
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
                self._tell(translate("FineTuning", _NOTHING))
                self._progress.message.show_message(self._failure)
                if self.dialog is not None:
                    self.dialog.show_end(f"{self._failure} {translate('FineTuning', _NOTHING)}".strip())
            elif self._news and self._workspace.n_drawings_learned:
                self._progress.set_idle_text(self._workspace.origin_text(), is_news=True)
                self._told = self._messages.tell(self._news, action=self.tr("Undo"), carry_out=self.take_back)
            self._news = ""

    def _tell(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_end(sentence)
        self._progress.set_idle_text(self._workspace.origin_text(), is_news=True)
        self._messages.tell(sentence)
