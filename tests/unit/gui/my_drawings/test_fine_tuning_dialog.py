"""Learn my hand: pressed in the window, watched, stopped, taken back, and refused with a sentence."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.drawings_store import DrawingsStore
from engine.fine_tuning import fine_tune, rehearsal_data
from engine.fine_tuning.rehearsal_data import RehearsalData
from engine.models.files import load_model, save_model
from engine.models.model import Model
from gui.main_window import MainWindow
from gui.my_drawings.fine_tuning_dialog import FineTuningDialog
from gui.workers import training_worker
from tests.window_fixtures import a_config, button, choose, drag, goes_on, press

V = [(0.2, 0.32), (0.5, 0.7), (0.8, 0.32)]


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few former digits: what is learned does not matter here, only what the window makes of it."""
    monkeypatch.setattr(fine_tune, "N_REHEARSAL", 400)
    monkeypatch.setattr(rehearsal_data, "N_GENERATED", 500)


@pytest.fixture
def kept(user_data: Path) -> DrawingsStore:
    """Thirty drawings of a V that is a 7."""
    store, rng = DrawingsStore(), np.random.default_rng(1)
    for _ in range(30):
        store.add(7, [np.array(V) + rng.normal(0.0, 0.02, (3, 2))])
    return store


def dialog_of(window: MainWindow) -> FineTuningDialog:
    dialog = window.fine_tuner.dialog
    assert dialog is not None
    return dialog


def press_learn(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "learnHandwritingButton")
    qtbot.waitUntil(lambda: not window.fine_tuner.is_looking)


def learn(window: MainWindow, qtbot: QtBot) -> None:
    press_learn(window, qtbot)
    qtbot.waitUntil(lambda: window.controller.state == "idle", timeout=20_000)  # digits are written first, once


def figures(window: MainWindow) -> list[list[str]]:
    return [[cell.text() for cell in row] for row in dialog_of(window).table if row[0].isVisible()]


@pytest.mark.own_window
@pytest.mark.usefixtures("kept")
def test_one_click_has_the_network_learn_the_drawings(window: MainWindow, qtbot: QtBot) -> None:
    drag(window.canvas, V)
    assert window.reading.class_bars.probabilities.argmax() != 7
    before = window.workspace.parameters.flat.copy()

    learn(window, qtbot)

    assert not np.array_equal(window.workspace.parameters.flat, before)
    assert window.reading.class_bars.probabilities.argmax() == 7
    learned, aside, rehearsal = figures(window)
    assert learned == ["Your drawings, learned from (23)", "0 of 23", "23 of 23"]
    assert aside == ["Your drawings, kept for testing (7)", "0 of 7", "7 of 7"]
    assert rehearsal[0] == "Digits learned before: generated and UCI digits (770)"
    assert "the network now reads 7 right, and read 0 before" in dialog_of(window).text
    assert "has learned your handwriting" in window.progress.text
    assert window.status.text == dialog_of(window).text.partition(" Draw a digit")[0]
    assert window.workspace.history.n_points > 3
    assert not dialog_of(window).stop_button.isVisible()


@pytest.mark.slow
@pytest.mark.own_window
@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("how", ["dialog", "menu", "message"])
def test_it_can_be_taken_back(window: MainWindow, qtbot: QtBot, how: str) -> None:
    before, history = window.workspace.parameters.flat.copy(), window.workspace.history
    learn(window, qtbot)
    if how == "dialog":
        press(dialog_of(window), "takeBackHandwritingButton")
    elif how == "menu":
        window.menus.undo_fine_tuning.trigger()
    else:
        press(window, "messageAction")

    np.testing.assert_array_equal(window.workspace.parameters.flat, before)
    np.testing.assert_array_equal(window.workspace.history.values, history.values)
    assert dialog_of(window).text.startswith("Undone")
    assert "has learned your handwriting" not in window.progress.text
    assert window.status.text.startswith("Undone")
    assert not window.status.action_button.isVisible()
    assert not window.menus.undo_fine_tuning.isEnabled()
    assert len(DrawingsStore().all()) == 30


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_learned_twice_is_taken_back_step_by_step(window: MainWindow, qtbot: QtBot) -> None:
    networks = [window.workspace.parameters.flat.copy()]
    for _ in range(2):
        learn(window, qtbot)
        networks.append(window.workspace.parameters.flat.copy())
    window.menus.undo_fine_tuning.trigger()
    np.testing.assert_array_equal(window.workspace.parameters.flat, networks[1])
    assert window.workspace.n_drawings_learned
    window.menus.undo_fine_tuning.trigger()
    np.testing.assert_array_equal(window.workspace.parameters.flat, networks[0])
    assert not window.workspace.n_drawings_learned


