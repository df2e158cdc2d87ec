"""Ink to network input: the one way from strokes or a picture to the frame of 20x20.

Every picture that reaches a network is laid out as the course's data (ex4data1) is: float32, ink 1 on paper 0, the ink's
longer side spans 14.3 px, its aspect ratio is kept, and its center of mass stands at the center of the frame. Where, how
large and how thick a person draws does not matter.

Strokes stay vectors until the last step: they are scaled into the frame and drawn there with one fixed pen. Pictures are
cropped to their ink, inverted if they are dark on light, and scaled and centered by the same numbers.

Where the numbers come from: ex4data1 is MNIST shrunk from 28 to 20 px, and MNIST's digits span 20 of 28 px, hence
14.3. MNIST rounds the center of mass to pixel 14 of 0..27, which lands at 14.5 * 20 / 28 - 0.5 = 9.857 in the small
picture (measured: 9.86 and 9.85 over its 5,000 digits), not at 9.5: the course's own weights read 1.8 points more
tablet digits with the one than with the other.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import DataError
from engine.resampling import resampling_matrix

FRAME_SIZE = 20
"""Pixels along each side of the frame."""
INK_SPAN_PX = 14.3
"""The longer side of the ink in the frame, pen width included, in pixels."""
CENTER_PX = 14.5 * 20 / 28 - 0.5
"""The center of mass of the ink along both axes, as a pixel index (pixel ``i`` has its middle at ``i``)."""
PEN_RADIUS_PX = 0.95
"""Half the width of the pen that draws strokes in the frame, in pixels."""

_EDGE_PX = 0.5  # the pen's edge fades from full ink to none within a pixel around its radius
_MIDDLE_PX = (FRAME_SIZE - 1) / 2
_LONGEST_SEGMENT_PX = 1.0
_SHORTEST_SEGMENT_PX = 0.2
_REACH_PX = PEN_RADIUS_PX + _EDGE_PX + _LONGEST_SEGMENT_PX / 2
_WINDOW_PX = 4  # pixels along each side that a segment can touch: 2 * _REACH_PX, rounded up
_LEAST_CONTRAST = 0.06  # of the full range: below this, a picture is paper
_LARGEST, _SMALLEST = 1e300, 1e-300  # beyond these, differences and quotients of coordinates leave float64's range
_NOISE_FLOOR = 0.1  # of the darkest ink: below this, it is paper

Stroke: TypeAlias = NDArray[np.float64]
"""One stroke of the pen: an array of shape (n_points, 2), x to the right, y down, in any unit."""
Image: TypeAlias = NDArray[np.float32]
"""A framed digit: shape (20, 20), float32, ink 1 on paper 0."""


class _Segments(NamedTuple):
    """Straight pieces of strokes, in frame pixels: both ends of each, (n, 2), and the drawing each belongs to, (n,)."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    drawing: NDArray[np.intp]


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
            raise DataError(f"a stroke is a list of [x, y] numbers, got {str(stroke)[:60]!r}") from error
        if points.size == 0:
            continue
        if points.ndim != 2 or points.shape[1] != 2:
            raise DataError(f"a stroke is a list of [x, y] points, got an array of shape {points.shape}")
        points = points[np.isfinite(points).all(axis=1)]
        if len(points):
            cleaned.append(points)
    return cleaned


def frame_strokes(strokes: Iterable[ArrayLike], *, dot_size: float = 0.0) -> Image | None:
    """Draw one drawing's strokes into the frame.

    Parameters
    ----------
    strokes
        Arrays of shape (n_points, 2), x to the right, y down, in any unit.
    dot_size
        A drawing whose longer side is at most this, in the strokes' unit, is a dot: it is not blown up.

    Returns
    -------
    ndarray, shape (20, 20), float32, in 0..1, or None
        None says that nothing is drawn.

    Raises
    ------
    DataError
        If a stroke is not a list of (x, y) points.
    """
    images, drawn = frame_drawings([as_strokes(strokes)], dot_size=dot_size)
    return images[0] if drawn[0] else None


