"""Digits from files of every kind: the one place that tells the kinds apart."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.formats.idx_files import is_idx_file, load_idx_files
from engine.data.formats.mat_arrays import read_mat
from engine.data.formats.mat_files import load_course_file
from engine.data.formats.picture_files import load_picture
from engine.data.formats.picture_folders import load_picture_folder
from engine.data.formats.stroke_files import load_stroke_file, read_strokes
from engine.data.formats.table_files import load_csv_file, load_npz_file
from engine.data.registry import GENERATED, SOURCES, load_generated
from engine.data.resampling import resampled_dataset, resampled_digits
from engine.errors import DataError
from engine.ink.input_formats import AUTO_FORMAT, INPUT_FORMATS, InputFormat, known_format
from engine.text.sentence import say

__all__ = [
    "KINDS",
    "digit_in_format",
    "in_format",
    "load_dataset",
    "load_picture",
    "load_stroke_file",
    "read_mat",
    "read_strokes",
]

KINDS = (
    "a course .mat file (X, y), IDX files (images and labels beside each other), an .npz file (X, y), a table (.csv), a "
    "stroke file (.json), each but .npz gzipped or not, or a folder of pictures with sub-folders 0 to 9"
)
"""What data can be read from, for sentences."""

_LOADERS: dict[str, Callable[[Path, InputFormat | None], Dataset]] = {
    ".mat": load_course_file,
    ".mat.gz": load_course_file,
    ".json": load_stroke_file,
    ".json.gz": load_stroke_file,
    ".csv": load_csv_file,
    ".csv.gz": load_csv_file,
    ".npz": load_npz_file,
}


def load_dataset(source: str, read_as: str = AUTO_FORMAT) -> Dataset:
    """Read a data set by its name, from a file, or from a folder.

    Parameters
    ----------
    source
        A key of :data:`engine.data.registry.SOURCES`, or the path of what :data:`KINDS` lists.
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
            resampled_from=again.resampled_from or dataset.input_format,
        )
    return resampled_dataset(dataset, form)


def _read(source: str, wanted: InputFormat | None) -> Dataset:
    """The data set of :func:`load_dataset`, in the wanted format if the source has it."""
    if source in SOURCES:
        found = SOURCES[source]
        return (found.others.get(wanted.name, found.load) if wanted is not None else found.load)()
    if source.startswith(GENERATED):
        return load_generated(source, wanted)
    path = Path(source)
    try:
        is_folder, is_file = source != "" and path.is_dir(), path.is_file()
    except OSError:  # longer than a path can be
        is_folder = is_file = False
    if is_folder:
        return load_picture_folder(path, wanted)
    if not is_file:
        raise DataError(say("data.no_such_source", sources=", ".join(SOURCES), got=repr(source)))
    name = path.name.lower()
    loader = next((load for ending, load in _LOADERS.items() if name.endswith(ending)), None)
    if loader is None and ("idx" in name or "ubyte" in name or is_idx_file(path)):
        loader = load_idx_files
    if loader is None:
        raise DataError(say("data.other_kind", file=path.name, kinds=KINDS))
    if not path.stat().st_size:
        raise DataError(say("data.empty_file", file=path.name))
    return loader(path, wanted)
