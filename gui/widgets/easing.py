"""Levels, bars and widths of lines come to where they belong within 80 ms, unless they change in quick succession."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from gui.theming.motion import is_motion_reduced

EASE_S = 0.08
_FRAME_MS = 16
_SUCCESSION_S = 0.4


class Easing(QObject):
    """How far something has come from what was shown to what is to be shown, linearly.

    What changes in quick succession, as under the pen or while a network learns, follows at once: it moves by itself, and
    to paint what lies between would hold up what comes next. With reduced motion everything follows at once.

    Attributes
    ----------
    moved
        Signal: it has come farther.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun = self._asked = -1.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def share(self) -> float:
        """How far it has come, 0 to 1; 1 while nothing moves."""
        return min((time.monotonic() - self._begun) / EASE_S, 1.0) if self._timer.isActive() else 1.0

    def begin(self) -> bool:
        """Begin anew at what is shown; whether it moves, instead of following at once."""
        now = time.monotonic()
        is_alone = now - self._asked > _SUCCESSION_S
        self._asked = now
        if not is_alone or is_motion_reduced():
            self.end()
            return False
        self._begun = now
        self._timer.start()
        return True

    def end(self) -> None:
        """Be there."""
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        if self.share >= 1:
            self._timer.stop()
        self.moved.emit()
