"""The network: its architecture, its parameters in one flat vector, and what it answers.

All parameters live in one contiguous vector, weights first and biases after them, with a view per layer. So an optimizer
step is a few calls on one array, weight decay is one call on its first part, and a copy of the network is one copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS, Activation, Floats
from engine.nn.losses import OUTPUT_LOSSES, OutputLoss

N_CLASSES = 10
"""The digits 0 to 9."""
MAX_PARAMETERS = 50_000_000
"""Above this a network does not fit a laptop's memory together with its gradient and its optimizer's."""
DType: TypeAlias = Literal["float32", "float64"]


@dataclass(frozen=True)
class Architecture:
    """The shape of a network; immutable, hashable, checked when made.

    Attributes
    ----------
    n_inputs
        Pixels of a picture; 400 for the frame of 20x20.
    hidden_layers
        Units of each hidden layer, first to last; empty for softmax regression.
    n_outputs
        Classes.
    hidden_activation
        A key of :data:`engine.nn.activations.ACTIVATIONS`.
    output_loss
        A key of :data:`engine.nn.losses.OUTPUT_LOSSES`.

    Raises
    ------
    ConfigurationError
        If a name is unknown, or a layer has no unit or too many.
    """

    n_inputs: int = 400
    hidden_layers: tuple[int, ...] = (25,)
    n_outputs: int = N_CLASSES
    hidden_activation: str = "sigmoid"
    output_loss: str = "softmax-cross-entropy"

    def __post_init__(self) -> None:
        check_choice("hidden activation", self.hidden_activation, ACTIVATIONS)
        check_choice("output and loss", self.output_loss, OUTPUT_LOSSES)
        if any(n < 1 for n in self.layer_sizes):
            raise ConfigurationError(
                f"every layer needs at least 1 unit, got {self}; leave the hidden layers empty for none"
            )
        if self.n_parameters > MAX_PARAMETERS:
            raise ConfigurationError(
                f"a network may have up to {MAX_PARAMETERS:,} parameters, {self} has {self.n_parameters:,}; "
                "use fewer hidden units"
            )

    def __str__(self) -> str:
        return "-".join(map(str, self.layer_sizes))

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """Units of every layer, inputs and outputs included."""
        return (self.n_inputs, *self.hidden_layers, self.n_outputs)

    @property
    def weight_shapes(self) -> tuple[tuple[int, int], ...]:
        """Shape (units before, units after) of each layer's weights."""
        return tuple(pairwise(self.layer_sizes))

    @property
    def n_weights(self) -> int:
        """Parameters that are weights: the first part of the flat vector."""
        return sum(before * after for before, after in self.weight_shapes)

    @property
    def n_parameters(self) -> int:
        """All weights and biases: the length of the flat vector."""
        return self.n_weights + sum(self.layer_sizes[1:])

    @property
    def activation(self) -> Activation:
        """The hidden activation itself."""
        return ACTIVATIONS[self.hidden_activation]

    @property
    def loss(self) -> OutputLoss:
        """The output unit and loss themselves."""
        return OUTPUT_LOSSES[self.output_loss]


def check_choice(what: str, name: object, choices: Mapping[str, object]) -> None:
    """Raise ``ConfigurationError`` unless ``name`` is a key of ``choices``; the message lists them."""
    if not isinstance(name, str) or name not in choices:
        raise ConfigurationError(f"{what} must be one of {', '.join(choices)}, got {name!r}")


class Parameters:
    """Weights and biases as views of one flat vector.

    Attributes
    ----------
    architecture
        What the vector means.
    flat
        Shape (n_parameters,), float32 or float64, contiguous: every weight matrix in row-major order, first layer first,
        then every bias vector.
    weights
        Views of shape (units before, units after), one per layer.
    biases
        Views of shape (units after,), one per layer.
    """

    def __init__(self, architecture: Architecture, flat: Floats) -> None:
        if flat.shape != (architecture.n_parameters,):
            raise ConfigurationError(
                f"a {architecture} network has {architecture.n_parameters} parameters, got {flat.shape}"
            )
        self.architecture = architecture
        self.flat = flat
        self.weights: list[Floats] = []
        self.biases: list[Floats] = []
        start = 0
        for before, after in architecture.weight_shapes:
            self.weights.append(flat[start : start + before * after].reshape(before, after))
            start += before * after
        for n_units in architecture.layer_sizes[1:]:
            self.biases.append(flat[start : start + n_units])
            start += n_units

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
