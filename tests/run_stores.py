"""Stores with runs in them, made without training; and hands to use the tab that shows them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.data.reference import DatasetRef
from engine.data.registry import load_uci_digits
from engine.models.metadata import Figures, ModelMetadata
from engine.models.model import Model
from engine.runs.run import Run
from engine.runs.store import RunStore
from engine.text.sentence import say
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from gui.runs_tab.run_table import RUN
from gui.runs_tab.runs_explorer import RunsExplorer
from gui.runs_tab.runs_pages import RunsTab
from gui.runs_tab.runs_view import RunsView
from tests.window_fixtures import a_config

CONFIGS = (
    a_config(hidden_layers=(4,), learning_rate=0.03, validation_fraction=0.1),
    a_config(hidden_layers=(4,), learning_rate=0.1, validation_fraction=0.1),
    a_config(hidden_layers=(6, 5), learning_rate=0.1, hidden_activation="relu", validation_fraction=0.1),
    a_config(hidden_layers=(), learning_rate=0.1, validation_fraction=0.1),
)


def a_stored_run(
    config: TrainingConfig, number: int = 1, *, accuracy: float = 0.9, data: DatasetRef | None = None
) -> Run:
    """As if it had been trained, on the bundled digits if on no others; each ``number`` a second later."""
    data = data or load_uci_digits().ref
    epochs = np.linspace(0.0, 20.0, 21)
    rise = accuracy * epochs / 20
    values = np.stack([epochs, 2.3 - 2 * rise, rise, 2.3 - 2 * rise, rise], axis=1)
    metadata = ModelMetadata(
        data=data,
        config=config,
        state="finished",
        ending=say("training.finished", length=say("training.n_epochs", n=20)),
        epochs=20.0,
        planned_epochs=20.0,
        train=Figures(accuracy, 1000, 0.3),
        validation=Figures(accuracy, cost=2.3 - 2 * accuracy),
        test=Figures(accuracy, 500, 0.4),
        curves=LearningCurves(values, data=data),
    )
    run = Run(model=Model(first_parameters(config), metadata), seconds=1.5 + number)
    return replace(
        run,
        id=f"20260101-00{number // 60:02d}{number % 60:02d}-{number:08x}",
        created=f"2026-01-01T00:{number // 60:02d}:{number % 60:02d}+00:00",
    )


def fill_store(base: Path, configs: Sequence[TrainingConfig] = CONFIGS, *, data: DatasetRef | None = None) -> list[str]:
    """Runs with these settings, the first the earliest; returns their ids."""
    store = RunStore(base)
    runs = [a_stored_run(each, n, accuracy=0.8 + n / 50, data=data) for n, each in enumerate(configs, 1)]
    return [store.save(run).id for run in runs]


def explorer_of(window: MainWindow) -> RunsExplorer:
    """Who presents the tab."""
    tab = window.views.presenter("Runs")
    assert isinstance(tab, RunsTab)
    return tab.runs


def open_runs(window: MainWindow, qtbot: QtBot, n_runs: int) -> RunsView:
    """The tab, once it lists so many runs."""
    window.view_tabs.show_titled("Runs")
    explorer = explorer_of(window)
    view = explorer.view
    assert view is not None
    qtbot.waitUntil(lambda: view.isVisible() and view.model.rowCount() == n_runs)
    return view


def names_in(view: RunsView) -> list[str]:
    """What the runs that are listed are called, from top to bottom."""
    return [view.model.text(run, RUN) for run in view.model.rows]


def select_run(view: RunsView, name: str) -> None:
    """Click a run's name."""
    cell = view.table.visualRect(view.model.index(names_in(view).index(name), RUN))
    at = view.table.delegate.star_place(cell).center() + QPoint(30, 0)
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def click_in(view: RunsView, name: str, part: str) -> None:
    """Click the tick or the star of a run."""
    cell = view.table.visualRect(view.model.index(names_in(view).index(name), RUN))
    place = view.table.delegate.tick_place(cell) if part == "tick" else view.table.delegate.star_place(cell)
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
