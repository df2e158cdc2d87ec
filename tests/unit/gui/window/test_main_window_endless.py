"""Endless handwriting in the window: chosen, trained on, held, stopped, closed in the middle."""

import subprocess
import threading

import pytest
from pytestqt.qtbot import QtBot

from engine.data.handwriting import stream as stream_module
from engine.ink.input_formats import InputFormat
from gui.main_window import MainWindow
from tests.window_fixtures import ENDLESS, choose, press

HUNG_MS = 120_000
"""How long a hung test waits; a right one waits for the first digits of a process on a busy computer."""


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were started for streamed digits."""
    monkeypatch.setattr(stream_module, "_NICENESS", 0)
    started: list[subprocess.Popen[bytes]] = []
    start = stream_module._start

    def listen(seed: int, epoch: int, form: InputFormat) -> "subprocess.Popen[bytes]":
        started.append(start(seed, epoch, form))
        return started[-1]

    monkeypatch.setattr(stream_module, "_start", listen)
    return started


def begin(window: MainWindow, qtbot: QtBot) -> None:
    """Choose the source, train, and wait for streamed digits."""
    choose(window.panel.dataset_box, "handwriting-endless")
    qtbot.waitUntil(
        lambda: window.workspace.dataset is not None and window.workspace.dataset.source == "handwriting-endless"
    )
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: n_streamed(window) > 0, timeout=HUNG_MS)


def n_streamed(window: MainWindow) -> int:
    report = window.workspace.last_report
    return report.n_streamed if report is not None else 0


def are_over(processes: "list[subprocess.Popen[bytes]]") -> bool:
    is_reading = "handwriting-stream" in [thread.name for thread in threading.enumerate()]
    return not is_reading and len(processes) > 0 and all(process.poll() is not None for process in processes)


@pytest.mark.slow
def test_a_run_gets_fresh_digits_says_so_and_stops(
    window: MainWindow, qtbot: QtBot, processes: "list[subprocess.Popen[bytes]]"
) -> None:
    begin(window, qtbot)
    dataset = window.workspace.dataset
    assert dataset is not None
    before = dataset.train.pictures.tobytes()
    assert window.panel.dataset_box.currentText() == "Endless handwriting"
    assert "200 digits and streamed ones" in window.status.facts.toolTip()
    qtbot.waitUntil(lambda: "streamed digit" in window.progress.text)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "paused")
    assert not are_over(processes)
    press(window, "trainButton")
    n_before = n_streamed(window)
    qtbot.waitUntil(lambda: n_streamed(window) > n_before, timeout=HUNG_MS)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert are_over(processes)
    qtbot.waitUntil(lambda: window.progress.text.endswith(f"{n_streamed(window):,} streamed digits came in."))
    assert dataset.train.pictures.tobytes() == before


@pytest.mark.slow
@pytest.mark.own_window
@pytest.mark.parametrize("state", ["running", "paused"])
def test_closing_in_the_middle_leaves_no_process(
    window: MainWindow, qtbot: QtBot, processes: "list[subprocess.Popen[bytes]]", state: str
) -> None:
    begin(window, qtbot)
    if state == "paused":
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.controller.state == "paused")
    window.close()
    assert are_over(processes)
