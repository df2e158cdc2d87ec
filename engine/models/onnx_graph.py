"""The graph in an ``.onnx`` file: operators, constants and shapes, as the file has them.

Source: the schema ``onnx.proto`` (https://github.com/onnx/onnx). Of it, what a network needs is read; what only programs
that train, split or document a graph use is passed over. Functions and graphs within operators are not followed.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.io.protobuf import Message, ProtobufError, read_message

Constant: TypeAlias = "NDArray[Any]"

MAX_NODES = 2_000
"""Operators of a graph: the networks that can be read have a few dozen."""
_EXTERNAL = 1  # where the values of a tensor lie: in another file
_FLOAT, _FLOAT16, _DOUBLE, _BFLOAT16 = 1, 10, 11, 16
_DTYPES = {1: "<f4", 2: "u1", 3: "i1", 4: "<u2", 5: "<i2", 6: "<i4", 7: "<i8", 9: "u1", 10: "<f2", 11: "<f8", 12: "<u4"}
_DTYPES |= {13: "<u8"}
DTYPES: Mapping[int, "np.dtype[np.generic]"] = {number: np.dtype(name) for number, name in _DTYPES.items()}
"""The kinds of numbers by ONNX's numbers for them."""


class ExternalDataError(Exception):
    """The numbers of a graph lie in another file, whose name is the argument."""


@dataclass(frozen=True)
class Node:
    """One operator.

    Attributes
    ----------
    operator
        Its name; with its domain before it where that is another than ONNX's own.
    inputs, outputs
        Names of values; an empty one is an input that is left out.
    attributes
        By name: a number, a text, a list of either, or a constant.
    """

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: Mapping[str, "Attribute"]


Attribute: TypeAlias = "float | int | str | list[float] | list[int] | list[str] | Constant | None"


@dataclass(frozen=True)
class Graph:
    """A network as ONNX has it.

    Attributes
    ----------
    nodes
        In the order of the computation.
    constants
        By name.
    inputs
        What is put in, by name: its sizes, ``None`` for one that is not fixed; without a shape an empty tuple.
    outputs
        Names of what comes out.
    opset
        The version of ONNX's operators.
    properties
        What the program that wrote the file tells of it.
    producer
        That program.
    """

    nodes: tuple[Node, ...]
    constants: Mapping[str, Constant]
    inputs: Mapping[str, tuple[int | None, ...]]
    outputs: tuple[str, ...]
    opset: int
    properties: Mapping[str, str] = field(default_factory=dict)
    producer: str = ""


def read_graph(data: memoryview) -> Graph:
    """Read a file.

    Raises
    ------
    ProtobufError
        If it is no such file, or a graph that no network of this program's kinds can be.
    ExternalDataError
        If its numbers lie in another file.
    """
    model = read_message(data)
    if 7 not in model.parts:
        raise ProtobufError
    graph = model.message(7)
    if len(graph.parts.get(1, ())) > MAX_NODES:
        raise ProtobufError
    opsets = {entry.text(1): entry.number(2) for entry in model.messages(8)}
    constants = {}
    for tensor in graph.messages(5):
        constants[tensor.text(8)] = _values(tensor)
    inputs = dict(map(_input, graph.messages(11)))
    return Graph(
        tuple(map(_node, graph.messages(1))),
        constants,
        {name: shape for name, shape in inputs.items() if name not in constants},
        tuple(value.text(1) for value in graph.messages(12)),
        opsets.get("", opsets.get("ai.onnx", 0)),
        {entry.text(1): entry.text(2) for entry in model.messages(14)},
        model.text(2),
    )


def _node(message: Message) -> Node:
    domain = message.text(7)
    operator = message.text(4) if domain in ("", "ai.onnx") else f"{domain}.{message.text(4)}"
    attributes = {attribute.text(1): _attribute(attribute) for attribute in message.messages(5)}
    return Node(operator, tuple(message.texts(1)), tuple(message.texts(2)), attributes)


def _attribute(message: Message) -> Attribute:
    kind = message.number(20)
    if kind in (1, 6):
        floats = message.fixed(2 if kind == 1 else 7, "<f4").tolist()
        return (floats[-1] if floats else 0.0) if kind == 1 else list(floats)
    found: dict[int, Attribute] = {2: message.number(3), 3: message.text(4)}
    if kind == 4:
        return _values(message.message(5))
    if kind == 7:
        return message.integers(8)
    if kind == 8:
        return message.texts(9)
    return found.get(kind)


def _input(message: Message) -> tuple[str, tuple[int | None, ...]]:
    shape = message.message(2).message(1).message(2)
    sizes = (dimension.number(1) if 1 in dimension.numbers else None for dimension in shape.messages(1))
    return message.text(1), tuple(size if size is not None and size > 0 else None for size in sizes)


def _values(tensor: Message) -> Constant:
    """The numbers of a tensor; those of kinds that are not read are an array of text without any."""
    shape, kind = tuple(tensor.integers(1)), tensor.number(2)
    if tensor.number(14) == _EXTERNAL or 13 in tensor.parts:
        entries = {entry.text(1): entry.text(2) for entry in tensor.messages(13)}
        raise ExternalDataError(entries.get("location", "?"))
    if min(shape, default=0) < 0:
        raise ProtobufError
    if kind == _BFLOAT16:
        halves = tensor.fixed(9, "<u2") if 9 in tensor.parts else np.array(tensor.integers(5), np.int64)
        found: Constant = (halves.astype(np.uint32) << np.uint32(16)).view(np.float32)
    elif kind not in DTYPES:
        return np.empty(0, dtype="U1")
    elif 9 in tensor.parts:
        found = tensor.fixed(9, str(_DTYPES[kind]))
    elif kind == _FLOAT:
        found = tensor.fixed(4, "<f4")
    elif kind == _DOUBLE:
        found = tensor.fixed(10, "<f8")
    elif kind == _FLOAT16:
        found = np.array(tensor.integers(5), np.int64).astype(np.uint16).view(np.float16)
    else:
        wide = {7: 7, 12: 11, 13: 11}.get(kind, 5)
        found = np.array(tensor.integers(wide), np.int64).astype(DTYPES[kind])
    if found.size != math.prod(shape):
        raise ProtobufError
    return found.reshape(shape)
