"""Hands for the tests of the tab "Evaluation"."""

import numpy as np
from PySide6.QtCore import QEvent
from pytestqt.qtbot import QtBot

from engine.data.drawings_store import DrawingsStore
from engine.evaluation.predictions import Readings, read_digits
from engine.models.model import Model
from gui.evaluation_tab.evaluated_pictures import EvaluatedPictures
from gui.evaluation_tab.evaluation_explorer import EvaluationExplorer
from gui.evaluation_tab.evaluation_view import EvaluationView
from gui.main_window import MainWindow
from tests.window_fixtures import (
    LEFT,
    a_config,
    choose,
    send_mouse,
)

MATRIX, MISTAKES, FIGURES, FIT = range(4)


def explorer_of(window: MainWindow) -> EvaluationExplorer:
    """Who presents the view, made if need be."""
    explorer = window.views.presenter("Evaluation")
    assert isinstance(explorer, EvaluationExplorer)
    return explorer


def open_tab(window: MainWindow) -> None:
    titles = [window.view_tabs.tabText(index) for index in range(window.view_tabs.count())]
    window.view_tabs.setCurrentIndex(titles.index("Evaluation"))


def opened(window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot) -> EvaluationView:
    """The view with its first evaluation."""
    open_tab(window)
    view = explorer.view
    assert view is not None
    qtbot.waitUntil(lambda: view.evaluation is not None)
    return view


def choose_part(view: EvaluationView, part: str, qtbot: QtBot) -> None:
    choose(view.part_box, part)
    qtbot.waitUntil(lambda: view.evaluation is not None and view.evaluation.of.part == part)


def readings_of(window: MainWindow, part: str) -> Readings:
    """What the network in use makes of a part, computed here."""
    session, config = window.workspace, window.panel.form.config()
    assert session.dataset is not None
    split_data = config.apply_split(session.dataset)
    digits = split_data.train if part == "train" else split_data.test
    readings = read_digits(Model(session.parameters, scaling=session.scaling), digits)
    assert readings is not None
    return readings


def use_random_network(window: MainWindow, *, seed: int = 0) -> None:
    """A network that misreads most digits."""
    window.panel.form.set_config(a_config(seed=seed))
    window.menus.reset.trigger()


def click_cell(view: EvaluationView, truth: int, predicted: int) -> None:
    at = view.confusion_map.cell_rect(truth, predicted).center()
    send_mouse(view.confusion_map, QEvent.Type.MouseButtonPress, at, pressed=LEFT)


def choose_picture(pictures: EvaluatedPictures, row: int) -> int:
    """Go to a picture with the keys; returns which digit it is."""
    grid = pictures.grid
    grid.setCurrentIndex(grid.model().index(row, 0))
    return int(grid.shown[row])


def some_drawings() -> int:
    """Keep eight drawings; returns how many."""
    store = DrawingsStore()
    for number in range(8):
        store.add(number % 3, [np.array([[0.5, 0.2], [0.5 + number / 40, 0.8]])])
    return 8
