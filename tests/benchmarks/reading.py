"""How well networks read people's digits, and how sure they are: ``uv run tests/benchmarks/reading.py [--quick]``.

Three networks on each validation set: the bundled one, one that learns MNIST here by the recipe ``mnist-best`` (without
the 5,000 digits that ex4 is made of; some 13 minutes, left out by ``--quick``), and the course's own weights, and any
network of ``--model``. The sets are real digits that the bundled network never learned from, out of ``$DIGITLAB_DATA``, and
the bundled test digits; each network is shown them in its own format. * marks what a network learned from, all or part of
it. Also: the tablet's strokes turned and stretched before they are framed, and how many drawings that are no digit get a
sure answer. How long one drawing takes, ``drawing.py`` tells.

``--misread FOLDER`` writes, for each network and set, which digits were read as which others, and a picture of them all,
sorted by that, into a folder.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from engine.data.dataset import Digits
from engine.data.handwriting.generator import write_strokes
from engine.data.handwriting.scribbles import scribbled_digits
from engine.data.loading import load_dataset, read_strokes
from engine.data.resampling import resampled_digits
from engine.ink.input_formats import InputFormat
from engine.ink.pen import Stroke
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.network import Parameters
from engine.training.recipes import RECIPES
from engine.training.train import train
from tests.unseen_signs import UNSEEN_SIGNS

N_BINS = 15
EX4 = "ex4data1.mat"
MNIST = "train-images-idx3-ubyte.gz"
STROKES = "pen-strokes-7494.json.gz"
SETS = ("tablet strokes", "ex4data1", "MNIST train", "UCI test")
LEARNED_FROM = {("course's weights", name) for name in ("ex4data1", "MNIST train")} | {("learned MNIST", "MNIST train")}
NO_DIGITS = ("scribbles", "signs it never saw")
ANGLES = (-30, -20, -10, 10, 20, 30)
WIDTHS = (0.25, 0.4, 0.6, 1.7, 2.5, 4.0)
_SHEET_COLUMNS = 40


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the network that learns MNIST first")
    parser.add_argument("--model", type=Path, action="append", default=[], help="another network's file")
    parser.add_argument("--misread", type=Path, metavar="FOLDER", help="where to show the digits that are misread")
    args = parser.parse_args()
    folder = folder_of_digits()
    models = {"bundled": load_model(), **{path.stem: load_model(path) for path in args.model}}
    models["course's weights"] = load_model(folder / "ex4weights.mat")
    if not args.quick:
        models["learned MNIST"] = mnist_model(folder)
    forms = tuple(dict.fromkeys(model.input_format for model in models.values()))
    sets = {form: digit_sets(folder, form) for form in forms}
    no_digits = {form: pictures_of_no_digit(form) for form in forms}
    write = sys.stdout.write
    write(f"{'% read right (calibration error)':36s}" + "".join(f"{name:>20s}" for name in SETS) + "\n")
    for name, model in models.items():
        write(f"{name:36s}")
        for title, digits in zip(SETS, sets[model.input_format], strict=True):
            probabilities = read(model, digits)
            write(f"{cell(probabilities, digits.labels) + '*' * ((name, title) in LEARNED_FROM):>20s}")
            if args.misread is not None:
                show_misread(args.misread, f"{name}, {title}", digits, probabilities.argmax(axis=1))
        write("\n")
    strokes, labels = read_strokes(folder / STROKES)
    turned = [[[stroke @ _rotation(angle) for stroke in drawing] for drawing in strokes] for angle in ANGLES]
    stretched = [[[stroke * (width, 1.0) for stroke in drawing] for drawing in strokes] for width in WIDTHS]
    for title, amounts, changed in (("turned, degrees", ANGLES, turned), ("times as wide", WIDTHS, stretched)):
        write(f"\n{'% of strokes read right, ' + title:36s}{'mean':>8s}" + "".join(f"{a:8g}" for a in amounts) + "\n")
        for name, model in models.items():
            shares = [share_right(model, drawings, np.array(labels)) for drawings in changed]
            write(f"{name:36s}" + "".join(f"{share:8.2f}" for share in (float(np.mean(shares)), *shares)) + "\n")
    write(f"\n{'% of these answered with over 90 %':36s}" + "".join(f"{name:>20s}" for name in NO_DIGITS) + "\n")
    for name, model in models.items():
        pictures = no_digits[model.input_format]
        shares = [100 * float((model.read(images).max(axis=1) > 0.9).mean()) for images in pictures]
        write(f"{name:36s}" + "".join(f"{share:20.1f}" for share in shares) + "\n")


def folder_of_digits() -> Path:
    """``$DIGITLAB_DATA``; ends the program if that is not the folder with people's digits."""
    folder = Path(os.environ.get("DIGITLAB_DATA", ""))
    if not all((folder / name).is_file() for name in (STROKES, EX4, MNIST)):
        raise SystemExit("DIGITLAB_DATA must name the folder with ex4data1.mat, MNIST and the tablet strokes")
    return folder


