"""Recipes: named configurations. One click, or ``--recipe NAME``, sets up all values; any can be changed after it."""

from dataclasses import dataclass

from engine.configuration import TrainingConfig


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named configuration.

    Attributes
    ----------
    name, label, description
        For the command line, for the recipe box, and in a sentence.
    config
        All settings.
    """

    name: str
    label: str
    description: str
    config: TrainingConfig


DEFAULT_RECIPE = "default"

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "default",
            "One hidden layer, 25 units",
            "The network of Coursera's exercise 4, 400-25-10, by mini-batch gradient descent, slow enough to watch.",
            TrainingConfig(learning_rate=0.03, weight_decay=0.5, epochs=1500),
        ),
        Recipe(
            "softmax-regression",
            "Softmax regression",
            "No hidden layer: ten templates, one per digit, that the drawing is compared with.",
            TrainingConfig(hidden_layers=(), learning_rate=0.03, weight_decay=0.5, epochs=1000),
        ),
        Recipe(
            "momentum",
            "100 units with momentum",
            "A wider hidden layer; momentum takes a tenth of the epochs.",
            TrainingConfig(
                hidden_layers=(100,), optimizer="momentum", learning_rate=0.03, weight_decay=0.5, epochs=100
            ),
        ),
        Recipe(
            "deep-relu",
            "Two hidden layers, ReLU, Adam",
            "128 and 64 rectified units by Adam, stopped when the validation loss has not fallen for 20 epochs.",
            TrainingConfig(
                hidden_layers=(128, 64),
                hidden_activation="relu",
                initialization="he",
                optimizer="adam",
                learning_rate=0.001,
                weight_decay=0.5,
                epochs=200,
                patience=20,
            ),
        ),
    )
}
"""Every recipe by its name."""
