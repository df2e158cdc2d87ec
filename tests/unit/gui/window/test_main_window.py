"""The window as it opens: its parts, its words, its shortcuts, and bars that answer at once."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from engine.models.files import load_model
from gui.about_dialog import AboutDialog
from gui.drawing.class_bars import ClassBars
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.main_window import MainWindow
from gui.plots.learning_curves_plot import LossPlot
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.network_input import NetworkInput
from tests.window_fixtures import ENDLESS, button, drag, pen_down, pen_move, pen_up, picture_of, press

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]
SEVEN = [(0.2, 0.2), (0.5, 0.19), (0.8, 0.2), (0.6, 0.5), (0.45, 0.85)]


def bars_of(window: MainWindow) -> ClassBars:
    bars = window.findChild(ClassBars, "classBars")
    assert isinstance(bars, ClassBars)
    return bars


def canvas_of(window: MainWindow) -> DrawingCanvas:
    canvas = window.findChild(DrawingCanvas, "drawingCanvas")
    assert isinstance(canvas, DrawingCanvas)
    return canvas


# Parts


def test_parts_have_the_names_by_which_others_find_them(shared_window: MainWindow) -> None:
    for name, kind in {
        "drawingCanvas": DrawingCanvas, "networkInput": NetworkInput, "classBars": ClassBars, "lossPlot": LossPlot,
        "weightMosaic": WeightMosaic, "datasetBox": QComboBox, "recipeBox": QComboBox, "viewTabs": QTabWidget,
    }.items():  # fmt: skip
        (found,) = shared_window.findChildren(QWidget, name)
        assert isinstance(found, kind)
        assert found.isVisible()


def test_buttons_have_the_names_by_which_others_find_them(shared_window: MainWindow) -> None:
    texts = {
        "trainButton": "Train a new network", "stepButton": "Step", "stopButton": "Stop",
        "resetButton": "New random weights", "clearButton": "Clear", "undoButton": "Undo", "redoButton": "Redo",
    }  # fmt: skip
    for name, text in texts.items():
        assert button(shared_window, name).text() == text
        assert button(shared_window, name).isVisible()
        assert button(shared_window, name).toolTip()


def test_it_opens_with_the_bundled_network_and_says_so(shared_window: MainWindow) -> None:
    assert shared_window.windowTitle() == "Digit Lab"
    parameters = load_model().parameters
    np.testing.assert_array_equal(shared_window.workspace.parameters.flat, parameters.flat)
    assert shared_window.mosaic.parameters is shared_window.workspace.parameters
    assert "The bundled network answers." in shared_window.progress.text
    assert not shared_window.status.errors


def test_line_and_chip_tell_data_network_and_parameters(shared_window: MainWindow) -> None:
    assert shared_window.status.facts.text() == "UCI digits, 300"
    assert shared_window.status.facts.toolTip() == "UCI digits: 300 digits, 60 of them for testing"
    architecture = shared_window.workspace.parameters.architecture
    tip = (
        f"Network {architecture}, {architecture.n_parameters:,} parameters. It reads 100.0 % of the test digits right."
    )
    assert shared_window.chip.toolTip() == tip
    assert shared_window.chip.accessibleName() == "Answering Bundled network"
    assert shared_window.chip.accessibleDescription() == tip


def test_the_chip_tells_the_network_of_a_run_and_how_well_it_reads(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.chip.name == "This run, 8 hidden" and window.chip.accuracy is not None)
    assert window.chip.toolTip().startswith("Network 400-8-10, 3,298 parameters. It reads ")
    assert window.chip.toolTip().endswith("of the digits right that it was trained on.")
    qtbot.waitUntil(lambda: "digits/s" in window.progress.text)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.chip.accuracy is not None
    assert window.chip.accuracy.digits == "test"
    assert "of the test digits right" in window.chip.toolTip()


def test_no_parts_but_the_message_bar_can_be_folded_away(shared_window: MainWindow) -> None:
    assert shared_window._splitters
    for splitter in shared_window._splitters:
        assert not splitter.childrenCollapsible()


# Drawing


@pytest.mark.parametrize("state", ["idle", "running", "paused"])
def test_the_bars_answer_every_movement_of_the_pen(window: MainWindow, qtbot: QtBot, state: str) -> None:
    window.panel.form.set_config(ENDLESS)
    if state != "idle":
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    if state == "paused":
        press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == state)
    canvas, bars = canvas_of(window), bars_of(window)
    answers = [bars.probabilities.copy()]
    pen_down(canvas, SEVEN[0])
    answers.append(bars.probabilities.copy())
    for point in SEVEN[1:]:
        pen_move(canvas, point)
        answers.append(bars.probabilities.copy())
    pen_up(canvas, SEVEN[-1])
    assert not answers[0].any()
    for answer in answers[1:]:
        assert answer.sum() == pytest.approx(1.0, abs=1e-3)
    assert all((one != other).any() for one, other in pairwise(answers))
    press(window, "clearButton")
    assert not bars.probabilities.any()
    assert window.controller.state == state


def test_a_drawing_is_framed_read_and_put_into_words(window: MainWindow) -> None:
    drag(canvas_of(window), ONE)
    bars = bars_of(window)
    assert bars.winner == 1
    network_input = window.findChild(NetworkInput, "networkInput")
    assert isinstance(network_input, NetworkInput)
    np.testing.assert_array_equal(network_input.frame, window.workspace.frame)
    assert window.reading.verdict == "Likely: 1"


def test_undo_redo_and_clear_reach_the_bars_and_are_enabled_where_they_do_something(window: MainWindow) -> None:
    names = ("undoButton", "redoButton", "clearButton")

    def enabled() -> tuple[bool, ...]:
        actions = (window.menus.undo, window.menus.redo, window.menus.clear)
        buttons = tuple(button(window, name).isEnabled() for name in names)
        assert tuple(action.isEnabled() for action in actions) == buttons
        return buttons

    assert enabled() == (False, False, False)
    drag(canvas_of(window), ONE)
    first = bars_of(window).probabilities.copy()
    assert enabled() == (True, False, True)
    press(window, "undoButton")
    assert not bars_of(window).probabilities.any()
    assert enabled() == (False, True, False)
    press(window, "redoButton")
    np.testing.assert_array_equal(bars_of(window).probabilities, first)
    press(window, "clearButton")
    assert not bars_of(window).probabilities.any()
    assert enabled() == (True, False, False)


def test_undo_is_offered_while_the_first_stroke_is_being_drawn_or_after_it(window: MainWindow) -> None:
    pen_down(canvas_of(window), ONE[0])
    assert button(window, "clearButton").isEnabled()
    press(window, "clearButton")
    assert canvas_of(window).drawing.is_empty
    assert not bars_of(window).probabilities.any()


def test_the_menu_changes_the_pen_and_not_what_the_network_sees(window: MainWindow) -> None:
    drag(canvas_of(window), ONE)
    before, picture = bars_of(window).probabilities.copy(), picture_of(canvas_of(window))
    window.menus.pens[14].trigger()
    assert canvas_of(window).pen_width == pytest.approx(0.14)
    assert (picture_of(canvas_of(window)) != picture).any()
    np.testing.assert_array_equal(bars_of(window).probabilities, before)


# Menus


def actions_of(window: MainWindow) -> dict[str, QAction]:
    return {name: action for name, action in vars(window.menus).items() if isinstance(action, QAction)}


def test_actions_have_their_standard_shortcuts(shared_window: MainWindow) -> None:
    shortcuts = {
        name: [shortcut.toString() for shortcut in action.shortcuts()]
        for name, action in actions_of(shared_window).items()
    }
    assert shortcuts == {
        "undo": ["Ctrl+Z"], "redo": ["Ctrl+Shift+Z", "Ctrl+Y"], "clear": ["Del"],
        "open_picture": ["Ctrl+I"], "close_pictures": [], "picture_stages": [], "paste": ["Ctrl+V"],
        "copy_drawing": ["Ctrl+C"],
        "copy_reading": ["Ctrl+Shift+C"], "print_page": ["Ctrl+P"],
        "train": ["F5"], "step": ["F10"], "stop": ["Shift+F5"], "reset": ["Ctrl+R"], "evaluate": ["Ctrl+E"],
        "learn_handwriting": ["Ctrl+T"], "undo_fine_tuning": [],
        "play_film": ["F8"], "back_to_now": ["Shift+F8"], "train_from_here": [], "export_film": [],
        "open_data": ["Ctrl+Shift+O"], "open_folder": [], "download_mnist": [], "my_drawings": ["Ctrl+D"],
        "open_model": ["Ctrl+O"], "save_model": ["Ctrl+S"], "bundled_model": [],
        "new_session": [], "previous_session": [], "open_run": [], "open_lesson": [],
        "use_run": [], "train_on_run": [], "repeat_run": [], "tick_run": [], "star_run": [], "rename_run": [],
        "note_run": [], "delete_run": [], "export_run": [], "export_runs": [],
        "logarithmic": ["Ctrl+L"], "quit": ["Ctrl+Q"], "about": [],
        "search_commands": ["Ctrl+K"], "list_keys": ["F1"], "presentation": ["F11"],
        "next_pane": ["F6"], "previous_pane": ["Shift+F6"], "reduce_motion": [],
        "larger": ["Ctrl++", "Ctrl+="], "smaller": ["Ctrl+-"],
        "normal_size": ["Ctrl+0"], "digit_keys": [], "accessibility": [],
        "open_glossary": [], "what_is_this": ["Shift+F1"], "tour": [],
        "open_sweep": [], "run_sweep": [], "cancel_sweep": [], "use_result": [],
        "use_result_network": [], "export_sweep": [], "delete_sweep": [], "mend_network": [],
    }  # fmt: skip
    assert [action.shortcut().toString() for action in shared_window.menus.labels] == list("0123456789")


def test_no_shortcut_is_given_twice(shared_window: MainWindow) -> None:
    given = [s.toString() for action in shared_window.findChildren(QAction) for s in action.shortcuts()]
    assert len(given) == len(set(given))


def test_shortcuts_of_the_drawing(window: MainWindow, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    drag(canvas_of(window), ONE)
    drag(canvas_of(window), SEVEN)
    for key, modifier, n_strokes in [
        (Qt.Key.Key_Z, control, 1),
        (Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier, 2),
        (Qt.Key.Key_Z, control, 1),
        (Qt.Key.Key_Y, control, 2),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_Z, control, 2),
    ]:
        QTest.keyClick(window, key, modifier)
        assert len(canvas_of(window).drawing.strokes) == n_strokes


def test_shortcuts_of_the_training(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.panel.form.set_config(ENDLESS)
    assert window.menus.train.text() == "&Train"
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.controller.state == "running"
    assert window.menus.train.text() == "&Pause"
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.controller.state == "paused")
    assert window.menus.train.text() == "&Continue"
    n_batches = window.workspace.last_report.n_batches if window.workspace.last_report else -1
    QTest.keyClick(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: getattr(window.workspace.last_report, "n_batches", 0) == n_batches + 1)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.controller.state == "running"
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.origin == "random"


def test_delete_in_a_field_deletes_there_and_not_the_drawing(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    drag(canvas_of(window), ONE)
    edit = window.panel.form.hidden_edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.text() == ""
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "25"
    assert len(canvas_of(window).drawing.strokes) == 1


def test_the_quit_shortcut_closes_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_the_menu_chooses_a_logarithmic_axis(window: MainWindow) -> None:
    for is_logarithmic in (True, False):
        window.menus.logarithmic.trigger()
        assert window.loss_plot.is_logarithmic == is_logarithmic


def test_about_opens_beside_the_work_and_blocks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.about.trigger()
    (dialog,) = window.findChildren(AboutDialog)
    assert dialog.isVisible()
    drag(canvas_of(window), ONE)
    assert bars_of(window).winner == 1
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(AboutDialog))


@pytest.mark.own_window
def test_nothing_is_said_in_a_modal_box(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("critical", "warning", "information", "question"):
        monkeypatch.setattr(QMessageBox, name, lambda *_: pytest.fail("a modal box"))
    window.show_crash("Traceback\nValueError: boom")
    window.open_data("no-such-data")
    assert QApplication.activeModalWidget() is None


@pytest.mark.slow
def test_two_windows_do_not_disturb_each_other(make_window: Callable[[], MainWindow]) -> None:
    first, second = make_window(), make_window()
    drag(canvas_of(first), ONE)
    assert bars_of(first).winner == 1
    assert bars_of(second).winner is None


@pytest.mark.slow
def test_the_keys_0_to_9_can_be_turned_off_for_good(make_window: Callable[..., MainWindow]) -> None:
    window = make_window(remembers=True)
    drag(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    window.menus.digit_keys.trigger()
    QTest.keyClick(window.canvas, Qt.Key.Key_3)
    assert not window.canvas.drawing.is_empty
    window.close()
    window = make_window(remembers=True)
    assert not window.menus.digit_keys.isChecked()
    assert window.menus.labels[3].shortcut().isEmpty()
    window.menus.digit_keys.trigger()
    assert window.menus.labels[3].shortcut().toString() == "3"
