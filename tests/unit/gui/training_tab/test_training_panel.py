"""The training panel: recipes, buttons in each state, and progress in words."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from engine.data.registry import SOURCES
from engine.data.scaling import UNSCALED
from engine.nn.network import Architecture
from engine.text.sentence import Sentence
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from engine.training.report import State, TrainingReport
from gui.actions import Actions
from gui.state.availability import Availability, RunState
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.training_tab.training_panel import TrainingPanel
from tests.window_fixtures import button

BUTTONS = ("trainButton", "pauseButton", "stepButton", "stopButton", "resetButton")


@pytest.fixture
def digits(qtbot: QtBot) -> DatasetInUse:
    return DatasetInUse()


@pytest.fixture
def panel(
    qtbot: QtBot, actions: Actions, availability: Availability, settings: Settings, digits: DatasetInUse
) -> TrainingPanel:
    panel = TrainingPanel(actions, availability, settings, digits)
    panel.resize(320, 800)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def a_report(
    state: State = "running", *, message: str = "", epoch: float = 12.4, epochs: float = 100.0
) -> TrainingReport:
    architecture = Architecture.dense(hidden_layers=(2,))
    return TrainingReport(
        state=state, message=Sentence(message), architecture=architecture,
        parameters=np.zeros(architecture.n_parameters, dtype=np.float32), scaling=UNSCALED, points=(), epoch=epoch,
        epochs=epochs, unit="epoch", n_batches=1234, samples_per_second=123_456.0, seconds_left=30.0,
    )  # fmt: skip


def choose_as_user(panel: TrainingPanel, name: str) -> None:
    index = panel.recipe_box.findData(name)
    panel.recipe_box.setCurrentIndex(index)
    panel.recipe_box.activated.emit(index)


# Buttons


@pytest.mark.parametrize(
    ("state", "enabled", "text"),
    [
        ("idle", {"trainButton", "stepButton", "resetButton"}, "Train"),
        ("running", {"pauseButton", "stepButton", "stopButton", "resetButton"}, "Train"),
        ("paused", set(BUTTONS), "Resume"),
    ],
)
def test_buttons_in_each_state(
    panel: TrainingPanel, availability: Availability, state: RunState, enabled: set[str], text: str
) -> None:
    availability.set_run_state("paused")
    availability.set_run_state("idle")
    availability.set_run_state(state)
    assert {name for name in BUTTONS if button(panel, name).isEnabled()} == enabled
    assert panel.train_button.text() == text
    assert panel.pause_button.isChecked() == (state == "paused")
    is_idle = state == "idle"
    for widget in (panel.dataset_box, panel.open_data_button, panel.recipe_box, panel.form.hidden_edit):
        assert widget.isEnabled() == is_idle
    assert panel.form.learning_rate_box.isEnabled()


@pytest.mark.parametrize(
    ("state", "name", "command"),
    [
        ("idle", "trainButton", "train"),
        ("paused", "trainButton", "train"),
        ("running", "pauseButton", "train"),
        ("paused", "pauseButton", "train"),
        ("idle", "stepButton", "step"),
        ("running", "stopButton", "stop"),
        ("idle", "resetButton", "reset"),
    ],
)
def test_each_button_gives_one_command(
    panel: TrainingPanel, actions: Actions, availability: Availability, state: RunState, name: str, command: str
) -> None:
    availability.set_run_state(state)
    given: list[str] = []
    for action_name, action in vars(actions).items():
        if isinstance(action, QAction):
            action.triggered.connect(lambda _checked, name=action_name: given.append(name))
    button(panel, name).click()
    assert given == [command]


@pytest.mark.parametrize("state", ["idle", "paused"])
def test_settings_that_are_wrong_cannot_be_trained(
    panel: TrainingPanel, availability: Availability, state: RunState
) -> None:
    availability.set_run_state(state)
    panel.form.hidden_edit.setText("25, x")
    for name in ("trainButton", "stepButton", "resetButton"):
        assert not button(panel, name).isEnabled()
    panel.form.hidden_edit.setText("25")
    for name in ("trainButton", "stepButton", "resetButton"):
        assert button(panel, name).isEnabled()


@pytest.mark.parametrize(
    ("state", "enabled"),
    [
        ("idle", set()),
        ("running", {"pauseButton", "stepButton", "stopButton", "resetButton"}),
        ("paused", set(BUTTONS)),
    ],
)
def test_while_digits_are_being_read_nothing_can_begin(
    panel: TrainingPanel, availability: Availability, state: RunState, enabled: set[str]
) -> None:
    availability.set_run_state(state)
    availability.set_reading(True)
    assert {name for name in BUTTONS if button(panel, name).isEnabled()} == enabled
    panel.form.seed_box.setValue(5)
    assert {name for name in BUTTONS if button(panel, name).isEnabled()} == enabled
    availability.set_run_state("idle")
    assert not button(panel, "trainButton").isEnabled()
    availability.set_reading(False)
    assert button(panel, "trainButton").isEnabled()


def test_every_button_explains_itself(panel: TrainingPanel) -> None:
    for name in BUTTONS:
        assert len(button(panel, name).toolTip()) > 10


# Data


def test_the_data_box_names_every_source(panel: TrainingPanel) -> None:
    box = panel.dataset_box
    assert box.objectName() == "datasetBox"
    assert [box.itemData(i) for i in range(box.count())] == list(SOURCES)
    assert panel.dataset_box.currentData() == "uci-digits"
    (label,) = [label for label in panel.findChildren(QLabel) if label.buddy() is box]
    assert label.text() == "Data"


def test_a_data_set_from_a_file_is_added_once(panel: TrainingPanel, digits: DatasetInUse) -> None:
    n_before = panel.dataset_box.count()
    for _ in range(2):
        digits.choose("/tmp/my digits.mat", "my digits.mat")
        assert panel.dataset_box.currentData() == "/tmp/my digits.mat"
        assert panel.dataset_box.currentText() == "my digits.mat"
        assert panel.dataset_box.count() == n_before + 1
        digits.choose("uci-digits", "UCI digits")
        assert panel.dataset_box.currentData() == "uci-digits"


def test_choosing_data_asks_for_it_and_forgets_what_was_wrong(panel: TrainingPanel, digits: DatasetInUse) -> None:
    asked: list[str] = []
    digits.requested.connect(asked.append)
    panel.data_message.show_message("That file is no good.")
    assert panel.data_message.isVisible()
    panel.dataset_box.activated.emit(0)
    assert asked == ["uci-digits"]
    assert not panel.data_message.isVisible()


def test_the_button_with_dots_asks_for_a_file(panel: TrainingPanel, actions: Actions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions.open_data.triggered):
        panel.open_data_button.click()


# Recipes


def test_it_opens_with_the_default_recipe(panel: TrainingPanel) -> None:
    assert panel.recipe_box.objectName() == "recipeBox"
    assert panel.recipe_box.currentData() == DEFAULT_RECIPE
    assert panel.form.config() == RECIPES[DEFAULT_RECIPE].config


@pytest.mark.parametrize("name", list(RECIPES))
def test_choosing_a_recipe_sets_all_values(panel: TrainingPanel, name: str) -> None:
    panel.form.seed_box.setValue(99)
    choose_as_user(panel, name)
    assert panel.form.config() == RECIPES[name].config
    assert panel.recipe_box.currentData() == name
    assert panel.recipe_box.currentText() == RECIPES[name].label


@pytest.mark.parametrize("name", list(RECIPES))
def test_choosing_a_recipe_is_told_once_and_own_settings_are_not(panel: TrainingPanel, name: str) -> None:
    told: list[str] = []
    panel.recipe_chosen.connect(told.append)
    choose_as_user(panel, name)
    choose_as_user(panel, "")
    panel.set_recipe("deep-relu")
    assert told == [name]


@pytest.mark.parametrize("name", list(RECIPES))
def test_each_recipe_tells_what_it_is_and_comes_to(panel: TrainingPanel, name: str) -> None:
    tooltip = panel.recipe_box.itemData(panel.recipe_box.findData(name), Qt.ItemDataRole.ToolTipRole)
    assert RECIPES[name].description in tooltip
    assert ("Comes to: " in tooltip) == bool(RECIPES[name].figure)
    assert RECIPES[name].figure in tooltip


def test_an_edit_makes_it_own_settings_and_taking_it_back_the_recipe_again(panel: TrainingPanel) -> None:
    panel.form.learning_rate_box.setValue(0.77)
    assert panel.recipe_box.currentText() == "Own settings"
    panel.form.learning_rate_box.setValue(RECIPES[DEFAULT_RECIPE].config.learning_rate)
    assert panel.recipe_box.currentData() == DEFAULT_RECIPE


def test_choosing_own_settings_changes_nothing(panel: TrainingPanel) -> None:
    panel.form.seed_box.setValue(99)
    config = panel.form.config()
    choose_as_user(panel, "")
    assert panel.form.config() == config


def test_the_recipe_stands_above_the_data_that_it_chooses(panel: TrainingPanel) -> None:
    recipe, data = (box.mapTo(panel, box.rect().topLeft()) for box in (panel.recipe_box, panel.dataset_box))
    assert recipe.x() == data.x()
    assert recipe.y() < data.y()


def test_every_recipe_says_what_it_is(panel: TrainingPanel) -> None:
    (label,) = [label for label in panel.findChildren(QLabel) if label.text() == "Recipe"]
    assert label.buddy() is panel.recipe_box
    assert panel.recipe_box.toolTip()


# Room


@pytest.mark.parametrize("heights", [(1600, 500, 1600), (500, 1600, 500)])
def test_the_fields_end_where_the_buttons_do_or_beside_the_scroll_bar(
    panel: TrainingPanel, qtbot: QtBot, heights: tuple[int, ...]
) -> None:
    def right_of(widget: QWidget) -> int:
        return widget.mapTo(panel, widget.rect().topRight()).x()

    (scroll,) = panel.findChildren(QScrollArea)
    bar = scroll.verticalScrollBar()

    def is_aligned(has_bar: bool) -> bool:
        end = right_of(bar) - bar.width() - 6 if has_bar else right_of(panel.reset_button)
        return bar.isVisible() == has_bar and right_of(panel.recipe_box) == right_of(panel.open_data_button) == end

    for height in heights:
        panel.resize(320, height)
        qtbot.waitUntil(partial(is_aligned, height < 1000))


# Progress


def test_a_report_moves_the_bar_and_the_words(panel: TrainingPanel) -> None:
    panel.progress.set_report(a_report(epoch=25.0))
    assert panel.progress.bar.value() == 250
    assert panel.progress.label.text().startswith("Epoch 25 of 100")
    panel.progress.set_report(a_report("finished", message="Finished 0 epochs.", epoch=0.0, epochs=0.0))
    assert panel.progress.bar.value() == 1000
    panel.progress.set_idle_text("Random weights.")
    assert panel.progress.bar.value() == 0
    assert panel.progress.label.text() == "Random weights."


def test_what_went_wrong_in_a_run_is_told_beside_the_buttons_until_the_next(panel: TrainingPanel) -> None:
    panel.progress.set_report(a_report("failed", message="The loss became infinite: use a smaller learning rate."))
    assert panel.progress.message.isVisible()
    assert panel.progress.message.text == "The loss became infinite: use a smaller learning rate."
    panel.progress.set_report(a_report())
    assert not panel.progress.message.isVisible()
