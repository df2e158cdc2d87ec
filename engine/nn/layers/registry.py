"""Every kind of layer by its name, and layers as files hold them."""

from collections.abc import Mapping
from typing import Any

from engine.errors import ConfigurationError
from engine.nn.activations import check_choice
from engine.nn.layers.base import Layer
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.pooling import Pooling
from engine.text.sentence import say

LAYERS: dict[str, type[Layer]] = {layer.kind: layer for layer in (Dense, Convolution, Pooling, Dropout)}
"""Every kind of layer by its name."""


def layer_as_json(layer: Layer) -> dict[str, Any]:
    """A layer's line in a file; :func:`layer_from_json` reads it back."""
    return {"layer": layer.kind, **layer.as_json()}


def layer_from_json(line: Mapping[str, Any]) -> Layer:
    """The layer that a line in a file describes.

    Raises
    ------
    ConfigurationError
        If it describes none.
    """
    try:
        kind = line["layer"]
        check_choice("layer", kind, LAYERS)
        return LAYERS[kind].from_json(line)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise ConfigurationError(say("network.unreadable_layer")) from error
