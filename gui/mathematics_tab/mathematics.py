"""The tab "Mathematics": the functions and the algorithm behind the window, with their numbers."""

from functools import partial

from PySide6.QtCore import QObject

from gui.mathematics_tab.activation_explorer import ActivationExplorer
from gui.mathematics_tab.gradient_checker import GradientChecker
from gui.mathematics_tab.lights_checker import LightsChecker
from gui.mathematics_tab.sigmoid_timer import SigmoidTimer
from gui.mathematics_tab.step_demonstrator import StepDemonstrator
from gui.state.availability import Availability
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskThreads


class Mathematics(QObject):
    """Adds the tab; its five views are made when they are first opened.

    Attributes
    ----------
    tabs
        The views; ``None`` before the tab is opened.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        *,
        threads: TaskThreads,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._checker = GradientChecker(workspace, settings, threads=threads, messages=messages, parent=self)
        self._timer = SigmoidTimer(threads=threads, messages=messages, parent=self)
        self._demonstrator = StepDemonstrator(workspace, settings, availability, parent=self)
        self._lights = LightsChecker(workspace, settings, threads=threads, parent=self)
        self._messages = messages
        self.tabs: LazyTabs | None = None

    def make_view(self) -> LazyTabs:
        """The view, wired."""
        self.tabs = LazyTabs()
        self.tabs.setObjectName("mathematicsTabs")
        self.tabs.add_later(self.tr("Activations"), partial(ActivationExplorer, self._messages), scrolls=True)
        self.tabs.add_later(self.tr("Gradient check"), self._checker.make_view, scrolls=True)
        self.tabs.add_later(self.tr("Sigmoid gradient, three ways"), self._timer.make_view, scrolls=True)
        self.tabs.add_later(self.tr("One step"), self._demonstrator.make_view)
        self.tabs.add_later(self.tr("Before you train"), self._lights.make_view, scrolls=True)
        return self.tabs
