"""How well networks read people's digits, and how sure they are: ``uv run tests/benchmarks/reading.py [--quick]``.

Three networks on each validation set: the bundled one, one that learns MNIST here by the recipe ``mnist-best`` (without
the 5,000 digits that ex4 is made of; some 13 minutes, left out by ``--quick``), and the course's own weights. The sets
are real digits that the bundled network never learned from, out of ``$DIGITLAB_DATA``, and the bundled test digits; each
network is shown them in its own format. Also: how many drawings that are no digit get a sure answer. How long one drawing
takes, ``drawing.py`` tells.
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Digits
from engine.data.handwriting.generator import write_strokes
from engine.data.handwriting.scribbles import scribbled_digits
from engine.data.loading import load_dataset
from engine.data.resampling import resampled_digits
from engine.ink.input_formats import InputFormat
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.network import Parameters
from engine.training.recipes import RECIPES
from engine.training.train import train
from tests.unseen_signs import UNSEEN_SIGNS

N_BINS = 15
MNIST = "train-images-idx3-ubyte.gz"
SETS = ("tablet strokes", "ex4data1", "UCI test")
NO_DIGITS = ("scribbles", "signs it never saw")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the network that learns MNIST first")
    args = parser.parse_args()
    folder = Path(os.environ.get("DIGITLAB_DATA", ""))
    if not (folder / "ex4data1.mat").is_file():
        raise SystemExit("DIGITLAB_DATA must name the folder with ex4data1.mat, MNIST and the tablet strokes")
    models = {"bundled": load_model(), "course's weights": load_model(folder / "ex4weights.mat")}
    if not args.quick:
        models["learned MNIST"] = mnist_model(folder)
    sets = {form: digit_sets(folder, form) for form in dict.fromkeys(model.input_format for model in models.values())}
    no_digits = {form: pictures_of_no_digit(form) for form in sets}
    write = sys.stdout.write
    write(f"{'% read right (calibration error %)':36s}" + "".join(f"{name:>20s}" for name in SETS) + "\n")
    for name, model in models.items():
        cells = "".join(f"{cell(model, digits):>20s}" for digits in sets[model.input_format])
        write(f"{name:36s}{cells}\n")
    write(f"\n{'% of these answered with over 90 %':36s}" + "".join(f"{name:>20s}" for name in NO_DIGITS) + "\n")
    for name, model in models.items():
        pictures = no_digits[model.input_format]
        shares = [100 * float((model.read(images).max(axis=1) > 0.9).mean()) for images in pictures]
        write(f"{name:36s}" + "".join(f"{share:20.1f}" for share in shares) + "\n")


def digit_sets(folder: Path, form: InputFormat) -> tuple[Digits, Digits, Digits]:
    """Those of :data:`SETS` in a format; at 28x28 the 5,000 digits of ex4data1 are taken from MNIST, not enlarged."""
    if form.name == "20x20":
        ex4 = load_dataset(str(folder / "ex4data1.mat")).digits
    else:
        mnist = load_dataset(str(folder / MNIST), form.name).digits
        ex4 = mnist[in_ex4(mnist)]
    return (
        load_dataset(str(folder / "pen-strokes-7494.json.gz"), form.name).digits,
        ex4,
        load_dataset("uci-digits", form.name).test,
    )


def pictures_of_no_digit(form: InputFormat) -> tuple[Floats, Floats]:
    """Those of :data:`NO_DIGITS` in a format, shape (2800, n_pixels) each."""
    numbers = np.arange(2800) % len(UNSEEN_SIGNS)
    signs = write_strokes(numbers, np.random.default_rng(2), allographs=UNSEEN_SIGNS)
    scribbles = resampled_digits(scribbled_digits(2800, seed=2), form)
    return scribbles.values("float32"), form.drawings(signs)[0].reshape(len(signs), -1)


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


def in_ex4(mnist: Digits) -> NDArray[np.intp]:
    """Which digits of MNIST the course's 5,000 are: the first 500 of each class."""
    return np.concatenate([np.flatnonzero(mnist.labels == digit)[:500] for digit in range(10)])


def mnist_model(folder: Path) -> Model:
    """A network that learns MNIST's training digits but for those of ex4."""
    config = RECIPES["mnist-best"].config.with_values(validation_fraction=0.0)
    mnist = load_dataset(str(folder / MNIST), config.input_format)
    others = np.delete(np.arange(len(mnist.digits)), in_ex4(mnist.digits))
    part = replace(mnist, train_indices=others, test_indices=np.empty(0, np.intp))
    report = train(config, part)
    return Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)


if __name__ == "__main__":
    main()
