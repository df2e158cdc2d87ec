"""Cost and exact gradient of a network on data, by backpropagation.

The equations, for a layer with inputs a, weights W and pre-activations z = a W + b (rows are samples, m of them):

    output error    δ = (∂loss/∂z) / m
    gradient        ∂J/∂W = aᵀ δ + (λ / m) W,    ∂J/∂b = Σ δ over samples
    hidden error    δ ← (δ Wᵀ) · f′(z)

Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323 (1986). How the
cost is normalized, and that biases are not decayed, stands in ``losses``.

The workspace is allocated once per batch size and used again in every step: a training step allocates nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.activations import Floats
from engine.network import Architecture, DType, Parameters, compute_logits

_BLOCK = 8192  # samples that are evaluated at a time, so that memory stays bounded


class _Buffers(NamedTuple):
    """Views for one batch size: activations and errors of each layer, scratch space, and a row of ones."""

    activations: list[Floats]  # of the hidden layers
    deltas: list[Floats]  # of every layer after the input
    scratch: list[Floats]
    ones: Floats


class Backpropagation:
    """Gradients for batches of up to ``max_batch`` samples.

    Attributes
    ----------
    gradient
        The gradient of the last batch, laid out as the network's parameters; overwritten by the next.
    """

    def __init__(self, architecture: Architecture, *, max_batch: int, dtype: DType = "float32") -> None:
        self.architecture = architecture
        self.gradient = Parameters.zeros(architecture, dtype)
        sizes = architecture.layer_sizes[1:]
        self._activations: list[Floats] = [np.empty((max_batch, size), dtype) for size in sizes[:-1]]
        self._deltas: list[Floats] = [np.empty((max_batch, size), dtype) for size in sizes]
        self._scratch: list[Floats] = [np.empty((max_batch, size), dtype) for size in sizes]
        self._ones: Floats = np.ones(max_batch, dtype)
        self._decay: Floats = np.empty(architecture.n_weights, dtype)
        self._buffers: dict[int, _Buffers] = {}

    def run(
        self, parameters: Parameters, inputs: Floats, targets: Floats, *, logits: Floats, decay: float = 0.0
    ) -> Floats:
        """Forward and backward pass of one batch.

        Parameters
        ----------
        parameters
            The network, of this object's architecture and dtype.
        inputs
            Shape (n, n_inputs), n up to ``max_batch``.
        targets
            One-hot classes, shape (n, n_outputs).
        logits
            Shape (n, n_outputs), C-contiguous: receives the logits of the forward pass.
        decay
            Weight decay per sample, λ / m: what is added to the gradient is ``decay * weights``.

        Returns
        -------
        ndarray, shape (n_parameters,)
            The gradient of the batch's mean loss plus decay; the same array every time.
        """
        n_samples = len(inputs)
        buffers = self._buffers.get(n_samples) or self._slice(n_samples)
        weights, biases = parameters.weights, parameters.biases
        activations, deltas = buffers.activations, buffers.deltas
        hidden = self.architecture.activation
        last = len(weights) - 1

        values = inputs
        for layer in range(last):
            out = activations[layer]
            np.dot(values, weights[layer], out=out)
            np.add(out, biases[layer], out=out)
            hidden.apply(out)
            values = out
        np.dot(values, weights[last], out=logits)
        np.add(logits, biases[last], out=logits)

        delta = deltas[last]
        delta[...] = logits
        loss = self.architecture.loss
        loss.apply(delta)
        loss.to_delta(delta, targets, buffers.scratch[last])
        np.multiply(delta, 1.0 / n_samples, out=delta)

        for layer in range(last, -1, -1):
            before = activations[layer - 1] if layer else inputs
            np.dot(before.T, delta, out=self.gradient.weights[layer])
            np.dot(buffers.ones, delta, out=self.gradient.biases[layer])
            if layer:
                out = deltas[layer - 1]
                np.dot(delta, weights[layer].T, out=out)
                hidden.scale_by_derivative(out, before, buffers.scratch[layer - 1])
                delta = out
        if decay:
            np.multiply(parameters.decayed, decay, out=self._decay)
            np.add(self.gradient.decayed, self._decay, out=self.gradient.decayed)
        return self.gradient.flat

    def _slice(self, n_samples: int) -> _Buffers:
        """Views for a batch of this size, kept for the next batch of the same size."""
        buffers = _Buffers(
            [array[:n_samples] for array in self._activations],
            [array[:n_samples] for array in self._deltas],
            [array[:n_samples] for array in self._scratch],
            self._ones[:n_samples],
        )
        self._buffers[n_samples] = buffers
        return buffers


class Objective:
    """The cost J of a network on one whole data set, as a function of the flat parameter vector.

    Parameters
    ----------
    architecture
        The network.
    inputs
        Shape (m, n_inputs).
    labels
        Classes 0 .. n_outputs - 1, shape (m,).
    weight_decay
        λ, 0 or more.
    dtype
        What to compute in; the inputs are converted.
    """

    def __init__(
        self,
        architecture: Architecture,
        inputs: Floats,
        labels: NDArray[np.integer],
        *,
        weight_decay: float = 0.0,
        dtype: DType = "float64",
    ) -> None:
        self.architecture = architecture
        self.weight_decay = weight_decay
        self._inputs: Floats = np.ascontiguousarray(inputs, dtype=dtype)
        self._labels = labels
        self._targets = one_hot(labels, architecture.n_outputs, dtype)
        self._logits: Floats = np.empty_like(self._targets)
        self._backpropagation = Backpropagation(architecture, max_batch=len(inputs), dtype=dtype)

    def cost(self, flat: Floats) -> float:
        """J at the parameters ``flat``, shape (n_parameters,)."""
        parameters = Parameters(self.architecture, flat)
        total = total_loss(parameters, self._inputs, self._labels)
        return total / len(self._inputs) + decay_cost(parameters, self.weight_decay, len(self._inputs))

    def cost_and_gradient(self, flat: Floats) -> tuple[float, Floats]:
        """J and its gradient, shape (n_parameters,); the gradient's memory is used again by the next call."""
        parameters = Parameters(self.architecture, flat)
        n_samples = len(self._inputs)
        gradient = self._backpropagation.run(
            parameters, self._inputs, self._targets, logits=self._logits, decay=self.weight_decay / n_samples
        )
        loss = self.architecture.loss.per_sample(self._logits, self._labels)
        return float(loss.mean()) + decay_cost(parameters, self.weight_decay, n_samples), gradient


def one_hot(labels: NDArray[np.integer], n_classes: int, dtype: DType = "float32") -> Floats:
    """Targets of shape (n_samples, n_classes): 1 in the label's column, else 0."""
    targets: Floats = np.zeros((len(labels), n_classes), dtype)
    targets[np.arange(len(labels)), labels] = 1.0
    return targets


def decay_cost(parameters: Parameters, weight_decay: float, n_samples: int) -> float:
    """λ / (2m) times the sum of the squared weights."""
    if not weight_decay:
        return 0.0
    weights = parameters.decayed.astype(np.float64)
    return float(weight_decay / (2 * n_samples) * np.dot(weights, weights))


def total_loss(parameters: Parameters, inputs: Floats, labels: NDArray[np.integer]) -> float:
    """The sum of the samples' losses, without weight decay, block by block."""
    per_sample = parameters.architecture.loss.per_sample
    return sum(
        float(per_sample(compute_logits(parameters, inputs[i : i + _BLOCK]), labels[i : i + _BLOCK]).sum())
        for i in range(0, len(inputs), _BLOCK)
    )
