"""Recipes: named runs. One click, or ``--recipe NAME``, sets up digits and all settings; any can be changed after it.

Those of the group "Notebooks" are the runs of the notebooks that this program grew out of. How a cost is normalized, so
that its figures can be compared, stands in ``losses``.
"""

from dataclasses import dataclass

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
        What the run comes to, for people; empty for first steps, which are there to be watched.
    """

    name: str
    label: str
    description: str
    config: TrainingConfig
    source: str
    group: str
    line: str
    figure: str = ""


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
            "Coursera's network, 25 hidden",
            "The network of Coursera's exercise 4, 400-25-10, by mini-batch gradient descent, slow enough to watch.",
            TrainingConfig(learning_rate=0.1, weight_decay=0.5, epochs=300),
            source="uci-digits",
            group="First steps",
            line="Slow enough to watch: some 15 seconds.",
        ),
        Recipe(
            "softmax-regression",
            "Ten templates, no hidden layer",
            "No hidden layer: ten templates, one per digit, that the drawing is compared with.",
            TrainingConfig(hidden_layers=(), learning_rate=0.1, weight_decay=0.5, epochs=300),
            source="uci-digits",
            group="First steps",
            line="What one layer can do, and what it cannot.",
        ),
        Recipe(
            "momentum",
            "100 hidden, with momentum",
            "A wider hidden layer; momentum takes a third of the epochs.",
            TrainingConfig(
                hidden_layers=(100,), optimizer="momentum", learning_rate=0.03, weight_decay=0.5, epochs=100
            ),
            source="uci-digits",
            group="First steps",
            line="Needs a third of the epochs.",
        ),
        Recipe(
            "deep-relu",
            "Two layers of ReLU, Adam",
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
            source="uci-digits",
            group="First steps",
            line="Stops by itself when it no longer improves.",
        ),
        Recipe(
            "conv-small",
            "Small convolutional network",
            "10 and 20 filters of 5x5 pixels, each followed by a pool, on digits distorted anew in each of 25 epochs.",
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
            line="Filters that move over the picture: some 99 %.",
        ),
        Recipe(
            "lenet",
            "LeNet-5's sizes, 28×28",
            "The layers of LeNet-5 (LeCun et al. 1998) with rectified units and pools of maxima, on MNIST as it is, 28x28.",
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
            line="MNIST as it is, in two minutes: 99.3 %.",
            figure="99.3 % of the test digits",
        ),
        Recipe(
            "mnist-best",
            "Best on MNIST, 28×28",
            "32 and 64 filters and dropout on MNIST as it is, 28x28, distorted anew in each of 24 epochs; some 13 minutes.",
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
            line="99.6 % of the test digits, in some 13 minutes.",
            figure="99.6 % of the test digits",
        ),
        Recipe(
            "ex4-newton-cg",
            "Exercise 4, Newton-CG",
            "Coursera's exercise 4 as the SciPy notebook trains it: 400-25-10, weight decay 1, 50 iterations.",
            _EX4.with_values(optimizer="newton-cg", weight_decay=1.0, epochs=50),
            source="ex4",
            group="Notebooks",
            line="Comes to 99.6 % of its training digits.",
            figure="cost 0.30 to 0.31, 99.6 % of the training digits",
        ),
        Recipe(
            "ex4-tnc",
            "Exercise 4, truncated Newton",
            "Coursera's exercise 4 as the NumPy notebook trains it: TNC, weight decay 1, 400 evaluations of the cost.",
            _EX4.with_values(optimizer="tnc", weight_decay=1.0, epochs=400, seed=1),
            source="ex4",
            group="Notebooks",
            line="400 evaluations of the cost, by SciPy.",
            figure="cost 0.31 to 0.32, 99.5 % of the training digits",
        ),
        Recipe(
            "ex4-gradient-descent",
            "Exercise 4, 2,000 iterations",
            "Coursera's exercise 4 as the Theano notebook trains it: all digits at once, rate 1, 2,000 iterations.",
            _EX4_GRADIENT_DESCENT,
            source="ex4",
            group="Notebooks",
            line="Gradient descent on all digits at once.",
            figure="cost 0.20 to 0.21, 97.8 % of the training digits",
        ),
        Recipe(
            "ex4-gradient-descent-decay",
            "Exercise 4, weight decay 3",
            "The same with weight decay 3.",
            _EX4_GRADIENT_DESCENT.with_values(weight_decay=3.0),
            source="ex4",
            group="Notebooks",
            line="The same, with smaller weights: 96.2 %.",
            figure="cost 0.61, 96.2 % of the training digits",
        ),
        Recipe(
            "softmax-regression-sgd",
            "Softmax, one digit a step",
            "The scikit-learn notebook's first model: UCI digits 8×8, standardized, one digit per step, one epoch.",
            _SGD.with_values(hidden_layers=(), learning_rate=0.01, epochs=1),
            source="uci-digits-8x8",
            group="Notebooks",
            line="UCI 8×8, standardized. 95 to 97 %.",
            figure="95 to 97 % of the test digits",
        ),
        Recipe(
            "mlp-sgd",
            "10 hidden, one digit a step",
            "The scikit-learn notebook's network: the same digits, 10 sigmoid units, rate 0.1, 15 epochs.",
            _SGD.with_values(hidden_layers=(10,), learning_rate=0.1, epochs=15, seed=2),
            source="uci-digits-8x8",
            group="Notebooks",
            line="UCI 8×8, standardized. Mostly 96 %.",
            figure="93 to 98 % of the test digits, mostly 96 %",
        ),
        Recipe(
            "uci-squared-error",
            "NumPy notebook, 15 hidden",
            "The plain NumPy notebook: UCI digits from −1 to 1, all at once, until the loss falls by less than 0.0001.",
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
            line="UCI 8×8, squared error. 95.6 %.",
            figure="stops after some 950 epochs with a loss of 0.085, 95.6 % of the training digits",
        ),
    )
}
"""Every recipe by its name."""
