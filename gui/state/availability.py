"""Whether a thing may be done now: the one place where that is decided, for menu, buttons, shortcuts and presenters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from engine.text.sentence import Sentence
from gui.state.settings import Settings
from gui.state.workspace import Workspace

RunState = Literal["idle", "running", "paused"]


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that decides what may be done.

    Attributes
    ----------
    run_state
        Of the training run.
    is_reading
        Whether digits are being read, or a network is evaluated.
    setting_error
        What is wrong with the settings, in one sentence; empty if nothing is.
    is_fine_tuning, can_undo_fine_tuning
        Whether the network learns the user's drawings now, and whether it is at hand as it was before.
    missing_digits
        Why nothing can be trained, in one sentence, if digits are chosen that are not on this computer.
    has_previous_session
        Whether there is a session to go back to.
    is_drawn, can_undo_drawing, can_redo_drawing
        Of the canvas.
    undo_change, redo_change
        What undo takes back and redo does again there, such as "stroke"; ``None`` for nothing.
    has_picture, has_frame, has_reading
        Whether a picture is read in place of the drawing, whether there is anything to read, and whether the network has
        an answer.
    has_pictures
        Whether pictures are at hand, shown or not.
    keeps_runs
        Whether the window has a session, and so can have an earlier run answer.
    lists_runs
        Whether the Runs tab has been opened: it has a table.
    has_chosen_run, chosen_run_answers, chosen_run_is_over, chosen_run_is_known, chosen_run_can_go
        Whether a run is selected in the Runs tab; whether its network answers; whether it is over; whether its settings and
        digits are known; and whether any of those selected can be deleted.
    sweep_stage
        Of the sweep that is under way (:data:`gui.workers.sweep_controller.SweepStage`); "none" if there is none.
    plans_sweep, sweep_error
        Whether the form of a sweep has been opened, and what is wrong with it, in one sentence; empty if nothing is.
    goes_on_with_sweep
        Whether the sweep that the form asks for was begun before.
    has_sweep_results
        Whether results of a sweep are shown.
    has_chosen_result, chosen_result_has_network
        Whether a result of a sweep is selected, and whether it has a run that is kept.
    is_broken
        Whether something of the network that answers is broken for the view.
    has_checkpoints, shows_past
        Whether there is a film of the run, and whether a moment of it is shown that is past.
    """

    run_state: RunState = "idle"
    is_reading: bool = False
    setting_error: str = ""
    missing_digits: str = ""
    is_fine_tuning: bool = False
    can_undo_fine_tuning: bool = False
    has_previous_session: bool = False
    is_drawn: bool = False
    can_undo_drawing: bool = False
    can_redo_drawing: bool = False
    undo_change: Sentence | None = None
    redo_change: Sentence | None = None
    has_picture: bool = False
    has_frame: bool = False
    has_reading: bool = False
    has_pictures: bool = False
    keeps_runs: bool = False
    lists_runs: bool = False
    has_chosen_run: bool = False
    chosen_run_answers: bool = False
    chosen_run_is_over: bool = False
    chosen_run_is_known: bool = False
    chosen_run_can_go: bool = False
    sweep_stage: str = "none"
    plans_sweep: bool = False
    sweep_error: str = ""
    goes_on_with_sweep: bool = False
    has_sweep_results: bool = False
    has_chosen_result: bool = False
    chosen_result_has_network: bool = False
    is_broken: bool = False
    has_checkpoints: bool = False
    shows_past: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether no run is under way."""
        return self.run_state == "idle"

    @property
    def is_free(self) -> bool:
        """Whether the worker has nothing to do."""
        return self.is_idle and not self.is_reading

    @property
    def is_something_shown(self) -> bool:
        """Whether the canvas shows a drawing, or a picture that could be read."""
        return self.has_frame if self.has_picture else self.is_drawn

    @property
    def may_repeat(self) -> bool:
        """Whether the run that is selected may be made once more."""
        return self.is_free and self.has_chosen_run and self.chosen_run_is_over and self.chosen_run_is_known

    @property
    def is_sweeping(self) -> bool:
        """Whether a sweep is under way."""
        return self.sweep_stage != "none"

    @property
    def may_start_sweep(self) -> bool:
        """Whether a sweep may begin, or go on with what was done before: training may go on beside it."""
        return self.plans_sweep and not self.sweep_error and not self.is_sweeping

    @property
    def may_start(self) -> bool:
        """Whether a run may begin or go on: not while digits are being read or missing, as it would begin with others."""
        return not self.setting_error and not (self.is_idle and (self.is_reading or bool(self.missing_digits)))


RULES: dict[str, Callable[[Situation], bool]] = {
    "choose_data": lambda now: now.is_idle,
    "open_data": lambda now: now.is_idle,
    "open_folder": lambda now: now.is_idle,
    "open_model": lambda now: now.is_idle,
    "bundled_model": lambda now: now.is_idle,
    "new_session": lambda now: now.is_free,
    "previous_session": lambda now: now.is_free and now.has_previous_session,
    "undo": lambda now: now.can_undo_drawing or now.has_picture,
    "redo": lambda now: now.can_redo_drawing and not now.has_picture,
    "clear": lambda now: now.is_drawn or now.has_picture,
    "labels": lambda now: now.is_something_shown,
    "close_pictures": lambda now: now.has_pictures,
    "picture_stages": lambda now: now.has_picture,
    "copy_drawing": lambda now: now.is_something_shown,
    "copy_reading": lambda now: now.has_reading,
    "train": lambda now: now.may_start or now.run_state == "running",  # pauses the run that goes on
    "step": lambda now: now.may_start,
    "stop": lambda now: not now.is_idle,
    "reset": lambda now: now.may_start,
    "change_settings": lambda now: now.is_idle,
    "change_live_settings": lambda now: now.is_idle or not now.is_fine_tuning,  # fine-tuning has its own
    "learn_handwriting": lambda now: now.is_free,
    "undo_fine_tuning": lambda now: now.is_idle and now.can_undo_fine_tuning,
    "evaluate": lambda now: now.is_idle and now.may_start,
    "use_run": lambda now: now.is_idle and now.keeps_runs and now.chosen_run_is_over and not now.chosen_run_answers,
    "train_on_run": lambda now: now.may_repeat and now.keeps_runs,
    "repeat_run": lambda now: now.may_repeat,
    "repeat_seeds": lambda now: now.may_repeat,
    "tick_run": lambda now: now.has_chosen_run,
    "star_run": lambda now: now.has_chosen_run,
    "rename_run": lambda now: now.has_chosen_run,
    "note_run": lambda now: now.has_chosen_run,
    "delete_run": lambda now: now.chosen_run_can_go,
    "export_run": lambda now: now.has_chosen_run,
    "export_runs": lambda now: now.lists_runs,
    "run_sweep": lambda now: now.may_start_sweep or now.sweep_stage in ("starting", "running", "paused"),  # pauses it
    "cancel_sweep": lambda now: now.is_sweeping and now.sweep_stage != "ending",
    "use_result": lambda now: now.is_idle and now.has_chosen_result,
    "use_result_network": lambda now: now.is_idle and now.keeps_runs and now.chosen_result_has_network,
    "export_sweep": lambda now: now.has_sweep_results,
    "delete_sweep": lambda now: now.has_sweep_results and not now.is_sweeping,
    "mend_network": lambda now: now.is_broken,
    "play_film": lambda now: now.has_checkpoints,
    "back_to_now": lambda now: now.shows_past,
    "train_from_here": lambda now: now.shows_past and (not now.is_idle or now.may_start),
    "export_film": lambda now: now.has_checkpoints,
}
"""By command; a command without a rule may be given at any time."""


class Availability(QObject):
    """Keeps the situation up to date, and answers by :data:`RULES`.

    Attributes
    ----------
    now
        The situation.
    changed
        Signal: the situation is another one.
    run_state_changed
        Signal (run's state).
    """

    changed = Signal()
    run_state_changed = Signal(str)

    def __init__(self, workspace: Workspace, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self.now = Situation()
        settings.edited.connect(self._look)
        workspace.network_changed.connect(self._look)
        workspace.history_changed.connect(self._look)
        workspace.picture_changed.connect(self._look)
        workspace.reading_changed.connect(self._on_reading_changed)

    def may(self, command: str) -> bool:
        """Whether a command may be given now."""
        rule = RULES.get(command)
        return rule is None or rule(self.now)

    def note(self, **facts: bool | str | Sentence | None) -> None:
        """Take note of facts of the situation, by their names."""
        if any(getattr(self.now, name) != fact for name, fact in facts.items()):  # asked at each movement of the pen
            self._set(replace(self.now, **facts))  # type: ignore[arg-type]  # each fact is of its own type

    @Slot(str)
    def set_missing_digits(self, sentence: str) -> None:
        """Digits are chosen that are not on this computer, and what can be done; empty: they are."""
        self._set(replace(self._seen(), missing_digits=sentence))

    @Slot(str)
    def set_run_state(self, state: RunState) -> None:
        """The run is "idle", "running" or "paused" now."""
        self._set(replace(self._seen(), run_state=state))
        self.run_state_changed.emit(state)

    @Slot(bool)
    def set_reading(self, is_reading: bool) -> None:
        """Digits are being read, or are read."""
        self._set(replace(self._seen(), is_reading=is_reading))

    @Slot(object, object)
    def _on_reading_changed(self, frame: object, probabilities: object) -> None:
        self.note(has_frame=frame is not None, has_reading=probabilities is not None)

    @Slot()
    def _look(self) -> None:
        self._set(self._seen())

    def _seen(self) -> Situation:
        """The situation by what workspace and settings say."""
        return replace(
            self.now,
            setting_error=self._settings.error,
            is_fine_tuning=self._workspace.is_fine_tuning,
            can_undo_fine_tuning=self._workspace.can_undo_fine_tuning,
            has_picture=self._workspace.picture is not None,
            is_broken=bool(self._workspace.damage),
            has_checkpoints=len(self._workspace.moment.checkpoints) > 1,
            shows_past=self._workspace.moment.is_past,
        )

    def _set(self, now: Situation) -> None:
        if now != self.now:
            self.now = now
            self.changed.emit()
