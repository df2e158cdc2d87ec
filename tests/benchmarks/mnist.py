"""How well a recipe reads MNIST, and how long it takes: ``uv run tests/benchmarks/mnist.py [--recipe NAME]``.

MNIST's test digits are left for the very end of all work: the recipe learns the first 50,000 training digits here, and is
tested on the last 10,000. With ``--test`` it learns all 60,000 and is tested on the 10,000 test digits, which
``main.py download mnist`` fetches.
"""

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.ink.input_formats import INPUT_FORMATS
from engine.training.recipes import RECIPES
from engine.training.report import TrainingReport
from engine.training.train import train

N_TRAIN, N_ALL = 50_000, 60_000


def digits(read_as: str, *, tests: bool) -> Dataset:
    """MNIST in a format, to be tested on its test digits or on the last of its training digits."""
    if tests:
        return load_dataset("mnist", read_as)
    path = Path(os.environ.get("DIGITLAB_DATA", "")) / "train-images-idx3-ubyte.gz"
    mnist = load_dataset(str(path) if path.is_file() else "mnist", read_as)
    return replace(mnist, train_indices=np.arange(N_TRAIN), test_indices=np.arange(N_TRAIN, N_ALL))


def main() -> None:
    """Train, and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--test", action="store_true", help="learn all 60,000, test on MNIST's test digits")
    parser.add_argument("--recipe", choices=RECIPES, default="mnist-best", metavar="NAME")
    parser.add_argument("--format", choices=INPUT_FORMATS, help="by default the recipe's")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    def show(report: TrainingReport) -> None:
        sys.stderr.write(
            f"\repoch {report.epoch:5.1f} of {report.epochs:.0f}, {report.samples_per_second:8,.0f} samples/s"
        )

    config = RECIPES[args.recipe].config.with_values(seed=args.seed)
    if args.format:
        config = config.with_values(input_format=args.format)
    dataset = digits(config.input_format, tests=args.test)
    started, worked = time.perf_counter(), time.process_time()
    report = train(config, dataset, publish=show)
    minutes, worked = (time.perf_counter() - started) / 60, (time.process_time() - worked) / 60
    if report.test_evaluation is None:
        raise SystemExit(report.message)
    sys.stdout.write(
        f"\n{args.recipe}, {dataset.input_format.name}, {len(report.parameters):,} parameters, seed {args.seed}: "
        f"{report.test_evaluation.accuracy:.2%} of {report.test_evaluation.n:,} digits, "
        f"{minutes:.1f} minutes ({worked:.1f} of the processor)\n"
    )


if __name__ == "__main__":
    main()
