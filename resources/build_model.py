"""Train a model like the bundled one: ``uv run resources/build_model.py`` writes ``bundled_model.npz`` (forty minutes).

It learns from generated handwriting (``engine/data/handwriting/``), some of it stretched far or written with a thick pen,
from the training part of the bundled UCI digits, and from drawings that are no digit (``scribbles.py`` there), so that it
is not sure of those; from nothing else. The UCI digits were scanned at 8x8 and stretched to a square, so people's drawings
look different: each also enters as warped copies (sharpened, slanted, rotated, squeezed or stretched), framed like any
other picture. In every epoch all are distorted anew. All is drawn from one seed; two processes share the work.

1. Three networks learn it from random weights: two dense ones and a convolutional one. They are wrong about different
   digits: what they say on average is right more often than any of them.
2. Each dense network goes on with what all three say on average (Hinton et al., "Distilling the knowledge in a neural
   network", 2015) of digits distorted anew, and of pairs that are mixed (Beyer et al., "Knowledge distillation: a good
   teacher is patient and consistent", CVPR 2022).
3. The two are set side by side: one network whose hidden layers have the units of both, and whose logits are the mean of
   theirs. Between the units of one and the other there are weights of 0.
4. A temperature is fitted on generated digits that were not learned from, so that a probability of 90 % means nine of ten,
   and the numbers are rounded to half precision, which costs nothing that can be measured.

The bundled file was made from digits like these, but not by one run. One half is the mean of the bundled network of before
and of one that learned, from there, what four networks say: that one, itself, another dense one and a convolutional one.
The other half learned labels alone, in several rounds with more and more of the digits that are stretched far or thick.

``--synthetic`` leaves out every UCI digit, for a network that has seen nothing that a person wrote; ``--seed N`` draws
everything anew, and ``--out FILE`` writes elsewhere.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, ndimage, optimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import VERSION
from engine.data.augmentation import AUGMENTATIONS, augment
from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.allographs import ALLOGRAPHS
from engine.data.handwriting.generator import STYLE, write_dataset, write_frames
from engine.data.handwriting.scribbles import scribbled_digits
from engine.data.reference import DatasetRef
from engine.data.registry import GENERAL, load_uci_digits
from engine.ink.framing import FRAME_SIZE, frame_ink
from engine.io.resources import RESOURCES
from engine.models.files import BUNDLED_MODEL, save_model
from engine.models.metadata import Figures, ModelMetadata
from engine.models.model import Model
from engine.nn.backpropagation import Backpropagation
from engine.nn.blas_threads import BLAS_THREADS
from engine.nn.inference import compute_logits, to_probabilities
from engine.nn.network import N_CLASSES, Parameters
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import train

SEED = 1
GENERATED, FAR = 900_000, 400_000
FAR_STYLE = replace(STYLE, far_share=1.0, far_slant=0.2, far_rotation=0.15, far_stretch=2.1)
"""How many digits are written, and how many besides that are stretched far, and how."""
THICK, THICK_ONES = 180_000, 60_000
THICK_STYLE = replace(STYLE, pen_radius=1.5, pen_variation=0.35, rough_share=0.8, far_share=0.1)
_BARS = frozenset(
    {"stroke", "stroke, bent", "short flag", "wave", "begun twice", "back at the end"}
    | {"drawn twice", "drawn thrice", "drawn thrice, leaning"}
)
BARS = tuple(allograph for allograph in ALLOGRAPHS if allograph.digit == 1 and allograph.name in _BARS)
"""Digits written with a thick pen, and 1s that are hardly more than a bar: without them a thick 1 would be taken for
another digit that is pressed together, as digits that are stretched far often are."""
SCRIBBLES = 160_000
CALIBRATION = 20_000
COPIES, TIMES = 30, 4
"""Warped copies of each UCI digit; it and they come so many times."""
DENSE = TrainingConfig(
    hidden_layers=(512, 256),
    hidden_activation="relu",
    initialization="he",
    optimizer="momentum",
    learning_rate=0.05,
    schedule="cosine",
    batch_size=100,
    weight_decay=2.0,
    augmentation="strong",
    epochs=12,
    validation_fraction=0.0,
)
CONVOLUTIONAL = DENSE.with_values(
    hidden_layers=("conv 32 5x5", "pool 2", "conv 64 5x5", "pool 2", 200), learning_rate=0.02, batch_size=64, epochs=5
)
NETWORKS = (CONVOLUTIONAL, DENSE, DENSE)
"""What learns first, each from random weights of its own."""
N_PROCESSES = 2
TAUGHT = DENSE.with_values(optimizer="nesterov", momentum=0.9)
"""How the dense networks learn what all say."""
N_TAUGHT = 3_600_000
"""Of how many pictures each learns that."""
MIXED = 0.5
"""Of the pictures, how many are mixed with another one."""
BLOCK = 8000
"""Pictures that are distorted, and shown to all, at a time."""
CAREFUL = replace(STYLE, jitter=3.0, warp=3.0, far_slant=0.0, far_rotation=0.0, far_stretch=0.0, rough_share=0.0)
COMMON = tuple(allograph for allograph in ALLOGRAPHS if allograph.frequency >= 0.8)
"""How the digits are written on which certainty is calibrated, and which ways to write them there are then: people's digits
are easier to read than the generator's."""


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


