"""Which settings can be seen and changed, by what else is chosen: there and back again."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from engine.data.splits import SPLITS
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import METHODS, TrainingConfig
from engine.training.recipes import RECIPES
from gui.training_tab.settings.settings_form import SettingsForm
from gui.widgets.setting_fields import changed_signal, read_field, write_field
from tests.window_fixtures import select

STEPS = {"step_epochs", "step_factor"}
DRAWN, LAST = {"test_fraction", "split_seed"}, {"test_count"}
OF_SPLITS = {"given": set(), "stratified": DRAWN, "plain": DRAWN, "last": LAST}
OF_BATCHES = {"learning_rate", "schedule", "batch_size", "shuffle", "dtype", "augmentation"}
LIVE = {"learning_rate", "momentum", "weight_decay"}


@pytest.fixture
def form(lent_form: SettingsForm) -> SettingsForm:
    """The settings, all of them unfolded."""
    lent_form.more_button.setChecked(True)
    return lent_form


def hidden(form: SettingsForm) -> set[str]:
    return {name for name, field in form.fields.items() if not field.isVisible()}


def disabled(form: SettingsForm) -> set[str]:
    return {name for name, field in form.fields.items() if not field.isEnabled()}


def label_of(form: SettingsForm, field: QWidget) -> QLabel:
    (label,) = [label for label in form.findChildren(QLabel) if label.buddy() is field]
    return label


def unused_by(optimizer: str) -> set[str]:
    """What means nothing to a method, where batches are a part of the digits."""
    if optimizer in MINIMIZERS:
        return OF_BATCHES | {"momentum"}
    return set() if OPTIMIZERS[optimizer].uses_momentum else {"momentum"}


def test_every_setting_of_a_run_has_a_field(form: SettingsForm) -> None:
    assert set(form.fields) == set(TrainingConfig().as_dict())


# Rows that are hidden


def test_a_split_shows_what_it_goes_by(form: SettingsForm) -> None:
    for split in [*SPLITS, *reversed(SPLITS)]:
        select(form.split_box, split)
        assert (hidden(form) & (DRAWN | LAST)) == (DRAWN | LAST) - OF_SPLITS[split]


def test_steps_show_only_where_the_learning_rate_takes_them(form: SettingsForm) -> None:
    for schedule in [*SCHEDULES, *reversed(SCHEDULES)]:
        select(form.schedule_box, schedule)
        assert (hidden(form) & STEPS) == (set() if schedule == "step" else STEPS)


def test_a_minimizer_takes_no_steps_and_gives_them_back(form: SettingsForm) -> None:
    select(form.schedule_box, "step")
    for optimizer in ("tnc", "adam", "cg", "gradient-descent"):
        select(form.optimizer_box, optimizer)
        assert (hidden(form) & STEPS) == (STEPS if optimizer in MINIMIZERS else set())
        assert form.schedule_box.currentData() == "step"


def test_labels_go_and_come_with_their_fields(form: SettingsForm) -> None:
    for split, schedule in (("given", "constant"), ("plain", "step"), ("given", "step")):
        select(form.split_box, split)
        select(form.schedule_box, schedule)
        for name, field in form.fields.items():
            assert label_of(form, field).isVisible() == field.isVisible(), name


def test_nothing_else_is_ever_hidden(form: SettingsForm) -> None:
    for recipe in RECIPES.values():
        form.set_config(recipe.config)
        assert hidden(form) <= STEPS | DRAWN | LAST


def test_what_is_hidden_keeps_its_value(form: SettingsForm) -> None:
    config = TrainingConfig(
        split="plain", test_fraction=0.4, split_seed=5, schedule="step", step_epochs=2, step_factor=0.3
    )
    form.set_config(config)
    select(form.split_box, "given")
    select(form.schedule_box, "cosine")
    assert form.config() == config.with_values(split="given", schedule="cosine")
    select(form.split_box, "plain")
    select(form.schedule_box, "step")
    assert form.config() == config


# Rows that cannot be changed


@pytest.mark.parametrize("optimizer", list(METHODS))
def test_what_a_method_has_no_use_for_cannot_be_changed(form: SettingsForm, optimizer: str) -> None:
    for method in (optimizer, "momentum", optimizer, "tnc", optimizer):
        select(form.optimizer_box, method)
        assert disabled(form) == unused_by(method)


def test_digits_that_are_all_taken_at_once_have_no_order(form: SettingsForm) -> None:
    select(form.optimizer_box, "momentum")
    for size in (32, 0, 1, 0, 32):
        form.batch_box.setValue(size)
        assert disabled(form) == ({"shuffle"} if size == 0 else set())


def test_what_cannot_be_changed_keeps_its_value(form: SettingsForm) -> None:
    config = TrainingConfig(optimizer="nesterov", learning_rate=0.7, momentum=0.3, batch_size=9, shuffle=False)
    form.set_config(config)
    select(form.optimizer_box, "l-bfgs-b")
    assert form.config() == config.with_values(optimizer="l-bfgs-b")
    select(form.optimizer_box, "nesterov")
    assert form.config() == config


@pytest.mark.parametrize("optimizer", list(METHODS))
def test_during_a_run_only_what_may_change_live_can_be_changed_and_nothing_with_a_minimizer(
    form: SettingsForm, optimizer: str
) -> None:
    select(form.optimizer_box, optimizer)
    everything = set(form.fields)
    for running in (True, False, True, False):
        form.set_fixed("Not now." if running else "")
        if not running:
            assert disabled(form) == unused_by(optimizer)
        elif optimizer in MINIMIZERS:
            assert disabled(form) == everything
        else:
            assert disabled(form) == (everything - LIVE) | unused_by(optimizer)


def test_a_recipe_that_is_set_while_rows_are_away_shows_what_it_needs(form: SettingsForm) -> None:
    for name in ("ex4-tnc", "default", "uci-squared-error", "ex4-gradient-descent", "mlp-sgd"):
        config = RECIPES[name].config
        form.set_config(config)
        assert (hidden(form) & DRAWN) == (DRAWN if config.split == "given" else set())
        expected = unused_by(config.optimizer) | ({"shuffle"} if config.batch_size == 0 else set())
        assert disabled(form) == expected


# Words


@pytest.mark.parametrize(
    ("optimizer", "words"),
    [("newton-cg", "Iterations"), ("cg", "Iterations"), ("l-bfgs-b", "Iterations"), ("tnc", "Evaluations")],
)
def test_the_length_is_named_after_what_the_method_counts(form: SettingsForm, optimizer: str, words: str) -> None:
    label = label_of(form, form.epochs_box)
    for _ in range(2):
        assert label.text() == "Epochs"
        select(form.optimizer_box, optimizer)
        assert label.text() == words
        select(form.optimizer_box, "adam")


# The fields themselves


@pytest.mark.parametrize("kind", ["shuffle", "optimizer", "epochs", "hidden_layers", "test_fraction", "tolerance"])
def test_a_field_tells_that_it_was_written_and_gives_back_what_was(form: SettingsForm, kind: str) -> None:
    values = {"shuffle": False, "optimizer": "adam", "epochs": 7, "hidden_layers": (3, 4), "test_fraction": 0.07,
              "tolerance": 0.5}  # fmt: skip
    field = form.fields[kind]
    told: list[object] = []
    changed_signal(field).connect(lambda *_: told.append(None))
    write_field(field, values[kind])
    assert read_field(field) == values[kind]
    assert len(told) == 1


@pytest.mark.parametrize("use", [read_field, partial(write_field, value=3), changed_signal])
def test_what_is_no_field_is_refused(qtbot: QtBot, use: Callable[[QWidget], object]) -> None:
    widget = QLabel("no field")
    qtbot.addWidget(widget)
    with pytest.raises(TypeError, match="no field"):
        use(widget)


def test_every_kind_of_field_is_in_use(form: SettingsForm) -> None:
    for kind in (QCheckBox, QComboBox, QLineEdit, QSpinBox):
        assert any(isinstance(field, kind) for field in form.fields.values())


def test_beside_a_learning_rate_of_0_it_says_what_comes_of_it_where_it_counts(form: SettingsForm) -> None:
    row, box = form.rows["learning_rate"], form.learning_rate_box
    said = []
    for rate, optimizer in ((0.0, "gradient-descent"), (0.0, "l-bfgs-b"), (0.0, "adam"), (0.1, "adam")):
        box.setValue(rate)
        select(form.optimizer_box, optimizer)
        said.append((row.note.text() == "learns nothing", not row.link.isHidden()))
    assert said == [(True, True), (False, False), (True, True), (False, False)]
