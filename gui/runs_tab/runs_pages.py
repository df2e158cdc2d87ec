"""The tab "Runs": its two pages, the runs and the sweep, and who presents them."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.actions import Actions
from gui.runs_tab.runs_explorer import RunsExplorer
from gui.runs_tab.runs_view import RunsView
from gui.runs_tab.sweep_presenter import SweepPresenter
from gui.runs_tab.sweep_view import SweepView
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.theming.theme import Theme
from gui.widgets.message_area import MessageArea
from gui.widgets.scroll_page import PageStack
from gui.widgets.themed_widget import ThemedWidget
from gui.workers.run_library import RunLibrary
from gui.workers.sweep_controller import SweepController


class RunsPages(ThemedWidget):
    """One page at a time; that of the sweep is made when it is first seen."""

    def __init__(self, runs: RunsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._sweep: SweepView | None = None
        self._stack = PageStack()
        self._stack.addWidget(runs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def add_sweep(self, sweep: SweepView) -> None:
        """The second page."""
        self._sweep = sweep
        sweep.set_theme(self._theme)
        self._stack.addWidget(sweep)

    def show_runs(self) -> None:
        """Have the table of runs in sight."""
        self._stack.setCurrentWidget(self._runs)

    def show_sweep(self) -> None:
        """Have the sweep in sight."""
        if self._sweep is not None:
            self._stack.setCurrentWidget(self._sweep)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._runs.set_theme(theme)
        if self._sweep is not None:
            self._sweep.set_theme(theme)


class RunsTab(QObject):
    """Presents the tab.

    Attributes
    ----------
    runs, sweep
        Who presents each page.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        *,
        digits: DatasetInUse,
        library: RunLibrary,
        sweeps: SweepController,
        messages: MessageArea,
        preferences: Preferences | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.runs = RunsExplorer(
            actions, workspace, settings, availability,
            digits=digits, library=library, messages=messages, preferences=preferences, parent=self,
        )  # fmt: skip
        self.sweep = SweepPresenter(
            actions, workspace, settings, availability,
            digits=digits, library=library, sweeps=sweeps, messages=messages, preferences=preferences, parent=self,
        )  # fmt: skip
        self.sweep.back_wanted.connect(self.show_runs)
        self.sweep.shown_wanted.connect(actions.open_sweep.trigger)
        self.sweep.progressed.connect(self._on_progressed)
        self._pages: RunsPages | None = None

    def make_view(self) -> RunsPages:
        """Both pages, wired."""
        self._pages = RunsPages(self.runs.make_view())
        return self._pages

    @Slot(str)
    def _on_progressed(self, text: str) -> None:
        if self.runs.view is not None:
            self.runs.view.set_sweep_text(text)

    @Slot()
    def show_runs(self) -> None:
        """Have the table of runs in sight."""
        if self._pages is not None:
            self._pages.show_runs()

    @Slot()
    def show_sweep(self) -> None:
        """Have the sweep in sight; the tab has been opened."""
        if self._pages is None:
            return
        if self.sweep.view is None:
            self._pages.add_sweep(self.sweep.make_view())
        self._pages.show_sweep()
