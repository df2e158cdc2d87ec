"""The ink of a picture: how far each pixel stands out from the paper, where the ink ends, where its middle is.

Both layouts that networks read (``framing``: 20x20, ``block_framing``: 8x8) place pictures by what is measured here.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import DataError
from engine.text.sentence import say

_LEAST_CONTRAST = 0.06  # of the full range: below this, a picture is paper
_NOISE_FLOOR = 0.1  # of the darkest ink: below this, it is paper


class InkBox(NamedTuple):
    """Where ink begins and ends, in fractions of a pixel; pixel ``i`` has its middle at ``i``."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def ink_of_picture(picture: ArrayLike) -> NDArray[np.float64]:
    """How far each pixel stands out from the paper, 0..1; the paper is what most of the border shows.

    A picture with hardly any contrast has no ink (all 0).

    Parameters
    ----------
    picture
        Shape (height, width), any numbers: brightness from 0 to 255 if integers, else from 0 to 1.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    values = np.asarray(picture)
    full_range = 255.0 if values.dtype.kind in "iub" and values.dtype != bool else 1.0
    light = _checked_picture(values) / full_range
    border = np.concatenate([light[0], light[-1], light[1:-1, 0], light[1:-1, -1]])
    deviation: NDArray[np.float64] = np.abs(light - np.median(border))
    return deviation if deviation.max() >= _LEAST_CONTRAST else np.zeros_like(deviation)


def thickened(ink: NDArray[np.float64], *, pen_width: float) -> NDArray[np.float64]:
    """Lines thinner than a pen, made as thick, without the paper around; a pen of a pixel in a photograph else fades.

    Parameters
    ----------
    ink
        Shape (height, width), 0 or more.
    pen_width
        The width that lines are to have at least, as a share of the ink's longer side.
    """
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - only those pay for it who open a picture

    if not ink.any():
        return ink
    ink = ink / ink.max()
    rows, columns = (np.flatnonzero((ink >= _NOISE_FLOOR).any(axis=axis)) for axis in (1, 0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]  # paper around it would only take time
    solid = np.pad(ink >= 0.5, 1)
    rows, columns = np.nonzero(solid)
    extent = max(np.ptp(rows), np.ptp(columns)) + 1
    depth = distance_transform_edt(solid)
    width = 4.0 * float(depth[solid].mean()) - 1.0  # a line's mean depth is about a quarter of its width
    grow = (pen_width * extent - width) / 2
    if grow <= 0.5:
        return ink
    around = int(np.ceil(grow)) + 1
    away = distance_transform_edt(np.pad(ink, around) < 0.5)
    thick: NDArray[np.float64] = np.clip(grow + 1.0 - away, 0.0, 1.0)
    return thick


def even_ink(ink: ArrayLike) -> NDArray[np.float64] | None:
    """Ink of any unit on a scale up to 1, without faint noise; ``None`` where there is no ink.

    Parameters
    ----------
    ink
        Shape (height, width), 0 or more, in any unit: the darkest ink becomes 1.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    values = _checked_picture(np.asarray(ink))
    darkest = values.max()
    if darkest <= 0:
        return None
    even: NDArray[np.float64] = np.where(values < _NOISE_FLOOR * darkest, 0.0, values / darkest)
    return even


def ink_box(ink: NDArray[np.float64]) -> InkBox:
    """The bounding box of ink that reaches 1 somewhere, where it rises and falls through one half."""
    top, bottom = _ink_edges(ink.max(axis=1))
    left, right = _ink_edges(ink.max(axis=0))
    return InkBox(left, top, right, bottom)


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


def centers_of_mass(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centers (x, y) as pixel indices, shape (n, 2), of pictures (n, height, width); 0 where there is no ink."""
    across, down = ink.sum(axis=1), ink.sum(axis=2)
    total = np.maximum(across.sum(axis=1), np.finfo(np.float64).tiny)
    x = across @ np.arange(ink.shape[2])
    y = down @ np.arange(ink.shape[1])
    centers: NDArray[np.float64] = np.stack([x, y], axis=1) / total[:, None]
    return centers


def _checked_picture(picture: NDArray[np.generic]) -> NDArray[np.float64]:
    if picture.ndim != 2 or picture.size == 0:
        raise DataError(say("ink.picture_without_rows", shape=str(picture.shape)))
    values = picture.astype(np.float64)
    if not np.isfinite(values).all():
        raise DataError(say("ink.picture_not_finite"))
    return values
