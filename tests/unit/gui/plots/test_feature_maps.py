"""The feature maps on their own: each pixel is the engine's activation, and the strip tells the engine's numbers."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.explain.layer_activations import (
    ConvolvedPixel,
    LayerActivations,
    PooledPixel,
    activate_layers,
    look_at_pixel,
    pixels_seen,
)
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture, Parameters
from gui.plots.feature_maps import FeatureMaps
from gui.plots.fixed_numbers import plain, signed
from gui.plots.map_layout import MapBlock
from gui.plots.map_picture import levels
from gui.plots.number_stamps import NumberStamps
from gui.plots.pixel_working import DRAWING, MapPixel, PixelWorking
from gui.theming.fonts import use_typeface
from gui.theming.scale import SCALE
from gui.theming.theme import CONTRAST, DARK, LIGHT, Theme, apply_theme
from tests.window_fixtures import LEFT, RIGHT, picture_of, pixels_of, send_mouse

HIDDEN = ("conv 8 5x5", "pool 2", "dropout 0.5", "conv 6 3x3 same", "pool 3", "12")


def activations_of(*hidden: str, seed: int = 3, activation: str = "relu") -> LayerActivations:
    layers = tuple(read_layer(text, activation) for text in hidden)
    rng = np.random.default_rng(seed)
    architecture = Architecture((20, 20, 1), (*layers, Dense(10, LINEAR)))
    parameters = initialize(architecture, scheme="uniform", rng=rng)
    for own in parameters.layers:
        own.biases[...] = rng.uniform(-0.1, 0.1, own.biases.shape)
    picture = rng.uniform(size=(20, 20))
    picture[:7] = picture[:, :5] = 0.0
    return activate_layers(parameters, picture.reshape(-1))


@pytest.fixture
def maps(qtbot: QtBot) -> FeatureMaps:
    use_typeface()
    apply_theme(QApplication.instance(), LIGHT)  # type: ignore[arg-type]
    maps = FeatureMaps()
    qtbot.addWidget(maps)
    maps.resize(900, 520)
    with qtbot.waitExposed(maps):
        maps.show()
    maps.set_activations(activations_of(*HIDDEN))
    return maps


def place_of(maps: FeatureMaps, pixel: MapPixel) -> QPointF:
    place = maps.picture.rect_of(pixel)
    assert place is not None
    return place.center()


def pixel_of(maps: FeatureMaps) -> MapPixel | None:
    return maps.picture.pixel


def working_in(maps: FeatureMaps) -> PixelWorking | None:
    return maps.working


def point_at(maps: FeatureMaps, pixel: MapPixel) -> None:
    send_mouse(maps.picture, QEvent.Type.MouseMove, place_of(maps, pixel))


def click(maps: FeatureMaps, pixel: MapPixel) -> None:
    QTest.mouseClick(maps.picture, LEFT, pos=place_of(maps, pixel).toPoint())


def shown_shares(widget: QWidget, block: MapBlock, theme: Theme) -> NDArray[np.float64]:
    """How much ink each pixel of a layer has on the screen, shape (maps, rows, columns)."""
    picture = picture_of(widget).astype(float)
    height, width = block.plan.map_shape
    shares = np.empty((block.plan.n_maps, height, width))
    paper, ink = (np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) for color in (theme.paper, theme.ink))
    for channel, row, column in np.ndindex(*shares.shape):
        left, top = block.corner(channel)
        cell = picture[
            top + row * block.scale : top + (row + 1) * block.scale,
            left + column * block.scale : left + (column + 1) * block.scale,
        ]
        assert (cell == cell[0, 0]).all(), "a pixel is of one color to its edges"
        shares[channel, row, column] = (cell[0, 0, 1] - paper[1]) / (ink[1] - paper[1])
    return shares


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_every_map_shows_the_engines_activations_pixel_by_pixel(
    maps: FeatureMaps, theme: Theme, activation: str
) -> None:
    activations = activations_of(*HIDDEN, activation=activation)
    maps.set_theme(theme)
    maps.set_activations(activations)
    blocks = maps.picture.maps().blocks
    assert [block.plan.layer for block in blocks] == [DRAWING, 0, 1, 3, 4, 5]  # no dropout, and no outputs
    for block in blocks:
        layer = block.plan.layer
        values = activations.inputs if layer == DRAWING else activations.layers[layer]
        values = values.reshape(block.plan.n_maps, *block.plan.map_shape).astype(float)
        expected = (values - values.min()) / (values.max() - values.min())
        shown = shown_shares(maps.picture, block, theme)
        np.testing.assert_allclose(shown, expected, atol=2.5 / 255 + 0.5 / 230)


def test_what_stands_above_the_maps(maps: FeatureMaps) -> None:
    titles = [maps.picture.title_of(block.plan.layer) for block in maps.picture.maps().blocks]
    assert titles == [
        "Drawing, 20×20",
        "8 filters 5×5, maps 16×16",
        "Pool 2×2, 8×8",
        "6 filters 3×3, same, maps 8×8",
        "Pool 3×3, 2×2",
        "12 units",
    ]


@pytest.mark.parametrize("pixel", [MapPixel(0, 5, 11, 9), MapPixel(3, 2, 0, 7), MapPixel(3, 4, 4, 4)], ids=str)
def test_pointing_works_out_a_convolution_with_the_engines_numbers(maps: FeatureMaps, pixel: MapPixel) -> None:
    activations = maps.activations
    assert activations is not None
    made = look_at_pixel(activations, *pixel)
    assert isinstance(made, ConvolvedPixel)
    point_at(maps, pixel)
    working = maps.working
    assert working is not None
    assert maps.strip.working is working
    assert working.title == f"One pixel of map {pixel.channel + 1}, row {pixel.row + 1}, column {pixel.column + 1}."
    channel = int(np.abs(made.products.sum(axis=(1, 2))).argmax())
    there, kernel, products = working.grids
    np.testing.assert_array_equal(there.values, made.patch[channel])
    np.testing.assert_array_equal(kernel.values, made.kernel[channel])
    np.testing.assert_array_equal(products.values, made.products[channel])
    assert [grid.sign for grid in working.grids] == ["", "×", "="]
    figures = {figure.name: figure.text for figure in working.figures}
    n = made.kernel[0].size
    assert figures[f"sum of the {n}"] == signed(float(made.products[channel].sum()))
    if pixel.layer == 3:
        others = np.delete(made.products, channel, axis=0).sum()
        assert figures["7 other maps"] == signed(float(others))
    assert figures["bias"] == signed(made.bias)
    assert figures["z"] == signed(made.pre_activation)
    assert figures["ReLU: below 0 is 0"] == plain(made.activation)
    np.testing.assert_allclose(made.products.sum() + made.bias, made.pre_activation, rtol=1e-6)
    assert working.seen == pixels_seen(activations.parameters.architecture, *pixel[:1], *pixel[2:])
    n_outside = {MapPixel(3, 2, 0, 7): 5}.get(pixel, 0)
    assert ("in the margin" in working.note) == bool(n_outside)
    assert (f" {n_outside} in the margin: 0." in working.note) == bool(n_outside)


@pytest.mark.parametrize("pixel", [MapPixel(1, 3, 5, 4), MapPixel(4, 2, 1, 1)], ids=str)
def test_pointing_at_a_pool_tells_which_pixel_won(maps: FeatureMaps, pixel: MapPixel) -> None:
    activations = maps.activations
    assert activations is not None
    made = look_at_pixel(activations, *pixel)
    assert isinstance(made, PooledPixel)
    point_at(maps, pixel)
    working = maps.working
    assert working is not None
    (grid,) = working.grids
    np.testing.assert_array_equal(grid.values, made.square)
    row, column = made.winner
    source = {1: 0, 4: 3}[pixel.layer]
    assert working.winner == MapPixel(source, pixel.channel, row, column)
    assert grid.marked == (row - made.window.top, column - made.window.left)
    assert f"row {row + 1}, column {column + 1}." in working.note
    assert working.figures[-1].text == plain(made.activation)

    maps.picture.show_pixel(working.winner)
    assert maps.working is not None
    assert maps.working.end == "Largest of its pool, so it is kept."
    loser = next(
        MapPixel(source, pixel.channel, made.window.top + i, made.window.left + j)
        for i, j in np.ndindex(made.square.shape)
        if (made.window.top + i, made.window.left + j) != made.winner
    )
    maps.picture.show_pixel(loser)
    assert maps.working.end == "Not the largest of its pool, so it is dropped."


def test_a_pixel_that_no_pool_takes_says_so(maps: FeatureMaps) -> None:
    maps.set_activations(activations_of("conv 2 4x4", "pool 2", "5"))  # 17 rows and columns: the last is left over
    maps.picture.show_pixel(MapPixel(0, 1, 16, 3))
    assert maps.working is not None
    assert maps.working.end.startswith("Left out")


def test_the_patch_is_framed_in_the_drawing_and_told_to_who_shows_it_too(maps: FeatureMaps, qtbot: QtBot) -> None:
    seen: list[object] = []
    maps.seen_changed.connect(seen.append)
    before = picture_of(maps.picture)
    point_at(maps, MapPixel(0, 5, 11, 9))
    after = picture_of(maps.picture)
    assert seen == [(11, 9, 5, 5)]
    drawing = maps.picture.maps().block_of(DRAWING)
    assert drawing is not None
    x, y = drawing.left + 9 * drawing.scale, drawing.top + 11 * drawing.scale
    accent = [int(LIGHT.accent[at : at + 2], 16) for at in (1, 3, 5)]
    for point in ((y - 1, x + 3), (y + 3, x - 1), (y + 5 * drawing.scale, x + 3)):
        assert after[point].tolist() == accent != before[point].tolist()
    assert (after[y + 1, x + 1] == before[y + 1, x + 1]).all()  # the patch itself stays to be seen
    QApplication.sendEvent(maps.picture, QEvent(QEvent.Type.Leave))
    assert seen[-1] is None
    assert (picture_of(maps.picture) == before).all()


def test_a_click_keeps_a_pixel_and_escape_lets_go(maps: FeatureMaps) -> None:
    kept, other = MapPixel(0, 5, 11, 9), MapPixel(1, 0, 1, 1)
    click(maps, kept)
    point_at(maps, other)
    assert pixel_of(maps) == kept
    assert maps.picture.is_kept
    click(maps, other)
    assert pixel_of(maps) == other
    QTest.keyClick(maps.picture, Qt.Key.Key_Escape)
    assert pixel_of(maps) is None
    assert maps.working is None
    click(maps, kept)
    click(maps, kept)  # once more lets go: what is pointed at changes with the pointer again
    point_at(maps, other)
    assert pixel_of(maps) == other
    QTest.mouseClick(maps.picture, RIGHT, pos=place_of(maps, kept).toPoint())
    assert not maps.picture.is_kept


def test_a_kept_pixel_follows_the_drawing_and_the_network(maps: FeatureMaps) -> None:
    click(maps, MapPixel(0, 5, 11, 9))
    texts = set()
    for seed in (4, 5):
        activations = activations_of(*HIDDEN, seed=seed)
        maps.set_activations(activations)
        assert maps.working is not None
        texts.add(maps.working.figures[-1].text)
        assert maps.working.figures[-1].text == plain(float(activations.layers[0][5, 11, 9]))
    assert len(texts) == 2
    maps.set_activations(None)  # the canvas is cleared
    assert working_in(maps) is None
    maps.set_activations(activations_of(*HIDDEN))  # and there is another drawing
    assert working_in(maps) is not None
    maps.set_activations(activations_of("conv 2 5x5", "pool 2"))  # has no map 6
    assert maps.picture.pixel is None
    assert working_in(maps) is None


def test_keys_go_from_pixel_to_pixel_from_map_to_map_and_from_layer_to_layer(maps: FeatureMaps, qtbot: QtBot) -> None:
    picture = maps.picture
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(picture.hasFocus)
    assert picture.pixel == MapPixel(0, 0, 8, 8)  # who comes by keys sees where they are
    for key, expected in (
        (Qt.Key.Key_Left, MapPixel(0, 0, 8, 7)),
        (Qt.Key.Key_Up, MapPixel(0, 0, 7, 7)),
        (Qt.Key.Key_PageDown, MapPixel(1, 0, 4, 4)),
        (Qt.Key.Key_PageUp, MapPixel(0, 0, 8, 8)),
    ):
        QTest.keyClick(picture, key)
        assert picture.pixel == expected
    for _ in range(8):
        QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.pixel == MapPixel(0, 1, 8, 0)
    columns = next(block.columns for block in picture.maps().blocks if block.plan.layer == 0)
    for _ in range(16 * (columns - 1)):
        QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.pixel is not None
    assert (picture.pixel.layer, picture.pixel.column) == (1, 0)
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert picture.is_kept
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.is_kept
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.pixel is None


def test_every_pixel_can_be_pointed_at_and_worked_out(maps: FeatureMaps) -> None:
    layout = maps.picture.maps()
    for block in layout.blocks:
        height, width = block.plan.map_shape
        for channel in (0, block.plan.n_maps - 1):
            for row, column in ((0, 0), (0, width - 1), (height - 1, 0), (height - 1, width - 1)):
                pixel = MapPixel(block.plan.layer, channel, row, column)
                assert maps.picture.pixel_at(place_of(maps, pixel)) == pixel
                maps.picture.show_pixel(pixel)
                assert maps.working is not None
                assert maps.working.title
                assert picture_of(maps.strip).size


def test_screen_readers_hear_the_layer_and_the_numbers(maps: FeatureMaps) -> None:
    def told() -> str:
        return QAccessible.queryAccessibleInterface(maps.picture).text(QAccessible.Text.Description)

    assert QAccessible.queryAccessibleInterface(maps.picture).role() == QAccessible.Role.Graphic
    point_at(maps, MapPixel(0, 5, 11, 9))
    assert maps.working is not None
    assert told() == f"8 filters 5×5, maps 16×16: {maps.working.sentence}"
    assert "sum of the 25 " in told()
    QTest.keyClick(maps.picture, Qt.Key.Key_Escape)
    assert (
        told()
        == maps.strip.accessibleName()
        == "Point at a pixel of any map to see what it looked at. Click to keep it."
    )
    maps.set_activations(None)
    maps._describe()
    assert told() == "Draw a digit: its feature maps appear here."


def test_without_a_drawing_there_is_a_hint_and_no_map(maps: FeatureMaps) -> None:
    full = picture_of(maps)
    maps.set_activations(None)
    assert not maps.picture.isVisible()
    assert not maps.strip.isVisible()
    assert (picture_of(maps) != full).any()
    maps.set_activations(activations_of(*HIDDEN))
    assert maps.picture.isVisible()
    assert (picture_of(maps) == full).all()


def test_the_wheel_goes_to_the_side_where_maps_do_not_fit(maps: FeatureMaps) -> None:
    maps.resize(315, 320)
    QApplication.processEvents()
    bar = maps._scroll.horizontalScrollBar()
    assert bar.maximum() > 0
    place = QPointF(60, 40)
    wheel = QWheelEvent(
        place, maps.picture.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(maps._scroll.viewport(), wheel)
    assert bar.value() > 0


SIZES = [(315, 320), (364, 340), (568, 350), (856, 520), (1200, 700)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_maps_lie_beside_each_other_and_are_legible_at_every_size(
    maps: FeatureMaps, size: tuple[int, int], factor: float
) -> None:
    SCALE.set_factor(factor)
    maps.resize(round(size[0] * factor), round(size[1] * factor))
    QApplication.processEvents()
    layout = maps.picture.maps()
    ends = [block.left + block.width for block in layout.blocks]
    starts = [block.left for block in layout.blocks]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert layout.width <= maps.picture.width() + 1
    for block in layout.blocks:
        assert max(block.map_size) >= block.plan.least_side
        assert block.top + block.size[1] - block.plan.gap <= maps.picture.height()
    assert maps.strip.height() + maps.strip.y() == maps.height()
    maps.picture.show_pixel(MapPixel(0, 5, 11, 9))
    room = sum(cells.width * cells.grid.values.shape[1] for cells in maps.strip.cells())
    assert room <= maps.strip.width()
    assert maps.strip.cells()[-1].has_numbers  # the products are always told in numbers


def test_all_numbers_are_told_where_the_window_has_the_size_of_the_design(maps: FeatureMaps) -> None:
    maps.resize(568, 350)
    maps.picture.show_pixel(MapPixel(0, 5, 11, 9))
    ink, kernel, products = maps.strip.cells()
    assert all(cells.has_numbers for cells in (ink, kernel, products))
    for cells in (kernel, products):
        values = cells.grid.values
        for row, column in np.ndindex(values.shape):
            assert cells.grid.texts[row][column] == signed(float(values[row, column]))
            assert cells.grid.texts[row][column][0] in "+−" or abs(float(values[row, column])) < 0.005
    activations = maps.activations
    assert activations is not None
    np.testing.assert_allclose(np.array(ink.grid.texts, float), activations.inputs[0, 11:16, 9:14], atol=0.0051)


def test_filters_that_are_too_large_for_numbers_are_told_in_colors(maps: FeatureMaps) -> None:
    maps.set_activations(activations_of("conv 3 11x11", "5"))
    maps.picture.show_pixel(MapPixel(0, 1, 4, 4))
    assert [cells.has_numbers for cells in maps.strip.cells()] == [False] * 3
    assert maps.working is not None
    assert maps.working.grids[0].values.shape == (11, 11)


@pytest.mark.parametrize(
    ("value", "with_sign", "without"),
    [
        (0.0, "0", "0"), (0.256, "+0.26", "0.26"), (-0.25, "−0.25", "−0.25"), (1.0, "+1.00", "1.00"),
        (-123.4, "−123", "−123"), (2.5e7, "+2e7", "2e7"), (float("nan"), "?", "?"), (float("inf"), "+∞", "∞"),
    ],
)  # fmt: skip
def test_numbers_have_signs_and_two_decimals(value: float, with_sign: str, without: str) -> None:
    assert (signed(value), plain(value)) == (with_sign, without)


def test_levels_go_from_the_least_to_the_greatest_and_are_never_broken() -> None:
    np.testing.assert_allclose(levels(np.array([[[-1.0, 0.0, 3.0]]])), [[[0.0, 0.25, 1.0]]])
    assert (levels(np.full((2, 3, 3), 0.5, np.float32)) == 0).all()
    broken = levels(np.array([[[np.nan, np.inf, 2.0, -3e38, 3e38]]], np.float32))
    assert np.isfinite(broken).all()
    assert broken.min() == 0.0
    assert broken.max() == 1.0


def test_a_network_that_has_diverged_is_shown_without_a_fault(maps: FeatureMaps) -> None:
    activations = maps.activations
    assert activations is not None
    parameters = activations.parameters
    broken = Parameters(parameters.architecture, np.full_like(parameters.flat, np.nan))
    maps.set_activations(activate_layers(broken, activations.inputs.reshape(-1)))
    maps.picture.show_pixel(MapPixel(0, 5, 11, 9))
    assert picture_of(maps).size
    assert maps.working is not None
    assert maps.working.figures[-1].text == "?"


def test_of_many_maps_and_units_the_first_are_shown(maps: FeatureMaps) -> None:
    maps.set_activations(activations_of("conv 300 3x3", "pool 9", "2000"))
    blocks = {block.plan.layer: block.plan.n_maps for block in maps.picture.maps().blocks}
    assert blocks == {DRAWING: 1, 0: 128, 1: 128, 2: 1024}
    assert maps.picture.title_of(2) == "2,000 units, first 1,024 shown"
    maps.picture.show_pixel(MapPixel(1, 127, 1, 1))
    assert maps.working is not None
    assert picture_of(maps).size


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_numbers_are_stamped_as_qt_paints_them(maps: FeatureMaps, ratio: float) -> None:
    stamps, font = NumberStamps(), maps.font()
    inks = np.zeros(3, np.float32), np.full(3, 255, np.float32)
    grounds = np.array([[[255, 255, 255], [20, 30, 40]], [[200, 220, 240], [178, 24, 43]]], np.uint8)
    texts = [["+0.25", "−0.50"], ["0", "1.00"]]
    image = pixels_of(stamps.image(texts, grounds, (48, 20), inks=inks, font=font, ratio=ratio)).astype(int)
    again = pixels_of(stamps.image(texts, grounds, (48, 20), inks=inks, font=font, ratio=ratio)).astype(int)
    assert (image == again).all()
    width, height = round(48 * ratio), round(20 * ratio)
    assert image.shape == (2 * height, 2 * width, 3)
    for row, column in np.ndindex(2, 2):
        cell = image[row * height : (row + 1) * height, column * width : (column + 1) * width]
        assert (cell[0, 0] == grounds[row, column]).all()
        is_dark = grounds[row, column].mean() < 100
        expected = QImage(width, height, QImage.Format.Format_RGB888)
        expected.setDevicePixelRatio(ratio)
        expected.fill(QColor(*grounds[row, column].tolist()))
        painter = QPainter(expected)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white if is_dark else Qt.GlobalColor.black)
        painter.drawText(QRectF(0, 0, 48, 20), Qt.AlignmentFlag.AlignCenter, texts[row][column])
        painter.end()
        painted = pixels_of(expected).astype(int)
        tolerance = 90 if is_dark else 40  # Qt sets white type bolder
        assert np.abs(cell - painted).max() <= tolerance
        assert np.abs(cell - painted).mean() < (15 if is_dark else 3)


def test_in_a_narrow_window_any_grid_can_be_unfolded(maps: FeatureMaps) -> None:
    strip = maps.strip

    def have_numbers() -> list[bool]:
        return [cells.has_numbers for cells in strip.cells()]

    maps.resize(568, 350)
    maps.picture.show_pixel(MapPixel(0, 5, 11, 9), is_kept=True)
    assert (strip.folded, strip.focusPolicy()) == ([], Qt.FocusPolicy.NoFocus)

    maps.resize(320, 300)
    assert (strip.folded, strip.focusPolicy()) == ([0, 1], Qt.FocusPolicy.StrongFocus)
    for number in (0, 1, 2, 0):
        QTest.mouseClick(strip, LEFT, pos=strip.grid_rect(number).center().toPoint())
        assert have_numbers() == [each == number for each in range(3)]
    for key, number in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        QTest.keyClick(strip, key)
        assert have_numbers() == [each == number for each in range(3)]
    maps.picture.show_pixel(MapPixel(0, 2, 3, 3), is_kept=True)
    assert have_numbers() == [False, True, False]  # what was asked for stays
    maps.picture.show_pixel(MapPixel(1, 2, 3, 3), is_kept=True)  # of a pool, one grid: it fits
    assert (have_numbers(), strip.focusPolicy()) == ([True], Qt.FocusPolicy.NoFocus)
