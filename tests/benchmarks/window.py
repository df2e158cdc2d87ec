"""How quick the window is, idle and while it trains: no display needed, some five minutes.

    uv run tests/benchmarks/window.py [--hidden LAYERS ...] [--batches N ...] [--rounds N] [--json FILE]

- from the start of the process to the painted bars, the disk cache warm, with a session to come back to;
- stroke to painted bars, and to painted feature maps where there are any, one pixel of them worked out in numbers, idle and
  in each training below (500 movements of the pen each);
- for 25 and 512 hidden units and batches of 1, 32, 200 and all digits (0), and for a convolutional network and batches of
  32: the longest stall of the event loop, and the steps per second in the window against the same engine without a window,
  in turn, medians of the rounds;
- resident memory with the bundled data, idle and the most of all trainings;
- test accuracy and time of the default recipe in the window.

The window is as the program opens it: its session is kept (in a folder of this benchmark's) while it trains.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits
from engine.runs.session_folder import open_session_folder
from engine.training.config import FULL_BATCH, TrainingConfig, parse_hidden_layers
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from gui.plots.pixel_working import MapPixel, has_maps
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.process_figures import resident_mb
from tests.benchmarks.watches import LagWatch

ENDLESS = TrainingConfig(learning_rate=0.003, optimizer="momentum", epochs=1_000_000)
CONVOLUTIONS = ENDLESS.with_values(
    hidden_layers=parse_hidden_layers("conv 8 5x5, pool 2, conv 16 5x5, pool 2, 64"),
    hidden_activation="relu",
    batch_size=32,
)
N_MOVES = 500
ROUND_S = 3.0

STARTER = """
import sys, time
started = float(sys.argv[1])
sys.path.insert(0, sys.argv[2])
sys.argv = ["main.py"]
import gui.app  # first, as main.py does: each module that is imported after PySide6 costs more
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from gui.main_window import MainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        print(time.time() - started, flush=True)
        QApplication.quit()
watch, show = Watch(), MainWindow.show
def watched_show(window):  # the bars alone: a filter in Python of all the 13,000 events of a start takes a fifth of it
    window.findChild(QWidget, "classBars").installEventFilter(watch)
    show(window)
MainWindow.show = watched_show
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


def stroke_latencies_ms(application: QApplication, window: MainWindow, *also: QWidget) -> list[float]:
    """Draw spirals; for each movement, the time until the bars, the maps if there are any, and ``also`` are painted."""
    shown = [
        window.reading.class_bars,
        *also,
        *([window.feature_maps.picture] if window.feature_maps.isVisible() else []),
    ]
    watches = [PaintWatch(widget) for widget in shown]
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
        for watch in watches:
            watch.painted_at = 0.0
        start = time.perf_counter()
        send(canvas, QEvent.Type.MouseMove, float(x), float(y), none)
        while not all(watch.painted_at for watch in watches):
            application.processEvents()
            if time.perf_counter() - start > 1.0:
                break  # the probabilities did not change by a bit: nothing to paint
        if all(watch.painted_at for watch in watches):
            latencies.append((max(watch.painted_at for watch in watches) - start) * 1000)
        if i % 60 == 59:
            send(canvas, QEvent.Type.MouseButtonRelease, float(x), float(y), left)
        # People's pens move about 120 times a second.
        pause_until = time.perf_counter() + 0.006
        while time.perf_counter() < pause_until:
            application.processEvents()
            time.sleep(0.0005)
    return latencies


def headless_steps_per_second(config: TrainingConfig, dataset: Dataset) -> float:
    """Steps per second of the engine alone."""
    control = TrainingControl()
    started = time.perf_counter()

    def publish(report: TrainingReport) -> None:
        if time.perf_counter() - started > ROUND_S:
            control.stop()

    report = train(config, dataset, control=control, publish=publish)
    return report.n_batches / (time.perf_counter() - started)


