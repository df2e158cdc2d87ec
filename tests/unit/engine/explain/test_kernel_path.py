"""Worked steps of convolutional networks: against backpropagation, and one pixel and one sum by plain loops."""

from itertools import product

import numpy as np
import pytest

from engine.errors import ModelError
from engine.explain.kernel_path import KernelPath, follow_kernel_weight
from engine.explain.weight_path import first_dense, follow_weight
from engine.explain.worked_step import BIAS, WeightIndex, WorkedStep, without_dropout, work_step
from engine.nn.activations import ACTIVATIONS
from engine.nn.backpropagation import Backpropagation
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, Parameters
from engine.nn.objective import one_hot

NETWORKS = [
    "conv 3 3x3, pool 2, 5",
    "conv 2 3x3 same, conv 3 2x2, 4",
    "pool 2, conv 4 3x3",
    "conv 2 5x5, pool 3, dropout 0.5, 6",
]


def _worked(
    hidden_layers: str, activation: str = "sigmoid", loss: str = "softmax-cross-entropy"
) -> tuple[WorkedStep, Parameters]:
    """A step on a picture with much blank paper, and the gradient as backpropagation has it."""
    layers = tuple(read_layer(text, activation) for text in hidden_layers.split(", "))
    architecture = Architecture((9, 8, 1), (*layers, Dense(10, LINEAR)), loss)
    rng = np.random.default_rng(5)
    parameters = without_dropout(initialize(architecture, scheme="glorot", rng=rng, dtype="float64"))
    for biases in parameters.biases:
        biases[:] = rng.uniform(-0.5, 0.5, biases.shape)
    inputs = np.where(rng.uniform(size=72) < 0.6, 0.0, rng.uniform(size=72))
    targets = one_hot(np.array([3]), 10, "float64")
    logits = np.empty_like(targets)
    run = Backpropagation(parameters.architecture, max_batch=1, dtype="float64").run
    gradient = Parameters(parameters.architecture, run(parameters, inputs[None], targets, logits=logits).copy())
    return work_step(parameters, inputs, targets[0]), gradient


def _weights(step: WorkedStep) -> list[WeightIndex]:
    """Every weight of every filter."""
    layers = enumerate(zip(step.parameters.architecture.layers, step.parameters.layers, strict=True))
    return [
        WeightIndex(number, source, unit)
        for number, (layer, own) in layers
        if isinstance(layer, Convolution)
        for unit, source in product(range(len(own.weights)), range(own.weights[0].size))
    ]


