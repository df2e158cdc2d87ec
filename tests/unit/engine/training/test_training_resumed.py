"""Runs that are stopped, saved and resumed: the very same weights and curves as those that were never stopped."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits
from engine.errors import ConfigurationError
from engine.models.files import load_model, save_model, write_npz
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import TrainingConfig
from engine.training.continuation import continuation, trained_network
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import TrainingReport
from engine.training.state import TrainingState, checksum
from engine.training.train import train

ROOT = Path(__file__).resolve().parents[4]
BASE = TrainingConfig(
    hidden_layers=(6,), epochs=3, batch_size=7, validation_fraction=0.2, learning_rate=0.05, weight_decay=0.1, seed=3
)
CONVOLUTIONAL = ("conv 3 3x3", "pool 2", "dropout 0.3", 6, "dropout 0.5")
"""What is left out must be the same, too."""


@pytest.fixture
def digits() -> Dataset:
    """90 digits of 8x8 to train on and 30 to test on."""
    rng = np.random.default_rng(8)
    templates = rng.uniform(0.0, 16.0, (10, 64))
    labels = np.tile(np.arange(10), 12)
    images = (templates[labels] + rng.normal(0.0, 2.0, (120, 64))).clip(0, 16).astype(np.float32)
    return Dataset("digits", "Digits", Digits(images, labels), np.arange(30))


def saved_and_read(state: TrainingState) -> TrainingState:
    """The state as another process gets it: header through JSON, arrays through memory of their own."""
    header, arrays = state.to_arrays()
    return TrainingState.from_arrays(
        json.loads(json.dumps(header)), {name: array.copy() for name, array in arrays.items()}
    )


def stopped_after(config: TrainingConfig, digits: Dataset, stops: Sequence[int], **settings: Any) -> TrainingReport:
    """A run that is stopped after so many batches each time, saved, read and resumed; the points of all its parts."""
    control = TrainingControl(stops_after=stops[0])
    if settings:
        control.change(LiveSettings(**settings))
    report = train(config, digits, control=control)
    points = list(report.points)
    for stops_after in (*stops[1:], None):
        assert report.training_state is not None
        state = saved_and_read(report.training_state)
        report = train(state.config, digits, control=TrainingControl(stops_after=stops_after), state=state)
        points += report.points
    return replace(report, points=tuple(points))


def assert_same_run(resumed: TrainingReport, whole: TrainingReport) -> None:
    assert checksum(resumed.parameters) == checksum(whole.parameters)
    np.testing.assert_array_equal(np.array(resumed.points), np.array(whole.points))
    assert (resumed.state, resumed.message, resumed.epoch, resumed.n_batches) == (
        whole.state, whole.message, whole.epoch, whole.n_batches
    )  # fmt: skip


@pytest.mark.slow_but(9)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batch_size", [1, 7, 32, 0])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_stopped_run_goes_on_to_the_last_bit(optimizer: str, batch_size: int, dtype: Any, digits: Dataset) -> None:
    every_other = (list(OPTIMIZERS).index(optimizer) + (dtype == "float64")) % 2  # the others with the other precision
    for schedule in list(SCHEDULES)[every_other::2]:
        config = BASE.with_values(
            optimizer=optimizer, batch_size=batch_size, dtype=dtype, schedule=schedule, step_epochs=1,
            learning_rate=0.01 if optimizer in ("adam", "rmsprop") else 0.05,
        )  # fmt: skip
        whole = train(config, digits)
        an_epoch = whole.n_batches // 3
        in_the_middle = max(an_epoch // 2, 1)
        for stops in ([in_the_middle], [an_epoch], [in_the_middle, an_epoch + 1]):
            if sum(stops) < whole.n_batches:
                assert_same_run(stopped_after(config, digits, stops), whole)


@pytest.mark.parametrize(
    "values",
    [
        {"augmentation": "light"},
        {"augmentation": "strong", "input_scaling": "standardized", "batch_size": 32},
        {"shuffle": False},
        {"validation_fraction": 0.0, "weight_decay": 0.0},
        {"hidden_layers": (), "output_loss": "sigmoid-squared-error"},
        {"hidden_layers": (8, 5), "hidden_activation": "relu"},
        {"patience": 2, "epochs": 40, "learning_rate": 2.0, "optimizer": "momentum"},
        {"tolerance": 0.02, "epochs": 60},
        {"hidden_layers": CONVOLUTIONAL},
        {"hidden_layers": CONVOLUTIONAL, "batch_size": 32, "optimizer": "adam", "augmentation": "strong"},
        {"hidden_layers": CONVOLUTIONAL, "batch_size": 1, "dtype": "float64", "hidden_activation": "relu"},
        {"hidden_layers": ("dropout 0.2", "pool 2", "conv 3 3x3 same", "dropout 0.5"), "optimizer": "nesterov"},
    ],
    ids=str,
)
def test_so_it_does_with_all_else_that_a_run_remembers(values: dict[str, Any], digits: Dataset) -> None:
    config = BASE.with_values(**values)
    whole = train(config, digits)
    for stops in ([3], [8], [2, 5]):
        assert_same_run(stopped_after(config, digits, stops), whole)


def test_settings_that_were_changed_while_it_ran_stay_changed(digits: Dataset) -> None:
    live = {"learning_rate": 0.2, "momentum": 0.5, "weight_decay": 0.7}
    config = BASE.with_values(optimizer="nesterov")
    control = TrainingControl()
    control.change(LiveSettings(**live))
    whole = train(config, digits, control=control)
    assert_same_run(stopped_after(config, digits, [8], **live), whole)
    assert checksum(whole.parameters) != checksum(train(config, digits).parameters)


def test_a_file_holds_the_state_and_its_exports_do_not(digits: Dataset, tmp_path: Path) -> None:
    whole = train(BASE, digits)
    half = train(BASE, digits, control=TrainingControl(stops_after=9))
    model = Model(
        Parameters(half.architecture, half.parameters), metadata_from({}), half.scaling, state=half.training_state
    )
    for name in ("a.npz", "a.mat"):
        save_model(model, tmp_path / name)
    state = load_model(tmp_path / "a.npz").state
    assert state is not None
    assert checksum(train(BASE, digits, state=state).parameters) == checksum(whole.parameters)
    assert b"state" not in (tmp_path / "a.mat").read_bytes()


@pytest.mark.parametrize("damage", ["another network", "no header", "a newer format"])
def test_a_state_that_cannot_be_used_leaves_the_network(digits: Dataset, tmp_path: Path, damage: str) -> None:
    report = train(BASE, digits, control=TrainingControl(stops_after=9))
    parameters = Parameters(report.architecture, report.parameters.copy())
    buffer = BytesIO()
    write_npz(Model(parameters, metadata_from({}), report.scaling, state=report.training_state), buffer)
    with np.load(BytesIO(buffer.getvalue())) as file:
        arrays = dict(file)
    if damage == "another network":
        arrays["parameters"] = arrays["parameters"] + 1
    elif damage == "no header":
        del arrays["state/header"]
    else:
        header = json.loads(str(arrays["state/header"]))
        arrays["state/header"] = np.array(json.dumps({**header, "format": 99}))
    path = tmp_path / "a.npz"
    np.savez(path, **arrays)
    model = load_model(path)
    assert model.state is None
    np.testing.assert_array_equal(model.parameters.flat, arrays["parameters"])


def test_a_run_of_whole_batches_is_resumed_twice(digits: Dataset) -> None:
    config = BASE.with_values(batch_size=0, optimizer="momentum", epochs=6)
    whole = train(config, digits)
    assert_same_run(stopped_after(config, digits, [1, 2]), whole)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, "same plan"),
        ({"learning_rate": 0.5, "momentum": 0.1, "weight_decay": 3.0}, "same plan"),
        ({"batch_size": 9}, "new leg"),
        ({"optimizer": "adam"}, "new leg"),
        ({"schedule": "cosine"}, "new leg"),
        ({"epochs": 9}, "new leg"),
        ({"augmentation": "light"}, "new leg"),
        ({"hidden_layers": (7,)}, "new run"),
        ({"hidden_activation": "tanh"}, "new run"),
        ({"output_loss": "sigmoid-cross-entropy"}, "new run"),
        ({"initialization": "he"}, "new run"),
        ({"seed": 4}, "new run"),
        ({"input_scaling": "standardized"}, "new run"),
        ({"split": "stratified"}, "new run"),
        ({"validation_fraction": 0.3}, "new run"),
        ({"validation_seed": BASE.seed + 1}, "new run"),
        ({"validation_seed": BASE.seed}, "same plan"),
    ],
)
def test_what_is_changed_decides_what_going_on_means(changed: dict[str, Any], kind: str, digits: Dataset) -> None:
    state = train(BASE, digits, control=TrainingControl(stops_after=9)).training_state
    assert state is not None
    config = BASE.with_values(**changed)
    what = continuation(trained_network(state), config, digits.ref, input_shape=(8, 8, 1))
    assert what.kind == kind
    assert str(what.why).endswith(("stopped.", "network.", "weights."))
    if kind == "new run":
        with pytest.raises(ConfigurationError, match="new network"):
            train(config, digits, state=state)


def test_other_digits_begin_a_leg_and_a_minimizer_cannot_be_resumed(digits: Dataset) -> None:
    state = train(BASE, digits, control=TrainingControl(stops_after=9)).training_state
    assert state is not None
    others = replace(digits, digits=Digits(digits.digits.pictures + np.float32(1), digits.digits.labels))
    what = continuation(trained_network(state), BASE, others.ref, input_shape=(8, 8, 1))
    assert (what.kind, what.why.key) == ("new leg", "continuation.other_digits")
    by_scipy = BASE.with_values(optimizer="l-bfgs-b", epochs=2)
    state = train(by_scipy, digits, control=TrainingControl(stops_after=2)).training_state
    assert state is not None
    what = continuation(trained_network(state), by_scipy, digits.ref, input_shape=(8, 8, 1))
    assert (what.kind, what.why.key) == ("new leg", "continuation.minimizer")


@pytest.mark.slow
def test_across_two_processes_the_checksum_is_that_of_one(tmp_path: Path) -> None:
    options = ["--data", "uci-digits", "--recipe", "momentum", "--epochs", "2"]

    def run(*arguments: str) -> dict[str, Any]:
        command = [sys.executable, "main.py", "train", "--json", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        figures: dict[str, Any] = json.loads(done.stdout)
        return {**figures, "err": done.stderr}

    whole = run(*options, "--out", str(tmp_path / "whole.npz"))
    half = run(*options, "--out", str(tmp_path / "half.npz"), "--stop-after-batches", "50")
    rest = run("--resume", str(tmp_path / "half.npz"), "--out", str(tmp_path / "rest.npz"))
    assert half["n_batches"] == 50
    assert half["checksum"] != whole["checksum"] == rest["checksum"]
    assert rest["err"].startswith("The run goes on to its planned end, as if it had never been stopped.\n")
    curves = [load_model(tmp_path / f"{name}.npz").metadata.as_json()["history"] for name in ("whole", "rest")]
    assert curves[0] == curves[1]
