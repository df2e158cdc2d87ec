"""ONNX files answer in ONNX Runtime as the network does here; without the package one sentence says how to get it.

The first part needs it: ``uv run --group onnx-check pytest tests/unit/engine/models/test_onnx_files.py``.
"""

import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import VERSION
from engine.data.registry import load_uci_digits
from engine.data.scaling import SCALINGS, UNSCALED, InputScaling
from engine.errors import ModelError
from engine.ink.input_formats import format_of
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.activations import ACTIVATIONS
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, DType, picture_shape
from engine.training.config import TrainingConfig, parse_hidden_layers
from main import main

Capture = pytest.CaptureFixture[str]
DTYPES: tuple[DType, ...] = ("float32", "float64")
DEPTHS: tuple[tuple[int, ...], ...] = ((), (12,), (12, 9), (12, 9, 7))
_GAIN = {"sigmoid": 4.0, "tanh": 1.5, "relu": 1.5}  # of each layer, or deep networks say the same of all pictures
SENTENCE = (
    "expected the package onnx, which writes .onnx files, got none; start the program by "
    '"uv run --group onnx main.py", or save the network as .npz'
)


@pytest.fixture
def onnx() -> Any:
    """The package that writes such files; tests of what is written are skipped without it."""
    return pytest.importorskip("onnx", reason="written by the group onnx: uv run --group onnx-check pytest")


@pytest.fixture
def runtime(onnx: Any) -> Any:
    """The package that reads them, told to compute in one thread."""
    return pytest.importorskip("onnxruntime", reason="read by the group onnx-check: uv run --group onnx-check pytest")


def _scaling(name: str, n_inputs: int, rng: np.random.Generator) -> InputScaling:
    ink = format_of(picture_shape(n_inputs)).ink
    if name == "none":
        return UNSCALED
    if name == "centered":
        return InputScaling(name, np.array([ink / 2]), np.array([ink / 2]))
    return InputScaling(name, rng.uniform(0, ink, n_inputs), rng.uniform(0.05, 0.5, n_inputs) * ink)


def _model(architecture: Architecture, scaling: str = "none", dtype: DType = "float32", seed: int = 3) -> Model:
    """A network whose answers differ from picture to picture, however many layers it has."""
    rng = np.random.default_rng(seed)
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype=dtype)
    for biases in parameters.biases:
        biases[:] = rng.normal(0.0, 0.5, biases.shape)
    parameters.decayed[:] *= _GAIN[architecture.hidden_activation]
    return Model(
        parameters,
        metadata_from({"data": "mine", "history": [[0.0, 1.0]]}),
        _scaling(scaling, architecture.n_inputs, rng),
    )


def _pictures(n_inputs: int, n: int = 64) -> NDArray[np.float32]:
    """Sparse ones as digits are, a blank one, one that is all ink, and one of noise."""
    rng = np.random.default_rng(9)
    ink = format_of(picture_shape(n_inputs)).ink
    pictures = rng.uniform(0, ink, (n, n_inputs)) * (rng.uniform(size=(n, n_inputs)) < 0.25)
    pictures[0], pictures[1], pictures[2] = 0.0, ink, rng.uniform(0, ink, n_inputs)
    return pictures.astype(np.float32)


def _session(runtime: Any, path: Path) -> Any:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _assert_equal_answers(runtime: Any, model: Model, pictures: NDArray[np.float32], folder: Path) -> None:
    save_model(model, folder / "m.onnx")
    probabilities, logits = _session(runtime, folder / "m.onnx").run(None, {"pictures": pictures})
    ours = model.read(pictures)
    assert probabilities.dtype == logits.dtype == np.float32
    np.testing.assert_allclose(probabilities, ours, rtol=0, atol=1e-5)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, atol=1e-5)
    inputs = model.parameters.as_inputs(model.scaling.apply(pictures))
    expected = compute_logits(model.parameters, inputs)
    np.testing.assert_allclose(logits, expected, rtol=1e-5, atol=1e-5 * max(1.0, float(np.abs(expected).max())))


# What is written


