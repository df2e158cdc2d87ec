"""The arrays of numbers in a MATLAB file of version 4 to 7.2, read without trusting what it says of itself.

SciPy's reader believes the sizes that a file names: a damaged one makes it ask for gigabytes, or ends the process. Here
each array's size is compared with what the file can hold before memory is taken. Text, structs, cells, sparse and complex
arrays, and whatever else MATLAB keeps, objects and function handles among it, are passed over unread.

Source: The MathWorks, "MAT-File Format" (level 4 and level 5).
"""

import math
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError
from engine.io.file_reading import MAX_FILE_BYTES, Readable, fill_from, most_array_bytes

HEADER_BYTES = 128
"""Of a file of version 5 to 7.2; each variable follows with a tag of two numbers."""
_MATRIX, _PACKED = 14, 15  # in a variable's tag
_NUMBER_CLASSES = range(6, 16)  # double, single, and integers of 8 to 64 bits, signed or not
_COMPLEX = 0x08
_TYPES = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
_TYPES_4 = ("f8", "f4", "i4", "i2", "u2", "u1")
_LONGEST_NAME = 63  # letters, in MATLAB; other programs write a few more
_MOST_DIMENSIONS = 32
_MOST_VARIABLES = 10_000
_PIECE_BYTES = 2**14  # read at a time; packed, they hold 17 MB at most, of which no more is unpacked than is asked for

Arrays = dict[str, NDArray[np.float64]]


@dataclass
class Contents:
    """The real arrays of a file.

    Attributes
    ----------
    is_wanted
        Which of them are read, by name; the others may be as large as they like, they take neither memory nor time.
    arrays
        Those that were read.
    shapes
        What the headers of all say, read or not.
    """

    is_wanted: Callable[[str], bool]
    arrays: Arrays = field(default_factory=dict)
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _n_values: int = 0

    def wants(self, path: Path, name: str, shape: tuple[int, ...]) -> bool:
        """Whether to read an array; raises ``DataError`` if it cannot have such a shape after the others."""
        self.shapes[name] = shape
        if not self.is_wanted(name):
            return False
        _check_shape(path, shape, self._n_values)
        return True

    def keep(self, name: str, values: NDArray[np.float64]) -> None:
        """Have an array that was read."""
        self.arrays[name] = values
        self._n_values += values.size


def read_arrays(path: Path, file: IO[bytes], is_wanted: Callable[[str], bool]) -> Contents:
    """The real arrays of an open file whose names are wanted.

    Raises
    ------
    DataError
        If an array says a shape that cannot be, or one that it does not have, or there are more than 10,000 variables.
    struct.error, zlib.error, EOFError, OSError
        If the file is cut off or damaged.
    """
    header = file.read(HEADER_BYTES)
    if not header:
        raise EOFError
    if len(header) < HEADER_BYTES or 0 in header[:4]:
        file.seek(0)
        return _contents_of_version_4(path, file, is_wanted)
    if header[126:] not in (b"IM", b"MI"):
        raise EOFError
    order = "<" if header[126:] == b"IM" else ">"
    contents = Contents(is_wanted)
    n_variables = 0
    while tag := file.read(8):
        n_variables += 1
        _check_count(path, n_variables)
        kind, n_bytes = struct.unpack(f"{order}2I", tag)
        end = file.tell() + n_bytes
        if kind == _PACKED:
            unpacked = _Unpacked(file, n_bytes)
            kind, n_bytes = struct.unpack(f"{order}2I", unpacked.read(8))
            if kind == _MATRIX and _read_array(path, unpacked, order, n_bytes, contents):
                unpacked.check_end()
        elif kind == _MATRIX:
            _read_array(path, file, order, n_bytes, contents)
        file.seek(end)
    return contents


def _read_array(path: Path, file: Readable, order: str, n_bytes: int, contents: Contents) -> bool:
    """Read one variable; ``False`` if it is no array of real numbers or not wanted, and only its header was read."""
    _, flags, n_left = _small_element(file, order, n_bytes, longest=8)
    word, _ = struct.unpack(f"{order}2I", flags)
    array_class, is_complex = word & 0xFF, bool(word >> 8 & _COMPLEX)
    if array_class not in _NUMBER_CLASSES or is_complex:
        return False
    _, dimensions, n_left = _small_element(file, order, n_left, longest=4 * _MOST_DIMENSIONS)
    shape = struct.unpack(f"{order}{len(dimensions) // 4}i", dimensions)
    _, name, n_left = _small_element(file, order, n_left, longest=4 * _LONGEST_NAME)
    called = name.decode("latin1")
    if not contents.wants(path, called, shape):
        return False
    kind, n_data, inline = _tag(file, order)
    if kind not in _TYPES:
        raise EOFError
    dtype = np.dtype(f"{order}{_TYPES[kind]}")
    n_expected = math.prod(shape) * dtype.itemsize
    if n_data != n_expected or (not inline and n_data > max(n_left - 8, 0)):
        told = "more" if n_data > n_expected else f"{n_data:,} bytes"
        raise DataError(
            f"{path.name}: expected {called} to hold what the shape tells, got {told}; the file is damaged, save it again"
        )
    contents.keep(called, _filled(path, file, inline, dtype, shape))
    return True


