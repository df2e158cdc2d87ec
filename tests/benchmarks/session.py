"""What keeping the session costs: ``uv run tests/benchmarks/session.py [--json FILE]`` (a minute, no display needed).

- a save of the whole session and of the drawing alone, in the thread that does it, and what is read at the start, for
  networks of 25 hidden units to 50 million parameters, with the size on the disk;
- what a save takes from the thread of the window: the look at what is there, and the longest stall of the event loop in a
  run whose network is saved again and again, against the same run unsaved;
- the steps a second of such a run, saved every two seconds as in the program, against unsaved, interleaved;
- from the start of the process to the painted window with nothing kept, and with a network, its curves and a drawing.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from PySide6.QtWidgets import QApplication

import gui.restore.session_autosave
from engine.models.model import Model
from engine.runs.session import Session
from engine.runs.session_folder import open_session_folder
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from gui.restore.session_snapshot import take_session
from tests.benchmarks.watches import LagWatch
from tests.benchmarks.window import STARTER, run_event_loop, wait_until
from tests.runs import a_run

NETWORKS = ((25,), (512,), (5000, 500), (10_000, 4_500))
N_POINTS = 20_000
ROUND_S = 5.0
SAVES = 5


def a_session(hidden_layers: tuple[int, ...]) -> Session:
    """A network of this size with long curves, and a drawing of three strokes."""
    rng = np.random.default_rng(1)
    config = TrainingConfig(hidden_layers=hidden_layers)
    points = np.sort(rng.uniform(0, 100, (N_POINTS, 5)), axis=0)
    network = a_run(Model(first_parameters(config)), "random", config=config, points=points)
    strokes = tuple(rng.uniform(0, 1, (60, 2)) for _ in range(3))
    return Session(network, config=config, source="uci-digits", label="UCI digits", strokes=strokes)


def saves(figures: dict[str, float], base: Path) -> None:
    """The time of a save and of reading it again."""
    folder = open_session_folder(base)
    for hidden_layers in NETWORKS:
        session = a_session(hidden_layers)
        assert session.run is not None
        whole, small = [], []
        for number in range(SAVES):
            another = replace(session.run, model=replace(session.run.model))  # not the one that is on the disk
            whole.append(timed_ms(folder.write, replace(session, run=another)))
            small.append(timed_ms(folder.write, replace(session, run=another, view=str(number))))
        name = f"{session.run.model.parameters.architecture}"
        read = [timed_ms(folder.read) for _ in range(SAVES)]
        size = sum(path.stat().st_size for path in (base / "runs" / session.run.id).iterdir())
        figures[f"{name}: a save (ms)"] = statistics.median(whole)
        figures[f"{name}: a save of the drawing alone (ms)"] = statistics.median(small)
        figures[f"{name}: read (ms)"] = statistics.median(read)
        figures[f"{name}: on the disk (MB)"] = size / 1e6
    folder.close()


def timed_ms(call: object, *arguments: object) -> float:
    assert callable(call)
    begun = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - begun) * 1000


def runs(figures: dict[str, float], base: Path, hidden_layers: tuple[int, ...]) -> None:
    """A run that is saved, and one that is not, interleaved."""
    application = make_application()
    folder = open_session_folder(base)
    window = MainWindow(remembers=False, session_folder=folder)
    window.run_bar.set_speed(0.0)  # full speed
    window.show()
    wait_until(application, lambda: not window.controller.is_reading)
    name = "-".join(map(str, (400, *hidden_layers, 10)))
    looks = []
    speeds: dict[str, list[float]] = {"saved every 2 s": [], "not saved": [], "saved all the time": []}
    stalls: dict[str, list[float]] = {how: [] for how in speeds}
    autosave = window.autosave
    assert autosave is not None
    for _ in range(3):
        for how, delay_ms in (("saved every 2 s", 2000), ("not saved", 10**8), ("saved all the time", 1)):
            gui.restore.session_autosave.DELAY_MS = delay_ms
            gui.restore.session_autosave.REST = 0 if how == "saved all the time" else 20
            config = TrainingConfig(hidden_layers=hidden_layers, learning_rate=0.03, epochs=1_000_000)
            window.panel.form.set_config(config)
            window.panel.reset_button.click()
            autosave._timer.stop()  # the next change begins with the delay of this round
            window.run_bar.train_button.click()
            wait_until(application, lambda: window.workspace.history.n_points > 10)
            first, begun, watch = window.workspace.last_report, time.perf_counter(), LagWatch()
            run_event_loop(ROUND_S)
            last, elapsed = window.workspace.last_report, time.perf_counter() - begun
            assert first is not None
            assert last is not None
            speeds[how].append((last.n_batches - first.n_batches) / elapsed)
            stalls[how].append(max(watch.stop()))
            looks.append(timed_ms(take_session, autosave.parts))
            window.run_bar.stop_button.click()
            wait_until(application, lambda: window.controller.state == "idle")
    figures[f"{name}: the look at what is there (ms)"] = max(looks)
    for how, seen in stalls.items():
        figures[f"{name}: longest stall, {how} (ms)"] = statistics.median(seen)
    for how in ("saved every 2 s", "saved all the time"):
        ratios = [mine / other for mine, other in zip(speeds[how], speeds["not saved"], strict=True)]
        figures[f"{name}: steps/s, {how} / not saved"] = statistics.median(ratios)
    figures[f"{name}: closing (ms)"] = timed_ms(window.close)
    close_for_good(window)
    gui.restore.session_autosave.DELAY_MS, gui.restore.session_autosave.REST = 2000, 20


def starts(figures: dict[str, float], base: Path) -> None:
    """From the start of the interpreter to painted bars, interleaved."""
    places = {"with nothing kept": base / "nothing", "with a session kept": base / "kept"}
    times: dict[str, list[float]] = {how: [] for how in places}
    for number in range(6):
        for how, place in places.items():
            (place / "session" / "current" / "state.json").unlink(missing_ok=True)
            if how == "with a session kept":
                folder = open_session_folder(place)
                folder.write(a_session((25,)))
                folder.close()
            done = subprocess.run(
                [sys.executable, "-c", STARTER, str(time.time()), str(ROOT)],
                capture_output=True,
                text=True,
                check=True,
                env={**os.environ, "DIGITLAB_USER_DATA": str(place), "XDG_CONFIG_HOME": str(base / "settings")},
            )
            if number:  # the first warms the disk's cache
                times[how].append(float(done.stdout.split()[0]))
    for how, seen in times.items():
        figures[f"start to painted, {how}, median (s)"] = statistics.median(seen)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--folder", type=Path, help="a folder on the disk that is to be measured; by default a new one")
    args = parser.parse_args()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        starts(figures, Path(folder) / "starts")
        saves(figures, Path(folder) / "saves")
        for number, hidden_layers in enumerate(((25,), (512,), (5000, 500))):
            runs(figures, Path(folder) / f"runs-{number}", hidden_layers)
    assert QApplication.instance() is not None
    for name, value in figures.items():
        sys.stdout.write(f"{name:70s} {value:12.3f}\n")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
