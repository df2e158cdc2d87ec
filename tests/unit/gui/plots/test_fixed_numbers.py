"""Numbers with two decimals."""

import math

import pytest

from gui.plots.fixed_numbers import plain, signed


@pytest.mark.parametrize(
    ("value", "expected", "expected_signed"),
    [
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (0.5, "0.50", "+0.50"),
        (-0.5, "−0.50", "−0.50"),
        (0.004, "0.00", "0.00"),
        (-0.004, "0.00", "0.00"),
        (-1e-300, "0.00", "0.00"),
        (-0.006, "−0.01", "−0.01"),
        (-123.4, "−123", "−123"),
        (54321.0, "5e4", "+5e4"),
        (-math.inf, "−∞", "−∞"),
        (math.nan, "?", "?"),
    ],
)
def test_nothing_reads_minus_zero(value: float, expected: str, expected_signed: str) -> None:
    assert (plain(value), signed(value)) == (expected, expected_signed)


def test_small_weights_have_more_decimals() -> None:
    assert (signed(0.0251, 3), signed(-0.0004, 3)) == ("+0.025", "0.000")
