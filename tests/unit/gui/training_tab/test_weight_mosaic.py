"""The mosaic of hidden weights: pictures, numbers under the pointer, one unit enlarged."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from engine.nn.network import Architecture, Parameters
from engine.training.config import TrainingConfig
from gui.theming.theme import DARK, LIGHT, Theme
from gui.training_tab.weight_mosaic import WeightMosaic
from tests.window_fixtures import LEFT, RIGHT, count_pixels, picture_of, rgb, send_mouse


def network(*hidden_layers: int, seed: int = 1, n_inputs: int = 400) -> Parameters:
    parameters = Parameters.zeros(Architecture.dense(n_inputs, hidden_layers))
    parameters.flat[:] = np.random.default_rng(seed).normal(0, 0.2, parameters.flat.size)
    return parameters


@pytest.fixture
def mosaic(qtbot: QtBot) -> WeightMosaic:
    mosaic = WeightMosaic()
    mosaic.resize(500, 400)
    qtbot.addWidget(mosaic)
    with qtbot.waitExposed(mosaic):
        mosaic.show()
    return mosaic


def middle_of(mosaic: WeightMosaic, unit: int) -> QPointF:
    """The middle of a unit's tile, in points of the tiles."""
    grid = mosaic.tiles.grid()
    left, top = grid.corner(unit)
    rows, columns = grid.tile_shape
    return mosaic.tiles.origin() + QPointF(left + columns / 2 * grid.scale, top + rows / 2 * grid.scale)


def point_at(mosaic: WeightMosaic, position: QPointF) -> None:
    send_mouse(mosaic.tiles, QEvent.Type.MouseMove, position)


def click(mosaic: WeightMosaic, position: QPointF, button: Qt.MouseButton = LEFT) -> None:
    send_mouse(mosaic.tiles, QEvent.Type.MouseButtonPress, position, pressed=button, held=button)
    send_mouse(mosaic.tiles, QEvent.Type.MouseButtonRelease, position, pressed=button)


def enlarged(mosaic: WeightMosaic) -> int | None:
    return mosaic.tiles.enlarged


def scroll_range(mosaic: WeightMosaic) -> int:
    area = mosaic.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    return area.verticalScrollBar().maximum()


# Pictures


@pytest.mark.parametrize(("n_units", "scrolls"), [(1, False), (10, False), (25, False), (100, True), (512, True)])
def test_any_number_of_units_fits_or_scrolls(mosaic: WeightMosaic, n_units: int, scrolls: bool) -> None:
    mosaic.set_parameters(network(n_units))
    QApplication.processEvents()
    assert (scroll_range(mosaic) > 0) == scrolls
    grid = mosaic.tiles.grid()
    assert grid.n_tiles == n_units
    assert grid.width <= mosaic.tiles.width()
    assert grid.height <= mosaic.tiles.height()
    # Every unit can be found: none lies beyond the edge.
    assert mosaic.tiles.unit_at(middle_of(mosaic, n_units - 1)) == n_units - 1


def test_fewer_units_after_many_scroll_no_more(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(512))
    QApplication.processEvents()
    assert scroll_range(mosaic) > 0
    mosaic.set_parameters(network(25))
    QApplication.processEvents()
    assert scroll_range(mosaic) == 0


