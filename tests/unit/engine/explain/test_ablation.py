"""Networks that are broken on purpose."""

import numpy as np
import pytest

from engine.errors import ModelError
from engine.explain.ablation import UNDAMAGED, Damage, damaged
from engine.nn.activations import Floats
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import layer_by_layer

HIDDEN = ("conv 3 3x3", "pool 2", "dropout 0.5", "conv 4 3x3 same", "6", "5")


@pytest.fixture
def whole() -> Parameters:
    layers = tuple(read_layer(text, "sigmoid") for text in HIDDEN)
    architecture = Architecture((9, 8, 1), (*layers, Dense(10, LINEAR)))
    parameters = initialize(architecture, scheme="glorot", rng=np.random.default_rng(3), dtype="float64")
    for biases in parameters.biases:
        biases[...] = 0.5
    return parameters


def logits(parameters: Parameters, *, silent: frozenset[tuple[int, int]] = frozenset()) -> Floats:
    """What comes out of two pictures if the outputs of some units are overwritten with 0: the definition."""
    values: Floats = np.random.default_rng(1).uniform(size=(2, 72))
    architecture = parameters.architecture
    for number in range(len(architecture.layers)):
        steps = layer_by_layer(parameters, values, start=number)
        values, activation = next(steps)
        if activation is not None:
            activation.apply(values)
        for layer, unit in silent:
            if layer == number:
                values[..., unit] = 0.0
    return values


@pytest.mark.parametrize(
    "silent", [{(0, 1)}, {(1, 2)}, {(2, 0), (3, 3)}, {(4, 5)}, {(5, 0), (5, 4)}, {(0, 0), (4, 1), (5, 2)}]
)
def test_a_silenced_unit_puts_out_0(whole: Parameters, silent: set[tuple[int, int]]) -> None:
    before = whole.flat.copy()
    broken = damaged(whole, Damage(silenced=frozenset(silent)))

    np.testing.assert_allclose(logits(broken), logits(whole, silent=frozenset(silent)), atol=1e-12)
    assert np.abs(logits(broken) - logits(whole)).max() > 1e-6
    np.testing.assert_array_equal(whole.flat, before)


@pytest.mark.parametrize("layer", range(6))
def test_a_layer_that_is_off_puts_out_0(whole: Parameters, layer: int) -> None:
    every = frozenset((layer, unit) for unit in range(whole.architecture.shapes[layer + 1][-1]))
    np.testing.assert_allclose(
        logits(damaged(whole, UNDAMAGED.with_layer(layer, off=True))), logits(whole, silent=every), atol=1e-12
    )


def test_noise_grows_with_its_size_and_biases_go(whole: Parameters) -> None:
    little, much = (damaged(whole, Damage(noise=noise)) for noise in (0.1, 0.2))
    np.testing.assert_allclose(much.flat - whole.flat, 2 * (little.flat - whole.flat), atol=1e-6)
    for own, other in zip(much.weights, whole.weights, strict=True):
        assert 0.1 * other.std() < (own - other).std() < 0.3 * other.std()
    for own, other in zip(much.biases, whole.biases, strict=True):
        np.testing.assert_array_equal(own, other)
    assert damaged(whole, Damage(noise=0.1, seed=1)).flat.tolist() != little.flat.tolist()

    bare = damaged(whole, Damage(without_biases=True))
    assert not np.concatenate(bare.biases).any()
    np.testing.assert_array_equal(bare.decayed, whole.decayed)


def test_what_is_whole_stays_itself_and_damage_is_put_together(whole: Parameters) -> None:
    assert damaged(whole, UNDAMAGED) is whole
    assert not UNDAMAGED
    both = UNDAMAGED.with_unit(4, 1, silent=True).with_layer(5, off=True)
    assert both
    assert [both.is_silent(*at) for at in ((4, 1), (4, 2), (5, 3))] == [True, False, True]
    assert both.with_unit(4, 1, silent=False).with_layer(5, off=False) == UNDAMAGED
    assert both.fitting(Architecture.dense(400, (25,))) == UNDAMAGED
    with pytest.raises(ModelError, match="400-25-10"):
        damaged(Parameters.zeros(Architecture.dense(400, (25,))), both)
    with pytest.raises(ModelError, match="from 0 to 2"):
        Damage(noise=2.5)
