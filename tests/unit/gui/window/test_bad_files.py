"""The window and files that were made to break it: told in the sentence that the command line says, and nothing is lost."""

import gzip
import io
import json
import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset
from engine.errors import DigitLabError
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from gui.my_drawings.browser import DrawingsBrowser
from gui.workers.background_tasks import BackgroundTasks
from tests.fuzzing.kinds import mutated
from tests.fuzzing.picture_mutations import png_bomb
from tests.fuzzing.seeds import course_files
from tests.fuzzing.trial import fault_of_sentence
from tests.window_fixtures import Answer, a_config, button, drag, open_network, press

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]
Kept = tuple[object, object, list[list[list[float]]], list[float]]


def _kept(window: MainWindow) -> Kept:
    """What must not be lost."""
    strokes = [np.asarray(stroke).tolist() for stroke in window.canvas.drawing.strokes]
    bars = window.reading.class_bars.probabilities.tolist()
    return window.workspace.parameters, window.workspace.dataset, strokes, bars


def _refusal_of_model(path: Path) -> str:
    try:
        load_model(path)
    except DigitLabError as error:
        return str(error)
    return ""


def _nasty_data(folder: Path) -> list[Path]:
    """Files of digits: each of them once crashed, hung, filled the memory, or would have."""
    tag = struct.pack("=2I", 9, 12 * 400 * 8)
    files = {
        "tag.mat": course_files()[0].files["case.mat"].replace(tag, struct.pack("=2I", 0xFF0000, 0)),
        "lines.csv.gz": gzip.compress(b"\n" * 2_000_000),
        "bomb.json.gz": gzip.compress(b"[" + b" " * 30_000_000),
        "little.json": b'[{"label": 3, "strokes": [' + b"[]," * 500_000,
        "deep.json": b"[" * 100_000,
        "label\x1b[31m\n.json": json.dumps([{"label": "x\n" * 5000}]).encode(),
        "shape-images-idx3-ubyte": struct.pack(">4I", 0x803, 2**31, 28, 28),
        "shape-labels-idx1-ubyte": struct.pack(">2I", 0x801, 2**31),
        "pictures/3/a.png": png_bomb(random.Random(11), b"", b""),
    }
    for name, contents in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(contents)
    buffer = io.BytesIO()
    np.savez(buffer, X=np.array([{}, None], dtype=object), y=np.zeros(2))
    (folder / "objects.npz").write_bytes(buffer.getvalue())
    return sorted({folder / name.split("/")[0] for name in files} | {folder / "objects.npz"})


@pytest.mark.slow
def test_nasty_digits_are_told_and_nothing_is_lost(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, answer_folder: Answer, tmp_path: Path
) -> None:
    drag(window.canvas, ONE)
    kept = _kept(window)
    for path in _nasty_data(tmp_path / "nasty"):
        with pytest.raises(DigitLabError) as caught:
            load_dataset(str(path))
        window.panel.data_message.clear()
        (answer_folder if path.is_dir() else answer_open)(path)
        (window.menus.open_folder if path.is_dir() else window.menus.open_data).trigger()
        qtbot.waitUntil(window.panel.data_message.is_shown)

        assert window.panel.data_message.text == str(caught.value)
        assert not fault_of_sentence(window.panel.data_message.text)
        assert window.status.errors == (window.panel.data_message.text,)
        assert _kept(window) == kept
        assert window.panel.dataset_box.currentData() == "uci-digits"
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.last_report is not None
    assert window.workspace.last_report.state == "finished"


def test_nasty_networks_are_told_and_nothing_is_lost(window: MainWindow, answer_open: Answer, tmp_path: Path) -> None:
    drag(window.canvas, ONE)
    kept = _kept(window)
    n_refused = 0
    for number in range(60):
        kind = ("npz-model", "mat-theta")[number % 2]
        case = mutated(kind, random.Random(f"{kind} {number}"), with_bombs=False)
        path = tmp_path / f"{number}-{case.opened}"
        path.write_bytes(case.files[case.opened])
        refusal = _refusal_of_model(path)
        if refusal:
            n_refused += 1
            answer_open(path)
            open_network(window)
            assert window.status.errors[-1] == refusal
            assert _kept(window) == kept
    assert n_refused > 20


