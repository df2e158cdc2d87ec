"""Digits from IDX files, the form in which MNIST is given: one file of pictures, one of labels beside it.

An IDX file is a magic number (0, 0, the kind of number, how many dimensions), the dimensions as 32-bit integers with the
high byte first, and then the numbers. Here they are bytes, or, in QMNIST's labels, integers of 32 bits, eight for each
picture, the first of which is the digit. Either file may be gzipped or not.

Sources: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", the description of its files; Yadav &
Bottou, "Cold case: the lost MNIST digits", NeurIPS 2019.
"""

import math
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.formats.found_pictures import SIDES, FoundPictures, digit_labels
from engine.data.handling import PLAIN, Handling
from engine.errors import DataError
from engine.io.file_reading import READ_ERRORS, fill_from, most_bytes, open_unpacked, why_unreadable
from engine.io.presence import is_file
from engine.text.sentence import Sentence, Value, say

_PICTURES_MAGIC = 0x803  # bytes in three dimensions
_LABELS_MAGIC = 0x801  # bytes in one dimension
_LONG_LABELS_MAGIC = 0xC02  # integers of 32 bits in two dimensions
_PICTURES, _LABELS = say("idx.pictures"), say("idx.labels")
_CONTENTS = {_PICTURES_MAGIC: _PICTURES, _LABELS_MAGIC: _LABELS, _LONG_LABELS_MAGIC: _LABELS}
_ALL_LABELS = (_LABELS_MAGIC, _LONG_LABELS_MAGIC)
_NUMBER_BYTES = {_LONG_LABELS_MAGIC: 4}
_TRANSPOSED = "emnist-"  # how the names of files begin that hold rows in the place of columns
_PARTS = ("train-images-idx3-ubyte", "t10k-images-idx3-ubyte")


def is_idx_file(path: Path) -> bool:
    """Whether a file begins as IDX pictures or labels do, whatever it is called."""
    return _magic(path) in _CONTENTS


def find_in_idx(path: Path) -> FoundPictures:
    """Read digits from a file of pictures and the file of labels beside it; ``path`` names either.

    EMNIST's files, told by their names, hold each picture column by column.

    Raises
    ------
    DataError
        As :func:`read_idx_files` raises it.
    """
    pictures, labels = read_idx_files(path)
    named = (
        _file_beside(path, _PICTURES) if _magic(path) in _ALL_LABELS else path
    )  # digits are called by their pictures
    return FoundPictures(named.name, pictures, labels, known_as=_known_as(named))


def _known_as(path: Path) -> Handling:
    return Handling(transposed=True) if path.name.lower().startswith(_TRANSPOSED) else PLAIN


