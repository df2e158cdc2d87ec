"""How quick the tab "Network" is: no display needed, some three minutes.

    uv run tests/benchmarks/network.py [--rounds N] [--json FILE]

Stroke to painted network and bars (500 movements of the pen each) for 400-25-10, the bundled network and the convolutional
``conv-small``, while no run goes on; and the steps per second of 400-25-10 in the window with the tab open against the same
engine without a window, in turn, medians of the rounds, beside the same with the Training tab open.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.data.registry import load_uci_digits
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from gui.screenshot import open_tab
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.window import (
    CONVOLUTIONS,
    ENDLESS,
    begin,
    headless_steps_per_second,
    percentile,
    run_event_loop,
    stop,
    stroke_latencies_ms,
    wait_until,
    window_steps_per_second,
)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    add_json_option(parser)
    args = parser.parse_args()
    application = make_application()
    window = MainWindow(remembers=False)
    window.resize(1280, 800)
    window.run_bar.set_speed(0.0)
    window.show()
    wait_until(application, lambda: window.workspace.dataset is not None)
    open_tab(window, "Network")
    run_event_loop(5.0)  # the other tabs' code is loaded meanwhile
    drawing = window.views.presenter("Network").view.drawing  # type: ignore[attr-defined]  # of that presenter
    figures = []
    for name, most in (("bundled network", 25), ("400-25-10", 16), ("conv-small", 25)):
        if name == "400-25-10":
            window.workspace.reset(ENDLESS)
        elif name == "conv-small":
            window.workspace.reset(CONVOLUTIONS)
        strokes = stroke_latencies_ms(application, window, drawing)
        figures.append(Figure(f"{name}: stroke to network and bars, median", statistics.median(strokes), unit="ms"))
        figures.append(
            Figure(f"{name}: stroke to network and bars, p99", percentile(strokes, 99), unit="ms", at_most=most)
        )
    dataset, config = load_uci_digits(), ENDLESS.with_values(batch_size=32)
    ratios: dict[str, list[float]] = {"Training": [], "Network": []}
    for _ in range(args.rounds):
        alone = headless_steps_per_second(config, dataset)
        for tab, shares in ratios.items():
            open_tab(window, tab)
            begin(application, window, config)
            shares.append(window_steps_per_second(window) / alone)
            stop(application, window)
    figures += [
        Figure(
            f"400-25-10, batch 32, {tab} tab: window / headless",
            statistics.median(shares),
            at_least=0.85 if tab == "Network" else None,
        )
        for tab, shares in ratios.items()
    ]
    close_for_good(window)
    return finish("the Network tab", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
