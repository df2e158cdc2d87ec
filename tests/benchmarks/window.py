"""How quick the window is: ``uv run tests/benchmarks/window.py [--json FILE]`` (about a minute, no display needed).

- stroke to painted bars, idle and while training at full speed (1,000 movements of the pen each);
- the longest stall of the event loop during training;
- training in the window against the same engine without a window, interleaved in one run;
- from the start of the process to the painted window;
- test accuracy and time of the default recipe in the window.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from engine.configuration import TrainingConfig
from engine.datasets import Dataset
from engine.sources import load_uci_digits
from engine.training import train
from engine.training_control import TrainingControl
from engine.training_report import TrainingReport
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow

ENDLESS = TrainingConfig(learning_rate=0.03, weight_decay=0.5, epochs=1_000_000)
N_MOVES = 1000
ROUND_S = 4.0
ROUNDS = 3

STARTER = """
import sys, time
started = float(sys.argv[1])
sys.path.insert(0, sys.argv[2])
sys.argv = ["main.py"]
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.objectName() == "classBars":
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        print(time.time() - started, flush=True)
        app.quit()
import gui.app
make = gui.app.make_application
def watched_application():
    global app, watch
    app = make(); watch = Watch(); app.installEventFilter(watch)
    return app
gui.app.make_application = watched_application
import main
main.main([])
"""


class PaintWatch(QObject):
    """Notes when a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.painted_at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.painted_at = time.perf_counter()


class StallWatch(QObject):
    """Beats every 5 ms; the longest pause between two beats is the longest stall."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.stalls_ms.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.stalls_ms


def wait_until(application: QApplication, condition: object, limit_s: float = 60.0) -> None:
    """Process events until the condition holds."""
    assert callable(condition)
    give_up_at = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > give_up_at:
            raise SystemExit("the window did not get there in time")
        application.processEvents()
        time.sleep(0.001)


def send(canvas: QWidget, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton) -> None:
    position = QPointF(x, y)
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, position, canvas.mapToGlobal(position), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def stroke_latencies_ms(application: QApplication, window: MainWindow) -> list[float]:
    """Draw spirals; for each movement, the time until the bars are painted."""
    watch = PaintWatch(window.reading.class_bars)
    canvas, paper = window.canvas, window.canvas.paper()
    center = paper.center()
    latencies = []
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    for i in range(N_MOVES):
        if i % 60 == 0:
            canvas.clear()
            send(canvas, QEvent.Type.MouseButtonPress, center.x(), center.y(), left)
        radius = paper.width() * (0.05 + 0.35 * (i % 60) / 60)
        x, y = center.x() + radius * np.cos(i / 4), center.y() + radius * np.sin(i / 4)
        watch.painted_at = 0.0
        start = time.perf_counter()
        send(canvas, QEvent.Type.MouseMove, float(x), float(y), none)
        while not watch.painted_at:
            application.processEvents()
            if time.perf_counter() - start > 1.0:
                break  # the probabilities did not change by a bit: nothing to paint
        if watch.painted_at:
            latencies.append((watch.painted_at - start) * 1000)
        if i % 60 == 59:
            send(canvas, QEvent.Type.MouseButtonRelease, float(x), float(y), left)
        # People's pens move about 120 times a second.
        pause_until = time.perf_counter() + 0.006
        while time.perf_counter() < pause_until:
            application.processEvents()
            time.sleep(0.0005)
    return latencies


def headless_steps_per_second(dataset: Dataset) -> float:
    """Steps per second of the engine alone."""
    control = TrainingControl()
    started = time.perf_counter()

    def publish(report: TrainingReport) -> None:
        if time.perf_counter() - started > ROUND_S:
            control.stop()

    report = train(ENDLESS, dataset, control=control, publish=publish)
    return report.n_batches / (time.perf_counter() - started)


def run_event_loop(seconds: float) -> None:
    """The event loop as it runs in the program: asleep while there is nothing to do."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def window_steps_per_second(application: QApplication, window: MainWindow) -> float:
    """Steps per second in the window, all views live."""
    window.panel.form.set_config(ENDLESS)
    window.panel.reset_button.click()
    window.panel.train_button.click()
    wait_until(application, lambda: window.session.history.n_points > 10)
    first = window.session.last_report
    started = time.perf_counter()
    run_event_loop(ROUND_S)
    elapsed = time.perf_counter() - started
    last = window.session.last_report
    assert first is not None
    assert last is not None
    return (last.n_batches - first.n_batches) / elapsed


def stop(application: QApplication, window: MainWindow) -> None:
    """Press Stop and wait."""
    window.panel.stop_button.click()
    wait_until(application, lambda: window.controller.state == "idle")


def start_times_s() -> list[float]:
    """From the start of the interpreter to the painted bars, several starts."""
    times = []
    for _ in range(6):
        command = [sys.executable, "-c", STARTER, str(time.time()), str(ROOT)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        times.append(float(done.stdout.split()[0]))
    return times


def default_recipe(application: QApplication, window: MainWindow) -> tuple[float, float]:
    """Test accuracy and seconds of the default recipe, pressed in the window."""
    window.panel.set_recipe("default")
    window.panel.reset_button.click()
    started = time.perf_counter()
    window.panel.train_button.click()
    wait_until(application, lambda: window.controller.state == "idle")
    elapsed = time.perf_counter() - started
    report = window.session.last_report
    assert report is not None
    assert report.test_evaluation is not None
    return report.test_evaluation.accuracy, elapsed


def percentile(values: list[float], q: float) -> float:
    return float(np.percentile(values, q))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    args = parser.parse_args()
    figures: dict[str, float] = {}
    starts = start_times_s()
    figures["start to painted, first (s)"] = starts[0]
    figures["start to painted, median (s)"] = statistics.median(starts)

    application = make_application()
    window = MainWindow(remembers=False)
    window.show()
    wait_until(application, lambda: window.session.dataset is not None)
    idle = stroke_latencies_ms(application, window)
    figures["stroke to bars, idle, median (ms)"] = statistics.median(idle)
    figures["stroke to bars, idle, p99 (ms)"] = percentile(idle, 99)

    window.panel.form.set_config(ENDLESS)
    window.panel.train_button.click()
    wait_until(application, lambda: window.session.history.n_points > 10)
    busy = stroke_latencies_ms(application, window)
    figures["stroke to bars, training, median (ms)"] = statistics.median(busy)
    figures["stroke to bars, training, p99 (ms)"] = percentile(busy, 99)
    stop(application, window)

    dataset = load_uci_digits()
    ratios, headless, windowed, stalls = [], [], [], []
    for _ in range(ROUNDS):
        alone = headless_steps_per_second(dataset)
        shown = window_steps_per_second(application, window)
        watch = StallWatch()
        run_event_loop(ROUND_S)
        stalls += watch.stop()
        stop(application, window)
        headless.append(alone)
        windowed.append(shown)
        ratios.append(shown / alone)
    figures["headless (steps/s)"] = statistics.median(headless)
    figures["in the window (steps/s)"] = statistics.median(windowed)
    figures["window / headless"] = statistics.median(ratios)
    figures["event-loop stall while training, p99 (ms)"] = percentile(stalls, 99)
    figures["event-loop stall while training, longest (ms)"] = max(stalls)

    accuracy, seconds = default_recipe(application, window)
    figures["default recipe, test accuracy"] = accuracy
    figures["default recipe, time (s)"] = seconds
    close_for_good(window)
    for name, value in figures.items():
        sys.stdout.write(f"{name:50s} {value:12.3f}\n")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
