"""Data sets of handwritten digits: what one is."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import DatasetRef, content_hash, digits_name
from engine.errors import DataError
from engine.ink.input_formats import AUTO_FORMAT, InputFormat, format_of, known_format, shape_text
from engine.nn.activations import Floats
from engine.nn.network import DType, picture_shape
from engine.text.sentence import Sentence, Value, say


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
    shape
        Of a picture: (height, width, channels); pictures of which nothing else is said are square.
    """

    stored: NDArray[np.uint8] | Floats
    labels: NDArray[np.intp]
    gain: float | NDArray[np.float64] = 1.0
    bias: float | NDArray[np.float64] = 0.0
    rows: NDArray[np.intp] | None = None
    shape: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.shape and self.stored.ndim == 2:
            object.__setattr__(self, "shape", picture_shape(self.n_pixels))

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
    def input_format(self) -> InputFormat:
        """How the pictures are laid out.

        Raises
        ------
        ModelError
            If no network of this program reads such pictures.
        """
        return format_of(self.shape)

    @property
    def ink(self) -> float:
        """The value of full ink; 1 for pictures of a shape that is none of the formats."""
        known = known_format(self.shape)
        return known.ink if known is not None else 1.0

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
    has_fixed_split
        Whether the split belongs to the source, rather than being drawn here.
    source
        What ``load_dataset`` was given to read it: a name or a path.
    family
        The named source that these digits can stand for, where a recipe asks for one: "ex4" for a course file.
    train_indices
        Which digits to train on, in that order; ``None`` for all that are not for testing, in ascending order.
    validation_indices
        Which of the digits to train on the source sets aside for validation, ascending; ``None`` where it names none, and
        a run draws them.
    streamed
        The digits that a run gets besides, in its own copy of these; ``None`` for none.
    read_as
        In which format they were asked for: a key of :data:`engine.ink.input_formats.INPUT_FORMATS`, or
        :data:`engine.ink.input_formats.AUTO_FORMAT`.
    resampled_from
        The format that the source has, if these pictures were made from those; ``None`` if they are as usual.
    notes
        What else was done to the pictures when they were read, or left out, where that is worth saying.

    Raises
    ------
    DataError
        If shapes disagree, labels are not 0..9, pictures are not finite, or there is nothing to train on.
    """

    name: str
    label: str
    digits: Digits
    test_indices: NDArray[np.intp]
    has_fixed_split: bool = False
    source: str = ""
    family: str = ""
    train_indices: NDArray[np.intp] | None = None
    validation_indices: NDArray[np.intp] | None = None
    streamed: StreamedDigits | None = None
    read_as: str = AUTO_FORMAT
    resampled_from: InputFormat | None = None
    notes: tuple[Sentence, ...] = ()

    def __post_init__(self) -> None:
        stored, labels = self.digits.stored, self.digits.labels
        n_pixels = math.prod(self.input_shape)
        if stored.ndim != 2 or stored.shape != (len(labels), n_pixels):
            raise DataError(
                say("data.other_shape", name=self.name, n=len(labels), n_pixels=n_pixels, shape=str(stored.shape))
            )
        if len(labels) - len(self.test_indices) < 1:
            raise DataError(say("data.none_to_train_on", name=self.name, n=len(labels)))
        if labels.min() < 0 or labels.max() > 9:
            raise DataError(say("data.other_labels", name=self.name, low=int(labels.min()), high=int(labels.max())))
        if self.streamed is not None and (stored.dtype != np.uint8 or not can_be_streamed(self.input_shape)):
            raise DataError(
                say(
                    "data.unlike_streamed",
                    name=self.name,
                    got=shape_text(self.input_shape),
                    dtype=str(stored.dtype),
                )
            )
        check_finite(self.name, stored)

    @property
    def input_shape(self) -> tuple[int, ...]:
        """(height, width, channels) of a picture: the input shape of a network that reads these digits."""
        return self.digits.shape

    @property
    def image_shape(self) -> tuple[int, ...]:
        """Rows and columns of a picture."""
        return self.digits.shape[:2]

    @property
    def n_inputs(self) -> int:
        """Pixels of a picture: the inputs of a network that reads these digits."""
        return self.digits.n_pixels

    @property
    def input_format(self) -> InputFormat:
        """How the pictures are laid out; raises ``ModelError`` if no network of this program reads such."""
        return self.digits.input_format

    def is_read_as(self, read_as: str) -> bool:
        """Whether reading these digits in that format again would come to the same pictures."""
        known = known_format(self.input_shape)
        return read_as == self.read_as or (known is not None and read_as == known.name)

    @property
    def note(self) -> Sentence | None:
        """What was done to the pictures, in sentences; ``None`` if they are as usual."""
        notes = list(self.notes)
        if self.resampled_from is not None:
            before, now = self.resampled_from.label, self.input_format.label
            notes.append(say("data.resampled", name=digits_name(self.label), before=before, now=now))
        together = notes[0] if notes else None
        for note in notes[1:]:
            together = say("data.notes", first=cast("Value", together), second=cast("Value", note))
        return together

    @cached_property
    def ref(self) -> DatasetRef:
        """Which digits these are, for what outlasts them; the hash of them all is computed when this is first asked for."""
        digits = self.digits
        indices = [self.test_indices, self.train_indices]
        if self.validation_indices is not None:
            indices.append(self.validation_indices)
        digest = content_hash(
            digits.stored,
            digits.labels,
            image_shape=self.image_shape,
            values=(digits.gain, digits.bias),
            indices=indices,
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


def can_be_streamed(shape: tuple[int, ...]) -> bool:
    """Whether generated handwriting is written for pictures of this shape while a run goes on: in frames."""
    known = known_format(shape)
    return known is not None and known.frame is not None


def check_finite(name: str, pictures: NDArray[np.generic]) -> None:
    """Raise ``DataError`` if a value of some pictures (n_samples, n_pixels) is NaN or infinite; it says in which."""
    if pictures.dtype.kind != "f":
        return
    # NaN and infinity show in the least or the greatest value: no array as long as the pictures has to be made.
    if pictures.size and not np.isfinite([pictures.min(), pictures.max()]).all():
        number = int(np.argmin([np.isfinite(picture).all() for picture in pictures])) + 1
        raise DataError(say("data.not_finite", name=name, number=int(number)))
