"""The views beside Training: each is made and wired when its tab is first opened, its code loaded some time before.

The start of the program waits for none of it, pyqtgraph included, which a few of their plots alone are made of.
"""

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.my_drawings.labeling import Labeling
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.lazy_tabs import LazyTabs, View
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskControl, TaskThreads
from gui.workers.run_library import RunLibrary
from gui.workers.sweep_controller import SweepController


class Presenter(Protocol):
    """Stands between what all views share and one view."""

    def make_view(self) -> View:
        """The view, wired; called once."""


@runtime_checkable
class HasSweep(Protocol):
    """A presenter whose view has a page for the sweep."""

    def show_sweep(self) -> None:
        """Have it in sight."""


@runtime_checkable
class OpensFiles(Protocol):
    """A presenter that shows files."""

    def ask_for_file(self, window: QWidget) -> None:
        """Ask for one, and open it."""

    def open_file(self, path: Path) -> None:
        """Open it."""


@dataclass(frozen=True)
class TabParts:
    """What the presenters are made from."""

    workspace: Workspace
    settings: Settings
    availability: Availability
    canvas: DrawingCanvas
    drawings: Labeling
    threads: TaskThreads
    status: MessageArea
    actions: Actions
    digits: DatasetInUse
    runs: RunLibrary
    sweeps: SweepController
    preferences: Preferences | None


def _make_why(parts: TabParts, parent: QObject) -> Presenter:
    from gui.why_tab.why_explorer import WhyExplorer

    return WhyExplorer(
        parts.workspace,
        parts.settings,
        parts.availability,
        parts.canvas,
        threads=parts.threads,
        messages=parts.status,
        parent=parent,
    )


def _make_network(parts: TabParts, parent: QObject) -> Presenter:
    from gui.network_tab.network_presenter import NetworkPresenter

    return NetworkPresenter(
        parts.actions,
        parts.workspace,
        parts.settings,
        parts.availability,
        parts.canvas,
        threads=parts.threads,
        messages=parts.status,
        parent=parent,
    )


def _make_data(parts: TabParts, parent: QObject) -> Presenter:
    from gui.data_tab.data_explorer import DataExplorer

    return DataExplorer(
        parts.workspace,
        parts.settings,
        parts.availability,
        parts.canvas,
        threads=parts.threads,
        messages=parts.status,
        parent=parent,
    )


def _make_evaluation(parts: TabParts, parent: QObject) -> Presenter:
    from gui.evaluation_tab.evaluation_explorer import EvaluationExplorer

    return EvaluationExplorer(
        parts.workspace,
        parts.settings,
        parts.availability,
        parts.drawings,
        threads=parts.threads,
        status=parts.status,
        parent=parent,
    )


def _make_mathematics(parts: TabParts, parent: QObject) -> Presenter:
    from gui.mathematics_tab.mathematics import Mathematics

    return Mathematics(
        parts.workspace,
        parts.settings,
        parts.availability,
        threads=parts.threads,
        messages=parts.status,
        parent=parent,
    )


def _make_runs(parts: TabParts, parent: QObject) -> Presenter:
    from gui.runs_tab.runs_pages import RunsTab

    return RunsTab(
        parts.actions,
        parts.workspace,
        parts.settings,
        parts.availability,
        digits=parts.digits,
        library=parts.runs,
        sweeps=parts.sweeps,
        messages=parts.status,
        preferences=parts.preferences,
        parent=parent,
    )


def _make_lessons(parts: TabParts, parent: QObject) -> Presenter:
    from gui.lessons_tab.lessons_presenter import LessonsPresenter

    return LessonsPresenter(
        parts.actions,
        parts.workspace,
        parts.settings,
        parts.availability,
        digits=parts.digits,
        threads=parts.threads,
        messages=parts.status,
        keeps_progress=parts.preferences is not None,
        parent=parent,
    )


class _Tab(NamedTuple):
    """A module that takes time to load, and what makes the presenter that is in it."""

    module: str
    make: Callable[[TabParts, QObject], Presenter]


