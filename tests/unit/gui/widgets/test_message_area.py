"""The line for all messages: what it shows when there is more to say than one thing, and that it never moves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui.widgets.message_area import HEIGHT, MessageArea


@pytest.fixture
def area(qtbot: QtBot) -> MessageArea:
    area = MessageArea()
    area.resize(800, HEIGHT)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    return area


def test_the_latest_of_what_is_wrong_comes_first_then_news_then_what_goes_on(area: MessageArea) -> None:
    run, data = area.make_message(), area.make_message()
    area.set_state("Nothing has been trained.")
    area.tell("Saved as mine.npz.")
    assert area.text == "Saved as mine.npz."
    run.show_message("The cost is infinite.")
    data.show_message("The file is damaged.")
    assert area.text == "The file is damaged."
    data.clear()
    assert area.text == "The cost is infinite."
    area.close_button.click()
    assert not run.is_shown()
    assert area.text == area.currentMessage() == "Saved as mine.npz."
    area.clearMessage()
    assert area.text == "Nothing has been trained."
    assert not area.close_button.isVisible()


def test_news_pass(area: MessageArea, qtbot: QtBot) -> None:
    area.tell("Saved.", milliseconds=1)
    qtbot.waitUntil(lambda: not area.currentMessage())


def test_what_can_be_done_is_done_once(area: MessageArea) -> None:
    done: list[str] = []
    area.tell("Kept as 1 (read as 3).", action="Undo", carry_out=lambda: done.append("undone"))
    assert area.action_button.isVisible()
    area.action_button.click()
    assert done == ["undone"]
    assert not area.action_button.isVisible()


def test_a_report_can_be_copied(area: MessageArea) -> None:
    message = area.make_message()
    message.show_message("Something unexpected happened.", "Traceback: …")
    QGuiApplication.clipboard().setText("what was there before")
    area.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Traceback: …"
    message.show_message("Something else.")
    assert not area.copy_button.isVisible()


def test_a_long_sentence_can_be_read_in_full_and_nothing_grows(area: MessageArea, qtbot: QtBot) -> None:
    message = area.make_message()
    sentence = "<b>x.mat</b>: expected the arrays X and y " + "of digits " * 30
    message.show_message(sentence)
    qtbot.waitUntil(area.read_button.isVisible)
    assert (area.height(), area.minimumSizeHint().width() < 800) == (HEIGHT, True)
    area.read_button.click()
    (box,) = [widget for widget in QGuiApplication.instance().topLevelWidgets() if isinstance(widget, QMessageBox)]  # type: ignore[union-attr]
    assert box.text() == sentence
    assert box.textFormat() != Qt.TextFormat.RichText
    box.close()
    area.resize(6000, HEIGHT)
    qtbot.waitUntil(lambda: not area.read_button.isVisible())


def test_news_is_seen_though_something_is_wrong_and_what_is_wrong_is_seen_again(area: MessageArea) -> None:
    message = area.make_message()
    message.show_message("The digits are missing.")
    kept = area.tell("Kept as 1 (read as 3).", action="Undo", milliseconds=0)
    assert area.text == "Kept as 1 (read as 3)."
    assert area.action_button.isVisible()
    area.take_back(kept)
    assert area.text == "The digits are missing."


def test_news_is_taken_back_by_whoever_told_it_and_nobody_else(area: MessageArea) -> None:
    reading = area.tell("Reading mine.csv…")
    kept = area.tell("Kept as 1.", milliseconds=0)
    area.take_back(reading)
    assert area.text == "Kept as 1."
    area.take_back(kept)
    assert area.text == ""
