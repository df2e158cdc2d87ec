"""Runs by SciPy's minimizers: what they tell, what they keep, and how they end."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.nn.network import Parameters
from engine.nn.objective import Objective
from engine.optim.minimizers import MINIMIZERS, Vector
from engine.training import run_loop
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.scipy_run import MinimizerRun
from engine.training.train import first_parameters, split_validation, train

CONFIG = TrainingConfig(hidden_layers=(6,), optimizer="l-bfgs-b", epochs=15, validation_fraction=0.0, weight_decay=0.5)
by_all = pytest.mark.parametrize("optimizer", MINIMIZERS)


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[TrainingReport]:
    """Reports come after every evaluation."""
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    return []


Costs = list[tuple[float, Vector]]
Bend = Callable[[Callable[[int, float], float]], Costs]


@pytest.fixture
def bend(monkeypatch: pytest.MonkeyPatch) -> Bend:
    """``bend(change)``: the costs are ``change(number of the evaluation, cost)``; returns all of them with their place."""

    def bend(change: Callable[[int, float], float]) -> Costs:
        seen: Costs = []
        right = Objective.cost_and_gradient

        def bent(self: Objective, flat: Vector, **_options: object) -> tuple[float, Any]:
            cost, gradient = right(self, flat)
            seen.append((change(len(seen) + 1, cost), flat.copy()))
            return seen[-1][0], gradient

        monkeypatch.setattr(Objective, "cost_and_gradient", bent)
        return seen

    return bend


# What a run tells


@by_all
def test_each_iteration_adds_a_point_and_the_epochs_count_up(
    optimizer: str, small_dataset: Dataset, reports: list[TrainingReport]
) -> None:
    config = CONFIG.with_values(optimizer=optimizer, epochs=30 if optimizer == "tnc" else 5, validation_fraction=0.2)

    last = train(config, small_dataset, publish=reports.append)

    points = [point for report in reports for point in report.points]
    epochs = [point.epoch for point in points]
    assert epochs == sorted(set(epochs))
    assert {report.unit for report in reports} == {"evaluation" if optimizer == "tnc" else "iteration"}
    assert {report.epochs for report in reports} == {float(config.epochs)}
    if optimizer == "tnc":
        assert last.epoch == last.n_batches
        assert config.epochs <= last.epoch <= config.epochs + 2
        assert 3 < len(points) < 30
    else:
        assert epochs == [0, 1, 2, 3, 4, 5]
        assert last.n_batches > 5
    assert not np.isnan([point[1:] for point in points]).any()
    assert points[-1].loss < points[0].loss
    assert [report.n_batches for report in reports] == sorted(report.n_batches for report in reports)
    assert [report.state for report in reports[:-1]] == ["running"] * (len(reports) - 1)
    label, units = MINIMIZERS[optimizer].label, f"{config.epochs} {last.unit}s"
    assert str(last.message).startswith(f"{label} ended after ")
    assert optimizer == "tnc" or str(last.message).startswith(
        f"{label} ended after {units}: that is how many were set."
    )


@by_all
def test_reports_hold_the_best_so_far_in_memory_of_their_own(
    optimizer: str, small_dataset: Dataset, reports: list[TrainingReport]
) -> None:
    config = CONFIG.with_values(optimizer=optimizer)
    objective = Objective(
        config.architecture((4, 5, 1)), small_dataset.train.images, small_dataset.train.labels, weight_decay=0.5
    )
    quiet = train(config, small_dataset)

    def keep_and_spoil_the_one_before(report: TrainingReport) -> None:
        costs.append(objective.cost(report.parameters.astype(np.float64)))
        if reports:
            reports[-1].parameters[:] = np.nan
        reports.append(report)

    costs: list[float] = []
    last = train(config, small_dataset, publish=keep_and_spoil_the_one_before)

    assert (np.diff(costs) <= 1e-12).all()
    np.testing.assert_array_equal(last.parameters, quiet.parameters)


def test_the_first_point_is_of_the_start_and_the_last_figures_are_exact(small_dataset: Dataset) -> None:
    config = CONFIG.with_values(validation_fraction=0.2)
    trained, watched = split_validation(small_dataset, config)
    assert watched is not None

    report = train(config, small_dataset)

    parameters = Parameters(report.architecture, report.parameters)
    start = evaluate(first_parameters(config, (4, 5, 1)), trained)
    assert report.points[0].loss == pytest.approx(start.cost, rel=1e-12)
    assert report.points[-1].loss == pytest.approx(evaluate(parameters, trained).cost, rel=1e-12)  # without decay
    assert report.points[-1].validation_loss == pytest.approx(evaluate(parameters, watched).cost, rel=1e-12)
    assert report.train_evaluation is not None
    assert report.train_evaluation.cost == pytest.approx(evaluate(parameters, trained, weight_decay=0.5).cost)


# What a run computes


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_all_is_computed_in_float64(dtype: str, small_dataset: Dataset) -> None:
    report, expected = (train(CONFIG.with_values(dtype=name), small_dataset) for name in (dtype, "float64"))

    assert report.parameters.dtype == np.float64
    np.testing.assert_array_equal(report.parameters, expected.parameters)


@by_all
def test_no_iteration_leaves_the_first_parameters(optimizer: str, small_dataset: Dataset) -> None:
    report = train(CONFIG.with_values(optimizer=optimizer, epochs=0), small_dataset)

    np.testing.assert_array_equal(report.parameters, first_parameters(CONFIG, (4, 5, 1)).flat)
    assert (report.state, report.n_batches, report.epoch, len(report.points)) == ("finished", 0, 0.0, 1)
    assert str(report.message) == f"Finished 0 {report.unit}s."
    assert report.test_evaluation is not None


def test_a_run_goes_on_from_given_parameters(small_dataset: Dataset) -> None:
    before = train(CONFIG, small_dataset)
    initial = Parameters(before.architecture, before.parameters.astype(np.float32))
    kept = initial.flat.copy()

    after = train(CONFIG, small_dataset, initial=initial, first_epoch=before.epoch)

    np.testing.assert_array_equal(initial.flat, kept)
    np.testing.assert_array_equal([point.epoch for point in after.points], np.arange(15, 31))
    assert (after.epoch, after.epochs) == (30.0, 30.0)
    assert after.points[0].loss == pytest.approx(before.points[-1].loss, rel=1e-5)
    assert before.train_evaluation is not None
    assert after.train_evaluation is not None
    assert after.train_evaluation.cost < before.train_evaluation.cost


@by_all
def test_only_the_pace_can_be_changed_while_it_runs(
    optimizer: str, small_dataset: Dataset, reports: list[TrainingReport]
) -> None:
    config = CONFIG.with_values(optimizer=optimizer)
    control = TrainingControl()

    def change_everything(report: TrainingReport) -> None:
        control.change(LiveSettings(learning_rate=9.0, momentum=0.1, weight_decay=100.0))

    quiet = train(config, small_dataset)
    steered = train(config, small_dataset, control=control, publish=change_everything)

    np.testing.assert_array_equal(steered.parameters, quiet.parameters)
    assert steered.train_evaluation is not None
    assert quiet.train_evaluation is not None
    assert steered.train_evaluation.cost == quiet.train_evaluation.cost  # with the decay of the run, 0.5


def test_a_limit_of_speed_is_one_of_iterations(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock of our own, on which nothing but waiting takes time."""
    now = 1000.0
    ends: list[float] = []
    control = TrainingControl()
    control.change(LiveSettings(learning_rate=0.0, momentum=0.0, weight_decay=0.5, batches_per_second=4.0))

    def wait_until(moment: float) -> None:
        nonlocal now
        now = max(now, moment)
        ends.append(now)

    monkeypatch.setattr("engine.training.scipy_run.time", SimpleNamespace(perf_counter=lambda: now))
    monkeypatch.setattr(control, "wait_until", wait_until)

    report = train(CONFIG, small_dataset, control=control)

    assert report.epoch == 15.0
    np.testing.assert_allclose(np.diff(ends), 0.25)
    assert len(ends) == 15


