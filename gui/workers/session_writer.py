"""Writes sessions to their folder in the background: a thread for each save, one after the other."""

import threading
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import SessionError
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from gui.translation import translate
from gui.workers.garbage_collection import release_collection
from gui.workers.threads import prepare_for


class SessionWriter(QObject):
    """Writes one session at a time, also where one was given up that goes on.

    From the first save to :meth:`close_folder`, garbage is collected in the window's thread alone.

    The threads do not keep the process from ending: a save that hangs, on a network drive that went away, must not either.

    Attributes
    ----------
    is_busy
        Whether a save is under way.
    error
        What was wrong with the last save that ended, in a sentence; empty if nothing was.
    written
        Signal (seconds, runs): a save ended well; how long it took, and the runs that were stored beside the session.
    failed
        Signal (sentence): one that nobody waited for did not.
    crashed
        Signal (report for developers): the same, and nobody thought of why.
    """

    written = Signal(float, object)
    failed = Signal(str)
    crashed = Signal(str)
    _ended = Signal()
    _closed = Signal()

    def __init__(self, folder: SessionFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._thread: threading.Thread | None = None
        self._n_under_way = 0
        self._writing = threading.Lock()
        self.error = ""
        self._ended.connect(self._on_ended)
        self._closed.connect(self._on_closed)

    @property
    def is_busy(self) -> bool:
        """See the class; counted, as the end of a save may come to the window when the next one has begun."""
        return self._n_under_way > 0

    def write(self, kept: Session, left: Sequence[Run] = ()) -> None:
        """Begin a save, of what :meth:`SessionFolder.write` takes; not while one is under way."""
        self._begin(kept, left, tells=True)

    def _begin(self, kept: Session, left: Sequence[Run], *, tells: bool) -> None:
        self._n_under_way += 1
        prepare_for(self)
        self._thread = threading.Thread(target=self._work, args=(kept, left), kwargs={"tells": tells}, daemon=True)
        self._thread.name = "session"
        self._thread.start()

    def write_now(self, kept: Session, left: Sequence[Run] = (), *, limit_s: float) -> bool:
        """Save as :meth:`write` does, after the save under way; False if that took too long and is given up.

        What is wrong with it is in ``error`` and no signal tells it: whoever waits says what follows from that.
        """
        give_up_at = time.monotonic() + limit_s
        if not self._join(limit_s):
            return False
        self._begin(kept, left, tells=False)
        return self._join(give_up_at - time.monotonic())

    def close_folder(self) -> None:
        """Let others have the folder: at once, or when a save that was given up, and writes there still, has ended."""
        if self._writing.acquire(blocking=False):
            self._writing.release()
            self._folder.close()
            self._on_closed()
        else:
            threading.Thread(target=self._close_after, name="session", daemon=True).start()

    def leave_folder(self, *, limit_s: float) -> None:
        """Let another writer have the folder, open as it is, when the save under way has ended or took too long."""
        self._join(limit_s)
        self._on_closed()

    def _close_after(self) -> None:
        with self._writing:
            self._folder.close()
        with suppress(RuntimeError):  # the window is gone, and soon the process
            self._closed.emit()

    @Slot()
    def _on_closed(self) -> None:
        release_collection(self)

    def _join(self, limit_s: float) -> bool:
        if self._thread is None:
            return True
        self._thread.join(max(limit_s, 0.0))
        return not self._thread.is_alive()

    def _work(self, kept: Session, left: Sequence[Run], *, tells: bool) -> None:
        begun = time.perf_counter()
        try:
            try:
                with self._writing:  # two at once would delete each other's files
                    self._folder.write(kept, left)
            except SessionError as error:
                self.error = str(error)
                if tells:
                    self.failed.emit(self.error)
            except Exception:  # noqa: BLE001 - shown to the user with a report; the window lives on
                self.error = translate("SessionWriter", "something unexpected happened")
                if tells:
                    self.crashed.emit(traceback.format_exc())
            else:
                self.error = ""
                self.written.emit(time.perf_counter() - begun, left)
            self._ended.emit()
        except RuntimeError:
            return  # the window did not wait for this save, and is gone

    @Slot()
    def _on_ended(self) -> None:
        self._n_under_way -= 1