_RUNS = QT_TRANSLATE_NOOP("Tabs", "Runs")
_LESSONS = QT_TRANSLATE_NOOP("Tabs", "Lessons")
_TABS: dict[str, _Tab] = {
    QT_TRANSLATE_NOOP("Tabs", "Network"): _Tab("gui.network_tab.network_presenter", _make_network),
    QT_TRANSLATE_NOOP("Tabs", "Why"): _Tab("gui.why_tab.why_explorer", _make_why),
    QT_TRANSLATE_NOOP("Tabs", "Data"): _Tab("gui.data_tab.data_explorer", _make_data),
    QT_TRANSLATE_NOOP("Tabs", "Evaluation"): _Tab("gui.evaluation_tab.evaluation_explorer", _make_evaluation),
    QT_TRANSLATE_NOOP("Tabs", "Mathematics"): _Tab("gui.mathematics_tab.mathematics", _make_mathematics),
    _RUNS: _Tab("gui.runs_tab.runs_pages", _make_runs),
    _LESSONS: _Tab("gui.lessons_tab.lessons_presenter", _make_lessons),
}
_LOAD_INTERVAL_MS = 700  # from the start, and from one to the next: each takes 20 to 30 ms
_LIBRARY = "pyqtgraph"  # takes a quarter of a second, and so a thread


class Tabs(QObject):
    """Adds a tab for each view; the start of the program does not wait for them."""

    def __init__(self, tabs: LazyTabs, parts: TabParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._presenters: dict[str, Presenter] = {}
        for title in _TABS:
            tabs.set_name(tabs.add_later(translate("Tabs", title), partial(self._make_view, title)), title)
        self._tabs = tabs
        parts.actions.open_sweep.triggered.connect(self.open_sweep)
        parts.actions.open_lesson.triggered.connect(self.open_lesson)
        parts.sweeps.is_on_changed.connect(self._meet_sweep)
        self._unloaded = [tab.module for tab in _TABS.values()]
        self._timer = QTimer(self)
        self._timer.setInterval(_LOAD_INTERVAL_MS)
        self._timer.timeout.connect(self._load_next)
        self._loader = parts.threads.make("libraries")
        self._loader.done.connect(self._load_others)
        QTimer.singleShot(0, self, self._timer.start)  # once the window is shown

    def presenter(self, title: str) -> Presenter:
        """Who presents the view of this title; made now if need be."""
        if title not in self._presenters:
            self._presenters[title] = _TABS[title].make(self._parts, self)
        return self._presenters[title]

    @Slot()
    def open_sweep(self) -> None:
        """Have the sweep in sight, which is a page of the tab Runs."""
        self._tabs.show_titled(_RUNS)
        presenter = self.presenter(_RUNS)
        if isinstance(presenter, HasSweep):
            presenter.show_sweep()

    @Slot()
    def _meet_sweep(self) -> None:
        """A sweep goes on, as after a change of language, though nobody has opened its tab: it can be paused and ended."""
        self.presenter(_RUNS)

    @Slot()
    def open_lesson(self) -> None:
        """Ask for the file of a lesson, which the tab Lessons shows."""
        self._tabs.show_titled(_LESSONS)
        presenter = self.presenter(_LESSONS)
        if isinstance(presenter, OpensFiles):
            presenter.ask_for_file(self._tabs)

    @Slot(Path)
    def open_lesson_file(self, path: Path) -> None:
        """Have the tab Lessons show the lesson of a file."""
        self._tabs.show_titled(_LESSONS)
        presenter = self.presenter(_LESSONS)
        if isinstance(presenter, OpensFiles):
            presenter.open_file(path)

    @Slot()
    def _load_next(self) -> None:
        """Load the code of another view while nobody waits for it."""
        if _LIBRARY not in sys.modules:
            self._timer.stop()
            self._loader.start(_load_library)
            return
        importlib.import_module(self._unloaded.pop(0))
        if not self._unloaded:
            self._timer.stop()

    @Slot()
    def _load_others(self) -> None:
        """Go on with the views: what they are made of is there."""
        self._timer.start()

    def _make_view(self, title: str) -> View:
        return self.presenter(title).make_view()


def _load_library(_control: TaskControl) -> None:
    """Load what a few plots are made of: it makes nothing of Qt's that would belong to this thread."""
    importlib.import_module(_LIBRARY)
