"""Drawings that are no digit: scribbles, letters, signs, several digits at once.

A network that has seen digits alone is sure of whatever it is shown. The bundled one also learns from these, each labeled
with a digit drawn at random: the best answer to that, by cross-entropy, is that every digit is as probable as another.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from engine.data.dataset import Digits
from engine.data.handwriting.allographs import Allograph, read_allograph
from engine.data.handwriting.generator import curve_matrix, write_strokes
from engine.ink.framing import FRAME_SIZE, frame_drawings
from engine.ink.pen import Stroke

_TEXTURED = 0.1  # of what is no digit, the share of pictures that nobody has drawn
_BLOCK = 5000  # scribbles that are framed at a time, so that memory stays bounded

_SIGN_TEXTS: tuple[tuple[str, str], ...] = (
    ("A", "5,145 50,5! 95,145 | 22,95 78,95"),
    ("E", "90,8 12,8! 12,142! 92,142 | 12,74 76,74"),
    ("F", "92,8 12,8! 12,145 | 12,72 74,72"),
    ("H", "10,5 10,145 | 90,5 90,145 | 10,75 90,75"),
    ("K", "12,5 12,145 | 88,8 12,82! 92,145"),
    ("M", "5,145 12,5! 50,90! 88,5! 95,145"),
    ("N", "10,145 10,5! 90,145! 90,5"),
    ("P R", "14,145 14,8 60,5 86,36 58,72 16,74! 90,145"),
    ("T", "5,8 95,8 | 50,8 50,145"),
    ("V", "5,5 50,145! 95,5"),
    ("W", "2,5 26,145! 50,40! 74,145! 98,5"),
    ("X", "8,5 92,145 | 92,5 8,145"),
    ("Y", "8,5 50,70 | 92,5 50,70! 50,145"),
    ("a", "80,60 40,44 12,90 36,140 76,110 82,56! 80,120 98,142"),
    ("e", "14,96 84,88 70,48 28,54 12,100 44,144 88,126"),
    ("h", "18,5 18,145! 24,86 60,66 80,96 80,145"),
    ("k", "18,5 18,145 | 76,60 20,104! 82,145"),
    ("m", "6,145 8,62! 12,84 34,60 46,86 46,145! 50,84 74,60 90,88 92,145"),
    ("n", "14,60 16,145! 20,84 56,58 82,90 84,145"),
    ("r", "24,58 26,145! 30,90 56,60 82,66"),
    ("w", "4,60 26,142! 50,76! 74,142! 96,60"),
    ("plus", "50,20 50,130 | 4,75 96,75"),
    ("equals", "8,52 92,52 | 8,98 92,98"),
    ("star", "50,5 22,140! 96,52! 4,52! 78,140! 50,5"),
    ("triangle", "50,8 4,140! 96,140! 50,8"),
    ("square", "8,20 92,20! 92,120! 8,120! 8,20"),
    ("heart", "50,48 26,14 4,44 50,138! 96,44 74,14 50,48"),
    ("arrow", "5,75 95,75 | 62,38 95,75! 62,112"),
    ("check", "5,84 36,140! 98,14"),
    ("question", "14,34 44,5 82,30 54,72 50,106 | 50,138 52,142"),
    ("hash", "34,10 26,140 | 74,10 66,140 | 4,52 96,52 | 4,100 96,100"),
    ("crossed circle", "50,5 8,75 50,145 92,75 50,5 | 50,5 50,145 | 8,75 92,75"),
    ("face", "50,5 4,75 50,145 96,75 50,5 | 32,52 34,60 | 66,52 68,60 | 28,96 50,116 72,96"),
    ("house", "10,145 10,60! 50,8! 90,60! 90,145! 10,145"),
    ("wave", "2,75 18,45 34,75 50,105 66,75 82,45 98,75"),
    ("infinity", "50,75 24,48 4,75 24,102 50,75 76,48 96,75 76,102 50,75"),
)
SIGNS: tuple[Allograph, ...] = tuple(
    read_allograph(number, 1.0, name, text) for number, (name, text) in enumerate(_SIGN_TEXTS)
)
"""Letters and signs that look like no digit; numbered."""


def write_scribbles(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """Drawings that are no digit, of every kind alike.

    Returns
    -------
    list
        For each its strokes: arrays (n_points, 2), x to the right, y down, in a box of about 100 by 150.
    """
    drawings: list[list[Stroke]] = []
    for kind, n_of_kind in zip(_KINDS, np.bincount(np.arange(n) % len(_KINDS), minlength=len(_KINDS)), strict=True):
        drawings += kind(int(n_of_kind), rng)
    return [drawings[i] for i in rng.permutation(n)]


def scribbled_digits(n: int, *, seed: int) -> Digits:
    """Framed drawings that are no digit, and pictures of nothing, stored as bytes, labeled at random."""
    rng = np.random.default_rng([seed, 5])
    n_drawings = n - round(_TEXTURED * n)
    drawings = write_scribbles(n_drawings, rng)
    stored = np.empty((n, FRAME_SIZE * FRAME_SIZE), dtype=np.uint8)
    for start in range(0, n_drawings, _BLOCK):
        block = drawings[start : start + _BLOCK]
        stored[start : start + len(block)] = np.rint(frame_drawings(block)[0].reshape(len(block), -1) * 255.0)
    stored[n_drawings:] = np.rint(make_textures(n - n_drawings, rng).reshape(-1, FRAME_SIZE * FRAME_SIZE) * 255.0)
    return Digits(stored[rng.permutation(n)], rng.integers(0, 10, n), gain=1.0 / 255.0)


def make_textures(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Pictures of nothing: in turn blank or of one gray, noise, clouds, and spots; shape (n, 20, 20), in 0..1."""
    textures = np.empty((n, FRAME_SIZE, FRAME_SIZE))
    y, x = np.mgrid[:FRAME_SIZE, :FRAME_SIZE] - (FRAME_SIZE - 1) / 2
    for i in range(n):
        noise = rng.random((FRAME_SIZE, FRAME_SIZE))
        if i % 4 == 0:
            textures[i] = rng.choice([0.0, 1.0, rng.random()])
        elif i % 4 == 1:
            textures[i] = noise ** rng.uniform(0.3, 4.0) if rng.random() < 0.5 else noise < rng.random()
        elif i % 4 == 2:
            clouds = ndimage.gaussian_filter(noise, rng.uniform(0.7, 3.0))
            textures[i] = (clouds - clouds.min()) / np.ptp(clouds)
        else:
            textures[i] = np.clip(rng.uniform(0.5, 9.0) - np.hypot(x - rng.normal(), y - rng.normal()), 0.0, 1.0)
    return textures * rng.uniform(0.5, 1.0, (n, 1, 1))


