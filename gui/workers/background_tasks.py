"""Long work in the background: a thread does one task after the other, and each can be canceled."""

import threading
import traceback
from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from engine.cancellation import cancelled_when
from engine.errors import CancelledError, DigitLabError
from engine.training.memory import give_back_memory
from gui.workers.threads import begin_thread, end_thread


class TaskControl:
    """What a task looks at while it works; lives in both threads.

    Attributes
    ----------
    progress
        Called with the share that is done, 0 to 1.
    """

    def __init__(self, progress: Callable[[float], None]) -> None:
        self.progress = progress
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._end: Callable[[], object] | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether the result is not wanted any more; the task then ends as soon as it can, with any result."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Want the result no more."""
        with self._lock:
            self._cancelled.set()
            end, self._end = self._end, None
        if end is not None:
            end()

    def when_cancelled(self, end: Callable[[], object]) -> None:
        """Have work that does not look by itself told to end: called once, in the thread that cancels, and quick."""
        with self._lock:
            is_over = self.is_cancelled
            self._end = None if is_over else end
        if is_over:
            end()


Work: TypeAlias = Callable[[TaskControl], Any]


class _Worker(QObject):
    """Lives in the thread; called by queued signals alone."""

    progressed = Signal(int, float)
    done = Signal(int, object)
    failed = Signal(int, str)
    crashed = Signal(str)

    @Slot(int, object, object)
    def run(self, number: int, work: Work, control: TaskControl) -> None:
        """Do a task, unless it was cancelled while it waited."""
        if control.is_cancelled:
            return
        try:
            with cancelled_when(lambda: control.is_cancelled):
                result = work(control)
        except CancelledError:
            return
        except DigitLabError as error:
            self.failed.emit(number, str(error))
        except MemoryError:
            self.failed.emit(
                number, self.tr("There is not enough memory for this; close other programs or use fewer digits.")
            )
        except Exception:  # noqa: BLE001 - shown to the user with a report; the window lives on
            self.failed.emit(number, "")
            self.crashed.emit(traceback.format_exc())
        else:
            self.done.emit(number, result)
            del result
        give_back_memory()


class BackgroundTasks(QObject):
    """Does the tasks of one view; a new one takes the place of the one before.

    The thread begins with the first task. Results of tasks that were cancelled, or that a newer one replaced, never arrive.

    Attributes
    ----------
    progressed
        Signal (share done).
    done
        Signal (result).
    failed
        Signal (sentence): what the user can mend; empty for what was unexpected, which ``crashed`` tells of.
    crashed
        Signal (report for developers).
    """

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(str)
    crashed = Signal(str)
    _requested = Signal(int, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._number = 0
        self._is_over = False
        self._control: TaskControl | None = None
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shutdown)

    @property
    def is_busy(self) -> bool:
        """Whether a result is awaited."""
        return self._control is not None

    def start(self, work: Work) -> None:
        """Have a task done; it gets a :class:`TaskControl`, and what it returns arrives with ``done``.

        The task runs in another thread: it must not touch a widget, and what it is given must not change. After
        :meth:`shutdown` nothing is begun any more.
        """
        self.cancel()
        if self._is_over:
            return
        worker = self._worker or self._begin()
        self._number += 1
        number = self._number
        self._control = TaskControl(lambda share: worker.progressed.emit(number, share))
        self._requested.emit(number, work, self._control)

    @Slot()
    def cancel(self) -> None:
        """Want no result any more; returns at once."""
        if self._control is not None:
            self._control.cancel()
            self._control = None

    @Slot()
    def shutdown(self) -> None:
        """End task and thread, for good; see :func:`gui.workers.threads.end_thread`."""
        self._is_over = True
        self.cancel()
        if self._thread is not None and self._worker is not None:
            end_thread(self._thread, self._worker)
            self._thread = self._worker = None

    def _begin(self) -> _Worker:
        self._thread = QThread()
        self._thread.setObjectName(self._name)
        worker = self._worker = _Worker()
        worker.moveToThread(self._thread)
        worker.progressed.connect(self._on_progressed)
        worker.done.connect(self._on_done)
        worker.failed.connect(self._on_failed)
        worker.crashed.connect(self.crashed)
        self._requested.connect(worker.run)
        begin_thread(self._thread)
        return worker

    @Slot(int, float)
    def _on_progressed(self, number: int, share: float) -> None:
        if number == self._number and self._control is not None:
            self.progressed.emit(share)

    @Slot(int, object)
    def _on_done(self, number: int, result: object) -> None:
        if number == self._number and self._control is not None:
            self._control = None
            self.done.emit(result)

    @Slot(int, str)
    def _on_failed(self, number: int, sentence: str) -> None:
        if number == self._number and self._control is not None:
            self._control = None
            self.failed.emit(sentence)


class TaskThreads(QObject):
    """The threads of all views, to be ended together.

    Attributes
    ----------
    made
        Those that were made.
    crashed
        Signal (report for developers): one of them met something unexpected.
    """

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.made: list[BackgroundTasks] = []

    def make(self, name: str) -> BackgroundTasks:
        """A thread for the work of one view; it ends with the others."""
        tasks = BackgroundTasks(name, self)
        tasks.crashed.connect(self.crashed)
        self.made.append(tasks)
        return tasks

    def cancel(self) -> None:
        """Want no result of any of them; returns at once."""
        for tasks in self.made:
            tasks.cancel()

    def shutdown(self) -> None:
        """End all of them, for good."""
        for tasks in self.made:
            tasks.shutdown()
