"""Layers: passes against plain loops, input gradients against numerical differences, factors of what is added."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from engine.errors import ConfigurationError, DataError
from engine.nn.activations import ACTIVATIONS, Floats
from engine.nn.backpropagation import Backpropagation
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR, Layer, LayerParameters, Target
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.layers.registry import LAYERS, layer_as_json, layer_from_json
from engine.nn.network import Architecture, Parameters
from engine.nn.numerical_gradient import numerical_gradient
from engine.nn.objective import one_hot
from engine.nn.passes import input_gradient, put_out
from tests.architectures import for_every_kind_of_network

MIXED = Architecture((2, 2, 1), (Dense(5, "relu"), Dense(4, "tanh"), Dense(6, LINEAR), Dense(3, LINEAR)))
"""An activation of its own for every layer."""


def _random(architecture: Architecture, n: int = 6) -> tuple[Parameters, Floats, Floats]:
    """Parameters with random biases, inputs, and targets."""
    rng = np.random.default_rng(5)
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype="float64")
    for biases in parameters.biases:
        biases[:] = rng.uniform(-0.5, 0.5, biases.shape)
    labels = rng.integers(0, architecture.n_outputs, n)
    return parameters, rng.uniform(size=(n, architecture.n_inputs)), one_hot(labels, architecture.n_outputs, "float64")


def _one(_: float) -> float:
    return 1.0


def _by_loops(parameters: Parameters, inputs: Floats, targets: Floats) -> tuple[Floats, Floats]:
    """Logits, and the gradient of the mean loss, number by number; the formulas written out anew."""
    slopes: dict[str, Callable[[float], float]] = {
        "sigmoid": lambda a: a * (1 - a),
        "tanh": lambda a: 1 - a * a,
        "relu": lambda a: float(a > 0),
    }
    values: dict[str, Callable[[float], float]] = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "relu": lambda z: max(z, 0.0),
    }
    architecture = parameters.architecture
    gradient, logits = Parameters.zeros(architecture, "float64"), []
    for x, t in zip(inputs, targets, strict=True):
        a = [list(x)]
        for number, layer in enumerate(architecture.layers):
            weights, biases = parameters.weights[number], parameters.biases[number]
            z = [biases[j] + sum(a[-1][i] * weights[i, j] for i in range(len(a[-1]))) for j in range(weights.shape[1])]
            a.append([values.get(layer.activation, float)(v) for v in z])
        logits.append(a[-1])
        if architecture.output_loss.startswith("softmax"):
            exponentials = np.exp(a[-1])
            delta = list(exponentials / exponentials.sum() - t)
        else:
            h = 1 / (1 + np.exp(-np.array(a[-1])))
            delta = list((h - t) * (h * (1 - h) if "squared" in architecture.output_loss else 1.0))
        for number in reversed(range(len(architecture.layers))):
            weights = parameters.weights[number]
            for i, j in product(*map(range, weights.shape)):
                gradient.weights[number][i, j] += a[number][i] * delta[j] / len(inputs)
            for j, error in enumerate(delta):
                gradient.biases[number][j] += error / len(inputs)
            if number:
                slope = slopes.get(architecture.layers[number - 1].activation, _one)
                delta = [
                    slope(a[number][i]) * sum(weights[i, j] * delta[j] for j in range(len(delta)))
                    for i in range(weights.shape[0])
                ]
    return np.array(logits), gradient.flat


def _assert_is_that_of_loops(architecture: Architecture) -> None:
    parameters, inputs, targets = _random(architecture)
    logits: Floats = np.empty_like(targets)

    gradient = Backpropagation(architecture, max_batch=6, dtype="float64").run(
        parameters, inputs, targets, logits=logits
    )
    expected_logits, expected = _by_loops(parameters, inputs, targets)

    np.testing.assert_allclose(logits, expected_logits, rtol=0, atol=1e-13)
    np.testing.assert_allclose(compute_logits(parameters, inputs), expected_logits, rtol=0, atol=1e-13)
    np.testing.assert_allclose(gradient, expected, rtol=0, atol=1e-13)


@for_every_kind_of_network
def test_passes_are_those_of_plain_loops(architecture: Architecture) -> None:
    _assert_is_that_of_loops(architecture)


def test_each_layer_has_an_activation_of_its_own() -> None:
    _assert_is_that_of_loops(MIXED)


@for_every_kind_of_network
def test_the_input_gradient_is_the_numerical_one(architecture: Architecture) -> None:
    parameters, inputs, _ = _random(architecture, 3)
    asked = np.random.default_rng(1).uniform(-1, 1, (3, architecture.n_outputs))

    exact = input_gradient(parameters, inputs, asked)
    numerical = numerical_gradient(
        lambda at: float((compute_logits(parameters, at.reshape(inputs.shape)) * asked).sum()),
        inputs.reshape(-1).astype(np.float64),
    )

    assert np.abs(exact).max() > 1e-3
    np.testing.assert_allclose(exact.reshape(-1), numerical, rtol=0, atol=1e-9)


@pytest.mark.parametrize("in_product", [False, True])
@pytest.mark.parametrize("n", [1, 5])
def test_backward_adds_to_what_is_there(n: int, *, in_product: bool) -> None:
    layer, rng = Dense(3, "tanh"), np.random.default_rng(2)
    own, before, spare, plain = (LayerParameters(rng.normal(size=(4, 3)), rng.normal(size=3)) for _ in range(4))
    inputs, delta = rng.normal(size=(n, 4)), rng.normal(size=(n, 3))
    workspace = (np.empty((n, 3)), np.ones(n))
    total = LayerParameters(before.weights.copy(), before.biases.copy())
    target = Target(total, None if in_product else spare)

    layer.backward(own, inputs, delta, workspace, Target(plain, plain), None, None)
    layer.backward(own, inputs, delta, workspace, target, None, None)

    np.testing.assert_allclose(plain.weights, inputs.T @ delta, rtol=1e-13)
    for result, old, part in zip(total, before, plain, strict=True):
        np.testing.assert_allclose(result, old + part, rtol=1e-12)


def test_pre_activations_and_activations_of_every_layer_can_be_had() -> None:
    parameters, inputs, _ = _random(MIXED)

    pairs = put_out(parameters, inputs)

    np.testing.assert_array_equal(pairs[0][1], np.maximum(pairs[0][0], 0.0))
    np.testing.assert_allclose(pairs[1][1], np.tanh(pairs[1][0]), rtol=1e-15)
    np.testing.assert_array_equal(pairs[2][1], pairs[2][0])
    np.testing.assert_allclose(pairs[-1][0], compute_logits(parameters, inputs), rtol=1e-13)


@pytest.mark.parametrize("activation", [*ACTIVATIONS, LINEAR])
def test_a_layer_is_what_its_line_says(activation: str) -> None:
    layer = Dense(7, activation)

    assert layer_from_json(layer_as_json(layer)) == layer
    assert LAYERS[layer.kind] is Dense
    assert (layer.as_text(), layer.multiply_adds((2, 3, 1)), layer.output_shape((2, 3, 1))) == ("7", 42, (7,))


@pytest.mark.parametrize("layers", [(), (Dense(10, "tanh"),)])
def test_a_network_ends_with_a_layer_without_an_activation(layers: tuple[Dense, ...]) -> None:
    with pytest.raises(ConfigurationError, match="layer"):
        Architecture((20, 20, 1), layers)


@pytest.mark.parametrize("label", [-1, 3])
def test_a_label_that_is_no_class_is_refused(label: int) -> None:
    with pytest.raises(DataError, match="labels are from 0 to 2"):
        one_hot(np.array([0, label]), 3)


@pytest.mark.parametrize("units", [1, 10_000])
def test_the_least_and_the_most_units_are_allowed(units: int) -> None:
    assert Dense.of_units(units) == read_layer(str(units)) == Dense(units)


@pytest.mark.parametrize("units", [0, 10_001])
def test_no_units_and_too_many_are_refused(units: int) -> None:
    with pytest.raises(ConfigurationError, match=f"1 to 10,000 units, got {units}"):
        Dense.of_units(units)


def test_an_activation_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="must be one of sigmoid, tanh, relu, got 'linear'"):
        Dense(3, "linear")


@pytest.mark.parametrize("text", ["pool 2x3", "conv 4 3x5"])
def test_windows_and_filters_that_are_not_square_are_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match=text):
        read_layer(text)


@pytest.mark.parametrize(
    ("layer", "window"),
    [
        (read_layer("conv 4 5x5"), (3, 4, 5, 5)),
        (read_layer("conv 4 5x5 same"), (1, 2, 5, 5)),
        (read_layer("pool 2"), (6, 8, 2, 2)),
        (read_layer("dropout 0.5"), (3, 4, 1, 1)),
    ],
    ids=["convolution", "with a margin", "pooling", "dropout"],
)
def test_a_unit_looks_at_its_own_window(layer: Layer, window: tuple[int, int, int, int]) -> None:
    assert layer.window(3, 4) == window


def test_the_first_weights_of_a_convolution_are_scaled_by_what_meets_in_a_filter() -> None:
    assert read_layer("conv 4 5x5").fans((20, 20, 3)) == (3 * 25, 4 * 25)
    assert Dense(7).fans((4, 5, 1)) == (20, 7)
