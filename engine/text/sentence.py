"""A sentence as a key with values: what the engine says is stored like this, and worded when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, TypeAlias, Union

from engine.text.catalogue import ENGLISH
from engine.text.language import template_in_use

Value: TypeAlias = Union[str, int, float, bool, "Sentence", None]
"""What a sentence may be filled with; a sentence within a sentence is worded in its place."""


@dataclass(frozen=True)
class Sentence:
    """A sentence for people; ``str()`` words it in the language in use, in English where that has no words for it.

    Attributes
    ----------
    key
        A key of :data:`engine.text.catalogue.ENGLISH`; any other is shown as it is, as a file from a newer program may
        hold one.
    values
        What its template is filled with, by name.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        template = template_in_use(self.key) or ENGLISH.get(self.key)
        if template is None:
            return self.key
        try:
            return fill(template, **self.values)
        except (KeyError, ValueError, TypeError, IndexError, AttributeError):  # values from a file may be anything
            return self.key

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted(self.values.items(), key=lambda item: item[0]))))

    def as_json(self) -> dict[str, Any]:
        """As JSON can hold it; :func:`sentence_from` reads it back."""
        values = {
            name: value.as_json() if isinstance(value, Sentence) else value for name, value in self.values.items()
        }
        return {"key": self.key, "values": values}


def say(key: str, **values: Value) -> Sentence:
    """The sentence of that key, filled with ``values``.

    Raises
    ------
    KeyError
        If the catalogue has no such key: a fault of the program.
    """
    if key not in ENGLISH:
        raise KeyError(key)
    return Sentence(key, values)


def verbatim(text: str) -> Sentence:
    """What is the same in every language: a formula, or a name."""
    return Sentence(text)


def fill(template: str, /, **values: Value) -> str:
    """A template filled as by ``str.format``; ``{n|digit|digits}`` is the first word where n is 1, else the second."""
    return _FORMATTER.vformat(template, (), values)


def sentence_from(value: object) -> Sentence:
    """A sentence from what :meth:`Sentence.as_json` gave; a plain text, as older files hold, is a sentence as it is.

    Raises
    ------
    TypeError
        If it is anything else.
    """
    if isinstance(value, str):
        return Sentence(value)
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("key"), str)
        or not isinstance(value.get("values"), dict)
    ):
        raise TypeError(f"expected a sentence, got {type(value).__name__}")
    values: dict[str, Value] = {}
    for name, item in value["values"].items():
        if isinstance(item, dict):
            values[str(name)] = sentence_from(item)
        elif item is None or isinstance(item, (str, int, float)):
            values[str(name)] = item
        else:
            raise TypeError(f"expected a text or a number, got {type(item).__name__}")
    return Sentence(value["key"], values)


class _Formatter(Formatter):
    """``str.format`` with one addition: ``{n|digit|digits}`` is the first word where n is 1, else the second."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:  # noqa: ANN401 - as the base class has it
        name, *words = field_name.split("|")
        if not words:
            return super().get_field(field_name, args, kwargs)
        one, several = words
        return (one if kwargs[name] == 1 else several), name


_FORMATTER = _Formatter()
