"""The window and SciPy's minimizers: the same buttons, iterations instead of epochs, and ends in words."""

import re

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.nn.network import Parameters
from engine.optim.minimizers import MINIMIZERS
from engine.text.percent import percent_text
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train
from gui.main_window import MainWindow
from tests.window_fixtures import a_config, button, drag, press

SEVEN = [(0.2, 0.2), (0.5, 0.19), (0.8, 0.2), (0.6, 0.5), (0.45, 0.85)]


def by(optimizer: str, **values: object) -> TrainingConfig:
    """A run that would take very long."""
    return a_config(**{"optimizer": optimizer, "epochs": 1_000_000, "weight_decay": 0.1, **values})


def set_up(window: MainWindow, config: TrainingConfig, *, iterations_per_second: float = 0.0) -> None:
    window.panel.form.set_config(config)
    window.run_bar.set_speed(iterations_per_second)


def wait_for(qtbot: QtBot, window: MainWindow, state: str) -> None:
    qtbot.waitUntil(lambda: window.controller.state == state)


def last_report(window: MainWindow) -> TrainingReport:
    assert window.workspace.last_report is not None
    return window.workspace.last_report


def start_and_hold(window: MainWindow, qtbot: QtBot, config: TrainingConfig) -> None:
    """Let a slow run make some iterations, and hold it."""
    set_up(window, config, iterations_per_second=50.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points >= 3)
    press(window, "trainButton")
    wait_for(qtbot, window, "paused")


def axis_name(window: MainWindow) -> str:
    """What stands below the beginning of the curves' axis."""
    return window.loss_plot.frame().tick_text(0)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("optimizer", list(MINIMIZERS))
def test_a_run_to_its_end_is_the_engines_and_its_end_is_told_text(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset, optimizer: str
) -> None:
    config = by(optimizer, epochs=12, weight_decay=1.0)
    drag(window.canvas, SEVEN)
    set_up(window, config)
    press(window, "trainButton")
    assert window.controller.state == "running"
    wait_for(qtbot, window, "idle")
    expected = train(config, few_digits)
    np.testing.assert_array_equal(window.workspace.parameters.flat, expected.parameters)
    np.testing.assert_array_equal(window.workspace.history.points(), expected.points)
    learned, tested = expected.train_evaluation, expected.test_evaluation
    assert learned is not None
    assert tested is not None
    counts = MINIMIZERS[optimizer].counts
    assert window.progress.text == (
        f"{MINIMIZERS[optimizer].label} ended after {expected.epoch:.0f} {counts}s: that is how many were set. "
        f"{percent_text(learned.accuracy)} of 240 training digits "
        f"and {percent_text(tested.accuracy)} of 60 test digits read right. "
        f"Cost with weight decay (λ = {config.weight_decay:g}) {learned.cost:.4f}."
    )
    assert window.progress.bar.value() == 1000
    assert window.loss_plot.description.startswith(f"{counts.capitalize()} {expected.points[-1].epoch:.0f} of 12:")
    assert window.reading.class_bars.winner is not None


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("optimizer", list(MINIMIZERS))
def test_iterations_are_counted_and_the_run_is_held_stepped_resumed_and_stopped(
    window: MainWindow, qtbot: QtBot, optimizer: str
) -> None:
    counts = MINIMIZERS[optimizer].counts
    set_up(window, by(optimizer), iterations_per_second=50.0)
    press(window, "trainButton")
    told = re.compile(rf"{counts.capitalize()} [1-9]\d* of 1,000,000\n[\d,]+ digits/s, .* left")
    qtbot.waitUntil(lambda: told.fullmatch(window.progress.text) is not None)
    assert axis_name(window) == f"{counts} 0"
    press(window, "trainButton")
    wait_for(qtbot, window, "paused")
    held = last_report(window)
    n_points, parameters = window.workspace.history.n_points, window.workspace.parameters
    assert f"after {held.n_batches:,} evaluations" in window.progress.text
    drag(window.canvas, SEVEN)
    assert window.workspace.parameters is parameters
    for n_steps in (1, 2, 3):
        press(window, "stepButton")
        qtbot.waitUntil(lambda n=n_steps: window.workspace.history.n_points == n_points + n)  # type: ignore[misc]
        wait_for(qtbot, window, "paused")
        assert last_report(window).n_batches > held.n_batches
        if counts == "iteration":
            assert last_report(window).epoch == held.epoch + n_steps
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points >= n_points + 5)
    assert window.controller.state == "running"
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    report = last_report(window)
    assert report.state == "stopped"
    np.testing.assert_array_equal(window.workspace.parameters.flat, report.parameters)
    assert window.workspace.history.losses[-1] < window.workspace.history.losses[0]
    words = window.progress.text
    assert words.startswith("Stopped. What was learned is kept; a SciPy minimizer cannot be resumed. ")
    assert "% of 240 training digits and " in words
    assert axis_name(window) == f"{counts} 0"


