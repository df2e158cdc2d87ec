"""Digits from tables: ``.npz`` files with the arrays X and y, and ``.csv`` files with a picture and its label per line."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset
from engine.data.formats.picture_arrays import PICTURE_SHAPES, PICTURE_SIZES, dataset_of_pictures
from engine.errors import CancelledError, DataError
from engine.ink.input_formats import InputFormat
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked, text_encoding
from engine.io.npz_files import read_member
from engine.text.sentence import Sentence, Value, say

_LABEL_NAMES = frozenset({"label", "class", "target", "digit", "y"})
_BLOCK_LINES = 1000  # lines that are read at a time, so that memory stays bounded
_LONGEST_LINE = 2**16  # characters; 785 numbers of 17 digits take 20,000
_N_COLUMNS = tuple(1 + n_pixels for n_pixels in PICTURE_SIZES)
_QUOTE = '"'
_BESIDE_DECIMAL_COMMAS = (";", "\t")  # separators of spreadsheets where people write 0,5
_SHOWN = 40  # characters of a line that a sentence shows


def load_npz_file(path: Path, wanted: InputFormat | None = None) -> Dataset:
    """Read ``X`` and ``y`` from a file as ``numpy.savez`` writes it; nothing in it is ever executed.

    ``X`` has the shape (n, 64), (n, 400), (n, 784), (n, 8, 8), (n, 20, 20) or (n, 28, 28), row-major; ``y`` has (n,) or
    (n, 1), digits from 0 to 9. Pictures of 28x28 stay so if that is the format that is wanted.

    Raises
    ------
    DataError
        If the file is damaged, or says a size that it has not, or the two are not in it as described.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            names = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
            if "X" not in names or "y" not in names:
                raise DataError(say("npz.no_digits", file=path.name, names=", ".join(sorted(names)[:8]) or "none"))
            pictures, labels = read_member(path, archive, "X"), read_member(path, archive, "y")
    except (CancelledError, DataError):
        raise
    except Exception as error:
        raise DataError(say("npz.damaged", file=path.name)) from error
    if pictures.ndim == 3 and pictures.shape[1:] in PICTURE_SHAPES:
        pictures = pictures.reshape(len(pictures), -1)
    if pictures.ndim == 0:
        raise DataError(say("npz.single_value", file=path.name))
    return dataset_of_pictures(path.name, pictures, labels, wanted=wanted)


def load_csv_file(path: Path, wanted: InputFormat | None = None) -> Dataset:
    """Read a table with a picture and its label in each line, gzipped or not.

    Pictures of 28x28 stay so if that is the format that is wanted.

    Numbers stand between commas, semicolons, tabs or blanks, in double quotes or not; between semicolons or tabs they may
    have decimal commas. The text is UTF-8, UTF-16 or UTF-32. There may be a line of names above them; a column in front
    whose name is empty holds the numbers of the lines, as pandas and R write them, and is passed over.

    Which column is the label's is told by its name (label, class, target, digit or y). Without such a name it is the first
    or the last: the one whose values are all digits from 0 to 9; if both are (the corner of a picture is paper), the one
    with more different values; if these are as many, the one that is not all 0, else the first.

    Raises
    ------
    DataError
        If the file is damaged, or a line (which is named) is not 65, 401 or 785 numbers, or no column holds labels.
    """
    try:
        check_unpacks_to_no_more(path)
        with open_unpacked(path) as file:
            encoding = text_encoding(file.read(4))
            file.seek(0)
            with io.TextIOWrapper(file, encoding=encoding, errors="replace") as text:
                form, blocks = _read_form(path, text)
                table = _joined(list(blocks))
    except READ_ERRORS as error:
        raise DataError(say("table.damaged", file=path.name, reason=str(error))) from error
    column = _label_column(path, form, table)
    last = form.n_columns - 1
    if column in (0, last):  # views, where leaving out another column takes a copy
        pictures = table[:, 1:] if column == 0 else table[:, :last]
    else:
        pictures = np.delete(table, column, axis=1)
    return dataset_of_pictures(path.name, pictures, table[:, column], wanted=wanted)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a table is written.

    Attributes
    ----------
    separator
        What stands between its values; ``None`` for blanks.
    n_columns
        How many values are the label's and the picture's.
    names
        Theirs, if they are given.
    n_before
        How many values stand before them in each line: 1 if lines are numbered.
    """

    separator: str | None
    n_columns: int
    names: tuple[str, ...] = ()
    n_before: int = 0

    @property
    def n_values(self) -> int:
        """How many values a line has."""
        return self.n_before + self.n_columns

    def split(self, line: str) -> list[str]:
        """The values of a line, without the quotes around them."""
        return [_unquoted(value.strip()) for value in line.rstrip("\r\n").split(self.separator)]

    def plain(self, text: str) -> str:
        """Numbers as Python writes them, without blanks around the quotes."""
        check_cancelled()
        if self.separator in _BESIDE_DECIMAL_COMMAS:
            text = text.replace(",", ".")
        if self.separator is not None and (' "' in text or '" ' in text):
            text = self.separator.join(value.strip(" ") for value in text.split(self.separator))
        return text


def _read_form(path: Path, text: TextIO) -> tuple[_Form, Iterator[NDArray[np.generic]]]:
    """What the first line tells, and the blocks of numbers that follow."""
    lines = _numbered_lines(path, text)
    number, first = next(lines, (0, ""))
    if not number:
        raise DataError(say("table.empty", file=path.name))
    separator = next((mark for mark in (";", "\t", ",") if mark in first), None)
    form = _Form(separator, 0)
    values = [value.strip("\"'") for value in form.split(first)]
    n_before = int(values[0] == "" and len(values) - 1 in _N_COLUMNS)
    values = values[n_before:]
    if len(values) not in _N_COLUMNS:
        key = "table.other_number_of_columns"
        raise DataError(say(key, file=path.name, n=len(values), number=number, line=_shortened(first)))
    if _are_names([form.plain(value) for value in values]):
        form = _Form(separator, len(values), tuple(value.lower() for value in values), n_before)
        return form, _blocks(path, form, lines)
    form = _Form(separator, len(values))
    return form, _blocks(path, form, lines, first=[(number, first)])


def _numbered_lines(path: Path, text: TextIO) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, and their numbers from 1."""
    number = 0
    while line := text.readline(_LONGEST_LINE):
        check_cancelled()
        number += 1
        if len(line) == _LONGEST_LINE:
            raise DataError(say("table.long_line", file=path.name, most=_LONGEST_LINE, number=number))
        if line.strip():
            yield number, line


