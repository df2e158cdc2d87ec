"""Networks of other programs in ONNX: what ONNX Runtime computes from the file is what the opened network answers.

Files are built with the package ``onnx`` as PyTorch, tf2onnx and skl2onnx build theirs; without it the tests that need it
are skipped (``uv run --group onnx-check pytest``).
"""

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.scaling import SCALINGS, UNSCALED, InputScaling
from engine.errors import ModelError
from engine.ink.input_formats import format_of
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.models.onnx_networks import read_onnx
from engine.nn.activations import ACTIVATIONS
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import DType, picture_shape
from engine.training.config import TrainingConfig, parse_hidden_layers

RNG = np.random.default_rng(4)
Nodes = list[tuple[str, list[str], str, dict[str, Any]]]


@pytest.fixture
def onnx() -> Any:
    return pytest.importorskip("onnx", reason="built by the group onnx: uv run --group onnx-check pytest")


@pytest.fixture
def runtime(onnx: Any) -> Any:
    return pytest.importorskip("onnxruntime", reason="read by the group onnx-check: uv run --group onnx-check pytest")


def _w(*shape: int, size: float = 0.2) -> NDArray[np.float32]:
    return RNG.normal(0.0, size, shape).astype(np.float32)


def _build(
    onnx: Any,
    path: Path,
    nodes: Nodes,
    constants: dict[str, NDArray[Any]],
    *,
    shape: Sequence[int | str] = ("n", 784),
    output: tuple[int | str, ...] = ("n", 10),
    opset: int = 13,
    out: str = "out",
    kind: int = 1,
) -> Path:
    """A file with operators, each with inputs, output and attributes; of ai.onnx.ml where the name says so."""
    helper = onnx.helper
    made = []
    for operator, inputs, name, attributes in nodes:
        domain, _, plain = operator.rpartition("/")
        made.append(helper.make_node(plain, inputs, name.split(","), domain=domain, **attributes))
    graph = helper.make_graph(
        made,
        "g",
        [helper.make_tensor_value_info("x", kind, list(shape))],
        [helper.make_tensor_value_info(out, kind, list(output))],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid("ai.onnx.ml", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=4 if opset < 9 else 8)
    path.write_bytes(model.SerializeToString())
    return path


def _pictures(n: int = 12, n_inputs: int = 784) -> NDArray[np.float32]:
    pictures = RNG.uniform(0, 1, (n, n_inputs)) * (RNG.uniform(size=(n, n_inputs)) < np.linspace(0.02, 0.7, n)[:, None])
    return pictures.astype(np.float32)


def _as_run(runtime: Any, path: Path, pictures: NDArray[Any], shape: Sequence[int | str]) -> NDArray[Any]:
    """What the runtime puts out, made to sum to 1."""
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = runtime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    batch = shape[0] if isinstance(shape[0], int) else len(pictures)
    rest = [side if isinstance(side, int) else 28 for side in shape[1:]]
    parts = [pictures[i : i + batch].reshape(batch, *rest) for i in range(0, len(pictures), batch)]
    (name,) = [entry.name for entry in session.get_inputs()]
    dtype = np.float64 if "double" in session.get_inputs()[0].type else np.float32
    return np.concatenate([session.run(None, {name: part.astype(dtype)})[-1].reshape(len(part), -1) for part in parts])


def _as_read(path: Path, pictures: NDArray[Any]) -> NDArray[Any]:
    """What the network of the file answers to the same pictures, its own scaling included; pixels as the file has them."""
    found = read_onnx(path)
    return Model(found.parameters, scaling=found.scaling).read(pictures)


def _softmax(z: NDArray[Any]) -> NDArray[Any]:
    e = np.exp(z.astype(np.float64) - z.max(axis=1, keepdims=True))
    normal: NDArray[Any] = e / e.sum(axis=1, keepdims=True)
    return normal


def _rows(z: NDArray[Any]) -> NDArray[Any]:
    shares: NDArray[Any] = z / z.sum(axis=1, keepdims=True)
    return shares


def _same(values: NDArray[Any]) -> NDArray[Any]:
    return values


DENSE = {"w1": _w(784, 12), "b1": _w(12), "w2": _w(12, 10, size=0.6), "b2": _w(10)}
CONV = {"k1": _w(4, 1, 5, 5), "c1": _w(4), "k2": _w(6, 4, 3, 3), "c2": _w(6), "w1": _w(150, 10, size=0.6), "b1": _w(10)}
FLAT = {"to_rows": np.array([-1, 784]), "batch_rows": np.array([4, 784]), "zero_rows": np.array([0, 784])}
BN: dict[str, Any] = {
    "g": RNG.uniform(0.5, 2, 12).astype(np.float32),
    "s": _w(12),
    "m": _w(12),
    "v": RNG.uniform(0.5, 2, 12),
}
BN_32: dict[str, NDArray[Any]] = {name: value.astype(np.float32) for name, value in BN.items()}
BN4 = {f"{name}4": value[:4].copy() for name, value in BN_32.items()}
BN4["g4"][1] *= -1
_MLP: Nodes = [("MatMul", ["x", "w1"], "a", {}), ("Add", ["a", "b1"], "b", {})]
_END: Nodes = [("MatMul", ["c", "w2"], "d", {}), ("Add", ["b2", "d"], "e", {})]
_GEMM_2 = ("Gemm", ["c", "w2t", "b2"], "e", {"transB": 1})
DENSE_T = {**DENSE, "w1t": DENSE["w1"].T.copy(), "w2t": DENSE["w2"].T.copy()}
_NCHW: Nodes = [
    ("Conv", ["x", "k1", "c1"], "a", {"pads": [2, 2, 2, 2], "kernel_shape": [5, 5]}),
    ("Relu", ["a"], "b", {}),
    ("MaxPool", ["b"], "c", {"kernel_shape": [2, 2], "strides": [2, 2]}),
    ("Conv", ["c", "k2", "c2"], "d", {}),
    ("MaxPool", ["d"], "e", {"kernel_shape": [2, 2], "strides": [2, 2]}),
    ("Tanh", ["e"], "f", {}),
]
_TAIL = {"w1": _w(216, 10, size=0.4)}

# name: operators, constants, the shape of x, opset, and what makes the runtime's outputs probabilities
FILES: dict[str, tuple[Nodes, dict[str, NDArray[Any]], Sequence[int | str], int, Callable[..., NDArray[Any]]]] = {
    "PyTorch": (
        [
            ("Flatten", ["x"], "z", {"axis": 1}),
            ("Gemm", ["z", "w1t", "b1"], "b", {"transB": 1, "alpha": 0.5, "beta": 2.0}),
            ("Relu", ["b"], "c", {}),
            ("Dropout", ["c"], "cc", {}),
            ("Gemm", ["cc", "w2t", "b2"], "e", {"transB": 1}),
            ("LogSoftmax", ["e"], "out", {"axis": 1}),
        ],
        DENSE_T,
        ("n", 1, 28, 28),
        9,
        np.exp,
    ),
    "view(x.size(0), -1)": (
        [
            ("Shape", ["x"], "s", {}),
            ("Constant", [], "i", {"value_int": 0}),
            ("Gather", ["s", "i"], "n", {"axis": 0}),
            ("Unsqueeze", ["n", "zero"], "n1", {}),
            ("Concat", ["n1", "minus"], "t", {"axis": 0}),
            ("Reshape", ["x", "t"], "z", {}),
            ("Gemm", ["z", "w1", "b1"], "b", {}),
            ("Sigmoid", ["b"], "c", {}),
            ("Gemm", ["c", "w2", "b2"], "out", {}),
        ],
        {**DENSE, "zero": np.array([0]), "minus": np.array([-1])},
        ("n", 1, 28, 28),
        13,
        _softmax,
    ),
    "a batch of 4": (
        [
            ("Reshape", ["x", "batch_rows"], "y", {}),
            ("MatMul", ["y", "w1"], "a", {}),
            _MLP[1],
            ("Tanh", ["b"], "c", {}),
            *_END,
            ("Softmax", ["e"], "out", {}),
        ],
        {**DENSE, **FLAT},
        (4, 28, 28),
        13,
        _same,
    ),
    "opset 7, reshape 0": (
        [
            ("Reshape", ["x", "zero_rows"], "y", {}),
            ("MatMul", ["y", "w1"], "a", {}),
            _MLP[1],
            ("Relu", ["b"], "c", {}),
            *_END,
            ("Softmax", ["e"], "out", {}),
        ],
        {**DENSE, **FLAT},
        ("n", 28, 28, 1),
        7,
        _same,
    ),
    "sigmoids, opset 21": (
        [*_MLP, ("Sigmoid", ["b"], "c", {}), *_END, ("Sigmoid", ["e"], "out", {})],
        DENSE,
        ("n", 784),
        21,
        _rows,
    ),
    "pixels scaled": (
        [
            ("Div", ["x", "by"], "q", {}),
            ("Sub", ["q", "mean"], "r", {}),
            ("Mul", ["r", "k"], "y", {}),
            ("MatMul", ["y", "w1"], "a", {}),
            _MLP[1],
            ("Relu", ["b"], "c", {}),
            *_END,
            ("Identity", ["e"], "out", {}),
        ],
        {**DENSE, "by": np.array(0.5, np.float32), "mean": _w(784), "k": np.array([3.0], np.float32)},
        ("n", 784),
        13,
        _softmax,
    ),
    "1 - x": (
        [
            ("Sub", ["one", "x"], "y", {}),
            ("MatMul", ["y", "w1"], "a", {}),
            _MLP[1],
            ("Relu", ["b"], "c", {}),
            *_END,
            ("Softmax", ["e"], "out", {"axis": -1}),
        ],
        {**DENSE, "one": np.array([1.0], np.float32)},
        ("n", 784),
        13,
        _same,
    ),
    "scikit-learn": (
        [
            ("ai.onnx.ml/Scaler", ["x"], "y", {"offset": _w(784).tolist(), "scale": RNG.uniform(1, 2, 784).tolist()}),
            ("Cast", ["y"], "y1", {"to": 1}),
            ("MatMul", ["y1", "w1"], "a", {}),
            _MLP[1],
            ("Relu", ["b"], "c", {}),
            *_END,
            ("Softmax", ["e"], "out", {"axis": 1}),
        ],
        DENSE,
        ("n", 784),
        11,
        _same,
    ),
    "BatchNormalization behind and before": (
        [
            *_MLP,
            ("BatchNormalization", ["b", "g", "s", "m", "v"], "b1n", {"epsilon": 0.001}),
            ("Relu", ["b1n"], "c1", {}),
            ("BatchNormalization", ["c1", "s", "g", "m", "v"], "c", {}),
            *_END,
            ("Softmax", ["e"], "out", {}),
        ],
        {**DENSE, **BN_32},
        ("n", 784),
        15,
        _same,
    ),
    "two dense layers without anything between": (
        [*_MLP, ("MatMul", ["b", "u"], "b2x", {}), ("Tanh", ["b2x"], "c", {}), *_END, ("Identity", ["e"], "out", {})],
        {**DENSE, "u": _w(12, 12)},
        ("n", 784),
        13,
        _softmax,
    ),
    "outputs through tanh": (
        [*_MLP, ("Clip", ["b", "null"], "c", {}), *_END, ("Tanh", ["e"], "out", {})],
        {**DENSE, "null": np.array(0.0, np.float32)},
        ("n", 784),
        13,
        _softmax,
    ),
    "NCHW": (
        [*_NCHW, ("Flatten", ["f"], "z", {}), ("MatMul", ["z", "w1"], "g", {}), ("Add", ["g", "b1"], "out", {})],
        {**CONV, **_TAIL},
        ("n", 1, 28, 28),
        13,
        _softmax,
    ),
    "NHWC, as Keras": (
        [
            ("Transpose", ["x"], "t", {"perm": [0, 3, 1, 2]}),
            ("Conv", ["t", "k1"], "a0", {"auto_pad": "SAME_UPPER"}),
            ("Add", ["a0", "c1x"], "a", {}),
            *_NCHW[1:],
            ("Transpose", ["f"], "f1", {"perm": [0, 2, 3, 1]}),
            ("Reshape", ["f1", "rows"], "z", {}),
            ("MatMul", ["z", "w1"], "g", {}),
            ("Add", ["g", "b1"], "g1", {}),
            ("Softmax", ["g1"], "out", {}),
        ],
        {**CONV, **_TAIL, "c1x": CONV["c1"].reshape(1, 4, 1, 1), "rows": np.array([-1, 216])},
        ("n", 28, 28, 1),
        13,
        _same,
    ),
    "normalized maps, global average": (
        [
            _NCHW[0],
            ("BatchNormalization", ["a", "g4", "s4", "m4", "v4"], "an", {}),
            ("Relu", ["an"], "b", {}),
            ("BatchNormalization", ["b", "v4", "s4", "m4", "g2"], "bn", {}),
            ("Conv", ["bn", "k2", "c2"], "d", {}),
            ("Sigmoid", ["d"], "e", {}),
            ("GlobalAveragePool", ["e"], "f", {}),
            ("Flatten", ["f"], "z", {}),
            ("MatMul", ["z", "w6"], "g", {}),
            ("Softmax", ["g"], "out", {}),
        ],
        {**CONV, **BN4, "g2": np.abs(BN4["g4"]), "w6": _w(6, 10, size=3.0)},
        ("n", 1, 28, 28),
        13,
        _same,
    ),
    "means by columns and rows": (
        [
            ("Conv", ["x", "k1", "c1"], "a", {}),
            ("Tanh", ["a"], "b", {}),
            ("Transpose", ["b"], "c", {"perm": [0, 2, 3, 1]}),
            ("ReduceMean", ["c"], "f", {"axes": [1, 2], "keepdims": 0}),
            ("Gemm", ["f", "w4"], "out", {}),
        ],
        {**CONV, "w4": _w(4, 10, size=4.0)},
        ("n", 1, 28, 28),
        13,
        _softmax,
    ),
    "a margin of its own, even filters, averages": (
        [
            ("Pad", ["x", "around"], "p", {}),
            ("Conv", ["p", "k4", "c1"], "a", {}),
            ("Relu", ["a"], "b", {}),
            ("AveragePool", ["b"], "c", {"kernel_shape": [4, 4], "strides": [4, 4]}),
            ("Flatten", ["c"], "f", {}),
            ("Gemm", ["f", "w196"], "out", {}),
        ],
        {**CONV, "k4": _w(4, 1, 4, 4), "around": np.array([0, 0, 1, 2, 0, 0, 2, 1]), "w196": _w(196, 10, size=1.0)},
        ("n", 1, 28, 28),
        13,
        _softmax,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_network_answers_as_the_runtime_does(name: str, onnx: Any, runtime: Any, tmp_path: Path) -> None:
    nodes, constants, shape, opset, normal = FILES[name]
    path = _build(onnx, tmp_path / "m.onnx", nodes, constants, shape=shape, opset=opset)
    pictures = _pictures()

    expected = normal(_as_run(runtime, path, pictures, shape))

    ours = _as_read(path, pictures)
    assert np.ptp(ours, axis=0).max() > 0.01  # or anything would do
    np.testing.assert_allclose(ours, expected, atol=2e-5)


@pytest.mark.parametrize("kind", ["float16", "float64", "bfloat16", "float_data", "double_data", "half_data"])
def test_numbers_of_every_kind_are_read(kind: str, onnx: Any, tmp_path: Path) -> None:
    path = _build(onnx, tmp_path / "m.onnx", [*_MLP, ("Relu", ["b"], "c", {}), *_END], DENSE, out="e")
    model = onnx.load(path)
    exact = {"float64", "double_data"}
    for tensor in model.graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        if kind == "float_data":
            new = onnx.helper.make_tensor(tensor.name, 1, values.shape, values.ravel())
        elif kind in ("double_data", "half_data"):
            new = onnx.helper.make_tensor(
                tensor.name, 11 if kind == "double_data" else 10, values.shape, values.ravel()
            )
        elif kind == "bfloat16":
            halves = (values.view(np.uint32) >> 16).astype(np.uint16).tobytes()
            new = onnx.helper.make_tensor(tensor.name, 16, values.shape, halves, raw=True)
        else:
            new = onnx.numpy_helper.from_array(values.astype(kind), tensor.name)
        tensor.CopyFrom(new)
    path.write_bytes(model.SerializeToString())
    pictures = _pictures()

    found = read_onnx(path)

    assert found.parameters.dtype == ("float64" if kind in exact else "float32")
    hidden = np.maximum(pictures @ DENSE["w1"] + DENSE["b1"], 0)
    tolerance = 1e-6 if kind in exact | {"float_data"} else 0.02
    np.testing.assert_allclose(_as_read(path, pictures), _softmax(hidden @ DENSE["w2"] + DENSE["b2"]), atol=tolerance)


def test_classes_that_are_named_in_another_order_are_put_in_order(onnx: Any, tmp_path: Path) -> None:
    order = [3, 1, 2, 10, 4, 5, 6, 7, 8, 9]
    named = ("ai.onnx.ml/ZipMap", ["p"], "out", {"classlabels_int64s": order})
    nodes = [*_MLP, ("Relu", ["b"], "c", {}), *_END, ("Softmax", ["e"], "p", {}), named]
    path = _build(onnx, tmp_path / "m.onnx", nodes, DENSE)
    pictures = _pictures()

    ours = _as_read(path, pictures)

    plain = _softmax(np.maximum(pictures @ DENSE["w1"] + DENSE["b1"], 0) @ DENSE["w2"] + DENSE["b2"])
    for column, label in enumerate(order):
        np.testing.assert_allclose(ours[:, label % 10], plain[:, column], atol=1e-6)


# Our own


@pytest.mark.slow_but(3)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "hidden", ["none", "12, 9", "conv 4 3x3 same, pool 2, conv 5 2x2, 12", "pool 2, dropout 0.5, 9"]
)
def test_what_this_program_wrote_comes_back_to_the_last_bit(
    hidden: str, dtype: DType, onnx: Any, tmp_path: Path
) -> None:
    if dtype == "float64" and "conv" in hidden:
        return  # which are written in float32
    for n_inputs, activation, loss, scaling in product((400, 784, 64), ACTIVATIONS, OUTPUT_LOSSES, SCALINGS):
        shape = picture_shape(n_inputs)
        layers = parse_hidden_layers(hidden, input_shape=shape)
        config = TrainingConfig(hidden_layers=layers, hidden_activation=activation, output_loss=loss)
        parameters = initialize(config.architecture(shape), scheme="glorot", rng=np.random.default_rng(1), dtype=dtype)
        parameters.flat[:] += 0.01
        if "pool" in hidden and "conv" not in hidden:
            parameters = type(parameters)(parameters.architecture, parameters.flat.astype(np.float32))
        half = format_of(shape).ink / 2
        scalings = {
            "none": UNSCALED,
            "centered": InputScaling("centered", np.array([half]), np.array([half])),
            "standardized": InputScaling("standardized", RNG.uniform(0, 1, n_inputs), RNG.uniform(0.1, 2, n_inputs)),
        }
        model = Model(parameters, metadata_from({"data": "mine", "epochs": 3.0}), scalings[scaling])
        save_model(model, tmp_path / "m.onnx")

        again = load_model(tmp_path / "m.onnx")

        assert again.note is None
        assert again.metadata == model.metadata
        assert again.parameters.dtype == parameters.dtype
        np.testing.assert_array_equal(again.parameters.flat, parameters.flat)
        kept = tuple(layer for layer in parameters.architecture.layers if layer.kind != "dropout")
        assert again.parameters.architecture.layers == kept
        assert again.parameters.architecture.output_loss == loss
        assert again.scaling.name == scaling
        np.testing.assert_array_equal(again.scaling.shift, model.scaling.shift)
        np.testing.assert_array_equal(again.scaling.divisor, model.scaling.divisor)


# What is refused


REFUSED: dict[str, tuple[Nodes, str]] = {
    "LeakyRelu": ([*_MLP, ("LeakyRelu", ["b"], "c", {}), *_END], "the operator LeakyRelu"),
    "stride": ([("Conv", ["x4", "k1"], "a", {"strides": [2, 2]}), *_END], "a convolution with strides or gaps"),
    "margin": ([("Conv", ["x4", "k1"], "a", {"pads": [1, 1, 1, 1]}), *_END], "a convolution with a margin other than"),
    "two branches": ([*_MLP, ("Add", ["a", "b"], "c", {}), *_END], "the operator Add on two branches"),
    "Clip": ([*_MLP, ("Clip", ["b", "null", "six"], "c", {}), *_END], "the operator Clip in a form"),
    "overlap": (
        [("MaxPool", ["x4"], "a", {"kernel_shape": [3, 3], "strides": [2, 2]})],
        "a pool whose squares overlap",
    ),
    "labels alone": ([*_MLP, ("ArgMax", ["b"], "e", {})], "the operator ArgMax"),
    "12 outputs": ([*_MLP, ("Identity", ["b"], "e", {})], "12 outputs, where there are 10 digits"),
    "a conv without activation": (
        [("Conv", ["x4", "k1"], "a", {}), ("Flatten", ["a"], "c", {}), ("MatMul", ["c", "w9"], "e", {})],
        "a convolution without an activation",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_network_here_has_is_named(name: str, onnx: Any, tmp_path: Path) -> None:
    nodes, reason = REFUSED[name]
    shaped: Any = ("Reshape", ["x", "s4"], "x4", {})
    more: dict[str, Any] = {
        "s4": np.array([-1, 1, 28, 28]),
        "null": np.float32(0),
        "six": np.float32(6),
        "w9": _w(2304, 10),
    }
    constants: dict[str, Any] = {**DENSE, "k1": CONV["k1"], **more}
    if name in ("stride", "margin", "overlap"):
        last = nodes[0][2]
        nodes = [nodes[0], ("Flatten", [last], "c", {}), ("Identity", ["c"], "e", {})]
    path = _build(onnx, tmp_path / "m.onnx", [shaped, *nodes], constants, out="e")

    with pytest.raises(ModelError) as caught:
        load_model(path)

    assert str(caught.value).startswith(
        "m.onnx: expected a network of dense layers, convolutions that move by one pixel"
    )
    assert reason in str(caught.value)


def test_other_pictures_two_inputs_and_old_operators_are_refused(onnx: Any, tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    for shape, constants, opset, reason in (
        (("n", 3, 32, 32), DENSE, 13, "one that takes other pictures than 20 × 20, 28 × 28 or 8 × 8 (? x 3 x 32 x 32)"),
        (("n", 784), DENSE, 6, "expected ONNX operators of version 7 or newer, got version 6"),
    ):
        _build(onnx, path, [*_MLP, ("Relu", ["b"], "c", {}), *_END], constants, shape=shape, opset=opset, out="e")
        with pytest.raises(ModelError) as caught:
            load_model(path)
        assert reason in str(caught.value)
    model = onnx.load(path)
    model.opset_import[0].version = 13
    model.graph.input.append(onnx.helper.make_tensor_value_info("more", 1, [1]))
    path.write_bytes(model.SerializeToString())
    with pytest.raises(ModelError, match="expected a network with one input, its pictures, got 2 inputs"):
        load_model(path)


def test_numbers_in_another_file_are_refused_with_what_to_do(onnx: Any, tmp_path: Path) -> None:
    path = _build(onnx, tmp_path / "m.onnx", [*_MLP, ("Relu", ["b"], "c", {}), *_END], DENSE, out="e")
    onnx.save(onnx.load(path), path, save_as_external_data=True, location="m.onnx.data", size_threshold=0)

    with pytest.raises(ModelError, match=r"its numbers are in another one, m\.onnx\.data; .*external_data=False"):
        load_model(path)


@pytest.mark.parametrize("content", [b"\x08\x07", b"", b"{}", b"\x3a\x02\x0a\xff", b"\x3a" + b"\xff" * 12, bytes(300)])
def test_what_is_no_such_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(content)

    with pytest.raises(ModelError, match=r"m\.onnx: expected a"):
        load_model(tmp_path / "m.onnx")


def test_the_logits_are_those_of_the_file(onnx: Any, tmp_path: Path) -> None:
    path = _build(onnx, tmp_path / "m.onnx", [*_MLP, ("Relu", ["b"], "c", {}), *_END], DENSE, out="e")
    pictures = _pictures()
    found = read_onnx(path)
    hidden = np.maximum(pictures @ DENSE["w1"] + DENSE["b1"], 0)
    logits = hidden @ DENSE["w2"] + DENSE["b2"]
    np.testing.assert_allclose(compute_logits(found.parameters, pictures), logits, rtol=1e-4, atol=1e-4)
