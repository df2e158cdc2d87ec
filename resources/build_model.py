"""Train a network like the bundled one: ``uv run resources/build_model.py`` writes ``bundled_model.npz`` (30 minutes).

It learns from generated handwriting (``engine/data/handwriting/``), some of it stretched far or written with a thick pen,
from the training part of the bundled UCI digits, and from drawings that are no digit (``scribbles.py`` there), so that it
is not sure of those; from nothing else. The UCI digits were scanned at 8x8 and stretched to a square, so people's drawings
look different: each also enters as warped copies (sharpened, slanted, rotated, squeezed or stretched), framed like any
other picture. Pictures are distorted, half of them or all, each time anew. All is drawn from one seed; two processes share
the work.

1. Four teachers learn the labels from random weights: two convolutional networks learn everything; another one and a dense
   one learn usual digits only. Those that learn everything read stretched digits better, and usual ones worse: what all say
   on average is right more often than any of them.
2. The dense one and another dense network, which learned everything, are set side by side: one network whose hidden layers
   have the units of both, and whose logits are the mean of theirs. Between the units of one and the other there are weights
   of 0 at first.
3. It goes on with all its weights, and learns what the teachers say on average (Hinton et al., "Distilling the knowledge in
   a neural network", 2015), and a little of the labels: of digits as they are, of digits distorted anew, and of pairs that
   are mixed (Beyer et al., "Knowledge distillation: a good teacher is patient and consistent", CVPR 2022). Each process
   learns from pictures of its own, and after every block their weights are averaged (Stich, "Local SGD converges fast and
   communicates little", ICLR 2019).
4. A temperature is fitted on generated digits that were not learned from, and on a few scribbles, so that a probability of
   90 % means nine of ten, and the numbers are rounded to eight binary digits, which costs nothing that can be measured.

The bundled file was made from digits like these, but not by one run, and reads 0.2 % more of MNIST's and ex4's digits. Two
dense networks, one of which had learned labels and one what four networks say, were set side by side; then, as one, they
went on in seven rounds like step 3, of two to three million pictures each, with more and more digits that are stretched
far. First that network learned from labels and its own answers, then from those of a convolutional network, too. Twice, its
weights were averaged with those from before all rounds and it went on from there, so that it forgot nothing.

``--synthetic`` leaves out every UCI digit, for a network that has seen nothing that a person wrote; ``--seed N`` draws
everything anew, and ``--out FILE`` writes elsewhere.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import VERSION
from engine.data.augmentation import AUGMENTATIONS, augment
from engine.data.dataset import Digits
from engine.data.handwriting.allographs import ALLOGRAPHS, Allograph
from engine.data.handwriting.generator import STYLE, HandwritingStyle, write_frames
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
from engine.nn.initializers import initialize
from engine.nn.network import N_CLASSES, Parameters
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from resources.build_shared import in_bytes, joined

SEED = 1
_GAIN = 1.0 / 255.0  # of pictures that are stored as bytes
FAR_STYLE = replace(STYLE, far_share=1.0, far_slant=0.12, far_rotation=0.08, far_stretch=1.6, far_evenly=True)
ON_THE_CANVAS = replace(FAR_STYLE, pen_radius=PEN_RADIUS_PX, pen_variation=0.0, blur=0.05, rough_share=0.0)
THICK_STYLE = replace(STYLE, pen_radius=1.5, pen_variation=0.35, rough_share=0.8, far_share=0.1)
USUAL = 900_000
"""How many digits are written as the generator writes them by itself."""
UNUSUAL = {
    "stretched far": (80_000, FAR_STYLE),
    "stretched far on the canvas": (220_000, ON_THE_CANVAS),
    "thick": (180_000, THICK_STYLE),
}
"""How many digits are written besides, of each kind, and how."""
_BARS = frozenset(
    {"stroke", "stroke, bent", "short flag", "narrow flag", "wave", "broken", "begun twice", "turned up at the end"}
    | {"back at the end", "drawn twice", "drawn thrice", "drawn thrice, leaning"}
)
BARS = tuple(allograph for allograph in ALLOGRAPHS if allograph.digit == 1 and allograph.name in _BARS)
N_BARS = 40_000
BAR_STYLES = (
    replace(STYLE, rough_share=0.9, far_share=0.15),
    replace(STYLE, rough_share=0.9, far_share=0.15, pen_radius=1.35),
    replace(THICK_STYLE, far_share=0.0),
)
"""1s that are hardly more than a bar, so many in each style: without them a 1 would be taken for another digit that is
pressed together, as digits that are stretched far often are. With twice as many, 7s would be taken for 1s."""
SCRIBBLES = 100_000
CALIBRATION, CALIBRATION_SCRIBBLES = 20_000, 200
"""On how many digits, and on how many drawings that are none, with labels drawn at random, certainty is calibrated."""
COPIES, TIMES = 30, 2
"""Warped copies of each UCI digit; it and they come so many times."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a network learns.

    Attributes
    ----------
    config
        Its layers and settings.
    n_pictures
        Of how many pictures it learns; each is drawn from all.
    distorted
        Of the pictures, how many are distorted: what is stretched far is easily made illegible.
    mixed
        Of the pictures, how many are mixed with another one, and their labels too.
    only_usual
        Whether it learns nothing but usual digits and scribbles.
    """

    config: TrainingConfig
    n_pictures: int
    distorted: float = 0.5
    mixed: float = 0.0
    only_usual: bool = False


DENSE = TrainingConfig(
    hidden_layers=(512, 256),
    hidden_activation="relu",
    initialization="he",
    optimizer="momentum",
    learning_rate=0.08,
    schedule="cosine",
    batch_size=200,
    weight_decay=2.0,
    augmentation="strong",
    validation_fraction=0.0,
)
WIDE, NARROW = (
    DENSE.with_values(hidden_layers=layers, learning_rate=0.03, batch_size=100)
    for layers in (
        ("conv 16 5x5", "pool 2", "conv 48 3x3", "pool 2", 200),
        ("conv 12 5x5", "pool 2", "conv 32 5x5", "pool 2", 200),
    )
)
TEACHERS = (
    Course(WIDE, 5_600_000),
    Course(NARROW, 5_600_000),
    Course(NARROW, 5_600_000, only_usual=True),
    Course(DENSE, 8_000_000, distorted=1.0, only_usual=True),
)
"""Those whose answers the student learns."""
OTHER_HALF = Course(DENSE, 3_200_000)
"""What becomes the student together with the last of them."""
STUDENT = Course(
    DENSE.with_values(hidden_layers=(1024, 512), optimizer="adam", learning_rate=0.0006), 11_200_000, mixed=0.1
)
LABELS = 0.1
"""The share of the label in what the student learns of a picture; the rest is what the teachers say."""
N_PROCESSES = 2
BLOCK = 8000
"""Pictures that are written, and learned, at a time."""
PART = 100_000
"""Usual digits that a process writes in one go."""
WARM_UP = 200_000
"""Pictures until the learning rate has risen from 0."""
LONGEST_WAIT_S = 600.0
"""For another process that learns the same."""
BITS = 8
"""How many binary digits of each number are kept."""
CAREFUL = replace(STYLE, jitter=3.0, warp=3.0, far_slant=0.0, far_rotation=0.0, far_stretch=0.0, rough_share=0.0)
COMMON = tuple(allograph for allograph in ALLOGRAPHS if allograph.frequency >= 0.8)
"""How the digits are written on which certainty is calibrated, and which ways to write them there are then: people's digits
are easier to read than the generator's."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """All pictures to learn from, in a folder, where every process can read them: first the usual ones.

    Attributes
    ----------
    folder
        Of the files.
    n, n_usual
        How many pictures there are, and how many usual ones.
    """

    folder: Path
    n: int
    n_usual: int

    @classmethod
    def stored(cls, folder: Path, usual: Sequence[Digits], others: Sequence[Digits]) -> Self:
        """Written into the folder; the pictures are bytes, ink 255."""
        every = (*usual, *others)
        labels = np.concatenate([digits.labels for digits in every])
        np.save(folder / "pictures.npy", np.concatenate([digits.stored for digits in every]))
        np.save(folder / "labels.npy", labels)
        return cls(folder, len(labels), sum(map(len, usual)))

    def opened(self) -> Digits:
        """All of them; the pictures stay on the disk."""
        return Digits(
            np.load(self.folder / "pictures.npy", mmap_mode="r"), np.load(self.folder / "labels.npy"), gain=_GAIN
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


def warped_copies(seed: int) -> Digits:
    """The training digits of the bundled data set, and each as several warped copies."""
    uci = load_uci_digits()
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        pictures = file["images"]
    rng = np.random.default_rng(seed)
    train_indices = np.setdiff1d(np.arange(len(uci.digits)), uci.test_indices)
    frames = [warped(pictures[index], rng) for _ in range(COPIES) for index in train_indices]
    kept = np.array([frame is not None for frame in frames])
    copies = in_bytes(np.stack([frame for frame in frames if frame is not None]))
    labels = np.tile(uci.digits.labels[train_indices], COPIES)[kept]
    return Digits(
        np.concatenate([copies, in_bytes(uci.train.images)] * TIMES),
        np.concatenate([labels, uci.train.labels] * TIMES),
        gain=_GAIN,
    )


def written(
    count: int, style: HandwritingStyle, seed: Sequence[int], allographs: tuple[Allograph, ...] = ALLOGRAPHS
) -> Digits:
    """Generated digits, of each that there are ways to write as many."""
    rng = np.random.default_rng(seed)
    digits = np.unique([allograph.digit for allograph in allographs])
    labels = digits[np.arange(count) % len(digits)]
    blocks = [
        in_bytes(write_frames(labels[start : start + BLOCK], rng, style=style, allographs=allographs))
        for start in range(0, count, BLOCK)
    ]
    return Digits(np.concatenate(blocks), labels, gain=_GAIN)


def write_lessons(pool: ProcessPoolExecutor, folder: Path, seed: int, *, is_synthetic: bool) -> Lessons:
    """All that the networks learn from."""
    usual = [pool.submit(written, PART, STYLE, (seed, part)) for part in range(USUAL // PART)]
    others = [
        pool.submit(written, count, style, (seed, 1000 + number))
        for number, (count, style) in enumerate(UNUSUAL.values())
    ]
    others += [
        pool.submit(written, N_BARS, style, (seed, 2000 + number), BARS) for number, style in enumerate(BAR_STYLES)
    ]
    people = [] if is_synthetic else [pool.submit(warped_copies, seed)]
    usual.append(pool.submit(scribbled_digits, SCRIBBLES, seed=seed))
    return Lessons.stored(folder, *([task.result() for task in tasks] for tasks in (usual, [*others, *people])))


def blocks(
    course: Course, lessons: Lessons, teachers: Sequence[Parameters], rng: np.random.Generator
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Endless pictures, some of them distorted or mixed, (BLOCK, n_pixels), and what is to be said of each, (BLOCK, 10)."""
    digits = lessons.opened()
    strength, one_hot = AUGMENTATIONS[course.config.augmentation], np.eye(N_CLASSES, dtype=np.float32)
    n_distorted, n_mixed = round(course.distorted * BLOCK), round(course.mixed * BLOCK)
    while True:
        chosen = rng.integers(0, lessons.n_usual if course.only_usual else lessons.n, BLOCK)
        pictures, targets = digits.stored[chosen].astype(np.float32), one_hot[digits.labels[chosen]]
        pictures /= 255
        pictures[:n_distorted] = augment(pictures[:n_distorted], rng, strength, size=FRAME_SIZE, ink=1.0)
        order = rng.permutation(BLOCK)
        pictures, targets = pictures[order], targets[order]
        shares, others = rng.uniform(0.0, 1.0, (n_mixed, 1)).astype(np.float32), rng.permutation(BLOCK)[:n_mixed]
        for values in (pictures, targets):
            values[:n_mixed] = shares * values[:n_mixed] + (1 - shares) * values[others]
        order = rng.permutation(BLOCK)
        pictures, targets = pictures[order], targets[order]
        if teachers:
            targets *= LABELS
            targets += (1 - LABELS) * what_they_say(teachers, pictures)
        yield pictures, targets


