"""Ink to network input: the one way from strokes or a picture to a frame of 20x20 or 28x28.

Every picture that reaches a network of 20x20 is laid out as the course's data (ex4data1) is: float32, ink 1 on paper 0,
the ink's longer side spans 14.3 px, its aspect ratio is kept, and its center of mass stands at the center of the frame.
A network of 28x28 gets it as MNIST is: the same geometry, in which the longer side spans 20 px. Where, how large and how
thick a person draws does not matter.

Strokes stay vectors until the last step: they are scaled into the frame and drawn there with one fixed pen. Pictures
are cropped to their ink (``photographs`` finds it), inverted if they are dark on light, and scaled and centered by the same
numbers.

Where the numbers come from: MNIST's digits fit a box of 20 of 28 px (the longer side of the ink is 20 px for 4,998 of
its first 5,000 training digits, 19 for two), and its center of mass is rounded to pixel 14 of 0..27 (measured over all
60,000: 14.01 and 14.00, with a standard deviation of 0.29). ex4data1 is MNIST shrunk from 28 to 20 px, hence 14.3, and
14.5 * 20 / 28 - 0.5 = 9.857 (measured: 9.86 and 9.85 over its 5,000 digits), not 9.5: the course's own weights read 1.8
points more tablet digits with the one than with the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.ink.pen import Pen, Segments, Stroke, as_strokes, cut, draw, drawn_at_all, fit_segments
from engine.ink.photographs import ink_of_photograph
from engine.ink.picture_ink import centers_of_mass, even_ink, ink_box, ink_of_picture, thickened
from engine.ink.resampling import resampling_matrix

__all__ = [
    "CENTER_PX",
    "COURSE_FRAME",
    "FRAME_SIZE",
    "INK_SPAN_PX",
    "MNIST_FRAME",
    "PEN_RADIUS_PX",
    "FrameGeometry",
    "Image",
    "Stroke",
    "as_strokes",
    "frame_drawings",
    "frame_ink",
    "frame_lines",
    "frame_picture",
    "frame_segments",
    "frame_strokes",
    "ink_of_picture",
]

FRAME_SIZE = 20
"""Pixels along each side of the course's frame."""
INK_SPAN_PX = 14.3
"""The longer side of the ink in it, pen width included, in pixels."""
CENTER_PX = 14.5 * 20 / 28 - 0.5
"""The center of mass of the ink along both axes, as a pixel index (pixel ``i`` has its middle at ``i``)."""
PEN_RADIUS_PX = 0.95
"""Half the width of the pen that draws strokes in it, in pixels."""


@dataclass(frozen=True, slots=True)
class FrameGeometry:
    """How ink lies in a square frame; lengths are in pixels of that frame.

    Attributes
    ----------
    size
        Pixels along each side.
    ink_span
        The longer side of the ink, pen width included.
    center
        The center of mass of the ink along both axes, as a pixel index.
    pen_radius
        Half the width of the pen that draws strokes.
    """

    size: int
    ink_span: float
    center: float
    pen_radius: float

    @property
    def pen(self) -> Pen:
        """The pen that draws strokes."""
        return Pen(self.size, self.pen_radius)

    @property
    def unit(self) -> float:
        """A pixel of the course's frame in pixels of this one."""
        return self.size / FRAME_SIZE


COURSE_FRAME = FrameGeometry(FRAME_SIZE, INK_SPAN_PX, CENTER_PX, PEN_RADIUS_PX)
"""The frame of 20x20, as the course's digits have it."""
MNIST_FRAME = FrameGeometry(28, 20.0, 14.0, PEN_RADIUS_PX * 28 / FRAME_SIZE)
"""The frame of 28x28, as MNIST has it."""

Image: TypeAlias = NDArray[np.float32]
"""A framed digit: shape (20, 20), float32, ink 1 on paper 0 (or 28x28, or 8x8 with ink 16: see ``input_formats``)."""


def frame_strokes(
    strokes: Iterable[ArrayLike], *, dot_size: float = 0.0, frame: FrameGeometry = COURSE_FRAME
) -> Image | None:
    """Draw one drawing's strokes into the frame.

    Parameters
    ----------
    strokes
        Arrays of shape (n_points, 2), x to the right, y down, in any unit.
    dot_size
        A drawing whose longer side is at most this, in the strokes' unit, is a dot: it is not blown up.
    frame
        The frame, by default that of 20x20.

    Returns
    -------
    ndarray, shape (size, size) of the frame, float32, in 0..1, or None
        None says that nothing is drawn.

    Raises
    ------
    DataError
        If a stroke is not a list of (x, y) points.
    """
    images, drawn = frame_drawings([as_strokes(strokes)], dot_size=dot_size, frame=frame)
    return images[0] if drawn[0] else None


