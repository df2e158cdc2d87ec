"""From a photograph of a sheet to its ink: stage by stage, each a pure function.

A picture that somebody scanned, cut out or painted is read as it is: the paper is what its border shows, ink is what
stands out from it (``picture_ink``). A photograph has more in it: light that falls off, shadows, rules, frames, holes,
specks, the table that the sheet lies on. It goes through these stages:

1. **dots** that no pen makes (salt and pepper, a fax's dither, noise) are smoothed away, as much as there is noise;
2. the **sheet** is found, if it lies on something darker, and what is around it is left out;
3. the **light** on the paper is estimated, as a smooth surface and by a morphological closing, which follows the hard edges
   of shadows; ink is how much less light comes back (a share, so that shadows do not matter);
4. a **threshold** that goes by the ink around it tells ink from paper;
5. **lines** that run from edge to edge (rules, squares, margins) and boxes around the ink are taken out, but where a stroke
   crosses them;
6. of what is left, the **parts** that belong to the writing are kept: no specks, no holes, nothing that comes in from the
   edge.

What no stage has anything to do on is returned as ``picture_ink`` has it. Every stage works on pictures of some hundred
pixels along each side, and with :mod:`scipy.ndimage` alone.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.ink.picture_ink import ink_of_picture

Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as Pillow has it
_SQUARE = np.ones((3, 3), dtype=bool)
_LEAST_SIDE = 64
"""Pictures whose shorter side is less are no photographs: a pen of a pixel could not be told from noise."""
_MOST_SIDE = 800  # of what the stages work on
_DARKEST_LIGHT = 0.03  # darker paper tells nothing
_LEAST_PAPER = 1e-3  # of the light, where nearly all is ink

_PLAIN_INK = 0.35  # of the darkest ink: above it is ink, on even paper
_SAME = 0.005  # by how much one shade varies: a step of 1 in 255
_EVEN_PAPER = 0.05  # by how much even paper varies

_NOISE_PER_SIGMA = 0.07  # noise of so much is smoothed by a Gaussian of one pixel
_ISOLATED = 0.12  # by how much a dot stands out from all its neighbors

_DITHER = 0.4  # of the pixels: if more are near dots, these are what makes the picture's grays
_SEEN_DOTS = 0.002  # of the pixels: if fewer are dots, there are hardly any that touch

_SHEET_SIDE = 160  # the longer side of the picture in which the sheet is looked for
_CLOSING = 0.22  # of the shorter side: wider than any stroke
_SPREAD = 0.1  # of the shorter side: by so much writing is spread to tell whether it is light or dark
_LEAST_INK = 0.05  # of the paper's light; noise may ask for more
_ABOVE_NOISE = 1.5  # times what may be noise is what ink usually is at least
_STRAIGHT = 0.05  # of its length: a line that is no thicker, and no wider in all, is hardly a digit
_LOCAL_SHARE = 0.42  # of the darkest ink nearby: above it is ink


class Stage(NamedTuple):
    """What a photograph looks like after a stage: its name, and a picture, 0 for ink and 1 for paper."""

    name: str
    picture: Plane


@dataclass(frozen=True)
class PhotographInk:
    """The ink of a photograph.

    Attributes
    ----------
    ink
        How much of a pixel is ink, (height, width), float64, 0 to 1; all 0 if there is none.
    scale
        By how much the picture is larger than ``ink``.
    corner
        Where the first pixel of ``ink`` lies in the picture, (x, y), in the picture's pixels.
    stages
        The picture after each stage that changed it, in order; empty if it was read as it is.
    """

    ink: NDArray[np.float64]
    scale: int = 1
    corner: tuple[int, int] = (0, 0)
    stages: tuple[Stage, ...] = ()


def brightness_of_colors(colors: Plane) -> Plane:
    """A colored picture as brightness; where ink and paper are about as bright, as how far its color is from the paper's.

    Parameters
    ----------
    colors
        Red, green and blue from 0 to 1, shape (height, width, 3).

    Returns
    -------
    ndarray, shape (height, width), float32, 0 (black) to 1 (white)
    """
    brightness: Plane = (colors @ _LUMA).astype(np.float32, copy=False)
    axis = telling_color(colors)
    if axis is None:
        return brightness
    direction, paper = axis
    apart = _tones(colors, brightness) @ direction - paper
    light: Plane = np.clip(0.85 - 1.2 * apart, 0.0, 1.0).astype(np.float32, copy=False)
    return light


def _tones(colors: Plane, brightness: Plane) -> Plane:
    """Colors without their brightness, so that shadows do not change them."""
    tones: Plane = (colors / np.maximum(brightness, 0.1)[..., None] - 1.0).astype(np.float32, copy=False)
    return tones


def telling_color(colors: Plane) -> tuple[Plane, float] | None:
    """The direction in which the ink's color is from the paper's, and where the paper's is along it.

    ``None`` if brightness tells ink from paper.

    Parameters
    ----------
    colors
        Red, green and blue from 0 to 1, shape (height, width, 3).
    """
    from scipy.ndimage import gaussian_filter, grey_closing, grey_opening  # noqa: PLC0415

    factor = -(-max(colors.shape) // 240)
    small = np.stack([gaussian_filter(reduced(colors[..., channel], factor), 0.7) for channel in range(3)], axis=2)
    light = small @ _LUMA
    tones = _tones(small, light).reshape(-1, 3)
    apart = tones - np.median(tones, axis=0)
    contrast = float(np.percentile(np.linalg.norm(apart, axis=1), 99))
    if contrast < 0.12:
        return None
    width = max(3, round(_CLOSING * min(light.shape)))
    dark = (grey_closing(light, (width, width), mode="nearest") - light) / np.maximum(light, 0.1)
    bright = (light - grey_opening(light, (width, width), mode="nearest")) / np.maximum(light, 0.1)
    if contrast < 2.5 * max(float(np.percentile(dark, 99)), float(np.percentile(bright, 99))):
        return None
    far = apart[np.linalg.norm(apart, axis=1) > 0.5 * contrast]
    direction = np.linalg.eigh(far.T @ far)[1][:, -1]
    if (far @ direction).mean() < 0:
        direction = -direction
    return direction.astype(np.float32), float(np.median(tones @ direction))


def ink_of_photograph(picture: ArrayLike, *, has_several: bool = False, inverted: bool = False) -> PhotographInk:
    """The ink of a picture, whatever else is in it.

    Parameters
    ----------
    picture
        Shape (height, width), any numbers: brightness from 0 to 255 if integers, else from 0 to 1.
    has_several
        Keep all that is written on one line; else one digit, and what is near to it.
    inverted
        Take for paper what would be taken for ink, and for ink what would be taken for paper.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    """
    plain = ink_of_picture(picture)
    if inverted:
        plain = plain.max() - plain
    if min(plain.shape) < _LEAST_SIDE or not plain.any():
        return PhotographInk(plain)
    values = np.asarray(picture)
    light = values.astype(np.float32) / (255.0 if values.dtype.kind in "iu" else 1.0)
    scale = -(-max(light.shape) // _MOST_SIDE)
    small = reduced(light, scale)
    stages = [Stage("seen", small)]
    smooth, noise = without_dots(small)
    if noise > 0.01:
        stages.append(Stage("smoothed", smooth))
    sheet = find_sheet(smooth)
    n_dots = int((np.abs(small - smooth) > _ISOLATED).sum())
    if sheet is None and n_dots < 0.0005 * small.size and _is_plain(small, has_several=has_several):
        return PhotographInk(plain)
    corner = (0, 0)
    if sheet is not None:
        rows, columns = _box_of(sheet)
        corner = (columns.start * scale, rows.start * scale)
        smooth = _filled_from_inside(smooth[rows, columns], sheet[rows, columns])
        stages.append(Stage("sheet", smooth))
    if is_light_on_dark(smooth) != inverted:
        smooth = 1.0 - smooth
    share = ink_share(smooth)
    stages.append(Stage("evened", np.clip(1.0 - share, 0.0, 1.0)))
    found = ink_mask(share)
    stages.append(Stage("threshold", 1.0 - found.astype(np.float32)))
    without = without_boxes(without_lines(without_boxes(found)))
    if (without != found).any():
        stages.append(Stage("lines", 1.0 - without.astype(np.float32)))
    kept = writing(without, share, has_several=has_several)
    if not kept.any() or np.median(share[kept]) < _ABOVE_NOISE * np.median(least_ink(share)[kept]):
        return PhotographInk(np.zeros_like(plain), stages=tuple(stages))
    ink = inked(share, kept, found)
    stages.append(Stage("ink", 1.0 - ink.astype(np.float32)))
    return PhotographInk(ink, scale, corner, tuple(stages))


def _is_plain(picture: Plane, *, has_several: bool) -> bool:
    """Whether paper is even and there is nothing on it but writing: no stage has anything to do."""
    from scipy.ndimage import binary_erosion  # noqa: PLC0415 - only those pay for it who open a picture

    border = np.concatenate([picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]])
    apart = np.abs(picture - np.median(border))
    darkest = float(apart.max())
    mask = apart > _PLAIN_INK * darkest
    at_border = np.abs(border - np.median(border)) > _PLAIN_INK * darkest
    n_ink = int(mask.sum())
    n_between = int((apart > _EVEN_PAPER).sum()) - n_ink
    n_edge = int((mask & ~binary_erosion(mask)).sum())
    is_painted = float((apart < _SAME).mean()) > 0.5  # by a program: its paper is of one shade
    most_between = 1.2 * n_ink if is_painted else 1.5 * n_edge + 0.003 * mask.size
    if n_ink > 0.4 * mask.size or at_border.mean() > 0.25 or n_between > most_between:
        return False
    kept = writing(without_boxes(without_lines(without_boxes(mask))), apart, has_several=has_several)
    return bool((kept == mask).all())


# 1. Dots


def reduced(picture: Plane, factor: int) -> Plane:
    """A picture made smaller by a whole number; each pixel is the mean of several."""
    if factor == 1:
        return picture
    mean: Plane = _blocks(picture, factor).mean(axis=(1, 3), dtype=np.float32)
    return mean


def _blocks(picture: Plane, factor: int) -> Plane:
    """A picture in squares of so many pixels, shape (down, factor, across, factor); a thinner one in what it has."""
    high, wide = (min(factor, side) for side in picture.shape)
    down, across = picture.shape[0] // high, picture.shape[1] // wide
    return picture[: down * high, : across * wide].reshape(down, high, across, wide)


def without_dots(picture: Plane) -> tuple[Plane, float]:
    """A picture without single dots and with less noise, and how much noise there was (a standard deviation).

    A dot that stands out from all its neighbors but one becomes as its neighbors are; the picture is then blurred, the more
    the noisier it is. Pictures without noise stay as they are.
    """
    from scipy.ndimage import convolve, gaussian_filter  # noqa: PLC0415

    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    detail = np.abs(convolve(picture, kernel))
    for n_alike in (1, 2):  # neighbors that may be like a dot: few dots touch each other, and lines are long
        rows, columns = np.nonzero(detail > 3 * _ISOLATED)
        if len(rows) > _DITHER * picture.size:
            break
        padded = np.pad(picture, 1, mode="edge")
        around = np.stack([padded[rows + dy, columns + dx] for dy in range(3) for dx in range(3) if (dy, dx) != (1, 1)])
        around.sort(axis=0)
        here = picture[rows, columns]
        dots = (here < around[n_alike] - _ISOLATED) | (here > around[-1 - n_alike] + _ISOLATED)
        share = dots.sum() / picture.size
        picture = picture.copy()
        picture[rows[dots], columns[dots]] = around[4][dots]
        detail = np.abs(convolve(picture, kernel))
        if share < _SEEN_DOTS:
            break
    # J. Immerkær, Fast Noise Variance Estimation, Computer Vision and Image Understanding 64 (1996).
    noise = float(detail.mean()) * np.sqrt(np.pi / 2) / 6
    sigma = min(noise / _NOISE_PER_SIGMA, 2.5, 0.006 * max(picture.shape))
    if sigma > 0.3:
        picture = gaussian_filter(picture, sigma)
    return picture, noise


# 2. The sheet


def find_sheet(picture: Plane) -> Mask | None:
    """Where the sheet is, a little inside its edges, same shape; ``None`` if the picture shows nothing but the sheet.

    A sheet is a large bright piece with straight sides and sharp edges that hardly touches the picture's edge, and has
    something written on it.
    """
    from scipy.ndimage import binary_erosion  # noqa: PLC0415

    factor = -(-max(picture.shape) // _SHEET_SIDE)
    small = reduced(picture, factor)
    threshold = _otsu(small)
    # A shadow on the sheet may be between the sheet and the table.
    regions = [_sheet_above(small, level) for level in (threshold, _otsu(small[small <= threshold]))]
    found = [region for region in regions if region is not None]
    if not found:
        return None
    region = max(found, key=_rectangularity)
    mask = np.zeros(picture.shape, dtype=bool)
    large = np.kron(binary_erosion(region, iterations=2, border_value=1), np.ones((factor, factor), dtype=bool))
    mask[: large.shape[0], : large.shape[1]] = large
    return mask if mask.any() else None


def _sheet_above(small: Plane, threshold: float) -> Mask | None:
    """The sheet, if what is brighter than a threshold is one."""
    from scipy.ndimage import (  # noqa: PLC0415
        binary_dilation,
        binary_erosion,
        binary_fill_holes,
        binary_opening,
        grey_closing,
        label,
    )

    bright = small > threshold
    if not 0.1 < bright.mean() < 0.98 or small[bright].mean() - small[~bright].mean() < 0.15:
        return None
    labels, _ = label(binary_opening(bright, iterations=1))
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    region = binary_fill_holes(labels == sizes.argmax())
    edge = np.concatenate([region[0], region[-1], region[1:-1, 0], region[1:-1, -1]])
    dark_inside = float((~bright & region).sum()) / region.sum()
    if region.mean() < 0.12 or edge.mean() > 0.25 or dark_inside > 0.35 or _rectangularity(region) < 0.8:
        return None
    width = max(3, round(_CLOSING * min(small.shape)))
    written = (grey_closing(small, (width, width), mode="nearest") - small)[binary_erosion(region, iterations=4)]
    inside = binary_erosion(region, iterations=3, border_value=1) ^ binary_erosion(region, iterations=4, border_value=1)
    outside = binary_dilation(region, iterations=3) ^ binary_dilation(region, iterations=2)
    if (written > 0.03).sum() < 4 or not inside.any() or not outside.any():
        return None
    step = float(np.median(small[inside]) - np.median(small[outside]))
    is_sharp = step > 0.45 * float(small[bright].mean() - small[~bright & ~region].mean())
    return region if is_sharp else None


def _otsu(picture: Plane) -> float:
    """The brightness that parts a picture into two, each as even as can be (N. Otsu, 1979)."""
    counts, edges = np.histogram(picture, bins=64)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    sums = np.cumsum(counts * middles)
    with np.errstate(invalid="ignore", divide="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(edges[1 + int(np.nan_to_num(between).argmax())])


def _rectangularity(region: Mask) -> float:
    """How much of the smallest rectangle around a region, turned as suits it, it fills."""
    y, x = np.nonzero(region)
    angles = np.radians(np.arange(-45, 45, 3))
    across = np.outer(np.cos(angles), x) + np.outer(np.sin(angles), y)
    down = np.outer(np.cos(angles), y) - np.outer(np.sin(angles), x)
    areas = (np.ptp(across, axis=1) + 1) * (np.ptp(down, axis=1) + 1)
    return float(len(x) / areas.min())


def _box_of(mask: Mask) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _filled_from_inside(picture: Plane, inside: Mask) -> Plane:
    """What is outside shows what is nearest to it inside."""
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415

    if inside.all():
        return picture
    rows, columns = distance_transform_edt(~inside, return_distances=False, return_indices=True)
    filled: Plane = picture[rows, columns]
    return filled


# 3. Light


def is_light_on_dark(picture: Plane) -> bool:
    """Whether what is written is lighter than the paper.

    Writing is thin: spread by a minimum or a maximum of some width, it covers far more than paper that is spread over it.
    """
    from scipy.ndimage import maximum_filter, minimum_filter  # noqa: PLC0415

    small = reduced(picture, -(-max(picture.shape) // 200))
    width = max(3, round(_SPREAD * min(small.shape)))
    dark = float((small - minimum_filter(small, width, mode="nearest")).mean())
    light = float((maximum_filter(small, width, mode="nearest") - small).mean())
    return light > dark


def smooth_light(picture: Plane) -> Plane:
    """The light on the paper as a smooth surface: a polynomial of the fourth degree in the logarithm, ink left out."""
    height, width = picture.shape
    factor = max(1, min(height, width) // 24)
    blocks = reduced_by_rank(picture, factor)
    logs = np.log(np.maximum(blocks, _DARKEST_LIGHT)).ravel()
    terms = _polynomial(blocks.shape)
    weights: NDArray[np.float64] = np.ones(len(logs))
    for _ in range(8):
        left = logs - terms @ _least_squares(terms, logs, weights)
        spread = max(1.4826 * float(np.median(np.abs(left))), 0.01)
        # Ink is darker than the surface, never lighter: what is darker counts less.
        weights = np.asarray(1 / (1 + (left / (2 * spread)) ** 2), dtype=np.float64)
    coefficients = _least_squares(terms, logs, weights)
    rows = np.linspace(-1, 1, height)
    columns = np.linspace(-1, 1, width)
    powers_y = np.stack([rows**p for p in range(5)])
    powers_x = np.stack([columns**p for p in range(5)])
    table = np.zeros((5, 5))
    for (p, q), value in zip(_DEGREES, coefficients, strict=True):
        table[p, q] = value
    surface: Plane = np.exp(np.clip(powers_y.T @ table @ powers_x, -4, 1)).astype(np.float32)
    return surface


def _least_squares(
    terms: NDArray[np.float64], values: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    weighted = terms * weights[:, None] ** 2
    ridge = np.diag(
        np.full(terms.shape[1], 1e-6 * len(values))
    )  # a narrow picture has fewer blocks than there are terms
    return np.asarray(np.linalg.solve(weighted.T @ terms + ridge, weighted.T @ values), dtype=np.float64)


_DEGREES = [(p, q) for p in range(5) for q in range(5 - p)]


def _polynomial(shape: tuple[int, ...]) -> NDArray[np.float64]:
    y, x = np.meshgrid(np.linspace(-1, 1, shape[0]), np.linspace(-1, 1, shape[1]), indexing="ij")
    return np.stack([(y**p * x**q).ravel() for p, q in _DEGREES], axis=1)


def reduced_by_rank(picture: Plane, factor: int) -> Plane:
    """A picture made smaller; each pixel is what three quarters of its block are darker than."""
    blocks = _blocks(picture, factor).transpose(0, 2, 1, 3)
    rank: Plane = np.quantile(blocks.reshape(*blocks.shape[:2], -1), 0.75, axis=2)
    return rank.astype(np.float32)


def ink_share(picture: Plane) -> Plane:
    """How much less light comes back than from paper, up to 1, dark ink on light paper; below 0 is paper's noise."""
    from scipy.ndimage import gaussian_filter, grey_closing  # noqa: PLC0415

    width = max(3, round(_CLOSING * min(picture.shape)) | 1)
    shares = []
    for light in (picture, picture / np.maximum(smooth_light(picture), _DARKEST_LIGHT)):
        bounded = np.minimum(light, 1.06 * gaussian_filter(light, 2.5))  # else a white dot makes a square of its light
        paper = np.maximum(grey_closing(bounded, (width, width), mode="nearest"), _DARKEST_LIGHT)
        shares.append(1.0 - light / paper)
    # Alone, a closing errs where light falls off towards the edge, and with the surface beside the edges of shadows.
    share = np.minimum(*shares)
    usual = float(np.median(share))  # a closing goes through the brightest of noise
    ink: Plane = ((share - usual) / max(1.0 - usual, _LEAST_PAPER)).astype(np.float32, copy=False)
    return ink


