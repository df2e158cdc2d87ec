"""What a reader finds in a file of pictures, and how that becomes a data set.

Readers differ in where pictures and labels stand; here all of them are made alike: which numbers are labels, how many rows
and columns a picture has, which end of the range is ink, whether rows are columns, and which digits the file keeps apart
for testing.
"""

import math
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, check_finite
from engine.data.formats.picture_arrays import FULL_INKS, OVERSHOOT, canonical_digits, full_ink_of
from engine.data.handling import PLAIN, Handling
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.input_formats import FRAME, InputFormat, known_format, resampled
from engine.text.sentence import Sentence, Value, say

SIDES = (8, 16, 20, 28, 32)
"""Rows, and columns, of pictures of which only the number of pixels is known."""
SIZES = tuple(side * side for side in SIDES)
"""How many pixels they have."""
_LEAST_SIDE, _LONGEST_SIDE = 6, 64  # of pictures whose rows and columns are known
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WRITTEN = {word: digit for digit, word in enumerate(_WORDS)} | {
    form.format(digit): digit for digit in range(10) for form in ("{}", "{}.0")
}
_SAMPLE = 2000  # pictures that are looked at for what their paper is
_BRIGHT = (
    0.75  # of the range: paper that is as bright as that, and brighter than what is within, is paper of the other kind
)
_BLOCK = 1024  # pictures at a time


@dataclass(frozen=True, eq=False)
class FoundPictures:
    """Pictures as a file has them, and what it says of them.

    Attributes
    ----------
    name
        The file's, for the data set and for errors.
    pictures
        Shape (n, pixels), (n, height, width), (n, height, width, channels) or (n, channels, height, width); any numbers.
    labels
        Of shape (n,), (n, 1), (1, n) or, one-hot, (n, 10): numbers, or digits in figures or in words; ``None`` if there are
        none.
    test_rows
        Which of the pictures the file keeps apart for testing; ``None`` if it does not say.
    turned
        What is known of how this kind of file stores pictures, undone without a word.
    known_as
        What is known of this very file, undone and said, unless the user wants it as it is.
    lines
        The number of each picture's line, for errors; ``None`` where pictures are simply counted.
    is_framed
        Whether the pictures are laid out by this program already: ink and paper are known.
    family
        See :class:`engine.data.dataset.Dataset`.
    keep_float64
        Whether float64 pictures of 20x20 stay float64.
    notes
        What was passed over or taken for granted.
    """

    name: str
    pictures: NDArray[np.generic]
    labels: NDArray[np.generic] | None
    test_rows: NDArray[np.intp] | None = None
    turned: Handling = PLAIN
    known_as: Handling = PLAIN
    lines: NDArray[np.intp] | None = None
    is_framed: bool = False
    family: str = ""
    keep_float64: bool = False
    notes: tuple[Sentence, ...] = field(default=())


def dataset_of_found(found: FoundPictures, wanted: InputFormat | None = None, handling: Handling = PLAIN) -> Dataset:
    """The data set of what a reader found; without a split of its own, a stratified share is kept for testing.

    Parameters
    ----------
    found
        Pictures and labels.
    wanted
        The format that is asked for: pictures of 28x28 stay so only for this.
    handling
        What is said of the pictures.

    Raises
    ------
    DataError
        If there are no labels, or not one from 0 to 9 for each picture, or the pictures are of no size or range that is
        known, or hold no finite numbers.
    """
    if found.labels is None:
        raise DataError(say("pictures.no_labels", name=found.name))
    upright, notes = upright_pictures(found, handling)
    labels = digit_labels(found.name, found.labels, len(upright), lines=found.lines)
    flat, notes = _in_a_known_size(found.name, upright, notes)
    digits = canonical_digits(found.name, flat, labels, wanted=wanted, keep_float64=found.keep_float64)
    dataset = dataset_of(found.name, found.name, digits, family=found.family)
    if found.test_rows is not None and 0 < len(found.test_rows) < len(labels):
        dataset = replace(dataset, test_indices=found.test_rows, train_indices=None, has_fixed_split=True)
    return replace(dataset, notes=notes)


@dataclass(frozen=True, eq=False)
class Pictures:
    """Pictures as a network reads them, without labels.

    Attributes
    ----------
    images
        Shape (n, n_inputs), float32, not scaled.
    boxes
        Where the ink of each is, in pixels of the upright picture: left, top, width, height, shape (n, 4); all 0 where
        there is none.
    notes
        What was done to them, where that is worth saying.
    """

    images: NDArray[np.float32]
    boxes: NDArray[np.intp]
    notes: tuple[Sentence, ...]


def pictures_of_found(found: FoundPictures, form: InputFormat, handling: Handling = PLAIN) -> Pictures:
    """What a reader found as a network of a format reads it, whether there are labels or not.

    Raises
    ------
    DataError
        As :func:`dataset_of_found`, but for labels.
    """
    upright, notes = upright_pictures(found, handling)
    flat, notes = _in_a_known_size(found.name, upright, notes)
    digits = canonical_digits(found.name, flat, np.zeros(len(flat), np.intp), wanted=form)
    images = resampled(digits.values("float32"), digits.input_format, form).astype(np.float32)
    return Pictures(images, _ink_boxes(upright), notes)


