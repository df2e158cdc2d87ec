"""Whether digits are being read: told once, however many are, and over whatever came of it."""

import threading
import time
from collections.abc import Iterator
from typing import NoReturn

import pytest
from pytestqt.qtbot import QtBot

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.errors import DataError
from engine.models.files import load_model
from engine.training.control import LiveSettings
from gui.workers import threads, training_worker
from gui.workers.training_controller import TrainingController
from tests.window_fixtures import a_config, running_threads


@pytest.fixture
def controller(qtbot: QtBot, quick_source: str) -> Iterator[TrainingController]:
    controller = TrainingController()
    yield controller
    controller.shutdown()


def is_reading(controller: TrainingController) -> bool:
    return controller.is_reading


def read_for_ever(_source: str) -> NoReturn:
    while True:
        check_cancelled()
        time.sleep(0.001)


def test_it_is_told_when_the_first_begins_and_when_the_last_is_here(
    controller: TrainingController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_digits: Dataset
) -> None:
    told: list[str] = []
    controller.reading_changed.connect(lambda reading: told.append("reading" if reading else "read"))
    controller.dataset_loaded.connect(lambda _: told.append("digits"))
    controller.failed.connect(lambda *_: told.append("failure"))
    monkeypatch.setattr(training_worker, "load_dataset", lambda source, _read_as: read_for_ever(source))
    assert not is_reading(controller)
    controller.load("large")
    controller.load("larger")
    controller.use(few_digits)
    assert is_reading(controller)
    qtbot.waitUntil(lambda: not is_reading(controller))
    assert told == ["reading", "digits", "read"]  # what was asked for last takes the place of the others


def test_other_digits_take_the_place_of_those_being_read(
    controller: TrainingController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    controller.dataset_loaded.connect(lambda dataset: told.append(dataset.source))
    controller.failed.connect(lambda source, *_: told.append(f"no {source}"))
    controller.crashed.connect(told.append)
    begun = threading.Event()

    def read(source: str, read_as: str) -> Dataset:
        if source == "uci-digits":
            return load_dataset(source, read_as)
        begun.set()
        read_for_ever(source)

    monkeypatch.setattr(training_worker, "load_dataset", read)
    controller.load("large")
    assert begun.wait(10)
    controller.load("larger")
    controller.load("uci-digits")
    qtbot.waitUntil(lambda: not is_reading(controller))
    assert told == ["uci-digits"]


@pytest.mark.parametrize("what", ["reading", "evaluating", "beginning a run"])
def test_the_end_of_the_window_ends_it(
    controller: TrainingController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    begun = threading.Event()

    def read(source: str, _read_as: str) -> NoReturn:
        begun.set()
        read_for_ever(source)

    monkeypatch.setattr(training_worker, "load_dataset", read)
    if what == "reading":
        controller.load("large")
    elif what == "evaluating":
        controller.evaluate(load_model(), "large", a_config())
    else:
        controller.start(a_config(), "large", live=LiveSettings(learning_rate=0.1, momentum=0.0, weight_decay=0.0))
    assert begun.wait(10)
    controller.shutdown()
    qtbot.waitUntil(lambda: not running_threads())


def test_a_reader_that_hangs_is_left_behind(
    controller: TrainingController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def read(_source: str, _read_as: str) -> Dataset:
        begun.set()
        goes_on.wait()
        raise DataError

    monkeypatch.setattr(training_worker, "load_dataset", read)
    monkeypatch.setattr(threads, "GOODBYE_S", 0.01)
    controller.load("on a drive that went away")
    assert begun.wait(10)
    controller.shutdown()
    assert threads.is_thread_left()
    monkeypatch.setattr(threads, "GOODBYE_S", 60.0)
    controller.shutdown()  # as the application quits: nobody waits for it once more
    assert [thread for thread, _ in threads._left].count(controller._thread) == 1
    goes_on.set()
    qtbot.waitUntil(lambda: not threads.is_thread_left())


@pytest.mark.parametrize("error", [RuntimeError("the reader fell over"), MemoryError()])
def test_it_is_over_though_the_reader_fell_over(
    controller: TrainingController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def crash(_source: str, _read_as: str) -> Dataset:
        raise error

    monkeypatch.setattr(training_worker, "load_dataset", crash)
    controller.load("uci-digits")
    assert is_reading(controller)
    qtbot.waitUntil(lambda: not is_reading(controller))


def test_reading_it_again_from_memory_is_a_reading_too(controller: TrainingController, qtbot: QtBot) -> None:
    for _ in range(3):
        controller.load("uci-digits")
        assert is_reading(controller)
        qtbot.waitUntil(lambda: not is_reading(controller))
