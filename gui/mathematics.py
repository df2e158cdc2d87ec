"""The tab "Mathematics": the functions and the algorithm behind the window, with their numbers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gui.activation_explorer import ActivationExplorer
from gui.gradient_checker import GradientChecker
from gui.sigmoid_timer import SigmoidTimer
from gui.step_demonstrator import StepDemonstrator
from gui.theme import LIGHT, Theme
from gui.view_tabs import ViewTabs

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Mathematics(QObject):
    """Adds the tab; its four views are made when they are first opened.

    Attributes
    ----------
    tabs
        The views; ``None`` before the tab is opened.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._theme = LIGHT
        self._explorer: ActivationExplorer | None = None
        self._checker = GradientChecker(window)
        self._timer = SigmoidTimer(window)
        self._demonstrator = StepDemonstrator(window)
        self.tabs: ViewTabs | None = None

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        if self._explorer is not None:
            self._explorer.set_theme(theme)
        for presenter in (self._checker, self._timer, self._demonstrator):
            presenter.set_theme(theme)

    def make_view(self) -> QWidget:
        """The view, wired."""
        self.tabs = ViewTabs()
        self.tabs.setObjectName("mathematicsTabs")
        self._explorer = ActivationExplorer()
        self._explorer.set_theme(self._theme)
        self.tabs.addTab(self._explorer, "Activations")
        self.tabs.add_later("Gradient check", self._checker.make_view)
        self.tabs.add_later("Sigmoid gradient, three ways", self._timer.make_view)
        self.tabs.add_later("One step", self._demonstrator.make_view)
        return self.tabs