ABOUTS: list[dict[str, Any]] = [
    {"history": "none", "config": [1], "data": {"a": 1}, "drawings": 1e300, "hand": "x", "origin": 3},
    {"history": [[1]], "config": {"epochs": "many", "seed": None}, "data": None, "drawings": -5, "hand": {"a": []}},
    {"history": [[1e999] * 5] * 3, "config": {"hidden_layers": {}}, "data": "x" * 100_000, "drawings": True},
    {"history": [[None] * 5], "config": {"learning_rate": "nan"}, "data": ["\n"], "program_version": {}},
    {"history": {"a": 1}, "config": None, "data": 5, "seed": [], "changes": "x", "accuracy": "high", "cost": []},
]


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("about", ABOUTS, ids=range(len(ABOUTS)))
def test_whatever_a_network_says_of_itself_it_can_be_used(
    about: dict[str, Any], window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path
) -> None:
    path = tmp_path / "m.npz"
    save_model(Model(first_parameters(a_config()), metadata_from(about)), path)
    answer_open(path)

    open_network(window)

    assert not window.status.errors
    assert window.workspace.name == "m.npz"
    drag(window.canvas, ONE)
    assert np.isfinite(window.reading.class_bars.probabilities).all()
    save_model(window.workspace.model(), tmp_path / "again.npz")
    np.testing.assert_array_equal(load_model(tmp_path / "again.npz").parameters.flat, window.workspace.parameters.flat)
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert not window.status.errors


@pytest.mark.slow
def test_nasty_stroke_files_leave_my_drawings_as_they_are(qtbot: QtBot, answer_open: Answer, tmp_path: Path) -> None:
    store = DrawingsStore()
    store.add(3, [np.array(ONE)])
    before = store.all()
    tasks = BackgroundTasks("drawings")
    browser = DrawingsBrowser(store, tasks)
    qtbot.addWidget(browser)
    browser.refresh()
    browser.show()
    nasty = [path for path in _nasty_data(tmp_path / "nasty") if ".json" in path.name]
    assert len(nasty) == 4
    for path in nasty:
        with pytest.raises(DigitLabError) as caught:
            store.import_from(path)
        answer_open(path)

        button(browser, "importDrawingsButton").click()
        qtbot.waitUntil(lambda: not browser.is_moving)

        assert browser.error == str(caught.value)
        assert store.all() == before
    tasks.shutdown()


def test_a_store_with_a_trigger_is_told_and_left_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    store = DrawingsStore()
    store.add(3, [np.array(ONE)])
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON drawings BEGIN DELETE FROM drawings; END")
    before = store.path.read_bytes()
    drag(window.canvas, ONE)
    kept = _kept(window)

    QTest.keyClick(window.canvas, Qt.Key.Key_3)

    qtbot.waitUntil(lambda: "expected drawings of Digit Lab, got another database" in window.status.text)
    assert store.path.read_bytes() == before
    assert _kept(window) == kept


def test_a_recipe_is_not_changed_by_a_file_that_is_refused(
    window: MainWindow, qtbot: QtBot, answer_open: Answer, tmp_path: Path
) -> None:
    path = tmp_path / "rubbish.csv"
    path.write_bytes(bytes(range(256)))
    before = window.panel.recipe_box.currentText()
    answer_open(path)
    window.menus.open_data.trigger()
    qtbot.waitUntil(window.panel.data_message.is_shown)
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    assert window.panel.recipe_box.currentText() == before
    assert not window.panel.recipe_row.link.isVisible()
