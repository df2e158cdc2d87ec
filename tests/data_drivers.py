"""Hands for the tests of the tab "Data"."""

from collections.abc import Callable
from time import sleep

import numpy as np
from PySide6.QtCore import QEvent, QPointF
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.evaluation.predictions import Readings, read_digits
from engine.models.model import Model
from engine.nn.network import Parameters
from gui.data_tab.data_explorer import DataExplorer
from gui.data_tab.data_view import DataView
from gui.main_window import MainWindow
from tests.window_fixtures import LEFT, send_mouse


def look_at_data(window: MainWindow) -> None:
    tabs = window.view_tabs
    tabs.setCurrentIndex([tabs.tabText(index) for index in range(tabs.count())].index("Data"))


def opened(window: MainWindow, explorer: DataExplorer, qtbot: QtBot) -> DataView:
    look_at_data(window)
    view = explorer.view
    assert view is not None
    qtbot.waitUntil(view.isVisible)
    return view


def dataset_of(window: MainWindow) -> Dataset:
    assert window.workspace.dataset is not None
    return window.workspace.dataset


def readings_of(window: MainWindow) -> Readings:
    model = Model(window.workspace.parameters, scaling=window.workspace.scaling)
    readings = read_digits(model, dataset_of(window).digits)
    assert readings is not None
    return readings


def click(view: DataView, row: int) -> None:
    place = QPointF(view.grid.visualRect(view.grid.model().index(row, 0)).center())
    send_mouse(view.grid.viewport(), QEvent.Type.MouseButtonPress, place, pressed=LEFT, held=LEFT)
    send_mouse(view.grid.viewport(), QEvent.Type.MouseButtonRelease, place, pressed=LEFT)


def captions(view: DataView) -> list[str]:
    model = view.grid.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def forget_most(window: MainWindow, *, share: float = 0.12, seed: int = 1) -> None:
    """Disturb the network's weights, so that it misreads some digits."""
    parameters = window.workspace.parameters
    disturbed = parameters.flat.copy()
    disturbed += np.random.default_rng(seed).normal(0, share, disturbed.shape).astype(disturbed.dtype)
    window.workspace.set_model(
        Model(Parameters(parameters.architecture, disturbed), scaling=window.workspace.scaling), "file"
    )


class HeldReading:
    """A reading that goes on until it is cancelled."""

    def __init__(self) -> None:
        self.begun: list[bool] = []
        self.cancelled: list[bool] = []

    def __call__(
        self, _model: Model, _digits: object, *, progress: Callable[[float], None], is_cancelled: Callable[[], bool]
    ) -> None:
        self.begun.append(True)
        progress(0.5)
        while not is_cancelled():
            sleep(0.001)
        self.cancelled.append(True)
