"""What has to follow every movement of the pen: worked out at once where that is quick, else in the background."""

from collections.abc import Callable
from time import thread_time
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import DigitLabError
from gui.workers.background_tasks import BackgroundTasks, TaskControl, Work

Job: TypeAlias = Callable[[], Any]
QUICK_S = 0.004
"""What may be done at once: a quarter of the time that a frame of the window has."""


class LatestWork(QObject):
    """Does what was asked for last.

    The first job is done in the background, and so is one that follows a job which took too long; of those that are asked
    for while one is being done, the last is done after it. So results keep coming however quickly they are asked for, and
    each says itself what it is of.

    Parameters
    ----------
    tasks
        The thread for what is not quick.
    quick_s
        Seconds of computing, up to which a job is done at once.

    Attributes
    ----------
    done
        Signal (result).
    failed
        Signal (sentence): what the user can mend; empty for what was unexpected.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: BackgroundTasks, *, quick_s: float = QUICK_S, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._quick_s = tasks, quick_s
        self._seconds: float | None = None
        self._waiting: Job | None = None
        tasks.done.connect(self._on_done)
        tasks.failed.connect(self._on_failed)

    @property
    def is_busy(self) -> bool:
        """Whether a result is to come."""
        return self._tasks.is_busy

    @property
    def is_quick(self) -> bool:
        """Whether a job is done at once."""
        return self._seconds is not None and self._seconds <= self._quick_s

    def request(self, job: Job) -> None:
        """Have a job done; what it is given must not change, and it must not touch a widget."""
        self._waiting = None
        if self.is_quick:
            self._tasks.cancel()
            self._do(job)
        elif self._tasks.is_busy:
            self._waiting = job
        else:
            self._tasks.start(_timed(job))

    def cancel(self) -> None:
        """Want no result any more."""
        self._waiting = None
        self._tasks.cancel()

    def forget_speed(self) -> None:
        """Jobs are of another size from now on: the next is done in the background."""
        self._seconds = None

    def _do(self, job: Job) -> None:
        begun = thread_time()
        try:
            result = job()
        except DigitLabError as error:
            self.failed.emit(str(error))
            return
        self._seconds = thread_time() - begun
        self.done.emit(result)

    @Slot(object)
    def _on_done(self, timed: tuple[Any, float]) -> None:
        result, self._seconds = timed
        self.done.emit(result)
        self._go_on()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting is not None:
            self.request(self._waiting)


def _timed(job: Job) -> Work:
    """The same with the seconds of computing that it took, whoever else has used the processor meanwhile."""

    def work(_control: TaskControl) -> tuple[Any, float]:
        begun = thread_time()
        result = job()
        return result, thread_time() - begun

    return work
