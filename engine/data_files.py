"""Digits from files: the course's ``.mat`` files, stroke files, and single pictures.

Course files store each picture column by column and call the digit 0 "10"; both are undone here, and nothing else in the
program knows of either.
"""

import gzip
import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageOps

from engine.datasets import Dataset, Digits
from engine.errors import DataError
from engine.framing import FRAME_SIZE, Stroke, as_strokes, frame_drawings
from engine.sources import SOURCES
from engine.splits import dataset_of

KINDS = "a course .mat file (X, y) or a stroke file (.json), gzipped or not"
_MAX_FILE_BYTES = 2**31
_MAX_PICTURE_PIXELS = 50_000_000
PillowImage.MAX_IMAGE_PIXELS = None  # the limit above is checked here, in one sentence and without a warning
_ONE_SHADE = 0.2  # a range of brightness up to which opaque ink counts as one shade


def load_dataset(source: str) -> Dataset:
    """Read a data set by its name or from a file.

    Parameters
    ----------
    source
        A key of :data:`engine.datasets.SOURCES`, or the path of a file.

    Raises
    ------
    DataError
        If the name is unknown, or the file cannot be read as digits.
    """
    return replace(_read(source), source=source)


def _read(source: str) -> Dataset:
    """The data set of :func:`load_dataset`."""
    if source in SOURCES:
        return SOURCES[source].load()
    path = Path(source)
    if not path.is_file():
        raise DataError(f"data must be one of {', '.join(SOURCES)} or the path of a file, got {source!r}")
    plain_name = path.name.lower().removesuffix(".gz")
    if plain_name.endswith(".mat"):
        return load_course_file(path)
    if plain_name.endswith(".json"):
        return load_stroke_file(path)
    raise DataError(f"{path.name}: expected {KINDS}, got a file that is neither by its name")


def load_course_file(path: Path) -> Dataset:
    """Read ``X`` (n, 400) and ``y`` (n, 1) as Coursera's ex3data1.mat and ex4data1.mat have them.

    Raises
    ------
    DataError
        If the file cannot be read or the two are not in it in these shapes.
    """
    arrays = read_mat(path)
    if "X" not in arrays or "y" not in arrays:
        raise DataError(f"{path.name}: expected the arrays X and y, got {', '.join(sorted(arrays)) or 'none'}")
    pictures, labels = arrays["X"], arrays["y"].ravel()
    n_pixels = FRAME_SIZE * FRAME_SIZE
    if pictures.ndim != 2 or pictures.shape[1] != n_pixels or len(pictures) != len(labels) or not len(labels):
        raise DataError(
            f"{path.name}: expected X of shape (n, {n_pixels}) and y of shape (n, 1), got X {pictures.shape} and "
            f"y {arrays['y'].shape}"
        )
    if not np.isin(labels, np.arange(11)).all():
        raise DataError(f"{path.name}: expected labels from 1 to 10 (10 is the digit 0), got others")
    rows_first = pictures.reshape(-1, FRAME_SIZE, FRAME_SIZE).transpose(0, 2, 1).reshape(-1, n_pixels)
    with np.errstate(over="ignore"):  # infinity is refused with the data set
        images = np.ascontiguousarray(rows_first, dtype=np.float32)
    digits = Digits(images, labels.astype(np.intp) % 10)
    return dataset_of(path.name, path.name, digits)


def read_mat(path: Path) -> dict[str, NDArray[np.float64]]:
    """The real arrays of a MATLAB file of version 7.2 or older, by name, as float64.

    Raises
    ------
    DataError
        If the file cannot be read as one.
    """
    from scipy.io import loadmat  # half a second that only those pay who open such a file

    try:
        with _open(path) as file:
            contents = loadmat(cast("str", file))  # it reads open files too, its stubs know of paths alone
    except DataError:
        raise
    except Exception as error:
        raise DataError(
            f"{path.name}: expected a MATLAB file of version 7.2 or older, got one that cannot be read "
            f"({type(error).__name__})"
        ) from error
    return {
        name: value.astype(np.float64)
        for name, value in contents.items()
        if isinstance(value, np.ndarray) and value.dtype.kind in "fiub"
    }


