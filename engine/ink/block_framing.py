"""Ink to network input for 64 inputs: strokes or a picture as the UCI digits lie in their 8x8 blocks.

The UCI digits (``resources/uci_digits.npz``, scikit-learn's ``load_digits``) are bitmaps of 32x32 that NIST's programs
normalized, counted in blocks of 4x4: 0 (paper) to 16 (ink). How they lie there, measured over the 1,797 digits:

- Each reaches from the first row to the last: 32 px high.
- It was stretched, not scaled: every 0 but one occupies six of eight columns of blocks, as 20 px in the middle do.
- It was sheared until the leftmost ink of its first row stands above the leftmost ink of its last: these two lie
  0.0 px apart, with a standard deviation of 0.9 px, for every digit from 0 to 9.
- Its lines are thickened or thinned until 313 (standard deviation 34) of the 1,024 pixels are ink, a pen of 5 px or so.
- Its center of mass lies at 15.8 px across (standard deviation 1.2), the middle of its box as near to the middle.

What is done here is that, made robust: a drawing is sheared upright, stretched to 20x32 px, placed in the middle, drawn
with one fixed pen, and counted by blocks. Counts are not rounded: where the pen's edge crosses a pixel, they are
fractions. Where, how large, how slanted and how thick a person draws does not matter.

What was chosen was measured by networks that learned the training part of the UCI digits (four of 64-25-10, three of
64-100-10, softmax regression; 95, 98 and 97 % right on the test part), as the percentage of 1,499 tablet drawings by
other people that they read on average (every fifth of 7,494; nothing is trained on them; what is done is in asterisks):

================================================================  ==========================================
sheared upright (not at all; by the leftmost ink, as NIST does)   **90.6** (83.4; 87.8)
stretched at most 1, 1.5, 2, 2.5 and 3 times, without limit       64.4 87.3 90.0 **90.6** 90.5 89.9
18, 20, 22, 24 px wide                                            88.1 **90.6** 89.1 87.3
a pen of radius 1.8, 2.2, 2.4, 2.7, 3 px                          88.2 90.4 **90.6** 89.9 89.0
placed by its box, by both, by its center of mass                 88.1 **90.6** 89.0
================================================================  ==========================================

Of all 7,494 tablet drawings these networks read 90.2 %; two of 400-25-10 and two of 400-100-10 that learned the same
digits framed to 20x20, 98 and 99 % right on the test part, read 74 %: shear and stretch leave less to be learned.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.ink.framing import Image
from engine.ink.pen import Pen, Segments, Stroke, as_strokes, cut, draw, drawn_at_all, fit_segments
from engine.ink.photographs import ink_of_photograph
from engine.ink.picture_ink import InkBox, centers_of_mass, even_ink, ink_box, thickened
from engine.ink.resampling import resampling_matrix

N_BLOCKS = 8
"""Blocks along each side: the rows and columns of what the network reads."""
BLOCK_PX = 4
"""Pixels of the bitmap along each side of a block."""
FULL_BLOCK = 16.0
"""The count of a block that is all ink."""
BITMAP_SIZE = N_BLOCKS * BLOCK_PX
"""Pixels along each side of the bitmap."""
INK_WIDTH_PX, INK_HEIGHT_PX = 20.0, 32.0
"""What the ink is stretched to, pen width included, in pixels of the bitmap."""
PEN_RADIUS_PX = 2.4
"""Half the width of the pen that draws strokes in the bitmap, in pixels."""
GREATEST_STRETCH = 2.5
"""How much more one side may be enlarged than the other, so that a 1 remains a line."""
GREATEST_SLOPE = 1.0
"""The greatest shear, in pixels across per pixel down."""

_PEN = Pen(BITMAP_SIZE, PEN_RADIUS_PX, longest_segment=2.0)
_INNER_PX = np.array([INK_WIDTH_PX, INK_HEIGHT_PX]) - 2 * PEN_RADIUS_PX
_TINY_PX = 1e-9  # lengths below are rounding
_BATCH = 256  # drawings that are drawn together: bounds the memory that many take
_UPRIGHT_PX = 64.0  # the longer side of a picture while it is sheared: twice as fine as the bitmap
_CANVAS_PX = 144  # room around it: sheared by the greatest slope, it is at most twice as wide


def block_strokes(strokes: Iterable[ArrayLike], *, dot_size: float = 0.0) -> Image | None:
    """Count one drawing's ink in blocks.

    Parameters and errors are those of :func:`engine.ink.framing.frame_strokes`.

    Returns
    -------
    ndarray, shape (8, 8), float32, in 0..16, or None
        None says that nothing is drawn.
    """
    images, drawn = block_drawings([as_strokes(strokes)], dot_size=dot_size)
    return images[0] if drawn[0] else None


def block_drawings(
    drawings: Sequence[Sequence[Stroke]], *, dot_size: float = 0.0
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Count the ink of many drawings in blocks; each as :func:`block_strokes` does it.

    Parameters are those of :func:`engine.ink.framing.frame_drawings`.

    Returns
    -------
    images : ndarray, shape (n_drawings, 8, 8), float32, in 0..16
    drawn : ndarray, shape (n_drawings,), bool
        False where nothing is drawn; the image is then all 0.
    """
    images = np.zeros((len(drawings), N_BLOCKS, N_BLOCKS), dtype=np.float32)
    for first in range(0, len(drawings), _BATCH):
        batch = drawings[first : first + _BATCH]
        segments = fit_segments(batch, span=float(_INNER_PX.max()), middle=0.0, dot_size=dot_size)
        segments = _placed(_upright(segments, len(batch)), len(batch))
        images[first : first + _BATCH] = _counts(draw(cut(segments, _PEN.longest_segment), len(batch), _PEN))
    return images, drawn_at_all(drawings)


