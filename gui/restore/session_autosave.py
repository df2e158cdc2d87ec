"""Keeps the session while the program runs, and restores it when it starts, however it ended.

A change is on the disk some two seconds later. What a save costs the window is a look at what is there; the rest is done
in a thread. A network so large that a save takes long is saved less often, the drawing and the settings are not.
"""

import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.errors import SessionError
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from gui.restore.session_snapshot import SessionParts, show_session, show_where_it_is, take_session
from gui.translation import translate
from gui.widgets.message_area import MessageArea
from gui.workers.session_writer import SessionWriter
from gui.workers.training_controller import TrainingController

DELAY_MS = 2000
"""From a change to its save."""
REST = 20
"""A network rests for this many times as long as it took to save it."""
_AGAIN_MS = 100  # while a save is under way
_RETRY_MS = 30_000  # after a save that failed
_CLOSING_LIMIT_S = 10.0
_PAUSE_LIMIT_S = 0.5  # that a window may stand still


class SessionAutosave(QObject):
    """Stands between what the window shows and its session's folder.

    Parameters
    ----------
    parts
        What the session is made of, wired.
    folder
        Ours until :meth:`close`.

    Attributes
    ----------
    restore_message, save_message
        What is wrong with the session of the last time, and with keeping this one.
    saved
        Signal: a save ended well.
    """

    saved = Signal()

    def __init__(
        self,
        parts: SessionParts,
        folder: SessionFolder,
        controller: TrainingController,
        *,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self.parts, self._controller = parts, controller
        self._messages = messages
        self.restore_message, self.save_message = messages.make_message(), messages.make_message()
        self._restored: Session | None = None  # until its digits are here
        self._last = Session()
        self._left: list[Run] = []  # not the workspace's any more, and not yet stored as they were last
        self._network_rests_until = 0.0
        self._has_told = False
        self._is_ready = False  # the digits are here
        self._is_over = False
        self._writer = SessionWriter(folder, self)
        self._writer.written.connect(self._on_written)
        self._writer.failed.connect(self._on_failed)
        self._writer.crashed.connect(self._on_crashed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save)
        self._network_timer = QTimer(self)
        self._network_timer.setSingleShot(True)
        self._network_timer.timeout.connect(self._save)

    # Restoring

    def restore(self) -> None:
        """Show what was kept last, but for its digits, and keep from now on; whatever is wrong is said in one sentence."""
        try:
            if self.folder.begin_restoring():
                self._restored = self.folder.read()
            else:
                self._tell_aside(
                    self.tr("Restoring the last session failed twice, so this window starts with a new one.")
                )
            if self._restored is not None:
                self._show(self._restored)
        except SessionError as error:
            self._tell_aside(
                self.tr("The last session could not be restored: {error}. This window starts with a new one.").format(
                    error=error
                )
            )
        except Exception:  # noqa: BLE001 - whatever was kept, the window opens
            self._restored = None
            report = traceback.format_exc()
            self._tell_aside(
                self.tr("The last session could not be restored. This window starts with a new one."), report
            )
            show_session(self.parts, Session())
        self._watch()

    def go_on(self) -> None:
        """Keep from now on what is shown already: it was taken over from another window with its folder."""
        self._is_ready = True
        self._watch()

    def _show(self, kept: Session) -> None:
        show_session(self.parts, kept)
        self.parts.canvas.begin_with(kept.strokes)
        if kept.source:
            self.parts.digits.choose(kept.source, kept.label or Path(kept.source).name)
            self.parts.digits.in_use_before = kept.source_in_use
        if kept.problems:
            parts = self.tr(" and ").join(kept.problems)
            self._tell_aside(
                self.tr("From the last session, {parts} could not be restored; the rest is as you left it.").format(
                    parts=parts
                )
            )

    def _tell_aside(self, sentence: str, report: str = "") -> None:
        """Put what was kept aside, and say so; what cannot be moved stays, and nothing is written over it."""
        try:
            aside = self.folder.set_aside()
        except SessionError as error:
            sentence += " " + self.tr("The saved session {stays}.").format(stays=leave_text(self.folder, error))
        else:
            if aside is not None:
                sentence += " " + self.tr("The saved session is in {folder}.").format(folder=aside)
        self.restore_message.show_message(sentence, report)

    def _watch(self) -> None:
        parts, workspace = self.parts, self.parts.workspace
        for signal in (
            workspace.network_changed,
            workspace.history_changed,
            workspace.dataset_changed,
            parts.canvas.drawing_changed,
            parts.settings.edited,
            parts.settings.live_edited,
            parts.tabs.currentChanged,
        ):
            signal.connect(self.request)
        workspace.run_left.connect(self._on_run_left)
        workspace.dataset_changed.connect(self._on_dataset_changed)
        self._controller.state_changed.connect(self._on_state_changed)
        self._controller.reading_changed.connect(self._on_reading_changed)
        self.request()

    @Slot()
    def _on_dataset_changed(self) -> None:
        if self._has_its_digits():
            show_where_it_is(self.parts)

    def _has_its_digits(self) -> bool:
        dataset = self.parts.workspace.dataset
        return (
            self._restored is not None
            and dataset is not None
            and (
                dataset.source == self._restored.source
                or Path(dataset.source).absolute() == Path(self._restored.source)
            )
        )

    @Slot(bool)
    def _on_reading_changed(self, reading: bool) -> None:
        """The digits are here, too: now the session is restored."""
        if reading or self._is_ready:
            return
        self._is_ready = True
        QTimer.singleShot(0, self._on_restored)
        tabs = self.parts.tabs
        if self._restored is not None and tabs.currentIndex() == 0:
            tabs.show_titled(self._restored.view)
        if self._has_its_digits():
            self._messages.tell(
                translate("SessionAutosave", "Continued where you left off. File > New session starts anew."),
                gives_way=True,
            )
        self._restored = None

    @Slot()
    def _on_restored(self) -> None:
        """It has been painted."""
        self.folder.end_restoring()

    # Keeping

    @property
    def last(self) -> Session:
        """The session as it was taken for the last save."""
        return self._last

    @Slot()
    def request(self) -> None:
        """Something has changed: save it soon."""
        if not self._timer.isActive() and not self._is_over:
            self._timer.start(DELAY_MS)

    @Slot(object)
    def _on_run_left(self, run: Run) -> None:
        self._left.append(run)
        self.request()

    @Slot(str)
    def _on_state_changed(self, state: str) -> None:
        if state == "idle" and not self._is_over:  # what a run came to is saved at once
            self._network_rests_until = 0.0
            self._timer.start(0)

    @Slot()
    def _save(self) -> None:
        if self._is_over:
            return
        if self._writer.is_busy:  # what a run has come to does not wait for the next change
            self._timer.start(_AGAIN_MS)
            return
        kept = take_session(self.parts)
        rest_s = self._network_rests_until - time.monotonic()
        if rest_s > 0:
            kept = replace(
                kept,
                run=self._last.run,
                before_fine_tuning=self._last.before_fine_tuning,
                curves_before=self._last.curves_before,
                run_before=self._last.run_before,
            )
            self._network_timer.start(round(rest_s * 1000))  # the rest goes on being saved meanwhile
        self._last = kept
        self._writer.write(kept, tuple(self._left))

    def save_soon(self) -> None:
        """Save as soon as the window is free."""
        if not self._is_over:
            self._timer.start(0)

    def save_now(self, *, is_ending: bool = False) -> str:
        """Save, and wait for it, but no longer than a window may stand still, unless it is gone.

        Parameters
        ----------
        is_ending
            Whether the window closes: see :func:`take_session`.

        Returns
        -------
        str
            Why it could not be done, for the caller to say, and it is tried again; empty if it was done. A save may still
            be under way then: the folder is not to be touched.
        """
        self._timer.stop()
        self._network_timer.stop()
        self._last = take_session(self.parts, is_ending=is_ending)
        limit_s = _CLOSING_LIMIT_S if is_ending else _PAUSE_LIMIT_S
        left = tuple(self._left)
        is_over = self._writer.write_now(self._last, left, limit_s=limit_s)
        trouble = self._writer.error if is_over else self.tr("it took more than {seconds:g} s").format(seconds=limit_s)
        if not trouble:
            self._forget_stored(left)
        else:
            self._has_told = True  # the caller does: another sentence a moment later would take its place
            self.request()
        return trouble

    def begin_closing(self) -> None:
        """The window is gone: a new one is to wait for the last save."""
        if not self._is_over:
            self.folder.begin_closing()

    def close(self) -> None:
        """Save for the last time, and let go of the folder."""
        if self._is_over:
            return
        self._is_over = True
        try:
            trouble = self.save_now(is_ending=True)
            if trouble and sys.stderr is not None:  # there is none where no console is
                sys.stderr.write(
                    self.tr("The session could not be kept for the next start: {trouble}\n").format(trouble=trouble)
                )
        finally:
            self.folder.end_restoring()
            self._writer.close_folder()

    def hand_over(self) -> None:
        """Save for the last time, but leave the folder open for another window, which has all of it in memory, too."""
        if not self._is_over:
            self._is_over = True
            self.save_now(is_ending=True)
            self._writer.leave_folder(limit_s=_CLOSING_LIMIT_S)

    @Slot(float, object)
    def _on_written(self, seconds: float, left: Sequence[Run]) -> None:
        self._forget_stored(left)
        self._network_rests_until = max(self._network_rests_until, time.monotonic() + REST * seconds)
        if not self._writer.error:  # one that failed may have ended since
            self._has_told = False
            self.save_message.clear()
        self.saved.emit()

    def _forget_stored(self, stored: Sequence[Run]) -> None:
        self._left = [run for run in self._left if not any(run is other for other in stored)]

    @Slot(str)
    def _on_failed(self, sentence: str, report: str = "") -> None:
        if not self._writer.error:  # a later save has ended well since
            return
        if not self._has_told:  # once, not every half minute
            self._has_told = True
            self.save_message.show_message(not_kept_text(sentence), report)
        if not self._is_over:
            self._timer.start(_RETRY_MS)

    @Slot(str)
    def _on_crashed(self, report: str) -> None:
        self._on_failed(self.tr("something unexpected happened"), report)


def not_kept_text(trouble: str) -> str:
    """What is said where a save failed, and what to do."""
    return translate(
        "SessionAutosave", "Your work cannot be saved for the next start: {trouble}. Save the network with Ctrl+S."
    ).format(trouble=trouble)


def leave_text(folder: SessionFolder, error: SessionError) -> str:
    """Leave what cannot be moved where it is, and say so: what follows the name of what is left."""
    return translate("SessionAutosave", "stays in {place}, as it cannot be moved ({reason})").format(
        place=folder.leave(), reason=error
    )
