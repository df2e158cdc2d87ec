"""Garbage is collected in the window's thread while others work for it, and anywhere again after them."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.io.file_lock import FileLock
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from gui.workers import garbage_collection
from gui.workers.background_tasks import BackgroundTasks
from gui.workers.garbage_collection import GuiThreadCollector
from gui.workers.mnist_download import MnistDownload
from gui.workers.session_writer import SessionWriter
from gui.workers.training_controller import TrainingController
from tests.window_fixtures import GIVE_BACK, TAKE_OVER

A, B = "one thread", "another"


@pytest.fixture
def calls(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of Python's collector, but for collecting; nothing is done, as the tests collect by themselves.

    Nobody else holds it: a window of another test may have given up a save, for which nothing is released any more.
    """
    for collector in qapp.findChildren(GuiThreadCollector):
        collector.setParent(None)
    asked: list[str] = []
    for name in ("enable", "disable", "freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, partial(asked.append, name))
    monkeypatch.setattr(garbage_collection, "_take_over", TAKE_OVER)
    monkeypatch.setattr(garbage_collection, "_give_back", GIVE_BACK)
    return asked


@pytest.fixture
def collector(qtbot: QtBot, calls: list[str]) -> Iterator[GuiThreadCollector]:
    collector = GuiThreadCollector()
    yield collector
    collector.release(A)


def test_it_takes_over_and_gives_back(collector: GuiThreadCollector, calls: list[str]) -> None:
    collector.hold(A)
    assert calls == ["disable", "freeze"]
    collector.release(A)
    assert calls == ["disable", "freeze", "unfreeze", "enable"]


def test_what_is_garbage_is_gone_before_the_rest_is_set_aside(
    collector: GuiThreadCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle: list[object] = [set()]
    cycle.append(cycle)
    gone = weakref.ref(cycle[0])
    del cycle
    order: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: order.append(gone() is None))
    collector.hold(A)
    assert order == [True]


def test_holding_and_releasing_twice_is_once(collector: GuiThreadCollector, calls: list[str]) -> None:
    collector.release(A)
    collector.hold(A)
    collector.hold(A)
    collector.release(A)
    collector.release(A)
    assert calls == ["disable", "freeze", "unfreeze", "enable"]


@pytest.mark.parametrize("first", [A, B])
def test_the_last_of_two_gives_back(collector: GuiThreadCollector, calls: list[str], first: str) -> None:
    for thread in (A, B):
        collector.hold(thread)
    collector.release(first)
    assert "enable" not in calls
    collector.release(B if first == A else A)
    assert calls[-1] == "enable"


def _task(_folder: Path) -> Callable[[], None]:
    tasks = BackgroundTasks("a view")
    tasks.start(lambda _control: None)
    return tasks.shutdown


def _training(_folder: Path) -> Callable[[], None]:
    controller = TrainingController()
    controller.load("uci-digits")
    return controller.shutdown


def _download(folder: Path) -> Callable[[], None]:
    download = MnistDownload(download=lambda *_args, **_options: None)
    download.start(folder=folder)
    return download.shutdown


def _save(folder: Path) -> Callable[[], None]:
    writer = SessionWriter(SessionFolder(folder, FileLock(folder / "lock")))
    assert writer.write_now(Session(), limit_s=10.0)
    return writer.close_folder


@pytest.mark.parametrize("begin", [_task, _training, _download, _save])
def test_whoever_starts_a_thread_has_garbage_collected_in_the_windows(
    qtbot: QtBot, calls: list[str], tmp_path: Path, quick_source: str, begin: Callable[[Path], Callable[[], None]]
) -> None:
    end = begin(tmp_path)
    assert calls == ["disable", "freeze"]
    end()
    assert calls == ["disable", "freeze", "unfreeze", "enable"]


def test_it_collects_in_its_own_thread(collector: GuiThreadCollector, qtbot: QtBot) -> None:
    threads: list[int] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.get_ident())

    gc.callbacks.append(note)
    try:
        collector.hold(A)
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


def test_old_objects_are_seldom_looked_through(collector: GuiThreadCollector, monkeypatch: pytest.MonkeyPatch) -> None:
    generations: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: generations.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (5000, 0, 0))
    for _ in range(20):
        collector._collect()
    assert generations == [*[1] * 9, 2] * 2
