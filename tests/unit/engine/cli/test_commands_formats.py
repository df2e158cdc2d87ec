"""The command line and the format of pictures: trained, evaluated, read, gone on with, and kept with the run."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.handwriting import generator
from engine.data.loading import load_dataset, load_picture
from engine.ink.input_formats import INPUT_FORMATS, LARGE_FRAME
from engine.models.files import load_model
from engine.runs.store import RunStore
from main import main

Capture = pytest.CaptureFixture[str]
QUICK = ("--epochs", "1", "--hidden", "6")
NOTE_28 = "UCI digits: the pictures are 20 × 20; they were resampled to 28 × 28."
NOTE_20 = "UCI digits, 8×8: the pictures are 8 × 8; they were resampled to 20 × 20."


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handwriting is written in blocks, and no test here wants more than 200 digits of one."""
    monkeypatch.setattr(generator, "_BLOCK", 200)


def run(capsys: Capture, *arguments: str) -> tuple[Any, str]:
    """What a command prints with --json, and what it says; it must succeed."""
    status = main([*arguments, "--json"])
    printed = capsys.readouterr()
    assert status == 0, printed.err
    return json.loads(printed.out), printed.err


TRAINED = [
    # data, --format, the format it comes to, what is said
    ("uci-digits", None, "20x20", ""),
    ("uci-digits", "auto", "20x20", ""),
    ("uci-digits", "20x20", "20x20", ""),
    ("uci-digits", "28x28", "28x28", NOTE_28),
    ("uci-digits", "8x8", "8x8", ""),
    ("uci-digits-8x8", None, "8x8", ""),
    ("uci-digits-8x8", "20x20", "20x20", NOTE_20),
    ("handwriting:200", "28x28", "28x28", ""),
]


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(("data", "wanted", "comes_to", "note"), TRAINED)
def test_a_network_of_a_format_is_trained_evaluated_and_gone_on_with(
    data: str, wanted: str | None, comes_to: str, note: str, capsys: Capture, tmp_path: Path
) -> None:
    out, further = str(tmp_path / "m.npz"), str(tmp_path / "n.npz")
    options = [] if wanted is None else ["--format", wanted]
    form = INPUT_FORMATS[comes_to]

    trained, told = run(capsys, "train", "--data", data, *options, *QUICK, "--out", out)

    assert (trained["format"], trained["config"]["input_format"]) == (comes_to, wanted or "auto")
    assert trained["n_parameters"] == (form.n_inputs + 1) * 6 + 70
    assert [line for line in told.splitlines() if "resampled" in line] == ([note] if note else [])
    model = load_model(Path(out))
    assert (model.input_format, model.parameters.architecture.input_shape) == (form, form.shape)
    assert RunStore().load(trained["run"]).model.input_format == form

    evaluated, told = run(capsys, "evaluate", "--data", data, "--model", out)

    assert (evaluated["format"], evaluated["n"]) == (comes_to, trained["test_n"] if "uci" in data else 200)
    if "uci" in data:
        assert evaluated["accuracy"] == trained["test_accuracy"]
    assert ("resampled" in told) == bool(note)

    resumed, told = run(capsys, "train", "--resume", out, "--epochs", "2", "--out", further)

    assert (resumed["format"], resumed["epochs"]) == (comes_to, 3.0)
    assert "from the same network" in told
    checked, _ = run(capsys, "check-gradient", "--data", data, "--model", out, "--parameters", "5")
    assert checked["relative_difference"] < 1e-3


@pytest.mark.parametrize("wanted", INPUT_FORMATS)
def test_pictures_are_read_in_the_networks_format(wanted: str, capsys: Capture, tmp_path: Path) -> None:
    out, png = str(tmp_path / "m.npz"), tmp_path / "one.png"
    run(capsys, "train", "--data", "uci-digits", "--format", wanted, "--epochs", "20", "--out", out)
    _draw_one(png)

    ((answer),), _ = run(capsys, "predict", "--model", out, str(png))

    frame = INPUT_FORMATS[wanted].picture(load_picture(png))
    assert frame is not None
    np.testing.assert_allclose(answer["probabilities"], load_model(Path(out)).read(frame.reshape(1, -1))[0], rtol=1e-6)
    assert answer["digit"] == 1


