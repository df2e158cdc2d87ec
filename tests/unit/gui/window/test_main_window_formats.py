"""The window and networks of 28x28: opened, drawn for, trained, and shown digits of another format."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from pytestqt.qtbot import QtBot

from engine.data.loading import load_picture
from engine.ink.drawing import DOT_SIZE
from engine.ink.input_formats import BLOCKS, FRAME, LARGE_FRAME, InputFormat
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.training.config import TrainingConfig
from engine.training.recipes import DEFAULT_RECIPE
from engine.training.train import first_parameters, train
from gui.data_tab.data_explorer import DataExplorer
from gui.main_window import MainWindow
from tests.data_drivers import opened as opened_data
from tests.digits_in_use import data_label, is_settled
from tests.evaluation_drivers import explorer_of
from tests.evaluation_drivers import opened as opened_evaluation
from tests.session_windows import OpenWindow, open_window
from tests.window_fixtures import Answer, a_config, choose, drag, open_network, picture_of, press, select

__all__ = ["open_window"]

THREE = [(0.3, 0.2), (0.6, 0.2), (0.65, 0.35), (0.45, 0.48), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8)]
LARGE = a_config(input_format="28x28", epochs=3)
RESAMPLED = "UCI digits: the pictures are 20 × 20; they were resampled to 28 × 28."


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    """A network of 28x28 in a file."""
    path = tmp_path / "large.npz"
    save_model(Model(first_parameters(a_config(seed=3), LARGE_FRAME.shape)), path)
    return path


def read_network(window: MainWindow, path: Path, answer_open: Answer) -> Model:
    answer_open(path)
    open_network(window)
    return load_model(path)


def shown(window: MainWindow) -> tuple[InputFormat, tuple[int, ...], tuple[int, int]]:
    """The format of what the network sees, the picture that is shown, and the tiles of the mosaic."""
    network_input = window.reading.network_input
    assert network_input.frame is not None
    return network_input.input_format, network_input.frame.shape, window.mosaic.tiles._tile_shape


def set_format(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Choose a format under More settings, and wait until the digits are read in it."""
    window.panel.form.more_button.setChecked(True)
    choose(window.panel.form.format_box, name)
    qtbot.waitUntil(lambda: window.data_chooser._read_as == name and is_settled(window))


def train_until_over(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.last_report is not None


# A network that is opened


def test_a_network_of_28x28_reads_the_drawing_as_mnist_lies(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, large_file: Path
) -> None:
    drag(window.canvas, THREE)
    before = picture_of(window.reading.network_input)
    model = read_network(window, large_file, answer_open)

    images, _ = LARGE_FRAME.drawings([window.canvas.drawing.strokes], dot_size=DOT_SIZE)
    qtbot.waitUntil(lambda: shown(window) == (LARGE_FRAME, (28, 28), (28, 28)))
    np.testing.assert_array_equal(window.reading.network_input.frame, images[0])
    np.testing.assert_allclose(window.reading.class_bars.probabilities, model.read(images.reshape(1, -1))[0], rtol=1e-6)
    assert (picture_of(window.reading.network_input) != before).any()
    assert "28 × 28 numbers" in window.reading.network_input.toolTip()
    assert "20 pixels" in window.reading.network_input.toolTip()
    window.menus.bundled_model.trigger()
    qtbot.waitUntil(lambda: shown(window) == (FRAME, (20, 20), (20, 20)))


@pytest.mark.slow
def test_it_reads_a_picture_and_the_digits_in_use(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, large_file: Path, tmp_path: Path
) -> None:
    pixels = np.full((50, 50), 255, np.uint8)
    pixels[5:45, 22:28] = 0
    PillowImage.fromarray(pixels).save(tmp_path / "one.png")
    model = read_network(window, large_file, answer_open)

    window.pictures.open([tmp_path / "one.png"])
    frame = LARGE_FRAME.picture(load_picture(tmp_path / "one.png"))
    assert frame is not None
    qtbot.waitUntil(lambda: window.workspace.picture is not None)
    np.testing.assert_array_equal(window.reading.network_input.frame, frame)
    assert window.workspace.probabilities is not None
    np.testing.assert_allclose(window.workspace.probabilities, model.read(frame.reshape(1, -1))[0], rtol=1e-6)

    view = opened_evaluation(window, explorer_of(window), qtbot)
    qtbot.waitUntil(lambda: view.evaluation is not None)
    assert view.evaluation is not None
    assert view.evaluation.of.digits.input_format == LARGE_FRAME
    assert RESAMPLED in view.summary.text()
    explorer = window.views.presenter("Data")
    assert isinstance(explorer, DataExplorer)
    data = opened_data(window, explorer, qtbot)
    assert "The pictures are 20 × 20; for this network they are resampled to 28 × 28." in data.summary.text()
    assert data.detail.bars.probabilities is not None
    data.detail.canvas_button.click()
    qtbot.waitUntil(lambda: "Traced" in data.detail.remark.text())


def test_evaluating_says_that_digits_were_resampled(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, large_file: Path
) -> None:
    read_network(window, large_file, answer_open)
    window.menus.evaluate.trigger()
    qtbot.waitUntil(lambda: "read right" in window.progress.text)
    assert window.progress.text.endswith(RESAMPLED)


# A setting of runs


def test_the_digits_are_read_in_the_format_that_is_set_and_it_is_told(window: MainWindow, qtbot: QtBot) -> None:
    form = window.panel.form
    form.hidden_edit.setText("25")
    set_format(window, qtbot, "28x28")

    assert window.workspace.dataset is not None
    assert window.workspace.dataset.input_format == LARGE_FRAME
    assert window.status.text == RESAMPLED
    assert data_label(window) == f"UCI digits: 300 digits, 60 of them for testing. {RESAMPLED}"
    assert form.rows["hidden_layers"].note.text().startswith("19,885")
    assert window.workspace.input_format == FRAME  # the network is another one once it is trained

    set_format(window, qtbot, "auto")

    assert window.workspace.dataset.input_format == FRAME
    assert window.status.text != RESAMPLED
    assert data_label(window) == "UCI digits: 300 digits, 60 of them for testing"


@pytest.mark.slow
def test_a_network_of_28x28_is_trained_saved_and_trained_on(
    window: MainWindow, qtbot: QtBot, answer_save: Answer, tmp_path: Path
) -> None:
    drag(window.canvas, THREE)
    window.panel.form.set_config(LARGE)
    train_until_over(window, qtbot)

    dataset = window.workspace.dataset
    assert dataset is not None
    assert shown(window) == (LARGE_FRAME, (28, 28), (28, 28))
    np.testing.assert_array_equal(window.workspace.parameters.flat, train(LARGE, dataset).parameters)
    assert window.chip.toolTip().startswith("Network 784-8-10")
    answer_save(tmp_path / "mine.npz")
    window.menus.save_model.trigger()
    saved = load_model(tmp_path / "mine.npz")
    assert (saved.input_format, saved.metadata.config) == (LARGE_FRAME, LARGE)
    train_until_over(window, qtbot)
    assert window.workspace.history.last_epoch == 6.0


@pytest.mark.slow
def test_train_uses_the_format_at_once_though_the_digits_are_not_read_so_yet(window: MainWindow, qtbot: QtBot) -> None:
    train_until_over(window, qtbot)
    window.panel.form.set_config(LARGE)

    assert str(window.workspace.plan(LARGE).why).startswith("The network reads pictures of 20 × 20, these are 28 × 28")
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and is_settled(window))

    assert window.workspace.input_format == LARGE_FRAME


