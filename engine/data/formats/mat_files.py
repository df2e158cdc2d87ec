"""Digits and other arrays from MATLAB files, the course's among them.

Course files store each picture column by column and call the digit 0 "10"; both are undone here and in ``model_files``,
and nothing else in the program knows of either.
"""

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.data.formats.mat_arrays import Contents, read_arrays
from engine.data.formats.picture_arrays import dataset_of_pictures
from engine.errors import DataError
from engine.ink.framing import FRAME_SIZE
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked

_HDF5_OFFSETS = (0, 512)  # where the signature stands, without and with MATLAB's own header before it
_HDF5_SIGNATURE = b"\x89HDF"
_ALWAYS_UNPACKED_BYTES = 2**27  # what nobody wants is passed over and takes no memory, but time


def load_course_file(path: Path) -> Dataset:
    """Read ``X`` (n, 400) and ``y`` (n, 1) as Coursera's ex3data1.mat and ex4data1.mat have them.

    Pictures stay float64, so that the costs that the course prints come out to all its digits.

    Raises
    ------
    DataError
        If the file cannot be read or the two are not in it in these shapes.
    """
    contents = read_mat_contents(path, {"X", "y"}.__contains__)
    arrays = contents.arrays
    if "X" not in arrays or "y" not in arrays:
        raise DataError(
            f"{path.name}: expected the arrays X and y, got {', '.join(sorted(contents.shapes)) or 'none'}; choose a file "
            f"such as ex4data1.mat"
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
    """All real arrays of a MATLAB file by name; see :func:`read_mat_contents`."""
    return read_mat_contents(path, lambda _name: True).arrays


def read_mat_contents(path: Path, is_wanted: Callable[[str], bool]) -> Contents:
    """The real arrays of a MATLAB file of version 7.2 or older, gzipped or not, as float64.

    Text, structs, cells and whatever else is in it, and arrays that are not wanted, are passed over unread.

    Parameters
    ----------
    path
        The file.
    is_wanted
        Which arrays are read, by name.

    Raises
    ------
    DataError
        If the file cannot be read as one, or has arrays of more than 2 GiB, or of more than their shapes tell.
    """
    try:
        check_unpacks_to_no_more(path, always=_ALWAYS_UNPACKED_BYTES)
        with open_unpacked(path) as file:
            if _is_hdf5(file.read(_HDF5_OFFSETS[-1] + len(_HDF5_SIGNATURE))):
                raise DataError(
                    f"{path.name}: expected a MATLAB file of version 7.2 or older, got one of version 7.3 (HDF5); load "
                    f"it in MATLAB and save what is in it again, for instance with save('file.mat', 'X', 'y', '-v7')"
                )
            file.seek(0)
            return read_arrays(path, file, is_wanted)
    except (*READ_ERRORS, struct.error) as error:
        raise DataError(
            f"{path.name}: expected a MATLAB file of version 7.2 or older, got one that is cut off or damaged; save "
            f"it again"
        ) from error


def _is_hdf5(start: bytes) -> bool:
    """Whether the first bytes of a file are those of MATLAB 7.3."""
    return b"MATLAB 7.3" in start[:128] or any(start.startswith(_HDF5_SIGNATURE, offset) for offset in _HDF5_OFFSETS)
