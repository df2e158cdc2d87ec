"""Digits from stroke files: drawings as they were written, in JSON."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import numpy as np

from engine.cancellation import check_cancelled
from engine.data.formats.found_pictures import FoundPictures, word_digit
from engine.errors import DataError
from engine.ink.framing import Stroke, as_strokes
from engine.ink.input_formats import FRAME, InputFormat
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked, text_encoding, why_unreadable
from engine.text.sentence import Value, say

LONGEST_DRAWING = 2**19
"""Characters of a drawing that is kept; parsed, they take up to 40 times as much memory. A minute of writing takes some
100,000."""
_LONGEST_ENTRY = 2 * LONGEST_DRAWING  # of a drawing in a file: others indent, and write more decimals
_MOST_STROKES = 10_000  # of a drawing that is a list of strokes alone
_LONGEST_CUT_OFF = 12  # characters: of "-Infinity", or two escapes of four digits
_CHUNK_BYTES = 2**16
_BLANKS = re.compile(r"[ \t\r\n]*")
_SHOWN = 40  # characters of what is wrong that a sentence shows
_ALWAYS_DRAWINGS, _BYTES_PER_DRAWING = 20_000, 16
_ALWAYS_POINTS, _BYTES_PER_POINT = 2_000_000, 2
"""What a packed file may hold: framed, a drawing takes 1,600 bytes, and one that repeats shrinks to a few."""
_FORM = '{"label": digit, "strokes": [...]}'
_LABEL_KEYS = ("label", "digit", "class", "word", "target")
_STROKES_KEYS_IN_ORDER = ("strokes", "drawing", "paths")
_STROKES_KEYS = frozenset(_STROKES_KEYS_IN_ORDER)


def find_in_strokes(path: Path, wanted: InputFormat | None = None) -> FoundPictures:
    """Read drawings as :func:`read_drawings` does, and lay them out: by default, 20x20.

    Raises
    ------
    DataError
        If the file cannot be read, or holds more than its size allows, or a drawing has no points.
    """
    drawings, labels = read_drawings(path)
    form = wanted or FRAME
    images, drawn = form.drawings(drawings)
    if not drawn.all():
        raise DataError(say("strokes.no_points", file=path.name, number=int(drawn.argmin()) + 1))
    known = None if labels is None else np.array(labels, dtype=np.intp)
    return FoundPictures(path.name, images, known, is_framed=True)


def read_strokes(path: Path) -> tuple[list[list[Stroke]], list[int]]:
    """The drawings of a stroke file in which each has a label, and the labels, not yet framed.

    Raises
    ------
    DataError
        As :func:`read_drawings` raises it, or if a drawing has no label.
    """
    drawings, labels = read_drawings(path)
    if labels is None:
        raise DataError(say("strokes.other_label", file=path.name, number=1, got="none"))
    return drawings, labels


def read_drawings(path: Path) -> tuple[list[list[Stroke]], list[int] | None]:
    """The drawings of a stroke file and their labels, if they have some; not yet framed.

    A drawing is ``{"label": 3, "strokes": [[[x, y], ...], ...]}``, y down; its label may be a figure or a word in quotes,
    and may be called word, digit or class. Points may have a time behind x and y, or be ``{"x": x, "y": y}``. The drawings
    stand in a list, or one in each line, as Quick, Draw! has them: ``{"word": "three", "drawing": [[[x, ...], [y, ...]],
    ...]}``. What signature pads write, a list of strokes alone, is one drawing without a label.

    They are read one by one: the text of the file is never in memory as a whole, nor what JSON makes of it.

    Raises
    ------
    DataError
        If the file cannot be read, or holds more than its size allows, or a drawing has a label that is no digit, or no
        strokes, or if some drawings have labels and others have none.
    """
    drawings: list[list[Stroke]] = []
    labels: list[int | None] = []
    n_points = 0
    try:
        check_unpacks_to_no_more(path)
        size = path.stat().st_size
        with open_unpacked(path) as file:
            for number, entry in enumerate(_gathered(path, _entries(path, file)), start=1):
                label, strokes = _checked(path, number, entry)
                drawings.append(strokes)
                labels.append(label)
                n_points += sum(map(len, strokes))
                most_points = _ALWAYS_POINTS + size / _BYTES_PER_POINT
                if number > _ALWAYS_DRAWINGS + size / _BYTES_PER_DRAWING or n_points > most_points:
                    got = {"n_bytes": size, "n": number, "n_points": n_points}
                    raise DataError(say("strokes.more_than_it_holds", file=path.name, **got))
    except READ_ERRORS as error:
        raise DataError(why_unreadable(path, error, say("strokes.damaged", file=path.name))) from error
    if not drawings:
        raise DataError(say("strokes.empty", file=path.name, form=_FORM))
    if all(label is None for label in labels):
        return drawings, None
    if None in labels:
        number = labels.index(None) + 1
        raise DataError(say("strokes.other_label", file=path.name, number=number, got="none"))
    return drawings, [label for label in labels if label is not None]


def _gathered(path: Path, entries: Iterator[Any]) -> Iterator[Any]:
    """Drawings; a list of strokes alone is one."""
    strokes: list[Any] = []
    for entry in entries:
        if isinstance(entry, list) or (
            isinstance(entry, dict) and _STROKES_KEYS.isdisjoint(entry) and "points" in entry
        ):
            strokes.append(entry)
            if len(strokes) > _MOST_STROKES:
                raise DataError(say("strokes.too_long", file=path.name, most=_LONGEST_ENTRY, number=1))
            continue
        if strokes:
            yield {"strokes": strokes}
            strokes = []
        yield entry
    if strokes:
        yield {"strokes": strokes}


def _checked(path: Path, number: int, entry: Any) -> tuple[int | None, list[Stroke]]:  # noqa: ANN401 - what JSON can hold
    """The label, if there is one, and the strokes of a drawing."""
    said: dict[str, Any] = {"file": path.name, "number": number}
    known = entry if isinstance(entry, dict) else {}
    key = next((key for key in _LABEL_KEYS if key in known), None)
    label = _label(known[key]) if key is not None else None
    if (key is not None and label is None) or not isinstance(entry, dict):
        raise DataError(say("strokes.other_label", got=repr(known.get(key or "label"))[:_SHOWN], **said))
    strokes_key = next((key for key in _STROKES_KEYS_IN_ORDER if key in known), "strokes")
    strokes = known.get(strokes_key)
    if not isinstance(strokes, list):
        raise DataError(say("strokes.no_list", got=repr(str(strokes)[:_SHOWN]), **said))
    strokes = _as_points(strokes, in_columns=strokes_key == "drawing")
    try:
        cleaned = as_strokes(strokes)
    except DataError as error:
        raise DataError(say("strokes.other_strokes", reason=cast("Value", error.sentence), **said)) from error
    if sum(map(len, cleaned)) != sum(map(len, strokes)) and not all(
        np.isfinite(np.asarray(stroke, dtype=np.float64)).all() for stroke in strokes
    ):
        raise DataError(say("strokes.not_finite", **said))
    return label, cleaned


def _label(value: object) -> int | None:
    """The digit that a label names; ``None`` if it names none."""
    if isinstance(value, str):
        return word_digit(value)
    is_digit = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9
    return int(cast("int", value)) if is_digit else None


def _as_points(strokes: list[Any], *, in_columns: bool) -> list[Any]:
    """Strokes as lists of [x, y], however their points are written; what is written otherwise stays as it is.

    Parameters
    ----------
    strokes
        As JSON has them.
    in_columns
        Whether all x of a stroke may stand before all y.
    """
    points = [stroke.get("points") if isinstance(stroke, dict) else stroke for stroke in strokes]
    return [_stroke_points(stroke, in_columns=in_columns) for stroke in points]


def _stroke_points(stroke: Any, *, in_columns: bool) -> Any:  # noqa: ANN401 - what JSON can hold
    if not isinstance(stroke, list) or not stroke:
        return stroke
    if all(isinstance(point, dict) and "x" in point and "y" in point for point in stroke):
        return [[point["x"], point["y"]] for point in stroke]
    if not all(isinstance(part, list) for part in stroke):
        return stroke
    if in_columns and len(stroke) in {2, 3} and len({len(part) for part in stroke}) == 1:
        return [list(point) for point in zip(stroke[0], stroke[1], strict=True)]
    if all(len(point) == 3 for point in stroke):
        return [point[:2] for point in stroke]
    return stroke


def _entries(path: Path, file: IO[bytes]) -> Iterator[Any]:
    """What is in the list that a JSON text is, or in its lines, one after the other."""
    text = _Text(path, file)
    mark = text.next_mark()
    if mark == "{":
        yield from _lines(path, text)
        return
    if mark != "[":
        if mark and mark in '"-0123456789tfn':
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


def _lines(path: Path, text: "_Text") -> Iterator[Any]:
    """Objects that follow each other, as in a file with one in each line."""
    number = 0
    while mark := text.next_mark():
        check_cancelled()
        number += 1
        if mark != "{":
            raise DataError(say("strokes.no_drawing", file=path.name, number=number, form=_FORM))
        value = text.value(number)
        if number == 1 and text.next_mark() == "" and _STROKES_KEYS.isdisjoint(value):
            raise DataError(say("strokes.something_else", file=path.name, form=_FORM))
        yield value


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
            blanks = _BLANKS.match(self._text, self._place)
            self._place = blanks.end() if blanks is not None else self._place
            if self._place < len(self._text) or not self._read_more():
                return self._text[self._place : self._place + 1]

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
