"""The command ``check-gradient`` through ``main``: the debug network, whole networks on digits, and what is refused."""

import json
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.cli import gradient
from engine.data.scaling import InputScaling
from engine.models.files import save_model
from engine.models.model import Model
from engine.nn.activations import ACTIVATIONS
from engine.nn.gradient_check import check_gradient_on
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from main import main

Capture = pytest.CaptureFixture[str]
KEYS = {"architecture", "hidden_activation", "output_loss", "n_parameters", "relative_difference"}


def _json(capsys: Capture, *arguments: str) -> Any:
    status = main(["check-gradient", *arguments, "--json"])
    printed = capsys.readouterr()
    assert (status, printed.err.count("error:")) == (0, 0), printed.err
    return json.loads(printed.out)


def _error(capsys: Capture, *arguments: str) -> str:
    """The one line that the command says when it is refused."""
    assert main(["check-gradient", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    return printed.err


def _saved(path: Path, architecture: Architecture, **options: Any) -> str:
    parameters = initialize(architecture, scheme="glorot", rng=np.random.default_rng(2))
    save_model(Model(parameters, **options), path)
    return str(path)


def test_by_default_it_is_the_courses_debug_network(capsys: Capture) -> None:
    figures = _json(capsys)

    assert set(figures) >= KEYS
    assert (figures["architecture"], figures["n_parameters"], figures["n_checked"]) == ("3-5-3", 38, 38)
    assert (figures["hidden_activation"], figures["output_loss"]) == ("sigmoid", "sigmoid-cross-entropy")
    assert (figures["n"], figures["weight_decay"]) == (5, 3.0)
    assert 0 < figures["relative_difference"] < 1e-9


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_other_layers_are_checked_on_pictures_with_blank_paper(activation: str, capsys: Capture) -> None:
    hidden = "conv 2 5x5, pool 3, dropout 0.5, conv 2 2x2, pool 2, 4"  # a row and a column are left over

    figures = _json(capsys, "--hidden", hidden, "--activation", activation)

    assert figures["architecture"] == f"20x20, {hidden}, 3"
    assert figures["n_checked"] == figures["n_parameters"] == 121
    assert 0 < figures["relative_difference"] < 1e-8


def test_so_they_are_on_digits(capsys: Capture) -> None:
    arguments = (
        "--hidden",
        "conv 2 5x5, pool 4, 3",
        "--activation",
        "relu",
        "--data",
        "uci-digits",
        "--parameters",
        "3",
    )
    figures = _json(capsys, *arguments)

    assert (figures["architecture"], figures["n_checked"]) == ("20x20, conv 2 5x5, pool 4, 3, 10", 3)
    assert 0 < figures["relative_difference"] < 1e-8


def test_both_gradients_of_the_debug_network_are_shown_side_by_side(capsys: Capture) -> None:
    assert main(["check-gradient"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["numerical", "backpropagation"]
    assert lines[1].split() == ["-0.0167679797"] * 2
    assert len(lines) == 1 + 38 + 1


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("hidden", ["", "7", "4, 3"])
def test_other_networks_may_be_chosen(hidden: str, activation: str, capsys: Capture) -> None:
    figures = _json(capsys, "--hidden", hidden, "--activation", activation, "--loss", "softmax-cross-entropy")

    assert figures["architecture"] == {"": "3-3", "7": "3-7-3", "4, 3": "3-4-3-3"}[hidden]
    assert (figures["hidden_activation"], figures["output_loss"]) == (activation, "softmax-cross-entropy")
    assert figures["relative_difference"] < 1e-9


def test_a_network_as_ex4_initializes_it_is_checked_on_all_digits(capsys: Capture) -> None:
    figures = _json(capsys, "--data", "uci-digits", "--parameters", "300")

    assert set(figures) >= KEYS
    assert (figures["architecture"], figures["n_parameters"]) == ("400-25-10", 10_285)
    assert (figures["hidden_activation"], figures["output_loss"]) == ("sigmoid", "sigmoid-cross-entropy")
    assert (figures["data"], figures["model"], figures["n"]) == ("uci-digits", None, 1797)
    assert (figures["n_checked"], figures["weight_decay"]) == (300, 1.0)
    assert 0 < figures["relative_difference"] < 1e-8


@pytest.mark.slow
def test_all_parameters_are_checked_if_no_number_is_given(capsys: Capture) -> None:
    figures = _json(capsys, "--data", "uci-digits", "--hidden", "1")
    assert figures["n_checked"] == figures["n_parameters"] == 400 + 1 + 10 + 10

    assert main(["check-gradient", "--data", "uci-digits", "--hidden", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("421 of 421 parameters of 400-1-10 on 1,797 samples")
    assert printed.count("\n") == 1


def test_the_seed_draws_the_network_and_the_parameters(capsys: Capture) -> None:
    one, two, other = (
        _json(capsys, "--data", "uci-digits", "--parameters", "20", "--seed", seed)["relative_difference"]
        for seed in ("1", "1", "2")
    )

    assert one == two != other


def test_a_model_is_checked_with_the_decay_that_is_given(capsys: Capture, tmp_path: Path) -> None:
    architecture = Architecture.dense(hidden_layers=(5,), hidden_activation="tanh")
    model = _saved(tmp_path / "m.npz", architecture)

    figures = _json(capsys, "--data", "uci-digits", "--model", model, "--parameters", "50", "--weight-decay", "2.5")

    assert (figures["architecture"], figures["hidden_activation"]) == ("400-5-10", "tanh")
    assert (figures["model"], figures["weight_decay"]) == (model, 2.5)
    assert figures["relative_difference"] < 1e-8


def test_a_models_own_scaling_is_applied(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scaling = InputScaling("centered", np.array([0.5]), np.array([0.5]))
    model = _saved(tmp_path / "m.npz", Architecture.dense(hidden_layers=(2,)), scaling=scaling)
    smallest: list[float] = []

    def keep_smallest(parameters: Parameters, inputs: Any, labels: Any, **options: Any) -> Any:
        smallest.append(float(inputs.min()))
        return check_gradient_on(parameters, inputs, labels, **options)

    monkeypatch.setattr(gradient, "check_gradient_on", keep_smallest)
    _json(capsys, "--data", "uci-digits", "--model", model, "--parameters", "5")

    assert smallest == [-1.0]


def test_progress_is_told_on_standard_error(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradient, "_PROGRESS_INTERVAL_S", 0.0)

    assert main(["check-gradient", "--data", "uci-digits", "--parameters", "20"]) == 0

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 3
    assert all(" of 20 parameters, " in line and line.endswith(" s left") for line in lines)
    assert lines[-1] == "20 of 20 parameters, 0 s left"


def test_ctrl_c_cancels_it_in_one_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = signal.getsignal(signal.SIGINT)

    def interrupted(*args: Any, **options: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return check_gradient_on(*args, **options)

    monkeypatch.setattr(gradient, "check_gradient_on", interrupted)

    assert "stopped before all parameters were moved" in _error(capsys, "--data", "uci-digits")
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_network_of_huge_numbers_gives_strict_json_and_no_warning(capsys: Capture, tmp_path: Path) -> None:
    parameters = Parameters.zeros(Architecture.dense(hidden_layers=(3,), hidden_activation="relu"), "float64")
    parameters.flat[:] = 1e300
    parameters.weights[1][:, ::2] = -1e300
    save_model(Model(parameters), tmp_path / "huge.npz")

    figures = _json(capsys, "--data", "uci-digits", "--model", str(tmp_path / "huge.npz"), "--parameters", "9")

    assert figures["relative_difference"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--model", "m.npz"], "--model needs --data"),
        (["--data", "nothing"], "got 'nothing'"),
        (["--data", "uci-digits", "--model", "none.npz"], "there is no such file"),
        (["--data", "uci-digits", "--model", "m.npz", "--hidden", "5"], "leave out either"),
        (["--data", "uci-digits", "--model", "m.npz", "--loss", "softmax-cross-entropy"], "leave out either"),
        (["--data", "uci-digits", "--parameters", "0"], "--parameters must be 1 or more, got 0"),
        (["--parameters", "-3"], "--parameters must be 1 or more, got -3"),
        (["--parameters", "x"], "invalid int value: 'x'"),
        (["--data", "uci-digits", "--weight-decay", "nan"], "weight decay must be a number, got nan"),
        (["--seed", "-1"], "seed must be"),
    ],
    ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], said: str, capsys: Capture) -> None:
    assert said in _error(capsys, *arguments)


@pytest.mark.slow
def test_data_is_resampled_to_the_models_format_and_it_is_said(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model(Parameters.zeros(Architecture.dense(n_inputs=64, hidden_layers=())))
    monkeypatch.setattr(gradient, "opened_model", lambda path: model)

    assert main(["check-gradient", "--data", "handwriting:20", "--model", "m.npz", "--json"]) == 0

    printed = capsys.readouterr()
    assert json.loads(printed.out)["architecture"] == "64-10"
    assert "the pictures are 20 × 20; they were resampled to 8 × 8." in printed.err