def digit_sets(folder: Path, form: InputFormat) -> tuple[Digits, ...]:
    """Those of :data:`SETS` in a format; at 28x28 the 5,000 digits of ex4data1 are taken from MNIST, not enlarged."""
    mnist = load_dataset(str(folder / MNIST), form.name).digits
    ex4 = load_dataset(str(folder / EX4)).digits if form.name == "20x20" else mnist[in_ex4(mnist)]
    strokes = load_dataset(str(folder / STROKES), form.name).digits
    return strokes, ex4, mnist, load_dataset("uci-digits", form.name).test


def pictures_of_no_digit(form: InputFormat) -> tuple[Floats, Floats]:
    """Those of :data:`NO_DIGITS` in a format, shape (2800, n_pixels) each."""
    numbers = np.arange(2800) % len(UNSEEN_SIGNS)
    signs = write_strokes(numbers, np.random.default_rng(2), allographs=UNSEEN_SIGNS)
    scribbles = resampled_digits(scribbled_digits(2800, seed=2), form)
    return scribbles.values("float32"), form.drawings(signs)[0].reshape(len(signs), -1)


def read(model: Model, digits: Digits) -> Floats:
    """How probable each digit is, shape (n, 10)."""
    return np.concatenate([model.read(digits[i : i + 4096].images) for i in range(0, len(digits), 4096)])


def cell(probabilities: Floats, labels: NDArray[np.intp]) -> str:
    """Accuracy and expected calibration error, in percent."""
    right = probabilities.argmax(axis=1) == labels
    sure = probabilities.max(axis=1)
    bins = np.minimum((sure * N_BINS).astype(int), N_BINS - 1)
    error = sum(
        abs(float(right[bins == b].mean() - sure[bins == b].mean())) * float((bins == b).mean())
        for b in np.unique(bins)
    )
    return f"{100 * right.mean():.2f} ({100 * error:.2f})"


def share_right(model: Model, drawings: Sequence[Sequence[Stroke]], labels: NDArray[np.intp]) -> float:
    """The share of drawings that are read right, in percent."""
    images = model.input_format.drawings(drawings)[0].reshape(len(drawings), -1)
    answers = [model.read(images[i : i + 4096]).argmax(axis=1) for i in range(0, len(images), 4096)]
    return 100 * float((np.concatenate(answers) == labels).mean())


def show_misread(folder: Path, title: str, digits: Digits, answers: NDArray[np.intp]) -> None:
    """Write the digits that are misread, sorted by label and answer, as ``title.png``, and how many there are of each."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = np.flatnonzero(answers != digits.labels)
    wrong = wrong[np.lexsort((answers[wrong], digits.labels[wrong]))]
    pairs, counts = np.unique(np.column_stack([digits.labels[wrong], answers[wrong]]), axis=0, return_counts=True)
    lines = [f"{label} read as {answer}: {count}\n" for (label, answer), count in zip(pairs, counts, strict=True)]
    (folder / f"{title}.txt").write_text("".join(lines), encoding="utf-8")
    size, n_rows = round(digits.stored.shape[1] ** 0.5), max(-(-len(wrong) // _SHEET_COLUMNS), 1)
    sheet = np.zeros((n_rows * _SHEET_COLUMNS, size, size))
    sheet[: len(wrong)] = np.clip(digits[wrong].images.reshape(-1, size, size), 0.0, 1.0)
    picture = sheet.reshape(n_rows, _SHEET_COLUMNS, size, size).transpose(0, 2, 1, 3).reshape(n_rows * size, -1)
    PillowImage.fromarray(np.rint(255 * picture).astype(np.uint8)).save(folder / f"{title}.png")


def _rotation(degrees: float) -> NDArray[np.float64]:
    """The matrix that turns rows (x, y), y down, clockwise as it is seen."""
    angle = np.radians(degrees)
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


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
