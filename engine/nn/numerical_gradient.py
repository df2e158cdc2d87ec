"""Numerical gradients: derivatives measured by moving a parameter and looking at the cost, with no backpropagation.

Both functions use central differences of the fourth order, (8 (J(w + h) − J(w − h)) − (J(w + 2h) − J(w − 2h))) / 12h:
the error falls with h⁴, so that a step large enough to keep rounding small is still exact to 1e-10.

:func:`numerical_gradient` computes the whole cost anew for each move, as Coursera's exercise 4 does: right for any
function and hopeless for 10,285 parameters on 5,000 digits. :func:`numerical_gradient_of_network` moves each parameter
just as really, but keeps the forward pass and computes anew only what the move changes:

- the weight from unit i to unit j moves the pre-activations of unit j alone, by h aᵢ; where aᵢ is exactly 0 (most of the
  paper around a digit) nothing moves. A filter's weight moves the pixels of the filter's map alone, each by h times what
  the weight meets there;
- pools and dropout pass that one map on, and the next layer with weights adds what they make of its change alone;
- every layer after that is computed in full, and the loss of each sample by its own formula.

A rectified unit has a kink where it goes on or off, and a pool where another pixel becomes its largest. A derivative is
that of the side of the kink which the parameter is on: so what was chosen before the move, which units are on and which
pixels are the largest, is held while it is made. For samples with no kink within the step this changes nothing; for the
others the cost goes on as if the kink were further away.
"""

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.errors import DigitLabError
from engine.nn.activations import Floats
from engine.nn.layers.base import Layer, array_for, samples_last
from engine.nn.network import Architecture, Parameters
from engine.nn.passes import pre_activations, put_out
from engine.text.sentence import say

Vector = NDArray[np.float64]

_STEP = 1e-3
_STENCIL = ((1, 8 / 12), (-1, -8 / 12), (2, -1 / 12), (-2, 1 / 12))  # steps of h, and the share of J there in h J'
_BLOCK = 4096  # samples that are moved at a time, at most
_BLOCK_VALUES = 500_000  # of all layers: so that what is computed stays in the processor's cache
_MOST_OF = (
    0.8  # where more of the samples than this share move, the others come along: it takes longer to leave them out
)


def numerical_gradient(cost: Callable[[Vector], float], at: Vector, *, step: float = _STEP) -> Vector:
    """The gradient of any function: four costs for each parameter.

    Parameters
    ----------
    cost
        The function, of a vector of shape (n_parameters,).
    at
        Where, shape (n_parameters,); left as it is.
    step
        h.

    Returns
    -------
    ndarray, shape (n_parameters,)
    """
    gradient = np.empty_like(at)
    moved = at.copy()
    for i, value in enumerate(at):
        difference = 0.0
        for n_steps, share in _STENCIL:
            moved[i] = value + n_steps * step
            difference += share * cost(moved)
        moved[i] = value
        gradient[i] = difference / step
    return gradient


