"""Digits from a folder of pictures: one sub-folder per digit, named 0 to 9, with a file for each picture."""

from pathlib import Path
from typing import cast

import numpy as np

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, Digits
from engine.data.formats.picture_files import load_picture
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.framing import Image
from engine.ink.input_formats import FRAME, InputFormat
from engine.text.sentence import Value, say

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp"})
"""What the name of a picture ends in, in lower case; other files in the folders are passed over."""


def load_picture_folder(folder: Path, wanted: InputFormat | None = None) -> Dataset:
    """Read every picture of the sub-folders ``0`` to ``9`` and lay it out as a picture that is opened in the window.

    Pictures may have any size, dark ink on light paper, light on dark, or ink on transparent paper. Not all ten
    sub-folders need be there. Digits come in ascending order, the pictures of each by name. The format is 20x20 unless
    another one is wanted.

    Raises
    ------
    DataError
        If there is no such sub-folder, or none has a picture, or a picture cannot be read or is blank.
    """
    name = folder.resolve().name or str(folder)
    try:
        subfolders = [folder / str(digit) for digit in range(10) if (folder / str(digit)).is_dir()]
        if not subfolders:
            raise DataError(say("pictures.no_subfolders", folder=name))
        paths = [path for subfolder in subfolders for path in sorted(subfolder.iterdir()) if _is_picture(path)]
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(say("pictures.folder_out_of_reach", folder=name, reason=reason)) from error
    if not paths:
        raise DataError(say("pictures.none_in_folder", folder=name, suffixes=", ".join(sorted(PICTURE_SUFFIXES))))
    form = wanted or FRAME
    images = np.empty((len(paths), form.n_inputs), dtype=np.float32)
    for image, path in zip(images, paths, strict=True):
        check_cancelled()
        image[:] = _framed(path, form, f"{name}/{path.parent.name}").ravel()
    labels = np.array([int(path.parent.name) for path in paths], dtype=np.intp)
    return dataset_of(name, name, Digits(images, labels, shape=form.shape))


def _is_picture(path: Path) -> bool:
    check_cancelled()
    return path.suffix.lower() in PICTURE_SUFFIXES and not path.name.startswith(".") and path.is_file()


def _framed(path: Path, form: InputFormat, place: str) -> Image:
    """A picture laid out; ``place`` is the folder as a sentence names it."""
    try:
        frame = form.picture(load_picture(path))
    except DataError as error:
        raise DataError(say("pictures.in_folder", folder=place, reason=cast("Value", error.sentence))) from error
    if frame is None:
        raise DataError(say("pictures.blank", path=f"{place}/{path.name}"))
    return frame
