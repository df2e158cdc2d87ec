"""A throttle for views that are costly to paint: at most so many refreshes a second, and always the last one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Refresher(QObject):
    """Calls ``refresh`` soon after :meth:`request`, but not more often than every ``interval_ms``.

    Parameters
    ----------
    refresh
        What is called.
    interval_ms
        The least time between two calls.
    waits
        Whether the first call, too, comes after that time: what asks for it is done and painted before.
    """

    def __init__(
        self, refresh: Callable[[], None], *, interval_ms: int, waits: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._waits = waits
        self._refresh = refresh
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_timeout)

    @Slot()
    def request(self) -> None:
        """Refresh at once, or, if the last refresh was less than ``interval_ms`` ago, as soon as that time has passed."""
        if self._timer.isActive() or self._waits:
            self._is_due = True
        if not self._timer.isActive():
            self._timer.start()
            if not self._waits:
                self._refresh()

    @Slot()
    def refresh_now(self) -> None:
        """Refresh at once if a refresh is due."""
        if self._is_due:
            self._is_due = False
            self._refresh()

    @Slot()
    def _on_timeout(self) -> None:
        if self._is_due:
            self._is_due = False
            if not self._waits:
                self._timer.start()
            self._refresh()
