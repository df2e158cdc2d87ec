"""Runs one after the other, each with settings and digits of its own, through the worker that Train uses."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.training.config import TrainingConfig
from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import fill
from gui.widgets.message_area import MessageArea, News


class Step(NamedTuple):
    """A run that is to be: its settings, its digits (a name or a path), and whether it starts from random weights.

    It goes as fast as the window's runs do, or as fast as it can.
    """

    config: TrainingConfig
    source: str
    is_new: bool = True
    is_at_full_speed: bool = False


class RunSeries(QObject):
    """Begins each run when the one before is over; Stop ends the series too.

    Attributes
    ----------
    is_going
        Whether there is a series.
    ended
        Signal: it is over, whatever came of it.
    """

    ended = Signal()

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        workspace: Workspace,
        settings: Settings,
        digits: DatasetInUse,
        *,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._availability, self._workspace = actions, availability, workspace
        self._settings, self._digits, self._messages = settings, digits, messages
        self._steps: deque[Step] = deque()
        self._run_ids: list[str] = []
        self._n_steps = 0
        self._waits_for: Step | None = None  # whose digits are being read
        self._told: Callable[[Sequence[str]], object] | None = None
        self._news: News | None = None
        self._has_begun = False
        availability.run_state_changed.connect(self._on_run_state_changed)
        workspace.dataset_changed.connect(self._on_dataset_changed)
        availability.changed.connect(self._on_availability_changed)

    @property
    def is_going(self) -> bool:
        """See the class."""
        return bool(self._steps) or self._waits_for is not None or self._has_begun

    def start(self, steps: Sequence[Step], told: Callable[[Sequence[str]], object] | None = None) -> None:
        """Begin a series; ``told`` is called at its end with the ids of its runs."""
        self._steps, self._n_steps, self._told = deque(steps), len(steps), told
        self._run_ids = []
        self._next()

    def cancel(self) -> None:
        """Begin no more runs; one that is under way goes on."""
        self._steps.clear()
        if self._waits_for is not None:
            self._drop()

    @Slot()
    def _next(self) -> None:
        if not self._steps:
            self._end()
            return
        step = self._steps.popleft()
        speed = 0.0 if step.is_at_full_speed else self._settings.live.batches_per_second
        self._settings.replace(step.config, batches_per_second=speed)
        dataset = self._workspace.dataset
        if dataset is None or dataset.source != step.source or not dataset.is_read_as(step.config.input_format):
            self._waits_for = step
            if dataset is None or dataset.source != step.source:  # else the settings have asked for it
                self._digits.request(step.source)
            return
        self._train(step)

    def _train(self, step: Step) -> None:
        self._waits_for = None
        if step.is_new:
            self._workspace.begins_anew = True
        if not self._actions.train.isEnabled():
            self._drop()
            return
        self._has_begun = True
        self._actions.train.trigger()
        if self._n_steps > 1:
            number = self._n_steps - len(self._steps)
            text = self.tr("Run {number} of {n}: the others follow. Stop ends all of them.")
            self._news = self._messages.tell(fill(text, number=number, n=self._n_steps), is_remark=True)

    @Slot()
    def _on_dataset_changed(self) -> None:
        if self._waits_for is not None:
            QTimer.singleShot(0, self._go_on)  # once all others know of the digits

    @Slot()
    def _go_on(self) -> None:
        step, dataset = self._waits_for, self._workspace.dataset
        if step is None or self._availability.now.is_reading:
            return
        if dataset is not None and dataset.source == step.source:
            self._train(step)
        else:
            self._drop()

    @Slot()
    def _on_availability_changed(self) -> None:
        """Digits that could not be read, or are missing: why is told by those who read them."""
        now = self._availability.now
        if self._waits_for is not None and (now.missing_digits or not now.is_reading):
            QTimer.singleShot(0, self._go_on)

    @Slot(str)
    def _on_run_state_changed(self, state: str) -> None:
        if state == "idle" and self._has_begun:
            QTimer.singleShot(0, self._on_run_over)  # once all others know of its end

    @Slot()
    def _on_run_over(self) -> None:
        if not self._has_begun or not self._availability.now.is_idle:
            return
        self._has_begun = False
        report, run = self._workspace.last_report, self._workspace.run
        if run.origin == "training":
            self._run_ids.append(run.id)
        if report is None or (report.state in ("stopped", "failed") and self._steps):
            self._steps.clear()
        self._next()

    def _drop(self) -> None:
        self._waits_for = None
        self._steps.clear()
        self._end()

    def _end(self) -> None:
        self._has_begun = False
        self._messages.take_back(self._news)
        told, self._told = self._told, None
        if told is not None and self._run_ids:
            told(tuple(self._run_ids))
        self.ended.emit()
