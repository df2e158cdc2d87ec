"""What the tabs beside Training cost: ``uv run tests/benchmarks/views.py`` (about three minutes, no display needed).

- from the click on a tab, and on each of its pages, to the painted view, the median of several windows;
- from another theme to the painted window, with one tab made and with all of them;
- training with a view open against training with the Training tab open, interleaved; its longest stall of the event loop,
  and stroke to painted bars meanwhile;
- a frame of the learning curves: taken over, and painted, with the run before and flags;
- with MNIST's 60,000 digits (``$DIGITLAB_DATA`` or downloaded): a page of the grid, and an evaluation in the background.
"""

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtWidgets import QApplication, QTabWidget

from engine.data.loading import load_dataset
from engine.models.model import Model
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.state import CurveMarks
from engine.training.train import first_parameters
from gui.app import close_for_good, make_application
from gui.data_tab.data_explorer import DataExplorer
from gui.evaluation_tab.evaluation_explorer import EvaluationExplorer
from gui.main_window import MainWindow
from gui.plots.learning_curves_plot import LossPlot
from gui.state.shown_curves import SettingChange, ShownCurves
from tests.benchmarks.watches import LagWatch
from tests.benchmarks.window import (
    ENDLESS,
    begin,
    percentile,
    run_event_loop,
    stop,
    stroke_latencies_ms,
    wait_until,
    window_steps_per_second,
)

TABS = ("Why", "Data", "Evaluation", "Mathematics", "Runs")
N_WINDOWS = 7
ROUNDS = 3
N_THEMES = 20


def main() -> None:
    """Measure and print."""
    application = make_application()
    curve_times(application)
    opening_times(application)
    window = opened_window(application)
    theme_times(application, window)
    costs(application, window)
    close_for_good(window)
    sixty_thousand(application)


