"""File > Start afresh: the window as it came at the very first start, and the way back to the session before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.errors import SessionError
from engine.kept_session import KeptSession
from engine.sources import DEFAULT_SOURCE
from gui.session_snapshot import show_session, show_where_it_is, take_session

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.session_keeper import SessionKeeper

_NEWS_MS = 10_000
_STARTED = "Started afresh. File > Back to the session before brings back everything."
_BACK = "The session before is back. File > Back to the session before goes to the other one again."


class FreshStart(QObject):
    """Stands between the menu and the sessions: that of now, and the one before, which takes its place when asked to.

    Nothing is lost and nobody is asked: the way back leads to and fro. Where sessions are kept, both are.
    """

    def __init__(self, window: "MainWindow", keeper: "SessionKeeper | None") -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._before: KeptSession | None = None
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
            if before is not None and self._before is not None and not self._before.has_work:
                self._before = before  # a start afresh from a fresh start does not hide what there was

    @Slot()
    def go_back(self) -> None:
        """Show the session before; that of now is the one before then."""
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
        window, keeper = self._window, self._keeper
        self._before = take_session(window, last_config=None if keeper is None else keeper.last_config)
        if keeper is not None:
            keeper.save_now()
            try:
                keeper.folder.put_before()
            except SessionError as error:
                window.message_bar.show_message(f"The session before is kept until this window closes only: {error}.")
        show_session(window, session)
        window.canvas.set_strokes(session.strokes)
        if session.source and session.source != window.panel.source:
            window.data_chooser.choose(session.source)
        show_where_it_is(window)
        window.view_tabs.show_titled(session.view or window.view_tabs.tabText(0))
        if keeper is not None:
            keeper.save_now()
        self.enable()
        window.statusBar().showMessage(news, _NEWS_MS)
