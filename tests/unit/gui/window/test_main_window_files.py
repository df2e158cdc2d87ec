"""The window and files: digits and networks, good ones and bad ones."""

import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from engine.data.reference import DatasetRef
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from tests.digits_in_use import data_label
from tests.slow_drive import SlowDrive
from tests.window_fixtures import ENDLESS, Answer, a_config, drag, open_network, press

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]


@pytest.fixture
def stroke_file(tmp_path: Path) -> Path:
    """Forty drawings of ones and sevens."""
    rng = np.random.default_rng(1)
    drawings = []
    for number in range(40):
        shape = ONE if number % 2 else [(0.2, 0.2), (0.8, 0.2), (0.45, 0.85)]
        points = np.array(shape) * 500 + rng.normal(0, 10, (len(shape), 2))
        drawings.append({"label": 1 if number % 2 else 7, "strokes": [points.tolist()]})
    path = tmp_path / "sevens.json.gz"
    path.write_bytes(gzip.compress(json.dumps(drawings).encode()))
    return path


def a_model_file(path: Path, *hidden_layers: int, seed: int = 3) -> Path:
    save_model(Model(first_parameters(a_config(hidden_layers=hidden_layers, seed=seed))), path)
    return path


def wait_for_idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.controller.state == "idle")


# Digits


@pytest.mark.parametrize("how", ["button", "menu"])
def test_digits_from_a_file_are_used_and_trained_on(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, stroke_file: Path, how: str
) -> None:
    answer_open(stroke_file)
    if how == "button":
        window.panel.open_data_button.click()
    else:
        window.menus.open_data.trigger()
    qtbot.waitUntil(lambda: window.panel.dataset_box.currentData() == str(stroke_file))
    assert window.panel.dataset_box.currentText() == "sevens.json.gz"
    assert data_label(window) == "sevens.json.gz: 40 digits, 6 of them for testing"
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    report = window.workspace.last_report
    assert report is not None
    assert report.test_evaluation is not None
    assert report.test_evaluation.n == 6
    window.panel.dataset_box.activated.emit(window.panel.dataset_box.findData("uci-digits"))
    qtbot.waitUntil(lambda: data_label(window).startswith("UCI digits: 300 digits"))
    assert window.panel.dataset_box.currentData() == "uci-digits"


def test_cancel_opens_nothing(window: MainWindow, answer_open: Answer) -> None:
    dataset, parameters = window.workspace.dataset, window.workspace.parameters
    answer_open(None)
    window.panel.open_data_button.click()
    window.menus.open_data.trigger()
    open_network(window)
    assert window.workspace.dataset is dataset
    assert window.workspace.parameters is parameters
    assert not window.panel.data_message.is_shown()
    assert not window.status.errors


BAD_DIGITS = (
    ("damaged.mat", b"MATLAB 5.0 but no more"),
    ("damaged.json", b'[{"label": 3, "strokes": [[[1, 2'),
    ("damaged.json.gz", b"\x1f\x8b\x08broken"),
    ("empty.json", b""),
    ("wrong.json", b'{"label": 3}'),
    ("picture.png", b"\x89PNG"),
)


def test_bad_digits_are_told_beside_the_data_box_and_the_good_ones_stay(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path
) -> None:
    for name, content in BAD_DIGITS:
        path = tmp_path / name
        path.write_bytes(content)
        dataset, label = window.workspace.dataset, data_label(window)
        answer_open(path)
        window.panel.open_data_button.click()
        qtbot.waitUntil(window.panel.data_message.is_shown)
        assert name in window.panel.data_message.text
        assert window.status.errors == (window.panel.data_message.text,)
        assert window.workspace.dataset is dataset
        assert data_label(window) == label
        assert window.panel.dataset_box.currentData() == "uci-digits"
        window.panel.form.set_config(a_config())
        press(window, "trainButton")
        wait_for_idle(window, qtbot)
        assert window.workspace.last_report is not None
        assert window.workspace.last_report.state == "finished"


