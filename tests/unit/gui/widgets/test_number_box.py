"""The box for numbers of any magnitude: text, keys and steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.training.config import Bounds
from gui.widgets.number_box import NumberBox

ACCEPTABLE, INTERMEDIATE, INVALID = (
    QValidator.State.Acceptable,
    QValidator.State.Intermediate,
    QValidator.State.Invalid,
)


@pytest.fixture
def box(qtbot: QtBot) -> NumberBox:
    box = NumberBox(Bounds(0.0, 1000.0))
    qtbot.addWidget(box)
    box.show()
    return box


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.03, "0.03"), (0.001, "0.001"), (1e-05, "1e-05"), (0.1 + 0.2, "0.3"), (1.0, "1"), (999.5, "999.5")],
)
def test_numbers_have_their_shortest_text(box: NumberBox, value: float, text: str) -> None:
    box.setValue(value)
    assert box.text() == text
    assert box.value() == pytest.approx(value, abs=1e-10)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.25", 0.25), ("0,25", 0.25), ("1e-3", 0.001), ("1E2", 100.0), (".5", 0.5), ("1000", 1000.0), ("0", 0.0)],
)
def test_typed_numbers_are_taken_when_the_typing_is_over(
    box: NumberBox, qtbot: QtBot, typed: str, value: float
) -> None:
    box.setValue(7.0)
    told: list[float] = []
    box.valueChanged.connect(told.append)
    box.selectAll()
    QTest.keyClicks(box, typed)
    assert told == []  # not with every key
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert told == [pytest.approx(value)]
    assert box.value() == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("0.5", ACCEPTABLE), ("0,5", ACCEPTABLE), ("1000", ACCEPTABLE), ("1e-5", ACCEPTABLE),
        ("1000.5", INTERMEDIATE), ("-1", INTERMEDIATE), ("1e", INTERMEDIATE), ("1e-", INTERMEDIATE), ("", INTERMEDIATE),
        ("-", INTERMEDIATE), ("1e999", INTERMEDIATE), ("abc", INVALID), ("1x", INVALID), ("0.5 m", INVALID),
    ],
)  # fmt: skip
def test_what_is_typed_is_checked(box: NumberBox, text: str, state: QValidator.State) -> None:
    assert box.validate(text, len(text))[0] == state


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "infinity"])
def test_what_is_no_finite_number_is_never_taken(box: NumberBox, qtbot: QtBot, text: str) -> None:
    assert box.validate(text, len(text))[0] != ACCEPTABLE
    box.setValue(7.0)
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert 0.0 <= box.value() <= 1000.0


@pytest.mark.parametrize("typed", ["2000", "-3", "1e", "-"])
def test_numbers_out_of_bounds_and_halves_of_numbers_leave_a_number_within_the_bounds(
    box: NumberBox, qtbot: QtBot, typed: str
) -> None:
    box.setValue(7.0)
    box.selectAll()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    box.clearFocus()
    QApplication.processEvents()
    assert 0.0 <= box.value() <= 1000.0
    assert box.hasAcceptableInput()


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [
        (0.03, 0.05, 0.02), (0.02, 0.05, 0.01), (0.05, 0.1, 0.02), (0.1, 0.2, 0.05), (1.0, 2.0, 0.5),
        (0.3, 0.5, 0.2), (0.0, 1e-6, 0.0), (1e-6, 2e-6, 0.0), (1000.0, 1000.0, 500.0), (999.0, 1000.0, 500.0),
        (0.001, 0.002, 0.0005), (5.0, 10.0, 2.0),
    ],
)  # fmt: skip
def test_steps_go_through_round_numbers(box: NumberBox, value: float, up: float, down: float) -> None:
    box.setValue(value)
    box.stepUp()
    assert box.value() == pytest.approx(up, rel=1e-9)
    box.setValue(value)
    box.stepDown()
    assert box.value() == pytest.approx(down, rel=1e-9)


def test_three_steps_up_and_three_down_lead_back(box: NumberBox) -> None:
    box.setValue(0.01)
    box.stepBy(3)
    assert box.value() == pytest.approx(0.1)
    box.stepBy(-3)
    assert box.value() == pytest.approx(0.01)


@given(st.floats(0.0, 1000.0))
def test_every_number_leads_to_text_that_leads_back(value: float) -> None:
    assert QApplication.instance() is not None
    box = NumberBox(Bounds(0.0, 1000.0))
    text = box.textFromValue(value)
    assert box.valueFromText(text) == pytest.approx(value, rel=1e-5)
    assert box.validate(text, 0)[0] == ACCEPTABLE
    box.deleteLater()
