"""Model files: what is saved comes back, a failure leaves the old file, and what is damaged or foreign is refused."""

import gzip
import json
import os
import pickle
import re
import stat
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.io import savemat
from scipy.special import expit

from engine.data.loading import load_dataset, read_mat
from engine.errors import ModelError
from engine.models import files
from engine.models.files import BUNDLED_MODEL, load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, DType, Parameters
from engine.nn.objective import Objective
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate

HISTORY = [[0.0, 2.5, 0.1, None, None], [1.0, 1.25, 0.5, 1.5, 0.25]]
ABOUT = {"data": "mine", "config": TrainingConfig(epochs=3).as_dict(), "history": HISTORY, "note": "é\n"}
ARCHITECTURE = Architecture.dense(hidden_layers=(6, 4), hidden_activation="relu", output_loss="sigmoid-squared-error")


def _model(dtype: DType = "float32", seed: int = 1) -> Model:
    return Model(
        initialize(ARCHITECTURE, scheme="uniform", rng=np.random.default_rng(seed), dtype=dtype), metadata_from(ABOUT)
    )


def _write(path: Path, description: Any, parameters: Any = None, **arrays: Any) -> Path:
    """A model file with anything in it."""
    if parameters is None:
        parameters = _model().parameters.flat
    np.savez_compressed(path, description=description, parameters=parameters, **arrays)
    return path


def _described(**changed: Any) -> str:
    """The description of a right file, but for what is changed; ``...`` leaves a key out."""
    description = {
        "format": "digit-lab-model",
        "version": 2,
        "n_inputs": 400,
        "hidden_layers": [6, 4],
        "n_outputs": 10,
        "hidden_activation": "relu",
        "output_loss": "sigmoid-squared-error",
        "input_scaling": "none",
        "about": {},
    }
    return json.dumps({key: value for key, value in {**description, **changed}.items() if value is not ...})


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _refused(path: Path) -> str:
    """The sentence with which a model file is refused."""
    with pytest.raises(ModelError) as caught:
        load_model(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


# Our own files


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ["model.npz", "a model.npz", "MODEL.NPZ"])
def test_a_model_comes_back_as_it_was_saved(name: str, dtype: DType, tmp_path: Path) -> None:
    model = _model(dtype)

    save_model(model, tmp_path / name)
    loaded = load_model(tmp_path / name)

    assert loaded.parameters.architecture == ARCHITECTURE
    assert loaded.parameters.flat.dtype == dtype
    np.testing.assert_array_equal(loaded.parameters.flat, model.parameters.flat)
    assert loaded.metadata.as_json() == ABOUT
    assert _names(tmp_path) == [name]


def test_the_description_that_other_tests_change_is_a_right_one(tmp_path: Path) -> None:
    loaded = load_model(_write(tmp_path / "m.npz", _described()))

    assert loaded.parameters.architecture == ARCHITECTURE
    np.testing.assert_array_equal(loaded.parameters.flat, _model().parameters.flat)


def test_saving_again_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    save_model(_model(seed=1), path)
    save_model(_model(seed=2), path)

    np.testing.assert_array_equal(load_model(path).parameters.flat, _model(seed=2).parameters.flat)


def test_a_saved_model_may_be_read_by_whom_the_umask_allows(tmp_path: Path) -> None:
    path, plain = tmp_path / "m.npz", tmp_path / "plain"
    plain.touch()

    save_model(_model(), path)

    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.parametrize("broken", ["write", "move"])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.npz"
    save_model(_model(seed=1), path)

    def fail(*args: object, **arrays: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((np, "savez_compressed", fail) if broken == "write" else (Path, "replace", fail)))
    with pytest.raises(ModelError, match="expected a place where a model can be written, got: No space left on device"):
        save_model(_model(seed=2), path)

    np.testing.assert_array_equal(load_model(path).parameters.flat, _model(seed=1).parameters.flat)
    assert _names(tmp_path) == ["m.npz"]


def test_an_interrupted_write_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object, **arrays: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez_compressed", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_model(_model(), tmp_path / "m.npz")

    assert _names(tmp_path) == []


