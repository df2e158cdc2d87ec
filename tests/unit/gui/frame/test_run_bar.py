"""The bar that runs the training: each button in each state, the speed, and how far the run is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.scaling import UNSCALED
from engine.nn.network import Architecture
from engine.text.sentence import Sentence
from engine.training.recipes import DEFAULT_RECIPE, FIRST_SPEED
from engine.training.report import State, TrainingReport, Unit
from gui.actions import Actions
from gui.frame.run_bar import SPEEDS, RunBar
from gui.main_window import MainWindow
from gui.state.availability import Availability, RunState
from gui.state.next_run import NextRun
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.theming.theme import LIGHT
from gui.widgets.message_area import Message
from gui.widgets.run_progress import RunProgress
from tests.window_fixtures import a_config, button, press

BUTTONS = ("trainButton", "stepButton", "stopButton")


@pytest.fixture
def workspace(actions: Actions) -> Workspace:
    return Workspace(actions)


@pytest.fixture
def bar(qtbot: QtBot, actions: Actions, availability: Availability, settings: Settings, workspace: Workspace) -> RunBar:
    bar = RunBar(
        actions, availability, settings, workspace,
        next_run=NextRun(workspace, settings, actions), progress=RunProgress(Message(actions)),
    )  # fmt: skip
    bar.set_theme(LIGHT)
    bar.resize(888, 32)
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def a_report(
    state: State = "running",
    *,
    message: str = "",
    epoch: float = 12.4,
    epochs: float = 100.0,
    seconds_left: float = 30.0,
) -> TrainingReport:
    architecture = Architecture.dense(hidden_layers=(2,))
    return TrainingReport(
        state=state, message=Sentence(message), architecture=architecture,
        parameters=np.zeros(architecture.n_parameters, dtype=np.float32), scaling=UNSCALED, points=(), epoch=epoch,
        epochs=epochs, unit="epoch", n_batches=1234, samples_per_second=123_456.0, seconds_left=seconds_left,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "is_reading", "enabled", "text"),
    [
        ("idle", False, {"trainButton", "stepButton"}, "Train a new network"),
        ("idle", True, set(), "Train a new network"),
        ("running", False, set(BUTTONS), "Pause"),
        ("running", True, set(BUTTONS), "Pause"),
        ("paused", False, set(BUTTONS), "Continue"),
        ("paused", True, set(BUTTONS), "Continue"),
    ],
)
def test_buttons_in_each_state(
    bar: RunBar, availability: Availability, state: RunState, enabled: set[str], text: str, *, is_reading: bool
) -> None:
    for each in ("paused", "idle", state):
        availability.set_run_state(each)
    availability.set_reading(is_reading)
    assert {name for name in BUTTONS if button(bar, name).isEnabled()} == enabled
    assert bar.train_button.text() == text
    for name in BUTTONS:
        assert len(button(bar, name).toolTip()) > 10


@pytest.mark.parametrize(
    ("state", "name", "command"),
    [
        ("idle", "trainButton", "train"),
        ("running", "trainButton", "train"),
        ("paused", "trainButton", "train"),
        ("idle", "stepButton", "step"),
        ("running", "stopButton", "stop"),
    ],
)
def test_each_button_gives_one_command(
    bar: RunBar, actions: Actions, availability: Availability, state: RunState, name: str, command: str
) -> None:
    availability.set_run_state(state)
    given: list[str] = []
    for action_name, action in vars(actions).items():
        if isinstance(action, QAction):
            action.triggered.connect(lambda _checked, name=action_name: given.append(name))
    button(bar, name).click()
    assert given == [command]


def test_nothing_moves_whatever_the_state_and_the_words(bar: RunBar, availability: Availability, qtbot: QtBot) -> None:
    def places() -> list[object]:
        qtbot.wait(1)
        return [widget.geometry() for widget in (*bar.findChildren(QPushButton), bar.speed_slider, bar.progress)]

    before = places()
    for state in ("running", "paused", "idle"):
        availability.set_run_state(state)
        for epoch in (0.0, 99.9):
            bar.progress.set_report(a_report(epoch=epoch))
            assert places() == before
    for speed in SPEEDS:
        bar.set_speed(speed)
        assert places() == before


def test_a_narrow_bar_shows_signs_that_keep_their_names(bar: RunBar) -> None:
    bar.resize(636, 32)
    QApplication.processEvents()
    assert bar.step_button.text() == ""
    assert (bar.step_button.accessibleName(), bar.stop_button.accessibleName()) == ("Step", "Stop")
    assert not bar.step_button.icon().isNull()
    bar.resize(888, 32)
    QApplication.processEvents()
    assert bar.step_button.text() == "Step"


def test_the_slider_sets_the_speed_and_shows_what_is_set(
    bar: RunBar, settings: Settings, qtbot: QtBot, workspace: Workspace, uci_digits: Dataset
) -> None:
    workspace.set_dataset(uci_digits)
    assert bar.batches_per_second == settings.live.batches_per_second == FIRST_SPEED
    bar.set_speed(0.0)
    bar.speed_slider.setFocus()
    with qtbot.waitSignal(settings.live_edited) as edited:
        QTest.keyClick(bar.speed_slider, Qt.Key.Key_Left)
    assert edited.args[0].batches_per_second == settings.live.batches_per_second == SPEEDS[-2]
    settings.replace(settings.config, batches_per_second=20.0)
    assert bar.batches_per_second == settings.live.batches_per_second == 20.0
    assert bar.speed_slider.accessibleDescription() == "20 batches/s"


def test_a_report_moves_bar_and_words(bar: RunBar) -> None:
    progress = bar.progress
    progress.set_report(a_report(epoch=25.0))
    assert progress.bar.value() == 250
    assert progress.label.text() == "Epoch 25 of 100, 30 s left"
    assert progress.text.startswith("Epoch 25 of 100")
    progress.set_report(a_report("failed", message="The loss became infinite: use a smaller learning rate."))
    assert progress.message.text == "The loss became infinite: use a smaller learning rate."
    progress.set_report(a_report())
    assert not progress.message.is_shown()
    progress.set_idle_text("Random weights.")
    assert (progress.bar.value(), progress.text, progress.label.text()) == (0, "Random weights.", "No run under way")


@pytest.mark.parametrize(
    ("report", "width", "told"),
    [
        (a_report(epoch=278.4, epochs=3000.0, seconds_left=77.0), 888, "278 of 3,000, 77 s left"),
        (a_report(epoch=1278.4, epochs=13_000.0, seconds_left=677.0), 888, "1,278 of 13,000, 12 min left"),
        (a_report("stopped", epoch=9_999.0, epochs=10_000.0), 888, "9,999 of 10,000, stopped"),
        (a_report(epoch=27_800_000.4, epochs=300_000_000.0, seconds_left=677.0), 888, "27,800,000 of 300,000,000"),
        (a_report(epoch=8.4, epochs=30.0, seconds_left=77.0), 634, "8 of 30"),
        (a_report(epoch=99_999.0, epochs=100_000.0, seconds_left=77.0), 634, "99 %"),
    ],
)
def test_how_far_it_is_is_never_cut(bar: RunBar, report: TrainingReport, width: int, told: str) -> None:
    bar.resize(width, 32)
    bar.progress.set_report(report)
    QApplication.processEvents()
    shown = bar.progress.label.shown_text()
    assert shown.removeprefix("Epoch ") == told


def test_the_button_says_what_train_will_do(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config())
    assert window.run_bar.train_button.text() == "Train a new network"
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.run_bar.train_button.text() == "Train on"
    window.panel.form.set_config(a_config(hidden_layers=(9,)))
    assert window.run_bar.train_button.text() == "Train a new network"


def test_no_moment_after_train_says_that_no_run_is_under_way(window: MainWindow, qtbot: QtBot) -> None:
    label, told, curves = window.progress.label, list[str](), list[str]()
    window.panel.form.set_config(a_config())
    assert label.text() == "No run under way"
    for over in ("Epoch 3 of 3, finished", "Epoch 6 of 6, finished"):
        press(window, "trainButton")
        told.append(label.text())
        curves.append(window.loss_plot.description)
        qtbot.waitUntil(lambda: window.controller.state == "idle")
        assert label.text() == over
    assert told == ["Starting…", "Starting…"]
    assert curves[0] == "The first digits are being read."
    assert curves[1].startswith("Epoch 3 of 6")


@pytest.mark.parametrize("name", ["trainButton", "stepButton"])
def test_a_run_that_cannot_begin_is_not_said_to_start_any_more(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    window.digits.source = str(tmp_path / "gone.npz")
    press(window, name)
    assert window.progress.label.text() == "Starting…"
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.progress.label.text() == "No run under way"


def test_a_recipe_that_is_chosen_again_after_a_stop_is_told_as_the_new_start_that_it_is(
    window: MainWindow, qtbot: QtBot
) -> None:
    button = window.run_bar.train_button
    window.recipes.choose(DEFAULT_RECIPE)
    window.run_bar.speed_slider.setValue(SPEEDS.index(100.0))  # minutes, so that it goes on when it is stopped
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 2)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert button.text() == "Continue"
    window.recipes.choose(DEFAULT_RECIPE)
    assert button.text() == "Train a new network"
    sentence = "A recipe was chosen: training starts a new network from random weights."
    assert button.toolTip() == f"{sentence} (F5)"
    assert window.status.text == sentence


def test_a_blocked_button_says_what_is_in_the_way(window: MainWindow) -> None:
    window.panel.form.hidden_edit.setText("nonsense")
    sentence = window.panel.form.error()
    assert 'got "nonsense".' in sentence
    assert window.run_bar.train_button.toolTip() == window.run_bar.step_button.toolTip() == sentence


@pytest.mark.parametrize(
    ("unit", "is_fine_tuning", "says"),
    [("epoch", False, "Training: learning rate, "), ("iteration", False, "Training: only the speed "),
     ("evaluation", False, "Training: only the speed "), ("epoch", True, "The network is learning your handwriting. ")],
)  # fmt: skip
def test_what_can_be_changed_is_told_as_it_is_for_each_kind_of_run(
    qtbot: QtBot, unit: Unit, says: str, *, is_fine_tuning: bool
) -> None:
    progress = RunProgress(Message())
    qtbot.addWidget(progress)
    told: list[str] = []
    progress.state_changed.connect(lambda sentence, _is_news: told.append(sentence))
    progress.set_report(replace(a_report(), unit=unit), is_fine_tuning=is_fine_tuning)
    assert told[-1].startswith(says)


def test_a_speed_is_told_once_it_is_known_what_it_comes_to(
    bar: RunBar, workspace: Workspace, few_digits: Dataset
) -> None:
    bar.set_speed(1000.0)
    assert bar.speed_slider.accessibleDescription() == ""
    workspace.set_dataset(few_digits)
    assert "epochs/s" in bar.speed_slider.accessibleDescription()
