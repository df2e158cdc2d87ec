"""Where the focus of the keyboard is after something that takes the control away that had it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.window_fixtures import ENDLESS, a_config, choose, drag, press

STROKE = ((0.3, 0.2), (0.5, 0.8))


@pytest.fixture
def focused(qtbot: QtBot, window: MainWindow) -> Callable[[str], None]:
    """Gives the focus to the control of a name."""
    window.activateWindow()

    def focus(name: str) -> None:
        control = window.findChild(QWidget, name)
        assert control is not None
        control.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is control)

    return focus


def name_of_focus(window: MainWindow) -> str:
    return window.focusWidget().objectName()


def space(window: MainWindow) -> None:
    """Press the control that has the focus."""
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)


def is_idle(window: MainWindow) -> bool:
    return window.availability.now.is_idle


def test_train_pause_continue_step_and_stop_by_keys(
    qtbot: QtBot, window: MainWindow, focused: Callable[[str], None]
) -> None:
    window.settings.replace(ENDLESS)
    focused("trainButton")
    for state in ("running", "paused", "running"):
        with qtbot.waitSignal(window.availability.run_state_changed, check_params_cb=state.__eq__):
            space(window)
        assert name_of_focus(window) == "trainButton"
    focused("stepButton")
    space(window)
    qtbot.waitUntil(lambda: window.availability.now.run_state == "paused")
    assert name_of_focus(window) == "stepButton"
    focused("stopButton")
    space(window)
    qtbot.waitUntil(lambda: is_idle(window))
    assert name_of_focus(window) == "trainButton"


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    ("control", "after"), [("trainButton", "trainButton"), ("stopButton", "trainButton"), ("speedSlider", "speedSlider"),
                           ("drawingCanvas", "drawingCanvas"), ("stepButton", "stepButton")]
)  # fmt: skip
def test_the_end_of_a_run(
    qtbot: QtBot, window: MainWindow, focused: Callable[[str], None], control: str, after: str
) -> None:
    window.settings.replace(a_config(epochs=8))
    window.run_bar.set_speed(200.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.availability.now.run_state == "running")
    focused(control)
    qtbot.waitUntil(lambda: is_idle(window))
    assert name_of_focus(window) == after


def test_a_setting_that_a_run_locks_has_the_focus_again_after_it(
    qtbot: QtBot, window: MainWindow, focused: Callable[[str], None]
) -> None:
    window.settings.replace(ENDLESS)
    focused("activationBox")
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.availability.now.run_state == "running")
    assert name_of_focus(window) != "activationBox"
    window.menus.stop.trigger()
    qtbot.waitUntil(lambda: is_idle(window))
    qtbot.waitUntil(lambda: name_of_focus(window) == "activationBox")


def test_a_user_who_went_elsewhere_meanwhile_stays_there(
    qtbot: QtBot, window: MainWindow, focused: Callable[[str], None]
) -> None:
    window.settings.replace(ENDLESS)
    focused("activationBox")
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.availability.now.run_state == "running")
    focused("drawingCanvas")
    window.menus.stop.trigger()
    qtbot.waitUntil(lambda: is_idle(window) and window.panel.form.isEnabled())
    QApplication.processEvents()
    assert name_of_focus(window) == "drawingCanvas"


@pytest.mark.parametrize("out", [Qt.Key.Key_F11, Qt.Key.Key_Escape])
def test_presenting_and_back(qtbot: QtBot, window: MainWindow, focused: Callable[[str], None], out: Qt.Key) -> None:
    for control in ("trainButton", "drawingCanvas", "recipeBox"):
        focused(control)
        QTest.keyClick(window, Qt.Key.Key_F11)
        assert name_of_focus(window) == "drawingCanvas"
        QTest.keyClick(window.canvas, out)
        qtbot.waitUntil(lambda: not window.presentation.is_on)
        assert name_of_focus(window) == control


@pytest.mark.parametrize("control", ["undoButton", "clearButton"])
def test_nothing_is_left_to_undo_or_to_clear(window: MainWindow, focused: Callable[[str], None], control: str) -> None:
    drag(window.canvas, STROKE)
    focused(control)
    space(window)
    assert name_of_focus(window) == "drawingCanvas"


def test_a_message_that_goes_leaves_the_focus_on_the_canvas(window: MainWindow, focused: Callable[[str], None]) -> None:
    drag(window.canvas, STROKE)
    window.labeling.keep(3)
    focused("messageAction")
    space(window)
    assert name_of_focus(window) == "drawingCanvas"
    window.window_message.show_message("It is damaged.")
    focused("messageClose")
    space(window)
    assert not window.status.errors
    assert name_of_focus(window) == "drawingCanvas"


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("control", ["trainButton", "drawingCanvas"])
def test_a_sheet_that_is_closed(qtbot: QtBot, window: MainWindow, focused: Callable[[str], None], control: str) -> None:
    for command in ("search_commands", "list_keys", "open_glossary", "about", "my_drawings", "tour"):
        focused(control)
        getattr(window.menus, command).trigger()
        sheet = QApplication.focusWidget()
        assert sheet is not None, command
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        assert name_of_focus(window) == control, command


def test_digits_that_are_read_take_the_focus_from_nothing(
    qtbot: QtBot, window: MainWindow, focused: Callable[[str], None]
) -> None:
    focused("trainButton")
    choose(window.panel.dataset_box, "handwriting")
    qtbot.waitUntil(lambda: not window.controller.is_reading and window.availability.may("train"))
    assert name_of_focus(window) == "trainButton"


@pytest.mark.slow
@pytest.mark.own_window
def test_learning_handwriting_gives_its_button_the_focus_back(
    qtbot: QtBot, window: MainWindow, focused: Callable[[str], None]
) -> None:
    drag(window.canvas, STROKE)
    assert window.workspace.probabilities is not None
    window.labeling.keep(int(window.workspace.probabilities.argmax()))  # no doubtful label
    focused("learnHandwritingButton")
    space(window)
    dialog = window.fine_tuner.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: window.availability.now.run_state == "running")
    press(dialog, "stopHandwritingButton")
    qtbot.waitUntil(lambda: is_idle(window))
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert name_of_focus(window) == "learnHandwritingButton"
