"""Augmentation: every epoch is trained on freshly distorted copies of its digits, as if other people had written them.

Affine distortions (rotation, slant, size, place) and elastic ones are one field of displacements, by which a picture is
resampled once; then strokes become thicker or thinner, and fainter or darker. Elastic distortions are those of P. Simard,
D. Steinkraus and J. Platt, "Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis", ICDAR
2003: white noise, smoothed by a Gaussian filter. Everything is drawn and computed for whole blocks of pictures.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.ink.framing import FRAME_SIZE
from engine.text.sentence import Sentence, say

Array32 = NDArray[np.float32]

_BLOCK = 256  # pictures at a time: what is computed of them stays in the processor's cache
_FURTHEST = 2.5  # deviations beyond which nothing is drawn: a 6 must not become a 9
_MOST_GAIN = 1.5  # the most by which ink that a distortion has paled is darkened again


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How strongly digits are distorted; each strength is a standard deviation, and 0 for not at all.

    Lengths are in pixels of the frame of 20x20; in pictures of another size they are in proportion.

    Attributes
    ----------
    name, label, description
        As configurations spell it, and for people.
    rotation_deg
        Of the angle, in degrees.
    shear
        Of the slant, in pixels to the right per pixel up.
    scale
        Of the logarithm of the size, along each axis by itself.
    shift_px
        Of the shift along each axis, in pixels.
    elastic_px
        Of each pixel's own displacement along each axis, in pixels. (Simard's α = 8 and σ = 4 on 29x29 come to 0.33 of
        their pixels, 0.23 of these.)
    smoothness_px
        σ of the Gaussian filter that smooths these displacements, in pixels.
    stroke_width
        Of the share by which a picture is mixed with its dilation (thicker) or its erosion (thinner).
    contrast
        Of the logarithm of what the ink is multiplied by.
    """

    name: str
    label: Sentence
    description: Sentence
    rotation_deg: float = 0.0
    shear: float = 0.0
    scale: float = 0.0
    shift_px: float = 0.0
    elastic_px: float = 0.0
    smoothness_px: float = 3.0
    stroke_width: float = 0.0
    contrast: float = 0.0

    @property
    def warps(self) -> bool:
        """Whether pixels move."""
        return bool(self.rotation_deg or self.shear or self.scale or self.shift_px or self.elastic_px)

    @property
    def is_identity(self) -> bool:
        """Whether pictures stay as they are."""
        return not (self.warps or self.stroke_width or self.contrast)


AUGMENTATIONS: dict[str, Augmentation] = {
    kind.name: kind
    for kind in (
        Augmentation("none", say("augmentation.none"), say("augmentation.none_description")),
        Augmentation(
            "light",
            say("augmentation.light"),
            say("augmentation.light_description"),
            rotation_deg=5.0,
            shear=0.1,
            scale=0.06,
            shift_px=0.5,
            elastic_px=0.35,
            stroke_width=0.15,
            contrast=0.05,
        ),
        Augmentation(
            "strong",
            say("augmentation.strong"),
            say("augmentation.strong_description"),
            rotation_deg=8.0,
            shear=0.15,
            scale=0.1,
            shift_px=0.8,
            elastic_px=0.6,
            stroke_width=0.25,
            contrast=0.1,
        ),
    )
}
"""Every strength of augmentation by its name."""


class Sources(NamedTuple):
    """Where each pixel's value is taken from: positions as pixel indices, each of shape (n_samples, size * size)."""

    x: Array32
    y: Array32


def augment(images: Array32, rng: np.random.Generator, augmentation: Augmentation, *, size: int, ink: float) -> Array32:
    """Distort pictures, each in its own way.

    Parameters
    ----------
    images
        Shape (n_samples, size * size), float32, row-major, paper 0.
    rng
        Decides how; the same generator and as many pictures give the same distortions.
    augmentation
        How strongly.
    size
        Pixels along each side of a picture.
    ink
        The value of full ink.

    Returns
    -------
    ndarray, shape (n_samples, size * size), float32
        No value leaves the range of paper, full ink and the picture's own values; ``images`` itself if nothing is to be
        done.
    """
    if augmentation.is_identity or not len(images):
        return images
    augmented = np.empty_like(images)
    for start in range(0, len(images), _BLOCK):
        block = slice(start, start + _BLOCK)
        augmented[block] = _augmented_block(images[block], rng, augmentation, size=size, ink=ink)
    return augmented


