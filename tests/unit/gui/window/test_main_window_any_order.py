"""The window in the hands of people who press anything at any time: recipes, digits, networks, methods, buttons."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from scipy.io import savemat

from engine.ink.input_formats import format_of
from engine.models.files import save_model
from engine.models.model import Model
from engine.nn.network import picture_shape
from engine.training.recipes import RECIPES
from engine.training.train import first_parameters
from gui.frame.run_bar import SPEEDS
from gui.main_window import MainWindow
from tests.window_fixtures import Answer, a_config, button, choose, drag, open_network, press

BUTTONS = ("trainButton", "trainButton", "stepButton", "stopButton", "resetButton")


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Networks of both kinds, and digits: a course file, and one that is not there."""
    models = [folder / f"{n_inputs}.npz" for n_inputs in (64, 400)]
    for path in models:
        save_model(Model(first_parameters(a_config(), picture_shape(int(path.stem)))), path)
    x = np.random.default_rng(1).uniform(0, 1, (60, 400))
    savemat(str(folder / "course.mat"), {"X": x, "y": 1 + np.arange(60)[:, None] % 10})
    return models, [folder / "course.mat", folder / "missing.mat"]


def actions_of(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, folder: Path, rng: np.random.Generator
) -> list[Callable[[], object]]:
    """All that can be done, what is not enabled left out."""
    models, digits = files_in(folder)
    form, panel, menus = window.panel.form, window.panel, window.menus

    def one_of(box: QComboBox) -> None:
        if box.isEnabled():
            choose(box, box.itemData(int(rng.choice([i for i in range(box.count()) if box.itemText(i)]))))

    def take_recipe() -> None:
        if panel.recipe_box.isEnabled():
            choose(panel.recipe_box, str(rng.choice(list(RECIPES))))

    def open_model() -> None:
        answer_open(models[rng.integers(2)])
        open_network(window)

    def open_data() -> None:
        answer_open(digits[rng.integers(2)])
        menus.open_data.trigger()

    def set_length() -> None:
        if form.epochs_box.isEnabled():
            form.epochs_box.setValue(int(rng.choice([0, 1, 3, 1_000_000])))

    def await_news() -> None:
        with qtbot.waitSignal(window.workspace.network_changed, timeout=60, raising=False):
            pass

    boxes = (form.optimizer_box, form.scaling_box, form.split_box, form.schedule_box, form.loss_box)
    return [
        *(button(window, name).click for name in BUTTONS),
        *(button(window, name).click for name in BUTTONS[:3]),
        *(lambda box=box: one_of(box) for box in boxes),
        lambda: window.run_bar.speed_slider.setValue(int(rng.integers(len(SPEEDS)))),
        lambda: one_of(panel.dataset_box),
        take_recipe,
        open_model,
        open_data,
        menus.bundled_model.trigger,
        set_length,
        lambda: drag(window.canvas, [(float(x), float(y)) for x, y in rng.uniform(0, 1, (4, 2))]),
        button(window, "clearButton").click,
        QApplication.processEvents,
        await_news,
        await_news,
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("quick_blocks")
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_pressed_in_whatever_order_nothing_breaks(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path, seed: int
) -> None:
    rng, form, panel = np.random.default_rng(seed), window.panel.form, window.panel
    actions = actions_of(window, qtbot, answer_open, tmp_path, rng)
    for _ in range(100):
        actions[rng.integers(len(actions))]()
        session, network_input = window.workspace, window.reading.network_input
        assert network_input.input_format is format_of(session.parameters.architecture.input_shape)
        assert network_input.frame is session.frame
    missing = window.recipes.missing_text()  # of digits that were chosen and are not on this computer
    told = tuple(error for error in window.status.errors if "missing.mat is not there any more" not in error)
    assert told == ((missing,) if missing else ()), window.window_message.report
    window.controller.stop()
    # Digits that were chosen on the way may have to be generated first.
    qtbot.waitUntil(lambda: window.controller.state == "idle" and not window.controller.is_reading, timeout=60_000)
    choose(panel.dataset_box, "uci-digits-8x8")
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    form.set_config(a_config())
    window.run_bar.set_speed(0.0)
    press(window, "resetButton")
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.last_report is not None
    assert window.workspace.last_report.state == "finished"
    assert not window.progress.message.is_shown()
