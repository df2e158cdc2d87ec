"""One step of backpropagation on one sample, with every number on the way: what a teacher writes on the board.

The equations are those of ``objective`` for a batch of one, without weight decay, all in float64. For a layer with inputs
a, weights W and pre-activations z = a W + b, and E the loss of the sample:

    output error    δ = ∂E/∂z:  h − t for cross-entropy,  (h − t) h (1 − h) for the squared error of sigmoids
    hidden error    δᵢ = f′(zᵢ) Σⱼ wᵢⱼ δⱼ,  j over the units of the next layer
    gradient        ∂E/∂wᵢⱼ = aᵢ δⱼ,  ∂E/∂bⱼ = δⱼ
    update          w ← w − η ∂E/∂w

and for a convolution, whose filters look at all places of a map through the same weights,

    gradient        ∂E/∂W[k, c, i, j] = Σ_{y,x} δ[y, x, k] a[y + i, x + j, c]

Layers count from 0, as in ``Architecture.layers``: layer 0 leads from the inputs to the first units. Dropout leaves nothing
out here, see :func:`without_dropout`; how the error comes through a pool is left to the network's own passes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from engine.errors import ModelError
from engine.nn.activations import Floats
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dropout import Dropout
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import errors_by_layer, put_out
from engine.text.sentence import say

Vector = NDArray[np.float64]
BIAS = -1
"""The source of a bias, which comes from no unit."""


class WeightIndex(NamedTuple):
    """One weight or bias: of which layer, from which unit of the layer before (or input), to which unit.

    Of a convolution, ``unit`` is the filter and ``source`` which of its weights: channel by channel, each row by row. What
    comes in as maps is counted row by row, of each pixel channel by channel. The source of a bias is :data:`BIAS`.
    """

    layer: int
    source: int
    unit: int


@dataclass(frozen=True, eq=False)
class WorkedStep:
    """All numbers of one forward and one backward pass.

    Attributes
    ----------
    parameters
        The network, float64.
    targets
        What the outputs should be, shape (n_outputs,).
    activations
        The inputs, then what each layer puts out, the network's outputs last: one more than there are layers. Of maps,
        shape (height, width, channels), and the inputs of a network that begins with such a layer likewise.
    pre_activations, deltas
        z and δ = ∂E/∂z of each layer, shape (units of the layer,), or that of its maps.
    slopes
        f′(z) of each hidden layer.
    losses
        What each output adds to the loss, shape (n_outputs,).
    """

    parameters: Parameters
    targets: Vector
    activations: tuple[Vector, ...]
    pre_activations: tuple[Vector, ...]
    slopes: tuple[Vector, ...]
    deltas: tuple[Vector, ...]
    losses: Vector

    @property
    def outputs(self) -> Vector:
        """What the network answers, shape (n_outputs,)."""
        return self.activations[-1]

    @property
    def loss(self) -> float:
        """E."""
        return float(self.losses.sum())

    @property
    def is_finite(self) -> bool:
        """Whether the numbers are numbers; those of a network that has diverged are not."""
        return bool(np.isfinite(self.losses).all() and all(np.isfinite(delta).all() for delta in self.deltas))

    def derivative(self, at: WeightIndex) -> float:
        """∂E/∂w of one weight: what comes in, times the error of the unit that it leads to, summed over all places."""
        values, errors = self.seen(at)
        return float((values * errors).sum())

    def seen(self, at: WeightIndex) -> tuple[Vector, Vector]:
        """What comes in through a weight, and the errors of what it leads to; through a bias comes 1.

        Returns
        -------
        tuple of ndarray
            Of the same shape: () for a weight of a dense layer, (height, width) of the map for that of a filter, which
            meets another value at each place.
        """
        errors: Vector = self.deltas[at.layer][..., at.unit]
        if at.source == BIAS:
            return np.ones_like(errors), errors
        layer = self.parameters.architecture.layers[at.layer]
        met = layer.met_by_weight(self.activations[at.layer][np.newaxis], at.source)[0]
        return np.asarray(met, np.float64), errors

    def value_of(self, at: WeightIndex) -> float:
        """The weight, or the bias, itself."""
        own = self.parameters.layers[at.layer]
        if at.source == BIAS:
            return float(own.biases[at.unit])
        return float(self.parameters.architecture.layers[at.layer].by_source(own.weights)[at.source, at.unit])

    def check(self, at: WeightIndex) -> None:
        """Raise ``ModelError`` if there is no such weight or bias."""
        layers, own = self.parameters.architecture.layers, self.parameters.layers
        shape = layers[at.layer].by_source(own[at.layer].weights).shape if 0 <= at.layer < len(layers) else (0, 0)
        if not (BIAS <= at.source < shape[0] and 0 <= at.unit < shape[1]):
            network = str(self.parameters.architecture)
            raise ModelError(say("explain.no_such_weight", network=network, got=str(tuple(at))))

    def _views(self, layer: int) -> Vector:
        """What each weight of a filter meets: shape (rows, columns, channels) of the filter, (height, width) of the map."""
        its_layer, values = self.parameters.architecture.layers[layer], self.activations[layer]
        margin = its_layer.margin if isinstance(its_layer, Convolution) else 0
        padded = np.pad(values, ((margin, margin), (margin, margin), (0, 0)))
        height, width, _ = self.deltas[layer].shape
        views: Vector = sliding_window_view(padded, (height, width), axis=(0, 1))
        return views

    def _kernel_gradient(self, layer: int) -> Vector:
        """∂E/∂W of a convolution, of the shape of its weights."""
        gradient: Vector = np.einsum("ijcyx,yxk->kcij", self._views(layer), self.deltas[layer])
        return gradient

    def steepest(self, layer: int | None = None) -> WeightIndex:
        """The weight with the largest derivative, positive or negative, of one layer or of all that have weights."""
        own = self.parameters.layers
        layers = [i for i in range(len(own)) if own[i].weights.size] if layer is None else [layer]
        return max(map(self._steepest_of, layers), key=lambda at: abs(self.derivative(at)))

    def _steepest_of(self, layer: int) -> WeightIndex:
        if isinstance(self.parameters.architecture.layers[layer], Convolution):
            sizes = np.abs(self._kernel_gradient(layer)).reshape(len(self.parameters.layers[layer].weights), -1)
            unit, source = np.unravel_index(sizes.argmax(), sizes.shape)
            return WeightIndex(layer, int(source), int(unit))
        # The largest product is that of the largest factors.
        return WeightIndex(
            layer, int(np.abs(self.activations[layer]).argmax()), int(np.abs(self.deltas[layer]).argmax())
        )

    def updated(self, learning_rate: float, *, biases_too: bool = True) -> Parameters:
        """The parameters after one step of gradient descent, in memory of their own."""
        after = self.parameters.copy()
        with np.errstate(all="ignore"):
            for number, (layer, own) in enumerate(zip(after.architecture.layers, after.layers, strict=True)):
                delta, weights, biases = self.deltas[number], own.weights, own.biases
                if isinstance(layer, Convolution):
                    weights -= learning_rate * self._kernel_gradient(number)
                    delta = delta.sum(axis=(0, 1))
                elif weights.size:
                    weights -= learning_rate * np.multiply.outer(self.activations[number].reshape(-1), delta)
                if biases_too and biases.size:
                    biases -= learning_rate * delta
        return after


def work_step(parameters: Parameters, inputs: Floats, targets: Floats) -> WorkedStep:
    """Forward and backward pass of one sample.

    Parameters
    ----------
    parameters
        The network, of either dtype.
    inputs
        Shape (n_inputs,), scaled as the network gets them.
    targets
        Shape (n_outputs,): one-hot for cross-entropy, anything for the squared error.

    Raises
    ------
    ModelError
        If the network does not fit the sample.
    """
    architecture = parameters.architecture
    if inputs.shape != (architecture.n_inputs,) or targets.shape != (architecture.n_outputs,):
        raise ModelError(
            say(
                "explain.other_sizes",
                n_inputs=architecture.n_inputs,
                n_targets=architecture.n_outputs,
                network=str(architecture),
                n_inputs_got=inputs.size,
                n_targets_got=targets.size,
            )
        )
    exact = Parameters(architecture, parameters.flat.astype(np.float64))
    wanted: Vector = targets.astype(np.float64)
    with np.errstate(all="ignore"):  # a diverged network gives NaN
        activations, pre_activations = _forward(exact, inputs.astype(np.float64))
        slopes, deltas = _backward(exact, activations, wanted)
        losses = _LOSSES[architecture.output_loss](pre_activations[-1], activations[-1], wanted)
    return WorkedStep(exact, wanted, activations, pre_activations, slopes, deltas, losses)


def without_dropout(parameters: Parameters) -> Parameters:
    """The same network as it reads: without the layers that leave values out while it is trained.

    The flat vector is the same one, as dropout has no parameters.
    """
    architecture = parameters.architecture
    layers = tuple(layer for layer in architecture.layers if not isinstance(layer, Dropout))
    return Parameters(replace(architecture, layers=layers), parameters.flat)


def _forward(parameters: Parameters, inputs: Vector) -> tuple[tuple[Vector, ...], tuple[Vector, ...]]:
    """Activations, inputs included, and pre-activations."""
    pairs = put_out(parameters, inputs.reshape(1, -1))
    outputs: Vector = pairs[-1][0].astype(np.float64)
    parameters.architecture.loss.apply(outputs)
    hidden = [a[0].astype(np.float64) for _, a in pairs[:-1]]
    if not parameters.architecture.layers[0].takes_rows:
        inputs = inputs.reshape(parameters.architecture.input_shape)
    return (inputs, *hidden, outputs[0]), tuple(z[0].astype(np.float64) for z, _ in pairs)


def _backward(
    parameters: Parameters, activations: tuple[Vector, ...], targets: Vector
) -> tuple[tuple[Vector, ...], tuple[Vector, ...]]:
    """The slopes of the hidden layers, and the errors of all layers."""
    architecture = parameters.architecture
    row: Vector = activations[-1].copy().reshape(1, -1)
    architecture.loss.to_delta(row, targets.reshape(1, -1), np.empty_like(row))
    slopes: list[Vector] = []
    for layer, values in zip(architecture.layers[:-1], activations[1:-1], strict=True):
        slope: Vector = np.ones_like(values)
        activation = layer.activation_function
        if activation is not None:
            activation.scale_by_derivative(slope, values, np.empty_like(slope))
        slopes.append(slope)
    errors = errors_by_layer(parameters, activations[0].reshape(1, -1), row)
    return tuple(slopes), tuple(error[0].astype(np.float64) for error in errors)


def _softmax_losses(z: Vector, _outputs: Vector, targets: Vector) -> Vector:
    shifted = z - z.max()
    losses: Vector = targets * (np.log(np.exp(shifted).sum()) - shifted)
    return losses


def _sigmoid_losses(z: Vector, _outputs: Vector, targets: Vector) -> Vector:
    # −t log h − (1 − t) log(1 − h) from the logit, as in ``losses``
    losses: Vector = np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z))) - targets * z
    return losses


def _squared_losses(_z: Vector, outputs: Vector, targets: Vector) -> Vector:
    losses: Vector = 0.5 * (outputs - targets) ** 2
    return losses


_LOSSES: dict[str, Callable[[Vector, Vector, Vector], Vector]] = {
    "softmax-cross-entropy": _softmax_losses,
    "sigmoid-cross-entropy": _sigmoid_losses,
    "sigmoid-squared-error": _squared_losses,
}
"""What each output adds to the loss, from logits, outputs and targets; targets need not be classes."""


# The example that many have worked through by hand


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """A network, a sample and a rate that somebody has published with every number.

    Attributes
    ----------
    parameters, inputs, targets
        As :func:`work_step` takes them.
    learning_rate
        η.
    updates_biases
        Whether the biases change too.
    """

    parameters: Parameters
    inputs: Vector
    targets: Vector
    learning_rate: float
    updates_biases: bool


def mazur_example() -> WorkedExample:
    """Matt Mazur, "A step by step backpropagation example" (2015): 2-2-2, one bias per layer, biases left as they are."""
    architecture = Architecture.dense(n_inputs=2, hidden_layers=(2,), n_outputs=2, output_loss="sigmoid-squared-error")
    parameters = Parameters.zeros(architecture, "float64")
    parameters.weights[0][:] = [[0.15, 0.25], [0.20, 0.30]]  # w1 and w3 from the first input, w2 and w4 from the second
    parameters.weights[1][:] = [[0.40, 0.50], [0.45, 0.55]]  # w5, w7; w6, w8
    parameters.biases[0][:] = 0.35
    parameters.biases[1][:] = 0.60
    return WorkedExample(parameters, np.array([0.05, 0.10]), np.array([0.01, 0.99]), 0.5, updates_biases=False)


def mazur_number(at: WeightIndex) -> int:
    """Which of his w1 to w8 a weight is."""
    return 4 * at.layer + 2 * at.unit + at.source + 1
