"""Digits from files of every kind: the one place that tells the kinds apart."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import cast
from weakref import WeakKeyDictionary

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.formats.array_files import find_in_npy, find_in_npz
from engine.data.formats.found_pictures import FoundPictures, Pictures, dataset_of_found, pictures_of_found
from engine.data.formats.idx_files import find_in_idx, find_in_idx_folder, is_idx_file
from engine.data.formats.libsvm_files import find_in_libsvm, is_libsvm
from engine.data.formats.mat_arrays import read_mat
from engine.data.formats.mat_files import find_in_mat
from engine.data.formats.picture_files import load_picture, load_scaled_picture
from engine.data.formats.picture_folders import find_in_folder
from engine.data.formats.stroke_files import find_in_strokes, read_strokes
from engine.data.formats.table_files import find_in_table
from engine.data.formats.zip_files import is_zip, unpacked
from engine.data.handling import split_source
from engine.data.mnist.dataset import MNIST_TRAINING, load_mnist_training
from engine.data.registry import GENERATED, SOURCES, is_named, load_generated
from engine.data.resampling import resampled_dataset, resampled_digits
from engine.errors import DataError
from engine.ink.input_formats import AUTO_FORMAT, FRAME, INPUT_FORMATS, InputFormat, known_format
from engine.io.closed_files import explain_closed
from engine.io.file_reading import memory_told
from engine.io.presence import exists, is_file, is_folder
from engine.text.sentence import Value, say

__all__ = [
    "KINDS",
    "digit_in_format",
    "in_format",
    "load_dataset",
    "load_picture",
    "load_pictures",
    "load_scaled_picture",
    "read_mat",
    "read_strokes",
]

KINDS = say("data.kinds")
"""What data can be read from, for sentences."""

_FINDERS: dict[str, Callable[[Path, InputFormat | None], FoundPictures]] = {
    ".mat": lambda path, _wanted: find_in_mat(path),
    ".json": find_in_strokes,
    ".ndjson": find_in_strokes,
    ".npz": lambda path, _wanted: find_in_npz(path),
    ".npy": lambda path, _wanted: find_in_npy(path),
    **dict.fromkeys(
        (".csv", ".tsv", ".data", ".tra", ".tes", ".txt"), lambda path, _wanted: find_in_table_or_libsvm(path)
    ),
}
_PACKED = (".gz", ".bz2")
DATA_ENDINGS = (".zip", *(ending + packed for ending in _FINDERS for packed in ("", *_PACKED)))
"""What the names of files of digits end in, in lower case; IDX files are told by what is in them."""
_NEVER_PACKED = (".npz", ".npy")


def load_dataset(source: str, read_as: str = AUTO_FORMAT) -> Dataset:
    """Read a data set by its name, from a file, or from a folder.

    Parameters
    ----------
    source
        A key of :data:`engine.data.registry.SOURCES`, or the path of what :data:`KINDS` lists, with or without how its
        pictures are to be handled behind it (see :mod:`engine.data.handling`).
    read_as
        The format that is asked for, a key of :data:`engine.ink.input_formats.INPUT_FORMATS`: pictures that have another
        one are resampled, and the data set's ``note`` says so. By default 20x20, or 8x8 for data that is 8x8.

    Raises
    ------
    DataError
        If the name is unknown, or what is there cannot be read as digits.
    CancelledError
        If it is wanted no more: see :func:`engine.cancellation.cancelled_when`.
    """
    wanted = INPUT_FORMATS.get(read_as)
    dataset = replace(_read(source, wanted), source=source)
    return dataset if wanted is None else replace(resampled_dataset(dataset, wanted), read_as=read_as)


def load_pictures(source: str, form: InputFormat) -> Pictures:
    """Read the pictures of a file or a folder as a network of that format reads them, labels or not.

    Parameters
    ----------
    source
        As :func:`load_dataset` takes it; no name of a data set.
    form
        The network's format.

    Raises
    ------
    DataError, CancelledError
        As in :func:`load_dataset`, but labels are not looked at.
    """
    place, handling = split_source(source)
    with found_in(place, form) as found:
        return pictures_of_found(found, form, handling)


def in_format(dataset: Dataset, form: InputFormat) -> Dataset:
    """The same digits as a network of that format reads them, split alike.

    They are read anew from where they came from, which may have them in that format too; where that cannot be done, or
    has others now, they are resampled.

    Raises
    ------
    DataError
        If they are streamed, and cannot be in that format.
    CancelledError
        As in :func:`load_dataset`.
    """
    if known_format(dataset.input_shape) == form:
        return dataset
    with _LOCK:
        known = _CONVERTED.get(dataset)
    if known is None or known.input_format != form:
        known = _converted(dataset, form)
        with _LOCK:
            _CONVERTED[dataset] = known
    return known


def digit_in_format(dataset: Dataset, index: int, form: InputFormat) -> Digits:
    """One of the digits as a network of that format reads it, at once."""
    if known_format(dataset.input_shape) == form:
        return dataset.digits[index : index + 1]
    with _LOCK:
        known = _CONVERTED.get(dataset)
    if known is not None and known.input_format == form:
        return known.digits[index : index + 1]
    return resampled_digits(dataset.digits[index : index + 1], form)


_LOCK = threading.Lock()
_CONVERTED: WeakKeyDictionary[Dataset, Dataset] = WeakKeyDictionary()  # one for each: what came of it last


def _converted(dataset: Dataset, form: InputFormat) -> Dataset:
    again = None
    if dataset.source:
        with suppress(DataError):
            again = load_dataset(dataset.source, form.name)
    if again is not None and np.array_equal(again.digits.labels, dataset.digits.labels):
        return replace(
            again,
            test_indices=dataset.test_indices,
            train_indices=dataset.train_indices,
            validation_indices=dataset.validation_indices,
            resampled_from=again.resampled_from or dataset.input_format,
        )
    return resampled_dataset(dataset, form)


def place_of(source: str) -> Path:
    """Where a file is, without what is said of its pictures behind it."""
    try:
        return Path(split_source(source)[0])
    except DataError:  # what stands behind it is none of the words that are known: reading tells it
        return Path(source)


def is_gone(source: str) -> bool:
    """Whether a source is a path where nothing is; ``handwriting:10000`` is none. May take as long as reading it."""
    try:
        return source.partition(":")[0] not in SOURCES and not exists(place_of(source))
    except OSError:  # nobody may look there, say: reading told it
        return False


def _read(source: str, wanted: InputFormat | None) -> Dataset:
    """The data set of :func:`load_dataset`, in the wanted format if the source has it."""
    if source in SOURCES:
        named = SOURCES[source]
        return (named.others.get(wanted.name, named.load) if wanted is not None else named.load)()
    if source.startswith(GENERATED):
        return load_generated(source, wanted)
    if source.startswith(f"{MNIST_TRAINING}:"):
        return load_mnist_training(source, wanted or FRAME)
    place, handling = split_source(source)
    if is_named(place) and handling:
        raise DataError(say("data.named_is_upright", name=place, handling=str(handling)))
    with found_in(place, wanted) as found:
        return dataset_of_found(found, wanted, handling)


@contextmanager
def found_in(place: str, wanted: InputFormat | None) -> Iterator[FoundPictures]:
    """While this lasts, what a file, a folder or a zip holds: pictures, and labels if it has some."""
    path = Path(place)
    try:
        is_a_folder, is_a_file = place != "" and is_folder(path), is_file(path)
    except OSError:  # longer than a path can be
        is_a_folder = is_a_file = False
    if not is_a_folder and not is_a_file:
        raise DataError(say("data.no_such_source", sources=", ".join(SOURCES), got=repr(place)))
    if is_a_file and not path.stat().st_size:
        raise DataError(say("data.empty_file", file=path.name))
    with memory_told(path, DataError):
        if is_a_file and path.suffix.lower() != ".npz" and is_zip(path):
            with unpacked(path) as within:
                try:
                    found = _found_in_folder(within, wanted) if is_folder(within) else _found_in_file(within, wanted)
                except DataError as error:
                    raise DataError(say("zip.within", file=path.name, reason=cast("Value", error.sentence))) from error
                yield replace(found, name=path.name)
            return
        yield _found_in_folder(path, wanted) if is_a_folder else _found_in_file(path, wanted)


def _found_in_folder(folder: Path, wanted: InputFormat | None) -> FoundPictures:
    return find_in_idx_folder(folder) or find_in_folder(folder, wanted)


def _found_in_file(path: Path, wanted: InputFormat | None) -> FoundPictures:
    name = path.name.lower()
    plain = next((name.removesuffix(ending) for ending in _PACKED if name.endswith(ending)), name)
    endings = [
        ending for ending in _FINDERS if plain.endswith(ending) and (plain == name or ending not in _NEVER_PACKED)
    ]
    find = _FINDERS[endings[0]] if endings else None
    if find is not None:
        return find(path, wanted)
    if "idx" in name or "ubyte" in name or is_idx_file(path):
        return find_in_idx(path)
    if is_libsvm(path):
        return find_in_libsvm(path)
    raise DataError(explain_closed(path, "digits") or say("data.other_kind", file=path.name, kinds=KINDS))


def find_in_table_or_libsvm(path: Path) -> FoundPictures:
    """A table, of either kind that is text."""
    return find_in_libsvm(path) if is_libsvm(path) else find_in_table(path)
