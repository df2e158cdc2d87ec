"""The tolerances of the lessons of the program are those that the rule in ``resources/lessons/README.md`` gives."""

import math
import re

import pytest
from scipy.stats import t as student

from engine.lessons import library
from engine.lessons.lesson import Figure
from engine.lessons.library import bundled_lessons

README = (library.LESSONS / "README.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (\d+) \| (.+?) \| (.+?) \| (?:best )?([\d.]+).*? \| (.*?) \| (.*?) \| (\d+) \| (.+?) \| (.+?) \|$",
    re.MULTILINE,
)
ROWS = {(int(row[0]), row[1]): row for row in ROW.findall(README)}
ON_REQUEST = {"Distorted copies"}
FIGURES = {
    (int(bundled.lesson.name[:2]), figure.name): figure
    for bundled in bundled_lessons()
    if bundled.lesson is not None
    for figure in bundled.lesson.figures
    if figure.published is not None and figure.name not in ON_REQUEST
}


def _by_the_rule(figure: Figure, printed: str, deviation: float, n_seeds: int) -> float:
    number = re.sub(r"[^\d.]", "", printed)
    share = (figure.published or 0.0) / 100
    parts = {
        "starts": student.ppf(0.975, max(n_seeds - 1, 1)) * math.sqrt(2) * deviation,
        "other digits": 100 * 1.96 * math.sqrt(2 * share * (1 - share) / 10_000),
        "rounding": 0.5 * 10.0 ** -len(number.partition(".")[2]),
    }
    parts["best starts"] = parts["starts"]
    return math.hypot(*(parts[each] for each in figure.allows))


def test_the_table_has_every_figure_with_its_tolerance_and_what_it_is_for() -> None:
    assert set(ROWS) == set(FIGURES)
    for key, (_, _, _, _, _, _, _, tolerance, allows) in ROWS.items():
        assert float(tolerance) == FIGURES[key].tolerance, key
        assert tuple(allows.split(", ")) == FIGURES[key].allows, key


@pytest.mark.parametrize("key", [key for key, each in FIGURES.items() if not {"light", "source"} & set(each.allows)])
def test_a_tolerance_is_what_chance_and_print_explain(key: tuple[int, str]) -> None:
    figure = FIGURES[key]
    _, _, printed, _, _, deviation, n_seeds, *_ = ROWS[key]

    allowed = _by_the_rule(figure, printed, float(deviation or 0), int(n_seeds))

    assert 0.98 * allowed <= figure.tolerance <= 1.1 * allowed  # the table's s is rounded, and the tolerance rounded up


def test_what_was_seen_is_within() -> None:
    for key, (_, _, _, here, spread, *_) in ROWS.items():
        figure = FIGURES[key]
        seen = [float(here)] if figure.takes_best or not spread else [float(each) for each in spread.split(" to ")]
        slack = 0.5 * 10.0 ** -len(here.partition(".")[2])  # what the table rounds away
        assert figure.published is not None
        assert all(abs(value - figure.published) <= figure.tolerance + slack for value in seen), key
