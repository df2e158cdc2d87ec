"""Numerical gradients: derivatives measured by moving a parameter and looking at the cost, with no backpropagation.

Both functions use central differences of the fourth order, (8 (J(w + h) − J(w − h)) − (J(w + 2h) − J(w − 2h))) / 12h:
the error falls with h⁴, so that a step large enough to keep rounding small is still exact to 1e-10.

:func:`numerical_gradient` computes the whole cost anew for each move, as Coursera's exercise 4 does: right for any
function and hopeless for 10,285 parameters on 5,000 digits. :func:`numerical_gradient_of_network` moves each parameter
just as really, but keeps the forward pass and computes anew only what the move changes:

- the weight from unit i to unit j moves the pre-activations of unit j alone, by h aᵢ; where aᵢ is exactly 0 (most of the
  paper around a digit) nothing moves;
- the pre-activations of the layer after it move by an outer product, the changed activations times unit j's weights;
- every layer after that is computed in full, and the loss of each sample by its own formula.

In a network with other layers than dense ones, all that comes before the parameter's layer is kept, and the rest computed
anew. Where something has no derivative, at the kink of a rectified unit or where another pixel becomes the largest of its
pool, nothing can be measured across it: samples in which that happens within a step are measured with a finer one.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.errors import DigitLabError
from engine.nn.activations import Activation, Floats
from engine.nn.layers.base import Layer
from engine.nn.network import Parameters
from engine.nn.passes import layer_by_layer, put_out
from engine.text.sentence import say

Vector = NDArray[np.float64]

_STEP = 1e-3
_STENCIL = ((1, 8 / 12), (-1, -8 / 12), (2, -1 / 12), (-2, 1 / 12))  # steps of h, and the share of J there in h J'
_FINER_STEPS = (1e-6, 1e-9)  # for the few samples that have no derivative within the step, see summed_derivative
_STEPS_OF_ANY_LAYERS = (1e-4, 1e-5, 1e-6, 1e-8)  # pools have a great many kinks: larger steps would mostly be in vain
_TIE = 4e-15  # a pixel still counts as the largest if it is less by no more: equal ones may be rounded otherwise
_BLOCK_VALUES = 2_000_000  # of all layers, of the samples that are moved at a time in a network of any layers
_BLOCK = 4096  # samples that are moved at a time, so that what is computed stays in the processor's cache


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
    if architecture.is_dense:
        _measure_dense(parameters, inputs, labels, chosen, gradient, progress, is_cancelled)
    else:
        _measure_any(parameters, inputs, labels, chosen, gradient, progress, is_cancelled)
    for n_steps, share in _STENCIL:
        moved = parameters.decayed + n_steps * _STEP
        gradient.decayed[:] += share / _STEP * weight_decay / (2 * len(inputs)) * moved * moved
    result: Vector = gradient.flat[chosen].astype(np.float64, copy=False)
    return result


def _measure_dense(  # noqa: PLR0917 - what numerical_gradient_of_network is given
    parameters: Parameters,
    inputs: Vector,
    labels: NDArray[np.integer],
    chosen: NDArray[np.intp],
    gradient: Parameters,
    progress: Callable[[int, float], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> None:
    """The derivatives of the mean loss of a network of dense layers, into ``gradient``."""
    is_wanted = Parameters.zeros(parameters.architecture, "float64")
    is_wanted.flat[chosen] = 1.0
    forward = _KeptForward(parameters, inputs, labels)
    fans = [fan for fan in _fans(forward, is_wanted, gradient) if len(fan.units)]
    work = [len(fan.units) * int(np.count_nonzero(fan.source)) for fan in fans]
    n_done, work_done = 0, 0
    for fan, its_work in zip(fans, work, strict=True):
        for block in forward.moving_blocks(fan):
            for unit in fan.units:
                _check_goes_on(is_cancelled)
                fan.gradient[unit] += forward.summed_derivative(block, fan.layer, unit) / len(inputs)
        n_done += len(fan.units)
        work_done += its_work
        if progress is not None:
            progress(n_done, work_done / max(sum(work), 1))


def _measure_any(  # noqa: PLR0917 - what numerical_gradient_of_network is given
    parameters: Parameters,
    inputs: Vector,
    labels: NDArray[np.integer],
    chosen: NDArray[np.intp],
    gradient: Parameters,
    progress: Callable[[int, float], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> None:
    """The derivatives of the mean loss of a network of any layers, into ``gradient``."""
    architecture = parameters.architecture
    moved = parameters.copy()
    layer_of = _layer_of_each(parameters)
    n_rows = max(_BLOCK_VALUES // sum(architecture.layer_sizes), 1)
    starts = range(0, len(inputs), n_rows)
    n_done, n_all = 0, len(starts) * len(chosen)
    for start in starts:
        rows = slice(start, start + n_rows)
        kept = _KeptLayers.of(parameters, inputs[rows], labels[rows])
        for i in chosen:
            _check_goes_on(is_cancelled)
            gradient.flat[i] += kept.summed_derivative(moved, int(i), layer_of[i]) / len(inputs)
            n_done += 1
            if progress is not None:
                progress(n_done * len(chosen) // n_all, n_done / n_all)


def _layer_of_each(parameters: Parameters) -> NDArray[np.intp]:
    """To which layer each of the parameters belongs."""
    numbers = Parameters.zeros(parameters.architecture, "float64")
    for number, (weights, biases) in enumerate(numbers.layers):
        weights[...] = biases[...] = number
    return numbers.flat.astype(np.intp)


class _Choice(NamedTuple):
    """What a layer chose for each sample where it has kinks: which units are on, or which pixels are the largest."""

    is_on: NDArray[np.bool_] | None
    winners: NDArray[np.intp] | None

    def only(self, chosen: NDArray[np.bool_]) -> "_Choice":
        """Of some of the samples."""
        is_on = None if self.is_on is None else self.is_on[chosen]
        return _Choice(is_on, None if self.winners is None else self.winners[chosen])

    def differs(self, layer: Layer, values: Floats, outputs: Floats) -> NDArray[np.bool_]:
        """In which samples the layer chooses otherwise for these inputs; ``outputs`` is what it makes of them."""
        differs = np.zeros(len(values), dtype=bool)
        axes = tuple(range(1, outputs.ndim))
        if self.is_on is not None:
            differs |= ((outputs > 0) != self.is_on).any(axis=axes)
        if self.winners is not None:
            differs |= (outputs - _pixels(layer, values, self.winners) > _TIE * (1.0 + np.abs(outputs))).any(axis=axes)
        return differs


def _pixels(layer: Layer, values: Floats, winners: NDArray[np.intp]) -> Floats:
    """The pixels of a layer's inputs at those places of each window."""
    n, height, width, n_channels = winners.shape
    window = layer.window(0, 0)
    assert window is not None  # noqa: S101 - it has winners
    sample, row, column, channel = np.ogrid[:n, :height, :width, :n_channels]
    down, right = np.divmod(winners, window.width)
    pixels: Floats = values[sample, row * window.height + down, column * window.width + right, channel]
    return pixels