def _small_element(file: Readable, order: str, n_left: int, *, longest: int) -> tuple[int, bytes, int]:
    """An element's kind, its bytes, and how many bytes of the variable are left after it."""
    kind, n_bytes, inline = _tag(file, order)
    if inline:
        return kind, inline[:n_bytes], n_left - 8
    if n_bytes > longest:
        raise EOFError
    padded = n_bytes + -n_bytes % 8
    return kind, _whole(file, padded)[:n_bytes], n_left - 8 - padded


def _tag(file: Readable, order: str) -> tuple[int, int, bytes]:
    """An element's kind, its number of bytes, and the bytes if they are so few that they stand in the tag."""
    tag = _whole(file, 8)
    kind, n_bytes = struct.unpack(f"{order}2I", tag)
    if kind >> 16:
        if kind >> 16 > 4:
            raise EOFError
        return kind & 0xFFFF, kind >> 16, tag[4:]
    return kind, n_bytes, b""


def _contents_of_version_4(path: Path, file: IO[bytes], is_wanted: Callable[[str], bool]) -> Contents:
    """Headers of five numbers, each with a name and values after it."""
    contents = Contents(is_wanted)
    n_variables = 0
    while header := file.read(20):
        n_variables += 1
        _check_count(path, n_variables)
        order = "<" if 0 <= struct.unpack("<i", header[:4])[0] < 5000 else ">"
        what, n_rows, n_columns, is_complex, n_name = struct.unpack(f"{order}5i", header)
        machine, _, number, form = what // 1000, what // 100 % 10, what // 10 % 10, what % 10
        if machine > 1 or number >= len(_TYPES_4) or form > 2 or not 0 < n_name <= 4 * _LONGEST_NAME:
            raise EOFError
        name = _whole(file, n_name).rstrip(b"\0").decode("latin1")
        dtype = np.dtype(f"{order}{_TYPES_4[number]}")
        n_bytes = n_rows * n_columns * dtype.itemsize * (2 if is_complex else 1)
        if min(n_rows, n_columns) < 0 or n_bytes > MAX_FILE_BYTES:
            raise EOFError
        if form or is_complex or not contents.wants(path, name, (n_rows, n_columns)):
            file.seek(n_bytes, 1)
            continue
        contents.keep(name, _filled(path, file, b"", dtype, (n_rows, n_columns)))
    return contents


def _check_count(path: Path, n_variables: int) -> None:
    if n_variables > _MOST_VARIABLES:
        raise DataError(f"{path.name}: expected a file of up to {_MOST_VARIABLES:,} variables, got more; save fewer")


def _check_shape(path: Path, shape: tuple[int, ...], n_before: int) -> None:
    """Raise ``DataError`` if an array cannot have such a shape, or not after so many values in others."""
    if len(shape) < 2:
        raise EOFError
    if min(shape) < 0:
        raise DataError(f"{path.name}: expected arrays of 0 or more values, got negative shapes; it is damaged")
    n_values = n_before + math.prod(shape)
    if n_values * 8 > MAX_FILE_BYTES:
        raise DataError(f"{path.name}: expected arrays of up to 2 GiB, got {n_values:,} values; save fewer")
    if n_values * 8 > most_array_bytes(path):
        raise DataError(
            f"{path.name}: expected arrays that a file of {path.stat().st_size:,} bytes can hold, got {n_values:,} values; "
            f"it is damaged, save it again"
        )


def _filled(
    path: Path, file: Readable, inline: bytes, dtype: np.dtype[np.generic], shape: tuple[int, ...]
) -> NDArray[np.float64]:
    """Values that stand in the tag or follow it, column by column, as float64."""
    n_bytes = math.prod(shape) * dtype.itemsize
    data = bytearray(inline[:n_bytes]) if inline else bytearray(n_bytes)
    n_read = len(data) if inline else fill_from(file, memoryview(data))
    if n_read < n_bytes:
        raise DataError(
            f"{path.name}: expected {n_bytes:,} bytes of an array, as its shape tells, got {n_read:,}; the file is cut off "
            f"or damaged, save it again"
        )
    values: NDArray[np.float64] = np.frombuffer(data, dtype).astype(np.float64, copy=False).reshape(shape, order="F")
    return values


def _whole(file: Readable, n_bytes: int) -> bytes:
    data = file.read(n_bytes)
    if len(data) < n_bytes:
        raise EOFError
    return data


_LONGEST_PADDING = 7  # bytes after an array


class _Unpacked:
    """What the next bytes of a file hold, unpacked no further than it is asked for."""

    def __init__(self, file: IO[bytes], n_bytes: int) -> None:
        self._file, self._n_left = file, n_bytes
        self._unpacker = zlib.decompressobj()
        self._packed = b""

    def read(self, n_bytes: int, /) -> bytes:
        """So many bytes, fewer at the end."""
        found = b""
        while len(found) < n_bytes and not self._unpacker.eof:
            if not self._packed:
                self._packed = self._file.read(min(self._n_left, _PIECE_BYTES))
                self._n_left -= len(self._packed)
            piece = self._unpacker.decompress(self._packed, n_bytes - len(found))
            if not piece and not self._packed:
                break
            self._packed = self._unpacker.unconsumed_tail
            found += piece
        return found

    def check_end(self) -> None:
        """Raise ``EOFError`` unless padding alone follows, and ``zlib.error`` if the checksum is that of something else."""
        if len(self.read(_LONGEST_PADDING + 1)) > _LONGEST_PADDING or not self._unpacker.eof:
            raise EOFError("packed data that do not end where the array does")
