"""Every notebook's run, beside the figure that the notebook is known for.

    uv run tests/benchmarks/notebooks.py [--seeds N]

trains each recipe that has a figure, for N seeds, and prints a table. The ex4 recipes need the course's digits: they come
from ``$DIGITLAB_DATA/ex4data1.mat``, else from MNIST as ``main.py download mnist`` fetched it, else they are left out.
"""

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.errors import DigitLabError
from engine.training.recipes import RECIPES, Recipe
from engine.training.train import train


@dataclass(frozen=True)
class Result:
    """Figures of one run."""

    epochs: float
    cost: float
    train_accuracy: float
    test_accuracy: float
    seconds: float


def run(recipe: Recipe, dataset: Dataset, seed: int) -> Result:
    """Train a recipe."""
    started = time.perf_counter()
    report = train(recipe.config.with_values(seed=seed), dataset)
    seconds = time.perf_counter() - started
    if report.train_evaluation is None:
        raise SystemExit(f"{recipe.name}, seed {seed}: {report.message}")
    test = report.test_evaluation.accuracy if report.test_evaluation else np.nan
    return Result(report.epoch, report.train_evaluation.cost, report.train_evaluation.accuracy, test, seconds)


def digits_of(source: str) -> Dataset | None:
    """The digits of a recipe; ``None`` if they are not on this computer."""
    folder = os.environ.get("DIGITLAB_DATA")
    if source == "ex4" and folder and (Path(folder) / "ex4data1.mat").is_file():
        return load_dataset(str(Path(folder) / "ex4data1.mat"))
    try:
        return load_dataset(source)
    except DigitLabError as error:
        sys.stderr.write(f"left out: {error}\n")
        return None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, metavar="N")
    parser.add_argument("recipes", nargs="*", metavar="RECIPE", help="by default all that have a figure")
    args = parser.parse_args()
    row = "{:27s} {:>7s} {:>22s} {:>20s} {:>20s} {:>6s}\n"
    sys.stdout.write(f"median (least to greatest) of {args.seeds} seeds\n")
    sys.stdout.write(row.format("recipe", "epochs", "cost", "training accuracy %", "test accuracy %", "s"))
    for recipe in RECIPES.values():
        if recipe.figure is None or recipe.source == "mnist" or (args.recipes and recipe.name not in args.recipes):
            continue  # MNIST has a benchmark of its own
        dataset = digits_of(recipe.source)
        if dataset is None:
            continue
        results = [run(recipe, dataset, seed) for seed in range(1, args.seeds + 1)]
        sys.stdout.write(
            row.format(
                recipe.name,
                f"{np.median([r.epochs for r in results]):.0f}",
                spread([r.cost for r in results], "{:.4f}"),
                spread([100 * r.train_accuracy for r in results], "{:.2f}"),
                spread([100 * r.test_accuracy for r in results], "{:.2f}"),
                f"{np.median([r.seconds for r in results]):.1f}",
            )
        )
        sys.stdout.flush()


def spread(values: list[float], form: str) -> str:
    """Median, least and greatest; a dash where nothing was measured."""
    if not np.isfinite(values).all():
        return "-"
    middle, least, greatest = (form.format(f(values)) for f in (np.median, np.min, np.max))
    return f"{middle} ({least}-{greatest})"


if __name__ == "__main__":
    main()
