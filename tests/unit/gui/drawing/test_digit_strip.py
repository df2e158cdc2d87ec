"""Several digits: the strip at the foot of the canvas, and the one of them that is explained and labeled."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_picture
from engine.models.reading import number_of, read_picture
from gui.main_window import MainWindow
from gui.widgets.tile_strip import TileStrip
from tests.photographs import FELT, SCENES, scene, taken, written_digits
from tests.window_fixtures import drag, pen_down, pen_move, press

SEVEN = [(0.1, 0.3), (0.4, 0.3), (0.2, 0.75)]
ONE = [(0.7, 0.3), (0.7, 0.75)]
DASH = [(0.62, 0.5), (0.8, 0.5)]


def strip(window: MainWindow) -> TileStrip:
    found = window.findChild(TileStrip, "digitStrip")
    assert found is not None
    return found


def click_tile(window: MainWindow, number: int) -> None:
    tiles = strip(window)
    center = tiles.visualItemRect(tiles.item(number)).center()
    QTest.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=center)


def places(window: MainWindow) -> list[object]:
    panel, reading = window.drawing_panel, window.reading
    return [part.geometry() for part in (panel, panel.canvas, panel.undo_button, reading, reading.class_bars)]


@pytest.fixture
def number_picture(tmp_path: Path) -> Path:
    """A picture of 71."""
    picture = np.full((100, 120), 255, np.uint8)
    picture[20:26, 10:44] = picture[20:80, 90:96] = 0
    for row in range(26, 80):
        column = 40 - (row - 26) // 2
        picture[row, column - 3 : column + 4] = 0
    path = tmp_path / "71.png"
    PillowImage.fromarray(picture).save(path)
    return path


def test_a_number_is_read_from_left_to_right_and_any_digit_of_it_explained(window: MainWindow) -> None:
    drag(window.canvas, ONE)
    before = places(window)
    assert not strip(window).isVisible()
    assert window.workspace.digits.number == "1"

    drag(window.canvas, SEVEN)

    assert strip(window).isVisible()
    assert places(window) == before
    assert window.workspace.digits.number == "71"
    assert window._digit_strip.bar.words == "Reads 71"
    assert [strip(window).item(i).text()[0] for i in range(strip(window).count())] == ["7", "1"]
    assert window.reading.class_bars.winner == 7  # drawn last, though it stands first
    assert strip(window).currentRow() == 0
    assert window.workspace.frame is not None
    expected = window.workspace.shown_model.read(window.workspace.frame.reshape(1, -1))[0]
    np.testing.assert_allclose(window.reading.class_bars.probabilities, expected, atol=1e-6)

    click_tile(window, 1)

    assert window.reading.class_bars.winner == 1
    assert window.reading.network_input.frame is window.workspace.digits.frames[1]
    assert window.workspace.digits.selected == 1
    drag(window.canvas, DASH)  # a stroke more: the last drawn is explained
    press(window, "undoButton")
    press(window, "undoButton")
    assert window.workspace.digits.number == "1"
    assert not strip(window).isVisible()


def test_the_strip_comes_up_when_the_pen_goes_up(window: MainWindow) -> None:
    drag(window.canvas, ONE)
    pen_down(window.canvas, SEVEN[0])
    for point in SEVEN[1:]:
        pen_move(window.canvas, point)
    assert len(window.workspace.digits) == 2
    assert not strip(window).isVisible()
    window.canvas.finish_stroke()
    assert strip(window).isVisible()


def test_the_keyboard_walks_the_strip_and_leaves_it(window: MainWindow) -> None:
    drag(window.canvas, SEVEN)
    drag(window.canvas, ONE)
    strip(window).setFocus(Qt.FocusReason.TabFocusReason)
    assert strip(window).currentRow() == 1
    QTest.keyClick(strip(window), Qt.Key.Key_Left)
    assert window.reading.class_bars.winner == 7
    assert strip(window).item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("7, ")
    QTest.keyClick(strip(window), Qt.Key.Key_Escape)
    assert window.canvas.hasFocus()


@pytest.mark.own_window
def test_the_selected_digit_is_labeled_and_the_others_stay(window: MainWindow) -> None:
    drag(window.canvas, SEVEN)
    drag(window.canvas, ONE)
    seven, one = window.canvas.drawing.finished
    click_tile(window, 0)

    press(window, "labelButton7")

    assert window.status.currentMessage() == "Kept as 7. The other digits are still on the canvas."
    (kept,) = DrawingsStore().all()
    np.testing.assert_allclose(kept.strokes[0], seven, atol=1e-4)
    assert [*window.canvas.drawing.finished] == [one]
    assert window.reading.class_bars.winner == 1
    press(window, "undoButton")
    assert len(window.canvas.drawing.finished) == 2
    assert DrawingsStore().all() == []


@pytest.mark.slow
@pytest.mark.own_window
def test_a_picture_of_a_number_is_read_and_its_digits_are_kept_one_after_the_other(
    window: MainWindow, qtbot: QtBot, number_picture: Path
) -> None:
    window.pictures.open([number_picture])
    qtbot.waitUntil(lambda: window.workspace.picture is not None)

    assert strip(window).isVisible()
    read = read_picture(window.workspace.shown_model, load_picture(number_picture))
    assert window.workspace.digits.number == "71" == number_of(read.digits)
    assert window.reading.class_bars.winner == 7
    press(window, "labelButton7")
    assert window.reading.class_bars.winner == 1
    press(window, "labelButton1")
    assert [drawing.label for drawing in DrawingsStore().all()] == [7, 1]


def test_a_scribble_is_no_digit_until_one_is_drawn(window: MainWindow, qtbot: QtBot) -> None:
    star = [(0.5, 0.2), (0.3, 0.8), (0.8, 0.4), (0.2, 0.4), (0.7, 0.8), (0.5, 0.2)]
    pen_down(window.canvas, star[0])
    for point in star[1:]:
        pen_move(window.canvas, point)
    assert window.reading.answer.said[1] != "Not a digit"  # nobody is judged while writing
    window.canvas.finish_stroke()

    assert window.reading.verdict.startswith("This does not look like a digit.")
    assert window.reading.answer.said[:2] == ("", "Not a digit")
    assert window.reading.class_bars.probabilities.sum() == pytest.approx(1.0, abs=1e-5)
    bars = window.reading.class_bars
    qtbot.waitUntil(lambda: bars.accessibleDescription().startswith("Not a digit; most like "))
    press(window, "clearButton")
    drag(window.canvas, SEVEN)
    assert window.reading.answer.said[:2] == ("7", "Certain: 7")


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_stages_of_a_photograph_are_shown_and_follow_the_picture(
    window: MainWindow, qtbot: QtBot, number_picture: Path, tmp_path: Path
) -> None:
    digits, _ = written_digits(1, seed=1)
    made = scene(digits[0], 2, FELT, size=(320, 240))
    SCENES["light falls off to 60, 40, 25 %"][0](made, 1)
    photograph = tmp_path / "photograph.png"
    PillowImage.fromarray(taken(made)).save(photograph)
    assert not window.menus.picture_stages.isEnabled()
    window.pictures.open([photograph, number_picture])
    qtbot.waitUntil(lambda: len(window.pictures.pictures) == 2)

    press(window, "pictureStagesButton")

    dialog = window.pictures.stages
    assert dialog is not None
    names = [dialog.strip.item(i).text() for i in range(dialog.strip.count())]
    assert names[0] == "The picture"
    assert names[-3:] == ["Ink or paper", "The writing", "20 × 20"]
    dialog.strip.setCurrentRow(len(names) - 3)
    assert dialog.about.text().startswith("A threshold that goes by the ink around it")
    window.pictures.bar.strip.setCurrentRow(1)  # painted: it is read as it is
    names = [dialog.strip.item(i).text() for i in range(dialog.strip.count())]
    assert names == ["The picture", "20 × 20", "20 × 20"]
    window.pictures.close()
    assert not dialog.isVisible()
