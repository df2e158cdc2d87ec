"""How large everything is: at first as the screen allows, then as the user says with Ctrl+Plus, Ctrl+Minus and Ctrl+0."""

import math

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication

from gui.state.preferences import Preferences
from gui.theming.scale import SCALE

DESIGN = QSize(1280, 800)
"""What all lengths are written down for."""
STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""By how much the user may multiply the automatic factor."""
_PREFERENCE = "scale"


def automatic_factor(available: QSize) -> float:
    """The factor for a screen with that much room for windows: in steps of a quarter, at least 1.

    ``floor(4 min(width / 1280, height / 800)) / 4``: 1.25 on 1920 x 1080.
    """
    room = min(available.width() / DESIGN.width(), available.height() / DESIGN.height())
    return max(math.floor(4 * room) / 4, 1.0)


class ScaleChooser(QObject):
    """Owns what the user chose; sets the factor before the first widget is made, and at each of the three commands.

    Parameters
    ----------
    preferences
        What remembers the choice; ``None`` for a window that is as large as it was designed.

    Attributes
    ----------
    told
        Signal (sentence): how large everything is now.
    """

    told = Signal(str)

    def __init__(self, preferences: Preferences | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._automatic, self._step = 1.0, STEPS.index(1.0)
        if preferences is not None:
            self._automatic = automatic_factor(QGuiApplication.primaryScreen().availableSize())
            self._step = _nearest(preferences.text(_PREFERENCE, "1"))
        self._set()

    def connect_to(self, larger: QAction, smaller: QAction, normal: QAction) -> None:
        """Carry out the commands of the View menu."""
        larger.triggered.connect(self._on_larger)
        smaller.triggered.connect(self._on_smaller)
        normal.triggered.connect(self._on_normal)

    @Slot()
    def _on_larger(self) -> None:
        self._take(self._step + 1)

    @Slot()
    def _on_smaller(self) -> None:
        self._take(self._step - 1)

    @Slot()
    def _on_normal(self) -> None:
        self._take(STEPS.index(1.0))

    def _take(self, step: int) -> None:
        self._step = min(max(step, 0), len(STEPS) - 1)
        self._set()
        if self._preferences is not None:
            self._preferences.set_text(_PREFERENCE, f"{STEPS[self._step]:g}")
        percent = f"{100 * SCALE.factor:.0f}"
        if STEPS[self._step] == 1.0:
            self.told.emit(self.tr("Everything is shown at {percent} %, as fits this screen.").format(percent=percent))
        else:
            self.told.emit(self.tr("Everything is shown at {percent} %. Ctrl+0 goes back.").format(percent=percent))

    def _set(self) -> None:
        SCALE.set_factor(self._automatic * STEPS[self._step])


def _nearest(text: str) -> int:
    """The step that was remembered, or the one that changes nothing."""
    try:
        wanted = float(text)
    except ValueError:
        wanted = 1.0
    wanted = wanted if math.isfinite(wanted) else 1.0
    return min(range(len(STEPS)), key=lambda step: abs(STEPS[step] - wanted))
