"""Forward and backward through all layers of a network: the only place where one layer follows another.

There are two ways forward. :class:`Pass` takes the same number of samples again and again, in memory that was made once,
and knows the way back: the trainer's, for each chunk of a batch (``backpropagation``), and that of gradients by the inputs.
:func:`layer_by_layer` takes any number, in memory of its own: for reading (``inference``), the worked step and the
numerical gradient.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine.nn.activations import Activation, Floats
from engine.nn.layers.base import Layer, Need, Target, Workspace
from engine.nn.network import Architecture, DType, Parameters


class LayerMemory(NamedTuple):
    """What one layer writes for up to so many samples."""

    outputs: Floats  # shape (n, *output shape)
    delta: Floats  # the error of the outputs, of their shape; the same array for the last layer
    workspace: Workspace


class _Step(NamedTuple):
    """A layer with its memory for a pass."""

    layer: Layer
    activation: Activation | None
    outputs: Floats
    delta: Floats
    workspace: Workspace
    copied: Floats | None


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
        Of each layer.
    """

    def __init__(self, architecture: Architecture, n_rows: int, dtype: DType, *, first_rows: int = 0) -> None:
        self.architecture = architecture
        self.layers: list[LayerMemory] = []
        self._copied: dict[int, Floats] = {}
        last = len(architecture.layers) - 1
        for number, (layer, before) in enumerate(zip(architecture.layers, architecture.shapes[:-1], strict=True)):
            n = n_rows if number else max(n_rows, first_rows)
            outputs: Floats = np.empty((n, *architecture.shapes[number + 1]), dtype)
            delta: Floats = outputs if number == last else np.empty_like(outputs)
            needs = layer.workspace(before, dtype)
            self.layers.append(LayerMemory(outputs, delta, tuple(_made(need, n_rows) for need in needs)))
            shape = layer.copied_shape(before) if number else None
            if shape is not None:
                self._copied[number] = np.empty(shape, dtype)

    def copy_weights(self, parameters: Parameters) -> None:
        """Bring up to date what is kept of the parameters; before the first pass with others."""
        for number, copied in self._copied.items():
            self.architecture.layers[number].copy_weights(parameters.layers[number].weights, copied)

    def part(self, n: int, first_rows: slice | None = None) -> "Pass":
        """For a pass of just ``n`` samples; the first layer's outputs and errors are those rows of its memory."""
        steps = []
        last = len(self.layers) - 1
        for number, (layer, memory) in enumerate(zip(self.architecture.layers, self.layers, strict=True)):
            rows = first_rows if first_rows is not None and not number else slice(n)
            outputs, delta = memory.outputs[rows], memory.delta[rows]
            if number == last:  # class by class, so that what is done to a sample's outputs is done to long rows
                n_outputs = memory.outputs.shape[1]
                outputs = delta = memory.outputs.reshape(-1)[: n * n_outputs].reshape(n_outputs, n).T
            workspace = tuple(array[:n] for array in memory.workspace)
            copied = self._copied.get(number)
            steps.append(_Step(layer, layer.activation_function, outputs, delta, workspace, copied))
        return Pass(self.architecture, steps)


class Pass:
    """Forward and backward pass of a fixed number of samples, in memory that the next pass uses again."""

    def __init__(self, architecture: Architecture, steps: list[_Step]) -> None:
        self.steps = steps
        self._input_shape = None if architecture.layers[0].takes_rows else architecture.input_shape
        # What a step of training goes through thousands of times a second is looked up here, once.
        self._forward = [
            (step.layer.forward, step.activation.apply if step.activation else None, step.outputs, step.workspace)
            for step in steps
        ]
        self._backward = [
            (
                number,
                step.layer.backward,
                step.activation.scale_by_derivative if step.activation else None,
                step.outputs,
                step.workspace,
                step.copied,
                steps[number - 1].outputs if number else None,
                steps[number - 1].delta if number else None,
            )
            for number, step in reversed(list(enumerate(steps)))
        ]

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
        values = inputs if self._input_shape is None else self._shaped(inputs)
        for (forward, apply, outputs, workspace), own in zip(self._forward, parameters.layers, strict=True):
            forward(own, values, outputs, workspace, rng)
            if apply is not None:
                apply(outputs)
            values = outputs
        return self.steps[-1].outputs

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
        if self._input_shape is not None:
            inputs, input_delta = self._shaped(inputs), self._shaped(input_delta)
        own = parameters.layers
        for number, backward, scale, outputs, workspace, copied, before, before_delta in self._backward:
            if scale is not None:
                scale(delta, outputs, workspace[0])
            target = None if into is None else into[number]
            if before is None or before_delta is None:
                backward(own[0], inputs, delta, workspace, target, input_delta, copied)
            else:
                backward(own[number], before, delta, workspace, target, before_delta, copied)
                delta = before_delta

    def _shaped(self, inputs: Floats | None) -> Floats | None:
        """A view of inputs, or of their error, in the shape that the first layer takes."""
        if inputs is None or self._input_shape is None:
            return inputs
        return inputs.reshape(-1, *self._input_shape)


def layer_by_layer(parameters: Parameters, inputs: Floats) -> Iterator[tuple[Floats, Activation | None]]:
    """What each layer puts out, shape (n_samples, *output shape), in memory of its own, with its activation.

    They are pre-activations when they are yielded; then the activation is applied to them in place.
    """
    architecture, n = parameters.architecture, len(inputs)
    before = architecture.input_shape
    values = inputs if architecture.layers[0].takes_rows else inputs.reshape(n, *before)
    for layer, own, shape in zip(architecture.layers, parameters.layers, architecture.shapes[1:], strict=True):
        outputs: Floats = np.empty((n, *shape), parameters.dtype)
        workspace = tuple(_made(need, n) for need in layer.workspace(before, parameters.dtype))
        layer.forward(own, values, outputs, workspace, None)
        activation = layer.activation_function
        yield outputs, activation
        if activation is not None:
            activation.apply(outputs)
        values, before = outputs, shape


def _made(need: Need, n_rows: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.generic]]":
    """An array of a workspace, for so many samples."""
    shape = (n_rows, *need.shape)
    return np.full(shape, need.fill, need.dtype) if need.fill else np.empty(shape, need.dtype)


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
    memory = PassMemory(parameters.architecture, len(inputs), parameters.dtype)
    memory.copy_weights(parameters)
    layers = memory.part(len(inputs))
    layers.forward(parameters, inputs)
    result: Floats = np.empty_like(inputs)
    layers.backward(parameters, inputs, logit_gradient.copy(), None, result)
    return result


def put_out(parameters: Parameters, inputs: Floats) -> list[tuple[Floats, Floats]]:
    """Pre-activations and activations of every layer, shape (n_samples, *output shape) each, in memory of their own.

    The last pair is the logits twice: what the network makes of them is up to the loss.
    """
    return [
        (outputs if activation is None else outputs.copy(), outputs)
        for outputs, activation in layer_by_layer(parameters, inputs)
    ]


def errors_by_layer(parameters: Parameters, inputs: Floats, delta: Floats) -> list[Floats]:
    """The error of every layer's pre-activations, shape (n_samples, *output shape), for the logits' error ``delta``."""
    memory = PassMemory(parameters.architecture, len(inputs), parameters.dtype)
    memory.copy_weights(parameters)
    layers = memory.part(len(inputs))
    layers.forward(parameters, inputs)
    layers.backward(parameters, inputs, delta, None)
    return [*(step.delta for step in layers.steps[:-1]), delta]