def _draw_one(path: Path) -> None:
    from PIL import Image

    picture = np.full((60, 60), 255, np.uint8)
    picture[8:52, 28:34] = 0
    Image.fromarray(picture).save(path)


@pytest.mark.slow
def test_a_run_of_another_format_is_gone_on_with_in_its_own(capsys: Capture, tmp_path: Path) -> None:
    out, further, again = (str(tmp_path / f"{name}.npz") for name in "abc")
    run(capsys, "train", "--data", "uci-digits-8x8", *QUICK, "--out", out)

    # Digits of 20x20 in the place of its own 8x8: which this source has too.
    other, told = run(capsys, "train", "--resume", out, "--data", "handwriting:200", "--out", further)

    assert (other["format"], other["config"]["input_format"]) == ("8x8", "8x8")
    assert "the pictures are 20 × 20; they were resampled to 8 × 8." in told
    assert "from the same network" in told
    anew, told = run(capsys, "train", "--resume", out, "--format", "28x28", "--epochs", "1", "--out", again)
    assert anew["format"] == "28x28"
    assert "The network reads pictures of 8 × 8, these are 28 × 28: training starts a new network" in told


@pytest.mark.slow
def test_a_stopped_run_of_28x28_comes_to_the_very_weights(capsys: Capture, tmp_path: Path) -> None:
    whole, part, rest = (str(tmp_path / f"{name}.npz") for name in "abc")
    options = ("--data", "uci-digits", "--format", "28x28", "--augment", "light", *QUICK)
    expected, _ = run(capsys, "train", *options, "--out", whole)

    run(capsys, "train", *options, "--stop-after-batches", "17", "--out", part)
    found, told = run(capsys, "train", "--resume", part, "--out", rest)

    assert "as if it had never been stopped" in told
    assert found["checksum"] == expected["checksum"]


@pytest.mark.slow
def test_the_bundled_network_reads_data_of_its_own_format_and_says_so(capsys: Capture) -> None:
    evaluated, told = run(capsys, "evaluate", "--data", "uci-digits-8x8")

    assert evaluated["format"] == "20x20"
    assert evaluated["accuracy"] > 0.97
    assert told == f"{NOTE_20}\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--format", "29x29"], "invalid choice: '29x29'"),
        (["--format", "8x8", "--data", "handwriting-endless:40"], "streamed digits are written as 20 × 20 or 28 × 28"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    arguments: list[str], expected: str, capsys: Capture, tmp_path: Path
) -> None:
    status = main(["train", *arguments, "--out", str(tmp_path / "m.npz")])

    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert expected in printed.err
    assert printed.err.count("\n") == 1


def test_an_onnx_file_and_theta_keep_the_format(capsys: Capture, tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    out = str(tmp_path / "m.npz")
    options = ("--loss", "sigmoid-cross-entropy", "--format", "28x28", *QUICK)
    run(capsys, "train", "--data", "uci-digits", *options, "--out", out)
    for name in ("m.onnx", "m.mat"):
        run(capsys, "export", "--model", out, "--out", str(tmp_path / name))

    said = {entry.key: entry.value for entry in onnx.load(str(tmp_path / "m.onnx")).metadata_props}
    assert said["input_format"] == "28x28"
    assert said["pictures"].startswith("float32 (batch, 784): pictures of 28x28 row by row")
    reopened = load_model(tmp_path / "m.mat")
    assert reopened.input_format == LARGE_FRAME
    images = load_dataset("uci-digits", "28x28").digits.images[:20]
    np.testing.assert_allclose(reopened.read(images), load_model(Path(out)).read(images), atol=1e-5)
