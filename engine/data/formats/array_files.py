"""Digits from NumPy's files: the arrays of an ``.npz`` file, or two ``.npy`` files beside each other."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.data.formats.found_pictures import FoundPictures
from engine.errors import CancelledError, DataError
from engine.io.file_reading import why_unreadable
from engine.io.npz_files import read_array, read_header, read_member
from engine.text.sentence import say

_SHOWN = 8  # names of arrays that a sentence lists


class ArrayNames(NamedTuple):
    """The names of a pair of arrays, in lower case."""

    pictures: str
    labels: str


_PICTURES, _LABELS = (
    ("x", "images", "data", "pictures", "pixels", "features"),
    ("y", "labels", "target", "label", "targets"),
)
_PARTS: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    (("x_train", "xtrain", "train_x", "train_images", "images_train", "train_data"), ("y_train", "ytrain", "train_y",
      "train_labels", "labels_train", "train_target")),
    (("x_test", "xtest", "test_x", "test_images", "images_test", "test_data"), ("y_test", "ytest", "test_y",
      "test_labels", "labels_test", "test_target")),
)  # fmt: skip
KNOWN_NAMES = frozenset({*_PICTURES, *_LABELS, *(name for part in _PARTS for names in part for name in names)})
"""What arrays of pictures or labels may be called, in lower case."""
_NUMBERED = ("arr_0", "arr_1", "arr_2", "arr_3")


def find_pairs(names: Iterable[str], *, shapes: dict[str, tuple[int, ...]] | None = None) -> list[ArrayNames]:
    """Which arrays are pictures and labels: one pair, or two, the second of which is for testing.

    Parameters
    ----------
    names
        Of all arrays.
    shapes
        Theirs, for arrays that are only numbered; by default unknown.

    Returns
    -------
    list of ArrayNames
        As the names are written; ``labels`` is empty where there are none. An empty list if no name says anything.
    """
    written = {name.lower(): name for name in names}
    parts = []
    for pictures, labels in _PARTS:
        x = next((written[name] for name in pictures if name in written), None)
        y = next((written[name] for name in labels if name in written), "")
        if x is not None:
            parts.append(ArrayNames(x, y))
    if parts and (len(parts) == 1 or all(part.labels for part in parts)):
        return parts
    x = next((written[name] for name in _PICTURES if name in written), None)
    if x is not None:
        return [ArrayNames(x, next((written[name] for name in _LABELS if name in written), ""))]
    numbered = [written[name] for name in _NUMBERED if name in written]
    if len(numbered) == len(written) and len(numbered) in {1, 2, 4}:
        pairs = [ArrayNames(*pair) for pair in zip(numbered[::2], numbered[1::2], strict=False)]
        if len(numbered) == 1:
            return [ArrayNames(numbered[0], "")]
        by_shape = shapes or {}
        return [
            ArrayNames(pair.labels, pair.pictures)
            if len(by_shape.get(pair.labels, ())) > len(by_shape.get(pair.pictures, ()))
            else pair
            for pair in pairs
        ]
    return []


def find_in_npz(path: Path) -> FoundPictures:
    """Read pictures and labels from a file as ``numpy.savez`` writes it; nothing in it is ever executed.

    They are called X and y, images and labels, data and target, x_train and y_train (with x_test and y_test, which are
    kept for testing), and the like, or are not named at all.

    Raises
    ------
    DataError
        If the file is damaged, or says a size that it has not, or no array in it is called so.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            names = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
            shapes = {name: _shape(path, archive, name) for name in names} if set(names) <= set(_NUMBERED) else {}
            pairs = find_pairs(names, shapes=shapes)
            if not pairs:
                raise DataError(say("npz.no_digits", file=path.name, names=", ".join(sorted(names)[:_SHOWN]) or "none"))
            found = [
                _Part(
                    read_member(path, archive, pair.pictures),
                    read_member(path, archive, pair.labels, expected="number or text") if pair.labels else None,
                )
                for pair in pairs
            ]
    except (CancelledError, DataError):
        raise
    except Exception as error:
        raise DataError(why_unreadable(path, error, say("npz.damaged", file=path.name))) from error
    return joined_parts(path.name, found)


def _shape(path: Path, archive: zipfile.ZipFile, name: str) -> tuple[int, ...]:
    with archive.open(f"{name}.npy") as member:
        return read_header(path, name, member)[0]


class _Part(NamedTuple):
    """Pictures and their labels."""

    pictures: NDArray[np.generic]
    labels: NDArray[np.generic] | None


def joined_parts(name: str, parts: Sequence[tuple[NDArray[np.generic], NDArray[np.generic] | None]]) -> FoundPictures:
    """One part as it is, or two as one, the second kept for testing.

    Raises
    ------
    DataError
        If the pictures of two parts are not of one size.
    """
    (pictures, labels), *rest = parts
    if pictures.ndim == 0:
        raise DataError(say("npz.single_value", file=name))
    if not rest:
        return FoundPictures(name, pictures, labels)
    (test_pictures, test_labels) = rest[0]
    fits = labels is not None and test_labels is not None and labels.shape[1:] == test_labels.shape[1:]
    if not fits or pictures.shape[1:] != test_pictures.shape[1:]:
        raise DataError(
            say("pictures.unlike_parts", name=name, shape=str(pictures.shape), got=str(test_pictures.shape))
        )
    assert labels is not None and test_labels is not None  # noqa: S101, PT018 - as was just seen
    n, n_test = len(pictures), len(test_pictures)
    return FoundPictures(
        name,
        np.concatenate([pictures, test_pictures]),
        np.concatenate([labels, test_labels]),
        test_rows=np.arange(n, n + n_test),
    )


def find_in_npy(path: Path) -> FoundPictures:
    """Read pictures from a ``.npy`` file, and labels from the one beside it; ``path`` names either.

    ``X_train.npy`` has ``y_train.npy`` beside it, ``images.npy`` has ``labels.npy``; where there are files for training and
    for testing, all four are read.

    Raises
    ------
    DataError
        If a file is damaged, or says a size that it has not, or holds no numbers.
    """
    beside = {file.name.lower().removesuffix(".npy"): file for file in path.parent.glob("*.[nN][pP][yY]")}
    own = path.name.lower().removesuffix(".npy")
    pairs = [pair for pair in _pairs_of_files(beside) if own in pair]
    if not pairs:
        return joined_parts(path.name, [(read_array(path), None)])
    if len(pairs) == 1 and any(own in names for part in _PARTS for names in part):
        pairs = find_pairs(beside)
    parts = [
        (read_array(beside[pair.pictures]), read_array(beside[pair.labels]) if pair.labels else None) for pair in pairs
    ]
    return joined_parts(beside[pairs[0].pictures].name, parts)


def _pairs_of_files(names: Iterable[str]) -> list[ArrayNames]:
    """Every pair of files whose names differ in what tells pictures from labels alone."""
    known = set(names)
    pairs = []
    for pictures, labels in ((_PICTURES, _LABELS), *_PARTS):
        pairs += [ArrayNames(x, y) for x in pictures if x in known for y in labels if y in known]
    return pairs
