"""Shares in per cent: never 100 % but where it is exact."""

import numpy as np
import pytest

from engine.text.percent import percent_text, percent_texts, whole_percent


@pytest.mark.parametrize(
    ("share", "one", "two", "whole"),
    [
        (0.0, "0.0 %", "0.00 %", 0),
        (1e-5, "< 0.1 %", "< 0.01 %", 0),
        (0.9752, "97.5 %", "97.52 %", 98),
        (0.9978, "99.8 %", "99.78 %", 99),
        (0.99996, "> 99.9 %", "> 99.99 %", 99),
        (1.0, "100.0 %", "100.00 %", 100),
    ],
)
def test_a_share(share: float, one: str, two: str, whole: int) -> None:
    assert (percent_text(share), percent_text(share, decimals=2), whole_percent(share)) == (one, two, whole)


def test_ten_probabilities_have_figures_of_one_width() -> None:
    probabilities = np.zeros(10, dtype=np.float32)
    probabilities[:3] = 1.0, 1e-9, 0.25  # a float32 that has become 1 beside another one is not exact
    assert percent_texts(probabilities)[:4] == ["> 99.9 %", "0.0 %", "25.0 %", "0.0 %"]
    probabilities[1:3] = 0.0
    assert percent_texts(probabilities)[0] == "100.0 %"
