"""Digits from a folder of pictures: what each picture is, is told by its folder, by its name, or by a table beside it."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from engine.cancellation import check_cancelled
from engine.data.formats.found_pictures import FoundPictures, word_digit
from engine.data.formats.picture_files import load_picture
from engine.errors import DataError
from engine.ink.framing import Image
from engine.ink.input_formats import FRAME, InputFormat
from engine.io.presence import is_file, is_folder
from engine.text.sentence import Sentence, Value, say

PICTURE_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic", ".heif", ".avif", ".jp2"}
)
"""What the name of a picture ends in, in lower case; other files in the folders are passed over."""
_DEEPEST = 4  # folders within folders
_MOST_PICTURES = 1_000_000
_SAMPLE_FOLDER = re.compile(r"sample0*([1-9]|10)")  # Chars74K counts its classes from 1: Sample001 holds zeros
_NAMED_FOLDER = re.compile(r"(?:digit|class|label|number|num|n)?[ _-]?([0-9])(?:[ _-].*)?")
_TEST_FOLDERS = frozenset({"test", "testing", "t10k", "test_set", "testset"})
_NAME_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        r"(?:.*[ _.-])?(?:label|digit|class|num|number)[ _=-]?([0-9])(?![0-9]).*",
        r"([0-9])[ _.()-].*",
        r".*[ _-]([0-9])",
        r"([0-9])",
    )
)
"""How the names of pictures, without what they end in, may tell a label; the first that tells all of them counts."""
_LABEL_TABLES = frozenset({"labels.csv", "label.csv", "annotations.csv", "labels.txt", "labels.tsv", "train.csv"})
_SHOWN = 3  # names that a sentence lists


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A picture, what it is (``None`` if nothing tells), and whether it is kept for testing."""

    path: Path
    label: int | None
    is_test: bool = False


