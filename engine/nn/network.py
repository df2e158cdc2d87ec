"""The network: its architecture, its parameters in one flat vector, and what it answers.

All parameters live in one contiguous vector, weights first and biases after them, with a view per layer. So an optimizer
step is a few calls on one array, weight decay is one call on its first part, and a copy of the network is one copy.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS, Activation, DType, Floats, check_choice
from engine.nn.layers.base import LINEAR, Layer, LayerParameters, Shape
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import HiddenLayer, canonical
from engine.nn.layers.registry import layer_as_json, layer_from_json
from engine.nn.losses import OUTPUT_LOSSES, OutputLoss
from engine.text.sentence import say
from engine.text.setting_names import setting_name

__all__ = [
    "MAX_PARAMETERS",
    "N_CLASSES",
    "Architecture",
    "DType",
    "Parameters",
    "architecture_from_json",
    "check_choice",
]

N_CLASSES = 10
"""The digits 0 to 9."""
MOST_ROWS = 4096
"""Samples that are worked on at a time, at most: the rest of a larger batch waits."""
_CHUNK_VALUES = 65_536  # of the widest layer's outputs
_CHUNK_VALUES_OF_MAPS = 160_000  # where there are convolutions or pools: 5 to 10 % faster than with as few as above
MAX_PARAMETERS = 50_000_000
"""Above this a network does not fit a laptop's memory together with its gradient and its optimizer's."""


@dataclass(frozen=True)
class Architecture:
    """The shape of a network; immutable, hashable, checked when made.

    Attributes
    ----------
    input_shape
        Of one sample: (height, width, channels), channels last, or (values,).
    layers
        First to last; the last is the output layer, whose activation belongs to the loss.
    output_loss
        A key of :data:`engine.nn.losses.OUTPUT_LOSSES`.

    Raises
    ------
    ConfigurationError
        If a name is unknown, layers do not fit each other, or there are too many parameters.
    """

    input_shape: Shape
    layers: tuple[Layer, ...]
    output_loss: str = "softmax-cross-entropy"

    def __post_init__(self) -> None:
        check_choice(setting_name("output_loss"), self.output_loss, OUTPUT_LOSSES)
        if len(self.input_shape) not in {1, 3} or min(self.input_shape) < 0:
            raise ConfigurationError(say("network.input_shape", got=str(self.input_shape)))
        if not self.layers:
            raise ConfigurationError(say("network.no_layer"))
        if not isinstance(self.layers[-1], Dense) or self.layers[-1].activation != LINEAR:
            raise ConfigurationError(say("network.hidden_output", layer=self.layers[-1].as_text()))
        if any(n < 1 for n in self.layer_sizes):
            raise ConfigurationError(say("network.no_unit", network=str(self)))
        if self.n_parameters > MAX_PARAMETERS:
            raise ConfigurationError(
                say("network.too_large", most=MAX_PARAMETERS, network=str(self), n=self.n_parameters)
            )

    @classmethod
    def dense(
        cls,
        n_inputs: int = 400,
        hidden_layers: tuple[int, ...] = (25,),
        n_outputs: int = N_CLASSES,
        hidden_activation: str = "sigmoid",
        output_loss: str = "softmax-cross-entropy",
    ) -> "Architecture":
        """A network of dense layers alone.

        Parameters
        ----------
        n_inputs
            Pixels of a picture; 400 for the frame of 20x20. A square number is that of a square picture.
        hidden_layers
            Units of each hidden layer, first to last; empty for softmax regression.
        n_outputs
            Classes.
        hidden_activation
            A key of :data:`engine.nn.activations.ACTIVATIONS`.
        output_loss
            As the attribute.
        """
        check_choice(setting_name("hidden_activation"), hidden_activation, ACTIVATIONS)
        hidden = tuple(Dense(n_units, hidden_activation) for n_units in hidden_layers)
        return cls(picture_shape(n_inputs), (*hidden, Dense(n_outputs, LINEAR)), output_loss)

    def as_json(self) -> dict[str, Any]:
        """As files hold it; :func:`architecture_from_json` reads it back."""
        return {
            "input_shape": list(self.input_shape),
            "layers": [layer_as_json(layer) for layer in self.layers],
            "output_loss": self.output_loss,
        }

    def __str__(self) -> str:
        texts = [layer.as_text() for layer in self.layers]
        if self.is_dense:
            return "-".join([str(self.n_inputs), *texts])
        return ", ".join(["x".join(map(str, self.input_shape[:2])), *texts])

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shape of one sample before the first layer and after each: one more than there are layers."""
        shapes = [self.input_shape]
        for layer in self.layers:
            shapes.append(layer.output_shape(shapes[-1]))
        return tuple(shapes)

    @cached_property
    def n_inputs(self) -> int:
        """Values of one sample: pixels of a picture."""
        return math.prod(self.input_shape)

    @cached_property
    def n_outputs(self) -> int:
        """Classes."""
        return math.prod(self.shapes[-1])

    @cached_property
    def is_dense(self) -> bool:
        """Whether all layers are dense."""
        return all(isinstance(layer, Dense) for layer in self.layers)

    @cached_property
    def hidden_layers(self) -> tuple[HiddenLayer, ...]:
        """Every layer but the last as settings keep it: the units of a dense one, or the text of another."""
        return tuple(canonical(layer) for layer in self.layers[:-1])

    @cached_property
    def hidden_activation(self) -> str:
        """The activation of the first layer that has one; "sigmoid" if none has, as in softmax regression."""
        return next((layer.activation for layer in self.layers if layer.activation != LINEAR), "sigmoid")

    @cached_property
    def layer_sizes(self) -> tuple[int, ...]:
        """Values of a sample before the first layer and after each: units, where all layers are dense."""
        return tuple(math.prod(shape) for shape in self.shapes)

    @cached_property
    def fans(self) -> tuple[tuple[int, int], ...]:
        """Of each layer with weights, first to last, how many values a unit takes and how many units take a value."""
        pairs = zip(self.layers, self.shapes, strict=False)
        return tuple(layer.fans(shape) for layer, shape in pairs if math.prod(layer.weights_shape(shape)))

    @property
    def weight_shapes(self) -> tuple[tuple[int, int], ...]:
        """Shape (units before, units after) of each layer's weights, where all layers are dense."""
        return tuple(pairwise(self.layer_sizes))

    @cached_property
    def n_weights(self) -> int:
        """Parameters that are weights: the first part of the flat vector."""
        pairs = zip(self.layers, self.shapes, strict=False)
        return sum(math.prod(layer.weights_shape(shape)) for layer, shape in pairs)

    @cached_property
    def n_parameters(self) -> int:
        """All weights and biases: the length of the flat vector."""
        pairs = zip(self.layers, self.shapes, strict=False)
        return self.n_weights + sum(math.prod(layer.biases_shape(shape)) for layer, shape in pairs)

    @cached_property
    def multiply_adds(self) -> int:
        """Multiplications, each with an addition, of a forward pass of one sample."""
        pairs = zip(self.layers, self.shapes, strict=False)
        return sum(layer.multiply_adds(shape) for layer, shape in pairs)

    @cached_property
    def chunk_rows(self) -> int:
        """How many samples are worked on at a time, so that the outputs of the widest layer stay in the cache."""
        least = min(layer.least_rows for layer in self.layers)
        n_values = _CHUNK_VALUES if self.is_dense else _CHUNK_VALUES_OF_MAPS
        return int(np.clip(n_values // max(self.layer_sizes[1:]), least, MOST_ROWS))

    @property
    def activation(self) -> Activation | None:
        """The activation of the first layer that has one; ``None`` if none has."""
        return next((layer.activation_function for layer in self.layers if layer.activation_function), None)

    @property
    def loss(self) -> OutputLoss:
        """The output unit and loss themselves."""
        return OUTPUT_LOSSES[self.output_loss]


def architecture_from_json(value: Mapping[str, Any]) -> Architecture:
    """The architecture that a file describes: its layers, or, up to version 2 of model files, the sizes of dense ones.

    Raises
    ------
    ConfigurationError
        If it describes none that is possible.
    KeyError, TypeError, ValueError
        If something is missing or no number.
    """
    output_loss = str(value["output_loss"])
    if "layers" in value:
        shape = tuple(int(n) for n in value["input_shape"])
        return Architecture(shape, tuple(layer_from_json(line) for line in value["layers"]), output_loss)
    return Architecture.dense(
        n_inputs=int(value["n_inputs"]),
        hidden_layers=tuple(int(n_units) for n_units in value["hidden_layers"]),
        n_outputs=int(value["n_outputs"]),
        hidden_activation=str(value["hidden_activation"]),
        output_loss=output_loss,
    )


def hidden_layers_named(network: str) -> tuple[str, ...]:
    """The hidden layers, first to last, of a network that is named as ``str`` names an :class:`Architecture`."""
    return tuple(network.split(", " if ", " in network else "-")[1:-1])


def picture_shape(n_inputs: int) -> Shape:
    """The shape (height, width, channels) of a square picture of so many pixels; (n_inputs,) if it is no square number."""
    side = math.isqrt(max(n_inputs, 0))
    return (side, side, 1) if side * side == n_inputs else (n_inputs,)


class Parameters:
    """Weights and biases as views of one flat vector.

    Attributes
    ----------
    architecture
        What the vector means.
    flat
        Shape (n_parameters,), float32 or float64, contiguous: every weight matrix in row-major order, first layer first,
        then every bias vector.
    layers
        The views of each layer; those of a layer without parameters are of the shape (0,).
    weights
        The views of the layers that have weights; (units before, units after) for dense layers.
    biases
        Likewise; (units after,).
    """

    def __init__(self, architecture: Architecture, flat: Floats) -> None:
        if flat.shape != (architecture.n_parameters,):
            raise ConfigurationError(
                say(
                    "network.wrong_length",
                    network=str(architecture),
                    n=architecture.n_parameters,
                    shape=str(flat.shape),
                )
            )
        self.architecture = architecture
        self.flat = flat
        pairs = list(zip(architecture.layers, architecture.shapes, strict=False))
        weights, end = _views(flat, [layer.weights_shape(shape) for layer, shape in pairs], 0)
        biases, _ = _views(flat, [layer.biases_shape(shape) for layer, shape in pairs], end)
        self.layers = [LayerParameters(*own) for own in zip(weights, biases, strict=True)]
        self.weights = [own for own in weights if own.size]
        self.biases = [own for own in biases if own.size]

    def __reduce__(self) -> tuple[type["Parameters"], tuple[Architecture, Floats]]:
        """Pickled and copied as what they are made of, so that the views stay views of the vector."""
        return Parameters, (self.architecture, self.flat)

    @classmethod
    def zeros(cls, architecture: Architecture, dtype: DType = "float32") -> "Parameters":
        """All parameters 0."""
        flat: Floats = np.zeros(architecture.n_parameters, dtype=dtype)
        return cls(architecture, flat)

    @property
    def decayed(self) -> Floats:
        """The view of the weights alone, which weight decay pulls to 0."""
        return self.flat[: self.architecture.n_weights]

    @property
    def dtype(self) -> DType:
        """What the network computes in."""
        return "float64" if self.flat.dtype == np.float64 else "float32"

    def as_inputs(self, images: Floats) -> Floats:
        """Pictures (n_samples, n_inputs) in the parameters' dtype; copied only if they have another."""
        return images.astype(self.dtype, copy=False)

    def copy(self) -> "Parameters":
        """The same numbers in memory of their own."""
        return Parameters(self.architecture, self.flat.copy())


def _views(flat: Floats, shapes: list[Shape], start: int) -> tuple[list[Floats], int]:
    """Views of those shapes, one after another from ``start``, and where they end."""
    views: list[Floats] = []
    for shape in shapes:
        end = start + math.prod(shape)
        views.append(flat[start:end].reshape(shape))
        start = end
    return views, start
