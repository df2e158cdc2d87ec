"""Ink with several digits in it, parted into digits, from left to right.

What is grouped are the strokes of a drawing, or the connected parts of a picture's ink; both by the same rules, in units of
the writing's height:

- parts that stand over each other belong together, if they come near: the strokes of a 4, an open 8, halves of a 0;
- a small part, such as the bar of a 5, belongs to the digit that it is nearest to;
- two tall parts that only lean into each other's width are two digits, as a slanted 11 is;
- specks, far smaller than the writing, are no digits.

In a picture, a part that is too wide for one digit is cut where a single thin line joins two tall halves, and nowhere else.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.ink.pen import Stroke
from engine.ink.photographs import Stage, ink_of_photograph

_N_POINTS = 64  # of a part, evenly along it, between which distances are measured
_TALL = 0.6  # of the writing's height: parts as high are digits of their own, unless they meet
_SMALL = 0.4  # of the writing's height: what is lower is a part of a digit, if it is near to one
_SPECK = 0.22  # of the writing's height: what is smaller, and far from all else, is no digit
_NEAR, _MEETS = 0.3, 0.12  # of the writing's height
_STACKED = 0.3  # of a part's height: parts that stand on each other are as near
_HANGS = 0.18  # of the digit's height: by so much the stem of a 4 ends below its other stroke
_WIDE = 1.05  # times as wide as high: wider parts may be two digits that touch
_LEAST_HALF = 0.62  # of the part's height: what each half has at least, where a part is cut
_LINE = 1.7  # times a line's width: as thick may be what joins two digits


class DigitBox(NamedTuple):
    """Where a digit's ink is, in pixels of the ink: its first column and row, and how many there are."""

    left: int
    top: int
    width: int
    height: int

    def scaled(self, scale: float) -> "DigitBox":
        """The same in pixels so many times smaller."""
        return DigitBox(*(round(value * scale) for value in self))


class DigitInk(NamedTuple):
    """A digit of a picture: its ink alone, (height, width), with or without paper around it, and its box."""

    ink: NDArray[np.float64]
    box: DigitBox


class _Part(NamedTuple):
    points: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def height(self) -> float:
        return float(self.high[1] - self.low[1])

    @property
    def width(self) -> float:
        return float(self.high[0] - self.low[0])


def digits_of_strokes(strokes: Sequence[Stroke]) -> list[list[int]]:
    """Which strokes make a digit together, from left to right.

    Parameters
    ----------
    strokes
        Arrays of shape (n_points, 2), x to the right, y down, in any unit; none is empty.

    Returns
    -------
    list of lists
        For each digit the numbers of its strokes, ascending. Every stroke is in one of them, but for specks.
    """
    return _grouped([_part(_along(stroke)) for stroke in strokes])


def digits_of_ink(ink: NDArray[np.float64]) -> list[DigitInk]:
    """The digits of a picture's ink, from left to right.

    Parameters
    ----------
    ink
        As :func:`engine.ink.photographs.ink_of_photograph` finds it, shape (height, width), 0 to 1.
    """
    from scipy.ndimage import label  # noqa: PLC0415 - only those pay for it who open a picture

    if ink.size == 0 or ink.max() <= 0:
        return []
    solid = ink > 0.4 * ink.max()
    labels, n_parts = label(solid, np.ones((3, 3), dtype=bool))
    masks: list[NDArray[np.bool_]] = []
    for number in range(1, n_parts + 1):
        masks.extend(_cut(labels == number))
    parts = [_part(_sampled(mask)) for mask in masks]
    groups = _grouped(parts)
    if len(groups) == 1 and len(groups[0]) == len(masks):
        return [DigitInk(ink, _box_of(solid))]  # nothing is to be left out
    digits = []
    for group in groups:
        digit = np.logical_or.reduce([masks[i] for i in group])
        digits.append(_cropped(ink, digit, solid))
    return digits


class PartedPhotograph(NamedTuple):
    """The digits of a picture, and what it looked like after each stage that changed it, in order."""

    digits: list[DigitInk]
    stages: tuple[Stage, ...]


def digits_of_photograph(picture: ArrayLike, *, inverted: bool = False) -> list[DigitInk]:
    """The digits of a picture alone: see :func:`part_photograph`."""
    return part_photograph(picture, inverted=inverted).digits


