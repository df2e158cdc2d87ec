"""A sweep that was broken off, by a crash or by the end of the program, is offered at the next start."""

from PySide6.QtCore import QObject, QTimer, Slot

from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.preferences import Preferences
from gui.translation import fill
from gui.widgets.message_area import MessageArea
from gui.workers.sweep_controller import SweepController

_NAME = "sweepUnderWay"
_LOOK_AFTER_MS = 1500  # the first thing to be read is what the window is about, and what of the session was restored


class SweepReminder(QObject):
    """Remembers which sweep is under way, and offers it again unless it was ended on purpose."""

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        sweeps: SweepController,
        preferences: Preferences,
        *,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._availability, self._sweeps = actions, availability, sweeps
        self._preferences, self._messages = preferences, messages
        self._left = preferences.text(_NAME, "")
        sweeps.changed.connect(self._remember)
        sweeps.ended.connect(self._on_ended)
        if self._left:
            QTimer.singleShot(_LOOK_AFTER_MS, self._look)

    @Slot()
    def _look(self) -> None:
        if self._availability.now.is_reading:  # what is told of the session comes with its digits
            QTimer.singleShot(_LOOK_AFTER_MS, self._look)
        elif self._left:
            self._sweeps.listed.connect(self._offer)
            self._sweeps.refresh()

    @Slot()
    def _remember(self) -> None:
        shown = self._sweeps.shown
        if self._sweeps.is_on and shown is not None and shown.stored.id != self._preferences.text(_NAME, ""):
            self._preferences.set_text(_NAME, shown.stored.id)

    @Slot(str)
    def _on_ended(self, state: str) -> None:
        if state != "failed":
            self._preferences.set_text(_NAME, "")

    @Slot()
    def _offer(self) -> None:
        left, self._left = self._left, ""
        stored = next((each for each in self._sweeps.earlier if each.id == left), None)
        if stored is None or stored.is_done or self._sweeps.is_on:
            return
        text = self.tr("A sweep was broken off: {n:,} of {of:,} runs are done and kept.")
        self._messages.tell(
            fill(text, n=stored.n_done, of=stored.plan.n_runs),
            action=self.tr("Show the sweep"),
            carry_out=lambda: self._show(left),
        )

    def _show(self, sweep_id: str) -> None:
        self._actions.open_sweep.trigger()
        self._sweeps.open(sweep_id)
