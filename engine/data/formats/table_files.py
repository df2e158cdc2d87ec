"""Digits from tables in text: a picture, and its label, in each line."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.formats.found_pictures import FoundPictures, word_digit
from engine.data.formats.table_columns import are_names, can_be_table, find_columns
from engine.errors import DataError
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked, text_encoding, why_unreadable
from engine.text.sentence import Sentence, Value, say

_BLOCK_LINES = 1000  # lines that are read at a time, so that memory stays bounded
_LONGEST_LINE = 2**16  # characters; 785 numbers of 17 digits take 20,000
_QUOTE = '"'
_BESIDE_DECIMAL_COMMAS = (";", "\t")  # separators of spreadsheets where people write 0,5
_SHOWN = 40  # characters of a line that a sentence shows


def find_in_table(path: Path) -> FoundPictures:
    """Read a table with a picture in each line, and its label if it has one; gzipped or not.

    Numbers stand between commas, semicolons, tabs or blanks, in double quotes or not; between semicolons or tabs they may
    have decimal commas. The text is UTF-8, UTF-16 or UTF-32. There may be a line of names above them. Each line may have
    the number of its picture in front, and a separator at its end. A label is a number, a word (five), or ten columns of
    which one is 1. Which columns are which is told in :func:`engine.data.formats.table_columns.find_columns`.

    Raises
    ------
    DataError
        If the file is damaged, or a line (which is named) has another number of values, or it is unclear what is a label.
    """
    try:
        check_unpacks_to_no_more(path)
        with open_unpacked(path) as file:
            encoding = text_encoding(file.read(4))
            file.seek(0)
            with io.TextIOWrapper(file, encoding=encoding, errors="replace") as text:
                form, blocks = _read_form(path, text)
                parts = list(blocks)
    except READ_ERRORS as error:
        damaged = say("table.damaged", file=path.name, reason=str(error))
        raise DataError(why_unreadable(path, error, damaged)) from error
    if not parts:
        raise DataError(say("table.names_alone", file=path.name))
    lines = np.concatenate([numbers for numbers, _ in parts])
    values = [block for _, block in parts]
    parts.clear()
    table = _joined(values)
    columns = find_columns(path.name, form.names, table, lines)
    return FoundPictures(path.name, columns.pictures(table), columns.labels(table), lines=lines)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a table is written.

    Attributes
    ----------
    separator
        What stands between its values; ``None`` for blanks.
    n_values
        How many values a line has.
    names
        Theirs, in lower case, if they are given.
    has_end
        Whether a separator stands at the end of each line too.
    word_at
        Which value is a digit in words; ``None`` for none.
    """

    separator: str | None
    n_values: int
    names: tuple[str, ...] = ()
    has_end: bool = False
    word_at: int | None = None

    def split(self, line: str) -> list[str]:
        """The values of a line, without the quotes around them."""
        values = [_unquoted(value.strip()) for value in line.rstrip("\r\n").split(self.separator)]
        return values[:-1] if self.has_end and not values[-1] else values

    def plain(self, text: str) -> str:
        """Numbers as Python writes them, without blanks around the quotes."""
        check_cancelled()
        if self.has_end or self.word_at is not None:
            values = self.split(text)
            if self.word_at is not None and self.word_at < len(values):
                digit = word_digit(values[self.word_at])
                values[self.word_at] = values[self.word_at] if digit is None else str(digit)
            text = (self.separator or " ").join(values)
        if self.separator in _BESIDE_DECIMAL_COMMAS:
            text = text.replace(",", ".")
        if self.separator is not None and (' "' in text or '" ' in text):
            text = self.separator.join(value.strip(" ") for value in text.split(self.separator))
        return text


def _read_form(path: Path, text: TextIO) -> tuple[_Form, Iterator[tuple[NDArray[np.intp], NDArray[np.generic]]]]:
    """What the first lines tell, and the blocks of numbers that follow, each with the numbers of its lines."""
    lines = _numbered_lines(path, text)
    number, first = next(lines, (0, ""))
    if not number:
        raise DataError(say("table.empty", file=path.name))
    separator = next((mark for mark in (";", "\t", ",") if mark in first), None)
    form = _Form(separator, 0)
    values = [value.strip("\"'") for value in form.split(first)]
    names: tuple[str, ...] = ()
    following = [(number, first)]
    if are_names([form.plain(value) for value in values]):
        names = tuple(value.lower() for value in values)
        following = list(islice(lines, 1))
        values = form.split(following[0][1]) if following else values
    has_end = len(values) > 1 and not values[-1] and can_be_table(len(values) - 1)
    values = values[:-1] if has_end else values
    if has_end and names and not names[-1]:
        names = names[:-1]
    if not can_be_table(len(values)) or (names and len(names) != len(values) and not can_be_table(len(names))):
        key = "table.other_number_of_columns"
        raise DataError(say(key, file=path.name, n=len(values), number=number, line=_shortened(first)))
    others = [at for at, value in enumerate(values) if not _is_number(form.plain(value))]
    word_at = others[0] if len(others) == 1 and word_digit(values[others[0]]) is not None else None
    form = _Form(separator, len(names or values), names, has_end, word_at)
    return form, _blocks(path, form, lines, first=following)


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


def _blocks(
    path: Path, form: _Form, lines: Iterator[tuple[int, str]], *, first: list[tuple[int, str]]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.generic]]]:
    """The numbers of some lines at a time, shape (n_lines, n_values): uint8 if all are whole and fit, else float32."""
    block = first
    while block := block + list(islice(lines, _BLOCK_LINES)):
        values = _parsed([line for _, line in block], form)
        if values is None or not np.isfinite(values).all():
            raise DataError(_fault(path.name, block, form))
        with np.errstate(invalid="ignore"):
            as_bytes = values.astype(np.uint8)
        numbers = np.array([number for number, _ in block], dtype=np.intp)
        yield numbers, (as_bytes if np.array_equal(as_bytes, values) else values)
        block = []


def _parsed(lines: list[str], form: _Form) -> NDArray[np.float32] | None:
    """The numbers of lines, or ``None`` if they are not ``n_values`` numbers each."""
    if any(line.count(_QUOTE) % 2 for line in lines):  # loadtxt would look for the other one in the next line
        return None
    try:
        values: NDArray[np.float32] = np.loadtxt(
            map(form.plain, lines), delimiter=form.separator, comments=None, quotechar=_QUOTE, dtype=np.float32, ndmin=2
        )
    except ValueError:
        return None
    return values if values.shape == (len(lines), form.n_values) else None


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
    dtype = np.result_type(*blocks)
    table = np.empty((sum(map(len, blocks)), blocks[0].shape[1]), dtype=dtype)
    end = len(table)
    while blocks:
        block = blocks.pop()
        table[end - len(block) : end] = block
        end -= len(block)
    return table
