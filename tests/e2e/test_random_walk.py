"""Anything is pressed in every state of a run: no exception, no message of Qt's, and no run is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.models.files import save_model
from engine.models.model import Model
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from tests.session_windows import OpenWindow
from tests.soundness.random_walk import RandomWalk
from tests.window_fixtures import ENDLESS, a_config, choose, drag, press

SECONDS = 10.0
ONE = [(0.45, 0.3), (0.55, 0.2), (0.52, 0.85)]


def _nothing(_window: MainWindow, _qtbot: QtBot) -> None:
    pass


def _run(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)


def _pause(window: MainWindow, qtbot: QtBot) -> None:
    _run(window, qtbot)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "paused")


def _load(window: MainWindow, _qtbot: QtBot) -> None:
    choose(window.panel.dataset_box, "handwriting")


def _learn_drawings(window: MainWindow, qtbot: QtBot) -> None:
    for digit in (1, 1, 7):
        drag(window.canvas, ONE)
        window.menus.labels[digit].trigger()
    qtbot.waitUntil(window.menus.learn_handwriting.isEnabled)
    window.menus.learn_handwriting.trigger()


def _sweep(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config(epochs=200))
    window.menus.open_sweep.trigger()
    qtbot.waitUntil(window.menus.run_sweep.isEnabled)
    window.menus.run_sweep.trigger()


@pytest.mark.walk
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("begin", [_nothing, _run, _pause, _load, _learn_drawings, _sweep])
def test_whatever_is_pressed_nothing_breaks_and_no_run_is_lost(
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    begin: Callable[[MainWindow, QtBot], None],
) -> None:
    network, bad = tmp_path / "network.npz", tmp_path / "bad.csv"
    save_model(Model(first_parameters(a_config())), network)
    bad.write_text("nothing\nof,use\n")
    window = open_window()
    begin(window, qtbot)
    walk = RandomWalk(window, (network, bad, tmp_path / "missing.npz"), monkeypatch, seed=1)
    kept: set[str] = set()
    for _ in range(round(SECONDS)):
        walk.go_on(1.0)
        now = {run.id for run in window.runs.store.runs()}
        assert kept <= now, walk.last
        kept = now
    assert walk.done["control"] > 20
