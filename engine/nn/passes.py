"""Forward and backward through all layers of a network: the only place where one layer follows another.

There are two ways forward. :class:`Pass` takes the same number of samples again and again, in memory that was made once,
and knows the way back: the trainer's, for each chunk of a batch (``backpropagation``), and that of gradients by the inputs.
It applies an activation after the pool that follows it, which comes to the same and is a fourth of the work.
:func:`layer_by_layer` takes any number, in memory of its own: for reading (``inference``), the worked step and the
numerical gradient.
"""

import math
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from engine.nn.activations import Activation, Floats
from engine.nn.calls import Call, run_calls
from engine.nn.layers.base import Draws, Layer, LayerParameters, Need, Shape, Target, Workspace, array_for
from engine.nn.network import Architecture, DType, Parameters


class LayerMemory(NamedTuple):
    """What one layer writes for up to so many samples.

    Attributes
    ----------
    outputs, delta
        What it puts out, and the error of that; the same array for the last layer.
    workspace
        As the layer asks for it.
    rows, rows_delta
        What it takes, and the error of that, sample by sample, where a layer that takes no pictures follows one that makes
        them; without values elsewhere.
    """

    outputs: Floats
    delta: Floats
    workspace: Workspace
    rows: Floats
    rows_delta: Floats


class _Step(NamedTuple):
    """A layer with its memory for a pass."""

    layer: Layer
    activation: Activation | None
    outputs: Floats
    delta: Floats
    workspace: Workspace
    copied: Floats | None
    flattened: "_Flattened | None"


class PassMemory:
    """Memory for passes of up to ``n_rows`` samples through a network; what they need at a time is a part of it.

    Parameters
    ----------
    architecture, dtype
        The network.
    n_rows
        Samples of a pass, at most.
    first_rows
        Samples for which there is memory of the first layer's outputs and errors, if more.

    Attributes
    ----------
    layers
        Of each layer, one-dimensional.
    """

    def __init__(self, architecture: Architecture, n_rows: int, dtype: DType, *, first_rows: int = 0) -> None:
        self.architecture = architecture
        self._shapes = architecture.shapes
        self._needs = [
            layer.workspace(shape, dtype) for layer, shape in zip(architecture.layers, self._shapes, strict=False)
        ]
        self.layers: list[LayerMemory] = []
        self._copied: dict[int, Floats] = {}
        self._inputs = np.empty(0 if architecture.layers[0].takes_rows else n_rows * architecture.n_inputs, dtype)
        last = len(architecture.layers) - 1
        for number, (layer, before) in enumerate(zip(architecture.layers, self._shapes[:-1], strict=True)):
            n = n_rows if number else max(n_rows, first_rows)
            outputs: Floats = np.empty(n * architecture.layer_sizes[number + 1], dtype)
            delta: Floats = outputs if number == last else np.empty_like(outputs)
            workspace = tuple(_made(need, n_rows) for need in self._needs[number])
            n_flat = n_rows * architecture.layer_sizes[number] if number and _flattens(layer, before) else 0
            self.layers.append(LayerMemory(outputs, delta, workspace, np.empty(n_flat, dtype), np.empty(n_flat, dtype)))
            shape = layer.copied_shape(before) if number else None
            if shape is not None:
                self._copied[number] = np.empty(shape, dtype)

    def copy_weights(self, parameters: Parameters) -> list[Call]:
        """What brings up to date what is kept of the parameters; to be done before the first pass with others."""
        layers, all_own = self.architecture.layers, parameters.layers
        return [
            partial(layers[number].copy_weights, all_own[number].weights, copied)
            for number, copied in self._copied.items()
        ]

    def first_rows(self, rows: slice) -> tuple[Floats, Floats]:
        """Outputs and errors of the first layer, as rows, for those samples of a block."""
        first, n_values = self.layers[0], self.architecture.layer_sizes[1]
        return first.outputs.reshape(-1, n_values)[rows], first.delta.reshape(-1, n_values)[rows]

    def part(self, n: int, first_rows: slice | None = None) -> "Pass":
        """For a pass of just ``n`` samples; the first layer's outputs and errors are those rows of its memory."""
        steps = []
        last, activations = len(self.layers) - 1, _activations_as_late_as_can_be(self.architecture.layers)
        for number, (layer, memory) in enumerate(zip(self.architecture.layers, self.layers, strict=True)):
            shape = self._shapes[number + 1]
            if number == last:  # class by class, so that what is done to a sample's outputs is done to long rows
                n_outputs = self.architecture.n_outputs
                outputs = delta = memory.outputs[: n * n_outputs].reshape(n_outputs, n).T
            elif first_rows is not None and not number:  # a layer with block products, which puts out rows
                outputs, delta = self.first_rows(first_rows)
            else:
                outputs, delta = (array_for(shape, n, array.dtype, array) for array in (memory.outputs, memory.delta))
            workspace = tuple(
                array_for(need.shape, n, array.dtype, array)
                for need, array in zip(self._needs[number], memory.workspace, strict=True)
            )
            flattened = None
            if memory.rows.size:
                size = n * self.architecture.layer_sizes[number]
                rows, rows_delta = (array[:size].reshape(n, -1) for array in (memory.rows, memory.rows_delta))
                flattened = _Flattened(layer, rows, rows_delta)
            copied = self._copied.get(number)
            steps.append(_Step(layer, activations[number], outputs, delta, workspace, copied, flattened))
        inputs = (
            array_for(self.architecture.input_shape, n, self._inputs.dtype, self._inputs) if self._inputs.size else None
        )
        return Pass(steps, inputs)


