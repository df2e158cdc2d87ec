"""The numerical gradient itself, and the course's debug network."""

import numpy as np
import pytest

from engine.gradient_check import check_gradient, numerical_gradient
from engine.network import Architecture

DEBUG_NETWORK = Architecture(n_inputs=3, hidden_layers=(5,), n_outputs=3, output_loss="sigmoid-cross-entropy")


def test_numerical_gradient_of_a_polynomial_is_exact() -> None:
    at = np.array([1.5, -2.0, 0.25])
    kept = at.copy()

    gradient = numerical_gradient(lambda w: float(w[0] ** 4 + w[0] * w[1] - 3.0 * w[2] ** 2), at)

    np.testing.assert_allclose(gradient, [4 * 1.5**3 - 2.0, 1.5, -1.5], rtol=1e-11)
    np.testing.assert_array_equal(at, kept)


def test_its_error_is_of_the_fourth_order() -> None:
    errors = [
        abs(float(numerical_gradient(lambda w: float(np.exp(w[0])), np.zeros(1), step=step)[0]) - 1.0)
        for step in (0.2, 0.1)
    ]

    assert errors[0] / errors[1] == pytest.approx(16.0, rel=0.02)


@pytest.mark.parametrize("weight_decay", [0.0, 3.0])
def test_the_courses_debug_network(weight_decay: float) -> None:
    check = check_gradient(DEBUG_NETWORK, n_samples=5, weight_decay=weight_decay)

    assert check.numerical.shape == check.backpropagated.shape == (38,)
    assert check.relative_difference < 1e-9  # what the course asks for
    assert check.relative_difference > 0.0  # two computations, not one copied


def test_the_relative_difference_is_that_of_both_gradients() -> None:
    check = check_gradient(DEBUG_NETWORK)
    a, b = check.numerical, check.backpropagated

    expected = np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    assert check.relative_difference == pytest.approx(expected, rel=1e-12)


def test_the_seed_determines_the_check() -> None:
    one, two, other = (check_gradient(DEBUG_NETWORK, seed=seed) for seed in (1, 1, 2))

    np.testing.assert_array_equal(one.backpropagated, two.backpropagated)
    assert not np.allclose(one.backpropagated, other.backpropagated)


@pytest.mark.parametrize("n_samples", [1, 20])
def test_any_number_of_samples_will_do(n_samples: int) -> None:
    assert check_gradient(DEBUG_NETWORK, n_samples=n_samples).relative_difference < 1e-9
