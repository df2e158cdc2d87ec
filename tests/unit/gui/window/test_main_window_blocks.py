"""The window and a network of 64 inputs: trained, drawn for, saved, opened, and left again for one of 400."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot
from scipy.io import loadmat

from engine.data.dataset import Dataset
from engine.ink.input_formats import BLOCKS, FRAME
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters, train
from gui.main_window import MainWindow
from tests.window_fixtures import ENDLESS, Answer, a_config, choose, drag, open_network, picture_of, press

THREE = [(0.3, 0.2), (0.6, 0.2), (0.65, 0.35), (0.45, 0.48), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8)]
ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]
STANDARDIZED = a_config(input_scaling="standardized", epochs=20)

pytestmark = pytest.mark.usefixtures("quick_blocks")


def use_data(window: MainWindow, qtbot: QtBot, name: str) -> None:
    choose(window.panel.dataset_box, name)
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    assert window.panel.dataset_box.currentData() == name


def train_until_over(window: MainWindow, qtbot: QtBot, config: TrainingConfig) -> None:
    window.panel.form.set_config(config)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.last_report is not None
    assert window.workspace.last_report.state == "finished"


def bars_of(window: MainWindow) -> NDArray[np.floating]:
    return window.reading.class_bars.probabilities.copy()


def form_shown(window: MainWindow) -> tuple[object, tuple[int, int], tuple[int, ...] | None]:
    """The form that the network input has, the mosaic's tiles, and the picture that is shown."""
    network_input = window.reading.network_input
    shape = None if network_input.frame is None else network_input.frame.shape
    return network_input.input_format, window.mosaic.tiles._tile_shape, shape


# Trained by the buttons


def test_the_window_changes_to_8x8_when_the_network_does_and_keeps_the_drawing(
    window: MainWindow, qtbot: QtBot, few_blocks: Dataset
) -> None:
    drag(window.canvas, THREE)
    bundled = bars_of(window)
    use_data(window, qtbot, "uci-digits-8x8")
    assert form_shown(window) == (FRAME, (20, 20), (20, 20))  # the digits alone change no network
    np.testing.assert_array_equal(bars_of(window), bundled)
    picture = picture_of(window.reading.network_input)
    train_until_over(window, qtbot, STANDARDIZED)
    assert form_shown(window) == (BLOCKS, (8, 8), (8, 8))
    np.testing.assert_array_equal(window.workspace.parameters.flat, train(STANDARDIZED, few_blocks).parameters)
    assert window.workspace.scaling.name == "standardized"
    assert (picture_of(window.reading.network_input) != picture).any()
    assert bars_of(window).sum() == pytest.approx(1.0, abs=1e-3)
    assert (bars_of(window) != bundled).any()
    assert len(window.canvas.drawing.strokes) == 1
    assert window.status.facts.toolTip() == "UCI digits, 8×8: 300 digits, 60 of them for testing"
    assert window.chip.toolTip().startswith("Network 64-8-10, 610 parameters.")


def test_drawing_with_the_mouse_gives_bars_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    use_data(window, qtbot, "uci-digits-8x8")
    train_until_over(window, qtbot, STANDARDIZED)
    assert not bars_of(window).any()
    drag(window.canvas, THREE)
    three = bars_of(window)
    assert three.sum() == pytest.approx(1.0, abs=1e-3)
    press(window, "clearButton")
    assert not bars_of(window).any()
    drag(window.canvas, ONE)
    assert (bars_of(window) != three).any()
    press(window, "clearButton")
    drag(window.canvas, THREE)
    np.testing.assert_array_equal(bars_of(window), three)


@pytest.mark.slow
def test_drawing_while_it_learns_and_resetting_stay_8x8(window: MainWindow, qtbot: QtBot) -> None:
    use_data(window, qtbot, "uci-digits-8x8")
    window.panel.form.set_config(ENDLESS)
    drag(window.canvas, THREE)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    drag(window.canvas, ONE)
    assert form_shown(window)[0] is BLOCKS
    press(window, "resetButton")
    qtbot.waitUntil(lambda: window.workspace.origin == "random")
    np.testing.assert_array_equal(window.workspace.parameters.flat, first_parameters(ENDLESS, (8, 8, 1)).flat)
    qtbot.waitUntil(lambda: form_shown(window) == (BLOCKS, (8, 8), (8, 8)))


# There and back


def test_the_bundled_network_brings_20x20_back_with_the_drawing(window: MainWindow, qtbot: QtBot) -> None:
    drag(window.canvas, ONE)
    before, shown = bars_of(window), picture_of(window.reading)
    use_data(window, qtbot, "uci-digits-8x8")
    train_until_over(window, qtbot, STANDARDIZED)
    assert form_shown(window)[0] is BLOCKS
    window.menus.bundled_model.trigger()
    qtbot.waitUntil(lambda: form_shown(window) == (FRAME, (20, 20), (20, 20)))
    np.testing.assert_array_equal(bars_of(window), before)
    np.testing.assert_array_equal(picture_of(window.reading), shown)
    assert window.reading.class_bars.winner == 1


