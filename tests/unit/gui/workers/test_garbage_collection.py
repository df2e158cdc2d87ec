"""Garbage is collected in the window's thread while a worker lives, and anywhere again after it."""

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Literal

import pytest
from pytestqt.qtbot import QtBot

from gui.workers import garbage_collection
from gui.workers.garbage_collection import GuiThreadCollector
from tests.window_fixtures import SET_HEAP_ASIDE, TAKE_HEAP_BACK


@pytest.fixture(autouse=True)
def heap_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which other tests go without; the heap of the tests stays as it is."""
    for name in ("freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, lambda: None)
    monkeypatch.setattr(garbage_collection, "_set_heap_aside", SET_HEAP_ASIDE)
    monkeypatch.setattr(garbage_collection, "_take_heap_back", TAKE_HEAP_BACK)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of Python's collector, but for collecting."""
    asked: list[str] = []
    for name in ("enable", "disable", "freeze", "unfreeze"):
        original = getattr(gc, name)

        def noted(name: str = name, original: object = original) -> None:
            asked.append(name)
            assert callable(original)
            original()

        monkeypatch.setattr(gc, name, noted)
    return asked


@pytest.fixture
def collector(qtbot: QtBot, calls: list[str]) -> Iterator[GuiThreadCollector]:
    collector = GuiThreadCollector()
    yield collector
    collector.stop()
    assert gc.isenabled()


def test_it_takes_over_and_gives_back(collector: GuiThreadCollector, calls: list[str]) -> None:
    assert gc.isenabled()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    assert calls == ["disable", "freeze", "unfreeze", "enable"]


def test_what_is_garbage_is_gone_before_the_rest_is_set_aside(
    collector: GuiThreadCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle: list[object] = [set()]
    cycle.append(cycle)
    gone = weakref.ref(cycle[0])
    del cycle
    gc.disable()
    monkeypatch.setattr(gc, "freeze", lambda: order.append(gone() is None))
    order: list[bool] = []
    collector.start()
    assert order == [True]


def test_starting_and_stopping_twice_is_once(collector: GuiThreadCollector, calls: list[str]) -> None:
    collector.stop()
    collector.start()
    collector.start()
    collector.stop()
    collector.stop()
    assert calls == ["disable", "freeze", "unfreeze", "enable"]


@pytest.mark.parametrize("first", [0, 1])
def test_the_last_of_two_gives_back(collector: GuiThreadCollector, first: Literal[0, 1]) -> None:
    both = [collector, GuiThreadCollector()]
    for one in both:
        one.start()
    both[first].stop()
    assert not gc.isenabled()
    both[1 - first].stop()
    assert gc.isenabled()


def test_it_collects_in_its_own_thread(collector: GuiThreadCollector, qtbot: QtBot) -> None:
    threads: list[int] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.get_ident())

    gc.callbacks.append(note)
    try:
        collector.start()
        threads.clear()  # it collects here as it starts

        def litter() -> None:
            for _ in range(20_000):  # far more than makes Python collect by itself
                cycle: list[object] = []
                cycle.append(cycle)

        worker = threading.Thread(target=litter)
        worker.start()
        worker.join()
        assert threads == []
        qtbot.waitUntil(lambda: len(threads) > 0)
    finally:
        gc.callbacks.remove(note)
    assert set(threads) == {threading.get_ident()}
