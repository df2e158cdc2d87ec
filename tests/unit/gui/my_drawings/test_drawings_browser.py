"""My drawings: thousands at a glance, sorted, taken away and brought back, exported and imported."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from engine.data.drawings_store import DrawingsStore, StoredDrawing
from gui.main_window import MainWindow
from gui.my_drawings.browser import DrawingsBrowser
from gui.theming.theme import DARK, LIGHT, Theme, apply_theme
from gui.workers.background_tasks import BackgroundTasks
from tests.slow_drive import SlowDrive
from tests.window_fixtures import Answer, button, choose, count_pixels, drag, picture_of, press

pytestmark = pytest.mark.own_window

ZERO_TO_NINE = list(range(10))


@pytest.fixture
def store() -> DrawingsStore:
    return DrawingsStore()


def _fill(store: DrawingsStore, labels: list[int]) -> None:
    store.restore(
        StoredDrawing(i, label, "[[[0.2,0.2],[0.8,0.2],[0.4,0.9]]]", "2026-01-02T03:04:05.678+00:00")
        for i, label in enumerate(labels, start=1)
    )


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[BackgroundTasks]:
    tasks = BackgroundTasks("drawings")
    yield tasks
    tasks.shutdown()


def _opened(store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot) -> DrawingsBrowser:
    browser = DrawingsBrowser(store, tasks)
    qtbot.addWidget(browser)
    browser.refresh()
    with qtbot.waitExposed(browser):
        browser.show()
    browser.activateWindow()
    browser.grid.setFocus()
    return browser


@pytest.fixture
def browser(store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot) -> DrawingsBrowser:
    """Twenty drawings, two of each digit."""
    _fill(store, ZERO_TO_NINE * 2)
    return _opened(store, tasks, qtbot)


def shown(browser: DrawingsBrowser) -> list[int]:
    return [drawing.label for drawing in browser.grid.shown]


def labels(store: DrawingsStore) -> list[int]:
    return [drawing.label for drawing in store.all()]


def click(browser: DrawingsBrowser, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Click a thumbnail."""
    place = browser.grid.visualRect(browser.grid.model().index(row, 0)).center()
    QTest.mouseClick(browser.grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def double_click(browser: DrawingsBrowser, row: int) -> None:
    """Click a thumbnail twice."""
    click(browser, row)
    place = browser.grid.visualRect(browser.grid.model().index(row, 0)).center()
    QTest.mouseDClick(browser.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def select(browser: DrawingsBrowser, *rows: int) -> None:
    click(browser, rows[0])
    for row in rows[1:]:
        click(browser, row, Qt.KeyboardModifier.ControlModifier)


# Looking


def test_all_drawings_are_shown_with_their_counts(browser: DrawingsBrowser) -> None:
    assert shown(browser) == ZERO_TO_NINE * 2
    texts = [browser.label_box.itemText(i) for i in range(browser.label_box.count())]
    assert texts == ["all digits: 20", *(f"{digit}: 2" for digit in range(10))]
    tip = browser.grid.model().index(13, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Drawing 14, labeled 3, 2026-01-0")


def test_one_digit_can_be_looked_at_alone(browser: DrawingsBrowser) -> None:
    choose(browser.label_box, 7)
    assert shown(browser) == [7, 7]
    choose(browser.label_box, -1)
    assert len(shown(browser)) == 20


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_thumbnails_show_the_strokes_in_the_themes_ink(
    qapp: QApplication, browser: DrawingsBrowser, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    cell = browser.grid.visualRect(browser.grid.model().index(0, 0))
    picture = picture_of(browser.grid.viewport())[cell.top() : cell.bottom(), cell.left() : cell.right()]
    assert count_pixels(picture, theme.text) > 100
    assert count_pixels(picture, theme.field) > 2000


def test_without_drawings_it_says_what_to_do(store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot) -> None:
    browser = _opened(store, tasks, qtbot)
    assert "Draw a digit in the window and press the key of its number" in browser.grid.empty_text
    assert not browser.export_button.isEnabled()
    assert not browser.delete_button.isEnabled()
    assert (picture_of(browser.grid.viewport()) != picture_of(browser.grid.viewport())[0, 0]).any()
    _fill(store, [1])
    browser.refresh()
    choose(browser.label_box, 7)
    assert browser.grid.empty_text == "There is no drawing labeled 7."
    assert shown(browser) == []


def test_a_drawing_that_another_program_spoiled_can_be_seen_and_deleted(
    store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot
) -> None:
    store.restore([StoredDrawing(1, 5, "nonsense", "nonsense")])
    browser = _opened(store, tasks, qtbot)
    picture_of(browser.grid.viewport())
    before = browser.grid.geometry()
    double_click(browser, 0)
    QApplication.processEvents()
    assert "drawing 1: expected strokes" in browser.error
    assert browser.grid.geometry() == before
    select(browser, 0)
    press(browser, "deleteDrawingsButton")
    assert labels(store) == []
    assert browser.error == ""


def test_thousands_are_shown_without_delay(store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot) -> None:
    _fill(store, ZERO_TO_NINE * 1000)
    browser = _opened(store, tasks, qtbot)
    started = time.perf_counter()
    browser.refresh()
    QApplication.processEvents()
    assert time.perf_counter() - started < 1.0  # about 0.06 s
    started = time.perf_counter()
    browser.grid.scrollToBottom()
    browser.grid.viewport().repaint()
    assert time.perf_counter() - started < 0.5  # about 0.015 s
    assert len(shown(browser)) == 10_000


def test_nothing_is_cut_off(browser: DrawingsBrowser) -> None:
    browser.resize(browser.minimumSizeHint())
    browser.show()
    select(browser, 0)
    press(browser, "deleteDrawingsButton")
    QApplication.processEvents()
    for control in (*browser.findChildren(QPushButton), browser.undo_button):
        if control.isVisible():
            assert browser.rect().contains(control.mapTo(browser, QPoint(0, 0)))
            assert control.visibleRegion().boundingRect() == control.rect()
            words = control.fontMetrics().horizontalAdvance(control.text())
            assert control.width() >= words + (4 if isinstance(control, QToolButton) else 10)


# Changing


@pytest.mark.parametrize("how", ["key", "button"])
def test_the_selected_are_relabeled(
    browser: DrawingsBrowser, store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot, how: str
) -> None:
    assert not button(browser, "relabelButton4").isEnabled()
    select(browser, 1, 2, 4)
    with qtbot.waitSignal(browser.drawings_changed):
        if how == "key":
            QTest.keyClick(browser.grid, Qt.Key.Key_4)
        else:
            press(browser, "relabelButton4")
    assert labels(store)[:5] == [0, 4, 4, 3, 4]
    assert shown(browser) == labels(store)
    assert browser.news == "2 drawings labeled 4 now."
    assert [drawing.number for drawing in browser.grid.selected] == [2, 3, 5]
    assert browser.label_box.itemText(5) == "4: 4"


@pytest.mark.parametrize("how", ["Delete", "Backspace", "button"])
def test_the_selected_are_deleted_and_brought_back(
    browser: DrawingsBrowser, store: DrawingsStore, qtbot: QtBot, how: str
) -> None:
    before = store.all()
    assert not browser.undo_button.isVisible()
    select(browser, 3, 5)
    with qtbot.waitSignal(browser.drawings_changed):
        if how == "button":
            press(browser, "deleteDrawingsButton")
        else:
            QTest.keyClick(browser.grid, Qt.Key.Key_Delete if how == "Delete" else Qt.Key.Key_Backspace)
    assert [drawing.number for drawing in store.all()] == [n for n in range(1, 21) if n not in (4, 6)]
    assert len(shown(browser)) == 18
    assert browser.news == "2 drawings deleted."
    with qtbot.waitSignal(browser.drawings_changed):
        browser.undo_button.click()
    assert store.all() == before
    assert len(shown(browser)) == 20
    assert not browser.undo_button.isVisible()


def test_changes_are_undone_one_by_one(browser: DrawingsBrowser, store: DrawingsStore) -> None:
    before = store.all()
    select(browser, 0)
    QTest.keyClick(browser.grid, Qt.Key.Key_9)
    QTest.keyClick(browser.grid, Qt.Key.Key_8)
    QTest.keyClick(browser.grid, Qt.Key.Key_Delete)
    assert len(labels(store)) == 19
    for left in (8, 9, 0):
        QTest.keyClick(browser.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert labels(store)[0] == left
    assert store.all() == before


def test_keys_do_nothing_where_nothing_is_selected(browser: DrawingsBrowser, store: DrawingsStore) -> None:
    before = store.all()
    for key in (Qt.Key.Key_4, Qt.Key.Key_Delete):
        QTest.keyClick(browser.grid, key)
    assert store.all() == before


def test_a_drawing_that_is_relabeled_leaves_the_digit_that_is_looked_at(
    browser: DrawingsBrowser, store: DrawingsStore
) -> None:
    choose(browser.label_box, 7)
    click(browser, 0)
    QTest.keyClick(browser.grid, Qt.Key.Key_1)
    assert shown(browser) == [7]
    assert browser.grid.selected == []
    assert store.counts()[1] == 3


# Files


def test_drawings_are_exported_and_imported(
    browser: DrawingsBrowser,
    store: DrawingsStore,
    qtbot: QtBot,
    answer_save: Answer,
    answer_open: Answer,
    tmp_path: Path,
) -> None:
    answer_save(tmp_path / "mine")
    press(browser, "exportDrawingsButton")
    qtbot.waitUntil(lambda: not browser.is_moving)
    assert browser.news == "20 drawings written to mine.json."
    answer_open(tmp_path / "mine.json")
    with qtbot.waitSignal(browser.drawings_changed):
        press(browser, "importDrawingsButton")
    assert browser.news == "20 drawings added from mine.json."
    assert labels(store) == ZERO_TO_NINE * 4
    assert shown(browser) == ZERO_TO_NINE * 4


def test_files_that_fail_are_one_sentence_and_change_nothing(
    browser: DrawingsBrowser,
    store: DrawingsStore,
    qtbot: QtBot,
    answer_save: Answer,
    answer_open: Answer,
    tmp_path: Path,
) -> None:
    before = store.all()
    (tmp_path / "bad.json").write_text("{")
    answer_open(tmp_path / "bad.json")
    press(browser, "importDrawingsButton")
    qtbot.waitUntil(lambda: not browser.is_moving)
    assert "bad.json: expected a stroke file in JSON" in browser.error
    answer_save(tmp_path / "no folder" / "mine.json")
    press(browser, "exportDrawingsButton")
    qtbot.waitUntil(lambda: not browser.is_moving)
    assert "expected a place to write to" in browser.error
    answer_open(None)
    answer_save(None)
    press(browser, "importDrawingsButton")
    press(browser, "exportDrawingsButton")
    assert store.all() == before
    assert browser.import_button.isEnabled()
    assert browser.export_button.isEnabled()


def test_a_file_on_a_slow_drive_is_waited_for_while_the_drawings_can_be_looked_at_and_labeled(
    browser: DrawingsBrowser,
    store: DrawingsStore,
    qtbot: QtBot,
    answer_open: Answer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.export_to(tmp_path / "mine.json")
    drive = SlowDrive(monkeypatch, "engine.data.drawings_store.read_strokes")
    answer_open(tmp_path / "mine.json")
    press(browser, "importDrawingsButton")
    qtbot.waitUntil(lambda: drive.asked_for == [tmp_path / "mine.json"])
    assert browser.news == "Reading mine.json…"
    assert not browser.import_button.isEnabled()
    assert not browser.export_button.isEnabled()
    browser.select([1])
    browser.relabel_selected(9)
    assert labels(store)[0] == 9
    drive.answer()
    qtbot.waitUntil(lambda: not browser.is_moving)
    assert browser.news == "20 drawings added from mine.json."
    assert len(shown(browser)) == 40
    assert browser.import_button.isEnabled()


def test_a_damaged_file_is_told(store: DrawingsStore, tasks: BackgroundTasks, qtbot: QtBot) -> None:
    store.path.parent.mkdir()
    store.path.write_text("somebody's notes " * 100)
    browser = _opened(store, tasks, qtbot)
    assert str(store.path) in browser.error
    assert shown(browser) == []


# In the window


@pytest.mark.slow
def test_the_menu_opens_it_beside_the_work_and_what_is_labeled_there_appears(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    browser = window.labeling.browser
    assert browser is not None
    assert browser.isVisible()
    assert not browser.isModal()
    assert shown(browser) == []
    drag(window.canvas, [(0.2, 0.2), (0.8, 0.8)])
    press(window, "labelButton7")
    assert shown(browser) == [7]
    press(window, "undoButton")
    assert shown(browser) == []
    browser.close()
    press(window, "labelButton3")
    window.menus.my_drawings.trigger()
    assert window.labeling.browser is browser
    assert shown(browser) == [3]


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("how", ["double click", "Enter"])
def test_a_drawing_is_put_on_the_canvas_and_read(window: MainWindow, store: DrawingsStore, how: str) -> None:
    _fill(store, [7, 7])
    window.menus.my_drawings.trigger()
    browser = window.labeling.browser
    assert browser is not None
    if how == "Enter":
        click(browser, 1)
        QTest.keyClick(browser.grid, Qt.Key.Key_Return)
    else:
        double_click(browser, 1)
    (stroke,) = window.canvas.drawing.strokes
    assert stroke.tolist() == [[0.2, 0.2], [0.8, 0.2], [0.4, 0.9]]
    assert window.reading.class_bars.probabilities.any()
    assert labels(store) == [7, 7]
    press(window, "undoButton")
    assert window.canvas.drawing.is_empty
    assert labels(store) == [7, 7]


def test_digits_typed_there_do_not_label_the_drawing_on_the_canvas(window: MainWindow, store: DrawingsStore) -> None:
    _fill(store, [7])
    drag(window.canvas, [(0.2, 0.2), (0.8, 0.8)])
    window.menus.my_drawings.trigger()
    browser = window.labeling.browser
    assert browser is not None
    browser.activateWindow()
    browser.grid.setFocus()
    click(browser, 0)
    QTest.keyClick(browser.grid, Qt.Key.Key_4)
    assert labels(store) == [4]
    assert len(window.canvas.drawing.strokes) == 1


@pytest.mark.slow
def test_what_is_changed_there_changes_the_digits_in_use(
    window: MainWindow, store: DrawingsStore, qtbot: QtBot
) -> None:
    _fill(store, ZERO_TO_NINE)
    choose(window.panel.dataset_box, "drawings")
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.name == "drawings")
    window.menus.my_drawings.trigger()
    browser = window.labeling.browser
    assert browser is not None
    select(browser, 0)
    press(browser, "deleteDrawingsButton")
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and len(window.workspace.dataset.digits) == 9)
    qtbot.waitUntil(lambda: not window.controller.is_reading)
