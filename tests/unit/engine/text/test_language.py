"""The language that sentences are worded in, and what the command line says of it."""

from collections.abc import Iterator
from string import Formatter

import pytest

from engine.cli.parser import language_of
from engine.text import language as module
from engine.text.catalogue import ENGLISH
from engine.text.chinese import CHINESE
from engine.text.language import LANGUAGES, language_in_use, template_in_use, use_language
from engine.text.sentence import say
from main import main


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def test_a_sentence_is_worded_in_the_language_of_the_moment_when_it_is_shown() -> None:
    sentence = say("drawing.stroke")
    english = str(sentence)
    use_language("zh")
    assert (str(sentence), language_in_use()) == (template_in_use("drawing.stroke"), "zh")
    assert str(sentence) != english
    use_language("en")
    assert (str(sentence), language_in_use()) == (english, "en")


def test_what_a_language_has_no_words_for_is_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module._InUse, "templates", {})
    assert str(say("command.saved", file="x.npz")) == "Saved as x.npz."


def test_a_language_that_there_is_not_is_a_fault() -> None:
    with pytest.raises(KeyError):
        use_language("tlh")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "en"),
        (["--language", "zh"], "zh"),
        (["train", "--data", "x", "--language=zh", "--out", "y"], "zh"),
        (["train", "--language"], "en"),
        (["--language", "tlh"], "en"),
    ],
)
def test_the_command_line_names_a_language_anywhere(words: list[str], language: str) -> None:
    assert language_of(words) == language


@pytest.mark.parametrize("words", [["--language", "zh", "recipes"], ["recipes", "--language", "zh"]])
def test_a_command_takes_a_language(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert language_in_use() == "zh"
    assert capsys.readouterr().out
    assert set(LANGUAGES) == {"en", "zh"}


def _values(template: str) -> set[str]:
    return {name.partition("|")[0] for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_chinese_words_every_sentence_with_the_same_values() -> None:
    assert {key: _values(text) for key, text in CHINESE.items()} == {
        key: _values(text) for key, text in ENGLISH.items()
    }
