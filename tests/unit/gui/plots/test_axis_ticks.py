"""The numbers on the axes of the learning curves."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from engine.text.percent import percent_text
from gui.plots.axis_ticks import (
    decades,
    epoch_ticks,
    loss_text,
    loss_ticks,
    plain_number,
    range_ticks,
    round_up,
    without_collisions,
)
from gui.plots.curve_frame import CurveFrame
from gui.plots.curve_thinning import log_time


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1.0, 1.0), (0.0, 1.0), (1e-9, 1e-9), (0.09, 0.1), (0.1, 0.1), (0.11, 0.15), (1.0, 1.0), (1.01, 1.5),
        (1.5, 1.5), (1.51, 2.0), (2.4, 3.0), (3.5, 4.0), (4.2, 5.0), (5.1, 7.5), (7.6, 10.0), (9.99, 10.0),
        (10.0, 10.0), (1499.0, 1500.0), (1501.0, 2000.0),
    ],
)  # fmt: skip
def test_round_up(value: float, expected: float) -> None:
    assert round_up(value) == pytest.approx(expected, rel=1e-12)


def test_round_up_is_never_below_and_at_most_half_above() -> None:
    for value in np.geomspace(1e-12, 1e12, 999):
        assert value <= round_up(value) <= value * 1.5 * (1 + 1e-9)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (1500, [0, 1, 3, 10, 30, 100, 300, 1000]),
        (300, [0, 1, 3, 10, 30, 100, 300]),
        (5, [0, 1, 2, 3, 5]),
        (1, [0, 0.5, 1]),
        (1_000_000, [0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000]),
    ],
)
def test_epochs_have_round_numbers(last: float, expected: list[float]) -> None:
    def room_of(tick: float) -> tuple[float, float]:
        middle, half = float(log_time(tick, last)) * 500, 4.0 * len(f"{tick:,.0f}")
        return middle - half, middle + half

    assert without_collisions(epoch_ticks(last), room_of, 10) == expected


@pytest.mark.parametrize("width", [80, 150, 300, 600, 2000])
@pytest.mark.parametrize("last", [1, 2, 7, 30, 1500, 1e6])
def test_numbers_never_collide(last: float, width: float) -> None:
    def middle(tick: float) -> float:
        return float(log_time(tick, last)) * width

    kept = without_collisions(epoch_ticks(last), lambda tick: (middle(tick) - 20, middle(tick) + 20), 10)
    middles = log_time(np.array(kept), last) * width
    assert kept[0] == 0
    assert (np.diff(middles) >= 50 - 1e-9).all()


@pytest.mark.parametrize(
    ("top", "expected"),
    [(1.0, [0, 0.5, 1]), (3.0, [0, 1, 2, 3]), (5.0, [0, 2, 4]), (0.0075, [0, 0.0025, 0.005, 0.0075])],
)
def test_losses_have_round_numbers(top: float, expected: list[float]) -> None:
    assert loss_ticks(top) == pytest.approx(expected)


def test_every_axis_of_losses_has_three_to_four_numbers() -> None:
    for value in np.geomspace(1e-12, 1e12, 97).tolist():
        ticks = loss_ticks(round_up(value))
        assert 3 <= len(ticks) <= 4, value
        assert ticks[0] == 0, value
        assert ticks[-1] <= round_up(value) * (1 + 1e-9), value


@pytest.mark.parametrize(
    ("least", "greatest", "is_log", "expected"),
    [
        (0.0, 0.9, False, [0, 0.2, 0.4, 0.6, 0.8]),
        (3.0, 97.0, False, [20, 40, 60, 80]),
        (0.01, 1.0, True, [0.01, 0.1, 1, 0.03, 0.3]),
        (0.004, 0.8, True, [0.01, 0.1, 0.03, 0.3]),
        (0.12, 0.18, True, [0.12, 0.18]),
        (2.0, 2.0, False, [2]),
    ],
)
def test_a_range_has_round_numbers(least: float, greatest: float, is_log: bool, expected: list[float]) -> None:
    assert range_ticks(least, greatest, is_log=is_log) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("least", "greatest", "low", "high"),
    [(0.03, 2.5, -2, 1), (1.0, 1.0, 0, 1), (0.0, 1e12, -8, 12), (0.0, 0.0, -8, -7)],
)
def test_a_logarithmic_axis_has_powers_of_ten(least: float, greatest: float, low: int, high: int) -> None:
    ticks, bottom, top = decades(least, greatest)
    assert (bottom, top) == (low, high)
    assert ticks[0] == pytest.approx(10.0**low)
    assert 2 <= len(ticks) <= 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (plain_number(0.0), "0"), (plain_number(0.03), "0.03"), (plain_number(1000.0), "1,000"),
        (plain_number(1e-6), "1e−6"), (plain_number(1e9), "1e9"),
        (loss_text(0.16), "0.160"), (loss_text(812.0), "812.000"), (loss_text(12345.6), "12,346"),
        (loss_text(3e-6), "3e−6"), (loss_text(0.0), "0.000"),
        (percent_text(0.99), "99.0 %"), (percent_text(0.99971), "> 99.9 %"), (percent_text(1.0), "100.0 %"),
        (percent_text(0.0001), "< 0.1 %"), (percent_text(0.0), "0.0 %"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_people_write_them(text: str, expected: str) -> None:
    assert text == expected


@pytest.mark.usefixtures("qapp")
def test_epochs_are_counted_out_however_many_there_are() -> None:
    frame = CurveFrame(QRectF(0, 0, 600, 300), 1e6, "epoch", QFont(), QFont())
    assert [frame.tick_text(tick) for tick in (0.0, 0.5, 10.0, 1e6)] == ["epoch 0", "0.5", "10", "1,000,000"]
