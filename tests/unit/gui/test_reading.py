"""Whether digits are being read: told once, however many are, and over whatever came of it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from gui.workers import training_worker
from gui.workers.training_controller import TrainingController


@pytest.fixture
def controller(qtbot: QtBot, quick_source: str) -> Iterator[TrainingController]:
    controller = TrainingController()
    yield controller
    controller.shutdown()


def is_reading(controller: TrainingController) -> bool:
    return controller.is_reading


def test_it_is_told_when_the_first_begins_and_when_the_last_is_here(
    controller: TrainingController, qtbot: QtBot, few_digits: Dataset
) -> None:
    told: list[str] = []
    controller.reading_changed.connect(lambda reading: told.append("reading" if reading else "read"))
    controller.dataset_loaded.connect(lambda _: told.append("digits"))
    controller.failed.connect(lambda *_: told.append("failure"))
    assert not is_reading(controller)
    controller.load("uci-digits")
    controller.load("no-such-data")
    controller.use(few_digits)
    assert is_reading(controller)
    qtbot.waitUntil(lambda: not is_reading(controller))
    assert told == ["reading", "digits", "failure", "digits", "read"]


@pytest.mark.parametrize("error", [RuntimeError("the reader fell over"), MemoryError()])
def test_it_is_over_though_the_reader_fell_over(
    controller: TrainingController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def crash(_source: str) -> Dataset:
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
