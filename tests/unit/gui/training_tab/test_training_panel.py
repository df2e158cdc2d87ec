"""The training panel: recipes, data, and the room for the fields."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from engine.data.registry import SOURCES
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.training_tab.training_panel import TrainingPanel
from gui.widgets.message_area import Message


@pytest.fixture
def digits(qtbot: QtBot) -> DatasetInUse:
    return DatasetInUse()


@pytest.fixture
def panel(
    qtbot: QtBot, actions: Actions, availability: Availability, settings: Settings, digits: DatasetInUse
) -> TrainingPanel:
    panel = TrainingPanel(actions, availability, settings, digits, data_message=Message())
    panel.resize(320, 800)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def choose_as_user(panel: TrainingPanel, name: str) -> None:
    index = panel.recipe_box.findData(name)
    panel.recipe_box.setCurrentIndex(index)
    panel.recipe_box.activated.emit(index)


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
    assert panel.data_message.is_shown()
    panel.dataset_box.activated.emit(0)
    assert asked == ["uci-digits"]
    assert not panel.data_message.is_shown()


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
