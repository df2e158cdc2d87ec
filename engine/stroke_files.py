"""Digits from stroke files: drawings as they were written, in JSON."""

import json
from pathlib import Path

import numpy as np

from engine.datasets import Dataset, Digits
from engine.errors import DataError
from engine.file_reading import READ_ERRORS, read_unpacked
from engine.framing import Stroke, as_strokes, frame_drawings
from engine.splits import dataset_of

_MAX_JSON_BYTES = 256 * 2**20  # as text; parsed, it takes several times as much


def load_stroke_file(path: Path) -> Dataset:
    """Read drawings ``[{"label": 3, "strokes": [[[x, y], ...], ...]}, ...]``, y down, and frame them.

    Raises
    ------
    DataError
        If the file cannot be read or holds more than 256 MiB, or a drawing has no digit as its label or no points.
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
        entries = json.loads(read_unpacked(path, _MAX_JSON_BYTES))
    except (ValueError, RecursionError, *READ_ERRORS) as error:
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
