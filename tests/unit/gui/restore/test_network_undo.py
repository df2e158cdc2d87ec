"""No network is lost: whatever takes the place of one says where it is, and Undo brings it back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.models.files import save_model
from engine.models.model import Model
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from tests.session_windows import OpenWindow, train_once
from tests.window_fixtures import ENDLESS, a_config, open_network, press

Change = Callable[[MainWindow, QtBot], None]


@pytest.fixture
def trained(open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window whose network is run 1."""
    window = open_window()
    window.panel.form.set_config(a_config(hidden_layers=(5,)))
    train_once(window, qtbot)
    assert window.autosave is not None
    qtbot.waitUntil(lambda: window.chip.name == "Run 1, 5 hidden")
    return window


def reset(window: MainWindow, _qtbot: QtBot) -> None:
    press(window, "resetButton")


def use_bundled(window: MainWindow, _qtbot: QtBot) -> None:
    window.menus.bundled_model.trigger()


def open_file(window: MainWindow, _qtbot: QtBot) -> None:
    open_network(window)


def train_by_recipe(window: MainWindow, qtbot: QtBot) -> None:
    window.recipes.choose("softmax-regression")
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.last_epoch > 1)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (reset, "New random weights. Run 1 is kept."),
        (use_bundled, "The bundled network answers. Run 1 is kept."),
        (open_file, "other.npz answers. Run 1 is kept."),
        (train_by_recipe, "This is a new run. Run 1 is kept."),
    ],
)
def test_undo_brings_back_what_gave_way(
    trained: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change, told: str
) -> None:
    window, workspace = trained, trained.workspace
    path = tmp_path / "other.npz"
    save_model(Model(first_parameters(a_config(hidden_layers=(9,)))), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    run, weights, history = workspace.run, workspace.parameters.flat.copy(), workspace.history
    change(window, qtbot)
    qtbot.waitUntil(lambda: window.status.text.endswith(told))
    assert workspace.run.id != run.id
    assert window.status.action_button.text() == "Undo"
    window.status.action_button.click()
    qtbot.waitUntil(lambda: workspace.run.id == run.id)
    np.testing.assert_array_equal(workspace.parameters.flat, weights)
    assert workspace.history == history
    assert window.chip.name == "Run 1, 5 hidden"
    assert window.autosave is not None
    qtbot.waitUntil(lambda: window.autosave is not None and window.autosave.save_now() == "")
    assert window.autosave.folder.store.has(run.id)


@pytest.mark.slow
def test_undo_amid_a_run_stops_it_and_keeps_it_too(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.status.text == "This is a new run. Run 1 is kept.")
    second = window.workspace.run.id
    window.status.action_button.click()
    qtbot.waitUntil(lambda: window.workspace.run.id != second and window.controller.state == "idle")
    assert window.chip.name == "Run 1, 5 hidden"
    qtbot.waitUntil(lambda: window.status.text.startswith("Run 1 answers."))
    window.status.action_button.click()
    assert window.workspace.run.id == second
    assert window.autosave is not None
    assert window.autosave.save_now() == ""
    assert {1, 2} == {run.number for run in window.autosave.folder.store.runs()}


def test_settings_that_gave_way_to_a_recipe_come_back(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    config = window.settings.config
    window.recipes.choose("softmax-regression")
    assert window.settings.config != config
    assert window.status.text.startswith("The settings are those of")
    assert window.run_bar.train_button.text() == "Train a new network"
    window.status.action_button.click()
    assert window.settings.config == config
    assert not window.workspace.begins_anew


def test_of_random_and_bundled_networks_nothing_is_said(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    for _ in range(2):
        press(window, "resetButton")
        window.menus.bundled_model.trigger()
    qtbot.wait(20)
    assert not window.status.action_button.isVisible()