@pytest.mark.parametrize("place", ["missing/m.npz", "folder.npz"])
def test_a_place_that_cannot_be_written_is_refused(place: str, tmp_path: Path) -> None:
    (tmp_path / "folder.npz").mkdir()

    with pytest.raises(ModelError, match="expected a place where a model can be written, got: "):
        save_model(_model(), tmp_path / place)

    assert _names(tmp_path) == ["folder.npz"]


def test_the_bundled_model_reads_the_bundled_test_digits() -> None:
    model = load_model()

    result = evaluate(model.parameters, load_dataset("uci-digits").test)

    assert str(model.parameters.architecture) == "400-1024-512-10"
    assert result.accuracy == pytest.approx(model.metadata.as_json()["test_accuracy"])
    assert result.accuracy > 0.97
    np.testing.assert_array_equal(load_model(BUNDLED_MODEL).parameters.flat, model.parameters.flat)


# Damaged and foreign files


@pytest.mark.parametrize("kept", [0.01, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(kept: float, tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    save_model(_model(), path)
    content = path.read_bytes()

    path.write_bytes(content[: int(kept * len(content))])

    assert "expected a model that this program saved, got a file that cannot be read as one" in _refused(path)


@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255))
def test_a_flipped_byte_is_noticed_or_harmless(place: float, byte: int, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "flipped.npz"
    save_model(_model(), path)
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= byte
    path.write_bytes(bytes(content))

    try:
        loaded = load_model(path)
    except ModelError:
        return

    np.testing.assert_array_equal(loaded.parameters.flat, _model().parameters.flat)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"\x93NUMPY\x01\x00", pickle.dumps({"a": 1})])