def test_the_time_left_goes_by_the_iterations_made(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    monkeypatch.setattr("engine.training.scipy_run.time", SimpleNamespace(perf_counter=lambda: now))
    left: dict[float, float] = {}
    iterate = MinimizerRun._on_iteration

    def iterate_for_2_s(self: MinimizerRun, flat: Vector) -> None:
        nonlocal now
        now += 2.0 if self.epoch else 60.0  # the first takes longest
        iterate(self, flat)

    monkeypatch.setattr(MinimizerRun, "_on_iteration", iterate_for_2_s)

    train(CONFIG, small_dataset, publish=lambda report: left.__setitem__(report.epoch, report.seconds_left))

    assert np.isnan([left.pop(0.0), left.pop(1.0)]).all()
    assert left == {epoch: pytest.approx(2.0 * (15 - epoch)) for epoch in range(2, 16)}


def test_time_in_which_the_run_is_held_does_not_count(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    monkeypatch.setattr("engine.training.scipy_run.time", SimpleNamespace(perf_counter=lambda: now))
    control = TrainingControl()
    left: dict[float, float] = {}

    def pause_after_5(report: TrainingReport) -> None:
        nonlocal now
        if report.epoch == 5 and 5 not in left:
            control.pause()
        now += 2.0 * (report.epoch not in left)
        left[report.epoch] = report.seconds_left

    def wait_an_hour() -> bool:
        nonlocal now
        now += 3600.0
        control.resume()
        return False

    monkeypatch.setattr(control, "wait_while_paused", wait_an_hour)

    report = train(CONFIG, small_dataset, control=control, publish=pause_after_5)

    assert (report.epoch, now) == (15.0, 1000.0 + 16 * 2.0 + 3600.0)
    assert left[14.0] == pytest.approx(2.0, abs=0.5)


# What a run keeps


@by_all
def test_the_best_that_was_evaluated_is_kept(optimizer: str, small_dataset: Dataset, bend: Bend) -> None:
    seen = bend(lambda n, cost: cost + 0.01 * max(0, n - 8))  # from the eighth on, all gets worse and worse

    report = train(CONFIG.with_values(optimizer=optimizer, epochs=20), small_dataset)

    costs = [cost for cost, _ in seen]
    best = int(np.argmin(costs))
    assert best < len(costs) - 1
    np.testing.assert_array_equal(report.parameters, seen[best][1])
    assert report.state == "finished"


@pytest.mark.parametrize("value", [np.nan, np.inf])
@by_all
def test_a_cost_that_is_no_number_fails_and_a_finite_network_is_kept(
    value: float, optimizer: str, small_dataset: Dataset, bend: Bend
) -> None:
    seen = bend(lambda n, cost: value if n == 9 else cost)

    report = train(CONFIG.with_values(optimizer=optimizer), small_dataset)

    assert report.state == "failed"
    assert len(seen) == 9
    assert str(report.message).startswith("The loss became infinite or not a number in ")
    assert "learning rate" not in str(report.message)  # there is none
    assert np.isfinite(report.parameters).all()
    assert report.train_evaluation is not None
    assert report.train_evaluation.cost <= seen[0][0]  # the end of an iteration, at worst the start
    kept = [cost for cost, flat in seen[:8] if np.array_equal(report.parameters, flat)]
    assert kept[:1] == [pytest.approx(report.train_evaluation.cost, rel=1e-12)]


def test_a_start_that_is_no_number_fails_at_once(small_dataset: Dataset) -> None:
    start = first_parameters(CONFIG, (4, 5, 1))
    start.flat[3] = np.inf

    report = train(CONFIG, small_dataset, initial=start)

    assert (report.state, report.n_batches) == ("failed", 0)


# Rules that end it early


def test_patience_takes_back_the_best_of_the_watched_digits(small_dataset: Dataset) -> None:
    labels = np.random.default_rng(3).permutation(small_dataset.digits.labels)  # nothing to be learned
    small_dataset.digits.labels[:] = labels
    config = CONFIG.with_values(epochs=300, patience=4, validation_fraction=0.3, weight_decay=0.0)

    report = train(config, small_dataset)

    losses = [point.validation_loss for point in report.points[1:]]
    best = int(np.argmin(losses)) + 1
    assert len(losses) == best + 4 < 300
    assert str(report.message).startswith(
        f"Stopped early: the validation loss has not fallen for 4 iterations; the network of iteration {best} is kept."
    )
    watched = split_validation(small_dataset, config)[1]
    assert watched is not None
    assert evaluate(Parameters(report.architecture, report.parameters), watched).cost == pytest.approx(losses[best - 1])


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("optimizer", ["l-bfgs-b", "cg", "newton-cg"])
@pytest.mark.parametrize("tolerance", [1e-1, 1e-2, 1e-3])
def test_a_run_stops_when_an_iteration_lowers_the_cost_by_less_than_the_tolerance(
    tolerance: float, optimizer: str, small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(optimizer=optimizer, epochs=60)

    report = train(config.with_values(tolerance=tolerance), small_dataset)

    assert report.state == "finished"
    assert report.epoch >= 10
    assert str(report.message) == f"Stopped: iteration {report.epoch:.0f} lowered the cost by less than {tolerance:g}."
    last = int(report.epoch)
    if optimizer != "newton-cg":  # after its iterations, it keeps better places beside its way
        falls = -np.diff([_cost_after(config, small_dataset, epoch) for epoch in range(8, last + 1)])
        assert last == next(n for n in range(10, 60) if falls[n - 9] < tolerance)


def _cost_after(config: TrainingConfig, dataset: Dataset, epochs: int) -> float:
    evaluation = train(config.with_values(epochs=epochs), dataset).train_evaluation
    assert evaluation is not None
    return evaluation.cost


@pytest.mark.parametrize("optimizer", ["cg", "tnc"])  # these look beyond the ends of their iterations
def test_a_tolerance_too_keeps_the_best_that_was_evaluated(optimizer: str, small_dataset: Dataset, bend: Bend) -> None:
    seen = bend(lambda n, cost: cost + 0.01 * max(0, n - 8))

    report = train(CONFIG.with_values(optimizer=optimizer, epochs=300, tolerance=1e3), small_dataset)

    assert str(report.message).startswith("Stopped: ")
    best = int(np.argmin([cost for cost, _ in seen]))
    assert best < len(seen) - 1
    np.testing.assert_array_equal(report.parameters, seen[best][1])


@by_all
def test_without_tolerance_and_patience_no_rule_ends_it(optimizer: str, small_dataset: Dataset) -> None:
    report = train(CONFIG.with_values(optimizer=optimizer, epochs=25), small_dataset)

    assert report.epoch >= 25
