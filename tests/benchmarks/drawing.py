"""How fast one drawing is answered, from its strokes to the bundled network's probabilities.

    uv run tests/benchmarks/drawing.py [--drawings N] [--json FILE]

frames and reads generated drawings one after the other, as the canvas does, and tells the median and the 99th percentile.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from threadpoolctl import threadpool_limits

from engine.data.handwriting.generator import write_strokes
from engine.ink.framing import frame_drawings
from engine.models.files import load_model
from engine.models.model import Model
from tests.benchmarks.figures import Figure, add_json_option, finish

AT_MOST_MS = 1.0


def answer_times_ms(model: Model, n_drawings: int) -> np.ndarray:
    """Milliseconds of each drawing."""
    times = []
    for drawing in write_strokes(np.arange(n_drawings) % 10, np.random.default_rng(1)):
        start = time.perf_counter()
        images, _ = frame_drawings([drawing])
        model.read(images.reshape(1, -1))
        times.append(time.perf_counter() - start)
    return np.array(times[len(times) // 20 :]) * 1000  # the first ones find cold caches


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drawings", type=int, default=3000, metavar="N")
    add_json_option(parser)
    args = parser.parse_args()
    model = load_model()
    with threadpool_limits(1):  # as in the window
        times = answer_times_ms(model, args.drawings)
    figures = [
        Figure("one drawing, median", float(np.median(times)), unit="ms"),
        Figure("one drawing, p99", float(np.percentile(times, 99)), unit="ms", at_most=AT_MOST_MS),
    ]
    return finish(f"strokes to probabilities, bundled network {model.parameters.architecture}", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
