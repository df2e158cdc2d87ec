"""Why a command line is not taken, in each language."""

import argparse
import re
from collections.abc import Iterator

import pytest

from engine.cli.parser import parse_arguments
from engine.cli.reasons import reason_of
from engine.errors import ConfigurationError
from engine.text.language import use_language
from main import main

WRONG = [
    ["train", "--out"],
    ["train", "--out", "a.npz", "--optimizer", "nope"],
    ["frobnicate"],
    ["train"],
    ["--theme", "blue"],
    ["train", "--out", "a.npz", "--epochs", "abc"],
    ["train", "--out", "a.npz", "--learning-rate", "abc"],
    ["train", "--out", "a.npz", "--zzz", "1"],
    ["train", "--out", "a.npz", "--l", "1"],
    ["train", "--out", "a.npz", "--hidden", "5,x"],
    ["train", "--out", "a.npz", "--json=3"],
    ["sweep", "--vary"],
    ["runs", "list", "--latest", "-1"],
    ["desktop"],
    ["desktop", "--install", "--remove"],
    ["evaluate", "--data", "x", "--l2", "-1"],
    ["predict"],
    ["--size", "3"],
    ["--data", "x", "train", "--out", "a.npz"],
]
ENGLISH = re.compile(
    r"\b(arguments?|expected|invalid|choose|required|unrecognized|ambiguous|could|match|allowed|with|got|one|value)\b"
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_every_reason_is_told_in_chinese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--language", "zh"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert ENGLISH.findall(line.removeprefix("error: ")) == []


@pytest.mark.parametrize("arguments", WRONG[:-1], ids=" ".join)
def test_in_english_it_is_told_as_argparse_says_it(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def noted(_parser: argparse.ArgumentParser, message: str) -> None:
        said.append(message)
        raise ConfigurationError(reason_of(message))

    monkeypatch.setattr("engine.cli.parser._Parser.error", noted)
    with pytest.raises(ConfigurationError) as caught:
        parse_arguments(arguments)
    assert str(caught.value) == said[-1]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "invalid choice: 'x', maybe you meant 'y'? (choose from y, z)",
            "没有 'x' 这个取值，是否想写 'y'？（可选：y, z）",
        ),
        ("argument --a/--no-a: expected 2 arguments", "参数 --a/--no-a：后面应有 2 个值"),
        ("expected at most one argument", "后面最多只能有一个值"),
        ("something that a newer Python says", "something that a newer Python says"),
    ],
)
def test_other_versions_of_python_say_other_things(message: str, told: str) -> None:
    assert str(reason_of(message)) == message
    use_language("zh")
    assert str(reason_of(message)) == told
