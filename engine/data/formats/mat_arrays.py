"""The arrays of numbers in a MATLAB file of version 4 to 7.2.

A reader of our own, for a damaged file ends the process in SciPy's (``tests/THREATS.md``). It follows the sizes that a
file names no further than the bytes that are there. Of structures the arrays in their fields are read, if they are single;
text, cells, sparse and complex arrays, and whatever else MATLAB keeps, objects and function handles among it, are passed
over unread.

Source: The MathWorks, "MAT-File Format" (level 4 and level 5).
"""

import math
import struct
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.formats.mat_variable import Variable as _Variable
from engine.data.formats.octave_text import is_octave_text, variables_of_text
from engine.errors import DataError
from engine.io.file_reading import (
    MAX_FILE_BYTES,
    READ_ERRORS,
    check_unpacks_to_no_more,
    most_bytes,
    open_unpacked,
    why_unreadable,
)
from engine.text.sentence import say

_HEADER_BYTES = 128  # of a file of version 5 to 7.2; each variable follows with a tag of two numbers
_MATRIX, _PACKED = 14, 15  # in a variable's tag
_NUMBER_CLASSES = range(6, 16)  # double, single, and integers of 8 to 64 bits, signed or not
_COMPLEX = 0x0800
_TYPES = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
_TYPES_4 = {0: "f8", 1: "f4", 2: "i4", 3: "i2", 4: "u2", 5: "u1"}
_START_BYTES = 1024  # more than stand before a packed variable's values: a name has 63 letters in MATLAB
_LONGEST_NAME_4 = 252
_STRUCTURE_CLASS = 2
_LONGEST_FIELD, _DEEPEST = 64, 8  # letters of a field's name; structures within structures
_VALUE_BYTES, _LONGEST_PADDING = 8, 7
_PIECE_BYTES = 2**22  # that are unpacked at a time
_HDF5_OFFSETS = (0, 512)  # where the signature stands, without and with MATLAB's own header before it
_HDF5_SIGNATURE = b"\x89HDF"


@dataclass
class Contents:
    """The real arrays of a file.

    Attributes
    ----------
    arrays
        Those that were read: float64, or as they are stored if that was asked for.
    shapes
        What the headers of all say, read or not.
    """

    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)


def read_mat(path: Path) -> dict[str, NDArray[np.float64]]:
    """All real arrays of a MATLAB file by name; see :func:`read_mat_contents`."""
    return read_mat_contents(path, lambda _name: True).arrays


def read_mat_contents(
    path: Path, is_wanted: Callable[[str], bool], *, as_stored: bool = False, structures: Collection[str] = ()
) -> Contents:
    """The real arrays of a MATLAB file of version 7.2 or older, or of Octave's text, gzipped or not, as float64.

    An array in a field of a structure is called by the names of both, with a point between them.

    Parameters
    ----------
    path
        The file.
    is_wanted
        Which arrays are read, by name; of the others only the headers are.
    as_stored
        Whether numbers stay as they are stored, bytes for instance.
    structures
        The names of the structures whose fields are read; all others are passed over unread.

    Raises
    ------
    DataError
        If the file cannot be read as one, or has arrays that a file of its size cannot hold.
    """
    contents, n_values = Contents(), 0
    try:
        check_unpacks_to_no_more(path)
        with open_unpacked(path) as file:
            data = memoryview(file.read())
        if b"MATLAB 7.3" in bytes(data[:128]) or any(data[at : at + 4] == _HDF5_SIGNATURE for at in _HDF5_OFFSETS):
            raise DataError(say("mat.version_7_3", file=path.name))
        for name, shape, values in variables_of_text(data) if is_octave_text(data) else _variables(data, structures):
            check_cancelled()
            contents.shapes[name] = shape
            if not is_wanted(name):
                continue
            if len(shape) < 2 or min(shape) < 0:
                raise EOFError
            n_values += math.prod(shape)
            if n_values * _VALUE_BYTES > most_bytes(path.stat().st_size):
                n_bytes = path.stat().st_size
                raise DataError(say("mat.more_than_it_holds", file=path.name, n_bytes=n_bytes, n_values=n_values))
            stored = values()
            array = stored if as_stored else stored.astype(np.float64, copy=False)
            if array.size != math.prod(shape):
                raise DataError(
                    say("mat.not_the_shape", file=path.name, name=name, n=math.prod(shape), n_got=array.size)
                )
            contents.arrays[name] = array.reshape(shape, order="F")
    except (*READ_ERRORS, struct.error, KeyError, ValueError) as error:
        raise DataError(why_unreadable(path, error, say("mat.damaged", file=path.name))) from error
    return contents


def _variables(data: memoryview, structures: Collection[str]) -> Iterator[_Variable]:
    if not data:
        raise EOFError
    if len(data) < _HEADER_BYTES or 0 in data[:4]:
        return _variables_of_version_4(data)
    return _variables_of_version_5(data, {b"IM": "<", b"MI": ">"}[bytes(data[126:128])], structures)


def _variables_of_version_5(data: memoryview, order: str, structures: Collection[str]) -> Iterator[_Variable]:
    place = _HEADER_BYTES
    while place < len(data):
        kind, n_bytes = struct.unpack_from(f"{order}2I", data, place)
        body = data[place + 8 : place + 8 + n_bytes]
        place += 8 + n_bytes
        unpacker = None
        if kind == _PACKED:
            unpacker = zlib.decompressobj()
            start = memoryview(unpacker.decompress(body, _START_BYTES))
            kind, _ = struct.unpack_from(f"{order}2I", start)
            body = start[8:]
        if kind != _MATRIX:
            continue
        if structures and _is_structure(body, order) and _name_of(body, order) in structures:
            whole = body if unpacker is None else _unpacked(body, unpacker)
            yield from _fields(whole, order, "", depth=0)
            continue
        variable = _variable(body, order, unpacker)
        if variable is not None:
            yield variable


