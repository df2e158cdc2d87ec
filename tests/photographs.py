"""Photographs of a handwritten digit as people take them: a pen on paper, something on the sheet, a light, a camera.

Each condition of :data:`CONDITIONS` comes in three strengths. A picture is made in the order in which a real one comes
about: paper, what is printed on it, ink, what lies on it or around it, light, camera. The same seed gives the same picture.
"""

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw
from scipy.ndimage import gaussian_filter, rotate

from engine.data.handwriting.generator import write_strokes
from engine.data.loading import read_strokes

Plane: TypeAlias = NDArray[np.float32]
Strokes: TypeAlias = Sequence[NDArray[np.float64]]

_SIZES = ((240, 240), (320, 240), (240, 320), (400, 300), (300, 400), (480, 360), (640, 480), (800, 600))
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_FINE = 3  # ink is drawn so many times finer than the camera sees it


@dataclass(frozen=True)
class Instrument:
    """What is written with: its width as a share of the digit's height, how much of the paper's light it takes, grain."""

    widths: tuple[float, float]
    least_px: float
    cover: tuple[float, float]
    grain: float = 0.0


PEN = Instrument((0.025, 0.05), 1.6, (0.8, 0.95))
PENCIL = Instrument((0.02, 0.045), 1.4, (0.32, 0.55), 0.35)
FELT = Instrument((0.07, 0.13), 4.0, (0.8, 0.95))
INSTRUMENTS = {"pen": PEN, "pencil": PENCIL, "felt pen": FELT}


@dataclass
class Scene:
    """A sheet in the making: RGB from 0 to 1, (height, width, 3), and where the digit is."""

    rng: np.random.Generator
    sheet: Plane
    ink: Plane
    box: tuple[float, float, float, float]  # left, top, right, bottom of the ink
    cover: float
    color: Plane
    light: Plane = field(init=False)

    def __post_init__(self) -> None:
        self.light = np.ones(self.sheet.shape[:2], np.float32)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.sheet.shape[1], self.sheet.shape[0]

    @property
    def height(self) -> float:
        """The longer side of the ink."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])

    def printed(self, mask: Plane, color: Sequence[float], cover: float) -> None:
        """Print something on the sheet: it takes its share of the light that its color does not give back."""
        share = (mask * cover)[..., None]
        self.sheet *= 1 - share * (1 - np.asarray(color, np.float32))

    def lines(self, pieces: Sequence[tuple[float, float, float, float]], width: float) -> Plane:
        """Straight lines as a mask, soft at their edges."""
        picture = PillowImage.new("L", (self.size[0] * _FINE, self.size[1] * _FINE))
        pen = ImageDraw.Draw(picture)
        for piece in pieces:
            pen.line([_FINE * value for value in piece], fill=255, width=max(1, round(width * _FINE)))
        return _coarse(picture)

    def ramp(self, angle: float) -> Plane:
        """0 to 1 across the sheet in a direction."""
        width, height = self.size
        y, x = np.mgrid[:height, :width].astype(np.float32)
        along = x * np.cos(angle) + y * np.sin(angle)
        ramp: Plane = (along - along.min()) / np.ptp(along)
        return ramp


Condition: TypeAlias = Callable[[Scene, int], None]


def _coarse(picture: PillowImage.Image) -> Plane:
    plane: Plane = np.asarray(picture.reduce(_FINE), np.float32) / np.float32(255)
    return plane


def _drawn(strokes: Strokes, size: tuple[int, int], width: float) -> Plane:
    """What a round pen covers."""
    picture = PillowImage.new("L", (size[0] * _FINE, size[1] * _FINE))
    pen = ImageDraw.Draw(picture)
    radius = width * _FINE / 2
    for stroke in strokes:
        points = [(float(x) * _FINE, float(y) * _FINE) for x, y in stroke]
        if len(points) > 1:
            pen.line(points, fill=255, width=max(1, round(2 * radius)), joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
    return _coarse(picture)


def placed(
    strokes: Strokes, rng: np.random.Generator, size: tuple[int, int], tilt: float, share: tuple[float, float]
) -> tuple[list[NDArray[np.float64]], float]:
    """Strokes somewhere on a sheet, and their longer side: a share of the sheet's shorter side."""
    turn = np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
    turned = [stroke @ turn for stroke in strokes]
    points = np.concatenate(turned)
    low, high = points.min(axis=0), points.max(axis=0)
    longer = min(size) * rng.uniform(*share)
    scale = longer / max(float((high - low).max()), 1e-9)
    extent = (high - low) * scale
    margin = 0.14 * min(size)
    room = np.maximum(np.array(size) - extent - 2 * margin, 0)
    at = (np.array(size) - extent - room) / 2 + room * rng.uniform(size=2)
    return [(stroke - low) * scale + at for stroke in turned], longer


