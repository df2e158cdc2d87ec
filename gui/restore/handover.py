"""What a window leaves to itself when all that is in it is made anew: nothing of it takes the way by the disk."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from engine.data.dataset import Dataset
from engine.ink.drawing import Drawing
from engine.runs.session import Session
from gui.restore.new_session import NewSession
from gui.restore.session_snapshot import SessionParts, show_session, show_where_it_is, take_session
from gui.state.availability import RunState
from gui.training_tab.data_chooser import DataChooser
from gui.training_tab.training_presenter import TrainingPresenter
from gui.workers.sweep_controller import SweepController, SweepRequest, SweepStage
from gui.workers.training_controller import TrainingController


@dataclass(frozen=True)
class HandoverParts:
    """What is handed over, and what goes on with it.

    Attributes
    ----------
    session, new_session
        What a session consists of, and who knows the one before.
    data, controller, training, sweeps
        Who reads digits, trains, begins runs, and has sweeps computed.
    """

    session: SessionParts
    new_session: NewSession
    data: DataChooser
    controller: TrainingController
    training: TrainingPresenter
    sweeps: SweepController


@dataclass(frozen=True)
class Handover:
    """What was there.

    Attributes
    ----------
    session, session_before
        As they would be saved, but in memory; ``None`` for no session before.
    drawing
        With what can be undone.
    dataset, files, missing
        The digits in use, and what :class:`gui.state.dataset_in_use.DatasetInUse` says of others.
    run_state
        What the run did.
    sweep, sweep_stage, shown_sweep
        The sweep under way, and the id of the one that is looked at.
    is_downloading
        Whether MNIST was being fetched.
    """

    session: Session
    session_before: Session | None
    drawing: Drawing
    dataset: Dataset | None
    files: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    run_state: RunState = "idle"
    sweep: SweepRequest | None = None
    sweep_stage: SweepStage = "none"
    shown_sweep: str = ""
    is_downloading: bool = False


class LeavingWindow:
    """Ends what goes on, and says what there was; made before anything has ended."""

    def __init__(self, parts: HandoverParts) -> None:
        self._parts = parts
        self._run_state = parts.controller.state
        self._sweep, self._sweep_stage = parts.sweeps.request, parts.sweeps.stage
        self._is_downloading = parts.data.download.is_running

    def handover(self) -> Handover:
        """All of it, once the threads have ended."""
        parts, shown = self._parts, self._parts.sweeps.shown
        workspace, digits = parts.session.workspace, parts.session.digits
        if self._run_state != "idle":
            workspace.end_run()
        parts.session.canvas.finish_stroke()
        return Handover(
            take_session(parts.session, is_ending=True),
            parts.new_session.before,
            parts.session.canvas.drawing,
            None if digits.coming else workspace.dataset,
            dict(digits.files),
            digits.missing,
            self._run_state,
            self._sweep,
            self._sweep_stage,
            shown.stored.id if shown is not None else "",
            self._is_downloading,
        )


class TakingOver(QObject):
    """Shows what was handed over, and goes on with what went on, once the digits are here.

    Attributes
    ----------
    done
        Signal: all is as it was.
    """

    done = Signal()

    def __init__(self, parts: HandoverParts, left: Handover, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._left = parts, left
        shown, kept = parts.session, left.session
        show_session(shown, kept)
        shown.canvas.go_on_with(left.drawing)
        shown.digits.files.update(left.files)
        parts.new_session.before = left.session_before
        if left.dataset is None and kept.source:
            shown.digits.choose(kept.source, kept.label or Path(kept.source).name)
            shown.digits.in_use_before = kept.source_in_use
        parts.controller.reading_changed.connect(self._on_reading_changed)
        parts.data.begin(left.dataset)

    @Slot(bool)
    def _on_reading_changed(self, reading: bool) -> None:
        if reading:
            return
        parts, left = self._parts, self._left
        parts.controller.reading_changed.disconnect(self._on_reading_changed)
        show_where_it_is(parts.session)
        parts.session.tabs.show_titled(left.session.view)
        if left.missing:
            parts.session.digits.request(left.missing)
        if left.is_downloading:
            parts.data.start_download()
        if left.sweep is not None:
            parts.sweeps.start(*left.sweep)
            if left.sweep_stage == "paused":
                parts.sweeps.pause()
        elif left.shown_sweep:
            parts.sweeps.open(left.shown_sweep)
        if left.run_state != "idle" and not left.missing:
            parts.training.go_on(paused=left.run_state == "paused")
        self.done.emit()
