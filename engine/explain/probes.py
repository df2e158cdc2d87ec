"""Networks that end early: what a hidden unit makes of a picture, and how that changes with the picture.

A probe is a network whose outputs are the pre-activations of some units, or the means of some maps, of another network. So
everything that is known of a network's outputs, their gradient by the inputs above all, is known of any of its units.
"""

from collections.abc import Sequence

import numpy as np

from engine.errors import ModelError
from engine.nn.activations import Floats
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import input_gradient
from engine.text.sentence import say


def probe(parameters: Parameters, layer: int, units: Sequence[int]) -> Parameters:
    """A network that puts out what some units of a layer do.

    Parameters
    ----------
    parameters
        The network.
    layer
        The layer's number, from 0; that of the output layer for the digits.
    units
        Which units of it, or which maps.

    Its parameters are in memory of their own. It puts out the pre-activations of units of a dense layer, or the mean over
    all places of what a layer of maps puts out.

    Raises
    ------
    ModelError
        If there is no such unit.
    """
    architecture = parameters.architecture
    n_layers, chosen = len(architecture.layers), np.asarray(units, dtype=np.intp)
    n_units = architecture.shapes[layer + 1][-1] if 0 <= layer < n_layers else 0
    if not len(chosen) or chosen.min() < 0 or chosen.max() >= n_units:
        raise ModelError(say("explain.no_such_unit", network=str(architecture)))
    makes_maps = len(architecture.shapes[layer + 1]) == 3 or not isinstance(architecture.layers[layer], Dense)
    kept = layer + 1 if makes_maps else layer
    shorter = Architecture(
        architecture.input_shape,
        (*architecture.layers[:kept], Dense(len(chosen), LINEAR)),
        architecture.output_loss,
    )
    ending = Parameters.zeros(shorter, parameters.dtype)
    for own, other in zip(ending.layers[:kept], parameters.layers[:kept], strict=True):
        own.weights[...] = other.weights
        own.biases[...] = other.biases
    weights, biases = ending.layers[kept]
    if makes_maps:
        last, before = shorter.layers[kept], shorter.shapes[kept]
        for column, unit in enumerate(chosen):
            met = last.from_channel(weights, before, int(unit))
            met[..., column] = 1.0 / max(met[..., column].size, 1)
    else:
        weights[...] = parameters.layers[layer].weights[:, chosen]
        biases[...] = parameters.layers[layer].biases[chosen]
    return ending


def unit_gradients(parameters: Parameters, inputs: Floats, layer: int, units: Sequence[int]) -> Floats:
    """What some units look for in a picture: the gradient of their pre-activations by the inputs.

    For the first layer these are its weights; for a later one the product of all weights on the way, through the units that
    are active (ReLU), or as steep as they are there.

    Parameters
    ----------
    parameters, layer, units
        As :func:`probe` takes them.
    inputs
        The picture, scaled: shape (n_inputs,), of the parameters' dtype.

    Returns
    -------
    ndarray, shape (n_units, n_inputs)
    """
    ending = probe(parameters, layer, units)
    rows: Floats = np.zeros((len(units), len(inputs)), inputs.dtype)
    wanted: Floats = np.zeros((len(units), len(units)), inputs.dtype)
    rows[...] = inputs
    np.fill_diagonal(wanted, 1.0)
    return input_gradient(ending, rows, wanted)
