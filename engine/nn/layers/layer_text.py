"""Hidden layers as people write them: "25", "conv 8 5x5", "conv 8 5x5 same", "pool 2", "dropout 0.5"."""

from typing import TypeAlias

from engine.errors import ConfigurationError
from engine.nn.layers.base import Layer
from engine.nn.layers.dense import Dense
from engine.nn.layers.registry import LAYERS
from engine.text.sentence import say

HiddenLayer: TypeAlias = int | str
"""The units of a dense layer, or the text of another layer, as :meth:`Layer.as_text` writes it."""

_WORDS = tuple(layer.word for layer in LAYERS.values() if layer.word)


def has_words(text: str) -> bool:
    """Whether a text names other layers than dense ones: then commas alone stand between layers."""
    return any(word in text.lower() for word in _WORDS)


def read_layer(text: HiddenLayer, activation: str = "sigmoid") -> Layer:
    """A hidden layer.

    Parameters
    ----------
    text
        As :data:`HiddenLayer`, in capitals or not; "×" does as well as "x".
    activation
        Of the layer, if it has one: a key of :data:`engine.nn.activations.ACTIVATIONS`.

    Raises
    ------
    ConfigurationError
        If it is none, or has a number that is out of bounds.
    """
    words = str(text).strip()
    if isinstance(text, bool):
        raise ConfigurationError(say("config.not_layers", got=words))
    if isinstance(text, int):
        return Dense.of_units(text, activation)
    for kind in LAYERS.values():
        layer = kind.from_text(words, activation)
        if layer is not None:
            return layer
    raise ConfigurationError(
        say("config.not_layers" if not has_words(words) else "layer.not_written_so", got=words[:80])
    )


def canonical(layer: Layer) -> HiddenLayer:
    """What :func:`read_layer` makes the layer of, in the one way in which it is kept."""
    return layer.units if isinstance(layer, Dense) else layer.as_text()


def canonical_text(text: HiddenLayer) -> HiddenLayer:
    """A hidden layer as :func:`canonical` keeps it, however it was written; raises what :func:`read_layer` raises."""
    return canonical(read_layer(text))
