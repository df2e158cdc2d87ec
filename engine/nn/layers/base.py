"""What a layer is: one class that owns its shapes, parameters, passes, cost, and how it is written down.

A layer is a frozen record and holds no numbers: parameters are views of the network's flat vector, and everything that is
computed goes into memory that the caller owns and hands in. Shapes are those of one sample, (height, width, channels) or
(units,); arrays have the samples as their first axis. In memory, though, what is of pictures between the layers lies map by
map, and of each pixel the values of all samples lie side by side (:func:`samples_last`): then all that is done to a pixel
is done to long rows. To add a layer, write its class and give it a row in ``registry``.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS, Activation, DType, Floats
from engine.nn.calls import Call
from engine.text.sentence import Sentence, say

Shape: TypeAlias = tuple[int, ...]
"""Of one sample: (height, width, channels), channels last, or (units,)."""
Workspace: TypeAlias = "tuple[NDArray[Any], ...]"
"""Memory for one chunk, as :meth:`Layer.workspace` asks for it; a backward pass finds what its forward pass left."""
NO_PARAMETERS: Shape = (0,)
"""The shape of the weights, or biases, of a layer that has none."""


class LayerParameters(NamedTuple):
    """A layer's views of a flat vector: of the parameters, or of their gradient; shape (0,) where it has none."""

    weights: Floats
    biases: Floats


class Need(NamedTuple):
    """An array of a workspace: its shape for each sample, its dtype, and what it is filled with when it is made.

    One of the shape (height, width, channels) lies in memory as :func:`samples_last` says.
    """

    shape: Shape
    dtype: DTypeLike
    fill: float = 0.0


class Target(NamedTuple):
    """Where a backward pass leaves a layer's gradient g: ``total ← g``, or ``total ← total + g``.

    Attributes
    ----------
    total
        The gradient, or whatever it is added to.
    spare
        Memory of the same shapes for g, which is added by itself; ``total`` itself where what was there is not to be read;
        ``None`` if BLAS is to add g within its product, which only a dense layer can ask for.
    """

    total: LayerParameters
    spare: LayerParameters | None

    def part(self) -> LayerParameters:
        """Where g is written before it is added."""
        return self.total if self.spare is None else self.spare

    def add(self, total: Floats, part: Floats) -> None:
        """Finish one array, after g was written to ``part``, of :meth:`part`."""
        if part is not total:
            np.add(total, part, out=total)


class Draws:
    """What random layers draw from, in all that was laid out with it.

    Attributes
    ----------
    rng
        To be set before each pass; ``None`` when the network reads, validates or explains.
    """

    def __init__(self, rng: np.random.Generator | None = None) -> None:
        self.rng = rng


class Window(NamedTuple):
    """A rectangle of pixels; parts of it may lie beyond the picture, where a convolution has its margin of zeros."""

    top: int
    left: int
    height: int
    width: int


class BlockProducts(Protocol):
    """The products of a first layer with a block of inputs, larger than a chunk."""

    def multiply(self, inputs: Floats, weights: Floats, out: Floats) -> list[Call]:
        """What the weights make of the inputs, into ``out``."""

    def multiply_transposed(self, inputs: Floats, delta: Floats, out: Floats) -> list[Call]:
        """The gradient of the weights, into ``out``."""

    def add_transposed(self, inputs: Floats, delta: Floats, total: Floats) -> list[Call]:
        """Add the gradient of the weights to ``total``."""