def what_they_say(teachers: Sequence[Parameters], pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """The geometric mean of the teachers' probabilities, made to add up to 1; shape (n, 10)."""
    logits = np.mean([compute_logits(teacher, pictures) for teacher in teachers], axis=0)
    return np.asarray(to_probabilities(teachers[0].architecture, logits), dtype=np.float32)


class Team:
    """Processes that learn one network: each from pictures of its own, and after every block all go on from the mean."""

    def __init__(self, context: BaseContext, n_members: int, n_values: int) -> None:
        self.n_members = n_members
        self._values = context.RawArray("f", n_members * n_values)
        self._barrier = context.Barrier(n_members)

    def average(self, member: int, vector: Floats) -> None:
        """A member's vector becomes the mean of all members' ones; each waits for all others."""
        values = np.frombuffer(self._values, dtype=np.float32).reshape(self.n_members, -1)
        values[member] = vector
        self._barrier.wait(LONGEST_WAIT_S)
        np.mean(values, axis=0, out=vector)
        self._barrier.wait(LONGEST_WAIT_S)


def taught(
    course: Course,
    lessons: Lessons,
    network: Parameters,
    seed: Sequence[int],
    *,
    teachers: Sequence[Parameters] = (),
    team: Team | None = None,
    member: int = 0,
) -> Parameters:
    """The network after the course, changed in place; it learns the labels, or mostly what its teachers say."""
    BLAS_THREADS.fix(1)
    config, size = course.config, course.config.batch_size
    n_pictures = course.n_pictures // (team.n_members if team is not None else 1)
    backpropagation = Backpropagation(network.architecture, max_batch=size, dtype="float32")
    optimizer = OPTIMIZERS[config.optimizer].make(network.flat)
    logits = np.empty((N_CLASSES, size), dtype=np.float32).T
    pictures_and_targets = blocks(course, lessons, teachers, np.random.default_rng([*seed, member]))
    for n_done in range(0, n_pictures, BLOCK):
        pictures, targets = next(pictures_and_targets)
        factor = SCHEDULES[config.schedule].factor(n_done / n_pictures, n_done / lessons.n, 1, 1.0)
        rate = min((n_done + BLOCK) / WARM_UP, 1.0) * factor * config.learning_rate
        for start in range(0, BLOCK, size):
            batch = slice(start, start + size)
            gradient = backpropagation.run(
                network,
                pictures[batch],
                np.asfortranarray(targets[batch]),
                logits=logits,
                decay=config.weight_decay / lessons.n,
            )
            optimizer.step(network.flat, gradient, learning_rate=rate, momentum=config.momentum)
        if team is not None:
            team.average(member, network.flat)
        if not member:
            sys.stderr.write(f"\r{config.hidden_layers}: {n_done + BLOCK:,} of {n_pictures:,} pictures")
    sys.stderr.write("\n")
    return network


def taught_together(
    course: Course, lessons: Lessons, network: Parameters, seed: Sequence[int], teachers: Sequence[Parameters]
) -> Parameters:
    """The network after the course, changed in place by this process and others."""
    context = multiprocessing.get_context()
    team = Team(context, N_PROCESSES, network.flat.size)
    learn = partial(taught, course, lessons, network, seed, teachers=teachers, team=team)
    members = [context.Process(target=learn, kwargs={"member": n}, daemon=True) for n in range(1, N_PROCESSES)]
    for member in members:
        member.start()
    result = learn()
    for member in members:
        member.join()
    return result


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
    result = parameters.copy()
    result.weights[-1][:] /= temperature
    result.biases[-1][:] /= temperature
    return result, temperature


def rounded(values: Floats) -> NDArray[np.float32]:
    """Each number with :data:`BITS` binary digits, so that a file of them is small."""
    mantissas, exponents = np.frexp(values)
    return np.asarray(np.ldexp(np.rint(np.ldexp(mantissas, BITS)), exponents - BITS), dtype=np.float32)


def trained(seed: int, *, is_synthetic: bool) -> tuple[Parameters, int]:
    """The student, and how many pictures there were to learn from, of which nothing is left on the disk."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with ProcessPoolExecutor(N_PROCESSES) as pool:
            lessons = write_lessons(pool, Path(folder), seed, is_synthetic=is_synthetic)
            sys.stderr.write(f"{lessons.n:,} pictures are written\n")
            tasks = []
            for number, course in enumerate((*TEACHERS, OTHER_HALF)):
                rng = np.random.default_rng([seed, 3000 + number])
                network = initialize(course.config.architecture(), scheme=course.config.initialization, rng=rng)
                tasks.append(pool.submit(taught, course, lessons, network, (seed, 4000 + number)))
            *teachers, half = [task.result() for task in tasks]
        student = joined([half, teachers[-1]])
        return taught_together(STUDENT, lessons, student, (seed, 5000), teachers), lessons.n


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--synthetic", action="store_true", help="learn from no UCI digit either")
    parser.add_argument("--seed", type=int, default=SEED, help=f"draws everything ({SEED})")
    parser.add_argument("--out", type=Path, default=BUNDLED_MODEL, help="the file (the bundled model's)")
    args = parser.parse_args()
    started = perf_counter()
    parameters, n_pictures = trained(args.seed, is_synthetic=args.synthetic)
    parameters, temperature = calibrated(parameters, args.seed)
    parameters = Parameters(parameters.architecture, rounded(parameters.flat))
    uci = load_uci_digits()
    accuracy = evaluate(parameters, uci.test).accuracy
    kinds = ", ".join(f"{count:,} {kind}" for kind, (count, _) in UNUSUAL.items())
    sources = (
        f"what {len(TEACHERS)} networks say of generated handwriting: {USUAL:,} digits, {kinds}, "
        f"{N_BARS * len(BAR_STYLES):,} bars; {SCRIBBLES:,} scribbles"
    )
    if not args.synthetic:
        sources += "; uci-digits with warped copies"
    metadata = ModelMetadata(
        program_version=VERSION,
        data=DatasetRef(GENERAL),
        config=STUDENT.config.with_values(seed=args.seed),
        epochs=STUDENT.n_pictures / n_pictures,
        test=Figures(accuracy, len(uci.test)),
        other=json.dumps({"lessons": sources, "temperature": temperature}),
    )
    save_model(Model(parameters, metadata), args.out)
    minutes, size = (perf_counter() - started) / 60, args.out.stat().st_size
    sys.stderr.write(
        f"{args.out.name}: {accuracy:.2%} of the UCI test digits, temperature {temperature:.2f}, {size:,} bytes, "
        f"{minutes:.1f} minutes\n"
    )


if __name__ == "__main__":
    main()
