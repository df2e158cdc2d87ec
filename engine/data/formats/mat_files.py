"""Digits from MATLAB files, the course's among them.

Course files store each picture column by column and call the digit 0 "10"; both are undone here and in ``theta_files``,
and nothing else in the program knows of either.
"""

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.formats.array_files import KNOWN_NAMES, find_pairs
from engine.data.formats.found_pictures import SIZES, FoundPictures
from engine.data.formats.mat_arrays import read_mat_contents
from engine.data.handling import PLAIN, Handling
from engine.errors import DataError
from engine.ink.framing import FRAME_SIZE
from engine.text.sentence import say

_SHOWN = 8  # names of arrays that a sentence lists
_BY_COLUMN = Handling(transposed=True)
_BY_DIGIT = re.compile(r"(train|test)([0-9])")  # mnist_all.mat
_ROW_BY_ROW = frozenset({"data"})  # mnist-original.mat was written from Python
_STRUCTURES = frozenset({"dataset"})
_STRUCTURE_PARTS = (("dataset.train.images", "dataset.train.labels"), ("dataset.test.images", "dataset.test.labels"))


def find_in_mat(path: Path) -> FoundPictures:
    """Read pictures and labels from a MATLAB file.

    They are called X and y, as in Coursera's ex3data1.mat and ex4data1.mat, images and labels, or the like; data and label,
    as in mnist-original.mat; train0 to train9 and test0 to test9, as in mnist_all.mat; or they stand in the structure
    ``dataset`` of EMNIST's files. Pictures of the course stay float64, so that the costs that it prints come out to all its
    digits. The label 10 is the digit 0.

    Raises
    ------
    DataError
        If the file cannot be read, or none of these is in it, or a label is no digit.
    """
    contents = read_mat_contents(path, _is_wanted, as_stored=True, structures=_STRUCTURES)
    arrays = contents.arrays
    by_digit = sorted(name for name in arrays if _BY_DIGIT.fullmatch(name))
    if by_digit:
        return _of_single_digits(path, {name: arrays[name] for name in by_digit})
    in_structure = [(arrays[x], arrays[y]) for x, y in _STRUCTURE_PARTS if x in arrays and y in arrays]
    if in_structure:
        return _of_parts(path, in_structure, _BY_COLUMN)
    pairs = find_pairs(arrays)
    if not pairs or not pairs[0].labels:
        names = ", ".join(sorted(contents.shapes)[:_SHOWN]) or "none"
        if pairs:
            return FoundPictures(path.name, arrays[pairs[0].pictures], None, turned=_turned(pairs[0].pictures, arrays))
        raise DataError(say("mat.no_digits", file=path.name, names=names))
    parts = [(arrays[pair.pictures], arrays[pair.labels]) for pair in pairs]
    return _of_parts(path, parts, _turned(pairs[0].pictures, arrays))


def _is_wanted(name: str) -> bool:
    """Whether an array of this name may be pictures or labels."""
    lower = name.lower()
    return lower in KNOWN_NAMES or _BY_DIGIT.fullmatch(name) is not None or lower.split(".")[0] in _STRUCTURES


def _turned(name: str, arrays: dict[str, NDArray[np.generic]]) -> Handling:
    """How pictures lie that are stored under a name: stacked ones are as they are, others column by column, or not."""
    return PLAIN if name.lower() in _ROW_BY_ROW or arrays[name].ndim > 2 else _BY_COLUMN


def _of_parts(
    path: Path, parts: list[tuple[NDArray[np.generic], NDArray[np.generic]]], turned: Handling
) -> FoundPictures:
    """One part, or one to train on and one for testing."""
    upright = [_rows_first(path, pictures, labels) for pictures, labels in parts]
    labels = [_digits(path, own, len(pictures)) for pictures, (_, own) in zip(upright, parts, strict=True)]
    is_one_hot = 10 in parts[0][1].shape and parts[0][1].size > labels[0].size
    if len({pictures.shape[1:] for pictures in upright}) != 1:
        shapes = {"shape": str(upright[0].shape), "got": str(upright[-1].shape)}
        raise DataError(say("pictures.unlike_parts", name=path.name, **shapes))
    pictures = np.concatenate(upright) if len(upright) > 1 else upright[0]
    is_course = pictures.ndim == 2 and pictures.shape[1] == FRAME_SIZE * FRAME_SIZE and turned == _BY_COLUMN
    n_first = len(upright[0])
    return FoundPictures(
        path.name,
        pictures,
        np.concatenate(labels),
        test_rows=np.arange(n_first, len(pictures)) if len(parts) > 1 else None,
        turned=turned,
        family="ex4" if is_course else "",
        keep_float64=is_course,
        notes=(say("mat.one_hot", name=path.name),) if is_one_hot else (),
    )


def _rows_first(path: Path, pictures: NDArray[np.generic], labels: NDArray[np.generic]) -> NDArray[np.generic]:
    """A row, or a slice, for each picture."""
    n = max(labels.shape) if labels.ndim <= 2 else labels.size
    if pictures.ndim == 2 and pictures.shape[1] not in SIZES and pictures.shape[0] in SIZES and pictures.shape[1] == n:
        return pictures.T
    if pictures.ndim == 3 and pictures.shape[2] == n != pictures.shape[0]:
        return np.moveaxis(pictures, 2, 0)
    if pictures.ndim == 2 and (pictures.shape[1] not in SIZES or len(pictures) != n or not n):
        shapes = {"x_shape": str(pictures.shape), "y_shape": str(labels.shape)}
        raise DataError(say("mat.other_shapes", file=path.name, n_pixels=FRAME_SIZE * FRAME_SIZE, **shapes))
    return pictures


def _digits(path: Path, labels: NDArray[np.generic], n_pictures: int) -> NDArray[np.generic]:
    """Labels with 0 for 10; one-hot labels, whose columns count from 1 as MATLAB does, as digits."""
    if labels.shape in {(n_pictures, 10), (10, n_pictures)} and n_pictures != 10:
        rows = labels if labels.shape == (n_pictures, 10) else labels.T
        if not np.isin(rows, (0, 1)).all() or not (rows.sum(axis=1) == 1).all():
            raise DataError(say("pictures.no_one_hot", name=path.name, number=1))
        digits: NDArray[np.intp] = (rows.argmax(axis=1) + 1) % 10
        return digits
    flat = labels.reshape(-1)
    wrong = np.flatnonzero(~np.isin(flat, np.arange(11)))
    if len(wrong):
        label, number = float(flat[wrong[0]]), int(wrong[0]) + 1
        raise DataError(say("mat.other_label", file=path.name, label=label, number=number))
    return np.where(flat == 10, 0, flat)


def _of_single_digits(path: Path, arrays: dict[str, NDArray[np.generic]]) -> FoundPictures:
    """Pictures of which each array holds one digit's, row by row."""
    names = sorted(arrays, key=lambda name: name.startswith("test"))
    sizes = {arrays[name].shape[1:] for name in names}
    if len(sizes) != 1:
        raise DataError(say("pictures.unlike_parts", name=path.name, shape=str(sizes.pop()), got=str(sizes.pop())))
    labels = np.concatenate([np.full(len(arrays[name]), int(name[-1])) for name in names])
    n_train = sum(len(arrays[name]) for name in names if name.startswith("train"))
    is_split = 0 < n_train < len(labels)
    return FoundPictures(
        path.name,
        np.concatenate([arrays[name] for name in names]),
        labels,
        test_rows=np.arange(n_train, len(labels)) if is_split else None,
    )
