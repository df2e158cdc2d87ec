"""The window with settings and digits at the edge of what they may be: it tells what came of them, and lives on."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset, Digits
from engine.data.registry import SOURCES
from engine.data.splits import dataset_of
from gui.main_window import MainWindow
from tests.window_fixtures import a_config, drag, picture_of, press

EIGHT = [(0.5, 0.15), (0.3, 0.3), (0.7, 0.65), (0.5, 0.85), (0.3, 0.65), (0.7, 0.3), (0.5, 0.15)]

SETTINGS: dict[str, dict[str, object]] = {
    "learning rate 1e6": {"learning_rate": 1e6},
    "learning rate 1e6, ReLU, standardized": {
        "learning_rate": 1e6,
        "hidden_layers": (9, 9),
        "hidden_activation": "relu",
        "input_scaling": "standardized",
        "epochs": 20,
    },
    "weight decay 1e9": {"weight_decay": 1e9, "epochs": 20},
    "weight decay 1e9, float64": {"weight_decay": 1e9, "dtype": "float64"},
    "momentum 0.9999": {"optimizer": "nesterov", "momentum": 0.9999, "learning_rate": 1e6},
    "no epoch": {"epochs": 0},
    "no learning rate": {"learning_rate": 0.0},
    "ten layers of one unit": {"hidden_layers": (1,) * 10},
    "single digits": {"batch_size": 1},
    "a batch larger than the data": {"batch_size": 1_000_000},
    "nearly all watched": {"validation_fraction": 0.9, "patience": 1, "epochs": 30},
    "nearly all kept for testing": {"split": "plain", "test_fraction": 0.9, "validation_fraction": 0.9},
    "huge tolerance": {"tolerance": 1e6, "epochs": 30},
    "steps up": {"schedule": "step", "step_epochs": 1, "step_factor": 10.0, "epochs": 60},
    "a minimizer with weight decay 1e9": {"optimizer": "newton-cg", "weight_decay": 1e9},
}


def _watch_all_tabs(window: MainWindow, qtbot: QtBot) -> None:
    """Open each tab in turn and wait for what it computes."""
    for index in range(window.view_tabs.count()):
        window.view_tabs.setCurrentIndex(index)
        qtbot.waitUntil(lambda: not any(tasks.is_busy for tasks in window.threads.made))
        assert picture_of(window).any()
    window.view_tabs.setCurrentIndex(0)


def _train(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


def _still_lives(window: MainWindow, qtbot: QtBot) -> None:
    """It draws, reads, looks around and learns."""
    drag(window.canvas, EIGHT)
    shown = window.reading.class_bars.probabilities
    assert np.isfinite(shown).all()
    assert window.reading.verdict
    _watch_all_tabs(window, qtbot)
    window.canvas.clear()
    window.panel.form.set_config(a_config(hidden_layers=(7,)))
    _train(window, qtbot)
    report = window.workspace.last_report
    assert report is not None
    assert report.state == "finished"
    assert not window.progress.message.is_shown()
    assert not window.status.errors
    drag(window.canvas, EIGHT)
    assert window.reading.class_bars.probabilities.sum() == pytest.approx(1.0, abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("values", SETTINGS.values(), ids=SETTINGS)
def test_whatever_is_set_the_window_tells_and_lives_on(
    window: MainWindow, qtbot: QtBot, values: dict[str, object]
) -> None:
    window.panel.form.set_config(a_config(**values))
    _train(window, qtbot)

    report = window.workspace.last_report
    assert report is not None
    assert np.isfinite(report.parameters).all()
    assert np.isfinite(window.workspace.parameters.flat).all()
    told = window.progress.text
    if report.state == "failed":
        assert told.startswith("The run failed. ")
        assert window.progress.message.text == str(report.message)
        assert window.progress.message.is_shown()
    else:
        assert told.startswith(str(report.message))
    for word in ("nan", "inf "):
        assert word not in told.lower()
    _still_lives(window, qtbot)


@pytest.fixture
def use_digits(monkeypatch: pytest.MonkeyPatch, window: MainWindow, qtbot: QtBot) -> Callable[[Dataset], None]:
    """Put other digits in use."""

    def use(dataset: Dataset) -> None:
        name = "handwriting"
        monkeypatch.setitem(SOURCES, name, replace(SOURCES[name], load=lambda: dataset))
        window.open_data(name)
        qtbot.waitUntil(lambda: not window.controller.is_reading)
        assert window.workspace.dataset is not None
        assert window.workspace.dataset.digits is dataset.digits

    return use


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "kind", "told"),
    [
        (30, "blank", "All training pictures are the same: there is nothing to tell digits apart by; check the data."),
        (30, "threes", "All training digits are labeled 3: the network learned to answer nothing else; "),
        (1, "any", "All training digits are labeled 0: the network learned to answer nothing else; "),
        (2, "any", "All training digits are labeled "),
    ],
)
def test_whatever_digits_are_used_the_window_tells_and_lives_on(
    window: MainWindow, qtbot: QtBot, use_digits: Callable[[Dataset], None], n: int, kind: str, told: str
) -> None:
    labels = np.full(n, 3) if kind == "threes" else np.arange(n) % 10
    pictures = np.random.default_rng(1).random((n, 400)).astype(np.float32) * (kind != "blank")
    use_digits(dataset_of("handwriting", "Few", Digits(pictures, labels)))
    window.panel.form.set_config(a_config(validation_fraction=0.9, input_scaling="standardized"))

    _train(window, qtbot)

    assert f"Finished 3 epochs. {told}" in window.progress.text
    _still_lives(window, qtbot)
