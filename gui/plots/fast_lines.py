"""Lines painted fast: thick ones through many points, and many short ones."""

import math
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPaintEngine, QPainter, QPen, QPolygonF
from shiboken6 import Shiboken


class Segments:
    """Straight lines in one array, without an object of Python for each of them.

    A list of some ten thousand lines that is kept has Python's garbage collector look at every one of them, again and
    again, some 20 ms each time.

    Parameters
    ----------
    ends
        Where each line begins and ends: x, y, x, y; shape (n, 4).
    """

    __slots__ = ("_ends", "_first")

    def __init__(self, ends: NDArray[np.float64]) -> None:
        self._ends = np.ascontiguousarray(ends, np.float64)
        first = Shiboken.wrapInstance(self._ends.ctypes.data, QLineF) if len(ends) else None
        self._first = cast("QLineF | None", first)

    def __len__(self) -> int:
        return len(self._ends)

    def draw(self, painter: QPainter) -> None:
        """Draw them with the painter's pen."""
        if self._first is not None:
            painter.drawLines(self._first, len(self._ends))


def points_through(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    """Points in one array, without an object of Python for each of them; both of shape (n,)."""
    points = QPolygonF()
    points.resize(len(x))
    if len(x):
        memory: Any = Shiboken.VoidPtr(points.data(), 16 * len(x), True)  # type: ignore[arg-type, call-arg] # as it stands in memory
        places = np.frombuffer(memory, np.float64).reshape(-1, 2)
        places[:, 0], places[:, 1] = x, y
    return points


def draw_polyline(painter: QPainter, points: QPolygonF, pen: QPen) -> None:
    """Draw a line through points as ``painter.drawPolyline`` does, on a screen some twenty times as fast.

    Qt turns a smooth line that is thicker than a pixel into an area and fills that: 500 points that go up and down take
    2 to 10 ms, a line of one pixel 0.05 ms. So this draws lines of one pixel side by side. What is no grid of pixels, such
    as SVG, gets the line itself.
    """
    if painter.paintEngine().type() != QPaintEngine.Type.Raster:
        painter.setPen(pen)
        painter.drawPolyline(points)
        return
    scale = painter.deviceTransform().m11()
    width = pen.widthF() * scale  # in pixels of the device
    hair = QPen(pen.color(), 1)
    hair.setCosmetic(True)
    if pen.dashPattern():
        hair.setDashPattern([length * width for length in pen.dashPattern()])
    painter.setPen(hair)
    n = max(math.ceil(width), 1)
    offsets = [(number / (n - 1) - 0.5) * (width - 1) / scale if n > 1 else 0.0 for number in range(n)]
    farthest = offsets[-1] * 1.42
    for dx in offsets:
        for dy in offsets:
            if n <= 2 or math.hypot(dx, dy) <= farthest * 0.9:  # round rather than square
                painter.translate(QPointF(dx, dy))
                painter.drawPolyline(points)
                painter.translate(QPointF(-dx, -dy))
