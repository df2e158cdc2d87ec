"""Train a model like the bundled one: ``uv run resources/build_model.py`` writes ``bundled_model.npz`` (forty minutes).

It learns from generated handwriting (``engine/data/handwriting/``), some of it stretched far or written with a thick pen,
from the training part of the bundled UCI digits, and from drawings that are no digit (``scribbles.py`` there), so that it
is not sure of those; from nothing else. The UCI digits were scanned at 8x8 and stretched to a square, so people's drawings
look different: each also enters as warped copies (sharpened, slanted, rotated, squeezed or stretched), framed like any
other picture. In every epoch all are distorted anew. All is drawn from one seed; two processes share the work.

1. Three networks learn it from random weights: two dense ones and a convolutional one. They are wrong about different
   digits: what they say on average is right more often than any of them.
2. The dense ones are set side by side: one network whose hidden layers have the units of both, and whose logits are the
   mean of theirs. Between the units of one and the other there are weights of 0 at first.
3. It goes on with all its weights, and learns what all three say on average (Hinton et al., "Distilling the knowledge in a
   neural network", 2015), and a little of the labels: of digits as they are, of digits distorted anew, and of pairs that
   are mixed (Beyer et al., "Knowledge distillation: a good teacher is patient and consistent", CVPR 2022).
4. A temperature is fitted on generated digits that were not learned from, and on a few scribbles, so that a probability of
   90 % means nine of ten, and the numbers are rounded to eight binary digits, which costs nothing that can be measured.

The bundled file was made from digits like these, but not by one run. The network bundled before was two networks side by
side; it went on in seven rounds like step 3, of two to three million pictures each, with more and more digits that are
stretched far. First it learned from labels and its own answers, then from those of a convolutional network, too. Twice, its
weights were averaged with those from before all rounds and it went on from there, so that it forgot nothing.

``--synthetic`` leaves out every UCI digit, for a network that has seen nothing that a person wrote; ``--seed N`` draws
everything anew, and ``--out FILE`` writes elsewhere.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import VERSION
from engine.data.augmentation import AUGMENTATIONS, augment
from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.allographs import ALLOGRAPHS
from engine.data.handwriting.generator import STYLE, write_dataset, write_frames
from engine.data.handwriting.scribbles import scribbled_digits
from engine.data.reference import DatasetRef
from engine.data.registry import GENERAL, load_uci_digits
from engine.ink.framing import FRAME_SIZE, PEN_RADIUS_PX, frame_ink
from engine.io.resources import RESOURCES
from engine.models.files import BUNDLED_MODEL, save_model
from engine.models.metadata import Figures, ModelMetadata
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.backpropagation import Backpropagation
from engine.nn.blas_threads import BLAS_THREADS
from engine.nn.inference import compute_logits, to_probabilities
from engine.nn.network import N_CLASSES, Parameters
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.train import train
from resources.build_shared import in_bytes, joined, show

SEED = 1
THICK_STYLE = replace(STYLE, pen_radius=1.5, pen_variation=0.35, rough_share=0.8, far_share=0.1)
FAR_STYLE = replace(STYLE, far_share=1.0, far_slant=0.12, far_rotation=0.08, far_stretch=1.6, far_evenly=True)
ON_THE_CANVAS = replace(FAR_STYLE, pen_radius=PEN_RADIUS_PX, pen_variation=0.0, blur=0.05, rough_share=0.0)
WRITTEN = {
    "digits": (900_000, STYLE),
    "stretched far": (200_000, FAR_STYLE),
    "stretched far on the canvas": (500_000, ON_THE_CANVAS),
    "thick": (180_000, THICK_STYLE),
}
"""How many digits are written of each kind, and how."""
_BARS = frozenset(
    {"stroke", "stroke, bent", "short flag", "narrow flag", "wave", "broken", "begun twice", "turned up at the end"}
    | {"back at the end", "drawn twice", "drawn thrice", "drawn thrice, leaning"}
)
BARS = tuple(allograph for allograph in ALLOGRAPHS if allograph.digit == 1 and allograph.name in _BARS)
N_BARS = 80_000
BAR_STYLES = (
    replace(STYLE, rough_share=0.9, far_share=0.15),
    replace(STYLE, rough_share=0.9, far_share=0.15, pen_radius=1.35),
    replace(THICK_STYLE, far_share=0.0),
)
"""1s that are hardly more than a bar, so many in each style: without them a 1 would be taken for another digit that is
pressed together, as digits that are stretched far often are."""
SCRIBBLES = 100_000
CALIBRATION, CALIBRATION_SCRIBBLES = 20_000, 200
"""On how many digits, and on how many drawings that are none, with labels drawn at random, certainty is calibrated."""
COPIES, TIMES = 30, 3
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
    epochs=5,
    validation_fraction=0.0,
)
CONVOLUTIONAL = DENSE.with_values(
    hidden_layers=("conv 32 5x5", "pool 2", "conv 64 5x5", "pool 2", 200), learning_rate=0.02, batch_size=64, epochs=3
)
NETWORKS = (CONVOLUTIONAL, DENSE, DENSE)
"""What learns first, each from random weights of its own."""
N_PROCESSES = 2
TAUGHT = DENSE.with_values(optimizer="nesterov", momentum=0.9, learning_rate=0.03)
"""How the two dense networks, side by side, learn what all say."""
N_TAUGHT = 3_600_000
"""Of how many pictures they learn that."""
MIXED = 0.5
"""Of the pictures, how many are mixed with another one."""
LABELS = 0.1
"""The share of the label in what is learned of a picture; the rest is what the networks say."""
DISTORTED = 0.5
"""Of the pictures, how many are distorted: what is stretched far is easily made illegible."""
BLOCK = 8000
"""Pictures that are distorted, and shown to all, at a time."""
BITS = 8
"""How many binary digits of each number are kept."""
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


def bars(seed: int) -> Digits:
    """1s that are hardly more than a bar, stored as bytes."""
    rng = np.random.default_rng([seed, 1])
    parts = [
        in_bytes(write_frames(np.ones(BLOCK, dtype=np.intp), rng, style=style, allographs=BARS))
        for style in BAR_STYLES
        for _ in range(0, N_BARS, BLOCK)
    ]
    pictures = np.concatenate(parts)
    return Digits(pictures, np.ones(len(pictures), dtype=np.intp), gain=1.0 / 255.0)


def lessons(uci: Dataset, seed: int, *, is_synthetic: bool) -> Dataset:
    """All that the networks learn from, stored as bytes, and the bundled test digits to test them on."""
    n_digits = sum(count for count, _ in WRITTEN.values()) + N_BARS * len(BAR_STYLES)
    sys.stderr.write(f"writing {n_digits:,} digits and {SCRIBBLES:,} scribbles\n")
    with ProcessPoolExecutor(N_PROCESSES) as pool:
        tasks = [
            pool.submit(write_dataset, count, seed=seed + number, style=style)
            for number, (count, style) in enumerate(WRITTEN.values())
        ]
        people = [] if is_synthetic else [warped_copies(uci, seed), uci.train] * TIMES
        written = [scribbled_digits(SCRIBBLES, seed=seed), bars(seed), *(task.result().digits for task in tasks)]
    scanned = [*people, uci.test]
    stored = np.concatenate([*(digits.stored for digits in written), *(in_bytes(digits.images) for digits in scanned)])
    labels = np.concatenate([digits.labels for digits in (*written, *scanned)])
    test_indices = np.arange(len(labels) - len(uci.test), len(labels))
    return Dataset("lessons", "Lessons", Digits(stored, labels, gain=1.0 / 255.0), test_indices, has_fixed_split=True)


def calibrated(parameters: Parameters, seed: int) -> tuple[Parameters, float]:
    """The network with its logits divided by the temperature that suits drawings best from which it has not learned."""
    labels = np.arange(CALIBRATION) % N_CLASSES
    rng = np.random.default_rng(seed + 1)
    frames = write_frames(labels, rng, style=CAREFUL, allographs=COMMON).reshape(CALIBRATION, -1)
    scribbles = scribbled_digits(CALIBRATION_SCRIBBLES, seed=seed + 1)
    labels = np.concatenate([labels, scribbles.labels])
    logits = compute_logits(parameters, np.concatenate([frames, scribbles.values("float32")])).astype(np.float64)
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


def taught_block(
    teachers: Sequence[Parameters], digits: Digits, rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Pictures, some of them distorted or mixed, (BLOCK, n_pixels), and what is to be learned of each, (BLOCK, 10)."""
    chosen = digits[rng.choice(len(digits), BLOCK, replace=False)]
    labels = np.eye(N_CLASSES, dtype=np.float32)[chosen.labels]
    pictures = np.asarray(chosen.values("float32"), dtype=np.float32)
    n_distorted = round(DISTORTED * BLOCK)
    strength = AUGMENTATIONS[TAUGHT.augmentation]
    pictures[:n_distorted] = augment(pictures[:n_distorted], rng, strength, size=FRAME_SIZE, ink=1.0)
    order = rng.permutation(BLOCK)
    pictures, labels = pictures[order], labels[order]
    n_mixed = round(MIXED * BLOCK)
    shares, others = rng.uniform(0.0, 1.0, (n_mixed, 1)).astype(np.float32), rng.permutation(BLOCK)[:n_mixed]
    for values in (pictures, labels):
        values[:n_mixed] = shares * values[:n_mixed] + (1 - shares) * values[others]
    order = rng.permutation(BLOCK)
    pictures, labels = pictures[order], labels[order]
    return pictures, LABELS * labels + (1 - LABELS) * what_they_say(teachers, pictures)


