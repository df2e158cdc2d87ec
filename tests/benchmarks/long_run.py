"""A long time in the window: ``uv run tests/benchmarks/long_run.py [--minutes 20] [--json FILE]`` (no display needed).

A simulated user (``simulated_user.py``) draws, trains, pauses, takes steps, switches tabs, pages and their controls,
changes data, settings, recipes, theme and size, has the window learn the hand, makes sweeps and takes lessons, by a seeded
dice. In every round of a minute it spends the last twenty seconds at home: the same data, settings, view and size,
training, drawing. Every 10 s are recorded:

- resident memory, and what of it the C library has given out;
- how late a timer of 5 ms comes: median, 99 of 100, greatest, and what the user did then;
- from a movement of the pen to the painted bars; steps per second;
- threads, processes, open files, widgets, objects that Python's collector follows, points of the curves; the load of the
  machine (whatever else it does makes the window late).

After a warm-up, the median of the memory at home must grow by less than 5 % from the first quarter of the time to the last,
and the least lag at home must not grow (the least, because what other programs do only adds to it); no message of Qt, no
warning and no exception of Python may appear, and no thread or process be left. Exits with 0 if all of that holds. With
``--one-run`` the user never ends the run, so that its history grows to the end: it is kept whole by design, and what it may
take is left out of the memory that must not grow.
"""

import argparse
import faulthandler
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import scipy.optimize  # noqa: F401 - its BLAS has threads of its own, which stay: not to be taken for left ones
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from engine.runs.session_folder import open_session_folder
from engine.training.report import HistoryPoint
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from tests.benchmarks.process_figures import allocated_mb, n_children, n_descriptors, resident_mb, thread_names
from tests.benchmarks.simulated_user import SimulatedUser
from tests.benchmarks.watches import LagWatch, StepCounter, StrokeWatch, Troubles

SAMPLE_S = 10.0
ROUND_SAMPLES = 6
HOME_SAMPLES = 2  # of each round: to get there, and to be measured
MOST_GROWTH = 0.05
MOST_LAG_GROWTH = 1.25
LEAST_LAG_GROWTH_MS = 4.0  # below this a greater lag is the machine's doing
POOL_S = 40.0  # threads of Qt's own pool stay for half a minute after their work
N_ROWS = 10


@dataclass(frozen=True)
class Sample:
    """What was recorded of ten seconds."""

    minute: float
    at_home: bool
    resident_mb: float
    allocated_mb: float
    lag_median_ms: float
    lag_p99_ms: float
    lag_max_ms: float
    stroke_median_ms: float
    stroke_p99_ms: float
    steps_per_s: float
    threads: int
    children: int
    descriptors: int
    widgets: int
    objects: int
    points: int
    load: float
    slowest: str


class Recorder(QObject):
    """Takes a sample every ten seconds and ends the event loop when the time is up."""

    def __init__(
        self, application: QApplication, window: MainWindow, *, minutes: float, show: Callable[[Sample], None]
    ):
        super().__init__()
        self.samples: list[Sample] = []
        self._application, self._window, self._show = application, window, show
        self._n_due = round(60 * minutes / SAMPLE_S)
        self._was_home = False
        self.user: SimulatedUser | None = None
        self.lags, self.strokes, self.steps = LagWatch(), StrokeWatch(window), StepCounter(window)
        self._started = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._sample)
        self._timer.start(round(1000 * SAMPLE_S))

    @property
    def is_home_time(self) -> bool:
        """Whether the user should be at home."""
        return len(self.samples) % ROUND_SAMPLES >= ROUND_SAMPLES - HOME_SAMPLES

    @Slot()
    def _sample(self) -> None:
        (lags, slowest), strokes = self.lags.take(), self.strokes.take()
        is_home = self.user is not None and self.user.is_home
        sample = Sample(
            minute=(time.perf_counter() - self._started) / 60,
            at_home=is_home and self._was_home,
            resident_mb=resident_mb(),
            allocated_mb=allocated_mb(),
            lag_median_ms=statistics.median(lags),
            lag_p99_ms=float(np.percentile(lags, 99)),
            lag_max_ms=max(lags),
            stroke_median_ms=statistics.median(strokes),
            stroke_p99_ms=float(np.percentile(strokes, 99)),
            steps_per_s=self.steps.take(),
            threads=len(thread_names()),
            children=n_children(),
            descriptors=n_descriptors(),
            widgets=len(self._application.allWidgets()),
            objects=len(gc.get_objects()),
            points=self._window.workspace.history.n_points,
            load=os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0,
            slowest=slowest,
        )
        self.samples.append(sample)
        self._was_home = is_home
        self._show(sample)
        if len(self.samples) >= self._n_due:
            self._timer.stop()
            self._application.quit()
        self.lags.take()  # what was done here is none of the window's


