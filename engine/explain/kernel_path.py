"""One weight of a filter in a worked step: a pixel of the filter's map, and the sum that is the weight's gradient.

A weight of a dense layer meets one value in a sample; that of a filter meets another at each place of the map. So its
gradient is a sum over all places, of which those that matter most are written out, and one of them is followed.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.errors import ModelError
from engine.explain.layer_activations import cut_out
from engine.explain.worked_step import BIAS, Vector, WeightIndex, WorkedStep
from engine.nn.layers.base import Window
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.pooling import Pooling
from engine.text.sentence import say


class PlaceTerm(NamedTuple):
    """What one place of the map adds to the gradient: the value that the weight meets there, times the error there."""

    row: int
    column: int
    value: float
    delta: float

    @property
    def product(self) -> float:
        """The term itself."""
        return self.value * self.delta


@dataclass(frozen=True, eq=False)
class KernelPath:
    """One weight of a filter, one pixel of its map, and the gradient as a sum over places.

    Attributes
    ----------
    at
        Which weight, or bias.
    channel, row, column
        Where in the filter it is. Of a bias, row and column are −1, and the channel is the one that counts most.
    weight
        w, or b.
    place
        Row and column of the pixel that is worked out: the one that adds most to the gradient.
    window
        What the filter sees there, in what comes into the layer.
    patch, kernel
        What is there (zeros beyond the edge) and the filter's weights, shape (channels, size, size).
    bias, pre_activation, activation
        b, z and a of the pixel.
    slope, delta
        f′(z), and the error of the pixel.
    is_largest
        Whether it is the largest of its pool, so that the error comes back to it; ``None`` where no pool follows, or the
        pool leaves the pixel out.
    terms
        Places that add to the gradient, the largest first.
    n_rest, rest
        How many other places add something, and what they come to.
    n_silent
        Places that add nothing: there is no ink, or no error.
    derivative
        ∂E/∂w.
    """

    at: WeightIndex
    channel: int
    row: int
    column: int
    weight: float
    place: tuple[int, int]
    window: Window
    patch: Vector
    kernel: Vector
    bias: float
    pre_activation: float
    activation: float
    slope: float
    delta: float
    is_largest: bool | None
    terms: tuple[PlaceTerm, ...]
    n_rest: int
    rest: float
    n_silent: int
    derivative: float

    @property
    def products(self) -> Vector:
        """What each weight of the filter makes of what it meets at the pixel, shape (channels, size, size)."""
        products: Vector = self.kernel * self.patch
        return products

    @property
    def value(self) -> float:
        """What the weight meets at the pixel; 1 for a bias."""
        return 1.0 if self.at.source == BIAS else float(self.patch[self.channel, self.row, self.column])


def follow_kernel_weight(step: WorkedStep, at: WeightIndex, *, n_terms: int = 4) -> KernelPath:
    """One weight of a filter, at most ``n_terms`` places of its gradient written out.

    Raises
    ------
    ModelError
        If there is no such weight.
    """
    step.check(at)
    architecture = step.parameters.architecture
    layer, weights = architecture.layers[at.layer], step.parameters.layers[at.layer].weights
    if not isinstance(layer, Convolution):
        raise ModelError(say("explain.no_such_weight", network=str(architecture), got=str(tuple(at))))
    values, errors = step.seen(at)
    products = (values * errors).reshape(-1)
    order = np.argsort(-np.abs(products), kind="stable")
    order = order[products[order] != 0]
    terms = [_term(values, errors, int(place)) for place in order[:n_terms]]
    first = terms[0] if terms else _term(values, errors, int(np.abs(values).argmax()))
    place = first.row, first.column
    window = layer.window(*place)
    patch = cut_out(step.activations[at.layer].transpose(2, 0, 1), window).astype(np.float64, copy=False)
    kernel = weights[at.unit].astype(np.float64)
    if at.source == BIAS:
        channel, row, column = int(np.abs((patch * kernel).sum(axis=(1, 2))).argmax()), -1, -1
    else:
        channel, row, column = (int(n) for n in np.unravel_index(at.source, weights.shape[1:]))
    pixel = (*place, at.unit)
    return KernelPath(
        at,
        channel,
        row,
        column,
        weight=step.value_of(at),
        place=place,
        window=window,
        patch=patch,
        kernel=kernel,
        bias=float(step.parameters.layers[at.layer].biases[at.unit]),
        pre_activation=float(step.pre_activations[at.layer][pixel]),
        activation=float(step.activations[at.layer + 1][pixel]),
        slope=float(step.slopes[at.layer][pixel]),
        delta=float(step.deltas[at.layer][pixel]),
        is_largest=_is_largest(step, at.layer, pixel),
        terms=tuple(terms),
        n_rest=len(order) - len(terms),
        rest=float(products[order[n_terms:]].sum()),
        n_silent=len(products) - len(order),
        derivative=step.derivative(at),
    )


def _term(values: Vector, errors: Vector, place: int) -> PlaceTerm:
    row, column = divmod(place, values.shape[1])
    return PlaceTerm(row, column, float(values[row, column]), float(errors[row, column]))


def _is_largest(step: WorkedStep, layer: int, pixel: tuple[int, int, int]) -> bool | None:
    """Whether a pixel of a layer's maps is the largest of its pool, of equal ones the first."""
    pool = step.parameters.architecture.layers[layer + 1]
    if not isinstance(pool, Pooling):
        return None
    row, column, channel = pixel
    winners = pool.winners(step.pre_activations[layer][np.newaxis])[0]
    if row // pool.size >= winners.shape[0] or column // pool.size >= winners.shape[1]:
        return None
    is_it = winners[row // pool.size, column // pool.size, channel] == row % pool.size * pool.size + column % pool.size
    return bool(is_it)
