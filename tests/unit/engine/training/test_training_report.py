"""Reports: when a run is over, and the speedometer by a clock of our own."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine.data.scaling import UNSCALED
from engine.nn.network import Architecture
from engine.training.report import Speedometer, State, TrainingReport


class _Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    clock = _Clock()
    monkeypatch.setattr("engine.training.report.time", SimpleNamespace(perf_counter=clock.perf_counter))
    return clock


@pytest.mark.parametrize(
    ("state", "is_over"),
    [("running", False), ("paused", False), ("finished", True), ("stopped", True), ("failed", True)],
)
def test_a_report_knows_whether_the_run_is_over(state: State, is_over: bool) -> None:
    report = TrainingReport(
        state=state,
        message=None,
        architecture=Architecture.dense(),
        parameters=np.zeros(3, np.float32),
        scaling=UNSCALED,
        points=(),
        epoch=0.0,
        epochs=1.0,
        unit="epoch",
        n_batches=0,
        samples_per_second=0.0,
        seconds_left=np.nan,
    )

    assert report.is_over is is_over


def test_no_speed_is_known_before_anything_ran(clock: _Clock) -> None:
    speed = Speedometer()
    assert speed.samples_per_second() == 0.0

    speed.start()
    clock.now += 3.0

    assert speed.samples_per_second() == 0.0


def test_the_first_speed_is_told_early_but_not_by_first_batches_that_took_long(clock: _Clock) -> None:
    speed = Speedometer()
    speed.start()
    speed.n_samples, clock.now = 1, clock.now + 2.0
    assert speed.samples_per_second() == 0.0
    speed.n_samples, clock.now = 20, clock.now + 0.05
    assert speed.samples_per_second() == 0.0

    speed.n_samples, clock.now = 51, clock.now + 0.075
    assert speed.samples_per_second() == pytest.approx(400.0)

    speed.n_samples, clock.now = 151, clock.now + 0.125
    assert speed.samples_per_second() == pytest.approx(600.0)  # of all that came after them, for half a second


def test_a_step_while_the_run_is_held_tells_no_speed(clock: _Clock) -> None:
    speed = Speedometer()
    speed.start()
    speed.n_samples, clock.now = 1, clock.now + 2.0
    speed.stop()
    assert speed.samples_per_second() == 0.0
    speed.start()
    assert speed.samples_per_second() == 0.0


def test_the_speed_of_a_run_that_is_over_at_once_is_told(clock: _Clock) -> None:
    speed = Speedometer()
    speed.start()
    speed.n_samples, clock.now = 30, clock.now + 0.03
    assert speed.samples_per_second() == 0.0
    speed.n_samples, clock.now = 50, clock.now + 0.02
    speed.end()
    assert speed.samples_per_second() == pytest.approx(1000.0)


def test_the_speed_of_a_run_that_nobody_looked_at_is_that_of_all_of_it(clock: _Clock) -> None:
    speed = Speedometer()
    speed.start()
    speed.n_samples, clock.now = 3000, clock.now + 3.0
    speed.end()
    assert speed.samples_per_second() == pytest.approx(1000.0)


def test_the_speed_is_that_of_late(clock: _Clock) -> None:
    speed = Speedometer()
    speed.start()
    speed.n_samples = 1
    speed.samples_per_second()
    speed.n_samples, clock.now = 1001, clock.now + 1.0
    assert speed.samples_per_second() == pytest.approx(1000.0)

    speed.n_samples, clock.now = 1101, clock.now + 1.0

    assert speed.samples_per_second() == pytest.approx(100.0)


def test_time_in_which_the_run_is_held_does_not_count(clock: _Clock) -> None:
    speed = Speedometer()
    speed.start()
    speed.n_samples = 1
    speed.samples_per_second()
    speed.n_samples, clock.now = 301, clock.now + 0.3
    speed.stop()
    clock.now += 1e6
    speed.start()
    speed.n_samples, clock.now = 601, clock.now + 0.3

    assert speed.samples_per_second() == pytest.approx(1000.0)
