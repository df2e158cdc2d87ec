"""The question of the tab, the steps of the lead and the sentences: without a window."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explain.attribution import METHODS, Attribution
from engine.explain.smallest_change import InkChange
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture
from gui.why_tab.lead_steps import lead_steps, rounded_to_add_up
from gui.why_tab.question import Pair, Question
from gui.why_tab.why_text import (
    change_lines,
    change_note,
    change_title,
    ink_text,
    lead_text,
    nearest_text,
    space_text,
)

THREE = np.array([0.0, 0.01, 0.02, 0.7, 0.0, 0.0, 0.0, 0.0, 0.2, 0.07])


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        (Question(), Pair(3, 8)),
        (Question(other=9), Pair(3, 9)),
        (Question(other=3), Pair(3, 8)),
        (Question(digit=5), Pair(5, 3)),
        (Question(digit=8), Pair(8, 3)),
        (Question(5, 1), Pair(5, 1)),
    ],
)
def test_what_was_not_chosen_follows_the_answer(question: Question, pair: Pair) -> None:
    assert question.pair(THREE) == pair
    assert question.follows == (question == Question())


def test_without_an_answer_only_a_whole_question_is_one() -> None:
    assert Question().pair(None) is None
    assert Question(digit=3).pair(None) is None
    assert Question(3, 4).pair(None) == Pair(3, 4)


def test_choosing_the_other_digit_makes_them_change_places() -> None:
    assert Question().with_digit(8, Pair(3, 8)) == Question(8, 3)
    assert Question().with_other(3, Pair(3, 8)) == Question(8, 3)
    assert Question().with_digit(5, Pair(3, 8)) == Question(digit=5)
    assert Question(5, 1).with_other(None, Pair(5, 1)) == Question(digit=5)


@given(
    st.lists(st.floats(-900, 900), min_size=1, max_size=5),
    st.floats(-0.02, 0.02),
    st.sampled_from([0, 2]),
)
def test_rounded_values_add_up_and_stay_near(values: list[float], off: float, decimals: int) -> None:
    total = sum(values) + off
    rounded = rounded_to_add_up(values, total, decimals)
    assert round(sum(rounded), decimals) == pytest.approx(round(total, decimals), abs=1e-9)
    step = 10.0**-decimals
    assert all(abs(one - other) <= 4 * step for one, other in zip(rounded, values, strict=True))


def an_attribution(parts: list[float], lead: float, empty: float) -> Attribution:
    return Attribution(METHODS[0], np.array(parts), lead, empty)


def test_the_steps_add_up_as_they_are_written() -> None:
    steps = lead_steps(an_attribution([10.484, -4.895], 6.236, 0.648))
    assert [(step.kind, step.text) for step in steps] == [
        ("empty", "+0.65"), ("for", "+10.48"), ("against", "−4.89"), ("lead", "6.24"),
    ]  # fmt: skip
    assert [round(step.end, 3) for step in steps] == [0.648, 11.132, 6.237, 6.236]


def test_what_is_missing_is_a_step_where_it_does_not_round_to_nothing() -> None:
    steps = lead_steps(an_attribution([5.0, -1.0], 6.5, 0.5))
    assert [(step.kind, step.text) for step in steps[2:]] == [
        ("against", "−1.00"), ("missing", "+2.00"), ("lead", "6.50"),
    ]  # fmt: skip
    huge = lead_steps(an_attribution([50000.0], 50000.4, 0.0))
    assert [step.text for step in huge] == ["+0", "+50,000", "+0", "50,000"]


def a_network(*hidden: str) -> Architecture:
    return Architecture((20, 20, 1), (*(read_layer(text, "relu") for text in hidden), Dense(10, LINEAR)))


@pytest.mark.parametrize(
    ("hidden", "text"),
    [
        ((), "the pixels"),
        (("25",), "the 25 hidden units"),
        (("1",), "the 1 hidden unit"),
        (("30", "25"), "the 25 units of the last hidden layer"),
        (("conv 8 5x5", "pool 2", "25"), "the 25 units of the last hidden layer"),
        (("conv 8 5x5", "pool 2"), "the 512 values of the last maps"),
    ],
)
def test_what_digits_are_compared_by(hidden: tuple[str, ...], text: str) -> None:
    assert space_text(a_network(*hidden)) == text


def test_the_lead_is_told_of_the_digit_that_leads() -> None:
    assert lead_text(Pair(3, 8), 6.236) == "3 leads 8 by 6.24 in score."
    assert lead_text(Pair(3, 8), -1.0) == "8 leads 3 by 1.00 in score."


def test_each_method_says_what_it_cannot_do() -> None:
    said = [ink_text(Pair(3, 8), method, "#ff0000", "#0000ff") for method in METHODS]
    assert len(set(said)) == 3
    assert "missing ink gets none" in said[0]
    assert all("spoke for 3" in text and "ink for 8" in text for text in said)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([3, 3, 3, 3, 3], "All five are 3s. "),
        ([3, 8, 3, 8, 3], "Three of five are 3s, two are 8s. "),
        ([8, 3, 8, 8, 8], "Four of five are 8s, one is a 3. "),
        ([8, 3, 8, 5, 8], "Three of five are 8s, one is a 3, one is a 5. "),
        ([8, 3, 1, 5, 0], "No two are alike: one is a 8"),
        ([3], "Alike means"),
    ],
)
def test_the_nearest_are_counted(labels: list[int], text: str) -> None:
    assert nearest_text(labels, a_network("25")).startswith(text.replace("a 8", "an 8"))


def a_change(**values: object) -> InkChange:
    before = np.zeros(400)
    before[:50] = 1.0
    after = before.copy()
    after[50:58] = 0.9
    after[0] = 0.1
    return replace(InkChange(8, before, after, 1.0, 0.35, reached=True), **values)  # type: ignore[arg-type]


def test_the_change_in_words() -> None:
    assert (change_title(8), change_title(9)) == ("What would make it an 8", "What would make it a 9")
    lines = [
        line.replace("<span style='font-weight: 600'>", "").replace("</span>", "") for line in change_lines(a_change())
    ]
    assert lines == [
        "+ add 7.2 pixels",
        "− take 0.9 pixel",
        "16 % of your ink",
        "",
        "Then 8 leads: 35\N{NO-BREAK SPACE}%",
    ]
    assert change_note(Pair(3, 8), 3, a_change()) == "Still a 3 to you? It looks at other things than you."
    assert change_note(Pair(8, 3), 8, a_change()).startswith("Still an 8")
    assert change_note(Pair(3, 8), 3, a_change(reached=False)).startswith("No small change was found")
    assert change_note(Pair(8, 3), 3, None) == "The network reads it as 3 already."
