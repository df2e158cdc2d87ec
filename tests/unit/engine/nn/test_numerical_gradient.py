"""Numerical gradients: of functions worked by hand, and of networks against the plain way, which computes all anew."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import DigitLabError
from engine.nn import numerical_gradient as module
from engine.nn.activations import ACTIVATIONS
from engine.nn.backpropagation import Backpropagation
from engine.nn.initializers import initialize
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, Parameters
from engine.nn.numerical_gradient import numerical_gradient, numerical_gradient_of_network
from engine.nn.objective import Objective
from tests.architectures import for_every_kind_of_network

SMALL = Architecture.dense(n_inputs=4, hidden_layers=(5, 3), n_outputs=3, hidden_activation="tanh")


def _network(architecture: Architecture) -> Parameters:
    parameters = initialize(architecture, scheme="glorot", rng=np.random.default_rng(11), dtype="float64")
    for biases in parameters.biases:
        biases[:] = np.random.default_rng(4).uniform(-0.5, 0.5, biases.shape)
    return parameters


def _samples(n_samples: int, n_inputs: int = 4) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Samples with paper in them: a third of all inputs is exactly 0, and the first of all samples' is."""
    rng = np.random.default_rng(2)
    inputs = rng.uniform(0.2, 1.0, (n_samples, n_inputs)) * (rng.uniform(size=(n_samples, n_inputs)) > 1 / 3)
    inputs[:, 0] = 0.0
    return inputs, rng.integers(0, 3, n_samples, dtype=np.intp)


def test_a_polynomial_has_its_exact_gradient() -> None:
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


@pytest.mark.slow_but(11)
@pytest.mark.parametrize("weight_decay", [0.0, 3.0])
@for_every_kind_of_network
def test_what_is_kept_of_the_forward_pass_changes_nothing(architecture: Architecture, weight_decay: float) -> None:
    parameters = _network(architecture)
    inputs, labels = _samples(6)
    objective = Objective(architecture, inputs, labels, weight_decay=weight_decay)

    plain = numerical_gradient(objective.cost, parameters.flat.astype(np.float64))
    kept = numerical_gradient_of_network(parameters, inputs, labels, weight_decay=weight_decay)

    assert np.linalg.norm(plain) > 0.01
    np.testing.assert_allclose(kept, plain, rtol=0, atol=1e-11)  # rounding, 1e-16 of the cost in a step of 1e-3


def test_it_knows_nothing_of_backpropagation(monkeypatch: pytest.MonkeyPatch) -> None:
    parameters, (inputs, labels) = _network(SMALL), _samples(6)
    before = numerical_gradient_of_network(parameters, inputs, labels)

    monkeypatch.delattr(Backpropagation, "lay_out")
    monkeypatch.setitem(ACTIVATIONS, "tanh", replace(ACTIVATIONS["tanh"], derivative_calls=None))  # type: ignore[arg-type]
    monkeypatch.setitem(OUTPUT_LOSSES, SMALL.output_loss, replace(SMALL.loss, delta_calls=None))  # type: ignore[arg-type]

    np.testing.assert_array_equal(numerical_gradient_of_network(parameters, inputs, labels), before)


@pytest.mark.parametrize("hidden_activation", ["tanh", "relu"])
def test_samples_are_moved_block_by_block(hidden_activation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters, (inputs, labels) = (
        _network(Architecture.dense(SMALL.n_inputs, SMALL.layer_sizes[1:-1], SMALL.n_outputs, hidden_activation)),
        _samples(11),
    )
    whole = numerical_gradient_of_network(parameters, inputs, labels)

    monkeypatch.setattr(module, "_BLOCK", 4)

    np.testing.assert_allclose(numerical_gradient_of_network(parameters, inputs, labels), whole, rtol=0, atol=1e-15)


def test_chosen_parameters_alone_are_moved() -> None:
    parameters, (inputs, labels) = _network(SMALL), _samples(6)
    asked = 0
    chosen = np.array([3, 7, 20, 36, SMALL.n_parameters - 1])

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    some = numerical_gradient_of_network(
        parameters, inputs, labels, weight_decay=2.0, chosen=chosen[::-1], is_cancelled=count
    )

    everything = numerical_gradient_of_network(parameters, inputs, labels, weight_decay=2.0)
    np.testing.assert_array_equal(some, everything[chosen[::-1]])
    assert asked == 4  # the fourth weight leads from an input that is 0 in all samples: it has nothing to move


def test_nothing_that_is_given_is_changed() -> None:
    parameters, (inputs, labels) = _network(SMALL), _samples(6)
    kept = parameters.flat.copy(), inputs.copy(), labels.copy()

    numerical_gradient_of_network(parameters, inputs, labels, weight_decay=1.0)

    for given, before in zip((parameters.flat, inputs, labels), kept, strict=True):
        np.testing.assert_array_equal(given, before)


@pytest.mark.parametrize("offset", [3e-4, 1e-5, 1e-7, -3e-4, -1e-7])
@pytest.mark.parametrize("depth", [1, 2])
def test_a_kink_of_relu_within_the_step_is_not_stepped_over(depth: int, offset: float) -> None:
    """One unit is on or off by less than a step: plain differences see a bit of both slopes."""
    architecture = Architecture.dense(
        n_inputs=1,
        hidden_layers=(1,) * depth,
        n_outputs=2,
        hidden_activation="relu",
        output_loss="sigmoid-squared-error",
    )
    parameters = Parameters(architecture, np.concatenate([np.ones(depth), [1.5, -0.5], np.zeros(depth), [0.2, 0.1]]))
    parameters.biases[depth - 1][:] = offset - 0.5  # the last hidden unit's pre-activation is this offset
    inputs, labels = np.array([[0.5]]), np.array([0])
    objective = Objective(architecture, inputs, labels)
    exact = objective.cost_and_gradient(parameters.flat)[1]

    plain = numerical_gradient(objective.cost, parameters.flat.astype(np.float64))
    measured = numerical_gradient_of_network(parameters, inputs, labels)

    assert np.abs(plain - exact).max() > 1e-3
    np.testing.assert_allclose(measured, exact, rtol=0, atol=1e-11)


def test_progress_rises_to_the_end() -> None:
    parameters, (inputs, labels) = _network(SMALL), _samples(6)
    told: list[tuple[int, float]] = []

    numerical_gradient_of_network(
        parameters, inputs, labels, progress=lambda n_done, share: told.append((n_done, share))
    )

    assert told[-1] == (SMALL.n_parameters, 1.0)
    assert len(told) > 5
    assert all(before < after and share <= later for (before, share), (after, later) in pairwise(told))


def test_it_can_be_cancelled_after_any_parameter() -> None:
    parameters, (inputs, labels) = _network(SMALL), _samples(6)
    answers = iter([False, False, True])

    with pytest.raises(DigitLabError, match="stopped before all parameters were moved"):
        numerical_gradient_of_network(parameters, inputs, labels, is_cancelled=lambda: next(answers))

    assert next(answers, None) is None
