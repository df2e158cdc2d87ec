"""Networks that end at a hidden unit, and what each channel adds to the next."""

import numpy as np
import pytest

from engine.errors import ModelError
from engine.explain.layer_activations import activate_layers
from engine.explain.probes import probe, unit_gradients
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import put_out

HIDDEN = ("conv 3 3x3 same", "pool 2", "conv 4 2x2", "6", "5")


@pytest.fixture(params=["relu", "tanh"])
def parameters(request: pytest.FixtureRequest) -> Parameters:
    layers = tuple(read_layer(text, request.param) for text in HIDDEN)
    architecture = Architecture((9, 8, 1), (*layers, Dense(10, LINEAR)))
    found = initialize(architecture, scheme="glorot", rng=np.random.default_rng(3), dtype="float64")
    for biases in found.biases:
        biases[...] = np.random.default_rng(2).normal(size=biases.shape) / 3
    return found


PICTURE = np.random.default_rng(8).uniform(size=72)


@pytest.mark.parametrize("layer", range(6))
def test_a_probe_puts_out_what_its_units_do(parameters: Parameters, layer: int) -> None:
    before, after = put_out(parameters, PICTURE[np.newaxis])[layer]
    units = [2, 0]
    wanted = before[0, units] if before.ndim == 2 else after[0].mean(axis=(0, 1))[units]

    np.testing.assert_allclose(compute_logits(probe(parameters, layer, units), PICTURE[np.newaxis])[0], wanted)


@pytest.mark.parametrize("layer", [0, 1, 3, 5])
def test_what_units_look_for_is_how_they_change_with_the_picture(parameters: Parameters, layer: int) -> None:
    found = unit_gradients(parameters, PICTURE, layer, [1, 2])
    ending = probe(parameters, layer, [1, 2])
    step = 1e-6
    for pixel in (0, 35, 71):
        near = np.stack([PICTURE + sign * step * (np.arange(72) == pixel) for sign in (1, -1)])
        up, down = compute_logits(ending, near)
        np.testing.assert_allclose(found[:, pixel], (up - down) / (2 * step), rtol=1e-5, atol=1e-8)


def test_units_of_the_first_layer_look_for_their_weights() -> None:
    parameters = initialize(Architecture.dense(400, (25,)), scheme="glorot", rng=np.random.default_rng(1))
    found = unit_gradients(parameters, np.ones(400, np.float32), 0, [4, 7])
    np.testing.assert_array_equal(found, parameters.weights[0][:, [4, 7]].T)


@pytest.mark.parametrize(("layer", "units"), [(6, [0]), (-1, [0]), (3, [6]), (3, [-1]), (3, [])])
def test_no_such_unit_is_said(parameters: Parameters, layer: int, units: list[int]) -> None:
    with pytest.raises(ModelError, match="9x8, conv 3 3x3 same"):
        probe(parameters, layer, units)


def test_contributions_add_up_to_the_pre_activations(parameters: Parameters) -> None:
    activations = activate_layers(parameters, PICTURE)
    architecture = parameters.architecture
    for number, (layer, own) in enumerate(zip(architecture.layers, parameters.layers, strict=True)):
        inputs, outputs = activations.before(number), activations.layers[number]
        parts = layer.contributions(own, inputs, outputs)
        before = put_out(parameters, PICTURE[np.newaxis])[number][0][0]  # channels last

        n_out = architecture.shapes[number + 1][-1]
        assert parts.shape == (architecture.shapes[number][-1], n_out) or inputs.ndim == 1
        if outputs.ndim == 1:
            np.testing.assert_allclose(parts.sum(axis=0) + own.biases, before, atol=1e-12)
        elif own.weights.size:
            is_active = outputs != 0.0
            wanted = ((before.transpose(2, 0, 1) - own.biases[:, None, None]) * is_active).sum(axis=(1, 2))
            np.testing.assert_allclose(parts.sum(axis=0), wanted, atol=1e-12)
        else:
            np.testing.assert_allclose(np.diag(parts), outputs.sum(axis=(1, 2)))
            assert not (parts - np.diag(np.diag(parts))).any()
