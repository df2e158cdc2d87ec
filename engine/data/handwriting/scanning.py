"""What paper and a scanner do to digits: ink that is faded or blurred, rough edges, specks beside it."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.cancellation import check_cancelled

_N_GROUPS = 6  # rough digits of a group have edges of the same width
_EDGE = (0.3, 0.9)  # its standard deviation, in pixels of the 20x20 frame, as the next one
_GRAIN = (0.5, 1.3)
_ROUGHNESS = (0.08, 0.32)
_CONTRAST = (1.3, 4.0)
_SPREAD = (-0.05, 0.2)  # ink that the paper draws in: more of it than there was, or less
_FAINT, _CLEAR = 0.05, 0.2  # blurred ink that paper always shows through, and that which spreads
_LEAST_INK = 0.5  # of a rough digit: one that would lose more stays as it was
_SPECKLED_SHARE = 0.15  # of rough digits
_SPECK = (2.0, 7.0)  # its ink


def softened(frames: NDArray[np.float32], rng: np.random.Generator, *, blur: float) -> NDArray[np.float32]:
    """Digits with blurred edges, and ink darker or fainter.

    Parameters
    ----------
    frames
        Shape (n, size, size), in 0..1.
    rng
        Draws everything.
    blur
        The greatest share of a pixel's ink that goes to each neighbor, of the three digits in five that are blurred.
    """
    n = len(frames)
    share = (rng.uniform(0.0, blur, (n, 1, 1)) * (rng.random((n, 1, 1)) < 0.6)).astype(np.float32)
    for axis in (1, 2):
        check_cancelled()
        padded = np.pad(frames, [(0, 0), *[(1, 1) if a == axis else (0, 0) for a in (1, 2)]])
        before, after = (padded[:, :-2], padded[:, 2:]) if axis == 1 else (padded[:, :, :-2], padded[:, :, 2:])
        frames = (1 - 2 * share) * frames + share * (before + after)
    strength = rng.uniform(0.75, 1.25, (n, 1, 1)).astype(np.float32)
    return np.minimum(frames * np.where(share > 0, strength, 1), 1.0).astype(np.float32)


def roughened(
    frames: NDArray[np.float32], rng: np.random.Generator, *, share: float, unit: float = 1.0
) -> NDArray[np.float32]:
    """Some of the digits with rough edges, as a dry pen, soft paper or a coarse scan leave them, and some with a speck.

    Of a blurred picture b the edges are where b (1 - b) is large. Noise n, of standard deviation 1 and as fine as a
    pixel or so, moves them: ink is ½ + c (b + s + 4 r n b (1 - b) - ½), with roughness r, contrast c and spread s, kept
    within 0..1. The spread counts where there is clearly ink (b > 0.2), and where there is next to none (b < 0.05) the
    result fades to paper. A digit that would lose half its ink stays as it was.

    Parameters
    ----------
    frames
        Shape (n, size, size), in 0..1.
    rng
        Draws everything.
    share
        How many are rough.
    unit
        Pixels of these frames for one of 20x20.
    """
    rows = rng.permutation(np.flatnonzero(rng.random(len(frames)) < share))
    result = frames.copy()
    for group in np.array_split(rows, _N_GROUPS):
        check_cancelled()
        edge, grain = rng.uniform(*_EDGE) * unit, rng.uniform(*_GRAIN) * unit
        blurred = gaussian_filter(frames[group], (0.0, edge, edge))
        noise = gaussian_filter(rng.standard_normal(blurred.shape, dtype=np.float32), (0.0, grain, grain))
        noise /= max(float(noise.std()) if noise.size else 0.0, 1e-6)
        roughness, contrast, spread = (
            rng.uniform(low, high, (len(group), 1, 1)).astype(np.float32)
            for low, high in (_ROUGHNESS, _CONTRAST, _SPREAD)
        )
        moved = blurred + spread * (blurred > _CLEAR) + 4 * roughness * noise * blurred * (1 - blurred)
        ink = np.clip(0.5 + contrast * (moved - 0.5), 0.0, 1.0) * np.clip(blurred / _FAINT, 0.0, 1.0)
        is_there = ink.sum(axis=(1, 2)) >= _LEAST_INK * frames[group].sum(axis=(1, 2))
        result[group] = np.where(is_there[:, None, None], ink, frames[group])
    return _speckled(result, rows[rng.random(len(rows)) < _SPECKLED_SHARE], rng, unit)


def _speckled(
    frames: NDArray[np.float32], rows: NDArray[np.intp], rng: np.random.Generator, unit: float
) -> NDArray[np.float32]:
    """The digits, those of these rows with a speck somewhere; ``frames`` is changed in place."""
    specks = np.zeros((len(rows), *frames.shape[1:]), dtype=np.float32)
    where = rng.integers(1, frames.shape[1] - 1, (2, len(rows)))
    specks[np.arange(len(rows)), where[0], where[1]] = rng.uniform(*_SPECK, len(rows)) * unit**2
    frames[rows] = np.minimum(frames[rows] + gaussian_filter(specks, (0.0, 0.6 * unit, 0.6 * unit)), 1.0)
    return frames
