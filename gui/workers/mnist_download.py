"""Downloading MNIST while the window goes on: a thread of its own, from the start of a download to its end."""

import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from engine.data.mnist.download import download_mnist
from engine.errors import DigitLabError, DownloadCancelledError
from engine.io.user_data import mnist_folder
from gui.workers.threads import begin_thread, end_thread

_PROGRESS_INTERVAL_S = 0.1
_Outcome = Literal["finished", "failed", "cancelled", "crashed"]


class _Worker(QObject):
    """One download; lives in the thread and is over with it.

    Attributes
    ----------
    progressed
        Signal (number of the download, bytes done, bytes in all): at most ten a second, and the last one.
    ended
        Signal (number of the download, outcome, sentence or report).
    """

    progressed = Signal(int, int, int)
    ended = Signal(int, str, str)

    def __init__(self, number: int, download: Callable[..., None], is_cancelled: Callable[[], bool]) -> None:
        super().__init__()
        self._number = number
        self._download = download
        self._is_cancelled = is_cancelled
        self._told_at = -1.0

    @Slot()
    def run(self) -> None:
        """Download until the end, whichever comes."""
        self.ended.emit(self._number, *self._run())

    def _run(self) -> tuple[_Outcome, str]:
        try:
            self._download(progress=self._tell, is_cancelled=self._is_cancelled)
        except DownloadCancelledError as cancelled:
            return "cancelled", str(cancelled)
        except DigitLabError as error:
            return "failed", str(error)
        except Exception:  # noqa: BLE001 - shown to the user with a report; the window lives on
            return "crashed", traceback.format_exc()
        return "finished", ""

    def _tell(self, n_done: int, n_total: int) -> None:
        now = time.monotonic()
        if n_done == n_total or now - self._told_at >= _PROGRESS_INTERVAL_S:
            self._told_at = now
            self.progressed.emit(self._number, n_done, n_total)


class MnistDownload(QObject):
    """Starts, cancels and ends downloads of MNIST; one at a time. There is no thread in between.

    Parameters
    ----------
    download
        What fetches: takes the folder, and ``urls``, ``progress`` and ``is_cancelled`` by name.

    Attributes
    ----------
    progressed
        Signal (bytes done, bytes in all): at most ten a second.
    finished
        Signal: MNIST is here.
    failed
        Signal (sentence): it is not, and nothing half is.
    cancelled
        Signal: it is not, and the next download goes on where this one ended.
    crashed
        Signal (report for developers).
    """

    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(str)
    cancelled = Signal()
    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None, *, download: Callable[..., None] = download_mnist) -> None:
        super().__init__(parent)
        self._download = download
        self._number = 0
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        self._cancellation = threading.Event()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shutdown)

    @property
    def is_running(self) -> bool:
        """Whether a download is under way."""
        return self._thread is not None

    @Slot()
    def start(self, *, folder: Path | None = None, urls: Sequence[str] | None = None) -> None:
        """Begin, or go on where the last download was cancelled; nothing happens if one is under way.

        Parameters
        ----------
        folder
            Where the files go; by default :func:`engine.io.user_data.mnist_folder`.
        urls
            Mirrors; by default :func:`engine.data.mnist.catalog.mnist_urls`.
        """
        if self.is_running:
            return
        self._number += 1
        self._cancellation = threading.Event()
        target = mnist_folder() if folder is None else folder

        def download(**options: object) -> None:
            self._download(target, urls=urls, **options)

        self._thread = QThread()
        self._thread.setObjectName("mnist-download")
        self._worker = _Worker(self._number, download, self._cancellation.is_set)
        self._worker.moveToThread(self._thread)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.ended.connect(self._on_ended)
        self._thread.started.connect(self._worker.run)
        begin_thread(self._thread)

    @Slot()
    def cancel(self) -> None:
        """Have the download end within a moment, and keep what was received."""
        self._cancellation.set()

    @Slot()
    def shutdown(self) -> None:
        """Cancel, and end the thread; nothing is told of it."""
        self._number += 1  # what is still under way to this object is of a download before
        self._end()

    def _end(self) -> None:
        self._cancellation.set()
        if self._thread is not None and self._worker is not None:
            end_thread(self._thread, self._worker)
            self._thread = self._worker = None

    @Slot(int, int, int)
    def _on_progressed(self, number: int, n_done: int, n_total: int) -> None:
        if number == self._number and not self._cancellation.is_set():
            self.progressed.emit(n_done, n_total)

    @Slot(int, str, str)
    def _on_ended(self, number: int, outcome: _Outcome, text: str) -> None:
        if number != self._number:
            return
        self._end()
        if outcome == "finished":
            self.finished.emit()
        elif outcome == "cancelled":
            self.cancelled.emit()
        elif outcome == "failed":
            self.failed.emit(text)
        else:
            self.crashed.emit(text)
