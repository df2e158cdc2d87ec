"""The window and what nobody expected: exceptions, crashes, and being closed at the wrong moment."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import VERSION
from engine.errors import ConfigurationError
from engine.runs.session_folder import open_session_folder
from gui.app import with_exceptions_shown
from gui.main_window import MainWindow
from gui.workers import training_worker
from main import main
from tests.window_fixtures import ENDLESS, a_config, delete_what_is_due, drag, goes_on, press

pytestmark = pytest.mark.own_window

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]


@pytest.fixture
def guarded(window: MainWindow) -> Iterator[MainWindow]:
    """A window that shows unexpected exceptions, as the program's does."""
    hook = with_exceptions_shown(window)
    yield window
    hook.remove()


def boom(*_args: object, **_kwargs: object) -> None:
    raise ValueError("boom, said the slot")


# Exceptions


def test_an_exception_in_a_slot_is_shown_with_a_report_and_nothing_is_lost(
    guarded: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drag(guarded.canvas, ONE)
    parameters, strokes = guarded.workspace.parameters, len(guarded.canvas.drawing.strokes)
    with monkeypatch.context() as patched:
        patched.setattr(guarded.workspace, "set_strokes", boom)
        drag(guarded.canvas, [(0.1, 0.1), (0.2, 0.2)])
    qtbot.waitUntil(guarded.window_message.is_shown)
    assert guarded.window_message.text.startswith(
        "Something unexpected happened, but your drawing and your network are "
    )
    assert "boom" not in guarded.window_message.text
    assert "Traceback" not in guarded.window_message.text
    assert len(guarded.canvas.drawing.strokes) == strokes + 1
    assert guarded.workspace.parameters is parameters
    assert "boom, said the slot" in capsys.readouterr().err
    guarded.status.copy_button.click()
    report = QGuiApplication.clipboard().text()
    for words in (f"Digit Lab {VERSION}", "PySide6", "Traceback", "in boom", "ValueError: boom, said the slot"):
        assert words in report
    guarded.status.close_button.click()
    assert not guarded.status.errors
    guarded.canvas.undo()
    assert guarded.reading.class_bars.winner == 1


@pytest.mark.slow
def test_what_went_wrong_stays_told_when_a_drawing_is_kept(guarded: MainWindow, qtbot: QtBot) -> None:
    guarded.show_crash("Traceback\nValueError: boom")
    drag(guarded.canvas, ONE)
    press(guarded, "labelButton1")
    assert guarded.status.text == "Kept as 1."
    drag(guarded.canvas, ONE)
    assert "unexpected" in guarded.status.text
    assert "Traceback" in guarded.window_message.report


@pytest.mark.slow
def test_an_exception_in_a_timer_is_shown_too(guarded: MainWindow, qtbot: QtBot) -> None:
    QTimer.singleShot(0, boom)
    qtbot.waitUntil(guarded.window_message.is_shown)
    assert "boom, said the slot" in guarded.window_message.report


@pytest.mark.slow
def test_an_exception_during_a_run_does_not_end_it(
    guarded: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.panel.form.set_config(ENDLESS)
    press(guarded, "trainButton")
    with monkeypatch.context() as patched:
        patched.setattr(guarded.workspace, "apply_report", boom)
        qtbot.waitUntil(guarded.window_message.is_shown)
    n_points = guarded.workspace.history.n_points
    qtbot.waitUntil(lambda: guarded.workspace.history.n_points > n_points)
    assert guarded.controller.state == "running"
    press(guarded, "stopButton")
    qtbot.waitUntil(lambda: guarded.controller.state == "idle")


@pytest.mark.slow
def test_an_exception_in_another_thread_is_shown_in_the_windows_own(
    guarded: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    show = guarded.window_message.show_message

    def noted(*words: str) -> None:
        threads.append(threading.current_thread())
        show(*words)

    monkeypatch.setattr(guarded.window_message, "show_message", noted)
    failing = threading.Thread(target=boom)
    failing.start()
    failing.join()
    assert threads == []  # the event loop has not run yet
    qtbot.waitUntil(guarded.window_message.is_shown)
    assert threads == [threading.main_thread()]
    assert "boom, said the slot" in guarded.window_message.report


def test_a_window_that_cannot_be_made_leaves_neither_thread_nor_lock(
    monkeypatch: pytest.MonkeyPatch, user_data: Path, new_threads: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr("gui.main_window.NewSession", boom)
    with pytest.raises(ValueError, match="boom"):
        main([])
    assert new_threads() == []
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
    folder = open_session_folder()
    assert folder.number == 1
    folder.close()


@pytest.mark.slow
def test_train_asked_for_during_a_run_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 0)
    config, history = window.workspace.config, window.workspace.history
    with qtbot.assertNotEmitted(window.workspace.history_changed):
        window.workspace.begins_anew = True
        window.menus.train.trigger()
        assert window.workspace.config is config
        assert window.workspace.history.continues(history)
        assert window.workspace.begins_anew
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


@pytest.mark.slow
@pytest.mark.parametrize("error", [MemoryError(), ConfigurationError("no"), ValueError("boom")])
def test_a_run_that_cannot_begin_leaves_network_curves_and_what_train_does_as_they_were(
    guarded: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    window, workspace = guarded, guarded.workspace
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    run, history = workspace.run, workspace.history
    window.panel.form.set_config(a_config(hidden_layers=(9,)))
    workspace.begins_anew = True
    with monkeypatch.context() as patched:
        patched.setattr(training_worker, "train", raises(error))
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert workspace.run is run
    assert workspace.history == history
    assert workspace.config == a_config()
    assert workspace.begins_anew
    workspace.begins_anew = False
    assert goes_on(workspace, a_config())


@pytest.mark.slow
def test_a_run_that_breaks_off_is_over_and_goes_on_from_where_it_could_be_resumed(
    guarded: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, workspace = guarded, guarded.workspace
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: workspace.training_state is not None)
    with monkeypatch.context() as patched:
        patched.setattr(training_worker.ReportMailbox, "put", raises(ValueError("boom")))
        qtbot.waitUntil(lambda: window.controller.state == "idle")
    state = workspace.training_state
    assert state is not None
    assert np.array_equal(workspace.parameters.flat, state.answering.parameters)
    assert workspace.run.metadata.state == "stopped"
    assert workspace.history.last_epoch <= state.last.epoch
    assert goes_on(workspace, ENDLESS)
    assert "broke off" in window.progress.text


def raises(error: Exception) -> Callable[..., None]:
    """A function that fails, whatever it is given."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    return fail


@pytest.mark.slow
def test_an_exception_without_words_is_shown_too(guarded: MainWindow, qtbot: QtBot) -> None:
    def wordless() -> None:
        raise KeyError

    QTimer.singleShot(0, wordless)
    qtbot.waitUntil(guarded.window_message.is_shown)
    assert "KeyError" in guarded.window_message.report


def test_control_c_in_the_terminal_closes_the_window(guarded: MainWindow, qtbot: QtBot) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    # Not at once: the interrupt may have come amid painting, and Qt crashes if the window goes then.
    assert guarded.isVisible()
    qtbot.waitUntil(lambda: not guarded.isVisible())
    assert not guarded.status.errors


@pytest.mark.slow
def test_a_crash_in_the_worker_is_shown_and_the_next_run_works(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drag(window.canvas, ONE)
    window.panel.form.set_config(a_config())
    reading = window.reading.class_bars.probabilities.copy()
    with monkeypatch.context() as patched:
        patched.setattr(training_worker, "train", boom)
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert "ValueError: boom, said the slot" in window.window_message.report
    assert "training_worker.py" in window.window_message.report
    np.testing.assert_array_equal(window.reading.class_bars.probabilities, reading)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.origin == "training"


# Closing


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("when", ["reading", "idle", "running", "paused", "stopping", "resetting", "drawing"])
def test_it_closes_cleanly_at_any_moment(
    quick_source: str, qtbot: QtBot, new_threads: Callable[[], list[str]], when: str
) -> None:
    window = MainWindow()
    window.show()
    window.panel.form.set_config(ENDLESS)
    if when != "reading":
        qtbot.waitUntil(lambda: window.workspace.dataset is not None)
    if when in ("running", "paused", "stopping", "resetting"):
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    if when == "paused":
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.controller.state == "paused")
    if when in ("stopping", "resetting"):
        press(window, "stopButton" if when == "stopping" else "resetButton")
    if when == "drawing":
        drag(window.canvas, ONE)
    assert window.close()
    assert not window.isVisible()
    QApplication.processEvents()  # what the worker still had to say
    qtbot.waitUntil(lambda: new_threads() == [])
    assert not window.status.errors
    window.deleteLater()
    delete_what_is_due()


@pytest.mark.slow
def test_a_window_that_was_never_shown_can_be_closed_twice(qtbot: QtBot, quick_source: str) -> None:
    window = MainWindow()
    window.close()
    window.close()
    window.deleteLater()
    delete_what_is_due()


@pytest.mark.slow
def test_windows_come_and_go_and_leave_nothing(
    make_window: Callable[[], MainWindow], qtbot: QtBot, new_threads: Callable[[], list[str]]
) -> None:
    for _ in range(3):
        window = make_window()
        window.panel.form.set_config(ENDLESS)
        press(window, "trainButton")
        drag(window.canvas, ONE)
        window.close()
        qtbot.waitUntil(lambda: new_threads() == [])