@pytest.mark.parametrize("loss", OUTPUT_LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("network", NETWORKS)
def test_derivatives_are_those_of_backpropagation(network: str, activation: str, loss: str) -> None:
    step, gradient = _worked(network, activation, loss)
    after = step.updated(0.3)
    np.testing.assert_allclose(after.flat, step.parameters.flat - 0.3 * gradient.flat, rtol=1e-12, atol=1e-14)
    for at in _weights(step):
        expected = gradient.layers[at.layer].weights[at.unit].reshape(-1)[at.source]
        assert step.derivative(at) == pytest.approx(expected, rel=1e-12, abs=1e-14)
    for layer, own in enumerate(gradient.layers):
        if own.weights.size:
            assert abs(step.derivative(step.steepest(layer))) == pytest.approx(np.abs(own.weights).max(), rel=1e-12)
    assert abs(step.derivative(step.steepest())) == pytest.approx(np.abs(gradient.decayed).max(), rel=1e-12)
    assert step.is_finite


@pytest.mark.parametrize("network", NETWORKS)
def test_a_weights_path_is_one_pixel_and_a_sum_over_places(network: str) -> None:
    step, _ = _worked(network, "relu")
    for at in _weights(step):
        path = follow_kernel_weight(step, at, n_terms=3)
        layer = step.parameters.architecture.layers[at.layer]
        assert isinstance(layer, Convolution)
        assert path.weight == path.kernel[path.channel, path.row, path.column]
        _check_pixel(step, path, layer)
        _check_sum(step, path, layer)


def _value(step: WorkedStep, layer: int, row: int, column: int, channel: int) -> float:
    values = step.activations[layer]
    is_inside = 0 <= row < values.shape[0] and 0 <= column < values.shape[1]
    return float(values[row, column, channel]) if is_inside else 0.0


def _check_pixel(step: WorkedStep, path: KernelPath, layer: Convolution) -> None:
    z = path.bias
    for c, i, j in np.ndindex(path.patch.shape):
        value = _value(step, path.at.layer, path.window.top + i, path.window.left + j, c)
        assert path.patch[c, i, j] == value
        z += value * float(path.kernel[c, i, j])
    assert path.pre_activation == pytest.approx(z, rel=1e-12, abs=1e-14)
    assert path.pre_activation == pytest.approx(path.products.sum() + path.bias, rel=1e-12, abs=1e-14)
    assert path.activation == max(path.pre_activation, 0.0)
    assert path.slope == (path.pre_activation > 0)
    assert (path.window.height, path.window.width) == (layer.size, layer.size)


def _check_sum(step: WorkedStep, path: KernelPath, layer: Convolution) -> None:
    height, width, _ = step.deltas[path.at.layer].shape
    products = {
        (y, x): _value(step, path.at.layer, y + path.row - layer.margin, x + path.column - layer.margin, path.channel)
        * float(step.deltas[path.at.layer][y, x, path.at.unit])
        for y, x in product(range(height), range(width))
    }
    assert path.derivative == pytest.approx(sum(products.values()), rel=1e-12, abs=1e-14)
    assert path.derivative == pytest.approx(path.rest + sum(term.product for term in path.terms), rel=1e-12, abs=1e-14)
    adding = [size for size in sorted(map(abs, products.values()), reverse=True) if size]
    assert [abs(term.product) for term in path.terms] == pytest.approx(adding[:3], rel=1e-12)
    assert path.n_rest == max(len(adding) - 3, 0)
    assert path.n_silent == len(products) - len(adding)
    if path.terms:
        assert path.place == (path.terms[0].row, path.terms[0].column)
        assert path.value * path.delta == pytest.approx(path.terms[0].product, rel=1e-12)
        assert path.is_largest in {True, None}  # to a pixel that is not, no error comes back


def test_whether_a_pixel_wins_its_pool_is_told() -> None:
    step, _ = _worked("conv 3 3x3, pool 2, 5", "tanh")
    paths = [follow_kernel_weight(step, at) for at in _weights(step)]
    assert all(path.is_largest or not path.terms for path in paths)
    blank = work_step(step.parameters, np.zeros(72), step.targets)
    path = follow_kernel_weight(blank, WeightIndex(0, 0, 0))
    assert (path.terms, path.n_silent, path.derivative, path.is_largest) == ((), 7 * 6, 0.0, True)
    assert follow_kernel_weight(_worked("conv 2 3x3, 4")[0], WeightIndex(0, 0, 0)).is_largest is None


@pytest.mark.parametrize("at", [(0, 9, 0), (0, 0, 3), (0, -2, 0), (1, 0, 0), (7, 0, 0), (-1, 0, 0)])
def test_no_such_weight_is_refused(at: tuple[int, int, int]) -> None:
    with pytest.raises(ModelError, match="expected"):
        follow_kernel_weight(_worked("conv 3 3x3, pool 2, 5")[0], WeightIndex(*at))


@pytest.mark.parametrize("hidden_layers", [*NETWORKS, "pool 2, 5", "7"])
def test_dense_layers_behind_maps_and_all_biases_have_their_path(hidden_layers: str) -> None:
    step, gradient = _worked(hidden_layers)
    layers = step.parameters.architecture.layers
    first = first_dense(step.parameters.architecture)
    for number, (layer, own, exact) in enumerate(zip(layers, step.parameters.layers, gradient.layers, strict=True)):
        for unit in range(len(own.biases)):
            at = WeightIndex(number, BIAS, unit)
            follow = follow_kernel_weight if isinstance(layer, Convolution) else follow_weight
            path = follow(step, at)
            assert path.derivative == pytest.approx(exact.biases[unit], rel=1e-11, abs=1e-15)
            assert (path.weight, path.value) == (own.biases[unit], 1.0)
        if isinstance(layer, Dense):
            for source, unit in ((0, 0), (len(own.weights) - 1, layer.units - 1)):
                dense_path = follow_weight(step, WeightIndex(number, source, unit))
                assert dense_path.derivative == pytest.approx(exact.weights[source, unit], rel=1e-11, abs=1e-15)
                assert dense_path.weight == own.weights[source, unit]
                assert [each.layer for each in dense_path.units] == list(range(first, len(layers)))
                incoming = dense_path.target.incoming
                assert source in [term.unit for term in incoming.terms]
                assert incoming.total == pytest.approx(step.pre_activations[number][unit], rel=1e-12, abs=1e-15)


def test_a_filter_is_not_followed_as_a_dense_layer() -> None:
    step, _ = _worked("conv 3 3x3, pool 2, 5")
    with pytest.raises(ModelError, match="expected"):
        follow_weight(step, WeightIndex(0, 0, 0))
    with pytest.raises(ModelError, match="expected"):
        follow_kernel_weight(step, WeightIndex(2, 0, 0))


def test_without_dropout_a_dense_network_is_one_of_dense_layers() -> None:
    step, _ = _worked("dropout 0.5, 6, dropout 0.2")
    assert step.parameters.architecture.is_dense
    assert len(follow_weight(step, WeightIndex(0, 3, 2)).units) == 2
