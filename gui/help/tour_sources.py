"""What the tour needs to know; apart from the tour itself, which is made when it is first shown."""

from dataclasses import dataclass

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction

from gui.state.availability import Availability
from gui.state.next_run import NextRun
from gui.state.settings import Settings
from gui.state.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TourSources:
    """What the tour asks for what it says, and what tells it that the user has done something.

    Attributes
    ----------
    availability, settings, workspace, next_run
        The situation, and what Train will do.
    stroke_finished
        The canvas's signal.
    open_training
        The command that opens the tab Training.
    """

    availability: Availability
    settings: Settings
    workspace: Workspace
    next_run: NextRun
    stroke_finished: SignalInstance
    open_training: QAction
