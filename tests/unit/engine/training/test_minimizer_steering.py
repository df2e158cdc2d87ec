"""Runs by SciPy's minimizers steered from another thread: held between evaluations, stepped by iterations, stopped."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.nn.activations import Floats
from engine.nn.objective import Objective
from engine.optim.minimizers import MINIMIZERS
from engine.training import run_loop
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train
from tests.steered_run import SteeredRun

CONFIG = TrainingConfig(hidden_layers=(6,), optimizer="l-bfgs-b", epochs=12, validation_fraction=0.0, weight_decay=0.5)
ONE_IN_1000_S = LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.5, batches_per_second=1e-3)
FULL_SPEED = LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.5)
by_all = pytest.mark.parametrize("optimizer", MINIMIZERS)

Start = Callable[..., SteeredRun]


@pytest.fixture
def start(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    runs: list[SteeredRun] = []

    def start(optimizer: str, control: TrainingControl | None = None) -> SteeredRun:
        config = CONFIG.with_values(optimizer=optimizer, epochs=60 if optimizer == "tnc" else 12)
        runs.append(SteeredRun(config, small_dataset, control or TrainingControl()))
        return runs[-1]

    yield start
    for run in runs:
        run.close()


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, Floats]]:
    """Costs with their places, as they are evaluated; every third is worse than it was."""
    seen: list[tuple[float, Floats]] = []
    right = Objective.cost_and_gradient

    def evaluate(self: Objective, flat: Floats, **_options: object) -> tuple[float, Floats]:
        cost, gradient = right(self, flat)
        seen.append((cost + 0.3 * (len(seen) % 3 == 2), flat.copy()))
        return seen[-1][0], gradient

    monkeypatch.setattr(Objective, "cost_and_gradient", evaluate)
    return seen


def _n_points(reports: list[TrainingReport]) -> int:
    return sum(len(report.points) for report in reports)


@pytest.mark.parametrize("n_evaluations", [1, 2, 7])
@by_all
def test_pause_holds_the_run_before_the_next_evaluation(optimizer: str, n_evaluations: int, start: Start) -> None:
    run = start(optimizer)
    before = run.after_batch(n_evaluations)

    run.control.pause()
    run.go_on()
    held = run.until_held()[-1]

    assert (held.state, held.n_batches, held.message) == ("paused", n_evaluations, None)
    np.testing.assert_array_equal(held.parameters, before.parameters)


@by_all
def test_a_step_is_one_iteration(optimizer: str, start: Start) -> None:
    run = start(optimizer)
    run.after_batch(2)
    run.control.pause()
    run.go_on()
    held = run.until_held()[-1]

    for _ in range(3):
        run.control.step()
        reports = run.until_held()

        assert reports[-1].state == "paused"
        assert _n_points(reports) == 1
        assert reports[-1].n_batches > held.n_batches
        gained = reports[-1].epoch - held.epoch
        assert gained == (reports[-1].n_batches - held.n_batches if optimizer == "tnc" else 1)
        held = reports[-1]


@by_all
def test_a_run_may_start_paused_and_go_by_steps(optimizer: str, start: Start) -> None:
    run = start(optimizer, TrainingControl(start_paused=True))
    held = run.until_held()
    assert [(report.state, report.n_batches, report.epoch) for report in held] == [("paused", 0, 0.0)]
    assert _n_points(held) == 1

    run.control.step()
    stepped = run.until_held()

    assert (stepped[-1].state, _n_points(stepped)) == ("paused", 1)
    assert stepped[-1].n_batches >= 1


def test_step_on_a_run_that_goes_on_holds_it(start: Start) -> None:
    run = start("l-bfgs-b")
    run.after_batch(4)

    run.control.step()
    run.go_on()

    held = run.until_held()[-1]
    assert (held.state, held.n_batches) == ("paused", 4)


@by_all
def test_pauses_and_steps_do_not_change_what_is_learned(optimizer: str, start: Start, small_dataset: Dataset) -> None:
    config = CONFIG.with_values(optimizer=optimizer, epochs=60 if optimizer == "tnc" else 12)
    quiet = train(config, small_dataset)
    run = start(optimizer)
    run.after_batch(3)
    run.control.pause()
    run.go_on()
    run.until_held()
    for _ in range(2):
        run.control.step()
        run.until_held()

    run.control.resume()
    last = run.finish()

    np.testing.assert_array_equal(last.parameters, quiet.parameters)
    assert (last.state, last.n_batches, str(last.message)) == ("finished", quiet.n_batches, str(quiet.message))


@pytest.mark.parametrize("n_evaluations", [1, 4, 9])
@by_all
def test_stop_is_answered_before_the_next_evaluation_and_the_best_is_kept(
    optimizer: str, n_evaluations: int, start: Start, evaluated: list[tuple[float, Floats]]
) -> None:
    run = start(optimizer)
    run.after_batch(n_evaluations)

    run.control.stop()
    last = run.finish()

    assert (last.state, last.n_batches) == ("stopped", n_evaluations)
    assert str(last.message) == ("Stopped. What was learned is kept; a SciPy minimizer cannot be resumed.")
    assert len(evaluated) == n_evaluations
    np.testing.assert_array_equal(last.parameters, min(evaluated, key=lambda pair: pair[0])[1])
    assert last.train_evaluation is not None
    assert last.test_evaluation is not None


@by_all
def test_stop_ends_a_held_run_with_its_best(
    optimizer: str, start: Start, evaluated: list[tuple[float, Floats]]
) -> None:
    run = start(optimizer)
    run.after_batch(6)
    run.control.pause()
    run.go_on()
    run.until_held()

    run.control.stop()
    last = run.finish()

    assert (last.state, last.n_batches) == ("stopped", 6)
    np.testing.assert_array_equal(last.parameters, min(evaluated, key=lambda pair: pair[0])[1])


@by_all
def test_stop_ends_a_step_that_is_under_way(optimizer: str, start: Start) -> None:
    run = start(optimizer, TrainingControl(start_paused=True))
    run.until_held()
    run.control.step()
    stepping = run.next_report()
    assert (stepping.state, stepping.n_batches) == ("running", 1)

    run.control.stop()
    run.go_on()
    last = run.until_held()[-1]

    assert (last.state, last.n_batches) == ("stopped", 1)


def test_a_run_stopped_before_its_start_evaluates_nothing(small_dataset: Dataset) -> None:
    control = TrainingControl()
    control.stop()

    report = train(CONFIG, small_dataset, control=control)

    assert (report.state, report.n_batches) == ("stopped", 0)
    np.testing.assert_array_equal(report.parameters, first_parameters(CONFIG, (4, 5, 1)).flat)


@pytest.mark.parametrize("request_", ["pause", "stop", "full speed"])
def test_a_run_that_waits_for_its_next_iteration_answers_at_once(request_: str, start: Start) -> None:
    control = TrainingControl()
    control.change(ONE_IN_1000_S)
    run = start("l-bfgs-b", control)
    reports = [run.next_report()]
    while reports[-1].epoch < 2.0:  # the iteration after this one is due in 1000 s
        run.go_on()
        reports.append(run.next_report())
    run.go_on()

    if request_ == "pause":
        control.pause()
        assert run.until_held()[-1].state == "paused"
    elif request_ == "stop":
        control.stop()
        assert run.until_held()[-1].state == "stopped"
    else:
        control.change(FULL_SPEED)
        assert run.finish().epoch == 12.0
