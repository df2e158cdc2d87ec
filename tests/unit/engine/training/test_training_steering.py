"""A run steered from another thread: pause, resume, step, stop, and settings that change; each within one batch.

The run hands over a report after every batch and waits until the test lets it go on, so nothing here depends on time.
"""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.training import gradient_descent, run_loop
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.train import first_parameters, train
from tests.steered_run import SteeredRun

CONFIG = TrainingConfig(hidden_layers=(6,), epochs=2, batch_size=10, validation_fraction=0.0)
N_BATCHES = 20
SETTINGS = LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.0)
ONE_IN_1000_S = LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.0, batches_per_second=1e-3)
FAST = LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.0, batches_per_second=1e5)


@pytest.fixture
def start(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., SteeredRun]]:
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    runs: list[SteeredRun] = []

    def start(control: TrainingControl | None = None) -> SteeredRun:
        runs.append(SteeredRun(CONFIG, small_dataset, control or TrainingControl()))
        return runs[-1]

    yield start
    for run in runs:
        run.close()


Start = Callable[..., SteeredRun]


@pytest.mark.parametrize("n_batches", [1, 3, 10, 15])
def test_pause_holds_the_run_before_the_next_batch(n_batches: int, start: Start) -> None:
    run = start()
    before = run.after_batch(n_batches)

    run.control.pause()
    run.go_on()
    held = run.next_report()

    assert (held.state, held.n_batches, held.message) == ("paused", n_batches, None)
    np.testing.assert_array_equal(held.parameters, before.parameters)
    assert not held.is_over


def test_steps_take_one_batch_each_and_add_a_point(start: Start) -> None:
    run = start()
    run.after_batch(2)
    run.control.pause()
    run.go_on()
    held = run.next_report()

    for n_batches in (3, 4, 5):
        run.control.step()
        running = run.next_report()
        run.go_on()
        held_again = run.next_report()

        assert [report.state for report in (running, held_again)] == ["running", "paused"]
        assert [report.n_batches for report in (running, held_again)] == [n_batches, n_batches]
        assert [point.epoch for point in running.points] == [pytest.approx(n_batches / 10)]
        assert not np.array_equal(held_again.parameters, held.parameters)
        held = held_again


def test_step_on_a_run_that_goes_on_holds_it(start: Start) -> None:
    run = start()
    run.after_batch(4)

    run.control.step()
    run.go_on()

    held = run.next_report()
    assert (held.state, held.n_batches) == ("paused", 4)


def test_pauses_and_steps_do_not_change_what_is_learned(start: Start, small_dataset: Dataset) -> None:
    run = start()
    run.after_batch(3)
    run.control.pause()
    run.go_on()
    assert run.next_report().state == "paused"
    run.control.step()
    run.after_batch(4)
    run.go_on()
    assert run.next_report().state == "paused"

    run.control.resume()
    last = run.finish()

    assert (last.state, last.n_batches) == ("finished", N_BATCHES)
    np.testing.assert_array_equal(last.parameters, train(CONFIG, small_dataset).parameters)


@pytest.mark.parametrize("n_batches", [1, 9, 10, 19])
def test_stop_ends_the_run_before_the_next_batch_and_keeps_the_model(n_batches: int, start: Start) -> None:
    run = start()
    before = run.after_batch(n_batches)

    run.control.stop()
    run.go_on()
    last = run.next_report()

    assert (last.state, last.n_batches) == ("stopped", n_batches)
    assert str(last.message) == "Stopped. What was learned is kept."
    np.testing.assert_array_equal(last.parameters, before.parameters)
    assert last.train_evaluation is not None
    assert last.test_evaluation is not None


def test_stop_ends_a_held_run(start: Start) -> None:
    run = start()
    run.after_batch(2)
    run.control.pause()
    run.go_on()
    assert run.next_report().state == "paused"

    run.control.stop()

    last = run.next_report()
    assert (last.state, last.n_batches) == ("stopped", 2)


def test_a_run_may_start_paused(start: Start, small_dataset: Dataset) -> None:
    run = start(TrainingControl(start_paused=True))

    held = run.next_report()

    assert (held.state, held.n_batches, len(held.points)) == ("paused", 0, 1)
    np.testing.assert_array_equal(held.parameters, first_parameters(CONFIG, (4, 5, 1)).flat)
    run.control.resume()
    assert run.finish().n_batches == N_BATCHES


def test_a_run_stopped_before_its_start_takes_no_batch(start: Start) -> None:
    control = TrainingControl()
    control.stop()

    last = start(control).next_report()

    assert (last.state, last.n_batches) == ("stopped", 0)
    np.testing.assert_array_equal(last.parameters, first_parameters(CONFIG, (4, 5, 1)).flat)


