"""What a benchmark of the window watches while the event loop runs: lags, strokes, steps, and what nobody wants to see."""

import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QtMsgType, Slot, qInstallMessageHandler

from engine.training.report import TrainingReport
from gui.main_window import MainWindow

TICK_MS = 5
HARMLESS = "This plugin does not support"  # the offscreen platform says so of windows that are raised, of popups, ...
_MOST_TOLD = 2000  # letters of a report


class LagWatch(QObject):
    """How late a timer comes: as long as that, a click or a movement of the pen waits too."""

    def __init__(self) -> None:
        super().__init__()
        self._lags_ms: list[float] = []
        self._greatest_ms = 0.0
        self._culprit = ""
        self._last = time.perf_counter()
        self.doing: Callable[[], str] = str
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        lag_ms = max(0.0, (now - self._last) * 1000 - TICK_MS)
        self._lags_ms.append(lag_ms)
        if lag_ms > self._greatest_ms:
            self._greatest_ms, self._culprit = lag_ms, self.doing()
        self._last = now

    def take(self) -> tuple[list[float], str]:
        """The lags since this was asked last, and what was done during the greatest; counting begins anew."""
        lags, culprit = self._lags_ms or [0.0], self._culprit
        self._lags_ms, self._greatest_ms, self._culprit = [], 0.0, ""
        self._last = time.perf_counter()
        return lags, culprit

    def stop(self) -> list[float]:
        """End; the pauses between two ticks, ms: a stall was at most as long as the longest."""
        self._timer.stop()
        return [lag_ms + TICK_MS for lag_ms in self._lags_ms]


class StrokeWatch(QObject):
    """From a movement of the pen to the painted bars, where it changed them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._before: object = None
        self._moved_at = self._waiting_since = 0.0
        self._latencies_ms: list[float] = []
        window.reading.class_bars.installEventFilter(self)

    def on_move(self, is_sent: bool) -> None:
        """The pen is about to move, or has just done so."""
        bars = self._window.reading.class_bars
        if not is_sent:
            self._moved_at, self._before = time.perf_counter(), bars.probabilities
        elif bars.probabilities is not self._before and not self._waiting_since:
            self._waiting_since = self._moved_at

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bars are about to be painted; right after it, they are."""
        if event.type() == QEvent.Type.Paint and self._waiting_since:
            QTimer.singleShot(0, self._note)
        return False

    @Slot()
    def _note(self) -> None:
        if self._waiting_since:
            self._latencies_ms.append((time.perf_counter() - self._waiting_since) * 1000)
            self._waiting_since = 0.0

    def take(self) -> list[float]:
        """The latencies since this was asked last."""
        latencies, self._latencies_ms = self._latencies_ms, []
        return latencies or [0.0]


class StepCounter(QObject):
    """Steps of all runs, and the time in which one was under way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._n_steps = self._last = 0
        self._running_s = 0.0
        self._last_at: float | None = None
        window.controller.report_received.connect(self._on_report)

    @Slot(object)
    def _on_report(self, report: TrainingReport) -> None:
        now = time.perf_counter()
        if report.n_batches >= self._last and self._last_at is not None:
            self._n_steps += report.n_batches - self._last
            self._running_s += now - self._last_at
        self._last, self._last_at = report.n_batches, now if report.state == "running" else None

    def take(self) -> float:
        """Steps per second of running since this was asked last."""
        speed = self._n_steps / self._running_s if self._running_s else 0.0
        self._n_steps, self._running_s = 0, 0.0
        return speed


class Troubles:
    """What nobody wants to see: messages of Qt, warnings and exceptions of Python, in whatever thread."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        qInstallMessageHandler(self._on_message)
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, category, filename, line, *_: self.seen.append(
            f"{category.__name__}: {message} ({filename}:{line})"
        )
        sys.excepthook = lambda _kind, error, _trace: self.seen.append(f"exception: {_told(error)}")
        sys.unraisablehook = lambda args: self.seen.append(f"unraisable: {_told(args.exc_value)} in {args.object!r}")
        threading.excepthook = lambda args: self.seen.append(f"in a thread: {_told(args.exc_value)}")

    def _on_message(self, _kind: QtMsgType, _context: object, message: str | None) -> None:
        if message and HARMLESS not in message:
            self.seen.append(f"Qt: {message}\n{''.join(traceback.format_stack())[-_MOST_TOLD:]}")

    @Slot(str)
    def note_crash(self, report: str) -> None:
        """Something unexpected happened in a worker's thread."""
        self.seen.append(f"crash: {report.strip()[-_MOST_TOLD:]}")


def _told(error: BaseException | None) -> str:
    """An exception with the last calls that led to it."""
    return "".join(traceback.format_exception(error)).strip()[-_MOST_TOLD:]
