"""The controller: runs in a thread of their own, started, held, stepped, stopped, failed and shut down."""

import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.train import first_parameters, train
from gui.workers import training_worker
from gui.workers.training_controller import TrainingController
from tests.window_fixtures import ENDLESS, a_config


class Log:
    """What a controller said, in order, and in which thread it was heard."""

    def __init__(self, controller: TrainingController) -> None:
        self.states: list[str] = []
        self.reports: list[TrainingReport] = []
        self.datasets: list[Dataset] = []
        self.failures: list[tuple[str, str]] = []
        self.run_failures: list[str] = []
        self.crashes: list[str] = []
        self.threads: set[int] = set()
        controller.state_changed.connect(self._hear(self.states.append))
        controller.report_received.connect(self._hear(self.reports.append))
        controller.dataset_loaded.connect(self._hear(self.datasets.append))
        controller.failed.connect(
            self._hear(lambda source, sentence, _is_gone: self.failures.append((source, sentence)))
        )
        controller.run_failed.connect(self._hear(self.run_failures.append))
        controller.crashed.connect(self._hear(self.crashes.append))

    def _hear(self, keep: Callable[..., None]) -> Callable[..., None]:
        def heard(*values: object) -> None:
            self.threads.add(threading.get_ident())
            keep(*values)

        return heard

    @property
    def points(self) -> list[HistoryPoint]:
        return [point for report in self.reports for point in report.points]


@pytest.fixture
def controller(qtbot: QtBot, quick_source: str) -> Iterator[TrainingController]:
    controller = TrainingController()
    yield controller
    controller.shutdown()


@pytest.fixture
def log(controller: TrainingController) -> Log:
    return Log(controller)


def start(controller: TrainingController, config: TrainingConfig, *, paused: bool = False, slow: float = 0.0) -> None:
    controller.start(config, "uci-digits", live=live_of(config, slow), paused=paused)


def live_of(config: TrainingConfig, batches_per_second: float = 0.0) -> LiveSettings:
    return LiveSettings(
        learning_rate=config.learning_rate, momentum=config.momentum, weight_decay=config.weight_decay,
        batches_per_second=batches_per_second,
    )  # fmt: skip


def wait_for(qtbot: QtBot, controller: TrainingController, state: str) -> None:
    qtbot.waitUntil(lambda: controller.state == state)


# Data


def test_a_data_set_is_read_in_the_worker_and_told_in_the_main_thread(
    controller: TrainingController, log: Log, qtbot: QtBot, few_digits: Dataset
) -> None:
    assert controller.state == "idle"
    controller.load("uci-digits")
    assert log.datasets == []  # it has not waited for it
    qtbot.waitUntil(lambda: len(log.datasets) == 1)
    assert log.datasets[0].source == "uci-digits"
    assert len(log.datasets[0].digits) == len(few_digits.digits)
    assert log.threads == {threading.get_ident()}
    assert controller.state == "idle"


def test_data_that_cannot_be_read_is_a_sentence_and_leaves_what_was_there(
    controller: TrainingController, log: Log, qtbot: QtBot
) -> None:
    controller.load("uci-digits")
    controller.load("no-such-data")
    qtbot.waitUntil(lambda: len(log.failures) == 1)
    ((source, sentence),) = log.failures
    assert source == "no-such-data"
    assert "'no-such-data'" in sentence
    assert log.crashes == []
    start(controller, a_config())
    qtbot.waitUntil(lambda: len(log.reports) > 0 and log.reports[-1].state == "finished")


# A whole run