def thick_ones(seed: int) -> Digits:
    """Thick 1s without much of a flag, stored as bytes."""
    labels, rng = np.ones(THICK_ONES, dtype=np.intp), np.random.default_rng([seed, 1])
    style = replace(THICK_STYLE, far_share=0.0)
    parts = [
        np.rint(write_frames(labels[start : start + BLOCK], rng, style=style, allographs=BARS) * 255.0).astype(np.uint8)
        for start in range(0, THICK_ONES, BLOCK)
    ]
    return Digits(np.concatenate(parts).reshape(THICK_ONES, -1), labels, gain=1.0 / 255.0)


def lessons(uci: Dataset, seed: int, *, is_synthetic: bool) -> Dataset:
    """All that the networks learn from, stored as bytes, and the bundled test digits to test them on."""
    n_digits = GENERATED + FAR + THICK + THICK_ONES
    sys.stderr.write(f"writing {n_digits:,} digits and {SCRIBBLES:,} scribbles\n")
    with ProcessPoolExecutor(N_PROCESSES) as pool:
        usual = pool.submit(write_dataset, GENERATED, seed=seed)
        far = pool.submit(write_dataset, FAR, seed=seed + 1, style=FAR_STYLE)
        thick = pool.submit(write_dataset, THICK, seed=seed + 2, style=THICK_STYLE)
        people = [] if is_synthetic else [warped_copies(uci, seed), uci.train] * TIMES
        written = [
            scribbled_digits(SCRIBBLES, seed=seed),
            thick_ones(seed),
            *(task.result().digits for task in (usual, far, thick)),
        ]
    scanned = [*people, uci.test]
    in_bytes = [np.rint(digits.images * 255.0).astype(np.uint8) for digits in scanned]
    stored = np.concatenate([*(digits.stored for digits in written), *in_bytes])
    labels = np.concatenate([digits.labels for digits in (*written, *scanned)])
    test_indices = np.arange(len(labels) - len(uci.test), len(labels))
    return Dataset("lessons", "Lessons", Digits(stored, labels, gain=1.0 / 255.0), test_indices, has_fixed_split=True)


def calibrated(parameters: Parameters, seed: int) -> tuple[Parameters, float]:
    """The network with its logits divided by the temperature that suits digits that it has not learned from best."""
    labels = np.arange(CALIBRATION) % N_CLASSES
    rng = np.random.default_rng(seed + 1)
    frames = write_frames(labels, rng, style=CAREFUL, allographs=COMMON).reshape(CALIBRATION, -1)
    logits = compute_logits(parameters, frames).astype(np.float64)
    per_sample = parameters.architecture.loss.per_sample

    def loss(temperature: float) -> float:
        return float(per_sample(logits / temperature, labels).mean())

    temperature = float(optimize.minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)
    result = Parameters(parameters.architecture, parameters.flat.copy())
    result.weights[-1][:] /= temperature
    result.biases[-1][:] /= temperature
    return result, temperature


def trained(config: TrainingConfig, taught: Dataset) -> Parameters:
    """A network that has learned the digits and their labels."""
    report = train(config, taught, publish=show)
    return Parameters(report.architecture, report.parameters)


