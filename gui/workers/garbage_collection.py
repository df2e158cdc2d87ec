"""Keeps Python's garbage collector in the thread of the window.

The collector runs in whatever thread happens to allocate. If that is the training thread, and the garbage holds widgets or
plot items, Qt objects are destroyed outside their thread and the program crashes now and then. So while any thread works
for the window, automatic collection is off, and a timer of the window's thread collects instead. Whoever starts such a
thread says so before (:func:`gui.workers.threads.prepare_for`) and when it has ended (:func:`release_collection`).

What was there before (modules, classes) is set aside for that time, so that collecting takes a few milliseconds. Of the
garbage in it only the latest is collected first: to look through all of it takes a tenth of a second, which a user would
wait for at the start and whenever Train is pressed. The rest goes when automatic collection is back.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

_INTERVAL_MS = 1000
_LEAST_NEW_OBJECTS = 1000  # below this there is nothing worth collecting
_ROUNDS_OF_YOUNG = 10  # then all is looked through once, which holds the pen up for some 10 ms


class GuiThreadCollector(QObject):
    """Collects in the thread that it was made in, while any thread holds it: the youngest once a second, all seldom."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holders: set[object] = set()
        self._n_rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._collect)

    def hold(self, thread: object) -> None:
        """Take over, before a thread starts; once for each thread, which any object stands for."""
        if not self._holders:
            _take_over()
            self._timer.start()
        self._holders.add(thread)

    def release(self, thread: object) -> None:
        """Give automatic collection back, after a thread has ended, if it was the last one."""
        if thread in self._holders:
            self._holders.remove(thread)
            if not self._holders:
                self._timer.stop()
                _give_back()

    @Slot()
    def _collect(self) -> None:
        if gc.get_count()[0] > _LEAST_NEW_OBJECTS:
            self._n_rounds += 1
            gc.collect(1 if self._n_rounds % _ROUNDS_OF_YOUNG else 2)


def hold_collection(thread: object) -> None:
    """Have garbage collected in the window's thread alone, from now until this thread is released."""
    collector = _collector()
    if collector is not None:
        collector.hold(thread)


def release_collection(thread: object) -> None:
    """Say that a thread has ended; nothing happens if it was never held."""
    collector = _collector()
    if collector is not None:
        collector.release(thread)


def _collector() -> GuiThreadCollector | None:
    """The one of the application."""
    application = QCoreApplication.instance()
    if application is None:
        return None
    found = application.findChild(GuiThreadCollector, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else GuiThreadCollector(application)


def _take_over() -> None:
    gc.disable()
    gc.collect(1)
    gc.freeze()


def _give_back() -> None:
    gc.unfreeze()
    gc.enable()
