"""Lines and units that are drawn: thicker by more, and nothing flickers."""

import numpy as np
import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from gui.plots.network_lines import choose, choose_units, eased_peak, line_opacity, line_width
from gui.plots.network_painter import longest_fitting, shorter_titles


@pytest.mark.parametrize(("share", "width", "opacity"), [(0.0, 0.75, 0.15), (1.0, 7.0, 0.9), (0.5, 3.875, 0.6117)])
def test_width_and_opacity_follow_the_formulas(share: float, width: float, opacity: float) -> None:
    assert line_width(share, 7.0) == pytest.approx(width)
    assert line_opacity(share) == pytest.approx(opacity, abs=1e-3)


def test_the_scale_rises_at_once_and_falls_slowly() -> None:
    assert eased_peak(1.0, 4.0) == 4.0
    assert eased_peak(4.0, 1.0) == pytest.approx(3.8)
    assert eased_peak(1.0, 0.99) == 0.99


@pytest.mark.parametrize(
    ("newcomer", "chosen"),
    [(1.05, [0, 1]), (1.12, [0, 2])],  # not yet 10 % stronger than the weakest that is drawn; clearly stronger
)
def test_a_line_stays_until_a_newcomer_is_clearly_stronger(newcomer: float, chosen: list[int]) -> None:
    before = np.array([True, True, False])
    assert choose(np.array([5.0, 1.0, newcomer]), 2, before).tolist() == chosen


def test_what_carries_nothing_is_not_drawn() -> None:
    assert choose(np.array([0.0, 2.0, np.nan, 0.0]), 2).tolist() == [1]
    assert choose(np.zeros(5), 2).tolist() == []


def test_units_are_exactly_so_many_in_their_order_with_those_that_must_be_there() -> None:
    strengths = np.array([0.0, 9.0, 3.0, 8.0, 0.1, 7.0])
    assert choose_units(strengths, 3, ()) == (1, 3, 5)
    assert choose_units(strengths, 3, (), must=(0,)) == (0, 1, 3)
    assert choose_units(np.zeros(6), 2, (4, 5)) == (4, 5)  # nothing is active: those that were drawn stay
    assert choose_units(np.array([1.0, 1.05, 0.5]), 1, (0,)) == (0,)


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("25 hidden units", ["25 hidden units", "25 hidden units", "25"]),
        ("1,024 units", ["1,024 units", "1,024 units", "1,024"]),
        ("1,024 filters, 5×5", ["1,024 filters, 5×5", "1,024 filters", "1,024"]),
    ],
)
def test_a_title_that_is_made_shorter_keeps_its_number_whole(title: str, shorter: list[str]) -> None:
    assert shorter_titles(title) == shorter


@pytest.mark.usefixtures("qapp")
def test_how_many_more_is_told_in_as_many_words_as_there_is_room_for() -> None:
    font, texts = QFont(), ("1,016 more", "+1,016")
    widths = [QFontMetricsF(font).horizontalAdvance(text) for text in texts]
    assert longest_fitting(texts, font, widths[0]) == texts[0]
    assert longest_fitting(texts, font, widths[1]) == texts[1]
    assert longest_fitting(texts, font, 1.0) == texts[1]