def test_a_run_in_the_window_is_the_run_of_the_engine_to_the_last_bit(
    controller: TrainingController, log: Log, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = a_config(epochs=40, validation_fraction=0.2, optimizer="adam", learning_rate=0.001)
    expected = train(config, few_digits)
    start(controller, config)
    wait_for(qtbot, controller, "idle")
    last = log.reports[-1]
    assert last.state == "finished"
    np.testing.assert_array_equal(last.parameters, expected.parameters)
    # Every point of the history arrived once and in order, however many reports were dropped.
    np.testing.assert_array_equal(log.points, expected.points)
    assert last.n_batches == expected.n_batches
    assert log.states == ["running", "idle"]
    assert log.threads == {threading.get_ident()}


def test_the_history_is_complete_when_the_window_is_slow(
    controller: TrainingController, log: Log, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = a_config(epochs=60)
    finished = threading.Event()
    controller._worker.run_ended.connect(finished.set)
    start(controller, config)
    assert finished.wait(timeout=30)  # the window does nothing all the while
    assert log.reports == []
    wait_for(qtbot, controller, "idle")
    np.testing.assert_array_equal(log.points, train(config, few_digits).points)
    assert len(log.reports) <= 2


def test_reports_of_a_run_that_goes_on_are_not_more_than_20_a_second(
    controller: TrainingController, log: Log, qtbot: QtBot
) -> None:
    start(controller, ENDLESS)
    qtbot.waitUntil(lambda: len(log.reports) == 1)
    clock = QElapsedTimer()
    clock.start()
    qtbot.waitUntil(lambda: len(log.reports) == 9)
    assert clock.elapsed() >= 8 * 45
    batches = [report.n_batches for report in log.reports]
    assert batches == sorted(set(batches))
    assert all(report.state == "running" for report in log.reports)


def test_a_run_goes_on_from_parameters_and_epochs_it_is_given(
    controller: TrainingController, log: Log, qtbot: QtBot
) -> None:
    config = a_config(epochs=2, learning_rate=0.0)
    initial = first_parameters(a_config(seed=77))
    controller.start(config, "uci-digits", live=live_of(config), initial=initial, first_epoch=5.0)
    wait_for(qtbot, controller, "idle")
    np.testing.assert_array_equal(log.reports[-1].parameters, initial.flat)
    assert log.points[0].epoch == 5.0
    assert log.reports[-1].epoch == 7.0


# Pause, resume, step, stop


def test_pause_resume_and_stop_are_answered(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS)
    qtbot.waitUntil(lambda: len(log.reports) > 0)
    controller.pause()
    wait_for(qtbot, controller, "paused")
    held = log.reports[-1]
    controller.resume()
    qtbot.waitUntil(lambda: log.reports[-1].n_batches > held.n_batches)
    controller.stop()
    wait_for(qtbot, controller, "idle")
    last = log.reports[-1]
    assert (held.state, last.state) == ("paused", "stopped")
    assert last.n_batches > held.n_batches
    assert log.states == ["running", "paused", "running", "idle"]


def test_steps_are_single_batches(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS, paused=True)
    assert controller.state == "paused"
    qtbot.waitUntil(lambda: len(log.reports) == 1)
    assert log.reports[-1].n_batches == 0
    for n_batches in (1, 2, 3):
        controller.step()
        qtbot.waitUntil(lambda n=n_batches: log.reports[-1].n_batches == n)  # type: ignore[misc]
        assert controller.state == "paused"
        assert log.reports[-1].state == "paused"
        assert len(log.points) == n_batches + 1  # each step adds a point to the history
    assert log.states == ["paused"]


def test_no_step_is_lost_when_they_come_fast(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS, paused=True)
    for _ in range(25):
        controller.step()
    qtbot.waitUntil(lambda: bool(log.reports) and log.reports[-1].n_batches >= 25)
    controller.stop()
    wait_for(qtbot, controller, "idle")
    assert log.reports[-1].n_batches == 25


def test_a_step_holds_a_run_that_goes_on(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS)
    qtbot.waitUntil(lambda: len(log.reports) > 0)
    controller.step()
    wait_for(qtbot, controller, "paused")
    held_after = log.reports[-1].n_batches
    controller.step()
    qtbot.waitUntil(lambda: log.reports[-1].n_batches == held_after + 1)


def test_pause_and_resume_at_once_leave_it_running(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS)
    for _ in range(10):
        controller.pause()
        controller.resume()
    controller.pause()
    wait_for(qtbot, controller, "paused")
    controller.resume()
    n_batches = log.reports[-1].n_batches
    qtbot.waitUntil(lambda: log.reports[-1].n_batches > n_batches)
    assert controller.state == "running"


def test_a_held_run_can_be_stopped(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS, paused=True)
    controller.stop()
    wait_for(qtbot, controller, "idle")
    assert log.reports[-1].state == "stopped"
    assert log.reports[-1].n_batches == 0


def test_stop_before_the_run_has_begun_is_answered_too(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS)
    controller.stop()
    controller.stop()
    wait_for(qtbot, controller, "idle")
    assert log.reports[-1].state == "stopped"
    assert log.states == ["running", "idle"]


def test_with_no_run_under_way_nothing_happens(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    for request in (controller.pause, controller.resume, controller.step, controller.stop):
        request()
    controller.change(live_of(ENDLESS))
    controller.load("uci-digits")
    qtbot.waitUntil(lambda: len(log.datasets) == 1)
    assert controller.state == "idle"
    assert log.states == []


def test_a_start_during_a_run_is_ignored(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS)
    start(controller, a_config(hidden_layers=(3,)))
    qtbot.waitUntil(lambda: len(log.reports) >= 3)
    controller.pause()
    wait_for(qtbot, controller, "paused")
    start(controller, a_config(hidden_layers=(3,)))
    assert controller.state == "paused"
    controller.stop()
    wait_for(qtbot, controller, "idle")
    assert {report.architecture for report in log.reports} == {ENDLESS.architecture()}


def test_runs_follow_each_other_and_do_not_mix(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    for n_units in (3, 4, 5):
        log.reports.clear()
        start(controller, a_config(hidden_layers=(n_units,), epochs=1_000_000))
        qtbot.waitUntil(lambda: len(log.reports) >= 1)
        controller.stop()
        wait_for(qtbot, controller, "idle")
        assert {report.architecture.hidden_layers for report in log.reports} == {(n_units,)}
        assert log.points[0].epoch == 0.0


def test_settings_change_from_the_next_batch_on(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS, paused=True)
    qtbot.waitUntil(lambda: len(log.reports) == 1)
    before = log.reports[-1].parameters
    still = LiveSettings(learning_rate=0.0, momentum=0.0, weight_decay=0.0)
    controller.change(still)
    controller.step()
    qtbot.waitUntil(lambda: log.reports[-1].n_batches == 1)
    np.testing.assert_array_equal(log.reports[-1].parameters, before)
    controller.change(live_of(ENDLESS))
    controller.step()
    qtbot.waitUntil(lambda: log.reports[-1].n_batches == 2)
    assert (log.reports[-1].parameters != before).any()


def test_a_slow_run_answers_at_once_all_the_same(controller: TrainingController, log: Log, qtbot: QtBot) -> None:
    start(controller, ENDLESS, slow=0.01)  # the second batch is due in more than a minute
    qtbot.waitUntil(lambda: len(log.reports) > 0)
    controller.pause()
    wait_for(qtbot, controller, "paused")
    controller.stop()
    wait_for(qtbot, controller, "idle")
    assert log.reports[-1].n_batches <= 2


# Ends of other kinds


def test_a_run_that_diverges_fails_with_the_last_finite_network(
    controller: TrainingController, log: Log, qtbot: QtBot
) -> None:
    config = a_config(learning_rate=1e6, weight_decay=1000.0, epochs=100)
    start(controller, config)
    wait_for(qtbot, controller, "idle")
    last = log.reports[-1]
    assert last.state == "failed"
    assert "smaller learning rate" in str(last.message)
    assert np.isfinite(last.parameters).all()
    assert log.crashes == []
    assert log.failures == []


def test_a_run_on_data_that_cannot_be_read_fails_and_the_next_does_not(
    controller: TrainingController, log: Log, qtbot: QtBot
) -> None:
    controller.start(a_config(), "no-such-data", live=live_of(ENDLESS))
    wait_for(qtbot, controller, "idle")
    assert len(log.failures) == 1
    assert log.reports == []
    start(controller, a_config())
    wait_for(qtbot, controller, "idle")
    assert log.reports[-1].state == "finished"


@pytest.mark.parametrize("error", [RuntimeError("the engine fell over"), ZeroDivisionError("division by zero")])
def test_a_crash_in_the_worker_is_told_with_its_traceback_and_the_next_run_works(
    controller: TrainingController, log: Log, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def crash(*_args: object, **_kwargs: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(training_worker, "train", crash)
        start(controller, a_config())
        wait_for(qtbot, controller, "idle")
    (report,) = log.crashes
    assert report.startswith("Traceback")
    assert str(error) in report
    assert log.states == ["running", "idle"]
    start(controller, a_config())
    wait_for(qtbot, controller, "idle")
    assert log.reports[-1].state == "finished"


def test_too_little_memory_is_a_sentence(
    controller: TrainingController, log: Log, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_args: object, **_kwargs: object) -> None:
        raise MemoryError

    monkeypatch.setattr(training_worker, "train", crash)
    start(controller, a_config())
    wait_for(qtbot, controller, "idle")
    (sentence,) = log.run_failures
    assert "not enough memory" in sentence
    assert log.crashes == []


# Shutdown


@pytest.mark.parametrize("when", ["idle", "loading", "starting", "running", "slow", "paused"])
def test_shutdown_ends_the_thread_whatever_goes_on(
    controller: TrainingController, log: Log, qtbot: QtBot, new_threads: Callable[[], list[str]], when: str
) -> None:
    assert new_threads() == []
    if when == "loading":
        controller.load("uci-digits")
    elif when != "idle":
        start(controller, ENDLESS, paused=when == "paused", slow=0.01 if when == "slow" else 0.0)
    if when in ("running", "slow"):
        qtbot.waitUntil(lambda: len(log.reports) > 0)
    controller.shutdown()
    assert not controller._thread.isRunning()
    qtbot.waitUntil(lambda: new_threads() == [])
    controller.shutdown()  # once more does no harm
    assert not controller._timer.isActive()
