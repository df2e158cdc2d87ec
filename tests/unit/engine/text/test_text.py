"""Sentences as keys with values, and the catalogue that words them."""

import ast
import json
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from engine import errors
from engine.errors import DataError, DigitLabError
from engine.text import sentence as module
from engine.text.catalogue import ENGLISH
from engine.text.sentence import Sentence, say, sentence_from

ENGINE = Path(module.__file__).parents[1]
GUI = ENGINE.parent / "gui"


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


@cache
def _nodes(*folders: Path) -> list[tuple[str, ast.AST]]:
    """All that is written in these folders but for the catalogue, with the place of each."""
    return [
        (f"{path.relative_to(folder.parent)}:{getattr(node, 'lineno', 0)}", node)
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        if path.name != "catalogue.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]


def _named_by(template: str) -> set[str]:
    return {name.split("|")[0] for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_what_is_said_is_in_the_catalogue_with_just_the_values_that_it_names() -> None:
    wrong, n_said = [], 0
    for where, node in _nodes(ENGINE, GUI):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"):
            continue
        if not isinstance(node.args[0], ast.Constant):
            continue  # a key out of a table; the test below finds it there
        n_said += 1
        key = str(node.args[0].value)
        given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
        is_open = any(keyword.arg is None for keyword in node.keywords)  # with **values
        named = _named_by(ENGLISH[key]) if key in ENGLISH else None
        if named is None or not given <= named or (given != named and not is_open):
            wrong.append(f"{where}: {key} is given {sorted(given)}, its template names {sorted(named or ['nothing'])}")
    assert not wrong, "\n".join(wrong)
    assert n_said


def test_every_key_of_the_catalogue_is_used() -> None:
    used = {
        node.value for _, node in _nodes(ENGINE, GUI) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(ENGLISH) - used) == []


def test_no_error_of_the_engine_says_words_that_are_not_in_the_catalogue() -> None:
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, DigitLabError)}
    raised = [
        (where, node)
        for where, node in _nodes(ENGINE)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds
    ]
    assert raised
    bare = (ast.Constant, ast.JoinedStr, ast.BinOp)
    assert [where for where, node in raised if node.args and isinstance(node.args[0], bare)] == []
