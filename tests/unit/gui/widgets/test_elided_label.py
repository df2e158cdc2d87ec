"""A label of one line: what it shows of a text that is too long."""

import pytest
from pytestqt.qtbot import QtBot

from gui.widgets.elided_label import ElidedLabel

ALL = "Training: rate and speed can be changed now. Other changes wait for the next run."


@pytest.mark.parametrize(
    ("text", "room_for", "shown"),
    [
        (ALL, ALL, ALL),
        (ALL, ALL[:-1], "Training: rate and speed can be changed now."),
        (ALL, "Training: rate and speed can be changed now.", "Training: rate and speed can be changed now."),
        (ALL, "Training: rate and speed", "Training: rate and…"),
        (
            "Stopped. What was learned is kept, and it is 97.1 %",
            "Stopped. What was learned is kept",
            "Stopped. What was",
        ),
        ("Loss 0.25 and no sentence at all", "Loss 0.25 and no", "Loss 0.25 and…"),
        ("Backpropagation", "Backpropagat", "Backprop"),
        ("An incomprehensibility", "An incomprehensib", "An incompre"),
        ("Two\nlines", "Two lines and more", "Two lines"),
    ],
)
def test_it_shows_what_there_is_room_for(qtbot: QtBot, text: str, room_for: str, shown: str) -> None:
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    label.resize(label.fontMetrics().horizontalAdvance(room_for), 20)
    label.show()
    assert label.shown_text().startswith(shown)
    assert label.is_elided == (label.shown_text() != " ".join(text.split("\n")))


def test_it_says_the_same_in_fewer_words(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    texts = ("Epoch 12 of 300, 40 s left", "12 of 300, 40 s left", "12 of 300")
    label.set_texts(*texts)
    label.show()
    for text in texts:
        label.resize(label.fontMetrics().horizontalAdvance(text), 20)
        assert (label.shown_text(), label.is_elided) == (text, text != texts[0])
    label.resize(label.fontMetrics().horizontalAdvance("12 of"), 20)
    assert label.shown_text().startswith("12")
    assert label.text() == texts[0]
