"""Networks for other programs: ``.onnx`` files, which ONNX Runtime, browsers, phones and Netron read (https://onnx.ai).

Such a file holds what :meth:`engine.models.model.Model.read` computes, from pictures as data sets have them to the
probabilities of the ten digits; it comes back by ``onnx_networks``, with neither history nor the state of its run.
"""

import json
from collections.abc import Mapping
from typing import IO, Any

import numpy as np

from engine import VERSION
from engine.data.scaling import InputScaling
from engine.errors import ModelError
from engine.ink.input_formats import format_of
from engine.nn.network import Parameters
from engine.text.program import how_to_get
from engine.text.sentence import say

PICTURES, LOGITS, PROBABILITIES = "pictures", "logits", "probabilities"
"""The names of the graph's input and of its outputs."""
_OPSET, _IR_VERSION = 13, 7
"""Of 2020: the first operators that suffice, which the runtimes of today and of then know."""


def check_onnx_installed() -> None:
    """Raise ``ModelError`` if the package that writes such files is not there; the message says how to get it."""
    _imported()


def write_onnx(parameters: Parameters, scaling: InputScaling, file: IO[bytes], *, about: Mapping[str, Any]) -> None:
    """Write a network as ONNX; the same network gives the same bytes.

    The graph has one input, ``pictures``: float32, shape (batch, n_inputs), row by row, values as the data sets have them.
    Its outputs are ``probabilities``, rows that sum to 1, and ``logits``, the pre-activations of the output layer: both
    float32, shape (batch, 10), column k for the digit k. It computes in the network's own dtype if all layers are dense;
    convolutions and pools are written in float32, as ONNX Runtime has none for float64.

    Parameters
    ----------
    parameters, scaling
        The network, and how pictures are scaled for it.
    file
        Open to be written to.
    about
        What is known about the network; what is short enough to be read by people is kept beside the graph.

    Raises
    ------
    ModelError
        If the package ``onnx`` is not installed.
    """
    onnx = _imported()
    helper = onnx.helper
    architecture = parameters.architecture
    if not architecture.is_dense:
        parameters = Parameters(architecture, parameters.flat.astype(np.float32))
    number = onnx.TensorProto.DOUBLE if parameters.dtype == "float64" else onnx.TensorProto.FLOAT
    nodes = _Graph(onnx)
    constant, apply = nodes.constant, nodes.apply
    values = PICTURES
    if not scaling.is_identity:  # in float64, as InputScaling does it, and rounded to what the network computes in
        values = apply("Cast", "exact_pictures", values, to=onnx.TensorProto.DOUBLE)
        values = apply("Sub", "shifted", values, constant("shift", scaling.shift))
        values = apply("Div", "divided", values, constant("divisor", scaling.divisor))
        values = apply("Cast", "rounded", values, to=onnx.TensorProto.FLOAT)
    if number == onnx.TensorProto.DOUBLE:
        values = apply("Cast", "inputs", values, to=number)
    if not architecture.layers[0].takes_rows:
        shape = constant("input_shape", np.array([-1, *architecture.input_shape], np.int64))
        values = apply("Reshape", "shaped_inputs", values, shape)
        values = apply("Transpose", "maps_first", values, perm=[0, 3, 1, 2])
    layers = zip(architecture.layers, parameters.layers, architecture.shapes[:-1], strict=True)
    for layer_number, (layer, own, before) in enumerate(layers, start=1):
        values = layer.add_to_onnx(nodes, own, values, number=layer_number, input_shape=before)
    apply("Cast", LOGITS, values, to=onnx.TensorProto.FLOAT)
    if not architecture.loss.sums_to_one:
        # As engine.nn.inference.to_probabilities: log h = min(z, 0) - log(1 + e^-|z|). Softplus would be shorter, and ONNX
        # Runtime has none in float64.
        zero, one = (constant(name, np.array(i, parameters.dtype)) for i, name in enumerate(("zero", "one")))
        decayed = apply("Exp", "decayed", apply("Neg", "negative_size", apply("Abs", "size", values)))
        logarithm = apply("Log", "logarithm", apply("Add", "increased", decayed, one))
        values = apply("Sub", "log_outputs", apply("Min", "below_zero", values, zero), logarithm)
    values = apply("Softmax", "exact_probabilities", values, axis=1)
    apply("Cast", PROBABILITIES, values, to=onnx.TensorProto.FLOAT)

    def described(name: str, n_values: int) -> Any:  # noqa: ANN401 - a message of a package that may be missing
        return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["batch", n_values])

    graph = helper.make_graph(
        nodes.nodes,
        "digit_lab_network",
        [described(PICTURES, architecture.n_inputs)],
        [described(name, architecture.n_outputs) for name in (PROBABILITIES, LOGITS)],
        nodes.constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR_VERSION,
        producer_name="Digit Lab",
        producer_version=VERSION,
        doc_string="A network that reads handwritten digits.",
    )
    helper.set_model_props(model, _properties(parameters, scaling, about))
    onnx.checker.check_model(model, full_check=True)
    file.write(model.SerializeToString(deterministic=True))


class _Graph:
    """The operators and the numbers of a graph, in the order of the computation."""

    def __init__(self, onnx: Any) -> None:  # noqa: ANN401 - a package that may be missing
        self._onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: "np.ndarray[Any, Any]") -> str:
        """Keep numbers in the graph; returns their name."""
        self.constants.append(self._onnx.numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def apply(self, operator: str, name: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - the operator's own
        """Add an operator; returns the name of what it puts out."""
        node = self._onnx.helper.make_node(operator, list(inputs), [name], name=f"make_{name}", **attributes)
        self.nodes.append(node)
        return name


def _imported() -> Any:  # noqa: ANN401 - a package that may be missing
    try:
        import onnx  # noqa: PLC0415 - only those pay for it who save such a file
    except ImportError as error:
        raise ModelError(say("model.onnx_missing", how=how_to_get("onnx"))) from error
    return onnx


def _properties(parameters: Parameters, scaling: InputScaling, about: Mapping[str, Any]) -> dict[str, str]:
    """What people may want to know of the file, in words and in the names of the program."""
    architecture = parameters.architecture
    form = format_of(architecture.input_shape)
    return {
        "program": f"Digit Lab {VERSION}",
        "architecture": str(architecture),
        "input_format": form.name,
        "hidden_activation": architecture.hidden_activation if len(architecture.layers) > 1 else "none",
        "output_loss": architecture.output_loss,
        "input_scaling": f"{scaling.name} (part of the graph)",
        PICTURES: (
            f"float32 (batch, {architecture.n_inputs}): pictures of {form.name} row by row, paper 0, ink {form.ink:g}"
        ),
        PROBABILITIES: "float32 (batch, 10): how probable the digits 0 to 9 are; a row sums to 1",
        LOGITS: "float32 (batch, 10): the pre-activations of the output layer",
        "about": json.dumps({key: value for key, value in about.items() if key != "history"}, sort_keys=True),
    }