# 4. Threshold


def least_ink(share: Plane) -> Plane:
    """Up to which share of the light, at each pixel, what is missing may be noise."""
    from scipy.ndimage import uniform_filter  # noqa: PLC0415

    below = uniform_filter(np.minimum(share, 0) ** 2, round(0.15 * min(share.shape)) | 1)
    least: Plane = np.maximum(_LEAST_INK, 4.0 * np.sqrt(2 * np.maximum(below, 0)))
    return least


def ink_mask(share: Plane) -> Mask:
    """Which pixels are ink: darker than noise, and at least some share of the darkest ink around."""
    from scipy.ndimage import maximum_filter  # noqa: PLC0415

    reach = max(3, round(0.06 * min(share.shape)) | 1)
    mask: Mask = share > np.maximum(least_ink(share), _LOCAL_SHARE * maximum_filter(share, reach))
    return mask


# 5. Lines


def without_lines(mask: Mask) -> Mask:
    """Ink without straight lines that run from edge to edge; where a stroke crosses one, it stays.

    Nothing is taken out if nothing else would be left.
    """
    kept = _without_level_lines(mask)
    kept = _without_level_lines(kept.T).T
    return kept if kept.sum() > 0.02 * mask.sum() else mask


_SLOPES = np.tan(np.radians(np.arange(-12.0, 12.01, 0.4)))


