""" "That is a ...": drawings are labeled by button and key, come back after a restart, and are data."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.data.drawings_store import DrawingsStore
from gui.main_window import MainWindow
from tests.window_fixtures import ENDLESS, a_config, button, choose, drag, pen_down, pen_move, press

pytestmark = pytest.mark.own_window

SEVEN = [(0.2, 0.2), (0.8, 0.2), (0.45, 0.85)]
ONE = [(0.5, 0.15), (0.5, 0.85)]
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def said(window: MainWindow) -> str:
    """What came of the last label."""
    return window.status.currentMessage()


def labels() -> list[int]:
    """What is kept, read anew from the disk."""
    return [drawing.label for drawing in DrawingsStore().all()]


def draw_and_label(window: MainWindow, *digits: int) -> None:
    """A drawing for each digit, no two alike: what is kept for testing hangs on the strokes."""
    for digit in digits:
        drag(window.canvas, [(x, y - 0.005 * (len(labels()) % 20)) for x, y in SEVEN])
        press(window, f"labelButton{digit}")


# Labeling


def test_a_button_keeps_the_drawing_and_empties_the_canvas(window: MainWindow) -> None:
    assert not button(window, "labelButton7").isEnabled()
    drag(window.canvas, SEVEN)
    drag(window.canvas, ONE)
    strokes = window.canvas.drawing.strokes
    press(window, "labelButton7")
    assert said(window) == "Kept as 7."
    assert window.canvas.drawing.is_empty
    assert not window.reading.class_bars.probabilities.any()
    assert not button(window, "labelButton7").isEnabled()
    (drawing,) = DrawingsStore().all()
    assert drawing.label == 7
    for kept, drawn in zip(drawing.strokes, strokes, strict=True):
        np.testing.assert_allclose(kept, drawn, atol=0.5001e-4)
    draw_and_label(window, 8)
    assert said(window) == "Kept as 8 (read as 7)."


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("focus", ["window", "canvas", "keypad", "button"])
def test_the_key_of_a_digit_does_the_same(window: MainWindow, focus: str) -> None:
    window.activateWindow()
    target = window.canvas if focus == "canvas" else window
    modifier = Qt.KeyboardModifier.KeypadModifier if focus == "keypad" else NONE
    for digit in range(10):
        drag(window.canvas, SEVEN)
        if focus == "button":
            button(window, "clearButton").setFocus()
        QTest.keyClick(target, Qt.Key(Qt.Key.Key_0 + digit), modifier)
        assert labels() == list(range(digit + 1))
        assert window.canvas.drawing.is_empty


def test_without_a_drawing_keys_do_nothing(window: MainWindow, user_data: Path) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_7)
    assert not user_data.exists()
    assert not said(window)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["epochs_box", "seed_box", "hidden_edit", "learning_rate_box"])
def test_digits_that_are_typed_into_a_field_label_nothing(window: MainWindow, name: str) -> None:
    window.activateWindow()
    drag(window.canvas, SEVEN)
    field = getattr(window.panel.form, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(QApplication.focusWidget() or field, Qt.Key.Key_7)
    assert field.text().startswith("7")
    assert labels() == []
    assert not window.canvas.drawing.is_empty


def test_a_stroke_under_way_is_finished_and_kept(window: MainWindow) -> None:
    window.activateWindow()
    pen_down(window.canvas, SEVEN[0])
    pen_move(window.canvas, SEVEN[1])
    QTest.keyClick(window, Qt.Key.Key_7)
    pen_move(window.canvas, SEVEN[2])
    assert labels() == [7]
    assert window.canvas.drawing.is_empty
    window.canvas.undo()
    assert len(window.canvas.drawing.strokes) == 1


@pytest.mark.slow
def test_labeling_goes_on_during_a_run(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    draw_and_label(window, 1, 2, 3)
    assert labels() == [1, 2, 3]
    assert window.controller.state == "running"
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


# Undo


@pytest.mark.parametrize("how", ["button", "key"])
def test_undo_has_the_drawing_on_the_canvas_again_and_keeps_it_no_longer(window: MainWindow, how: str) -> None:
    window.activateWindow()
    draw_and_label(window, 1, 7)
    if how == "button":
        press(window, "undoButton")
    else:
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert labels() == [1]
    assert len(window.canvas.drawing.strokes) == 1
    assert "Not kept" in said(window)
    press(window, "labelButton9")
    assert labels() == [1, 9]


@pytest.mark.slow
def test_redo_keeps_it_again(window: MainWindow) -> None:
    draw_and_label(window, 1, 7)
    before = DrawingsStore().all()
    for _ in range(4):
        press(window, "undoButton")
    assert labels() == []
    assert window.canvas.drawing.is_empty
    for _ in range(4):
        press(window, "redoButton")
    assert DrawingsStore().all() == before
    assert window.canvas.drawing.is_empty
    assert said(window) == "Kept as 7."


@pytest.mark.slow
def test_undo_of_another_stroke_takes_no_label_back(window: MainWindow) -> None:
    draw_and_label(window, 7)
    drag(window.canvas, ONE)
    assert labels() == [7]
    press(window, "undoButton")  # of the stroke
    assert labels() == [7]
    press(window, "clearButton") if button(window, "clearButton").isEnabled() else None
    assert labels() == [7]


@pytest.mark.slow
def test_undo_of_a_drawing_that_was_deleted_meanwhile_brings_back_the_strokes_alone(window: MainWindow) -> None:
    draw_and_label(window, 7)
    DrawingsStore().delete([drawing.number for drawing in DrawingsStore().all()])
    press(window, "undoButton")
    assert len(window.canvas.drawing.strokes) == 1
    assert not said(window)
    press(window, "redoButton")
    assert labels() == []


# Trouble


def test_a_drawing_that_cannot_be_kept_stays_and_the_reason_is_told(window: MainWindow, user_data: Path) -> None:
    user_data.mkdir()
    (user_data / "drawings.sqlite").write_text("somebody's notes " * 100)
    drag(window.canvas, SEVEN)
    press(window, "labelButton7")
    assert "no database, or damaged; it was left as it is" in window.labeling.message.text
    assert len(window.canvas.drawing.strokes) == 1
    assert (user_data / "drawings.sqlite").read_text() == "somebody's notes " * 100
    (user_data / "drawings.sqlite").unlink()
    press(window, "labelButton7")
    assert said(window) == "Kept as 7."
    assert not window.labeling.message.text


@pytest.mark.slow
def test_what_cannot_be_taken_back_is_told_once_and_stays_kept(window: MainWindow, user_data: Path) -> None:
    draw_and_label(window, 7)
    path = user_data / "drawings.sqlite"
    content = path.read_bytes()
    path.write_text("somebody's notes " * 100)
    press(window, "undoButton")
    assert "no database" in window.labeling.message.text
    assert len(window.canvas.drawing.strokes) == 1
    path.write_bytes(content)
    drag(window.canvas, ONE)
    assert labels() == [7]


# Afterwards


@pytest.mark.slow
def test_drawings_are_there_after_a_restart_and_can_be_trained_on(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = make_window()
    draw_and_label(first, *range(10), *range(10))
    first.close()
    second = make_window()
    choose(second.panel.dataset_box, "drawings")
    qtbot.waitUntil(lambda: second.workspace.dataset is not None and second.workspace.dataset.name == "drawings")
    assert second.panel.dataset_box.currentText() == "My drawings"
    second.panel.form.set_config(a_config(epochs=2))
    press(second, "trainButton")
    qtbot.waitUntil(lambda: second.controller.state == "idle" and second.workspace.origin == "training")
    assert second.workspace.data is not None
    assert second.workspace.data.name == "drawings"
    drag(second.canvas, SEVEN)
    press(second, "labelButton7")
    assert said(second).startswith("Kept as 7")


@pytest.mark.slow
def test_without_drawings_the_data_box_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    choose(window.panel.dataset_box, "drawings")
    qtbot.waitUntil(window.panel.data_message.is_shown)
    assert "no drawings yet: draw a digit and press the key of its number" in window.panel.data_message.text
    assert window.panel.dataset_box.currentData() == "uci-digits"


def n_digits(window: MainWindow) -> int:
    return 0 if window.workspace.dataset is None else len(window.workspace.dataset.digits)


@pytest.mark.slow
def test_drawings_in_use_are_read_again_as_soon_as_there_are_more(window: MainWindow, qtbot: QtBot) -> None:
    draw_and_label(window, 1, 2, 3)
    choose(window.panel.dataset_box, "drawings")
    qtbot.waitUntil(lambda: n_digits(window) == 3)
    draw_and_label(window, 4, 5)
    qtbot.waitUntil(lambda: n_digits(window) == 5)
    window.panel.form.set_config(ENDLESS)
    qtbot.waitUntil(button(window, "trainButton").isEnabled)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "running")
    draw_and_label(window, 6)
    assert n_digits(window) == 5
    press(window, "stopButton")
    qtbot.waitUntil(lambda: n_digits(window) == 6)
    qtbot.waitUntil(lambda: not window.controller.is_reading)


@pytest.mark.slow
def test_other_data_are_left_alone(window: MainWindow) -> None:
    dataset = window.workspace.dataset
    draw_and_label(window, 1, 2)
    assert not window.controller.is_reading
    assert window.workspace.dataset is dataset


def test_undo_says_what_it_undoes_and_covers_labels(window: MainWindow) -> None:
    undo, redo = window.menus.undo, window.menus.redo
    assert (undo.text(), redo.text()) == ("&Undo", "&Redo")
    drag(window.canvas, SEVEN)
    assert undo.text() == "&Undo stroke"
    press(window, "clearButton")
    assert undo.text() == "&Undo clear"
    undo.trigger()
    assert (undo.text(), redo.text()) == ("&Undo stroke", "&Redo clear")
    press(window, "labelButton1")
    assert undo.text() == "&Undo keeping the drawing as 1"
    assert labels() == [1]
    undo.trigger()
    assert labels() == []
    assert (undo.text(), redo.text()) == ("&Undo stroke", "&Redo keeping the drawing as 1")
    redo.trigger()
    assert labels() == [1]
    assert button(window, "undoButton").text() == "Undo", "a button keeps its width"