def test_without_drawings_it_says_what_to_do_and_nothing_is_lost(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.origin == "training")
    before, history = window.workspace.parameters.flat.copy(), window.workspace.history

    learn(window, qtbot)

    assert "no drawings yet: draw a digit and press the key of its number" in dialog_of(window).text
    assert "no drawings yet" in window.progress.message.text
    assert not dialog_of(window).take_back_button.isVisible()
    np.testing.assert_array_equal(window.workspace.parameters.flat, before)
    np.testing.assert_array_equal(window.workspace.history.values, history.values)
    assert goes_on(window.workspace, a_config())


@pytest.mark.usefixtures("kept")
def test_a_run_under_way_holds_the_button(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config(epochs=100_000))
    press(window, "trainButton")
    assert not button(window, "learnHandwritingButton").isEnabled()
    assert not window.menus.learn_handwriting.isEnabled()
    window.fine_tuner.learn()
    assert window.fine_tuner.dialog is None
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert button(window, "learnHandwritingButton").isEnabled()


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_a_network_that_was_trained_here_goes_on_after_it(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.origin == "training")
    learn(window, qtbot)
    assert figures(window)[2][0] == "Digits learned before: UCI digits (60)"
    about = window.workspace.model().metadata.as_json()
    assert (about["drawings"], about["data"], about["epochs"]) == (23, "uci-digits", 3.0)
    assert about["config"] == a_config().as_dict()
    assert about["history"][-1][0] == 3.0  # the run's own curve, and that of the hand
    assert about["hand"]["history"][-1][0] == about["hand"]["epochs"] == about["hand"]["config"]["epochs"] == 6
    assert about["hand"]["former"] == "uci-digits"
    assert window.chip.accuracy == (about["test_accuracy"], "test")
    hand = about["hand"]

    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.history.last_epoch == 6.0  # of its own curve, which goes on
    assert not window.menus.undo_fine_tuning.isEnabled()
    assert dialog_of(window).text.startswith("Another network has taken the place")
    assert "has learned your handwriting" in window.workspace.origin_text()
    about = window.workspace.model().metadata.as_json()
    assert (about["drawings"], about["epochs"], about["data"]) == (23, 6.0, "uci-digits")
    assert about["hand"] == hand
    assert about["test_accuracy"] is not None


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("then", ["reset", "bundled"])
def test_another_network_has_learned_no_hand(window: MainWindow, qtbot: QtBot, then: str) -> None:
    learn(window, qtbot)
    press(window, "resetButton") if then == "reset" else window.menus.bundled_model.trigger()

    assert "has learned your handwriting" not in window.workspace.origin_text()
    assert not window.menus.undo_fine_tuning.isEnabled()
    assert not dialog_of(window).take_back_button.isEnabled()
    if then == "bundled":
        np.testing.assert_array_equal(window.workspace.parameters.flat, load_model().parameters.flat)


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_the_curves_of_the_run_come_back_whatever_the_data_are_now(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.origin == "training")
    points = window.workspace.history.points()
    learn(window, qtbot)
    choose(window.panel.dataset_box, "drawings")
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.name == "drawings")
    window.menus.undo_fine_tuning.trigger()
    np.testing.assert_array_equal(window.workspace.history.points(), points)


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_random_weights_that_learn_a_hand_are_said_to_know_nothing_else(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "resetButton")
    learn(window, qtbot)
    assert window.progress.text.endswith(
        "The network has learned your handwriting from random weights, and nothing else."
    )


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_a_saved_network_remembers_that_it_learned_the_hand(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    learn(window, qtbot)
    save_model(window.workspace.model(), tmp_path / "mine.npz")
    window.open_model(tmp_path / "mine.npz")
    assert "has learned your handwriting" in window.workspace.origin_text()
    assert not window.menus.undo_fine_tuning.isEnabled()


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_the_panels_rate_and_decay_are_not_those_of_this_run(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = window.panel.form
    form.set_config(a_config(learning_rate=1.0, weight_decay=1000.0, optimizer="momentum"))
    learn(window, qtbot)
    expected = window.workspace.parameters.flat.copy()
    window.menus.undo_fine_tuning.trigger()

    press_learn(window, qtbot)
    for field in (form.learning_rate_box, form.momentum_box, form.weight_decay_box):
        assert not field.isEnabled()
    form.live_edited.emit(form.live_settings())  # as another speed does it
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    np.testing.assert_array_equal(window.workspace.parameters.flat, expected)
    for field in (form.learning_rate_box, form.momentum_box, form.weight_decay_box):
        assert field.isEnabled()


@pytest.mark.usefixtures("kept")
def test_stopped_before_it_begins_nothing_is_learned(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def found_late(model: Model, in_use: Dataset | None) -> RehearsalData:
        assert may_go_on.wait(20.0)
        return rehearsal_data.find_rehearsal_data(model, in_use)

    monkeypatch.setattr(training_worker, "find_rehearsal_data", found_late)
    before = window.workspace.parameters.flat.copy()
    press_learn(window, qtbot)
    assert window.progress.label.text() == "Starting…"
    press(dialog_of(window), "stopHandwritingButton")
    may_go_on.set()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.progress.label.text() == "No run under way"
    np.testing.assert_array_equal(window.workspace.parameters.flat, before)
    assert dialog_of(window).text == "Nothing was learned: the network is as it was."
    assert not window.menus.undo_fine_tuning.isEnabled()


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_it_can_be_held(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fine_tune, "_EPOCHS", 100_000)
    press_learn(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: dialog_of(window).text.startswith("Paused"))
    press(window, "trainButton")
    qtbot.waitUntil(lambda: dialog_of(window).text.startswith("Learning"))
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_it_can_be_stopped_and_reset_while_it_learns(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fine_tune, "_EPOCHS", 100_000)
    press_learn(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    assert dialog_of(window).progress_bar.isVisible()
    press(dialog_of(window), "stopHandwritingButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert len(figures(window)) == 3

    press_learn(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    press(window, "resetButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.origin == "random")
    assert not window.workspace.is_fine_tuning
    assert dialog_of(window).text.startswith("Another network has taken the place")
    assert "and read" not in window.status.text


@pytest.mark.slow
@pytest.mark.usefixtures("kept")
def test_the_window_can_be_closed_while_it_learns(
    make_window: Callable[[], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fine_tune, "_EPOCHS", 100_000)
    window = make_window()
    press_learn(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    window.close()
    assert window.controller.state in ("running", "idle")


@pytest.mark.usefixtures("kept")
def test_a_network_that_diverges_is_as_it_was(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fine_tune, "_learning_rate", lambda architecture: 1e6)
    before = window.workspace.parameters.flat.copy()
    learn(window, qtbot)

    np.testing.assert_array_equal(window.workspace.parameters.flat, before)
    assert dialog_of(window).text.startswith("the numbers of this network are too large to learn on")
    assert "Nothing was learned" in dialog_of(window).text


@pytest.mark.usefixtures("kept")
def test_a_network_of_64_inputs_learns_drawings_too(window: MainWindow, qtbot: QtBot) -> None:
    choose(window.panel.dataset_box, "uci-digits-8x8")
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.n_inputs == 64)
    press(window, "resetButton")
    learn(window, qtbot)
    assert figures(window)[2][0] == "Other digits: UCI digits, 8×8 (270)"


@pytest.mark.slow
@pytest.mark.own_window
@pytest.mark.usefixtures("kept")
def test_the_keyboard_learns_too(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace.n_drawings_learned > 0 and window.controller.state == "idle")


def test_drawings_that_cannot_be_read_are_told(window: MainWindow, qtbot: QtBot, user_data: Path) -> None:
    user_data.mkdir()
    (user_data / "drawings.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    learn(window, qtbot)
    assert "it is no database, or damaged" in dialog_of(window).text


# Labels that contradict a certain reading


@pytest.fixture
def slips(kept: DrawingsStore, window: MainWindow) -> list[int]:
    """The numbers of two drawings of a 1 that were kept as 4 and 5 by accident, by the keys."""
    window.activateWindow()
    for key in (Qt.Key.Key_4, Qt.Key.Key_5):
        drag(window.canvas, [(0.5, 0.15), (0.5, 0.5 + 0.05 * key % 3 / 10), (0.5, 0.85)])
        assert window.reading.verdict == "Certain: 1"
        QTest.keyClick(window, key)
        assert window.status.text == f"Kept as {chr(key)} (read as 1)."
    return [drawing.number for drawing in kept.all()[-2:]]


def listed(window: MainWindow) -> dict[int, str]:
    grid = dialog_of(window).doubtful
    return {drawing.number: str(grid.model().index(row, 0).data()) for row, drawing in enumerate(grid.shown)}


@pytest.mark.slow
@pytest.mark.own_window
def test_doubtful_labels_are_listed_before_anything_is_learned_and_can_be_left_out(
    window: MainWindow, qtbot: QtBot, slips: list[int]
) -> None:
    before = window.workspace.parameters.flat.copy()
    press_learn(window, qtbot)
    assert window.controller.state == "idle"
    assert dialog_of(window).text.startswith("You kept these 2 drawings as one digit each, but the network")
    assert sorted(listed(window).items()) == [(slips[0], "4, read 1"), (slips[1], "5, read 1")]
    leave_out = button(dialog_of(window), "leaveOutButton")
    assert leave_out.text() == "Leave out the selected (2)"
    assert not leave_out.geometry().intersects(dialog_of(window).doubtful.geometry())
    press(dialog_of(window), "leaveOutButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.n_drawings_learned > 0)
    assert not np.array_equal(window.workspace.parameters.flat, before)
    assert [int(row[0].rpartition("(")[2].rstrip(")")) for row in figures(window)[:2]] == [
        23,
        7,
    ]  # as without the slips
    assert not dialog_of(window).has_doubts


@pytest.mark.slow
@pytest.mark.own_window
def test_whoever_stands_by_the_labels_is_not_asked_again(window: MainWindow, qtbot: QtBot, slips: list[int]) -> None:
    press_learn(window, qtbot)
    press(dialog_of(window), "learnAllButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.n_drawings_learned > 0)
    assert sum(int(row[0].rpartition("(")[2].rstrip(")")) for row in figures(window)[:2]) == 32
    window.menus.undo_fine_tuning.trigger()
    press_learn(window, qtbot)
    assert window.controller.state == "running"
    qtbot.waitUntil(lambda: window.controller.state == "idle")


@pytest.mark.slow
@pytest.mark.own_window
def test_they_can_be_looked_at_and_put_right(window: MainWindow, qtbot: QtBot, slips: list[int]) -> None:
    press_learn(window, qtbot)
    press(dialog_of(window), "lookAtDrawingsButton")
    browser = window.labeling.browser
    assert browser is not None
    assert {drawing.number for drawing in browser.grid.selected} == set(slips)
    press(browser, "relabelButton1")
    qtbot.waitUntil(lambda: not window.fine_tuner.is_looking)
    assert not dialog_of(window).has_doubts
    assert dialog_of(window).text.startswith("No label contradicts the network any more")


def test_doubts_go_with_the_network_that_had_them(window: MainWindow, qtbot: QtBot, slips: list[int]) -> None:
    press_learn(window, qtbot)
    assert dialog_of(window).has_doubts
    window.menus.reset.trigger()
    assert not dialog_of(window).has_doubts
    assert dialog_of(window).text.startswith("Another network answers now.")
