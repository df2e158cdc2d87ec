"""Digits from stroke files: drawings as they were written, in JSON."""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import numpy as np

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, Digits
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.framing import Stroke, as_strokes
from engine.ink.input_formats import FRAME, InputFormat
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked, text_encoding
from engine.text.sentence import Value, say

LONGEST_DRAWING = 2**19
"""Characters of a drawing that is kept; parsed, they take up to 40 times as much memory. A minute of writing takes some
100,000."""
_LONGEST_ENTRY = 2 * LONGEST_DRAWING  # of a drawing in a file: others indent, and write more decimals
_LONGEST_CUT_OFF = 12  # characters: of "-Infinity", or two escapes of four digits
_CHUNK_BYTES = 2**16
_SHOWN = 40  # characters of what is wrong that a sentence shows
_ALWAYS_DRAWINGS, _BYTES_PER_DRAWING = 200_000, 16
_ALWAYS_POINTS, _BYTES_PER_POINT = 2_000_000, 2
"""What a packed file may hold: framed, a drawing takes 1,600 bytes, and one that repeats shrinks to a few."""
_FORM = '{"label": digit, "strokes": [...]}'


def load_stroke_file(path: Path, wanted: InputFormat | None = None) -> Dataset:
    """Read drawings ``[{"label": 3, "strokes": [[[x, y], ...], ...]}, ...]``, y down, and lay them out: by default, 20x20.

    Raises
    ------
    DataError
        If the file cannot be read, or holds more than its size allows, or a drawing has no digit as its label or no points.
    """
    drawings, labels = read_strokes(path)
    form = wanted or FRAME
    images, drawn = form.drawings(drawings)
    if not drawn.all():
        raise DataError(say("strokes.no_points", file=path.name, number=int(drawn.argmin()) + 1))
    digits = Digits(images.reshape(len(images), -1), np.array(labels, dtype=np.intp), shape=form.shape)
    return dataset_of(path.name, path.name, digits)


def read_strokes(path: Path) -> tuple[list[list[Stroke]], list[int]]:
    """The drawings of a stroke file and their labels, not yet framed; errors as in :func:`load_stroke_file`.

    They are read one by one: the text of the file is never in memory as a whole, nor what JSON makes of it.
    """
    drawings: list[list[Stroke]] = []
    labels: list[int] = []
    n_points = 0
    try:
        check_unpacks_to_no_more(path)
        size = path.stat().st_size
        with open_unpacked(path) as file:
            for number, entry in enumerate(_entries(path, file), start=1):
                label, strokes = _checked(path, number, entry)
                drawings.append(strokes)
                labels.append(label)
                n_points += sum(map(len, strokes))
                most_points = _ALWAYS_POINTS + size / _BYTES_PER_POINT
                if number > _ALWAYS_DRAWINGS + size / _BYTES_PER_DRAWING or n_points > most_points:
                    got = {"n_bytes": size, "n": number, "n_points": n_points}
                    raise DataError(say("strokes.more_than_it_holds", file=path.name, **got))
    except READ_ERRORS as error:
        raise DataError(say("strokes.damaged", file=path.name)) from error
    if not drawings:
        raise DataError(say("strokes.empty", file=path.name, form=_FORM))
    return drawings, labels


def _checked(path: Path, number: int, entry: Any) -> tuple[int, list[Stroke]]:  # noqa: ANN401 - what JSON can hold
    """The label and the strokes of a drawing."""
    said: dict[str, Any] = {"file": path.name, "number": number}
    label = entry.get("label") if isinstance(entry, dict) else None
    if isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9:
        raise DataError(say("strokes.other_label", got=repr(label)[:_SHOWN], **said))
    strokes = entry.get("strokes")
    if not isinstance(strokes, list):
        raise DataError(say("strokes.no_list", got=repr(str(strokes)[:_SHOWN]), **said))
    try:
        cleaned = as_strokes(strokes)
    except DataError as error:
        raise DataError(say("strokes.other_strokes", reason=cast("Value", error.sentence), **said)) from error
    if sum(map(len, cleaned)) != sum(map(len, strokes)) and not all(
        np.isfinite(np.asarray(stroke, dtype=np.float64)).all() for stroke in strokes
    ):
        raise DataError(say("strokes.not_finite", **said))
    return label, cleaned


