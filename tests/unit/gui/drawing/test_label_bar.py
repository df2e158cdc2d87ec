"""The bar below the canvas alone: what it says, and which digit was pressed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.actions import Actions
from gui.drawing.label_bar import LabelBar
from gui.state.availability import Availability
from tests.window_fixtures import button, press


@pytest.fixture
def bar(qtbot: QtBot, actions: Actions, availability: Availability) -> LabelBar:
    availability.note(is_drawn=True)
    bar = LabelBar(actions)
    qtbot.addWidget(bar)
    bar.resize(228, 60)
    bar.show()
    return bar


@pytest.mark.parametrize("digit", range(10))
def test_each_button_says_its_digit(bar: LabelBar, actions: Actions, qtbot: QtBot, digit: int) -> None:
    assert button(bar, f"labelButton{digit}").text() == str(digit)
    assert f"key {digit}" in button(bar, f"labelButton{digit}").toolTip()
    assert actions.labels[digit].data() == digit
    with qtbot.waitSignal(actions.labels[digit].triggered):
        press(bar, f"labelButton{digit}")


def test_without_a_drawing_no_button_can_be_pressed(bar: LabelBar, availability: Availability) -> None:
    availability.note(is_drawn=False)
    assert not any(button(bar, f"labelButton{digit}").isEnabled() for digit in range(10))
    availability.note(is_drawn=True)
    assert all(button(bar, f"labelButton{digit}").isEnabled() for digit in range(10))


def test_news_stay_until_the_next_question(bar: LabelBar) -> None:
    assert bar.text == "That is a"
    height = bar.sizeHint().height()
    bar.show_news("Kept as an 8.")
    assert bar.text == "Kept as an 8."
    assert bar.sizeHint().height() == height
    bar.ask()
    assert bar.text == "That is a"


def test_the_network_can_be_asked_to_learn(bar: LabelBar, actions: Actions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions.learn_handwriting.triggered):
        press(bar, "learnHandButton")


def test_an_error_takes_the_place_of_the_words_until_it_is_closed(bar: LabelBar) -> None:
    bar.show_error(f"{Path.home() / 'drawings.sqlite'}: it is damaged")
    assert bar.text.endswith("drawings.sqlite: it is damaged")
    assert bar.text.startswith("~")
    bar.error.close_button.click()
    assert bar.text == "That is a"
    assert not bar.error.isVisible()