def scene(
    strokes: Strokes,
    seed: int,
    instrument: Instrument = PEN,
    *,
    tilt: float = 0.0,
    size: tuple[int, int] | None = None,
    share: tuple[float, float] = (0.3, 0.6),
) -> Scene:
    """A sheet with a digit on it, nothing else yet."""
    rng = np.random.default_rng(seed)
    width, height = size or _SIZES[rng.integers(len(_SIZES))]
    laid, longer = placed(strokes, rng, (width, height), tilt, share)
    extent = np.ptp(np.concatenate(laid), axis=0)
    if extent[0] > 1.5 * extent[1]:
        longer = float(extent[1])  # a number of several digits
    pen_width = max(longer * rng.uniform(*instrument.widths), instrument.least_px)
    ink = _drawn(laid, (width, height), pen_width)
    if instrument.grain:
        ink *= 1 - instrument.grain * rng.random(ink.shape, np.float32)
    tint = np.array([1, rng.uniform(0.96, 1), rng.uniform(0.88, 1)], np.float32) * rng.uniform(0.82, 0.97)
    sheet = np.ones((height, width, 3), np.float32) * tint
    sheet += rng.normal(0, 0.008, (height, width, 1)).astype(np.float32)
    points = np.concatenate(laid)
    left, top = points.min(axis=0) - pen_width / 2
    right, bottom = points.max(axis=0) + pen_width / 2
    colors = ((0.05, 0.05, 0.06), (0.06, 0.1, 0.4)) if not instrument.grain else ((0.1, 0.1, 0.11),)
    color = np.asarray(colors[rng.integers(len(colors))], np.float32)
    return Scene(rng, sheet, ink, (left, top, right, bottom), rng.uniform(*instrument.cover), color)


def taken(made: Scene, *, blur: float = 0.5, noise: float = 0.008, quality: int = 90) -> NDArray[np.uint8]:
    """Ink on the sheet, light on both, and the camera: (height, width, 3), 0..255."""
    share = (made.ink * made.cover)[..., None]
    seen = made.sheet * (1 - share * (1 - made.color)) * made.light[..., None]
    seen = gaussian_filter(seen, (blur, blur, 0)) + made.rng.normal(0, noise, seen.shape).astype(np.float32)
    return jpeg((np.clip(seen, 0, 1) * 255).astype(np.uint8), quality)


def jpeg(pixels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """What is left of a picture that was packed as JPEG."""
    file = io.BytesIO()
    PillowImage.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(PillowImage.open(file).convert("RGB"))


# What makes it hard. ``strength`` is 0, 1 or 2.


def _falling_light(made: Scene, strength: int) -> None:
    least = (0.6, 0.4, 0.25)[strength]
    made.light *= 1 - (1 - least) * made.ramp(made.rng.uniform(0, 2 * np.pi))


def _shadow_edge(made: Scene, strength: int) -> None:
    least = (0.7, 0.55, 0.4)[strength]
    ramp = made.ramp(made.rng.uniform(0, 2 * np.pi))
    edge = (ramp > made.rng.uniform(0.3, 0.7)).astype(np.float32)
    made.light *= 1 - (1 - least) * gaussian_filter(edge, made.rng.uniform(0.5, 3))


def _dark_corners(made: Scene, strength: int) -> None:
    least = (0.65, 0.45, 0.25)[strength]
    width, height = made.size
    y, x = np.mgrid[:height, :width].astype(np.float32)
    away = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) / 0.5
    made.light *= 1 - (1 - least) * away**1.5


