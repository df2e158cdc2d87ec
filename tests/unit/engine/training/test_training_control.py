"""The control of a run: requests from one thread, answers in another; threads wait for each other, never for a clock."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine.training.control import LiveSettings, TrainingControl

PATIENCE_S = 20.0  # how long a hung test waits; a right one waits for nothing
SETTINGS = LiveSettings(learning_rate=0.1, momentum=0.9, weight_decay=0.0)
OTHER = LiveSettings(learning_rate=0.2, momentum=0.5, weight_decay=1.0, batches_per_second=3.0)


class _Waiter:
    """Calls a function of a control in a thread of its own and tells when it waits and what it returned."""

    def __init__(self, control: TrainingControl, monkeypatch: pytest.MonkeyPatch) -> None:
        self.control = control
        self.waits = threading.Event()
        self.answers: queue.Queue[Any] = queue.Queue()
        self.thread: threading.Thread | None = None
        wait = control._condition.wait

        def wait_and_tell(timeout: float | None = None) -> bool:
            self.waits.set()  # the lock is held until wait() gives it up: no request can come in between
            return wait(timeout)

        monkeypatch.setattr(control._condition, "wait", wait_and_tell)

    def start(self, function: Callable[[], Any]) -> None:
        self.thread = threading.Thread(target=lambda: self.answers.put(function()))
        self.thread.start()
        assert self.waits.wait(PATIENCE_S), "it did not wait"
        assert self.answers.empty()

    def answer(self) -> Any:
        return self.answers.get(timeout=PATIENCE_S)


@pytest.fixture
def waiter(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Waiter]:
    waiter = _Waiter(TrainingControl(start_paused=True), monkeypatch)
    yield waiter
    waiter.control.stop()
    if waiter.thread is not None:
        waiter.thread.join(PATIENCE_S)
        assert not waiter.thread.is_alive()


def test_a_new_control_asks_for_nothing() -> None:
    control = TrainingControl()

    assert (control.needs_attention, control.is_paused, control.is_stopped) == (False, False, False)
    assert control.apply_settings(SETTINGS) is SETTINGS
    assert control.wait_while_paused() is False


def test_a_control_may_start_paused() -> None:
    control = TrainingControl(start_paused=True)

    assert (control.needs_attention, control.is_paused, control.is_stopped) == (True, True, False)


@pytest.mark.parametrize(
    ("requests", "is_paused", "is_stopped"),
    [
        (["pause"], True, False),
        (["pause", "pause"], True, False),
        (["pause", "resume"], False, False),
        (["resume"], False, False),
        (["step"], True, False),
        (["step", "resume"], False, False),
        (["stop"], False, True),
        (["pause", "stop"], True, True),
        (["stop", "resume"], False, True),
    ],
)
def test_requests_are_seen_at_once(requests: list[str], is_paused: bool, is_stopped: bool) -> None:
    control = TrainingControl()

    for request in requests:
        getattr(control, request)()

    assert control.needs_attention
    assert (control.is_paused, control.is_stopped) == (is_paused, is_stopped)


@pytest.mark.parametrize(
    ("requests", "still_needed"), [(["pause"], True), (["stop"], True), (["pause", "resume"], False), ([], False)]
)
def test_attention_is_needed_until_all_is_answered(requests: list[str], still_needed: bool) -> None:
    control = TrainingControl()
    for request in requests:
        getattr(control, request)()
    control.change(OTHER)

    control.apply_settings(SETTINGS)

    assert control.needs_attention is still_needed


def test_changed_settings_are_handed_over_once_and_the_last_ones_count() -> None:
    control = TrainingControl()
    control.change(SETTINGS)
    control.change(OTHER)

    assert control.apply_settings(SETTINGS) is OTHER
    assert control.apply_settings(SETTINGS) is SETTINGS


def test_steps_that_are_asked_for_while_paused_are_counted() -> None:
    control = TrainingControl(start_paused=True)
    control.step()
    control.step()

    assert control.wait_while_paused() is True
    assert control.wait_while_paused() is True
    assert control.is_paused


def test_the_first_step_of_a_run_that_goes_on_is_its_pause(waiter: _Waiter) -> None:
    control = waiter.control
    control.resume()
    control.step()

    assert control.wait_while_paused() is False  # the pause is new: the run has to tell of it first
    control.apply_settings(SETTINGS)
    waiter.start(control.wait_while_paused)  # it holds: no batch is owed
    control.step()

    assert waiter.answer() is True


def test_resume_forgets_steps_that_were_not_taken(waiter: _Waiter) -> None:
    control = waiter.control
    control.step()
    control.resume()
    assert control.wait_while_paused() is False
    control.pause()
    control.apply_settings(SETTINGS)

    waiter.start(control.wait_while_paused)  # it holds: no batch is owed
    control.resume()

    assert waiter.answer() is False


def test_stop_comes_before_a_step() -> None:
    control = TrainingControl(start_paused=True)
    control.step()
    control.stop()

    assert control.wait_while_paused() is False


@pytest.mark.parametrize(("request_name", "single_step"), [("resume", False), ("stop", False), ("step", True)])
def test_a_held_run_is_woken_by_a_request(request_name: str, single_step: bool, waiter: _Waiter) -> None:
    waiter.start(waiter.control.wait_while_paused)

    getattr(waiter.control, request_name)()

    assert waiter.answer() is single_step


def test_a_held_run_is_woken_by_changed_settings(waiter: _Waiter) -> None:
    waiter.start(waiter.control.wait_while_paused)

    waiter.control.change(OTHER)

    assert waiter.answer() is False
    assert waiter.control.is_paused
    assert waiter.control.apply_settings(SETTINGS) is OTHER


def test_waiting_for_a_moment_that_has_passed_returns_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    control = TrainingControl()
    monkeypatch.setattr(control._condition, "wait", lambda timeout=None: pytest.fail("it waited"))

    control.wait_until(time.perf_counter() - 1.0)


@pytest.mark.parametrize("request_name", ["pause", "stop", "step", "change"])
def test_waiting_for_a_moment_is_cut_short_by_any_request(request_name: str, waiter: _Waiter) -> None:
    control = waiter.control
    control.resume()
    control.apply_settings(SETTINGS)
    assert not control.needs_attention
    in_an_hour = time.perf_counter() + 3600.0
    waiter.start(lambda: control.wait_until(in_an_hour))

    getattr(control, request_name)(*([OTHER] if request_name == "change" else []))

    assert waiter.answer() is None
    assert control.needs_attention


def test_waiting_for_a_moment_waits_no_longer_than_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    control = TrainingControl()
    now = 100.0
    waited = []

    def wait(timeout: float) -> bool:
        nonlocal now
        waited.append(timeout)
        now += timeout / 2  # a condition may wake too early
        return False

    monkeypatch.setattr("engine.training.control.time", type("Clock", (), {"perf_counter": lambda: now}))
    monkeypatch.setattr(control._condition, "wait", wait)

    control.wait_until(100.5)

    assert waited[0] == 0.5
    assert sum(waited) == pytest.approx(1.0, rel=1e-9)  # each time what is left, and half of it passes
    assert now == pytest.approx(100.5, rel=1e-12)
