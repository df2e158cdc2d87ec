"""Undo for whatever has another network answer: new weights, Train, a recipe, a file, the bundled network, another run."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from engine.runs.run import Run
from gui.restore.session_snapshot import SessionParts, show_where_it_is
from gui.state.recipe_choice import BeforeRecipe, RecipeChoice
from gui.state.workspace import NetworksInUse
from gui.translation import translate
from gui.widgets.message_area import MessageArea, News
from gui.workers.training_controller import TrainingController


class NetworkUndo(QObject):
    """Says that a network gave way and where it is kept, and brings it back when asked to.

    Undo is itself a change of that kind, and can be undone. A network in which nothing was learned, random or bundled, is
    at hand anyway: nothing is said of it.

    Parameters
    ----------
    parts
        What is shown of the network.
    number_of
        A run's number by its id, 0 until it is stored; ``None`` where nothing is stored.
    """

    def __init__(
        self,
        parts: SessionParts,
        recipes: RecipeChoice,
        controller: TrainingController,
        *,
        number_of: Callable[[str], int] | None,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts, self._recipes, self._controller = parts, recipes, controller
        self._number_of, self._messages = number_of, messages
        self._left: NetworksInUse | None = None  # to be told of
        self._due: NetworksInUse | None = None  # to come back once the run has ended
        self._news: News | None = None
        self._due_timer = QTimer(self)
        self._due_timer.setSingleShot(True)
        self._due_timer.timeout.connect(self._bring_back_due)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_to_tell)
        self._is_report_shown = False  # of a run that has just begun
        parts.workspace.network_left.connect(self._on_network_left)
        parts.workspace.session_left.connect(self._on_session_left)
        recipes.gave_way.connect(self._on_recipe_chosen)
        controller.state_changed.connect(self._on_state_changed)

    @Slot(object)
    def _on_network_left(self, left: NetworksInUse) -> None:
        """Tell of it once all views show what answers now: they tell of that, those of a run with its first frame."""
        run = left.runs[-1]
        if run.has_learned or run.origin == "file":
            self._left, self._is_report_shown = left, False
            if self._controller.state == "idle":
                self._timer.start(0)
        else:
            self._messages.take_back(self._news)

    @Slot()
    def tell_due(self) -> None:
        """All views show what a run has told: now it can be told what it took the place of."""
        if self._left is not None:
            self._is_report_shown = True
            self._timer.start(0)

    @Slot()
    def _on_time_to_tell(self) -> None:
        """A run may have begun at once: the state of that would take the place of what is told now."""
        if self._controller.state == "idle" or self._is_report_shown:
            self._tell()

    @Slot()
    def _on_session_left(self) -> None:
        self._left = self._due = None
        self._messages.take_back(self._news)

    @Slot()
    def _tell(self) -> None:
        left, self._left = self._left, None
        if left is None:
            return
        sentences = [self._answers_text(self._parts.workspace.run), self._kept_text(left.runs[-1])]
        self._news = self._messages.tell(
            " ".join(filter(None, sentences)), action=self.tr("Undo"), carry_out=lambda: self._undo(left)
        )

    def _answers_text(self, run: Run) -> str:
        """What answers now."""
        if run.origin == "bundled":
            return translate("NetworkUndo", "The bundled network answers.")
        if run.origin == "random":
            return translate("NetworkUndo", "New random weights.")
        if run.origin == "file":
            return translate("NetworkUndo", "{file} answers.").format(file=run.name)
        if self._controller.state != "idle":
            return translate("NetworkUndo", "This is a new run.")
        number = self._number(run)
        return translate("NetworkUndo", "Run {number} answers.").format(number=number) if number else ""

    def _kept_text(self, run: Run) -> str:
        """Where the one before it is."""
        if run.origin == "file" and not run.has_learned:
            return translate("NetworkUndo", "{file} gave way to it.").format(file=run.name)
        if self._number_of is None:
            return translate("NetworkUndo", "The network before it can be brought back.")
        number = self._number(run)
        if number:
            return translate("NetworkUndo", "Run {number} is kept.").format(number=number)
        return translate("NetworkUndo", "The run before it is kept.")

    def _number(self, run: Run) -> int:
        return run.number or (self._number_of(run.id) if self._number_of is not None else 0)

    def _undo(self, left: NetworksInUse) -> None:
        """Bring a network back; a run that goes on is stopped first, and kept too."""
        if self._controller.state == "idle":
            self._bring_back(left)
        else:
            self._due = left
            self._controller.stop()

    @Slot(str)
    def _on_state_changed(self, state: str) -> None:
        if state == "idle" and self._due is not None:
            self._due_timer.start(0)  # once all others know that the run has ended

    @Slot()
    def _bring_back_due(self) -> None:
        left, self._due = self._due, None
        if left is not None and self._controller.state == "idle":
            self._bring_back(left)

    def _bring_back(self, left: NetworksInUse) -> None:
        self._parts.workspace.bring_back(left)
        show_where_it_is(self._parts)

    @Slot(object)
    def _on_recipe_chosen(self, before: BeforeRecipe) -> None:
        """Settings that were set by hand gave way to those of a recipe; the network goes on answering until Train."""
        if self._parts.digits.missing:  # which is told, with what can be done about it
            return
        self._messages.tell(
            self.tr("The settings are those of {recipe}.").format(recipe=self._recipes.recipe.label),
            action=self.tr("Undo"),
            carry_out=lambda: self._recipes.undo(before),
        )
