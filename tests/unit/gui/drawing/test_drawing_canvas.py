"""The canvas and the mouse: what a hand does becomes strokes, and strokes become ink."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.drawing.drawing_canvas import DEFAULT_PEN_WIDTH, DrawingCanvas
from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import (
    LEFT,
    RIGHT,
    Picture,
    count_pixels,
    drag,
    on_paper,
    pen_down,
    pen_move,
    pen_up,
    picture_of,
    pixels_of,
    send_mouse,
)

DIAGONAL = [(0.2, 0.3), (0.4, 0.4), (0.7, 0.9)]
TOP = [(0.1, 0.1), (0.9, 0.1)]
MIDDLE = [(0.1, 0.5), (0.9, 0.5)]
BOTTOM = [(0.1, 0.9), (0.9, 0.9)]


class DenseCanvas(DrawingCanvas):
    """A canvas on a screen with two pixels for each point."""

    def devicePixelRatioF(self) -> float:  # noqa: N802
        return 2.0


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    canvas = DrawingCanvas()
    canvas.resize(300, 300)
    qtbot.addWidget(canvas)
    canvas.show()
    return canvas


def strokes_of(canvas: DrawingCanvas) -> list[list[tuple[float, float]]]:
    return [[(float(x), float(y)) for x, y in stroke] for stroke in canvas.drawing.strokes]


def count(signal_of: Callable[[Callable[[], None]], object]) -> list[None]:
    calls: list[None] = []
    signal_of(lambda: calls.append(None))
    return calls


# From the hand to the strokes


def test_dragging_with_the_left_button_is_a_stroke_in_fractions_of_the_side(canvas: DrawingCanvas) -> None:
    drag(canvas, DIAGONAL)
    (stroke,) = canvas.drawing.finished
    assert stroke.shape == (3, 2)
    assert stroke.dtype == np.float64
    np.testing.assert_allclose(stroke, DIAGONAL, atol=1e-12)


def test_every_movement_is_told_and_the_end_of_the_stroke_too(canvas: DrawingCanvas) -> None:
    changes, ends = count(canvas.drawing_changed.connect), count(canvas.stroke_finished.connect)
    pen_down(canvas, (0.2, 0.2))
    assert (len(changes), len(ends)) == (1, 0)
    pen_move(canvas, (0.3, 0.3))
    pen_move(canvas, (0.4, 0.3))
    assert (len(changes), len(ends)) == (3, 0)
    pen_up(canvas, (0.4, 0.3))
    assert (len(changes), len(ends)) == (4, 1)


def test_the_stroke_under_way_already_counts(canvas: DrawingCanvas) -> None:
    pen_down(canvas, (0.25, 0.5))
    pen_move(canvas, (0.75, 0.5))
    assert strokes_of(canvas) == [[(0.25, 0.5), (0.75, 0.5)]]
    assert canvas.drawing.finished == ()


def test_the_pointer_without_a_button_draws_nothing(canvas: DrawingCanvas) -> None:
    changes = count(canvas.drawing_changed.connect)
    send_mouse(canvas, QEvent.Type.MouseMove, QPointF(30, 40))
    send_mouse(canvas, QEvent.Type.MouseMove, QPointF(60, 90))
    assert canvas.drawing.is_empty
    assert not changes


def test_a_click_is_a_dot_and_a_double_click_two(canvas: DrawingCanvas) -> None:
    drag(canvas, [(0.5, 0.5)])
    assert strokes_of(canvas) == [[(0.5, 0.5)]]
    send_mouse(canvas, QEvent.Type.MouseButtonDblClick, on_paper(canvas, (0.5, 0.6)), pressed=LEFT, held=LEFT)
    pen_up(canvas, (0.5, 0.6))
    assert len(canvas.drawing.finished) == 2


def test_resting_on_the_spot_adds_no_points(canvas: DrawingCanvas) -> None:
    changes = count(canvas.drawing_changed.connect)
    drag(canvas, [(0.5, 0.5), (0.5, 0.5), (0.5, 0.5)])
    assert strokes_of(canvas) == [[(0.5, 0.5)]]
    assert len(changes) == 2  # down and up


@pytest.mark.parametrize(("width", "height"), [(300, 300), (500, 200), (180, 420)])
def test_the_sheet_is_a_square_in_the_middle_and_what_is_beyond_it_counts_as_its_edge(
    canvas: DrawingCanvas, width: int, height: int
) -> None:
    canvas.resize(width, height)
    paper = canvas.paper()
    assert paper.width() == paper.height() == min(width, height)
    assert paper.center() == QPointF(width / 2, height / 2)
    drag(canvas, [(0.5, 0.5), (-3.0, 0.25), (0.75, 4.0), (1.0, -0.1)])
    np.testing.assert_allclose(canvas.drawing.finished[0], [(0.5, 0.5), (0.0, 0.25), (0.75, 1.0), (1.0, 0.0)])


@pytest.mark.parametrize("with_button", [LEFT, RIGHT])
def test_a_press_beside_the_sheet_does_nothing(canvas: DrawingCanvas, with_button: Qt.MouseButton) -> None:
    drag(canvas, [(0.0, 0.5), (0.1, 0.5)])
    canvas.resize(500, 200)
    changes = count(canvas.drawing_changed.connect)
    drag(canvas, [(-0.4, 0.5), (0.3, 0.5)], with_button=with_button)
    assert not changes
    assert len(canvas.drawing.strokes) == 1


@pytest.mark.parametrize("size", [(300, 300), (431, 257)])
def test_strokes_keep_their_fractions_and_ink_its_place_when_the_size_changes(
    canvas: DrawingCanvas, size: tuple[int, int]
) -> None:
    drag(canvas, MIDDLE)
    before = strokes_of(canvas)
    for width, height in [(150, 150), (640, 480), size]:
        canvas.resize(width, height)
        assert strokes_of(canvas) == before
        picture = picture_of(canvas)
        on_stroke, beside = on_paper(canvas, (0.3, 0.5)), on_paper(canvas, (0.3, 0.4))
        assert tuple(picture[int(on_stroke.y()), int(on_stroke.x())]) == (0x10, 0x15, 0x1C)
        assert tuple(picture[int(beside.y()), int(beside.x())]) == (255, 255, 255)


# The eraser


def test_the_right_button_erases_the_stroke_it_touches_and_no_other(canvas: DrawingCanvas) -> None:
    for line in (TOP, MIDDLE, BOTTOM):
        drag(canvas, line)
    changes = count(canvas.drawing_changed.connect)
    drag(canvas, [(0.5, 0.51)], with_button=RIGHT)
    np.testing.assert_allclose(strokes_of(canvas), [TOP, BOTTOM])
    assert len(changes) == 1


def test_dragging_the_eraser_erases_what_it_crosses_even_between_two_events(canvas: DrawingCanvas) -> None:
    for line in (TOP, MIDDLE, BOTTOM):
        drag(canvas, line)
    drag(canvas, [(0.5, 0.3), (0.5, 0.75)], with_button=RIGHT)
    np.testing.assert_allclose(strokes_of(canvas), [TOP, BOTTOM])


def test_erasing_beside_all_strokes_changes_nothing(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    changes = count(canvas.drawing_changed.connect)
    drag(canvas, [(0.1, 0.5), (0.9, 0.9)], with_button=RIGHT)
    np.testing.assert_allclose(strokes_of(canvas), [TOP])
    assert not changes


def test_an_erased_stroke_can_be_taken_back(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    drag(canvas, [(0.5, 0.1)], with_button=RIGHT)
    assert canvas.drawing.is_empty
    canvas.undo()
    np.testing.assert_allclose(strokes_of(canvas), [TOP])


def test_a_thicker_pen_is_erased_from_farther_away(canvas: DrawingCanvas) -> None:
    drag(canvas, MIDDLE)
    drag(canvas, [(0.5, 0.58)], with_button=RIGHT)
    assert not canvas.drawing.is_empty
    canvas.set_pen_width(0.14)
    drag(canvas, [(0.5, 0.58)], with_button=RIGHT)
    assert canvas.drawing.is_empty


def test_after_the_eraser_the_pen_draws_again(canvas: DrawingCanvas) -> None:
    drag(canvas, [(0.5, 0.5), (0.6, 0.6)], with_button=RIGHT)
    drag(canvas, TOP)
    np.testing.assert_allclose(strokes_of(canvas), [TOP])


def test_the_right_button_does_not_erase_while_the_left_one_draws(canvas: DrawingCanvas) -> None:
    drag(canvas, MIDDLE)
    pen_down(canvas, (0.5, 0.2))
    pen_down(canvas, (0.5, 0.5), with_button=RIGHT)
    pen_up(canvas, (0.5, 0.5), with_button=RIGHT)
    pen_up(canvas, (0.5, 0.2))
    assert len(canvas.drawing.finished) == 2


def test_the_left_button_does_not_draw_while_the_right_one_erases(canvas: DrawingCanvas) -> None:
    pen_down(canvas, (0.5, 0.5), with_button=RIGHT)
    pen_down(canvas, (0.5, 0.5))
    pen_move(canvas, (0.6, 0.6))
    pen_up(canvas, (0.6, 0.6))
    pen_up(canvas, (0.6, 0.6), with_button=RIGHT)
    assert canvas.drawing.is_empty


# Undo, redo, clear, and strokes from outside


def test_undo_and_redo_walk_through_the_strokes(canvas: DrawingCanvas) -> None:
    for line in (TOP, MIDDLE):
        drag(canvas, line)
    changes = count(canvas.drawing_changed.connect)
    canvas.undo()
    np.testing.assert_allclose(strokes_of(canvas), [TOP])
    canvas.undo()
    assert canvas.drawing.is_empty
    canvas.redo()
    canvas.redo()
    np.testing.assert_allclose(strokes_of(canvas), [TOP, MIDDLE])
    assert len(changes) == 4


def test_with_nothing_to_undo_redo_or_clear_nothing_is_told(canvas: DrawingCanvas) -> None:
    changes = count(canvas.drawing_changed.connect)
    canvas.undo()
    canvas.redo()
    canvas.clear()
    assert not changes


def test_clear_can_be_undone(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    drag(canvas, MIDDLE)
    canvas.clear()
    assert canvas.drawing.is_empty
    canvas.undo()
    np.testing.assert_allclose(strokes_of(canvas), [TOP, MIDDLE])


def test_drawing_after_undo_forgets_what_was_undone(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    canvas.undo()
    drag(canvas, BOTTOM)
    canvas.redo()
    np.testing.assert_allclose(strokes_of(canvas), [BOTTOM])


def test_undo_while_drawing_drops_the_stroke_under_way_alone(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    pen_down(canvas, (0.1, 0.5))
    pen_move(canvas, (0.9, 0.5))
    canvas.undo()
    np.testing.assert_allclose(strokes_of(canvas), [TOP])
    pen_move(canvas, (0.9, 0.9))
    pen_up(canvas, (0.9, 0.9))
    np.testing.assert_allclose(strokes_of(canvas), [TOP])


def test_set_strokes_shows_them_and_can_be_undone(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    changes = count(canvas.drawing_changed.connect)
    canvas.set_strokes([np.array(MIDDLE), np.array(BOTTOM)])
    assert len(changes) == 1
    np.testing.assert_allclose(strokes_of(canvas), [MIDDLE, BOTTOM])
    assert count_pixels(picture_of(canvas)[130:170], LIGHT.ink) > 1000
    canvas.undo()
    np.testing.assert_allclose(strokes_of(canvas), [TOP])


# Ink


def test_an_empty_sheet_bears_a_hint_until_something_is_drawn(canvas: DrawingCanvas) -> None:
    def marks_in_the_middle() -> int:
        middle = picture_of(canvas)[60:240, 20:280]
        return int((middle != 255).any(axis=2).sum())

    assert marks_in_the_middle() > 100
    pen_down(canvas, (0.05, 0.05))
    assert marks_in_the_middle() == 0
    pen_up(canvas, (0.05, 0.05))
    assert marks_in_the_middle() == 0
    canvas.clear()
    assert marks_in_the_middle() > 100


def test_the_width_of_the_pen_changes_the_picture_and_not_the_strokes(canvas: DrawingCanvas) -> None:
    drag(canvas, MIDDLE)
    strokes = strokes_of(canvas)
    assert canvas.pen_width == DEFAULT_PEN_WIDTH
    ink = []
    for width in (0.03, 0.07, 0.14):
        canvas.set_pen_width(width)
        ink.append(count_pixels(picture_of(canvas), LIGHT.ink))
        assert strokes_of(canvas) == strokes
    # A line of length 0.8 with round ends, at 300 pixels: 240 * width + the ends.
    np.testing.assert_allclose(ink, [300 * w * (240 + np.pi / 4 * 300 * w) for w in (0.03, 0.07, 0.14)], rtol=0.12)


def test_a_dot_has_the_size_of_the_pen(canvas: DrawingCanvas) -> None:
    canvas.set_pen_width(0.1)
    drag(canvas, [(0.5, 0.5)])
    ys, xs = np.nonzero((picture_of(canvas)[5:-5, 5:-5] < 128).all(axis=2))
    assert np.ptp(xs) + 1 == pytest.approx(30, abs=2)
    assert np.ptp(ys) + 1 == pytest.approx(30, abs=2)


def test_fast_movements_are_drawn_as_a_curve_without_gaps(canvas: DrawingCanvas) -> None:
    angles = np.linspace(0, 2 * np.pi, 9)
    drag(canvas, [(0.5 + 0.35 * np.cos(a), 0.5 + 0.35 * np.sin(a)) for a in angles])
    ink = np.asarray((picture_of(canvas) < 128).all(axis=2))
    around = np.radians(np.arange(0, 360, 3))
    for angle in around:
        radii = np.linspace(0.28, 0.37, 30)
        columns, rows = 300 * (0.5 + radii * np.cos(angle)), 300 * (0.5 + radii * np.sin(angle))
        assert ink[rows.astype(int), columns.astype(int)].any()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_paper_and_ink_have_the_colors_of_the_theme(canvas: DrawingCanvas, theme: Theme) -> None:
    drag(canvas, MIDDLE)
    canvas.set_theme(theme)
    picture = picture_of(canvas)
    assert count_pixels(picture, theme.ink) > 3000
    assert count_pixels(picture, theme.paper) > 300 * 300 * 0.8


@pytest.mark.parametrize("kind", [DrawingCanvas, DenseCanvas])
def test_finished_strokes_are_as_sharp_as_the_stroke_under_way(qtbot: QtBot, kind: type[DrawingCanvas]) -> None:
    canvas = kind()
    canvas.resize(200, 200)
    qtbot.addWidget(canvas)
    ratio = canvas.devicePixelRatioF()
    image_side = round(200 * ratio)

    def picture() -> Picture:
        image = QImage(image_side, image_side, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        canvas.render(image)
        return pixels_of(image)

    pen_down(canvas, DIAGONAL[0])
    for point in DIAGONAL[1:]:
        pen_move(canvas, point)
    under_way = picture()
    pen_up(canvas, DIAGONAL[-1])
    finished = picture()
    assert under_way.shape[:2] == (image_side, image_side)
    assert np.abs(under_way.astype(int) - finished.astype(int)).max() <= 8


# Keys


def press_keys(canvas: DrawingCanvas, *keys: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(canvas, key, modifier)


@pytest.fixture
def keyed(canvas: DrawingCanvas, qtbot: QtBot) -> DrawingCanvas:
    canvas.activateWindow()
    qtbot.waitUntil(canvas.isActiveWindow)
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(canvas.hasFocus)
    return canvas


LIFTS = [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape]


@pytest.mark.parametrize("lift", LIFTS)
def test_keys_draw_strokes_that_undo_takes_away_one_by_one(keyed: DrawingCanvas, lift: Qt.Key) -> None:
    press_keys(keyed, Qt.Key.Key_Up, Qt.Key.Key_Up, shift=True)
    assert keyed.drawing.is_empty
    for _ in range(2):
        press_keys(keyed, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Left)
        assert keyed.drawing.current
        press_keys(keyed, lift)
        assert not keyed.drawing.current
        press_keys(keyed, Qt.Key.Key_Right, shift=True)
    first, second = keyed.drawing.finished
    np.testing.assert_allclose(first, [(0.5, 0.3), (0.5, 0.32), (0.48, 0.32)])
    np.testing.assert_allclose(second, [(0.58, 0.32), (0.58, 0.34), (0.56, 0.34)])
    keyed.undo()
    assert len(keyed.drawing.finished) == 1
    keyed.undo()
    assert keyed.drawing.is_empty


def test_two_arrows_held_and_the_keys_around_them_draw_aslant(keyed: DrawingCanvas) -> None:
    press_keys(keyed, Qt.Key.Key_Space)
    QTest.keyPress(keyed, Qt.Key.Key_Right)
    QTest.keyPress(keyed, Qt.Key.Key_Down)
    QTest.keyRelease(keyed, Qt.Key.Key_Right)
    QTest.keyRelease(keyed, Qt.Key.Key_Down)
    press_keys(keyed, Qt.Key.Key_PageUp, Qt.Key.Key_Space)
    (stroke,) = keyed.drawing.finished
    np.testing.assert_allclose(stroke, [(0.5, 0.5), (0.52, 0.5), (0.54, 0.52), (0.56, 0.5)])


def test_the_pen_of_the_keys_stays_on_the_sheet_and_is_lifted_when_the_focus_goes(
    keyed: DrawingCanvas, qtbot: QtBot
) -> None:
    press_keys(keyed, *[Qt.Key.Key_Left] * 8, shift=True)
    assert keyed.pen_point == (0.0, 0.5)
    press_keys(keyed, Qt.Key.Key_Space, Qt.Key.Key_Right)
    keyed.clearFocus()
    assert len(keyed.drawing.finished) == 1
    assert not keyed.drawing.current


def test_the_pen_and_the_ring_are_shown_to_who_uses_keys_alone(keyed: DrawingCanvas) -> None:
    assert count_pixels(picture_of(keyed), LIGHT.accent) > 4 * 290
    up = count_pixels(picture_of(keyed)[140:160, 140:160], LIGHT.accent)
    press_keys(keyed, Qt.Key.Key_Space)
    assert count_pixels(picture_of(keyed)[140:160, 140:160], LIGHT.accent) > 2 * up
    keyed.undo()
    keyed.clearFocus()
    assert count_pixels(picture_of(keyed), LIGHT.accent) == 0
    keyed.setFocus(Qt.FocusReason.MouseFocusReason)
    drag(keyed, MIDDLE)
    assert count_pixels(picture_of(keyed), LIGHT.accent) == 0


def test_keys_that_are_not_the_pens_are_left_to_others(keyed: DrawingCanvas) -> None:
    changes = count(keyed.drawing_changed.connect)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_A):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        keyed.keyPressEvent(event)
        assert not event.isAccepted()
    assert not changes


def test_a_screen_reader_is_told_the_reading_and_how_to_draw(canvas: DrawingCanvas) -> None:
    canvas.describe("Read as 3, 97 percent; next 9, 3 percent.")
    words = canvas.accessibleDescription()
    assert words.startswith("Read as 3, 97 percent; next 9, 3 percent. Arrow keys move the pen")
    assert "Space puts it down" in words


def test_backspace_erases_the_stroke_at_the_pen_and_no_other(keyed: DrawingCanvas) -> None:
    press_keys(keyed, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyClick(keyed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press_keys(keyed, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert len(keyed.drawing.strokes) == 2
    press_keys(keyed, Qt.Key.Key_Backspace)
    assert len(keyed.drawing.strokes) == 1
    press_keys(keyed, Qt.Key.Key_Backspace)
    assert len(keyed.drawing.strokes) == 1
    keyed.undo()
    assert len(keyed.drawing.strokes) == 2
