"""Threads that end with the window: it waits for them, but not for ever."""

from PySide6.QtCore import QObject, QThread

from gui.workers.garbage_collection import hold_collection, release_collection
from gui.workers.qt_classes import make_qt_classes

GOODBYE_S = 5.0
"""How long a window that closes, and is not seen any more, waits for a thread that was told to end."""
_left: list[tuple[QThread, QObject]] = []


def prepare_for(thread: object) -> None:
    """To be called before any thread of the window starts; :func:`begin_thread` does so for those of Qt.

    Until the thread is released, garbage is collected in the window's thread alone.
    """
    make_qt_classes()
    hold_collection(thread)


def begin_thread(thread: QThread) -> None:
    """Start a thread, prepared for; :func:`end_thread` releases it."""
    prepare_for(thread)
    thread.start()


def end_thread(thread: QThread, worker: QObject) -> None:
    """Return when a thread is over whose work has been cancelled.

    One that does not end, as it waits for a network drive that went away, is left running, with the worker in it: the end
    of the process is to end it (see :func:`is_thread_left`), as Qt aborts where a running thread is deleted.
    """
    thread.quit()
    if (thread, worker) in _left:
        return
    if thread.wait(round(GOODBYE_S * 1000)):
        release_collection(thread)
    else:
        _left.append((thread, worker))


def is_thread_left() -> bool:
    """Whether a thread runs still that a window could not wait for: the process must not tidy up around it."""
    return any(thread.isRunning() for thread, _ in _left)
