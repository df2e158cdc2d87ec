"""What people do without thinking: type and press a key at once, draw beside the paper, change the data after a run."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from gui.main_window import MainWindow
from tests.window_fixtures import ENDLESS, a_config, drag, press

DIGIT = [(0.3, 0.2), (0.7, 0.2), (0.4, 0.8)]


def train_until_over(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not None)


def has_digits(window: MainWindow, n: int) -> bool:
    return window.workspace.dataset is not None and len(window.workspace.dataset.digits) == n


def write_digits(path: Path, n: int) -> None:
    """A stroke file of n digits."""
    strokes = [[[0, 0], [5, 10], [3, 4]]]
    path.write_text(json.dumps([{"label": i % 10, "strokes": strokes} for i in range(n)]))


@pytest.mark.slow
def test_a_number_that_is_typed_counts_though_its_field_was_not_left(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    box = window.panel.form.epochs_box
    box.selectAll()
    QTest.keyClicks(box, "2")
    assert box.value() == 3
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.last_report is not None
    assert window.workspace.last_report.epochs == 2


def test_reset_takes_a_typed_seed(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    box = window.panel.form.seed_box
    box.selectAll()
    QTest.keyClicks(box, "7")
    window.menus.reset.trigger()
    assert window.workspace.config is not None
    assert window.workspace.config.seed == 7


@pytest.mark.slow
def test_resume_and_pause_at_once_leave_the_run_held(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "paused")
    for _ in range(10):
        window.menus.train.trigger()
        window.menus.train.trigger()
        qtbot.waitUntil(lambda: window.controller.state == "paused")
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


def test_pressing_beside_the_paper_draws_nothing(window: MainWindow) -> None:
    window.resize(1600, 700)
    QApplication.processEvents()
    paper = window.canvas.paper()
    assert paper.left() > 5 or paper.top() > 5
    beside = QPointF(paper.left() / 2, paper.top() / 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = window.canvas.mapToGlobal(beside)
    QApplication.sendEvent(window.canvas, QMouseEvent(QEvent.Type.MouseButtonPress, beside, where, left, left, none))
    assert window.canvas.drawing.is_empty


def test_a_network_without_finite_answers_says_so(window: MainWindow) -> None:
    architecture = Architecture.dense(hidden_layers=(3,), hidden_activation="relu")
    huge = Parameters(architecture, np.full(architecture.n_parameters, 1e36, dtype=np.float32))
    window.workspace.set_model(Model(huge), "file", name="huge.npz")
    drag(window.canvas, DIGIT)
    assert not window.reading.class_bars.probabilities.any()
    assert "too large" in window.reading.verdict


def test_other_data_leave_the_curves_and_a_saved_network_names_what_it_was_trained_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.panel.form.set_config(a_config())
    train_until_over(window, qtbot)
    assert window.workspace.data is not None
    trained_on = window.workspace.data.name
    assert trained_on
    assert window.workspace.history.n_points > 1
    write_digits(tmp_path / "other.json", 30)
    window.open_data(str(tmp_path / "other.json"))
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.name == "other.json")
    assert window.workspace.history.n_points > 1
    assert window.workspace.history.data is not None
    assert window.workspace.history.data.name == trained_on
    assert window.workspace.model().metadata.as_json()["data"] == trained_on
    assert "test digit" not in window.progress.text
    assert trained_on in window.progress.text


def test_a_file_that_was_changed_is_read_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    for n in (20, 30):
        write_digits(path, n)
        window.open_data(str(path))
        qtbot.waitUntil(partial(has_digits, window, n))


def test_a_run_without_memory_is_told_beside_the_run(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_args: object, **_kwargs: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("gui.workers.training_worker.train", no_memory)
        window.panel.form.set_config(a_config())
        press(window, "trainButton")
        qtbot.waitUntil(window.progress.message.is_shown)
        qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert not window.panel.data_message.is_shown()
    train_until_over(window, qtbot)
    assert not window.progress.message.is_shown()