@pytest.mark.slow
def test_other_digits_come_in_the_format_that_is_set(window: MainWindow, qtbot: QtBot) -> None:
    set_format(window, qtbot, "28x28")
    choose(window.panel.dataset_box, "uci-digits-8x8")
    qtbot.waitUntil(lambda: is_settled(window))
    assert window.workspace.dataset is not None
    assert (window.workspace.dataset.source, window.workspace.dataset.input_format) == ("uci-digits-8x8", LARGE_FRAME)
    assert window.status.text == "UCI digits, 8×8: the pictures are 8 × 8; they were resampled to 28 × 28."
    set_format(window, qtbot, "8x8")
    assert window.workspace.dataset.input_format == BLOCKS


@pytest.mark.slow
def test_a_recipe_of_another_format_brings_its_digits_so(window: MainWindow, qtbot: QtBot) -> None:
    requested: list[tuple[str, str]] = []
    window.controller._load_requested.connect(lambda request: requested.append((request.source, request.read_as)))
    window.panel.form.set_config(TrainingConfig(input_format="28x28"))
    window.data_chooser.use_digits_of("softmax-regression-sgd")
    qtbot.waitUntil(lambda: is_settled(window))
    assert requested == [("uci-digits-8x8", "28x28")]  # read once


def test_it_is_said_under_more_settings_alone(window: MainWindow) -> None:
    form = window.panel.form
    assert not form.format_box.isVisible()
    form.more_button.setChecked(True)
    assert form.format_box.isVisible()
    assert [form.format_box.itemText(i) for i in range(4)] == ["Automatic", "20 × 20", "28 × 28", "8 × 8"]
    select(form.format_box, "28x28")
    form.more_button.setChecked(False)
    assert form.format_box.isVisible()  # as it is changed
    assert "usually Automatic" in form.rows["input_format"].note.text()


@pytest.mark.slow
def test_it_comes_back_with_the_session(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.panel.form.set_config(LARGE)
    train_until_over(window, qtbot)
    before = window.workspace.parameters.flat.copy()
    window.close()

    again = open_window()
    qtbot.waitUntil(lambda: again.workspace.dataset is not None and again.workspace.dataset.read_as == "28x28")

    assert again.workspace.dataset is not None
    assert again.panel.form.config() == LARGE
    np.testing.assert_array_equal(again.workspace.parameters.flat, before)
    assert again.workspace.dataset.input_format == again.workspace.input_format == LARGE_FRAME
    assert again.workspace.plan(LARGE).kind == "train on"


def test_that_pictures_were_resampled_is_not_told_over_what_a_recipe_is_missing(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.recipes.choose("mnist-best")
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.note is not None)
    assert "needs MNIST, which is not on this computer" in window.status.text
    window.recipes.choose(DEFAULT_RECIPE)
    assert "needs MNIST" not in window.status.text
