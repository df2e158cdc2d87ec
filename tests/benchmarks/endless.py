"""What endless handwriting costs: training with and without fresh digits, in turn.

    uv run tests/benchmarks/endless.py [--rounds N] [--seconds S]

trains each network with digits that stay and with digits that another process keeps replacing, and prints the medians of
the samples per second, their ratio, and how many fresh digits came. Exits with 0 if every ratio is at least 0.9.
"""

import argparse
import os
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.train import train

LEAST_RATIO = 0.9
BASE = TrainingConfig(epochs=1_000_000, validation_fraction=0.0)
CONFIGS = {
    "400-25-10, batch 32": BASE.with_values(hidden_layers=(25,), batch_size=32),
    "400-100-10, batch 32": BASE.with_values(hidden_layers=(100,), batch_size=32),
    "400-512-256-10, batch 100, momentum": BASE.with_values(
        hidden_layers=(512, 256), hidden_activation="relu", optimizer="momentum", batch_size=100, learning_rate=0.02
    ),
}


@dataclass(frozen=True)
class Speed:
    """Of one run: samples and fresh digits per second, and fresh digits per epoch."""

    samples: float
    fresh: float
    streamed_per_epoch: float


def run(config: TrainingConfig, dataset: Dataset, seconds: float) -> Speed:
    """Train for a while; the time in which the other process starts counts too."""
    control = TrainingControl()
    timer = threading.Timer(seconds, control.stop)
    timer.start()
    report = train(config, dataset, control=control)
    timer.join()
    n_samples = report.epoch * len(dataset.train)
    return Speed(n_samples / seconds, report.n_streamed / seconds, report.n_streamed / report.epoch)


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--seconds", type=float, default=6.0, metavar="S")
    args = parser.parse_args()
    endless = load_dataset("handwriting-endless")
    plain = replace(endless, streamed=None)
    worst = np.inf
    columns = ("", "without", "with", "ratio", "fresh digits/s", "an epoch")
    row = "{:37s} {:>14s} {:>14s} {:>7s} {:>15s} {:>9s}\n"
    sys.stdout.write(f"medians of {args.rounds} rounds of {args.seconds:g} s, samples/s\n")
    sys.stdout.write(row.format(*columns))
    for name, config in CONFIGS.items():
        speeds = [(run(config, plain, args.seconds), run(config, endless, args.seconds)) for _ in range(args.rounds)]
        without, together, fresh, per_epoch = np.median(
            [(a.samples, b.samples, b.fresh, b.streamed_per_epoch) for a, b in speeds], axis=0
        )
        worst = min(worst, together / without)
        figures = (
            f"{without:,.0f}",
            f"{together:,.0f}",
            f"{together / without:.3f}",
            f"{fresh:,.0f}",
            f"{per_epoch:,.0f}",
        )
        sys.stdout.write(row.format(name, *figures))
        sys.stdout.flush()
    if hasattr(os, "getloadavg"):
        sys.stdout.write("load of the last minute, 5 and 15: {:.2f} {:.2f} {:.2f}\n".format(*os.getloadavg()))
    return 0 if worst >= LEAST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