def _activations_as_late_as_can_be(layers: tuple[Layer, ...]) -> list[Activation | None]:
    """The activation that is applied to what each layer puts out: that of a layer before a pool, to the pool's outputs."""
    activations = [layer.activation_function for layer in layers]
    for number, layer in enumerate(layers):
        if layer.keeps_greatest and number and activations[number] is None:
            activations[number], activations[number - 1] = activations[number - 1], None
    return activations


def _flattens(layer: Layer, before: Shape) -> bool:
    """Whether the layer takes pictures sample by sample: they lie otherwise in memory."""
    return layer.takes_rows and len(before) == 3


class Pass:
    """Forward and backward pass of a fixed number of samples, in memory that the next pass uses again."""

    def __init__(self, steps: list[_Step], inputs: Floats | None) -> None:
        self.steps = steps
        self._inputs = inputs  # as the first layer takes them, where it does not take rows

    def forward(self, parameters: Parameters, inputs: Floats | None, rng: np.random.Generator | None = None) -> Floats:
        """The logits, shape (n, n_outputs), in memory of the pass.

        Parameters
        ----------
        parameters
            The network.
        inputs
            Shape (n, n_inputs); ``None`` if the first layer's product with them is there already.
        rng
            As :meth:`engine.nn.layers.base.Layer.forward` takes it.
        """
        run_calls(self.forward_calls(parameters, inputs, Draws(rng)))
        return self.logits

    @property
    def logits(self) -> Floats:
        """Where :meth:`forward` leaves them."""
        return self.steps[-1].outputs

    def forward_calls(self, parameters: Parameters, inputs: Floats | None, draws: Draws) -> list[Call]:
        """:meth:`forward` laid out, to be done again and again on these arrays."""
        calls: list[Call] = []
        values = inputs
        if self._inputs is not None and inputs is not None:
            calls.append(partial(np.copyto, self._inputs, inputs.reshape(self._inputs.shape)))
            values = self._inputs
        for step, own in zip(self.steps, parameters.layers, strict=True):
            layer = step.flattened or step.layer
            calls += layer.forward_calls(own, values, step.outputs, step.workspace, draws)
            if step.activation is not None:
                calls += step.activation.calls(step.outputs)
            values = step.outputs
        return calls

    def backward(
        self,
        parameters: Parameters,
        inputs: Floats | None,
        delta: Floats,
        into: list[Target] | None,
        input_delta: Floats | None = None,
    ) -> None:
        """The gradients, after :meth:`forward`.

        Parameters
        ----------
        parameters, inputs
            As in the forward pass.
        delta
            The error of the logits, shape (n, n_outputs).
        into
            Where the gradient of each layer's parameters goes; ``None`` if it is not wanted.
        input_delta
            Shape (n, n_inputs): receives the error of the inputs, if it is wanted.
        """
        run_calls(self.backward_calls(parameters, inputs, delta, into, input_delta))

    def backward_calls(
        self,
        parameters: Parameters,
        inputs: Floats | None,
        delta: Floats,
        into: list[Target] | None,
        input_delta: Floats | None = None,
    ) -> list[Call]:
        """:meth:`backward` laid out, to be done again and again on these arrays."""
        calls: list[Call] = []
        first_delta = input_delta
        if self._inputs is not None:
            inputs = self._inputs
            if input_delta is not None:
                first_delta = array_for(inputs.shape[1:], len(inputs), inputs.dtype)
        for number, step in reversed(list(enumerate(self.steps))):
            layer, own = step.flattened or step.layer, parameters.layers[number]
            before = self.steps[number - 1] if number else None
            values, its_delta = (inputs, first_delta) if before is None else (before.outputs, before.delta)
            if step.activation is not None:
                calls += step.activation.derivative_calls(delta, step.outputs, step.workspace[0])
            target = None if into is None else into[number]
            calls += layer.backward_calls(own, values, delta, step.workspace, target, its_delta, step.copied)
            if before is not None:
                delta = before.delta
        if input_delta is not None and first_delta is not None and first_delta is not input_delta:
            calls.append(partial(np.copyto, input_delta.reshape(first_delta.shape), first_delta))
        return calls