def test_a_mosaic_that_is_made_larger_shows_larger_tiles(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(100))
    QApplication.processEvents()
    small = mosaic.tiles.grid().scale
    mosaic.resize(1000, 1000)
    QApplication.processEvents()
    assert mosaic.tiles.grid().scale > small
    assert scroll_range(mosaic) == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_each_pixel_of_a_tile_has_the_color_of_its_weight(mosaic: WeightMosaic, theme: Theme) -> None:
    parameters = network(25)
    weights = parameters.weights[0]
    weights[:] = 0.0
    weights[0, 3] = 0.5  # unit 3, top left
    weights[399, 3] = -0.5  # bottom right
    weights[20, 7] = 0.25  # unit 7, second row, first column
    mosaic.set_theme(theme)
    mosaic.set_parameters(parameters)
    picture = picture_of(mosaic.tiles)
    grid, origin = mosaic.tiles.grid(), mosaic.tiles.origin()

    def color(unit: int, row: int, column: int) -> tuple[int, ...]:
        left, top = grid.corner(unit)
        x = int(origin.x() + left + (column + 0.5) * grid.scale)
        y = int(origin.y() + top + (row + 0.5) * grid.scale)
        return tuple(int(value) for value in picture[y, x])

    assert mosaic.tiles.limit == 0.5
    assert color(3, 0, 0) == rgb(theme.weight_positive)
    assert color(3, 19, 19) == rgb(theme.weight_negative)
    np.testing.assert_allclose(color(3, 10, 10), rgb(theme.weight_zero), atol=1)
    half = (np.array(rgb(theme.weight_zero)) + rgb(theme.weight_positive)) / 2
    np.testing.assert_allclose(color(7, 1, 0), half, atol=2)
    assert count_pixels(picture, theme.weight_positive) == grid.scale**2


def test_tiles_that_were_scrolled_to_are_painted_as_the_others(mosaic: WeightMosaic) -> None:
    parameters = network(512)
    parameters.weights[0][:] = 0.0
    for unit in range(0, 512, 7):
        parameters.weights[0][:, unit] = 0.5 if unit % 2 else -0.5
    mosaic.set_parameters(parameters)
    QApplication.processEvents()
    (area,) = mosaic.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    grid, origin = mosaic.tiles.grid(), mosaic.tiles.origin()
    seen = set()
    for position in (0, bar.maximum() // 3, bar.maximum()):
        bar.setValue(position)
        picture = picture_of(area.viewport())
        for unit in range(512):
            left, top = grid.corner(unit)
            x, y = int(origin.x()) + left + 10 * grid.scale, int(origin.y()) + top + 10 * grid.scale - position
            if 0 <= y < picture.shape[0]:
                seen.add(unit)
                expected = LIGHT.weight_zero
                if unit % 7 == 0:
                    expected = LIGHT.weight_positive if unit % 2 else LIGHT.weight_negative
                np.testing.assert_allclose(picture[y, x].astype(int), rgb(expected), atol=1)
    assert {0, 511} <= seen


def test_the_color_bar_tells_the_limit_of_the_symmetric_scale(mosaic: WeightMosaic) -> None:
    scale = mosaic.scale
    scale.resize(scale.sizeHint())
    before = picture_of(scale)
    parameters = network(25)
    parameters.weights[0][:] = 0.0
    parameters.weights[0][0, 0] = -0.75
    mosaic.set_parameters(parameters)
    assert mosaic.tiles.limit == 0.8
    assert "−0.8" in scale.accessibleName()
    assert (picture_of(scale) != before).any()
    assert scale.minimumSizeHint().width() < scale.sizeHint().width()
    parameters.weights[0][0, 0] = 6e21  # of a run that diverges: the words give way to the number
    mosaic.set_parameters(Parameters(parameters.architecture, parameters.flat.copy()))
    assert "−6.3e21" in scale.accessibleName()
    assert (picture_of(scale)[:, :8] == picture_of(scale)[0, 0]).all()
    scale.deleteLater()


@pytest.mark.parametrize(("least", "greatest", "limit"), [(-0.5, 0.2, 0.5), (-0.1, 0.3, 0.32), (0.1, 0.2, 0.2)])
def test_the_scale_is_symmetric_whichever_side_is_longer(
    mosaic: WeightMosaic, least: float, greatest: float, limit: float
) -> None:
    parameters = network(4)
    parameters.weights[0][:] = np.linspace(least, greatest, parameters.weights[0].size).reshape(400, 4)
    mosaic.set_parameters(parameters)
    assert mosaic.tiles.limit == pytest.approx(limit)


def test_the_scale_of_a_run_only_grows_and_another_run_has_its_own(mosaic: WeightMosaic) -> None:
    limits = []
    for run, greatest in (("a", 0.1), ("a", 0.3), ("a", 0.2), ("b", 0.2)):
        parameters = network(4)
        parameters.weights[0][:] = greatest
        mosaic.set_parameters(parameters, run)
        limits.append(mosaic.tiles.limit)
    assert limits == pytest.approx([0.1, 0.32, 0.32, 0.2])


def test_weights_that_are_all_zero_have_the_middle_color(mosaic: WeightMosaic) -> None:
    parameters = network(4)
    parameters.flat[:] = 0
    mosaic.set_parameters(parameters)
    grid = mosaic.tiles.grid()
    picture = picture_of(mosaic.tiles).astype(int)
    is_zero = (np.abs(picture - rgb(LIGHT.weight_zero)).max(axis=2) <= 1).sum()
    assert is_zero == 4 * (20 * grid.scale) ** 2


def test_new_weights_are_painted(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25, seed=1))
    first = picture_of(mosaic.tiles)
    mosaic.set_parameters(network(25, seed=2))
    assert (picture_of(mosaic.tiles) != first).any()


