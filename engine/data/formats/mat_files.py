"""Digits and other arrays from MATLAB files, the course's among them.

Course files store each picture column by column and call the digit 0 "10"; both are undone here and in ``model_files``,
and nothing else in the program knows of either.
"""

from pathlib import Path

import numpy as np

from engine.data.dataset import Dataset
from engine.data.formats.mat_arrays import read_mat_contents
from engine.data.formats.picture_arrays import dataset_of_pictures
from engine.errors import DataError
from engine.ink.framing import FRAME_SIZE
from engine.ink.input_formats import InputFormat
from engine.text.sentence import say

_SHOWN = 8  # names of arrays that a sentence lists


def load_course_file(path: Path, _wanted: InputFormat | None = None) -> Dataset:
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
        names = ", ".join(sorted(contents.shapes)[:_SHOWN]) or "none"
        raise DataError(say("mat.no_digits", file=path.name, names=names))
    pictures, labels = arrays["X"], arrays["y"].ravel()
    n_pixels = FRAME_SIZE * FRAME_SIZE
    if pictures.ndim != 2 or pictures.shape[1] != n_pixels or len(pictures) != len(labels) or not len(labels):
        shapes = {"x_shape": str(pictures.shape), "y_shape": str(arrays["y"].shape)}
        raise DataError(say("mat.other_shapes", file=path.name, n_pixels=n_pixels, **shapes))
    wrong = np.flatnonzero(~np.isin(labels, np.arange(11)))
    if len(wrong):
        label, number = float(labels[wrong[0]]), int(wrong[0]) + 1
        raise DataError(say("mat.other_label", file=path.name, label=label, number=number))
    rows_first = pictures.reshape(-1, FRAME_SIZE, FRAME_SIZE).transpose(0, 2, 1).reshape(-1, n_pixels)
    return dataset_of_pictures(path.name, rows_first, labels % 10, family="ex4", keep_float64=True)
