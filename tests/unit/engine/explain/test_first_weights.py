"""The first weights of a network as pictures."""

import numpy as np
import pytest

from engine.explain.first_weights import first_weights
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture, Parameters


@pytest.mark.parametrize(
    ("shape", "hidden", "picture_shape", "n_units", "are_filters"),
    [
        ((20, 20, 1), ["25"], (20, 20), 25, False),
        ((20, 20, 1), [], (20, 20), 10, False),
        ((8, 8, 1), ["pool 2", "dropout 0.5", "25"], (4, 4), 25, False),
        ((20, 20, 1), ["conv 3 5x5", "pool 2", "25"], (5, 5), 3, True),
        ((20, 20, 2), ["pool 2", "conv 3 5x5"], (10, 5), 3, True),
        ((20,), ["dropout 0.1", "25"], (1, 20), 25, False),
        ((63, 1, 2), ["25"], (1, 126), 25, False),
    ],
)
def test_the_first_weights_are_a_picture_for_each_unit(
    shape: tuple[int, ...], hidden: list[str], picture_shape: tuple[int, int], n_units: int, are_filters: bool
) -> None:
    layers = [*map(read_layer, hidden), Dense(10, LINEAR)]
    architecture = Architecture(shape, tuple(layers))
    parameters = Parameters(architecture, np.arange(architecture.n_parameters, dtype=np.float32))

    first = first_weights(parameters)

    assert (first.picture_shape, len(first.biases), first.are_filters) == (picture_shape, n_units, are_filters)
    assert first.weights.shape == (picture_shape[0] * picture_shape[1], n_units)
    assert np.shares_memory(first.weights, parameters.flat)
    rows, columns = picture_shape
    own = parameters.weights[0]
    unit = own[1].reshape(rows, columns) if are_filters else own.reshape(rows, columns, n_units)[:, :, 1]
    np.testing.assert_array_equal(first.weights[:, 1].reshape(rows, columns), unit)
