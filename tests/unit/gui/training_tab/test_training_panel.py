"""The training panel: recipes, data, and the room for the fields."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.registry import SOURCES
from engine.training.config import parse_hidden_layers
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.reasons import why_not
from gui.state.recipe_choice import RecipeChoice
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.training_tab.settings.settings_form import FIRST
from gui.training_tab.training_panel import TrainingPanel
from gui.widgets.message_area import MessageArea
from gui.widgets.setting_fields import write_field
from tests.window_fixtures import button


@pytest.fixture
def digits(qtbot: QtBot) -> DatasetInUse:
    return DatasetInUse()


@pytest.fixture
def workspace(qtbot: QtBot) -> Workspace:
    return Workspace()


@pytest.fixture
def recipes(workspace: Workspace, settings: Settings, digits: DatasetInUse, availability: Availability) -> RecipeChoice:
    return RecipeChoice(workspace, settings, digits, availability)


@pytest.fixture
def panel(
    qtbot: QtBot,
    actions: Actions,
    availability: Availability,
    settings: Settings,
    digits: DatasetInUse,
    recipes: RecipeChoice,
    messages: MessageArea,
) -> TrainingPanel:
    panel = TrainingPanel(actions, availability, settings, digits, recipes, messages=messages)
    recipes.chosen.connect(lambda name: digits.choose(RECIPES[name].source, name))  # as the data chooser does
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


def test_choosing_a_recipe_sets_all_values(panel: TrainingPanel) -> None:
    for name, recipe in RECIPES.items():
        panel.form.seed_box.setValue(99)
        choose_as_user(panel, name)
        assert panel.form.config() == recipe.config
        assert panel.recipe_box.currentData() == name
        assert panel.recipe_box.currentText() == str(recipe.label)


def test_choosing_a_recipe_is_told_once_and_own_settings_are_not(panel: TrainingPanel, recipes: RecipeChoice) -> None:
    told: list[str] = []
    recipes.chosen.connect(told.append)
    for name in RECIPES:
        choose_as_user(panel, name)
        choose_as_user(panel, "")
        recipes.set_values("deep-relu")
    assert told == list(RECIPES)


def test_each_recipe_tells_what_it_is_and_comes_to(panel: TrainingPanel) -> None:
    for name, recipe in RECIPES.items():
        tooltip = panel.recipe_box.itemData(panel.recipe_box.findData(name), Qt.ItemDataRole.ToolTipRole)
        assert str(recipe.description) in tooltip
        assert ("Result: " in tooltip) == (recipe.figure is not None)
        assert str(recipe.figure or "") in tooltip


def test_an_edit_makes_it_own_settings_and_taking_it_back_the_recipe_again(panel: TrainingPanel) -> None:
    panel.form.learning_rate_box.setValue(0.77)
    assert panel.recipe_box.currentText() == f"{RECIPES[DEFAULT_RECIPE].label}, changed"
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
def test_the_fields_are_as_wide_with_a_scroll_bar_as_without(
    panel: TrainingPanel, qtbot: QtBot, heights: tuple[int, ...]
) -> None:
    def right_of(widget: QWidget) -> int:
        return widget.mapTo(panel, widget.rect().topRight()).x()

    (scroll,) = panel.findChildren(QScrollArea)
    bar = scroll.verticalScrollBar()
    panel.form.more_button.setChecked(True)

    def is_aligned(has_bar: bool) -> bool:
        ends = {right_of(widget) for widget in (panel.recipe_box, panel.open_data_button, panel.reset_button)}
        return bar.isVisible() == has_bar and len(ends) == 1

    for height in heights:
        panel.resize(280, height)
        qtbot.waitUntil(partial(is_aligned, height < 1000))


def test_at_first_there_are_at_most_eight_fields_and_then_all(panel: TrainingPanel) -> None:
    kinds = (QComboBox, QLineEdit, QAbstractSpinBox, QCheckBox, QSlider)

    def shown() -> list[QWidget]:
        widgets = panel.findChildren(QWidget)
        fields = [w for w in widgets if isinstance(w, kinds) and w.isVisible()]
        return [w for w in fields if not isinstance(w.parent(), QAbstractSpinBox)]

    assert len(shown()) <= 8
    more = button(panel, "moreSettingsButton")
    more.click()
    assert len(shown()) > 20
    more.click()
    assert len(shown()) <= 8


def test_whether_all_settings_are_shown_is_remembered(
    qtbot: QtBot,
    actions: Actions,
    availability: Availability,
    settings: Settings,
    digits: DatasetInUse,
    recipes: RecipeChoice,
    messages: MessageArea,
) -> None:
    panels: list[TrainingPanel] = []  # else one could be collected while it is still asked

    def another() -> TrainingPanel:
        panel = TrainingPanel(
            actions, availability, settings, digits, recipes, messages=messages, preferences=Preferences()
        )
        qtbot.addWidget(panel)
        panels.append(panel)
        return panel

    assert not another().form.more_button.isChecked()
    another().form.more_button.click()
    assert another().form.more_button.isChecked()
    another().form.more_button.click()
    assert not another().form.more_button.isChecked()


def test_what_is_changed_shows_below_with_what_it_usually_is_and_is_put_back(panel: TrainingPanel) -> None:
    form = panel.form
    row = form.rows["weight_decay"]
    assert not row.isVisible()
    form.weight_decay_box.setValue(0.1)
    assert row.isVisible()
    assert row.note.text() == "usually 0.5"
    assert form.more_note.text() == "1 changed"
    row.link.click()
    assert form.weight_decay_box.value() == 0.5
    assert not row.isVisible()
    assert form.more_note.text() == ""
    assert panel.recipe_box.currentData() == DEFAULT_RECIPE


def test_a_field_does_not_vanish_while_it_is_being_changed(panel: TrainingPanel, qtbot: QtBot) -> None:
    form = panel.form
    form.weight_decay_box.setValue(1.0)
    form.weight_decay_box.setFocus()
    qtbot.waitUntil(form.weight_decay_box.hasFocus)
    QTest.keyClick(form.weight_decay_box, Qt.Key.Key_Down)
    assert form.weight_decay_box.value() == 0.5
    assert form.rows["weight_decay"].isVisible()
    form.hidden_edit.setFocus()
    assert not form.rows["weight_decay"].isVisible()


def test_all_is_put_back_at_once_the_digits_too(panel: TrainingPanel, digits: DatasetInUse) -> None:
    choose_as_user(panel, "mlp-sgd")
    panel.form.seed_box.setValue(77)
    digits.choose("uci-digits", "UCI digits")
    assert panel.recipe_box.currentText() == "10 hidden, one digit a step, changed"
    panel.recipe_row.link.click()
    assert panel.recipe_box.currentData() == "mlp-sgd"
    assert panel.form.config() == RECIPES["mlp-sgd"].config
    assert digits.source == "uci-digits-8x8"


def test_other_digits_make_it_another_run_than_the_recipes(panel: TrainingPanel, digits: DatasetInUse) -> None:
    digits.choose("handwriting", "Generated handwriting")
    assert panel.recipe_box.currentData() == ""
    assert panel.recipe_box.currentText().endswith(", changed")
    digits.choose("uci-digits", "UCI digits")
    assert panel.recipe_box.currentData() == DEFAULT_RECIPE


def test_what_cannot_be_changed_in_a_run_says_why(panel: TrainingPanel, availability: Availability) -> None:
    form, reason = panel.form, "Can be changed once the run has ended."
    fixed: list[QWidget] = [form.hidden_edit, form.activation_box, form.seed_box, panel.recipe_box, panel.dataset_box]
    availability.set_run_state("running")
    for field in fixed:
        assert not field.isEnabled()
        assert field.toolTip().startswith(reason)
    assert form.rows["learning_rate"].note.text() == "can change now"
    assert reason not in form.learning_rate_box.toolTip()
    availability.set_run_state("idle")
    assert not any(reason in field.toolTip() for field in fixed)
    assert form.rows["learning_rate"].note.text() == ""


def test_layers_are_not_refused_for_digits_that_are_about_to_go(
    panel: TrainingPanel, digits: DatasetInUse, few_blocks: Dataset
) -> None:
    panel.show_dataset(few_blocks)
    digits.choose(few_blocks.source, few_blocks.label)
    write_field(panel.form.hidden_edit, parse_hidden_layers("conv 8 5x5, pool 2, conv 16 5x5, 64"))
    assert panel.form.error()
    digits.set_coming("uci-digits")
    assert not panel.form.error()
    digits.set_coming("")
    assert panel.form.error()


def test_the_number_of_digits_and_of_parameters_stands_beside(
    panel: TrainingPanel, digits: DatasetInUse, few_digits: Dataset, few_blocks: Dataset
) -> None:
    for dataset, parameters in (
        (replace(few_digits, source="uci-digits"), "10,285 parameters"),
        (replace(few_blocks, source="uci-digits-8x8"), "1,885 parameters"),
    ):
        digits.choose(dataset.source, dataset.label)  # and is being read: nobody knows how many inputs that makes
        assert panel.data_row.note.text() == panel.form.rows["hidden_layers"].note.text() == ""
        panel.show_dataset(dataset)
        assert panel.data_row.note.text() == "300 digits"
        assert panel.form.rows["hidden_layers"].note.text() == parameters
    digits.set_missing("ex4")
    assert panel.form.rows["hidden_layers"].note.text() == ""
    digits.set_missing("")
    assert panel.form.rows["hidden_layers"].note.text() == "1,885 parameters"
    panel.form.hidden_edit.setText("nonsense")
    assert panel.form.rows["hidden_layers"].note.text() == ""


@pytest.mark.parametrize("is_open", [False, True])
def test_no_field_moves_because_of_an_error_a_remark_or_what_may_change(
    panel: TrainingPanel, availability: Availability, digits: DatasetInUse, is_open: bool
) -> None:
    panel.resize(280, 1800)
    form = panel.form
    form.more_button.setChecked(is_open)
    first = [panel.recipe_box, panel.dataset_box, *(form.fields[name] for name in FIRST), form.more_button]
    fields = [*first, *form.fields.values()] if is_open else first
    fields = [field for field in fields if field.isVisibleTo(panel)]
    assert len(fields) > (20 if is_open else 5)

    def places() -> list[tuple[str, QRect]]:
        QApplication.processEvents()
        return [(field.objectName(), QRect(field.mapTo(panel, QPoint(0, 0)), field.size())) for field in fields]

    before = places()
    changes: list[Callable[[], object]] = [
        lambda: form.hidden_edit.setText("nonsense"),
        lambda: form.hidden_edit.setText("400-512-10"),
        lambda: form.activation_box.setCurrentIndex(2),
        lambda: form.learning_rate_box.setValue(0.7),
        lambda: form.epochs_box.setValue(7),
        lambda: form.weight_decay_box.setValue(7),
        lambda: form.validation_box.setValue(7),
        lambda: digits.set_missing("ex4"),
        lambda: digits.set_missing(""),
        lambda: availability.set_run_state("running"),
        lambda: availability.set_run_state("idle"),
        panel.recipe_row.link.click,
    ]
    for number, change in enumerate(changes):
        change()
        assert places() == before, number


def test_a_wrong_entry_blocks_train_and_is_told_in_the_same_words_until_it_is_mended(
    panel: TrainingPanel, availability: Availability, messages: MessageArea, qtbot: QtBot
) -> None:
    panel.form.hidden_edit.setText("25, x")
    sentence = panel.form.error()
    assert '"25, x"' in sentence
    assert why_not("train", availability.now) == why_not("step", availability.now) == sentence
    assert messages.text == ""  # more may be typed
    qtbot.waitUntil(lambda: messages.text == sentence)
    panel.form.hidden_edit.setText("25")
    assert messages.text == ""
    assert availability.may("train")


def test_too_few_digits_to_validate_on_are_told(panel: TrainingPanel, few_digits: Dataset) -> None:
    row = panel.form.rows["validation_fraction"]
    panel.show_dataset(few_digits)
    assert row.note.text() == ""
    n = np.arange(14)
    panel.show_dataset(replace(few_digits, digits=few_digits.digits[n], test_indices=n[:10]))
    assert row.note.text() == "too few digits: unused"
    panel.form.validation_box.setValue(0)
    assert "unused" not in row.note.text()


def test_a_whole_network_is_taken_without_its_ends_and_it_is_said(panel: TrainingPanel, messages: MessageArea) -> None:
    panel.form.hidden_edit.setText("400-512-10")
    assert panel.form.config().hidden_layers == (512,)
    assert messages.text == "400-512-10 is the whole network: its hidden layer is 512."
    panel.form.hidden_edit.setText("512")
    assert messages.text == ""


def test_the_slider_and_the_number_of_the_learning_rate_are_one(panel: TrainingPanel) -> None:
    slider = panel.findChild(QSlider, "learningRateSlider")
    assert isinstance(slider, QSlider)
    box = panel.form.learning_rate_box
    before = slider.value()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert (slider.value(), box.value()) == (before + 1, 0.2)
    box.setValue(0.0123)
    assert (slider.value(), box.value()) == (before - 3, 0.0123)
    box.setValue(0.0)
    assert (slider.value(), box.value()) == (0, 0.0)


@pytest.mark.parametrize("height", [300, 800])
def test_new_random_weights_are_in_sight_or_a_scroll_away(panel: TrainingPanel, qtbot: QtBot, height: int) -> None:
    (scroll,) = panel.findChildren(QScrollArea)
    for to in (height, 600, height):
        panel.resize(280, to)
    qtbot.waitUntil(lambda: scroll.isAncestorOf(panel.reset_button) == (height < 440))
    assert panel.reset_button.isVisible()
    assert panel.reset_button.text() == "New random weights"


def test_no_choice_is_cut(panel: TrainingPanel, qtbot: QtBot) -> None:
    panel.resize(280, 800)
    panel.form.more_button.setChecked(True)
    qtbot.waitUntil(lambda: panel.form.loss_box.width() > 200)
    for box in panel.form.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        for index in range(box.count()):
            assert box.fontMetrics().horizontalAdvance(box.itemText(index)) <= room.width(), box.itemText(index)


@pytest.mark.parametrize(("setting", "is_open", "goes_to"), [
    ("hidden_activation", False, "hidden_activation"), ("seed", True, "seed"), ("seed", False, "more"),
])  # fmt: skip
def test_put_back_by_keys_leaves_the_focus_where_it_makes_sense(
    panel: TrainingPanel, qtbot: QtBot, setting: str, is_open: bool, goes_to: str
) -> None:
    form = panel.form
    form.more_button.setChecked(is_open)
    write_field(form.fields[setting], "relu" if setting == "hidden_activation" else 7)
    link = form.rows[setting].link
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert not form.changed_settings()
    expected = form.more_button if goes_to == "more" else form.fields[goes_to]
    assert QApplication.focusWidget() is expected
