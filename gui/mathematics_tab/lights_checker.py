"""Stands between the five lights and the settings and digits of the next run."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from engine.data.dataset import Dataset
from engine.lessons.measures.five_lights import Light, five_lights
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from gui.mathematics_tab.five_lights_view import FiveLightsView
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.workers.background_tasks import TaskControl, TaskThreads


class LightsChecker(QObject):
    """Has the lights looked at beside the window, and shows them.

    Attributes
    ----------
    view
        ``None`` before it is wanted.
    """

    def __init__(self, workspace: Workspace, settings: Settings, *, threads: TaskThreads, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self.view: FiveLightsView | None = None
        self._tasks = threads.make("five-lights")
        self._tasks.done.connect(self._on_done)
        self._tasks.failed.connect(self._on_failed)
        settings.edited.connect(self._show_about)
        workspace.dataset_changed.connect(self._show_about)

    def make_view(self) -> FiveLightsView:
        """The view, made when it is first wanted."""
        self.view = FiveLightsView()
        self.view.check_requested.connect(self.check)
        self.view.cancel_requested.connect(self.cancel)
        self._show_about()
        return self.view

    @Slot()
    def check(self) -> None:
        """Look at the lights of a run with the settings of now."""
        view, dataset = self.view, self._workspace.dataset
        if view is None:
            return
        if dataset is None or self._settings.error:
            view.show_lights((), self._settings.error or self.tr("There are no digits yet: wait until they are read."))
            return
        view.set_running(True)
        view.show_lights((), self.tr("Looking…"))
        self._tasks.start(_Look(self._settings.config, dataset))

    @Slot()
    def cancel(self) -> None:
        """Look no further."""
        self._tasks.cancel()
        if self.view is not None:
            self.view.set_running(False)
            self.view.show_lights(())

    @Slot()
    def _show_about(self) -> None:
        view, dataset = self.view, self._workspace.dataset
        if view is None:
            return
        config = self._settings.config
        network = str(config.architecture(config.input_shape(dataset)))
        data = dataset.label if dataset is not None else ""
        text = self.tr("For the next run: the network {network} on {data}, with the settings of now.")
        view.about.setText(text.format(network=network, data=data))

    @Slot(object)
    def _on_done(self, lights: tuple[Light, ...]) -> None:
        if self.view is not None:
            self.view.set_running(False)
            self.view.show_lights(lights)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if self.view is not None:
            self.view.set_running(False)
            self.view.show_lights((), sentence or self.tr("The check ended unexpectedly."))


@dataclass(frozen=True)
class _Look:
    """A task for another thread."""

    config: TrainingConfig
    dataset: Dataset

    def __call__(self, task: TaskControl) -> tuple[Light, ...]:
        control = TrainingControl()
        task.when_cancelled(control.stop)
        return five_lights(self.config, self.dataset, control)
