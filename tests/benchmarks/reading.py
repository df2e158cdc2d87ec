"""How well networks read people's digits, and how sure they are: ``uv run tests/benchmarks/reading.py [--quick]``.

Three networks on each validation set: the bundled one, one that learns MNIST here by the recipe ``mnist-best`` (without
the 5,000 digits that ex4 is made of; some ten minutes, left out by ``--quick``), and the course's own weights. The sets
are real digits that the bundled network never learned from, out of ``$DIGITLAB_DATA``, and the bundled test digits. Also:
how many drawings that are no digit get a sure answer. How long one drawing takes, ``drawing.py`` tells.
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.generator import write_strokes
from engine.data.handwriting.scribbles import scribbled_digits
from engine.data.loading import load_dataset
from engine.ink.framing import frame_drawings
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.recipes import RECIPES
from engine.training.train import train
from tests.unseen_signs import UNSEEN_SIGNS

N_BINS = 15


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the network that learns MNIST first")
    args = parser.parse_args()
    folder = Path(os.environ.get("DIGITLAB_DATA", ""))
    if not (folder / "ex4data1.mat").is_file():
        raise SystemExit("DIGITLAB_DATA must name the folder with ex4data1.mat, MNIST and the tablet strokes")
    sets = {
        "tablet strokes": load_dataset(str(folder / "pen-strokes-7494.json.gz")).digits,
        "ex4data1": load_dataset(str(folder / "ex4data1.mat")).digits,
        "UCI test": load_dataset("uci-digits").test,
    }
    models = {"bundled": load_model(), "course's weights": load_model(folder / "ex4weights.mat")}
    if not args.quick:
        models["learned MNIST"] = mnist_model(load_dataset(str(folder / "train-images-idx3-ubyte.gz")))
    write = sys.stdout.write
    write(f"{'% read right (calibration error %)':36s}" + "".join(f"{name:>20s}" for name in sets) + "\n")
    for name, model in models.items():
        cells = "".join(f"{cell(model, digits):>20s}" for digits in sets.values())
        write(f"{name:36s}{cells}\n")
    numbers = np.arange(2800) % len(UNSEEN_SIGNS)
    signs = write_strokes(numbers, np.random.default_rng(2), allographs=UNSEEN_SIGNS)
    no_digits = {
        "scribbles": scribbled_digits(2800, seed=2).values("float32"),
        "signs it never saw": frame_drawings(signs)[0].reshape(len(signs), -1),
    }
    write(f"\n{'% of these answered with over 90 %':36s}" + "".join(f"{name:>20s}" for name in no_digits) + "\n")
    for name, model in models.items():
        shares = [100 * float((model.read(images).max(axis=1) > 0.9).mean()) for images in no_digits.values()]
        write(f"{name:36s}" + "".join(f"{share:20.1f}" for share in shares) + "\n")


def cell(model: Model, digits: Digits) -> str:
    """Accuracy and expected calibration error, in percent."""
    probabilities = np.concatenate([model.read(digits[i : i + 4096].images) for i in range(0, len(digits), 4096)])
    right = probabilities.argmax(axis=1) == digits.labels
    sure = probabilities.max(axis=1)
    bins = np.minimum((sure * N_BINS).astype(int), N_BINS - 1)
    error = sum(
        abs(float(right[bins == b].mean() - sure[bins == b].mean())) * float((bins == b).mean())
        for b in np.unique(bins)
    )
    return f"{100 * right.mean():.2f} ({100 * error:.2f})"


def mnist_model(mnist: Dataset) -> Model:
    """A network that learns MNIST's training digits but for the first 500 of each class."""
    labels = mnist.digits.labels
    others = np.concatenate([np.flatnonzero(labels == digit)[500:] for digit in range(10)])
    part = replace(mnist, digits=mnist.digits[others], test_indices=np.empty(0, np.intp), train_indices=None)
    config = RECIPES["mnist-best"].config.with_values(validation_fraction=0.0)
    report = train(config, part)
    return Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)


if __name__ == "__main__":
    main()
