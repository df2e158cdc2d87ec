"""Files opened for reading, gzipped or not, without trusting what they say of their size.

Whether a file is gzipped is seen from its first bytes, not from its name: browsers and mail programs unpack files and
leave the name as it was.
"""

import gzip
import json
import zlib
from pathlib import Path
from typing import IO, Protocol, cast

from engine.errors import DataError

MAX_FILE_BYTES = 2**31
"""No file of digits is larger than this, and none unpacks to more."""
READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file raises that is cut off, damaged or out of reach."""

_GZIP_MAGIC = b"\x1f\x8b"
_CHUNK_BYTES = 2**20
_ALWAYS_ARRAY_BYTES, _ARRAY_BYTES_PER_BYTE = 48 * 2**20, 64
_ALWAYS_VALUES, _VALUES_PER_BYTE = 6_000_000, 16
_ALWAYS_TEXT_BYTES, _TEXT_BYTES_PER_BYTE = 16 * 2**20, 128


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, n_bytes: int, /) -> bytes:
        """Up to so many bytes; none at the end."""


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked on the way if it is gzipped.

    Raises
    ------
    DataError
        If it cannot be opened or is larger than 2 GiB.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DataError(f"{path.name}: expected a file of up to 2 GiB, got a larger one; split it")
        return cast("IO[bytes]", gzip.open(path, "rb")) if _is_packed(path) else path.open("rb")
    except OSError as error:
        raise DataError(f"{path}: expected a file that can be read, got: {error.strerror or error}") from error


def most_unpacked_bytes(path: Path) -> int:
    """How many bytes a file can hold at most: deflate shrinks to 1/1032 at best."""
    size = path.stat().st_size
    return size * 1032 + 1024 if _is_packed(path) else size


def most_array_bytes(path: Path) -> int:
    """How many bytes of numbers a file can hold that is honest: 48 MiB, or 64 times its own size.

    Deflate can shrink zeros to a thousandth. Digits with their blank paper do not shrink so far: MNIST's to a fifth as
    bytes, to a fortieth as float64. What claims more was made to fill the memory.
    """
    return most_array_bytes_in(path.stat().st_size)


def most_array_bytes_in(n_bytes: int) -> int:
    """The same for a file of so many bytes, which may not be written yet."""
    return _ALWAYS_ARRAY_BYTES + _ARRAY_BYTES_PER_BYTE * n_bytes


def most_values(path: Path) -> int:
    """How many numbers the text of an honest file can hold: 6 million, or 16 for each of its bytes; see above."""
    return _ALWAYS_VALUES + _VALUES_PER_BYTE * path.stat().st_size


def check_unpacks_to_no_more(path: Path, *, always: int = _ALWAYS_TEXT_BYTES) -> None:
    """Raise ``DataError`` if a gzipped file unpacks to more than ``always`` and 128 times its size; nothing of it is kept.

    Even numbers that are written with 20 decimals, zeros most of them, shrink less.
    """
    if not _is_packed(path):
        return
    size = path.stat().st_size
    n_left = most_text_bytes_in(size, always=always)
    with open_unpacked(path) as file:
        while chunk := file.read(_CHUNK_BYTES):
            n_left -= len(chunk)
            if n_left < 0:
                raise DataError(
                    f"{path.name}: expected a file that was gzipped to a hundredth of its size at most, got {size:,} "
                    f"bytes that unpack to far more; it is damaged, or made to fill the memory"
                )


def most_text_bytes_in(n_bytes: int, *, always: int = _ALWAYS_TEXT_BYTES) -> int:
    """To how many bytes a file of so many may unpack; see above."""
    return min(always + _TEXT_BYTES_PER_BYTE * n_bytes, MAX_FILE_BYTES)


def text_encoding(start: bytes) -> str:
    """The encoding of a text that begins with two ASCII characters, from its first four bytes.

    UTF-8, UTF-16 or UTF-32, with a byte order mark or without: what PowerShell writes into a file is UTF-16.
    """
    return json.detect_encoding(start)


def in_bytes(n_bytes: int) -> str:
    """A limit in words: "2 GiB", "256 MiB", "3,200 bytes"."""
    for unit, size in (("GiB", 2**30), ("MiB", 2**20)):
        if n_bytes >= size and n_bytes % size == 0:
            return f"{n_bytes // size} {unit}"
    return f"{n_bytes:,} bytes"


def fill_from(file: Readable, target: memoryview) -> int:
    """Read until ``target`` is full or the file ends; returns how many bytes were read."""
    n_read = 0
    while n_read < len(target) and (chunk := file.read(min(_CHUNK_BYTES, len(target) - n_read))):
        target[n_read : n_read + len(chunk)] = chunk
        n_read += len(chunk)
    return n_read


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