def what_they_say(teachers: Sequence[Parameters], pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """The geometric mean of the teachers' probabilities, made to add up to 1; shape (n, 10)."""
    logits = np.mean([compute_logits(teacher, pictures) for teacher in teachers], axis=0)
    return np.asarray(to_probabilities(teachers[0].architecture, logits), dtype=np.float32)


def distilled(student: Parameters, teachers: Sequence[Parameters], pictures: Digits, seed: int) -> Parameters:
    """The student after it has learned what its teachers say of distorted and mixed pictures."""
    rng, learned = np.random.default_rng(seed), Parameters(student.architecture, student.flat.copy())
    size, decay = TAUGHT.batch_size, TAUGHT.weight_decay / len(pictures)
    backpropagation = Backpropagation(learned.architecture, max_batch=size, dtype="float32")
    optimizer = OPTIMIZERS[TAUGHT.optimizer].make(learned.flat)
    logits = np.empty((N_CLASSES, size), dtype=np.float32).T
    for n_done in range(0, N_TAUGHT, BLOCK):
        chosen = rng.choice(len(pictures), BLOCK, replace=False)
        block = np.asarray(pictures[chosen].values("float32"), dtype=np.float32)
        block = augment(block, rng, AUGMENTATIONS[TAUGHT.augmentation], size=FRAME_SIZE, ink=1.0)
        n_mixed = round(MIXED * BLOCK)
        shares = rng.uniform(0.0, 1.0, (n_mixed, 1)).astype(np.float32)
        block[:n_mixed] = shares * block[:n_mixed] + (1 - shares) * block[rng.permutation(BLOCK)[:n_mixed]]
        block = block[rng.permutation(BLOCK)]
        said = what_they_say(teachers, block)
        factor = SCHEDULES[TAUGHT.schedule].factor(n_done / N_TAUGHT, n_done / len(pictures), 1, 1.0)
        for start in range(0, BLOCK, size):
            batch = slice(start, start + size)
            targets = np.asfortranarray(said[batch])
            gradient = backpropagation.run(learned, block[batch], targets, logits=logits, decay=decay)
            optimizer.step(
                learned.flat, gradient, learning_rate=factor * TAUGHT.learning_rate, momentum=TAUGHT.momentum
            )
        sys.stderr.write(f"\r{n_done + BLOCK:,} of {N_TAUGHT:,} pictures")
    return learned


def side_by_side(networks: Sequence[Parameters]) -> Parameters:
    """One dense network whose hidden layers have the units of all, and whose logits are the mean of theirs.

    A layer's weights (n_in, n_out) stand in blocks on the diagonal, with 0 around them; but for the first layer, whose
    inputs all share, and the last, whose logits all add to.
    """
    n = len(networks)
    of_layers = list(zip(*(network.weights for network in networks), strict=True))
    widths = [sum(weights.shape[1] for weights in of_layer) for of_layer in of_layers[:-1]]
    weights = [
        np.concatenate(of_layers[0], axis=1),
        *(linalg.block_diag(*of_layer) for of_layer in of_layers[1:-1]),
        np.concatenate(of_layers[-1], axis=0) / n,
    ]
    biases = [np.concatenate(of_layer) for of_layer in zip(*(network.biases for network in networks), strict=True)]
    biases[-1] = np.mean([network.biases[-1] for network in networks], axis=0)
    architecture = TAUGHT.with_values(hidden_layers=tuple(widths)).architecture(networks[0].architecture.input_shape)
    joined = Parameters(architecture, np.zeros(architecture.n_parameters, dtype=np.float32))
    for own, values in zip((*joined.weights, *joined.biases), (*weights, *biases), strict=True):
        own[:] = values
    return joined


def show(report: TrainingReport) -> None:
    """One line of progress."""
    sys.stderr.write(f"\repoch {report.epoch:5.1f} of {report.epochs:.0f}, {report.samples_per_second:9,.0f} samples/s")


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--synthetic", action="store_true", help="learn from no UCI digit either")
    parser.add_argument("--seed", type=int, default=SEED, help=f"draws everything ({SEED})")
    parser.add_argument("--out", type=Path, default=BUNDLED_MODEL, help="the file (the bundled model's)")
    args = parser.parse_args()
    uci = load_uci_digits()
    taught = lessons(uci, args.seed, is_synthetic=args.synthetic)
    with ProcessPoolExecutor(N_PROCESSES, initializer=BLAS_THREADS.fix, initargs=(1,)) as pool:
        tasks = [
            pool.submit(trained, config.with_values(seed=args.seed + number), taught)
            for number, config in enumerate(NETWORKS)
        ]
        teachers = [task.result() for task in tasks]
        tasks = [
            pool.submit(distilled, dense, teachers, taught.train, args.seed + number)
            for number, dense in enumerate(teachers[NETWORKS.index(DENSE) :])
        ]
        parameters = side_by_side([task.result() for task in tasks])
    config = TAUGHT.with_values(hidden_layers=parameters.architecture.hidden_layers, seed=args.seed)
    learned = (
        f"what {len(teachers)} networks say of distorted pictures: {GENERATED:,} generated digits; {FAR:,} stretched far; "
        f"{THICK + THICK_ONES:,} thick; {SCRIBBLES:,} scribbles"
    )
    parameters, temperature = calibrated(parameters, args.seed)
    rounded = Parameters(parameters.architecture, parameters.flat.astype(np.float16).astype(np.float32))
    accuracy = evaluate(rounded, uci.test).accuracy
    if not args.synthetic:
        learned += "; uci-digits with warped copies"
    metadata = ModelMetadata(
        program_version=VERSION,
        data=DatasetRef(GENERAL),
        config=config,
        epochs=N_TAUGHT / len(taught.train),
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
