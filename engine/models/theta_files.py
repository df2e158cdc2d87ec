"""The course's form of a network: a ``.mat`` file with Theta1, Theta2, ..., which Octave and MATLAB read too.

Theta1 has the shape (hidden units, pixels + 1), Theta2 (10, hidden units + 1) and so on: the bias comes first, pictures
are stored column by column, and row k of the last is the label k, of which 10 means the digit 0.
"""

from itertools import pairwise
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from engine.data.formats.mat_arrays import read_mat_contents
from engine.errors import ConfigurationError, DataError, ModelError
from engine.ink.input_formats import format_of_count
from engine.nn.activations import Floats
from engine.nn.network import Architecture, Parameters
from engine.text.sentence import Value, say

_SHOWN = 8  # arrays that a sentence lists


def read_thetas(path: Path) -> Parameters:
    """Read Theta1 (hidden, 401, 785 or 65), Theta2 (10, hidden + 1), ..., sigmoid units throughout.

    Raises
    ------
    ModelError
        If the file cannot be read or holds no such arrays.
    """
    try:
        contents = read_mat_contents(path, lambda name: name.startswith("Theta"))
    except DataError as error:
        raise ModelError(error.sentence) from error
    thetas = [contents.arrays[name] for name in sorted(contents.arrays)]
    fits = thetas and all(theta.ndim == 2 for theta in thetas)
    fits = fits and all(after.shape[1] == before.shape[0] + 1 for before, after in pairwise(thetas))
    if not fits or format_of_count(thetas[0].shape[1] - 1) is None or thetas[-1].shape[0] != 10:
        shapes = ", ".join(f"{name} {shape}" for name, shape in sorted(contents.shapes.items())[:_SHOWN]) or "no array"
        raise ModelError(say("theta.other_arrays", file=path.name, arrays=shapes))
    try:
        architecture = Architecture.dense(
            n_inputs=thetas[0].shape[1] - 1,
            hidden_layers=tuple(theta.shape[0] for theta in thetas[:-1]),
            hidden_activation="sigmoid",
            output_loss="sigmoid-cross-entropy",
        )
    except ConfigurationError as error:
        raise ModelError(say("theta.other_network", file=path.name, reason=cast("Value", error.sentence))) from error
    parameters = Parameters.zeros(architecture, "float64")
    for theta, weights, biases in zip(thetas, parameters.weights, parameters.biases, strict=True):
        weights[:] = theta[:, 1:].T
        biases[:] = theta[:, 0]
    parameters.weights[0][:] = _transposed(parameters.weights[0], architecture)
    parameters.weights[-1][:] = np.roll(parameters.weights[-1], 1, axis=1)
    parameters.biases[-1][:] = np.roll(parameters.biases[-1], 1)
    return parameters


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
