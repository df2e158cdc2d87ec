"""What a model file says of its network: the same after training here or there, and all that one needs to do it again."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import VERSION
from engine.data.loading import load_dataset
from engine.data.reference import DatasetRef
from engine.models import metadata
from engine.models.files import load_model, save_model
from engine.models.metadata import as_text, describe_random, describe_run, metadata_from
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.metrics import Evaluation
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.train import train
from main import main

CONFIG = TrainingConfig(
    hidden_layers=(4,), epochs=2, seed=5, input_scaling="standardized", output_loss="sigmoid-cross-entropy"
)


def _keys() -> set[str]:
    """What a run leaves."""
    report = train(TrainingConfig(hidden_layers=(), epochs=0), load_dataset("uci-digits-8x8"))
    return set(describe_run(report, None, data=None, curves=LearningCurves()).as_json())


def test_the_command_line_keeps_all_that_is_needed_to_train_the_network_again(tmp_path: Path) -> None:
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    options = "--data uci-digits-8x8 --hidden 4 --epochs 2 --seed 5 --inputs standardized --split stratified"
    assert main(["train", *options.split(), "--out", str(first)]) == 0

    model = load_model(first)
    about = model.metadata.as_json()
    config = TrainingConfig().with_values(
        **{**about["config"], "hidden_layers": tuple(about["config"]["hidden_layers"])}
    )
    report = train(config, config.apply_split(load_dataset(about["data"])))
    save_model(Model(Parameters(report.architecture, report.parameters), scaling=report.scaling), second)

    assert _keys() | {"recipe"} == set(about)
    assert (about["program_version"], about["data"], about["recipe"]) == (VERSION, "uci-digits-8x8", "default")
    assert (about["state"], about["epochs"], about["unit"], config.seed) == ("finished", 2.0, "epoch", 5)
    assert about["history"][0][0] == 0.0
    assert about["history"][-1][0] == 2.0
    again = load_model(second)
    np.testing.assert_array_equal(again.parameters.flat, model.parameters.flat)
    np.testing.assert_array_equal(again.scaling.shift, model.scaling.shift)
    np.testing.assert_array_equal(again.scaling.divisor, model.scaling.divisor)


def test_every_key_is_described_and_every_described_key_is_there() -> None:
    table = (metadata.__doc__ or "").split("====\n")[1].split("====")[0]
    described = {name for line in table.splitlines() for name in re.findall("``([a-z_]+)``", line[:36])}

    assert described == _keys() | {"recipe", "drawings", "hand"}


def test_a_file_tells_nothing_of_the_folders_of_this_computer(tmp_path: Path) -> None:
    out = tmp_path / "m.npz"
    assert main(["train", "--data", "uci-digits-8x8", "--hidden", "2", "--epochs", "1", "--out", str(out)]) == 0

    assert str(tmp_path) not in json.dumps(load_model(out).metadata.as_json())


def _report(**values: Any) -> TrainingReport:
    report = train(CONFIG, load_dataset("uci-digits-8x8"))
    return TrainingReport(**{**vars(report), **values})


def test_numbers_that_were_not_measured_are_null() -> None:
    on_train = Evaluation(n=10, accuracy=1.0, cost=np.inf, confusion=np.eye(10, dtype=np.int64))
    points = [HistoryPoint(0.0, 2.5, 0.1, np.nan, np.nan), HistoryPoint(1.0, np.inf, 0.2, np.nan, np.nan)]

    about = describe_run(
        _report(train_evaluation=on_train, test_evaluation=None),
        CONFIG,
        data=DatasetRef("mine"),
        curves=LearningCurves.of(points),
    ).as_json()

    assert (about["train_cost"], about["test_accuracy"], about["validation_accuracy"]) == (None, None, None)
    assert about["history"][1] == [1.0, None, 0.2, None, None]
    json.dumps(about, allow_nan=False)


def test_the_digits_watched_last_count() -> None:
    points = [HistoryPoint(1.0, 2.5, 0.1, 2.0, 0.75), HistoryPoint(1.5, 2.0, 0.2, np.nan, np.nan)]

    curves = LearningCurves.of(points)
    about = describe_run(_report(), CONFIG, data=DatasetRef("mine"), curves=curves).as_json()

    assert (about["validation_accuracy"], about["validation_cost"]) == (0.75, 2.0)


def test_random_weights_have_their_settings() -> None:
    about = describe_random(CONFIG).as_json()

    assert about["config"]["seed"] == 5
    assert about["epochs"] == 0.0


def test_figures_of_the_network_before_do_not_stay() -> None:
    report = _report()
    before = describe_run(report, CONFIG, data=DatasetRef("mine"), curves=LearningCurves.of(report.points))

    about, kept = before.as_json(), before.without_figures().as_json()

    assert report.test_evaluation is not None
    assert {about["train_accuracy"], about["test_accuracy"]} & {None} == set()
    gone = {name for name in about if about[name] != kept[name]}
    figures = {f"{part}_{what}" for part in ("train", "test") for what in ("n", "accuracy", "cost")}
    assert gone == figures | {"confusion", "validation_accuracy", "validation_cost"}
    assert all(kept[f"{part}_accuracy"] is None for part in ("train", "validation", "test"))


@pytest.mark.parametrize("history", [None, "text", 5, {"a": 1}, [1, 2, 3], [[], [[]], None], ["é" * 500] * 50])
@pytest.mark.parametrize("longest", [10, 300, 10**6])
def test_whatever_stands_for_a_history_is_written_or_left_out(history: Any, longest: int) -> None:
    description = {"version": 2, "about": {"data": "mine", "history": history}}

    written = json.loads(as_text(description, longest=longest))["about"]

    assert written["data"] == "mine"
    assert longest < 10**6 or written["history"] == history


def test_what_a_network_learned_of_a_hand_is_told_apart_from_its_run(tmp_path: Path) -> None:
    """The rest of it stands in test_fine_tuning.py."""
    about = {"data": "mine", "history": [[0.0, 1.0, 0.5, None, None]] * 500, "hand": {"history": [[1.0, 2.0]]}}

    written = json.loads(as_text({"about": about}, longest=3000))["about"]

    assert written["hand"] == about["hand"]
    assert 2 < len(written["history"]) < 500


# What a file says, parsed once

KNOWN: dict[str, Any] = {
    "program_version": "0.9",
    "data": "uci-digits",
    "dataset": {"source": "uci-digits", "content_hash": "0" * 64, "label": "UCI digits"},
    "config": CONFIG.as_dict(),
    "legs": [
        {"epoch": 0.0, "config": CONFIG.as_dict()},
        {"epoch": 2.0, "config": {**CONFIG.as_dict(), "batch_size": 7}},
    ],
    "changes": [{"epoch": 1.5, "learning_rate": 0.25, "weight_decay": 2.0}],
    "recipe": "momentum",
    "state": "finished",
    "message": "Finished 2 epochs.",
    "ending": {
        "key": "training.finished",
        "values": {"length": {"key": "training.n_epochs", "values": {"n": 2}}},
    },
    "epochs": 2.0,
    "planned_epochs": 2.0,
    "unit": "epoch",
    "n_batches": 96,
    "n_fresh": 0,
    "train_n": 90,
    "train_accuracy": 0.5,
    "train_cost": 1.25,
    "validation_accuracy": 0.25,
    "validation_cost": 2.5,
    "test_n": 10,
    "test_accuracy": 0.75,
    "test_cost": None,
    "confusion": {"train": np.eye(10, dtype=int).tolist()},
    "history": [[0.0, 2.5, 0.125, None, None], [2.0, 1.25, 0.5, 2.5, 0.25]],
    "drawings": 12,
    "hand": {
        "former": "general",
        "config": CONFIG.as_dict(),
        "state": "finished",
        "epochs": 6.0,
        "step": 0.85,
        "history": [[0.0, 2.5, 0.125, None, None]],
    },
}


def test_all_that_is_known_is_written_as_it_was_read() -> None:
    about = {**KNOWN, "of a program to come": {"a": [1, None, "é"]}}

    assert metadata_from(about).as_json() == about
    assert metadata_from(metadata_from(about).as_json()) == metadata_from(about)
    assert set(KNOWN) == _keys() | {"recipe", "drawings", "hand"}


@pytest.mark.parametrize("name", [*KNOWN])
def test_a_part_that_cannot_be_understood_leaves_the_others(name: str) -> None:
    of_the_same = {
        "data": {"dataset"},
        "dataset": {"data"},
        "ending": {"message"},
        "message": {"ending"},
        "confusion": {"train_n"},
        "train_accuracy": {"train_n", "train_cost", "confusion"},
        "validation_accuracy": {"validation_cost"},
        "test_accuracy": {"test_n", "test_cost"},
        "state": {*KNOWN},  # without a run there is only what is known
    }
    values: tuple[object, ...] = (
        None, True, -1, 10**400, 1e308, "text", [], {}, [[]], {"epoch": "x"}, [{"epoch": 1}],
    )  # fmt: skip
    for value in values:
        about = metadata_from({**KNOWN, name: value}).as_json()
        json.dumps(about, allow_nan=False)
        changed = {key for key in KNOWN if about.get(key) != KNOWN[key]}
        assert changed <= {name, *of_the_same.get(name, set())}, value


@pytest.mark.parametrize("about", [None, 7, "text", [1], {}])
def test_a_file_that_says_nothing_is_no_trouble(about: object) -> None:
    assert metadata_from(about).as_json() == {}


def test_of_settings_that_are_not_all_known_those_that_are_count() -> None:
    """A file of a newer program: what it kept for testing must be known, whatever else it could do."""
    value = {**CONFIG.as_dict(), "optimizer": "to come", "split": "plain", "test_fraction": 0.4, "new": 1}
    config = metadata_from({"config": value}).config

    assert config == CONFIG.with_values(optimizer="gradient-descent", split="plain", test_fraction=0.4)
    less = metadata_from({"config": {"seed": 3}}).config
    assert less is not None
    assert (less.seed, less.validation_fraction) == (3, 0.0)  # nothing is said of validation digits: there were none
