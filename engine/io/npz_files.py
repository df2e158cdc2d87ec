"""Arrays from ``.npz`` files, of data sets and models, read without trusting the sizes that the files claim."""

import math
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Literal, cast

import numpy as np
from numpy.lib import format as npy_format
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.errors import DataError
from engine.io.file_reading import MAX_FILE_BYTES, most_bytes, why_unreadable
from engine.text.sentence import say

_KINDS = {
    "number": ("biuf", "npz.no_numbers"),
    "text": ("U", "npz.no_text"),
    "number or text": ("biufUS", "npz.no_numbers"),
}
_PIECE = 2**20
_ESCAPE = "an escape in the header of an array"
_NO_LETTER = "a number that stands for no letter"


def read_member(
    path: Path,
    archive: zipfile.ZipFile,
    name: str,
    *,
    max_bytes: int = MAX_FILE_BYTES,
    expected: Literal["number", "text", "number or text"] = "number",
) -> NDArray[np.generic]:
    """One array, its size checked before memory is taken for it; nothing in it is ever executed.

    Parameters
    ----------
    path, archive
        The file, for sentences, and the same file opened.
    name
        The array's, without ``.npy``.
    max_bytes
        How many the array may take in memory.
    expected
        An array of numbers, a text, or either.

    Raises
    ------
    DataError
        If it is something else, larger, or says a size that the file has not.
    KeyError
        If there is no such array. What is damaged raises others: the caller tells what the file should have been.
    """
    entry = archive.getinfo(f"{name}.npy")
    said = {"file": path.name, "name": name}
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # What bzip2 or LZMA has packed, zipfile unpacks at once, a gigabyte out of a kilobyte too.
        raise DataError(say("npz.packed_otherwise", **said))
    with archive.open(entry) as member:
        shape, dtype, n_header = read_header(path, name, member)
    kinds, key = _KINDS[expected]
    if dtype.kind not in kinds:
        raise DataError(say(key, dtype=str(dtype), **said))
    size = path.stat().st_size
    n_bytes = math.prod(shape) * dtype.itemsize if min(shape, default=0) >= 0 else -1
    can_hold = size if entry.compress_type == zipfile.ZIP_STORED else most_bytes(size)
    if n_bytes > max_bytes or n_bytes + n_header != entry.file_size or entry.file_size > can_hold:
        raise DataError(say("npz.other_size", shape=str(shape), most=max_bytes, n_bytes=size, **said))
    with archive.open(entry) as member:
        return _read(member)


def _read(file: IO[bytes]) -> NDArray[np.generic]:
    """The array at the beginning of a file; ``ValueError`` if it holds letters that there are not."""
    array: NDArray[np.generic] = npy_format.read_array(_Cancellable(file), allow_pickle=False)
    if array.dtype.kind == "U" and array.size:
        letters = np.ascontiguousarray(array).view(np.uint32 if array.dtype.isnative else array.dtype.byteorder + "u4")
        if letters.max() > sys.maxunicode:
            raise ValueError(_NO_LETTER)
    return array


def read_header(path: Path, name: str, file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any], int]:
    """Shape and dtype of the array at the beginning of a file, and how many bytes say so.

    Parameters
    ----------
    path, name
        The file's path and the array's name, for sentences.
    file
        The array, as ``.npy``.

    Raises
    ------
    DataError
        If it is of a version that this program does not read. What is damaged raises others, as in :func:`read_member`.
    """
    version = npy_format.read_magic(file)
    parse = {(1, 0): npy_format.read_array_header_1_0, (2, 0): npy_format.read_array_header_2_0}.get(version)
    if parse is None:
        raise DataError(say("npz.other_version", file=path.name, name=name, version=str(version)))
    start = file.tell()
    n_bytes = int.from_bytes(file.read(2 if version == (1, 0) else 4), "little")
    if b"\\" in file.read(n_bytes):  # names have none; Python would warn of one in front of another letter
        raise ValueError(_ESCAPE)
    file.seek(start)
    shape, _, dtype = parse(file)
    return shape, dtype, file.tell()


def read_array(path: Path) -> NDArray[np.generic]:
    """The array of numbers or texts of an ``.npy`` file, its size checked before memory is taken for it.

    Raises
    ------
    DataError
        If it is something else, or damaged, or says a size that it has not. Nothing in it is ever executed.
    """
    try:
        with path.open("rb") as file:
            shape, dtype, n_header = read_header(path, path.stem, file)
            if dtype.kind not in _KINDS["number or text"][0]:
                raise DataError(say("npz.no_numbers", file=path.name, name=path.stem, dtype=str(dtype)))
            size = path.stat().st_size
            n_bytes = math.prod(shape) * dtype.itemsize if min(shape, default=0) >= 0 else -1
            if n_bytes + n_header != size or size > MAX_FILE_BYTES:
                said = {"file": path.name, "name": path.stem, "shape": str(shape)}
                raise DataError(say("npz.other_size", most=MAX_FILE_BYTES, n_bytes=size, **said))
            file.seek(0)
            return _read(file)
    except DataError:
        raise
    except Exception as error:
        raise DataError(why_unreadable(path, error, say("npy.damaged", file=path.name))) from error


class _Cancellable:
    """A file that asks, before it reads on, whether that is still wanted."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, n_bytes: int = -1) -> bytes:
        check_cancelled()
        return self._file.read(n_bytes)


def write_packed_members(file: IO[bytes], arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write arrays as ``np.savez_compressed`` does, very large ones not compressed.

    Zeros shrink to a thousandth: a small file of many is refused as one made to fill the memory (:func:`most_bytes`).
    """
    if sum(array.nbytes for array in arrays.values()) < most_bytes(0):
        np.savez_compressed(file, **cast("Mapping[str, Any]", arrays))
    else:
        write_members(file, arrays)


def write_members(file: IO[bytes], arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write arrays as ``np.savez`` does, not compressed, in pieces that are not copied first.

    NumPy copies sixteen megabytes at a time while no other thread can run: a window would stand still for that long.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            values = np.asarray(array, order="C")
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                npy_format.write_array_header_1_0(member, npy_format.header_data_from_array_1_0(values))
                content = values.reshape(-1).view(np.uint8).data  # a text is no buffer that Python knows, its bytes are
                for start in range(0, len(content), _PIECE):
                    member.write(content[start : start + _PIECE])
