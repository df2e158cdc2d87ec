"""Recipes: named runs. One click, or ``--recipe NAME``, sets up digits and all settings; any can be changed after it.

Those of the group "Notebooks" are the runs of the notebooks that this program grew out of. How a cost is normalized, so
that its figures can be compared, stands in ``losses``.
"""

from dataclasses import dataclass

from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig

GROUPS = ("First steps", "MNIST", "Notebooks")
"""What recipes are grouped by, in this order."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named run: its digits and its settings.

    Attributes
    ----------
    name, label, description
        For the command line, for the recipe box, and in a sentence.
    config
        All settings.
    source
        The named data set that it is about.
    group, line
        Under which of :data:`GROUPS` it is listed, and the one line below its label there.
    figure
        What the run comes to, for people; ``None`` for first steps, which are there to be watched.
    """

    name: str
    label: Sentence
    description: Sentence
    config: TrainingConfig
    source: str
    group: str
    line: Sentence
    figure: Sentence | None = None


_EX4 = TrainingConfig(
    output_loss="sigmoid-cross-entropy",
    initialization="uniform",
    validation_fraction=0.0,
    split="stratified",
    test_fraction=0.0,
    seed=3,
    dtype="float64",
)
_SGD = TrainingConfig(initialization="uniform-0.1", input_scaling="standardized", batch_size=1, validation_fraction=0.0)
_EX4_GRADIENT_DESCENT = _EX4.with_values(learning_rate=1.0, batch_size=0, epochs=2000)

