"""Follow one picture's values through an ONNX graph, and find the layers that they go through.

What flows is :class:`Traced`: the layers so far, and, in the shape of the tensor, *which* value of the last layer stands
where. So whatever only moves values (Reshape, Transpose, Flatten, Squeeze, ...) is done to those numbers by NumPy, in any
order and number, and the next layer with weights sees where each of its values comes from. What scales or shifts values
(BatchNormalization, scalers, biases) is kept until it can be folded into weights, before it or behind it.

An operator that is none of a network's makes its values :class:`Untraced`, with the reason: that is said only if what the
graph puts out depends on it.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.models.onnx_graph import DTYPES, Constant, Graph, Node
from engine.nn.layers.base import Shape
from engine.nn.network import MAX_PARAMETERS
from engine.text.sentence import Sentence, say

Exact: TypeAlias = NDArray[np.float64]
MOST_VALUES = 2**22
"""Of a layer's outputs, for one picture: the maps of a large convolution have some hundred thousand."""
_MOST_LAYERS = 64
_NO_LIMIT = 1e30  # beyond it, a bound of Clip bounds nothing
_PADDING = -1  # in place of a value that is a zero around a picture
_MOST_FOLDED = 2**26  # numbers that operators on constants may make of them, all together


@dataclass(frozen=True, eq=False)
class TracedLayer:
    """One layer.

    Attributes
    ----------
    kind
        "input", "dense", "convolution" or "pooling".
    shape
        Of what comes out: (height, width, channels), or (values,).
    weights, biases
        (inputs, units) and (units,) of a dense layer, (filters, channels, size, size) and (filters,) of a convolution;
        empty for others.
    size
        Of a pooling's squares.
    is_same
        Whether a convolution has a margin of zeros.
    activation
        Empty as long as there is none.
    """

    kind: str
    shape: Shape
    weights: NDArray[Any] = field(default_factory=lambda: np.zeros(0))
    biases: NDArray[Any] = field(default_factory=lambda: np.zeros(0))
    size: int = 0
    is_same: bool = False
    activation: str = ""


@dataclass(frozen=True, eq=False)
class Traced:
    """The values of one picture, somewhere in the graph.

    Attributes
    ----------
    layers
        Those that they went through, the input first.
    places
        In the tensor's shape, of one picture: which value of the last layer's output stands where.
    pending
        What was done to the values of the last layer since, and could not be folded into it: "subtract" or "divide", and
        by what, one number or one for each value.
    end
        "softmax" behind one; empty else.
    classes
        What the outputs are called, where the graph tells it.
    scaling
        What was done to the pixels before the first layer.
    """

    layers: tuple[TracedLayer, ...]
    places: NDArray[np.intp]
    pending: "tuple[tuple[str, Exact], ...]" = ()
    end: str = ""
    classes: tuple[str, ...] = ()
    scaling: "tuple[tuple[str, Exact], ...]" = ()

    @property
    def last(self) -> TracedLayer:
        """The layer that the values come from."""
        return self.layers[-1]

    @property
    def n_values(self) -> int:
        """How many values it has."""
        return math.prod(self.last.shape)


@dataclass(frozen=True)
class Untraced:
    """Values that this program's networks do not have; ``reason`` says what made them."""

    reason: Sentence


Value: TypeAlias = Traced | Untraced | NDArray[Any]


class _RefusedError(Exception):
    """An operator cannot be a part of a network here; the reason is its first argument."""


def trace(graph: Graph, input_shape: Shape) -> dict[str, Value]:
    """All values of a graph by name, for pictures of a shape (height, width, channels).

    Raises
    ------
    ValueError
        If the graph has not one input, or one of another number of values.
    """
    (name, declared), *others = graph.inputs.items()
    if others:
        raise ValueError
    n_values = math.prod(input_shape)
    shape, batch = _tensor_shape(declared, n_values)
    start = Traced((TracedLayer("input", input_shape),), np.arange(n_values).reshape(shape))
    values: dict[str, Value] = {**graph.constants, name: start}
    tracer = _Tracer(graph, batch)
    for node in graph.nodes:
        check_cancelled()
        inputs = [values.get(name) if name else None for name in node.inputs]
        values.update(zip(node.outputs, tracer.apply(node, inputs), strict=False))
    return values