def write_wanderings(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """The pen goes from one place to any other, in one to three strokes."""
    return [
        [_smooth(_places(rng, int(rng.integers(6, 13)) // n_strokes + 2)) for _ in range(n_strokes)]
        for n_strokes in rng.integers(1, 4, n)
    ]


def write_hatchings(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """To and fro across the paper, from a few turns to an area blackened."""
    return [[_turned(_zigzag(int(turns), rng), rng)] for turns in rng.integers(5, 22, n)]


def write_coils(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """Round and round, in place or along a line."""
    drawings = []
    for n_turns in rng.integers(3, 8, n):
        angle = np.linspace(0.0, 2 * np.pi * n_turns, 14 * n_turns)
        share = angle[:, None] / angle[-1]
        radius = 50.0 * (1.0 - share * rng.uniform(0.0, 1.0)) * np.exp(rng.normal(0.0, 0.08, angle.shape))[:, None]
        along = np.array([rng.uniform(0.0, 160.0), 0.0]) * share
        drawings.append([_turned(np.column_stack([np.cos(angle), np.sin(angle)]) * radius + along, rng)])
    return drawings


def write_lines(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """Four to eight straight strokes: tallies, grids, crosses."""
    return [[_places(rng, 2) for _ in range(n_lines)] for n_lines in rng.integers(4, 9, n)]


def _signs(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """Letters and signs, as a hand writes them."""
    return write_strokes(rng.integers(0, len(SIGNS), n), rng, allographs=SIGNS)


def _numbers(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """Two or three digits beside each other."""
    n_digits = rng.integers(2, 4, n)
    digits = iter(write_strokes(rng.integers(0, 10, int(n_digits.sum())), rng))
    return [
        [np.add(stroke, (110.0 * place, 0.0)) for place in range(count) for stroke in next(digits)]
        for count in n_digits
    ]


_KINDS: tuple[Callable[[int, np.random.Generator], list[list[Stroke]]], ...] = (
    write_wanderings,
    write_hatchings,
    write_coils,
    write_lines,
    _signs,
    _signs,
    _numbers,
)


def _places(rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    return rng.uniform(0.0, 1.0, (n, 2)) * [100.0, 150.0]


def _smooth(controls: NDArray[np.float64]) -> NDArray[np.float64]:
    """A smooth curve through control points."""
    curve: NDArray[np.float64] = curve_matrix(np.zeros(len(controls), dtype=bool)) @ controls
    return curve


def _zigzag(n_turns: int, rng: np.random.Generator) -> NDArray[np.float64]:
    across = np.where(np.arange(n_turns) % 2, 100.0, 0.0) + rng.normal(0.0, 12.0, n_turns)
    down = np.linspace(0.0, rng.uniform(60.0, 150.0), n_turns) + rng.normal(0.0, 4.0, n_turns)
    zigzag = np.column_stack([across, down])
    return _smooth(zigzag) if rng.random() < 0.5 else zigzag


def _turned(points: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    angle = rng.uniform(0.0, 2 * np.pi)
    turned: NDArray[np.float64] = points @ [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
    return turned