class _KeptLayers(NamedTuple):
    """What is kept of a block of samples: what goes into each layer, and what each layer chooses."""

    inputs: list[Floats]
    choices: list[_Choice]
    labels: NDArray[np.integer]

    @classmethod
    def of(cls, parameters: Parameters, inputs: Vector, labels: NDArray[np.integer]) -> "_KeptLayers":
        """The forward pass of these samples."""
        values: list[Floats] = [inputs, *(a for _, a in put_out(parameters, inputs))]
        architecture = parameters.architecture
        if len(architecture.input_shape) == 3:
            values[0] = inputs.reshape(len(inputs), *architecture.input_shape)
        choices = [
            _Choice(outputs > 0 if layer.activation == "relu" else None, layer.winners(before))
            for layer, before, outputs in zip(architecture.layers, values[:-1], values[1:], strict=True)
        ]
        return cls(values[:-1], choices, labels)

    def only(self, chosen: NDArray[np.bool_]) -> "_KeptLayers":
        """Some of the samples."""
        return _KeptLayers(
            [values[chosen] for values in self.inputs],
            [choice.only(chosen) for choice in self.choices],
            self.labels[chosen],
        )

    def summed_derivative(self, moved: Parameters, i: int, layer: int) -> float:
        """The derivative of the summed loss by the parameter ``i``, of that layer; ``moved`` is left as it is."""
        total, kept = 0.0, self
        for step in _STEPS_OF_ANY_LAYERS:
            derivatives, has_changed = kept._derivatives(moved, i, layer, step)
            has_changed &= step != _STEPS_OF_ANY_LAYERS[-1]
            total += float(derivatives[~has_changed].sum())
            if not has_changed.any():
                break
            kept = kept.only(has_changed)
        return total

    def _derivatives(self, moved: Parameters, i: int, layer: int, step: float) -> tuple[Vector, NDArray[np.bool_]]:
        """Each sample's derivative, and whether a layer chose otherwise on the way; shape (n_rows,) both."""
        architecture, value = moved.architecture, moved.flat[i]
        derivatives, has_changed = np.zeros(len(self.labels)), np.zeros(len(self.labels), dtype=bool)
        for n_steps, share in _STENCIL:
            moved.flat[i] = value + n_steps * step
            before, logits = self.inputs[layer], self.inputs[layer]
            passed: list[tuple[Floats, Floats]] = []
            for outputs, _ in layer_by_layer(moved, before, start=layer):
                passed.append((before, outputs))
                before = logits = outputs
            rest = zip(architecture.layers[layer:], self.choices[layer:], passed, strict=True)
            for its_layer, choice, (values, outputs) in rest:
                has_changed |= choice.differs(its_layer, values, outputs)
            derivatives += share / step * architecture.loss.per_sample(logits, self.labels)
        moved.flat[i] = value
        return derivatives, has_changed