def _without_level_lines(mask: Mask) -> Mask:
    """Ink without lines from the left edge to the right, as level as a sheet is laid."""
    height, width = mask.shape
    y, x = np.nonzero(mask)
    if not len(y):
        return mask
    x_middle = x - (width - 1) / 2
    room = int(np.ceil(abs(_SLOPES).max() * width / 2)) + 1
    kept = mask.copy()
    ends = _run_ends(mask)
    counts = np.stack([
        np.bincount((y - slope * x_middle + room + 0.5).astype(np.intp), minlength=height + 2 * room + 1)
        for slope in _SLOPES
    ])  # fmt: skip
    taken = np.zeros_like(counts, dtype=bool)
    for _ in range(60):
        counts_left = np.where(taken, 0, counts)
        which, place = np.unravel_index(int(counts_left.argmax()), counts.shape)
        if counts_left[which, place] < 0.45 * width:
            break
        middle = place - room
        line = middle + _SLOPES[which] * (np.arange(width) - (width - 1) / 2)
        _take_line(kept, mask, line, ends)
        # The same line, seen with another slope, counts no more.
        for other, slope in enumerate(_SLOPES):
            off = int(np.ceil(abs(slope - _SLOPES[which]) * width / 2)) + 4
            taken[other, max(0, place - off) : place + off + 1] = (
                True if off < height / 8 else taken[other, max(0, place - off) : place + off + 1]
            )
            taken[other, max(0, place - 4) : place + 5] = True
    return kept


