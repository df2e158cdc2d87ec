"""Strokes as straight pieces, and the round pen that draws them into small pictures, many drawings at once.

The two layouts that networks read (``framing``: 20x20, ``block_framing``: 8x8) place the pieces; what is here knows of
neither. Strokes stay vectors until :func:`draw`, so that no scaling thickens or blurs them.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.cancellation import check_cancelled
from engine.errors import DataError
from engine.text.sentence import say

_EDGE_PX = 0.5  # the pen's edge fades from full ink to none within a pixel around its radius
_SHORTEST_SEGMENT_PX = 0.2
_FINE_PEN = 1.3  # times the pen's radius: pens up to this are drawn together
_BLOCK = 4096  # pieces that are drawn at a time: each takes a kilobyte while it is drawn
_LARGEST, _SMALLEST = 1e300, 1e-300  # beyond these, differences and quotients of coordinates leave float64's range

Stroke: TypeAlias = NDArray[np.float64]
"""One stroke of the pen: an array of shape (n_points, 2), x to the right, y down, in any unit."""


class Segments(NamedTuple):
    """Straight pieces of strokes, in pixels: both ends of each, (n, 2), and the drawing each belongs to, (n,)."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    drawing: NDArray[np.intp]

    def moved(self, shifts: NDArray[np.float64]) -> "Segments":
        """Each drawing shifted by its row (x, y) of ``shifts``, shape (n_drawings, 2)."""
        shift = shifts[self.drawing]
        return self._replace(starts=self.starts + shift, ends=self.ends + shift)

    def chosen(self, pieces: slice | NDArray[np.bool_]) -> "Segments":
        """Some of the pieces."""
        return Segments(self.starts[pieces], self.ends[pieces], self.drawing[pieces])

    def fitted(self, spans: NDArray[np.float64], middle: float) -> "Segments":
        """Each drawing scaled so that its longer side is its entry of ``spans``, shape (n_drawings,), around a middle."""
        n_drawings = len(spans)
        low, high = np.full((n_drawings, 2), np.inf), np.full((n_drawings, 2), -np.inf)
        for ends in (self.starts, self.ends):
            np.minimum.at(low, self.drawing, ends)
            np.maximum.at(high, self.drawing, ends)
        scale = spans / np.maximum((high - low).max(axis=1), _SMALLEST)
        factor, center = scale[self.drawing, None], ((low + high) / 2)[self.drawing]
        return self._replace(
            starts=(self.starts - center) * factor + middle, ends=(self.ends - center) * factor + middle
        )


@dataclass(frozen=True, slots=True)
class Pen:
    """A round pen and the picture that it draws in.

    Attributes
    ----------
    size
        Pixels along each side of the picture.
    radius
        Half the pen's width, in pixels.
    longest_segment
        What :func:`cut` cuts segments to, in pixels: short ones touch few pixels each, long ones are fewer.
    """

    size: int
    radius: float
    longest_segment: float = 1.0

    @property
    def reach(self) -> float:
        """How far from its middle a segment can leave ink, along either axis."""
        return self.radius + _EDGE_PX + self.longest_segment / 2

    @property
    def middle(self) -> float:
        """The middle of the picture, as a pixel index."""
        return (self.size - 1) / 2


def as_strokes(strokes: Iterable[ArrayLike]) -> list[Stroke]:
    """Strokes as float64 arrays, without empty strokes and without points that are not finite.

    Raises
    ------
    DataError
        If a stroke is not a list of (x, y) points.
    """
    cleaned = []
    for stroke in strokes:
        try:
            points = np.asarray(stroke, dtype=np.float64)
        except (TypeError, ValueError, OverflowError) as error:
            raise DataError(say("ink.stroke_without_numbers", got=repr(str(stroke)[:60]))) from error
        if points.size == 0:
            continue
        if points.ndim != 2 or points.shape[1] != 2:
            raise DataError(say("ink.stroke_without_points", shape=str(points.shape)))
        points = points[np.isfinite(points).all(axis=1)]
        if len(points):
            cleaned.append(points)
    return cleaned


def drawn_at_all(drawings: Sequence[Sequence[Stroke]]) -> NDArray[np.bool_]:
    """Which drawings have a point, shape (n_drawings,)."""
    return np.array([any(len(stroke) for stroke in drawing) for drawing in drawings], dtype=bool)