def test_digits_that_could_not_be_opened_leave_the_curves_to_go_on(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path
) -> None:
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    points = window.workspace.history.points()
    answer_open(tmp_path / "nothing-there.mat")
    window.panel.open_data_button.click()
    qtbot.waitUntil(window.panel.data_message.is_shown)
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    np.testing.assert_array_equal(window.workspace.history.points()[: len(points)], points)
    assert window.workspace.history.last_epoch == 6


def test_good_digits_after_bad_ones_take_the_message_away(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path, stroke_file: Path
) -> None:
    answer_open(tmp_path / "nothing-there.mat")
    window.panel.open_data_button.click()
    qtbot.waitUntil(window.panel.data_message.is_shown)
    answer_open(stroke_file)
    window.panel.open_data_button.click()
    qtbot.waitUntil(lambda: window.panel.dataset_box.currentData() == str(stroke_file))
    assert not window.panel.data_message.is_shown()


def test_a_file_that_went_away_is_told_when_it_is_chosen_again(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, stroke_file: Path
) -> None:
    answer_open(stroke_file)
    window.panel.open_data_button.click()
    qtbot.waitUntil(lambda: window.panel.dataset_box.currentData() == str(stroke_file))
    box = window.panel.dataset_box
    box.activated.emit(box.findData("uci-digits"))
    qtbot.waitUntil(lambda: data_label(window).startswith("UCI digits"))
    assert box.currentData() == "uci-digits"
    stroke_file.unlink()
    box.setCurrentIndex(box.findData(str(stroke_file)))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(window.panel.data_message.is_shown)
    assert window.panel.dataset_box.currentData() == "uci-digits"


# Networks


def test_a_network_is_saved_and_opened_again(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, answer_save: Answer, tmp_path: Path
) -> None:
    drag(window.canvas, ONE)
    window.panel.form.set_config(a_config(epochs=10))
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    trained, reading = window.workspace.parameters, window.reading.class_bars.probabilities.copy()
    answer_save(tmp_path / "mine")  # no suffix: it is added
    window.menus.save_model.trigger()
    assert window.statusBar().currentMessage() == "Saved as mine.npz."
    np.testing.assert_array_equal(load_model(tmp_path / "mine.npz").parameters.flat, trained.flat)
    window.menus.bundled_model.trigger()
    assert (window.reading.class_bars.probabilities != reading).any()
    assert "bundled network" in window.progress.text
    answer_open(tmp_path / "mine.npz")
    open_network(window)
    np.testing.assert_array_equal(window.reading.class_bars.probabilities, reading)
    assert window.progress.text.startswith("The network from mine.npz answers.")
    assert window.workspace.history.last_epoch == 10  # its curves are in the file, and are gone on with
    qtbot.waitUntil(lambda: window.mosaic.parameters is window.workspace.parameters)
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    assert window.workspace.history.last_epoch == 20


def test_the_curves_of_a_network_from_a_file_are_not_gone_on_with_on_other_digits(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    model = window.workspace.model()
    metadata = replace(model.metadata, data=DatasetRef("mnist"))
    save_model(replace(model, metadata=metadata, state=None), tmp_path / "mine.npz")
    window.open_model(tmp_path / "mine.npz")
    assert window.workspace.history.last_epoch == 3
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    assert window.workspace.origin == "training"
    assert window.workspace.history.last_epoch == 3


def test_a_copy_of_an_opened_network_is_called_by_its_own_name(
    window: MainWindow, answer_open: Answer, answer_save: Answer, tmp_path: Path
) -> None:
    answer_open(a_model_file(tmp_path / "first.npz", 8))
    open_network(window)
    answer_save(tmp_path / "second.npz")
    window.menus.save_model.trigger()
    answer_open(tmp_path / "second.npz")
    open_network(window)
    assert window.progress.text.startswith("The network from second.npz answers.")


@pytest.mark.parametrize("hidden_layers", [(), (3,), (16, 9)])
def test_a_network_of_any_shape_is_shown_and_read_by(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path, hidden_layers: tuple[int, ...]
) -> None:
    drag(window.canvas, ONE)
    answer_open(a_model_file(tmp_path / "other.npz", *hidden_layers))
    open_network(window)
    sizes = "-".join(map(str, (400, *hidden_layers, 10)))
    assert window.chip.toolTip().startswith(f"Network {sizes}, ")
    assert window.reading.class_bars.probabilities.sum() == pytest.approx(1.0, abs=1e-4)
    qtbot.waitUntil(lambda: window.mosaic.parameters is window.workspace.parameters)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"just text"])