def _is_structure(body: memoryview, order: str) -> bool:
    _, flags, _ = _element(body, 0, order)
    (word,) = struct.unpack_from(f"{order}I", flags)
    return bool(word & 0xFF == _STRUCTURE_CLASS)


def _name_of(body: memoryview, order: str) -> str:
    _, _, place = _element(body, 0, order)
    _, _, place = _element(body, place, order)
    return str(_element(body, place, order)[1], "latin1")


def _unpacked(start: memoryview, unpacker: "zlib._Decompress") -> memoryview:
    """All that is left to be unpacked of a variable, behind its start; no more than a file may hold."""
    whole = bytearray(start)
    while piece := unpacker.decompress(unpacker.unconsumed_tail, _PIECE_BYTES):
        check_cancelled()
        whole += piece
        if len(whole) > MAX_FILE_BYTES:
            raise EOFError
    return memoryview(whole)


def _fields(body: memoryview, order: str, prefix: str, *, depth: int) -> Iterator[_Variable]:
    """The arrays in the fields of a structure that is single, and of those within it."""
    _, _, place = _element(body, 0, order)
    _, sides, place = _element(body, place, order)
    _, name, place = _element(body, place, order)
    _, length, place = _element(body, place, order)
    _, names, place = _element(body, place, order)
    (n_letters,) = struct.unpack_from(f"{order}i", length)
    if depth == _DEEPEST or not 0 < n_letters <= _LONGEST_FIELD:
        raise EOFError
    if math.prod(struct.unpack(f"{order}{len(sides) // 4}i", sides)) != 1:
        return
    called = f"{prefix}{str(name, 'latin1')}" if not prefix else prefix.removesuffix(".")
    for start in range(0, len(names) - n_letters + 1, n_letters):
        field_name = bytes(names[start : start + n_letters]).split(b"\0", 1)[0].decode("latin1")
        kind, field_body, place = _element(body, place, order)
        if kind != _MATRIX or not len(field_body):
            continue
        path = f"{called}.{field_name}"
        if _is_structure(field_body, order):
            yield from _fields(field_body, order, f"{path}.", depth=depth + 1)
            continue
        variable = _variable(field_body, order, None)
        if variable is not None:
            yield variable._replace(name=path)


def _variable(body: memoryview, order: str, unpacker: "zlib._Decompress | None") -> _Variable | None:
    """What a variable is, if it is an array of real numbers; ``body`` may be its start, which ``unpacker`` goes on with."""
    _, flags, place = _element(body, 0, order)
    (word,) = struct.unpack_from(f"{order}I", flags)
    if word & 0xFF not in _NUMBER_CLASSES or word & _COMPLEX:
        return None
    _, sides, place = _element(body, place, order)
    shape = struct.unpack(f"{order}{len(sides) // 4}i", sides)
    _, name, place = _element(body, place, order)

    def values() -> NDArray[np.generic]:
        whole = body
        if unpacker is not None:
            unpacked = bytearray(body)
            n_left = math.prod(shape) * _VALUE_BYTES + _START_BYTES
            while n_left > 0 and (piece := unpacker.decompress(unpacker.unconsumed_tail, min(n_left, _PIECE_BYTES))):
                check_cancelled()
                unpacked += piece
                n_left -= len(piece)
            if not unpacker.eof:  # more than the shape tells, or cut off; at the end zlib has compared its checksum
                raise EOFError
            whole = memoryview(unpacked)
        kind, stored, end = _element(whole, place, order)
        if unpacker is not None and len(whole) > end + _LONGEST_PADDING:
            raise EOFError
        return np.frombuffer(stored, np.dtype(f"{order}{_TYPES[kind]}"))

    return _Variable(str(name, "latin1"), shape, values)


def _element(data: memoryview, place: int, order: str) -> tuple[int, memoryview, int]:
    """An element's kind, its bytes, and where the next one begins."""
    kind, n_bytes = struct.unpack_from(f"{order}2I", data, place)
    if kind >> 16:  # so few bytes that they stand in the tag
        if kind >> 16 > 4:
            raise EOFError
        return kind & 0xFFFF, data[place + 4 : place + 4 + (kind >> 16)], place + 8
    found = data[place + 8 : place + 8 + n_bytes]
    if len(found) < n_bytes:
        raise EOFError
    return kind, found, place + 8 + n_bytes + -n_bytes % 8


def _variables_of_version_4(data: memoryview) -> Iterator[_Variable]:
    """Headers of five numbers, each with a name and values after it."""
    place = 0
    while place < len(data):
        order = "<" if 0 <= struct.unpack_from("<i", data, place)[0] < 5000 else ">"
        what, n_rows, n_columns, is_complex, n_name = struct.unpack_from(f"{order}5i", data, place)
        machine, number, form = what // 1000, what // 10 % 10, what % 10
        if machine > 1 or form > 2 or not 0 < n_name <= _LONGEST_NAME_4 or min(n_rows, n_columns) < 0:
            raise EOFError
        start = place + 20 + n_name
        name = bytes(data[place + 20 : start]).rstrip(b"\0").decode("latin1")
        dtype = np.dtype(f"{order}{_TYPES_4[number]}")
        place = start + n_rows * n_columns * dtype.itemsize * (2 if is_complex else 1)
        if not form and not is_complex:
            values = partial(np.frombuffer, data[start:place], dtype)
            yield _Variable(name, (n_rows, n_columns), values)
