"""Gray pixels as an image of Qt's."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def gray_image(pixels: NDArray[np.uint8]) -> QImage:
    """An image that owns its pixels, from shape (height, width), 0 for black; without a size if there is none."""
    height, width = pixels.shape
    if not pixels.size:
        return QImage()
    return QImage(np.ascontiguousarray(pixels).tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
