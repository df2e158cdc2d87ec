"""Search over all commands, the list of keys and the glossary, in a window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from gui.help.command_palette import CommandPalette
from gui.help.commands import commands_of, plain
from gui.help.glossary import ENTRIES
from gui.main_window import MainWindow
from gui.theming.scale import SCALE
from tests.waiting import rest
from tests.window_fixtures import press

opens_a_popup = pytest.mark.qt_log_ignore("This plugin does not support")


def open_palette(window: MainWindow) -> CommandPalette:
    """Press Ctrl+K."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.help_desk.palette
    assert palette is not None
    assert palette.isVisible()
    return palette


def test_every_action_of_the_menus_is_listed_once_with_its_place_and_keys(window: MainWindow) -> None:
    listed = commands_of(window)
    assert len({id(command.action) for command in listed}) == len(listed)
    own = [a for a in window.menus.findChildren(QAction) if a.text() and not a.isSeparator()]
    own = [action for action in own if action.menu() is None]
    assert {command.action for command in listed} >= set(own)
    train = next(command for command in listed if command.action is window.menus.train)
    assert (train.place, train.keys) == ("Training", "F5")
    dark = next(command for command in listed if command.action is window.menus.themes["dark"])
    assert dark.place == "View › Theme"


def test_a_command_that_cannot_be_given_says_why(window: MainWindow) -> None:
    listed = {command.action: command for command in commands_of(window)}
    stop = listed[window.menus.stop]
    assert not stop.is_enabled
    assert stop.remark
    assert "(" not in listed[window.menus.train].remark  # the keys have a place of their own


def test_menus_that_are_filled_as_they_open_are_listed_as_they_would_open_now(window: MainWindow) -> None:
    def plots() -> list[str]:
        return [command.name for command in commands_of(window) if command.place == "Edit › Copy a plot"]

    assert "Learning curves" in plots()
    window.view_tabs.show_titled("Mathematics")
    QApplication.processEvents()
    assert plots()
    assert "Learning curves" not in plots()


@opens_a_popup
def test_typing_finds_a_command_and_enter_gives_it_with_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    window.canvas.setFocus()
    palette = open_palette(window)
    assert QApplication.focusWidget() is palette.field
    QTest.keyClicks(palette.field, "log loss")
    assert palette.names[0] == plain(window.menus.logarithmic.text())
    before = window.menus.logarithmic.isChecked()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    qtbot.waitUntil(lambda: window.menus.logarithmic.isChecked() is not before)
    qtbot.waitUntil(lambda: window.focusWidget() is window.canvas)


@opens_a_popup
def test_the_arrows_go_through_the_list_and_round(window: MainWindow) -> None:
    palette = open_palette(window)
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, len(palette.names) - 1)):
        QTest.keyClick(palette.field, key)
        assert palette.list.currentIndex().row() == row


@opens_a_popup
def test_the_pointer_chooses_where_it_moves_and_not_where_the_list_opens_under_it(window: MainWindow) -> None:
    palette = open_palette(window)
    third = palette.list.model().index(3, 0)
    palette.list.entered.emit(third)
    assert palette.list.currentIndex().row() == 0
    QCursor.setPos(QCursor.pos() + QPoint(3, 3))
    palette.list.entered.emit(third)
    assert palette.list.currentIndex().row() == 3


@pytest.mark.own_window
@opens_a_popup
def test_escape_closes_and_what_cannot_be_given_is_not_given(window: MainWindow) -> None:
    palette = open_palette(window)
    given: list[bool] = []
    window.menus.stop.triggered.connect(lambda: given.append(True))
    QTest.keyClicks(palette.field, "stop")
    assert palette.names[0] == "Stop"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    rest(0)
    assert not palette.isVisible()
    assert given == []


@opens_a_popup
def test_the_button_in_the_menu_bar_opens_it(window: MainWindow) -> None:
    press(window, "searchCommandsButton")
    assert window.help_desk.palette is not None
    assert window.help_desk.palette.isVisible()


