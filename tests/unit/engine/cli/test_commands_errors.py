"""What is wrong on the command line: one line ``error: ...`` and status 2; and that nothing of it needs Qt."""

import json
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pytest

from engine.data.registry import SOURCES
from engine.models.files import BUNDLED_MODEL, load_model
from engine.training.train import train
from main import main

ROOT = Path(__file__).resolve().parents[4]
Capture = pytest.CaptureFixture[str]


def _error(capsys: Capture, *arguments: str) -> str:
    """The one line that a command says when it is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a warning would be a second line
        status = main(arguments)
    printed = capsys.readouterr()
    assert status == 2
    assert printed.out == ""
    lines = [line for line in printed.err.splitlines() if not line.startswith("epoch ")]
    assert len(lines) == 1, printed.err
    assert lines[0].startswith("error: ")
    assert printed.err.endswith("\n")
    return lines[0]


HUGE = "1" + "0" * 400


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("nonsense", "invalid choice: 'nonsense'"),
        ("data extra", "unrecognized arguments: extra"),
        ("evaluate", "the following arguments are required: --data"),
        (
            "evaluate --data nothing",
            f"data must be one of {', '.join(SOURCES)} or the path of a file or folder, got 'nothing'",
        ),
        ("evaluate --data no/file.mat", "got 'no/file.mat'"),
        ("evaluate --data uci-digits --l2 -1", "expected a weight decay of 0 or more, got '-1'"),
        ("evaluate --data uci-digits --l2 nan", "expected a weight decay of 0 or more, got 'nan'"),
        ("evaluate --data uci-digits --l2 much", "expected a weight decay of 0 or more, got 'much'"),
        ("evaluate --data uci-digits --part half", "invalid choice: 'half'"),
        ("evaluate --data uci-digits --model none.npz", "none.npz: expected a model file (.npz or .mat), there is no"),
        ("predict", "the following arguments are required: FILE"),
        ("predict none.png", "none.png: expected a picture, there is no such file"),
        ("predict {model}", "m.npz: expected the arrays X (pictures) and y (labels), got description, parameters"),
        ("predict --model {damaged} none.png", "damaged.npz: expected a model that this program saved"),
        ("evaluate --data uci-digits --model {damaged}", "damaged.npz: expected a model that this program saved"),
        ("evaluate --data {damaged}", "damaged.npz: expected "),
        ("check-gradient --activation step", "invalid choice: 'step'"),
        ("check-gradient --hidden 5,x", 'hidden layers must be numbers such as "25" or "128, 64"'),
        ("check-gradient --hidden dropout", "expected layers such as conv 8 5x5, conv 8 5x5 same, pool 2, dropout 0.5"),
        (
            "check-gradient --hidden=conv\u00a08\u00a021x21",
            "needs a picture of at least 21x21 pixels, got 20x20: use smaller",
        ),
        (
            "train --data uci-digits-8x8 --hidden pool\u00a03,pool\u00a03 --out {folder}/m.npz",
            "at least 3x3 pixels, got 2x2",
        ),
        ("check-gradient --hidden 10000,10000", "a network may have up to 50,000,000 parameters"),
        ("check-gradient --weight-decay nan", "weight decay must be a number, got nan"),
        ("check-gradient --weight-decay inf", "weight decay must be a number, got inf"),
        ("check-gradient --weight-decay -1", "weight decay must be from 0 to 1e+09, got -1"),
        ("check-gradient --weight-decay 1e300", "weight decay must be from 0 to 1e+09, got 1e+300"),
        ("{train} --epochs -1", "epochs must be from 0 to 1e+06, got -1"),
        ("{train} --epochs 1.5", "invalid int value: '1.5'"),
        ("{train} --epochs many", "invalid int value: 'many'"),
        ("{train} --learning-rate nan", "learning rate must be a number, got nan"),
        ("{train} --learning-rate -0.1", "learning rate must be from 0 to 1e+06, got -0.1"),
        ("{train} --momentum 1", "momentum must be from 0 to 0.9999, got 1"),
        ("{train} --validation 1", "validation fraction must be from 0 to 0.9, got 1"),
        ("{train} --hidden 0,5", "a hidden layer has 1 to 10,000 units, got 0"),
        ("{train} --hidden 10000,10000", "a network may have up to 50,000,000 parameters"),
        ("{train} --recipe magic", "invalid choice: 'magic'"),
        ("{train} --optimizer magic", "invalid choice: 'magic'"),
        (f"{{train}} --seed {HUGE}", "seed must be"),
        (f"{{train}} --epochs {HUGE}", "epochs must be"),
        ("train --data uci-digits", "the following arguments are required: --out"),
        ("train --data uci-digits --out {folder}/m.txt", "--out must name an .npz, .mat or .onnx file"),
        ("train --data uci-digits --out {folder}/none/m.npz", "--out must be in a folder that exists"),
        ("train --data uci-digits --epochs 0 --out {folder}/d.npz", "--out must name a file, got the folder"),
        ("train --data nothing --out {folder}/m.npz", "data must be one of uci-digits"),
    ],
    ids=lambda text: text[:50],
)
def test_what_is_wrong_is_said_in_one_line(arguments: str, said: str, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "damaged.npz").write_bytes(BUNDLED_MODEL.read_bytes()[:1000])
    (tmp_path / "m.npz").write_bytes(BUNDLED_MODEL.read_bytes())
    (tmp_path / "d.npz").mkdir()
    words = [
        word.format(folder=tmp_path, model=tmp_path / "m.npz", damaged=tmp_path / "damaged.npz")
        for word in arguments.replace("{train}", "train --data uci-digits --out {folder}/new.npz").split(" ")
    ]

    message = _error(capsys, *words)

    assert said in message
    assert not (tmp_path / "new.npz").exists()


def test_a_file_name_of_two_lines_is_said_in_one(capsys: Capture) -> None:
    assert "two lines.png" in _error(capsys, "predict", "two\nlines.png")


def test_a_training_that_diverges_is_an_error_and_its_last_finite_network_is_saved(
    capsys: Capture, tmp_path: Path
) -> None:
    out = tmp_path / "m.npz"

    message = _error(
        capsys,
        *("train", "--data", "uci-digits", "--out", str(out), "--epochs", "5", "--hidden", "20,20"),
        *("--activation", "relu", "--learning-rate", "1e6"),
    )

    assert "use a smaller learning rate than 1e+06" in message
    assert str(out) in message
    assert load_model(out).metadata.as_json()["state"] == "failed"


@pytest.mark.parametrize("has_refuge", [True, False])
def test_what_was_learned_is_kept_when_its_place_is_gone_after_the_run(
    has_refuge: bool, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, refuge = tmp_path / "usb stick", tmp_path / "elsewhere"
    place.mkdir()
    if has_refuge:
        refuge.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(refuge))

    def train_and_pull_the_stick(*args: Any, **options: Any) -> Any:
        report = train(*args, **options)
        place.rmdir()
        return report

    monkeypatch.setattr("engine.cli.train.train", train_and_pull_the_stick)
    message = _error(
        capsys, "train", "--data", "uci-digits", "--hidden", "3", "--epochs", "1", "--out", str(place / "mine.npz")
    )

    assert message.startswith(f"error: {place / 'mine.npz'}: expected a place where a model can be written, got: ")
    kept = list(refuge.glob("digit-lab-*/mine.npz"))
    assert len(kept) == has_refuge
    if has_refuge:
        assert message.endswith(f"; what was learned is kept in {kept[0]}")
        assert load_model(kept[0]).metadata.as_json()["epochs"] == 1.0


# Without Qt

PROGRAM = """
import importlib.abc, sys

class NoQt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph", "gui", "sklearn"):
            raise ImportError(f"{name} was imported")

sys.meta_path.insert(0, NoQt())
import main
raise SystemExit(main.main(sys.argv[1:]))
"""


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("arguments", [["data", "--json"], ["evaluate", "--data", "uci-digits", "--json"]])
def test_commands_work_where_qt_is_not_installed(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_main_py_is_a_program_with_an_exit_status(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "evaluate", "--data", "nothing"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: data must be one of ")
    assert done.stderr.count("\n") == 1


def test_help_can_be_printed_where_greek_cannot(tmp_path: Path) -> None:
    # As on a Windows console, or into a file there.
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "train", "--help"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
        capture_output=True,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"--learning-rate" in done.stdout
