"""Files on the command line: what stands first and is no command is for the window, which file managers start so."""

import sys
from pathlib import Path

import pytest

from engine.cli.parser import parse_arguments
from engine.errors import ConfigurationError
from main import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some files, which is the current one."""
    for name in ("a 7.png", "net.npz", "train", "scan"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (["net.npz"], ["net.npz"]),
        (["a 7.png", "net.npz"], ["a 7.png", "net.npz"]),
        (["scan"], ["scan"]),
        (["./train"], ["./train"]),
        (["--theme", "dark", "net.npz"], ["net.npz"]),
        (["net.npz", "--theme", "dark", "scan"], ["net.npz", "scan"]),
        (["--", "net.npz"], ["net.npz"]),
        (["net.npz", "train"], ["net.npz", "train"]),
        ([], []),
        (["--theme", "dark"], []),
    ],
)
def test_files_are_for_the_window(words: list[str], files: list[str]) -> None:
    args = parse_arguments(words)
    assert (args.command, args.window_files) == (None, files)
    assert args.theme == ("dark" if "--theme" in words else None)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["predict", "a 7.png"], "predict"),
        (["train", "--data", "net.npz", "--out", "out.npz"], "train"),
        (["--language", "zh", "recipes"], "recipes"),
        (["sweep", "--resume", "net.npz", "--fresh"], "sweep"),
        (["check-gradient", "--model", "net.npz"], "check-gradient"),
    ],
)
def test_a_command_stays_a_command_whatever_files_there_are(words: list[str], command: str) -> None:
    args = parse_arguments(words)
    assert (args.command, args.window_files) == (command, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone.png"], "there is none of this name: gone.png"),
        (["net.npz", "gone"], "there is none of this name: gone"),
        (["folder/gone.npz"], "there is none of this name: folder/gone.npz"),
        (["x" * 5000 + ".npz"], "there is none of this name: xxx"),
        (["net.npz", "--l2", "1"], "unrecognized arguments: --l2"),
        (["net.npz", "--theme", "pink"], "invalid choice: 'pink'"),
        (["trian"], "invalid choice: 'trian'"),
    ],
)
def test_what_cannot_be_opened_is_told_before_any_window(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_name_with_a_nul_is_none() -> None:
    with pytest.raises(ConfigurationError, match="there is none of this name"):
        parse_arguments(["a\0.png"])


def test_without_a_console_the_status_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # as on Windows
    assert main(["gone.png"]) == 2