def _augmented_block(
    images: Array32, rng: np.random.Generator, augmentation: Augmentation, *, size: int, ink: float
) -> Array32:
    n_samples = len(images)
    peak = images.max(axis=1, keepdims=True)
    changed = images
    if augmentation.warps:
        changed = resampled(images, drawn_sources(n_samples, rng, augmentation, size=size), size=size)
    if augmentation.stroke_width:
        share = np.clip(_drawn(rng, n_samples, augmentation.stroke_width), -1.0, 1.0)
        changed = with_stroke_width(changed, share, size=size)
    # Between pixels, and where strokes are thinned, ink pales: as dark as it was, times the contrast.
    gain = np.clip(peak / np.maximum(changed.max(axis=1, keepdims=True), 1e-6 * ink), 1.0, _MOST_GAIN)
    if augmentation.contrast:
        gain = gain * np.exp(_drawn(rng, n_samples, augmentation.contrast))[:, None]
    lowest, highest = np.minimum(images.min(axis=1, keepdims=True), 0), np.maximum(peak, np.float32(ink))
    augmented: Array32 = np.clip(changed * gain, lowest, highest)
    return augmented


def _drawn(rng: np.random.Generator, shape: int | tuple[int, ...], deviation: float) -> Array32:
    """Normal deviates, none of them far out."""
    drawn = rng.standard_normal(shape, dtype=np.float32)
    return np.clip(drawn, -_FURTHEST, _FURTHEST) * np.float32(deviation)


def drawn_sources(n_samples: int, rng: np.random.Generator, augmentation: Augmentation, *, size: int) -> Sources:
    """Draw a displacement field, affine and elastic, for each of some pictures."""
    unit = size / FRAME_SIZE
    sources = affine_sources(
        angles=_drawn(rng, n_samples, math.radians(augmentation.rotation_deg)),
        shears=_drawn(rng, n_samples, augmentation.shear),
        scales=np.exp(_drawn(rng, (n_samples, 2), augmentation.scale)),
        shifts=_drawn(rng, (n_samples, 2), augmentation.shift_px * unit),
        size=size,
    )
    if augmentation.elastic_px:
        sigma = augmentation.smoothness_px * unit
        amplitude = np.float32(augmentation.elastic_px * unit)
        for positions in sources:
            field = elastic_field(n_samples, rng, sigma=sigma, size=size)
            field *= amplitude
            np.add(positions, field, out=positions)
    return sources


def affine_sources(*, angles: Array32, shears: Array32, scales: Array32, shifts: Array32, size: int) -> Sources:
    """The field of an affine distortion about the middle of the picture.

    Ink is scaled, then slanted, then turned, then shifted.

    Parameters
    ----------
    angles
        Counterclockwise as it is seen, in radians, shape (n_samples,).
    shears
        How far ink moves to the right per pixel upwards, shape (n_samples,).
    scales
        Factors along x and y, above 0, shape (n_samples, 2).
    shifts
        To the right and downwards, in pixels, shape (n_samples, 2).
    size
        Pixels along each side of a picture.
    """
    middle = (size - 1) / 2
    y, x = np.divmod(np.arange(size * size, dtype=np.float32), size)
    grid = np.stack([x - middle, y - middle, np.ones_like(x)])  # (3, n_pixels)
    cos, sin = np.cos(angles), np.sin(angles)
    # A pixel is taken from where it came from: shifted, turned and slanted back, then scaled.
    across = np.stack([cos, -sin], axis=1)
    down = np.stack([sin, cos], axis=1)
    across = across + shears[:, None] * down
    rows = [across / scales[:, :1], down / scales[:, 1:]]
    fields = []
    for row in rows:
        offset = np.float32(middle) - (row * shifts).sum(axis=1, keepdims=True)
        fields.append(np.concatenate([row, offset], axis=1).astype(np.float32) @ grid)
    return Sources(*fields)