class _Flattened:
    """The passes of a layer that takes rows, behind one that makes pictures: these are copied, sample by sample."""

    def __init__(self, layer: Layer, rows: Floats, rows_delta: Floats) -> None:
        self._layer, self._rows, self._rows_delta = layer, rows, rows_delta

    def forward_calls(
        self, own: LayerParameters, inputs: Floats | None, outputs: Floats, workspace: Workspace, draws: Draws
    ) -> list[Call]:
        assert inputs is not None  # noqa: S101 - it follows another layer
        copy = partial(np.copyto, self._rows.reshape(inputs.shape), inputs)
        return [copy, *self._layer.forward_calls(own, self._rows, outputs, workspace, draws)]

    def backward_calls(  # noqa: PLR0917 - as Layer.backward
        self,
        own: LayerParameters,
        _inputs: Floats | None,
        delta: Floats,
        workspace: Workspace,
        into: Target | None,
        input_delta: Floats | None,
        copied: Floats | None,
    ) -> list[Call]:
        assert input_delta is not None  # noqa: S101 - it follows another layer
        calls = self._layer.backward_calls(own, self._rows, delta, workspace, into, self._rows_delta, copied)
        return [*calls, partial(np.copyto, input_delta, self._rows_delta.reshape(input_delta.shape))]


def values_per_sample(architecture: Architecture) -> int:
    """How many numbers a training pass keeps of each sample that is in it, inputs left out.

    Of every layer these are its outputs, their error, and its workspace (what a filter saw at all its places is by far
    the most); pictures are copied for the layer that takes them, and once more for a layer that takes them as rows.
    """
    total = 0
    for number, (layer, before, shape) in enumerate(
        zip(architecture.layers, architecture.shapes[:-1], architecture.shapes[1:], strict=True)
    ):
        total += 2 * math.prod(shape) + sum(math.prod(need.shape) for need in layer.workspace(before, "float32"))
        if number and _flattens(layer, before):
            total += 2 * math.prod(before)
    return total


