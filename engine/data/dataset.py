"""Data sets of handwritten digits: what one is."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import DatasetRef, content_hash
from engine.errors import DataError
from engine.ink.framing import FRAME_SIZE
from engine.nn.activations import Floats
from engine.nn.network import DType
from engine.text.sentence import say


@dataclass(frozen=True, eq=False)
class Digits:
    """Pictures with their labels; a pixel's value is ``stored * gain + bias``.

    Large data sets are stored as bytes, a quarter of what float32 takes, and become numbers batch by batch; parts of them
    share these bytes.

    Attributes
    ----------
    stored
        Shape (n_stored, n_pixels), row-major pictures: uint8, float32 or float64.
    labels
        Shape (n_samples,), integers 0..9.
    gain, bias
        Numbers, or arrays of shape (n_pixels,).
    rows
        Which of the stored pictures these are, in this order, shape (n_samples,); ``None`` for all of them.
    """

    stored: NDArray[np.uint8] | Floats
    labels: NDArray[np.intp]
    gain: float | NDArray[np.float64] = 1.0
    bias: float | NDArray[np.float64] = 0.0
    rows: NDArray[np.intp] | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, indices: "NDArray[np.intp] | slice") -> "Digits":
        labels = self.labels[indices]
        if self.rows is not None:
            return replace(self, labels=labels, rows=self.rows[indices])
        if isinstance(indices, slice) or self.stored.dtype != np.uint8:
            return replace(self, stored=self.stored[indices], labels=labels)
        rows = np.flatnonzero(indices) if indices.dtype == np.bool_ else indices
        return replace(self, labels=labels, rows=rows)

    @property
    def pictures(self) -> NDArray[np.uint8] | Floats:
        """What is stored of these digits, shape (n_samples, n_pixels)."""
        return self.stored if self.rows is None else self.stored.take(self.rows, axis=0)

    def compact(self) -> "Digits":
        """The same digits in memory of their own, labels included."""
        return replace(self, stored=self.pictures.copy(), labels=self.labels.copy(), rows=None)

    @property
    def n_pixels(self) -> int:
        """Values of one picture."""
        return int(self.stored.shape[1])

    @property
    def is_plain(self) -> bool:
        """Whether what is stored are the values themselves, as floating-point numbers."""
        has_numbers = np.isscalar(self.gain) and np.isscalar(self.bias)
        return self.stored.dtype != np.uint8 and has_numbers and (self.gain, self.bias) == (1.0, 0.0)

    @property
    def images(self) -> Floats:
        """All values, shape (n_samples, n_pixels), in the dtype that is stored, float32 for bytes."""
        if self.stored.dtype == np.uint8:
            return self.values("float32")
        return self.values("float64" if self.stored.dtype == np.float64 else "float32")

    def values(self, dtype: DType) -> Floats:
        """All values, shape (n_samples, n_pixels), in a dtype; what is stored itself if that is just them."""
        if self.is_plain:
            plain: Floats = self.stored.astype(dtype, copy=False)
            return plain
        values: Floats = self.pictures.astype(dtype)
        np.multiply(values, self.gain, out=values, casting="same_kind")
        np.add(values, self.bias, out=values, casting="same_kind")
        return values

    def transformed(self, *, gain: float | NDArray[np.float64], bias: float | NDArray[np.float64]) -> "Digits":
        """The same digits, each value times ``gain`` plus ``bias`` (numbers, or one per pixel)."""
        return replace(self, gain=self.gain * gain, bias=self.bias * gain + bias)


@dataclass(frozen=True, slots=True)
class StreamedDigits:
    """That a run gets digits of generated handwriting while it goes on, in the place of those it has had longest.

    Attributes
    ----------
    seed
        Determines them; none of them is one of the data set.
    """

    seed: int


@dataclass(frozen=True, eq=False)
class Dataset:
    """One source of digits, split into a part to train on and a part to test on.

    Attributes
    ----------
    name
        As the command line and the data box call it.
    label
        For people.
    digits
        All digits.
    test_indices
        Which of them are for testing, shape (n_test,).
    image_shape
        Rows and columns of a picture.
    has_fixed_split
        Whether the split belongs to the source, rather than being drawn here.
    source
        What ``load_dataset`` was given to read it: a name or a path.
    family
        The named source that these digits can stand for, where a recipe asks for one: "ex4" for a course file.
    train_indices
        Which digits to train on, in that order; ``None`` for all that are not for testing, in ascending order.
    streamed
        The digits that a run gets besides, in its own copy of these; ``None`` for none.

    Raises
    ------
    DataError
        If shapes disagree, labels are not 0..9, pictures are not finite, or there is nothing to train on.
    """

    name: str
    label: str
    digits: Digits
    test_indices: NDArray[np.intp]
    image_shape: tuple[int, int] = (FRAME_SIZE, FRAME_SIZE)
    has_fixed_split: bool = False
    source: str = ""
    family: str = ""
    train_indices: NDArray[np.intp] | None = None
    streamed: StreamedDigits | None = None

    def __post_init__(self) -> None:
        stored, labels = self.digits.stored, self.digits.labels
        n_pixels = self.image_shape[0] * self.image_shape[1]
        if stored.ndim != 2 or stored.shape != (len(labels), n_pixels):
            raise DataError(
                say("data.other_shape", name=self.name, n=len(labels), n_pixels=n_pixels, shape=str(stored.shape))
            )
        if len(labels) - len(self.test_indices) < 1:
            raise DataError(say("data.none_to_train_on", name=self.name, n=len(labels)))
        if labels.min() < 0 or labels.max() > 9:
            raise DataError(say("data.other_labels", name=self.name, low=int(labels.min()), high=int(labels.max())))
        if self.streamed is not None and (stored.dtype != np.uint8 or self.image_shape != (FRAME_SIZE, FRAME_SIZE)):
            raise DataError(
                say(
                    "data.unlike_streamed",
                    name=self.name,
                    side=FRAME_SIZE,
                    height=self.image_shape[0],
                    width=self.image_shape[1],
                    dtype=str(stored.dtype),
                )
            )
        check_finite(self.name, stored)

    @property
    def n_inputs(self) -> int:
        """Pixels of a picture: the inputs of a network that reads these digits."""
        return self.digits.n_pixels

    @cached_property
    def ref(self) -> DatasetRef:
        """Which digits these are, for what outlasts them; the hash of them all is computed when this is first asked for."""
        digits = self.digits
        digest = content_hash(
            digits.stored,
            digits.labels,
            image_shape=self.image_shape,
            values=(digits.gain, digits.bias),
            indices=(self.test_indices, self.train_indices),
            streamed_seed=self.streamed.seed if self.streamed is not None else None,
        )
        return DatasetRef(self.source or self.name, digest, self.label)

    @cached_property
    def trained_indices(self) -> NDArray[np.intp]:
        """Which digits to train on, in the order of ``train``."""
        if self.train_indices is not None:
            return self.train_indices
        is_train = np.ones(len(self.digits), dtype=bool)
        is_train[self.test_indices] = False
        return np.flatnonzero(is_train)

    @cached_property
    def train(self) -> Digits:
        """The digits to train on (validation digits are taken from these)."""
        return self.digits[self.trained_indices]

    @cached_property
    def test(self) -> Digits:
        """The digits to test on; training never sees them."""
        return self.digits[self.test_indices]


def check_finite(name: str, pictures: NDArray[np.generic]) -> None:
    """Raise ``DataError`` if a value of some pictures (n_samples, n_pixels) is NaN or infinite; it says in which."""
    if pictures.dtype.kind != "f":
        return
    # NaN and infinity show in the least or the greatest value: no array as long as the pictures has to be made.
    if pictures.size and not np.isfinite([pictures.min(), pictures.max()]).all():
        number = int(np.argmin([np.isfinite(picture).all() for picture in pictures])) + 1
        raise DataError(say("data.not_finite", name=name, number=int(number)))
