"""Weights as pictures: the grid of tiles, and the diverging colors. Pure functions."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gui.theming.theme import Theme
from gui.widgets.images import rgb_of

LEVELS = 256
_STEPS = (1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 8.0, 10.0)
_LEAST_LIMIT = 1e-12


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Where tiles of equal size stand, in device pixels; a gap as wide as one weight is between them.

    Attributes
    ----------
    n_tiles
        How many.
    columns
        Tiles across.
    tile_shape
        Rows and columns of weights in a tile.
    scale
        Device pixels per weight, along both axes.
    """

    n_tiles: int
    columns: int
    tile_shape: tuple[int, int]
    scale: int

    @property
    def rows(self) -> int:
        """Tiles down; the last row may be short."""
        return math.ceil(self.n_tiles / self.columns)

    @property
    def width(self) -> int:
        """All columns and the gaps between them."""
        return (self.columns * (self.tile_shape[1] + 1) - 1) * self.scale

    @property
    def height(self) -> int:
        """All rows and the gaps between them."""
        return (self.rows * (self.tile_shape[0] + 1) - 1) * self.scale

    def corner(self, index: int) -> tuple[int, int]:
        """Left and top of a tile."""
        row, column = divmod(index, self.columns)
        return column * (self.tile_shape[1] + 1) * self.scale, row * (self.tile_shape[0] + 1) * self.scale

    def tile_at(self, x: float, y: float) -> int | None:
        """The tile at a point, if there is one."""
        across, down = x / self.scale, y / self.scale
        column, row = int(across // (self.tile_shape[1] + 1)), int(down // (self.tile_shape[0] + 1))
        in_gap = (
            across % (self.tile_shape[1] + 1) >= self.tile_shape[1]
            or down % (self.tile_shape[0] + 1) >= self.tile_shape[0]
        )
        index = row * self.columns + column
        if across < 0 or down < 0 or column >= self.columns or in_gap or index >= self.n_tiles:
            return None
        return index


def fit_grid(n_tiles: int, width: int, height: int, *, tile_shape: tuple[int, int], least_scale: int) -> TileGrid:
    """The grid with the largest tiles that fit into ``width`` x ``height``, with as few rows as they leave.

    Where a weight would be smaller than ``least_scale``, it has that size and the grid is as wide as fits and higher than
    the space: it scrolls.
    """
    rows, columns = tile_shape
    largest = min(width // columns, height // rows)
    for scale in range(largest, least_scale, -1):
        fitting = (width // scale + 1) // (columns + 1)
        if fitting and math.ceil(n_tiles / fitting) * (rows + 1) - 1 <= height // scale:
            return TileGrid(n_tiles, min(fitting, n_tiles), tile_shape, scale)
    fitting = max((width // least_scale + 1) // (columns + 1), 1)
    return TileGrid(n_tiles, min(fitting, n_tiles), tile_shape, least_scale)


def scale_limit(greatest: float) -> float:
    """The end of a color scale that holds weights up to ``greatest``: 0.1, 0.125, 0.16, 0.2, 0.25, 0.32, 0.4, 0.5, ..., 1.

    Each is some 1.25 times the one before, so that the scale of a network that learns seldom changes.
    """
    if not _LEAST_LIMIT < greatest < math.inf:
        return _LEAST_LIMIT if greatest <= _LEAST_LIMIT else 1.0
    magnitude = 10.0 ** math.floor(math.log10(greatest))
    return float(next(step * magnitude for step in _STEPS if step * magnitude >= greatest * (1 - 1e-6)))


def diverging_colors(theme: Theme) -> NDArray[np.uint8]:
    """A table of shape (256, 3): negative, zero in the middle, positive."""
    ends = [rgb_of(color) for color in (theme.weight_negative, theme.weight_zero, theme.weight_positive)]
    position = np.linspace(-1.0, 1.0, LEVELS)[:, None]
    table = np.where(position < 0, ends[1] + (ends[0] - ends[1]) * -position, ends[1] + (ends[2] - ends[1]) * position)
    return np.round(table).astype(np.uint8)


def tile_pixels(
    weights: NDArray[np.floating], *, image_shape: tuple[int, int], limit: float, colors: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """The tiles as colors.

    Parameters
    ----------
    weights
        Shape (n_inputs, n_units).
    image_shape
        Rows and columns of a picture; their product is n_inputs.
    limit
        The weight that gets the outermost colors, above 0.
    colors
        As :func:`diverging_colors` makes them.

    Returns
    -------
    ndarray, shape (n_units, rows, columns, 3), uint8
        A weight that is no number has the color of 0.
    """
    scale = (LEVELS - 1) / (2 * limit)
    with np.errstate(over="ignore", invalid="ignore"):  # of a network that diverged
        level = np.clip(weights.T * scale + LEVELS / 2, 0, LEVELS - 1)
    level[np.isnan(level)] = LEVELS // 2
    pixels: NDArray[np.uint8] = colors[level.astype(np.uint8)].reshape(-1, *image_shape, 3)
    return pixels


def mosaic_pixels(tiles: NDArray[np.uint8], columns: int, *, background: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Tiles (n, rows, columns, 3) side by side, one pixel of background between them; the last row may be short."""
    n_tiles, height, width, _ = tiles.shape
    n_rows = math.ceil(n_tiles / columns)
    padded = np.empty((n_rows * columns, height + 1, width + 1, 3), dtype=np.uint8)
    padded[:] = background
    padded[:n_tiles, :height, :width] = tiles
    grid = padded.reshape(n_rows, columns, height + 1, width + 1, 3).transpose(0, 2, 1, 3, 4)
    picture = grid.reshape(n_rows * (height + 1), columns * (width + 1), 3)[:-1, :-1]
    return np.ascontiguousarray(picture)
