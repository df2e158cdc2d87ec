"""Command lines that nobody means: options missing, twice, in the wrong place, with values that are none.

What would be meant is kept short and harmless: one epoch, and a server that is not there.
"""

import contextlib
import io
import random
import re
from pathlib import Path

from engine.errors import DigitLabError
from main import EXIT_BAD_INPUT, main

_PROGRESS = re.compile(r"(epoch|iteration|evaluation) .*|[\d.]+ of [\d.]+ MB")
_EVERY_SETTING = (
    "train --data case.npz --recipe default --init xavier --seed 3 --inputs standardized --learning-rate 0.1 "
    "--momentum 0.9 --batch-size 5 --schedule step --step-epochs 2 --step-factor 0.5 --validation 0.2 --patience 2 "
    "--tolerance 0.001 --test-fraction 0.2 --split-seed 3 --dtype float64 --epochs 1 --out out.npz"
)
_TEMPLATES = (
    "train --data case.csv --recipe momentum --hidden 5 --epochs 1 --out out.npz",
    "train --data case.csv --optimizer l-bfgs-b --hidden 3,4 --weight-decay 1 --epochs 1 --out out.mat --json",
    _EVERY_SETTING,
    "evaluate --data case.csv --model model.npz --l2 1 --part all --json",
    "evaluate --data case.json --split stratified --test-fraction 0.3 --split-seed 4",
    "predict case.png --model model.npz --json",
    "predict case.png case.png",
    "export --model model.npz --out out.mat",
    "check-gradient --hidden 4 --activation tanh --loss softmax-cross-entropy --weight-decay 2 --parameters 9 --seed 3",
    "check-gradient --data case.csv --model model.npz --parameters 3 --json",
    "download mnist --url http://127.0.0.1:9/mnist",
    "data --json",
    "recipes",
    "--data case.csv --model model.npz --theme dark --size 800x600",
    "--screenshot out.gif --scale 2",
    "case.png model.npz --theme dark",
)
_VALUES = (
    "", " ", "-1", "0", "nan", "inf", "-inf", "1e999", "9" * 400, "1.5", "0x10", "1_000", "٣", "\x00", "a\nb", "\x1b[31m",
    "\ud800", "é" * 300, "x" * 5000, "--", "-", "=", "*", "../..", "/", "/dev/null", ".", "none.npz", "case.csv",
    "case.json", "case.png", "case.npz", "model.npz", "empty.npz", "25,25", "5,,5", "5,x", "1e9", "10000,10000", "NaN,1",
    "handwriting:", "handwriting:0", "handwriting:x:y", "handwriting:99999999999", "handwriting-endless:-1", "drawings",
    "magic", "momentum", "%s%n", "{}", "$(id)", "; id", "file:///etc/passwd", "http://", "800x", "x600", "0x0", "٣x٣",
    "²", "1²x5", "True", "None", "--json", "--out", "--data", "--model", "--epochs", "--help-me", "-x",
)  # fmt: skip
_OPTIONS = tuple(sorted({word for line in _TEMPLATES for word in line.split() if word.startswith("--")}))


def mutated_command_line(rng: random.Random) -> list[str]:
    """A command line, the same for the same state of ``rng``."""
    words = rng.choice(_TEMPLATES).split()
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        _mutate(rng, words)
    if "train" in words and "--epochs" in words:
        last = len(words) - 1 - words[::-1].index("--epochs")
        if last + 1 < len(words) and _may_be_many(words[last + 1]):
            words[last + 1] = "1"
    elif "train" in words:
        words += ["--epochs", "1"]
    return [*words, "--url", "http://127.0.0.1:9/"] if "download" in words else words


def run_command_line(words: list[str]) -> int:
    """Run it in this process, in the current folder; returns its status, or raises what it says as it would be caught.

    Raises
    ------
    DigitLabError
        With what is printed, if it is refused.
    AssertionError
        If the status, or what is printed, is not as promised.
    """
    printed, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(told):
        try:
            status = main(words)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    check_ending(status, printed.getvalue(), told.getvalue())
    if status == EXIT_BAD_INPUT:
        raise DigitLabError(told.getvalue().splitlines()[-1].removeprefix("error: "))
    return status


def check_ending(status: int, printed: str, told: str) -> None:
    """Status 0, or 2 and one line ``error: ...`` after what was told of the progress.

    Raises
    ------
    AssertionError
        If it is otherwise.
    """
    lines = [line for line in told.split("\n") if not _PROGRESS.match(line)]
    if status == 0:
        assert not any(line.startswith("error:") for line in lines), told
        return
    assert status == EXIT_BAD_INPUT, f"status {status}: {told}"
    assert printed == "", printed[:200]
    assert len(lines) == 2, told[:500]
    assert lines[0].startswith("error: "), told[:500]
    assert lines[1] == "", told[:500]


def without_window() -> None:
    """Have the window's two ways in only open what they are told to, for this process."""
    import gui.app
    from engine.data.loading import load_dataset
    from engine.models.files import load_model

    def run(args: object) -> int:
        if getattr(args, "data", None):
            load_dataset(args.data)  # type: ignore[attr-defined]
        if getattr(args, "model", None):
            load_model(Path(args.model))  # type: ignore[attr-defined]
        return 0

    gui.app.run_window = run
    gui.app.run_screenshot = run


def _mutate(rng: random.Random, words: list[str]) -> None:
    place = rng.randrange(len(words)) if words else 0
    form = rng.randrange(7)
    if form <= 2 and words:
        words[place] = rng.choice(_VALUES)
    elif form == 3 and words:
        del words[place]
    elif form == 4:
        words.insert(place, rng.choice(_VALUES + _OPTIONS))
    elif form == 5 and words:
        words.insert(rng.randrange(len(words) + 1), words[place])
    elif words:
        letters = list(words[place])
        letters[rng.randrange(len(letters) + 1) : rng.randrange(len(letters) + 1)] = rng.choice(
            ("", "-", "é", "\x00", "9", ",")
        )
        words[place] = "".join(letters)


def _may_be_many(word: str) -> bool:
    try:
        return 1 < int(word) <= 10**6
    except ValueError:
        return False
