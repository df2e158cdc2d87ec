"""Cards and the about box."""

import platform

import numpy as np
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine import VERSION
from gui.about_dialog import AboutDialog, versions_text
from gui.widgets.cards import Card


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