def frame_drawings(
    drawings: Sequence[Sequence[Stroke]], *, dot_size: float = 0.0
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Draw many drawings at once; each as :func:`frame_strokes` does it.

    Parameters
    ----------
    drawings
        For each drawing its strokes, as :func:`as_strokes` returns them.
    dot_size
        A drawing whose longer side is at most this, in the strokes' unit, is a dot.

    Returns
    -------
    images : ndarray, shape (n_drawings, 20, 20), float32, in 0..1
    drawn : ndarray, shape (n_drawings,), bool
        False where nothing is drawn; the image is then all 0.
    """
    drawn = np.array([any(len(stroke) for stroke in drawing) for drawing in drawings], dtype=bool)
    segments = _segments(drawings, dot_size)
    ink = _draw(segments, len(drawings))
    shift = (CENTER_PX - _centers_of_mass(ink))[segments.drawing]
    ink = _draw(segments._replace(starts=segments.starts + shift, ends=segments.ends + shift), len(drawings))
    return ink.astype(np.float32), drawn


def _segments(drawings: Sequence[Sequence[Stroke]], dot_size: float) -> _Segments:
    """Scale each drawing to the span of the frame, its bounding box in the middle, cut into short pieces."""
    scaled = []
    owners = []
    for index, drawing in enumerate(drawings):
        if not any(len(stroke) for stroke in drawing):
            continue
        points = np.concatenate(drawing)
        shrink = 0.25 if np.abs(points).max() > _LARGEST else 1.0
        points = points * shrink
        low, high = points.min(axis=0), points.max(axis=0)
        extent = float((high - low).max())
        is_dot = extent <= max(dot_size, _SMALLEST)
        scale = 0.0 if is_dot else (INK_SPAN_PX - 2 * PEN_RADIUS_PX) / extent
        middle = low + (high - low) / 2
        for stroke in drawing:
            scaled.append(_thinned((stroke * shrink - middle) * scale + _MIDDLE_PX))
            owners.append(index)
    if not scaled:
        nothing = np.empty((0, 2))
        return _Segments(nothing, nothing, np.empty(0, dtype=np.intp))
    starts = np.concatenate([points[:-1] if len(points) > 1 else points for points in scaled])
    ends = np.concatenate([points[1:] if len(points) > 1 else points for points in scaled])
    drawing_of = np.repeat(np.array(owners, dtype=np.intp), [max(len(points) - 1, 1) for points in scaled])
    return _cut(_Segments(starts, ends, drawing_of))


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


def _cut(segments: _Segments) -> _Segments:
    """Cut segments into equal pieces no longer than the longest segment."""
    along = segments.ends - segments.starts
    pieces = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1]) / _LONGEST_SEGMENT_PX), 1).astype(np.intp)
    source = np.repeat(np.arange(len(pieces)), pieces)
    number = np.arange(len(source)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = along[source] / pieces[source][:, None]
    starts = segments.starts[source] + step * number[:, None]
    return _Segments(starts, starts + step, segments.drawing[source])


def _draw(segments: _Segments, n_drawings: int) -> NDArray[np.float64]:
    """Ink of shape (n_drawings, 20, 20): what a round pen covers, the edge fading within a pixel."""
    ink = np.zeros(n_drawings * FRAME_SIZE * FRAME_SIZE)
    along = segments.ends - segments.starts
    length_squared = (along * along).sum(axis=1)
    first = np.ceil((segments.starts + segments.ends) / 2 - _REACH_PX)
    offsets = np.arange(_WINDOW_PX)
    # The window around each segment: pixel indices (n, 5) along x and y, and their distances from its start.
    columns = first[:, :1] + offsets
    rows = first[:, 1:] + offsets
    dx = (columns - segments.starts[:, :1])[:, None, :]
    dy = (rows - segments.starts[:, 1:])[:, :, None]
    ax, ay = along[:, 0, None, None], along[:, 1, None, None]
    share = (dx * ax + dy * ay) / np.where(length_squared > 0, length_squared, 1.0)[:, None, None]
    np.clip(share, 0.0, 1.0, out=share)
    distance = np.hypot(dx - share * ax, dy - share * ay)
    cover = np.clip(PEN_RADIUS_PX + _EDGE_PX - distance, 0.0, 1.0)
    inside = ((rows >= 0) & (rows < FRAME_SIZE))[:, :, None] & ((columns >= 0) & (columns < FRAME_SIZE))[:, None, :]
    touched = inside & (cover > 0)
    pixel = segments.drawing[:, None, None] * FRAME_SIZE + rows[:, :, None]
    pixel = (pixel * FRAME_SIZE + columns[:, None, :])[touched].astype(np.intp)
    np.maximum.at(ink, pixel, cover[touched])
    pictures: NDArray[np.float64] = ink.reshape(n_drawings, FRAME_SIZE, FRAME_SIZE)
    return pictures


def _centers_of_mass(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centers (x, y) as pixel indices, shape (n, 2), of pictures (n, height, width); 0 where there is no ink."""
    across, down = ink.sum(axis=1), ink.sum(axis=2)
    total = np.maximum(across.sum(axis=1), np.finfo(np.float64).tiny)
    x = across @ np.arange(ink.shape[2])
    y = down @ np.arange(ink.shape[1])
    centers: NDArray[np.float64] = np.stack([x, y], axis=1) / total[:, None]
    return centers


def frame_picture(picture: ArrayLike) -> Image | None:
    """Frame a picture of one digit, light on dark or dark on light.

    Parameters
    ----------
    picture
        Shape (height, width), any numbers: brightness from 0 to 255 if integers, else from 0 to 1.

    Returns
    -------
    ndarray, shape (20, 20), float32, in 0..1, or None
        None says that the picture is blank.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    return frame_ink(_thickened(ink_of_picture(picture)))


def _thickened(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lines thinner than the frame's pen, made as thick; a pen of a pixel in a photograph else fades to nothing."""
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - only those pay for it who open a picture

    if not ink.any():
        return ink
    ink = ink / ink.max()
    solid = np.pad(ink >= 0.5, 1)
    rows, columns = np.nonzero(solid)
    extent = max(np.ptp(rows), np.ptp(columns)) + 1
    depth = distance_transform_edt(solid)
    width = 4.0 * float(depth[solid].mean()) - 1.0  # a line's mean depth is about a quarter of its width
    grow = (2 * PEN_RADIUS_PX / INK_SPAN_PX * extent - width) / 2
    if grow <= 0.5:
        return ink
    around = int(np.ceil(grow)) + 1
    away = distance_transform_edt(np.pad(ink, around) < 0.5)
    thick: NDArray[np.float64] = np.clip(grow + 1.0 - away, 0.0, 1.0)
    return thick


def ink_of_picture(picture: ArrayLike) -> NDArray[np.float64]:
    """How far each pixel stands out from the paper, 0..1; the paper is what most of the border shows.

    Parameters and errors are those of :func:`frame_picture`; a picture with hardly any contrast has no ink (all 0).
    """
    values = np.asarray(picture)
    full_range = 255.0 if values.dtype.kind in "iub" and values.dtype != bool else 1.0
    light = _checked_picture(values) / full_range
    border = np.concatenate([light[0], light[-1], light[1:-1, 0], light[1:-1, -1]])
    deviation: NDArray[np.float64] = np.abs(light - np.median(border))
    return deviation if deviation.max() >= _LEAST_CONTRAST else np.zeros_like(deviation)


def frame_ink(ink: ArrayLike) -> Image | None:
    """Frame a picture whose paper is known to be 0 and whose ink is above.

    Parameters
    ----------
    ink
        Shape (height, width), 0 or more, in any unit: the darkest ink becomes 1.

    Returns
    -------
    ndarray, shape (20, 20), float32, in 0..1, or None
        None says that there is no ink.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    values = _checked_picture(np.asarray(ink))
    darkest = values.max()
    if darkest <= 0:
        return None
    values = np.where(values < _NOISE_FLOOR * darkest, 0.0, values / darkest)
    top, bottom = _ink_edges(values.max(axis=1))
    left, right = _ink_edges(values.max(axis=0))
    scale = INK_SPAN_PX / max(bottom - top, right - left)
    center_x, center_y = _centers_of_mass(values[None])[0]
    rows = resampling_matrix(
        values.shape[0], FRAME_SIZE, scale=scale, source_center=float(center_y), target_center=CENTER_PX
    )
    columns = resampling_matrix(
        values.shape[1], FRAME_SIZE, scale=scale, source_center=float(center_x), target_center=CENTER_PX
    )
    return np.clip(rows @ values @ columns.T, 0.0, 1.0).astype(np.float32)


def _ink_edges(profile: NDArray[np.float64]) -> tuple[float, float]:
    """Where ink begins and ends along one axis, in fractions of a pixel.

    ``profile`` is the darkest ink of each row or column. The outermost pixel counts by how dark it is, so that a stroke
    whose edge covers half a pixel ends in the middle of that pixel, at whatever size it was scanned.
    """
    solid = np.flatnonzero(profile >= 0.5)
    first, last = int(solid[0]), int(solid[-1])
    before = profile[first - 1] if first > 0 else 0.0
    after = profile[last + 1] if last + 1 < len(profile) else 0.0
    # Linear interpolation between pixel middles to the level 0.5 (a hard edge gives the pixel's border).
    start = first - (profile[first] - 0.5) / (profile[first] - before) if profile[first] > before else first
    end = last + (profile[last] - 0.5) / (profile[last] - after) if profile[last] > after else last
    return float(start), float(end) + (1.0 if start == end else 0.0)


def _checked_picture(picture: NDArray[np.generic]) -> NDArray[np.float64]:
    if picture.ndim != 2 or picture.size == 0:
        raise DataError(f"a picture has rows and columns of pixels, got an array of shape {picture.shape}")
    values = picture.astype(np.float64)
    if not np.isfinite(values).all():
        raise DataError("a picture's pixels must be finite numbers, got NaN or infinity")
    return values