class OnnxGraph(Protocol):
    """What a layer writes itself into; see ``engine.models.onnx_files``."""

    def constant(self, name: str, values: "NDArray[Any]") -> str:
        """Keep numbers in the graph; returns their name."""

    def apply(self, operator: str, name: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - the operator's own
        """Add an operator; returns the name of what it puts out."""


class Layer(ABC):
    """One layer of a network; subclasses are frozen dataclasses.

    Attributes
    ----------
    kind
        As files spell it.
    least_rows
        Samples of a chunk below which its products are slow.
    takes_rows
        Whether inputs (n_samples, values) do as well as inputs of the input shape.
    word
        What its text begins with, "conv"; empty for a layer that is written as a number alone.
    keeps_greatest
        Whether all that comes out is the greatest of some values that go in. An activation, which increases, may then as
        well be applied to what comes out, which is less.
    activation
        A key of :data:`engine.nn.activations.ACTIVATIONS`, or :data:`LINEAR` for none.
    """

    kind: ClassVar[str]
    least_rows: ClassVar[int] = 128
    takes_rows: ClassVar[bool] = False
    keeps_greatest: ClassVar[bool] = False
    word: ClassVar[str] = ""
    activation: str

    # Shapes and sizes

    @abstractmethod
    def output_shape(self, input_shape: Shape) -> Shape:
        """The shape of what comes out, for samples of such a shape.

        Raises
        ------
        ConfigurationError
            If the layer cannot take them.
        """

    def weights_shape(self, input_shape: Shape) -> Shape:  # noqa: ARG002 - for those that have weights
        """The shape of its weights."""
        return NO_PARAMETERS

    def biases_shape(self, input_shape: Shape) -> Shape:  # noqa: ARG002 - for those that have biases
        """The shape of its biases."""
        return NO_PARAMETERS

    def fans(self, input_shape: Shape) -> tuple[int, int]:
        """How many values a unit takes, and how many units take a value: what initializations scale weights by."""
        return math.prod(input_shape), math.prod(self.output_shape(input_shape))

    def multiply_adds(self, input_shape: Shape) -> int:  # noqa: ARG002 - for those that multiply
        """Multiplications (each with an addition) of a forward pass of one sample."""
        return 0

    def workspace(self, input_shape: Shape, dtype: DType) -> tuple[Need, ...]:  # noqa: ARG002
        """Every array that a chunk needs beside outputs and errors.

        The first of a layer with an activation, or of one that keeps the greatest of values, has the outputs' shape:
        scratch space for the derivative.
        """
        return ()

    # Passes

    def block_products(
        self,
        input_shape: Shape,  # noqa: ARG002 - for those that have such products
        *,
        max_samples: int,  # noqa: ARG002
        dtype: DType,  # noqa: ARG002
    ) -> BlockProducts | None:
        """The products with a block of inputs, if this layer has them apart from the rest."""
        return None

    def copied_shape(self, input_shape: Shape) -> Shape | None:  # noqa: ARG002 - for those that want a copy
        """The shape of a copy of the weights that makes the input gradient quicker; ``None`` if none does."""
        return None

    def copy_weights(self, weights: Floats, copied: Floats) -> None:
        """Bring the copy up to date, once a step."""
        raise NotImplementedError

    @abstractmethod
    def forward(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,
        rng: np.random.Generator | None,
    ) -> None:
        """The pre-activations; ``engine.nn.passes`` applies the activation to them in place.

        Parameters
        ----------
        own
            The layer's parameters.
        inputs
            Shape (n_samples, *input shape); ``None`` if ``outputs`` holds the block's product with them already.
        outputs
            Shape (n_samples, *output shape), to be written.
        workspace
            Arrays as :meth:`workspace` asks for them, for so many samples.
        rng
            What a layer draws from while it is trained; ``None`` when the network reads, validates or explains.
        """

    @abstractmethod
    def backward(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        delta: Floats,
        workspace: Workspace,
        into: Target | None,
        input_delta: Floats | None,
        copied: Floats | None,
    ) -> None:
        """The gradients, after :meth:`forward` with the same memory.

        Parameters
        ----------
        own, inputs, workspace
            As in the forward pass; with ``inputs`` ``None`` the weights' gradient is left to the block.
        delta
            The error of the pre-activations, shape (n_samples, *output shape).
        into
            Where the gradient of the parameters goes; ``None`` if it is not wanted.
        input_delta
            Shape (n_samples, *input shape): receives the error of the inputs, if it is wanted.
        copied
            The copy of the weights, if there is one.
        """

    def forward_calls(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,
        draws: Draws,
    ) -> list[Call]:
        """:meth:`forward` laid out, to be done many times on these arrays; layers of many short calls override it."""
        return [lambda: self.forward(own, inputs, outputs, workspace, draws.rng)]

    def backward_calls(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        delta: Floats,
        workspace: Workspace,
        into: Target | None,
        input_delta: Floats | None,
        copied: Floats | None,
    ) -> list[Call]:
        """:meth:`backward` laid out likewise."""
        return [partial(self.backward, own, inputs, delta, workspace, into, input_delta, copied)]

    # What it looks at

    def by_source(self, weights: Floats) -> Floats:
        """A view of its weights, shape (sources, units): a row for each value that a unit, or a filter, takes."""
        return weights.reshape(0, 0)  # those that have weights know better

    def met_by_weight(self, inputs: Floats, source: int) -> Floats:
        """What the weights from a source are multiplied by: the same of every unit, or filter.

        Parameters
        ----------
        inputs
            Shape (n_samples, *input shape), or (n_samples, values).
        source
            A row of :meth:`by_source`.

        Returns
        -------
        ndarray, shape (n_samples,) or (n_samples, height, width)
            One value of each sample, or what a filter's weight meets at each place of the map.
        """
        raise NotImplementedError  # it has no weights

    def moved_by_channel(self, weights: Floats, input_shape: Shape, channel: int, change: Floats) -> Floats:
        """How its pre-activations move where one channel of what comes in changes, and nothing else.

        Parameters
        ----------
        weights
            Its weights.
        input_shape
            Of one sample, all channels.
        channel
            A channel of the pictures, or a unit of the layer before.
        change
            By how much, shape (n_samples, height, width, 1), or (n_samples, 1) for a unit.

        Returns
        -------
        ndarray, shape (n_samples, *output shape)
            In which the values of all samples lie side by side.
        """
        raise NotImplementedError  # it has no weights

    def from_channel(self, weights: Floats, input_shape: Shape, channel: int) -> Floats:  # noqa: ARG002
        """A view of the weights that meet one channel of what comes in, or one unit; empty if it has no weights."""
        return weights[:0]

    def contributions(self, own: LayerParameters, inputs: Floats, outputs: Floats) -> Floats:  # noqa: ARG002
        """What each channel, or unit, that comes in adds to each that is made: Σ weight · value.

        Parameters
        ----------
        own
            The layer's parameters.
        inputs, outputs
            Of one sample, the outputs after the activation: shape (channels, height, width), or (units,).

        Returns
        -------
        ndarray, shape (channels or units in, channels or units out)
            Of a map that is made, the sum over its places that are not 0. A layer without weights hands each channel on:
            the sum of what comes out.
        """
        handed_on: Floats = np.zeros((len(outputs), len(outputs)), outputs.dtype)
        np.fill_diagonal(handed_on, outputs.reshape(len(outputs), -1).sum(axis=1))
        return handed_on

    def window(self, row: int, column: int) -> Window | None:  # noqa: ARG002 - for those that look at a part
        """The pixels of its input that the output pixel at a place is made of; ``None`` if that is all of them."""
        return None

    def winners(self, inputs: Floats) -> "NDArray[np.intp] | None":  # noqa: ARG002 - for those that choose
        """Which of the pixels of its window each output pixel is, where a layer passes one of them on.

        Parameters
        ----------
        inputs
            Shape (n_samples, *input shape).

        Returns
        -------
        ndarray, shape (n_samples, *output shape)
            Their places in the window, counted in reading order; ``None`` for a layer that makes new values.
        """
        return None

    @property
    def activation_function(self) -> Activation | None:
        """The activation itself; ``None`` for a linear layer."""
        return ACTIVATIONS.get(self.activation)

    # How it is written down

    @abstractmethod
    def in_words(self) -> Sentence:
        """In plain words: "8 filters 5×5"."""

    def remark(self, input_shape: Shape) -> Sentence | None:  # noqa: ARG002 - for those of which something is to be said
        """What is worth knowing where it stands; ``None`` for nothing."""
        return None

    @abstractmethod
    def as_text(self) -> str:
        """As people write it: "25"."""

    @classmethod
    @abstractmethod
    def from_text(cls, words: str, activation: str) -> Self | None:
        """The layer that is written so, in capitals or not; ``None`` if the words are those of another kind.

        Raises
        ------
        ConfigurationError
            If a number is out of bounds.
        """

    @classmethod
    @abstractmethod
    def suggested_texts(cls, before: "Sequence[Layer]") -> list[str]:
        """How one with sensible values may be written behind other layers, the best first."""

    @abstractmethod
    def as_json(self) -> dict[str, Any]:
        """Its line in a model file, without its kind."""

    @classmethod
    @abstractmethod
    def from_json(cls, line: Mapping[str, Any]) -> Self:
        """The layer of such a line; raises ``KeyError``, ``TypeError`` or ``ValueError`` if it is none."""

    @abstractmethod
    def add_to_onnx(
        self, graph: OnnxGraph, own: LayerParameters, values: str, *, number: int, input_shape: Shape
    ) -> str:
        """Write the layer, its names numbered, into a graph; returns the name of its outputs (batch, *output shape)."""


MAX_UNITS = 10_000
"""Units of a dense layer, or filters of a convolution, at most."""
NUMBER = r"[0-9]{1,9}"
"""A number in the text of a layer, as a regular expression."""
LINEAR = "none"
"""The activation of a layer that has none: the network's outputs, whose loss has one of its own."""


def array_for(shape: Shape, n: int, dtype: DTypeLike, memory: "NDArray[Any] | None" = None) -> "NDArray[Any]":
    """An array (n, *shape) as layers write it: pictures in the memory order of :func:`samples_last`, else sample by sample.

    Parameters
    ----------
    shape, n, dtype
        Of a sample, how many, and of what.
    memory
        A part of this is used, one-dimensional and large enough; by default new memory.
    """
    size = n * math.prod(shape)
    memory = np.empty(size, dtype) if memory is None else memory[:size]
    if len(shape) != 3:
        return memory.reshape(n, *shape)
    height, width, channels = shape
    return memory.reshape(channels, height, width, n).transpose(3, 1, 2, 0)


def samples_last(pictures: "NDArray[Any]") -> "NDArray[Any]":
    """A view (channels, height, width, n_samples) of pictures (n_samples, height, width, channels): the order in memory."""
    return pictures.transpose(3, 1, 2, 0)


def in_memory_order(values: "NDArray[Any]") -> "NDArray[Any]":
    """A contiguous view of an array that :func:`array_for` made."""
    return samples_last(values) if values.ndim == 4 else values


def check_square(words: str, height: int, width: int) -> None:
    """Raise ``ConfigurationError`` unless a filter or a pool that is written so is as high as it is wide."""
    if height != width:
        raise ConfigurationError(say("layer.not_square", got=words[:80]))


def check_picture(layer: Layer, input_shape: Shape) -> Shape:
    """Raise ``ConfigurationError`` unless what comes in has height, width and channels."""
    if len(input_shape) != 3:
        raise ConfigurationError(say("layer.needs_picture", layer=layer.as_text()))
    return input_shape
