"""Sentences as keys with values, and the catalogue that words them."""

import ast
import json
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from engine import errors
from engine.errors import DataError, DigitLabError
from engine.text import sentence as module
from engine.text.catalogue import ENGLISH
from engine.text.sentence import Sentence, say, sentence_from
from engine.text.setting_names import setting_name
from engine.training.config import TrainingConfig

ENGINE = Path(module.__file__).parents[1]
GUI = ENGINE.parent / "gui"
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, DigitLabError)}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module,
        "ENGLISH",
        {"a.digits": "{n:,} {n|digit|digits} in {path}", "a.outer": "It says: {inner}.", "a.plain": "Done."},
    )


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1 digit in x.csv"), (0, "0 digits in x.csv"), (1200, "1,200 digits in x.csv")]
)
def test_values_fill_the_template(n: int, words: str) -> None:
    assert str(say("a.digits", n=n, path="x.csv")) == words


def test_a_sentence_survives_json_with_those_in_it() -> None:
    outer = say("a.outer", inner=say("a.digits", n=2, path="ü"))
    again = sentence_from(json.loads(json.dumps(outer.as_json())))
    assert again == outer
    assert str(again) == "It says: 2 digits in ü."
    assert hash(again) == hash(outer)


def test_plain_text_of_older_files_is_shown_as_it_is() -> None:
    assert str(sentence_from("Stopped {by} hand.")) == "Stopped {by} hand."


@pytest.mark.parametrize("value", [None, 3, [], {"key": 1, "values": {}}, {"key": "a", "values": {"x": [1]}}])
def test_what_is_no_sentence_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="expected"):
        sentence_from(value)


@pytest.mark.parametrize("values", [{}, {"n": "many", "path": "x"}, {"n": None, "path": "x"}])
def test_values_that_do_not_fit_show_the_key(values: dict[str, str | None]) -> None:
    assert str(Sentence("a.digits", values)) == "a.digits"


def test_a_key_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say("a.unknown")


def test_an_error_keeps_its_sentence() -> None:
    error = DataError(say("a.digits", n=3, path="a\nb"))
    assert str(error) == "3 digits in a b"
    assert isinstance(error.sentence, Sentence)
    assert error.sentence.key == "a.digits"


def test_every_key_has_an_area() -> None:
    assert all(key.count(".") == 1 for key in ENGLISH)


@dataclass
class _Written:
    """What is written in the program but for the catalogue: each text, and with its place what is said and raised."""

    texts: set[str] = field(default_factory=set)
    said: list[tuple[str, ast.Call]] = field(default_factory=list)
    raised: list[tuple[str, ast.Call]] = field(default_factory=list)

    def take(self, node: ast.AST, where: str) -> None:
        """Note what there is to be looked at."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.texts.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "say" and isinstance(node.args[0], ast.Constant):
                self.said.append((f"{where}:{node.lineno}", node))
            elif node.func.id in ERRORS:
                self.raised.append((f"{where}:{node.lineno}", node))


@cache
def _written() -> _Written:
    """Of all files, parsed once; no tree is kept, which would slow every collection of garbage of the tests to come."""
    written = _Written()
    for path in (*sorted(ENGINE.rglob("*.py")), *sorted(GUI.rglob("*.py")), ENGINE.parent / "main.py"):
        if path.name != "catalogue.py":
            where = str(path.relative_to(ENGINE.parent))
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                written.take(node, where)
    return written


def _named_by(template: str) -> set[str]:
    return {name.split("|")[0] for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_what_is_said_is_in_the_catalogue_with_just_the_values_that_it_names() -> None:
    wrong = []
    for where, node in _written().said:  # a key out of a table is found there by the test below
        assert isinstance(node.args[0], ast.Constant)
        key = str(node.args[0].value)
        given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
        is_open = any(keyword.arg is None for keyword in node.keywords)  # with **values
        named = _named_by(ENGLISH[key]) if key in ENGLISH else None
        if named is None or not given <= named or (given != named and not is_open):
            wrong.append(f"{where}: {key} is given {sorted(given)}, its template names {sorted(named or ['nothing'])}")
    assert not wrong, "\n".join(wrong)
    assert _written().said


def test_every_key_of_the_catalogue_is_used() -> None:
    assert sorted(set(ENGLISH) - _written().texts) == []


def test_no_error_of_the_engine_says_words_that_are_not_in_the_catalogue() -> None:
    raised = [(where, node) for where, node in _written().raised if where.startswith(ENGINE.name)]
    assert raised
    bare = (ast.Constant, ast.JoinedStr, ast.BinOp)
    assert [where for where, node in raised if node.args and isinstance(node.args[0], bare)] == []


def test_every_setting_has_a_name_and_nothing_else_is_called_one() -> None:
    settings = {field.name for field in fields(TrainingConfig)}
    assert {key.partition(".")[2] for key in ENGLISH if key.startswith("setting.")} == settings
    assert all(setting_name(setting).key == f"setting.{setting}" for setting in settings)
    assert str(setting_name("something_newer")) == "something newer"
