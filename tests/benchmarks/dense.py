"""How fast dense networks are trained, against JAX with a whole epoch in one compiled ``lax.scan``; one thread.

    uv run --with jax tests/benchmarks/dense.py [--rounds N] [--seconds S] [--hidden H ...] [--batches B ...] [--json FILE]

trains 400-H-10, H sigmoid units in batches of B, on 5,000 generated digits by gradient descent with momentum in float32.
JAX's part is as quick as JAX can be: compiled before the time is taken, all arrays on the device, parameters and velocities
donated, each epoch's order drawn and its batches picked out as here; it keeps no learning curve. This program's part is a
whole run with its curves. In every round each takes its turn; a figure is the median of the rounds' ratios. The processor
is one core where the system can be told so. Exits with 0 if every figure that was to be reached is.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
os.environ["JAX_PLATFORMS"] = "cpu"

import numpy as np
from threadpoolctl import threadpool_limits

from engine.data.dataset import Dataset
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.peers import Workload, generated_digits, run_digit_lab, run_jax

HIDDEN = (10, 25, 64, 128, 512)
BATCHES = (1, 32, 200)
N_DIGITS = 5000
LEAST_RATIO = 1.0
LEAST_RATIO_OF_ONE = 0.6  # in batches of one digit


def measure(dataset: Dataset, n_hidden: int, batch_size: int, *, rounds: int, seconds: float) -> list[Figure]:
    """Samples a second, and the ratio to JAX."""
    trial = Workload(n_hidden, "sigmoid", batch_size, epochs=2)
    run_jax(trial, dataset)  # compiles
    run_digit_lab(trial, dataset)
    epochs = max(1, round(seconds / run_digit_lab(trial, dataset) * trial.epochs))
    work = Workload(n_hidden, "sigmoid", batch_size, epochs)
    run_jax(work, dataset)
    pairs = [(run_digit_lab(work, dataset), run_jax(work, dataset)) for _ in range(rounds)]
    own, peer = np.array(pairs).T
    name = f"400-{n_hidden}-10, batch {batch_size:,}"
    n_steps = epochs * -(-len(dataset.train) // batch_size)
    return [
        Figure(f"{name}: a step", float(np.median(own)) / n_steps * 1e6, unit="µs"),
        Figure(
            f"{name}: times as fast as JAX",
            float(np.median(peer / own)),
            at_least=LEAST_RATIO if batch_size > 1 else LEAST_RATIO_OF_ONE,
        ),
    ]


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument(
        "--seconds", type=float, default=0.5, metavar="S", help="of this program's part of a round, about"
    )
    parser.add_argument("--hidden", type=int, nargs="*", default=HIDDEN)
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    add_json_option(parser)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    dataset = generated_digits(N_DIGITS)
    with threadpool_limits(1):
        figures = [
            figure
            for n_hidden in args.hidden
            for batch_size in args.batches
            for figure in measure(dataset, n_hidden, batch_size, rounds=args.rounds, seconds=args.seconds)
        ]
    return finish("Dense networks and JAX, one thread", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
