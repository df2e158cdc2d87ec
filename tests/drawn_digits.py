"""What the tests of both framings share: drawings of every kind, and what may happen to one that does not matter."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.ink.framing import Image

Strokes = list[NDArray[np.float64]]
DIGITS = range(10)
EXTREME_SIZES = (1e-300, 5e-324, 1e150, 1e308)
"""Half of them cannot be told from a dot, or overflow when they are multiplied: none may warn or give NaN."""

any_drawing = st.lists(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=1, max_size=12), min_size=1, max_size=4
)


def change(a: Image, b: Image) -> float:
    """How much of the ink differs."""
    return float(np.abs(a - b).sum() / a.sum())


def moved(strokes: Strokes, scale: float, offset: tuple[float, float]) -> Strokes:
    """A drawing in another unit, at another place."""
    if scale < 1 and abs(offset[0]) > 1e6:
        offset = (offset[0] / 1e3, offset[1] / 1e3)  # else what is drawn is lost in float64's rounding
    return [stroke * scale + offset for stroke in strokes]


def rounded(drawing: Sequence[Sequence[tuple[float, float]]]) -> Strokes:
    """Strokes to a tenth of a unit."""
    return [np.round(np.array(stroke), 1) for stroke in drawing]


def backward(strokes: Strokes) -> Strokes:
    """The last stroke first, each from its end."""
    return [stroke[::-1] for stroke in strokes[::-1]]


def sampled_often(strokes: Strokes) -> Strokes:
    """The same lines with 3000 points each."""
    dense = []
    for stroke in strokes:
        at, between = np.arange(len(stroke)), np.linspace(0, len(stroke) - 1, 3000)
        dense.append(np.stack([np.interp(between, at, stroke[:, 0]), np.interp(between, at, stroke[:, 1])], axis=1))
    return dense


def cross(size: float) -> Strokes:
    """Two lines that meet, of any size."""
    return [np.array([[-1.0, -1.0], [1.0, 1.0]]) * size, np.array([[1.0, -1.0], [-1.0, 0.0]]) * size]
