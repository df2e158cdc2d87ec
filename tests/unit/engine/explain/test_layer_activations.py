"""The maps of one picture, and what each pixel of them is made of."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from engine.errors import ModelError
from engine.explain.layer_activations import (
    ConvolvedPixel,
    LayerActivations,
    PooledPixel,
    activate_layers,
    look_at_pixel,
    pixels_seen,
)
from engine.nn.inference import compute_probabilities
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR, Window
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture

HIDDEN = ("conv 3 3x3 same", "pool 2", "dropout 0.5", "conv 4 2x2", "5")


def _activations(*hidden: str, seed: int = 3) -> LayerActivations:
    layers = tuple(read_layer(text, "tanh") for text in hidden)
    rng = np.random.default_rng(seed)
    parameters = initialize(Architecture((9, 8, 1), (*layers, Dense(10, LINEAR))), scheme="uniform", rng=rng)
    picture = rng.uniform(size=(9, 8))
    picture[:4] = 0.0
    return activate_layers(parameters, picture.reshape(-1))


def test_maps_have_their_channel_first_and_the_last_layer_is_the_networks_answer() -> None:
    activations = _activations(*HIDDEN)
    picture = activations.inputs.reshape(1, -1)

    assert activations.inputs.shape == (1, 9, 8)
    assert [values.shape for values in activations.layers] == [(3, 9, 8), (3, 4, 4), (3, 4, 4), (4, 3, 3), (5,), (10,)]
    np.testing.assert_array_equal(activations.layers[2], activations.layers[1])  # dropout leaves nothing out
    np.testing.assert_allclose(
        activations.layers[-1], compute_probabilities(activations.parameters, picture)[0], rtol=1e-6
    )
    assert {values.dtype.name for values in activations.layers} == {"float32"}


def test_a_pixel_of_a_convolution_is_the_sum_of_its_products() -> None:
    activations = _activations(*HIDDEN)
    for layer in (0, 3):
        maps, before = activations.layers[layer], activations.before(layer)
        margin = 1 if layer == 0 else 0
        padded = np.pad(before, ((0, 0), (margin, margin), (margin, margin)))
        for channel, row, column in np.ndindex(maps.shape):
            pixel = look_at_pixel(activations, layer, channel, row, column)

            assert isinstance(pixel, ConvolvedPixel)
            size = pixel.kernel.shape[1]
            np.testing.assert_array_equal(pixel.patch, padded[:, row : row + size, column : column + size])
            assert pixel.window == Window(row - margin, column - margin, size, size)
            assert pixel.pre_activation == pytest.approx(
                float((pixel.kernel * pixel.patch).sum()) + pixel.bias, rel=1e-5, abs=1e-6
            )
            assert float(pixel.products.sum()) + pixel.bias == pytest.approx(pixel.pre_activation, abs=1e-6)
            assert (
                pixel.activation == maps[channel, row, column] == pytest.approx(np.tanh(pixel.pre_activation), abs=1e-6)
            )


def test_a_pixel_of_a_pool_is_the_one_that_won() -> None:
    activations = _activations(*HIDDEN)
    pooled, before, winners = activations.layers[1], activations.layers[0], activations.winners(1)
    assert winners is not None
    assert [activations.winners(layer) is None for layer in range(6)] == [True, False, True, True, True, True]
    for channel, row, column in np.ndindex(pooled.shape):
        pixel = look_at_pixel(activations, 1, channel, row, column)

        assert isinstance(pixel, PooledPixel)
        assert pixel.window == Window(2 * row, 2 * column, 2, 2)
        np.testing.assert_array_equal(pixel.square, before[channel, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2])
        assert pixel.winner == tuple(winners[channel, row, column])
        assert pixel.activation == pooled[channel, row, column] == pixel.square.max() == before[channel, *pixel.winner]
    assert look_at_pixel(activations, 2, 0, 0, 0) is None  # dropout passes it on


def test_of_equal_pixels_the_first_in_reading_order_won() -> None:
    activations = _activations("pool 3", "4")
    winners = activations.winners(0)
    assert winners is not None
    np.testing.assert_array_equal(winners[0, 0], [[0, 0], [0, 3]])  # blank paper


def test_the_pixels_seen_are_those_that_can_change_it() -> None:
    activations = _activations(*HIDDEN)
    parameters, picture = activations.parameters, activations.inputs.astype(np.float32)
    architecture = parameters.architecture
    for layer, row, column in ((0, 0, 7), (0, 4, 4), (1, 3, 3), (2, 0, 1), (3, 0, 0), (3, 2, 1)):
        seen = pixels_seen(architecture, layer, row, column)
        assert seen is not None
        changes = np.zeros((9, 8), dtype=bool)
        for y, x in np.ndindex(changes.shape):
            for value in (-5.0, 5.0):
                other = picture.copy()
                other[0, y, x] = value
                maps = activate_layers(parameters, other.reshape(-1)).layers[layer]
                changes[y, x] |= (maps[:, row, column] != activations.layers[layer][:, row, column]).any()
        expected = np.zeros((9, 8), dtype=bool)
        expected[max(seen.top, 0) : seen.top + seen.height, max(seen.left, 0) : seen.left + seen.width] = True
        np.testing.assert_array_equal(changes, expected)
    assert pixels_seen(architecture, 4, 0, 0) is None  # a dense layer sees all


@pytest.mark.parametrize(
    "pixel", [(0, 3, 0, 0), (0, 0, 9, 0), (0, 0, 0, -1), (4, 0, 0, 0), (6, 0, 0, 0), (-1, 0, 0, 0)]
)
def test_a_pixel_that_is_none_is_refused(pixel: tuple[int, int, int, int]) -> None:
    with pytest.raises(ModelError, match="expected layer, channel, row and column of a pixel of a map"):
        look_at_pixel(_activations(*HIDDEN), *pixel)


def test_a_picture_of_another_size_is_refused() -> None:
    parameters = _activations(*HIDDEN).parameters
    with pytest.raises(ModelError, match=r"^expected 72 inputs for the network 9x8, conv .*, got 400$"):
        activate_layers(parameters, np.zeros(400))


def test_nothing_can_be_changed_behind_its_back() -> None:
    activations = _activations(*HIDDEN)
    with pytest.raises(ValueError, match="read-only"):
        activations.layers[0][0] = 1.0
    with pytest.raises(FrozenInstanceError):
        activations.layers = ()  # type: ignore[misc] # that it cannot be is what is tested
