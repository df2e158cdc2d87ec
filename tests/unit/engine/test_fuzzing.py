"""The fuzzer, a few hundred inputs of it, and that it would notice what it looks for.

Twenty thousand: ``uv run tests/benchmarks/fuzz.py``.
"""

import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError, DigitLabError
from tests.fuzzing.command_lines import check_ending, mutated_command_line
from tests.fuzzing.kinds import KINDS, mutated, seeds_of
from tests.fuzzing.trial import fault_of_sentence, tried

N_INPUTS = 30


def _laid_out(files: dict[str, bytes], place: Path, opened: str) -> Path:
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place / opened if opened else place


def _refusal(kind: str, path: Path) -> str:
    try:
        KINDS[kind].open(path)
    except DigitLabError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_that_are_damaged_are_good_ones(kind: str, tmp_path: Path) -> None:
    for number, seed in enumerate(seeds_of(kind)):
        KINDS[kind].open(_laid_out(seed.files, tmp_path / str(number), seed.opened))


@pytest.mark.slow_but(7)
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_or_refused_in_a_sentence(kind: str, tmp_path: Path) -> None:
    n_inputs = N_INPUTS // 3 if kind == "store" else N_INPUTS  # the store waits for the disk
    refused = 0
    for number in range(n_inputs):
        case = mutated(kind, random.Random(f"{kind} {number}"), with_bombs=False)
        path = _laid_out(case.files, tmp_path / str(number), case.opened)
        sentence = _refusal(kind, path)
        names = ["drawing "] if kind == "store" else [path.name, *(file.name for file in path.parent.iterdir())]
        assert not sentence or not fault_of_sentence(sentence, [path.name, *names]), number
        refused += bool(sentence)

    assert refused > n_inputs // 3  # else nothing was damaged


def test_the_same_dice_make_the_same_input(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = []
    for year in (2020, 2021):
        monkeypatch.setattr("zipfile.time.localtime", lambda *_, year=year: (year, 1, 1, 0, 0, 0, 0, 1, 0))
        inputs.append([mutated(kind, random.Random(3), with_bombs=False) for kind in KINDS])
    assert inputs[0] == inputs[1]
    assert mutated_command_line(random.Random(3)) == mutated_command_line(random.Random(3))


# That faults are noticed


def _crash() -> None:
    raise KeyError("shape")


def _warn() -> None:
    warnings.warn("a second line", stacklevel=1)


def _refuse(sentence: str) -> Callable[[], None]:
    def refuse() -> None:
        raise DataError(sentence)

    return refuse


def _refuse_for_want_of_memory() -> None:
    try:
        np.empty(2**60, np.uint8)
    except MemoryError as error:
        raise DataError("a.npz: expected arrays, got a file that cannot be read") from error


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (_crash, "KeyError instead of a sentence"),
        (_warn, "a warning: a second line"),
        (_refuse(""), "an empty sentence"),
        (_refuse("expected digits, got others; choose another file"), "names no file"),
        (_refuse("a.npz: 'NoneType' object has no attribute 'shape'"), "'NoneType' in a sentence"),
        (_refuse("a.npz is bad"), "no sentence"),
        (_refuse_for_want_of_memory, "tried to take more memory"),
        (_refuse("a.npz: expected digits, got others; choose another file"), ""),
    ],
)
def test_faults_are_noticed(attempt: Callable[[], None], said: str) -> None:
    outcome = tried(attempt, n_bytes=10, names=["a.npz"])

    assert said in outcome.fault
    assert bool(said) == bool(outcome.fault)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured on Linux alone")
def test_memory_is_noticed_used_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzzing.trial.MOST_MEMORY", 20_000_000)

    assert tried(lambda: np.ones(60_000_000, np.uint8).sum(), n_bytes=0).fault.startswith("took ")
    monkeypatch.setattr("tests.fuzzing.trial._ADDRESS_SLACK", 64_000_000)
    assert "MemoryError" in tried(lambda: np.empty(500_000_000, np.uint8).fill(1), n_bytes=0).fault
    assert not tried(lambda: np.ones(60_000_000, np.uint8).sum(), n_bytes=15_000_000).fault


@pytest.mark.parametrize(
    ("status", "printed", "told"),
    [
        (1, "", "error: a\n"),
        (2, "", "error: a\nerror: b\n"),
        (2, "", "a\n"),
        (2, "x", "error: a\n"),
        (0, "", "error: a\n"),
    ],
)
def test_endings_that_are_not_as_promised_are_noticed(status: int, printed: str, told: str) -> None:
    with pytest.raises(AssertionError):
        check_ending(status, printed, told)
    check_ending(2, "", "epoch 1  loss 2\nerror: a\n")
