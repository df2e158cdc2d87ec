"""Anything is pressed in every state of a run: no exception, no message of Qt's, and no run is lost."""

import sys
from pathlib import Path

import pytest

from tests.soundness import random_walk
from tests.soundness.random_walk import walk


@pytest.mark.slow
def test_whatever_is_pressed_nothing_breaks_and_no_run_is_lost(tmp_path: Path) -> None:
    walked = walk(tmp_path, seed=1, seconds=60.0)
    assert not walked.troubles, f"{walked}"
    assert walked.done["control"] > 50


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", ("ended by SIGSEGV", "Segmentation fault")),
        ("raise OSError('no disk')", ("ended with status 1", "no disk")),
    ],
)
def test_a_walk_that_ends_in_a_crash_is_told_with_what_was_done_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, told: tuple[str, str]
) -> None:
    (tmp_path / "walk.log").write_text("stroke\nkey F8\n")
    monkeypatch.setattr(random_walk, "COMMAND", (sys.executable, "-X", "faulthandler", "-c", code))
    walked = walk(tmp_path, seed=5, seconds=1.0)
    how, why = walked.troubles
    assert how == told[0]
    assert told[1] in why
    assert walked.last == ("stroke", "key F8")
    assert "seed 5" in f"{walked}"
