"""Cost and gradient: a step worked by hand, and numerical gradients for every loss, activation and depth."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.nn import backpropagation as backpropagation_module
from engine.nn import objective as objective_module
from engine.nn.activations import ACTIVATIONS, SIGMOID, Floats
from engine.nn.backpropagation import Backpropagation, RunningSum
from engine.nn.calls import Call, run_calls
from engine.nn.gradient_check import check_gradient
from engine.nn.initializers import initialize
from engine.nn.layers import dense as dense_module
from engine.nn.layers.base import LINEAR, Draws
from engine.nn.layers.dense import Dense
from engine.nn.layers.dropout import Dropout
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, DType, Parameters
from engine.nn.objective import Objective, decay_cost, one_hot, total_loss
from tests.architectures import for_every_kind_of_network

SMALL = Architecture.dense(n_inputs=4, hidden_layers=(5,), n_outputs=3, hidden_activation="tanh")


def _parameters(architecture: Architecture = SMALL) -> Parameters:
    return initialize(architecture, scheme="uniform", rng=np.random.default_rng(1), dtype="float64")


def _samples(n_samples: int) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    rng = np.random.default_rng(2)
    return rng.uniform(size=(n_samples, 4)), rng.integers(0, 3, n_samples, dtype=np.intp)


def test_the_step_that_mazur_worked_by_hand() -> None:
    """Matt Mazur's "A step by step backpropagation example" (2015), every figure as published."""
    architecture = Architecture.dense(n_inputs=2, hidden_layers=(2,), n_outputs=2, output_loss="sigmoid-squared-error")
    flat = np.array([0.15, 0.25, 0.20, 0.30, 0.40, 0.50, 0.45, 0.55, 0.35, 0.35, 0.60, 0.60])
    inputs, targets, logits = np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]]), np.empty((1, 2))

    gradient = Backpropagation(architecture, max_batch=1, dtype="float64").run(
        Parameters(architecture, flat), inputs, targets, logits=logits
    )
    after = Parameters(architecture, flat - 0.5 * gradient)

    outputs = logits.copy()
    SIGMOID.apply(outputs)
    np.testing.assert_allclose(outputs, [[0.75136507, 0.772928465]], rtol=0, atol=5e-9)
    assert 0.5 * np.sum((outputs - targets) ** 2) == pytest.approx(0.298371109, abs=5e-10)
    hidden_after = [[0.149780716, 0.24975114], [0.19956143, 0.29950229]]
    output_after = [[0.35891648, 0.511301270], [0.408666186, 0.561370121]]
    np.testing.assert_allclose(after.weights[0], hidden_after, rtol=0, atol=5e-9)
    np.testing.assert_allclose(after.weights[1], output_after, rtol=0, atol=5e-9)


