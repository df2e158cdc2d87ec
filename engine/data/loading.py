"""Digits from files of every kind: the one place that tells the kinds apart."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.data.dataset import Dataset
from engine.data.formats.idx_files import is_idx_file, load_idx_files
from engine.data.formats.mat_arrays import read_mat
from engine.data.formats.mat_files import load_course_file
from engine.data.formats.picture_files import load_picture
from engine.data.formats.picture_folders import load_picture_folder
from engine.data.formats.stroke_files import load_stroke_file, read_strokes
from engine.data.formats.table_files import load_csv_file, load_npz_file
from engine.data.registry import GENERATED, SOURCES
from engine.errors import DataError
from engine.text.sentence import say

__all__ = ["KINDS", "load_dataset", "load_picture", "load_stroke_file", "read_mat", "read_strokes"]

KINDS = (
    "a course .mat file (X, y), IDX files (images and labels beside each other), an .npz file (X, y), a table (.csv), a "
    "stroke file (.json), each but .npz gzipped or not, or a folder of pictures with sub-folders 0 to 9"
)
"""What data can be read from, for sentences."""

_LOADERS: dict[str, Callable[[Path], Dataset]] = {
    ".mat": load_course_file,
    ".mat.gz": load_course_file,
    ".json": load_stroke_file,
    ".json.gz": load_stroke_file,
    ".csv": load_csv_file,
    ".csv.gz": load_csv_file,
    ".npz": load_npz_file,
}


def load_dataset(source: str) -> Dataset:
    """Read a data set by its name, from a file, or from a folder.

    Parameters
    ----------
    source
        A key of :data:`engine.data.registry.SOURCES`, or the path of what :data:`KINDS` lists.

    Raises
    ------
    DataError
        If the name is unknown, or what is there cannot be read as digits.
    CancelledError
        If it is wanted no more: see :func:`engine.cancellation.cancelled_when`.
    """
    return replace(_read(source), source=source)


def _read(source: str) -> Dataset:
    """The data set of :func:`load_dataset`."""
    if source in SOURCES:
        return SOURCES[source].load()
    if source.startswith(GENERATED):
        from engine.data.handwriting.generator import (
            load_handwriting,  # which takes a while: not at the program's start
        )

        return load_handwriting(source)
    path = Path(source)
    try:
        is_folder, is_file = source != "" and path.is_dir(), path.is_file()
    except OSError:  # longer than a path can be
        is_folder = is_file = False
    if is_folder:
        return load_picture_folder(path)
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
    return loader(path)
