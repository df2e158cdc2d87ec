"""Digits from stroke files: drawings as they were written, in JSON."""

import codecs
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.framing import Stroke, as_strokes, frame_drawings
from engine.io.file_reading import (
    MAX_FILE_BYTES,
    READ_ERRORS,
    Readable,
    check_unpacks_to_no_more,
    most_text_bytes_in,
    open_unpacked,
    text_encoding,
)

LONGEST_DRAWING = 2**19
"""Characters of a drawing that is kept; parsed, they take up to 40 times as much memory. A minute of writing takes some
100,000."""
_LONGEST_ENTRY = 2 * LONGEST_DRAWING  # of a drawing in a file: others indent, and write more decimals
_LONGEST_CUT_OFF = 12  # characters: of "-Infinity", or two escapes of four digits
_CHUNK_BYTES = 2**16
_SHOWN = 40  # characters of what is wrong that a sentence shows
_ALWAYS_DRAWINGS, _BYTES_PER_DRAWING = 5000, 16
_ALWAYS_POINTS, _BYTES_PER_POINT = 50_000, 2
_FORM = '{"label": digit, "strokes": [...]}'


def load_stroke_file(path: Path) -> Dataset:
    """Read drawings ``[{"label": 3, "strokes": [[[x, y], ...], ...]}, ...]``, y down, and frame them.

    Raises
    ------
    DataError
        If the file cannot be read, or holds more than its size allows, or a drawing has no digit as its label or no points.
    """
    drawings, labels = read_strokes(path)
    images, drawn = frame_drawings(drawings)
    if not drawn.all():
        raise DataError(
            f"{path.name}: expected every drawing to have points, drawing {int(drawn.argmin()) + 1} has none"
        )
    digits = Digits(images.reshape(len(images), -1), np.array(labels, dtype=np.intp))
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
                if not _can_hold(size, number, n_points):
                    raise DataError(
                        f"{path.name}: expected drawings that a file of {size:,} bytes can hold, got more than {number:,} "
                        f"with {n_points:,} points; it is damaged, or made to fill the memory"
                    )
    except READ_ERRORS as error:
        raise DataError(
            f"{path.name}: expected a stroke file in JSON, got one that is cut off or damaged; get it again"
        ) from error
    if not drawings:
        raise DataError(f"{path.name}: expected a list of {_FORM}, got an empty one; choose another file")
    return drawings, labels


def gzipped(text: bytes, *, n_drawings: int, n_points: int) -> bytes:
    """A stroke file gzipped so that :func:`read_strokes` reads it: one drawing again and again would shrink too far."""
    packed = gzip.compress(text, compresslevel=6, mtime=0)
    if len(text) <= most_text_bytes_in(len(packed)) and _can_hold(len(packed), n_drawings, n_points):
        return packed
    return gzip.compress(text, compresslevel=0, mtime=0)


def _can_hold(n_bytes: int, n_drawings: int, n_points: int) -> bool:
    """Whether an honest file of so many bytes, gzipped or not, can hold so much."""
    return (
        n_drawings <= _ALWAYS_DRAWINGS + n_bytes / _BYTES_PER_DRAWING
        and n_points <= _ALWAYS_POINTS + n_bytes / _BYTES_PER_POINT
    )


def _checked(path: Path, number: int, entry: Any) -> tuple[int, list[Stroke]]:  # noqa: ANN401 - what JSON can hold
    """The label and the strokes of a drawing."""
    label = entry.get("label") if isinstance(entry, dict) else None
    if isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9:
        raise DataError(
            f"{path.name}: expected a label from 0 to 9 in drawing {number}, got {repr(label)[:_SHOWN]}; correct it"
        )
    strokes = entry.get("strokes")
    if not isinstance(strokes, list):
        raise DataError(
            f"{path.name}: expected a list of strokes in drawing {number}, got {str(strokes)[:_SHOWN]!r}; correct it"
        )
    try:
        cleaned = as_strokes(strokes)
    except DataError as error:
        raise DataError(f"{path.name}, drawing {number}: {error}") from error
    if sum(map(len, cleaned)) != sum(map(len, strokes)) and not all(
        np.isfinite(np.asarray(stroke, dtype=np.float64)).all() for stroke in strokes
    ):
        raise DataError(
            f"{path.name}: expected finite coordinates in drawing {number}, got NaN or infinity; correct them or leave the "
            f"drawing out"
        )
    return label, cleaned


def _entries(path: Path, file: Readable) -> Iterator[Any]:
    """What is in the list that a JSON text is, one after the other."""
    text = _Text(path, file)
    mark = text.next_mark()
    if mark != "[":
        if mark and mark in '{"-0123456789tfn':
            raise DataError(f"{path.name}: expected a list of {_FORM}, got something else; choose another file")
        raise DataError(
            f"{path.name}: expected a stroke file in JSON, got one that cannot be read; choose another file"
        )
    text.skip()
    number = 0
    while number or text.next_mark() != "]":
        number += 1
        yield text.value(number)
        mark = text.next_mark()
        if mark == "]":
            break
        if mark != ",":
            raise DataError(
                f"{path.name}: expected a stroke file in JSON, got one that cannot be read: after drawing {number} a comma "
                f"or the end of the list is to stand, got {repr(mark) if mark else 'the end of the file'}"
            )
        text.skip()
    text.skip()
    if text.next_mark():
        raise DataError(
            f"{path.name}: expected nothing after the list of drawings, got {text.next_mark()!r}; delete it"
        )


class _Text:
    """The text of a file, of which some is in memory."""

    def __init__(self, path: Path, file: Readable) -> None:
        self._path, self._file = path, file
        start = file.read(4)
        self._decode = codecs.getincrementaldecoder(text_encoding(start))(errors="replace").decode
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._place = self._decode(start), 0
        self._n_bytes, self._is_whole = len(start), False

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
                told = "brackets within too many brackets" if isinstance(error, RecursionError) else "text that is none"
                raise DataError(
                    f"{self._path.name}: expected a stroke file in JSON, got one that cannot be read: drawing {number} is "
                    f"to be {_FORM}, got {told}"
                ) from error
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
        return DataError(
            f"{self._path.name}: expected drawings of up to {_LONGEST_ENTRY:,} characters each, got a longer one as "
            f"drawing {number}; leave it out, or keep fewer points of it"
        )

    def _read_more(self, n_wanted: int = 0) -> bool:
        """Read more than so many letters, in chunks; returns whether there were any."""
        n_before = len(self._text) - self._place
        pieces = [self._text[self._place :]]
        n_read = 0
        while not self._is_whole and n_read <= n_wanted:
            data = self._file.read(_CHUNK_BYTES)
            self._is_whole = not data
            self._n_bytes += len(data)
            if self._n_bytes > MAX_FILE_BYTES:
                raise DataError(f"{self._path.name}: expected up to 2 GiB unpacked, got more; split the file")
            pieces.append(self._decode(data, self._is_whole))
            n_read += len(pieces[-1])
        self._text, self._place = "".join(pieces), 0
        return len(self._text) > n_before
