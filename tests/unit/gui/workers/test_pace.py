"""How often a run is looked at: by what that costs."""

import time

import pytest

from gui.workers.pace import Pace


def _pauses_ms(costs_ms: list[float], monkeypatch: pytest.MonkeyPatch, *, most_ms: int = 250) -> list[int]:
    """The pauses after looks that cost so much."""
    used_s = 7.0
    monkeypatch.setattr(time, "thread_time", lambda: used_s)
    pace = Pace(least_ms=100, most_ms=most_ms, share=0.1)
    pauses = []
    for cost_ms in costs_ms:
        used_s += cost_ms / 1000
        pauses.append(pace.next_ms())
    return pauses


@pytest.mark.parametrize(("cost_ms", "expected_ms"), [(0, 100), (9, 100), (20, 200), (200, 250)])
def test_what_costs_much_is_done_less_often(cost_ms: float, expected_ms: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pauses_ms([cost_ms] * 12, monkeypatch)[-1] == pytest.approx(expected_ms, abs=1)


def test_what_is_done_once_is_soon_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pauses_ms([5000, 0, 0, 0], monkeypatch, most_ms=300) == [200, 150, 125, 112]
