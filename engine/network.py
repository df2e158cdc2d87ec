"""The network: its architecture, its parameters in one flat vector, and what it answers.

All parameters live in one contiguous vector, weights first and biases after them, with a view per layer. So an optimizer
step is a few calls on one array, weight decay is one call on its first part, and a copy of the network is one copy.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

from engine.activations import ACTIVATIONS, Activation, Floats, apply_sigmoid
from engine.errors import ConfigurationError
from engine.losses import OUTPUT_LOSSES, OutputLoss, apply_softmax

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
        A key of :data:`engine.activations.ACTIVATIONS`.
    output_loss
        A key of :data:`engine.losses.OUTPUT_LOSSES`.

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


@dataclass(frozen=True, slots=True)
class Initialization:
    """How random parameters are drawn: uniformly from (-limit, limit), layer by layer.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    label
        For people, with the formula.
    limit
        ``(units before, units after)`` -> the limit of that layer.
    draws_biases
        Whether biases are drawn too (from the same interval); else they start at 0.
    """

    name: str
    label: str
    limit: Callable[[int, int], float]
    draws_biases: bool = False


INITIALIZATIONS: dict[str, Initialization] = {
    scheme.name: scheme
    for scheme in (
        Initialization("uniform", "Uniform: ±0.12, biases too (ex4)", lambda _before, _after: 0.12, draws_biases=True),
        Initialization("uniform-0.1", "Uniform 0.1: ±0.1, biases too", lambda _before, _after: 0.1, draws_biases=True),
        Initialization(
            "glorot",
            "Glorot: ±√(6 / (n_in + n_out))",
            lambda before, after: float(np.sqrt(6.0 / (before + after))),
        ),
        Initialization("he", "He: ±√(6 / n_in), for ReLU", lambda before, _after: float(np.sqrt(6.0 / before))),
    )
}
"""Every initialization by its name: ex4's epsilon of 0.12; Glorot & Bengio (2010), eq. 16; He et al. (2015), eq. 10, as
a uniform distribution of the same variance."""


def initialize(
    architecture: Architecture, *, scheme: str, rng: np.random.Generator, dtype: DType = "float32"
) -> Parameters:
    """Random parameters; the same generator state gives the same parameters in float32 and, rounded less, in float64.

    Raises
    ------
    ConfigurationError
        If ``scheme`` is not a key of :data:`INITIALIZATIONS`.
    """
    check_choice("initialization", scheme, INITIALIZATIONS)
    initialization = INITIALIZATIONS[scheme]
    parameters = Parameters.zeros(architecture, dtype)
    for weights, biases in zip(parameters.weights, parameters.biases, strict=True):
        limit = initialization.limit(*weights.shape)
        weights[:] = rng.uniform(-limit, limit, weights.shape)
        if initialization.draws_biases:
            biases[:] = rng.uniform(-limit, limit, biases.shape)
    return parameters


def compute_logits(parameters: Parameters, inputs: Floats) -> Floats:
    """The logits of the output layer.

    Parameters
    ----------
    parameters
        The network.
    inputs
        Shape (n_samples, n_inputs).

    Returns
    -------
    ndarray, shape (n_samples, n_outputs)
        Of the parameters' dtype if the inputs have it too.
    """
    values = inputs
    last = len(parameters.weights) - 1
    for layer, (weights, biases) in enumerate(zip(parameters.weights, parameters.biases, strict=True)):
        values = values @ weights
        values += biases
        if layer < last:
            parameters.architecture.activation.apply(values)
    return values


def compute_probabilities(parameters: Parameters, inputs: Floats) -> Floats:
    """How probable each class is, rows summing to 1.

    With softmax these are the outputs themselves. Ten sigmoid outputs answer ten questions and need not sum to 1: they
    are divided by their sum.

    Parameters and shapes are those of :func:`compute_logits`.
    """
    return to_probabilities(parameters.architecture, compute_logits(parameters, inputs))


def to_probabilities(architecture: Architecture, logits: Floats) -> Floats:
    """How probable each class is, for the logits of :func:`compute_logits`, in their memory or other."""
    outputs = logits
    if architecture.loss.apply is apply_sigmoid:
        # log h = min(z, 0) - log(1 + e^-|z|): its softmax is h divided by its sum, even where every h is 0
        outputs = np.minimum(outputs, 0.0) - np.log1p(np.exp(-np.abs(outputs)))
    apply_softmax(outputs)
    return outputs