DEFAULT_RECIPE = "default"
FIRST_SPEED = 1000.0
"""Batches a second with which a newcomer's window begins: the default recipe takes some 15 seconds, to be watched."""

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "default",
            say("recipe.default_label"),
            say("recipe.default_description"),
            TrainingConfig(learning_rate=0.1, weight_decay=0.5, epochs=300),
            source="uci-digits",
            group="First steps",
            line=say("recipe.default_line"),
        ),
        Recipe(
            "softmax-regression",
            say("recipe.softmax_regression_label"),
            say("recipe.softmax_regression_description"),
            TrainingConfig(hidden_layers=(), learning_rate=0.1, weight_decay=0.5, epochs=300),
            source="uci-digits",
            group="First steps",
            line=say("recipe.softmax_regression_line"),
        ),
        Recipe(
            "momentum",
            say("recipe.momentum_label"),
            say("recipe.momentum_description"),
            TrainingConfig(
                hidden_layers=(100,), optimizer="momentum", learning_rate=0.03, weight_decay=0.5, epochs=100
            ),
            source="uci-digits",
            group="First steps",
            line=say("recipe.momentum_line"),
        ),
        Recipe(
            "deep-relu",
            say("recipe.deep_relu_label"),
            say("recipe.deep_relu_description"),
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
            source="uci-digits",
            group="First steps",
            line=say("recipe.deep_relu_line"),
        ),
        Recipe(
            "conv-small",
            say("recipe.conv_small_label"),
            say("recipe.conv_small_description"),
            TrainingConfig(
                hidden_layers=("conv 10 5x5", "pool 2", "conv 20 5x5", "pool 2", 64),
                hidden_activation="relu",
                initialization="he",
                optimizer="adam",
                learning_rate=0.004,
                schedule="one-cycle",
                batch_size=50,
                augmentation="light",
                epochs=25,
                validation_fraction=0.05,
            ),
            source="uci-digits",
            group="First steps",
            line=say("recipe.conv_small_line"),
        ),
        Recipe(
            "lenet",
            say("recipe.lenet_label"),
            say("recipe.lenet_description"),
            TrainingConfig(
                hidden_layers=("conv 6 5x5 same", "pool 2", "conv 16 5x5", "pool 2", 120, 84),
                hidden_activation="relu",
                initialization="he",
                optimizer="adam",
                learning_rate=0.004,
                schedule="one-cycle",
                batch_size=50,
                input_format="28x28",
                augmentation="light",
                epochs=10,
                validation_fraction=0.05,
            ),
            source="mnist",
            group="MNIST",
            line=say("recipe.lenet_line"),
            figure=say("recipe.lenet_figure"),
        ),
        Recipe(
            "mnist-best",
            say("recipe.mnist_best_label"),
            say("recipe.mnist_best_description"),
            TrainingConfig(
                hidden_layers=("conv 32 5x5", "pool 2", "conv 64 5x5", "pool 2", "dropout 0.4", 128),
                hidden_activation="relu",
                initialization="he",
                optimizer="adam",
                learning_rate=0.0015,
                schedule="cosine",
                batch_size=64,
                input_format="28x28",
                augmentation="light",
                epochs=24,
                validation_fraction=0.0,
            ),
            source="mnist",
            group="MNIST",
            line=say("recipe.mnist_best_line"),
            figure=say("recipe.mnist_best_figure"),
        ),
        Recipe(
            "ex4-newton-cg",
            say("recipe.ex4_newton_cg_label"),
            say("recipe.ex4_newton_cg_description"),
            _EX4.with_values(optimizer="newton-cg", weight_decay=1.0, epochs=50),
            source="ex4",
            group="Notebooks",
            line=say("recipe.ex4_newton_cg_line"),
            figure=say("recipe.ex4_newton_cg_figure"),
        ),
        Recipe(
            "ex4-tnc",
            say("recipe.ex4_tnc_label"),
            say("recipe.ex4_tnc_description"),
            _EX4.with_values(optimizer="tnc", weight_decay=1.0, epochs=400, seed=1),
            source="ex4",
            group="Notebooks",
            line=say("recipe.ex4_tnc_line"),
            figure=say("recipe.ex4_tnc_figure"),
        ),
        Recipe(
            "ex4-gradient-descent",
            say("recipe.ex4_gradient_descent_label"),
            say("recipe.ex4_gradient_descent_description"),
            _EX4_GRADIENT_DESCENT,
            source="ex4",
            group="Notebooks",
            line=say("recipe.ex4_gradient_descent_line"),
            figure=say("recipe.ex4_gradient_descent_figure"),
        ),
        Recipe(
            "ex4-gradient-descent-decay",
            say("recipe.ex4_gradient_descent_decay_label"),
            say("recipe.ex4_gradient_descent_decay_description"),
            _EX4_GRADIENT_DESCENT.with_values(weight_decay=3.0),
            source="ex4",
            group="Notebooks",
            line=say("recipe.ex4_gradient_descent_decay_line"),
            figure=say("recipe.ex4_gradient_descent_decay_figure"),
        ),
        Recipe(
            "softmax-regression-sgd",
            say("recipe.softmax_regression_sgd_label"),
            say("recipe.softmax_regression_sgd_description"),
            _SGD.with_values(hidden_layers=(), learning_rate=0.01, epochs=1),
            source="uci-digits-8x8",
            group="Notebooks",
            line=say("recipe.softmax_regression_sgd_line"),
            figure=say("recipe.softmax_regression_sgd_figure"),
        ),
        Recipe(
            "mlp-sgd",
            say("recipe.mlp_sgd_label"),
            say("recipe.mlp_sgd_description"),
            _SGD.with_values(hidden_layers=(10,), learning_rate=0.1, epochs=15, seed=2),
            source="uci-digits-8x8",
            group="Notebooks",
            line=say("recipe.mlp_sgd_line"),
            figure=say("recipe.mlp_sgd_figure"),
        ),
        Recipe(
            "uci-squared-error",
            say("recipe.uci_squared_error_label"),
            say("recipe.uci_squared_error_description"),
            TrainingConfig(
                hidden_layers=(15,),
                output_loss="sigmoid-squared-error",
                input_scaling="centered",
                learning_rate=0.7,
                batch_size=0,
                epochs=5000,
                tolerance=1e-4,
                validation_fraction=0.0,
                dtype="float64",
            ),
            source="uci-digits-8x8",
            group="Notebooks",
            line=say("recipe.uci_squared_error_line"),
            figure=say("recipe.uci_squared_error_figure"),
        ),
    )
}
"""Every recipe by its name."""