def frame_drawings(
    drawings: Sequence[Sequence[Stroke]], *, dot_size: float = 0.0, frame: FrameGeometry = COURSE_FRAME
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Draw many drawings at once; each as :func:`frame_strokes` does it.

    Parameters
    ----------
    drawings
        For each drawing its strokes, as :func:`as_strokes` returns them.
    dot_size
        A drawing whose longer side is at most this, in the strokes' unit, is a dot.
    frame
        The frame, by default that of 20x20.

    Returns
    -------
    images : ndarray, shape (n_drawings, size, size) of the frame, float32, in 0..1
    drawn : ndarray, shape (n_drawings,), bool
        False where nothing is drawn; the image is then all 0.
    """
    pen = frame.pen
    span = frame.ink_span - 2 * frame.pen_radius
    segments = fit_segments(drawings, span=span, middle=pen.middle, dot_size=dot_size)
    segments = cut(segments, pen.longest_segment)
    ink = draw(segments, len(drawings), pen)
    ink = draw(segments.moved(frame.center - centers_of_mass(ink)), len(drawings), pen)
    return ink.astype(np.float32), drawn_at_all(drawings)


def frame_segments(
    segments: Segments,
    radii: NDArray[np.float64],
    *,
    scales: NDArray[np.float64] | float = 1.0,
    shifts: NDArray[np.float64] | float = 0.0,
    frame: FrameGeometry = COURSE_FRAME,
) -> NDArray[np.float32]:
    """Draw many drawings at once, from straight pieces, each with its own pen.

    Parameters
    ----------
    segments
        The pieces of all drawings, in any unit; every drawing has at least one.
    radii
        Half the width of each drawing's pen in the frame, in pixels, shape (n_drawings,).
    scales
        By how much each drawing is larger than the frame wants it, shape (n_drawings,).
    shifts
        How far each stands from where the frame wants it, (x, y) in pixels, shape (n_drawings, 2).
    frame
        The frame, by default that of 20x20.

    Returns
    -------
    ndarray, shape (n_drawings, size, size) of the frame, float32, in 0..1
    """
    pen = frame.pen
    fitted = segments.fitted(scales * frame.ink_span - 2 * radii, pen.middle)
    pieces = cut(fitted, pen.longest_segment)
    ink = draw(pieces, len(radii), pen, radii=radii)
    ink = draw(pieces.moved(frame.center + shifts - centers_of_mass(ink)), len(radii), pen, radii=radii)
    return ink.astype(np.float32)


def frame_picture(picture: ArrayLike, *, frame: FrameGeometry = COURSE_FRAME) -> Image | None:
    """Frame a picture of one digit, light on dark or dark on light, painted or photographed.

    Parameters
    ----------
    picture
        Shape (height, width), any numbers: brightness from 0 to 255 if integers, else from 0 to 1.
    frame
        The frame, by default that of 20x20.

    Returns
    -------
    ndarray, shape (size, size) of the frame, float32, in 0..1, or None
        None says that the picture is blank.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    return frame_lines(ink_of_photograph(picture).ink, frame=frame)


def frame_lines(ink: NDArray[np.float64], *, frame: FrameGeometry = COURSE_FRAME) -> Image | None:
    """Frame the ink of a picture, lines that are thinner than the frame's pen made as thick.

    Parameters
    ----------
    ink
        As :func:`engine.ink.photographs.ink_of_photograph` finds it, shape (height, width), 0 or more.
    frame
        The frame, by default that of 20x20.

    Returns
    -------
    ndarray, shape (size, size) of the frame, float32, in 0..1, or None
        None says that there is no ink.
    """
    pen_width = 2 * frame.pen_radius / frame.ink_span
    return frame_ink(thickened(ink, pen_width=pen_width), frame=frame)


def frame_ink(ink: ArrayLike, *, frame: FrameGeometry = COURSE_FRAME) -> Image | None:
    """Frame a picture whose paper is known to be 0 and whose ink is above.

    Parameters
    ----------
    ink
        Shape (height, width), 0 or more, in any unit: the darkest ink becomes 1.
    frame
        The frame, by default that of 20x20.

    Returns
    -------
    ndarray, shape (size, size) of the frame, float32, in 0..1, or None
        None says that there is no ink.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    values = even_ink(ink)
    if values is None:
        return None
    box = ink_box(values)
    scale = frame.ink_span / max(box.width, box.height)
    # Faint blots far from the ink do not draw the center out of its box: the ink would leave the frame.
    center_x, center_y = np.clip(centers_of_mass(values[None])[0], box[:2], box[2:])
    rows = resampling_matrix(
        values.shape[0], frame.size, scale=scale, source_center=float(center_y), target_center=frame.center
    )
    columns = resampling_matrix(
        values.shape[1], frame.size, scale=scale, source_center=float(center_x), target_center=frame.center
    )
    return np.clip(rows @ values @ columns.T, 0.0, 1.0).astype(np.float32)