def distilled(student: Parameters, teachers: Sequence[Parameters], digits: Digits, seed: int) -> Parameters:
    """The student after it has learned what its teachers say; the next pictures are made while it learns from some."""
    rng, learned = np.random.default_rng(seed), Parameters(student.architecture, student.flat.copy())
    size, decay = TAUGHT.batch_size, TAUGHT.weight_decay / len(digits)
    backpropagation = Backpropagation(learned.architecture, max_batch=size, dtype="float32")
    optimizer = OPTIMIZERS[TAUGHT.optimizer].make(learned.flat)
    logits = np.empty((N_CLASSES, size), dtype=np.float32).T
    with ThreadPoolExecutor(1) as beside:
        following = beside.submit(taught_block, teachers, digits, rng)
        for n_done in range(0, N_TAUGHT, BLOCK):
            pictures, targets = following.result()
            following = beside.submit(taught_block, teachers, digits, rng)
            factor = SCHEDULES[TAUGHT.schedule].factor(n_done / N_TAUGHT, n_done / len(digits), 1, 1.0)
            for start in range(0, BLOCK, size):
                batch = slice(start, start + size)
                said = np.asfortranarray(targets[batch])
                gradient = backpropagation.run(learned, pictures[batch], said, logits=logits, decay=decay)
                optimizer.step(
                    learned.flat, gradient, learning_rate=factor * TAUGHT.learning_rate, momentum=TAUGHT.momentum
                )
            sys.stderr.write(f"\r{n_done + BLOCK:,} of {N_TAUGHT:,} pictures")
    return learned


