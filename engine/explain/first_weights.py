"""The weights of a network's first layer that has any, unit by unit, as pictures: what each unit, or filter, looks for."""

from dataclasses import dataclass

from engine.nn.activations import Floats
from engine.nn.layers.convolution import Convolution
from engine.nn.network import Parameters


@dataclass(frozen=True, eq=False)
class FirstWeights:
    """The first weights of a network.

    Attributes
    ----------
    weights
        Shape (rows * columns of a picture, units): a column for each unit or filter, its picture row by row. A view.
    biases
        Shape (units,).
    picture_shape
        Rows and columns of each picture: those of the pixels for a dense layer, of the filter for a convolution. Where
        there are several channels, they stand one below another.
    are_filters
        Whether these are the filters of a convolution.
    """

    weights: Floats
    biases: Floats
    picture_shape: tuple[int, int]
    are_filters: bool


def first_weights(parameters: Parameters) -> FirstWeights:
    """The weights of the first layer that has any; layers before it (pools, dropout) have none."""
    architecture = parameters.architecture
    number = next(number for number, own in enumerate(parameters.layers) if own.weights.size)
    layer, before, (weights, biases) = (
        architecture.layers[number],
        architecture.shapes[number],
        parameters.layers[number],
    )
    if isinstance(layer, Convolution):
        n_filters, n_channels, height, width = weights.shape
        return FirstWeights(weights.reshape(n_filters, -1).T, biases, (n_channels * height, width), are_filters=True)
    if len(before) == 3 and before[2] == 1:
        return FirstWeights(weights, biases, before[:2], are_filters=False)
    return FirstWeights(weights, biases, (1, len(weights)), are_filters=False)
