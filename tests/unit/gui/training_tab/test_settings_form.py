"""The form: every setting there and back, checked as it is typed, and what may change during a run."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLITS
from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.layer_table import LayerTable, read_layer_table
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import BOUNDS, METHODS, TrainingConfig
from engine.training.control import LiveSettings
from engine.training.recipes import RECIPES
from gui.training_tab.settings import settings_form
from gui.training_tab.settings.settings_form import FIRST, SettingsForm
from tests.window_fixtures import select

UNUSUAL = TrainingConfig(
    hidden_layers=(7, 300, 12),
    hidden_activation="tanh",
    output_loss="sigmoid-squared-error",
    initialization="he",
    seed=2**31 - 1,
    optimizer="momentum",
    learning_rate=1e-05,
    momentum=0.35,
    batch_size=0,
    epochs=1_000_000,
    weight_decay=123.5,
    validation_fraction=0.37,
    patience=11,
    tolerance=1e-07,
    input_format="8x8",
    input_scaling="centered",
    augmentation="strong",
    split="plain",
    test_fraction=0.29,
    split_seed=2**31 - 2,
    test_count=321,
    shuffle=False,
    schedule="step",
    step_epochs=7,
    step_factor=0.25,
    dtype="float64",
)
LIVE = {"learningRateBox", "momentumBox", "weightDecayBox"}
FIXED = {
    "inputFormatBox", "inputScalingBox", "augmentationBox", "splitBox", "testShareBox", "splitSeedBox", "testCountBox",
    "hiddenLayersEdit",
    "activationBox", "lossBox", "initializationBox", "seedBox", "optimizerBox", "scheduleBox", "stepEpochsBox",
    "stepFactorBox", "batchSizeBox",
    "shuffleBox", "epochsBox", "validationBox", "validationSeedBox", "patienceBox", "toleranceBox", "precisionBox",
}  # fmt: skip


@pytest.fixture
def form(lent_form: SettingsForm) -> SettingsForm:
    """The settings, all of them unfolded."""
    lent_form.more_button.setChecked(True)
    return lent_form


def fields_of(form: SettingsForm) -> dict[str, QWidget]:
    """Every field that a user can change, by its object name."""
    return {field.objectName(): field for field in form.fields.values()}


# There and back


def test_every_setting_that_goes_in_comes_out(form: SettingsForm) -> None:
    for config in (*(recipe.config for recipe in RECIPES.values()), UNUSUAL, TrainingConfig()):
        form.set_config(config)
        assert form.config() == config
        assert form.error() == ""
        assert form.live_settings() == LiveSettings(
            learning_rate=config.learning_rate, momentum=config.momentum, weight_decay=config.weight_decay
        )


@pytest.mark.parametrize(
    "name",
    ["learning_rate", "momentum", "weight_decay", "seed", "batch_size", "epochs", "patience", "tolerance",
     "test_fraction", "split_seed", "test_count", "step_epochs", "step_factor"],
)  # fmt: skip
def test_the_bounds_of_every_number_can_be_set(form: SettingsForm, name: str) -> None:
    for value in (BOUNDS[name].least, BOUNDS[name].greatest):
        number = int(value) if isinstance(getattr(TrainingConfig(), name), int) else value
        config = TrainingConfig().with_values(**{name: number})
        form.set_config(config)
        assert form.config() == config


def test_more_test_digits_than_there_are_digits_are_wrong_where_they_are_typed(
    form: SettingsForm, few_digits: Dataset
) -> None:
    form.set_digits(few_digits)
    form.set_config(TrainingConfig(split="last", test_count=300))
    assert form.error() == "Test count must be from 0 to 299 for 300 digits, got 300."
    assert form.test_count_box.property("wrong")
    assert form.rows["test_count"].isVisible()
    form.set_digits(few_digits, is_chosen=False)  # of those that are chosen nothing is known
    assert not form.error()
    form.set_digits(few_digits)
    form.test_count_box.setValue(299)
    assert not form.error()


@pytest.mark.parametrize(("count", "becomes"), [(10_000, 45), (20, 20)])
def test_who_chooses_the_last_digits_gets_a_number_that_fits(
    form: SettingsForm, few_digits: Dataset, count: int, becomes: int
) -> None:
    form.set_digits(few_digits)
    form.set_config(TrainingConfig(test_count=count))
    form.more_button.setChecked(True)
    form.split_box.setFocus()
    for _ in range(3):
        QTest.keyClick(form.split_box, Qt.Key.Key_Down)
    assert form.config() == TrainingConfig(split="last", test_count=becomes)


@pytest.mark.parametrize("name", ["validation_fraction", "test_fraction"])
def test_every_share_comes_back_as_it_was(form: SettingsForm, name: str) -> None:
    for percent in range(91):
        form.set_config(TrainingConfig().with_values(**{name: percent / 100}))
        assert getattr(form.config(), name) == percent / 100


def test_what_is_chosen_in_a_field_is_in_the_configuration(form: SettingsForm, qtbot: QtBot) -> None:
    form.hidden_edit.selectAll()
    QTest.keyClicks(form.hidden_edit, "128, 64")
    select(form.activation_box, "relu")
    select(form.loss_box, "sigmoid-cross-entropy")
    select(form.initialization_box, "uniform")
    select(form.optimizer_box, "adam")
    form.seed_box.setValue(5)
    form.learning_rate_box.setValue(0.002)
    form.batch_box.setValue(1)
    form.epochs_box.setValue(9)
    form.weight_decay_box.setValue(2.5)
    form.validation_box.setValue(20)
    form.patience_box.setValue(4)
    form.tolerance_box.setValue(0.001)
    select(form.scaling_box, "standardized")
    select(form.augmentation_box, "light")
    select(form.split_box, "stratified")
    form.test_share_box.setValue(25)
    form.split_seed_box.setValue(8)
    select(form.schedule_box, "step")
    form.step_epochs_box.setValue(3)
    form.step_factor_box.setValue(0.1)
    form.shuffle_box.click()
    assert form.config() == TrainingConfig(
        hidden_layers=(128, 64), hidden_activation="relu", output_loss="sigmoid-cross-entropy",
        initialization="uniform", optimizer="adam", seed=5, learning_rate=0.002, batch_size=1, epochs=9,
        weight_decay=2.5, validation_fraction=0.2, patience=4, tolerance=0.001, input_scaling="standardized",
        augmentation="light", split="stratified", test_fraction=0.25, split_seed=8, schedule="step", step_epochs=3,
        step_factor=0.1, shuffle=False,
    )  # fmt: skip


def test_each_box_offers_all_that_the_engine_knows(form: SettingsForm) -> None:
    for box, table in (
        (form.activation_box, ACTIVATIONS),
        (form.loss_box, OUTPUT_LOSSES),
        (form.initialization_box, INITIALIZATIONS),
        (form.optimizer_box, METHODS),
        (form.scaling_box, SCALINGS),
        (form.split_box, SPLITS),
        (form.schedule_box, SCHEDULES),
    ):
        offered = [index for index in range(box.count()) if box.itemText(index)]  # and no lines between them
        assert [box.itemData(index) for index in offered] == list(table)
        assert all(box.itemData(index, Qt.ItemDataRole.ToolTipRole) for index in offered)
        assert len({box.itemText(index) for index in offered}) == len(table)


def test_a_line_parts_scipys_methods_from_our_own_and_cannot_be_chosen(form: SettingsForm) -> None:
    box = form.optimizer_box
    (line,) = [index for index in range(box.count()) if not box.itemText(index)]
    assert line == len(OPTIMIZERS)
    select(box, list(OPTIMIZERS)[-1])
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == next(iter(MINIMIZERS))
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.currentData() == list(OPTIMIZERS)[-1]


@pytest.mark.parametrize(
    ("attribute", "value", "text"),
    [("batch_box", 0, "all digits"), ("validation_box", 0, "none"), ("patience_box", 0, "never"),
     ("batch_box", 32, "32 digits"), ("validation_box", 10, "10 %"), ("patience_box", 20, "20 epochs"),
     ("epochs_box", 1500, "1,500"), ("test_share_box", 0, "none"), ("test_share_box", 15, "15 %"),
     ("step_epochs_box", 30, "30 epochs"), ("split_seed_box", 37, "37"), ("tolerance_box", 1e-4, "0.0001")],
)  # fmt: skip
def test_numbers_have_units_and_special_values_words(form: SettingsForm, attribute: str, value: int, text: str) -> None:
    box = getattr(form, attribute)
    box.setValue(value)
    assert box.text() == text


# Checked as it is typed


@pytest.mark.parametrize(
    "text", ["25", "128, 64", "128,64", "128 64", "400-512-10", " 7 ", "1;2;3", "", "none", "10000"]
)
def test_good_hidden_layers_show_no_error(form: SettingsForm, text: str) -> None:
    form.hidden_edit.setText("nonsense")
    form.hidden_edit.setText(text)
    assert form.error() == ""
    assert not form.hidden_edit.property("wrong")
    assert form.hidden_edit.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [("abc", '"abc"'), ("25,", '"25,"'), ("1.5", '"1.5"'), ("-3", '"-3"'), ("25 x", '"25 x"'),
     ("0, 5", "1 to 10,000"), ("10001", "10001"), (",".join(["5"] * 11), "11"), ("9" * 30, "999"), ("10000, 10000", "")],
)  # fmt: skip
def test_bad_hidden_layers_mark_the_field_and_say_what_is_wrong(form: SettingsForm, text: str, says: str) -> None:
    form.hidden_edit.setText(text)
    assert form.hidden_edit.property("wrong")
    shown = form.error()
    assert shown == form.hidden_edit.accessibleDescription() == form.hidden_edit.toolTip().partition("\n\n")[0]
    assert shown[0].isupper()
    assert shown.endswith(".")
    assert says in shown
    with pytest.raises(ConfigurationError):
        form.config()


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, text)


BOXES = [
    ("learning_rate", "5e9", 'Learning rate η must be a number from 0 to 1,000,000, got "5e9"', "0.1"),
    ("learning_rate", "", "Learning rate η must be a number from 0 to 1,000,000, got nothing", "0.1"),
    ("momentum", "1", 'Momentum μ must be a number from 0 to 0.9999, got "1"', "0.9"),
    ("weight_decay", "1e-", 'Weight decay λ must be a number from 0 to 1,000,000,000, got "1e-"', "0"),
    ("batch_size", "", "Batch size must be a whole number from 0 to 1,000,000, got nothing", "32 digits"),
    ("step_epochs", "0", 'Step every must be a whole number from 1 to 1,000,000, got "0"', "30 epochs"),
    ("validation_fraction", "", "Validation must be a whole number from 0 to 90 %, got nothing", "10 %"),
]


@pytest.mark.slow_but(7)
@pytest.mark.parametrize(("setting", "typed", "says", "kept"), BOXES)
@pytest.mark.parametrize("way_out", ["mended", "left", "Enter"])
def test_a_wrong_number_is_an_error_until_it_is_mended_or_left(
    form: SettingsForm, setting: str, typed: str, says: str, kept: str, way_out: str
) -> None:
    config = TrainingConfig(optimizer="momentum", schedule="step", learning_rate=0.1, validation_fraction=0.1)
    form.set_config(config)
    form.more_button.setChecked(True)
    told: list[str] = []
    form.told.connect(told.append)
    field = form.fields[setting]
    type_into(field, typed)
    assert form.error() == f"{says}: type another, or leave the field to keep {kept}."
    assert field.property("wrong")
    assert form.config() == config
    if way_out == "mended":
        type_into(field, "9" if setting != "momentum" else "0.5")
        assert told == []
    else:
        if way_out == "left":
            form.more_button.setFocus()
        else:
            QTest.keyClick(field, Qt.Key.Key_Return)
        must, _, got = says.partition(" must be ")
        assert told == [f"{must} stays {kept}: it must be {got}."]
        assert form.config() == config
    assert form.error() == ""
    assert not field.property("wrong")


def test_a_key_that_can_be_no_part_of_a_number_is_answered(form: SettingsForm) -> None:
    told: list[str] = []
    form.told.connect(told.append)
    form.more_button.setChecked(True)
    QTest.keyClicks(form.epochs_box, "x")
    assert told == ["Epochs must be a whole number from 0 to 1,000,000."]
    assert form.error() == ""


def test_what_cannot_be_changed_says_why_to_all(form: SettingsForm) -> None:
    form.set_config(TrainingConfig(optimizer="tnc"))
    for why, why_live in (("", ""), ("The run goes on.", ""), ("The run goes on.", "It has its own.")):
        form.set_fixed(why, why_live=why_live)
        for name, field in form.fields.items():
            if not field.isEnabled():
                reason = field.accessibleDescription()
                assert reason.endswith(".")
                assert field.toolTip().startswith(f"{reason}\n\n"), name
        slider, box = form.findChild(QSlider), form.learning_rate_box
        assert slider is not None
        for told in (QWidget.toolTip, QWidget.accessibleDescription, QWidget.isEnabled):
            assert told(slider) == told(box)
    assert not form.preview_button.isEnabled()
    assert form.preview_button.toolTip() == "Truncated Newton does not use it."


def test_every_change_is_told_once_it_is_made(form: SettingsForm) -> None:
    told: list[None] = []
    form.edited.connect(lambda: told.append(None))
    changes: list[Callable[[], None]] = [
        lambda: form.hidden_edit.setText("30"),
        lambda: select(form.activation_box, "relu"),
        lambda: select(form.loss_box, "sigmoid-cross-entropy"),
        lambda: select(form.initialization_box, "uniform"),
        lambda: select(form.optimizer_box, "adam"),
        lambda: form.seed_box.setValue(9),
        lambda: form.learning_rate_box.setValue(0.7),
        lambda: form.momentum_box.setValue(0.1),
        lambda: form.batch_box.setValue(9),
        lambda: form.epochs_box.setValue(9),
        lambda: form.weight_decay_box.setValue(9),
        lambda: form.validation_box.setValue(9),
        lambda: form.patience_box.setValue(9),
        lambda: form.tolerance_box.setValue(9),
        lambda: select(form.scaling_box, "centered"),
        lambda: select(form.split_box, "plain"),
        lambda: form.test_share_box.setValue(9),
        lambda: form.split_seed_box.setValue(9),
        lambda: select(form.schedule_box, "step"),
        lambda: form.step_epochs_box.setValue(9),
        lambda: form.step_factor_box.setValue(9),
        form.shuffle_box.click,
    ]
    for n_before, change in enumerate(changes):
        assert len(told) == n_before
        change()
    assert len(told) == len(changes)
    form.set_config(UNUSUAL)
    assert len(told) == len(changes) + 1  # once for all of them


# During a run


def test_settings_that_may_change_live_are_told_with_their_values(form: SettingsForm) -> None:
    told: list[LiveSettings] = []
    form.set_config(TrainingConfig(optimizer="momentum"))
    form.live_edited.connect(told.append)
    form.learning_rate_box.setValue(0.25)
    form.momentum_box.setValue(0.5)
    form.weight_decay_box.setValue(3.0)
    assert told == [
        LiveSettings(learning_rate=0.25, momentum=0.9, weight_decay=0.0),
        LiveSettings(learning_rate=0.25, momentum=0.5, weight_decay=0.0),
        LiveSettings(learning_rate=0.25, momentum=0.5, weight_decay=3.0),
    ]
    form.seed_box.setValue(77)
    assert len(told) == 3


@pytest.mark.parametrize("optimizer", list(OPTIMIZERS))
def test_what_cannot_change_during_a_run_is_disabled(form: SettingsForm, optimizer: str) -> None:
    form.set_config(TrainingConfig(optimizer=optimizer))
    fields = fields_of(form)
    assert set(fields) == LIVE | FIXED
    unused = set() if OPTIMIZERS[optimizer].uses_momentum else {"momentumBox"}
    for running in (True, False, True, False):
        form.set_fixed("Not now." if running else "")
        enabled = {name for name, field in fields.items() if field.isEnabled()}
        assert enabled == (LIVE if running else LIVE | FIXED) - unused


def test_scrolling_over_the_fields_changes_no_setting(form: SettingsForm) -> None:
    form.set_config(TrainingConfig(optimizer="momentum"))
    before = form.config(), form.live_settings()
    for field in fields_of(form).values():
        field.clearFocus()
        position = QPointF(field.rect().center())
        for turn in (-120, 120, 120):
            event = QWheelEvent(
                position, QPointF(field.mapToGlobal(position)), QPoint(0, 0), QPoint(0, turn),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(field, event)
    assert (form.config(), form.live_settings()) == before


# Explained


def test_every_field_has_a_tooltip_and_a_label_that_is_its_buddy(form: SettingsForm) -> None:
    buddies = {label.buddy(): label for label in form.findChildren(QLabel) if label.buddy() is not None}
    for name, field in fields_of(form).items():
        assert len(field.toolTip()) > 10, name
        label = buddies[field]
        assert label.text()
        assert label.toolTip()  # the glossary's entry


@pytest.mark.parametrize(
    ("name", "formulas"),
    [
        ("activationBox", [str(a.formula) for a in ACTIVATIONS.values()]),
        ("lossBox", [str(pair.formula) for pair in OUTPUT_LOSSES.values()]),
        ("optimizerBox", [str(kind.formula) for kind in METHODS.values()]),
        ("inputScalingBox", [str(kind.formula) for kind in SCALINGS.values()]),
        ("splitBox", [str(kind.description) for kind in SPLITS.values()]),
        ("scheduleBox", [str(kind.formula) for kind in SCHEDULES.values()]),
        ("testShareBox", ["0 to 90 %"]),
        ("splitSeedBox", ["train_test_split"]),
        ("toleranceBox", ["tenth epoch", "0 for never"]),
        ("stepFactorBox", ["0 to 10"]),
        ("initializationBox", [str(scheme.label) for scheme in INITIALIZATIONS.values()]),
        ("weightDecayBox", ["λ / (2m) Σ w²"]),
        ("learningRateBox", ["0 to 1,000,000"]),
        ("momentumBox", ["0 to below 1"]),
        ("validationBox", ["0 to 90 %"]),
    ],
)
def test_tooltips_give_the_formula_or_the_range(form: SettingsForm, name: str, formulas: list[str]) -> None:
    tooltip = fields_of(form)[name].toolTip()
    assert all(formula in tooltip for formula in formulas)


def test_fields_of_more_settings_are_of_one_height(form: SettingsForm, qtbot: QtBot) -> None:
    form.resize(264, 2000)
    form.more_button.setChecked(True)
    QApplication.processEvents()
    first = {form.fields[name].height() for name in FIRST}
    more = {field.height() for name, field in form.fields.items() if name not in FIRST and field.isVisible()}
    assert (first, more) == ({32}, {24})


def test_layers_are_read_once_for_each_change(form: SettingsForm, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def read(text: str, *args: Any, **options: Any) -> LayerTable:
        texts.append(text)
        return read_layer_table(text, *args, **options)

    monkeypatch.setattr(settings_form, "read_layer_table", read)

    for text in ("30", "conv 8 5x5, 30", "30, 30, x"):
        form.hidden_edit.setText(text)

    assert texts == ["30", "conv 8 5x5, 30", "30, 30, x"]
