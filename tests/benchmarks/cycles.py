"""Train, pause, resume, step, stop, reset, draw and close in random order: ``uv run tests/benchmarks/cycles.py``.

Opens and closes a window 500 times (six minutes) and presses its buttons by a seeded dice. Afterwards no thread may be
left, no message of Qt may have been printed, and the memory must have stayed flat: its median over the last quarter of
the cycles after a warm-up is less than 5 % above that of their first quarter. Exits with 0 if all of that holds; ``--json
FILE`` keeps the curve.
"""

import argparse
import faulthandler
import gc
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QTabWidget

from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from tests.benchmarks.process_figures import n_threads, resident_mb

ACTIONS = ("train", "pause", "step", "stop", "reset", "draw", "undo", "clear", "recipe", "theme", "tab", "page")
WARM_UP = 100  # cycles after which every view was opened some times
SAMPLE_EVERY = 5  # cycles: what one leaves for the next varies with the moment at which it was closed
LINE_EVERY = 20
MOST_GROWTH = 0.05
HARMLESS = "propagateSizeHints"  # the offscreen platform says so of every window


def press(window: MainWindow, action: str, dice: random.Random) -> None:
    """One thing that a user might do."""
    buttons = {
        "train": window.run_bar.train_button,
        "pause": window.run_bar.train_button,
        "step": window.run_bar.step_button,
        "stop": window.run_bar.stop_button,
        "reset": window.panel.reset_button,
        "undo": window.drawing_panel.undo_button,
        "clear": window.drawing_panel.clear_button,
    }
    if action in buttons:
        buttons[action].click()
    elif action == "draw":
        angle = np.linspace(0, dice.uniform(3, 9), 40)
        window.canvas.set_strokes([np.stack([0.5 + 0.3 * np.cos(angle), 0.5 + 0.3 * np.sin(angle)], axis=1)])
    elif action == "recipe" and window.panel.recipe_box.isEnabled():
        window.recipes.set_values(dice.choice(["default", "softmax-regression", "momentum", "deep-relu"]))
    elif action == "tab":
        window.view_tabs.setCurrentIndex(dice.randrange(window.view_tabs.count()))
    elif action == "page":
        view = window.view_tabs.currentWidget()
        for pages in view.findChildren(QTabWidget)[:1]:
            pages.setCurrentIndex(dice.randrange(pages.count()))
    elif action == "theme":
        window.set_theme(dice.choice(["light", "dark"]))


def run_for(application: QApplication, seconds: float) -> None:
    """Let the window work for a while."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.001)


def cycle(application: QApplication, dice: random.Random) -> None:
    """Open a window, press some buttons, close it in whatever state it is."""
    window = MainWindow(remembers=False)
    window.run_bar.set_speed(0.0)  # full speed
    window.show()
    for _ in range(dice.randint(3, 12)):
        press(window, dice.choice(ACTIONS), dice)
        run_for(application, dice.uniform(0, 0.06))
    close_for_good(window)
    run_for(application, 0.005)


def main() -> int:
    """Run and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the curve and the figures to this file too")
    args = parser.parse_args()
    faulthandler.enable()
    messages: list[str] = []

    def note(_kind: QtMsgType, _context: object, message: str | None) -> None:
        if message and HARMLESS not in message:
            messages.append(message)

    qInstallMessageHandler(note)
    errors: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: errors.append(error)
    application = make_application()
    dice = random.Random(args.seed)
    warm_threads = 1
    curve: list[tuple[int, float]] = []
    started = time.perf_counter()
    for number in range(1, args.cycles + 1):
        cycle(application, dice)
        if number == min(WARM_UP, args.cycles // 2):
            warm_threads = n_threads()
        if number % SAMPLE_EVERY == 0:
            curve.append((number, resident_mb()))
        if number % LINE_EVERY == 0:
            sys.stdout.write(f"{number:4d} cycles, {resident_mb():7.1f} MB, {n_threads()} threads\n")
            sys.stdout.flush()
    gc.collect()
    seconds = (time.perf_counter() - started) / max(args.cycles, 1)
    before, after = ends_mb(curve, min(WARM_UP, args.cycles // 2))
    grown = after / before - 1 if before else 0.0
    threads = n_threads() - warm_threads
    windows = len(application.topLevelWidgets())
    sys.stdout.write(
        f"{seconds:.2f} s a cycle; memory {before:.1f} to {after:.1f} MB ({grown:+.1%}), {threads:+d} threads, "
        f"{windows} window(s) left, {len(messages)} messages of Qt, {len(errors)} exceptions\n"
    )
    for message in [*messages[:5], *map(repr, errors[:5])]:
        sys.stdout.write(f"  {message}\n")
    if args.json:
        figures = {"first_mb": before, "last_mb": after, "threads_left": threads, "curve_mb": curve}
        args.json.write_text(json.dumps(figures, indent=1))
    return 0 if threads <= 0 and not windows and not messages and not errors and grown < MOST_GROWTH else 1


def ends_mb(curve: list[tuple[int, float]], warm_up: int) -> tuple[float, float]:
    """The medians of the memory over the first and the last quarter of the cycles after the warm-up."""
    warm = [mb for number, mb in curve if number > warm_up]
    quarter = max(len(warm) // 4, 1)
    return statistics.median(warm[:quarter] or [0.0]), statistics.median(warm[-quarter:] or [0.0])


if __name__ == "__main__":
    sys.exit(main())
