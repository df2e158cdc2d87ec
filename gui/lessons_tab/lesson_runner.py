"""Carries out the experiments of a lesson in the window: runs by Train, as all runs, measurements in the background."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from engine.data.dataset import Dataset
from engine.lessons.experiments import carry_out, measured_of_run, source_here, with_seed
from engine.lessons.lesson import Experiment, Measurement, Run
from engine.lessons.measured import Measured
from engine.training.control import TrainingControl
from gui.actions import Actions
from gui.frame.run_series import RunSeries, Step
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskControl, TaskThreads


class Asked(NamedTuple):
    """An experiment that is to be carried out, and with which seed."""

    experiment: Experiment
    seed: int


class LessonRunner(QObject):
    """One experiment after the other; Stop ends all that are left.

    Attributes
    ----------
    now
        What is being carried out; ``None`` while nothing is.
    came
        Signal (Asked, Measured, bool): one is done, and whether on the digits that the lesson names.
    changed
        Signal: something begins or ends.
    failed
        Signal (sentence): one could not be done; nothing else is.
    """

    came = Signal(object, object, object)
    changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        workspace: Workspace,
        settings: Settings,
        digits: DatasetInUse,
        *,
        threads: TaskThreads,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._actions = workspace, actions
        self._series = RunSeries(actions, availability, workspace, settings, digits, messages=messages, parent=self)
        self._series.ended.connect(self._on_series_ended)
        self._tasks = threads.make("lesson")
        self._tasks.done.connect(self._on_measured)
        self._tasks.failed.connect(self._on_measurement_failed)
        self._asked: deque[Asked] = deque()
        self.now: Asked | None = None
        self._run_id = ""

    def start(self, asked: Sequence[Asked]) -> None:
        """Carry these out; what was under way is let go."""
        self.cancel()
        self._asked = deque(asked)
        self._next()

    @property
    def n_to_come(self) -> int:
        """How many follow what is being carried out."""
        return len(self._asked)

    @Slot()
    def stop(self) -> None:
        """Carry out no more, and end what is under way."""
        self._asked.clear()
        self._series.cancel()
        if self.now is not None and isinstance(self.now.experiment, Run) and self._actions.stop.isEnabled():
            self._actions.stop.trigger()  # the end of the run is told
        else:
            self.cancel()

    @Slot()
    def cancel(self) -> None:
        """Carry out no more; a run that is under way goes on as a run."""
        self._asked.clear()
        self._tasks.cancel()
        if self.now is not None:
            self.now = None
            self.changed.emit()

    def _next(self) -> None:
        if not self._asked:
            self.now = None
            self.changed.emit()
            return
        self.now = self._asked.popleft()
        experiment, seed = self.now
        source = source_here(experiment.setup.data)
        if isinstance(experiment, Run):
            self._run_id = self._workspace.run.id
            step = Step(with_seed(experiment.setup.config, seed), source, is_at_full_speed=True)
            self.changed.emit()
            self._series.start([step])
            return
        dataset, form = self._workspace.dataset, experiment.setup.config.input_format
        is_it = dataset is not None and dataset.source == source and dataset.is_read_as(form)
        known = dataset if is_it else None
        self.changed.emit()
        self._tasks.start(partial(_measure, experiment, seed, source, known))

    @Slot()
    def _on_series_ended(self) -> None:
        if self.now is None or not isinstance(self.now.experiment, Run):
            return
        report, run = self._workspace.last_report, self._workspace.run
        if report is None or run.id == self._run_id or report.state == "stopped":
            self.cancel()
            return
        asked = self.now
        self.came.emit(asked, measured_of_run(self._workspace.history, report), _is_own(asked))
        self._next()

    @Slot(object)
    def _on_measured(self, measured: Measured) -> None:
        if self.now is not None:
            self.came.emit(self.now, measured, _is_own(self.now))
            self._next()

    @Slot(str)
    def _on_measurement_failed(self, sentence: str) -> None:
        self.cancel()
        if sentence:
            self.failed.emit(sentence)


def _measure(experiment: Measurement, seed: int, source: str, dataset: Dataset | None, task: TaskControl) -> Measured:
    """A task for another thread."""
    control = TrainingControl()
    task.when_cancelled(control.stop)
    here = replace(experiment, setup=replace(experiment.setup, data=source))
    return carry_out(here, seed=seed, dataset=dataset, control=control)


def _is_own(asked: Asked) -> bool:
    source = asked.experiment.setup.data
    return source_here(source) == source
