"""Recipes: named configurations. One click, or ``--recipe NAME``, sets up all values; any can be changed after it.

Those with data of their own are the runs of the notebooks that this program grew out of, and one of MNIST. How a cost is
normalized, so that its figures can be compared, stands in ``losses``.
"""

from dataclasses import dataclass

from engine.training.config import TrainingConfig


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named configuration.

    Attributes
    ----------
    name, label, description
        For the command line, for the recipe box, and in a sentence.
    config
        All settings.
    source
        The named data set that it is about; empty if it goes with any.
    figure
        What the run comes to, for people; empty where it hangs on the data.
    """

    name: str
    label: str
    description: str
    config: TrainingConfig
    source: str = ""
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

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "default",
            "25 hidden units",
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
            "100 units, momentum",
            "A wider hidden layer; momentum takes a tenth of the epochs.",
            TrainingConfig(
                hidden_layers=(100,), optimizer="momentum", learning_rate=0.03, weight_decay=0.5, epochs=100
            ),
        ),
        Recipe(
            "deep-relu",
            "Two layers, ReLU, Adam",
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
        Recipe(
            "mnist-best",
            "MNIST, as well as it can",
            "1,024 and 512 rectified units on MNIST, its digits distorted anew in each of 60 epochs; some ten minutes.",
            TrainingConfig(
                hidden_layers=(1024, 512),
                hidden_activation="relu",
                initialization="he",
                optimizer="momentum",
                learning_rate=0.05,
                schedule="cosine",
                batch_size=100,
                weight_decay=2.0,
                augmentation="strong",
                epochs=60,
                validation_fraction=0.05,
            ),
            source="mnist",
            figure="99.3 to 99.4 % of the test digits",
        ),
        Recipe(
            "ex4-newton-cg",
            "ex4, Newton-CG",
            "Coursera's exercise 4 as the SciPy notebook trains it: 400-25-10, weight decay 1, 50 iterations.",
            _EX4.with_values(optimizer="newton-cg", weight_decay=1.0, epochs=50),
            source="ex4",
            figure="cost 0.30 to 0.31, 99.6 % of the training digits",
        ),
        Recipe(
            "ex4-tnc",
            "ex4, truncated Newton",
            "Coursera's exercise 4 as the NumPy notebook trains it: TNC, weight decay 1, 400 evaluations of the cost.",
            _EX4.with_values(optimizer="tnc", weight_decay=1.0, epochs=400, seed=1),
            source="ex4",
            figure="cost 0.31 to 0.32, 99.5 % of the training digits",
        ),
        Recipe(
            "ex4-gradient-descent",
            "ex4, gradient descent",
            "Coursera's exercise 4 as the Theano notebook trains it: all digits at once, rate 1, 2,000 iterations.",
            _EX4_GRADIENT_DESCENT,
            source="ex4",
            figure="cost 0.20 to 0.21, 97.8 % of the training digits",
        ),
        Recipe(
            "ex4-gradient-descent-decay",
            "ex4, descent, decay 3",
            "The same with weight decay 3.",
            _EX4_GRADIENT_DESCENT.with_values(weight_decay=3.0),
            source="ex4",
            figure="cost 0.61, 96.2 % of the training digits",
        ),
        Recipe(
            "softmax-regression-sgd",
            "Softmax regression, SGD",
            "The scikit-learn notebook's first model: UCI digits 8×8, standardized, one digit per step, one epoch.",
            _SGD.with_values(hidden_layers=(), learning_rate=0.01, epochs=1),
            source="uci-digits-8x8",
            figure="95 to 97 % of the test digits",
        ),
        Recipe(
            "mlp-sgd",
            "10 hidden units, SGD",
            "The scikit-learn notebook's network: the same digits, 10 sigmoid units, rate 0.1, 15 epochs.",
            _SGD.with_values(hidden_layers=(10,), learning_rate=0.1, epochs=15, seed=2),
            source="uci-digits-8x8",
            figure="93 to 98 % of the test digits, mostly 96 %",
        ),
        Recipe(
            "uci-squared-error",
            "15 units, squared error",
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
            figure="stops after some 950 epochs with a loss of 0.085, 95.6 % of the training digits",
        ),
    )
}
"""Every recipe by its name."""
