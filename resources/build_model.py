"""Train the bundled model anew: ``uv run resources/build_model.py`` writes ``bundled_model.npz`` (about two minutes).

It learns from the training part of the bundled UCI digits alone. Those were scanned at 8x8 and stretched to a square, so
people's drawings look different: each digit therefore also enters as warped copies (sharpened, slanted, rotated, squeezed
or stretched), framed like any other picture. All is drawn from one seed.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import VERSION
from engine.configuration import TrainingConfig
from engine.datasets import Dataset, Digits
from engine.framing import frame_ink
from engine.model_files import BUNDLED_MODEL, Model, save_model
from engine.network import Parameters
from engine.sources import RESOURCES, load_uci_digits
from engine.training import train
from engine.training_report import TrainingReport

SEED = 1
COPIES = 30
CONFIG = TrainingConfig(
    hidden_layers=(200,),
    hidden_activation="relu",
    initialization="he",
    seed=SEED,
    optimizer="momentum",
    learning_rate=0.03,
    weight_decay=2.0,
    epochs=15,
    validation_fraction=0.0,
)


def warped(picture: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32] | None:
    """One framed copy of an 8x8 picture (0..16): enlarged, sharpened to a pen's line, and put through a random affinity."""
    enlarged = ndimage.zoom(np.pad(picture / 16.0, 1), 6, order=3, grid_mode=True, mode="grid-constant")
    ink = np.clip((enlarged - rng.uniform(0.4, 0.65)) / 0.3 + 0.5, 0.0, 1.0)
    angle, slant, stretch = rng.normal(0.0, 0.12), rng.normal(0.05, 0.22), np.exp(rng.uniform(-0.5, 0.35))
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    backward = np.linalg.inv(rotation @ np.array([[1.0, 0.0], [-slant, stretch]]))  # rows, columns
    side = 96
    offset = (np.array(ink.shape) - 1) / 2 - backward @ np.full(2, (side - 1) / 2)
    return frame_ink(ndimage.affine_transform(ink, backward, offset=offset, output_shape=(side, side), order=1))


def with_copies(dataset: Dataset) -> Dataset:
    """The data set with warped copies of its training digits; its test digits stay as they are."""
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        pictures = file["images"]
    rng = np.random.default_rng(SEED)
    train_indices = np.setdiff1d(np.arange(len(dataset.digits)), dataset.test_indices)
    images: list[NDArray[np.float32]] = [dataset.digits.images.astype(np.float32)]
    labels = [dataset.digits.labels]
    for number in range(COPIES):
        sys.stderr.write(f"\rwarped copies {number + 1} of {COPIES}")
        for index in train_indices:
            frame = warped(pictures[index], rng)
            if frame is not None:
                images.append(frame.reshape(1, -1))
                labels.append(dataset.digits.labels[index : index + 1])
    sys.stderr.write("\n")
    digits = Digits(np.concatenate(images), np.concatenate(labels))
    return Dataset(dataset.name, dataset.label, digits, dataset.test_indices, has_fixed_split=True)


def show(report: TrainingReport) -> None:
    """One line of progress."""
    sys.stderr.write(f"\repoch {report.epoch:5.1f} of {report.epochs:.0f}, {report.samples_per_second:9,.0f} samples/s")


def main() -> None:
    """Train and write the model."""
    report = train(CONFIG, with_copies(load_uci_digits()), publish=show)
    if report.test_evaluation is None:
        raise SystemExit("the bundled digits have no test part")
    accuracy = report.test_evaluation.accuracy
    about = {
        "program_version": VERSION,
        "data": "uci-digits, with warped copies",
        "config": CONFIG.as_dict(),
        "epochs": report.epoch,
        "test_accuracy": accuracy,
    }
    save_model(Model(Parameters(report.architecture, report.parameters), about), BUNDLED_MODEL)
    size = BUNDLED_MODEL.stat().st_size
    sys.stderr.write(f"\n{BUNDLED_MODEL.name}: {accuracy:.2%} of the test digits, {size:,} bytes\n")


if __name__ == "__main__":
    main()