def test_a_damaged_network_is_told_and_the_one_in_use_stays(
    window: MainWindow, answer_open: Answer, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "damaged.npz"
    path.write_bytes(content)
    drag(window.canvas, ONE)
    parameters, reading = window.workspace.parameters, window.reading.class_bars.probabilities.copy()
    answer_open(path)
    open_network(window)
    assert window.status.errors
    assert "damaged.npz" in window.status.errors[-1]
    assert not window.status.copy_button.isVisible()
    assert window.workspace.parameters is parameters
    np.testing.assert_array_equal(window.reading.class_bars.probabilities, reading)
    answer_open(a_model_file(tmp_path / "good.npz", 8))
    open_network(window)
    assert not window.status.errors
    assert window.workspace.parameters is not parameters


def test_a_network_on_a_slow_drive_is_waited_for_in_another_thread(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = window.workspace.parameters
    slow, other = a_model_file(tmp_path / "slow.npz", 8), a_model_file(tmp_path / "other.npz", 9)
    drive = SlowDrive(monkeypatch, "gui.workers.network_files.load_model", slow=[slow])
    answer_open(slow)
    window.menus.open_model.trigger()
    qtbot.waitUntil(lambda: drive.asked_for == [slow])
    assert window.status.text == "Reading slow.npz…"
    assert window.workspace.parameters is parameters

    answer_open(other)  # in its place
    window.menus.open_model.trigger()
    drive.answer()
    qtbot.waitUntil(lambda: not window.file_dialogs.is_reading)
    assert window.workspace.name == "other.npz"
    assert "Reading" not in window.status.text


def test_a_network_that_comes_when_a_run_has_begun_is_refused(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = SlowDrive(monkeypatch, "gui.workers.network_files.load_model")
    answer_open(a_model_file(tmp_path / "slow.npz", 8))
    window.menus.open_model.trigger()
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    drive.answer()
    qtbot.waitUntil(lambda: bool(window.status.errors))
    assert window.status.errors[-1] == "slow.npz cannot be opened while the network trains: press Stop first."
    assert window.workspace.origin != "file"


@pytest.mark.slow
def test_a_place_that_cannot_be_written_is_told(window: MainWindow, answer_save: Answer, tmp_path: Path) -> None:
    answer_save(tmp_path / "no-such-folder" / "network.npz")
    window.menus.save_model.trigger()
    assert window.status.errors
    assert "network.npz" in window.status.errors[-1]
    answer_save(None)
    window.menus.save_model.trigger()
    answer_save(tmp_path / "network.npz")
    window.menus.save_model.trigger()
    assert not window.status.errors
    assert (tmp_path / "network.npz").is_file()


def test_a_file_is_not_replaced_unasked_because_its_ending_was_left_out(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = a_model_file(tmp_path / "mine.npz", 8)
    before = kept.read_bytes()
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, begin_with: str, kinds: str) -> tuple[str, str]:
        asked.append(begin_with)
        return ("" if len(asked) == 2 else str(tmp_path / "mine")), kinds.split(";;")[len(asked) == 3]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.menus.save_model.trigger()
    assert asked == ["network", str(kept)]  # the second time the dialog asks whether it is to be replaced: no
    assert kept.read_bytes() == before
    window.workspace.set_model(Model(first_parameters(a_config())), "file")
    window.menus.save_model.trigger()
    assert (tmp_path / "mine.mat").is_file()  # of which there was none
    assert kept.read_bytes() == before


@pytest.mark.parametrize("name", ["network.onnx", "NETWORK.ONNX"])
def test_without_the_package_for_onnx_the_window_says_how_to_get_it(
    window: MainWindow, answer_save: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    answer_save(tmp_path / name)
    window.menus.save_model.trigger()
    assert window.status.errors
    assert 'start the program by "uv run --group onnx main.py", or save the network as .npz' in window.status.errors[-1]
    assert not window.status.copy_button.isVisible()
    assert not list(tmp_path.glob("*.onnx*"))


def test_with_it_a_network_is_saved_for_other_programs(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    onnx = pytest.importorskip("onnx", reason="written by the group onnx: uv run --group onnx pytest")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: (str(tmp_path / "mine"), str(asked[3]).split(";;")[-1])
    )
    window.menus.save_model.trigger()
    assert window.statusBar().currentMessage() == "Saved as mine.onnx."
    onnx.checker.check_model(onnx.load(tmp_path / "mine.onnx"))


def test_a_damaged_network_of_another_program_leaves_the_one_in_use(
    window: MainWindow, answer_open: Answer, tmp_path: Path
) -> None:
    before = window.workspace.model().parameters
    (tmp_path / "mine.onnx").write_bytes(b"\x08\x07")
    answer_open(tmp_path / "mine.onnx")
    open_network(window)
    assert window.status.errors[-1].startswith("mine.onnx: expected a network as ONNX, got a file that cannot be re")
    assert window.workspace.model().parameters is before


def test_how_the_network_of_another_program_was_understood_is_told(
    window: MainWindow, answer_open: Answer, tmp_path: Path
) -> None:
    layers = load_model().parameters
    arrays: dict[str, Any] = {f"W{i}": weights for i, weights in enumerate(layers.weights, start=1)}
    arrays |= {f"b{i}": biases for i, biases in enumerate(layers.biases, start=1)}
    np.savez(tmp_path / "theirs.npz", **arrays)
    answer_open(tmp_path / "theirs.npz")
    open_network(window)
    assert not window.status.errors
    assert window.statusBar().currentMessage().startswith("theirs.npz does not say how its network is used; taken for ")
    np.testing.assert_array_equal(window.workspace.model().parameters.flat, layers.flat)


def test_during_a_run_a_network_can_be_saved_and_none_opened(
    window: MainWindow, qtbot: QtBot, answer_save: Answer, tmp_path: Path
) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    for action in (window.menus.open_data, window.menus.open_model, window.menus.bundled_model):
        assert not action.isEnabled()
    answer_save(tmp_path / "under way.npz")
    window.menus.save_model.trigger()
    assert load_model(tmp_path / "under way.npz").metadata.as_json()["epochs"] > 0
    assert window.controller.state == "running"


def test_an_opened_network_that_fits_is_trained_further(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path
) -> None:
    answer_open(a_model_file(tmp_path / "mine.npz", 8, seed=50))
    open_network(window)
    opened = window.workspace.parameters.flat.copy()
    window.panel.form.set_config(a_config(learning_rate=0.0))
    press(window, "trainButton")
    wait_for_idle(window, qtbot)
    np.testing.assert_array_equal(window.workspace.parameters.flat, opened)


def test_the_course_weights_can_be_opened(window: MainWindow, answer_open: Answer, data_folder: Path) -> None:
    drag(window.canvas, ONE)
    answer_open(data_folder / "ex4weights.mat")
    open_network(window)
    assert not window.status.errors
    assert window.reading.class_bars.winner == 1
    assert window.progress.text.startswith("The network from ex4weights.mat answers.")
