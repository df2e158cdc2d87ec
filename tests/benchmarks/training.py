"""How fast dense networks are trained, against the strongest peers on the same digits with the same settings.

    uv run tests/benchmarks/training.py [--threads N] [--rounds N] [--seconds S] [--json FILE]
    uv run --with torch --with jax tests/benchmarks/training.py

trains 400-H-10 on 5,000 generated digits, H hidden units in batches of B, by gradient descent with momentum in float32. The
peers: scikit-learn; PyTorch, as it is and compiled; JAX with a whole epoch in one compiled ``lax.scan``; and ``step.c``,
the same step in C, compiled for this very processor, which shows what a small network costs where no call costs anything
(it does not heed the cache, which a batch of 5,000 would want). What a peer compiles, it compiles before. This program's
part is a whole run with its curves, which only scikit-learn keeps, too. Each cell of the table is a number of rounds in
which all take their turn, on the same number of threads (one, or ``--threads``) and, on Linux, of cores; figures are
medians. The bare matrix products of the steps (forward, backward, gradients) take their turn, too. Exits with 0 if every
figure that was to be reached is.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from threadpoolctl import threadpool_limits

from engine.data.dataset import Dataset
from tests.benchmarks.figures import Figure, add_json_option, finish, spelled
from tests.benchmarks.peers import (
    Runner,
    Workload,
    generated_digits,
    hold_to,
    runners,
    time_matrix_products,
)

HIDDEN = (10, 25, 64, 128, 512)
BATCHES = (1, 32, 200, 5000)
N_DIGITS = 5000
LEAST_RATIO = 1.3
LEAST_SHARE = 0.95  # of the speed of the bare products: as good as LEAST_RATIO against PyTorch
SMALL_LEAST = {"scikit-learn": 2.5, "PyTorch": 4.0}  # at 25 hidden units, up to a batch of 32
JAX_LEAST, JAX_LEAST_OF_ONE = 1.0, 0.6
MOST_EPOCHS = 1000
USUAL_EPOCHS, MOST_SECONDS = 50, 2.0  # a run of this program's is as long as a usual one: it has a beginning and an end
SHARE = "bare products"


def to_reach(peer: str, n_hidden: int, batch_size: int) -> float | None:
    """How many times as fast as a peer this program is to be at least in this cell."""
    if peer == "JAX":
        return JAX_LEAST if batch_size > 1 else JAX_LEAST_OF_ONE
    if n_hidden == 25 and batch_size <= 32:
        return SMALL_LEAST.get(peer)
    return LEAST_RATIO if peer in SMALL_LEAST else None


def measure_cell(
    dataset: Dataset, found: dict[str, Runner], work: Workload, *, rounds: int, seconds: float
) -> dict[str, float]:
    """One cell of the table: microseconds a step, and the medians of the ratios by peer, round by round."""
    n_samples = len(dataset.train)

    def seconds_per_epoch(name: str, epochs: int) -> float:
        return found[name](replace(work, epochs=epochs), dataset) / epochs

    epochs = {}  # of each program's part of a round
    for name in found:
        seconds_per_epoch(name, 1)  # whatever is done once, such as to compile, is done before
        an_epoch = seconds_per_epoch(name, 1)
        least, most = (USUAL_EPOCHS, MOST_SECONDS) if name == "Digit Lab" else (1, seconds)
        epochs[name] = round(np.clip(max(least, seconds / an_epoch), 1, min(MOST_EPOCHS, max(1, most / an_epoch))))
    times: dict[str, list[float]] = {name: [] for name in [*found, SHARE]}
    for _ in range(rounds):
        for name in found:
            times[name].append(seconds_per_epoch(name, epochs[name]))
        times[SHARE].append(
            time_matrix_products(replace(work, epochs=epochs["Digit Lab"]), n_samples) / epochs["Digit Lab"]
        )
    own = np.array(times.pop("Digit Lab"))
    n_steps = -(-n_samples // work.batch_size)
    ratios = {name: float(np.median(np.array(each) / own)) for name, each in times.items()}
    return {"µs": float(np.median(own)) / n_steps * 1e6} | ratios


def figures_of(work: Workload, cell: dict[str, float]) -> list[Figure]:
    """A cell's figures, with what was to be reached."""
    name = f"400-{work.n_hidden}-10, batch {work.batch_size:,}"
    figures = [Figure(f"{name}: a step", cell["µs"], unit="µs")]
    for peer, ratio in cell.items():
        if peer in ("µs", SHARE):
            continue
        least = to_reach(peer, work.n_hidden, work.batch_size)
        if peer == "PyTorch" and cell[SHARE] >= LEAST_SHARE:
            least = None
        figures.append(Figure(f"{name}: times as fast as {peer}", ratio, at_least=least))
    return [*figures, Figure(f"{name}: share of the bare products' speed", cell[SHARE])]


def print_table(works: Sequence[Workload], cells: Sequence[dict[str, float]]) -> None:
    """The figures as a table in Markdown: a row a cell, a column a peer."""
    peers = [name for name in cells[0] if name != "µs"]
    lines = ["| hidden, batch | a step | " + " | ".join(peers) + " |", "|---|---|" + "---|" * len(peers)]
    for work, cell in zip(works, cells, strict=True):
        ratios = " | ".join(f"{cell[peer]:.2f}" for peer in peers)
        lines.append(f"| {work.n_hidden}, {work.batch_size:,} | {spelled(cell['µs'])} µs | {ratios} |")
    sys.stdout.write("\n".join(lines) + "\n\n")


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument(
        "--seconds", type=float, default=0.5, metavar="S", help="of each program's part of a round, about"
    )
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    parser.add_argument("--activation", choices=("sigmoid", "tanh", "relu"), default="sigmoid")
    parser.add_argument("--hidden", type=int, nargs="*", default=HIDDEN)
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    add_json_option(parser)
    args = parser.parse_args()
    dataset = generated_digits(N_DIGITS)
    hold_to(args.threads)
    found = runners(args.activation, args.threads)
    works = [Workload(hidden, args.activation, size, 1) for hidden in args.hidden for size in args.batches]
    with threadpool_limits(args.threads):
        cells = [measure_cell(dataset, found, work, rounds=args.rounds, seconds=args.seconds) for work in works]
    title = f"training on {N_DIGITS:,} digits, {args.activation}, {args.threads} thread(s) each"
    sys.stdout.write(f"{title}: times as fast as each peer, and the share of the bare products' speed\n\n")
    print_table(works, cells)
    missing = [name for name in ("PyTorch", "JAX", "C") if name not in found]
    if missing:
        title += f"; not on this computer: {', '.join(missing)}"
    figures = [figure for work, cell in zip(works, cells, strict=True) for figure in figures_of(work, cell)]
    return finish(title, figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
