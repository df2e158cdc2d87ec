"""The window and its buttons: train, pause, step, stop, reset, in every order."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.text.percent import percent_text
from engine.training.config import TrainingConfig
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train
from gui.main_window import MainWindow
from tests.window_fixtures import ENDLESS, a_config, button, drag, pen_down, pen_move, pen_up, picture_of, press

THREE = [(0.3, 0.2), (0.6, 0.2), (0.65, 0.35), (0.45, 0.48), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8)]


def set_up(window: MainWindow, config: TrainingConfig, *, batches_per_second: float = 0.0) -> None:
    form = window.panel.form
    form.set_config(config)
    window.run_bar.set_speed(batches_per_second)


def wait_for(qtbot: QtBot, window: MainWindow, state: str) -> None:
    qtbot.waitUntil(lambda: window.controller.state == state)


def last_report(window: MainWindow) -> TrainingReport:
    assert window.workspace.last_report is not None
    return window.workspace.last_report


def run_until_points(window: MainWindow, qtbot: QtBot, n_points: int = 5) -> None:
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points >= n_points)


# One run


def test_training_makes_the_loss_fall_and_mosaic_curves_and_bars_change(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = a_config(epochs=40, validation_fraction=0.2)
    set_up(window, config)
    drag(window.canvas, THREE)
    bars = window.reading.class_bars
    mosaic, curves, reading = picture_of(window.mosaic), picture_of(window.loss_plot), bars.probabilities.copy()
    press(window, "trainButton")
    assert window.controller.state == "running"
    wait_for(qtbot, window, "idle")
    history = window.workspace.history
    assert history.losses[-1] < history.losses[0] / 4
    assert history.accuracies[-1] > 0.9
    assert history.last_epoch == 40
    assert (picture_of(window.mosaic) != mosaic).any()
    assert (picture_of(window.loss_plot) != curves).any()
    assert (bars.probabilities != reading).any()
    np.testing.assert_array_equal(bars.probabilities, window.workspace.probabilities)
    expected = train(config, few_digits)
    np.testing.assert_array_equal(window.workspace.parameters.flat, expected.parameters)
    np.testing.assert_array_equal(history.points(), expected.points)
    assert window.mosaic.parameters is window.workspace.parameters
    learned, tested = expected.train_evaluation, expected.test_evaluation
    assert learned is not None
    assert tested is not None
    assert window.progress.text == (
        f"Finished 40 epochs. {percent_text(learned.accuracy)} of 192 training digits "
        f"and {percent_text(tested.accuracy)} of 60 test digits read right. Loss {learned.cost:.4f}."
    )
    assert window.progress.bar.value() == 1000


@pytest.mark.slow
@pytest.mark.own_window
def test_bars_and_mosaic_change_while_the_network_learns(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS)
    drag(window.canvas, THREE)
    answers: set[bytes] = set()
    window.workspace.reading_changed.connect(lambda _, probabilities: answers.add(probabilities.tobytes()))
    mosaics = {id(window.mosaic.parameters)}

    def both_moved() -> bool:
        mosaics.add(id(window.mosaic.parameters))
        return len(answers) >= 4 and len(mosaics) >= 4

    press(window, "trainButton")
    qtbot.waitUntil(both_moved)
    assert window.controller.state == "running"


def test_the_plot_shows_all_of_the_history_when_the_run_is_over(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, a_config(epochs=7))
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    assert window.loss_plot.description.startswith("Epoch 7 of 7: training loss ")


def test_pause_holds_and_resume_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS)
    run_until_points(window, qtbot)
    press(window, "trainButton")
    wait_for(qtbot, window, "paused")
    assert window.progress.text.startswith("Paused at epoch ")
    assert button(window, "trainButton").text() == "Continue"
    held_after = last_report(window).n_batches
    parameters = window.workspace.parameters
    drag(window.canvas, THREE)
    assert window.workspace.parameters is parameters
    for resume in ("trainButton", "trainButton"):
        press(window, resume)
        assert window.controller.state == "running"
        qtbot.waitUntil(lambda n=held_after: last_report(window).n_batches > n)  # type: ignore[misc]
        press(window, "trainButton")
        wait_for(qtbot, window, "paused")
        held_after = last_report(window).n_batches


def test_step_is_one_batch_from_idle_and_from_paused(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> None:
    set_up(window, ENDLESS)
    for n_batches in (1, 2, 3):
        press(window, "stepButton")
        qtbot.waitUntil(lambda n=n_batches: getattr(window.workspace.last_report, "n_batches", 0) == n)  # type: ignore[misc]
        assert window.controller.state == "paused"
    first = first_parameters(ENDLESS)
    assert (window.workspace.parameters.flat != first.flat).any()
    assert window.workspace.history.epochs.tolist() == pytest.approx([0, 1 / 8, 2 / 8, 3 / 8])


def test_step_holds_a_run(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS)
    run_until_points(window, qtbot)
    press(window, "stepButton")
    wait_for(qtbot, window, "paused")


def test_stop_keeps_what_was_learned(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS)
    drag(window.canvas, THREE)
    run_until_points(window, qtbot)
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    report = last_report(window)
    assert report.state == "stopped"
    np.testing.assert_array_equal(window.workspace.parameters.flat, report.parameters)
    assert window.workspace.origin == "training"
    assert window.reading.class_bars.winner is not None
    assert window.progress.text.startswith("Stopped. What was learned is kept.")


@pytest.mark.parametrize("state", ["idle", "running", "paused"])
def test_reset_forgets_in_every_state(window: MainWindow, qtbot: QtBot, state: str) -> None:
    set_up(window, ENDLESS)
    drag(window.canvas, THREE)
    run_until_points(window, qtbot)
    if state != "running":
        press(window, "trainButton" if state == "paused" else "stopButton")
        wait_for(qtbot, window, state)
    press(window, "resetButton")
    wait_for(qtbot, window, "idle")
    assert window.workspace.origin == "random"
    assert window.workspace.history.n_points == 0
    np.testing.assert_array_equal(window.workspace.parameters.flat, first_parameters(ENDLESS).flat)
    assert window.progress.text.startswith("The weights are random: the network has learned nothing yet.")
    assert window.progress.bar.value() == 0
    qtbot.waitUntil(lambda: window.loss_plot.description.startswith("Press Train"))
    assert window.reading.class_bars.winner is not None  # the drawing is still there and read


def test_reset_and_train_at_once_begin_anew(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> None:
    config = a_config()
    set_up(window, config)
    for _ in range(2):
        press(window, "resetButton")
        press(window, "trainButton")
        wait_for(qtbot, window, "idle")
        np.testing.assert_array_equal(window.workspace.parameters.flat, train(config, few_digits).parameters)


# One run after another


@pytest.mark.slow
def test_train_after_stop_follows_the_plan_as_if_there_had_been_no_stop(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = a_config(optimizer="adam", learning_rate=0.003, epochs=100, batch_size=7, schedule="cosine")
    set_up(window, config)
    run_until_points(window, qtbot)
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    stopped = window.workspace.last_report
    assert stopped is not None
    assert 0 < stopped.epoch < 100
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    whole = train(config, few_digits)
    np.testing.assert_array_equal(window.workspace.parameters.flat, whole.parameters)
    np.testing.assert_array_equal(window.workspace.history.values, np.array(whole.points))


def test_a_further_leg_is_marked_on_the_curves(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, a_config(epochs=2))
    for n_epochs in (2.0, 4.0):
        press(window, "trainButton")
        wait_for(qtbot, window, "idle")
        assert window.workspace.history.last_epoch == n_epochs
    assert window.workspace.curve_marks.legs == (2.0,)
    assert [(flag.epoch, flag.text) for flag in window.loss_plot.flags()] == [(2.0, "continued")]
    assert window.loss_plot.shown.planned_end == 4.0


def test_training_after_stop_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS)
    run_until_points(window, qtbot)
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    history = window.workspace.history
    report = window.workspace.last_report
    assert report is not None
    n_points, last_epoch, parameters = history.n_points, report.epoch, window.workspace.parameters.flat.copy()
    set_up(window, a_config(epochs=2, learning_rate=0.0))
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    np.testing.assert_array_equal(window.workspace.parameters.flat, parameters)
    assert window.workspace.history.continues(history)
    history = window.workspace.history
    assert history.n_points > n_points
    assert history.last_epoch == pytest.approx(last_epoch + 2)
    assert (np.diff(history.epochs) >= 0).all()


@pytest.mark.parametrize("hidden_layers", [(9,), (8, 5), ()])
def test_training_after_a_change_of_the_hidden_layers_begins_anew(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset, hidden_layers: tuple[int, ...]
) -> None:
    set_up(window, a_config())
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    window.panel.form.hidden_edit.setText(", ".join(map(str, hidden_layers)))
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    expected = train(a_config(hidden_layers=hidden_layers), few_digits)
    np.testing.assert_array_equal(window.workspace.parameters.flat, expected.parameters)
    np.testing.assert_array_equal(window.workspace.history.points(), expected.points)
    assert window.mosaic.tiles.grid().n_tiles == (hidden_layers[0] if hidden_layers else 10)


def test_a_seed_that_is_changed_after_reset_counts(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> None:
    set_up(window, a_config())
    press(window, "resetButton")
    window.panel.form.seed_box.setValue(6)
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    np.testing.assert_array_equal(window.workspace.parameters.flat, train(a_config(seed=6), few_digits).parameters)


def test_the_learning_rate_changes_during_a_run(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS)
    run_until_points(window, qtbot)
    press(window, "trainButton")
    wait_for(qtbot, window, "paused")
    before = window.workspace.parameters.flat.copy()
    for rate, moves in ((0.0, False), (0.1, True)):
        window.panel.form.learning_rate_box.setValue(rate)
        n_batches = last_report(window).n_batches
        press(window, "stepButton")
        qtbot.waitUntil(lambda n=n_batches: last_report(window).n_batches == n + 1)  # type: ignore[misc]
        assert (window.workspace.parameters.flat != before).any() == moves


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_F10])
def test_a_number_that_is_typed_and_not_confirmed_counts(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    set_up(window, ENDLESS)
    window.activateWindow()
    box = window.panel.form.learning_rate_box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "0.0125")
    QTest.keyClick(window, key)
    assert window.workspace.config is not None
    assert window.workspace.config.learning_rate == 0.0125
    assert window.controller.state != "idle"


def test_a_run_that_diverges_is_told_beside_the_buttons_and_leaves_a_finite_network(
    window: MainWindow, qtbot: QtBot
) -> None:
    set_up(window, a_config(learning_rate=1e6, weight_decay=1000.0, epochs=100))
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    assert window.progress.message.is_shown()
    assert window.status.errors == (window.progress.message.text,)
    assert "smaller learning rate" in window.progress.message.text
    drag(window.canvas, THREE)
    assert np.isfinite(window.reading.class_bars.probabilities).all()
    set_up(window, a_config(hidden_layers=(4,)))
    press(window, "trainButton")
    assert not window.progress.message.is_shown()
    wait_for(qtbot, window, "idle")
    assert last_report(window).state == "finished"


def test_the_window_says_how_far_it_is_while_it_runs(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, ENDLESS, batches_per_second=200.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: "digits/s" in window.progress.text)
    assert window.progress.text.startswith("Epoch ")
    assert "of 1,000,000" in window.progress.text


# Every order


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_pressed_in_whatever_order_nothing_breaks(window: MainWindow, qtbot: QtBot, seed: int) -> None:
    rng = np.random.default_rng(seed)
    form, canvas, menus = window.panel.form, window.canvas, window.menus
    set_up(window, ENDLESS, batches_per_second=float(rng.choice([0.0, 200.0])))

    def edit_layers() -> None:
        if form.hidden_edit.isEnabled():
            form.hidden_edit.setText(str(rng.choice(["8", "5, 4", "", "nonsense"])))

    def edit_epochs() -> None:
        if form.epochs_box.isEnabled():
            form.epochs_box.setValue(int(rng.choice([0, 1, 3, 1_000_000])))

    def await_news() -> None:
        with qtbot.waitSignal(window.workspace.network_changed, timeout=60, raising=False):
            pass

    names = ("trainButton", "trainButton", "stepButton", "stopButton", "resetButton", "undoButton", "redoButton")
    actions: list[Callable[[], object]] = [
        *(button(window, name).click for name in names),
        *(action.trigger for action in (menus.train, menus.step, menus.stop, menus.reset, menus.bundled_model)),
        # What a program that drives the window may ask for at any time.
        *(window.controller.pause, window.controller.resume, window.controller.step, window.controller.stop),
        lambda: drag(canvas, [(float(x), float(y)) for x, y in rng.uniform(0, 1, (4, 2))]),
        lambda: pen_down(canvas, (0.5, 0.5)),
        lambda: pen_move(canvas, (0.2, 0.7)),
        lambda: pen_up(canvas, (0.2, 0.7)),
        canvas.clear,
        edit_layers,
        edit_epochs,
        lambda: form.learning_rate_box.setValue(float(rng.uniform(0, 0.2))),
        lambda: window.mosaic.tiles.set_enlarged(None if rng.random() < 0.5 else 0),
        QApplication.processEvents,
        await_news,
    ]
    for _ in range(120):
        actions[rng.integers(len(actions))]()
        assert window.controller.state in ("idle", "running", "paused")
    assert not window.window_message.is_shown()
    form.hidden_edit.setText("8")
    window.controller.stop()
    wait_for(qtbot, window, "idle")
    set_up(window, a_config())
    press(window, "resetButton")
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    assert last_report(window).state == "finished"


def test_the_message_says_what_train_will_do_as_the_form_is_changed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.progress.text.startswith("The bundled network answers. Training starts a new one")
    press(window, "resetButton")
    assert "Training starts from them." in window.progress.text
    window.panel.form.seed_box.setValue(77)
    assert "Training starts a new network from other random weights." in window.progress.text
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not None)
    told = window.progress.text
    assert told.startswith("Finished")
    window.panel.form.seed_box.setValue(78)
    assert window.progress.text == told
