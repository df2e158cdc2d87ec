"""Which recipe is chosen, what digits it misses and why: without a widget."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.recipe_choice import RecipeChoice, closest_recipe
from gui.state.settings import Settings
from gui.state.workspace import Workspace


class Choice:
    """A choice of recipes with all that it looks at, and with settings that follow it, as a form's do."""

    def __init__(self) -> None:
        self.workspace, self.settings, self.digits = Workspace(), Settings(), DatasetInUse()
        self.availability = Availability(self.workspace, self.settings)
        self.recipes = RecipeChoice(self.workspace, self.settings, self.digits, self.availability)
        self.recipes.values_set.connect(self._take)
        self.n_changes = 0
        self.recipes.changed.connect(self._count)

    def _take(self, name: str) -> None:
        self.edit(**RECIPES[name].config.as_dict())

    def _count(self) -> None:
        self.n_changes += 1

    def edit(self, *, error: str = "", **values: object) -> None:
        """Type into a form."""
        self.settings.take(self.settings.config.with_values(**values), self.settings.live, error=error)

    @property
    def state(self) -> tuple[str, bool]:
        return self.recipes.name, self.recipes.is_changed


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    return Choice()


def test_it_begins_with_the_recipe_of_newcomers(choice: Choice) -> None:
    assert choice.state == (DEFAULT_RECIPE, False)


def test_a_changed_setting_changes_the_recipe_and_putting_it_back_does_not(choice: Choice) -> None:
    choice.edit(learning_rate=0.123)
    assert choice.state == (DEFAULT_RECIPE, True)
    choice.edit(learning_rate=0.124)
    assert choice.n_changes == 1
    choice.recipes.set_values(DEFAULT_RECIPE)
    assert choice.state == (DEFAULT_RECIPE, False)


def test_a_field_without_a_valid_value_is_a_change(choice: Choice) -> None:
    choice.edit(error="Layers: 2 x is no layer.")
    assert choice.state == (DEFAULT_RECIPE, True)


def test_settings_that_come_to_another_recipe_are_that_recipe(choice: Choice) -> None:
    name = next(name for name, recipe in RECIPES.items() if recipe.source == "uci-digits" and name != DEFAULT_RECIPE)
    choice.edit(**RECIPES[name].config.as_dict())
    assert choice.state == (name, False)


def test_other_digits_change_the_recipe_and_a_file_that_stands_for_its_own_does_not(
    choice: Choice, few_digits: Dataset
) -> None:
    choice.digits.choose("uci-digits-8x8", "8x8")
    assert choice.state == (DEFAULT_RECIPE, True)
    choice.workspace.set_dataset(replace(few_digits, source="/digits.mat", family="uci-digits"))
    choice.digits.choose("/digits.mat", "digits.mat")
    assert choice.state == (DEFAULT_RECIPE, False)


def test_settings_that_were_restored_are_those_of_the_closest_recipe(choice: Choice) -> None:
    config = RECIPES["deep-relu"].config.with_values(seed=99)
    choice.settings.replace(config)
    assert choice.settings.config == config
    assert choice.state == ("deep-relu", True)
    assert closest_recipe(config, "uci-digits") == "deep-relu"


@pytest.mark.parametrize("wants_digits", [False, True])
def test_whoever_wants_the_digits_too_is_told_so(choice: Choice, wants_digits: bool) -> None:
    told: list[str] = []
    choice.recipes.chosen.connect(told.append)
    (choice.recipes.choose if wants_digits else choice.recipes.set_values)("deep-relu")
    assert choice.recipes.name == "deep-relu"
    assert choice.settings.config == RECIPES["deep-relu"].config
    assert told == (["deep-relu"] if wants_digits else [])


def _nothing(_choice: Choice) -> None:
    pass


def _mnist(choice: Choice) -> None:
    choice.digits.set_missing("mnist")


def _ex4(choice: Choice) -> None:
    choice.digits.set_missing("ex4")


def _recipe(choice: Choice) -> None:
    name = next(name for name, recipe in RECIPES.items() if recipe.source == "mnist")
    choice.recipes.set_values(name)
    choice.digits.set_missing("mnist")


def _download(choice: Choice) -> None:
    choice.digits.set_missing("mnist")
    choice.recipes.set_downloading(True)


def _downloaded(choice: Choice) -> None:
    _download(choice)
    choice.recipes.set_downloading(False)
    choice.digits.set_missing("")


@pytest.mark.parametrize(
    ("happen", "words"),
    [
        (_nothing, ""),
        (_mnist, "is not on this computer: download it"),
        (_ex4, "needs ex4data1.mat: open it"),
        (_recipe, "needs MNIST, which is not on this computer"),
        (_download, "MNIST is being downloaded."),
        (_downloaded, ""),
    ],
)
def test_why_nothing_can_be_trained_is_said_in_one_sentence(
    choice: Choice, happen: Callable[[Choice], None], words: str
) -> None:
    happen(choice)
    missing = choice.availability.now.missing_digits
    assert words in missing
    assert missing == choice.recipes.missing_text()
    assert choice.availability.may("train") == (not words)


def test_a_link_says_what_a_recipe_needs(choice: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.state.dataset_in_use.is_train_part_here", lambda: False)
    needs = {recipe.source: choice.recipes.needs(recipe) for recipe in RECIPES.values()}
    assert needs["uci-digits"] == ""
    assert "ex4data1.mat" in needs["ex4"]
    assert "MNIST" in needs["mnist"]
    choice.digits.files["ex4"] = "/ex4data1.mat"
    assert choice.recipes.needs(next(recipe for recipe in RECIPES.values() if recipe.source == "ex4")) == ""