def _are_names(values: list[str]) -> bool:
    """Whether a first line names columns: with a label's name, as words, or by their numbers from 0."""
    if not _LABEL_NAMES.isdisjoint(value.lower() for value in values):
        return True
    return sum(not _is_number(value) for value in values) > len(values) // 2 or values == list(
        map(str, range(len(values)))
    )


def _blocks(
    path: Path, form: _Form, lines: Iterator[tuple[int, str]], *, first: list[tuple[int, str]] | None = None
) -> Iterator[NDArray[np.generic]]:
    """The numbers of some lines at a time, shape (n_lines, n_columns): uint8 if all are whole and fit, else float32."""
    block = first or []
    while block := block + list(islice(lines, _BLOCK_LINES)):
        values = _parsed([line for _, line in block], form)
        if values is None or not np.isfinite(values).all():
            raise DataError(_fault(path.name, block, form))
        with np.errstate(invalid="ignore"):
            as_bytes = values.astype(np.uint8)
        yield as_bytes if np.array_equal(as_bytes, values) else values
        block = []


def _parsed(lines: list[str], form: _Form) -> NDArray[np.float32] | None:
    """The numbers of lines, or ``None`` if they are not ``n_columns`` numbers each."""
    if any(line.count(_QUOTE) % 2 for line in lines):  # loadtxt would look for the other one in the next line
        return None
    try:
        values: NDArray[np.float32] = np.loadtxt(
            map(form.plain, lines), delimiter=form.separator, comments=None, quotechar=_QUOTE, dtype=np.float32, ndmin=2
        )
    except ValueError:
        return None
    return values[:, form.n_before :] if values.shape == (len(lines), form.n_values) else None


def _fault(file: str, block: list[tuple[int, str]], form: _Form) -> Sentence:
    """What is wrong with the first line that is not as it should be."""
    for number, line in block:
        values = form.split(line)
        got: dict[str, Value] = {"file": file, "number": number, "line": _shortened(line)}
        if len(values) != form.n_values:
            return say("table.other_number_of_values", n=form.n_values, n_got=len(values), **got)
        parsed = _parsed([line], form)
        if parsed is not None and np.isfinite(parsed).all():
            continue
        wrong = next((value for value in values if not _is_finite(form.plain(value))), line)
        return say("table.no_number", value=_shortened(wrong), **got)
    return say("table.bad_lines", file=file, n=form.n_values, first=block[0][0], last=block[-1][0])


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == _QUOTE else value


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _is_finite(value: str) -> bool:
    with np.errstate(over="ignore"):
        return _is_number(value) and bool(np.isfinite(np.float32(value)))


def _shortened(text: str) -> str:
    text = text.strip()
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


def _joined(blocks: list[NDArray[np.generic]]) -> NDArray[np.generic]:
    """Blocks as one array; bytes if all are. They are let go one by one, so that memory holds the table once."""
    if not blocks:
        return np.empty((0, 1), dtype=np.uint8)
    dtype = np.result_type(*blocks)
    table = np.empty((sum(map(len, blocks)), blocks[0].shape[1]), dtype=dtype)
    end = len(table)
    while blocks:
        block = blocks.pop()
        table[end - len(block) : end] = block
        end -= len(block)
    return table


def _label_column(path: Path, form: _Form, table: NDArray[np.generic]) -> int:
    """Where the labels are; how it is decided is told in :func:`load_csv_file`."""
    if not len(table):
        raise DataError(say("table.names_alone", file=path.name))
    named = [index for index, name in enumerate(form.names) if name in _LABEL_NAMES]
    if len(named) > 1:
        raise DataError(say("table.several_label_columns", file=path.name, n=len(named)))
    if named:
        return named[0]
    candidates = [index for index in (0, form.n_columns - 1) if np.isin(table[:, index], np.arange(10)).all()]
    if not candidates:
        raise DataError(say("table.no_labels", file=path.name))

    def evidence(index: int) -> tuple[int, bool]:
        return len(np.unique(table[:, index])), bool(np.any(table[:, index]))

    return max(candidates, key=evidence)  # the first of equals