def _lamp(made: Scene, strength: int) -> None:
    """A lamp beside the sheet: bright where it is, dark away from it."""
    least = (0.6, 0.4, 0.25)[strength]
    width, height = made.size
    at = made.rng.uniform(0, 1, 2)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    away = (x / width - at[0]) ** 2 + (y / height - at[1]) ** 2
    made.light *= least + (1 - least) / (1 + 3 * away)


def _rules(made: Scene, spacing: float, width: float, *, slope: float = 0.0) -> Plane:
    across, down = made.size
    tops = np.arange(made.rng.uniform(0, spacing), down + abs(slope) * across, spacing) - max(slope, 0) * across
    return made.lines([(0, top, across, top + slope * across) for top in tops], width)


def _ruled(made: Scene, strength: int) -> None:
    color = ((0.35, 0.5, 0.9), (0.5, 0.5, 0.5), (0.4, 0.6, 0.8))[made.rng.integers(3)]
    spacing = made.height * made.rng.uniform(0.45, 1.3)
    slope = made.rng.uniform(-0.03, 0.03)
    made.printed(_rules(made, spacing, made.rng.uniform(1, 1.8), slope=slope), color, (0.35, 0.6, 0.85)[strength])


def _dark_lines(made: Scene, strength: int) -> None:
    spacing = made.height * made.rng.uniform(0.45, 1.3)
    width = (1.0, 1.7, 2.4)[strength]
    slope = made.rng.uniform(-0.02, 0.02)
    made.printed(_rules(made, spacing, width, slope=slope), (0.1, 0.1, 0.1), (0.7, 0.85, 0.95)[strength])


def _squares(made: Scene, strength: int) -> None:
    spacing = made.height * made.rng.uniform(0.18, 0.45)
    color = ((0.4, 0.6, 0.9), (0.55, 0.55, 0.55), (0.5, 0.75, 0.5))[made.rng.integers(3)]
    across, down = made.size
    lefts = np.arange(made.rng.uniform(0, spacing), across, spacing)
    mask = np.maximum(_rules(made, spacing, 1.1), made.lines([(left, 0, left, down) for left in lefts], 1.1))
    made.printed(mask, color, (0.35, 0.6, 0.85)[strength])


def _frame(made: Scene, strength: int) -> None:
    """A black frame round the picture, at its edge or a little inside."""
    across, down = made.size
    thick = (0.006, 0.02, 0.045)[strength] * min(across, down) + 1
    inset = made.rng.choice([0.0, 0.02, 0.04]) * min(across, down)
    y, x = np.mgrid[:down, :across]
    depth = np.minimum(np.minimum(x, across - 1 - x), np.minimum(y, down - 1 - y)) - inset
    made.printed(((depth >= 0) & (depth < thick)).astype(np.float32), (0.03, 0.03, 0.03), 0.95)


def _box(made: Scene, strength: int) -> None:
    """A printed box round the digit."""
    gap = made.height * (0.35, 0.2, 0.1)[strength]
    left, top, right, bottom = made.box
    spare = made.height / 2 - np.array([right - left, bottom - top]) / 2
    left, right = left - gap - spare[0] * 0.6, right + gap + spare[0] * 0.6
    top, bottom = top - gap, bottom + gap
    pieces = [
        (left, top, right, top), (right, top, right, bottom), (right, bottom, left, bottom), (left, bottom, left, top)
    ]  # fmt: skip
    mask = made.lines(pieces, made.rng.uniform(1, 3))
    made.printed(mask, ((0.1, 0.1, 0.1), (0.8, 0.2, 0.2))[made.rng.integers(2)], 0.9)


