"""Digits from IDX files, the form in which MNIST is given: one file of pictures, one of labels beside it.

An IDX file is a magic number (0, 0, the kind of number, how many dimensions), the dimensions as 32-bit integers with the
high byte first, and then the numbers. Here they are bytes. Either file may be gzipped or not.

Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", the description of its files.
"""

import math
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.data.formats.picture_arrays import PICTURE_SHAPES, checked_labels, dataset_of_pictures
from engine.errors import DataError
from engine.ink.input_formats import InputFormat
from engine.io.file_reading import READ_ERRORS, fill_from, most_bytes, open_unpacked
from engine.text.sentence import say

_PICTURES_MAGIC = 0x803  # bytes in three dimensions
_LABELS_MAGIC = 0x801  # bytes in one dimension
_CONTENTS = {_PICTURES_MAGIC: "pictures", _LABELS_MAGIC: "labels"}


def is_idx_file(path: Path) -> bool:
    """Whether a file begins as IDX pictures or labels do, whatever it is called."""
    return _magic(path) in _CONTENTS


def load_idx_files(path: Path, wanted: InputFormat | None = None) -> Dataset:
    """Read digits from a file of pictures and the file of labels beside it; ``path`` names either.

    Pictures of 28x28 stay so if that is the format that is wanted.

    Raises
    ------
    DataError
        As :func:`read_idx_files` raises it, or if pixels are in no range that is known.
    """
    pictures, labels = read_idx_files(path)
    named = (
        _file_beside(path, "pictures") if _magic(path) == _LABELS_MAGIC else path
    )  # digits are called by their pictures
    return dataset_of_pictures(named.name, pictures.reshape(len(pictures), -1), labels, wanted=wanted)


def read_idx_files(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """The pictures and labels of two IDX files, as they are stored.

    Parameters
    ----------
    path
        Either file; the other is found by its name: ``train-images-idx3-ubyte`` has ``train-labels-idx1-ubyte`` beside
        it, with a point for the second hyphen or not, with .gz at its end or not.

    Returns
    -------
    pictures : ndarray, shape (n_samples, side, side), uint8
    labels : ndarray, shape (n_samples,), integers 0..9

    Raises
    ------
    DataError
        If either file is missing or damaged, or says a size that it has not; if pictures are not 8x8, 20x20 or 28x28;
        if there is not one label from 0 to 9 for each picture.
    """
    labels_path = path if _magic(path) == _LABELS_MAGIC else None
    pictures_path = path if labels_path is None else _file_beside(path, "pictures")
    pictures = _read_bytes(pictures_path, _PICTURES_MAGIC)
    labels_path = labels_path or _file_beside(path, "labels")
    labels = _read_bytes(labels_path, _LABELS_MAGIC)
    if len(labels) != len(pictures):
        files = {"file": labels_path.name, "pictures_file": pictures_path.name}
        raise DataError(say("idx.other_number_of_labels", n=len(pictures), n_got=len(labels), **files))
    return pictures, checked_labels(labels_path.name, labels, len(pictures))


def find_idx_file(folder: Path, name: str) -> Path | None:
    """The file of a name such as "train-images-idx3-ubyte", in any of its spellings, or ``None``."""
    try:
        found = [path for path in folder.iterdir() if _plain(path.name) == _plain(name) and path.is_file()]
    except OSError:
        return None
    return min(found, default=None)


def _plain(name: str) -> str:
    """A file's name without what may differ: upper case, .gz at its end, ".idx" for "-idx"."""
    return name.lower().removesuffix(".gz").replace(".idx", "-idx")


def _file_beside(path: Path, contents: str) -> Path:
    """The file of pictures or labels that belongs to ``path``."""
    name = path.name.lower().removesuffix(".gz")
    wanted = name
    for pictures_part, labels_part in (("images", "labels"), ("idx3", "idx1")):
        old, new = (pictures_part, labels_part) if contents == "labels" else (labels_part, pictures_part)
        wanted = wanted.replace(old, new)
    found = find_idx_file(path.parent, wanted) if wanted != name else None
    if found is None:
        if wanted == name:
            raise DataError(say("idx.no_pair_of_names", file=path.name, contents=contents))
        raise DataError(say("idx.no_file_beside", file=path.name, contents=contents, wanted=wanted))
    return found


def _magic(path: Path) -> int | None:
    """The first four bytes as a number, or ``None`` if there are no four that can be read."""
    try:
        with open_unpacked(path) as file:
            return int(struct.unpack(">I", file.read(4))[0])
    except (*READ_ERRORS, struct.error):
        return None


def _read_bytes(path: Path, magic: int) -> NDArray[np.uint8]:
    """The array of one IDX file of bytes, its size checked before memory is taken for it."""
    contents, n_dimensions = _CONTENTS[magic], magic & 0xFF
    n_header = 4 + 4 * n_dimensions
    try:
        with open_unpacked(path) as file:
            header = file.read(n_header)
            shape = _checked_shape(path, header, magic)
            n_bytes = math.prod(shape)
            size = path.stat().st_size
            if n_bytes + n_header > most_bytes(size):
                sizes = {"n": n_bytes, "n_bytes": size}
                raise DataError(say("idx.more_than_it_holds", file=path.name, contents=contents, **sizes))
            values = np.empty(n_bytes, dtype=np.uint8)
            n_read = fill_from(file, values.data)
            is_longer = n_read == n_bytes and file.read(1) != b""
    except READ_ERRORS as error:
        raise DataError(say("idx.damaged", file=path.name, contents=contents, reason=str(error))) from error
    if n_read < n_bytes:
        raise DataError(say("idx.cut_off", file=path.name, contents=contents, n=n_bytes, n_got=n_read))
    if is_longer:
        raise DataError(say("idx.too_long", file=path.name, contents=contents, n=n_bytes))
    return values.reshape(shape)


def _checked_shape(path: Path, header: bytes, magic: int) -> tuple[int, ...]:
    """The dimensions that a header says, if they can be those of digits."""
    contents, n_dimensions = _CONTENTS[magic], magic & 0xFF
    said = {"file": path.name, "contents": contents}
    if len(header) < 4 + 4 * n_dimensions:
        raise DataError(say("idx.no_header", n=4 + 4 * n_dimensions, n_got=len(header), **said))
    got, *shape = struct.unpack(f">{1 + n_dimensions}I", header)
    if got != magic:
        other = _CONTENTS.get(got)
        magics = {"magic": f"{magic:08x}", "got": f"{got:08x}"}
        if other is not None:
            raise DataError(say("idx.other_contents", other=other, **magics, **said))
        raise DataError(say("idx.other_magic", **magics, **said))
    if shape[0] == 0:
        raise DataError(say("idx.empty", **said))
    sides = tuple(shape[1:])
    if sides and sides not in PICTURE_SHAPES:
        raise DataError(say("idx.other_sides", file=path.name, height=sides[0], width=sides[1]))
    return tuple(shape)
