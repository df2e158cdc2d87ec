"""Learning-rate schedules: their formulas, and runs whose every step is taken with them."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.nn.network import Parameters
from engine.nn.objective import Objective
from engine.optim.optimizers import GradientDescent
from engine.optim.schedules import SCHEDULES
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train

CONFIG = TrainingConfig(
    hidden_layers=(6,), learning_rate=0.5, batch_size=30, epochs=10, validation_fraction=0.0, dtype="float64"
)
N_BATCHES = 4  # of an epoch: 30, 30, 30, 10


def _factor(name: str, progress: float, epoch: float = 0.0, step_epochs: int = 30, step_factor: float = 0.5) -> float:
    return SCHEDULES[name].factor(progress, epoch, step_epochs, step_factor)


@given(progress=st.floats(0, 1), epoch=st.floats(0, 1e6), step_factor=st.floats(0, 10))
def test_constant_changes_nothing(progress: float, epoch: float, step_factor: float) -> None:
    assert _factor("constant", progress, epoch, 3, step_factor) == 1.0


@pytest.mark.parametrize(
    ("epoch", "factor"), [(0.0, 1.0), (2.99, 1.0), (3.0, 0.5), (5.999, 0.5), (6.0, 0.25), (9.0, 0.125), (30.5, 0.5**10)]
)
def test_step_multiplies_after_every_so_many_epochs(epoch: float, factor: float) -> None:
    assert _factor("step", 0.7, epoch, 3, 0.5) == pytest.approx(factor, rel=1e-15)


@pytest.mark.parametrize(("step_factor", "factor"), [(0.0, 0.0), (1.0, 1.0), (10.0, 1e4)])
def test_step_takes_any_factor(step_factor: float, factor: float) -> None:
    assert _factor("step", 0.5, 4.0, 1, step_factor) == factor
    assert _factor("step", 0.0, 0.0, 1, step_factor) == 1.0


@pytest.mark.parametrize(
    ("progress", "factor"), [(0.0, 1.0), (0.25, (2 + math.sqrt(2)) / 4), (1 / 3, 0.75), (0.5, 0.5), (1.0, 0.0)]
)
def test_cosine_falls_from_1_to_0(progress: float, factor: float) -> None:
    assert _factor("cosine", progress) == pytest.approx(factor, abs=1e-15)


@pytest.mark.parametrize(
    ("progress", "factor"),
    [(0.0, 1 / 25), (0.15, 0.52), (0.3, 1.0), (0.65, (1 + 1e-4 / 25) / 2), (1.0, 1 / 250_000)],
)
def test_one_cycle_warms_up_to_1_and_ends_next_to_0(progress: float, factor: float) -> None:
    assert _factor("one-cycle", progress) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize("name", ["cosine", "one-cycle"])
def test_a_run_that_goes_on_after_its_end_stays_where_it_ended(name: str) -> None:
    assert _factor(name, 1.4) == _factor(name, 1.0)


@pytest.mark.parametrize(
    ("name", "start", "stop", "sign"),
    [("cosine", 0.0, 1.0, -1), ("one-cycle", 0.0, 0.3, 1), ("one-cycle", 0.3, 1.0, -1)],
)
def test_each_branch_goes_one_way_without_a_jump(name: str, start: float, stop: float, sign: int) -> None:
    factors = np.array([_factor(name, progress) for progress in np.linspace(start, stop, 1001)])

    changes = np.diff(factors) * sign
    assert (changes > 0).all()
    assert changes.max() < 0.004
    assert factors.min() >= 0.0
    assert factors.max() == 1.0


def test_schedules_go_by_their_names() -> None:
    assert list(SCHEDULES) == ["constant", "step", "cosine", "one-cycle"]
    assert all(name == schedule.name for name, schedule in SCHEDULES.items())
    assert [name for name, schedule in SCHEDULES.items() if schedule.uses_steps] == ["step"]


# Runs


@pytest.fixture
def rates(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The learning rate of every step that gradient descent takes."""
    rates: list[float] = []
    step = GradientDescent.step

    def step_and_record(self: GradientDescent, *args: Any, learning_rate: float, **rest: Any) -> None:
        rates.append(learning_rate)
        step(self, *args, learning_rate=learning_rate, **rest)

    monkeypatch.setattr(GradientDescent, "step", step_and_record)
    return rates


