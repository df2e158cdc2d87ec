"""Keeps Python's garbage collector in the thread of the window.

The collector runs in whatever thread happens to allocate. If that is the training thread, and the garbage holds widgets or
plot items, Qt objects are destroyed outside their thread and the program crashes now and then. So while a worker thread
lives, automatic collection is off, and a timer of the window's thread collects instead.

What was there before (modules, classes) is set aside for that time, so that collecting takes a few milliseconds.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

_INTERVAL_MS = 1000
_LEAST_NEW_OBJECTS = 1000  # below this there is nothing worth collecting
_HOLDERS = "digitLabCollectors"


class GuiThreadCollector(QObject):
    """Collects once a second, in the thread that it was made in, from :meth:`start` to :meth:`stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._is_on = False

    def start(self) -> None:
        """Take over."""
        if not self._is_on:
            self._is_on = True
            _change_holders(+1)
            gc.disable()
            _set_heap_aside()
            self._timer.start()

    def stop(self) -> None:
        """Give automatic collection back, if no other collector is at work."""
        if self._is_on:
            self._is_on = False
            self._timer.stop()
            if _change_holders(-1) <= 0:
                _take_heap_back()
                gc.enable()

    @Slot()
    def _collect(self) -> None:
        if gc.get_count()[0] > _LEAST_NEW_OBJECTS:
            gc.collect()


def _set_heap_aside() -> None:
    gc.collect()  # what is garbage now would be kept for good
    gc.freeze()


def _take_heap_back() -> None:
    gc.unfreeze()


def _change_holders(change: int) -> int:
    """Count the collectors at work; the count lives with the application."""
    application = QCoreApplication.instance()
    if application is None:
        return 0
    holders = int(application.property(_HOLDERS) or 0) + change
    application.setProperty(_HOLDERS, holders)
    return holders