def _check_goes_on(is_cancelled: Callable[[], bool] | None) -> None:
    if is_cancelled is not None and is_cancelled():
        raise DigitLabError(say("gradient.stopped"))


class _Fan(NamedTuple):
    """The parameters that lead from one unit (or from the constant 1, as biases do) to units of the next layer."""

    layer: int
    source: Vector  # the unit's activations, shape (n_samples,)
    units: NDArray[np.intp]  # which units of the layer
    gradient: Floats  # where the derivatives go, shape (units of the layer,)


class _Block(NamedTuple):
    """Samples that move with a fan's parameters, and what is kept of their forward pass."""

    rows: NDArray[np.intp]
    source: Vector  # shape (n_rows,)
    labels: NDArray[np.integer]
    after: Vector  # pre-activations of the next layer, or of this if it is the last: shape (units, n_rows)
    is_on: list[NDArray[np.bool_]]  # which units of later hidden layers are on: (units, n_rows) each

    def only(self, chosen: NDArray[np.bool_]) -> "_Block":
        """Some of the samples."""
        return _Block(
            self.rows[chosen],
            self.source[chosen],
            self.labels[chosen],
            self.after[:, chosen],
            [units[:, chosen] for units in self.is_on],
        )


def _fans(forward: "_KeptForward", is_wanted: Parameters, gradient: Parameters) -> Iterator[_Fan]:
    """All parameters that are wanted; those of one fan share the samples that move."""
    ones = np.ones_like(forward.activations[0][0])
    for layer, activations in enumerate(forward.activations):
        for i, source in enumerate(activations):
            units = np.flatnonzero(is_wanted.weights[layer][i])
            yield _Fan(layer, source, units, gradient.weights[layer][i])
        yield _Fan(layer, ones, np.flatnonzero(is_wanted.biases[layer]), gradient.biases[layer])