def _upright(segments: Segments, n_drawings: int) -> Segments:
    """Shear each drawing until its ink leans neither way: x and y of its ink do not correlate."""
    starts, ends, drawing = segments
    weights, middles = _masses(segments, n_drawings)
    a, b = starts - middles[drawing], ends - middles[drawing]
    # The mean of x * y and y * y along a segment, of its ends' products (exactly).
    products = (2 * (a * a[:, 1:] + b * b[:, 1:]) + a * b[:, 1:] + b * a[:, 1:]) / 6
    slopes = _slopes(*(np.bincount(drawing, weights * products[:, axis], n_drawings) for axis in (0, 1)))[drawing]
    shear = np.stack([slopes, np.zeros_like(slopes)], axis=1)
    return segments._replace(starts=starts - shear * starts[:, 1:], ends=ends - shear * ends[:, 1:])


def _slopes(xy: ArrayLike, yy: ArrayLike) -> NDArray[np.float64]:
    """How far across ink leans per pixel down, of its moments about its center."""
    slopes: NDArray[np.float64] = np.asarray(xy) / np.maximum(yy, _TINY_PX**2)
    return np.clip(slopes, -GREATEST_SLOPE, GREATEST_SLOPE)


def _masses(segments: Segments, n_drawings: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each segment's length, as a share of its drawing's, and each drawing's center of mass, (n_drawings, 2)."""
    starts, ends, drawing = segments
    along = ends - starts
    lengths = np.hypot(along[:, 0], along[:, 1]) + _TINY_PX  # drawings of dots alone have a center too
    weights = lengths / np.bincount(drawing, lengths, n_drawings)[drawing]
    middles = (starts + ends) / 2
    centers = [np.bincount(drawing, weights * middles[:, axis], n_drawings) for axis in (0, 1)]
    return weights, np.stack(centers, axis=1)


def _placed(segments: Segments, n_drawings: int) -> Segments:
    """Stretch each drawing to the ink's box and place it in the bitmap."""
    starts, ends, drawing = segments
    low, high = np.full((n_drawings, 2), np.inf), np.full((n_drawings, 2), -np.inf)
    for points in (starts, ends):
        np.minimum.at(low, drawing, points)
        np.maximum.at(high, drawing, points)
    low[np.isinf(low)] = high[np.isinf(high)] = 0.0  # nothing is drawn
    scales = _stretches(high - low, _INNER_PX)
    middle = (low + high) / 2
    segments = segments._replace(
        starts=(starts - middle[drawing]) * scales[drawing], ends=(ends - middle[drawing]) * scales[drawing]
    )
    _, centers = _masses(segments, n_drawings)
    return segments.moved(_PEN.middle - np.stack([_middle_across(centers[:, 0]), np.zeros(n_drawings)], axis=1))


def _stretches(extents: NDArray[np.float64], box: NDArray[np.float64]) -> NDArray[np.float64]:
    """The factors along x and y, shape (n, 2), that stretch extents to a box, or as far towards it as they may."""
    scales = box / np.maximum(extents, _TINY_PX)
    stretched: NDArray[np.float64] = np.minimum(scales, GREATEST_STRETCH * scales.min(axis=1, keepdims=True))
    return stretched


def _middle_across(center_of_mass: NDArray[np.float64]) -> NDArray[np.float64]:
    """What stands in the middle: halfway between the box's middle (0) and mass; the box stays in the bitmap."""
    room = (BITMAP_SIZE - INK_WIDTH_PX) / 2
    return np.clip(center_of_mass / 2, -room, room)


def _counts(ink: NDArray[np.float64]) -> NDArray[np.float32]:
    """Ink (n, 32, 32) from 0 to 1, counted in blocks: (n, 8, 8) from 0 to 16."""
    blocks = ink.reshape(len(ink), N_BLOCKS, BLOCK_PX, N_BLOCKS, BLOCK_PX)
    counts: NDArray[np.float32] = blocks.sum(axis=(2, 4), dtype=np.float64).astype(np.float32)
    return counts


def block_picture(picture: ArrayLike) -> Image | None:
    """Count the ink of a picture of one digit, light on dark or dark on light, in blocks.

    Parameters and errors are those of :func:`engine.ink.framing.frame_picture`.

    Returns
    -------
    ndarray, shape (8, 8), float32, in 0..16, or None
        None says that the picture is blank.
    """
    return block_lines(ink_of_photograph(picture).ink)


def block_lines(ink: NDArray[np.float64]) -> Image | None:
    """Count in blocks the ink of a picture, lines that are thinner than the bitmap's pen made as thick.

    Parameters are those of :func:`engine.ink.framing.frame_lines`.

    Returns
    -------
    ndarray, shape (8, 8), float32, in 0..16, or None
        None says that there is no ink.
    """
    return block_ink(thickened(ink, pen_width=2 * PEN_RADIUS_PX / INK_HEIGHT_PX))


def block_ink(ink: ArrayLike) -> Image | None:
    """Count in blocks the ink of a picture whose paper is known to be 0 and whose ink is above.

    Parameters and errors are those of :func:`engine.ink.framing.frame_ink`.

    Returns
    -------
    ndarray, shape (8, 8), float32, in 0..16, or None
        None says that there is no ink.
    """
    values = even_ink(ink)
    if values is None:
        return None
    upright = _upright_picture(values)
    box = ink_box(upright)
    center_x = float(np.clip(centers_of_mass(upright[None])[0, 0], box.left, box.right))
    across, down = _stretches(np.array([[box.width, box.height]]), np.array([INK_WIDTH_PX, INK_HEIGHT_PX]))[0]
    middle_x, middle_y = _middle(box)
    middle_x += float(_middle_across((center_x - middle_x) * across)) / across
    rows = _axis(upright.shape[0], BITMAP_SIZE, scale=down, source_center=middle_y)
    columns = _axis(upright.shape[1], BITMAP_SIZE, scale=across, source_center=middle_x)
    image: Image = _counts(np.clip(rows @ upright @ columns.T, 0.0, 1.0)[None])[0]
    return image


def _upright_picture(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ink at one size, sheared until it leans neither way; it reaches 1 somewhere."""
    box = ink_box(ink)
    scale = _UPRIGHT_PX / max(box.width, box.height)
    middle_x, middle_y = _middle(box)
    rows = _axis(ink.shape[0], _CANVAS_PX, scale=scale, source_center=middle_y)
    columns = _axis(ink.shape[1], _CANVAS_PX, scale=scale, source_center=middle_x)
    canvas = np.clip(rows @ ink @ columns.T, 0.0, 1.0)
    y, x = (np.arange(_CANVAS_PX) - center for center in centers_of_mass(canvas[None])[0, ::-1])
    slope = float(_slopes(y @ canvas @ x, y * y @ canvas.sum(axis=1)))
    at = np.arange(_CANVAS_PX)
    below = at - (_CANVAS_PX - 1) / 2
    sheared = np.stack([np.interp(at + slope * down, at, row) for down, row in zip(below, canvas, strict=True)])
    even: NDArray[np.float64] = sheared / sheared.max()
    return even


def _axis(n_source: int, n_target: int, *, scale: float, source_center: float) -> NDArray[np.float64]:
    """The matrix that resamples an axis around the middle of the target."""
    middle = (n_target - 1) / 2
    return resampling_matrix(n_source, n_target, scale=scale, source_center=source_center, target_center=middle)


def _middle(box: InkBox) -> tuple[float, float]:
    """The middle of a box, (x, y)."""
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2
