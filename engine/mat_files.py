"""Digits and other arrays from MATLAB files, the course's among them.

Course files store each picture column by column and call the digit 0 "10"; both are undone here and in ``model_files``,
and nothing else in the program knows of either.
"""

import io
import math
import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from engine.datasets import Dataset
from engine.errors import DataError
from engine.file_reading import MAX_FILE_BYTES, open_unpacked
from engine.framing import FRAME_SIZE
from engine.picture_arrays import dataset_of_pictures

_HDF5_OFFSETS = (0, 512)  # where the signature stands, without and with MATLAB's own header before it
_HDF5_SIGNATURE = b"\x89HDF"
_HEADER_BYTES = 128  # of a file of version 5 to 7.2; each variable follows with a tag of two numbers
_PACKED = 15  # in the tag of a variable that is packed
_START_BYTES = 4096  # of a variable, in which its name and shape are
_PIECE_BYTES = 2**12  # read at a time; packed, they hold 4 MB at most
_NUMBERS = frozenset(
    ("double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "logical")
)


def load_course_file(path: Path) -> Dataset:
    """Read ``X`` (n, 400) and ``y`` (n, 1) as Coursera's ex3data1.mat and ex4data1.mat have them.

    Pictures stay float64, so that the costs that the course prints come out to all its digits.

    Raises
    ------
    DataError
        If the file cannot be read or the two are not in it in these shapes.
    """
    arrays = read_mat(path)
    if "X" not in arrays or "y" not in arrays:
        raise DataError(
            f"{path.name}: expected the arrays X and y, got {', '.join(sorted(arrays)) or 'none'}; choose a file such "
            f"as ex4data1.mat"
        )
    pictures, labels = arrays["X"], arrays["y"].ravel()
    n_pixels = FRAME_SIZE * FRAME_SIZE
    if pictures.ndim != 2 or pictures.shape[1] != n_pixels or len(pictures) != len(labels) or not len(labels):
        raise DataError(
            f"{path.name}: expected X of shape (n, {n_pixels}) and y of shape (n, 1), got X {pictures.shape} and "
            f"y {arrays['y'].shape}; choose a file such as ex4data1.mat"
        )
    wrong = np.flatnonzero(~np.isin(labels, np.arange(11)))
    if len(wrong):
        raise DataError(
            f"{path.name}: expected labels from 1 to 10 (10 is the digit 0), got {labels[wrong[0]]:g} for picture "
            f"{wrong[0] + 1:,}; leave such pictures out"
        )
    rows_first = pictures.reshape(-1, FRAME_SIZE, FRAME_SIZE).transpose(0, 2, 1).reshape(-1, n_pixels)
    return dataset_of_pictures(path.name, rows_first, labels % 10, family="ex4", keep_float64=True)


def read_mat(path: Path) -> dict[str, NDArray[np.float64]]:
    """The real arrays of a MATLAB file of version 7.2 or older, gzipped or not, by name, as float64.

    Text, structs, cells and whatever else is in it are passed over unread.

    Raises
    ------
    DataError
        If the file cannot be read as one, or has arrays of more than 2 GiB, or of more than their shapes tell.
    """
    try:
        with open_unpacked(path) as file:
            if _is_hdf5(file.read(_HDF5_OFFSETS[-1] + len(_HDF5_SIGNATURE))):
                raise DataError(
                    f"{path.name}: expected a MATLAB file of version 7.2 or older, got one of version 7.3 (HDF5); load "
                    f"it in MATLAB and save what is in it again, for instance with save('file.mat', 'X', 'y', '-v7')"
                )
            file.seek(0)
            return _read_numbers(path, file)
    except DataError:
        raise
    except Exception as error:
        raise DataError(
            f"{path.name}: expected a MATLAB file of version 7.2 or older, got one that cannot be read "
            f"({type(error).__name__})"
        ) from error


def _read_numbers(path: Path, file: IO[bytes]) -> dict[str, NDArray[np.float64]]:
    """The real arrays of an open file, one variable at a time: a small file can hold gigabytes in what nobody wants."""
    header = file.read(_HEADER_BYTES)
    arrays: dict[str, NDArray[np.float64]] = {}
    if len(header) < _HEADER_BYTES or 0 in header[:4]:  # version 4: nothing is packed, and shapes tell the sizes
        return _loaded(file, _number_shapes(path, file))
    n_values = 0
    while tag := file.read(8):
        kind, n_bytes = struct.unpack("<2I" if header[126:] == b"IM" else ">2I", tag)
        end = file.tell() + n_bytes
        pieces = _unpacked_pieces(file, n_bytes) if kind == _PACKED else chain([tag], _pieces(file, n_bytes))
        variable = io.BytesIO()  # a file of this variable alone, at first its start
        variable.write(header)
        while variable.tell() < _START_BYTES and (piece := next(pieces, None)) is not None:
            variable.write(piece)
        shapes = _number_shapes(path, variable, n_values)
        if shapes:
            n_own = sum(map(math.prod, shapes.values()))
            n_values += n_own
            variable.seek(0, io.SEEK_END)
            for piece in chain([b""], pieces):
                variable.write(piece)
                if variable.tell() > _START_BYTES + 16 * n_own:  # complex numbers have 16 bytes
                    raise DataError(
                        f"{path.name}: expected {', '.join(shapes)} to hold what the shape tells, got more; the file is "
                        f"damaged, save it again"
                    )
            arrays |= _loaded(variable, shapes)
        file.seek(end)
    return arrays


def _number_shapes(path: Path, file: IO[bytes], n_before: int = 0) -> dict[str, tuple[int, ...]]:
    """The arrays of numbers in a MATLAB file and their shapes, which are checked; ``n_before`` values are read already."""
    from scipy.io import whosmat  # noqa: PLC0415 - half a second that only those pay who open such a file

    file.seek(0)
    # Its stubs know of paths alone, yet it reads open files too; so does loadmat.
    listed = whosmat(cast("str", file))
    shapes = {name: shape for name, shape, kind in listed if kind in _NUMBERS and not name.startswith("__")}
    if any(n < 0 for shape in shapes.values() for n in shape):
        raise DataError(f"{path.name}: expected arrays of 0 or more values, got negative shapes; it is damaged")
    n_values = n_before + sum(math.prod(shape) for name, shape, _ in listed if name in shapes)
    if n_values * 8 > MAX_FILE_BYTES:
        raise DataError(f"{path.name}: expected arrays of up to 2 GiB, got {n_values:,} values; save fewer")
    return shapes


def _loaded(file: IO[bytes], names: Iterable[str]) -> dict[str, NDArray[np.float64]]:
    """Those arrays of a MATLAB file, without the complex ones."""
    from scipy.io import loadmat  # noqa: PLC0415

    file.seek(0)
    contents = loadmat(cast("str", file), variable_names=list(names))
    return {
        name: value.astype(np.float64)
        for name, value in contents.items()
        if isinstance(value, np.ndarray) and value.dtype.kind in "fiub"
    }


def _pieces(file: IO[bytes], n_bytes: int) -> Iterator[bytes]:
    """The next bytes of a file."""
    while n_bytes > 0 and (piece := file.read(min(n_bytes, _PIECE_BYTES))):
        n_bytes -= len(piece)
        yield piece


def _unpacked_pieces(file: IO[bytes], n_bytes: int) -> Iterator[bytes]:
    """What the next bytes of a file hold."""
    unpacker = zlib.decompressobj()
    for piece in _pieces(file, n_bytes):
        yield unpacker.decompress(piece)
    if not unpacker.eof:
        raise EOFError


def _is_hdf5(start: bytes) -> bool:
    """Whether the first bytes of a file are those of MATLAB 7.3."""
    return b"MATLAB 7.3" in start[:128] or any(start.startswith(_HDF5_SIGNATURE, offset) for offset in _HDF5_OFFSETS)