def load_stroke_file(path: Path) -> Dataset:
    """Read drawings ``[{"label": 3, "strokes": [[[x, y], ...], ...]}, ...]``, y down, and frame them.

    Raises
    ------
    DataError
        If the file cannot be read, or a drawing has no digit as its label or no points.
    """
    drawings, labels = read_strokes(path)
    images, drawn = frame_drawings(drawings)
    if not drawn.all():
        raise DataError(
            f"{path.name}: expected every drawing to have points, drawing {int(drawn.argmin()) + 1} has none"
        )
    digits = Digits(images.reshape(len(images), -1), np.array(labels, dtype=np.intp))
    return dataset_of(path.name, path.name, digits)


def read_strokes(path: Path) -> tuple[list[list[Stroke]], list[int]]:
    """The drawings of a stroke file and their labels, not yet framed; errors as in :func:`load_stroke_file`."""
    try:
        with _open(path) as file:
            entries = json.load(file)
    except (ValueError, RecursionError, OSError, EOFError, zlib.error) as error:
        raise DataError(
            f"{path.name}: expected a stroke file in JSON, got one that cannot be read ({error})"
        ) from error
    if not isinstance(entries, list) or not entries:
        raise DataError(f'{path.name}: expected a list of {{"label": digit, "strokes": [...]}}, got something else')
    drawings, labels = [], []
    for number, entry in enumerate(entries, start=1):
        label = entry.get("label") if isinstance(entry, dict) else None
        if isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9:
            raise DataError(f"{path.name}: expected a label from 0 to 9 in drawing {number}, got {label!r}")
        strokes = entry.get("strokes")
        if not isinstance(strokes, list):
            raise DataError(f"{path.name}: expected a list of strokes in drawing {number}, got {str(strokes)[:40]!r}")
        try:
            drawings.append(as_strokes(strokes))
        except DataError as error:
            raise DataError(f"{path.name}, drawing {number}: {error}") from error
        labels.append(label)
    return drawings, labels


def load_picture(path: Path) -> NDArray[np.float64]:
    """Read a picture with Pillow as brightness.

    Transparent pixels show white paper, so that ink on transparent paper is dark on light.

    Returns
    -------
    ndarray, shape (height, width), float64, 0 (black) to 1 (white)

    Raises
    ------
    DataError
        If the file is missing, is no picture, or is larger than 50 million pixels.
    """
    try:
        with PillowImage.open(path) as picture:
            if picture.width * picture.height > _MAX_PICTURE_PIXELS:
                raise DataError(
                    f"{path.name}: expected a picture of up to {_MAX_PICTURE_PIXELS:,} pixels, got "
                    f"{picture.width} x {picture.height}"
                )
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith("I;16"):
                upright = PillowImage.fromarray((np.asarray(upright) / 257.0).round().astype(np.uint8))
            layered = upright.convert("RGBA")
    except FileNotFoundError as error:
        raise DataError(f"{path}: expected a picture, there is no such file") from error
    except DataError:
        raise
    except Exception as error:
        raise DataError(
            f"{path.name}: expected a picture (PNG, JPEG, BMP), got a file that cannot be read as one"
        ) from error
    alpha = np.asarray(layered.getchannel("A"), dtype=np.float64) / 255.0
    gray = np.asarray(layered.convert("L"), dtype=np.float64) / 255.0
    opaque = gray[alpha > 0.5]
    if alpha.min() < 0.5 and opaque.size and np.ptp(opaque) < _ONE_SHADE:
        # Ink of a single shade on transparent paper, white ink included: the shape is in the alpha channel.
        return 1.0 - alpha
    return gray * alpha + 1.0 - alpha


def _open(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked if its name ends in .gz."""
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            raise DataError(f"{path.name}: expected a file of up to 2 GiB, got a larger one")
        if path.suffix.lower() == ".gz":
            return cast("IO[bytes]", gzip.open(path, "rb"))
        return path.open("rb")
    except OSError as error:
        raise DataError(f"{path}: expected a file that can be read, got: {error.strerror or error}") from error
