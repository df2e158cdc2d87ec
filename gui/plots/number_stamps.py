"""Grids of numbers on colored grounds, painted quickly: each number is set in type once, and from then on it is stamped.

A painter takes some 30 µs for a number; of 75 that change with every movement of a pen, that would be felt.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from gui.widgets.images import rgb_image

_MOST = 4096  # numbers that are kept
_LUMINANCE = np.array([0.299, 0.587, 0.114], dtype=np.float32)
_DARK = 0.45 * 255  # a ground of less luminance has light numbers on it


class NumberStamps:
    """Keeps the shapes of numbers in one font, and stamps them."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[str, int, int], NDArray[np.uint8]] = {}
        self._made_for: tuple[str, float] | None = None

    def image(
        self,
        texts: list[list[str]] | None,
        grounds: NDArray[np.uint8],
        size: tuple[int, int],
        *,
        inks: tuple[NDArray[np.float32], NDArray[np.float32]],
        font: QFont,
        ratio: float,
    ) -> QImage:
        """A grid of numbers.

        Parameters
        ----------
        texts
            Row by row; ``None`` for grounds alone.
        grounds
            The color of each cell, shape (rows, columns, 3).
        size
            Width and height of a cell, in points.
        inks
            The colors of numbers on light grounds and of those on dark ones, shape (3,) each.
        font
            Of the numbers.
        ratio
            Device pixels for each point.
        """
        rows, columns, _ = grounds.shape
        lefts, tops = (
            np.round(np.arange(n + 1) * length * ratio).astype(int)
            for n, length in zip((columns, rows), size, strict=True)
        )
        ground = grounds.repeat(np.diff(tops), axis=0).repeat(np.diff(lefts), axis=1)
        if texts is not None:
            if self._made_for != (font.key(), ratio) or len(self._shapes) > _MOST:
                self._shapes.clear()
                self._made_for = font.key(), ratio
            shares = np.empty(ground.shape[:2], np.uint16)
            for row, (top, bottom) in enumerate(pairwise(tops.tolist())):
                for column, (left, right) in enumerate(pairwise(lefts.tolist())):
                    size_there = right - left, bottom - top
                    shares[top:bottom, left:right] = self._shape(texts[row][column], size_there, font, ratio)
            is_dark = ((grounds @ _LUMINANCE) < _DARK).repeat(np.diff(tops), axis=0).repeat(np.diff(lefts), axis=1)
            paper = ground.astype(np.uint16) * (255 - shares)[:, :, None]
            colors = np.stack(inks)[is_dark.astype(np.intp)].astype(np.uint16)
            ground = ((paper + shares[:, :, None] * colors + 127) // 255).astype(np.uint8)
        image = rgb_image(ground)
        image.setDevicePixelRatio(ratio)
        return image

    def _shape(self, text: str, size: tuple[int, int], font: QFont, ratio: float) -> NDArray[np.uint8]:
        """How much of each device pixel a number covers, 0 to 255, in the middle of a cell.

        As black type does: Qt sets white type bolder.
        """
        known = self._shapes.get((text, *size))
        if known is None:
            width, height = size
            image = QImage(width, height, QImage.Format.Format_Grayscale8)
            image.setDevicePixelRatio(ratio)
            image.fill(255)  # white; a new painter's pen is black
            painter = QPainter(image)
            painter.setFont(font)
            painter.drawText(QRectF(0, 0, width / ratio, height / ratio), Qt.AlignmentFlag.AlignCenter, text)
            painter.end()
            lines = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
            known = self._shapes[text, width, height] = 255 - lines[:, :width]
        return known
