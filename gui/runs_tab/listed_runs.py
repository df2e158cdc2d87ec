"""The runs as the tab lists them: those of the store, and the window's own as it is now."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from engine.runs.summary import RunSummary, summary_of
from engine.training.learning_curves import LearningCurves
from gui.state.workspace import Workspace
from gui.widgets.refresher import Refresher
from gui.workers.run_library import RunLibrary

_FRAME_INTERVAL_MS = 300  # figures can be read no quicker


class ListedRuns(QObject):
    """Puts the run of the workspace in the place of what was stored of it, which is some seconds behind.

    Name, note, star, number and size are those of the store, as the user may change them at any time.

    Attributes
    ----------
    runs
        Every run, the latest first.
    changed
        Signal: there are other runs, or other things are known of them; while a run goes on some times a second, and only
        if somebody looks.
    """

    changed = Signal()

    def __init__(self, library: RunLibrary, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._workspace = library, workspace
        self._is_watched = self._is_behind = False
        self.runs: tuple[RunSummary, ...] = library.runs
        self._by_id: dict[str, RunSummary] = {}
        self._refresher = Refresher(self._look, interval_ms=_FRAME_INTERVAL_MS, waits=True, parent=self)
        library.changed.connect(self._list)
        workspace.network_changed.connect(self._on_run_changed)
        workspace.history_changed.connect(self._on_run_changed)

    def run(self, run_id: str) -> RunSummary | None:
        """One of them; ``None`` if there is none of that id."""
        return self._by_id.get(run_id)

    def curves_at_hand(self, run_id: str) -> LearningCurves | None:
        """The curves of a run that need not be read: the window's own, as far as they have come."""
        run = self._workspace.run
        return run.metadata.curves if run.id == run_id else None

    def set_watched(self, is_watched: bool) -> None:
        """Whether anybody looks: else nothing is told of a run that goes on."""
        self._is_watched = is_watched
        if is_watched and self._is_behind:
            self._list()

    @Slot()
    def _on_run_changed(self) -> None:
        self._is_behind = True
        if self._is_watched:
            self._refresher.request()

    def _look(self) -> None:
        if self._is_watched and self._is_behind:
            self._list()

    @Slot()
    def _list(self) -> None:
        self._is_behind = False
        own = self._workspace.run
        self.runs = tuple([self._as_it_is(run) if run.id == own.id else run for run in self._library.runs])
        self._by_id = {run.id: run for run in self.runs}
        self.changed.emit()

    def _as_it_is(self, stored: RunSummary) -> RunSummary:
        run = self._workspace.run
        return replace(
            summary_of(run),
            number=stored.number,
            name=stored.name,
            note=stored.note,
            is_starred=stored.is_starred,
            n_bytes=stored.n_bytes,
        )
