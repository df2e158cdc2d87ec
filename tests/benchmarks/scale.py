"""How training grows with the data and with the network: time per digit and memory, a process each.

    uv run tests/benchmarks/scale.py [--sizes N ...] [--hidden H ...] [--trained N] [--rounds N] [--json FILE]
    uv run --with matplotlib tests/benchmarks/scale.py --plot resources/scale.png

400-25-10 on 1,000 to 2,000,000 digits, and 400-H-10 with 10 to 4,096 hidden units on 5,000. The digits are 5,000 that the
program writes, again and again, stored as bytes. Each process trains in batches of 32, when it is its turn, until it has
seen a number of them; it tells the time per digit and its greatest resident memory. Medians count: the time per digit is to
stay within 15 % of that of 5,000 digits, memory within 1.3 times the bytes of the digits and 200 MB.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.generator import write_block
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train
from tests.benchmarks.figures import Figure, add_json_option, finish

SIZES = (1_000, 5_000, 50_000, 500_000, 2_000_000)
HIDDEN = (10, 25, 64, 256, 1_024, 4_096)
USUAL_SIZE, USUAL_HIDDEN = 5_000, 25
TRAINED = 500_000
MULTIPLICATIONS = 4_000_000_000  # that larger networks are trained for
WITHIN = 1.15
_BYTES_PER_DIGIT = 400
_SETTLED_AFTER = 0.1  # of the digits that are trained on: what is done once is done by then


def n_trained_of(n_hidden: int, most: int) -> int:
    """How many digits a network of that size sees: fewer if it is large."""
    return int(min(most, max(20_000, MULTIPLICATIONS // (410 * n_hidden))))


def work(n_digits: int, n_hidden: int, n_trained: int) -> None:
    """What a process does: make the digits, then a run for each line on standard input, answered by a line of JSON."""
    labels, pictures = write_block(USUAL_SIZE, np.random.default_rng(0))
    chosen = np.arange(n_digits) % USUAL_SIZE
    digits = Digits(pictures[chosen], labels[chosen], gain=1 / 255)
    dataset = Dataset("handwriting", "Generated handwriting", digits, np.arange(0), has_fixed_split=True)
    config = TrainingConfig(
        hidden_layers=(n_hidden,),
        optimizer="momentum",
        learning_rate=0.05,
        batch_size=32,
        validation_fraction=0.0,
        split="given",
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
def started(n_digits: int, n_hidden: int, n_trained: int) -> Iterator[Callable[[], dict[str, float]]]:
    """A process that has its digits; what is given back has it train once."""
    numbers = [str(number) for number in (n_digits, n_hidden, n_trained)]
    command = [sys.executable, __file__, "--work", *numbers]
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


Runs = dict[tuple[int, int], list[dict[str, float]]]
"""What was measured, round by round, by the numbers of digits and of hidden units."""


def measure(cases: Sequence[tuple[int, int]], n_trained: int, rounds: int) -> Runs:
    """Every case takes its turn in every round."""
    runs: Runs = {case: [] for case in cases}
    with ExitStack() as stack:
        workers = {case: stack.enter_context(started(*case, n_trained_of(case[1], n_trained))) for case in cases}
        for _ in range(rounds):
            for case, run in workers.items():
                runs[case].append(run())
    return runs


def figures_of(runs: Runs) -> list[Figure]:
    """Time per digit and memory of every case, and what was to be reached."""
    figures = []
    usual = np.array([run["us_per_digit"] for run in runs.get((USUAL_SIZE, USUAL_HIDDEN), [])])
    for (n_digits, n_hidden), each in runs.items():
        name = f"{n_digits:,} digits, {n_hidden:,} hidden"
        times = np.array([run["us_per_digit"] for run in each])
        figures.append(Figure(f"{name}: time per digit", float(np.median(times)), unit="µs"))
        if len(usual) and n_hidden == USUAL_HIDDEN and n_digits > USUAL_SIZE:
            ratio = float(np.median(times / usual))
            figures.append(Figure(f"{name}: as long per digit as {USUAL_SIZE:,}", ratio, at_most=WITHIN))
        per_product = float(np.median(times)) * 1e3 / (410 * n_hidden)
        if n_digits == USUAL_SIZE:
            figures.append(Figure(f"{name}: time per weight", per_product, unit="ns"))
        most = 1.3 * n_digits * _BYTES_PER_DIGIT / 1e6 + 200 if n_hidden == USUAL_HIDDEN else None
        figures.append(Figure(f"{name}: greatest memory", max(run["peak_mb"] for run in each), unit="MB", at_most=most))
    return figures


def plot(runs: Runs, path: Path) -> None:
    """Time per digit and memory against the numbers of digits and of hidden units, all axes logarithmic."""
    from matplotlib import pyplot as plt  # type: ignore[import-not-found,unused-ignore]

    sides = (
        ("training digits, 25 hidden units", [case for case in runs if case[1] == USUAL_HIDDEN], 0),
        ("hidden units, 5,000 digits", [case for case in runs if case[0] == USUAL_SIZE], 1),
    )
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    for axis, (title, unsorted, number) in zip(axes, sides, strict=True):
        cases = sorted(unsorted)
        at = [case[number] for case in cases]
        times = [float(np.median([run["us_per_digit"] for run in runs[case]])) for case in cases]
        memory = [max(run["peak_mb"] for run in runs[case]) for case in cases]
        axis.loglog(at, times, "o-", color="#16181d", label="µs per digit")
        axis.loglog(at, memory, "s--", color="#c2410c", label="MB of memory")
        axis.set_xlabel(title)
        axis.set_ylim(0.5, 3000)
        axis.grid(visible=True, color="#dddddd")
        axis.legend(frameon=False)
    figure.savefig(path, dpi=110)


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--hidden", type=int, nargs="*", default=HIDDEN, metavar="H")
    parser.add_argument("--trained", type=int, default=TRAINED, metavar="N", help="digits seen by each run, at most")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw it, with matplotlib")
    parser.add_argument("--work", type=int, nargs=3, help=argparse.SUPPRESS)
    add_json_option(parser)
    args = parser.parse_args()
    if args.work:
        work(*args.work)
        return 0
    cases = [(size, USUAL_HIDDEN) for size in args.sizes] + [(USUAL_SIZE, hidden) for hidden in args.hidden]
    runs = measure(list(dict.fromkeys(cases)), args.trained, args.rounds)
    if args.plot:
        plot(runs, args.plot)
    return finish(
        "training 400-H-10 in batches of 32, on ever more digits, with ever more units", figures_of(runs), args.json
    )


if __name__ == "__main__":
    sys.exit(main())
