"""Filters of events, and what becomes of them when their objects go."""

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.main_window import MainWindow
from gui.widgets.event_filter import EventFilter
from tests.window_fixtures import delete_what_is_due

KIND = QEvent.Type.User


class Listener(QObject):
    """Notes the events of the kind that the tests send, in a list that outlives it."""

    def __init__(self, heard: list[QEvent.Type], *, takes: bool = False) -> None:
        super().__init__()
        self.heard, self.takes = heard, takes

    def hear(self, _watched: QObject, event: QEvent) -> bool:
        """A handler."""
        if event.type() == KIND:
            self.heard.append(event.type())
        return self.takes


class Target(QWidget):
    """Counts the events that come to it."""

    n_events = 0

    def event(self, event: QEvent) -> bool:
        """Count it."""
        self.n_events += event.type() == KIND
        return super().event(event)


@pytest.fixture
def target(qtbot: QtBot) -> Target:
    target = Target()
    qtbot.addWidget(target)
    return target


def send(target: QWidget) -> None:
    QApplication.sendEvent(target, QEvent(KIND))


@pytest.mark.parametrize("takes", [False, True])
def test_the_method_decides_whether_the_object_gets_the_event(target: Target, takes: bool) -> None:
    listener = Listener([], takes=takes)
    EventFilter(target, listener.hear)
    send(target)
    assert (listener.heard, target.n_events) == ([KIND], 0 if takes else 1)


def _remove(watch: EventFilter, _listener: Listener) -> None:
    watch.remove()
    watch.remove()


def _delete(_watch: EventFilter, listener: Listener) -> None:
    delete(listener)


def _forget(watch: EventFilter, _listener: Listener) -> None:
    vars(watch).clear()  # as the garbage collector does before Qt's part goes


@pytest.mark.parametrize("go", [_remove, _delete, _forget])
def test_whoever_goes_hears_no_more(target: Target, go: Callable[[EventFilter, Listener], None]) -> None:
    listener = Listener([])
    watch = EventFilter(target, listener.hear)
    go(watch, listener)
    send(target)
    assert (listener.heard, target.n_events) == ([], 1)


def test_a_listener_that_was_collected_hears_no_more(target: Target) -> None:
    heard: list[QEvent.Type] = []
    listener = Listener(heard)
    EventFilter(target, listener.hear)
    del listener
    gc.collect()
    send(target)
    assert (heard, target.n_events) == ([], 1)


def test_an_object_that_goes_first_is_no_harm(qtbot: QtBot) -> None:
    listener, target = Listener([]), Target()
    watch = EventFilter(target, listener.hear)
    delete(target)
    watch.remove()
    delete_what_is_due()
    assert listener.children() == []


def test_a_window_that_the_garbage_collector_takes_asks_nothing_of_what_is_gone(
    qtbot: QtBot, quick_source: str, capfd: pytest.CaptureFixture[str]
) -> None:
    window = MainWindow(remembers=False)
    window.show()
    window.activateWindow()
    window.run_bar.train_button.setFocus()
    window.run_bar.train_button.setEnabled(False)  # the keeper of the focus waits for it
    window.close()
    del window
    gc.collect()
    assert "Error" not in capfd.readouterr().err
