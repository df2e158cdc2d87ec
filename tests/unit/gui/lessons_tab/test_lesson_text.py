"""Words about figures."""

import pytest

from engine.lessons.lesson import ALLOWANCES, Figure
from gui.lessons_tab.lesson_text import tolerance_text


@pytest.mark.parametrize(
    ("allows", "text"),
    [
        ((), "The lesson allows ± 0.6 %"),
        (("starts",), "The lesson allows ± 0.6 %, for chance at the start"),
        (
            ("starts", "other digits"),
            "The lesson allows ± 0.6 %, for chance at the start; digits other than those of the printed figure",
        ),
    ],
)
def test_a_tolerance_says_what_it_is_for(allows: tuple[str, ...], text: str) -> None:
    assert tolerance_text(Figure("η 3", "rate-3", "accuracy", 95.42, 0.6, "%", allows=allows)) == text


def test_every_reason_has_words() -> None:
    assert len({tolerance_text(Figure("a", "b", "c", 1.0, 0.5, allows=(each,))) for each in ALLOWANCES}) == len(
        ALLOWANCES
    )
