"""File > Start afresh: the window as it came at the very first start, and the way back to the session before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.data.registry import DEFAULT_SOURCE
from engine.errors import SessionError
from engine.runs.session_folder import SessionFolder
from engine.runs.session_state import KeptSession
from gui.restore.session_autosave import leave_text
from gui.restore.session_snapshot import show_session, show_where_it_is, take_session

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.restore.session_autosave import SessionAutosave

_NEWS_MS = 10_000
_STARTED = "Started afresh. File > Back to the session before brings back everything."
_BACK = "The session before is back. File > Back to the session before goes to the other one again."


class NewSession(QObject):
    """Stands between the menu and the sessions: that of now, and the one before, which takes its place when asked to.

    Nothing is lost and nobody is asked: the way back leads to and fro. Where sessions are kept, both are.
    """

    def __init__(self, window: "MainWindow", keeper: "SessionAutosave | None") -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._before: KeptSession | None = None
        self._refusal = ""  # what was said the last time that nothing could be changed
        window.menus.start_afresh.triggered.connect(self.start)
        window.menus.session_before.triggered.connect(self.go_back)
        window.controller.state_changed.connect(self.enable)
        window.controller.reading_changed.connect(self.enable)
        self.enable()

    @Slot()
    def start(self) -> None:
        """The bundled network, the default recipe and digits, and an empty canvas."""
        if self._is_possible():
            before = self._before
            self._change_to(KeptSession(source=DEFAULT_SOURCE), _STARTED)
            is_kept = self._keeper is not None and self._keeper.folder.has_before()
            if self._before is not None and not self._before.has_work and (before is not None or is_kept):
                self._before = before  # the way back still leads to what there was, here or (None) on the disk

    @Slot()
    def go_back(self) -> None:
        """Show the session before; that of now is the one before then. What of it is damaged is told, and not deleted."""
        if not self._is_possible():
            return
        try:
            before = self._before
            if before is None and self._keeper is not None:
                before = self._keeper.folder.read_before()
        except SessionError as error:
            self._window.message_bar.show_message(f"The session before cannot be read: {error}.")
            return
        if before is not None:
            self._change_to(before, _BACK)

    @Slot()
    def enable(self) -> None:
        """Only what can be done can be chosen."""
        is_idle = self._is_possible()
        has_before = self._before is not None or (self._keeper is not None and self._keeper.folder.has_before())
        self._window.menus.start_afresh.setEnabled(is_idle)
        self._window.menus.session_before.setEnabled(is_idle and has_before)

    def _is_possible(self) -> bool:
        """Whether no run is under way, and the digits of the session of now are here."""
        controller = self._window.controller
        return controller.state == "idle" and not controller.is_reading

    def _change_to(self, session: KeptSession, news: str) -> None:
        """Show a session once that of now is kept for good; where it cannot be, nothing changes."""
        window, keeper = self._window, self._keeper
        now, trouble = take_session(window), ""
        if keeper is not None:
            trouble = keeper.save_now()
            if trouble:
                self._refusal = (
                    f"Nothing was changed, as what there is now cannot be kept: {trouble}; try again in a moment."
                )
                window.message_bar.show_message(self._refusal)
                return
            now = keeper.last
            trouble = _make_room(keeper.folder, session)
        self._before = now
        window.data_chooser.forget()
        show_session(window, session)
        window.canvas.set_strokes(session.strokes)
        if session.source and session.source != window.panel.source:
            window.data_chooser.choose(session.source)
        show_where_it_is(window)
        window.view_tabs.show_titled(session.view or window.view_tabs.tabText(0))
        if keeper is not None:
            keeper.save_soon()
        if trouble or window.message_bar.text == self._refusal:
            window.message_bar.show_message(trouble)
        self.enable()
        window.statusBar().showMessage(news, _NEWS_MS)


def _make_room(folder: SessionFolder, session: KeptSession) -> str:
    """Have the session of now be the one before, in the place of this one; what is to be told of that, if anything is."""
    damage = ""
    if session.problems:
        damage = f"Of the session before, {' and '.join(session.problems)} could not be restored"
    try:
        where = folder.put_before(session)
    except SessionError as error:
        left = f"what there was {leave_text(folder, error)}"
        return f"{damage}; {left}." if damage else f"{left[0].upper()}{left[1:]}."
    return f"{damage}; the rest is as you left it, and its files are in {where}." if damage else ""
