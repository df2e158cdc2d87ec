"""What the commands see to before they spend hours, and what they take for what."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

from engine.models.files import save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.initializers import initialize
from engine.nn.network import Architecture
from main import main


def _error(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture
def no_training(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **options: object) -> None:
        raise AssertionError("nothing should have been trained")

    monkeypatch.setattr("engine.cli.train.train", never)


@pytest.mark.usefixtures("no_training")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--activation relu --out {folder}/a.mat", "a .mat file holds networks of sigmoid units"),
        ("--out {folder}/taken.npz", "--out must name a file, got the folder"),
        ("--out {folder}/none/a.npz", "--out must be in a folder that exists"),
        (f"--out {{folder}}/{'x' * 300}.npz", "--out must be a place that can be written"),
        (f"--out {'y' * 5000}/a.npz", "--out must be"),
    ],
)
def test_a_target_that_will_not_do_is_told_before_the_run(
    options: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken.npz").mkdir()

    message = _error(capsys, "train", "--data", "uci-digits", *options.format(folder=tmp_path).split())

    assert said in message
    assert [path.name for path in tmp_path.iterdir()] == ["taken.npz"]


@pytest.mark.parametrize("option", ["--data uci-digits", "--model net.npz", "--recipe mlp-sgd"])
def test_what_is_meant_for_the_window_is_not_lost_before_a_command(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    message = _error(capsys, *option.split(), "recipes")

    assert f"{option.split(maxsplit=1)[0]} must stand after the command recipes" in message


@pytest.fixture
def course_file(tmp_path: Path) -> Path:
    rng = np.random.default_rng(3)
    labels = np.tile(np.arange(1, 11), 10)
    savemat(tmp_path / "mine.mat", {"X": rng.uniform(0, 1, (100, 400)), "y": labels[:, None]})
    return tmp_path / "mine.mat"


@pytest.fixture
def figures(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    def run(*words: str) -> dict[str, Any]:
        assert main([*words, "--json"]) == 0
        result: dict[str, Any] = json.loads(capsys.readouterr().out)
        return result

    return run


def test_who_asks_for_a_split_gets_its_test_digits(course_file: Path, figures: Callable[..., dict[str, Any]]) -> None:
    everything = figures("evaluate", "--data", str(course_file))
    drawn = figures("evaluate", "--data", str(course_file), "--split", "stratified", "--test-fraction", "0.2")
    trained = figures("evaluate", "--data", str(course_file), "--test-fraction", "0.2", "--part", "train")

    assert (everything["part"], everything["n"]) == ("all", 100)
    assert (drawn["part"], drawn["n"]) == ("test", 20)
    assert (trained["part"], trained["n"]) == ("train", 80)


@pytest.mark.parametrize("config", [{"split": [1]}, {"split_seed": "x"}, {"test_fraction": None}, "nothing", 3])
def test_what_a_model_says_of_its_run_may_be_anything(
    config: object, tmp_path: Path, figures: Callable[..., dict[str, Any]]
) -> None:
    parameters = initialize(Architecture.dense(), scheme="glorot", rng=np.random.default_rng(1))
    save_model(Model(parameters, metadata_from({"data": "uci-digits", "config": config})), tmp_path / "odd.npz")

    result = figures("evaluate", "--data", "uci-digits", "--model", str(tmp_path / "odd.npz"))

    assert (result["part"], result["n"]) == ("test", 270)


@pytest.mark.parametrize(
    ("error", "said"),
    [(KeyboardInterrupt, "error: stopped by Ctrl+C"), (MemoryError, "error: there is not enough memory")],
)
def test_interrupts_and_too_little_memory_are_one_line(
    error: type[BaseException], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr("engine.cli.evaluate.load_dataset", fail)

    assert _error(capsys, "evaluate", "--data", "uci-digits").startswith(said)
