"""Arrays of ``.npz`` files, read without trusting what they say of their size: data sets and models are kept in such."""

import math
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
from numpy.lib import format as npy_format
from numpy.typing import NDArray

from engine.errors import DataError
from engine.io.file_reading import MAX_FILE_BYTES, in_bytes, most_array_bytes, most_array_bytes_in

_KINDS = {"an array of numbers": "biuf", "a text": "U"}
_PIECE = 2**20
_HEADER_BYTES = 2**12  # more than stand before the values
_SAVE_AS = {"an array of numbers": "numbers", "a text": "text"}


def read_member(
    path: Path,
    archive: zipfile.ZipFile,
    name: str,
    *,
    max_bytes: int = MAX_FILE_BYTES,
    expected: str = "an array of numbers",
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
        "an array of numbers" or "a text".

    Raises
    ------
    DataError
        If it is something else, larger, or says a size that the file has not.
    KeyError
        If there is no such array. What is damaged raises others: the caller tells what the file should have been.
    """
    entry = archive.getinfo(f"{name}.npy")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # What bzip2 or LZMA has packed, zipfile unpacks at once, a gigabyte out of a kilobyte too.
        raise DataError(f"{path.name}: expected arrays as numpy.savez writes them, got {name} packed in another way")
    with archive.open(entry) as member:
        version = npy_format.read_magic(member)
        read_header = {(1, 0): npy_format.read_array_header_1_0, (2, 0): npy_format.read_array_header_2_0}.get(version)
        if read_header is None:
            raise DataError(f"{path.name}: expected {expected} as {name}, got npy version {version}")
        shape, _, dtype = read_header(member)
        n_header = member.tell()
    if dtype.kind not in _KINDS[expected]:
        raise DataError(f"{path.name}: expected {expected} as {name}, got {dtype}; save it as {_SAVE_AS[expected]}")
    n_bytes = math.prod(shape) * dtype.itemsize if min(shape, default=0) >= 0 else -1
    can_hold = path.stat().st_size if entry.compress_type == zipfile.ZIP_STORED else most_array_bytes(path)
    if n_bytes > max_bytes or n_bytes + n_header != entry.file_size or entry.file_size > can_hold:
        raise DataError(
            f"{path.name}: expected {name} of shape {shape} in a file that holds as much and up to "
            f"{in_bytes(max_bytes)}, got {path.stat().st_size:,} bytes; it is damaged, save it again"
        )
    with archive.open(entry) as member:
        array: NDArray[np.generic] = npy_format.read_array(member, allow_pickle=False)
        return array


def write_packed_members(file: IO[bytes], arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write arrays as ``np.savez_compressed`` does, or not compressed if :func:`read_member` would not believe their size.

    Fifty megabytes of zeros shrink to as many kilobytes: a file of that size is refused as one made to fill the memory.
    """
    start = file.tell()
    np.savez_compressed(file, **cast("Mapping[str, Any]", arrays))
    most = most_array_bytes_in(file.tell() - start)
    if any(array.nbytes + _HEADER_BYTES > most for array in arrays.values()):
        file.seek(start)
        file.truncate()
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