def test_before_any_network_it_is_empty_and_harmless(mosaic: WeightMosaic) -> None:
    assert mosaic.parameters is None
    click(mosaic, QPointF(20, 20))
    point_at(mosaic, QPointF(20, 20))
    assert enlarged(mosaic) is None
    assert mosaic.hint == "Point at a unit for its numbers, click to enlarge it."


# Titles


def test_titles_say_what_the_tiles_are(mosaic: WeightMosaic) -> None:
    titles: list[str] = []
    mosaic.title_changed.connect(titles.append)
    for hidden in [(25,), (25,), (1000,), (128, 64), (), (25,)]:
        mosaic.set_parameters(network(*hidden))
    assert titles == [
        "What each unit looks for",
        "What layer 1 looks for",
        "What each digit looks for",
        "What each unit looks for",
    ]


def test_deeper_networks_show_their_first_layer(mosaic: WeightMosaic) -> None:
    parameters = network(30, 20, 15)
    mosaic.set_parameters(parameters)
    assert mosaic.parameters is parameters
    assert mosaic.tiles.grid().n_tiles == 30


def test_softmax_regression_shows_ten_templates_with_their_digits(mosaic: WeightMosaic) -> None:
    parameters = network()
    mosaic.set_parameters(parameters)
    assert mosaic.tiles.grid().n_tiles == 10
    picture = picture_of(mosaic.tiles)
    grid, origin = mosaic.tiles.grid(), mosaic.tiles.origin()
    for digit in range(10):
        left, top = grid.corner(digit)
        x, y = int(origin.x() + left), int(origin.y() + top)
        label = picture[y : y + 12, x : x + 10]
        assert count_pixels(label, LIGHT.card) > 30
        assert (label < 100).all(axis=2).any()
    point_at(mosaic, middle_of(mosaic, 8))
    assert mosaic.hint.startswith("Digit 8: weights from ")


# Under the pointer


def test_hovering_tells_number_range_bias_and_what_the_unit_speaks_for(mosaic: WeightMosaic) -> None:
    parameters = network(25)
    parameters.weights[0][:, 6] = np.linspace(-0.25, 0.75, 400)
    parameters.biases[0][6] = -1.5
    parameters.weights[1][6] = [0, 0, 5, 0, 0, 0, -5, 0, 0, 0]
    mosaic.set_parameters(parameters)
    point_at(mosaic, middle_of(mosaic, 6))
    assert mosaic.hint == "Unit 7: weights from −0.25 to +0.75, bias −1.50; speaks for 2, against 6."


def test_hovering_between_tiles_or_leaving_goes_back_to_the_hint(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25))
    empty = mosaic.hint
    grid = mosaic.tiles.grid()
    gap = mosaic.tiles.origin() + QPointF(20.5 * grid.scale, 10 * grid.scale)
    for gone in (
        lambda: point_at(mosaic, gap),
        lambda: QApplication.sendEvent(mosaic.tiles, QEvent(QEvent.Type.Leave)),
    ):
        point_at(mosaic, middle_of(mosaic, 0))
        assert mosaic.hint != empty
        gone()
        assert mosaic.hint == empty


