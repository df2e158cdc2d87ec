"""A model keeps its input scaling: in its file, and wherever it reads digits; files from before there was one are read."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits_8x8
from engine.data.scaling import SCALINGS, InputScaling
from engine.errors import ModelError
from engine.ink.block_framing import block_picture
from engine.models.files import VERSION, load_model, save_model
from engine.models.model import Model
from engine.nn.inference import compute_probabilities
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from engine.training.config import TrainingConfig
from engine.training.train import train
from main import main

Capture = pytest.CaptureFixture[str]
ARCHITECTURE = Architecture.dense(n_inputs=64, hidden_layers=(5,))
SHIFT = np.linspace(-1.0, 8.0, 64)
DIVISOR = np.linspace(0.5, 5.0, 64)


@pytest.fixture(scope="module")
def uci_8x8() -> Dataset:
    return load_uci_digits_8x8()


def _parameters() -> Parameters:
    return initialize(ARCHITECTURE, scheme="uniform", rng=np.random.default_rng(1))


def _write(path: Path, *, without: str = "", **changed: Any) -> Path:
    """A right file of a standardized model, but for what is changed in its description and its arrays."""
    description: dict[str, Any] = {
        "format": "digit-lab-model",
        "version": VERSION,
        "n_inputs": 64,
        "hidden_layers": [5],
        "n_outputs": 10,
        "hidden_activation": "sigmoid",
        "output_loss": "softmax-cross-entropy",
        "input_scaling": "standardized",
        "about": {},
    }
    arrays: dict[str, Any] = {"parameters": _parameters().flat, "shift": SHIFT, "divisor": DIVISOR}
    for name, value in changed.items():
        (arrays if name in arrays else description)[name] = value
    for part in (arrays, description):
        part.pop(without, None)
    np.savez_compressed(path, description=json.dumps(description), **arrays)
    return path


def _figures(capsys: Capture, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


# There and back


def test_the_file_that_other_tests_change_is_a_right_one(tmp_path: Path) -> None:
    scaling = load_model(_write(tmp_path / "m.npz")).scaling

    assert scaling.name == "standardized"
    np.testing.assert_array_equal(scaling.shift, SHIFT)
    np.testing.assert_array_equal(scaling.divisor, DIVISOR)


@pytest.mark.parametrize("name", SCALINGS)
def test_a_trained_model_comes_back_with_its_scaling_and_reads_as_before(
    name: str, uci_8x8: Dataset, tmp_path: Path
) -> None:
    config = TrainingConfig(hidden_layers=(8,), input_scaling=name, epochs=3, learning_rate=0.05)
    report = train(config, uci_8x8)
    model = Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)
    save_model(model, tmp_path / "m.npz")

    loaded = load_model(tmp_path / "m.npz")

    assert loaded.scaling.name == name
    np.testing.assert_array_equal(loaded.scaling.shift, report.scaling.shift)
    np.testing.assert_array_equal(loaded.scaling.divisor, report.scaling.divisor)
    np.testing.assert_array_equal(loaded.read(uci_8x8.test.images), model.read(uci_8x8.test.images))
    assert report.test_evaluation is not None
    read = loaded.read(uci_8x8.test.images).argmax(axis=1)
    assert np.mean(read == uci_8x8.test.labels) == report.test_evaluation.accuracy


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_read_takes_raw_pictures_and_leaves_them_as_they_are(dtype: str) -> None:
    scaling = InputScaling("standardized", SHIFT, DIVISOR)
    model = Model(_parameters(), scaling=scaling)
    images = np.random.default_rng(3).uniform(0, 16, (7, 64)).astype(dtype)
    kept = images.copy()

    probabilities = model.read(images)

    by_hand = ((images.astype(np.float64) - SHIFT) / DIVISOR).astype(np.float32)
    np.testing.assert_allclose(probabilities, compute_probabilities(model.parameters, by_hand), rtol=1e-4)
    assert probabilities.dtype == np.float32
    np.testing.assert_array_equal(images, kept)


@pytest.mark.parametrize("name", SCALINGS)
@pytest.mark.parametrize("suffix", ["npz", "mat"])
def test_evaluate_gives_the_figures_that_training_told(suffix: str, name: str, capsys: Capture, tmp_path: Path) -> None:
    out = str(tmp_path / f"m.{suffix}")

    trained = _figures(
        capsys,
        *("train", "--data", "uci-digits-8x8", "--inputs", name, "--hidden", "8", "--epochs", "4", "--out", out),
        *("--validation", "0", "--learning-rate", "0.05", "--loss", "sigmoid-cross-entropy", "--dtype", "float64"),
        *("--weight-decay", "0"),
    )
    on_test = _figures(capsys, "evaluate", "--data", "uci-digits-8x8", "--model", out)
    on_train = _figures(capsys, "evaluate", "--data", "uci-digits-8x8", "--model", out, "--part", "train")

    assert (on_test["n"], on_test["accuracy"]) == (trained["test_n"], trained["test_accuracy"])
    assert (on_train["n"], on_train["accuracy"]) == (trained["train_n"], trained["train_accuracy"])
    assert on_train["cost"] == pytest.approx(trained["train_cost"], rel=1e-9)


def test_predict_scales_the_picture_as_training_did(capsys: Capture, tmp_path: Path) -> None:
    scaling = InputScaling("standardized", SHIFT, DIVISOR)
    model = Model(_parameters(), scaling=scaling)
    save_model(model, tmp_path / "m.npz")
    picture = np.full((40, 40), 255, np.uint8)
    picture[8:34, 18:23] = 0
    PillowImage.fromarray(picture).save(tmp_path / "one.png")

    (told,) = _figures(capsys, "predict", "--model", str(tmp_path / "m.npz"), str(tmp_path / "one.png"))

    blocks = block_picture(picture)
    assert blocks is not None
    np.testing.assert_allclose(told["probabilities"], model.read(blocks.reshape(1, -1))[0], rtol=1e-5)
    unscaled = compute_probabilities(model.parameters, blocks.reshape(1, -1))[0]
    assert not np.allclose(told["probabilities"], unscaled, rtol=1e-3)


# What is damaged


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"shift": np.where(np.arange(64) == 5, np.nan, SHIFT)}, "finite numbers"),
        ({"shift": np.where(np.arange(64) == 5, np.inf, SHIFT)}, "finite numbers"),
        ({"divisor": np.where(np.arange(64) == 5, 0.0, DIVISOR)}, "no divisor of 0"),
        ({"shift": SHIFT[:63]}, "a shift and a divisor for each pixel, got (63,) and (64,)"),
        ({"shift": SHIFT[:63], "divisor": DIVISOR[:63]}, "expected an input scaling of 64 pixels, got 63"),
        ({"shift": np.ones(400), "divisor": np.ones(400)}, "expected an input scaling of 64 pixels, got 400"),
        ({"shift": np.ones(0), "divisor": np.ones(0)}, "expected an input scaling of 64 pixels, got 0"),
        ({"shift": SHIFT.reshape(8, 8), "divisor": DIVISOR.reshape(8, 8)}, "got (8, 8)"),
        ({"shift": np.array(["a"] * 64)}, "expected an array of numbers as shift, got <U1"),
        ({"shift": np.ones(785)}, "expected shift of shape (785,) in a file that holds as much and up to 6,272 bytes"),
        ({"divisor": np.ones(10**7)}, "expected divisor of shape (10000000,) in a file that holds as much and up to"),
        ({"without": "shift"}, "expected a model that this program saved"),
        ({"without": "divisor"}, "expected a model that this program saved"),
        ({"input_scaling": "log"}, "input scaling must be one of none, centered, standardized, got 'log'"),
        ({"input_scaling": None}, "input scaling must be one of none, centered, standardized, got 'None'"),
        ({"input_scaling": "log", "version": VERSION + 1}, "open it with the program that wrote it"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_damaged_scaling_is_refused_in_a_sentence(changed: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "m.npz", **changed)

    with pytest.raises(ModelError) as caught:
        load_model(path)

    message = str(caught.value)
    assert said in message
    assert message.startswith("m.npz: ")
    assert "\n" not in message


# Files from before


@pytest.mark.parametrize("has_scaling_key", [False, True])
def test_a_file_of_version_1_is_read_and_scales_nothing(has_scaling_key: bool, tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    changed = {"input_scaling": "none"} if has_scaling_key else {"without": "input_scaling"}
    _write(path, version=1, **changed)
    with np.load(path) as file:
        arrays = {name: file[name] for name in ("description", "parameters")}
    np.savez_compressed(path, **arrays)  # as version 1 had it: nothing else

    model = load_model(path)

    assert model.scaling.is_identity
    images = np.random.default_rng(3).uniform(0, 16, (7, 64)).astype(np.float32)
    np.testing.assert_array_equal(model.read(images), compute_probabilities(_parameters(), images))


def test_a_model_without_scaling_stores_none(tmp_path: Path) -> None:
    save_model(Model(_parameters()), tmp_path / "m.npz")

    with np.load(tmp_path / "m.npz") as file:
        assert set(file.files) == {"description", "parameters"}
        assert json.loads(str(file["description"]))["input_scaling"] == "none"
