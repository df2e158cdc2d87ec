"""Train a model like the bundled one: ``uv run resources/build_model.py`` writes ``bundled_model.npz`` (fifteen minutes).

It learns from generated handwriting (``engine/data/handwriting/``), from the training part of the bundled UCI digits, and
from drawings that are no digit (``scribbles.py`` there), so that it is not sure of those; from nothing else. The UCI
digits were scanned at 8x8 and stretched to a square, so people's drawings look different: each also enters as warped
copies (sharpened, slanted, rotated, squeezed or stretched), framed like any other picture. In every epoch all are
distorted anew. All is drawn from one seed. Last, a temperature is fitted on generated digits that were not learned from,
so that a probability of 90 % means nine of ten, and the numbers are rounded to half precision, which costs nothing that
can be measured.

``--further`` goes on from the bundled network for some epochs at a rate that stays as it is, and takes the mean of the
weights after each (Izmailov et al., "Averaging weights leads to wider optima and better generalization", UAI 2018), then
of these and those before (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022): such means read people
better than the networks that they are made of. The bundled file was made by such means, from one that had learned from
the generator of then: digits slanted, turned and stretched less, in some hundred ways fewer.

``--synthetic`` leaves out every UCI digit, for a network that has seen nothing that a person wrote; ``--seed N`` draws
everything anew, and ``--out FILE`` writes elsewhere.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import VERSION
from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.generator import STYLE, write_dataset, write_frames
from engine.data.handwriting.scribbles import scribbled_digits
from engine.data.reference import DatasetRef
from engine.data.registry import GENERAL, load_uci_digits
from engine.ink.framing import frame_ink
from engine.io.resources import RESOURCES
from engine.models.files import BUNDLED_MODEL, load_model, save_model
from engine.models.metadata import Figures, ModelMetadata
from engine.models.model import Model
from engine.nn.inference import compute_logits
from engine.nn.network import N_CLASSES, Parameters
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import train

SEED = 1
GENERATED = 600_000
SCRIBBLES = 40_000
CALIBRATION = 20_000
COPIES = 30
CONFIG = TrainingConfig(
    hidden_layers=(512, 256),
    hidden_activation="relu",
    initialization="he",
    seed=SEED,
    optimizer="momentum",
    learning_rate=0.05,
    schedule="cosine",
    batch_size=100,
    weight_decay=2.0,
    augmentation="strong",
    epochs=24,
    validation_fraction=0.0,
)
FURTHER = CONFIG.with_values(learning_rate=0.02, schedule="constant", epochs=1)
"""By which ``--further`` goes on from the bundled network, again and again."""
N_FURTHER, TIMES_FURTHER = 8, 4
"""How many such epochs there are, and how often each UCI digit and each copy comes in one."""
NEW_SHARE = 0.5
"""Of the weights after that, in their mean with those before."""
CAREFUL = replace(STYLE, jitter=4.0, warp=4.0, far_slant=0.0, far_rotation=0.0, far_stretch=0.0)
"""How the digits are written on which certainty is calibrated: people's digits are easier to read than the generator's."""


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


def warped_copies(dataset: Dataset, seed: int) -> Digits:
    """The training digits of the bundled data set, each as several warped copies."""
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        pictures = file["images"]
    rng = np.random.default_rng(seed)
    train_indices = np.setdiff1d(np.arange(len(dataset.digits)), dataset.test_indices)
    images: list[NDArray[np.float32]] = []
    labels: list[int] = []
    for number in range(COPIES):
        sys.stderr.write(f"\rwarped copies {number + 1} of {COPIES}")
        for index in train_indices:
            frame = warped(pictures[index], rng)
            if frame is not None:
                images.append(frame.ravel())
                labels.append(int(dataset.digits.labels[index]))
    sys.stderr.write("\n")
    return Digits(np.stack(images), np.array(labels, dtype=np.intp))


def lessons(uci: Dataset, seed: int, *, is_synthetic: bool, times: int = 1) -> Dataset:
    """All that the model learns from, stored as bytes, and the bundled test digits to test it on."""
    people = [] if is_synthetic else [warped_copies(uci, seed), uci.train] * times
    sys.stderr.write(f"writing {GENERATED:,} digits and {SCRIBBLES:,} scribbles\n")
    written = [write_dataset(GENERATED, seed=seed).digits, scribbled_digits(SCRIBBLES, seed=seed)]
    scanned = [*people, uci.test]
    in_bytes = [np.rint(digits.images * 255.0).astype(np.uint8) for digits in scanned]
    stored = np.concatenate([*(digits.stored for digits in written), *in_bytes])
    labels = np.concatenate([digits.labels for digits in (*written, *scanned)])
    test_indices = np.arange(len(labels) - len(uci.test), len(labels))
    return Dataset("lessons", "Lessons", Digits(stored, labels, gain=1.0 / 255.0), test_indices, has_fixed_split=True)


def calibrated(parameters: Parameters, seed: int) -> tuple[Parameters, float]:
    """The network with its logits divided by the temperature that suits digits that it has not learned from best."""
    labels = np.arange(CALIBRATION) % N_CLASSES
    frames = write_frames(labels, np.random.default_rng(seed + 1), style=CAREFUL).reshape(CALIBRATION, -1)
    logits = compute_logits(parameters, frames).astype(np.float64)
    per_sample = parameters.architecture.loss.per_sample

    def loss(temperature: float) -> float:
        return float(per_sample(logits / temperature, labels).mean())

    temperature = float(optimize.minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)
    result = Parameters(parameters.architecture, parameters.flat.copy())
    result.weights[-1][:] /= temperature
    result.biases[-1][:] /= temperature
    return result, temperature


def mean_of_epochs(start: Parameters, config: TrainingConfig, taught: Dataset) -> Parameters:
    """The mean of a network after each of so many epochs, in which it is trained on."""
    total = np.zeros(len(start.flat))
    parameters = start
    for number in range(N_FURTHER):
        report = train(config.with_values(seed=config.seed + number), taught, publish=show, initial=parameters)
        parameters = Parameters(report.architecture, report.parameters)
        total += parameters.flat
    return Parameters(start.architecture, (total / N_FURTHER).astype(np.float32))


def show(report: TrainingReport) -> None:
    """One line of progress."""
    sys.stderr.write(f"\repoch {report.epoch:5.1f} of {report.epochs:.0f}, {report.samples_per_second:9,.0f} samples/s")


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--synthetic", action="store_true", help="learn from no UCI digit either")
    parser.add_argument(
        "--further", action="store_true", help="go on from the bundled network, not from random weights"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"draws everything ({SEED})")
    parser.add_argument("--out", type=Path, default=BUNDLED_MODEL, help="the file (the bundled model's)")
    args = parser.parse_args()
    uci, config = load_uci_digits(), (FURTHER if args.further else CONFIG).with_values(seed=args.seed)
    taught = lessons(uci, args.seed, is_synthetic=args.synthetic, times=TIMES_FURTHER if args.further else 1)
    if args.further:
        before, n_epochs = load_model().parameters, float(N_FURTHER)
        learned_parameters = mean_of_epochs(before, config, taught)
        learned_parameters.flat[:] = (1.0 - NEW_SHARE) * before.flat + NEW_SHARE * learned_parameters.flat
    else:
        report = train(config, taught, publish=show)
        n_epochs, learned_parameters = report.epoch, Parameters(report.architecture, report.parameters)
    parameters, temperature = calibrated(learned_parameters, args.seed)
    rounded = Parameters(parameters.architecture, parameters.flat.astype(np.float16).astype(np.float32))
    accuracy = evaluate(rounded, uci.test).accuracy
    learned = f"{GENERATED:,} generated digits; {SCRIBBLES:,} scribbles"
    if not args.synthetic:
        learned += "; uci-digits with warped copies"
    metadata = ModelMetadata(
        program_version=VERSION,
        data=DatasetRef(GENERAL),
        config=config,
        epochs=n_epochs,
        test=Figures(accuracy, len(uci.test)),
        other=json.dumps({"lessons": learned, "temperature": temperature}),
    )
    save_model(Model(rounded, metadata), args.out)
    size = args.out.stat().st_size
    sys.stderr.write(
        f"\n{args.out.name}: {accuracy:.2%} of the UCI test digits, temperature {temperature:.2f}, {size:,} bytes\n"
    )


if __name__ == "__main__":
    main()