class _KeptForward:
    """The forward pass of all samples, one row per unit so that a unit's values lie side by side.

    Attributes
    ----------
    activations
        What goes into each layer, the inputs first: shape (units before, n_samples) each.
    pre_activations
        Of each layer: shape (units after, n_samples) each.
    """

    def __init__(self, parameters: Parameters, inputs: Vector, labels: NDArray[np.integer]) -> None:
        self._weights = parameters.weights
        self._biases = [biases[:, None] for biases in parameters.biases]
        self._labels = labels
        self._last = len(self._weights) - 1
        self._activations = [layer.activation_function for layer in parameters.architecture.layers]
        self._per_sample = parameters.architecture.loss.per_sample
        self._has_kinks = any(layer.activation == "relu" for layer in parameters.architecture.layers)
        self._is_on: list[NDArray[np.bool_]] = []  # of the hidden layers, where units go on and off
        self.activations: list[Vector] = [np.ascontiguousarray(inputs.T, dtype=np.float64)]
        self.pre_activations: list[Vector] = []
        *hidden, (logits, _) = put_out(parameters, inputs)
        for z, a in hidden:
            self.pre_activations.append(np.ascontiguousarray(z.T, np.float64))
            self.activations.append(np.ascontiguousarray(a.T, np.float64))
            if self._has_kinks:
                self._is_on.append(self.activations[-1] > 0)
        self.pre_activations.append(np.ascontiguousarray(logits.T, np.float64))

    def moving_blocks(self, fan: _Fan) -> Iterator[_Block]:
        """The samples whose cost the fan's weights can change: all whose source is not exactly 0."""
        after = self.pre_activations[min(fan.layer + 1, self._last)]
        moving = np.flatnonzero(fan.source)
        for start in range(0, len(moving), _BLOCK):
            rows = moving[start : start + _BLOCK]
            is_on = [units[:, rows] for units in self._is_on[fan.layer + 1 :]]
            yield _Block(rows, fan.source[rows], self._labels[rows], after[:, rows], is_on)

    def summed_derivative(self, block: _Block, layer: int, unit: np.intp) -> float:
        """The derivative of the block's summed loss by the parameter that leads to ``unit`` of ``layer``.

        ReLU has a kink at 0, and a sample that passes one within the step has no derivative to be measured there: such
        samples, a few in a thousand, are measured again with a finer step.
        """
        derivatives, at_kink = self._derivatives(block, layer, unit, _STEP)
        total = float(derivatives[~at_kink].sum())
        for step in _FINER_STEPS:
            if not at_kink.any():
                break
            block = block.only(at_kink)
            derivatives, still_at_kink = self._derivatives(block, layer, unit, step)
            at_kink = still_at_kink & (step != _FINER_STEPS[-1])
            total += float(derivatives[~at_kink].sum())
        return total

    def _derivatives(self, block: _Block, layer: int, unit: np.intp, step: float) -> tuple[Vector, NDArray[np.bool_]]:
        """Each sample's derivative, and whether a hidden unit went on or off on the way; shape (n_rows,) both."""
        z = self.pre_activations[layer][unit, block.rows]
        derivatives = np.zeros_like(z)
        at_kink = np.zeros(len(z), dtype=bool)
        for n_steps, share in _STENCIL:
            moved = z + n_steps * step * block.source
            logits = self._logits_after(moved, block, layer, unit, at_kink)
            derivatives += share / step * self._per_sample(logits.T, block.labels)
        return derivatives, at_kink

    def _logits_after(
        self, moved: Vector, block: _Block, layer: int, unit: np.intp, at_kink: NDArray[np.bool_]
    ) -> Vector:
        """The logits, shape (n_outputs, n_rows), once ``unit`` of ``layer`` has the pre-activations ``moved``."""
        if layer == self._last:
            logits = block.after.copy()
            logits[unit] = moved
            return logits
        kept = self.activations[layer + 1][unit, block.rows]
        _apply(self._activations[layer], moved)
        if self._has_kinks:
            at_kink |= (moved > 0) != (kept > 0)
        moved -= kept
        z: Vector = np.multiply.outer(self._weights[layer + 1][unit], moved)
        z += block.after
        for hidden in range(layer + 1, self._last):
            _apply(self._activations[hidden], z)
            if self._has_kinks:
                at_kink |= ((z > 0) != block.is_on[hidden - layer - 1]).any(axis=0)
            z = np.dot(self._weights[hidden + 1].T, z)
            z += self._biases[hidden + 1]
        return z


def _apply(activation: Activation | None, z: Vector) -> None:
    if activation is not None:
        activation.apply(z)
