"""File > New session: the window as at its first start; File > Previous session: the last session comes back."""

from PySide6.QtCore import QObject, Slot

from engine.data.registry import DEFAULT_SOURCE
from engine.errors import SessionError
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from gui.actions import Actions
from gui.restore.session_autosave import SessionAutosave, leave_text
from gui.restore.session_snapshot import SessionParts, show_session, show_where_it_is, take_session
from gui.state.availability import Availability
from gui.translation import full_stop, translate
from gui.widgets.message_area import MessageArea


class NewSession(QObject):
    """Stands between the menu and the sessions: that of now, and the one before, which takes its place when asked to.

    Nothing is lost and nobody is asked: the way back leads to and fro. Where sessions are kept, both are.

    Attributes
    ----------
    before
        The previous session, if it is in memory; else ``None``, and on the disk if it is kept there.
    message
        Why nothing was changed, or what of the previous session is damaged.
    """

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        parts: SessionParts,
        autosave: SessionAutosave | None,
        *,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._availability, self._parts, self._autosave = availability, parts, autosave
        self._messages, self.message = messages, messages.make_message()
        self.before: Session | None = None
        actions.new_session.triggered.connect(self.start)
        actions.previous_session.triggered.connect(self.go_back)
        availability.changed.connect(self._look_for_session_before)
        self._look_for_session_before()

    @Slot()
    def start(self) -> None:
        """The bundled network, the default recipe and digits, and an empty canvas."""
        if self._availability.may("new_session"):
            before = self.before
            self._change_to(
                Session(source=DEFAULT_SOURCE),
                translate("NewSession", "New session. File > Previous session brings everything back."),
            )
            is_kept = self._autosave is not None and self._autosave.folder.has_before()
            if self.before is not None and not self.before.has_work and (before is not None or is_kept):
                self.before = before  # the way back still leads to what there was, here or (None) on the disk

    @Slot()
    def go_back(self) -> None:
        """Show the previous session; that of now is the previous one then. What of it is damaged is told and kept."""
        if not self._availability.may("previous_session"):
            return
        try:
            before = self.before
            if before is None and self._autosave is not None:
                before = self._autosave.folder.read_before()
        except SessionError as error:
            self.message.refuse(self.tr("The previous session cannot be read: {error}.").format(error=error))
            return
        if before is not None:
            self._change_to(
                before, translate("NewSession", "The previous session is back. File > Previous session switches again.")
            )

    @Slot()
    def _look_for_session_before(self) -> None:
        if self._availability.now.is_free:
            is_kept = self._autosave is not None and self._autosave.folder.has_before()
            self._availability.note(has_previous_session=self.before is not None or is_kept)

    def _change_to(self, session: Session, news: str) -> None:
        """Show a session once that of now is kept for good; where it cannot be, nothing changes."""
        parts, autosave = self._parts, self._autosave
        now, trouble = take_session(parts), ""
        if autosave is not None:
            trouble = autosave.save_now()
            if trouble:
                self.message.refuse(
                    self.tr(
                        "Nothing was changed, as the current session cannot be saved: {trouble}; try again in a moment."
                    ).format(trouble=trouble)
                )
                return
            now = autosave.last
            trouble = _make_room(autosave.folder, session)
        self.before = now
        parts.digits.drop_wishes()
        parts.workspace.session_left.emit()
        show_session(parts, session)
        parts.canvas.begin_with(session.strokes)
        if session.source and session.source != parts.digits.source:
            parts.digits.request(session.source)
        show_where_it_is(parts)
        parts.tabs.show_titled(session.view or parts.tabs.name(0))
        if autosave is not None:
            autosave.save_soon()
        self.message.show_message(trouble)
        self._look_for_session_before()
        self._messages.tell(news)


def _make_room(folder: SessionFolder, session: Session) -> str:
    """Have the session of now be the one before, in the place of this one; what is to be told of that, if anything is."""
    damage = ""
    if session.problems:
        what = translate("NewSession", " and ").join(session.problems)
        damage = translate("NewSession", "Of the previous session, {what} could not be restored").format(what=what)
    try:
        where = folder.put_before(session)
    except SessionError as error:
        left = translate("NewSession", "what there was {stays}").format(stays=leave_text(folder, error))
        return full_stop(f"{damage}; {left}" if damage else f"{left[0].upper()}{left[1:]}")
    return (
        translate("NewSession", "{damage}; the rest is as you left it, and its files are in {where}.").format(
            damage=damage, where=where
        )
        if damage
        else ""
    )
