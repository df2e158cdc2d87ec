"""The message bar, cards and the about box: words beside what they are about."""

import platform

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine import VERSION
from gui.about_dialog import AboutDialog, versions_text
from gui.widgets.cards import Card
from gui.widgets.message_bar import MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_it_is_hidden_until_there_is_something_to_say(bar: MessageBar) -> None:
    assert not bar.isVisible()
    assert bar.text == ""
    bar.show_message("The file is damaged.")
    assert bar.isVisible()
    assert bar.text == "The file is damaged."
    bar.show_message("")
    assert not bar.isVisible()
    assert bar.text == ""


def test_its_button_closes_it(bar: MessageBar) -> None:
    bar.show_message("The file is damaged.", "a report")
    bar.close_button.click()
    assert not bar.isVisible()
    assert bar.text == ""
    assert bar.report == ""


def test_a_report_is_offered_for_copying_only_where_there_is_one(bar: MessageBar) -> None:
    bar.show_message("The file is damaged.")
    assert not bar.copy_button.isVisible()
    bar.show_message("Something unexpected happened.", "Traceback: …\nline 2")
    assert bar.copy_button.isVisible()
    QGuiApplication.clipboard().setText("what was there before")
    bar.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Traceback: …\nline 2"
    assert bar.isVisible()
    bar.show_message("The file is damaged.")
    assert not bar.copy_button.isVisible()


def test_a_sentence_that_looks_like_markup_is_shown_as_it_is(bar: MessageBar) -> None:
    bar.show_message("<b>digits</b>.mat: expected the arrays X and y, got none")
    (label,) = bar.findChildren(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_sentence_is_wrapped_and_not_cut(bar: MessageBar) -> None:
    bar.resize(300, 60)
    bar.show_message("A long sentence about a damaged file. " * 10)
    assert bar.heightForWidth(300) > 100
    assert bar.minimumSizeHint().width() <= 300


def test_a_card_has_a_title_and_shows_its_content_and_controls(qtbot: QtBot) -> None:
    content, control = QLabel("content"), QLabel("control")
    card = Card("Title", content, control)
    card.resize(300, 200)
    qtbot.addWidget(card)
    card.show()
    assert card.title_label.text() == "Title"
    assert content.isVisible()
    assert control.isVisible()
    assert control.geometry().center().y() < content.geometry().top()


def test_about_tells_versions_and_sources_and_does_not_block(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(parent)
    dialog.open()
    text = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for word in (VERSION, platform.python_version(), np.__version__, "PySide6", "pyqtgraph", "UCI", "CC BY 4.0", "MIT"):
        assert word in text
    assert versions_text() in text
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Close).click()
    qtbot.waitUntil(lambda: not parent.findChildren(AboutDialog))