def test_a_step_from_idle_makes_the_first_iteration_and_holds(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = by("newton-cg")
    set_up(window, config)
    for n_steps in (1, 2):
        press(window, "stepButton")
        qtbot.waitUntil(lambda n=n_steps: window.workspace.history.n_points == n + 1)  # type: ignore[misc]
        wait_for(qtbot, window, "paused")
    expected = train(config.with_values(epochs=2), few_digits)
    np.testing.assert_array_equal(window.workspace.history.points(), expected.points)
    assert (window.workspace.parameters.flat != first_parameters(config).flat).any()


def test_a_step_holds_a_run(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, by("cg"), iterations_per_second=50.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points >= 2)
    press(window, "stepButton")
    wait_for(qtbot, window, "paused")


@pytest.mark.parametrize("state", ["running", "paused"])
def test_reset_forgets_what_a_minimizer_learned(window: MainWindow, qtbot: QtBot, state: str) -> None:
    config = by("l-bfgs-b")
    start_and_hold(window, qtbot, config)
    if state == "running":
        press(window, "trainButton")
    press(window, "resetButton")
    wait_for(qtbot, window, "idle")
    np.testing.assert_array_equal(window.workspace.parameters.flat, first_parameters(config).flat)
    assert window.workspace.history.n_points == 0
    assert window.progress.text.startswith("The weights are random: the network has learned nothing yet.")


# What can be changed


def test_while_a_minimizer_runs_no_setting_can_be_changed_but_the_speed(window: MainWindow, qtbot: QtBot) -> None:
    form = window.panel.form
    start_and_hold(window, qtbot, by("l-bfgs-b"))
    for resume in (False, True):
        if resume:
            press(window, "trainButton")
        assert not [name for name, field in form.fields.items() if field.isEnabled()]
        assert window.run_bar.speed_slider.isEnabled()
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    assert form.weight_decay_box.isEnabled()
    assert form.optimizer_box.isEnabled()


def test_the_cost_stays_the_same_function_whoever_changes_the_weight_decay(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = by("l-bfgs-b", weight_decay=0.5)
    set_up(window, config)
    press(window, "stepButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points == 2)
    window.panel.form.weight_decay_box.setValue(1000.0)  # as a program could; a user cannot
    press(window, "stepButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points == 3)
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    expected = train(config.with_values(epochs=2), few_digits)
    np.testing.assert_array_equal(window.workspace.history.points(), expected.points)
    report = last_report(window)
    parameters = Parameters(report.architecture, report.parameters)
    learned = report.train_evaluation
    assert learned is not None
    assert learned.cost == pytest.approx(evaluate(parameters, few_digits.train, weight_decay=0.5).cost)


@pytest.mark.slow
def test_the_speed_changes_during_a_run(window: MainWindow, qtbot: QtBot) -> None:
    start_and_hold(window, qtbot, by("cg"))
    window.run_bar.set_speed(1.0)
    press(window, "trainButton")
    window.run_bar.set_speed(0.0)  # and not one a second, which would take minutes
    n_points = window.workspace.history.n_points
    qtbot.waitUntil(lambda: window.workspace.history.n_points > n_points + 10)


# One run after another


def test_a_minimizer_goes_on_from_gradient_descent_and_back(window: MainWindow, qtbot: QtBot) -> None:
    losses = []
    for optimizer, epochs in (("gradient-descent", 3), ("l-bfgs-b", 5), ("adam", 2)):
        set_up(window, by(optimizer, epochs=epochs, learning_rate=0.01))
        press(window, "trainButton")
        wait_for(qtbot, window, "idle")
        losses.append(window.workspace.history.losses[-1])
    assert losses == sorted(losses, reverse=True)
    epochs_told = window.workspace.history.epochs
    assert epochs_told[-1] == 3 + 5 + 2
    assert (np.diff(epochs_told) >= 0).all()
    assert window.workspace.history.losses[0] > losses[0]


@pytest.mark.slow
def test_a_new_start_by_another_method_has_another_axis(window: MainWindow, qtbot: QtBot) -> None:
    for optimizer, axis in (("tnc", "evaluation"), ("gradient-descent", "epoch"), ("cg", "iteration")):
        set_up(window, by(optimizer, epochs=2))
        press(window, "resetButton")
        press(window, "trainButton")
        wait_for(qtbot, window, "idle")
        assert axis_name(window) == f"{axis} 0"


def test_a_tolerance_ends_a_run_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, by("cg", tolerance=1e5))
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    report = last_report(window)
    assert report.state == "finished"
    assert report.epoch == 10  # those before are not looked at
    words = window.progress.text
    assert words.startswith("Stopped: iteration 10 lowered the cost by less than 100000. ")


def test_no_iteration_at_all_is_an_end_too(window: MainWindow, qtbot: QtBot) -> None:
    set_up(window, by("cg", epochs=0))
    press(window, "trainButton")
    wait_for(qtbot, window, "idle")
    assert window.progress.text.startswith("Finished 0 iterations. ")


# Closing


@pytest.mark.slow
@pytest.mark.own_window
@pytest.mark.parametrize(
    ("optimizer", "state"),
    [
        ("l-bfgs-b", "running"),
        ("tnc", "starting"),
        ("cg", "paused"),
        *((name, "running") for name in MINIMIZERS if name != "l-bfgs-b"),
    ],
)
def test_the_window_closes_at_any_moment(window: MainWindow, qtbot: QtBot, optimizer: str, state: str) -> None:
    set_up(window, by(optimizer), iterations_per_second=10.0)
    press(window, "stepButton" if state == "paused" else "trainButton")
    if state != "starting":
        qtbot.waitUntil(lambda: window.workspace.history.n_points >= 2)
    assert window.close()  # and no thread is left, which the fixture nothing_left_behind waits for
    assert not window.status.errors


def test_buttons_in_each_state_are_those_of_any_run(window: MainWindow, qtbot: QtBot) -> None:
    names = ("trainButton", "stepButton", "stopButton", "resetButton")
    start_and_hold(window, qtbot, by("cg"))
    assert button(window, "trainButton").text() == "Continue"
    assert all(button(window, name).isEnabled() for name in names)
    press(window, "trainButton")
    assert button(window, "trainButton").text() == "Pause"
    press(window, "stopButton")
    wait_for(qtbot, window, "idle")
    assert [name for name in names if button(window, name).isEnabled()] == ["trainButton", "stepButton", "resetButton"]