def test_the_numbers_under_the_pointer_follow_the_training(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25, seed=1))
    point_at(mosaic, middle_of(mosaic, 3))
    first = mosaic.hint
    mosaic.set_parameters(network(25, seed=2))
    assert mosaic.hint != first
    assert mosaic.hint.startswith("Unit 4: ")


def test_screen_readers_hear_of_a_unit_at_once_and_of_its_training_at_most_once_a_second(
    mosaic: WeightMosaic, qtbot: QtBot
) -> None:
    mosaic.set_parameters(network(25, seed=1))
    QTest.keyClick(mosaic.tiles, Qt.Key.Key_Return)
    told = mosaic.tiles.accessibleDescription()
    assert told == mosaic.hint
    assert told.startswith("Unit 1: weights from ")
    for seed in range(2, 12):
        mosaic.set_parameters(network(25, seed=seed))
        assert mosaic.hint != mosaic.tiles.accessibleDescription() == told
    qtbot.waitUntil(lambda: mosaic.tiles.accessibleDescription() == mosaic.hint, timeout=3000)


def test_a_smaller_network_under_a_resting_pointer_is_no_error(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25))
    point_at(mosaic, middle_of(mosaic, 24))
    assert mosaic.hint.startswith("Unit 25: ")
    mosaic.set_parameters(network(4))
    assert not mosaic.hint.startswith("Unit 25: ")


# One unit enlarged


def test_a_click_enlarges_a_unit_and_a_click_shows_all_again(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25))
    all_units = picture_of(mosaic.tiles)
    scale = mosaic.tiles.grid().scale
    click(mosaic, middle_of(mosaic, 12))
    assert enlarged(mosaic) == 12
    assert mosaic.tiles.grid().n_tiles == 1
    assert mosaic.tiles.grid().scale > 3 * scale
    assert mosaic.hint.startswith("Unit 13: ")
    assert mosaic.hint.endswith(" Click to see all.")
    assert (picture_of(mosaic.tiles) != all_units).any()
    click(mosaic, middle_of(mosaic, 0))
    assert enlarged(mosaic) is None
    assert (picture_of(mosaic.tiles) == all_units).all()


def test_the_enlarged_unit_keeps_the_colors_of_the_common_scale(mosaic: WeightMosaic) -> None:
    parameters = network(4)
    parameters.weights[0][:] = 0
    parameters.weights[0][0, 0] = 1.0  # the limit, in another unit
    parameters.weights[0][:, 2] = 0.5
    mosaic.set_parameters(parameters)
    mosaic.tiles.set_enlarged(2)
    center = picture_of(mosaic.tiles)[mosaic.tiles.height() // 2, mosaic.tiles.width() // 2]
    np.testing.assert_allclose(center, (np.array(rgb(LIGHT.weight_zero)) + rgb(LIGHT.weight_positive)) / 2, atol=2)


def test_escape_shows_all_again_and_arrows_go_to_the_neighbors(mosaic: WeightMosaic, qtbot: QtBot) -> None:
    mosaic.set_parameters(network(25))
    QTest.keyClick(mosaic.tiles, Qt.Key.Key_Right)
    assert enlarged(mosaic) is None
    click(mosaic, middle_of(mosaic, 24))
    QTest.keyClick(mosaic.tiles, Qt.Key.Key_Right)
    assert enlarged(mosaic) == 0
    assert mosaic.hint.startswith("Unit 1: ")
    QTest.keyClick(mosaic.tiles, Qt.Key.Key_Left)
    assert enlarged(mosaic) == 24
    QTest.keyClick(mosaic.tiles, Qt.Key.Key_Escape)
    assert enlarged(mosaic) is None


def test_the_keyboard_alone_enlarges_too(mosaic: WeightMosaic) -> None:
    QTest.keyClick(mosaic.tiles, Qt.Key.Key_Return)
    assert enlarged(mosaic) is None  # there is no network yet
    mosaic.set_parameters(network(25))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(mosaic.tiles, key)
        assert enlarged(mosaic) == 0
        QTest.keyClick(mosaic.tiles, key)
        assert enlarged(mosaic) is None


def test_beside_the_tiles_and_with_the_right_button_nothing_is_enlarged(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25))
    click(mosaic, mosaic.tiles.origin() - QPointF(5, 0))
    click(mosaic, middle_of(mosaic, 3), RIGHT)
    assert enlarged(mosaic) is None


