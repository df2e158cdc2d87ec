"""Arrays as images of Qt's: each image owns its pixels, and the array may go."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from gui.theming.theme import Theme

N_SHADES = 256
"""Colors between paper and ink."""


def gray_image(pixels: NDArray[np.uint8]) -> QImage:
    """Gray pixels of shape (height, width), 0 for black, as an image; one without a size if there are none."""
    height, width = pixels.shape
    if not pixels.size:
        return QImage()
    return QImage(np.ascontiguousarray(pixels).tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


def rgb_image(pixels: NDArray[np.uint8]) -> QImage:
    """Pixels of shape (height, width, 3), red, green and blue, as an image."""
    height, width, _ = pixels.shape
    return QImage(np.ascontiguousarray(pixels).tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def ink_image(shares: NDArray[np.floating], paper: QColor | str, ink: QColor | str) -> QImage:
    """A picture between the colors of paper and ink.

    Parameters
    ----------
    shares
        How much ink is in each pixel, shape (height, width): 0 for paper, 1 for ink; what lies beyond is cut off.
    paper, ink
        The two colors.
    """
    return rgb_image(ink_colors(np.clip(shares, 0.0, 1.0), paper, ink))


def ink_colors(shares: NDArray[np.floating], paper: QColor | str, ink: QColor | str) -> NDArray[np.uint8]:
    """The color of each share of ink, 0 for paper to 1 for ink: red, green and blue, shape (*shares, 3)."""
    before, after = rgb_of(paper), rgb_of(ink)
    return (before + shares[..., None] * (after - before) + 0.5).astype(np.uint8)


def ink_shades(theme: Theme) -> list[int]:
    """:data:`N_SHADES` colors from the theme's paper to its ink, as ``0xAARRGGBB``."""
    colors = ink_colors(np.linspace(0.0, 1.0, N_SHADES), theme.paper, theme.ink)
    return [0xFF << 24 | red << 16 | green << 8 | blue for red, green, blue in colors.tolist()]


def rgb_of(color: QColor | str) -> NDArray[np.float32]:
    """Red, green and blue of a color, each from 0 to 255, shape (3,)."""
    shown = QColor(color)
    return np.array([shown.red(), shown.green(), shown.blue()], dtype=np.float32)
