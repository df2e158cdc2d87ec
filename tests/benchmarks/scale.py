"""How training grows with the data: 5,000, 50,000 and 500,000 generated digits, a process each.

    uv run tests/benchmarks/scale.py [--sizes N ...] [--trained N] [--rounds N] [--json FILE]

Each process writes its digits (stored as bytes) and, when it is its turn, trains 400-25-10 in batches of 32 until it has
seen a number of them, the same for all; it tells the time per digit and its greatest resident memory. Medians count: the
time per digit is to stay within 15 % of the smallest set's, memory within 1.3 times the bytes of the digits and 200 MB.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np

from engine.data.loading import load_dataset
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train
from tests.benchmarks.figures import Figure, add_json_option, finish

SIZES = (5_000, 50_000, 500_000)
TRAINED = 500_000
WITHIN = 1.15
_BYTES_PER_DIGIT = 400
_SETTLED_AFTER = 0.1  # of the digits that are trained on: what is done once is done by then


def work(n_digits: int, n_trained: int) -> None:
    """What a process does: write the digits, then a run for each line on standard input, answered by a line of JSON."""
    dataset = load_dataset(f"handwriting:{n_digits}")
    config = TrainingConfig(
        hidden_layers=(25,),
        optimizer="momentum",
        learning_rate=0.05,
        batch_size=32,
        validation_fraction=0.0,
        epochs=1_000_000,
    )
    n_samples = len(config.apply_split(dataset).train)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        control = TrainingControl()
        seen: list[tuple[float, float]] = []

        def note(report: TrainingReport, control: TrainingControl = control, seen: list[Any] = seen) -> None:
            seen.append((time.perf_counter(), report.epoch * n_samples))
            if seen[-1][1] >= n_trained:
                control.stop()

        train(config, dataset, control=control, publish=note)
        settled = next(point for point in seen if point[1] >= _SETTLED_AFTER * n_trained)
        end = next(point for point in seen if point[1] >= n_trained)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        figures = {
            "us_per_digit": (end[0] - settled[0]) / (end[1] - settled[1]) * 1e6,
            "peak_mb": peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6,
        }
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()


@contextmanager
def started(n_digits: int, n_trained: int) -> Iterator[Callable[[], dict[str, float]]]:
    """A process that has its digits; what is given back has it train once."""
    command = [sys.executable, __file__, "--work", str(n_digits), "--trained", str(n_trained)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout
        stdout.readline()

        def run() -> dict[str, float]:
            stdin.write("go\n")
            stdin.flush()
            figures: dict[str, float] = json.loads(stdout.readline())
            return figures

        yield run
        stdin.close()


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--trained", type=int, default=TRAINED, metavar="N", help="digits seen by each run")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    add_json_option(parser)
    args = parser.parse_args()
    if args.work:
        work(args.work, args.trained)
        return 0
    runs: dict[int, list[dict[str, float]]] = {size: [] for size in args.sizes}
    with ExitStack() as stack:
        workers = {size: stack.enter_context(started(size, args.trained)) for size in args.sizes}
        for _ in range(args.rounds):
            for size, run in workers.items():
                runs[size].append(run())
    figures = []
    smallest = np.array([run["us_per_digit"] for run in runs[args.sizes[0]]])
    for size in args.sizes:
        times = np.array([run["us_per_digit"] for run in runs[size]])
        figures.append(Figure(f"{size:,} digits: time per digit", float(np.median(times)), unit="µs"))
        if size != args.sizes[0]:
            ratio = float(np.median(times / smallest))
            figures.append(
                Figure(
                    f"{size:,} digits: as long per digit as {args.sizes[0]:,}",
                    ratio,
                    at_least=2 - WITHIN,
                    at_most=WITHIN,
                )
            )
        most = 1.3 * size * _BYTES_PER_DIGIT / 1e6 + 200
        peak = max(run["peak_mb"] for run in runs[size])
        figures.append(Figure(f"{size:,} digits: greatest memory", peak, unit="MB", at_most=most))
    return finish("training 400-25-10, batch 32, on ever more generated digits", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
