"""Weights as pictures: where the tiles stand, and which color a weight has."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gui.plots.mosaic_image import (
    TileGrid,
    diverging_colors,
    fit_grid,
    mosaic_pixels,
    scale_limit,
    tile_pixels,
)
from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import rgb

FRAME = (20, 20)


# The grid


@pytest.mark.parametrize(
    ("width", "height", "columns", "rows", "pitch"),
    [(568, 190, 9, 3, 63), (2000, 2000, 5, 5, 399), (2000, 90, 25, 1, 63), (568, 60, 13, 2, 42)],
)
def test_tiles_fill_the_room_that_there_is(width: int, height: int, columns: int, rows: int, pitch: int) -> None:
    grid = fit_grid(25, width, height, tile_shape=FRAME, least_scale=2)
    assert (grid.columns, grid.rows, grid.scale * 21) == (columns, rows, pitch)


@given(greatest=st.floats(1e-11, 1e11))
def test_the_end_of_the_color_scale_is_round_and_grows_in_steps_of_about_a_quarter(greatest: float) -> None:
    limit = scale_limit(greatest)
    assert greatest <= limit * (1 + 1e-6)
    assert limit <= greatest * 1.29
    assert scale_limit(limit) == pytest.approx(limit)


@pytest.mark.parametrize(
    ("greatest", "limit"), [(0.79, 0.8), (0.81, 1.0), (0.0, 1e-12), (float("inf"), 1.0), (float("nan"), 1.0)]
)
def test_ends_of_color_scales(greatest: float, limit: float) -> None:
    assert scale_limit(greatest) == pytest.approx(limit)


@pytest.mark.parametrize("n_tiles", [1, 10, 25, 100, 512])
@pytest.mark.parametrize(("width", "height"), [(600, 300), (300, 600), (1200, 1200), (90, 40)])
def test_tiles_are_as_large_as_fits_and_never_too_small_to_be_legible(n_tiles: int, width: int, height: int) -> None:
    grid = fit_grid(n_tiles, width, height, tile_shape=FRAME, least_scale=2)
    assert grid.n_tiles == n_tiles
    assert grid.columns * grid.rows >= n_tiles > grid.columns * (grid.rows - 1)
    assert grid.scale >= 2
    assert grid.width <= width
    if grid.scale > 2:
        assert grid.height <= height
        for columns in range(1, n_tiles + 1):
            larger = TileGrid(n_tiles, columns, FRAME, grid.scale + 1)
            assert larger.width > width or larger.height > height


def test_what_is_not_legible_in_the_space_is_as_wide_as_fits_and_higher_than_it() -> None:
    grid = fit_grid(512, 600, 300, tile_shape=FRAME, least_scale=2)
    assert grid.scale == 2
    assert grid.columns == 14  # 14 tiles of 40 pixels with 13 gaps of 2 are 586 wide
    assert grid.rows == 37
    assert grid.height == 37 * 40 + 36 * 2


def test_one_column_stays_where_not_even_one_tile_fits() -> None:
    grid = fit_grid(3, 10, 10, tile_shape=FRAME, least_scale=2)
    assert (grid.columns, grid.rows) == (1, 3)


@given(n_tiles=st.integers(1, 600), columns=st.integers(1, 30), scale=st.integers(1, 9), data=st.data())
def test_every_weight_of_a_tile_leads_back_to_it(n_tiles: int, columns: int, scale: int, data: st.DataObject) -> None:
    grid = TileGrid(n_tiles, min(columns, n_tiles), (20, 12), scale)
    tile = data.draw(st.integers(0, n_tiles - 1))
    left, top = grid.corner(tile)
    x = data.draw(st.floats(0, 12 * scale, exclude_max=True, allow_subnormal=False))
    y = data.draw(st.floats(0, 20 * scale, exclude_max=True, allow_subnormal=False))
    assert 0 <= left < grid.width
    assert 0 <= top < grid.height
    # A point in the middle of its weight: no rounding decides on which side of an edge it is.
    x, y = (int(x / scale) + 0.5) * scale, (int(y / scale) + 0.5) * scale
    assert grid.tile_at(left + x, top + y) == tile


def test_gaps_surroundings_and_empty_places_are_no_tile() -> None:
    grid = TileGrid(5, 3, (20, 20), 2)
    assert grid.tile_at(0, 0) == 0
    assert grid.tile_at(39.9, 39.9) == 0
    assert grid.tile_at(41, 10) is None  # between two columns
    assert grid.tile_at(10, 41) is None  # between two rows
    assert grid.tile_at(42, 42) == 4
    assert grid.tile_at(100, 60) is None  # the sixth place of five
    assert grid.tile_at(130, 10) is None
    assert grid.tile_at(10, 90) is None
    assert grid.tile_at(-1, 10) is None
    assert grid.tile_at(10, -0.1) is None


# The colors


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_scale_is_diverging_with_the_themes_colors_at_its_ends_and_in_its_middle(theme: Theme) -> None:
    table = diverging_colors(theme)
    assert table.shape == (256, 3)
    assert table.dtype == np.uint8
    assert tuple(table[0]) == rgb(theme.weight_negative)
    assert tuple(table[-1]) == rgb(theme.weight_positive)
    for middle in table[127:129]:
        np.testing.assert_allclose(middle.astype(int), rgb(theme.weight_zero), atol=1)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_ends_of_the_scale_differ_for_the_color_blind(theme: Theme) -> None:
    """Blue and red: without the red-sensitive cones, and without the green-sensitive ones, blue still tells them apart."""
    negative, positive = np.array(rgb(theme.weight_negative), int), np.array(rgb(theme.weight_positive), int)
    assert negative[2] - positive[2] > 90
    zero = np.array(rgb(theme.weight_zero), int)
    assert np.abs(negative - zero).max() > 120
    assert np.abs(positive - zero).max() > 120


@pytest.mark.parametrize("limit", [1e-12, 0.12, 1.0, 3.5e4])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_zero_and_both_limits_have_their_colors(limit: float, dtype: Literal["float32", "float64"]) -> None:
    colors = diverging_colors(LIGHT)
    weights: NDArray[np.floating] = np.array([[0.0], [limit], [-limit], [limit / 2]], dtype=dtype)
    zero, most, least, half = tile_pixels(weights, image_shape=(2, 2), limit=limit, colors=colors).reshape(4, 3)
    np.testing.assert_allclose(zero.astype(int), rgb(LIGHT.weight_zero), atol=1)
    assert tuple(most) == rgb(LIGHT.weight_positive)
    assert tuple(least) == rgb(LIGHT.weight_negative)
    between = (np.array(rgb(LIGHT.weight_zero)) + rgb(LIGHT.weight_positive)) / 2
    np.testing.assert_allclose(half, between, atol=2)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_weights_of_a_network_that_diverged_have_colors_too(dtype: Literal["float32", "float64"]) -> None:
    colors, weights = diverging_colors(LIGHT), np.array([[np.nan, np.inf, -np.inf, 3e38, -3e38, 0.0]], dtype=dtype)
    none, *far, zero = tile_pixels(weights, image_shape=(1, 1), limit=0.1, colors=colors).reshape(6, 3).tolist()
    assert none == zero
    assert [tuple(color) for color in far] == 2 * [rgb(LIGHT.weight_positive), rgb(LIGHT.weight_negative)]


def test_opposite_weights_are_equally_far_from_the_middle() -> None:
    gray = np.arange(256, dtype=np.uint8)[:, None].repeat(3, axis=1)  # the levels themselves
    weights = np.linspace(-1, 1, 401).reshape(1, -1)
    levels = tile_pixels(weights, image_shape=(1, 1), limit=1.0, colors=gray)[:, 0, 0, 0].astype(int)
    assert (np.diff(levels) >= 0).all()
    assert np.abs(levels + levels[::-1] - 255).max() <= 1


def test_each_unit_is_a_row_major_tile_of_its_incoming_weights() -> None:
    gray = np.arange(256, dtype=np.uint8)[:, None].repeat(3, axis=1)
    weights = np.full((6, 2), -1.0)
    weights[5, 1] = 1.0  # the last pixel of the second unit: second row, third column
    tiles = tile_pixels(weights, image_shape=(2, 3), limit=1.0, colors=gray)
    assert tiles.shape == (2, 2, 3, 3)
    assert tiles[1, 1, 2, 0] == 255
    assert (tiles == 255).sum() == 3


# The mosaic


def test_tiles_stand_side_by_side_with_one_pixel_between_them() -> None:
    tiles = np.stack([np.full((2, 3, 3), value, dtype=np.uint8) for value in (10, 20, 30)])
    picture = mosaic_pixels(tiles, 2, background=(1, 2, 3))
    assert picture.shape == (5, 7, 3)
    assert picture.flags.c_contiguous
    first = [10, 10, 10, 1, 20, 20, 20]
    assert picture[:, :, 0].tolist() == [first, first, [1] * 7, [30, 30, 30, 1, 1, 1, 1], [30, 30, 30, 1, 1, 1, 1]]
    assert tuple(picture[2, 0]) == (1, 2, 3)
    assert tuple(picture[4, 6]) == (1, 2, 3)


@pytest.mark.parametrize("n_tiles", [1, 10, 25, 100, 512])
def test_the_mosaic_has_the_shape_of_its_grid(n_tiles: int) -> None:
    grid = fit_grid(n_tiles, 700, 400, tile_shape=FRAME, least_scale=2)
    tiles = np.zeros((n_tiles, 20, 20, 3), dtype=np.uint8)
    picture = mosaic_pixels(tiles, grid.columns, background=(0, 0, 0))
    assert picture.shape == (grid.height // grid.scale, grid.width // grid.scale, 3)