def rounded(values: Floats) -> NDArray[np.float32]:
    """Each number with :data:`BITS` binary digits, so that a file of them is small."""
    mantissas, exponents = np.frexp(values)
    return np.asarray(np.ldexp(np.rint(np.ldexp(mantissas, BITS)), exponents - BITS), dtype=np.float32)


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
    BLAS_THREADS.fix(1)
    student = joined(teachers[NETWORKS.index(DENSE) :])
    parameters = distilled(student, teachers, taught.train, args.seed)
    config = TAUGHT.with_values(hidden_layers=parameters.architecture.hidden_layers, seed=args.seed)
    kinds = ", ".join(f"{count:,} {kind}" for kind, (count, _) in WRITTEN.items())
    learned = (
        f"what {len(teachers)} networks say of generated handwriting: {kinds}, {N_BARS * len(BAR_STYLES):,} bars; "
        f"{SCRIBBLES:,} scribbles"
    )
    parameters, temperature = calibrated(parameters, args.seed)
    parameters = Parameters(parameters.architecture, rounded(parameters.flat))
    accuracy = evaluate(parameters, uci.test).accuracy
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
    save_model(Model(parameters, metadata), args.out)
    size = args.out.stat().st_size
    sys.stderr.write(
        f"\n{args.out.name}: {accuracy:.2%} of the UCI test digits, temperature {temperature:.2f}, {size:,} bytes\n"
    )


if __name__ == "__main__":
    main()
