"""Model files of every version since the first are opened, answer as they did when they were written, and can be kept."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import ModelError
from engine.ink.input_formats import format_of
from engine.models.files import VERSION, load_model, save_model
from engine.models.model import Model
from engine.nn.network import picture_shape

FOLDER = Path(__file__).parent / "model_versions"
ANSWERS: dict[str, Any] = json.loads((FOLDER / "answers.json").read_text())
every_version = pytest.mark.parametrize("version", range(1, VERSION + 1))


def _model(version: int) -> Model:
    return load_model(FOLDER / f"model-version-{version}.npz")


def pictures(n_inputs: int) -> NDArray[np.float32]:
    """Five, whose values look like any; the same wherever they are computed."""
    values = np.arange(5 * n_inputs) * 7919 % 1000 / 999 * format_of(picture_shape(n_inputs)).ink
    return values.astype(np.float32).reshape(5, n_inputs)


@every_version
def test_a_file_of_this_version_is_here(version: int) -> None:
    with np.load(FOLDER / f"model-version-{version}.npz", allow_pickle=False) as file:
        assert json.loads(str(file["description"]))["version"] == version


@every_version
def test_it_answers_as_when_it_was_written(version: int) -> None:
    model = _model(version)

    read = model.read(pictures(model.parameters.architecture.n_inputs))

    np.testing.assert_allclose(read, ANSWERS[f"model-version-{version}.npz"], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("version", "architecture", "scaling", "data", "seed"),
    [
        (1, "400-3-10", "none", "uci-digits", 6),
        (2, "64-7-5-10", "standardized", "uci-digits-8x8", 6),
        (3, "400-6-4-10", "centered", "uci-digits", 6),
    ],
)
def test_what_it_says_of_itself_is_there(version: int, architecture: str, scaling: str, data: str, seed: int) -> None:
    model = _model(version)

    assert str(model.parameters.architecture) == architecture
    assert model.scaling.name == scaling
    assert (
        model.metadata.as_json()["data"],
        model.metadata.as_json()["config"]["seed"],
        model.metadata.as_json()["epochs"],
    ) == (data, seed, 2.0)
    assert model.metadata.as_json()["history"][-1][0] == 2.0


@every_version
def test_it_can_be_saved_as_a_file_of_today(version: int, tmp_path: Path) -> None:
    model = _model(version)

    save_model(model, tmp_path / "m.npz")

    again = load_model(tmp_path / "m.npz")
    assert again.metadata.as_json() == model.metadata.as_json()
    assert again.parameters.architecture == model.parameters.architecture
    np.testing.assert_array_equal(again.parameters.flat, model.parameters.flat)
    np.testing.assert_array_equal(again.scaling.shift, model.scaling.shift)


@pytest.mark.parametrize("changed", [{}, {"n_inputs": "other", "layers": []}])
def test_a_file_of_a_later_version_is_refused_in_a_sentence(changed: dict[str, Any], tmp_path: Path) -> None:
    """Whatever a later program may put into it."""
    description = {"format": "digit-lab-model", "version": VERSION + 1, **changed}
    np.savez_compressed(tmp_path / "m.npz", description=json.dumps(description), weights=np.zeros(3))

    with pytest.raises(ModelError) as caught:
        load_model(tmp_path / "m.npz")

    assert str(caught.value) == (
        f"m.npz: expected a digit-lab-model file of version up to {VERSION}, got digit-lab-model version {VERSION + 1}; "
        "open it with the program that wrote it"
    )
