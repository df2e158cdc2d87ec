"""The command line: recipes with their own data, splits, SciPy's minimizers, Octave's files, and the listings."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import loadmat
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from engine.data.dataset import Dataset
from engine.data.registry import SOURCES, load_uci_digits, load_uci_digits_8x8
from engine.models.files import load_model
from engine.optim.minimizers import MINIMIZERS
from engine.training import run_loop
from engine.training.config import METHODS, TrainingConfig
from engine.training.recipes import RECIPES
from main import main

Capture = pytest.CaptureFixture[str]
CHEAP = ("--epochs", "1", "--hidden", "4", "--optimizer", "momentum")
UCI_LABELS = load_digits().target


def _json(capsys: Capture, *arguments: str) -> Any:
    """What a command prints with --json; it must succeed."""
    status = main([*arguments, "--json"])
    printed = capsys.readouterr()
    assert (status, printed.err.count("error:")) == (0, 0), printed.err
    return json.loads(printed.out)


def _error(capsys: Capture, *arguments: str) -> str:
    """The sentence that a command says when it is refused."""
    status = main(arguments)
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    return printed.err


# The recipe's own data


@pytest.mark.parametrize("recipe", [name for name, recipe in RECIPES.items() if recipe.source == "uci-digits-8x8"])
def test_without_data_a_recipe_takes_its_own(recipe: str, capsys: Capture, tmp_path: Path) -> None:
    figures = _json(capsys, "train", "--recipe", recipe, "--out", str(tmp_path / "m.npz"), "--epochs", "1")

    assert figures["data"] == "uci-digits-8x8"
    assert (figures["train_n"], figures["test_n"]) == (1527, 270)
    assert load_model(tmp_path / "m.npz").parameters.architecture.n_inputs == 64


def test_named_data_comes_before_the_recipes_own(capsys: Capture, tmp_path: Path) -> None:
    figures = _json(
        capsys,
        *("train", "--recipe", "mlp-sgd", "--data", "uci-digits", "--epochs", "1", "--out", str(tmp_path / "m.npz")),
    )

    assert figures["data"] == "uci-digits"
    assert load_model(tmp_path / "m.npz").parameters.architecture.n_inputs == 400


@pytest.mark.parametrize("recipe", [[], ["--recipe", "default"], ["--recipe", "deep-relu"]])
def test_the_first_steps_bring_the_uci_digits(recipe: list[str], capsys: Capture, tmp_path: Path) -> None:
    figures = _json(capsys, "train", *recipe, "--epochs", "1", "--out", str(tmp_path / "m.npz"))

    assert figures["data"] == "uci-digits"


@pytest.mark.parametrize(
    ("data", "hidden", "layers", "note"),
    [
        ("uci-digits", "400-6-10", [6], "400-6-10 is the whole network: its hidden layer is 6.\n"),
        ("uci-digits-8x8", "64-6-5-10", [6, 5], "64-6-5-10 is the whole network: its hidden layers are 6, 5.\n"),
        ("uci-digits-8x8", "6 5", [6, 5], ""),
        ("uci-digits", "none", [], ""),
    ],
)
def test_the_ends_of_a_whole_network_are_left_out_and_it_is_said(
    data: str, hidden: str, layers: list[int], note: str, capsys: Capture, tmp_path: Path
) -> None:
    out = str(tmp_path / "m.npz")
    assert main(["train", "--data", data, "--hidden", hidden, "--epochs", "1", "--out", out, "--json"]) == 0
    told = capsys.readouterr()

    assert json.loads(told.out)["config"]["hidden_layers"] == layers
    assert ("whole network" in told.err) == bool(note)
    assert note in told.err


def test_a_recipe_whose_data_has_to_be_downloaded_says_so(capsys: Capture, tmp_path: Path) -> None:
    message = _error(capsys, "train", "--recipe", "ex4-tnc", "--out", str(tmp_path / "m.npz"))

    assert "main.py download mnist" in message
    assert not list(tmp_path.glob("*.npz"))


# Splits


@pytest.mark.parametrize(
    ("options", "split", "fraction", "seed"),
    [
        (["--split", "plain"], "plain", 0.15, 37),
        (["--split", "plain", "--test-fraction", "0.3", "--split-seed", "5"], "plain", 0.3, 5),
        (["--split", "stratified", "--split-seed", "5"], "stratified", 0.15, 5),
        (["--test-fraction", "0.3"], "stratified", 0.3, 37),
        (["--split-seed", "5"], "stratified", 0.15, 5),
        (["--test-fraction", "0"], "stratified", 0.0, 37),
    ],
)
def test_the_digits_to_test_on_are_those_that_scikit_learn_would_keep(
    options: list[str], split: str, fraction: float, seed: int, capsys: Capture, tmp_path: Path
) -> None:
    out = str(tmp_path / "m.npz")

    trained = _json(capsys, "train", "--data", "uci-digits-8x8", "--out", out, *CHEAP, *options)
    evaluated = _json(capsys, "evaluate", "--data", "uci-digits-8x8", "--part", "all", *options, "--model", out)

    config = trained["config"]
    assert (config["split"], config["test_fraction"], config["split_seed"]) == (split, fraction, seed)
    assert evaluated["n"] == 1797
    if not fraction:
        assert trained["test_n"] == 0
        return
    test = train_test_split(
        np.arange(1797),
        test_size=fraction,
        random_state=seed,
        stratify=UCI_LABELS if split == "stratified" else None,
    )[1]
    on_test = _json(capsys, "evaluate", "--data", "uci-digits-8x8", "--part", "test", *options, "--model", out)
    np.testing.assert_array_equal(np.sum(on_test["confusion"], axis=1), np.bincount(UCI_LABELS[test]))
    images = load_uci_digits_8x8().digits.images[test]
    read = load_model(Path(out)).read(images).argmax(axis=1)
    assert on_test["accuracy"] == np.mean(read == UCI_LABELS[test]) == trained["test_accuracy"]


@pytest.mark.parametrize("options", [["--split", "last", "--test-count", "97"], ["--test-count", "97"]])
def test_the_last_digits_are_kept_if_that_is_asked_for(options: list[str], capsys: Capture, tmp_path: Path) -> None:
    out = str(tmp_path / "m.npz")

    trained = _json(capsys, "train", "--data", "uci-digits-8x8", "--out", out, *CHEAP, *options)
    evaluated = _json(capsys, "evaluate", "--data", "uci-digits-8x8", "--model", out)

    assert (trained["config"]["split"], trained["config"]["test_count"], trained["test_n"]) == ("last", 97, 97)
    assert (evaluated["n"], evaluated["accuracy"]) == (97, trained["test_accuracy"])
    np.testing.assert_array_equal(np.sum(evaluated["confusion"], axis=1), np.bincount(UCI_LABELS[-97:]))
    resumed = _json(capsys, "train", "--resume", out, "--epochs", "2", "--out", str(tmp_path / "n.npz"))
    assert resumed["test_n"] == 97


@pytest.mark.parametrize(
    ("command", "count", "expected"),
    [
        ("train", "1797", "test count must be from 0 to 1,796 for 1,797 digits, got 1,797"),
        ("train", "-1", "test count must be from 0 to 1e+07, got -1"),
        ("train", "1.5", "invalid int value"),
        ("evaluate", "10000", "test count must be from 0 to 1,796 for 1,797 digits, got 10,000"),
    ],
)
def test_a_wrong_number_of_test_digits_is_refused(
    command: str, count: str, expected: str, capsys: Capture, tmp_path: Path
) -> None:
    out = ["--out", str(tmp_path / "m.npz")] if command == "train" else []

    message = _error(capsys, command, "--data", "uci-digits", "--split", "last", "--test-count", count, *out)

    assert expected in message


@pytest.mark.parametrize(
    "options", [[], ["--split", "plain", "--split-seed", "3"], ["--test-fraction", "0.4"], ["--split", "stratified"]]
)
def test_evaluate_splits_as_the_model_was_trained(options: list[str], capsys: Capture, tmp_path: Path) -> None:
    out = str(tmp_path / "m.npz")
    trained = _json(capsys, "train", "--data", "uci-digits", "--out", out, *CHEAP, *options)

    on_test = _json(capsys, "evaluate", "--data", "uci-digits", "--model", out)
    on_train = _json(capsys, "evaluate", "--data", "uci-digits", "--model", out, "--part", "train")

    assert (on_test["part"], on_test["n"]) == ("test", trained["test_n"])
    assert on_test["accuracy"] == trained["test_accuracy"]
    # What was watched is a part of what is not tested on.
    assert on_train["n"] == 1797 - trained["test_n"] > trained["train_n"]


def test_a_networks_own_test_digits_are_taken_of_data_without_a_split(capsys: Capture, tmp_path: Path) -> None:
    path, out = tmp_path / "digits.npz", str(tmp_path / "m.npz")
    digits = load_uci_digits().digits[:200]
    np.savez(path, X=digits.images, y=digits.labels)
    source = ["--data", str(path)]
    trained = _json(capsys, "train", *source, "--out", out, *CHEAP, "--split", "last", "--test-count", "50")

    evaluated = _json(capsys, "evaluate", *source, "--model", out)

    assert (evaluated["part"], evaluated["n"]) == ("test", 50)
    assert evaluated["accuracy"] == trained["test_accuracy"]
    assert _json(capsys, "evaluate", *source, "--model", out, "--part", "all")["n"] == 200
    _json(capsys, "train", *source, "--out", out, *CHEAP)
    assert _json(capsys, "evaluate", *source, "--model", out)["n"] == 200  # nobody asked for a split


def test_options_of_evaluate_come_before_the_models_own_split(capsys: Capture, tmp_path: Path) -> None:
    out = str(tmp_path / "m.npz")
    _json(capsys, "train", "--data", "uci-digits", "--out", out, *CHEAP, "--split", "plain", "--test-fraction", "0.4")

    given = _json(capsys, "evaluate", "--data", "uci-digits", "--model", out, "--split", "given")
    smaller = _json(capsys, "evaluate", "--data", "uci-digits", "--model", out, "--test-fraction", "0.1")

    assert given["n"] == 270
    assert smaller["n"] == 180


def test_on_other_data_a_models_own_split_means_nothing(capsys: Capture, tmp_path: Path) -> None:
    """A network of exercise 4, which keeps nothing for testing, may be tested on digits that do."""
    path, out = tmp_path / "digits.npz", str(tmp_path / "m.npz")
    digits = load_uci_digits().digits[:200]
    np.savez(path, X=digits.images, y=digits.labels)
    trained = _json(
        capsys, "train", "--data", str(path), "--recipe", "ex4-tnc", "--epochs", "3", "--hidden", "4", "--out", out
    )
    assert (trained["config"]["test_fraction"], trained["test_n"]) == (0.0, 0)

    evaluated = _json(capsys, "evaluate", "--data", "uci-digits", "--model", out)

    assert (evaluated["part"], evaluated["n"]) == ("test", 270)


def test_a_model_that_knows_of_no_split_is_evaluated_on_that_of_the_data(capsys: Capture) -> None:
    assert _json(capsys, "evaluate", "--data", "uci-digits")["n"] == 270


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--test-fraction", "1"], "test fraction must be from 0 to 0.9, got 1"),
        (["--test-fraction", "nan"], "test fraction must be a number, got nan"),
        (["--test-fraction", "some"], "invalid float value: 'some'"),
        (["--split-seed", "-1"], "split seed must be from 0 to 2.14748e+09, got -1"),
        (["--split-seed", "1.5"], "invalid int value: '1.5'"),
        (["--split", "half"], "invalid choice: 'half'"),
        (["--part", "test", "--test-fraction", "0"], "uci-digits has no test digits; choose another --part"),
    ],
    ids=" ".join,
)
def test_a_split_that_cannot_be_is_said_in_one_line(options: list[str], said: str, capsys: Capture) -> None:
    assert said in _error(capsys, "evaluate", "--data", "uci-digits", *options)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--tolerance", "-1"], "tolerance must be from 0 to 1e+06, got -1"),
        (["--step-epochs", "0"], "step epochs must be from 1 to 1e+06, got 0"),
        (["--step-factor", "11"], "step factor must be from 0 to 10, got 11"),
        (["--schedule", "none"], "invalid choice: 'none'"),
        (["--inputs", "log"], "invalid choice: 'log'"),
        (["--test-fraction", "0.95"], "test fraction must be from 0 to 0.9, got 0.95"),
        (["--out", "m.pkl"], "--out must name an .npz, .mat or .onnx file, got 'm.pkl'"),
        (["--out", "m.mat", "--activation", "relu"], "a .mat file holds networks of sigmoid units, got hidden units"),
    ],
    ids=" ".join,
)
def test_a_setting_that_cannot_be_is_said_in_one_line(
    options: list[str], said: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["train", "--data", "uci-digits", "--out", "m.npz", *CHEAP, *options]) == 2

    printed = capsys.readouterr()
    errors = [line for line in printed.err.splitlines() if not line.startswith("epoch ")]
    assert len(errors) == 1
    assert said in errors[0]
    assert printed.out == ""
    assert not list(tmp_path.iterdir())


# SciPy's minimizers


@pytest.mark.parametrize("optimizer", MINIMIZERS)
def test_minimizers_are_optimizers_of_the_command_line(optimizer: str, capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "m.npz"

    figures = _json(
        capsys,
        *("train", "--data", "uci-digits-8x8", "--inputs", "standardized", "--hidden", "4", "--out", str(out)),
        *("--optimizer", optimizer, "--epochs", "8"),
    )

    unit = "evaluation" if optimizer == "tnc" else "iteration"
    assert figures["unit"] == unit
    assert figures["state"] == "finished"
    assert figures["message"].startswith(f"{MINIMIZERS[optimizer].label} ended after {figures['epochs']:g} {unit}s: ")
    assert 8 <= figures["epochs"] <= 10
    assert figures["n_batches"] >= 8
    model = load_model(out)
    assert model.parameters.dtype == "float64"
    assert model.metadata.as_json()["history"][0][0] == 0.0
    assert model.metadata.as_json()["history"][-1][1] < model.metadata.as_json()["history"][0][1]


@pytest.mark.parametrize("reports_every_s", [0.0, 100.0])
def test_people_are_told_of_iterations(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_every_s: float
) -> None:
    out = str(tmp_path / "m.npz")
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", reports_every_s)

    status = main(
        ["train", "--data", "uci-digits", "--out", out, "--hidden", "4", "--optimizer", "l-bfgs-b", "--epochs", "3"]
    )

    printed = capsys.readouterr()
    assert status == 0
    assert printed.err.splitlines()[-1].startswith("iteration 3.0 of 3  training loss ")
    assert printed.out.startswith("L-BFGS-B ended after 3 iterations: that is how many were set. ")


def test_without_test_digits_the_sentence_tells_of_none(capsys: Capture, tmp_path: Path) -> None:
    out = str(tmp_path / "m.npz")

    assert main(["train", "--data", "uci-digits", "--out", out, *CHEAP, "--test-fraction", "0"]) == 0

    told = capsys.readouterr().out
    assert " training digits read right. Cost with weight decay " in told
    assert ". Saved as " in told
    assert "test digits" not in told


# Octave's files


def test_out_may_be_a_mat_file(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "w.mat"

    figures = _json(capsys, "train", "--data", "uci-digits", "--out", str(out), "--hidden", "25", "--epochs", "2")
    evaluated = _json(capsys, "evaluate", "--data", "uci-digits", "--model", str(out))

    contents = loadmat(out)
    assert (contents["Theta1"].shape, contents["Theta2"].shape) == ((25, 401), (10, 26))
    assert figures["model"] == str(out)
    assert evaluated["accuracy"] == figures["test_accuracy"]


# What can be named


def test_data_lists_every_source(capsys: Capture) -> None:
    listed = _json(capsys, "data")

    assert listed == [{"name": name, "description": str(source.description)} for name, source in SOURCES.items()]


def test_recipes_lists_every_recipe_with_its_data_its_figure_and_its_settings(capsys: Capture) -> None:
    listed = _json(capsys, "recipes")

    assert [entry["name"] for entry in listed] == list(RECIPES)
    for entry, recipe in zip(listed, RECIPES.values(), strict=True):
        assert set(entry) == {"name", "description", "data", "figure", "config"}
        assert entry["data"] == (recipe.source or None)
        assert entry["figure"] == (str(recipe.figure) if recipe.figure is not None else None)
        assert entry["config"] == recipe.config.as_dict()
        assert entry["data"] is None or entry["data"] in SOURCES


def test_people_are_told_what_a_recipe_comes_to(capsys: Capture) -> None:
    assert main(["recipes"]) == 0

    told = capsys.readouterr().out
    for recipe in RECIPES.values():
        assert recipe.name in told
        result = f" Result: {recipe.figure}." if recipe.figure is not None else ""
        assert not recipe.source or f"Data: {recipe.source}.{result}\n" in f"{told}\n"


def test_help_names_every_way_to_learn(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--help"])

    told = " ".join(capsys.readouterr().out.split())
    for name in METHODS:
        assert name in told
    for option in (
        "--split",
        "--test-fraction",
        "--split-seed",
        "--tolerance",
        "--schedule",
        "--inputs",
        "--no-shuffle",
    ):
        assert option in told


def test_the_defaults_of_the_options_are_those_of_the_recipe(
    capsys: Capture, tmp_path: Path, small_dataset: Dataset
) -> None:
    figures = _json(capsys, "train", "--recipe", "mlp-sgd", "--out", str(tmp_path / "m.npz"), "--epochs", "0")

    config = TrainingConfig(**{**figures["config"], "hidden_layers": tuple(figures["config"]["hidden_layers"])})
    assert config == RECIPES["mlp-sgd"].config.with_values(epochs=0)


# Augmentation


def test_the_training_digits_are_augmented_as_it_is_asked_for(capsys: Capture, tmp_path: Path) -> None:
    costs = []
    for number, option in enumerate(([], ["--augment", "none"], ["--augment", "light"])):
        out = str(tmp_path / f"{number}.npz")
        figures = _json(capsys, "train", "--data", "uci-digits", *CHEAP, *option, "--out", out)
        assert figures["config"]["augmentation"] == (option or ["", "none"])[1]
        costs.append(figures["train_cost"])
    assert costs[0] == costs[1] != costs[2]
    refused = _error(capsys, "train", "--data", "uci-digits", "--augment", "huge", "--out", str(tmp_path / "m.npz"))
    assert "'huge' (choose from none, light, strong)" in refused.replace(
        "'none', 'light', 'strong'", "none, light, strong"
    )
