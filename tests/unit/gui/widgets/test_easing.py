"""What is shown eases to what is, within 80 ms; not while changes follow each other, nor with reduced motion."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import gui.widgets.easing
from gui.drawing.class_bars import ClassBars
from gui.widgets.easing import EASE_S, Easing


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(gui.widgets.easing, "time", clock)
    return clock


@pytest.fixture
def motion(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.setProperty("reducedMotion", None)


def test_it_comes_there_linearly(clock: Clock, qtbot: QtBot) -> None:
    easing = Easing()
    assert easing.share == 1
    assert easing.begin()
    clock.now += EASE_S / 4
    assert easing.share == pytest.approx(0.25)
    clock.now += EASE_S
    with qtbot.waitSignal(easing.moved):
        assert easing.share == 1
    assert not easing.begin()  # the last change is not long ago
    clock.now += 1
    assert easing.begin()
    easing.end()
    assert easing.share == 1


def test_with_reduced_motion_everything_is_there_at_once(clock: Clock, motion: QApplication) -> None:
    motion.setProperty("reducedMotion", True)
    assert not Easing().begin()


def test_bars_ease_and_their_numbers_do_not(clock: Clock, qtbot: QtBot) -> None:
    bars = ClassBars()
    qtbot.addWidget(bars)
    bars.show()
    one = np.eye(10, dtype=np.float32)
    bars.set_probabilities(one[3])
    clock.now += EASE_S / 2
    np.testing.assert_allclose(bars.drawn, one[3] / 2)
    assert bars.winner == 3
    bars.set_probabilities(one[4])  # the pen moves on
    np.testing.assert_array_equal(bars.drawn, one[4])
    clock.now += 1
    bars.set_probabilities(None)
    np.testing.assert_array_equal(bars.drawn, np.zeros(10))