def fit_segments(
    drawings: Sequence[Sequence[Stroke]], *, span: float, middle: float, dot_size: float = 0.0
) -> Segments:
    """Scale each drawing, aspect ratio kept, and take it apart.

    Parameters
    ----------
    drawings
        For each drawing its strokes, as :func:`as_strokes` returns them.
    span
        The longer side of each drawing's bounding box, in pixels.
    middle
        Where the middle of that box stands, along both axes, as a pixel index.
    dot_size
        A drawing whose longer side is at most this, in the strokes' unit, is a dot: it is not blown up.
    """
    scaled = []
    owners = []
    for index, drawing in enumerate(drawings):
        check_cancelled()
        if not any(len(stroke) for stroke in drawing):
            continue
        points = np.concatenate(drawing)
        shrink = 0.25 if np.abs(points).max() > _LARGEST else 1.0
        points = points * shrink
        low, high = points.min(axis=0), points.max(axis=0)
        extent = float((high - low).max())
        is_dot = extent <= max(dot_size, _SMALLEST)
        scale = 0.0 if is_dot else span / extent
        center = low + (high - low) / 2
        for stroke in drawing:
            scaled.append(_thinned((stroke * shrink - center) * scale + middle))
            owners.append(index)
    if not scaled:
        nothing = np.empty((0, 2))
        return Segments(nothing, nothing, np.empty(0, dtype=np.intp))
    starts = np.concatenate([points[:-1] if len(points) > 1 else points for points in scaled])
    ends = np.concatenate([points[1:] if len(points) > 1 else points for points in scaled])
    drawing_of = np.repeat(np.array(owners, dtype=np.intp), [max(len(points) - 1, 1) for points in scaled])
    return Segments(starts, ends, drawing_of)


def _thinned(points: Stroke) -> Stroke:
    """Leave out points that follow the one before by less than the shortest segment; both ends stay."""
    if len(points) < 3:
        return points
    steps = np.diff(points, axis=0)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))])
    bins = np.floor(along / _SHORTEST_SEGMENT_PX)
    keep = np.concatenate([[True], bins[1:] != bins[:-1]])
    keep[-1] = True
    kept: Stroke = points[keep]
    return kept


def cut(segments: Segments, longest: float) -> Segments:
    """Cut segments into equal pieces no longer than ``longest``."""
    check_cancelled()
    along = segments.ends - segments.starts
    pieces = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1]) / longest), 1).astype(np.intp)
    source = np.repeat(np.arange(len(pieces)), pieces)
    number = np.arange(len(source)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = along[source] / pieces[source][:, None]
    starts = segments.starts[source] + step * number[:, None]
    return Segments(starts, starts + step, segments.drawing[source])


def draw(
    segments: Segments, n_drawings: int, pen: Pen, *, radii: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """What a round pen covers, the edge fading within a pixel.

    Parameters
    ----------
    segments
        Pieces that :func:`cut` has cut to the pen's longest segment.
    n_drawings
        How many pictures.
    pen
        The pen and the size of the pictures; what lies beyond their edges is lost.
    radii
        The radius of each drawing's pen in pixels, shape (n_drawings,); by default the pen's own.

    Returns
    -------
    ndarray, shape (n_drawings, size, size), float64, in 0..1
    """
    ink = np.zeros(n_drawings * pen.size * pen.size)
    for pieces, reach in _by_reach(segments, pen, radii):
        for first in range(0, len(pieces.drawing), _BLOCK):
            check_cancelled()
            _draw_block(pieces.chosen(slice(first, first + _BLOCK)), ink, pen, reach, radii)
    pictures: NDArray[np.float64] = ink.reshape(n_drawings, pen.size, pen.size)
    return pictures


def _by_reach(segments: Segments, pen: Pen, radii: NDArray[np.float64] | None) -> Iterator[tuple[Segments, float]]:
    """Pieces and how far their pens reach: those of thick pens apart, so that others need not look as far."""
    if radii is None:
        yield segments, pen.reach
        return
    fine = pen.radius * _FINE_PEN
    is_fine = (radii <= fine)[segments.drawing]
    for chosen in (is_fine, ~is_fine):
        pieces = segments.chosen(chosen)
        if len(pieces.drawing):
            yield pieces, pen.reach - pen.radius + float(radii[pieces.drawing].max())


def _draw_block(
    segments: Segments, ink: NDArray[np.float64], pen: Pen, reach: float, radii: NDArray[np.float64] | None
) -> None:
    """Draw some pieces into the pixels of all pictures, one after the other in ``ink``."""
    size = pen.size
    along = segments.ends - segments.starts
    length_squared = (along * along).sum(axis=1)
    first = np.ceil((segments.starts + segments.ends) / 2 - reach)
    offsets = np.arange(math.ceil(2 * reach))
    # The window around each segment: pixel indices (n, window) along x and y, and their distances from its start.
    columns = first[:, :1] + offsets
    rows = first[:, 1:] + offsets
    dx = (columns - segments.starts[:, :1])[:, None, :]
    dy = (rows - segments.starts[:, 1:])[:, :, None]
    ax, ay = along[:, 0, None, None], along[:, 1, None, None]
    share = (dx * ax + dy * ay) / np.where(length_squared > 0, length_squared, 1.0)[:, None, None]
    np.clip(share, 0.0, 1.0, out=share)
    distance = np.hypot(dx - share * ax, dy - share * ay)
    radius = pen.radius if radii is None else radii[segments.drawing, None, None]
    cover = np.clip(radius + _EDGE_PX - distance, 0.0, 1.0)
    inside = ((rows >= 0) & (rows < size))[:, :, None] & ((columns >= 0) & (columns < size))[:, None, :]
    touched = inside & (cover > 0)
    pixel = segments.drawing[:, None, None] * size + rows[:, :, None]
    pixel = (pixel * size + columns[:, None, :])[touched].astype(np.intp)
    np.maximum.at(ink, pixel, cover[touched])
