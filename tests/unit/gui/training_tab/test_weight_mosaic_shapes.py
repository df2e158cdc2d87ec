"""The mosaic of networks with 64 inputs, and of others that are not the frame's 400: tiles of another shape."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.theming.theme import LIGHT
from gui.training_tab.weight_mosaic import WeightMosaic
from tests.unit.gui.training_tab.test_weight_mosaic import click, enlarged, middle_of, network, point_at, scroll_range
from tests.window_fixtures import count_pixels, picture_of, rgb


@pytest.fixture
def shown(qtbot: QtBot) -> WeightMosaic:
    view = WeightMosaic()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.mark.parametrize(
    ("n_units", "scrolls"),
    [(1, False), (10, False), (25, False), (49, False), (100, True), (512, True), (10_000, True)],
)
def test_tiles_of_eight_by_eight_fit_or_scroll_and_stay_legible(
    shown: WeightMosaic, n_units: int, scrolls: bool
) -> None:
    shown.set_parameters(network(n_units, n_inputs=64))
    QApplication.processEvents()
    grid = shown.tiles.grid()
    assert (scroll_range(shown) > 0) == scrolls
    assert grid.tile_shape == (8, 8)
    assert grid.scale * 8 >= 40
    assert grid.width <= shown.tiles.width()
    assert grid.height <= shown.tiles.height()
    assert shown.tiles.unit_at(middle_of(shown, n_units - 1)) == n_units - 1


def test_the_pixels_of_a_tile_of_eight_by_eight_have_the_colors_of_their_weights(shown: WeightMosaic) -> None:
    parameters = network(25, n_inputs=64)
    weights = parameters.weights[0]
    weights[:] = 0.0
    weights[0, 3] = 0.5  # unit 3, top left
    weights[63, 3] = -0.5  # bottom right
    weights[8, 7] = 0.5  # unit 7, second row, first column
    shown.set_parameters(parameters)
    picture = picture_of(shown.tiles)
    grid, origin = shown.tiles.grid(), shown.tiles.origin()

    def color(unit: int, row: int, column: int) -> tuple[int, ...]:
        left, top = grid.corner(unit)
        x, y = left + (column + 0.5) * grid.scale, top + (row + 0.5) * grid.scale
        return tuple(int(value) for value in picture[int(origin.y() + y), int(origin.x() + x)])

    assert color(3, 0, 0) == rgb(LIGHT.weight_positive)
    assert color(3, 7, 7) == rgb(LIGHT.weight_negative)
    assert color(7, 1, 0) == rgb(LIGHT.weight_positive)
    assert count_pixels(picture, LIGHT.weight_positive) == 2 * grid.scale**2


def test_the_templates_of_eight_by_eight_have_their_digits(shown: WeightMosaic) -> None:
    shown.set_parameters(network(n_inputs=64))
    assert shown.tiles.grid().n_tiles == 10
    point_at(shown, middle_of(shown, 8))
    assert shown.hint.startswith("Digit 8: weights from ")


def test_tiles_change_their_shape_with_the_network(shown: WeightMosaic) -> None:
    shown.set_parameters(network(100))
    shown.tiles.set_enlarged(7)
    shown.set_parameters(network(100, n_inputs=64))
    QApplication.processEvents()
    assert enlarged(shown) is None
    assert shown.tiles.grid().tile_shape == (8, 8)
    assert picture_of(shown.tiles).any()
    shown.set_parameters(network(100))
    QApplication.processEvents()
    assert shown.tiles.grid().tile_shape == (20, 20)


def test_an_enlarged_tile_of_eight_by_eight_fills_the_space(shown: WeightMosaic) -> None:
    shown.set_parameters(network(25, n_inputs=64))
    click(shown, middle_of(shown, 12))
    grid = shown.tiles.grid()
    assert enlarged(shown) == 12
    assert shown.tiles.height() - 8 < grid.height <= shown.tiles.height()


def test_weights_that_are_no_square_are_a_row(shown: WeightMosaic) -> None:
    shown.set_parameters(network(5, n_inputs=20))
    assert shown.tiles.grid().tile_shape == (1, 20)
    assert shown.tiles.unit_at(middle_of(shown, 4)) == 4
    assert picture_of(shown.tiles).any()


def test_small_weights_are_told_with_three_decimals(shown: WeightMosaic) -> None:
    parameters = network(25, n_inputs=64)
    parameters.weights[0][:, 6] = np.linspace(-0.025, 0.075, 64)
    parameters.biases[0][6] = -1.5
    shown.set_parameters(parameters)
    point_at(shown, middle_of(shown, 6))
    assert shown.hint.startswith("Unit 7: weights from −0.025 to +0.075, bias −1.50; ")