def elastic_field(n_samples: int, rng: np.random.Generator, *, sigma: float, size: int) -> Array32:
    """White noise smoothed by a Gaussian filter, of variance 1 in every pixel: shape (n_samples, size * size).

    Noise so smooth needs no value for every pixel: it is drawn on a lattice σ apart, which reaches 2 σ beyond the picture,
    and the filter, one matrix for each axis, takes it from there to the pixels.

    Parameters
    ----------
    sigma
        σ of the filter in pixels; neighbors d pixels apart correlate by exp(−d² / 4σ²).
    """
    knots = np.arange(-2 * sigma, size - 1 + 3 * sigma, sigma)
    kernel = np.exp(-(((np.arange(size)[:, None] - knots) / sigma) ** 2) / 2)
    kernel = (kernel / np.linalg.norm(kernel, axis=1, keepdims=True)).astype(np.float32)  # (size, n_knots)
    n_knots = len(knots)
    noise = rng.standard_normal((n_samples * n_knots, n_knots), dtype=np.float32)
    half = (noise @ kernel.T).reshape(n_samples, n_knots, size).transpose(0, 2, 1)
    field: Array32 = np.ascontiguousarray(half).reshape(-1, n_knots) @ kernel.T  # columns and rows have changed places
    return field.reshape(n_samples, size * size)


def resampled(images: Array32, sources: Sources, *, size: int) -> Array32:
    """Pictures of values taken from elsewhere, bilinearly between four pixels; beyond the picture is paper.

    Parameters
    ----------
    images
        Shape (n_samples, size * size), float32.
    sources
        From where.
    size
        Pixels along each side of a picture.
    """
    n_samples = len(images)
    side = size + 3  # a pixel of paper before the picture and two after it, where all that is beyond is taken from
    padded = np.zeros((n_samples, side, side), dtype=np.float32)
    padded[:, 1:-2, 1:-2] = images.reshape(n_samples, size, size)
    values = padded.ravel()
    x, y = (np.clip(positions + 1, 0, size + 1) for positions in sources)
    column, row = x.astype(np.int32), y.astype(np.int32)
    x -= column
    y -= row
    corner = (row * side + column).astype(np.intp)
    corner += np.arange(n_samples)[:, None] * (side * side)
    above = _between(values, corner, x)
    corner += side
    below = _between(values, corner, x)
    below -= above
    below *= y
    below += above
    return below


def _between(values: Array32, corner: NDArray[np.intp], share: Array32) -> Array32:
    """Values at ``corner`` and right of it, mixed."""
    left = values.take(corner)
    right = values[1:].take(corner)
    right -= left
    right *= share
    right += left
    return right


def with_stroke_width(images: Array32, shares: Array32, *, size: int) -> Array32:
    """Make strokes thicker or thinner by a fraction of a pixel.

    Parameters
    ----------
    images
        Shape (n_samples, size * size), float32.
    shares
        From −1 to 1, shape (n_samples,): above 0 the share of the dilation in the result, below 0 that of the erosion; both
        of them by a pixel and its four neighbors.
    size
        Pixels along each side of a picture.
    """
    pictures = images.reshape(-1, size, size)
    morphed = pictures.copy()
    thick = shares > 0
    for chosen, extreme in ((thick, np.maximum), (~thick, np.minimum)):
        before = pictures[chosen]
        after = before.copy()
        extreme(after[:, 1:], before[:, :-1], out=after[:, 1:])
        extreme(after[:, :-1], before[:, 1:], out=after[:, :-1])
        extreme(after[:, :, 1:], before[:, :, :-1], out=after[:, :, 1:])
        extreme(after[:, :, :-1], before[:, :, 1:], out=after[:, :, :-1])
        morphed[chosen] = after
    morphed -= pictures
    morphed *= np.abs(shares)[:, None, None]
    morphed += pictures
    mixed: Array32 = morphed.reshape(images.shape)
    return mixed