def layer_by_layer(
    parameters: Parameters, inputs: Floats, *, start: int = 0
) -> Iterator[tuple[Floats, Activation | None]]:
    """What each layer puts out, shape (n_samples, *output shape), in memory of its own, with its activation.

    They are pre-activations when they are yielded; then the activation is applied to them in place.

    Parameters
    ----------
    parameters
        The network.
    inputs
        What the layer ``start`` takes: shape (n_samples, n_inputs) for the first, else as the layer before puts it out.
    start
        The first layer that is gone through.
    """
    architecture, n = parameters.architecture, len(inputs)
    before = architecture.shapes[start]
    values = inputs
    if values.ndim == 2 and len(before) == 3 and not architecture.layers[start].takes_rows:
        values = array_for(before, n, inputs.dtype)
        values[...] = inputs.reshape(values.shape)
    rest = slice(start, None)
    for layer, own, shape in zip(
        architecture.layers[rest], parameters.layers[rest], architecture.shapes[start + 1 :], strict=True
    ):
        outputs = pre_activations(layer, own, values, before)
        activation = layer.activation_function
        yield outputs, activation
        if activation is not None:
            activation.apply(outputs)
        values, before = outputs, shape


def pre_activations(layer: Layer, own: LayerParameters, inputs: Floats, input_shape: Shape) -> Floats:
    """What one layer makes of samples before its activation, in memory of its own, nothing left out by dropout.

    Parameters
    ----------
    layer, own
        The layer and its parameters.
    inputs
        Shape (n_samples, *input shape), or (n_samples, values) for a layer that takes rows.
    input_shape
        Of one sample.
    """
    n = len(inputs)
    outputs: Floats = array_for(layer.output_shape(input_shape), n, inputs.dtype)
    if inputs.ndim > 2 and layer.takes_rows:
        inputs = inputs.reshape(n, -1)
    dtype: DType = "float32" if inputs.dtype == np.float32 else "float64"
    workspace = tuple(
        array_for(need.shape, n, need.dtype, _made(need, n)) for need in layer.workspace(input_shape, dtype)
    )
    layer.forward(own, inputs, outputs, workspace, None)
    return outputs


def _made(need: Need, n_rows: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.generic]]":
    """The memory of an array of a workspace, for so many samples."""
    size = n_rows * math.prod(need.shape)
    return np.full(size, need.fill, need.dtype) if need.fill else np.empty(size, need.dtype)


def input_gradient(parameters: Parameters, inputs: Floats, logit_gradient: Floats) -> Floats:
    """How inputs would have to change: the gradient of Σ ``logit_gradient`` · logits by the inputs.

    Parameters
    ----------
    parameters
        The network.
    inputs
        Shape (n_samples, n_inputs), of the parameters' dtype.
    logit_gradient
        Shape (n_samples, n_outputs), of the same dtype; a 1 in a class's column asks for that logit's gradient.

    Returns
    -------
    ndarray, shape (n_samples, n_inputs)
    """
    return logits_and_input_gradient(parameters, inputs, logit_gradient)[1]


def logits_and_input_gradient(parameters: Parameters, inputs: Floats, logit_gradient: Floats) -> tuple[Floats, Floats]:
    """The logits, shape (n_samples, n_outputs), and what :func:`input_gradient` gives, which takes the same."""
    n = len(inputs)
    memory = PassMemory(parameters.architecture, n, parameters.dtype)
    run_calls(memory.copy_weights(parameters))
    layers = memory.part(n)
    logits = layers.forward(parameters, inputs).copy()
    result: Floats = np.empty_like(inputs)
    layers.backward(parameters, inputs, logit_gradient.copy(), None, result)
    return logits, result


def put_out(parameters: Parameters, inputs: Floats) -> list[tuple[Floats, Floats]]:
    """Pre-activations and activations of every layer, shape (n_samples, *output shape) each, in memory of their own.

    The last pair is the logits twice: what the network makes of them is up to the loss.
    """
    return [
        (outputs if activation is None else outputs.copy(), outputs)
        for outputs, activation in layer_by_layer(parameters, inputs)
    ]


def errors_by_layer(parameters: Parameters, inputs: Floats, delta: Floats) -> list[Floats]:
    """The error of every layer's pre-activations, shape (n_samples, *output shape), for the logits' error ``delta``.

    That of a pool is the error of its outputs times the derivative of the activation before it.
    """
    memory = PassMemory(parameters.architecture, len(inputs), parameters.dtype)
    run_calls(memory.copy_weights(parameters))
    layers = memory.part(len(inputs))
    layers.forward(parameters, inputs)
    layers.backward(parameters, inputs, delta, None)
    return [*(step.delta for step in layers.steps[:-1]), delta]