def run_event_loop(seconds: float) -> None:
    """The event loop as it runs in the program: asleep while there is nothing to do."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def begin(application: QApplication, window: MainWindow, config: TrainingConfig) -> None:
    """Train a new network and wait for its first reports."""
    window.panel.form.set_config(config)
    window.panel.reset_button.click()
    window.run_bar.train_button.click()
    wait_until(application, lambda: window.workspace.history.n_points > 5)


def window_steps_per_second(window: MainWindow) -> float:
    """Steps per second of the run that goes on in the window, all views live."""
    first = window.workspace.last_report
    started = time.perf_counter()
    run_event_loop(ROUND_S)
    elapsed = time.perf_counter() - started
    last = window.workspace.last_report
    assert first is not None
    assert last is not None
    return (last.n_batches - first.n_batches) / elapsed


def stop(application: QApplication, window: MainWindow) -> None:
    """Press Stop and wait."""
    window.run_bar.stop_button.click()
    wait_until(application, lambda: window.controller.state == "idle")


def start_times_s() -> list[float]:
    """From the start of the interpreter to the painted bars, several starts."""
    times = []
    with tempfile.TemporaryDirectory() as folder:  # not with the session of whoever measures
        for _ in range(6):
            command = [sys.executable, "-c", STARTER, str(time.time()), str(ROOT)]
            environment = {**os.environ, "DIGITLAB_USER_DATA": folder}
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            times.append(float(done.stdout.split()[0]))
    return times


def default_recipe(application: QApplication, window: MainWindow) -> tuple[float, float]:
    """Test accuracy and seconds of the default recipe at full speed, pressed in the window."""
    window.recipes.set_values("default")
    window.panel.reset_button.click()
    started = time.perf_counter()
    window.run_bar.train_button.click()
    wait_until(application, lambda: window.controller.state == "idle")
    elapsed = time.perf_counter() - started
    report = window.workspace.last_report
    assert report is not None
    assert report.test_evaluation is not None
    return report.test_evaluation.accuracy, elapsed


def percentile(values: list[float], q: float) -> float:
    return float(np.percentile(values, q))


def measure_training(
    application: QApplication, window: MainWindow, dataset: Dataset, config: TrainingConfig, *, rounds: int
) -> list[Figure]:
    """One network and batch size: strokes, stalls, and the engine with and without the window."""
    begin(application, window, config)
    strokes = stroke_latencies_ms(application, window)
    stop(application, window)
    ratios, windowed, stalls = [], [], []
    for _ in range(rounds):
        alone = headless_steps_per_second(config, dataset)
        begin(application, window, config)
        shown = window_steps_per_second(window)
        watch = LagWatch()  # apart: it wakes the window 200 times a second, which takes small steps some percent
        run_event_loop(ROUND_S / 2)
        stalls += watch.stop()
        stop(application, window)
        windowed.append(shown)
        ratios.append(shown / alone)
    batch = f"batch {config.batch_size}" if config.batch_size else "all digits"
    architecture = config.architecture()
    name, painted = f"{architecture}, {batch}: ", "maps and bars" if has_maps(architecture) else "bars"
    return [
        Figure(f"{name}stroke to {painted}, p99", percentile(strokes, 99), unit="ms", at_most=33),
        Figure(f"{name}longest stall", max(stalls), unit="ms", at_most=50),
        Figure(f"{name}steps/s in the window", statistics.median(windowed)),
        Figure(f"{name}window / headless", statistics.median(ratios), at_least=0.85),
    ]


def measure_idle_maps(application: QApplication, window: MainWindow) -> list[Figure]:
    """Strokes with the maps of a convolutional network beside the bars, a pixel of them worked out with each."""
    window.workspace.reset(CONVOLUTIONS)
    wait_until(application, window.feature_maps.isVisible)
    window.feature_maps.picture.show_pixel(MapPixel(0, 5, 8, 8), is_kept=True)
    strokes = stroke_latencies_ms(application, window)
    return [
        Figure("stroke to maps and bars, idle, median", statistics.median(strokes), unit="ms"),
        Figure("stroke to maps and bars, idle, p99", percentile(strokes, 99), unit="ms", at_most=16),
    ]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hidden", nargs="+", default=("25", "512"), metavar="LAYERS")
    parser.add_argument("--batches", type=int, nargs="*", default=(1, 32, 200, FULL_BATCH), metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    add_json_option(parser)
    args = parser.parse_args()
    starts = start_times_s()
    figures = [Figure("start to painted, median", statistics.median(starts), unit="s", at_most=1.2)]
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(remembers=False, session_folder=open_session_folder(Path(folder)))
        window.run_bar.set_speed(0.0)  # full speed
        window.show()
        wait_until(application, lambda: window.workspace.dataset is not None)
        run_event_loop(3.0)  # the other tabs' code is loaded meanwhile
        idle = stroke_latencies_ms(application, window)
        figures.append(Figure("stroke to bars, idle, median", statistics.median(idle), unit="ms"))
        figures.append(Figure("stroke to bars, idle, p99", percentile(idle, 99), unit="ms", at_most=16))
        figures.append(Figure("memory, idle, bundled data", resident_mb(), unit="MB", at_most=300))
        dataset = load_uci_digits()
        memory = [resident_mb()]
        trained = [
            ENDLESS.with_values(hidden_layers=parse_hidden_layers(hidden), batch_size=batch_size)
            for hidden in args.hidden
            for batch_size in args.batches
        ]
        for config in [*trained, CONVOLUTIONS]:
            if config is CONVOLUTIONS:
                figures += measure_idle_maps(application, window)
            figures += measure_training(application, window, dataset, config, rounds=args.rounds)
            memory.append(resident_mb())
        figures.append(Figure("memory, most after a training", max(memory), unit="MB", at_most=300))
        accuracy, seconds = default_recipe(application, window)
        figures.append(Figure("default recipe, test accuracy", 100 * accuracy, unit="%", at_least=96))
        figures.append(Figure("default recipe, time", seconds, unit="s", at_most=10))
        close_for_good(window)
    return finish("the window, idle and while it trains on the UCI digits", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