def curve_times(application: QApplication) -> None:
    """A frame of the learning curves of some length, all six of them and three flags."""
    random = np.random.default_rng(1)
    for n_points in (1000, 100_000):
        losses = 2.3 * np.exp(-np.arange(n_points) / n_points * 4) + random.normal(0, 0.02, n_points)
        values = np.stack([np.arange(n_points) / 10, losses, 1 - losses / 3, losses * 1.1, 1 - losses / 2.8], axis=1)
        before = LearningCurves(values * 1.02)
        changes = tuple(SettingChange(values[n, 0], "learning_rate", 0.5, 0.1) for n in (n_points // 50, n_points // 5))
        plot = LossPlot()
        plot.resize(568, 330)
        plot.show()
        taken_over, painted = [], []
        for number in range(200):
            curves = LearningCurves(values[: n_points - 1000 + 5 * number or 1])
            shown = ShownCurves(curves, n_points / 10, CurveMarks((1.0,)), changes, before)
            started = time.perf_counter()
            plot.show_curves(shown)
            taken_over.append(time.perf_counter() - started)
            started = time.perf_counter()
            plot.repaint()
            painted.append(time.perf_counter() - started)
            application.processEvents()
        both = (1000 * statistics.median(times) for times in (taken_over, painted))
        write(f"a frame of {n_points:,} points, taken over and painted", "{:.2f} ms and {:.2f} ms".format(*both))
        plot.close()


def opened_window(application: QApplication) -> MainWindow:
    """A window that has read its digits and come to rest."""
    window = MainWindow(remembers=False)
    window.run_bar.set_speed(0.0)  # full speed
    window.show()
    wait_until(application, lambda: window.workspace.dataset is not None and not window.controller.is_reading)
    run_event_loop(2.5)  # the views' code has been loaded
    return window


def open_tab(window: MainWindow, title: str) -> None:
    """Click on a tab."""
    tabs = window.view_tabs
    tabs.setCurrentIndex([tabs.tabText(index) for index in range(tabs.count())].index(title))


def painted_ms(application: QApplication, tabs: QTabWidget, index: int) -> float:
    """From a click on a tab to its painted view."""
    started = time.perf_counter()
    tabs.setCurrentIndex(index)
    application.processEvents()
    application.processEvents()
    return (time.perf_counter() - started) * 1000


def opening_times(application: QApplication) -> None:
    """The first opening of each tab and page."""
    times: dict[str, list[float]] = {}
    for _ in range(N_WINDOWS):
        window = opened_window(application)
        for index in range(1, window.view_tabs.count()):
            title = window.view_tabs.tabText(index)
            times.setdefault(title, []).append(painted_ms(application, window.view_tabs, index))
            run_event_loop(0.3)
            view = window.view_tabs.currentWidget()
            assert view is not None
            for pages in view.findChildren(QTabWidget)[:1]:
                for page in range(1, pages.count()):
                    name = f"{title}: {pages.tabText(page)}"
                    times.setdefault(name, []).append(painted_ms(application, pages, page))
                    run_event_loop(0.3)
        close_for_good(window)
    for name, values in times.items():
        write(f"open {name}", f"{statistics.median(values):.0f} ms (first {values[0]:.0f}, greatest {max(values):.0f})")


def open_every_page(window: MainWindow) -> None:
    """Open all tabs and their pages once, and the first one again."""
    for index in range(window.view_tabs.count()):
        window.view_tabs.setCurrentIndex(index)
        view = window.view_tabs.currentWidget()
        assert view is not None
        for pages in view.findChildren(QTabWidget)[:1]:
            for page in range(pages.count()):
                pages.setCurrentIndex(page)
    window.view_tabs.setCurrentIndex(0)
    run_event_loop(2.0)


def theme_times(application: QApplication, window: MainWindow) -> None:
    """From another theme to the painted window, with one tab made and with all of them."""
    for what in ("one tab made", "all tabs made"):
        if what == "all tabs made":
            open_every_page(window)
        times = []
        for number in range(N_THEMES):
            started = time.perf_counter()
            window.set_theme("light" if number % 2 else "dark")
            application.processEvents()
            application.processEvents()
            times.append((time.perf_counter() - started) * 1000)
            run_event_loop(0.2)
        write(f"another theme, {what}", f"{statistics.median(times):.0f} ms (greatest {max(times):.0f})")


def costs(application: QApplication, window: MainWindow) -> None:
    """Training, stalls and strokes with each tab open."""
    speeds: dict[str, list[float]] = {"Training": [], **{title: [] for title in TABS}}
    stalls: dict[str, list[float]] = {title: [] for title in speeds}
    for _ in range(ROUNDS):
        for title, measured in speeds.items():
            open_tab(window, title)
            begin(application, window, ENDLESS)
            measured.append(window_steps_per_second(window))
            watch = LagWatch()
            run_event_loop(2.0)
            stalls[title] += watch.stop()
            stop(application, window)
    for title in TABS:
        ratio = statistics.median(a / b for a, b in zip(speeds[title], speeds["Training"], strict=True))
        write(f"training speed, {title} against the Training tab", f"{100 * ratio:.0f} %")
    for title, values in stalls.items():
        write(f"longest stall while training, {title}", f"{max(values):.0f} ms")
    for title in TABS:
        open_tab(window, title)
        window.run_bar.train_button.click()
        wait_until(application, lambda: window.workspace.history.n_points > 10)
        latencies = stroke_latencies_ms(application, window)
        write(f"stroke to bars while training, p99, {title}", f"{percentile(latencies, 99):.1f} ms")
        stop(application, window)


def sixty_thousand(application: QApplication) -> None:
    """A page of the grid, and an evaluation, with MNIST."""
    path = Path(os.environ.get("DIGITLAB_DATA", "")) / "train-images-idx3-ubyte.gz"
    if not path.is_file():
        write("60,000 digits", "left out: DIGITLAB_DATA names no folder with MNIST")
        return
    window = opened_window(application)
    window.data_chooser.use(load_dataset(str(path)))
    wait_until(
        application, lambda: window.workspace.dataset is not None and len(window.workspace.dataset.digits) == 60_000
    )
    window.workspace.set_model(Model(first_parameters(TrainingConfig())), "random")
    explorer = window.views.presenter("Evaluation")
    assert isinstance(explorer, EvaluationExplorer)
    started = time.perf_counter()
    open_tab(window, "Evaluation")
    view = explorer.view
    assert view is not None
    view.part_box.setCurrentIndex(view.part_box.findData("train"))
    view.part_box.activated.emit(view.part_box.currentIndex())
    wait_until(application, lambda: view.evaluation is not None and view.evaluation.of.part == "train")
    write("evaluate 51,000 digits, tab opened to figures shown", f"{time.perf_counter() - started:.2f} s")
    data = window.views.presenter("Data")
    assert isinstance(data, DataExplorer)
    open_tab(window, "Data")
    assert data.view is not None
    order = data.view.order_box
    order.setCurrentIndex(order.findData("data"))
    order.activated.emit(order.currentIndex())
    run_event_loop(3.0)
    frames = scroll_frames_ms(application, data)
    write(
        "a page of the grid of 60,000",
        f"median {statistics.median(frames):.1f} ms, p95 {percentile(frames, 95):.1f} ms",
    )
    close_for_good(window)


def scroll_frames_ms(application: QApplication, data: DataExplorer) -> list[float]:
    """Page after page, each painted."""
    assert data.view is not None
    bar = data.view.grid.verticalScrollBar()
    frames = []
    for _ in range(150):
        started = time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep())
        data.view.grid.viewport().repaint()
        frames.append((time.perf_counter() - started) * 1000)
        application.processEvents()
    return frames


def write(name: str, value: str) -> None:
    """One line."""
    sys.stdout.write(f"{name:62s} {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