def _take_line(kept: Mask, mask: Mask, line: NDArray[np.float64], ends: "_RunEnds") -> None:
    """Take a line out of ``kept`` where it is as thin as a line, if it runs from edge to edge."""
    height, width = mask.shape
    columns = np.arange(width)
    inside = (line >= 0) & (line <= height - 1)
    reach = 4
    tops = np.full(width, -1)
    lengths = np.zeros(width, dtype=np.intp)
    # In each column the run of ink nearest to the line.
    for offset in sorted(range(-reach, reach + 1), key=abs):
        rows = np.clip(np.round(line + offset).astype(np.intp), 0, height - 1)
        new = inside & (tops < 0) & mask[rows, columns]
        tops[new] = rows[new]
    found = tops >= 0
    if found.sum() < 0.5 * inside.sum() or not _reaches_both_edges(found, inside):
        return
    up, down = (rows[np.maximum(tops, 0), columns] for rows in ends)
    lengths[found] = (down - up + 1)[found]
    thin = float(np.percentile(lengths[found], 40))
    limit = max(thin + 1.5, 1.6 * thin)
    # A line keeps its place: what strays from its neighbors is ink that lies near.
    centers = np.where(found, (up + down) / 2, np.nan)
    usual = np.nanmedian(centers[found] - line[found])
    on_line = found & (lengths <= limit) & (np.abs(centers - line - usual) < reach)
    for column in np.flatnonzero(on_line):
        kept[up[column] : down[column] + 1, column] = False


