"""Cells are written into on request, and what cannot be is left alone, without a word of Qt's."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from gui.widgets.item_editing import edit_item


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    table = QTableView()
    model = QStandardItemModel(2, 1, table)
    fixed = QStandardItem("fixed")
    fixed.setEditable(False)
    model.setItem(1, 0, fixed)
    table.setModel(model)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    return table


def editors(table: QTableView) -> list[QLineEdit]:
    return table.viewport().findChildren(QLineEdit)


def test_a_cell_that_is_written_into_gets_the_keyboard_back(table: QTableView) -> None:
    index = table.model().index(0, 0)
    edit_item(table, index)
    (editor,) = editors(table)
    QTest.keyClicks(editor, "abc")
    table.setCurrentIndex(index)
    edit_item(table, index)
    assert editors(table) == [editor]
    assert editor.text() == "abc"
    assert table.focusWidget() is editor


def test_nothing_is_opened_where_nothing_can_be_written(table: QTableView) -> None:
    for index in (table.model().index(1, 0), QModelIndex(), table.model().index(7, 0)):
        edit_item(table, index)
        assert editors(table) == []
        assert table.state() == QAbstractItemView.State.NoState
