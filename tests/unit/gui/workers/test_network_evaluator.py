"""Evaluating the network in use on the digits in use, by the menu."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.models.files import save_model
from engine.models.model import Model
from engine.nn.initializers import initialize
from engine.nn.network import Architecture
from engine.training.metrics import evaluate
from gui.main_window import MainWindow


def _said(window: MainWindow) -> str:
    return window.progress.text


def _evaluate(window: MainWindow, qtbot: QtBot) -> None:
    assert window.menus.evaluate.isEnabled()
    window.menus.evaluate.trigger()
    qtbot.waitUntil(lambda: not window.controller.is_reading)


def test_it_tells_cost_and_accuracy_of_all_digits_and_of_the_test_digits(window: MainWindow, qtbot: QtBot) -> None:
    dataset = window.workspace.dataset
    assert dataset is not None
    window.panel.form.weight_decay_box.setValue(2.0)
    before = window.workspace.parameters.flat.copy()

    _evaluate(window, qtbot)

    everything = evaluate(window.workspace.parameters, dataset.digits, weight_decay=2.0)
    test = evaluate(window.workspace.parameters, dataset.test)
    assert _said(window) == (
        f"UCI digits: cost with weight decay (λ = 2) {everything.cost:.6f}, {everything.accuracy * 100:.2f} % of 300 "
        "digits read right; "
        f"of the 60 test digits {test.accuracy * 100:.2f} %."
    )
    np.testing.assert_array_equal(window.workspace.parameters.flat, before)


@pytest.mark.slow
def test_digits_of_another_format_are_resampled_for_the_network_and_it_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    small = initialize(Architecture.dense(n_inputs=64), scheme="glorot", rng=np.random.default_rng(1))
    save_model(Model(small), tmp_path / "small.npz")
    window.open_model(tmp_path / "small.npz")

    _evaluate(window, qtbot)

    assert "read right" in window.progress.text
    assert window.progress.text.endswith("the pictures are 20 × 20; they were resampled to 8 × 8.")


def test_it_waits_for_the_end_of_a_run(window: MainWindow, qtbot: QtBot) -> None:
    window.run_bar.train_button.click()
    qtbot.waitUntil(lambda: window.controller.state == "running")
    assert not window.menus.evaluate.isEnabled()

    window.run_bar.stop_button.click()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.menus.evaluate.isEnabled()


@pytest.mark.slow
@pytest.mark.parametrize(("weight_decay", "cost"), [(0.0, "0.287629"), (1.0, "0.383770")])
def test_the_courses_figures_are_told_in_the_window(
    weight_decay: float, cost: str, make_window: Callable[[], MainWindow], qtbot: QtBot, data_folder: Path
) -> None:
    window = make_window()
    window.open_data(str(data_folder / "ex4data1.mat"))
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    window.open_model(data_folder / "ex4weights.mat")
    window.panel.form.weight_decay_box.setValue(weight_decay)

    _evaluate(window, qtbot)

    assert f" {cost}, " in _said(window)
    assert "97.52 % of 5,000 digits read right" in _said(window)
