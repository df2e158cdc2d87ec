"""The window and digits from files and folders: good ones are used, bad ones are told and change nothing."""

import gzip
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from scipy.io import savemat

from gui.main_window import MainWindow
from tests.digits_in_use import data_label, is_settled, source_of
from tests.window_fixtures import ENDLESS, Answer, a_config, choose, drag, press

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]


@pytest.fixture
def picture_folder(tmp_path: Path) -> Path:
    """Three pictures of each digit from 0 to 4."""
    for digit in range(5):
        folder = tmp_path / "my pictures" / str(digit)
        folder.mkdir(parents=True)
        for number in range(3):
            paper = np.full((40, 30 + number), 255, dtype=np.uint8)
            paper[5 : 35 - digit, 10 : 14 + digit] = 0
            Image.fromarray(paper).save(folder / f"{number}.png")
    return tmp_path / "my pictures"


# Good files


@pytest.mark.slow
def test_a_folder_of_pictures_is_opened_by_the_menu(
    window: MainWindow, qtbot: QtBot, answer_folder: Answer, picture_folder: Path
) -> None:
    answer_folder(None)
    window.menus.open_folder.trigger()
    assert is_settled(window)
    answer_folder(picture_folder)
    window.menus.open_folder.trigger()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == str(picture_folder)
    assert window.panel.dataset_box.currentText() == "my pictures"
    assert data_label(window) == "my pictures: 15 digits, 3 of them for testing"
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.origin == "training"


def test_no_folder_is_opened_during_a_run(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    assert not window.menus.open_folder.isEnabled()
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.menus.open_folder.isEnabled()


def test_the_status_bar_follows_the_split_as_it_is_set(window: MainWindow) -> None:
    form = window.panel.form
    assert data_label(window) == "UCI digits: 300 digits, 60 of them for testing"
    choose(form.split_box, "plain")
    assert data_label(window) == "UCI digits: 300 digits, 45 of them for testing"
    form.test_share_box.setValue(0)
    assert data_label(window) == "UCI digits: 300 digits, none for testing"
    form.hidden_edit.setText("nonsense")
    form.test_share_box.setValue(50)
    assert data_label(window) == "UCI digits: 300 digits, none for testing"
    form.hidden_edit.setText("5")
    assert data_label(window) == "UCI digits: 300 digits, 150 of them for testing"
    choose(form.split_box, "given")
    assert data_label(window) == "UCI digits: 300 digits, 60 of them for testing"


# Bad files


def _mat_without_x(folder: Path) -> Path:
    savemat(str(folder / "bad.mat"), {"Z": np.zeros((5, 400)), "y": np.ones((5, 1))})
    return folder / "bad.mat"


def _mat_with_wrong_labels(folder: Path) -> Path:
    savemat(str(folder / "bad.mat"), {"X": np.zeros((5, 400)), "y": np.full((5, 1), 11)})
    return folder / "bad.mat"


def _mat_with_nan(folder: Path) -> Path:
    savemat(str(folder / "bad.mat"), {"X": np.full((5, 400), np.nan), "y": np.ones((5, 1))})
    return folder / "bad.mat"


def _matlab_73(folder: Path) -> Path:
    (folder / "bad.mat").write_bytes(b"MATLAB 7.3 MAT-file".ljust(512) + b"\x89HDF\r\n\x1a\n" + bytes(100))
    return folder / "bad.mat"


def _empty_folder(folder: Path) -> Path:
    (folder / "bad pictures").mkdir()
    return folder / "bad pictures"


def _folder_without_pictures(folder: Path) -> Path:
    (folder / "bad pictures" / "3").mkdir(parents=True)
    return folder / "bad pictures"


def _picture_that_is_none(folder: Path) -> Path:
    (folder / "bad pictures" / "3").mkdir(parents=True)
    (folder / "bad pictures" / "3" / "three.png").write_text("no picture")
    return folder / "bad pictures"


def _idx_that_lies(folder: Path) -> Path:
    (folder / "bad-images-idx3-ubyte").write_bytes(struct.pack(">4I", 0x803, 2**31, 28, 28) + bytes(28 * 28))
    (folder / "bad-labels-idx1-ubyte").write_bytes(struct.pack(">2I", 0x801, 2**31) + bytes(1))
    return folder / "bad-images-idx3-ubyte"


def _csv_with_text(folder: Path) -> Path:
    numbers = ",".join(["0"] * 64)
    (folder / "bad.csv").write_text(f"3,{numbers}\n4,{numbers.replace('0', 'zero', 1)}\n")
    return folder / "bad.csv"


def _truncated_gzip(folder: Path) -> Path:
    table = "\n".join(f"{i % 10}," + ",".join(["0"] * 64) for i in range(50))
    (folder / "bad.csv.gz").write_bytes(gzip.compress(table.encode())[:-20])
    return folder / "bad.csv.gz"


BAD: tuple[Callable[[Path], Path], ...] = (
    _mat_without_x, _mat_with_wrong_labels, _mat_with_nan, _matlab_73, _empty_folder, _folder_without_pictures,
    _picture_that_is_none, _idx_that_lies, _csv_with_text, _truncated_gzip,
)  # fmt: skip


@pytest.mark.slow
def test_bad_digits_are_one_sentence_by_the_data_box_and_everything_stays(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, answer_folder: Answer, tmp_path: Path
) -> None:
    drag(window.canvas, ONE)
    for make in BAD:
        dataset, parameters, label = window.workspace.dataset, window.workspace.parameters, data_label(window)
        reading = window.reading.class_bars.probabilities.copy()
        folder = tmp_path / make.__name__
        folder.mkdir()
        path = make(folder)
        if path.is_dir():
            answer_folder(path)
            window.menus.open_folder.trigger()
        else:
            answer_open(path)
            window.menus.open_data.trigger()
        qtbot.waitUntil(window.panel.data_message.is_shown)
        text = window.panel.data_message.text
        assert "bad" in text, make.__name__
        assert "\n" not in text
        assert "Traceback" not in text
        assert window.status.errors == (window.panel.data_message.text,)
        qtbot.waitUntil(lambda: is_settled(window))
        assert window.workspace.dataset is dataset
        assert source_of(window) == "uci-digits"
        assert data_label(window) == label
        assert window.workspace.parameters is parameters
        np.testing.assert_array_equal(window.reading.class_bars.probabilities, reading)
        assert len(window.canvas.drawing.strokes) == 1
        window.panel.form.set_config(a_config())
        press(window, "trainButton")
        assert not window.panel.data_message.is_shown()
        qtbot.waitUntil(lambda: window.controller.state == "idle")
        assert window.workspace.data is not None
        assert window.workspace.data.name == "uci-digits"
