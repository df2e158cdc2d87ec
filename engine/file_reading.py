"""Files opened for reading, gzipped or not, without trusting what they say of their size.

Whether a file is gzipped is seen from its first bytes, not from its name: browsers and mail programs unpack files and
leave the name as it was.
"""

import gzip
import zlib
from pathlib import Path
from typing import IO, cast

from engine.errors import DataError

MAX_FILE_BYTES = 2**31
"""No file of digits is larger than this, and none unpacks to more."""
READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file raises that is cut off, damaged or out of reach."""

_GZIP_MAGIC = b"\x1f\x8b"
_CHUNK_BYTES = 2**20


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


def read_unpacked(path: Path, max_bytes: int | None = None) -> bytes:
    """All bytes of a file, unpacked; what fails is one of :data:`READ_ERRORS` or a DataError.

    Raises
    ------
    DataError
        If it cannot be opened, or holds more than ``max_bytes`` (by default 2 GiB).
    """
    max_bytes = MAX_FILE_BYTES if max_bytes is None else max_bytes
    chunks, n_bytes = [], 0
    with open_unpacked(path) as file:
        while chunk := file.read(_CHUNK_BYTES):
            n_bytes += len(chunk)
            if n_bytes > max_bytes:
                raise DataError(f"{path.name}: expected up to {in_bytes(max_bytes)} unpacked, got more; split the file")
            chunks.append(chunk)
    return b"".join(chunks)


def in_bytes(n_bytes: int) -> str:
    """A limit in words: "2 GiB", "256 MiB", "3,200 bytes"."""
    for unit, size in (("GiB", 2**30), ("MiB", 2**20)):
        if n_bytes >= size and n_bytes % size == 0:
            return f"{n_bytes // size} {unit}"
    return f"{n_bytes:,} bytes"


def fill_from(file: IO[bytes], target: memoryview) -> int:
    """Read until ``target`` is full or the file ends; returns how many bytes were read."""
    n_read = 0
    while n_read < len(target) and (chunk := file.read(min(_CHUNK_BYTES, len(target) - n_read))):
        target[n_read : n_read + len(chunk)] = chunk
        n_read += len(chunk)
    return n_read


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
