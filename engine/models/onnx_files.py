"""Networks for other programs: ``.onnx`` files, which ONNX Runtime, browsers, phones and Netron read (https://onnx.ai).

Such a file holds what :meth:`engine.models.model.Model.read` computes, from pictures as data sets have them to the
probabilities of the ten digits. It is written and never read: neither settings nor history fit into it.
"""

import json
from collections.abc import Mapping
from typing import IO, Any

import numpy as np

from engine import VERSION
from engine.data.scaling import InputScaling
from engine.errors import ModelError
from engine.ink.input_formats import input_format
from engine.nn.activations import apply_sigmoid
from engine.nn.network import Parameters

PICTURES, LOGITS, PROBABILITIES = "pictures", "logits", "probabilities"
"""The names of the graph's input and of its outputs."""
_OPSET, _IR_VERSION = 13, 7
"""Of 2020: the first operators that suffice, which the runtimes of today and of then know."""
_OPERATORS = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "Relu"}
"""ONNX's name of each hidden activation."""
_MISSING = (
    "expected the package onnx, which writes .onnx files, got none; start the program by "
    '"uv run --group onnx main.py", or save the network as .npz'
)


def check_onnx_installed() -> None:
    """Raise ``ModelError`` if the package that writes such files is not there; the message says how to get it."""
    _imported()


def write_onnx(parameters: Parameters, scaling: InputScaling, file: IO[bytes], *, about: Mapping[str, Any]) -> None:
    """Write a network as ONNX; the same network gives the same bytes.

    The graph has one input, ``pictures``: float32, shape (batch, n_inputs), row by row, values as the data sets have them.
    Its outputs are ``probabilities``, rows that sum to 1, and ``logits``, the pre-activations of the output layer: both
    float32, shape (batch, 10), column k for the digit k. It computes in the network's own dtype.

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
    number = onnx.TensorProto.DOUBLE if parameters.dtype == "float64" else onnx.TensorProto.FLOAT
    nodes: list[Any] = []
    constants: list[Any] = []

    def constant(name: str, values: "np.ndarray[Any, Any]") -> str:
        constants.append(onnx.numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def apply(operator: str, name: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - the operator's own
        nodes.append(helper.make_node(operator, list(inputs), [name], name=f"make_{name}", **attributes))
        return name

    values = PICTURES
    if not scaling.is_identity:  # in float64, as InputScaling does it, and rounded to what the network computes in
        values = apply("Cast", "exact_pictures", values, to=onnx.TensorProto.DOUBLE)
        values = apply("Sub", "shifted", values, constant("shift", scaling.shift))
        values = apply("Div", "divided", values, constant("divisor", scaling.divisor))
        values = apply("Cast", "rounded", values, to=onnx.TensorProto.FLOAT)
    if number == onnx.TensorProto.DOUBLE:
        values = apply("Cast", "inputs", values, to=number)
    last = len(parameters.weights)
    for layer, (weights, biases) in enumerate(zip(parameters.weights, parameters.biases, strict=True), start=1):
        names = constant(f"weights_{layer}", weights), constant(f"biases_{layer}", biases)
        values = apply("Gemm", f"preactivations_{layer}", values, *names)
        if layer < last:
            values = apply(_OPERATORS[architecture.hidden_activation], f"activations_{layer}", values)
    apply("Cast", LOGITS, values, to=onnx.TensorProto.FLOAT)
    if architecture.loss.apply is apply_sigmoid:
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
        nodes,
        "digit_lab_network",
        [described(PICTURES, architecture.n_inputs)],
        [described(name, architecture.n_outputs) for name in (PROBABILITIES, LOGITS)],
        constants,
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


def _imported() -> Any:  # noqa: ANN401 - a package that may be missing
    try:
        import onnx  # noqa: PLC0415 - only those pay for it who save such a file
    except ImportError as error:
        raise ModelError(_MISSING) from error
    return onnx


def _properties(parameters: Parameters, scaling: InputScaling, about: Mapping[str, Any]) -> dict[str, str]:
    """What people may want to know of the file, in words and in the names of the program."""
    architecture = parameters.architecture
    form = input_format(architecture.n_inputs)
    return {
        "program": f"Digit Lab {VERSION}",
        "architecture": str(architecture),
        "hidden_activation": architecture.hidden_activation if architecture.hidden_layers else "none",
        "output_loss": architecture.output_loss,
        "input_scaling": f"{scaling.name} (part of the graph)",
        PICTURES: (
            f"float32 (batch, {architecture.n_inputs}): pictures of {form.size}x{form.size} row by row, paper 0, "
            f"ink {form.ink:g}"
        ),
        PROBABILITIES: "float32 (batch, 10): how probable the digits 0 to 9 are; a row sums to 1",
        LOGITS: "float32 (batch, 10): the pre-activations of the output layer",
        "about": json.dumps({key: value for key, value in about.items() if key != "history"}, sort_keys=True),
    }