def main() -> int:
    """Run, tell and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--warm-up", type=float, default=5.0, help="minutes that are not judged")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-run", action="store_true", help="never end the run: what a long history costs")
    parser.add_argument("--json", type=Path, help="write the samples and the verdict to this file too")
    args = parser.parse_args()
    faulthandler.enable()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIGITLAB_USER_DATA"] = folder  # the user's own drawings are none of ours
        samples, troubles = run(args.minutes, seed=args.seed, one_run=args.one_run)
    figures, complaints = judge(samples, troubles, warm_up=args.warm_up)
    print_rows(samples)
    for name, value in figures.items():
        write(f"{name:52s} {value:12,.2f}")
    for complaint in complaints:
        write(f"FAILED: {complaint}")
    if args.json:
        told = {"figures": figures, "complaints": complaints, "samples": [asdict(sample) for sample in samples]}
        args.json.write_text(json.dumps(told, indent=1))
    return 1 if complaints else 0


def run(minutes: float, *, seed: int, one_run: bool) -> tuple[list[Sample], list[str]]:
    """Let the user play; returns the samples and what went wrong."""
    troubles = Troubles()
    application = make_application()
    threads_before = thread_names()
    session = open_session_folder()  # as main.py has it: runs are kept
    window = MainWindow(remembers=False, session_folder=session)
    window.run_bar.set_speed(0.0)  # full speed
    window.controller.crashed.connect(troubles.note_crash)
    window.show()
    write(header())
    recorder = Recorder(application, window, minutes=minutes, show=lambda sample: write(line(sample)))
    user = SimulatedUser(
        window, seed=seed, goes_home=lambda: recorder.is_home_time, on_move=recorder.strokes.on_move, one_run=one_run
    )
    recorder.user, recorder.lags.doing = user, lambda: user.doing
    QTimer.singleShot(1000, user.begin)
    application.exec()
    user.stop()
    if window.window_message.is_shown():
        troubles.seen.append("the window tells of something unexpected")
    close_for_good(window)
    give_up_at = time.monotonic() + POOL_S
    while time.monotonic() < give_up_at and (len(thread_names()) > len(threads_before) or n_children()):
        application.processEvents()
        time.sleep(0.01)
    left = list(thread_names())
    for name in threads_before:
        if name in left:
            left.remove(name)
    if len(thread_names()) > len(threads_before):
        troubles.seen.append(f"threads left: {', '.join(left)}")
    if n_children():
        troubles.seen.append(f"{n_children()} processes left")
    write(f"done: {', '.join(f'{name} {n}' for name, n in sorted(user.counts.items()))}")
    return recorder.samples, troubles.seen


def judge(samples: Sequence[Sample], troubles: Sequence[str], *, warm_up: float) -> tuple[dict[str, float], list[str]]:
    """Figures of the first and the last quarter after the warm-up, and what is wrong with them."""
    complaints = list(troubles)
    warm = [sample for sample in samples if sample.minute > warm_up]
    home = [sample for sample in warm if sample.at_home]
    if len(home) < 4:
        return {}, [*complaints, f"too short to be judged: {len(home)} samples at home after {warm_up:g} minutes"]
    per_point_mb = len(HistoryPoint._fields) * 8 / 2**20
    quarter = max(len(home) // 4, 2)
    first, last = home[:quarter], home[-quarter:]
    figures: dict[str, float] = {}

    def both(
        name: str, figure: Callable[[Sample], float], of: Callable[..., float] = statistics.median
    ) -> tuple[float, float]:
        values = float(of(map(figure, first))), float(of(map(figure, last)))
        figures[f"{name}, first quarter"], figures[f"{name}, last"] = values
        return values

    history = both("history (MB)", lambda sample: sample.points * per_point_mb)
    memory = both("resident memory at home (MB)", lambda sample: sample.resident_mb)
    both("given out by the C library at home (MB)", lambda sample: sample.allocated_mb)
    both("lag at home, p99 (ms)", lambda sample: sample.lag_p99_ms)
    lag = both("lag at home, least p99 (ms)", lambda sample: sample.lag_p99_ms, min)
    both("lag at home, greatest (ms)", lambda sample: sample.lag_max_ms)
    both("stroke to bars at home, p99 (ms)", lambda sample: sample.stroke_p99_ms)
    both("steps per second at home", lambda sample: sample.steps_per_s)
    both("objects of Python at home", lambda sample: float(sample.objects))
    both("widgets at home", lambda sample: float(sample.widgets))
    both("load of the machine", lambda sample: sample.load)
    grown = (memory[1] - max(history[1] - history[0], 0.0)) / memory[0] - 1
    figures["growth of resident memory at home (%)"] = 100 * grown
    n_all = max(len(warm) // 4, 1)
    ends = [statistics.median(sample.resident_mb for sample in part) for part in (warm[:n_all], warm[-n_all:])]
    figures["growth of resident memory, whatever was done (%)"] = 100 * (ends[1] / ends[0] - 1)
    if grown >= MOST_GROWTH:
        complaints.append(f"memory grew by {grown:.1%}")
    if lag[1] > MOST_LAG_GROWTH * lag[0] and lag[1] > lag[0] + LEAST_LAG_GROWTH_MS:
        complaints.append(f"the lag (least p99 at home) grew from {lag[0]:.1f} to {lag[1]:.1f} ms")
    return figures, complaints


COLUMNS = (
    ("minute", "min", 6, ".1f"),
    ("resident_mb", "resident MB", 12, ".1f"),
    ("allocated_mb", "heap MB", 9, ".1f"),
    ("lag_median_ms", "lag ms", 8, ".2f"),
    ("lag_p99_ms", "p99", 8, ".1f"),
    ("lag_max_ms", "max", 8, ".1f"),
    ("stroke_median_ms", "stroke ms", 10, ".2f"),
    ("stroke_p99_ms", "p99", 8, ".1f"),
    ("steps_per_s", "steps/s", 9, ",.0f"),
    ("threads", "threads", 8, ".0f"),
    ("children", "procs", 6, ".0f"),
    ("descriptors", "files", 6, ".0f"),
    ("widgets", "widgets", 8, ".0f"),
    ("objects", "objects", 9, ",.0f"),
    ("points", "points", 9, ",.0f"),
    ("load", "load", 6, ".1f"),
)


def header() -> str:
    """The names of the columns."""
    return "".join(f"{title:>{width}}" for _, title, width, _ in COLUMNS) + "        slowest"


def line(sample: Sample) -> str:
    """A row of the table; one at home is marked."""
    cells = (f"{getattr(sample, name):>{width}{form}}" for name, _, width, form in COLUMNS)
    return f"{''.join(cells)}  {'home' if sample.at_home else '    '}  {sample.slowest}"


def print_rows(samples: Sequence[Sample]) -> None:
    """The curve in a few rows: medians of what was measured at home in each tenth of the time; of the lag, the greatest."""
    home = [sample for sample in samples if sample.at_home]
    write(f"\nat home, in {N_ROWS} parts of the time (medians; of the greatest lag, the greatest)\n{header()}")
    for part in np.array_split(np.arange(len(home)), min(N_ROWS, max(len(home), 1))):
        if len(part):
            chosen = [home[index] for index in part]
            values = {name: statistics.median(getattr(sample, name) for sample in chosen) for name, *_ in COLUMNS}
            worst = max(chosen, key=lambda sample: sample.lag_max_ms)
            write(line(replace(worst, **{**values, "lag_max_ms": worst.lag_max_ms})))
    write("")


def write(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
