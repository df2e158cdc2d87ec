"""Background tasks: one after the other, in another thread, cancelled, replaced, failing, and ended with the window."""

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine.cancellation import check_cancelled
from engine.errors import DataError
from gui.main_window import MainWindow
from gui.workers.background_tasks import BackgroundTasks, TaskControl


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[BackgroundTasks]:
    tasks = BackgroundTasks("test")
    yield tasks
    tasks.shutdown()


def _wait_until_cancelled(control: TaskControl) -> str:
    while not control.is_cancelled:
        time.sleep(0.001)
    return "cancelled"


def test_a_task_is_done_in_another_thread(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.done) as done:
        tasks.start(lambda control: threading.current_thread())
        assert tasks.is_busy
    assert done.args != [threading.current_thread()]
    assert [tasks.is_busy] == [False]


def test_it_tells_how_far_it_is(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    shares: list[float] = []
    tasks.progressed.connect(shares.append)

    def work(control: TaskControl) -> None:
        control.progress(0.25)
        control.progress(0.75)

    with qtbot.waitSignal(tasks.done):
        tasks.start(work)
    assert shares == [0.25, 0.75]


def test_a_new_task_takes_the_place_of_the_one_before(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    results: list[object] = []
    tasks.done.connect(results.append)
    with qtbot.waitSignal(tasks.done):
        tasks.start(_wait_until_cancelled)
        tasks.start(lambda control: "waited and replaced")
        tasks.start(lambda control: "new")
    assert results == ["new"]


def test_what_is_cancelled_never_arrives(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    results: list[object] = []
    tasks.done.connect(results.append)
    tasks.start(_wait_until_cancelled)
    tasks.cancel()
    assert not tasks.is_busy
    qtbot.wait(50)
    assert results == []


def test_what_the_user_can_mend_arrives_as_a_sentence(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    def work(control: TaskControl) -> None:
        raise DataError("expected digits, got none; open some")

    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.start(work)
    assert failed.args == ["expected digits, got none; open some"]


def test_what_was_not_expected_arrives_as_a_report_and_the_thread_lives_on(
    tasks: BackgroundTasks, qtbot: QtBot
) -> None:
    def work(control: TaskControl) -> None:
        raise ZeroDivisionError("oh")

    with qtbot.waitSignals([tasks.crashed, tasks.failed]):
        tasks.start(work)
    with qtbot.waitSignal(tasks.done):
        tasks.start(lambda control: 1)


def test_a_task_ends_where_it_is_asked_for_deep_within(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    told: list[object] = []
    for signal in (tasks.done, tasks.failed, tasks.crashed):
        signal.connect(told.append)

    def work(_control: TaskControl) -> None:
        while True:
            check_cancelled()
            time.sleep(0.001)

    tasks.start(work)
    tasks.cancel()
    with qtbot.waitSignal(tasks.done):
        tasks.start(lambda _control: "next")
    assert told == ["next"]


@pytest.mark.slow
@pytest.mark.own_window
def test_a_window_that_closes_is_gone_before_what_goes_on_has_ended(window: MainWindow, qtbot: QtBot) -> None:
    tasks = window.threads.make("test")
    was_visible: list[bool] = []

    def work(control: TaskControl) -> None:
        _wait_until_cancelled(control)
        was_visible.append(window.isVisible())

    tasks.start(work)
    qtbot.wait(20)
    window.close()
    assert was_visible == [False]


@pytest.mark.own_window
def test_the_end_of_the_window_ends_a_task(window: MainWindow, qtbot: QtBot) -> None:
    ended: list[str] = []
    tasks = window.threads.make("test")
    tasks.start(lambda control: ended.append(_wait_until_cancelled(control)))
    qtbot.wait(20)
    window.close()
    assert ended == ["cancelled"]
    assert not tasks.is_busy


def test_after_the_end_no_thread_begins_again(tasks: BackgroundTasks, qtbot: QtBot) -> None:
    results: list[object] = []
    tasks.done.connect(results.append)
    tasks.shutdown()
    tasks.start(lambda control: 1)  # as a timer of the view may do it
    assert not tasks.is_busy
    qtbot.wait(30)
    assert results == []