def part_photograph(picture: ArrayLike, *, inverted: bool = False) -> PartedPhotograph:
    """Find the digits of a picture, painted or photographed, from left to right.

    Parameters
    ----------
    picture
        Shape (height, width), any numbers: brightness from 0 to 255 if integers, else from 0 to 1.
    inverted
        Take for paper what would be taken for ink, and for ink what would be taken for paper.

    Returns
    -------
    PartedPhotograph
        Boxes are in pixels of the picture; ink may be smaller by a whole number.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    found = ink_of_photograph(picture, has_several=True, inverted=inverted)
    digits = digits_of_ink(found.ink)
    scale, (x, y) = found.scale, found.corner
    placed = [
        DigitInk(ink, DigitBox(x + box.left * scale, y + box.top * scale, box.width * scale, box.height * scale))
        for ink, box in digits
    ]
    return PartedPhotograph(placed, found.stages)


def _cropped(ink: NDArray[np.float64], digit: NDArray[np.bool_], solid: NDArray[np.bool_]) -> DigitInk:
    """A digit's ink with its soft edges, which are no other digit's."""
    from scipy.ndimage import binary_dilation  # noqa: PLC0415

    box = _box_of(digit)
    top, left = max(box.top - 2, 0), max(box.left - 2, 0)
    window = slice(top, box.top + box.height + 2), slice(left, box.left + box.width + 2)
    own = digit[window]
    edges = binary_dilation(own, np.ones((3, 3), dtype=bool), iterations=2) & (own | ~solid[window])
    return DigitInk(np.where(edges, ink[window], 0.0), box)


def _box_of(mask: NDArray[np.bool_]) -> DigitBox:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return DigitBox(int(columns[0]), int(rows[0]), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)


def _part(points: NDArray[np.float64]) -> _Part:
    return _Part(points, points.min(axis=0), points.max(axis=0))


def _along(stroke: Stroke) -> NDArray[np.float64]:
    """Points evenly along a stroke."""
    steps = np.hypot(*np.diff(stroke, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    if len(stroke) < 2 or at[-1] == 0:
        return np.asarray(stroke[:1], dtype=np.float64)
    even = np.linspace(0, at[-1], _N_POINTS)
    return np.stack([np.interp(even, at, stroke[:, axis]) for axis in (0, 1)], axis=1)


def _sampled(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Some pixels of a mask as (x, y), its outermost among them."""
    y, x = np.nonzero(mask)
    picked = np.unique(np.concatenate([
        np.linspace(0, len(x) - 1, 4 * _N_POINTS).astype(np.intp), [x.argmin(), x.argmax(), y.argmin(), y.argmax()]
    ]))  # fmt: skip
    return np.stack([x[picked], y[picked]], axis=1).astype(np.float64)


def _grouped(parts: Sequence[_Part]) -> list[list[int]]:
    """Which parts make a digit together, from left to right."""
    if not parts:
        return []
    sides = [side for part in parts for side in (part.height, 0.5 * part.width)]
    height = max(*sides, 1e-9)
    groups = [[i] for i in range(len(parts))]
    merged = [parts[i] for i in range(len(parts))]

    def join(a: int, b: int) -> None:
        groups[a] += groups.pop(b)
        other = merged.pop(b)
        mine = merged[a]
        merged[a] = _Part(
            np.concatenate([mine.points, other.points]),
            np.minimum(mine.low, other.low),
            np.maximum(mine.high, other.high),
        )

    while (pair := _first_pair(merged, height)) is not None:
        join(*pair)
    while (pair := _small_and_near(merged, height)) is not None:
        join(*pair)
    order = sorted(range(len(groups)), key=lambda i: float(merged[i].low[0] + merged[i].high[0]))
    return [
        sorted(groups[i])
        for i in order
        if len(groups) == 1 or max(merged[i].height, merged[i].width) >= _SPECK * height
    ]


def _first_pair(parts: Sequence[_Part], height: float) -> tuple[int, int] | None:
    """The two parts that most surely belong together; ``None`` if no two do."""
    best, found = 0.0, None
    for i, a in enumerate(parts):
        for j in range(i + 1, len(parts)):
            b = parts[j]
            common = min(a.high[0], b.high[0]) - max(a.low[0], b.low[0])
            overlap = common / max(min(a.width, b.width), 0.05 * height) if common > 0 else 0.0
            if min(a.width, b.width) <= 0.05 * height and a.low[0] <= b.high[0] and b.low[0] <= a.high[0]:
                overlap = 1.0  # an upright line within the other's width
            if (overlap < 0.2 and not _may_be_a_four(a, b)) or _gap_between(a, b) >= 0.8 * height:
                continue
            distance = _distance(a, b) / height
            if (distance < _STACKED and _are_stacked(a, b, overlap)) or (distance < _MEETS and _may_be_a_four(a, b)):
                overlap = 1.0
            are_tall = min(a.height, b.height) > _TALL * height
            needed = 0.2 if distance < _MEETS / 3 and not are_tall else (0.4 if distance < _MEETS else 0.7)
            if are_tall and distance >= _MEETS and overlap < 1.0:
                needed = 0.9
            if overlap >= needed and overlap - distance > best - 1.0 and distance < 0.8:
                best, found = overlap - distance + 1.0, (i, j)
    return found