def _on_table(made: Scene, strength: int, table: Plane) -> None:
    """The sheet is cut, turned and laid on a table; the picture keeps its size."""
    across, down = made.size
    margin = (0.05, 0.12, 0.2)[strength]
    turn = made.rng.uniform(-1, 1) * (2, 5, 9)[strength]
    left, top, right, bottom = made.box
    room = 0.1 * made.height
    edges = [
        min(margin * across * made.rng.uniform(0.6, 1.4), left - room),
        min(margin * down * made.rng.uniform(0.6, 1.4), top - room),
        max(across - margin * across * made.rng.uniform(0.6, 1.4), right + room),
        max(down - margin * down * made.rng.uniform(0.6, 1.4), bottom + room),
    ]
    y, x = np.mgrid[:down, :across]
    inside = ((x > edges[0]) & (x < edges[2]) & (y > edges[1]) & (y < edges[3])).astype(np.float32)
    inside = np.clip(rotate(inside, turn, reshape=False, order=1), 0, 1)
    made.ink = np.clip(rotate(made.ink, turn, reshape=False, order=1), 0, 1) * inside
    shadow = gaussian_filter(inside, 4) * 0.35 + 0.65
    made.sheet = made.sheet * inside[..., None] + table * shadow[..., None] * (1 - inside[..., None])


def _table(made: Scene, strength: int) -> None:
    color = np.array([1, made.rng.uniform(0.7, 1), made.rng.uniform(0.5, 1)]) * made.rng.uniform(0.1, 0.5)
    _on_table(made, strength, np.ones_like(made.sheet) * color.astype(np.float32))