def _expected_rates(name: str) -> NDArray[np.float64]:
    """0.5 times the published factors, before each batch of ten epochs of 30, 30, 30, 10 digits; steps of 3 epochs."""
    epochs = np.add.outer(np.arange(10), [0.0, 0.3, 0.6, 0.9]).ravel()
    t = epochs / 10
    factors = {
        "constant": np.ones(40),
        "step": 0.8 ** (epochs // 3),
        "cosine": (1 + np.cos(np.pi * t)) / 2,
        "one-cycle": np.where(
            t < 0.3,
            1 - (1 - 1 / 25) * (1 + np.cos(np.pi * t / 0.3)) / 2,
            1 / 250_000 + (1 - 1 / 250_000) * (1 + np.cos(np.pi * (t - 0.3) / 0.7)) / 2,
        ),
    }
    return np.asarray(0.5 * factors[name])


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_batch_of_a_run_has_its_rate(name: str, small_dataset: Dataset, rates: list[float]) -> None:
    train(CONFIG.with_values(schedule=name, step_epochs=3, step_factor=0.8), small_dataset)

    np.testing.assert_allclose(rates, _expected_rates(name), rtol=1e-9)


@pytest.mark.parametrize("name", SCHEDULES)
def test_full_batches_against_a_plain_loop(name: str, small_dataset: Dataset) -> None:
    config = CONFIG.with_values(schedule=name, batch_size=0, step_epochs=3, step_factor=0.8)
    digits = small_dataset.train
    parameters: Parameters = first_parameters(config, (4, 5, 1))
    objective = Objective(parameters.architecture, digits.images, digits.labels)
    flat = parameters.flat.copy()
    for rate in _expected_rates(name)[::N_BATCHES]:  # those at the start of each epoch
        flat -= rate * objective.cost_and_gradient(flat)[1]

    report = train(config, small_dataset)

    np.testing.assert_allclose(report.parameters, flat, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_rate_that_is_changed_by_hand_is_scheduled_too(
    name: str, small_dataset: Dataset, rates: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.training.run_loop.PUBLISH_INTERVAL_S", 0.0)
    control = TrainingControl()

    def change_after_15_batches(report: TrainingReport) -> None:
        if report.n_batches == 15:
            control.change(LiveSettings(learning_rate=1.0, momentum=0.0, weight_decay=0.0))

    config = CONFIG.with_values(schedule=name, step_epochs=3, step_factor=0.8)
    train(config, small_dataset, control=control, publish=change_after_15_batches)

    expected = _expected_rates(name)
    expected[15:] *= 2
    np.testing.assert_allclose(rates, expected, rtol=1e-9)


def test_a_factor_that_grows_beyond_all_numbers_ends_the_run_text(small_dataset: Dataset) -> None:
    # With steps of length 0 nothing ends such a run before the factor leaves what a float can hold.
    config = CONFIG.with_values(
        schedule="step", step_epochs=1, step_factor=10.0, learning_rate=0.0, epochs=400, batch_size=0
    )

    report = train(config, small_dataset)

    assert report.state == "failed"
    assert np.isfinite(report.parameters).all()


def test_a_schedule_is_of_one_run_and_starts_anew_in_the_next(small_dataset: Dataset, rates: list[float]) -> None:
    config = CONFIG.with_values(schedule="cosine")
    before = train(config, small_dataset)
    train(config, small_dataset, initial=Parameters(before.architecture, before.parameters), first_epoch=before.epoch)

    np.testing.assert_allclose(rates[40:], rates[:40], rtol=1e-12)
