"""The layers one by one: what a row says, and adding, removing, moving and editing with the mouse and the keys."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeySequence, QMouseEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.training.config import TrainingConfig
from gui.main_window import MainWindow
from gui.training_tab.settings.layer_list import LayerList
from gui.training_tab.settings.settings_form import SettingsForm
from tests.unit.engine.nn.test_layer_table import WRONG

CONVOLUTIONAL = "conv 8 5x5, pool 2, dropout 0.5, 64"


@pytest.fixture
def form(lent_form: SettingsForm) -> SettingsForm:
    """The form that all tests share, as it opened."""
    return lent_form


@pytest.fixture
def layers(form: SettingsForm) -> LayerList:
    """The list, unfolded, with a convolutional network."""
    form.resize(248, 900)
    QTest.mouseClick(form.layers_button, Qt.MouseButton.LeftButton)
    form.hidden_edit.setText(CONVOLUTIONAL)
    QApplication.processEvents()
    return form.layer_list


def titles(layers: LayerList) -> list[str]:
    return [layers.model.title(row) for row in range(layers.model.rowCount())]


def place(layers: LayerList, row: int) -> QPoint:
    return layers.view.visualRect(layers.model.index(row)).center()


def click(layers: LayerList, row: int) -> None:
    QTest.mouseClick(layers.view.viewport(), Qt.MouseButton.LeftButton, pos=place(layers, row))


def move(widget: QWidget, to: QPoint) -> None:
    """Move the pointer with the left button held."""
    left = Qt.MouseButton.LeftButton
    at = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


def drag(layers: LayerList, row: int, to: QPoint) -> None:
    viewport, left = layers.view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=place(layers, row))
    for share in (0.3, 0.6, 1.0):
        move(viewport, place(layers, row) + (to - place(layers, row)) * share)
    QTest.mouseRelease(viewport, left, pos=to)


def entries(layers: LayerList) -> dict[str, QAction]:
    """What can be added, by its text."""
    menu = layers.add_button.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_the_list_is_folded_away_until_it_is_asked_for(form: SettingsForm) -> None:
    assert not form.layer_list.isVisible()
    for is_open in (True, False):
        QTest.mouseClick(form.layers_button, Qt.MouseButton.LeftButton)
        assert form.layer_list.isVisible() == is_open


def test_rows_say_what_comes_out_and_what_it_costs(layers: LayerList) -> None:
    model = layers.model
    assert [(model.title(row), model.shape(row), model.notes(row)[1:]) for row in range(model.rowCount())] == [
        ("Input", "20×20×1", ("", "")),
        ("8 filters 5×5", "16×16×8", ("208 param.", "51,200 multiply-adds")),
        ("pool 2×2", "8×8×8", ("no parameters", "")),
        ("dropout 0.5", "8×8×8", ("leaves out 50 % in training", "")),
        ("64 units", "64", ("32,832 param.", "32,768 multiply-adds")),
        ("Output", "10", ("650 param.", "640 multiply-adds")),
    ]
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "8 filters 5×5, puts out 16×16×8, 208 parameters, 51,200 multiply-adds."
    assert layers.view.sizeHintForRow(1) * 5 < layers.view.height()


def test_the_list_follows_the_digits(form: SettingsForm, layers: LayerList, few_blocks: Dataset) -> None:
    form.set_digits(few_blocks)
    assert [layers.model.shape(row) for row in range(3)] == ["8×8×1", "4×4×8", "2×2×8"]


def test_the_list_follows_the_format(form: SettingsForm, layers: LayerList) -> None:
    form.hidden_edit.setText("conv 8 25x25, 64")
    assert layers.model.error(1)
    form.set_config(TrainingConfig(hidden_layers=("conv 8 25x25", 64), input_format="28x28"))
    assert not layers.model.error(1)
    assert [layers.model.shape(row) for row in range(2)] == ["28×28×1", "4×4×8"]


@pytest.mark.parametrize(
    ("row", "keys", "text"),
    [
        (1, [("Alt+Down", 1)], "pool 2, conv 8 5x5, dropout 0.5, 64"),
        (4, [("Alt+Up", 3)], "64, conv 8 5x5, pool 2, dropout 0.5"),
        (1, [("Alt+Up", 1)], CONVOLUTIONAL),
        (4, [("Alt+Down", 1)], CONVOLUTIONAL),
        (0, [("Del", 1)], CONVOLUTIONAL),
        (5, [("Del", 1), ("F2", 1), ("Alt+Up", 1)], CONVOLUTIONAL),
        (2, [("Del", 1)], "conv 8 5x5, dropout 0.5, 64"),
        (2, [("Del", 2), ("Backspace", 1)], "conv 8 5x5"),
        (4, [("Del", 4)], ""),
        (2, [("Del", 2), ("Ctrl+Z", 1)], "conv 8 5x5, dropout 0.5, 64"),
        (2, [("Del", 2), ("Ctrl+Z", 2)], CONVOLUTIONAL),
        (2, [("Del", 2), ("Ctrl+Z", 2), ("Ctrl+Shift+Z", 1)], "conv 8 5x5, dropout 0.5, 64"),
        (1, [("Alt+Down", 2), ("Ctrl+Z", 2)], CONVOLUTIONAL),
    ],
)
def test_rows_are_moved_and_removed_by_keys_and_that_can_be_undone(
    form: SettingsForm, layers: LayerList, row: int, keys: list[tuple[str, int]], text: str
) -> None:
    click(layers, row)
    for name, times in keys:
        for _ in range(times):
            QTest.keySequence(layers.view, QKeySequence(name))
    assert form.hidden_edit.text() == text
    assert layers.model.table.words == tuple(filter(None, text.split(", ")))
    assert layers.view.hasFocus()


@pytest.mark.parametrize(
    ("row", "before", "text"),
    [
        (4, 1, "64, conv 8 5x5, pool 2, dropout 0.5"),
        (1, 3, "pool 2, conv 8 5x5, dropout 0.5, 64"),
        (1, 5, "pool 2, dropout 0.5, 64, conv 8 5x5"),
        (3, 0, "dropout 0.5, conv 8 5x5, pool 2, 64"),  # nothing comes before the input
        (2, 2, CONVOLUTIONAL),
        (0, 3, CONVOLUTIONAL),
        (5, 1, CONVOLUTIONAL),
    ],
)
def test_rows_are_dragged_to_another_place(
    form: SettingsForm, layers: LayerList, row: int, before: int, text: str
) -> None:
    top = layers.view.visualRect(layers.model.index(before)).topLeft()
    drag(layers, row, top + QPoint(40, 2))
    assert form.hidden_edit.text() == text
    if text != CONVOLUTIONAL:
        assert layers.view.currentIndex().row() == [*text.split(", ")].index(CONVOLUTIONAL.split(", ")[row - 1]) + 1


def test_a_row_that_is_dragged_stays_where_it_was_after_escape(form: SettingsForm, layers: LayerList) -> None:
    viewport = layers.view.viewport()
    picture = viewport.grab().toImage()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place(layers, 1))
    selected = viewport.grab().toImage()
    move(viewport, place(layers, 4))
    assert viewport.grab().toImage() not in (picture, selected)  # a line shows the place
    QTest.keyClick(layers.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place(layers, 4))
    assert form.hidden_edit.text() == CONVOLUTIONAL


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, None])
@pytest.mark.parametrize(
    ("row", "typed", "text", "first"),
    [
        (1, "conv 4 3x3", "conv 4 3x3, pool 2, dropout 0.5, 64", "4 filters 3×3"),
        (2, "", "conv 8 5x5, dropout 0.5, 64", "8 filters 5×5"),
        (4, "32, 16", "conv 8 5x5, pool 2, dropout 0.5, 32, 16", "8 filters 5×5"),
        (4, "oops", "conv 8 5x5, pool 2, dropout 0.5, oops", "8 filters 5×5"),
    ],
)
def test_a_row_is_edited_in_its_place(
    form: SettingsForm, layers: LayerList, key: Qt.Key | None, row: int, typed: str, text: str, first: str
) -> None:
    click(layers, row)
    if key is None:
        QTest.mouseDClick(layers.view.viewport(), Qt.MouseButton.LeftButton, pos=place(layers, row))
    else:
        QTest.keyClick(layers.view, key)
    (editor,) = layers.view.findChildren(QLineEdit)
    assert editor.text() == CONVOLUTIONAL.split(", ")[row - 1]
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # what is typed is taken over once the key is done with
    assert form.hidden_edit.text() == text
    assert titles(layers)[1] == first


def test_a_row_that_is_edited_may_be_asked_for_again(layers: LayerList) -> None:
    click(layers, 1)
    layers.view.give("edit")
    (editor,) = layers.view.findChildren(QLineEdit)
    QTest.keyClicks(editor, "12")
    layers.view.give("edit")
    assert layers.view.findChildren(QLineEdit) == [editor]
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()


def test_escape_leaves_a_row_as_it_was(form: SettingsForm, layers: LayerList) -> None:
    click(layers, 1)
    QTest.keyClick(layers.view, Qt.Key.Key_F2)
    (editor,) = layers.view.findChildren(QLineEdit)
    QTest.keyClicks(editor, "12")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert form.hidden_edit.text() == CONVOLUTIONAL


@pytest.mark.parametrize(
    ("row", "entry", "text"),
    [
        (1, "Convolution: 16 filters 5×5", "conv 8 5x5, conv 16 5x5, pool 2, dropout 0.5, 64"),
        (2, "Convolution: 16 filters 5×5", "conv 8 5x5, pool 2, conv 16 5x5, dropout 0.5, 64"),
        (5, "Dense: 64 units", "conv 8 5x5, pool 2, dropout 0.5, 64, 64"),
        (0, "Pool 2×2", "pool 2, " + CONVOLUTIONAL),
        (4, "Dropout 0.5", "conv 8 5x5, pool 2, dropout 0.5, 64, dropout 0.5"),
    ],
)
def test_a_layer_is_added_behind_the_current_one(
    form: SettingsForm, layers: LayerList, row: int, entry: str, text: str
) -> None:
    click(layers, row)
    offered = entries(layers)
    assert [name.split()[0] for name in offered] == ["Dense:", "Convolution:", "Pool", "Dropout"]
    offered[entry].trigger()
    assert form.hidden_edit.text() == text
    assert not form.error()
    assert layers.view.hasFocus()
    QTest.keyClick(layers.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.hidden_edit.text() == CONVOLUTIONAL


def test_what_cannot_be_added_says_why(form: SettingsForm, layers: LayerList) -> None:
    form.set_config(TrainingConfig(optimizer="cg"))
    dropout = entries(layers)["Dropout 0.5"]
    assert not dropout.isEnabled()
    assert "needs a cost that stays the same" in dropout.toolTip()


@pytest.mark.parametrize(("text", "wrong", "sentence"), WRONG, ids=[case[0] for case in WRONG])
def test_wrong_layers_are_marked_in_the_list_and_in_the_text(
    form: SettingsForm, layers: LayerList, text: str, wrong: list[str], sentence: str
) -> None:
    form.hidden_edit.setText(text)
    rows = [row for row in range(layers.model.rowCount()) if layers.model.error(row)]
    words = [(row.words, layers.model.error(number)) for number, row in enumerate(layers.model.table.rows, start=1)]
    assert [each for each, error in words if error] == wrong
    assert [text[start:end] for start, end in form.hidden_edit.marked] == [each or "," for each in wrong]
    assert sentence.casefold() in form.error().casefold()
    assert layers.model.error(rows[0]) == form.error()
    assert form.error() in layers.model.index(rows[0]).data(Qt.ItemDataRole.ToolTipRole)
    assert form.hidden_edit.property("wrong")
    assert form.hidden_edit.accessibleDescription() == form.error()
    form.hidden_edit.setText("25")
    assert not form.hidden_edit.marked
    assert not any(layers.model.error(row) for row in range(3))


def test_a_wrong_part_of_the_text_is_underlined_and_no_other(form: SettingsForm, qtbot: QtBot) -> None:
    edit = form.hidden_edit

    def picture(marked: list[tuple[int, int]]) -> list[int]:
        edit.mark([])
        plain = edit.grab().toImage()
        edit.mark(marked)
        image = edit.grab().toImage()
        width = range(image.width())
        return [x for x in width if any(image.pixel(x, y) != plain.pixel(x, y) for y in range(image.height()))]

    form.learning_rate_box.setFocus()
    palette = edit.palette()
    palette.setColor(QPalette.ColorRole.BrightText, QColor("red"))
    edit.setPalette(palette)
    edit.setText("12, 34, 56")
    first, last = picture([(0, 2)]), picture([(8, 10)])
    assert first
    assert last
    assert max(first) < min(last)
    assert edit.text() == "12, 34, 56"


def test_dropout_with_a_minimizer_is_marked(form: SettingsForm, layers: LayerList) -> None:
    form.more_button.setChecked(True)
    form.optimizer_box.setCurrentIndex(form.optimizer_box.findData("l-bfgs-b"))
    assert [bool(layers.model.error(row)) for row in range(6)] == [False, False, False, True, False, False]
    assert layers.model.error(3) == form.error()


def test_nothing_can_be_changed_during_a_run(form: SettingsForm, layers: LayerList) -> None:
    click(layers, 2)
    form.set_fixed("This cannot be changed while the network trains.")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return):
        QTest.keyClick(layers.view, key)
    QTest.keyClick(layers.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseDClick(layers.view.viewport(), Qt.MouseButton.LeftButton, pos=place(layers, 2))
    drag(layers, 1, place(layers, 4))
    assert not layers.view.findChildren(QLineEdit)
    assert form.hidden_edit.text() == CONVOLUTIONAL
    for button in (layers.add_button, layers.up_button, layers.down_button, layers.remove_button):
        assert not button.isEnabled()
        assert "while the network trains" in button.toolTip()
    assert layers.view.property("fixed")
    form.set_fixed("")
    assert layers.remove_button.isEnabled()


def test_buttons_do_what_the_keys_do(form: SettingsForm, layers: LayerList) -> None:
    assert not layers.remove_button.isEnabled()  # nothing is chosen
    click(layers, 1)
    assert not layers.up_button.isEnabled()
    QTest.mouseClick(layers.down_button, Qt.MouseButton.LeftButton)
    assert form.hidden_edit.text() == "pool 2, conv 8 5x5, dropout 0.5, 64"
    QTest.mouseClick(layers.up_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(layers.remove_button, Qt.MouseButton.LeftButton)
    assert form.hidden_edit.text() == "pool 2, dropout 0.5, 64"
    QTest.keyClick(layers.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.hidden_edit.text() == CONVOLUTIONAL


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing|propagateSizeHints)")
def test_the_menu_of_a_row_offers_what_can_be_done_with_it(form: SettingsForm, layers: LayerList) -> None:
    viewport = layers.view.viewport()
    for row, is_possible in ((0, [False] * 4), (1, [True, False, True, True]), (4, [True, True, False, True])):
        at = place(layers, row)
        QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=at)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
        (menu,) = layers.view.findChildren(QMenu, "layerMenu")
        assert [action.text().split("\t")[0] for action in menu.actions()] == ["Edit", "Move up", "Move down", "Remove"]
        assert [action.isEnabled() for action in menu.actions()] == is_possible
        if row == 4:
            menu.actions()[1].trigger()
        menu.close()
        QApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete.value)
    assert form.hidden_edit.text() == "conv 8 5x5, pool 2, 64, dropout 0.5"


def test_in_the_window_its_keys_are_its_own_and_train_is_blocked(window: MainWindow) -> None:
    form, layers = window.panel.form, window.panel.form.layer_list
    form.hidden_edit.setText("conv 4 3x3, 25")
    form.layers_button.setChecked(True)
    QApplication.processEvents()
    click(layers, 1)
    QTest.keyClick(layers.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.hidden_edit.text() == "25, conv 4 3x3"
    assert not window.run_bar.train_button.isEnabled()
    assert form.error() == window.run_bar.train_button.toolTip()
    QTest.keyClick(layers.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.hidden_edit.text() == "conv 4 3x3, 25"
    assert window.run_bar.train_button.isEnabled()
