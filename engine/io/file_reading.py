"""Files opened for reading, packed or not, and how much one may unpack to.

Whether a file is packed is seen from its first bytes, not from its name: browsers and mail programs unpack files and
leave the name as it was.
"""

import bz2
import errno
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, cast

from engine.cancellation import check_cancelled
from engine.errors import DataError, DigitLabError
from engine.text.sentence import Sentence, say

MAX_FILE_BYTES = 2**31
"""No file of digits is larger than this, and none unpacks to more."""
READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file raises that is cut off, damaged or out of reach."""

_NO_REASONS = (None, errno.EINVAL, errno.EISDIR)  # a place before the file's start; a folder in the place of a file
_PACKERS: "dict[bytes, Callable[[Path, Literal['rb']], object]]" = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open}
_MAGIC_BYTES = 3
_CHUNK_BYTES = 2**20
_ALWAYS_BYTES, _BYTES_PER_BYTE = 2**27, 128


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked on the way if it is packed by gzip or bzip2.

    Raises
    ------
    DataError
        If it cannot be opened or is larger than 2 GiB.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DataError(say("file.too_large", file=path.name))
        packer = _packer(path)
        return path.open("rb") if packer is None else cast("IO[bytes]", packer(path, "rb"))
    except OSError as error:
        raise DataError(out_of_reach(path, error)) from error


def out_of_reach(path: Path, error: OSError) -> Sentence:
    """That the system does not let a file be read, and why."""
    return say("file.out_of_reach", path=str(path), reason=error.strerror or str(error))


def entries(folder: Path) -> list[Path]:
    """What is in a folder; nothing if there is none, and an ``OSError`` if the system refuses to say.

    Not by ``glob``, which takes a folder that is refused for an empty one.
    """
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def why_unreadable(path: Path, error: BaseException, otherwise: Sentence) -> Sentence:
    """What is said of a file that could not be read: that memory ran out, what the system says, or what it else must be.

    Parameters
    ----------
    path
        The file.
    error
        What was raised, by whatever read it.
    otherwise
        What is said if neither is behind it: that the file is damaged.
    """
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, MemoryError):
            return say("file.no_memory", file=path.name)
        if isinstance(behind, OSError) and behind.errno not in _NO_REASONS:
            return out_of_reach(path, behind)
        behind = behind.__cause__
    return otherwise


@contextmanager
def memory_told(path: Path, error_type: type[DigitLabError]) -> Iterator[None]:
    """Say in a sentence that memory runs out while a file is opened."""
    try:
        yield
    except MemoryError as error:
        raise error_type(say("file.no_memory", file=path.name)) from error


def most_bytes(n_packed: int) -> int:
    """How many bytes a file of ``n_packed`` may unpack to: 128 MiB, or 128 times its size; never more than 2 GiB.

    Deflate shrinks zeros to a thousandth. Digits with their blank paper shrink to a fortieth (MNIST as float64), and even
    numbers written with 20 decimals, zeros most of them, to no hundredth. What claims more was made to fill the memory.
    """
    return min(_ALWAYS_BYTES + _BYTES_PER_BYTE * n_packed, MAX_FILE_BYTES)


def check_unpacks_to_no_more(path: Path) -> None:
    """Raise ``DataError`` if a packed file unpacks to more than :func:`most_bytes`; nothing of it is kept."""
    if _packer(path) is None:
        return
    size = path.stat().st_size
    n_left = most_bytes(size)
    with open_unpacked(path) as file:
        while chunk := file.read(_CHUNK_BYTES):
            check_cancelled()
            n_left -= len(chunk)
            if n_left < 0:
                raise DataError(say("file.unpacks_too_far", file=path.name, n_bytes=size))


def text_encoding(start: bytes) -> str:
    """The encoding of a text that begins with two ASCII characters, from its first four bytes.

    UTF-8, UTF-16 or UTF-32, with a byte order mark or without: what PowerShell writes into a file is UTF-16.
    """
    return json.detect_encoding(start)


def fill_from(file: IO[bytes], target: memoryview) -> int:
    """Read until ``target`` is full or the file ends; returns how many bytes were read."""
    n_read = 0
    while n_read < len(target) and (chunk := file.read(min(_CHUNK_BYTES, len(target) - n_read))):
        check_cancelled()
        target[n_read : n_read + len(chunk)] = chunk
        n_read += len(chunk)
    return n_read


def _packer(path: Path) -> "Callable[[Path, Literal['rb']], object] | None":
    """What opens a packed file; ``None`` for one that is not packed."""
    with path.open("rb") as file:
        start = file.read(_MAGIC_BYTES)
    return next((opened for magic, opened in _PACKERS.items() if start.startswith(magic)), None)
