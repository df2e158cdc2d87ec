"""Breaking a network on purpose: what it answers without a unit, a layer or biases, and with noise on its weights.

The network itself is never touched: :func:`damaged` gives another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine.errors import ModelError
from engine.nn.network import Architecture, Parameters
from engine.text.sentence import say

MOST_NOISE = 2.0
"""The standard deviation of the noise at most, as a multiple of that of the layer's weights."""


@dataclass(frozen=True)
class Damage:
    """What of a network is broken.

    Attributes
    ----------
    silenced
        Units that put out 0: pairs of a hidden layer's number and the unit, or of a map where the layer makes maps.
    layers_off
        Hidden layers all of whose units put out 0, by their numbers.
    without_biases
        Whether all biases are 0.
    noise
        The standard deviation of what is added to each weight, as a multiple of that of its layer's weights; 0 for none.
    seed
        Determines the noise. More noise of the same seed is the same noise, larger.

    Raises
    ------
    ModelError
        If the noise is out of bounds.
    """

    silenced: frozenset[tuple[int, int]] = frozenset()
    layers_off: frozenset[int] = frozenset()
    without_biases: bool = False
    noise: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0.0 <= self.noise <= MOST_NOISE:
            raise ModelError(say("explain.noise", most=MOST_NOISE, got=f"{self.noise:g}"))

    def __bool__(self) -> bool:
        return bool(self.silenced or self.layers_off or self.without_biases or self.noise)

    def is_silent(self, layer: int, unit: int) -> bool:
        """Whether a unit, or a map, puts out 0."""
        return layer in self.layers_off or (layer, unit) in self.silenced

    def with_unit(self, layer: int, unit: int, *, silent: bool) -> "Damage":
        """The same with one unit silenced, or speaking again."""
        one = frozenset({(layer, unit)})
        return replace(self, silenced=self.silenced | one if silent else self.silenced - one)

    def with_layer(self, layer: int, *, off: bool) -> "Damage":
        """The same with a layer off, or on again."""
        one = frozenset({layer})
        return replace(self, layers_off=self.layers_off | one if off else self.layers_off - one)

    def fitting(self, architecture: Architecture) -> "Damage":
        """What of it there is in a network: units and layers that it does not have are left out."""
        n_hidden = len(architecture.layers) - 1
        silenced = {
            (layer, unit)
            for layer, unit in self.silenced
            if 0 <= layer < n_hidden and 0 <= unit < architecture.shapes[layer + 1][-1]
        }
        return replace(
            self,
            silenced=frozenset(silenced),
            layers_off=frozenset(layer for layer in self.layers_off if 0 <= layer < n_hidden),
        )


UNDAMAGED = Damage()
"""A whole network."""


def damaged(parameters: Parameters, damage: Damage) -> Parameters:
    """A network that is broken so; ``parameters`` themselves if nothing is.

    A unit that puts out 0 is one whose values meet weights of 0 in the layer after it, whatever its activation is. Noise is
    added first.

    Raises
    ------
    ModelError
        If there is no such unit or layer.
    """
    if not damage:
        return parameters
    architecture = parameters.architecture
    if damage.fitting(architecture) != damage:
        raise ModelError(say("explain.no_such_unit", network=str(architecture)))
    broken = parameters.copy()
    if damage.noise:
        rng = np.random.default_rng(damage.seed)
        for weights in broken.weights:
            drawn = rng.standard_normal(weights.shape, dtype=np.float32)
            noise = damage.noise * float(weights.std()) * drawn
            np.add(weights, noise, out=weights, casting="same_kind")
    if damage.without_biases:
        for biases in broken.biases:
            biases[...] = 0.0
    for layer, unit in _silent_units(architecture, damage):
        meeting = _next_with_weights(architecture, layer)
        own = broken.layers[meeting].weights
        architecture.layers[meeting].from_channel(own, architecture.shapes[meeting], unit)[...] = 0.0
    return broken


def _silent_units(architecture: Architecture, damage: Damage) -> Iterator[tuple[int, int]]:
    yield from damage.silenced
    for layer in damage.layers_off:
        yield from ((layer, unit) for unit in range(architecture.shapes[layer + 1][-1]))


def _next_with_weights(architecture: Architecture, layer: int) -> int:
    """The layer that takes what a layer puts out, pools and dropout between them, which change no channel."""
    later = range(layer + 1, len(architecture.layers))
    return next(number for number in later if architecture.layers[number].weights_shape(architecture.shapes[number])[0])
