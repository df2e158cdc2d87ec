"""Model files that would fill memory, and places that cannot be looked at: refused in a sentence, before it is taken."""

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import ModelError
from engine.models import files
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters

ARCHITECTURE = Architecture.dense(hidden_layers=())
N_PARAMETERS = ARCHITECTURE.n_parameters


def _write(path: Path, parameters: Any, *, text: Any = "") -> Path:
    description = {
        "format": "digit-lab-model",
        "version": 2,
        "n_inputs": 400,
        "hidden_layers": [],
        "n_outputs": 10,
        "hidden_activation": "sigmoid",
        "output_loss": "softmax-cross-entropy",
        "about": {"note": text},
    }
    np.savez_compressed(path, description=json.dumps(description), parameters=parameters)
    return path


def _refused(path: Path) -> str:
    tracemalloc.start()
    try:
        with pytest.raises(ModelError) as caught:
            load_model(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5e6
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("dtype", ["float32", "float64", "uint8"])
def test_more_parameters_than_the_network_has_take_no_memory(dtype: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "m.npz", np.zeros(10_000_000, dtype))

    assert _refused(path).startswith(
        f"m.npz: expected parameters of shape (10000000,) in a file that holds as much and up to {8 * N_PARAMETERS:,} "
        "bytes, got "
    )


def test_a_description_that_is_too_long_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path / "m.npz", np.zeros(N_PARAMETERS), text="a" * 5_000_000)
    assert len(load_model(path).metadata.as_json()["note"]) == 5_000_000

    monkeypatch.setattr(files, "_LONGEST_TEXT", 2**20)

    assert "expected description of shape () in a file that holds as much and up to 4,194,304 bytes, got" in _refused(
        path
    )


@pytest.mark.parametrize("description", [np.zeros(3), np.array(b"{}")])
def test_a_description_that_is_no_text_is_refused(description: Any, tmp_path: Path) -> None:
    np.savez(tmp_path / "m.npz", description=description, parameters=np.zeros(3))

    assert "m.npz: expected a text as description, got " in _refused(tmp_path / "m.npz")


def test_a_history_too_long_to_be_opened_is_thinned_until_it_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_LONGEST_TEXT", 2000)
    history = [[i / 10, 1.0, 0.5, None if i % 10 else 2.0, None if i % 10 else 0.25] for i in range(1001)]

    save_model(
        Model(Parameters.zeros(ARCHITECTURE), metadata_from({"data": "mine", "history": history})), tmp_path / "m.npz"
    )

    about = load_model(tmp_path / "m.npz").metadata.as_json()
    kept = about.pop("history")
    assert about == {"data": "mine"}
    assert 30 < len(kept) < 100  # half as many again would not have fitted
    assert all(point in history for point in kept)
    assert [point[0] for point in kept] == sorted({point[0] for point in kept})
    assert (kept[0], kept[-1]) == (history[0], history[-1])
    assert sum(point[4] is not None for point in kept) > 3  # of those where digits were watched, as many


def test_without_room_for_a_history_all_else_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LONGEST_TEXT", 10)
    model = Model(Parameters.zeros(ARCHITECTURE), metadata_from({"data": "mine", "history": [[0.5, 0.25]] * 1000}))

    save_model(model, tmp_path / "m.npz")

    monkeypatch.setattr(files, "_LONGEST_TEXT", 2**20)
    assert load_model(tmp_path / "m.npz").metadata.as_json() == {"data": "mine"}


@pytest.mark.parametrize("ending", ["", ".npz", ".mat", "/m.npz"])
def test_a_name_longer_than_can_be_is_refused_in_a_sentence(ending: str) -> None:
    assert _refused(Path("x" * 5000 + ending)) == (
        f"{'x' * 200}...: expected a model file (.npz or .mat) that can be read, got: File name too long"
    )


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "stat", refuse)  # root may enter every folder

    assert _refused(Path("shut") / "m.npz") == (
        "shut/m.npz: expected a model file (.npz or .mat) that can be read, got: Permission denied"
    )