def _ink_boxes(pictures: NDArray[np.generic]) -> NDArray[np.intp]:
    """Left, top, width and height of what is at least half as dark as the darkest ink of each picture."""
    darkest = pictures.max(axis=(1, 2), keepdims=True).astype(np.float64)
    is_ink = (pictures >= 0.5 * darkest) & (darkest > 0)
    sides = []
    for has_ink in (is_ink.any(axis=1), is_ink.any(axis=2)):
        first, after = has_ink.argmax(axis=1), has_ink.shape[1] - has_ink[:, ::-1].argmax(axis=1)
        sides += [first, np.where(has_ink.any(axis=1), after - first, 0)]
    left, width, top, height = sides
    return np.stack([left, top, width, height], axis=1)


def digit_labels(
    name: str, labels: NDArray[np.generic], n_pictures: int, *, lines: NDArray[np.intp] | None = None
) -> NDArray[np.intp]:
    """Labels as integers, shape (n_pictures,), from numbers, one-hot rows, figures or words.

    Raises
    ------
    DataError
        If there are none, or not one for each picture, or one is no digit; the picture, or its line, is named.
    """
    if labels.shape == (n_pictures, 10) and labels.dtype.kind in "biuf":
        labels = _from_one_hot(name, labels)
    if labels.shape not in {(n_pictures,), (n_pictures, 1), (1, n_pictures)}:
        raise DataError(say("pictures.other_labels", name=name, n=n_pictures, shape=str(labels.shape)))
    flat = labels.reshape(n_pictures)
    numbers = _digits_in_words(flat) if flat.dtype.kind in "USO" else flat
    wrong = np.flatnonzero(~np.isin(numbers, np.arange(10))) if numbers.dtype.kind in "biuf" else np.arange(n_pictures)
    if len(wrong):
        row = int(wrong[0])
        got: dict[str, Value] = {"name": name, "label": str(_plain(flat[row]))[:20]}
        if lines is not None:
            raise DataError(say("table.other_label", number=int(lines[row]), **got))
        raise DataError(say("pictures.other_label", number=row + 1, **got))
    return numbers.astype(np.intp)


def _plain(label: object) -> object:
    """A label as people write it: 7, not 7.0."""
    if isinstance(label, bytes):
        return label.decode("latin1")
    return f"{label:g}" if isinstance(label, np.floating) else label


def _from_one_hot(name: str, rows: NDArray[np.generic]) -> NDArray[np.generic]:
    """The place of the 1 in each row of zeros."""
    is_one = rows == 1
    wrong = np.flatnonzero((is_one.sum(axis=1) != 1) | ((rows != 0) & ~is_one).any(axis=1))
    if len(wrong):
        raise DataError(say("pictures.no_one_hot", name=name, number=int(wrong[0]) + 1))
    places: NDArray[np.intp] = is_one.argmax(axis=1)
    return places


def _digits_in_words(labels: NDArray[np.generic]) -> NDArray[np.intp]:
    """Digits written as figures or words; -1 for anything else."""
    texts = [label.decode("latin1") if isinstance(label, bytes) else str(label) for label in labels.tolist()]
    return np.array([_WRITTEN.get(_bare(text), -1) for text in texts], dtype=np.intp)


def _bare(text: str) -> str:
    return text.strip().strip("\"'").lower()


def word_digit(word: str) -> int | None:
    """The digit that a word or a figure names; ``None`` if it names none."""
    return _WRITTEN.get(_bare(word))


def upright_pictures(
    found: FoundPictures, handling: Handling = PLAIN
) -> tuple[NDArray[np.generic], tuple[Sentence, ...]]:
    """Pictures as (n, height, width), upright, ink above paper; and what was done, where that is worth saying.

    Raises
    ------
    DataError
        If rows and columns are not known, or a pixel is no finite number.
    """
    if not len(found.pictures):
        raise DataError(say("pictures.none", name=found.name))
    pictures, notes = _with_rows(found), list(found.notes)
    check_finite(found.name, pictures.reshape(len(pictures), -1))
    known_as = PLAIN if handling.as_is else found.known_as
    if known_as:
        notes.append(say("data.known_handling", name=found.name, handling=known_as.in_words))
    pictures = handling.after(known_as.after(found.turned)).turned(pictures)
    if found.is_framed:
        return pictures, tuple(notes)
    if _is_from_minus_one(pictures):
        pictures = ((pictures.astype(np.float32) + 1.0) / 2.0).astype(np.float32)
        notes.append(say("data.from_minus_one", name=found.name))
    full_ink_of(found.name, pictures)  # refuses a range that is unknown
    seen_inverted = not handling.as_is and not handling.inverted and has_light_paper(pictures)
    if seen_inverted:
        notes.append(say("data.inverted", name=found.name))
    if seen_inverted or handling.inverted:
        pictures = inverted(pictures)
    return pictures, tuple(notes)


