"""Labels that break their text into lines."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.widgets.labels import WrappingLabel


@pytest.mark.parametrize(
    ("text", "together"),
    [("4.0 % of all", "4.0~%"), ("in 15 s or so", "15~s"), ("5 ms each", "5~ms"), ("3 samples of 0 %", "0~%")],
)
def test_a_figure_and_its_unit_stay_on_one_line(qtbot: QtBot, text: str, together: str) -> None:
    label = WrappingLabel(text)
    qtbot.addWidget(label)
    assert label.wordWrap()
    assert label.text() == text
    shown = QLabel.text(label).replace("\N{NO-BREAK SPACE}", "~")
    assert together in shown
    assert shown.count("~") == 1


def test_a_label_that_was_cleared_has_no_text(qtbot: QtBot) -> None:
    label = WrappingLabel("4.0 % of 15 s")
    qtbot.addWidget(label)
    label.clear()
    assert (label.text(), QLabel.text(label)) == ("", "")
