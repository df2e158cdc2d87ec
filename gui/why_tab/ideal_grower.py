"""Has pictures grow while the page "What it looks for" can be seen, on and on while the network learns."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from engine.models.model import Model
from gui.state.workspace import Workspace
from gui.theming.motion import is_motion_reduced
from gui.why_tab.ideal_growth import Grown, Growth, Wanted
from gui.why_tab.ideal_view import IdealView
from gui.workers.background_tasks import BackgroundTasks, TaskControl

_STEP_MS = 40


class IdealGrower(QObject):
    """Stands between the page and the network that answers.

    Attributes
    ----------
    grown
        How far it is; ``None`` before the first step.
    """

    def __init__(self, workspace: Workspace, view: IdealView, tasks: BackgroundTasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._view, self._tasks = workspace, view, tasks
        self.grown: Grown | None = None
        self._growth: Growth | None = None
        self._model: Model | None = None
        self._wanted: Wanted | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)
        tasks.done.connect(self._on_grown)
        tasks.failed.connect(self._on_failed)
        view.wanted_changed.connect(self.refresh)
        view.again_button.clicked.connect(self._on_again)

    @Slot()
    def refresh(self) -> None:
        """Have grow what is wanted now, for the network of now; nothing happens if it does."""
        model, wanted = self._workspace.shown_model, self._view.wanted
        if not self._view.isVisible():
            return
        is_same = self._model is not None and self._model.parameters is model.parameters and wanted == self._wanted
        if not is_same and not self._tasks.is_busy:  # else it is seen once the step under way is done
            self._model, self._wanted = model, wanted
            self._growth = None
            self._step()

    def rest(self) -> None:
        """Nobody looks; what has grown grows on once somebody does."""
        self._timer.stop()
        self._tasks.cancel()
        self._model = None

    @Slot()
    def _on_again(self) -> None:
        self.rest()
        self.grown = None
        self.refresh()

    @Slot()
    def _step(self) -> None:
        if self._model is not None and self._wanted is not None and not self._tasks.is_busy:
            self._timer.stop()
            work = partial(_grow, self._growth, self._model, self._wanted, self.grown, is_motion_reduced())
            self._tasks.start(work)

    @Slot(object)
    def _on_grown(self, result: tuple[Growth, Grown]) -> None:
        self._growth, self.grown = result
        self._view.show_grown(self.grown)
        self.refresh()
        if not self.grown.is_over and not self._tasks.is_busy:
            self._timer.start()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._view.show_grown(None, sentence)


def _grow(
    growth: Growth | None,
    model: Model,
    wanted: Wanted,
    before: Grown | None,
    is_whole: bool,
    _control: TaskControl,
) -> tuple[Growth, Grown]:
    growth = growth or Growth(model, wanted, before)
    return growth, growth.grow(is_whole=is_whole)