@pytest.mark.slow_but(17)
@pytest.mark.parametrize("weight_decay", [0.0, 3.0])
@for_every_kind_of_network
def test_backpropagation_is_the_numerical_gradient(architecture: Architecture, weight_decay: float) -> None:

    check = check_gradient(architecture, n_samples=6, weight_decay=weight_decay)

    assert check.relative_difference < 1e-9
    assert np.linalg.norm(check.backpropagated) > 0.01


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_check_catches_a_wrong_derivative(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgotten(delta: Floats, a: Floats, scratch: Floats) -> list[Call]:
        """As if f' were 1."""
        return []

    monkeypatch.setitem(ACTIVATIONS, name, replace(ACTIVATIONS[name], derivative_calls=forgotten))

    check = check_gradient(
        Architecture.dense(SMALL.n_inputs, SMALL.layer_sizes[1:-1], SMALL.n_outputs, name), weight_decay=0.0
    )

    assert check.relative_difference > 1e-3


@pytest.mark.parametrize("name", OUTPUT_LOSSES)
def test_the_check_catches_a_wrong_delta(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = OUTPUT_LOSSES[name].delta_calls

    def slightly_long(outputs: Floats, targets: Floats, scratch: Floats) -> list[Call]:
        return [*right(outputs, targets, scratch), partial(np.multiply, outputs, 1.001, outputs)]

    monkeypatch.setitem(OUTPUT_LOSSES, name, replace(OUTPUT_LOSSES[name], delta_calls=slightly_long))

    check = check_gradient(replace(SMALL, output_loss=name), weight_decay=0.0)

    assert 1e-4 < check.relative_difference < 1e-3


def test_weights_are_decayed_and_biases_are_not() -> None:
    parameters = _parameters()
    inputs, labels = _samples(8)
    plain, decayed = (Objective(SMALL, inputs, labels, weight_decay=decay) for decay in (0.0, 4.0))

    cost, gradient = plain.cost_and_gradient(parameters.flat)
    decayed_cost, decayed_gradient = decayed.cost_and_gradient(parameters.flat)
    gained = Parameters(SMALL, decayed_gradient - gradient)

    weights = parameters.decayed.astype(np.float64)
    np.testing.assert_allclose(gained.decayed, 4.0 / 8 * weights, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(np.concatenate(gained.biases), 0.0)
    assert decayed_cost - cost == pytest.approx(4.0 / (2 * 8) * np.sum(weights**2), rel=1e-12)


def test_decay_worked_by_hand() -> None:
    parameters = Parameters(
        Architecture.dense(n_inputs=1, hidden_layers=(), n_outputs=2), np.array([3.0, -4.0, 7.0, 8.0])
    )

    assert decay_cost(parameters, 2.0, 5) == pytest.approx(2.0 / 10 * 25.0, rel=1e-15)
    assert decay_cost(parameters, 0.0, 5) == 0.0


def test_decay_of_float32_weights_is_summed_in_float64() -> None:
    parameters = Parameters.zeros(Architecture.dense(hidden_layers=()), "float32")
    parameters.decayed[:] = 1e20  # the square does not fit float32

    assert decay_cost(parameters, 1.0, 1) == pytest.approx(0.5 * 4000 * 1e40, rel=1e-6)


@pytest.mark.parametrize("output_loss", OUTPUT_LOSSES)
def test_the_gradient_of_a_batch_is_the_average_over_its_samples(output_loss: str) -> None:
    architecture = replace(SMALL, output_loss=output_loss)
    parameters = _parameters(architecture)
    inputs, labels = _samples(7)

    def gradient(chosen: slice) -> Floats:
        return Objective(architecture, inputs[chosen], labels[chosen]).cost_and_gradient(parameters.flat)[1]

    singles = [gradient(slice(i, i + 1)) for i in range(7)]

    np.testing.assert_allclose(gradient(slice(None)), np.mean(singles, axis=0), rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("output_loss", OUTPUT_LOSSES)
def test_float32_is_near_float64(output_loss: str) -> None:
    architecture = replace(SMALL, output_loss=output_loss)
    parameters = _parameters(architecture)
    inputs, labels = _samples(20)
    single, double = (
        Objective(architecture, inputs, labels, weight_decay=1.0, dtype="float32"),
        Objective(architecture, inputs, labels, weight_decay=1.0, dtype="float64"),
    )

    cost, gradient = double.cost_and_gradient(parameters.flat)
    rounded_cost, rounded = single.cost_and_gradient(parameters.flat.astype(np.float32))

    assert rounded.dtype == np.float32
    assert rounded_cost == pytest.approx(cost, rel=1e-6)
    assert 0 < np.linalg.norm(rounded - gradient) < 1e-6 * np.linalg.norm(gradient)


def test_the_gradients_memory_is_used_again() -> None:
    objective = Objective(SMALL, *_samples(5))
    parameters = _parameters()
    first = objective.cost_and_gradient(parameters.flat)[1]
    values = first.copy()

    second = objective.cost_and_gradient(parameters.flat + 0.1)[1]

    assert second is first
    assert not np.array_equal(first, values)


def test_batches_of_any_size_leave_no_trace_in_the_workspace() -> None:
    parameters = _parameters()
    inputs, labels = _samples(9)
    targets = one_hot(labels, 3, "float64")
    shared = Backpropagation(SMALL, max_batch=9, dtype="float64")

    for start, stop in ((0, 9), (2, 5), (8, 9), (0, 9), (4, 7)):
        logits = np.empty((stop - start, 3))
        gradient = shared.run(parameters, inputs[start:stop], targets[start:stop], logits=logits, decay=0.1)
        fresh = Backpropagation(SMALL, max_batch=stop - start, dtype="float64")
        expected = fresh.run(
            parameters, inputs[start:stop], targets[start:stop], logits=np.empty_like(logits), decay=0.1
        )

        np.testing.assert_allclose(gradient, expected, rtol=1e-12, atol=1e-16)


@pytest.mark.parametrize("n", [1, 6, 300])
@pytest.mark.parametrize("factor", [-0.05, 2.0])
def test_a_gradient_added_to_a_running_sum_is_the_one_that_is_written_down(
    n: int, factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Architecture, "chunk_rows", 128)  # 300 samples are three chunks
    rng = np.random.default_rng(5)
    parameters = Parameters(SMALL, rng.normal(size=SMALL.n_parameters))
    inputs = rng.normal(size=(n, SMALL.n_inputs))
    targets = one_hot(rng.integers(0, SMALL.n_outputs, n), SMALL.n_outputs, "float64")
    backpropagation = Backpropagation(SMALL, max_batch=n, dtype="float64")
    logits = np.empty_like(targets)
    total = Parameters(SMALL, rng.normal(size=SMALL.n_parameters))
    gradient = backpropagation.run(parameters, inputs, targets, logits=logits, decay=0.1).copy()
    assert backpropagation.can_add(n)

    running_sum = RunningSum(total, factor)
    for _ in range(2):
        before = total.flat.copy()
        assert (
            backpropagation.run(parameters, inputs, targets, logits=logits, decay=0.1, running_sum=running_sum)
            is total.flat
        )
        np.testing.assert_allclose(total.flat, before + factor * gradient, rtol=0, atol=1e-12)


def test_nothing_that_is_given_is_changed() -> None:
    parameters = _parameters()
    inputs, labels = _samples(6)
    targets = one_hot(labels, 3, "float64")
    kept = parameters.flat.copy(), inputs.copy(), targets.copy()

    Backpropagation(SMALL, max_batch=6, dtype="float64").run(
        parameters, inputs, targets, logits=np.empty((6, 3)), decay=0.5
    )

    for given, before in zip((parameters.flat, inputs, targets), kept, strict=True):
        np.testing.assert_array_equal(given, before)


@pytest.mark.parametrize("output_loss", OUTPUT_LOSSES)
def test_both_ways_to_the_cost_agree(output_loss: str) -> None:
    objective = Objective(replace(SMALL, output_loss=output_loss), *_samples(11), weight_decay=2.0)
    flat = _parameters().flat

    assert objective.cost(flat) == pytest.approx(objective.cost_and_gradient(flat)[0], rel=1e-14)


def test_a_loss_summed_in_blocks_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    parameters = _parameters()
    inputs, labels = _samples(11)
    whole = total_loss(parameters, inputs, labels)

    monkeypatch.setattr(objective_module, "_EVALUATED", 4)

    assert total_loss(parameters, inputs, labels) == pytest.approx(whole, rel=1e-14)
    assert total_loss(parameters, inputs[:8], labels[:8]) < whole


def test_targets_are_one_in_the_labels_column() -> None:
    targets = one_hot(np.array([2, 0, 2]), 4)

    assert targets.dtype == np.float32
    np.testing.assert_array_equal(targets, [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@for_every_kind_of_network
def test_a_batch_in_blocks_and_chunks_has_the_gradient_of_the_whole(
    architecture: Architecture, dtype: DType, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(3)
    n_samples, n_outputs = 23, architecture.n_outputs
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype=dtype)
    inputs = rng.uniform(size=(n_samples, architecture.n_inputs)).astype(dtype)
    targets = one_hot(rng.integers(0, n_outputs, n_samples), n_outputs, dtype)
    logits, logits_in_chunks = np.empty((2, n_samples, n_outputs), dtype)
    in_one = Backpropagation(architecture, max_batch=n_samples, dtype=dtype)
    whole = in_one.run(parameters, inputs, targets, logits=logits)
    monkeypatch.setattr(backpropagation_module, "_LEAST_ROWS", 2)
    monkeypatch.setattr(dense_module, "_WIDE", 4)
    monkeypatch.setattr(backpropagation_module, "_BLOCK_BYTES", 10 * architecture.n_inputs * inputs.itemsize)
    monkeypatch.setattr(Architecture, "chunk_rows", 3)
    backpropagation = Backpropagation(architecture, max_batch=n_samples, dtype=dtype)

    for _ in range(2):  # memory is used again
        in_chunks = backpropagation.run(parameters, inputs, targets, logits=logits_in_chunks)

        tolerance = 1e-6 if dtype == "float32" else 1e-15
        np.testing.assert_allclose(in_chunks, whole, rtol=0, atol=tolerance)
        np.testing.assert_allclose(logits_in_chunks, logits, rtol=0, atol=tolerance)
    assert np.abs(whole).max() > 1e-3


@for_every_kind_of_network
def test_calls_that_are_laid_out_for_another_network_are_of_its_parameters(architecture: Architecture) -> None:
    rng = np.random.default_rng(6)
    n_samples, n_outputs = 7, architecture.n_outputs
    inputs = rng.uniform(size=(n_samples, architecture.n_inputs))
    targets = one_hot(rng.integers(0, n_outputs, n_samples), n_outputs, "float64")
    networks = [initialize(architecture, scheme="glorot", rng=rng, dtype="float64") for _ in range(2)]
    logits = np.empty((n_samples, n_outputs))
    backpropagation, draws = Backpropagation(architecture, max_batch=n_samples, dtype="float64"), Draws(None)

    for network in [*networks, networks[0]]:
        calls = backpropagation.lay_out(network, inputs, targets, logits=logits, decays=False, total=None, draws=draws)
        run_calls(calls)

        fresh = Backpropagation(architecture, max_batch=n_samples, dtype="float64")
        expected = fresh.run(network, inputs, targets, logits=np.empty_like(logits))
        np.testing.assert_array_equal(backpropagation.gradient.flat, expected)


@pytest.mark.parametrize("decay", [1.0, 0.25])
@pytest.mark.parametrize("n_before", [0, 1])
def test_weights_alone_decay_from_the_first_batch_on(decay: float, n_before: int) -> None:
    inputs, labels = _samples(6)
    targets, logits = one_hot(labels, 3, "float64"), np.empty((6, 3))
    parameters = _parameters()
    plain = Backpropagation(SMALL, max_batch=6, dtype="float64").run(parameters, inputs, targets, logits=logits)
    backpropagation = Backpropagation(SMALL, max_batch=6, dtype="float64")

    for _ in range(n_before):
        backpropagation.run(parameters, inputs, targets, logits=logits, decay=decay)
    gradient = backpropagation.run(parameters, inputs, targets, logits=logits, decay=decay)

    added = Parameters(SMALL, gradient - plain)
    for weights, biases, own in zip(added.weights, added.biases, parameters.weights, strict=True):
        np.testing.assert_allclose(weights, decay * own, rtol=0, atol=1e-15)
        np.testing.assert_array_equal(biases, 0.0)


def test_a_step_that_is_laid_out_with_decay_has_the_one_that_is_set() -> None:
    inputs, labels = _samples(6)
    targets, logits = one_hot(labels, 3, "float64"), np.empty((6, 3))
    parameters = _parameters()
    backpropagation = Backpropagation(SMALL, max_batch=6, dtype="float64")
    calls = backpropagation.lay_out(
        parameters, inputs, targets, logits=logits, decays=True, total=None, draws=Draws(None)
    )

    for decay in (None, 1.0, None, 0.25):
        backpropagation.set_factors(**({} if decay is None else {"decay": decay}))
        run_calls(calls)
        own = backpropagation.gradient.flat.copy()
        fresh = Backpropagation(SMALL, max_batch=6, dtype="float64")
        expected = fresh.run(parameters, inputs, targets, logits=np.empty_like(logits), decay=decay or 0.0)
        np.testing.assert_allclose(own, expected, rtol=0, atol=1e-15)


def test_a_gradient_with_what_is_left_out_is_that_of_its_own_draws() -> None:
    layers = (Dense(6, "tanh"), Dropout(0.5), Dense(3, LINEAR))
    architecture = Architecture((4, 1, 1), layers)
    parameters = initialize(architecture, scheme="glorot", rng=np.random.default_rng(1), dtype="float64")
    inputs, labels = _samples(8)
    targets, logits = one_hot(labels, 3, "float64"), np.empty((8, 3))
    backpropagation = Backpropagation(architecture, max_batch=8, dtype="float64")

    def gradient_of(own: Backpropagation, seed: int) -> Floats:
        rng = np.random.default_rng(seed)
        return own.run(parameters, inputs, targets, logits=logits, rng=rng).copy()

    gradients = [gradient_of(backpropagation, seed) for seed in (1, 2, 1)]

    fresh = [gradient_of(Backpropagation(architecture, max_batch=8, dtype="float64"), seed) for seed in (1, 2, 1)]
    np.testing.assert_array_equal(gradients, fresh)
    assert np.abs(gradients[1] - gradients[0]).max() > 1e-3


def test_a_gradient_whose_products_are_cut_is_the_sum_of_outer_products() -> None:
    # Of softmax and cross-entropy, δ = p − y; its pieces of 96 digits are those of 400-25-10 in one batch of 300.
    architecture = Architecture.dense(n_inputs=400, hidden_layers=(25,), n_outputs=10, hidden_activation="tanh")
    rng = np.random.default_rng(4)
    n = 300
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype="float64")
    inputs, targets = rng.uniform(size=(n, 400)), one_hot(rng.integers(0, 10, n), 10, "float64")

    gradient = Backpropagation(architecture, max_batch=n, dtype="float64").run(
        parameters, inputs, targets, logits=np.empty((n, 10))
    )

    (first, second), (first_biases, second_biases) = parameters.weights, parameters.biases
    hidden = np.tanh(inputs @ first + first_biases)
    exponentials = np.exp(hidden @ second + second_biases)
    delta = (exponentials / exponentials.sum(axis=1, keepdims=True) - targets) / n
    hidden_delta = delta @ second.T * (1 - hidden**2)
    expected = [inputs.T @ hidden_delta, hidden.T @ delta, hidden_delta.sum(axis=0), delta.sum(axis=0)]
    np.testing.assert_allclose(gradient, np.concatenate([part.ravel() for part in expected]), rtol=0, atol=1e-14)
