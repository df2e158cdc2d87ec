"""The box of recipes: its sheet by group, by mouse and by keys, and what is missing."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine.training.recipes import GROUPS, RECIPES, Recipe
from gui.training_tab.recipe_box import RecipeBox, RecipeSheet

MakeBox = Callable[..., RecipeBox]

opens_a_popup = pytest.mark.qt_log_ignore("This plugin does not support")


def needs(recipe: Recipe) -> str:
    return "needs MNIST, download" if recipe.source == "mnist" else ""


@pytest.fixture
def make_box(qtbot: QtBot) -> Iterator[MakeBox]:
    """A box at the upper left of a window of a size."""
    made: list[QWidget] = []

    def make(width: int = 1280, height: int = 800) -> RecipeBox:
        window = QWidget()
        made.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        box = RecipeBox(needs, window)
        box.setGeometry(24, 140, 248, 32)
        with qtbot.waitExposed(window):
            window.show()
        return box

    yield make
    for window in made:
        window.close()


def opened(box: RecipeBox) -> RecipeSheet:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.sheet is not None
    return box.sheet


def walk(sheet: RecipeSheet, *keys: Qt.Key) -> str:
    """Press keys; the recipe with the focus."""
    for key in keys:
        focused = sheet.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    (name,) = [name for name, entry in sheet.entries.items() if entry is sheet.focusWidget()]
    return name


@opens_a_popup
def test_the_sheet_lists_every_recipe_under_its_group_with_a_line(make_box: MakeBox) -> None:
    sheet = opened(make_box())
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert list(sheet.entries) == list(RECIPES)
    for recipe in RECIPES.values():
        assert str(recipe.label) in texts
        assert str(recipe.line) in texts
        entry = sheet.entries[recipe.name]
        assert entry.link.isHidden() == (not needs(recipe))
        assert str(recipe.line) in entry.accessibleName()
    assert set(GROUPS) <= set(texts)


@pytest.mark.parametrize(("size", "n_columns"), [((1280, 800), 2), ((900, 500), 2), ((640, 480), 2), ((600, 480), 1)])
@opens_a_popup
def test_the_sheet_stays_within_the_window_and_all_of_it_can_be_reached(
    make_box: MakeBox, size: tuple[int, int], n_columns: int
) -> None:
    box = make_box(*size)
    sheet = opened(box)
    window = box.window()
    assert QRect(window.mapToGlobal(window.rect().topLeft()), window.size()).contains(sheet.geometry())
    assert len({entry.x() for entry in sheet.entries.values()}) == n_columns
    assert walk(sheet, Qt.Key.Key_End) == "uci-squared-error"
    assert not sheet.entries["uci-squared-error"].visibleRegion().isEmpty()


@opens_a_popup
def test_arrows_walk_enter_chooses_and_escape_leaves_all_as_it_was(make_box: MakeBox, qtbot: QtBot) -> None:
    box = make_box()
    chosen: list[int] = []
    box.activated.connect(chosen.append)
    sheet = opened(box)
    assert walk(sheet) == "default"  # the list opens at the one that is set up
    assert walk(sheet, Qt.Key.Key_Down) == "softmax-regression"
    assert walk(sheet, Qt.Key.Key_Right) == "ex4-tnc"
    assert walk(sheet, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up) == "default"
    focused = sheet.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: box.sheet is None)
    assert not chosen
    sheet = opened(box)
    walk(sheet, Qt.Key.Key_Down, Qt.Key.Key_Down)
    focused = sheet.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert chosen == [box.findData("momentum")]
    assert box.currentData() == "momentum"
    qtbot.waitUntil(lambda: box.sheet is None)


@opens_a_popup
def test_a_click_chooses_and_a_click_on_what_it_needs_asks_for_that_too(make_box: MakeBox, qtbot: QtBot) -> None:
    box = make_box()
    told: list[str] = []
    box.activated.connect(lambda index: told.append(f"chosen {box.itemData(index)}"))
    box.needed_requested.connect(lambda name: told.append(f"needed {name}"))
    QTest.mouseClick(opened(box).entries["deep-relu"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box.sheet is None)
    QTest.mouseClick(opened(box).entries["mnist-best"].link, Qt.MouseButton.LeftButton)
    assert told == ["chosen deep-relu", "chosen mnist-best", "needed mnist-best"]
    qtbot.waitUntil(lambda: box.sheet is None)


@opens_a_popup
def test_opening_the_sheet_opens_no_other_window(make_box: MakeBox, qapp: QApplication) -> None:
    box = make_box()
    before = set(qapp.topLevelWidgets())
    sheet = opened(box)
    qapp.processEvents()
    assert set(qapp.topLevelWidgets()) - before == {sheet}
    assert sheet.isVisible()


@opens_a_popup
def test_a_recipe_that_was_changed_says_so_and_is_where_the_list_opens(make_box: MakeBox) -> None:
    box = make_box()
    box.show_recipe("momentum", is_changed=True)
    assert box.currentData() == ""
    assert box.currentText() == "100 hidden, with momentum, changed"
    assert walk(opened(box)) == "momentum"


@opens_a_popup
def test_a_sheet_that_goes_takes_nothing_from_the_one_that_came_after_it(make_box: MakeBox, qtbot: QtBot) -> None:
    box = make_box()
    first = opened(box)
    box.hidePopup()
    second = opened(box)
    with qtbot.waitSignal(first.destroyed):
        QCoreApplication.sendPostedEvents(first, QEvent.Type.DeferredDelete.value)
    assert box.sheet is second
    box.hidePopup()
    assert not second.isVisible()