@pytest.mark.slow
@pytest.mark.parametrize("scaling", ["none", "centered", "standardized"])
def test_a_saved_network_gives_the_very_same_bars_here_and_in_another_window(
    make_window: Callable[[], MainWindow],
    qtbot: QtBot,
    answer_open: Answer,
    answer_save: Answer,
    tmp_path: Path,
    scaling: str,
) -> None:
    window = make_window()
    use_data(window, qtbot, "uci-digits-8x8")
    train_until_over(window, qtbot, STANDARDIZED.with_values(input_scaling=scaling))
    drag(window.canvas, THREE)
    reading = bars_of(window)
    answer_save(tmp_path / "blocks.npz")
    window.menus.save_model.trigger()
    window.menus.bundled_model.trigger()
    assert (bars_of(window) != reading).any()
    answer_open(tmp_path / "blocks.npz")
    open_network(window)
    np.testing.assert_array_equal(bars_of(window), reading)
    other = make_window()
    open_network(other)
    assert other.reading.network_input.input_format is BLOCKS
    drag(other.canvas, THREE)
    np.testing.assert_array_equal(bars_of(other), reading)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    ("loss", "name"),
    [
        ("sigmoid-cross-entropy", "weights.mat"),
        ("sigmoid-squared-error", "weights"),
        ("softmax-cross-entropy", "WEIGHTS.MAT"),
    ],
)
def test_a_network_is_saved_for_octave_and_opened_again(
    window: MainWindow,
    qtbot: QtBot,
    answer_open: Answer,
    answer_save_for_octave: Answer,
    tmp_path: Path,
    loss: str,
    name: str,
) -> None:
    use_data(window, qtbot, "uci-digits-8x8")
    train_until_over(window, qtbot, STANDARDIZED.with_values(output_loss=loss, dtype="float64"))
    drag(window.canvas, THREE)
    reading, winner = bars_of(window), window.reading.class_bars.winner
    answer_save_for_octave(tmp_path / name)
    window.menus.save_model.trigger()
    (path,) = tmp_path.glob("*eights*" if name.islower() else "WEIGHTS*")
    assert path.name == ("weights.mat" if name.islower() else name)
    assert window.statusBar().currentMessage() == f"Saved as {path.name}."
    thetas = loadmat(str(path))
    assert (thetas["Theta1"].shape, thetas["Theta2"].shape) == ((8, 65), (10, 9))
    window.menus.bundled_model.trigger()
    answer_open(path)
    open_network(window)
    assert form_shown(window)[0] is BLOCKS
    assert window.workspace.scaling.is_identity  # it is in the weights now
    assert window.reading.class_bars.winner == winner
    if loss.startswith("sigmoid"):
        np.testing.assert_allclose(bars_of(window), reading, atol=1e-9)
    assert window.progress.text.startswith(f"The network from {path.name} answers.")


def test_a_network_that_the_octave_form_cannot_hold_is_told_and_nothing_is_written(
    window: MainWindow, qtbot: QtBot, answer_save_for_octave: Answer, tmp_path: Path
) -> None:
    train_until_over(window, qtbot, a_config(hidden_activation="relu"))
    answer_save_for_octave(tmp_path / "relu.mat")
    window.menus.save_model.trigger()
    assert "save it as .npz" in window.status.errors[-1]
    assert not (tmp_path / "relu.mat").exists()


# Networks and digits that do not belong together


def test_a_small_network_gives_way_to_a_new_one_when_large_digits_are_trained_on(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path, few_digits: Dataset
) -> None:
    save_model(Model(first_parameters(a_config(seed=3), (8, 8, 1))), tmp_path / "small.npz")
    answer_open(tmp_path / "small.npz")
    drag(window.canvas, THREE)
    open_network(window)
    assert form_shown(window)[0] is BLOCKS
    train_until_over(window, qtbot, a_config())
    assert form_shown(window) == (FRAME, (20, 20), (20, 20))
    np.testing.assert_array_equal(window.workspace.parameters.flat, train(a_config(), few_digits).parameters)


@pytest.mark.slow
def test_switching_digits_between_runs_starts_a_network_of_their_size(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset, few_blocks: Dataset
) -> None:
    drag(window.canvas, THREE)
    for name, digits in [("uci-digits-8x8", few_blocks), ("uci-digits", few_digits), ("uci-digits-8x8", few_blocks)]:
        use_data(window, qtbot, name)
        assert "raining starts a new" in window.progress.text
        train_until_over(window, qtbot, a_config())
        np.testing.assert_array_equal(window.workspace.parameters.flat, train(a_config(), digits).parameters)
        assert window.reading.network_input.input_format.n_inputs == digits.n_inputs


@pytest.mark.slow
def test_other_inputs_ask_for_another_start(window: MainWindow, qtbot: QtBot, few_blocks: Dataset) -> None:
    use_data(window, qtbot, "uci-digits-8x8")
    train_until_over(window, qtbot, a_config())
    for scaling in ("centered", "standardized", "none"):
        choose(window.panel.form.scaling_box, scaling)
        config = a_config(input_scaling=scaling)
        assert window.panel.form.config() == config
        train_until_over(window, qtbot, config)
        np.testing.assert_array_equal(window.workspace.parameters.flat, train(config, few_blocks).parameters)
    train_until_over(window, qtbot, a_config())
    assert window.workspace.history.last_epoch == 6  # this one went on


def test_a_model_file_knows_its_scaling(window: MainWindow, qtbot: QtBot, answer_save: Answer, tmp_path: Path) -> None:
    use_data(window, qtbot, "uci-digits-8x8")
    train_until_over(window, qtbot, STANDARDIZED)
    answer_save(tmp_path / "blocks.npz")
    window.menus.save_model.trigger()
    model = load_model(tmp_path / "blocks.npz")
    assert model.parameters.architecture.n_inputs == 64
    assert model.scaling.name == "standardized"
    assert model.metadata.as_json()["data"] == "uci-digits-8x8"
    np.testing.assert_array_equal(model.scaling.shift, window.workspace.scaling.shift)
