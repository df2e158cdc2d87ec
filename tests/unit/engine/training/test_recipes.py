"""Recipes: each is named, described and trains; the default one learns to read."""

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.registry import SOURCES, load_uci_digits
from engine.training.recipes import DEFAULT_RECIPE, FIRST_SPEED, GROUPS, RECIPES
from engine.training.train import run_validation_indices, train


@pytest.fixture(scope="module")
def uci_digits() -> Dataset:
    return load_uci_digits()


def test_recipes_go_by_their_names() -> None:
    assert DEFAULT_RECIPE in RECIPES
    assert all(name == recipe.name for name, recipe in RECIPES.items())
    assert len({recipe.config for recipe in RECIPES.values()}) == len(RECIPES)
    assert all(str(recipe.label) and str(recipe.description).endswith(".") for recipe in RECIPES.values())
    assert all(len(str(recipe.label)) <= 30 and len(str(recipe.line)) <= 52 for recipe in RECIPES.values())


def test_each_recipe_names_its_digits_and_its_group_and_the_first_is_the_default_one() -> None:
    assert {recipe.source for recipe in RECIPES.values()} <= set(SOURCES)
    assert list(dict.fromkeys(recipe.group for recipe in RECIPES.values())) == list(GROUPS)
    assert next(iter(RECIPES)) == DEFAULT_RECIPE


def test_the_first_run_is_slow_enough_to_watch(uci_digits: Dataset) -> None:
    config = RECIPES[DEFAULT_RECIPE].config
    n_digits = len(uci_digits.train) - len(run_validation_indices(uci_digits, config))
    n_batches = config.epochs * -(-n_digits // config.batch_size)
    assert 12 <= n_batches / FIRST_SPEED <= 18


@pytest.mark.slow_but(4)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name == "mnist-best" else name for name in RECIPES]
)
def test_a_recipe_trains(name: str, uci_digits: Dataset) -> None:
    report = train(RECIPES[name].config.with_values(epochs=3), uci_digits)

    assert report.state == "finished"
    assert np.isfinite(report.parameters).all()
    assert report.points[-1].loss < report.points[0].loss


@pytest.mark.slow
def test_a_small_convolutional_network_reads_98_of_100_test_digits(uci_digits: Dataset) -> None:
    report = train(RECIPES["conv-small"].config, uci_digits)

    assert report.test_evaluation is not None
    assert report.test_evaluation.accuracy >= 0.98


@pytest.mark.slow
def test_the_default_recipe_reads_96_of_100_test_digits(uci_digits: Dataset) -> None:
    report = train(RECIPES[DEFAULT_RECIPE].config, uci_digits)

    assert report.state == "finished"
    assert report.test_evaluation is not None
    assert report.test_evaluation.n == 270
    assert report.test_evaluation.accuracy >= 0.96
