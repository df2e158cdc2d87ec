"""The command ``train`` at the edge of what settings and digits may be: exit status, one line, a model that opens."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from engine.models.files import load_model
from main import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def digits(tmp_path: Path) -> Path:
    """Forty pictures in a file."""
    path = tmp_path / "digits.npz"
    np.savez(path, X=np.random.default_rng(2).random((40, 400)).astype(np.float32), y=np.arange(40) % 10)
    return path


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ("--learning-rate 1e6", 0),
        ("--learning-rate 1e6 --activation relu --inputs standardized --epochs 30", 2),
        ("--weight-decay 1e9 --epochs 30", 2),
        ("--weight-decay 1e9 --dtype float64 --epochs 60", 2),
        ("--weight-decay 1e9 --optimizer l-bfgs-b", 0),
        ("--optimizer nesterov --momentum 0.9999 --batch-size 1", 0),
        ("--epochs 0", 0),
        ("--learning-rate 0 --batch-size 1000000", 0),
        ("--validation 0.9 --patience 1 --split plain --test-fraction 0.9", 0),
        ("--hidden 1,1,1,1,1,1,1,1,1,1 --tolerance 1e6", 0),
        ("--schedule step --step-epochs 1 --step-factor 10 --epochs 80", 2),
    ],
)
def test_the_end_is_one_sentence_and_the_model_opens(
    options: str, status: int, digits: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "m.npz"
    arguments = ["train", "--data", str(digits), "--out", str(out), "--json", "--hidden", "6", "--epochs", "3"]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert main([*arguments, *options.split()]) == status

    printed = capsys.readouterr()
    errors = [line for line in printed.err.splitlines() if line.startswith("error: ")]
    if status:
        assert (len(errors), printed.out) == (1, "")
        assert errors[0].endswith(f"The last finite network is kept. It was saved as {out}.")
    else:
        assert not errors
        figures = json.loads(printed.out, parse_constant=pytest.fail)  # no NaN, no Infinity
        assert figures["message"].endswith(".")
    assert np.isfinite(load_model(out).parameters.flat).all()
    assert main(["evaluate", "--data", str(digits), "--model", str(out), "--json"]) == 0
    assert np.isfinite(json.loads(capsys.readouterr().out, parse_constant=pytest.fail)["cost"])
