"""The throttle: at once if it can be, never too often, and always the last one."""

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from gui.widgets.refresher import Refresher

INTERVAL_MS = 30


class Clock:
    """Notes when it is called, in milliseconds."""

    def __init__(self) -> None:
        self.timer = QElapsedTimer()
        self.timer.start()
        self.calls_ms: list[int] = []

    def __call__(self) -> None:
        self.calls_ms.append(self.timer.elapsed())


@pytest.fixture
def calls(qapp: object) -> Clock:
    return Clock()


@pytest.fixture
def refresher(calls: Clock) -> Refresher:
    return Refresher(calls, interval_ms=INTERVAL_MS)


def is_resting(refresher: Refresher) -> bool:
    (timer,) = refresher.findChildren(QTimer)
    return not timer.isActive()


def test_the_first_request_is_answered_at_once(refresher: Refresher, calls: Clock) -> None:
    refresher.request()
    assert len(calls.calls_ms) == 1


def test_many_requests_are_two_refreshes_the_second_one_later(refresher: Refresher, calls: Clock, qtbot: QtBot) -> None:
    for _ in range(50):
        refresher.request()
    assert len(calls.calls_ms) == 1
    qtbot.waitUntil(lambda: len(calls.calls_ms) == 2)
    qtbot.waitUntil(lambda: is_resting(refresher))
    assert len(calls.calls_ms) == 2
    assert calls.calls_ms[1] - calls.calls_ms[0] >= INTERVAL_MS - 3


def test_a_request_after_a_rest_is_answered_at_once(refresher: Refresher, calls: Clock, qtbot: QtBot) -> None:
    refresher.request()
    qtbot.waitUntil(lambda: is_resting(refresher))
    assert len(calls.calls_ms) == 1
    refresher.request()
    assert len(calls.calls_ms) == 2


def test_under_steady_requests_it_refreshes_steadily_and_not_too_often(
    refresher: Refresher, calls: Clock, qtbot: QtBot
) -> None:
    storm = QTimer()
    storm.timeout.connect(refresher.request)
    storm.start(1)
    qtbot.waitUntil(lambda: len(calls.calls_ms) >= 6)
    storm.stop()
    gaps = [b - a for a, b in zip(calls.calls_ms[:-1], calls.calls_ms[1:], strict=True)]
    assert min(gaps) >= INTERVAL_MS - 3
    qtbot.waitUntil(lambda: is_resting(refresher))


def test_refresh_now_answers_what_is_due_and_only_that(refresher: Refresher, calls: Clock, qtbot: QtBot) -> None:
    refresher.refresh_now()
    assert len(calls.calls_ms) == 0
    refresher.request()
    refresher.refresh_now()
    assert len(calls.calls_ms) == 1
    refresher.request()
    refresher.refresh_now()
    assert len(calls.calls_ms) == 2
    qtbot.waitUntil(lambda: is_resting(refresher))
    assert len(calls.calls_ms) == 2