def test_a_changed_learning_rate_counts_from_the_next_batch(start: Start) -> None:
    run = start()
    before = run.after_batch(3)

    run.control.change(LiveSettings(learning_rate=0.0, momentum=0.9, weight_decay=0.0))
    run.go_on()
    without = run.next_report()
    run.control.change(SETTINGS)
    run.go_on()
    after = run.next_report()

    assert [report.n_batches for report in (without, after)] == [4, 5]
    np.testing.assert_array_equal(without.parameters, before.parameters)
    assert not np.array_equal(after.parameters, without.parameters)


def test_a_changed_weight_decay_counts_from_the_next_batch(start: Start) -> None:
    # With λ = η⁻¹ m the decay takes away the weights whole; what is left is one step along the gradient.
    run = start()
    before = run.after_batch(3)

    run.control.change(LiveSettings(learning_rate=1e-6, momentum=0.9, weight_decay=1e8))
    run.go_on()
    after = run.next_report()

    n_weights = after.architecture.n_weights
    assert np.abs(before.parameters[:n_weights]).max() > 0.1
    assert np.abs(after.parameters[:n_weights]).max() < 1e-5
    np.testing.assert_allclose(after.parameters[n_weights:], before.parameters[n_weights:], atol=1e-5)


def test_settings_may_change_while_the_run_is_held(start: Start) -> None:
    run = start()
    before = run.after_batch(1)
    run.control.pause()
    run.go_on()
    assert run.next_report().state == "paused"

    run.control.change(LiveSettings(learning_rate=0.0, momentum=0.9, weight_decay=0.0))
    assert run.next_report().state == "paused"
    run.control.step()

    stepped = run.next_report()
    assert stepped.n_batches == 2
    np.testing.assert_array_equal(stepped.parameters, before.parameters)


@pytest.mark.parametrize("request_name", ["pause", "stop"])
def test_a_run_that_waits_for_its_next_batch_answers_at_once(request_name: str, start: Start) -> None:
    run = start()
    run.after_batch(1)
    run.control.change(ONE_IN_1000_S)
    run.go_on()
    run.after_batch(2)
    run.go_on()  # the third batch is due in 1000 s

    getattr(run.control, request_name)()
    run.go_on()
    report = run.next_report()
    if report.state == "running":  # one batch may be under way
        run.go_on()
        report = run.next_report()

    assert report.state == {"pause": "paused", "stop": "stopped"}[request_name]
    assert report.n_batches <= 3


@pytest.mark.parametrize("faster", [SETTINGS, FAST], ids=["full speed", "another limit"])
def test_a_run_that_waits_for_its_next_batch_takes_up_a_higher_speed(faster: LiveSettings, start: Start) -> None:
    run = start()
    run.after_batch(1)
    run.control.change(ONE_IN_1000_S)
    run.go_on()
    run.after_batch(2)
    run.go_on()  # the third batch is due in 1000 s

    run.control.change(faster)
    last = run.finish()

    assert (last.state, last.n_batches) == ("finished", N_BATCHES)


def test_a_limit_of_speed_is_kept_to(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock of our own, on which a batch takes 0.1 s."""
    now = 1000.0
    batch_moments = []
    control = TrainingControl()
    control.change(LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.0, batches_per_second=2.0))

    def wait_until(moment: float) -> None:
        nonlocal now
        now = max(now + 0.1, moment)
        batch_moments.append(now)

    monkeypatch.setattr(gradient_descent, "time", SimpleNamespace(perf_counter=lambda: now))
    monkeypatch.setattr(control, "wait_until", wait_until)

    train(CONFIG, small_dataset, control=control)

    gaps = np.diff(batch_moments)
    assert len(gaps) == N_BATCHES - 1
    assert gaps.sum() == pytest.approx(0.5 * len(gaps), abs=0.06)
    assert gaps.min() > 0.4


@pytest.mark.parametrize(("batches_per_second", "n_points"), [(50.0, 1 + N_BATCHES), (51.0, 3), (0.0, 3)])
def test_when_somebody_watches_each_batch_adds_a_point(
    batches_per_second: float, n_points: int, small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = TrainingControl()
    monkeypatch.setattr(control, "wait_until", lambda moment: None)
    control.change(
        LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.0, batches_per_second=batches_per_second)
    )

    report = train(CONFIG, small_dataset, control=control)

    assert len(report.points) == n_points
    epochs = [point.epoch for point in report.points]
    np.testing.assert_allclose(epochs, np.linspace(0, 2, n_points), atol=1e-12)


def test_a_held_run_that_is_resumed_and_held_again_before_it_wakes_says_so(small_dataset: Dataset) -> None:
    control = TrainingControl(start_paused=True)
    run = SteeredRun(CONFIG, small_dataset, control)
    assert run.next_report().state == "paused"

    with control._condition:  # the run cannot wake between the two
        control.resume()
        control.pause()

    assert run.next_report().state == "paused"
    control.resume()
    assert run.finish().state == "finished"