def numerical_gradient_of_network(
    parameters: Parameters,
    inputs: Vector,
    labels: NDArray[np.integer],
    *,
    weight_decay: float = 0.0,
    chosen: NDArray[np.intp] | None = None,
    progress: Callable[[int, float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Vector:
    """The gradient of a network's cost on data, in seconds for the network and the data of exercise 4.

    Parameters
    ----------
    parameters
        The network, float64.
    inputs
        Shape (n_samples, n_inputs).
    labels
        Classes 0 .. n_outputs - 1, shape (n_samples,).
    weight_decay
        λ.
    chosen
        The parameters to move, as indices of the flat vector without repetition; by default all.
    progress
        ``(parameters done, share of the work done)``, called now and then.
    is_cancelled
        Asked after each parameter.

    Returns
    -------
    ndarray, shape (n_chosen,)

    Raises
    ------
    DigitLabError
        If ``is_cancelled`` answers yes.
    """
    architecture = parameters.architecture
    if chosen is None:
        chosen = np.arange(architecture.n_parameters)
    gradient = Parameters.zeros(architecture, "float64")
    is_wanted = Parameters.zeros(architecture, "float64")
    is_wanted.flat[chosen] = 1.0
    fans = list(_fans(is_wanted, gradient))
    work = [len(fan.units) * _work(architecture, fan.layer) for fan in fans]
    n_rows = int(np.clip(_BLOCK_VALUES // sum(architecture.layer_sizes[1:]), 1, _BLOCK))
    starts = range(0, len(inputs), n_rows)
    n_moved, work_done = 0, 0
    for start in starts:
        rows = slice(start, start + n_rows)
        forward = _KeptForward.of(parameters, inputs[rows], labels[rows])
        for fan, its_work in zip(fans, work, strict=True):
            moving = forward.moving(fan)
            for unit in fan.units.tolist() if moving is not None else ():
                _check_goes_on(is_cancelled)
                assert moving is not None  # noqa: S101 - or there would be no units
                fan.gradient[unit] += moving.summed_derivative(unit) / len(inputs)
            n_moved += len(fan.units)
            work_done += its_work
            if progress is not None:
                progress(n_moved // len(starts), work_done / (len(starts) * max(sum(work), 1)))
    for n_steps, share in _STENCIL:
        moved = parameters.decayed + n_steps * _STEP
        gradient.decayed[:] += share / _STEP * weight_decay / (2 * len(inputs)) * moved * moved
    result: Vector = gradient.flat[chosen].astype(np.float64, copy=False)
    return result


def _check_goes_on(is_cancelled: Callable[[], bool] | None) -> None:
    if is_cancelled is not None and is_cancelled():
        raise DigitLabError(say("gradient.stopped"))


class _Fan(NamedTuple):
    """The parameters that lead from one source to units of a layer, or filters: with each of them the same values move.

    Attributes
    ----------
    layer
        Whose parameters they are.
    source
        From where, as :meth:`engine.nn.layers.base.Layer.met_by_weight` counts it; ``None`` for biases.
    units
        To which units.
    gradient
        Where the derivatives go, shape (units of the layer,).
    """

    layer: int
    source: int | None
    units: NDArray[np.intp]
    gradient: Floats


def _fans(is_wanted: Parameters, gradient: Parameters) -> Iterator[_Fan]:
    """All parameters that are wanted, layer by layer; of each, the biases last."""
    for number, (layer, wanted, into) in enumerate(
        zip(gradient.architecture.layers, is_wanted.layers, gradient.layers, strict=True)
    ):
        if not wanted.biases.size:
            continue
        rows = layer.by_source(wanted.weights)
        its_gradient = layer.by_source(into.weights)
        for source in np.flatnonzero(rows.any(axis=1)).tolist():
            yield _Fan(number, source, np.flatnonzero(rows[source]), its_gradient[source])
        if wanted.biases.any():
            yield _Fan(number, None, np.flatnonzero(wanted.biases), into.biases)


def _work(architecture: Architecture, layer: int) -> int:
    """How much is to be computed for a parameter of a layer, about."""
    n_units = architecture.shapes[layer + 1][-1]
    work, is_one_map = architecture.layer_sizes[layer + 1] // n_units, True
    for its_layer, shape in zip(architecture.layers[layer + 1 :], architecture.shapes[layer + 1 :], strict=False):
        multiply_adds = its_layer.multiply_adds(shape)
        work += multiply_adds // n_units if is_one_map else multiply_adds
        is_one_map = is_one_map and not multiply_adds
    return work + architecture.n_outputs


class _Kept(NamedTuple):
    """What is kept of one layer for a block of samples; of each unit, the values of all samples lie side by side.

    Attributes
    ----------
    pre_activations, activations
        z and what comes out: shape (n_rows, *output shape).
    is_off
        Which units have a slope of 0, of the same shape; ``None`` where none of them has a kink.
    winners
        Of each pixel of a pool, the place in its map of the largest, shape (channels, pixels, n_rows); ``None`` for other
        layers.
    """

    pre_activations: Floats
    activations: Floats
    is_off: NDArray[np.bool_] | None
    winners: NDArray[np.intp] | None

    def only(self, rows: NDArray[np.intp]) -> "_Kept":
        """Some of the samples."""
        off, winners = self.is_off, self.winners
        return _Kept(
            _rows_of(self.pre_activations, rows),
            _rows_of(self.activations, rows),
            None if off is None else _rows_of(off, rows),
            None if winners is None else winners[:, :, rows],
        )

    def apply(self, layer: Layer, values: Floats, unit: int | None = None) -> None:
        """The layer's activation of all units or of one, in place; those that were off stay off."""
        activation = layer.activation_function
        if self.is_off is not None:
            np.copyto(values, 0.0, where=self.is_off if unit is None else self.is_off[..., unit])
        elif activation is not None:
            activation.apply(values)

    def take_winners(self, maps: Floats, channels: slice) -> Floats:
        """What a pool makes of the maps of these channels: the pixels that were the largest are passed on."""
        assert self.winners is not None  # noqa: S101 - it is a pool
        (_, *places, _), n, n_maps = self.activations.shape, len(maps), maps.shape[3]
        outputs: Floats = array_for((*places, n_maps), n, maps.dtype)
        pixels = samples_last(maps).reshape(n_maps, -1, n)
        samples_last(outputs).reshape(n_maps, -1, n)[...] = np.take_along_axis(pixels, self.winners[channels], axis=1)
        return outputs


def _rows_of(values: NDArray[Any], rows: NDArray[np.intp]) -> NDArray[Any]:
    """Some of the samples, in the memory order of all: of each unit, or pixel, side by side."""
    if values.ndim == 4:
        return samples_last(values)[..., rows].transpose(3, 1, 2, 0)
    return values.T[..., rows].T


def _places_of_winners(layer: Layer, inputs: Floats) -> NDArray[np.intp] | None:
    """As :class:`_Kept` has them."""
    winners, window = layer.winners(inputs), layer.window(0, 0)
    if winners is None or window is None:
        return None
    down, right = np.divmod(samples_last(winners), window.width)
    n_maps, height, width, n = down.shape
    rows = down + window.height * np.arange(height)[:, np.newaxis, np.newaxis]
    columns = right + window.width * np.arange(width)[:, np.newaxis]
    places: NDArray[np.intp] = (rows * inputs.shape[2] + columns).reshape(n_maps, -1, n)
    return places


class _KeptForward(NamedTuple):
    """The forward pass of a block of samples.

    Attributes
    ----------
    parameters
        The network.
    layers
        What is kept of each layer.
    labels
        Shape (n_rows,).
    inputs
        What goes into each layer; none for a part of a block.
    """

    parameters: Parameters
    layers: list[_Kept]
    labels: NDArray[np.integer]
    inputs: list[Floats]

    @classmethod
    def of(cls, parameters: Parameters, inputs: Vector, labels: NDArray[np.integer]) -> "_KeptForward":
        """The forward pass of these samples."""
        architecture, layers = parameters.architecture, []
        before: list[Floats] = [_unit_by_unit(inputs)]
        if not architecture.layers[0].takes_rows:
            before[0] = array_for(architecture.input_shape, len(inputs), np.float64)
            before[0][...] = inputs.reshape(before[0].shape)
        for layer, (z, a) in zip(architecture.layers, put_out(parameters, inputs), strict=True):
            outputs = _unit_by_unit(a)
            is_off = outputs <= 0 if layer.activation == "relu" else None
            layers.append(_Kept(_unit_by_unit(z), outputs, is_off, _places_of_winners(layer, before[-1])))
            before.append(outputs)
        return cls(parameters, layers, labels, before)

    def moving(self, fan: _Fan) -> "_MovingSamples | None":
        """The samples whose cost the fan's parameters can change: all in which their source is not 0 throughout."""
        if fan.source is None:
            return _MovingSamples(self, fan.layer, np.ones(()))
        source = self.parameters.architecture.layers[fan.layer].met_by_weight(self.inputs[fan.layer], fan.source)
        rows = np.flatnonzero(source.reshape(len(source), -1).any(axis=1))
        if not len(rows):
            return None
        if len(rows) > _MOST_OF * len(source):
            return _MovingSamples(self, fan.layer, source)
        layers = [kept if number < fan.layer else kept.only(rows) for number, kept in enumerate(self.layers)]
        return _MovingSamples(
            self._replace(layers=layers, labels=self.labels[rows], inputs=[]), fan.layer, source[rows]
        )

    def logits_after(self, change: Floats, layer: int, unit: int) -> Floats:
        """The logits, shape (n_rows, n_outputs), once what ``unit`` of ``layer`` puts out has changed.

        Parameters
        ----------
        change
            By how much, shape (n_rows, 1), or (n_rows, height, width, 1) for a map.
        layer, unit
            Which; not of the last layer.
        """
        architecture = self.parameters.architecture
        values, is_one_map = change, True
        for number in range(layer + 1, len(self.layers)):
            its_layer, kept, own = architecture.layers[number], self.layers[number], self.parameters.layers[number]
            shape = architecture.shapes[number]
            if kept.winners is not None:
                values = kept.take_winners(values, slice(unit, unit + 1) if is_one_map else slice(None))
            elif not is_one_map:
                values = _unit_by_unit(pre_activations(its_layer, own, values, shape))
            elif own.weights.size:
                values = its_layer.moved_by_channel(own.weights, shape, unit, values)
                values += kept.pre_activations
                is_one_map = False
            else:
                values = pre_activations(its_layer, own, values, (*shape[:-1], 1))
            if not is_one_map:
                kept.apply(its_layer, values)
        return values


class _MovingSamples(NamedTuple):
    """Samples that move with the parameters of a fan.

    Attributes
    ----------
    forward
        What is kept of their forward pass.
    layer
        Whose parameters they are.
    source
        What is moved by h times this: shape (n_rows,) or (n_rows, height, width), or () for 1.
    """

    forward: _KeptForward
    layer: int
    source: Floats

    def summed_derivative(self, unit: int) -> float:
        """The derivative of the samples' summed loss by the parameter that leads to ``unit``."""
        forward, number = self.forward, self.layer
        architecture, kept = forward.parameters.architecture, forward.layers[number]
        step, derivatives = _step_of(architecture, number), np.zeros(len(forward.labels))
        for n_steps, share in _STENCIL:
            moved: Floats = kept.pre_activations[..., unit] + n_steps * step * self.source
            if number == len(forward.layers) - 1:
                logits: Floats = kept.pre_activations.copy(order="K")
                logits[:, unit] = moved
            else:
                kept.apply(architecture.layers[number], moved, unit)
                moved -= kept.activations[..., unit]
                logits = forward.logits_after(moved[..., np.newaxis], number, unit)
            derivatives += share / step * architecture.loss.per_sample(logits, forward.labels)
        return float(derivatives.sum())


def _unit_by_unit(values: Floats) -> Floats:
    """The same with the values of a unit side by side in memory, as those of a pixel are."""
    if values.ndim == 4:
        return values
    ordered: Floats = values.copy(order="F")
    return ordered


def _step_of(architecture: Architecture, layer: int) -> float:
    """h: what moves the pixels of a whole map changes the cost by more than what moves one unit."""
    n_pixels = architecture.layer_sizes[layer + 1] // architecture.shapes[layer + 1][-1]
    return _STEP / math.sqrt(n_pixels)