@pytest.mark.parametrize("name", ["m.npz", "m.mat", "m.mat.gz"])
def test_other_bytes_are_refused(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert re.search("expected a (model|network|MATLAB file)", _refused(path))


class _Bomb:
    """Leaves a trace where it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.trace),)


@pytest.mark.parametrize("place", ["description", "parameters", "file"])
def test_nothing_in_a_file_is_executed(place: str, tmp_path: Path) -> None:
    path, trace = tmp_path / "m.npz", tmp_path / "trace"
    bomb = np.array([_Bomb(trace)], dtype=object)
    if place == "file":
        path.write_bytes(pickle.dumps(_Bomb(trace)))
    elif place == "description":
        _write(path, bomb)
    else:
        _write(path, _described(), bomb)

    _refused(path)

    assert not trace.exists()


def test_a_missing_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    for path in (tmp_path / "none.npz", tmp_path / "none.mat"):
        with pytest.raises(ModelError, match=r"expected a model file \(\.npz or \.mat\), there is no such file$"):
            load_model(path)
    with pytest.raises(ModelError, match=r"expected a model file \(\.npz or \.mat\), got a folder$"):
        load_model(tmp_path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_parameters_that_are_not_finite_are_refused(value: float, tmp_path: Path) -> None:
    flat = _model().parameters.flat
    flat[17] = value

    message = _refused(_write(tmp_path / "m.npz", _described(), flat))

    assert message == "m.npz: expected finite parameters, got NaN or infinity; the file is damaged"


@pytest.mark.parametrize(
    ("description", "message"),
    [
        (
            _described(version=4),
            "of version up to 3, got digit-lab-model version 4; open it with the program that wrote it",
        ),
        (_described(format="other"), "m.npz: expected a digit-lab-model file of version up to 3, got other version 2"),
        (_described(version="1"), "expected a model that this program saved"),
        (_described(format=...), "expected a model that this program saved"),
        (_described(hidden_layers=...), "expected a model that this program saved"),
        (_described(hidden_layers=["a"]), "expected a model that this program saved"),
        (_described(hidden_layers=None), "expected a model that this program saved"),
        (_described(hidden_layers=[6, 0]), "m.npz: every layer needs at least 1 unit, got 400-6-0-10"),
        (_described(hidden_layers=[6, 5]), "m.npz: a 400-6-5-10 network has "),
        (_described(hidden_layers=[10**9]), "m.npz: a network may have up to 50,000,000 parameters"),
        (
            _described(hidden_activation="step"),
            "m.npz: hidden activation must be one of sigmoid, tanh, relu, got 'step'",
        ),
        (_described(output_loss="hinge"), "m.npz: output and loss must be one of "),
        ("[1]", "expected a model that this program saved"),
        ("null", "expected a model that this program saved"),
        ("not JSON", "expected a model that this program saved"),
        ("[" * 100_000, "expected a model that this program saved"),
    ],
    ids=lambda text: text[:30],
)
def test_a_description_of_something_else_is_refused(description: str, message: str, tmp_path: Path) -> None:
    assert message in _refused(_write(tmp_path / "m.npz", description))


@pytest.mark.parametrize("about", [{}, None, ..., "text", [1, 2]])
def test_nothing_need_be_known_about_a_model(about: Any, tmp_path: Path) -> None:
    assert load_model(_write(tmp_path / "m.npz", _described(about=about))).metadata.as_json() == {}


@pytest.mark.parametrize(
    "parameters", [np.zeros(5), np.zeros((2, 2)), np.array("text"), np.array(["a"] * 2478), np.float32(1.0)]
)
def test_parameters_of_another_shape_or_kind_are_refused(parameters: Any, tmp_path: Path) -> None:
    _refused(_write(tmp_path / "m.npz", _described(), parameters))


@pytest.mark.parametrize("dtype", [">f4", ">f8", "float16", "int32"])
def test_numbers_of_another_kind_become_float32(dtype: str, tmp_path: Path) -> None:
    flat = np.round(_model().parameters.flat * 1000).astype(dtype)

    loaded = load_model(_write(tmp_path / "m.npz", _described(), flat)).parameters.flat

    assert loaded.dtype == np.float32
    np.testing.assert_array_equal(loaded, flat.astype(np.float32))


def test_a_network_that_is_not_for_digits_is_refused(tmp_path: Path) -> None:
    small = Architecture.dense(n_inputs=63, hidden_layers=(), n_outputs=10)
    save_model(Model(Parameters.zeros(small)), tmp_path / "m.npz")

    message = _refused(tmp_path / "m.npz")

    assert (
        message
        == "m.npz: expected a network that reads pictures of 20 × 20, 28 × 28 or 8 × 8, with 10 outputs, got 63-10"
    )


def test_a_file_without_our_arrays_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "m.npz", X=np.zeros(3))

    assert "expected a model that this program saved" in _refused(tmp_path / "m.npz")


# The course's Theta1 and Theta2


@pytest.mark.parametrize("name", ["w.mat", "w.mat.gz", "W.MAT"])
@pytest.mark.parametrize("hidden", [(25,), (), (7, 5)])
def test_thetas_give_the_courses_outputs(hidden: tuple[int, ...], name: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    sizes = (400, *hidden, 10)
    thetas = [rng.normal(0.0, 0.3, (after, before + 1)) for before, after in pairwise(sizes)]
    plain = tmp_path / "plain.mat"
    savemat(plain, {f"Theta{i}": theta for i, theta in enumerate(thetas, start=1)})
    path = tmp_path / name
    path.write_bytes(gzip.compress(plain.read_bytes()) if name.endswith(".gz") else plain.read_bytes())
    pictures = rng.uniform(size=(9, 20, 20))

    model = load_model(path)
    logits = compute_logits(model.parameters, pictures.reshape(9, 400))

    outputs = pictures.transpose(0, 2, 1).reshape(9, 400)  # as the course has them, column by column
    for layer, theta in enumerate(thetas):
        values = expit(outputs) if layer else outputs
        outputs = np.hstack([np.ones((9, 1)), values]) @ theta.T
    assert model.metadata.as_json() == {}
    assert model.parameters.architecture.output_loss == "sigmoid-cross-entropy"
    assert model.parameters.flat.dtype == np.float64
    for label in range(1, 11):  # row k is label k + 1, and label 10 is the digit 0
        np.testing.assert_allclose(logits[:, label % 10], outputs[:, label - 1], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    "arrays",
    [
        {"X": np.zeros((3, 400))},
        {"Theta1": np.zeros((25, 401))},
        {"Theta1": np.zeros((25, 401)), "Theta2": np.zeros((10, 25))},
        {"Theta1": np.zeros((25, 401)), "Theta2": np.zeros((9, 26))},
        {"Theta1": np.zeros((25, 400)), "Theta2": np.zeros((10, 26))},
        {"Theta1": np.zeros((25, 401, 1, 2)), "Theta2": np.zeros((10, 26))},
        {"Theta1": np.zeros((0, 401)), "Theta2": np.zeros((10, 1))},
        {"Theta1": "text", "Theta2": "text"},
    ],
)
def test_thetas_that_do_not_fit_are_refused(arrays: dict[str, Any], tmp_path: Path) -> None:
    savemat(tmp_path / "w.mat", arrays)

    assert _refused(tmp_path / "w.mat").startswith("w.mat: ")


def test_thetas_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    savemat(tmp_path / "w.mat", {"Theta1": np.full((10, 401), np.nan)})

    assert "expected finite parameters" in _refused(tmp_path / "w.mat")


@pytest.mark.parametrize(("weight_decay", "cost"), [(0.0, 0.287629165161), (1.0, 0.383769859091)])
def test_the_courses_weights_have_the_courses_cost(weight_decay: float, cost: float, data_folder: Path) -> None:
    course = read_mat(data_folder / "ex4data1.mat")
    pictures = course["X"].reshape(-1, 20, 20).transpose(0, 2, 1).reshape(-1, 400)
    labels = course["y"].ravel().astype(np.intp) % 10
    parameters = load_model(data_folder / "ex4weights.mat").parameters

    objective = Objective(parameters.architecture, pictures, labels, weight_decay=weight_decay)

    assert objective.cost(parameters.flat) == pytest.approx(cost, abs=1e-12)


def test_the_courses_weights_have_the_courses_accuracy(data_folder: Path) -> None:
    parameters = load_model(data_folder / "ex4weights.mat").parameters

    result = evaluate(parameters, load_dataset(str(data_folder / "ex4data1.mat")).digits)

    assert result.accuracy == 0.9752
    assert result.cost == pytest.approx(0.287629165161, abs=1e-7)  # its pictures rounded to float32


def test_layers_are_written_as_objects(tmp_path: Path) -> None:
    architecture = Architecture.dense(hidden_layers=(6, 4), hidden_activation="relu")
    save_model(Model(Parameters.zeros(architecture)), tmp_path / "m.npz")

    with np.load(tmp_path / "m.npz", allow_pickle=False) as file:
        description = json.loads(str(file["description"]))

    assert description["version"] == files.VERSION == 3
    assert description["input_shape"] == [20, 20, 1]
    assert description["layers"] == [
        {"layer": "dense", "units": 6, "activation": "relu"},
        {"layer": "dense", "units": 4, "activation": "relu"},
        {"layer": "dense", "units": 10, "activation": "none"},
    ]
    assert load_model(tmp_path / "m.npz").parameters.architecture == architecture


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"layer": "attention"}, "layer must be one of dense, convolution, pooling, dropout, got 'attention'"),
        ({"layer": "dense", "units": "x", "activation": "tanh"}, "expected a layer that this program knows"),
        ({"layer": "dense", "units": 0, "activation": "tanh"}, "every layer needs at least 1 unit"),
        ({"layer": "dense", "units": 3, "activation": "step"}, "hidden activation must be one of sigmoid, tanh, relu"),
        ("dense", "expected a layer that this program knows"),
    ],
)
def test_a_layer_that_nobody_knows_is_refused_in_a_sentence(line: object, message: str, tmp_path: Path) -> None:
    last = {"layer": "dense", "units": 10, "activation": "none"}
    description = {"format": "digit-lab-model", "version": 3, "input_shape": [20, 20, 1], "layers": [line, last]}
    description |= {"output_loss": "softmax-cross-entropy", "input_scaling": "none", "about": {}}

    assert f"m.npz: {message}" in _refused(_write(tmp_path / "m.npz", json.dumps(description)))
