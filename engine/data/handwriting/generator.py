"""Generated handwriting: digits as pen strokes, from our own allographs, varied as the handwriting of people varies.

A digit is drawn in steps, each for many digits at once:

1. an allograph is chosen, by its frequency;
2. its control points move, neighbors alike, by as much as the writer is careless;
3. a smooth curve goes through them, corners kept; some writers are angular, and cut their curves straight;
4. each stroke ends early or late at both ends, and strokes are set apart or pushed together;
5. proportions change, then the whole is warped smoothly, slanted, turned and stretched, one digit in five far;
6. the hand trembles.

Strokes come out as lists of points, as the canvas and stroke files have them, or framed at once to 20x20 by the pen that
draws the canvas's strokes, here of varying width, and then as paper and a scanner leave them (``scanning.py``). The same
seed gives the same digits on any machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, Digits, StreamedDigits
from engine.data.handwriting.allographs import ALLOGRAPHS, Allograph
from engine.data.handwriting.scanning import roughened, softened
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.framing import COURSE_FRAME, INK_SPAN_PX, PEN_RADIUS_PX, FrameGeometry, frame_segments
from engine.ink.input_formats import FRAME, InputFormat
from engine.ink.pen import Segments, Stroke
from engine.text.sentence import say

ENDLESS = "handwriting-endless"
"""The source whose digits are those of "handwriting", and of which a run gets fresh ones besides."""
DEFAULT_N_DIGITS = 20_000
"""How many digits the source "handwriting" has if nothing is said."""
MAX_N_DIGITS = 5_000_000
_BLOCK = 5000  # digits that are written at a time, so that memory stays bounded
_POINTS_PER_PIECE = 6  # of the curve between two control points
_BOX = np.array([100.0, 150.0])
_WIDEST_PEN = 0.2  # its radius, by the shorter side of a digit that is no 1: what is wider leaves a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class HandwritingStyle:
    """How much handwriting varies: standard deviations, in units of the allographs' box of 100 by 150 where not said.

    Attributes
    ----------
    carelessness
        The logarithm's standard deviation of a writer's carelessness, which multiplies jitter, shift, warp and tremor.
    jitter, kinship
        How far a control point moves, and the correlation of neighbors.
    angularity
        The greatest share by which half of the writers cut their curves straight; uniform from 0.
    early, late
        By how much of its length, at most, a stroke ends early, or goes on beyond its end; at each end.
    shift
        How far the strokes after the first are set off.
    proportion
        How much the upper part grows at the cost of the lower, the left of the right; a share of the box.
    warp
        How far points move in smooth waves.
    mean_slant, slant, rotation
        In radians; to the right is positive.
    stretch
        The logarithm's standard deviation of height by width.
    far_share
        How many digits are slanted, turned and stretched far beyond the usual.
    far_slant, far_rotation, far_stretch
        Of these, besides: standard deviations of slant and rotation, in radians, and the greatest logarithm of
        how much wider or narrower it is made, after all else.
    far_evenly
        Whether these logarithms are uniform; by default, the farther the rarer, falling to none at the greatest.
    tremor
        How far the hand trembles.
    pen_radius, pen_variation
        The median radius of the pen in the frame, in pixels, and its logarithm's standard deviation; half of all digits
        have the canvas's pen, and no pen is so thick that a narrow digit other than 1 becomes a bar.
    misfit_scale, misfit_shift
        How much digits are larger or smaller than the frame wants them (the logarithm's standard deviation), and how far
        they stand from where it wants them, in pixels.
    blur
        The greatest share of a pixel's ink that goes to each neighbor, of those digits that are blurred.
    rough_share
        How many digits have rough edges: see :func:`engine.data.handwriting.scanning.roughened`.
    """

    carelessness: float = 0.35
    jitter: float = 5.5
    kinship: float = 0.4
    angularity: float = 0.5
    early: float = 0.06
    late: float = 0.06
    shift: float = 4.0
    proportion: float = 0.22
    warp: float = 5.0
    mean_slant: float = 0.12
    slant: float = 0.28
    rotation: float = 0.09
    stretch: float = 0.3
    far_share: float = 0.2
    far_slant: float = 0.45
    far_rotation: float = 0.3
    far_stretch: float = 1.4
    far_evenly: bool = False
    tremor: float = 0.8
    pen_radius: float = 0.9
    pen_variation: float = 0.45
    misfit_scale: float = 0.03
    misfit_shift: float = 0.3
    blur: float = 0.2
    rough_share: float = 0.4


STYLE = HandwritingStyle()
"""The distributions that the bundled network learns from."""


class _Plan:
    """An allograph made ready: the matrices that turn its control points into points of its curve."""

    def __init__(self, allograph: Allograph) -> None:
        self.digit = allograph.digit
        self.controls = np.concatenate(allograph.strokes)
        self.stroke_slices: list[tuple[slice, slice]] = []
        smooth, straight = [], []
        n_controls = n_points = 0
        for controls, corners in zip(allograph.strokes, allograph.corners, strict=True):
            smooth.append(curve_matrix(corners))
            straight.append(_polygon_matrix(len(controls)))
            n_new = len(smooth[-1])
            self.stroke_slices.append(
                (slice(n_controls, n_controls + len(controls)), slice(n_points, n_points + n_new))
            )
            n_controls, n_points = n_controls + len(controls), n_points + n_new
        self.smooth, self.straight = smooth, straight
        self.n_points = n_points
        is_last = np.zeros(n_points, dtype=bool)
        for _, points in self.stroke_slices:
            is_last[points.stop - 1] = True
        self.segment_starts = np.flatnonzero(~is_last)  # each goes to the point after it


def _polygon_matrix(n_controls: int) -> NDArray[np.float64]:
    """The points between control points on straight lines."""
    position = np.arange((n_controls - 1) * _POINTS_PER_PIECE + 1) / _POINTS_PER_PIECE
    before = np.minimum(position.astype(np.intp), n_controls - 2)
    share = position - before
    matrix = np.zeros((len(position), n_controls))
    rows = np.arange(len(position))
    matrix[rows, before] = 1.0 - share
    matrix[rows, before + 1] = share
    return matrix


def curve_matrix(corners: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The points of a cubic Hermite spline with Catmull and Rom's tangents, one-sided at ends and corners."""
    n = len(corners)
    identity = np.eye(n)
    steps = np.diff(identity, axis=0)
    position = np.arange((n - 1) * _POINTS_PER_PIECE + 1) / _POINTS_PER_PIECE
    matrix = np.zeros((len(position), n))
    for row, where in enumerate(position):
        i = min(int(where), n - 2)
        t = where - i
        leaving = steps[i] if i == 0 or corners[i] else (steps[i - 1] + steps[i]) / 2
        arriving = steps[i] if i == n - 2 or corners[i + 1] else (steps[i] + steps[i + 1]) / 2
        matrix[row] = (
            (2 * t**3 - 3 * t**2 + 1) * identity[i]
            + (t**3 - 2 * t**2 + t) * leaving
            + (3 * t**2 - 2 * t**3) * identity[i + 1]
            + (t**3 - t**2) * arriving
        )
    return matrix


@lru_cache(maxsize=4)
def _plans(allographs: tuple[Allograph, ...]) -> tuple[_Plan, ...]:
    return tuple(_Plan(allograph) for allograph in allographs)


@dataclass(frozen=True, eq=False)
class _Batch:
    """Digits of one allograph: their points, (n, n_points, 2)."""

    plan: _Plan
    rows: NDArray[np.intp]
    points: NDArray[np.float64]


def _write(
    labels: NDArray[np.intp], rng: np.random.Generator, style: HandwritingStyle, allographs: tuple[Allograph, ...]
) -> list[_Batch]:
    """The points of digits with these labels, allograph by allograph."""
    plans = _plans(allographs)
    frequency = np.array([allograph.frequency for allograph in allographs])
    digit_of = np.array([allograph.digit for allograph in allographs])
    chosen = np.empty(len(labels), dtype=np.intp)
    for digit in np.unique(digit_of):
        candidates, rows = np.flatnonzero(digit_of == digit), np.flatnonzero(labels == digit)
        share = frequency[candidates] / frequency[candidates].sum()
        chosen[rows] = rng.choice(candidates, size=len(rows), p=share)
    batches = []
    for number, plan in enumerate(plans):
        check_cancelled()
        rows = np.flatnonzero(chosen == number)
        if len(rows):
            batches.append(_Batch(plan, rows, _vary(plan, len(rows), rng, style)))
    return batches


def _vary(plan: _Plan, n: int, rng: np.random.Generator, style: HandwritingStyle) -> NDArray[np.float64]:
    """Points (n, n_points, 2) of an allograph as n writers write it."""
    careless = np.exp(rng.normal(0.0, style.carelessness, (n, 1, 1)))
    controls = plan.controls + careless * style.jitter * _kindred_noise(rng, n, len(plan.controls), style.kinship)
    straight_share = rng.uniform(0.0, style.angularity, (n, 1, 1)) * (rng.random((n, 1, 1)) < 0.5)
    points = np.empty((n, plan.n_points, 2))
    for number, (of_controls, of_points) in enumerate(plan.stroke_slices):
        stroke = controls[:, of_controls]
        if number:
            stroke = stroke + careless * rng.normal(0.0, style.shift, (n, 1, 2))
        curve = plan.smooth[number] @ stroke
        curve += straight_share * (plan.straight[number] @ stroke - curve)
        points[:, of_points] = _ended(curve, rng, style)
    points = _proportioned(points, rng, style)
    points += careless * style.warp * _waves(points, rng)
    points += careless * style.tremor * _kindred_noise(rng, n, plan.n_points, 0.7)
    return _slanted(points, rng, style)


def _kindred_noise(rng: np.random.Generator, n: int, length: int, kinship: float) -> NDArray[np.float64]:
    """Standard normal noise (n, length, 2) in which neighbors are correlated."""
    noise = rng.standard_normal((n, length, 2))
    own = np.sqrt(1.0 - kinship**2)
    for i in range(1, length):
        noise[:, i] = kinship * noise[:, i - 1] + own * noise[:, i]
    return noise


def _ended(curve: NDArray[np.float64], rng: np.random.Generator, style: HandwritingStyle) -> NDArray[np.float64]:
    """Each curve (n, n_points, 2) cut at its ends, or drawn on straight."""
    n, n_points, _ = curve.shape
    cut = rng.uniform(-style.late, style.early, (n, 2)) * (n_points - 1)
    where = cut[:, :1] + np.linspace(0.0, 1.0, n_points) * (n_points - 1 - cut.sum(axis=1, keepdims=True))
    before = np.clip(where.astype(np.intp), 0, n_points - 2)
    share = (where - before)[:, :, None]
    rows = np.arange(n)[:, None]
    ended: NDArray[np.float64] = curve[rows, before] * (1.0 - share) + curve[rows, before + 1] * share
    return ended


def _proportioned(
    points: NDArray[np.float64], rng: np.random.Generator, style: HandwritingStyle
) -> NDArray[np.float64]:
    """Parts grown at the cost of others: t ← t + a t (1 - t) along both axes."""
    share = points / _BOX
    growth = np.clip(rng.normal(0.0, style.proportion, (len(points), 1, 2)), -0.7, 0.7)
    grown: NDArray[np.float64] = (share + growth * share * (1.0 - share)) * _BOX
    return grown


def _waves(points: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """A smooth field of displacements, of standard deviation 1 or so, at the points (n, n_points, 2)."""
    moved = np.zeros_like(points)
    n = len(points)
    for _ in range(2):
        check_cancelled()
        wave = rng.normal(0.0, 1.0, (n, 1, 2)) * (2 * np.pi / 200.0)
        phase = (points * wave).sum(axis=2) + rng.uniform(0.0, 2 * np.pi, (n, 1))
        moved += np.sin(phase)[:, :, None] * rng.normal(0.0, 1.0, (n, 1, 2))
    return moved


def _slanted(points: NDArray[np.float64], rng: np.random.Generator, style: HandwritingStyle) -> NDArray[np.float64]:
    """Slanted, turned and stretched around the middle of the box."""
    n = len(points)
    is_far = rng.random(n) < style.far_share
    slant = np.clip(rng.normal(style.mean_slant, style.slant, n), -0.6, 0.8)
    slant += is_far * np.clip(rng.normal(0.0, style.far_slant, n), -0.8, 0.8)
    angle = rng.normal(0.0, style.rotation, n) + is_far * np.clip(rng.normal(0.0, style.far_rotation, n), -0.6, 0.6)
    heightening = rng.normal(0.0, style.stretch, n)  # a logarithm, as the next one
    spread = rng.uniform(-1.0, 1.0, n) if style.far_evenly else rng.random(n) - rng.random(n)
    widening = style.far_stretch * spread
    widening = np.clip(widening, heightening - style.far_stretch, heightening + style.far_stretch)
    stretch, widened = np.exp(heightening / 2), np.exp(np.where(is_far, widening, 0.0) / 2)
    matrix = np.empty((n, 2, 2))  # columns are applied to rows: (x, y) @ matrix
    cos, sin = np.cos(angle), np.sin(angle)
    matrix[:, 0, 0], matrix[:, 0, 1] = cos / stretch, sin / stretch
    matrix[:, 1, 0], matrix[:, 1, 1] = (-sin - slant * cos) * stretch, (cos - slant * sin) * stretch
    matrix[:, :, 0] *= widened[:, None]
    matrix[:, :, 1] /= widened[:, None]
    return (points - _BOX / 2) @ matrix


def write_strokes(
    labels: Sequence[int] | NDArray[np.integer],
    rng: np.random.Generator,
    *,
    style: HandwritingStyle = STYLE,
    allographs: tuple[Allograph, ...] = ALLOGRAPHS,
) -> list[list[Stroke]]:
    """Digits as strokes.

    Parameters
    ----------
    labels
        Which digits, each one of those that ``allographs`` has.
    rng
        Draws everything.
    style
        How much they vary.
    allographs
        The ways to write them.

    Returns
    -------
    list
        For each digit its strokes: arrays (n_points, 2), x to the right, y down, in a box of about 100 by 150.
    """
    numbers = np.asarray(labels, dtype=np.intp)
    drawings: list[list[Stroke]] = [[] for _ in range(len(numbers))]
    for batch in _write(numbers, rng, style, allographs):
        for row, points in zip(batch.rows, batch.points, strict=True):
            drawings[row] = [points[of_points].copy() for _, of_points in batch.plan.stroke_slices]
    return drawings


def write_frames(
    labels: Sequence[int] | NDArray[np.integer],
    rng: np.random.Generator,
    *,
    style: HandwritingStyle = STYLE,
    frame: FrameGeometry = COURSE_FRAME,
    allographs: tuple[Allograph, ...] = ALLOGRAPHS,
) -> NDArray[np.float32]:
    """Digits framed, as the canvas frames what is drawn on it, some by a thinner or thicker pen.

    Parameters are those of :func:`write_strokes`; the frame is that of 20x20 by default.

    Returns
    -------
    ndarray, shape (n, size, size) of the frame, float32, in 0..1
    """
    numbers = np.asarray(labels, dtype=np.intp)
    starts, ends, owners = [], [], []
    narrowness = np.ones(len(numbers))  # the shorter side by the longer one
    for batch in _write(numbers, rng, style, allographs):
        first = batch.plan.segment_starts
        starts.append(batch.points[:, first].reshape(-1, 2))
        ends.append(batch.points[:, first + 1].reshape(-1, 2))
        owners.append(np.repeat(batch.rows, len(first)))
        sides = np.ptp(batch.points, axis=1)
        narrowness[batch.rows] = sides.min(axis=1) / sides.max(axis=1)
    other = np.clip(np.exp(rng.normal(np.log(style.pen_radius), style.pen_variation, len(numbers))), 0.4, 2.8)
    widest = np.where(numbers == 1, np.inf, np.maximum(_WIDEST_PEN * INK_SPAN_PX * narrowness, PEN_RADIUS_PX))
    radii = np.where(rng.random(len(numbers)) < 0.5, PEN_RADIUS_PX, np.minimum(other, widest))
    if not starts:
        return np.empty((0, frame.size, frame.size), dtype=np.float32)
    segments = Segments(np.concatenate(starts), np.concatenate(ends), np.concatenate(owners))
    n = len(numbers)
    frames = frame_segments(
        segments,
        radii * frame.unit,
        scales=np.exp(rng.normal(0.0, style.misfit_scale, n)),
        shifts=rng.normal(0.0, style.misfit_shift, (n, 2)) * frame.unit,
        frame=frame,
    )
    return roughened(softened(frames, rng, blur=style.blur), rng, share=style.rough_share, unit=frame.unit)


def write_block(
    n_digits: int, rng: np.random.Generator, frame: FrameGeometry = COURSE_FRAME, *, style: HandwritingStyle = STYLE
) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    """Framed digits in a random order, every class alike.

    Returns
    -------
    labels : ndarray, shape (n_digits,)
    pictures : ndarray, shape (n_digits, pixels of the frame), uint8
        Ink is 255.
    """
    labels = rng.permutation(np.arange(n_digits) % 10)
    frames = write_frames(labels, rng, style=style, frame=frame).reshape(n_digits, -1)
    check_cancelled()
    return labels, np.rint(frames * 255.0).astype(np.uint8)


def write_dataset(
    n_digits: int = DEFAULT_N_DIGITS,
    *,
    seed: int = 1,
    frame: FrameGeometry = COURSE_FRAME,
    style: HandwritingStyle = STYLE,
) -> Dataset:
    """A data set of generated digits, every class alike, stored as bytes; the first of a larger one are the same.

    The same strokes are drawn in whatever frame.

    Raises
    ------
    DataError
        If ``n_digits`` is not from 1 to :data:`MAX_N_DIGITS`, or ``seed`` is negative.
    """
    if not 1 <= n_digits <= MAX_N_DIGITS:
        raise DataError(say("generator.other_number", most=MAX_N_DIGITS, n=n_digits))
    if seed < 0:
        raise DataError(say("generator.other_seed", seed=seed))
    stored = np.empty((n_digits, frame.size * frame.size), dtype=np.uint8)
    labels = np.empty(n_digits, dtype=np.intp)
    for number, start in enumerate(range(0, n_digits, _BLOCK)):
        block, pictures = write_block(_BLOCK, np.random.default_rng([seed, number]), frame, style=style)
        n_kept = min(_BLOCK, n_digits - start)
        labels[start : start + n_kept] = block[:n_kept]
        stored[start : start + n_kept] = pictures[:n_kept]
    digits = Digits(stored, labels, gain=1.0 / 255.0, shape=(frame.size, frame.size, 1))
    return dataset_of("handwriting", f"Generated handwriting, {n_digits:,}", digits, family="handwriting")


def load_handwriting(source: str, form: InputFormat | None = None) -> Dataset:
    """The data set of a source such as "handwriting", "handwriting:50000" or, with a seed, "handwriting:50000:7".

    It is written in the frame of a format, that of 20x20 by default and for a format that has none.

    :data:`ENDLESS` in the place of the name gives the same digits, and fresh ones to every run.

    Raises
    ------
    DataError
        If what follows the name are no such numbers.
    """
    name, *numbers = source.split(":")
    if len(numbers) > 2 or not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        raise DataError(say("generator.no_numbers", name=name, got=repr(source[:60])))
    n_digits = int(numbers[0]) if numbers else DEFAULT_N_DIGITS
    seed = int(numbers[1]) if len(numbers) == 2 else 1
    frame = (form or FRAME).frame or COURSE_FRAME
    dataset = replace(write_dataset(n_digits, seed=seed, frame=frame), name=source)
    if name != ENDLESS:
        return dataset
    return replace(dataset, label=f"Endless handwriting, {n_digits:,}", streamed=StreamedDigits(seed))
