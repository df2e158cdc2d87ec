"""A notebook's run in the window, end to end: one click on a recipe, Train, and the network reads what is drawn."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QComboBox

from engine.ink.input_formats import BLOCKS
from engine.models.files import load_model, save_model
from engine.training.recipes import RECIPES
from gui.drawing.class_bars import ClassBars
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.main_window import MainWindow
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.network_input import NetworkInput
from tests.e2e.driver import Condition, drive
from tests.window_fixtures import Answer, choose, drag, press

Strokes = Sequence[NDArray[np.float64]]


def recipe_box(window: MainWindow) -> QComboBox:
    box = window.findChild(QComboBox, "recipeBox")
    assert isinstance(box, QComboBox)
    return box


def progress(window: MainWindow) -> str:
    return window.progress.text


def draw(window: MainWindow, strokes: Strokes) -> NDArray[np.floating]:
    """Draw a digit in the middle of an empty sheet with the mouse; the bars that it gives."""
    canvas, bars = window.findChild(DrawingCanvas, "drawingCanvas"), window.findChild(ClassBars, "classBars")
    assert isinstance(canvas, DrawingCanvas)
    assert isinstance(bars, ClassBars)
    if not canvas.drawing.is_empty:
        press(window, "clearButton")
    points = np.concatenate(list(strokes))
    low, extent = points.min(axis=0), float(np.ptp(points, axis=0).max())
    margin = (1 - np.ptp(points, axis=0) / extent * 0.7) / 2
    for stroke in strokes:
        drag(canvas, [(float(x), float(y)) for x, y in (stroke - low) / extent * 0.7 + margin])
    return bars.probabilities.copy()


def until_over(window: MainWindow) -> Condition:
    return lambda: window.controller.state == "idle" and window.workspace.origin == "training"


@pytest.mark.slow
def test_the_scikit_learn_notebooks_network_is_trained_on_8x8_and_reads_drawn_digits(
    digit_strokes: list[Strokes], answer_save: Answer, answer_open: Answer, tmp_path: Path
) -> None:
    drawn: list[NDArray[np.floating]] = []
    again: list[NDArray[np.floating]] = []

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        choose(recipe_box(window), "mlp-sgd")
        assert window.panel.form.config() == RECIPES["mlp-sgd"].config
        yield lambda: not window.controller.is_reading
        press(window, "trainButton")
        yield until_over(window)
        report = window.workspace.last_report
        assert report is not None
        assert report.state == "finished"
        assert report.test_evaluation is not None
        assert report.test_evaluation.n == 270
        assert report.test_evaluation.accuracy >= 0.93
        assert re.fullmatch(
            r"Finished 15 epochs\. 9\d\.\d % of 1,527 training digits and 9\d\.\d % of 270 test digits read right\. "
            r"Loss 0\.\d{4}\.",
            progress(window),
        )
        network_input, mosaic = window.findChild(NetworkInput), window.findChild(WeightMosaic, "weightMosaic")
        assert isinstance(network_input, NetworkInput)
        assert isinstance(mosaic, WeightMosaic)
        assert network_input.input_format is BLOCKS
        assert mosaic.parameters is not None
        assert mosaic.parameters.weights[0].shape == (64, 10)
        drawn.extend(draw(window, strokes) for strokes in digit_strokes)
        answer_save(tmp_path / "blocks.npz")
        window.menus.save_model.trigger()

    def in_a_new_window(window: MainWindow) -> Iterator[Condition]:
        answer_open(tmp_path / "blocks.npz")
        window.menus.open_model.trigger()
        yield lambda: not window.file_dialogs.is_reading
        again.extend(draw(window, strokes) for strokes in digit_strokes)
        yield lambda: True

    assert drive([], script) == 0
    right = sum(int(bars.argmax()) == digit for digit, bars in enumerate(drawn))
    assert right >= 6, [int(bars.argmax()) for bars in drawn]
    assert drive([], in_a_new_window) == 0
    np.testing.assert_array_equal(again, drawn)


@pytest.mark.slow
def test_a_recipe_of_the_command_line_is_set_up_with_its_digits() -> None:
    def script(window: MainWindow) -> Iterator[Condition]:
        assert recipe_box(window).currentData() == "uci-squared-error"
        yield lambda: not window.controller.is_reading
        assert window.workspace.dataset is not None
        assert window.workspace.dataset.source == window.panel.dataset_box.currentData() == "uci-digits-8x8"
        assert window.panel.form.config() == RECIPES["uci-squared-error"].config
        window.panel.form.epochs_box.setValue(30)
        press(window, "trainButton")
        yield until_over(window)
        assert window.workspace.parameters.architecture.n_inputs == 64
        assert window.workspace.scaling.name == "centered"

    assert drive(["--recipe", "uci-squared-error"], script) == 0


@pytest.mark.slow
def test_the_course_exercise_comes_to_its_figures_in_the_window(data_folder: Path) -> None:
    data = data_folder / "ex4data1.mat"

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        assert window.workspace.dataset is not None
        assert window.workspace.dataset.source == str(data)
        assert window.panel.form.config() == RECIPES["ex4-tnc"].config
        press(window, "trainButton")
        yield lambda: window.workspace.history.n_points > 2
        assert window.controller.state == "running"
        press(window, "trainButton")
        yield lambda: window.controller.state == "paused"
        assert "evaluations" in progress(window)
        press(window, "trainButton")
        yield until_over(window)
        report = window.workspace.last_report
        assert report is not None
        assert report.train_evaluation is not None
        assert report.train_evaluation.n == 5000
        assert report.train_evaluation.cost <= 0.33
        assert report.train_evaluation.accuracy >= 0.993
        assert report.test_evaluation is None
        assert progress(window).endswith(f" {report.train_evaluation.cost:.4f}.")
        assert " % of 5,000 training digits read right. " in progress(window)

    assert drive(["--data", str(data), "--recipe", "ex4-tnc"], script) == 0


@pytest.mark.slow
def test_a_recipe_whose_data_are_missing_is_offered_and_the_bundled_digits_stay() -> None:
    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        assert window.panel.data_row.link.isVisible()
        assert window.panel.dataset_box.currentData() == "ex4"
        assert window.workspace.dataset is not None
        assert window.workspace.dataset.source == "uci-digits"
        assert not window.run_bar.train_button.isEnabled()  # other digits would be trained under its name
        assert window.panel.form.config() == RECIPES["ex4-tnc"].config

    assert drive(["--recipe", "ex4-tnc"], script) == 0


@pytest.mark.slow
def test_a_model_file_of_the_command_line_brings_8x8(tmp_path: Path) -> None:
    path = tmp_path / "small.npz"

    def train_it(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        press(window, "trainButton")
        yield until_over(window)
        save_model(window.workspace.model(), path)

    def script(window: MainWindow) -> Iterator[Condition]:
        assert window.workspace.input_format is BLOCKS
        np.testing.assert_array_equal(window.workspace.parameters.flat, load_model(path).parameters.flat)
        yield lambda: True

    assert drive(["--recipe", "softmax-regression-sgd"], train_it) == 0
    assert load_model(path).metadata.as_json()["config"] == RECIPES["softmax-regression-sgd"].config.as_dict()
    assert drive(["--model", str(path)], script) == 0
