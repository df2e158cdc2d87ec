"""``--help`` in each language: nothing is left out, and lines fit."""

import argparse
from collections.abc import Iterator

import pytest

from engine.cli.help_text import wrapped
from engine.cli.parser import build_parser
from engine.text.chinese_help import HELP
from engine.text.language import use_language
from engine.text.program import PROGRAM
from main import main


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in dict.fromkeys(action.choices.values()):
                yield from _parsers(each)


def _texts() -> set[str]:
    """All that any ``--help`` says in words."""
    texts: set[str | None] = {"usage: "}
    for parser in _parsers(build_parser()):
        texts |= {parser.description, parser.epilog, *(group.title for group in parser._action_groups)}
        texts |= {action.help for action in parser._actions}
    return {text.replace(PROGRAM, "{program}") for text in texts if text and text != argparse.SUPPRESS}


def test_every_text_of_the_help_is_there_in_chinese_and_none_is_left_over() -> None:
    assert set(HELP) == _texts()
    assert all(text.count("{program}") == chinese.count("{program}") for text, chinese in HELP.items())


@pytest.mark.parametrize("arguments", [["--language", "zh", "--help"], ["sweep", "--help", "--language", "zh"]])
def test_help_is_in_the_language_that_the_command_line_names(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    with pytest.raises(SystemExit) as caught:
        main(arguments)

    printed = capsys.readouterr().out
    assert caught.value.code == 0
    assert printed.startswith("用法：main.py")
    assert "选项:\n  -h, --help            显示这段帮助并退出\n" in printed
    for english in ("show this help", "options", "usage", "commands:"):
        assert english not in printed


@pytest.mark.parametrize("width", [9, 20, 55])
def test_lines_of_chinese_have_so_many_columns_at_most_and_begin_with_no_stop(width: int) -> None:
    text = "一次运行，存为 .csv（曲线）、.npz；不带 ID 时为表格。"

    lines = wrapped(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert sum(1 if sign.isascii() else 2 for sign in line) <= width
        assert line[0] not in "，。；、）"
        assert line == line.strip()