def _are_stacked(a: _Part, b: _Part, overlap: float) -> bool:
    """Whether one part stands on the other, as the loops of an 8 that is written in two."""
    common = min(a.high[1], b.high[1]) - max(a.low[1], b.low[1])
    return overlap >= 0.4 and common < 0.2 * min(a.height, b.height)


def _may_be_a_four(a: _Part, b: _Part) -> bool:
    """Whether the right part hangs below the left one, as the stem of a 4 does."""
    left, right = (a, b) if a.low[0] < b.low[0] else (b, a)
    if right.low[0] - left.high[0] > _NEAR * max(a.height, b.height):
        return False
    height = max(a.high[1], b.high[1]) - min(a.low[1], b.low[1])
    return bool(right.high[1] - left.high[1] > _HANGS * height and left.low[1] < right.low[1] + 0.1 * height)


def _small_and_near(parts: Sequence[_Part], height: float) -> tuple[int, int] | None:
    """A small part and the higher one that it is nearest to, in ascending order; ``None`` if there is none."""
    for i, part in enumerate(parts):
        if part.height >= _SMALL * height:
            continue
        near = [(_distance(part, other), j) for j, other in enumerate(parts) if other.height > part.height]
        if near and min(near)[0] < _NEAR * height:
            j = min(near)[1]
            return min(i, j), max(i, j)
    return None


def _distance(a: _Part, b: _Part) -> float:
    """The least distance between points of two parts."""
    across = a.points[:, None, 0] - b.points[None, :, 0]
    down = a.points[:, None, 1] - b.points[None, :, 1]
    across *= across
    down *= down
    across += down
    return float(np.sqrt(across.min()))


def _gap_between(a: _Part, b: _Part) -> float:
    """How far the boxes of two parts are apart: no points of theirs are nearer."""
    apart = np.maximum(np.maximum(a.low - b.high, b.low - a.high), 0.0)
    return float(np.hypot(*apart))


def _cut(mask: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """A connected part, cut into digits that touch; itself, if there is no clear cut."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    if width < _WIDE * height or height < 8:
        return [mask]
    part = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    covered = part.sum(axis=0)
    runs = (np.diff(np.pad(part, ((1, 1), (0, 0))).astype(np.int8), axis=0) == 1).sum(axis=0)
    line = 2.0 * float(part.sum()) / max(float((part & ~_inner(part)).sum()), 1.0)
    extents = [_heights(part), _heights(part[:, ::-1])[::-1]]  # of what is to the left, and to the right
    places = np.arange(width)
    may = (runs == 1) & (covered <= _LINE * line)
    may &= (extents[0] >= _LEAST_HALF * height) & (extents[1] >= _LEAST_HALF * height)
    may &= (places > 0.3 * height) & (places < width - 0.3 * height)
    if not may.any():
        return [mask]
    place = int(columns[0] + places[may][np.abs(places[may] - width / 2).argmin()])
    left, right = mask.copy(), mask.copy()
    left[:, place:], right[:, :place] = False, False
    joint = float(np.flatnonzero(mask[:, place]).mean())
    if _comes_together(_sampled(left), _sampled(right), joint, height):
        return [mask]
    return [*_cut(left), *_cut(right)]


def _comes_together(left: NDArray[np.float64], right: NDArray[np.float64], joint: float, height: int) -> bool:
    """Whether the halves of a part are near to each other far from where they join, as those of an open 0 are."""
    ends = [points[np.abs(points[:, 1] - joint) > 0.5 * height] for points in (left, right)]
    return all(map(len, ends)) and _distance(*map(_part, ends)) < _NEAR * height


def _heights(part: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For each column, how high the ink in it and to the left of it reaches, from its lowest to its highest row."""
    any_ink = part.any(axis=0)
    first = np.where(any_ink, part.argmax(axis=0), part.shape[0])
    last = np.where(any_ink, part.shape[0] - 1 - part[::-1].argmax(axis=0), -1)
    heights: NDArray[np.intp] = np.maximum.accumulate(last) - np.minimum.accumulate(first) + 1
    return heights


def _inner(part: NDArray[np.bool_]) -> NDArray[np.bool_]:
    padded = np.pad(part, 1)
    inner: NDArray[np.bool_] = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return inner
