"""The cost J of a network on data, and its gradient, as functions of the flat parameter vector.

How the cost is normalized, and that biases are not decayed, stands in ``losses``.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError
from engine.nn.activations import Floats
from engine.nn.backpropagation import Backpropagation
from engine.nn.inference import compute_logits
from engine.nn.network import Architecture, DType, Parameters
from engine.text.sentence import say

_WEIGHTS = 65_536  # that become float64 at a time: a copy of all would be as large as two networks
_EVALUATED = 8192  # samples that are evaluated at a time, so that memory stays bounded


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

    def cost_and_gradient(
        self, flat: Floats, *, is_cancelled: Callable[[], bool] | None = None
    ) -> tuple[float, Floats]:
        """J and its gradient, shape (n_parameters,); the gradient's memory is used again by the next call.

        ``is_cancelled`` and what it raises: see :meth:`engine.nn.backpropagation.Backpropagation.run`.
        """
        parameters = Parameters(self.architecture, flat)
        n_samples = len(self._inputs)
        gradient = self._backpropagation.run(
            parameters,
            self._inputs,
            self._targets,
            logits=self._logits,
            decay=self.weight_decay / n_samples,
            is_cancelled=is_cancelled,
        )
        loss = self.architecture.loss.per_sample(self._logits, self._labels)
        return float(loss.mean()) + decay_cost(parameters, self.weight_decay, n_samples), gradient


def one_hot(labels: NDArray[np.integer], n_classes: int, dtype: DType = "float32") -> Floats:
    """Targets of shape (n_samples, n_classes), in Fortran order: 1 in the label's column, else 0.

    Raises
    ------
    DataError
        If a label is no class.
    """
    if len(labels) and not 0 <= labels.min() <= labels.max() < n_classes:
        raise DataError(
            say(
                "network.label_out_of_range",
                greatest=n_classes - 1,
                least_got=int(labels.min()),
                greatest_got=int(labels.max()),
            )
        )
    targets: Floats = np.zeros((n_classes, len(labels)), dtype)
    targets[labels, np.arange(len(labels))] = 1.0
    return targets.T


def decay_cost(parameters: Parameters, weight_decay: float, n_samples: int) -> float:
    """λ / (2m) times the sum of the squared weights."""
    if not weight_decay:
        return 0.0
    weights = parameters.decayed
    blocks = (weights[i : i + _WEIGHTS].astype(np.float64) for i in range(0, len(weights), _WEIGHTS))
    return float(weight_decay / (2 * n_samples) * sum(np.dot(block, block) for block in blocks))


def total_loss(parameters: Parameters, inputs: Floats, labels: NDArray[np.integer]) -> float:
    """The sum of the samples' losses, without weight decay, block by block."""
    per_sample = parameters.architecture.loss.per_sample
    return sum(
        float(per_sample(compute_logits(parameters, inputs[i : i + _EVALUATED]), labels[i : i + _EVALUATED]).sum())
        for i in range(0, len(inputs), _EVALUATED)
    )
