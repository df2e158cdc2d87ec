"""Networks out of ``.onnx`` files: those of this program, and what PyTorch, Keras and scikit-learn export.

Read without the package ``onnx``: the file's graph (``onnx_graph``) is followed from the pixels to what it puts out
(``onnx_tracing``), and the layers that were met become a network of this program, which computes the same. What it does
to pixels first (scalers, a division by 255) becomes the network's input scaling.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from engine.data.scaling import UNSCALED, InputScaling
from engine.errors import ConfigurationError, ModelError
from engine.ink.input_formats import INPUT_FORMATS, formats_text, known_format
from engine.io.protobuf import ProtobufError
from engine.models.metadata import ModelMetadata, metadata_from
from engine.models.onnx_graph import ExternalDataError, Graph, read_graph
from engine.models.onnx_tracing import Exact, Traced, TracedLayer, Untraced, Value, combined, trace
from engine.nn.layers.base import LINEAR, Layer, Shape
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.layers.pooling import Pooling
from engine.nn.network import N_CLASSES, Architecture, DType, Parameters
from engine.text.sentence import Sentence, say
from engine.text.sentence import Value as SentenceValue

MAX_FILE_BYTES = 2**29
"""More than the largest network of this program takes in float64."""
_OLDEST_OPSET = 7
_OUR_NAME = "Digit Lab"


@dataclass(frozen=True)
class OnnxNetwork:
    """What a file holds.

    Attributes
    ----------
    parameters
        The network.
    scaling
        What it does to the pixels first.
    metadata
        What is known of it, if this program wrote the file.
    is_ours
        Whether it did: then pixels, inputs and outputs are as they are here.
    """

    parameters: Parameters
    scaling: InputScaling
    metadata: ModelMetadata
    is_ours: bool


class _NoNetworkError(Exception):
    """A graph is no network of this program's kinds; the reason is its first argument."""


