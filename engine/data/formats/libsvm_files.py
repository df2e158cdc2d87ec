"""Digits from text in the form of LIBSVM: a label, and then the number and the value of each pixel that is not 0.

Source: Chang & Lin, "LIBSVM: a library for support vector machines", ACM TIST 2 (2011), the description of its files.
"""

import re
from itertools import islice
from pathlib import Path

import numpy as np

from engine.cancellation import check_cancelled
from engine.data.formats.found_pictures import SIZES, FoundPictures
from engine.errors import DataError
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked, why_unreadable
from engine.text.sentence import say

_LINE = re.compile(rb"\s*[-+]?\d+(?:\.\d*)?(?:\s+\d+:[-+.\deE]+)+\s*")
_START_BYTES = 65_536
_LONGEST_LINE = 2**16
_BLOCK_LINES = 1000
_SHOWN = 40  # characters of a line that a sentence shows


def is_libsvm(path: Path) -> bool:
    """Whether a file's first line is as LIBSVM has it."""
    try:
        with open_unpacked(path) as file:
            first = file.read(_START_BYTES).split(b"\n", 1)[0]
    except (*READ_ERRORS, DataError):
        return False
    return _LINE.fullmatch(first) is not None


def find_in_libsvm(path: Path) -> FoundPictures:
    """Read pictures and labels; the pixels' numbers begin with 1, and the largest of them tells the size of a picture.

    USPS, whose labels are 1 to 10 and whose pixels are from -1 to 1, is told by its file's name.

    Raises
    ------
    DataError
        If the file is damaged, or a line (which is named) is none of these.
    """
    pictures, labels = [], []
    number = 0
    try:
        check_unpacks_to_no_more(path)
        with open_unpacked(path) as file:
            while lines := list(islice(iter(lambda: file.readline(_LONGEST_LINE), b""), _BLOCK_LINES)):
                block = np.zeros((len(lines), SIZES[-1]), np.float32)
                for row, line in enumerate(lines):
                    check_cancelled()
                    number += 1
                    labels.append(_read_line(path, number, line, block[row]))
                pictures.append(block)
    except READ_ERRORS as error:
        damaged = say("table.damaged", file=path.name, reason=str(error))
        raise DataError(why_unreadable(path, error, damaged)) from error
    if not labels:
        raise DataError(say("table.empty", file=path.name))
    table = np.concatenate(pictures)
    n_used = int(np.flatnonzero(table.any(axis=0)).max(initial=0)) + 1
    n_pixels = next(size for size in SIZES if size >= n_used)
    table = table[:, :n_pixels]
    classes = np.array(labels)
    is_usps = path.name.lower().startswith("usps")
    if is_usps and classes.min() >= 1:
        classes -= 1
    if table.min() < 0.0:
        table = (table + 1.0) / 2.0
    return FoundPictures(path.name, table, classes, lines=np.arange(1, len(labels) + 1))


def _read_line(path: Path, number: int, line: bytes, row: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
    """The label of a line, whose pixels go into ``row``."""
    try:
        label, *pairs = line.split()
        for pair in pairs:
            place, value = pair.split(b":")
            if not 1 <= int(place) <= len(row):
                raise ValueError
            row[int(place) - 1] = float(value)
        return float(label)
    except ValueError as error:
        shown = repr(line.decode("latin1").strip()[:_SHOWN])
        raise DataError(say("libsvm.other_line", file=path.name, number=number, line=shown)) from error