@pytest.mark.slow_but(2)
@pytest.mark.parametrize("hidden_layers", DEPTHS, ids=lambda layers: f"{len(layers)} hidden")
@pytest.mark.parametrize("n_inputs", [400, 64])
def test_every_kind_of_network_answers_as_here(
    n_inputs: int, hidden_layers: tuple[int, ...], runtime: Any, tmp_path: Path
) -> None:
    pictures = _pictures(n_inputs)
    for activation, loss, scaling, dtype in product(ACTIVATIONS, OUTPUT_LOSSES, SCALINGS, DTYPES):
        architecture = Architecture.dense(n_inputs, hidden_layers, 10, activation, loss)
        model = _model(architecture, scaling, dtype)
        assert np.ptp(model.read(pictures), axis=0).max() > 0.02  # or anything would do
        _assert_equal_answers(runtime, model, pictures, tmp_path)


@pytest.mark.slow_but(3)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    "hidden",
    [
        "conv 4 3x3, pool 2, conv 5 2x2, 12",
        "conv 4 3x3 same, conv 3 3x3, pool 3",  # which leaves two rows and columns
        "pool 2, conv 3 3x3, dropout 0.5, pool 2, 9, dropout 0.5",
        "dropout 0.2, 12",
    ],
)
def test_networks_of_all_kinds_of_layers_answer_as_here(
    hidden: str, dtype: DType, runtime: Any, tmp_path: Path
) -> None:
    for n_inputs, activation, loss in product((400, 64), ACTIVATIONS, OUTPUT_LOSSES):
        layers = parse_hidden_layers(hidden, input_shape=picture_shape(n_inputs))
        config = TrainingConfig(hidden_layers=layers, hidden_activation=activation, output_loss=loss)
        model = _model(config.architecture(picture_shape(n_inputs)), "standardized", dtype)
        assert np.ptp(model.read(_pictures(n_inputs)), axis=0).max() > 0.02
        _assert_equal_answers(runtime, model, _pictures(n_inputs), tmp_path)


def test_the_bundled_network_reads_the_bundled_digits_as_here(runtime: Any, tmp_path: Path) -> None:
    digits = load_uci_digits().test

    _assert_equal_answers(runtime, load_model(), digits.images.astype(np.float32), tmp_path)


@pytest.mark.parametrize("loss", OUTPUT_LOSSES)
@pytest.mark.parametrize("size", [1e3, 1e5, 1e30])
def test_answers_that_are_as_sure_as_can_be_are_still_numbers(
    size: float, loss: str, runtime: Any, tmp_path: Path
) -> None:
    model = _model(Architecture.dense(hidden_layers=(), output_loss=loss), dtype="float64")
    model.parameters.flat[:] *= size / np.abs(model.parameters.flat).max()
    save_model(model, tmp_path / "m.onnx")

    probabilities, _ = _session(runtime, tmp_path / "m.onnx").run(None, {"pictures": _pictures(400)})

    np.testing.assert_allclose(probabilities, model.read(_pictures(400)), atol=1e-5)


@pytest.mark.parametrize("n_pictures", [0, 1, 7])
def test_any_number_of_pictures_can_be_read_at_once(n_pictures: int, runtime: Any, tmp_path: Path) -> None:
    save_model(_model(Architecture.dense()), tmp_path / "m.onnx")

    probabilities, logits = _session(runtime, tmp_path / "m.onnx").run(None, {"pictures": _pictures(400)[:n_pictures]})

    assert probabilities.shape == logits.shape == (n_pictures, 10)


def test_the_file_says_what_it_is(runtime: Any, tmp_path: Path) -> None:
    save_model(_model(Architecture.dense(n_inputs=64, hidden_activation="tanh"), "centered"), tmp_path / "m.onnx")

    session = _session(runtime, tmp_path / "m.onnx")

    about = session.get_modelmeta()
    assert about.producer_name == "Digit Lab"
    told = about.custom_metadata_map
    assert told["program"] == f"Digit Lab {VERSION}"
    assert (told["architecture"], told["hidden_activation"]) == ("64-25-10", "tanh")
    assert told["pictures"] == "float32 (batch, 64): pictures of 8x8 row by row, paper 0, ink 16"
    assert told["input_scaling"] == "centered (part of the graph)"
    assert told["about"] == '{"data": "mine"}'
    assert [(node.name, node.type, node.shape) for node in session.get_inputs()] == [
        ("pictures", "tensor(float)", ["batch", 64])
    ]
    assert [(node.name, node.shape) for node in session.get_outputs()] == [
        ("probabilities", ["batch", 10]),
        ("logits", ["batch", 10]),
    ]