def read_onnx(path: Path) -> OnnxNetwork:
    """Read a file.

    Raises
    ------
    ModelError
        If it cannot be read, keeps its numbers in another file, or has an operator that no network here has, which is
        named.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ModelError(say("onnx.too_large_file", file=path.name))
        graph = read_graph(memoryview(path.read_bytes()))
    except ExternalDataError as error:
        raise ModelError(say("onnx.external", file=path.name, other=str(error)[:60])) from error
    except (ProtobufError, ValueError, OverflowError, TypeError) as error:
        raise ModelError(say("onnx.unreadable", file=path.name)) from error
    except OSError as error:
        raise ModelError(say("model.out_of_reach", file=path.name, reason=error.strerror or str(error))) from error
    if graph.opset < _OLDEST_OPSET:
        raise ModelError(say("onnx.old", file=path.name, oldest=_OLDEST_OPSET, got=graph.opset))
    if len(graph.inputs) != 1:
        raise ModelError(say("onnx.inputs", file=path.name, n=len(graph.inputs)))
    try:
        return _network(graph)
    except _NoNetworkError as error:
        raise ModelError(say("onnx.other_network", file=path.name, reason=error.args[0])) from error
    except ConfigurationError as error:
        raise ModelError(
            say("onnx.other_network", file=path.name, reason=cast("SentenceValue", error.sentence))
        ) from error


def _network(graph: Graph) -> OnnxNetwork:
    reasons: list[Sentence] = []
    for shape in _input_shapes(graph):
        try:
            values = trace(graph, shape)
        except ValueError:
            continue
        outputs = [values[name] for name in graph.outputs if name in values]
        found = _best_output(outputs)
        if found is not None:
            return _built(graph, found)
        reasons += [value.reason for value in outputs if isinstance(value, Untraced)]
    if not reasons:
        got = " x ".join("?" if size is None else str(size) for size in next(iter(graph.inputs.values()))) or "?"
        raise _NoNetworkError(say("onnx.input_shape", sizes=formats_text(), got=got[:60]))
    raise _NoNetworkError(reasons[0])


def _input_shapes(graph: Graph) -> list[Shape]:
    """Which of the formats a graph may take: this program tells it, others are tried, the larger first."""
    named = INPUT_FORMATS.get(graph.properties.get("input_format", ""))
    if named is not None and graph.producer == _OUR_NAME:
        return [named.shape]
    return sorted((form.shape for form in INPUT_FORMATS.values()), reverse=True)


def _best_output(outputs: list[Value]) -> Traced | None:
    """What is read of all that comes out: ten values, if there are such."""
    traced = [value for value in outputs if isinstance(value, Traced) and len(value.layers) > 1]
    return min(traced, key=lambda value: value.n_values != N_CLASSES, default=None)


def _built(graph: Graph, values: Traced) -> OnnxNetwork:
    is_ours = graph.producer == _OUR_NAME and "output_loss" in graph.properties
    *_, last = layers = list(_with_output(values))
    if last.kind != "dense" or values.pending:
        raise _NoNetworkError(say("onnx.ends_otherwise"))
    output_loss = "sigmoid-cross-entropy" if last.activation == "sigmoid" else "softmax-cross-entropy"
    architecture = Architecture(
        layers[0].shape,
        tuple(_layer(layer, is_last=layer is last) for layer in layers[1:]),
        graph.properties["output_loss"] if is_ours else output_loss,
    )
    if known_format(architecture.input_shape) is None or architecture.n_outputs != N_CLASSES:
        raise _NoNetworkError(say("onnx.outputs", n=architecture.n_outputs))
    with_weights = [layer for layer in layers if layer.weights.size]
    dtype: DType = "float64" if any(_is_double(layer, graph) for layer in with_weights) else "float32"
    parameters = Parameters.zeros(architecture, dtype)
    for layer, weights, biases in zip(with_weights, parameters.weights, parameters.biases, strict=True):
        with np.errstate(over="ignore"):
            weights[...], biases[...] = layer.weights, layer.biases
    _reorder(parameters, values.classes, values)
    about = json_or_none(graph.properties.get("about", "")) if is_ours else None
    scaling = _scaling(values.scaling, architecture, graph.properties.get("input_scaling", "") if is_ours else "")
    return OnnxNetwork(parameters, scaling, metadata_from(about), is_ours)


def json_or_none(text: str) -> object:
    """What a text says as JSON; ``None`` if it is none."""
    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError):
        return None


def _with_output(values: Traced) -> Iterator[TracedLayer]:
    """The layers, with an output layer behind a last one that has an activation of its own."""
    last = values.last
    if not values.end and last.activation == "sigmoid":
        yield from values.layers  # ten outputs, each a sigmoid
        return
    yield from values.layers
    if last.kind == "dense" and last.activation:  # as softmax sees it
        n = last.shape[0]
        yield TracedLayer("dense", (n,), np.eye(n, dtype=np.float32), np.zeros(n))


def _layer(layer: TracedLayer, *, is_last: bool) -> Layer:
    if layer.kind == "dense":
        if not is_last and not layer.activation:
            raise _NoNetworkError(say("onnx.no_activation"))
        return Dense(layer.shape[0], LINEAR if is_last else layer.activation)
    if layer.kind == "pooling":
        return Pooling(layer.size)
    if not layer.activation:
        raise _NoNetworkError(say("onnx.no_activation"))
    return Convolution(len(layer.weights), layer.weights.shape[2], layer.activation, layer.is_same)


def _is_double(layer: TracedLayer, graph: Graph) -> bool:
    """Whether weights are of float64 in the file, and not only where they were folded."""
    return layer.weights.dtype == np.float64 and any(
        constant.dtype == np.float64 and constant.size == layer.weights.size for constant in graph.constants.values()
    )


def _reorder(parameters: Parameters, classes: tuple[str, ...], values: Traced) -> None:
    """Have output k be the digit k: as the classes are called, if they have names, and as the tensor has them."""
    order = values.places.ravel()
    if classes:
        try:
            digits = [int(float(name)) for name in classes]
        except (ValueError, OverflowError):
            digits = []
        if sorted(digits) not in (list(range(N_CLASSES)), list(range(1, N_CLASSES + 1))):
            raise _NoNetworkError(say("onnx.classes", got=", ".join(classes[: N_CLASSES + 1])[:80]))
        place_of = np.argsort(np.array(digits) % N_CLASSES)
        order = order[place_of]
    if (order != np.arange(N_CLASSES)).any():
        parameters.weights[-1][:] = parameters.weights[-1][:, order]
        parameters.biases[-1][:] = parameters.biases[-1][order]


def _scaling(done: "tuple[tuple[str, Exact], ...]", architecture: Architecture, told: str) -> InputScaling:
    """What is done to the pixels first, by the name that this program gave it, or "standardized"."""
    if not done:
        return UNSCALED
    shift, divisor = combined(done, architecture.n_inputs)
    if not (np.isfinite(shift).all() and np.isfinite(divisor).all() and divisor.all()):
        raise _NoNetworkError(say("onnx.not_finite"))
    name = told.partition(" ")[0]
    return InputScaling(name if name in ("centered", "standardized") else "standardized", shift, divisor)
