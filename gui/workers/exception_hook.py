"""Exceptions that nobody caught, of whatever thread, told in the thread of the window."""

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal


class ExceptionHook(QObject):
    """Python's hooks for such exceptions, from :meth:`install` to :meth:`remove`.

    A hook runs in the thread that failed, perhaps amid painting: it logs, and emits a signal, nothing else. Whoever shows
    something connects by ``Qt.ConnectionType.QueuedConnection``.

    Attributes
    ----------
    crashed
        Signal (report for developers).
    interrupted
        Signal: Ctrl+C in the terminal.
    """

    crashed = Signal(str)
    interrupted = Signal()

    def install(self) -> None:
        """Take the place of the hooks of now."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put them back."""
        sys.excepthook, threading.excepthook = self._before

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self.interrupted.emit()
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr is not None:  # there is none where no console is
            sys.stderr.write(report)
        self.crashed.emit(report)

    def _on_thread_exception(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_type is not SystemExit:
            self._on_exception(failed.exc_type, failed.exc_value, failed.exc_traceback)
