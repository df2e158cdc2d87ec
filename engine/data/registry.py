"""The data sets that the program knows by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, Digits
from engine.data.drawings_store import load_drawings
from engine.data.mnist.dataset import MNIST_TRAINING, load_ex4, load_mnist, load_mnist_training
from engine.data.reference import DatasetRef
from engine.ink.framing import frame_ink
from engine.ink.input_formats import BLOCKS, FRAME, LARGE_FRAME, InputFormat
from engine.io.resources import RESOURCES
from engine.text.sentence import Sentence, say


def load_uci_digits() -> Dataset:
    """The bundled 1,797 UCI digits, 8x8 framed to 20x20, with the notebooks' split (origin: ``resources/README.md``)."""
    check_cancelled()
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        labels, test_indices = file["labels"], file["test_indices"]
    return Dataset(
        name="uci-digits",
        label="UCI digits",
        digits=Digits(_framed_uci_digits(), labels.astype(np.intp), shape=FRAME.shape),
        test_indices=test_indices.astype(np.intp),
        has_fixed_split=True,
    )


@lru_cache(maxsize=1)
def _framed_uci_digits() -> NDArray[np.float32]:
    """The UCI digits framed to 20x20, read-only, shape (1797, 400); framed once, which takes a third of a second."""
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        pictures = file["images"]
    frames = []
    for picture in pictures:
        check_cancelled()
        frames.append(frame_ink(picture))
    images = np.stack([frame.ravel() for frame in frames if frame is not None])
    images.flags.writeable = False
    return images


def load_uci_digits_8x8() -> Dataset:
    """The same digits as the notebooks use them: 8x8 pixels, counts of ink from 0 to 16, the same split."""
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        pictures, labels, test_indices = file["images"], file["labels"], file["test_indices"]
    return Dataset(
        name="uci-digits-8x8",
        label="UCI digits, 8×8",
        digits=Digits(
            pictures.reshape(len(pictures), -1).astype(np.float32), labels.astype(np.intp), shape=BLOCKS.shape
        ),
        test_indices=test_indices.astype(np.intp),
        has_fixed_split=True,
    )


def _load_scanned_uci_digits() -> Dataset:
    """The UCI digits in the format in which they were scanned."""
    return replace(load_uci_digits_8x8(), name="uci-digits", label="UCI digits")


def load_generated(source: str, form: InputFormat | None = None) -> Dataset:
    """Generated digits: as many as the program writes unless it is told, or as the source says."""
    from engine.data.handwriting.generator import load_handwriting  # which takes a while: not at the program's start

    return load_handwriting(source, form)


@dataclass(frozen=True, slots=True)
class Source:
    """A data set that can be named.

    Attributes
    ----------
    name, label, description
        For the command line, for the data box, and in a sentence.
    load
        Reads it.
    others
        By the name of a format: reads it as it has it in that format too, where nothing has to be resampled.
    may_change
        Whether another reading may find other digits.
    """

    name: str
    label: str
    description: Sentence
    load: Callable[[], Dataset]
    others: Mapping[str, Callable[[], Dataset]] = field(default_factory=dict)
    may_change: bool = False


GENERAL = "general"
"""What stands for digits of every kind, in what is known about a network: the bundled one has learned such."""
MADE_FROM_MNIST = ("mnist", MNIST_TRAINING, "ex4")
"""The sources that have to be downloaded first."""
GENERATED = ("handwriting:", "handwriting-endless:")
"""How the names begin of digits that are generated in a number that is told."""
DEFAULT_SOURCE = "uci-digits"
"""The digits that the window opens with."""
SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(
            "uci-digits",
            "UCI digits",
            say("source.uci_digits"),
            load_uci_digits,
            {BLOCKS.name: _load_scanned_uci_digits},
        ),
        Source(
            "uci-digits-8x8",
            "UCI digits, 8×8",
            say("source.uci_digits_8x8"),
            load_uci_digits_8x8,
        ),
        Source(
            "handwriting",
            "Generated handwriting",
            say("source.handwriting"),
            partial(load_generated, "handwriting"),
            {LARGE_FRAME.name: partial(load_generated, "handwriting", LARGE_FRAME)},
        ),
        Source(
            "handwriting-endless",
            "Endless handwriting",
            say("source.handwriting_endless"),
            partial(load_generated, "handwriting-endless"),
            {LARGE_FRAME.name: partial(load_generated, "handwriting-endless", LARGE_FRAME)},
        ),
        Source(
            "mnist",
            "MNIST",
            say("source.mnist"),
            load_mnist,
            {LARGE_FRAME.name: partial(load_mnist, LARGE_FRAME)},
        ),
        Source(
            MNIST_TRAINING,
            "MNIST training digits",
            say("source.mnist_training"),
            load_mnist_training,
            {LARGE_FRAME.name: partial(load_mnist_training, form=LARGE_FRAME)},
        ),
        Source(
            "ex4",
            "Coursera exercise 4",
            say("source.ex4"),
            load_ex4,
        ),
        Source(
            "drawings",
            "My drawings",
            say("source.drawings"),
            load_drawings,
            {form.name: partial(load_drawings, form) for form in (LARGE_FRAME, BLOCKS)},
            may_change=True,
        ),
    )
}
"""Every data set that is known by name."""


def is_named(source: str) -> bool:
    """Whether a source is known by name, rather than the path of a file or a folder."""
    return source in SOURCES or source == GENERAL or source.startswith((*GENERATED, f"{MNIST_TRAINING}:"))


def needs_mnist(source: str) -> bool:
    """Whether a source is MNIST, or made from it."""
    return source.partition(":")[0] in MADE_FROM_MNIST


def without_folders(data: DatasetRef) -> DatasetRef:
    """The same digits for a file that may be given to others: where they lie is nobody's business."""
    return data if is_named(data.source) else DatasetRef("", data.content_hash, data.name)


def are_same_digits(one: DatasetRef | None, other: DatasetRef | None) -> bool:
    """Whether two references are to the same digits, split in the same way.

    What they are decides, wherever they lie. A name decides only where it is one that :data:`SOURCES` knows: files of
    one name can hold anything. (Digits that are computed may differ in the last bit from one machine to another.)
    """
    if one is None or other is None:
        return False
    if one.content_hash and one.content_hash == other.content_hash:
        return True
    return one.source == other.source and is_named(one.source)
