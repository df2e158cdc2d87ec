"""What the next run will be, by the current settings, digits and network, and a signal for when that changes."""

from PySide6.QtCore import QObject, Signal, Slot

from gui.state.run_plan import RunPlan
from gui.state.settings import Settings
from gui.state.workspace import Workspace


class NextRun(QObject):
    """Keeps :meth:`gui.state.workspace.Workspace.plan` up to date for whoever shows it.

    Attributes
    ----------
    plan
        What Train will do now. While a run is under way: what Train would do if it were stopped.
    changed
        Signal (RunPlan): that is something else now.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self.plan: RunPlan = workspace.plan(settings.config)
        settings.edited.connect(self._look)
        for signal in (
            workspace.network_changed,
            workspace.model_replaced,
            workspace.dataset_changed,
            workspace.begins_anew_changed,
        ):
            signal.connect(self._look)

    @Slot()
    def _look(self) -> None:
        plan = self._workspace.plan(self._settings.config)
        is_other = plan != self.plan
        self.plan = plan
        if is_other:
            self.changed.emit(plan)
