"""What a network answers: its logits, and how probable each class is."""

import numpy as np

from engine.nn.activations import Floats
from engine.nn.losses import apply_softmax
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import PassMemory, layer_by_layer


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
        Of the parameters' dtype; the inputs must have it too.
    """
    architecture = parameters.architecture
    if not architecture.is_dense and len(inputs) > architecture.chunk_rows:
        return _in_chunks(parameters, inputs)
    values = inputs
    for outputs, _ in layer_by_layer(parameters, inputs):
        values = outputs
    return values


def _in_chunks(parameters: Parameters, inputs: Floats) -> Floats:
    """The same of many pictures, in chunks that stay in the cache, and in memory that is used again and again."""
    architecture = parameters.architecture
    rows = architecture.chunk_rows
    memory = PassMemory(architecture, rows, parameters.dtype)
    logits: Floats = np.empty((len(inputs), architecture.n_outputs), parameters.dtype)
    chunk = memory.part(rows)
    for start in range(0, len(inputs), rows):
        block = inputs[start : start + rows]
        if len(block) < rows:
            chunk = memory.part(len(block))
        logits[start : start + rows] = chunk.forward(parameters, block)
    return logits


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
    if not architecture.loss.sums_to_one:
        # log h = min(z, 0) - log(1 + e^-|z|): its softmax is h divided by its sum, even where every h is 0
        outputs = np.minimum(outputs, 0.0) - np.log1p(np.exp(-np.abs(outputs)))
    apply_softmax(outputs)
    return outputs
