"""Hidden layers as people write them: "25", "conv 8 5x5", "conv 8 5x5 same", "pool 2", "dropout 0.5"."""

import re
from typing import TypeAlias

from engine.errors import ConfigurationError
from engine.nn.layers.base import Layer
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.pooling import Pooling
from engine.text.sentence import say

HiddenLayer: TypeAlias = int | str
"""The units of a dense layer, or the text of another layer, as :meth:`Layer.as_text` writes it."""
MAX_UNITS = 10_000
"""Units of a dense layer, or filters of a convolution, at most."""

_WORD = re.compile(r"conv|pool|dropout", re.IGNORECASE)
_NUMBER = r"[0-9]{1,9}"
_DENSE = re.compile(f"({_NUMBER})")
_CONVOLUTION = re.compile(rf"conv\s+({_NUMBER})\s+({_NUMBER})\s*[x×]\s*({_NUMBER})(\s+same|\s+valid)?", re.IGNORECASE)
_POOLING = re.compile(rf"pool\s+({_NUMBER})(?:\s*[x×]\s*({_NUMBER}))?", re.IGNORECASE)
_DROPOUT = re.compile(r"dropout\s+([0-9]*\.?[0-9]+)", re.IGNORECASE)


def has_words(text: str) -> bool:
    """Whether a text names other layers than dense ones: then commas alone stand between layers."""
    return _WORD.search(text) is not None


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
    if match := _DENSE.fullmatch(words):
        return Dense(_checked(int(match[1])), activation)
    if match := _CONVOLUTION.fullmatch(words):
        n_filters, height, width = (int(match[i]) for i in (1, 2, 3))
        _check_square(words, height, width)
        if not 1 <= n_filters <= MAX_UNITS or not height:
            raise ConfigurationError(say("layer.n_filters", most=MAX_UNITS, got=words[:80]))
        is_same = (match[4] or "").strip().lower() == "same"
        return Convolution(n_filters, height, activation, is_same)
    if match := _POOLING.fullmatch(words):
        _check_square(words, int(match[1]), int(match[2] or match[1]))
        return Pooling(int(match[1]))
    if match := _DROPOUT.fullmatch(words):
        return Dropout(float(match[1]))
    raise ConfigurationError(
        say("config.not_layers" if not has_words(words) else "layer.not_written_so", got=words[:80])
    )


def canonical(layer: Layer) -> HiddenLayer:
    """What :func:`read_layer` makes the layer of, in the one way in which it is kept."""
    return layer.units if isinstance(layer, Dense) else layer.as_text()


def canonical_text(text: HiddenLayer) -> HiddenLayer:
    """A hidden layer as :func:`canonical` keeps it, however it was written; raises what :func:`read_layer` raises."""
    return canonical(read_layer(text))


def _checked(n: int) -> int:
    if not 1 <= n <= MAX_UNITS:
        raise ConfigurationError(say("config.layer_units", most=MAX_UNITS, got=str(n)))
    return n


def _check_square(words: str, height: int, width: int) -> None:
    if height != width:
        raise ConfigurationError(say("layer.not_square", got=words[:80]))