def find_in_idx_folder(folder: Path) -> FoundPictures | None:
    """Read the four files of a folder that holds what MNIST is given as, those of t10k kept for testing.

    ``None`` if they are not there.

    Raises
    ------
    DataError
        As :func:`read_idx_files` raises it.
    """
    paths = [find_idx_file(folder, name) for name in _PARTS]
    train, test = paths
    if train is None or test is None:
        return None
    pictures, labels = read_idx_files(train)
    test_pictures, test_labels = read_idx_files(test)
    if pictures.shape[1:] != test_pictures.shape[1:]:
        raise DataError(
            say("pictures.unlike_parts", name=folder.name, shape=str(pictures.shape), got=str(test_pictures.shape))
        )
    n, n_test = len(pictures), len(test_pictures)
    return FoundPictures(
        folder.resolve().name or str(folder),
        np.concatenate([pictures, test_pictures]),
        np.concatenate([labels, test_labels]),
        test_rows=np.arange(n, n + n_test),
        known_as=_known_as(train),
    )


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
        If either file is missing or damaged, or says a size that it has not; if pictures are not as high as wide, or of
        none of :data:`engine.data.formats.found_pictures.SIDES`; if there is not one label from 0 to 9 for each picture.
    """
    labels_path = path if _magic(path) in _ALL_LABELS else None
    pictures_path = path if labels_path is None else _file_beside(path, _PICTURES)
    pictures = _read_bytes(pictures_path, _PICTURES_MAGIC)
    labels_path = labels_path or _file_beside(path, _LABELS)
    labels = _read_labels(labels_path)
    if len(labels) != len(pictures):
        files = {"file": labels_path.name, "pictures_file": pictures_path.name}
        raise DataError(say("idx.other_number_of_labels", n=len(pictures), n_got=len(labels), **files))
    return pictures, digit_labels(labels_path.name, labels, len(pictures))


def _read_labels(path: Path) -> NDArray[np.generic]:
    """Labels as they are stored: one for each picture, or eight numbers of which the first is the label."""
    if _magic(path) != _LONG_LABELS_MAGIC:
        return _read_bytes(path, _LABELS_MAGIC)
    stored = _read_bytes(path, _LONG_LABELS_MAGIC)
    return stored.view(">i4")[:, 0].astype(np.intp)


def find_idx_file(folder: Path, name: str) -> Path | None:
    """The file of a name such as "train-images-idx3-ubyte", in any of its spellings, or ``None``."""
    try:
        found = [path for path in folder.iterdir() if _plain(path.name) == _plain(name) and is_file(path)]
    except OSError:
        return None
    return min(found, default=None)


def _plain(name: str) -> str:
    """A file's name without what may differ: upper case, .gz at its end, ".idx" for "-idx"."""
    return name.lower().removesuffix(".gz").replace(".idx", "-idx")


def _file_beside(path: Path, contents: Sentence) -> Path:
    """The file of pictures or labels that belongs to ``path``."""
    name = path.name.lower().removesuffix(".gz")
    wanted = name
    for pictures_part, labels_part in (("images", "labels"), ("idx3", "idx1")):
        old, new = (pictures_part, labels_part) if contents == _LABELS else (labels_part, pictures_part)
        wanted = wanted.replace(old, new)
    if contents == _PICTURES:
        wanted = wanted.replace("idx2-int", "idx3-ubyte")
    others = [wanted, wanted.replace("idx1-ubyte", "idx2-int")]
    paths = [find_idx_file(path.parent, other) for other in others] if wanted != name else []
    found = next((beside for beside in paths if beside is not None), None)
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
            n_bytes = math.prod(shape) * _NUMBER_BYTES.get(magic, 1)
            size = path.stat().st_size
            if n_bytes + n_header > most_bytes(size):
                sizes = {"n": n_bytes, "n_bytes": size}
                raise DataError(say("idx.more_than_it_holds", file=path.name, contents=contents, **sizes))
            values = np.empty(n_bytes, dtype=np.uint8)
            n_read = fill_from(file, values.data)
            is_longer = n_read == n_bytes and file.read(1) != b""
    except READ_ERRORS as error:
        damaged = say("idx.damaged", file=path.name, contents=contents, reason=str(error))
        raise DataError(why_unreadable(path, error, damaged)) from error
    if n_read < n_bytes:
        raise DataError(say("idx.cut_off", file=path.name, contents=contents, n=n_bytes, n_got=n_read))
    if is_longer:
        raise DataError(say("idx.too_long", file=path.name, contents=contents, n=n_bytes))
    return values.reshape(*shape[:-1], -1) if magic in _NUMBER_BYTES else values.reshape(shape)


def _checked_shape(path: Path, header: bytes, magic: int) -> tuple[int, ...]:
    """The dimensions that a header says, if they can be those of digits."""
    contents, n_dimensions = _CONTENTS[magic], magic & 0xFF
    said: dict[str, Value] = {"file": path.name, "contents": contents}
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
    if magic == _PICTURES_MAGIC and (sides[0] != sides[1] or sides[0] not in SIDES):
        raise DataError(say("idx.other_sides", file=path.name, height=sides[0], width=sides[1]))
    return tuple(shape)
