"""The notebooks' recipes reach the notebooks' figures.

Those of exercise 4 need the course's own file and half a minute; each is trained once. How the costs are normalized stands
in ``engine/nn/losses.py``.
"""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.data.registry import SOURCES, load_uci_digits_8x8
from engine.training.config import TrainingConfig
from engine.training.metrics import Evaluation
from engine.training.recipes import RECIPES
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, prepare, train

UCI_RECIPES = ("softmax-regression-sgd", "mlp-sgd", "uci-squared-error")
EX4_RECIPES = ("ex4-newton-cg", "ex4-tnc", "ex4-gradient-descent", "ex4-gradient-descent-decay")


@pytest.fixture(scope="module")
def uci_8x8() -> Dataset:
    return load_uci_digits_8x8()


@pytest.fixture(scope="module")
def course_data(data_folder: Path) -> Dataset:
    return load_dataset(str(data_folder / "ex4data1.mat"))


def _trained(recipe: str, dataset: Dataset) -> tuple[TrainingReport, Evaluation]:
    report = train(RECIPES[recipe].config, dataset)
    assert report.state == "finished"
    assert report.train_evaluation is not None
    return report, report.train_evaluation


def test_each_notebooks_recipe_names_its_data_and_its_figure() -> None:
    named = {name for name, recipe in RECIPES.items() if recipe.group == "Notebooks"}

    assert named == {*UCI_RECIPES, *EX4_RECIPES}
    for name in (*UCI_RECIPES, *EX4_RECIPES):
        recipe = RECIPES[name]
        assert recipe.source == ("uci-digits-8x8" if name in UCI_RECIPES else "ex4")
        assert recipe.source in SOURCES
        assert recipe.figure is not None


# Exercise 4


@pytest.mark.parametrize("recipe", EX4_RECIPES)
def test_exercise_4_is_set_up_as_the_course_has_it(recipe: str) -> None:
    config = RECIPES[recipe].config

    assert str(config.architecture()) == "400-25-10"
    assert (config.hidden_activation, config.output_loss) == ("sigmoid", "sigmoid-cross-entropy")
    assert (config.initialization, config.input_scaling, config.dtype) == ("uniform", "none", "float64")
    assert (config.validation_fraction, config.test_fraction, config.tolerance, config.patience) == (0, 0, 0, 0)


@pytest.mark.slow
def test_ex4_by_newton_cg(course_data: Dataset) -> None:
    report, trained = _trained("ex4-newton-cg", course_data)

    assert (trained.n, report.epoch) == (5000, 50.0)
    assert trained.cost <= 0.31
    assert trained.accuracy >= 0.995


@pytest.mark.slow
def test_ex4_by_truncated_newton(course_data: Dataset) -> None:
    report, trained = _trained("ex4-tnc", course_data)

    assert trained.n == 5000
    assert 400 <= report.epoch <= 402
    assert trained.cost <= 0.33
    assert trained.accuracy >= 0.993


@pytest.mark.slow
@pytest.mark.parametrize(
    ("recipe", "cost", "accuracy"),
    [("ex4-gradient-descent", 0.207, 0.980), ("ex4-gradient-descent-decay", 0.608, 0.963)],
)
def test_ex4_by_gradient_descent(recipe: str, cost: float, accuracy: float, course_data: Dataset) -> None:
    report, trained = _trained(recipe, course_data)

    assert (trained.n, report.n_batches) == (5000, 2000)
    assert trained.cost == pytest.approx(cost, abs=0.01)
    assert trained.accuracy == pytest.approx(accuracy, abs=0.004)


# The UCI digits, one at a time


def _standardized(dataset: Dataset) -> tuple[NDArray[np.float64], ...]:
    """The notebook's own way to its data: inputs and labels to train on, inputs and labels to test on."""
    digits = dataset.digits
    train_x, test_x, train_y, test_y = train_test_split(
        digits.images.astype(np.float64), digits.labels, test_size=0.15, random_state=37
    )
    scaler = StandardScaler().fit(train_x)
    return scaler.transform(train_x), train_y, scaler.transform(test_x), test_y