def _tensor_shape(declared: tuple[int | None, ...], n_values: int) -> tuple[tuple[int, ...], int]:
    """The shape of one picture as the graph takes it, a batch of 1, and the batch that it is fixed for."""
    if not declared:
        return (1, n_values), 1
    known = math.prod(size for size in declared if size is not None)
    batch = 1
    rest = declared[1:]
    if declared[0] is not None and len(declared) > 1 and None not in rest and known == declared[0] * n_values:
        batch = declared[0]
    elif declared[0] is not None and None not in declared and known == n_values:
        return tuple(cast("tuple[int, ...]", declared)), 1
    n_open = sum(size is None for size in rest)
    n_known = math.prod(size for size in rest if size is not None)
    if not rest or n_values % n_known:
        raise ValueError
    if n_open:
        side = math.isqrt(n_values // n_known)
        fills = {1: [n_values // n_known], 2: [side, side]}.get(n_open, [1, side, side])
        if n_open > 3 or math.prod(fills) * n_known != n_values:
            raise ValueError
        queue = iter(fills)
        return (1, *(size if size is not None else next(queue) for size in rest)), batch
    if n_known != n_values:
        raise ValueError
    return (1, *cast("tuple[int, ...]", rest)), batch


class _Tracer:
    """The operators of one graph."""

    def __init__(self, graph: Graph, batch: int) -> None:
        self._opset, self._batch = graph.opset, batch
        self._n_left = _MOST_FOLDED

    def apply(self, node: Node, inputs: list[Value | None]) -> list[Value]:
        """What an operator puts out."""
        for value in inputs:
            if isinstance(value, Untraced):
                return [value] * len(node.outputs)
        operator = node.operator
        try:
            found = _OPERATORS[operator](self, node, inputs)
        except KeyError:
            found = Untraced(say("onnx.operator", operator=operator[:60]))
        except _RefusedError as error:
            found = Untraced(error.args[0])
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            found = Untraced(say("onnx.operator_here", operator=operator[:60]))
        several = found if isinstance(found, list) else [found]
        several = [*several, *[Untraced(say("onnx.operator", operator=operator[:60]))] * len(node.outputs)]
        return several[: len(node.outputs)]

    # What only moves values, and constants

    def reshape(self, node: Node, inputs: list[Value | None]) -> Value:
        """Reshape: in a graph that is fixed for a batch, the batch is that of one picture."""
        values = inputs[0]
        wanted = inputs[1] if len(inputs) > 1 else None
        target = _integers(wanted) if wanted is not None else list(cast("list[int]", node.attributes["shape"]))
        shape = _shape_of(values)
        if not node.attributes.get("allowzero"):
            target = [shape[i] if size == 0 else size for i, size in enumerate(target)]
        if isinstance(values, Traced) and -1 not in target and math.prod(target) != values.places.size:
            target = [1 if i == 0 and size == self._batch else size for i, size in enumerate(target)]
        return self._moved(values, lambda array: array.reshape(target))

    def flatten(self, node: Node, inputs: list[Value | None]) -> Value:
        axis = int(cast("int", node.attributes.get("axis", 1)))
        shape = _shape_of(inputs[0])
        axis += len(shape) if axis < 0 else 0
        return self._moved(inputs[0], lambda array: array.reshape(math.prod(shape[:axis]), -1))

    def transpose(self, node: Node, inputs: list[Value | None]) -> Value:
        perm = cast("list[int] | None", node.attributes.get("perm"))
        return self._moved(inputs[0], lambda array: array.transpose(perm))

    def squeeze(self, node: Node, inputs: list[Value | None]) -> Value:
        axes = self._axes(node, inputs)
        return self._moved(inputs[0], lambda array: np.squeeze(array, tuple(axes) if axes else None))

    def unsqueeze(self, node: Node, inputs: list[Value | None]) -> Value:
        axes = self._axes(node, inputs)
        return self._moved(inputs[0], lambda array: np.expand_dims(array, tuple(axes or ())))

    def _axes(self, node: Node, inputs: list[Value | None]) -> list[int] | None:
        if len(inputs) > 1 and inputs[1] is not None:
            return _integers(inputs[1])
        return cast("list[int] | None", node.attributes.get("axes"))

    def _moved(self, value: Value | None, move: "Callable[[NDArray[Any]], NDArray[Any]]") -> Value:
        if isinstance(value, Traced):
            return replace(value, places=move(value.places))
        return self._counted(move(_constant(value)))

    def _counted(self, made: Constant) -> Constant:
        """A constant that was made of others, if it is not the one too many."""
        made = np.asarray(made)
        self._n_left -= made.size
        if self._n_left < 0:
            raise _RefusedError(say("onnx.too_large"))
        return made

    def identity(self, _node: Node, inputs: list[Value | None]) -> Value:
        value = inputs[0]
        return value if isinstance(value, Traced) else _constant(value)

    def dropout(self, _node: Node, inputs: list[Value | None]) -> Value:
        if len(inputs) > 2 and inputs[2] is not None and _constant(inputs[2]).any():
            raise _RefusedError(say("onnx.in_training", operator="Dropout"))
        return self.identity(_node, inputs)

    def cast(self, node: Node, inputs: list[Value | None]) -> Value:
        kind = int(cast("int", node.attributes["to"]))
        if isinstance(inputs[0], Traced):
            if kind not in (1, 10, 11, 16):
                raise _RefusedError(say("onnx.to_integers"))
            return inputs[0]
        if kind not in DTYPES:
            raise _RefusedError(say("onnx.operator_here", operator="Cast"))
        with np.errstate(all="ignore"):
            return self._counted(_constant(inputs[0]).astype(DTYPES[kind]))

    def constant(self, node: Node, _inputs: list[Value | None]) -> Value:
        ((name, value),) = node.attributes.items()
        if name == "value":
            return _constant(cast("Constant", value))
        kinds = {"value_float": np.float32, "value_floats": np.float32, "value_int": np.int64, "value_ints": np.int64}
        return np.array(value, kinds[name])

    def shape(self, _node: Node, inputs: list[Value | None]) -> Value:
        return np.array(_shape_of(inputs[0]), np.int64)

    def gather(self, node: Node, inputs: list[Value | None]) -> Value:
        axis = int(cast("int", node.attributes.get("axis", 0)))
        return self._counted(np.take(_small(inputs[0]), _small(inputs[1]).astype(np.int64), axis))

    def slice(self, node: Node, inputs: list[Value | None]) -> Value:
        values = _small(inputs[0])
        if len(inputs) > 2:
            starts, ends = _integers(inputs[1]), _integers(inputs[2])
            axes = _integers(inputs[3]) if len(inputs) > 3 and inputs[3] is not None else list(range(len(starts)))
            steps = _integers(inputs[4]) if len(inputs) > 4 and inputs[4] is not None else [1] * len(starts)
        else:
            starts, ends = (cast("list[int]", node.attributes[name]) for name in ("starts", "ends"))
            axes = cast("list[int]", node.attributes.get("axes", list(range(len(starts)))))
            steps = [1] * len(starts)
        cut = [slice(None)] * values.ndim
        for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
            cut[axis] = slice(start, end, step)
        return self._counted(values[tuple(cut)])

    def concat(self, node: Node, inputs: list[Value | None]) -> Value:
        return self._counted(
            np.concatenate([_small(value) for value in inputs], int(cast("int", node.attributes["axis"])))
        )

    # Scales and shifts

    def add(self, _node: Node, inputs: list[Value | None]) -> Value:
        values, number = self._with_constant("Add", inputs)
        return _calculated("add", inputs) if values is None else _shifted(values, subtracted=-number, added=number)

    def subtract(self, _node: Node, inputs: list[Value | None]) -> Value:
        values, number = self._with_constant("Sub", inputs)
        if values is None:
            return _calculated("subtract", inputs)
        if values is inputs[0]:
            return _shifted(values, subtracted=number, added=-number)
        return _shifted(
            _scaled(values, divisor=np.array(-1.0), factor=np.array(-1.0)), subtracted=-number, added=number
        )

    def multiply(self, _node: Node, inputs: list[Value | None]) -> Value:
        values, number = self._with_constant("Mul", inputs)
        return _calculated("multiply", inputs) if values is None else _scaled(values, factor=number)

    def divide(self, _node: Node, inputs: list[Value | None]) -> Value:
        values, number = self._with_constant("Div", inputs)
        if values is None:
            return _calculated("divide", inputs)
        if values is not inputs[0]:
            raise _RefusedError(say("onnx.operator_here", operator="Div"))
        return _scaled(values, divisor=number)

    def negate(self, _node: Node, inputs: list[Value | None]) -> Value:
        values = _traced(inputs[0])
        return _scaled(values, divisor=np.array(-1.0), factor=np.array(-1.0))

    def _with_constant(self, operator: str, inputs: list[Value | None]) -> tuple[Traced | None, Exact]:
        """Which of the two is values, and the other one in float64; no values if both are constants."""
        first, second = inputs
        if isinstance(first, Traced) and isinstance(second, Traced):
            raise _RefusedError(say("onnx.two_branches", operator=operator))
        if isinstance(first, Traced):
            return first, _numbers(second)
        if isinstance(second, Traced):
            return second, _numbers(first)
        self._counted(np.broadcast_to(0, np.broadcast_shapes(_constant(first).shape, _constant(second).shape)))
        return None, np.zeros(0)

    def scaler(self, node: Node, inputs: list[Value | None]) -> Value:
        """scikit-learn's scalers: (x - offset) * scale."""
        offset, scale = (np.array(node.attributes[name], np.float64) for name in ("offset", "scale"))
        values = _shifted(_traced(inputs[0]), subtracted=offset, added=-offset)
        with np.errstate(all="ignore"):
            return _scaled(values, divisor=1.0 / scale) if scale.all() else _scaled(values, factor=scale)

    def normalize_batches(self, node: Node, inputs: list[Value | None]) -> Value:
        """BatchNormalization as it is when a network reads: each channel by its own mean and variance."""
        if node.attributes.get("training_mode"):
            raise _RefusedError(say("onnx.in_training", operator="BatchNormalization"))
        values = _traced(inputs[0])
        gain, bias, mean, variance = (_numbers(value).reshape(-1) for value in inputs[1:5])
        epsilon = float(cast("float", node.attributes.get("epsilon", 1e-5)))
        if (variance + epsilon <= 0).any():
            raise _RefusedError(say("onnx.operator_here", operator="BatchNormalization"))
        deviation = np.sqrt(variance + epsilon)
        by_channel = (1, -1, *[1] * (values.places.ndim - 2))
        values = _shifted(values, subtracted=mean.reshape(by_channel), added=-mean.reshape(by_channel))
        values = _scaled(values, factor=(gain / deviation).reshape(by_channel))
        return _shifted(values, subtracted=-bias.reshape(by_channel), added=bias.reshape(by_channel))

    # Layers with weights

    def multiply_matrices(self, _node: Node, inputs: list[Value | None]) -> Value:
        first, second = inputs
        if isinstance(first, Traced) and not isinstance(second, Traced):
            weights = _matrix(second)
            if first.places.shape[-1] != len(weights):
                raise ValueError
            return _dense(first, weights, (*first.places.shape[:-1], weights.shape[1]))
        if isinstance(second, Traced) and not isinstance(first, Traced):
            weights = _matrix(first).T
            if second.places.shape[-2:] != (len(weights), 1):
                raise ValueError
            return _dense(second, weights, (*second.places.shape[:-2], weights.shape[1], 1))
        raise _RefusedError(say("onnx.two_branches", operator="MatMul"))

    def gemm(self, node: Node, inputs: list[Value | None]) -> Value:
        values, weights = _traced(inputs[0]), _matrix(inputs[1])
        if node.attributes.get("transA"):
            raise _RefusedError(say("onnx.operator_here", operator="Gemm"))
        weights = weights.T if node.attributes.get("transB") else weights
        alpha, beta = (float(cast("float", node.attributes.get(name, 1.0))) for name in ("alpha", "beta"))
        weights = weights * weights.dtype.type(alpha) if alpha != 1.0 else weights
        found = _dense(values, weights, (1, weights.shape[1]))
        if len(inputs) < 3 or inputs[2] is None:
            return found
        added = _numbers(inputs[2]) * beta
        return _shifted(found, subtracted=-added, added=added)

    def linear_classifier(self, node: Node, inputs: list[Value | None]) -> list[Value]:
        """scikit-learn's logistic regression."""
        values = _traced(inputs[0])
        coefficients = np.array(node.attributes["coefficients"], np.float32).reshape(-1, values.places.size)
        found = _dense(values, coefficients.T, (1, len(coefficients)))
        biases = np.array(node.attributes["intercepts"], np.float64)
        found = _shifted(found, subtracted=-biases, added=biases)
        ends = {"NONE": "", "SOFTMAX": "softmax", "LOGISTIC": "sigmoid"}
        end = ends[str(node.attributes.get("post_transform", "NONE"))]
        found = _activated(found, end) if end == "sigmoid" else replace(found, end=end)
        return [
            Untraced(say("onnx.labels")),
            replace(found, classes=_classes(node, "classlabels_ints", "classlabels_strings")),
        ]

    def convolve(self, node: Node, inputs: list[Value | None]) -> Value:
        weights = _constant(inputs[1])
        if weights.ndim != 4 or int(cast("int", node.attributes.get("group", 1))) != 1:
            raise _RefusedError(say("onnx.convolution_of_groups"))
        _check_plain(node, "onnx.convolution_stride", "strides", "dilations")
        values, pads = _unpadded(_traced(inputs[0]))
        maps = _as_maps(values, "Conv")
        pads = np.add(pads, _pads(node, maps.places.shape[2:], weights.shape[2:], (1, 1))).tolist()
        return self._convolved(maps, weights, inputs[2] if len(inputs) > 2 else None, pads)

    @staticmethod
    def _convolved(values: Traced, weights: Constant, biases: Value | None, pads: list[int]) -> Value:
        """A convolution whose margin is that of ``same`` for filters that may be larger, or none."""
        height, width, n_channels = values.last.shape
        kernel = weights.shape[2:]
        size, is_same = kernel[0], False
        if weights.shape[1] != n_channels or min(*weights.shape, 1) < 1 or min(pads) < 0:
            raise ValueError
        if any(pads):
            if pads[0] + pads[2] != kernel[0] - 1 or pads[1] + pads[3] != kernel[1] - 1:
                raise _RefusedError(say("onnx.convolution_margin"))
            half = max(pads)
            size, is_same = 2 * half + 1, True
            if kernel != (size, size):
                around = [(0, 0), (0, 0), *((half - pads[i], half - pads[i + 2]) for i in range(2))]
                weights = np.pad(weights, around)
        elif kernel[0] != kernel[1]:
            raise _RefusedError(say("onnx.convolution_not_square"))
        shape = (height, width) if is_same else (height - size + 1, width - size + 1)
        if min(shape) < 1:
            raise ValueError
        layer = TracedLayer(
            "convolution",
            (*shape, len(weights)),
            _floats(weights),
            np.zeros(len(weights)),
            is_same=is_same,
        )
        found = _behind(_folded_into_filters(values, layer))
        if biases is None:
            return found
        added = _numbers(biases).reshape(1, -1, 1, 1)
        return _shifted(found, subtracted=-added, added=added)

    # Pooling

    def pool_greatest(self, node: Node, inputs: list[Value | None]) -> Value:
        kernel, values = self._pooled(node, inputs, "MaxPool")
        return values if kernel == 1 else _pooled(values, kernel)

    def pool_greatest_of_all(self, _node: Node, inputs: list[Value | None]) -> Value:
        values = _as_maps(_traced(inputs[0]), "GlobalMaxPool")
        height, width, _ = values.last.shape
        if height != width:
            raise ValueError
        return values if height == 1 else _pooled(values, height)

    def average(self, node: Node, inputs: list[Value | None]) -> Value:
        kernel, values = self._pooled(node, inputs, "AveragePool")
        return values if kernel == 1 else _averaged(values, kernel, kernel)

    def average_all(self, _node: Node, inputs: list[Value | None]) -> Value:
        values = _as_maps(_traced(inputs[0]), "GlobalAveragePool")
        return _averaged(values, *values.last.shape[:2])

    def reduce_mean(self, node: Node, inputs: list[Value | None]) -> Value:
        values = _traced(inputs[0])
        axes = sorted(axis % values.places.ndim for axis in self._axes(node, inputs) or ())
        if values.places.ndim == 4 and axes == [1, 2]:
            values = replace(values, places=values.places.transpose(0, 3, 1, 2))
        elif values.places.ndim != 4 or axes != [2, 3]:
            raise ValueError
        values = _as_maps(values, "ReduceMean")
        found = _averaged(values, *values.last.shape[:2])
        keeps = node.attributes.get("keepdims", 1)
        flat = found.places.reshape(1, -1)
        if not keeps:
            return replace(found, places=flat)
        return found if axes == [2, 3] else replace(found, places=flat[:, np.newaxis, np.newaxis])

    @staticmethod
    def _pooled(node: Node, inputs: list[Value | None], operator: str) -> tuple[int, Traced]:
        kernel = cast("list[int]", node.attributes["kernel_shape"])
        strides = node.attributes.get("strides", [1, 1])
        _check_plain(node, "onnx.pool_overlaps", "dilations")
        values = _as_maps(_traced(inputs[0]), operator)
        height, width, _ = values.last.shape
        if len(kernel) != 2 or kernel[0] != kernel[1] or strides != kernel or not 1 <= kernel[0] <= min(height, width):
            raise _RefusedError(say("onnx.pool_overlaps"))
        is_rest_kept = node.attributes.get("ceil_mode") and (height % kernel[0] or width % kernel[0])
        pads = _pads(node, (height, width), tuple(kernel), tuple(kernel))
        if any(pads) or is_rest_kept:
            raise _RefusedError(say("onnx.pool_margin"))
        return kernel[0], values

    def pad(self, node: Node, inputs: list[Value | None]) -> Value:
        values = _traced(inputs[0])
        if len(inputs) > 1 and inputs[1] is not None:
            pads, number = _integers(inputs[1]), 0.0
            if len(inputs) > 2 and inputs[2] is not None and _constant(inputs[2]).size:
                number = float(_numbers(inputs[2]).reshape(-1)[0])
        else:
            pads = cast("list[int]", node.attributes["pads"])
            number = float(cast("float", node.attributes.get("value", 0.0)))
        if node.attributes.get("mode", "constant") != "constant" or number or len(pads) != 2 * values.places.ndim:
            raise _RefusedError(say("onnx.operator_here", operator="Pad"))
        half = len(pads) // 2
        if min(pads) < 0 or max(pads) > max(values.places.shape):
            raise ValueError
        around = [(pads[i], pads[half + i]) for i in range(half)]
        return replace(values, places=np.pad(values.places, around, constant_values=_PADDING))

    # Activations and ends

    def sigmoid(self, _node: Node, inputs: list[Value | None]) -> Value:
        return _activated(_traced(inputs[0]), "sigmoid")

    def tanh(self, _node: Node, inputs: list[Value | None]) -> Value:
        return _activated(_traced(inputs[0]), "tanh")

    def relu(self, _node: Node, inputs: list[Value | None]) -> Value:
        return _activated(_traced(inputs[0]), "relu")

    def clip(self, node: Node, inputs: list[Value | None]) -> Value:
        """Clip from 0 up is ReLU."""
        values = _traced(inputs[0])
        bounds = []
        for i, name in enumerate(("min", "max"), start=1):
            bound = node.attributes.get(name)
            if len(inputs) > i and inputs[i] is not None:
                bound = float(_numbers(inputs[i]).reshape(-1)[0])
            bounds.append(None if bound is None or abs(float(cast("float", bound))) >= _NO_LIMIT else bound)
        if bounds == [0.0, None]:
            return _activated(values, "relu")
        if bounds == [None, None]:
            return values
        raise _RefusedError(say("onnx.operator_here", operator="Clip"))

    def softmax(self, node: Node, inputs: list[Value | None]) -> Value:
        """Softmax and its logarithm, over all classes: a network reads the same from either."""
        values = _traced(inputs[0])
        shape = values.places.shape
        axis = int(cast("int", node.attributes.get("axis", -1 if self._opset >= 13 else 1)))
        n = math.prod(shape[axis:]) if self._opset < 13 else shape[axis]
        if values.end or n != values.places.size:
            raise _RefusedError(say("onnx.operator_here", operator=node.operator))
        return replace(values, end="softmax")

    def normalize(self, node: Node, inputs: list[Value | None]) -> Value:
        """Probabilities that sum to 1, which is how they are read here anyway."""
        values = _traced(inputs[0], at_end=True)
        is_fitting = values.end or values.last.activation == "sigmoid"
        if node.attributes.get("norm", "MAX") != "L1" or not is_fitting:
            raise _RefusedError(say("onnx.operator_here", operator="Normalizer"))
        return values

    def name_classes(self, node: Node, inputs: list[Value | None]) -> Value:
        values = _traced(inputs[0], at_end=True)
        return replace(values, classes=_classes(node, "classlabels_int64s", "classlabels_strings"))


_OPERATORS: Mapping[str, Callable[[_Tracer, Node, list[Value | None]], Value | list[Value]]] = {
    "Add": _Tracer.add,
    "AveragePool": _Tracer.average,
    "BatchNormalization": _Tracer.normalize_batches,
    "Cast": _Tracer.cast,
    "Clip": _Tracer.clip,
    "Concat": _Tracer.concat,
    "Constant": _Tracer.constant,
    "Conv": _Tracer.convolve,
    "Div": _Tracer.divide,
    "Dropout": _Tracer.dropout,
    "Flatten": _Tracer.flatten,
    "Gather": _Tracer.gather,
    "Gemm": _Tracer.gemm,
    "GlobalAveragePool": _Tracer.average_all,
    "GlobalMaxPool": _Tracer.pool_greatest_of_all,
    "Identity": _Tracer.identity,
    "LogSoftmax": _Tracer.softmax,
    "MatMul": _Tracer.multiply_matrices,
    "MaxPool": _Tracer.pool_greatest,
    "Mul": _Tracer.multiply,
    "Neg": _Tracer.negate,
    "Pad": _Tracer.pad,
    "ReduceMean": _Tracer.reduce_mean,
    "Relu": _Tracer.relu,
    "Reshape": _Tracer.reshape,
    "Shape": _Tracer.shape,
    "Sigmoid": _Tracer.sigmoid,
    "Slice": _Tracer.slice,
    "Softmax": _Tracer.softmax,
    "Squeeze": _Tracer.squeeze,
    "Sub": _Tracer.subtract,
    "Tanh": _Tracer.tanh,
    "Transpose": _Tracer.transpose,
    "Unsqueeze": _Tracer.unsqueeze,
    "ai.onnx.ml.LinearClassifier": _Tracer.linear_classifier,
    "ai.onnx.ml.Normalizer": _Tracer.normalize,
    "ai.onnx.ml.Scaler": _Tracer.scaler,
    "ai.onnx.ml.ZipMap": _Tracer.name_classes,
}


# Inputs of operators


def _constant(value: Value | None) -> Constant:
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        raise ValueError
    return value


def _small(value: Value | None) -> Constant:
    """A constant that sizes are computed with."""
    found = _constant(value)
    if found.size > 4096:
        raise ValueError
    return found


def _numbers(value: Value | None) -> Exact:
    found: Exact = _constant(value).astype(np.float64)
    if not np.isfinite(found).all():
        raise _RefusedError(say("onnx.not_finite"))
    return found


def _integers(value: Value | None) -> list[int]:
    return [int(number) for number in _small(value).reshape(-1).tolist()]


def _matrix(value: Value | None) -> Constant:
    found = _constant(value)
    while found.ndim > 2 and found.shape[0] == 1:
        found = found[0]
    if found.ndim != 2 or not found.size:
        raise ValueError
    return _floats(found)


def _floats(weights: Constant) -> Constant:
    """Weights in float32, or in float64 as they are."""
    return weights if weights.dtype in (np.float32, np.float64) else weights.astype(np.float32)


def _traced(value: Value | None, *, at_end: bool = False) -> Traced:
    if not isinstance(value, Traced):
        raise TypeError
    if value.end and not at_end:
        raise _RefusedError(say("onnx.behind_softmax"))
    return value


def _shape_of(value: Value | None) -> tuple[int, ...]:
    return value.places.shape if isinstance(value, Traced) else _constant(value).shape


def _calculated(operation: str, inputs: list[Value | None]) -> Constant:
    first, second = (_constant(value) for value in inputs)
    with np.errstate(all="ignore"):
        found: Constant = getattr(np, operation)(first, second)
    return found


def _classes(node: Node, *names: str) -> tuple[str, ...]:
    for name in names:
        found = node.attributes.get(name)
        if isinstance(found, list) and found:
            return tuple(map(str, found))
    return ()


def _check_plain(node: Node, key: str, *names: str) -> None:
    """Refuse steps of more than one pixel."""
    for name in names:
        if any(step != 1 for step in cast("list[int]", node.attributes.get(name, []))):
            raise _RefusedError(say(key))


def _pads(node: Node, size: tuple[int, ...], kernel: tuple[int, ...], steps: tuple[int, ...]) -> list[int]:
    """Zeros above, to the left, below, and to the right."""
    how = node.attributes.get("auto_pad", "NOTSET")
    if how in ("SAME_UPPER", "SAME_LOWER"):
        totals = [max((-(-n // step) - 1) * step + k - n, 0) for n, k, step in zip(size, kernel, steps, strict=True)]
        less, more = [total // 2 for total in totals], [total - total // 2 for total in totals]
        return [*less, *more] if how == "SAME_UPPER" else [*more, *less]
    pads = cast("list[int]", node.attributes.get("pads", [0, 0, 0, 0]))
    if len(pads) != 4:
        raise ValueError
    return pads


# Values


def _behind(values: Traced) -> Traced:
    """The same, with all values of the last layer in their places, map by map."""
    shape = values.last.shape
    if values.n_values > MOST_VALUES or len(values.layers) > _MOST_LAYERS:
        raise _RefusedError(say("onnx.too_large"))
    places = np.arange(values.n_values).reshape(1, *shape)
    return replace(values, places=places.transpose(0, 3, 1, 2) if len(shape) == 3 else places)


def _as_maps(values: Traced, operator: str) -> Traced:
    """The same, if they lie as maps (1, channels, height, width) as the last layer made them."""
    places, shape = values.places, values.last.shape
    if places.ndim == 4 and len(shape) == 3 and places.size == values.n_values:
        height, width, n_channels = shape
        expected = np.arange(values.n_values).reshape(1, height, width, n_channels).transpose(0, 3, 1, 2)
        if np.array_equal(places, expected):
            return values
    raise _RefusedError(say("onnx.no_maps", operator=operator))


def _unpadded(values: Traced) -> tuple[Traced, list[int]]:
    """Maps without the zeros around them, and how many those were above, to the left, below, and to the right."""
    if (values.places != _PADDING).all():
        return values, [0, 0, 0, 0]
    if values.places.ndim != 4:
        raise ValueError
    pads, cut = [0, 0, 0, 0], [slice(None), slice(None), slice(None), slice(None)]
    for i in range(2):
        others = tuple(axis for axis in range(4) if axis != i + 2)
        inside = np.flatnonzero((values.places != _PADDING).any(axis=others))
        n = values.places.shape[i + 2]
        pads[i], pads[i + 2] = int(inside[0]), int(n - 1 - inside[-1])
        cut[i + 2] = slice(pads[i], n - pads[i + 2])
    return replace(values, places=values.places[tuple(cut)]), pads


def _by_value(values: Traced, numbers: Exact) -> Exact:
    """Numbers that meet the tensor's values, as one for each value of the last layer; a single one stays alone."""
    if numbers.size == 1:
        return numbers.reshape(1)
    if np.broadcast_shapes(numbers.shape, values.places.shape) != values.places.shape:
        raise ValueError
    if values.places.size != values.n_values or values.places.min() < 0:
        raise ValueError
    found = np.empty(values.n_values)
    found[values.places.ravel()] = np.broadcast_to(numbers, values.places.shape).ravel()
    return found


def _scaled(values: Traced, *, factor: Exact | None = None, divisor: Exact | None = None) -> Traced:
    """Values multiplied by a factor, or divided."""
    _traced(values)
    if factor is None:
        assert divisor is not None  # noqa: S101 - one of the two is given
        if not divisor.all():
            raise ValueError
        factor = 1.0 / divisor
    by_value = _by_value(values, factor)
    if not np.isfinite(by_value).all():
        raise _RefusedError(say("onnx.not_finite"))
    linear = _linear_layer(values, by_value)
    if linear is not None:
        at, layer, factors = linear
        of_units = factors if layer.kind == "dense" else factors.reshape(-1, 1, 1, 1)
        return _replaced(values, at, weights=layer.weights * of_units, biases=layer.biases * factors)
    if not by_value.all():
        raise _RefusedError(say("onnx.scaled_by_zero"))
    return replace(
        values, pending=(*values.pending, ("divide", 1.0 / by_value if divisor is None else _by_value(values, divisor)))
    )


def _shifted(values: Traced, *, subtracted: Exact, added: Exact) -> Traced:
    """Values from which a number is subtracted, or to which its negative is added."""
    _traced(values)
    by_value = _by_value(values, added)
    linear = _linear_layer(values, by_value, is_shift=True)
    if linear is not None:
        at, layer, numbers = linear
        return _replaced(values, at, biases=layer.biases + numbers)
    return replace(values, pending=(*values.pending, ("subtract", _by_value(values, subtracted))))


def _linear_layer(
    values: Traced, by_value: Exact, *, is_shift: bool = False
) -> "tuple[int, TracedLayer, Exact] | None":
    """The layer that numbers for its outputs can be folded into: where it is, itself, and one number for each unit."""
    if values.pending:
        return None
    at = len(values.layers) - 1
    while values.layers[at].kind == "pooling":
        if not is_shift and (by_value <= 0).any():
            return None
        at -= 1
    layer = values.layers[at]
    if not layer.weights.size or layer.activation:
        return None
    if layer.kind == "dense":
        return at, layer, np.broadcast_to(by_value, layer.biases.shape)
    return at, layer, _by_channel(values, by_value)


def _by_channel(values: Traced, by_value: Exact) -> Exact:
    """One number for each channel, if it is the same at all places."""
    n_channels = values.last.shape[-1]
    if by_value.size == 1:
        return np.broadcast_to(by_value, n_channels)
    maps = by_value.reshape(-1, n_channels)
    if (maps != maps[0]).any():
        raise _RefusedError(say("onnx.differs_by_place"))
    first: Exact = maps[0]
    return first


def _replaced(values: Traced, at: int, **changed: Any) -> Traced:  # noqa: ANN401 - fields of a layer
    layers = list(values.layers)
    layers[at] = replace(layers[at], **changed)
    return replace(values, layers=tuple(layers))


def _activated(values: Traced, activation: str) -> Traced:
    """Values behind an activation; of a pool's, which increases as well, it is that of the layer before."""
    if values.pending or values.places.min() < 0:
        raise _RefusedError(say("onnx.activation_here", activation=activation))
    at = len(values.layers) - 1
    while values.layers[at].kind == "pooling":
        at -= 1
    layer = values.layers[at]
    if layer.activation == activation == "relu":
        return values
    if not layer.weights.size or layer.activation:
        raise _RefusedError(say("onnx.activation_here", activation=activation))
    return _replaced(values, at, activation=activation)


def _pooled(values: Traced, size: int) -> Traced:
    """The largest of each square; what was pending, if it increases, is done to that."""
    is_first = values.last.kind == "input"
    pending = []
    for kind, numbers in () if is_first else values.pending:
        if kind == "divide" and (numbers < 0).any():
            raise _RefusedError(say("onnx.no_maps", operator="MaxPool"))
        pending.append((kind, numbers if numbers.size == 1 else _by_channel(values, numbers)))
    height, width, n_channels = values.last.shape
    layer = TracedLayer("pooling", (height // size, width // size, n_channels), size=size)
    n_places = math.prod(layer.shape[:2])
    spread = tuple((kind, numbers if numbers.size == 1 else np.tile(numbers, n_places)) for kind, numbers in pending)
    scaling = values.pending if is_first else values.scaling
    return _behind(replace(values, layers=(*values.layers, layer), pending=spread, scaling=scaling))


def _averaged(values: Traced, height: int, width: int) -> Traced:
    """The mean of each rectangle, as a dense layer without an activation, which the next one takes in."""
    of_height, of_width, n_channels = values.last.shape
    down, across = of_height // height, of_width // width
    n_outputs = n_channels * down * across
    if values.n_values * n_outputs > MAX_PARAMETERS // 8:
        raise _RefusedError(say("onnx.too_large"))
    weights = np.zeros((values.n_values, n_outputs), np.float32)
    row, column, channel = np.unravel_index(np.arange(values.n_values), values.last.shape)
    y, x = row // height, column // width
    is_in = (y < down) & (x < across)
    weights[np.arange(values.n_values)[is_in], ((channel * down + y) * across + x)[is_in]] = 1.0 / (height * width)
    in_order = replace(values, places=np.arange(values.n_values).reshape(1, -1))
    return _dense(in_order, weights, (1, n_channels, down, across))


def _dense(values: Traced, weights: Constant, shape: tuple[int, ...]) -> Traced:
    """A dense layer behind values in the tensor's order; what is pending is folded into it, but for the pixels' scaling."""
    _traced(values)
    places = values.places.ravel()
    n_values, n_units = values.n_values, weights.shape[1]
    if len(places) != len(weights):
        raise ValueError
    if n_values * n_units > MAX_PARAMETERS:
        raise _RefusedError(say("onnx.too_large"))
    if len(places) != n_values or (places != np.arange(n_values)).any():
        is_value = places >= 0
        kept = places[is_value]
        if len(np.unique(kept)) != len(kept):
            raise ValueError
        in_order = np.zeros((n_values, n_units), weights.dtype)
        in_order[kept] = weights[is_value]
        weights = in_order
    biases: NDArray[Any] = np.zeros(n_units)
    layers, scaling, before = values.layers, values.scaling, values.last
    if before.kind == "input":
        scaling = values.pending
    elif values.pending:
        shift, divisor = combined(values.pending, n_values)
        weights = weights / divisor[:, np.newaxis]
        biases = -(shift[:, np.newaxis] * weights).sum(axis=0)
    if before.kind == "dense" and not before.activation:
        biases = before.biases @ weights + biases
        if math.prod((len(before.weights), n_units)) > MAX_PARAMETERS:
            raise _RefusedError(say("onnx.too_large"))
        weights, layers = before.weights.astype(np.float64) @ weights, layers[:-1]
    layer = TracedLayer("dense", (n_units,), weights, biases)
    found = _behind(replace(values, layers=(*layers, layer), pending=(), scaling=scaling))
    return replace(found, places=found.places.reshape(shape))


def _folded_into_filters(values: Traced, layer: TracedLayer) -> Traced:
    """A convolution behind values; what is pending is folded into it, but for the pixels' scaling."""
    scaling = values.scaling
    if values.last.kind == "input":
        scaling = values.pending
    elif values.pending:
        shift, divisor = (_by_channel(values, part) for part in combined(values.pending, values.n_values))
        if layer.is_same and shift.any():
            raise _RefusedError(say("onnx.shifted_margin"))
        weights = layer.weights / divisor.reshape(1, -1, 1, 1)
        biases = -(weights * shift.reshape(1, -1, 1, 1)).sum(axis=(1, 2, 3))
        layer = replace(layer, weights=weights, biases=biases)
    return replace(values, layers=(*values.layers, layer), pending=(), scaling=scaling)


def combined(pending: "tuple[tuple[str, Exact], ...]", n_values: int) -> tuple[Exact, Exact]:
    """Subtractions and divisions one after the other as ``(x - shift) / divisor``, one of each for every value.

    The numbers of one subtraction and one division behind it come out as they are, to the last bit; those that are one
    for all stay so.
    """
    shift, divisor = np.zeros(1), np.ones(1)
    for kind, numbers in pending:
        if kind == "subtract":
            shift = shift + numbers * divisor
        else:
            divisor = divisor * numbers
    size = n_values if max(shift.size, divisor.size) > 1 else 1
    return np.broadcast_to(shift, size).copy(), np.broadcast_to(divisor, size).copy()