def _reaches_both_edges(found: Mask, inside: Mask) -> bool:
    where = np.flatnonzero(inside)
    first, last = where[0], where[-1]
    near = max(3, round(0.07 * (last - first)))
    return bool(found[first : first + near].any() and found[last - near + 1 : last + 1].any())


class _RunEnds(NamedTuple):
    """For each pixel the first and the last row of the run of ink, down its column, that it lies in."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]


def _run_ends(mask: Mask) -> _RunEnds:
    height = mask.shape[0]
    index = np.arange(height, dtype=np.int32)[:, None]
    before = np.maximum.accumulate(np.where(mask, np.int32(-1), index), axis=0)  # the last paper at or above
    after = np.minimum.accumulate(np.where(mask, np.int32(height), index)[::-1], axis=0)[::-1]
    return _RunEnds(before + 1, after - 1)


def without_boxes(mask: Mask) -> Mask:
    """Ink without printed boxes around ink: parts of four straight sides with something inside.

    A side may lie outside the picture, as long as two are in it.
    """
    from scipy.ndimage import find_objects, label  # noqa: PLC0415

    labels, _ = label(mask, _SQUARE)
    kept = mask.copy()
    for number, box in enumerate(find_objects(labels), 1):
        part = labels[box] == number
        height, width = part.shape
        if min(height, width) < 0.1 * min(mask.shape) or part.mean() > 0.5:
            continue
        is_inside = _sides_inside(box, mask.shape)
        if sum(is_inside) < 2 or not _is_box(part, is_inside):
            continue
        band = max(2, round(0.08 * min(height, width)))
        inner = kept[box][band:-band, band:-band]
        if inner.sum() < 0.004 * part.size:
            continue
        kept[box] &= ~_sides(part, is_inside)
    return kept


def _sides_inside(box: tuple[slice, ...], shape: tuple[int, ...]) -> tuple[bool, bool, bool, bool]:
    """Whether top, bottom, left and right of a part lie inside the picture."""
    rows, columns = box
    return rows.start > 1, rows.stop < shape[0] - 1, columns.start > 1, columns.stop < shape[1] - 1


def _is_box(part: Mask, is_inside: tuple[bool, ...]) -> bool:
    return all(
        not inside or turned[: max(2, round(0.09 * turned.shape[0]))].any(axis=0).mean() > 0.9
        for turned, inside in zip((part, part[::-1], part.T, part.T[::-1]), is_inside, strict=True)
    )


def _sides(part: Mask, is_inside: tuple[bool, ...]) -> Mask:
    """The sides of a box that are in the picture, but where a stroke crosses them."""
    sides = np.zeros_like(part)
    views = ((part, sides), (part[::-1], sides[::-1]), (part.T, sides.T), (part.T[::-1], sides.T[::-1]))
    for (seen, out), inside in zip(views, is_inside, strict=True):
        if not inside:
            continue
        band = max(2, round(0.12 * seen.shape[0]))
        first = seen.argmax(axis=0)
        columns = np.flatnonzero(seen.any(axis=0) & (first < band))
        up, down = (rows[first, np.arange(seen.shape[1])] for rows in _run_ends(seen))
        lengths = down - up + 1
        limit = max(1.6 * float(np.median(lengths[columns])), float(np.median(lengths[columns])) + 1.5)
        corner = max(3, round(0.04 * seen.shape[1]))
        for column in columns:
            if lengths[column] <= limit or column < corner or column >= seen.shape[1] - corner:
                out[up[column] : min(down[column], band + int(limit)) + 1, column] = True
    return sides


# 6. Parts


def writing(mask: Mask, share: Plane, *, has_several: bool = False) -> Mask:
    """The parts of the ink that are writing.

    The most digit-like part and what is near to it: neither specks, nor holes, nor what comes in from the edge of the
    picture, nor what is much paler (the other side of the sheet). Where there are several digits, also what is about as
    high and stands on the same line.
    """
    from scipy.ndimage import binary_dilation, find_objects, label  # noqa: PLC0415

    gap = max(1, round(0.006 * min(mask.shape)))
    labels, n = label(binary_dilation(mask, _SQUARE, iterations=gap))
    if not n:
        return mask
    labels = np.where(mask, labels, 0)
    boxes = [(rows, columns) for rows, columns in find_objects(labels)]
    areas = np.bincount(labels.ravel(), minlength=n + 1)[1:]
    levels = np.bincount(labels.ravel(), share.ravel(), minlength=n + 1)[1:] / np.maximum(areas, 1)
    height, width = mask.shape
    sides = np.array([max(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in boxes])
    at_edge = np.array([
        min(rows.start, columns.start) <= 1 or rows.stop >= height - 1 or columns.stop >= width - 1
        for rows, columns in boxes
    ])  # fmt: skip
    round_ = np.array([_is_disk(labels[box] == number) for number, box in enumerate(boxes, 1)])
    scores = sides * np.sqrt(levels) * np.where(at_edge, 0.3, 1.0) * np.where(round_, 0.15, 1.0)
    if has_several:  # what is left of a frame is longer than digits, and thinner
        scores = scores * np.where(
            [_is_straight(labels[box] == number) for number, box in enumerate(boxes, 1)], 0.2, 1.0
        )
    main = int(scores.argmax())
    if sides[main] < max(5, 0.03 * min(mask.shape)):
        return np.zeros_like(mask)
    chosen = {main}
    may_join = (sides > 0.16 * sides[main]) & (levels > 0.5 * levels[main])
    if not at_edge[main]:
        may_join &= ~at_edge
    if has_several:
        rows = boxes[main][0]
        common = np.array([min(rows.stop, box[0].stop) - max(rows.start, box[0].start) for box in boxes])
        heights = np.array([box[0].stop - box[0].start for box in boxes])
        tall = float(heights[main])
        on_line = may_join & ~round_ & (heights > 0.45 * tall) & (common > 0.4 * np.minimum(heights, tall))
        chosen |= {int(other) for other in np.flatnonzero(on_line)}
    waiting = list(chosen)
    while waiting:
        here = boxes[waiting.pop()]
        for other in np.flatnonzero(may_join):
            gap_allowed = (0.1 if round_[other] else 0.3) * sides[main]
            if other not in chosen and _gap(here, boxes[other]) < gap_allowed:
                chosen.add(int(other))
                waiting.append(int(other))
    # Crumbs of a broken line belong to it.
    table = np.zeros(n + 1, dtype=bool)
    table[[number + 1 for number in chosen]] = True
    reach = max(2, round(0.02 * sides[main]))
    near = np.unique(labels[binary_dilation(table[labels], _SQUARE, iterations=reach)])
    crumbs = near[near > 0] - 1
    table[crumbs[~at_edge[crumbs] & (levels[crumbs] > 0.5 * levels[main]) & ~round_[crumbs]] + 1] = True
    kept: Mask = table[labels]
    return kept


def _is_disk(part: Mask) -> bool:
    """A blot as round as a hole."""
    height, width = part.shape
    return 0.7 < height / width < 1.4 and float(part.mean()) > 0.68


def _is_straight(part: Mask) -> bool:
    """A line, level or upright, that is far longer than thick."""
    return bool(min(part.shape) < _STRAIGHT * max(part.shape))


def _gap(a: tuple[slice, slice], b: tuple[slice, slice]) -> float:
    """How far two boxes are apart; 0 or less if they overlap."""
    down = max(a[0].start, b[0].start) - min(a[0].stop, b[0].stop)
    across = max(a[1].start, b[1].start) - min(a[1].stop, b[1].stop)
    return float(max(down, across))


def inked(share: Plane, kept: Mask, found: Mask) -> NDArray[np.float64]:
    """The ink of the parts that are kept, as dark as ink usually is: 1; its soft edges stay."""
    from scipy.ndimage import binary_dilation  # noqa: PLC0415

    level = float(np.percentile(share[kept], 60))
    edges = binary_dilation(kept, _SQUARE, iterations=1) & (kept | ~found)
    ink = np.where(edges, np.clip(share / (0.9 * level), 0.0, 1.0), 0.0)
    return np.where(kept, np.maximum(ink, 0.55), ink)