def test_the_same_network_gives_the_same_bytes(onnx: Any, tmp_path: Path) -> None:
    for name in ("a.onnx", "b.ONNX"):
        save_model(_model(Architecture.dense(), "standardized"), tmp_path / name)

    assert (tmp_path / "a.onnx").read_bytes() == (tmp_path / "b.ONNX").read_bytes()


def test_a_failing_write_leaves_the_old_file(onnx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.onnx"
    path.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ModelError, match="expected a place where a model can be written, got: No space left"):
        save_model(_model(Architecture.dense()), path)

    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["m.onnx"]


def test_train_and_export_write_such_files(onnx: Any, capsys: Capture, tmp_path: Path) -> None:
    kept, trained, exported = (tmp_path / name for name in ("m.npz", "t.onnx", "e.onnx"))
    options = "--data uci-digits-8x8 --hidden 3 --epochs 1 --inputs standardized"
    for out in (kept, trained):
        assert main(["train", *options.split(), "--out", str(out)]) == 0
    assert main(["export", "--model", str(kept), "--out", str(exported)]) == 0

    arrays = [
        {tensor.name: onnx.numpy_helper.to_array(tensor).tolist() for tensor in onnx.load(path).graph.initializer}
        for path in (trained, exported)
    ]
    assert arrays[0] == arrays[1]
    assert set(arrays[0]) == {"shift", "divisor", "weights_1", "biases_1", "weights_2", "biases_2"}
    assert arrays[0]["weights_1"] == load_model(kept).parameters.weights[0].tolist()


# Without the package, and the other way


@pytest.fixture
def without_onnx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)  # as if it were not installed


@pytest.mark.usefixtures("without_onnx")
def test_without_the_package_one_sentence_says_how_to_get_it_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    path.write_bytes(b"old")

    with pytest.raises(ModelError) as caught:
        save_model(_model(Architecture.dense()), path)

    assert str(caught.value) == SENTENCE
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["m.onnx"]


@pytest.mark.usefixtures("without_onnx")
@pytest.mark.parametrize("command", ["train --data uci-digits --epochs 1000000", "export"])
def test_the_command_line_says_it_before_anything_is_trained(command: str, capsys: Capture, tmp_path: Path) -> None:
    assert main([*command.split(), "--out", str(tmp_path / "m.onnx")]) == 2

    assert capsys.readouterr().err == f"error: {SENTENCE}\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["evaluate --data uci-digits --model", "predict x.png --model"])
def test_a_damaged_one_cannot_be_opened_which_is_said(command: str, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"\x08\x07")

    assert main([*command.split(), str(tmp_path / "m.onnx")]) == 2

    said = "m.onnx: expected a network as ONNX, got a file that cannot be read as one; it is damaged, export it again"
    assert capsys.readouterr().err == f"error: {said}\n"


# Export


def test_export_turns_one_kind_of_file_into_another(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "weights.mat"
    model = _model(Architecture.dense(n_inputs=64, output_loss="sigmoid-cross-entropy"), "standardized", "float64")
    save_model(model, tmp_path / "m.npz")

    assert main(["export", "--model", str(tmp_path / "m.npz"), "--out", str(out)]) == 0

    assert capsys.readouterr().out == (f"The network 64-25-10 was saved as {out} ({out.stat().st_size:,} bytes).\n")
    np.testing.assert_allclose(load_model(out).read(_pictures(64)), model.read(_pictures(64)), atol=1e-6)


def test_exporting_the_bundled_network_as_mat_says_why_it_cannot_be(capsys: Capture, tmp_path: Path) -> None:
    assert main(["export", "--out", str(tmp_path / "w.mat")]) == 2

    assert "a .mat file holds networks of sigmoid units, got hidden units of the kind relu" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("out", "said"),
    [("m.txt", "--out must name an .npz, .mat or .onnx file"), ("none/m.npz", "must be in a folder that exists")],
)
def test_export_refuses_what_it_cannot_write(out: str, said: str, capsys: Capture, tmp_path: Path) -> None:
    assert main(["export", "--out", str(tmp_path / out)]) == 2

    assert said in capsys.readouterr().err