def _patterned_table(made: Scene, strength: int) -> None:
    """Wood, or a checked cloth."""
    width, height = made.size
    y, x = np.mgrid[:height, :width].astype(np.float32)
    if made.rng.random() < 0.5:
        grain = made.rng.normal(0, 1, (height, 1)).astype(np.float32) + 0.6 * np.sin(x / 40 + 3 * np.sin(y / 60))
        pattern = gaussian_filter(grain, (1.5, 0))
        table = np.clip(0.32 + 0.12 * pattern, 0.03, 0.62)[..., None] * np.array([1, 0.75, 0.5], np.float32)
    else:
        side = made.rng.uniform(0.04, 0.1) * width
        checks = ((x // side) % 2 + (y // side) % 2) / 2
        table = (0.1 + 0.45 * checks)[..., None] * np.array([1, 0.5, 0.5], np.float32)
    _on_table(made, strength, table.astype(np.float32))


def _margin_and_holes(made: Scene, strength: int) -> None:
    """A red margin line, punch holes, and on the strongest ruled lines too."""
    across, down = made.size
    edge = max(min(made.box[0] * 0.7, 0.14 * across), 6)
    made.printed(made.lines([(edge, 0, edge + made.rng.uniform(-2, 2), down)], 1.5), (0.9, 0.3, 0.35), 0.8)
    y, x = np.mgrid[:down, :across].astype(np.float32)
    radius = min((0.012, 0.02, 0.03)[strength] * max(across, down), edge / 2.4)
    for top in np.linspace(0.2, 0.8, strength + 2) * down:
        hole = np.clip(radius + 0.5 - np.hypot(x - edge / 2, y - top), 0, 1)[..., None]
        made.sheet = made.sheet * (1 - hole) + hole * made.rng.uniform(0.05, 0.3)
    if strength == 2:
        _ruled(made, 0)


def _specks(made: Scene, strength: int) -> None:
    width, height = made.size
    picture = PillowImage.new("L", (width * _FINE, height * _FINE))
    pen = ImageDraw.Draw(picture)
    for _ in range((12, 40, 100)[strength]):
        x, y = made.rng.uniform(0, width * _FINE), made.rng.uniform(0, height * _FINE)
        radius = made.rng.uniform(0.5, (1, 1.4, 1.8)[strength]) * _FINE * max(1, min(width, height) / 300)
        pen.ellipse([x - radius, y - radius * made.rng.uniform(0.5, 1), x + radius, y + radius], fill=255)
    made.printed(_coarse(picture), (0.1, 0.1, 0.1), 0.8)


def _show_through(made: Scene, strength: int) -> None:
    """What is written on the other side, mirrored."""
    back = gaussian_filter(np.roll(made.ink[:, ::-1], made.size[1] // 5, axis=0), 1.2)
    made.printed(back, (0.3, 0.3, 0.35), (0.1, 0.18, 0.28)[strength])


def _glare(made: Scene, strength: int) -> None:
    """A bright spot beside the digit, and the rest darker for it."""
    width, height = made.size
    x, y = made.rng.uniform(0, width), made.rng.uniform(0, height)
    grid = np.mgrid[:height, :width].astype(np.float32)
    spot = np.exp(-((grid[1] - x) ** 2 + (grid[0] - y) ** 2) / (2 * (0.22 * width) ** 2))
    made.light *= 0.75 - 0.1 * strength + (0.5 + 0.2 * strength) * spot


def _phone(made: Scene, strength: int) -> None:
    """All at once, as a sheet from a pad on a table is taken in the evening."""
    _ruled(made, 0 if strength < 2 else 1)
    _on_table(made, min(strength, 1), np.full_like(made.sheet, 0.25))
    made.light *= 1 - (0.3, 0.4, 0.5)[strength] * made.ramp(made.rng.uniform(0, 2 * np.pi))
    if strength:
        _shadow_edge(made, 0)


SCENES: dict[str, tuple[Condition, tuple[str, ...]]] = {
    "light falls off to 60, 40, 25 %": (_falling_light, ("pen", "pencil", "felt pen")),
    "hard shadow edge to 70, 55, 40 %": (_shadow_edge, ("pen", "pencil", "felt pen")),
    "dark corners": (_dark_corners, ("pen", "pencil", "felt pen")),
    "a lamp beside the sheet": (_lamp, ("pen", "pencil")),
    "glare": (_glare, ("pen", "felt pen")),
    "pencil on ruled paper": (_ruled, ("pencil",)),
    "pen on ruled paper": (_ruled, ("pen", "felt pen")),
    "pen on dark lines": (_dark_lines, ("pen", "felt pen")),
    "squared paper": (_squares, ("pen", "pencil", "felt pen")),
    "black frame": (_frame, ("pen", "pencil", "felt pen")),
    "printed box": (_box, ("pen", "pencil", "felt pen")),
    "sheet on a dark table": (_table, ("pen", "pencil", "felt pen")),
    "sheet on a pattern": (_patterned_table, ("pen", "pencil", "felt pen")),
    "margin line and punch holes": (_margin_and_holes, ("pen", "pencil", "felt pen")),
    "specks": (_specks, ("pen", "felt pen")),
    "the other side shows through": (_show_through, ("pen", "felt pen")),
    "ruled, on a table, in shadow": (_phone, ("pen", "pencil", "felt pen")),
}
"""What lies on the sheet or in its light, and what is written with."""


def _instrument(name: str) -> Callable[[Strokes, int, int], NDArray[np.uint8]]:
    return lambda strokes, _strength, seed: taken(scene(strokes, seed, INSTRUMENTS[name]))


def _scene(name: str) -> Callable[[Strokes, int, int], NDArray[np.uint8]]:
    change, instruments = SCENES[name]

    def photograph(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
        made = scene(strokes, seed, INSTRUMENTS[instruments[seed % len(instruments)]])
        change(made, strength)
        return taken(made)

    return photograph


def _any_pen(seed: int) -> Instrument:
    return (PEN, FELT)[seed % 2]


def _tilted(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    tilt = np.radians((15, 30, 45)[strength]) * (1, -1)[seed // 2 % 2]
    return taken(scene(strokes, seed, _any_pen(seed), tilt=tilt))


def _jpeg(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    return taken(scene(strokes, seed, _any_pen(seed)), quality=(30, 12, 5)[strength])


def _noisy(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    return taken(scene(strokes, seed, _any_pen(seed)), noise=(0.04, 0.08, 0.14)[strength])


def _blurred(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    made = scene(strokes, seed, _any_pen(seed))
    return taken(made, blur=(0.015, 0.03, 0.045)[strength] * made.height)


def _salt_and_pepper(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    made = scene(strokes, seed, _any_pen(seed))
    seen = taken(made).copy()
    hit = made.rng.random(seen.shape[:2]) < (0.005, 0.01, 0.03)[strength]
    seen[hit] = np.where(made.rng.random((hit.sum(), 1)) < 0.5, 0, 255)
    return seen


def _fax(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    """Black and white dots, by error diffusion, of a gray sheet."""
    made = scene(strokes, seed, _any_pen(seed))
    made.light *= (0.97, 0.85, 0.7)[strength]
    dots = PillowImage.fromarray(taken(made)).convert("L").convert("1")
    return np.asarray(dots.convert("RGB"))


def _equal_brightness(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    """Colored ink on colored paper, which differ in brightness by little, or by nothing."""
    made = scene(strokes, seed, _any_pen(seed))
    paper, ink = (((0.35, 0.62, 0.3), (0.85, 0.3, 0.3)), ((0.5, 0.75, 0.95), (0.95, 0.6, 0.7)),
                  ((0.98, 0.8, 0.45), (0.6, 0.82, 0.98)))[seed % 3]  # fmt: skip
    there, here = np.asarray(ink, np.float32), np.asarray(paper, np.float32)
    there = there * ((here @ _LUMA) - (0.06, 0.03, 0.0)[strength]) / (there @ _LUMA)
    share = made.ink[..., None]
    made.sheet, made.cover = here * (1 - share) + np.clip(there, 0, 1) * share, 0.0
    made.light *= 1 - 0.1 * made.ramp(seed)
    return taken(made, quality=95)


def _chalk(strokes: Strokes, strength: int, seed: int) -> NDArray[np.uint8]:
    """Chalk on a board: smeared, dusty, and in falling light."""
    made = scene(strokes, seed, FELT)
    dust = gaussian_filter(made.rng.normal(0, 1, made.ink.shape), 12)
    board = 0.16 + (0.0, 0.02, 0.04)[strength] * np.clip(dust / dust.std(), -2, 2)
    grain = 1 - 0.5 * made.rng.random(made.ink.shape, np.float32)
    plane = board + made.ink * grain * (0.7, 0.6, 0.5)[strength]
    made.sheet, made.cover = (plane[..., None] * np.array([0.9, 1, 0.93])).astype(np.float32), 0.0
    made.light *= 1 - (0.0, 0.3, 0.5)[strength] * made.ramp(seed)
    return taken(made)


CONDITIONS: dict[str, Callable[[Strokes, int, int], NDArray[np.uint8]]] = {
    **{name: _scene(name) for name in SCENES},
    "tilt of 15, 30, 45 degrees": _tilted,
    "JPEG of quality 30, 12, 5": _jpeg,
    "noise": _noisy,
    "out of focus": _blurred,
    "salt and pepper 0.5, 1, 3 %": _salt_and_pepper,
    "fax": _fax,
    "ink as bright as the paper": _equal_brightness,
    "chalk on a board": _chalk,
}
"""Every hard condition: strokes, strength (0, 1, 2) and seed to a picture, (height, width, 3), 0..255."""
EVEN_LIGHT = {f"even light, {name}": _instrument(name) for name in INSTRUMENTS}
"""Even light and an empty sheet."""


def row_of(digits: Sequence[Strokes], rng: np.random.Generator) -> list[NDArray[np.float64]]:
    """Digits beside each other, about as high as each other, as somebody writes a number; 100 units high."""
    row: list[NDArray[np.float64]] = []
    at = 0.0
    for strokes in digits:
        points = np.concatenate(strokes)
        low, extent = points.min(axis=0), np.ptp(points, axis=0)
        scale = 100 * rng.uniform(0.88, 1.12) / max(float(extent[1]), 0.6 * float(extent[0]), 1e-9)
        row += [(stroke - low) * scale + np.array([at, rng.uniform(-6, 6)]) for stroke in strokes]
        at += float(extent[0]) * scale + rng.uniform(25, 60)
    return row


def written_digits(n: int, *, seed: int = 0) -> tuple[list[Strokes], list[int]]:
    """Strokes of digits that no network of ours learned from: of ``$DIGITLAB_DATA`` if there are, else generated."""
    rng = np.random.default_rng(seed)
    path = Path(os.environ.get("DIGITLAB_DATA", "")) / "pen-strokes-7494.json.gz"
    if path.is_file():
        drawings, labels = read_strokes(path)
        chosen = rng.permutation(len(labels))[:n]
        return [drawings[i] for i in chosen], [int(labels[i]) for i in chosen]
    labels = [int(digit) for digit in rng.integers(0, 10, n)]
    return [*write_strokes(np.array(labels), rng)], labels