def find_in_folder(folder: Path, wanted: InputFormat | None = None) -> FoundPictures:
    """Read every picture of a folder and lay it out as a picture that is opened in the window.

    Pictures may have any size, dark ink on light paper, light on dark, or ink on transparent paper. A picture's label is
    the folder that it lies in, "3", "three", "digit_3" or "Sample004", at any depth; or it stands in a table
    ``labels.csv`` beside the pictures, or in every picture's name, "3_0001.png". Pictures below a folder "test" are kept
    for testing, if there are others. They come in the order of folders and names. Pictures that cannot be read, or are
    blank, are left out, which is said.

    Parameters
    ----------
    folder
        The folder.
    wanted
        The format; 20x20 by default.

    Raises
    ------
    DataError
        If there is no picture, or none that can be read.
    """
    name = folder.resolve().name or str(folder)
    try:
        pictures = _labelled(folder, name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(say("pictures.folder_out_of_reach", folder=name, reason=reason)) from error
    if not pictures:
        raise DataError(say("pictures.none_in_folder", folder=name, suffixes=", ".join(sorted(PICTURE_SUFFIXES))))
    form = wanted or FRAME
    images = np.zeros((len(pictures), form.n_inputs), dtype=np.float32)
    kept, faults = [], []
    for row, picture in enumerate(pictures):
        check_cancelled()
        try:
            images[row] = _framed(picture.path, form, str(picture.path.relative_to(folder).as_posix()), name).ravel()
            kept.append(row)
        except DataError as error:
            faults.append((picture.path.name, error))
    if not kept:
        raise faults[0][1]
    labels = [pictures[row].label for row in kept]
    is_test = np.array([pictures[row].is_test for row in kept])
    return FoundPictures(
        name,
        images[kept].reshape(-1, *form.shape[:2]),
        None if None in labels else np.array(labels, dtype=np.intp),
        test_rows=np.flatnonzero(is_test) if is_test.any() and not is_test.all() else None,
        is_framed=True,
        notes=_left_out(name, faults),
    )


def _left_out(name: str, faults: Sequence[tuple[str, DataError]]) -> tuple[Sentence, ...]:
    if not faults:
        return ()
    names = ", ".join(file for file, _ in faults[:_SHOWN])
    n_more = max(len(faults) - _SHOWN, 0)
    key = "pictures.left_out_more" if n_more else "pictures.left_out"
    return (say(key, name=name, n=len(faults), files=names, n_more=n_more),)


def _labelled(folder: Path, name: str) -> list[_Labelled]:
    """All pictures with what tells their labels: their folders, a table, or their own names."""
    paths = pictures_below(folder)
    if len(paths) > _MOST_PICTURES:
        raise DataError(say("pictures.too_many", folder=name, most=_MOST_PICTURES))
    in_folders = [path for path in paths if _folder_label(folder, path) is not None]
    if in_folders:
        found = [_Labelled(path, _folder_label(folder, path), _is_for_testing(folder, path)) for path in in_folders]
        return sorted(found, key=lambda each: (each.label, each.is_test, each.path))
    told = _told_by_table(folder)
    if told:
        return [_Labelled(path, told[path.name], _is_for_testing(folder, path)) for path in paths if path.name in told]
    rule = next((rule for rule in _NAME_RULES if _tells_all(rule, paths)), None)
    return [
        _Labelled(path, None if rule is None else _by_name(rule, path), _is_for_testing(folder, path)) for path in paths
    ]


def _pictures_below(folder: Path, depth: int) -> Iterator[Path]:
    """Files of a folder and of those within it, by name."""
    for path in sorted(folder.iterdir()):
        check_cancelled()
        if path.name.startswith((".", "__MACOSX")):
            continue
        if is_folder(path):
            if depth < _DEEPEST:
                yield from _pictures_below(path, depth + 1)
        else:
            yield path


def pictures_below(folder: Path) -> list[Path]:
    """The pictures of a folder and of those within it, by name."""
    return [path for path in _pictures_below(folder, 0) if _is_picture(path)]


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES


def folder_digit(name: str) -> int | None:
    """The digit that a folder's name names; ``None`` if it names none."""
    lower = name.strip().lower()
    digit = word_digit(lower)
    if digit is not None:
        return digit
    sample = _SAMPLE_FOLDER.fullmatch(lower)
    if sample is not None:
        return int(sample[1]) - 1
    named = _NAMED_FOLDER.fullmatch(lower)
    return int(named[1]) if named is not None else None


def _folder_label(folder: Path, path: Path) -> int | None:
    """What the innermost folder with a digit's name says, of those between ``folder`` and the picture."""
    between = path.relative_to(folder).parts[:-1]
    return next((digit for part in reversed(between) if (digit := folder_digit(part)) is not None), None)


def _is_for_testing(folder: Path, path: Path) -> bool:
    return any(part.lower() in _TEST_FOLDERS for part in path.relative_to(folder).parts[:-1])


def _told_by_table(folder: Path) -> dict[str, int]:
    """The labels that a table beside the pictures gives for the names of files; none if there is no such table."""
    for path in sorted(folder.iterdir()):
        if path.name.lower() not in _LABEL_TABLES or not is_file(path):
            continue
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        mark = next((mark for mark in (";", "\t", ",") if mark in text.split("\n", 1)[0]), ",")
        told = {}
        for row in csv.reader(text.splitlines(), delimiter=mark):
            names = [value.strip() for value in row if Path(value.strip()).suffix.lower() in PICTURE_SUFFIXES]
            others = [value.strip() for value in row if value.strip() not in names]
            digits = [digit for value in others if (digit := word_digit(value)) is not None]
            if len(names) == 1 and len(digits) == 1:
                told[Path(names[0]).name] = digits[0]
        if told:
            return told
    return {}


def _by_name(rule: "re.Pattern[str]", path: Path) -> int | None:
    match = rule.fullmatch(path.stem)
    return int(match[1]) if match is not None else None


def _tells_all(rule: "re.Pattern[str]", paths: Sequence[Path]) -> bool:
    """Whether every name fits, and they differ: a number that is the same in all of them counts something else."""
    labels = [_by_name(rule, path) for path in paths]
    return None not in labels and len(set(labels)) > 1


def _framed(path: Path, form: InputFormat, place: str, folder: str) -> Image:
    """A picture laid out; ``place`` is where it lies in the folder, as a sentence names it."""
    try:
        frame = form.picture(load_picture(path))
    except DataError as error:
        inner = place.removesuffix(path.name).removesuffix("/")
        where = f"{folder}/{inner}" if inner else folder
        raise DataError(say("pictures.in_folder", folder=where, reason=cast("Value", error.sentence))) from error
    if frame is None:
        raise DataError(say("pictures.blank", path=f"{folder}/{place}"))
    return frame
