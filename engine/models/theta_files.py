"""The course's form of a network: a ``.mat`` file with Theta1, Theta2, ..., which Octave and MATLAB read too.

Theta1 has the shape (hidden units, pixels + 1), Theta2 (10, hidden units + 1) and so on: the bias comes first, pictures
are stored column by column, and row k of the last is the label k, of which 10 means the digit 0.
"""

from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from engine.errors import ModelError
from engine.nn.activations import Floats
from engine.nn.network import Architecture, Parameters
from engine.text.sentence import say


def check_fits_mat(architecture: Architecture) -> None:
    """Raise ``ModelError`` if the course's form cannot hold such a network."""
    if not architecture.is_dense:
        raise ModelError(say("theta.dense_only", network=str(architecture)))
    others = [layer.activation for layer in architecture.layers[:-1] if layer.activation != "sigmoid"]
    if others:
        raise ModelError(say("theta.no_sigmoid", activation=others[0]))
    if len(architecture.layers) > 9:  # Theta10 would be sorted before Theta2
        raise ModelError(say("theta.many_layers", n=len(architecture.layers)))


def write_thetas(parameters: Parameters, file: IO[bytes]) -> None:
    """Write a network in the course's form; its inputs must be pictures' values as they are.

    The course's ``predict`` reads the same digits from it as this program: its outputs are sigmoids, which keep the order
    that softmax gives them (up to logits of 36: above, they are all 1 in float64).

    Raises
    ------
    ModelError
        If its hidden units are no sigmoids, or it has more than nine layers of weights.
    """
    check_fits_mat(parameters.architecture)
    from scipy.io import savemat  # noqa: PLC0415 - only those pay for it who save such a file

    weights: list[NDArray[np.float64]] = [layer.astype(np.float64) for layer in parameters.weights]
    biases: list[NDArray[np.float64]] = [layer.astype(np.float64) for layer in parameters.biases]
    weights[0] = _transposed(weights[0], parameters.architecture)
    weights[-1] = np.roll(weights[-1], -1, axis=1)
    biases[-1] = np.roll(biases[-1], -1)
    thetas = {
        f"Theta{number}": np.column_stack([bias, weight.T])
        for number, (weight, bias) in enumerate(zip(weights, biases, strict=True), start=1)
    }
    savemat(cast("str", file), thetas)  # it writes to open files too, its stubs know of paths alone


def _transposed(weights: Floats, architecture: Architecture) -> NDArray[np.float64]:
    """First-layer weights (pixels, units) with each unit's picture transposed: row by row to column by column and back."""
    height, width, *_ = architecture.input_shape
    pictures = weights.astype(np.float64).reshape(height, width, -1)
    return pictures.transpose(1, 0, 2).reshape(weights.shape)