def test_softmax_regression_is_within_a_point_of_scikit_learns(uci_8x8: Dataset) -> None:
    train_x, train_y, test_x, test_y = _standardized(uci_8x8)
    theirs = LogisticRegression(max_iter=1000).fit(train_x, train_y).score(test_x, test_y)

    report, _ = _trained("softmax-regression-sgd", uci_8x8)

    assert (report.n_batches, str(report.architecture)) == (1527, "64-10")
    assert report.test_evaluation is not None
    assert report.test_evaluation.n == len(test_y) == 270
    assert report.test_evaluation.accuracy >= theirs - 0.01
    assert report.test_evaluation.accuracy <= theirs + 0.02


@pytest.mark.parametrize("recipe", ["softmax-regression-sgd", "mlp-sgd"])
def test_an_epoch_is_scikit_learns_digit_by_digit(recipe: str, uci_8x8: Dataset) -> None:
    """From the same start, in the order of the data, in float64: the same parameters after 1,527 steps."""
    config: TrainingConfig = RECIPES[recipe].config.with_values(epochs=1, shuffle=False, dtype="float64")
    digits = prepare(config, uci_8x8).train
    peer = MLPClassifier(
        hidden_layer_sizes=config.hidden_layers,
        activation="logistic",
        solver="sgd",
        alpha=0.0,
        batch_size=1,
        momentum=0.0,
        nesterovs_momentum=False,
        learning_rate_init=config.learning_rate,
        shuffle=False,
    )
    peer.partial_fit(digits.images[:20], digits.labels[:20], classes=np.arange(10))  # makes its arrays
    del peer._optimizer
    start = first_parameters(config, (8, 8, 1))
    for theirs, ours in zip((*peer.coefs_, *peer.intercepts_), (*start.weights, *start.biases), strict=True):
        theirs[:] = ours
    peer.partial_fit(digits.images, digits.labels)

    report = train(config, uci_8x8)

    expected = np.concatenate([array.ravel() for array in (*peer.coefs_, *peer.intercepts_)])
    np.testing.assert_allclose(report.parameters, expected, rtol=0, atol=1e-9)
    assert np.abs(expected - start.flat).max() > 0.1


@pytest.mark.slow
def test_ten_hidden_units_one_digit_at_a_time(uci_8x8: Dataset) -> None:
    report, _ = _trained("mlp-sgd", uci_8x8)

    assert (report.n_batches, str(report.architecture)) == (15 * 1527, "64-10-10")
    assert report.test_evaluation is not None
    assert report.test_evaluation.accuracy >= 0.94


# The UCI digits, all at once


@pytest.mark.slow
def test_squared_error_stops_near_where_the_notebook_stopped(uci_8x8: Dataset) -> None:
    """It stopped at iteration 941 with a loss of 0.0849 and 95.66 %; from other starts, others are reached.

    Twenty runs in float32 take half the time, and end where those in float64 do.
    """
    config = RECIPES["uci-squared-error"].config.with_values(dtype="float32")
    losses, accuracies, epochs = [], [], []
    for seed in range(1, 21):
        with threadpool_limits(1, user_api="blas"):  # as fast as two, and it leaves the other core alone
            report = train(config.with_values(seed=seed), uci_8x8)
        assert report.train_evaluation is not None
        assert str(report.message).startswith(
            f"Stopped: epoch {report.epoch:,.0f} lowered the cost by less than 0.0001."
        )
        losses.append(report.train_evaluation.cost)
        accuracies.append(report.train_evaluation.accuracy)
        epochs.append(report.epoch)

    own, trained = _trained("uci-squared-error", uci_8x8)
    place = RECIPES["uci-squared-error"].config.seed - 1
    assert abs(own.epoch - epochs[place]) <= 1  # of the recipe itself
    assert trained.cost == pytest.approx(losses[place], rel=1e-3)
    assert np.median(losses) == pytest.approx(0.0849, rel=0.2)
    assert np.median(accuracies) == pytest.approx(0.9566, abs=0.015)
    assert min(epochs) < 941 < max(epochs)


def test_squared_error_is_set_up_as_the_notebook_has_it(uci_8x8: Dataset) -> None:
    config = RECIPES["uci-squared-error"].config

    parts = prepare(config, uci_8x8)

    train_x = np.delete(uci_8x8.digits.images, uci_8x8.test_indices, axis=0)
    np.testing.assert_array_equal(parts.train.images, (train_x - 8.0) / 8.0)
    assert (config.output_loss, config.hidden_layers) == ("sigmoid-squared-error", (15,))
    assert (config.learning_rate, config.batch_size, config.tolerance) == (0.7, 0, 1e-4)
