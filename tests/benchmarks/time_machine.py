"""How quickly the window follows the slider: ``uv run tests/benchmarks/time_machine.py [--json FILE]`` (half a minute).

From the movement of the pointer on the slider under the curves to the painted window, with weights, bars and, of a
convolutional network, feature maps, at rest and while a run goes on, with a drawing on the canvas.
"""

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.training.recipes import RECIPES
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.window import percentile, wait_until

MOST_MS = 50.0
N_STEPS = 400
THREE = ((0.3, 0.2), (0.6, 0.2), (0.65, 0.35), (0.45, 0.48), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_json_option(parser)
    args = parser.parse_args()
    application = make_application()
    figures = []
    for recipe, epochs in (("default", 60), ("conv-small", 6)):
        figures += _figures(application, recipe, epochs)
    return finish("How quickly the window follows the slider", figures, args.json)


def _figures(application: QApplication, recipe: str, epochs: int) -> list[Figure]:
    window = MainWindow(remembers=False)
    window.resize(1280, 800)
    window.show()
    wait_until(application, lambda: window.workspace.dataset is not None and not window.controller.is_reading)
    config = RECIPES[recipe].config.with_values(epochs=epochs)
    window.panel.form.set_config(config)
    window.run_bar.set_speed(0.0)
    side = window.canvas.width()
    points = [QPoint(round(x * side), round(y * side)) for x, y in THREE]
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(window.canvas, point)
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=points[-1])
    window.menus.train.trigger()
    wait_until(application, lambda: window.controller.state == "running")
    wait_until(application, lambda: window.controller.state == "idle")
    name = f"{recipe} ({window.workspace.parameters.architecture})"
    figures = [_figure(f"{name}, at rest, p99", drag_times_ms(application, window))]
    window.panel.form.set_config(config.with_values(epochs=100_000))
    window.menus.train.trigger()
    wait_until(application, lambda: window.controller.state == "running")
    wait_until(application, lambda: len(window.workspace.moment.checkpoints) > 1)
    figures.append(_figure(f"{name}, while it trains, p99", drag_times_ms(application, window)))
    window.menus.stop.trigger()
    wait_until(application, lambda: window.controller.state == "idle")
    close_for_good(window)
    return figures


def _figure(name: str, times: list[float]) -> Figure:
    return Figure(name, percentile(times, 99), "ms", at_most=MOST_MS)


def drag_times_ms(application: QApplication, window: MainWindow) -> list[float]:
    """From each movement that shows another moment to the painted window."""
    slider, times = window.time_slider, []
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 3, middle))
    for step in range(N_STEPS):
        share = abs((step * 0.013) % 2 - 1)
        before, started = window.workspace.moment.checkpoint, time.perf_counter()
        QTest.mouseMove(slider, QPoint(round(12 + share * (slider.width() - 24)), middle))
        application.processEvents()
        if window.workspace.moment.checkpoint is not before:
            times.append(1000 * (time.perf_counter() - started))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 1, middle))
    window.menus.back_to_now.trigger()
    application.processEvents()
    return times


if __name__ == "__main__":
    sys.exit(main())