def test_the_list_of_keys_has_the_shortcut_of_every_command_and_can_be_searched_and_copied(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.help_desk.keys
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.table.columnWidth(1) >= dialog.table.sizeHintForColumn(1)
    assert dialog.table.horizontalScrollBar().maximum() == 0
    for action in window.menus.findChildren(QAction):
        if action.shortcuts() and action not in window.menus.labels:
            assert plain(action.text()).rstrip("….") in dialog.found()
    assert [name for name in dialog.found() if name.endswith("0 to 9")] == ["Label the drawing as 0 to 9"]
    QTest.keyClicks(dialog.field, "step:")
    assert dialog.found() == [name for name in dialog.found() if "step:" in name.lower()]
    assert "Step: one batch" in dialog.found()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "F10" in copied
    assert "\nTraining\n" in copied
    dialog.close()


def test_the_glossary_lists_every_entry(window: MainWindow) -> None:
    window.menus.open_glossary.trigger()
    dialog = window.help_desk.glossary
    assert dialog is not None
    assert len(dialog.found()) == len(ENTRIES)
    assert all(dialog.table.columnWidth(column) >= dialog.table.sizeHintForColumn(column) for column in (0, 1))
    QTest.keyClicks(dialog.field, "weight decay")
    assert dialog.found()[0] == "Weight decay λ"
    assert "λ / (2m) Σ w²" in dialog.details.text()
    dialog.close()


def test_every_tab_is_a_command_with_a_key(window: MainWindow) -> None:
    window.activateWindow()
    places = {command.name: command.place for command in commands_of(window)}
    for index in (2, 0, 3, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + index), Qt.KeyboardModifier.ControlModifier)
        assert window.view_tabs.currentIndex() == index
        assert places[window.view_tabs.tabText(index)] == "View › Open tab"


@opens_a_popup
def test_what_can_be_given_comes_before_what_cannot(window: MainWindow) -> None:
    palette = open_palette(window)
    QTest.keyClicks(palette.field, "evalu")
    assert palette.names[0] == "Evaluate on the data"
    palette.field.clear()
    window.menus.evaluate.setEnabled(False)
    palette.close()
    palette = open_palette(window)
    QTest.keyClicks(palette.field, "evalu")
    assert palette.names[:2] == ["Evaluation", "Evaluate on the data"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.view_tabs.name(window.view_tabs.currentIndex()) == "Evaluation"


@opens_a_popup
def test_a_command_of_a_menu_that_is_filled_anew_meanwhile_is_given(window: MainWindow) -> None:
    palette = open_palette(window)
    name = next(command.name for command in commands_of(window) if "plot" in command.place.casefold())
    QTest.keyClicks(palette.field, name)
    assert palette.names[0] == name
    window.menus.copy_plot.aboutToShow.emit()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "clipboard" in window.status.text


@opens_a_popup
def test_a_menu_that_is_filled_twice_lists_commands_that_can_be_given(window: MainWindow) -> None:
    button, other = QPushButton("One", window), QPushButton("Two", window)
    menu = QMenu(window)

    def fill() -> None:
        menu.clear()
        menu.addAction("Shared command")

    menu.aboutToShow.connect(fill)
    for each in (button, other):
        each.setMenu(menu)
    found = [command for command in commands_of(window) if command.name == "Shared command"]
    assert [command.action.text() for command in found] == ["Shared command"]
    for made in (button, other, menu):
        made.deleteLater()


@opens_a_popup
def test_nothing_is_typed_into_a_search_that_is_closed(window: MainWindow) -> None:
    window.activateWindow()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    palette = open_palette(window)
    palette.close()
    assert not palette.field.hasFocus()


@pytest.mark.slow
def test_lists_follow_the_scale_by_keys_pressed_in_them(window: MainWindow) -> None:
    window.menus.open_glossary.trigger()
    dialog = window.help_desk.glossary
    assert dialog is not None
    width = dialog.width()
    QTest.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.width() == round(0.9 * width)
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert dialog.width() == width


@pytest.mark.slow
def test_a_list_is_no_larger_than_its_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    SCALE.set_factor(1.5)
    window.menus.open_glossary.trigger()
    dialog = window.help_desk.glossary
    assert dialog is not None
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
    assert dialog.frameGeometry().height() <= room.height()


def test_buttons_of_dialogs_have_words_alone(window: MainWindow) -> None:
    """Qt's signs are dark in a dark theme, too."""
    menus = window.menus
    for action in (menus.list_keys, menus.open_glossary, menus.accessibility, menus.about, menus.my_drawings):
        action.trigger()
    window.status.tell("A sentence.")
    window.status._read_all()
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(dialogs) == 6
    for dialog in dialogs:
        buttons = dialog.findChildren(QPushButton)
        assert buttons
        assert all(button.icon().isNull() for button in buttons), dialog
