"""How fast training is, against scikit-learn and PyTorch on the same digits with the same settings.

    uv run tests/benchmarks/training.py [--rounds N] [--seconds S] [--json FILE]
    uv run --with torch tests/benchmarks/training.py

trains 400-H-10 on 5,000 generated digits, H hidden units in batches of B, by gradient descent with momentum in float32.
Each cell of the table is a number of rounds in which all take their turn, on the same number of threads (one, or
``--threads``); figures are medians. For 512 units the bare matrix products of the steps (forward, backward, gradients) take
their turn, too. Exits with 0 if every figure that was to be reached is.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from threadpoolctl import threadpool_limits

from engine.data.dataset import Dataset
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.peers import (
    HAS_PYTORCH,
    RUNNERS,
    Workload,
    generated_digits,
    set_pytorch_threads,
    time_matrix_products,
)

HIDDEN = (25, 100, 512)
BATCHES = (1, 32, 200, 5000)
N_DIGITS = 5000
LEAST_RATIO = 1.3
SMALL_LEAST = {"scikit-learn": 2.5, "PyTorch": 4.0}  # at 25 hidden units, up to a batch of 32
PRODUCTS_LEAST = 0.65
USUAL_EPOCHS = 50
MOST_SECONDS = 3.0  # for which a round may go on until it has had as many epochs as a usual run
_PRODUCTS_BATCHES = (200, 5000)
_TRIAL_SAMPLES = 10_000  # what the length of a round is found by


def to_reach(peer: str, n_hidden: int, batch_size: int) -> float:
    """The ratio that this cell is to have at least."""
    return SMALL_LEAST[peer] if n_hidden == 25 and batch_size <= 32 else LEAST_RATIO


def measure_cell(
    dataset: Dataset, n_hidden: int, batch_size: int, *, activation: str, rounds: int, seconds: float
) -> list[Figure]:
    """One cell of the table: medians of the ratios, round by round."""
    n_samples = len(dataset.train)
    trial = Workload(n_hidden, activation, batch_size, epochs=max(1, _TRIAL_SAMPLES // n_samples))
    RUNNERS["Digit Lab"](trial, dataset)  # whatever is done once is done before
    seconds_per_epoch = RUNNERS["Digit Lab"](trial, dataset) / trial.epochs
    epochs = max(1, round(np.clip(USUAL_EPOCHS, seconds / seconds_per_epoch, MOST_SECONDS / seconds_per_epoch)))
    work = Workload(n_hidden, activation, batch_size, epochs)
    times: dict[str, list[float]] = {name: [] for name in RUNNERS}
    products: list[float] = []
    has_products = n_hidden == 512 and batch_size in _PRODUCTS_BATCHES
    for _ in range(rounds):
        for name, run in RUNNERS.items():
            times[name].append(run(work, dataset))
        if has_products:
            products.append(time_matrix_products(work, n_samples))
    own = np.array(times["Digit Lab"])
    name = f"400-{n_hidden}-10, batch {batch_size:,}"
    figures = [Figure(f"{name}: samples/s", float(np.median(epochs * n_samples / own)), unit="")]
    figures += [
        Figure(
            f"{name}: times as fast as {peer}",
            float(np.median(np.array(times[peer]) / own)),
            at_least=to_reach(peer, n_hidden, batch_size),
        )
        for peer in list(RUNNERS)[1:]
    ]
    if has_products:
        share = float(np.median(np.array(products) / own))
        figures.append(Figure(f"{name}: share of the bare products' speed", share, at_least=PRODUCTS_LEAST))
    return figures


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument(
        "--seconds", type=float, default=0.8, metavar="S", help="of this program's part of a round, at least"
    )
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    parser.add_argument("--activation", choices=("sigmoid", "tanh", "relu"), default="sigmoid")
    parser.add_argument("--hidden", type=int, nargs="*", default=HIDDEN)
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    add_json_option(parser)
    args = parser.parse_args()
    dataset = generated_digits(N_DIGITS)
    set_pytorch_threads(args.threads)
    figures = []
    with threadpool_limits(args.threads):
        for n_hidden in args.hidden:
            for batch_size in args.batches:
                figures += measure_cell(
                    dataset,
                    n_hidden,
                    batch_size,
                    activation=args.activation,
                    rounds=args.rounds,
                    seconds=args.seconds,
                )
    title = f"training on {N_DIGITS:,} digits, {args.activation}, {args.threads} thread(s) each"
    if not HAS_PYTORCH:
        title += "; PyTorch is not installed"
    return finish(title, figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
