"""The check itself: the course's debug network, any network on any data, and what it says where something is wrong."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.loading import load_dataset
from engine.errors import DigitLabError, ModelError
from engine.nn.activations import ACTIVATIONS, Floats
from engine.nn.calls import Call
from engine.nn.gradient_check import (
    DEBUG_NETWORK,
    GradientCheck,
    check_gradient,
    check_gradient_on,
    make_debug_problem,
)
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from engine.nn.objective import Objective


def _digits(n_samples: int) -> tuple[Floats, NDArray[np.intp]]:
    digits = load_dataset("uci-digits").digits[:n_samples]
    return digits.values("float64"), digits.labels


def _network(hidden_activation: str = "sigmoid", dtype: str = "float64") -> Parameters:
    return initialize(
        Architecture.dense(hidden_layers=(6,), hidden_activation=hidden_activation),
        scheme="uniform",
        rng=np.random.default_rng(1),
        dtype="float32" if dtype == "float32" else "float64",
    )


# Small networks on random data


@pytest.mark.parametrize("weight_decay", [0.0, 3.0])
def test_a_small_network_on_random_data(weight_decay: float) -> None:
    check = check_gradient(DEBUG_NETWORK, n_samples=5, weight_decay=weight_decay)

    assert check.numerical.shape == check.backpropagated.shape == (38,)
    assert check.relative_difference < 1e-9  # what the course asks for
    assert check.relative_difference > 0.0  # two computations, not one copied


def test_the_relative_difference_is_that_of_both_gradients() -> None:
    assert GradientCheck(np.array([3.0, 4.0]), np.array([3.0, 0.0])).relative_difference == pytest.approx(4 / 8)


def test_two_gradients_of_zeros_do_not_differ() -> None:
    assert GradientCheck(np.zeros(3), np.zeros(3)).relative_difference == 0.0


def test_the_seed_determines_the_check() -> None:
    one, two, other = (check_gradient(DEBUG_NETWORK, seed=seed) for seed in (1, 1, 2))

    np.testing.assert_array_equal(one.backpropagated, two.backpropagated)
    assert not np.allclose(one.backpropagated, other.backpropagated)


@pytest.mark.parametrize("n_samples", [1, 20])
def test_any_number_of_samples_will_do(n_samples: int) -> None:
    assert check_gradient(DEBUG_NETWORK, n_samples=n_samples).relative_difference < 1e-9


# The course's debug network


def test_the_debug_network_is_filled_with_sines_column_by_column() -> None:
    parameters, inputs, labels = make_debug_problem()
    theta1 = np.hstack([parameters.biases[0][:, None], parameters.weights[0].T])
    theta2 = np.hstack([parameters.biases[1][:, None], parameters.weights[1].T])

    np.testing.assert_array_equal(theta1, np.sin(np.arange(1, 21)).reshape(5, 4, order="F") / 10)
    np.testing.assert_array_equal(theta2, np.sin(np.arange(1, 19)).reshape(3, 6, order="F") / 10)
    np.testing.assert_array_equal(inputs, np.sin(np.arange(1, 16)).reshape(5, 3, order="F") / 10)
    np.testing.assert_array_equal(labels + 1, [2, 3, 1, 2, 3])  # 1 + mod(1:5, 3), the course's classes


def test_any_other_network_is_filled_in_the_same_way() -> None:
    architecture = Architecture.dense(n_inputs=2, hidden_layers=(3, 4), n_outputs=5)

    parameters, inputs, labels = make_debug_problem(architecture, n_samples=7)

    assert inputs.shape == (7, 2)
    np.testing.assert_array_equal(labels, [1, 2, 3, 4, 0, 1, 2])
    assert parameters.biases[1][1] == np.sin(2.0) / 10
    assert parameters.weights[1][0, 1] == np.sin(6.0) / 10


# Whole networks on digits


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("hidden_activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_network_on_digits(hidden_activation: str, dtype: str) -> None:
    images, labels = _digits(60)

    check = check_gradient_on(_network(hidden_activation, dtype), images, labels, weight_decay=1.0)

    assert check.numerical.shape == (400 * 6 + 6 + 6 * 10 + 10,)
    assert 0 < check.relative_difference < 1e-8


def test_chosen_parameters_are_compared_with_their_own() -> None:
    images, labels = _digits(30)
    chosen = np.array([2400, 7, 2475])

    some = check_gradient_on(_network(), images, labels, weight_decay=1.0, chosen=chosen)
    everything = check_gradient_on(_network(), images, labels, weight_decay=1.0)

    np.testing.assert_array_equal(some.backpropagated, everything.backpropagated[chosen])
    np.testing.assert_array_equal(some.numerical, everything.numerical[chosen])


@pytest.mark.parametrize("wrong", ["derivative", "decay"])
def test_a_wrong_backpropagation_is_caught(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    images, labels = _digits(20)
    right = Objective.cost_and_gradient

    def forgotten(delta: Floats, a: Floats, scratch: Floats) -> list[Call]:
        """As if f' were 1."""
        return []

    def decays_biases_too(self: Objective, flat: Floats) -> tuple[float, Floats]:
        cost, gradient = right(self, flat)
        gradient[-10:] += 1 / 20 * flat[-10:]
        return cost, gradient

    if wrong == "derivative":
        monkeypatch.setitem(ACTIVATIONS, "sigmoid", replace(ACTIVATIONS["sigmoid"], derivative_calls=forgotten))
    else:
        monkeypatch.setattr(Objective, "cost_and_gradient", decays_biases_too)

    assert check_gradient_on(_network(), images, labels, weight_decay=1.0).relative_difference > 1e-4


def test_a_network_that_does_not_fit_is_refused() -> None:
    images, labels = _digits(10)
    too_few_outputs = Parameters.zeros(Architecture.dense(hidden_layers=(), n_outputs=3))

    with pytest.raises(ModelError, match="expected a network with 399 inputs and at least 10 outputs"):
        check_gradient_on(_network(), images[:, 1:], labels, weight_decay=0.0)
    with pytest.raises(ModelError, match="got 400-3"):
        check_gradient_on(too_few_outputs, images, labels, weight_decay=0.0)


def test_a_network_of_huge_numbers_differs_by_nan_without_a_warning() -> None:
    parameters = _network("relu", "float32")
    parameters.flat[:] = 1e38
    parameters.weights[1][:, ::2] = -1e38
    images, labels = _digits(10)

    check = check_gradient_on(
        Parameters(parameters.architecture, parameters.flat.astype(np.float64) * 1e200),
        images,
        labels,
        weight_decay=0.0,
    )

    assert not np.isfinite(check.relative_difference)


def test_it_is_cancelled_by_whoever_asks_for_it() -> None:
    images, labels = _digits(10)

    with pytest.raises(DigitLabError, match="stopped"):
        check_gradient_on(_network(), images, labels, weight_decay=0.0, is_cancelled=lambda: True)
