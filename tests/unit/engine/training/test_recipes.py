"""Recipes: each is named, described and trains; the default one learns to read."""

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from engine.training.train import train


@pytest.fixture(scope="module")
def uci_digits() -> Dataset:
    return load_uci_digits()


def test_recipes_go_by_their_names() -> None:
    assert DEFAULT_RECIPE in RECIPES
    assert all(name == recipe.name for name, recipe in RECIPES.items())
    assert len({recipe.config for recipe in RECIPES.values()}) == len(RECIPES)
    assert all(recipe.label and recipe.description.endswith(".") for recipe in RECIPES.values())


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_trains(name: str, uci_digits: Dataset) -> None:
    report = train(RECIPES[name].config.with_values(epochs=3), uci_digits)

    assert report.state == "finished"
    assert np.isfinite(report.parameters).all()
    assert report.points[-1].loss < report.points[0].loss


@pytest.mark.slow
def test_the_default_recipe_reads_96_of_100_test_digits(uci_digits: Dataset) -> None:
    report = train(RECIPES[DEFAULT_RECIPE].config, uci_digits)

    assert report.state == "finished"
    assert report.test_evaluation is not None
    assert report.test_evaluation.n == 270
    assert report.test_evaluation.accuracy >= 0.96
