"""What every layer of a network makes of one picture, and what each pixel of a map is made of.

:func:`activate_layers` gives the maps of a drawing, quickly enough for every stroke. :func:`look_at_pixel` says how one
pixel of a map came about: which part of the maps before it the filter looked at, with kernel, products and sum, or which
pixel won in a pool; and :func:`pixels_seen` which part of the network's own picture a pixel goes back to.

Maps have their channel first here, (channels, height, width), as they are shown: one after another. Layers count from 0.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.errors import ModelError
from engine.nn.activations import Floats
from engine.nn.inference import to_probabilities
from engine.nn.layers.base import Layer, Window
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.pooling import Pooling
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import layer_by_layer
from engine.text.sentence import say


@dataclass(frozen=True, eq=False)
class LayerActivations:
    """What a network makes of one picture, layer by layer; dropout leaves nothing out.

    Attributes
    ----------
    parameters
        The network.
    inputs
        The picture as the network gets it, scaled: shape (channels, height, width), or (n_inputs,) if it has no rows.
    layers
        What each layer puts out, the output layer last: shape (channels, height, width) where it makes maps, else (units,).
        Those of the last layer are the network's outputs, softmax or sigmoids. All of the network's dtype, read-only.
    logits
        The pre-activations of the output layer, shape (n_outputs,).
    """

    parameters: Parameters
    inputs: Floats
    layers: tuple[Floats, ...]
    logits: Floats

    @cached_property
    def probabilities(self) -> Floats:
        """How probable each class is, shape (n_outputs,); see :func:`engine.nn.inference.compute_probabilities`."""
        with np.errstate(all="ignore"):
            probabilities: Floats = to_probabilities(self.parameters.architecture, self.logits.reshape(1, -1).copy())[0]
        return probabilities

    def before(self, layer: int) -> Floats:
        """What a layer takes."""
        return self.layers[layer - 1] if layer else self.inputs

    @cached_property
    def _known_winners(self) -> dict[int, NDArray[np.intp] | None]:
        return {}

    def winners(self, layer: int) -> NDArray[np.intp] | None:
        """Row and column, in the input of a layer, of the pixel that each of its output pixels is.

        Shape (channels, height, width, 2); ``None`` for a layer that is no pool.
        """
        if layer not in self._known_winners:
            self._known_winners[layer] = self._find_winners(layer)
        return self._known_winners[layer]

    def _find_winners(self, number: int) -> NDArray[np.intp] | None:
        layer = self.parameters.architecture.layers[number]
        if not isinstance(layer, Pooling):
            return None
        places = layer.winners(self.before(number).transpose(1, 2, 0)[np.newaxis])[0].transpose(2, 0, 1)
        _, height, width = places.shape
        rows = places // layer.size + layer.size * np.arange(height)[:, np.newaxis]
        return np.stack([rows, places % layer.size + layer.size * np.arange(width)], axis=-1)


def activate_layers(parameters: Parameters, inputs: Floats) -> LayerActivations:
    """What every layer puts out for one picture.

    Parameters
    ----------
    parameters
        The network.
    inputs
        Shape (n_inputs,), scaled as the network gets them; of any floating-point dtype.

    Raises
    ------
    ModelError
        If the network has another number of inputs.
    """
    architecture = parameters.architecture
    check_inputs(architecture, inputs)
    values = parameters.as_inputs(inputs.reshape(1, -1))
    with np.errstate(all="ignore"):  # a network that has diverged gives NaN
        made = [a for a, _ in layer_by_layer(parameters, values)]  # activations, once the next layer is asked for
        logits = made[-1][0].copy()
        architecture.loss.apply(made[-1])
    return LayerActivations(
        parameters,
        _channels_first(values.reshape(architecture.input_shape)),
        tuple(_channels_first(outputs[0]) for outputs in made),
        logits,
    )


def check_inputs(architecture: Architecture, inputs: Floats) -> None:
    """Raise ``ModelError`` unless a picture, shape (n_inputs,), has as many values as the network takes."""
    if inputs.shape != (architecture.n_inputs,):
        raise ModelError(
            say("explain.other_inputs", n_inputs=architecture.n_inputs, network=str(architecture), got=inputs.size)
        )


def _channels_first(values: Floats) -> Floats:
    first = values.transpose(2, 0, 1) if values.ndim == 3 else values
    first = first.view()
    first.flags.writeable = False
    return first


# One pixel


@dataclass(frozen=True, eq=False)
class ConvolvedPixel:
    """How one pixel of a convolution's map came about: ``activation = f(products.sum() + bias)``.

    Attributes
    ----------
    window
        Where the filter looked, in the maps before it; parts of it may lie beyond them, in the margin of zeros.
    patch
        What is there, shape (channels, size, size), zeros beyond the maps.
    kernel
        The filter's weights, of the same shape.
    products
        ``kernel * patch``.
    bias, pre_activation, activation
        b, z and f(z).
    """

    window: Window
    patch: Floats
    kernel: Floats
    products: Floats
    bias: float
    pre_activation: float
    activation: float


@dataclass(frozen=True, eq=False)
class PooledPixel:
    """How one pixel of a pool came about: it is the largest of its square, of equal ones the first in reading order.

    Attributes
    ----------
    window
        The square, in the map before it.
    square
        What is there, shape (size, size).
    winner
        Row and column of the largest, in the map before it.
    activation
        Its value.
    """

    window: Window
    square: Floats
    winner: tuple[int, int]
    activation: float


def look_at_pixel(
    activations: LayerActivations, layer: int, channel: int, row: int, column: int
) -> ConvolvedPixel | PooledPixel | None:
    """How one pixel of a map came about.

    Parameters
    ----------
    activations
        Of the picture.
    layer, channel, row, column
        Which pixel: of a layer that makes maps.

    Returns
    -------
    ConvolvedPixel, PooledPixel or None
        ``None`` for a layer that passes its pixels on as they are (dropout).

    Raises
    ------
    ModelError
        If there is no such pixel.
    """
    architecture = activations.parameters.architecture
    _check_pixel(architecture, layer, channel, row, column)
    its_layer, values = architecture.layers[layer], activations.layers[layer]
    before = activations.before(layer)
    activation = float(values[channel, row, column])
    if isinstance(its_layer, Convolution):
        window = its_layer.window(row, column)
        kernel, bias = (own[channel] for own in activations.parameters.layers[layer])
        patch = cut_out(before, window)
        products = kernel * patch
        z = float(products.sum() + bias)
        return ConvolvedPixel(window, patch, kernel, products, float(bias), z, activation)
    if isinstance(its_layer, Pooling):
        window = its_layer.window(row, column)
        square = cut_out(before[channel : channel + 1], window)[0]
        down, right = divmod(int(square.argmax()), its_layer.size)
        return PooledPixel(window, square, (window.top + down, window.left + right), activation)
    return None


def pixels_seen(architecture: Architecture, layer: int, row: int, column: int) -> Window | None:
    """The part of the network's own picture that a pixel of a map goes back to: all that could have changed it.

    Parts of it may lie beyond the picture, where a convolution has its margin; ``None`` if it goes back to all of it, as a
    unit of a dense layer does.
    """
    window = Window(row, column, 1, 1)
    for number in range(layer, -1, -1):
        seen = _seen_of(architecture.layers[number], window)
        if seen is None:
            return None
        window = seen
    return window


def _seen_of(layer: Layer, window: Window) -> Window | None:
    """What a layer looks at for all pixels of a window."""
    first = layer.window(window.top, window.left)
    last = layer.window(window.top + window.height - 1, window.left + window.width - 1)
    if first is None or last is None:
        return None
    return Window(first.top, first.left, last.top + last.height - first.top, last.left + last.width - first.left)


def cut_out(maps: Floats, window: Window) -> Floats:
    """What is in a window of maps (channels, height, width), of the window's size; zeros where it lies beyond them."""
    n_channels, height, width = maps.shape
    patch: Floats = np.zeros((n_channels, window.height, window.width), maps.dtype)
    top, left = max(window.top, 0), max(window.left, 0)
    bottom, right = min(window.top + window.height, height), min(window.left + window.width, width)
    inside = maps[:, top:bottom, left:right]
    patch[:, top - window.top : bottom - window.top, left - window.left : right - window.left] = inside
    return patch


def _check_pixel(architecture: Architecture, layer: int, *pixel: int) -> None:
    shape = architecture.shapes[layer + 1] if 0 <= layer < len(architecture.layers) else ()
    maps = (shape[2], *shape[:2]) if len(shape) == 3 else ()
    if not maps or not all(0 <= at < n for at, n in zip(pixel, maps, strict=True)):
        raise ModelError(say("explain.no_such_pixel", network=str(architecture), got=str((layer, *pixel))))
