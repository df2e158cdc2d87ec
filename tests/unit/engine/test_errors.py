"""Whatever stands in a sentence, it stays one line that can be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import DataError, DigitLabError


@given(st.text(alphabet=st.characters(exclude_categories=())) | st.text().map(lambda text: text * 1000))
def test_a_sentence_is_one_line_that_can_be_printed(text: str) -> None:
    said = str(DataError(f"{text}: expected digits, got {text!r}; choose another file"))

    assert said.isprintable()
    assert len(said) <= 520
    said.encode()
    assert said == str(DigitLabError(said)) or "..." in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a plain sentence, with é, λ and × in it", "a plain sentence, with é, λ and × in it"),
        ("two\nlines\r\nand\ttabs", "two lines and tabs"),
        ("\x1b[31mred\x00", "\\x1b[31mred\\x00"),
        ("right to left \u202e and half a letter \ud800", "right to left \\u202e and half a letter \\ud800"),
        ("a" * 1000, f"{'a' * 250} ... {'a' * 250}"),
    ],
)
def test_what_cannot_be_shown_is_escaped_and_what_is_long_is_cut(text: str, said: str) -> None:
    assert str(DataError(text)) == said