def test_the_enlarged_unit_stays_while_it_learns_and_goes_with_its_network(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(25, seed=1))
    click(mosaic, middle_of(mosaic, 12))
    mosaic.set_parameters(network(25, seed=2))
    assert enlarged(mosaic) == 12
    mosaic.set_parameters(network(10))
    assert enlarged(mosaic) is None
    assert mosaic.tiles.grid().n_tiles == 10


def test_a_unit_of_many_is_enlarged_where_it_can_be_seen(mosaic: WeightMosaic) -> None:
    mosaic.set_parameters(network(512))
    QApplication.processEvents()
    area = mosaic.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    click(mosaic, middle_of(mosaic, 511))
    assert enlarged(mosaic) == 511
    QApplication.processEvents()
    assert scroll_range(mosaic) == 0
    assert mosaic.tiles.grid().scale >= 10


def test_tiles_are_laid_out_anew_when_the_width_changes(mosaic: WeightMosaic, qtbot: QtBot) -> None:
    """As many to a row as fit: they are where a click finds them."""
    mosaic.set_parameters(network(512))
    picture_of(mosaic)
    fresh = WeightMosaic()
    qtbot.addWidget(fresh)
    fresh.set_parameters(network(512))
    for width in (380, 440, 500):
        for shown in (mosaic, fresh):
            shown.resize(width, 400)
            shown.show()
            QApplication.processEvents()
            shown.tiles._picture = None if shown is fresh else shown.tiles._picture
        assert (picture_of(mosaic) == picture_of(fresh)).all()


# Filters


def convolutional(*hidden_layers: int | str) -> Parameters:
    parameters = Parameters.zeros(TrainingConfig(hidden_layers=hidden_layers).architecture())
    parameters.flat[:] = np.random.default_rng(1).normal(0, 0.2, parameters.flat.size)
    return parameters


@pytest.mark.parametrize("size", [3, 5, 11])
def test_filters_are_large_enough_to_be_read(mosaic: WeightMosaic, size: int) -> None:
    mosaic.set_parameters(convolutional(f"conv 8 {size}x{size}", "pool 2", 25))
    grid = mosaic.tiles.grid()
    assert (grid.n_tiles, grid.tile_shape) == (8, (size, size))
    assert size * grid.scale >= 40


def test_a_filter_tells_its_numbers_and_is_enlarged(mosaic: WeightMosaic) -> None:
    titles: list[str] = []
    mosaic.title_changed.connect(titles.append)
    mosaic.set_parameters(network(25))
    parameters = convolutional("conv 8 5x5", "pool 2", 25)
    parameters.weights[0][2, 0, 1, 3] = 1.5
    parameters.weights[0][2, 0, 4, 0] = -1.25
    parameters.biases[0][2] = 0.75
    mosaic.set_parameters(parameters)
    assert titles == ["What each unit looks for", "What each filter looks for"]
    assert mosaic.hint == "Point at a filter for its numbers, click to enlarge it."
    point_at(mosaic, middle_of(mosaic, 2))
    assert mosaic.hint == "Filter 3: weights from −1.25 to +1.50, bias +0.75."
    click(mosaic, middle_of(mosaic, 2))
    assert enlarged(mosaic) == 2
    grid, picture = mosaic.tiles.grid(), picture_of(mosaic.tiles)
    assert grid.n_tiles == 1

    def color_at(row: int, column: int) -> tuple[int, ...]:
        corner = mosaic.tiles.origin() + QPointF(column + 0.5, row + 0.5) * grid.scale
        return tuple(int(part) for part in picture[int(corner.y()), int(corner.x())][:3])

    red, blue = color_at(1, 3), color_at(4, 0)
    assert red[0] > red[2]
    assert blue[2] > blue[0]
    mosaic.set_parameters(network(25))
    assert titles[-1] == "What each unit looks for"
    assert "unit" in mosaic.hint.casefold()
