"""What it takes to say why: ``uv run tests/benchmarks/explain.py`` (half a minute, no display needed).

- of the engine, for three networks: the three ways to share out a lead, and how much is missing; the
  smallest change; a map of 5,000 digits; where the drawing lies on it; the nearest among 60,000;
- of the window with the tab Why open: stroke to painted bars, and training against that with the tab Training open.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine.data.loading import load_dataset
from engine.explain.attribution import METHODS, attribute
from engine.explain.hidden_space import Neighborhood, last_hidden, principal_plane
from engine.explain.smallest_change import smallest_change
from engine.models.files import load_model
from engine.models.model import Model
from engine.training.recipes import RECIPES
from engine.training.train import first_parameters
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
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

N_REPETITIONS, ROUNDS = 15, 3
N_ON_MAP, N_KNOWN = 5000, 60_000


def main() -> None:
    """Measure and print."""
    application = make_application()
    for name, model in networks().items():
        of_engine(name, model)
    of_window()
    application.processEvents()


def networks() -> dict[str, Model]:
    """One hidden layer of 25, the bundled network, and the small convolution with random weights."""
    found = {"400-25-10": Model(first_parameters(ENDLESS.with_values(hidden_layers=(25,)), (20, 20, 1)))}
    convolution = RECIPES["conv-small"].config
    return {
        **found,
        "bundled": load_model(),
        "conv-small": Model(first_parameters(convolution, convolution.input_shape(None))),
    }


def of_engine(name: str, model: Model) -> None:
    """Medians in milliseconds for one digit."""
    digits = load_dataset("uci-digits", model.input_format.name).digits
    images = digits.values(model.parameters.dtype)
    frame = images[100]
    ranked = np.argsort(-model.read(frame[np.newaxis])[0])
    digit, other = int(ranked[0]), int(ranked[1])
    write(name, "")
    for method in METHODS:
        write(f"  {method}", milliseconds(partial(attribute, model, frame, digit, other, method)))
    known = attribute(model, frame, digit, other)
    write("  integrated gradients leave missing", f"{abs(known.missing / (known.lead - known.empty)):.2%}")
    write("  smallest change", milliseconds(lambda: smallest_change(model, frame, other)))
    many = images[np.arange(N_ON_MAP) % len(images)]
    write(f"  a map of {N_ON_MAP:,} digits", milliseconds(lambda: principal_plane(last_hidden(model, many)), 5))
    plane = principal_plane(last_hidden(model, many))
    write("  the drawing's place on it", milliseconds(lambda: plane.project(last_hidden(model, frame[np.newaxis]))))
    near = Neighborhood(last_hidden(model, many)[np.arange(N_KNOWN) % N_ON_MAP])
    find = milliseconds(lambda: near.nearest(last_hidden(model, frame[np.newaxis])[0]))
    write(f"  the nearest among {N_KNOWN:,}", find)


def of_window() -> None:
    """Strokes, and training, with the tab open."""
    application = make_application()
    window = MainWindow(remembers=False)
    window.resize(1280, 800)
    window.show()
    wait_until(application, lambda: window.workspace.dataset is not None)
    for tab in ("Training", "Why"):
        window.view_tabs.show_titled(tab)
        run_event_loop(1.0)
        stroke_latencies_ms(application, window)
        latencies = stroke_latencies_ms(application, window)
        write(
            f"stroke to bars, bundled network, tab {tab}",
            f"p50 {percentile(latencies, 50):.1f}, p99 {percentile(latencies, 99):.1f} ms",
        )
    speeds: dict[str, list[float]] = {"Training": [], "Why": []}
    begin(application, window, ENDLESS)
    for _ in range(ROUNDS):
        for tab, measured in speeds.items():
            window.view_tabs.show_titled(tab)
            run_event_loop(0.5)
            measured.append(window_steps_per_second(window))
    window.view_tabs.show_titled("Why")
    latencies = stroke_latencies_ms(application, window)
    write(
        "the same while 400-25-10 learns, tab Why",
        f"p50 {percentile(latencies, 50):.1f}, p99 {percentile(latencies, 99):.1f} ms",
    )
    share = statistics.median(speeds["Why"]) / statistics.median(speeds["Training"])
    write("training with the tab Why against the tab Training", f"{share:.0%}")
    stop(application, window)
    stroke_latencies_ms(application, window)
    latencies = stroke_latencies_ms(application, window)
    write(
        "stroke to bars, 400-25-10, tab Why",
        f"p50 {percentile(latencies, 50):.1f}, p99 {percentile(latencies, 99):.1f} ms",
    )
    close_for_good(window)


def milliseconds(work: Callable[[], object], n: int = N_REPETITIONS) -> str:
    """The median of how long something takes, after once for nothing."""
    work()
    taken = []
    for _ in range(n):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return f"{statistics.median(taken):.1f} ms"


def write(name: str, value: str) -> None:
    """A line."""
    sys.stdout.write(f"{name:60s} {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