def _entries(path: Path, file: IO[bytes]) -> Iterator[Any]:
    """What is in the list that a JSON text is, one after the other."""
    text = _Text(path, file)
    mark = text.next_mark()
    if mark != "[":
        if mark and mark in '{"-0123456789tfn':
            raise DataError(say("strokes.something_else", file=path.name, form=_FORM))
        raise DataError(say("strokes.no_json", file=path.name))
    text.skip()
    number = 0
    while number or text.next_mark() != "]":
        check_cancelled()
        number += 1
        yield text.value(number)
        mark = text.next_mark()
        if mark == "]":
            break
        if mark != ",":
            if mark:
                raise DataError(say("strokes.no_comma", file=path.name, number=number, got=repr(mark)))
            raise DataError(say("strokes.no_end", file=path.name, number=number))
        text.skip()
    text.skip()
    if text.next_mark():
        raise DataError(say("strokes.more_behind", file=path.name, got=repr(text.next_mark())))


class _Text:
    """The text of a file, of which some is in memory."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file
        start = file.read(4)
        self._decode = codecs.getincrementaldecoder(text_encoding(start))(errors="replace").decode
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._place = self._decode(start), 0
        self._is_whole = False

    def next_mark(self) -> str:
        """The next letter that is no blank, empty at the end; it stays."""
        while True:
            rest = self._text[self._place :].lstrip(" \t\r\n")
            self._place = len(self._text) - len(rest)
            if rest or not self._read_more():
                return rest[:1]

    def skip(self) -> None:
        """Go on behind the letter that :meth:`next_mark` has told."""
        self._place += 1

    def value(self, number: int) -> Any:  # noqa: ANN401 - what JSON can hold
        """The next value; ``number`` is that of the drawing, for sentences."""
        self.next_mark()
        while True:
            try:
                value, end = self._parse(self._text, self._place)
            except (ValueError, RecursionError) as error:
                n_had = len(self._text) - self._place
                if self._is_cut_off(error):
                    if n_had > _LONGEST_ENTRY:
                        raise self._too_long(number) from error
                    if self._read_more(min(n_had, _LONGEST_ENTRY + 1 - n_had)):
                        continue
                key = "strokes.too_many_brackets" if isinstance(error, RecursionError) else "strokes.no_drawing"
                raise DataError(say(key, file=self._path.name, number=number, form=_FORM)) from error
            if end - self._place > _LONGEST_ENTRY:
                raise self._too_long(number)
            self._place = end
            return value

    def _is_cut_off(self, error: Exception) -> bool:
        """Whether what is wrong may be that the text in memory ends there."""
        return isinstance(error, json.JSONDecodeError) and (
            error.pos >= len(self._text) - _LONGEST_CUT_OFF or error.msg.startswith("Unterminated string")
        )

    def _too_long(self, number: int) -> DataError:
        return DataError(say("strokes.too_long", file=self._path.name, most=_LONGEST_ENTRY, number=number))

    def _read_more(self, n_wanted: int = 0) -> bool:
        """Read more than so many letters, in chunks; returns whether there were any."""
        n_before = len(self._text) - self._place
        pieces = [self._text[self._place :]]
        n_read = 0
        while not self._is_whole and n_read <= n_wanted:
            data = self._file.read(_CHUNK_BYTES)
            self._is_whole = not data
            pieces.append(self._decode(data, self._is_whole))
            n_read += len(pieces[-1])
        self._text, self._place = "".join(pieces), 0
        return len(self._text) > n_before