def _is_from_minus_one(pictures: NDArray[np.generic]) -> bool:
    """Whether pixels are from -1 to 1, as they are often scaled for training."""
    low, high = float(pictures.min(initial=0)), float(pictures.max(initial=0))
    return pictures.dtype.kind in "if" and -1.0 <= low <= OVERSHOOT - 1.0 and high <= 1.0


def _with_rows(found: FoundPictures) -> NDArray[np.generic]:
    """The pictures as (n, height, width), whatever their shape in the file is."""
    pictures, name = found.pictures, found.name
    got = {"name": name, "dtype": str(pictures.dtype), "shape": str(pictures.shape)}
    if pictures.dtype.kind not in "biuf" or pictures.ndim not in {2, 3, 4}:
        raise DataError(say("pictures.other_shape", **got))
    n_labels = len(found.labels.reshape(-1)) if found.labels is not None and found.labels.ndim < 3 else -1
    if found.labels is not None and found.labels.ndim == 2 and 10 in found.labels.shape:
        n_labels = max(found.labels.shape)
    if pictures.ndim == 2:
        if pictures.shape[1] not in SIZES and pictures.shape[0] in SIZES and pictures.shape[1] == n_labels:
            pictures = pictures.T  # a column for each picture
        if pictures.shape[1] not in SIZES:
            raise DataError(say("pictures.other_shape", **got))
        side = math.isqrt(pictures.shape[1])
        return pictures.reshape(-1, side, side)
    if pictures.ndim == 4:
        channels_at = 3 if pictures.shape[3] in {1, 3, 4} else 1
        if pictures.shape[channels_at] not in {1, 3, 4}:
            raise DataError(say("pictures.other_shape", **got))
        pictures = _grey(np.moveaxis(pictures, channels_at, 3))
    elif pictures.shape[0] != n_labels and pictures.shape[2] == n_labels and pictures.shape[0] == pictures.shape[1]:
        pictures = np.moveaxis(pictures, 2, 0)  # as MATLAB stacks them
    if not _LEAST_SIDE <= min(pictures.shape[1:]) <= max(pictures.shape[1:]) <= _LONGEST_SIDE:
        raise DataError(say("pictures.other_shape", **got))
    return pictures


def _grey(pictures: NDArray[np.generic]) -> NDArray[np.generic]:
    """Pictures (n, height, width, channels) without colour: the mean of red, green and blue; opacity is left out."""
    if pictures.shape[3] == 1:
        return pictures[..., 0]
    grey = np.empty(pictures.shape[:3], np.float32)
    for start in range(0, len(pictures), _BLOCK):
        check_cancelled()
        block = slice(start, start + _BLOCK)
        grey[block] = pictures[block, ..., :3].astype(np.float32).mean(axis=3)
    return grey


def has_light_paper(pictures: NDArray[np.generic]) -> bool:
    """Whether ink is the lower end of the range: paper is what the outermost pixels of most pictures are.

    Parameters
    ----------
    pictures
        Shape (n, height, width), 0 or more.
    """
    full = _full_ink(pictures)
    sample = pictures[:: max(len(pictures) // _SAMPLE, 1)].astype(np.float32)
    is_border = np.zeros(sample.shape[1:], dtype=bool)
    is_border[[0, -1]] = is_border[:, [0, -1]] = True
    if not len(sample):
        return False
    around, within = sample[:, is_border].mean(axis=1), sample[:, ~is_border].mean(axis=1)
    is_light = (around >= _BRIGHT * full) & (around > within)
    return bool(is_light.mean() > 0.5)


def inverted(pictures: NDArray[np.generic]) -> NDArray[np.generic]:
    """Pictures with ink and paper exchanged: of bytes, 255 becomes 0, and 0 becomes 255."""
    if pictures.dtype.kind == "b":
        exchanged: NDArray[np.generic] = np.logical_not(pictures)
        return exchanged
    rest: NDArray[np.float64] = np.subtract(_full_ink(pictures), pictures, dtype=np.float64)
    return rest.astype(pictures.dtype)


def _full_ink(pictures: NDArray[np.generic]) -> float:
    """The upper end of the range; where it is none that is known, the greatest value."""
    high = float(pictures.max(initial=0))
    least, *others = FULL_INKS
    if high <= least + OVERSHOOT:
        return float(least)
    return float(next((ink for ink in others if high <= ink), high))


def _in_a_known_size(
    name: str, pictures: NDArray[np.generic], notes: tuple[Sentence, ...]
) -> tuple[NDArray[np.generic], tuple[Sentence, ...]]:
    """Pictures as rows of pixels; those of a size that is none of the formats are laid out by their ink, as 20x20."""
    height, width = pictures.shape[1:]
    if known_format((height, width, 1)) is not None:
        return pictures.reshape(len(pictures), -1), notes
    full_ink = full_ink_of(name, pictures)
    laid_out = np.zeros((len(pictures), FRAME.n_inputs), np.float32)
    for row, picture in zip(laid_out, pictures, strict=True):
        check_cancelled()
        image = FRAME.ink_picture(np.clip(picture / full_ink, 0.0, 1.0))
        if image is not None:
            row[:] = image.reshape(-1)
    return laid_out, (*notes, say("data.laid_out", name=name, height=height, width=width, now=FRAME.label))
