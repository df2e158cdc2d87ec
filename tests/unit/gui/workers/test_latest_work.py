"""Work that follows the pen: at once where it is quick, else in the background, and the newest request wins."""

import threading
import time
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from engine.errors import DataError
from engine.text.sentence import say
from gui.workers.background_tasks import TaskThreads
from gui.workers.latest_work import LatestWork


@pytest.fixture
def threads(qtbot: QtBot) -> TaskThreads:
    return TaskThreads()


@pytest.fixture
def work(threads: TaskThreads) -> LatestWork:
    return LatestWork(threads.make("test"), quick_s=0.01)


@pytest.fixture
def done(work: LatestWork) -> list[object]:
    found: list[object] = []
    work.done.connect(found.append)
    return found


def busy(seconds: float) -> None:
    """Compute for a while."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_what_is_quick_is_done_at_once_after_the_first_time(
    work: LatestWork, done: list[object], threads: TaskThreads, qtbot: QtBot
) -> None:
    work.request(threading.get_ident)
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 1)
    assert done[0] != threading.get_ident()
    work.request(threading.get_ident)
    assert done[1] == threading.get_ident()
    work.forget_speed()
    work.request(threading.get_ident)
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done[2] == done[0]
    threads.shutdown()


def test_of_what_takes_long_the_first_and_the_last_are_done(
    work: LatestWork, done: list[object], threads: TaskThreads, qtbot: QtBot
) -> None:
    gate = threading.Event()

    def wait_and_compute(number: int) -> int:
        assert gate.wait(20)
        busy(0.02)
        return number

    for number in range(5):
        work.request(partial(wait_and_compute, number))
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == [0, 4]
    work.request(lambda: wait_and_compute(5))
    work.request(lambda: wait_and_compute(6))
    work.cancel()
    work.request(lambda: wait_and_compute(7))
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done[2] == 7
    assert not work.is_busy
    threads.shutdown()


def test_what_cannot_be_done_is_said_and_the_next_is_tried(
    work: LatestWork, threads: TaskThreads, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise DataError(say("data.no_such_source", sources="a", got="b"))

    said: list[str] = []
    work.failed.connect(said.append)
    work.request(fail)
    qtbot.waitUntil(lambda: len(said) == 1)
    with qtbot.waitSignal(work.done):
        work.request(lambda: 1)
    work.request(fail)
    assert len(said) == 2
    assert said[0] == said[1] != ""
    threads.shutdown()
