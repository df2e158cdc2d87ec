"""Accuracy, cost and confusion, against scikit-learn's."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix

from engine.data.dataset import Digits
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, DType, Parameters
from engine.nn.objective import Objective
from engine.training import metrics
from engine.training.metrics import evaluate


def _network_and_digits(n_samples: int = 300, dtype: DType = "float64") -> tuple[Parameters, Digits]:
    rng = np.random.default_rng(4)
    parameters = initialize(Architecture.dense(n_inputs=12, hidden_layers=(8,)), scheme="he", rng=rng, dtype=dtype)
    images = rng.normal(0.0, 3.0, (n_samples, 12)).astype(np.float32)
    return parameters, Digits(images, rng.integers(0, 10, n_samples, dtype=np.intp))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_figures_are_scikit_learns(dtype: DType) -> None:
    parameters, digits = _network_and_digits(dtype=dtype)
    read_as = compute_logits(parameters, parameters.as_inputs(digits.images)).argmax(axis=1)

    result = evaluate(parameters, digits)

    assert result.n == 300
    assert result.accuracy == accuracy_score(digits.labels, read_as)
    np.testing.assert_array_equal(result.confusion, confusion_matrix(digits.labels, read_as, labels=np.arange(10)))
    assert len(np.unique(read_as)) > 3
    assert 0 < result.accuracy < 1


def test_rows_are_the_true_digits_and_columns_what_they_were_read_as() -> None:
    reads_seven = Parameters.zeros(Architecture.dense(n_inputs=1, hidden_layers=()))
    reads_seven.biases[0][7] = 1.0

    result = evaluate(reads_seven, Digits(np.zeros((3, 1), np.float32), np.array([2, 7, 2])))

    assert result.confusion[2, 7] == 2
    assert result.confusion[7, 7] == 1
    assert result.confusion.sum() == 3
    assert result.confusion.dtype == np.int64


def test_of_equal_outputs_the_lowest_digit_counts() -> None:
    undecided = Parameters.zeros(Architecture.dense(n_inputs=1, hidden_layers=()))

    result = evaluate(undecided, Digits(np.zeros((10, 1), np.float32), np.arange(10)))

    assert result.accuracy == 0.1
    assert result.confusion[:, 0].sum() == 10
    assert result.cost == pytest.approx(np.log(10.0), rel=1e-12)


@pytest.mark.parametrize("weight_decay", [0.0, 3.0])
def test_the_cost_is_that_of_the_objective(weight_decay: float) -> None:
    parameters, digits = _network_and_digits()
    objective = Objective(
        parameters.architecture, digits.images.astype(np.float64), digits.labels, weight_decay=weight_decay
    )

    result = evaluate(parameters, digits, weight_decay=weight_decay)

    assert result.cost == pytest.approx(objective.cost(parameters.flat), rel=1e-13)


@pytest.mark.parametrize("block", [1, 7, 299, 300, 301])
def test_blocks_of_any_size_give_the_same_figures(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters, digits = _network_and_digits()
    whole = evaluate(parameters, digits, weight_decay=1.0)

    monkeypatch.setattr(metrics, "_BLOCK", block)
    result = evaluate(parameters, digits, weight_decay=1.0)

    assert (result.n, result.accuracy) == (whole.n, whole.accuracy)
    assert result.cost == pytest.approx(whole.cost, rel=1e-13)
    np.testing.assert_array_equal(result.confusion, whole.confusion)
