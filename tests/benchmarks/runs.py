"""What many runs cost: ``uv run tests/benchmarks/runs.py [--json FILE]`` (half a minute, no display needed).

- a thousand runs listed as at a start of the program, from the index file, without it, and once more in the same process;
- what a thousand runs of 400-25-10 take on the disk, as the store leaves them once they are over;
- the tab that lists them: from its opening to the painted table, the longest time that the window stands still meanwhile,
  a filter typed and a column sorted;
- 50 curves over each other: painted for the first time, and one after the other pointed at.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from engine.data.registry import load_uci_digits
from engine.models.metadata import describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs.run import Run
from engine.runs.session_folder import open_session_folder
from engine.runs.store import RunStore
from engine.runs.summary import INDEX
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.report import TrainingReport
from engine.training.train import train
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from gui.runs_tab.runs_pages import RunsTab
from tests.benchmarks.figures import Figure, add_json_option, finish

N_RUNS, N_CURVES, N_ROUNDS = 1000, 50, 5


def fill(base: Path) -> None:
    """A thousand runs of 400-25-10, each with settings of its own."""
    dataset, config = load_uci_digits(), TrainingConfig(epochs=20)
    reports: list[TrainingReport] = []
    report = train(config, dataset, publish=reports.append)
    curves = LearningCurves.of([point for each in reports for point in each.points], data=dataset.ref)
    metadata = describe_run(report, config, data=dataset.ref, curves=curves)
    parameters = Parameters(report.architecture, report.parameters)
    model = Model(parameters, metadata, report.scaling, state=report.training_state)
    store = RunStore(base)
    for number in range(N_RUNS):
        about = replace(metadata, config=replace(config, weight_decay=number / 1000, seed=number % 7))
        created = f"2026-01-{1 + number // 60:02d}T00:{number % 60:02d}:00+00:00"
        run_id = f"202601{1 + number // 60:02d}-00{number % 60:02d}00-{number:08x}"
        store.save(Run(model=replace(model, metadata=about), id=run_id, created=created, seconds=1.5 + number / 100))


def median_ms(work: Callable[[], object], *, before: Callable[[], object] | None = None) -> float:
    """The time that something takes, half of the times."""
    times = []
    for _ in range(N_ROUNDS):
        if before is not None:
            before()
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def listing(base: Path) -> list[Figure]:
    """How long it takes to list all of them, and what they take."""
    index = base / "runs" / INDEX
    RunStore(base).summaries()
    at_start = median_ms(lambda: RunStore(base).summaries())
    store = RunStore(base)
    store.summaries()
    again = median_ms(store.summaries)
    without = median_ms(lambda: RunStore(base).summaries(), before=index.unlink)
    return [
        Figure("1,000 runs listed at a start", at_start, "ms", at_most=200),
        Figure("1,000 runs listed once more", again, "ms", at_most=100),
        Figure("1,000 runs listed without the index", without, "ms"),
        Figure("1,000 runs of 400-25-10 on the disk", store.n_bytes / 1e6, "MB"),
    ]


def wait_until(is_so: Callable[[], bool]) -> float:
    """Let the window work until something is so; the longest time that it stood still meanwhile, in ms."""
    longest, last = 0.0, time.perf_counter()
    while not is_so():
        QApplication.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        time.sleep(0.0005)
    return 1000 * longest


def window_figures(base: Path) -> list[Figure]:
    """The tab with all of them, and the curves of 50."""
    folder = open_session_folder(base)
    window = MainWindow(remembers=False, session_folder=folder)
    try:
        window.show()
        wait_until(lambda: window.workspace.dataset is not None and not window.controller.is_reading)
        wait_until(lambda: not window.views._unloaded)  # the code of the tabs, in the first seconds
        tab = window.views.presenter("Runs")
        assert isinstance(tab, RunsTab)
        explorer = tab.runs
        begun = time.perf_counter()
        window.view_tabs.show_titled("Runs")
        view = explorer.view
        assert view is not None
        stall = wait_until(lambda: view.model.rowCount() == N_RUNS and view.table.isVisible())
        view.table.grab()
        opened = 1000 * (time.perf_counter() - begun)
        painted_at = time.perf_counter() + 0.5
        stall = max(stall, wait_until(lambda: time.perf_counter() > painted_at))
        filtered = median_ms(lambda: view.filter_edit.setText("0.25"), before=lambda: view.filter_edit.setText(""))
        view.filter_edit.setText("")
        orders = iter([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder] * N_ROUNDS)
        sorted_ms = median_ms(lambda: view.table.sortByColumn(6, next(orders)))
        for run in view.model.rows[:N_CURVES]:
            explorer.tick(run.id)
        wait_until(lambda: len(view.curves.names) == N_CURVES)
        view.mean_button.setChecked(False)
        painted = median_ms(view.curves.grab, before=view.curves._paint_anew)
        area = view.curves._area()
        pointed = []
        for number in range(60):
            at = QPointF(area.left() + area.width() * number / 60, area.top() + area.height() * (number % 7) / 7)
            begun = time.perf_counter()
            view.curves._point_at(view.curves.curve_at(at) if number % 2 else number % N_CURVES)
            view.curves.repaint()
            pointed.append(1000 * (time.perf_counter() - begun))
        return [
            Figure("the tab opened, 1,000 runs painted", opened, "ms"),
            Figure("the window stood still meanwhile at most", stall, "ms", at_most=50),
            Figure("a filter typed", filtered, "ms"),
            Figure("a column sorted", sorted_ms, "ms"),
            Figure(f"{N_CURVES} curves painted for the first time", painted, "ms", at_most=100),
            Figure(f"one of {N_CURVES} curves pointed at", statistics.median(pointed), "ms", at_most=16),
            Figure("the same, the slowest", max(pointed), "ms", at_most=50),
        ]
    finally:
        close_for_good(window)
        folder.close()


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_json_option(parser)
    args = parser.parse_args()
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        figures = [*listing(Path(folder)), *window_figures(Path(folder))]
    return finish(f"{N_RUNS:,} runs", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
