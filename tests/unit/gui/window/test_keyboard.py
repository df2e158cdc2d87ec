"""By keys alone: Tab goes through every control as it is read, and is caught nowhere; F6 goes from pane to pane."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.widgets.buttons import push_button
from gui.widgets.focus_order import is_pane, pane_of
from tests.unit.gui.window.test_accessibility import SWEEP, TABS, controls_of, description_of, open_page
from tests.window_fixtures import button, drag, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
SIZES = ((1280, 800), (900, 500))


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def sized(shared_window: MainWindow, request: pytest.FixtureRequest) -> MainWindow:
    window = shared_window
    window.resize(*request.param)
    if window.canvas.drawing.is_empty:
        drag(window.canvas, [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)])
    window.activateWindow()
    return window


def pages_of(window: MainWindow, title: str, qtbot: QtBot) -> Iterator[str]:
    """Open a tab, and each page that is in it."""
    window.view_tabs.show_titled(title)
    view = window.view_tabs.currentWidget()
    assert view is not None
    if title == "Runs":
        for name in (title, SWEEP):
            open_page(window, name)
            wait_at_rest(window, qtbot)
            yield name
        open_page(window, title)
        return
    if title == "Data":
        for name in ("dataDigitsButton", "dataMeansButton"):
            wait_at_rest(window, qtbot)
            press(view, name)
            wait_at_rest(window, qtbot)
            yield f"{title}, {name}"
        return
    inner = view.findChildren(QTabWidget)
    if not inner:
        wait_at_rest(window, qtbot)
        yield title
    for pages in inner:
        for number in range(pages.count()):
            pages.setCurrentIndex(number)
            wait_at_rest(window, qtbot)
            yield f"{title}, {pages.tabText(number)}"


def wait_at_rest(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not any(tasks.is_busy for tasks in window.threads.made), timeout=20_000)
    QApplication.processEvents()


def walk(
    start: QWidget, key: Qt.Key, *, shift: bool = False, steps: list[tuple[QRect, QRect]] | None = None
) -> list[QWidget]:
    """What has the focus, one after another, until it is somewhere for the second time: at the start, if all is well."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    reached = [start]
    for _ in range(100):
        QTest.keyClick(reached[-1], key, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
        now = QApplication.focusWidget()
        assert now is not None
        if now in reached:
            break
        if steps is not None:  # now: what is in a page that scrolls has another place later
            steps.append((place_of(reached[-1]), place_of(now)))
        reached.append(now)
    return reached


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def is_beside(control: QWidget, reached: list[QWidget]) -> bool:
    """Whether arrow keys go to it, from another of its group."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group is not None and group.exclusive() and any(each in reached for each in group.buttons())


def goes_on_as_read(before: QRect, after: QRect) -> bool:
    """Whether what comes after lies further right or further down, or over it."""
    is_right, is_below = after.left() > before.right(), after.top() > before.bottom()
    return is_right or is_below or after.intersects(before)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("title", TABS)
def test_tab_reaches_every_control_in_the_order_in_which_it_is_read_and_f6_every_pane(
    sized: MainWindow, title: str, qtbot: QtBot
) -> None:
    start = sized.help_desk.button  # top right; what is read first among what Tab stops at
    for page in pages_of(sized, title, qtbot):
        steps: list[tuple[QRect, QRect]] = []
        reached = walk(start, Qt.Key.Key_Tab, steps=steps)
        assert QApplication.focusWidget() is start, f"{page}: caught at {description_of(reached[-1])}"
        missed = [
            description_of(each) for each in controls_of(sized) if each not in reached and not is_beside(each, reached)
        ]
        assert missed == [], page
        for number, step in enumerate(steps[1:], start=1):
            assert goes_on_as_read(*step), f"{page}: back from {description_of(reached[number])}"
        is_large = sized.width() == SIZES[0][0]  # in which the way back is the same
        assert is_large or walk(start, Qt.Key.Key_Tab, shift=True)[1:] == reached[:0:-1], page
        train = sized.run_bar.train_button
        panes = [pane_of(each) for each in walk(train, Qt.Key.Key_F6)]
        assert len(panes) >= 5, page
        assert all(pane is not None and pane.accessibleName() for pane in panes), page
        assert {pane for pane in map(pane_of, reached) if pane is not None} == set(panes), page
        back = [] if is_large else walk(train, Qt.Key.Key_F6, shift=True)
        assert is_large or [pane_of(each) for each in back][1:] == panes[:0:-1], page


def test_f6_comes_back_to_the_control_that_was_left(window: MainWindow) -> None:
    slider = window.run_bar.speed_slider
    walk(slider, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is slider


def test_panes_are_the_parts_of_the_window(window: MainWindow) -> None:
    panes = [pane_of(each) for each in walk(window.run_bar.train_button, Qt.Key.Key_F6)]
    names = [pane.accessibleName() for pane in panes if pane is not None]
    assert names == [
        "Training run", "Settings", "Learning curves", "What layer 1 looks for",
        "Drawing", "What the network reads", "Message line",
    ]  # fmt: skip
    assert all(is_pane(pane) for pane in panes if pane is not None)


def test_the_tab_bar_is_reached_by_tab_and_turned_by_arrows(window: MainWindow) -> None:
    bar = window.view_tabs.tabBar()
    assert bar in walk(window.run_bar.train_button, Qt.Key.Key_Tab)
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert window.view_tabs.tabText(window.view_tabs.currentIndex()) == "Network"
    assert isinstance(QApplication.focusWidget(), QTabBar)
    QTest.keyClick(bar, Qt.Key.Key_Left)
    assert window.view_tabs.currentIndex() == 0


def test_arrows_go_from_page_to_page_of_the_data(window: MainWindow, qtbot: QtBot) -> None:
    window.view_tabs.show_titled("Data")
    wait_at_rest(window, qtbot)
    digits, means = button(window, "dataDigitsButton"), button(window, "dataMeansButton")
    digits.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(digits, Qt.Key.Key_Right)
    assert means.isChecked()
    assert means.hasFocus()


@pytest.mark.parametrize(("name", "keys"), [
    ("columnSplitter", (Qt.Key.Key_Left, Qt.Key.Key_Right)),
    ("centerSplitter", (Qt.Key.Key_Up, Qt.Key.Key_Down)),
])  # fmt: skip
def test_arrows_move_the_border_between_two_parts(window: MainWindow, name: str, keys: tuple[Qt.Key, Qt.Key]) -> None:
    splitter = window.findChild(QSplitter, name)
    assert isinstance(splitter, QSplitter)
    border, before = splitter.handle(1), splitter.sizes()[0]
    assert border in walk(window.run_bar.train_button, Qt.Key.Key_Tab)
    QTest.keyClick(border, keys[0], SHIFT)
    assert splitter.sizes()[0] < before
    QTest.keyClick(border, keys[1], SHIFT)
    assert splitter.sizes()[0] == before


def test_a_page_in_which_nothing_is_pressed_is_scrolled_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(900, 500)
    window.view_tabs.show_titled("Data")
    wait_at_rest(window, qtbot)
    press(window, "dataMeansButton")
    wait_at_rest(window, qtbot)
    pages = [each for each in walk(window.run_bar.train_button, Qt.Key.Key_Tab) if isinstance(each, QScrollArea)]
    assert len(pages) == 1
    pages[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(pages[0], Qt.Key.Key_PageDown)
    assert pages[0].verticalScrollBar().value() > 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_focus(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    """In the window, where Qt's buttons answer Space alone, and in a dialog, where Enter would be its default button's."""
    window.activateWindow()
    window.menus.tour.trigger()
    tour = window.help_desk.tour
    assert tour is not None
    tour.card.next_button.setFocus()
    QTest.keyClick(tour.card.next_button, key)
    assert tour.step is not None
    assert tour.step.number == 2
    tour.end()
    pressed: list[str] = []
    dialog, box = QDialog(window), QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    one = push_button("One", "one")
    one.clicked.connect(lambda: pressed.append("one"))
    box.rejected.connect(lambda: pressed.append("close"))
    layout = QVBoxLayout(dialog)
    layout.addWidget(one)
    layout.addWidget(box)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    one.setFocus()
    QTest.keyClick(one, key)
    one.setEnabled(False)
    QTest.keyClick(dialog, key)
    assert pressed == ["one", "close"]
    dialog.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_opens_the_menu_of_the_chip(window: MainWindow) -> None:
    window.activateWindow()
    menu, seen = window.chip.menu(), list[bool]()

    def look() -> None:
        seen.append(menu.isVisible())
        menu.close()

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, look))
    window.chip.setFocus()
    QTest.keyClick(window.chip, Qt.Key.Key_Return)
    assert seen == [True]
