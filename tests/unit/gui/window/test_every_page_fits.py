"""In small windows too, on every page of every tab: nothing lies over anything else, and no words are cut."""

import time
from collections.abc import Iterator
from itertools import combinations

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.translation import speak
from gui.widgets.elided_label import ElidedLabel
from tests.window_fixtures import press

SIZES = [(900, 500), (1024, 700), (1280, 800)]
_SETTLED_S = 3.0
_LEAST_SEEN = 8  # points of a control that can be pressed without scrolling to it


def pages_of(window: MainWindow, qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Every page, one after the other, as it can be seen."""
    tabs = window.view_tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        place = tabs.widget(index)
        assert place is not None
        qtbot.waitUntil(place.isVisible)
        within = place.findChild(QTabWidget)
        for page in range(within.count() if within is not None else 1):
            if within is not None:
                within.setCurrentIndex(page)
            qtbot.wait(60)  # layouts in layouts take some rounds
            title = tabs.tabText(index)
            yield f"{title} / {within.tabText(page)}" if within is not None else title, place
    tabs.show_titled("Data")
    press(window, "dataMeansButton")
    qtbot.wait(60)
    shown = tabs.currentWidget()
    assert shown is not None
    yield "Data / Class means", shown
    window.menus.open_sweep.trigger()
    shown = tabs.currentWidget()
    assert shown is not None
    for name in ("picture", "table", "settings"):
        button = shown.findChild(QAbstractButton, f"{name}SweepButton")
        if button is not None and button.isVisible():
            button.click()
        qtbot.wait(60)
        yield f"Runs / Sweep / {name}", shown
    shown.findChildren(QAbstractButton, "backToRunsButton")[0].click()


def shown_below(widget: QWidget) -> Iterator[QWidget]:
    """What is in a widget and can be seen, without the inside of plots."""
    for child in widget.findChildren(QWidget):
        if child.isVisibleTo(widget) and not any(isinstance(each, pg.GraphicsView) for each in ancestors(child)):
            yield child


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def overlaps(page: QWidget) -> Iterator[str]:
    """Neighbors in a layout that lie over each other."""
    for parent in (page, *shown_below(page)):
        layout = parent.layout()
        if layout is None:
            continue
        children = [
            child for child in shown_below(parent) if child.parentWidget() is parent and layout.indexOf(child) >= 0
        ]
        for one, other in combinations(children, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > 1 and common.height() > 1:
                yield f"{name_of(one)} and {name_of(other)} by {common.width()} x {common.height()}"


def cut_words(page: QWidget) -> Iterator[str]:
    """Labels, buttons and boxes that have too little room for what they say."""
    for widget in shown_below(page):
        if (
            isinstance(widget, QLabel)
            and not isinstance(widget, ElidedLabel)
            and widget.text()
            and not widget.wordWrap()
        ):
            if widget.sizeHint().width() > widget.width() + 1 or widget.sizeHint().height() > widget.height() + 1:
                yield f"{widget.text()!r} in {widget.width()} x {widget.height()} of {widget.sizeHint().toTuple()}"
        elif isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield f"{widget.text()!r}, {widget.height()} of {widget.heightForWidth(widget.width())} high"
        elif isinstance(widget, QAbstractButton) and widget.text():
            if widget.minimumSizeHint().width() > widget.width() + 1:
                yield f"{widget.text()!r}, {widget.width()} of {widget.minimumSizeHint().width()} wide"
        elif isinstance(widget, QComboBox) and words_of(widget) > field_of(widget).width():
            yield f"{widget.currentText()!r}, {field_of(widget).width()} of {words_of(widget)} wide"


def words_of(box: QComboBox) -> int:
    return box.fontMetrics().horizontalAdvance(box.currentText())


def field_of(box: QComboBox) -> QRect:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )


def out_of_reach(window: MainWindow, page: QWidget) -> Iterator[str]:
    """Controls that are not in the window and cannot be scrolled to."""
    for control in shown_below(page):
        if not isinstance(control, (QAbstractButton, QComboBox, QAbstractSpinBox, QSlider)):
            continue
        areas = [each for each in ancestors(control) if isinstance(each, QScrollArea)]
        if areas:
            areas[0].ensureWidgetVisible(control, 0, 0)
        seen = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
        for each in ancestors(control):
            seen = seen.intersected(QRect(each.mapTo(window, QPoint(0, 0)), each.size()))
            if each is window:
                break
        if seen.width() < min(control.width(), _LEAST_SEEN) or seen.height() < min(control.height(), _LEAST_SEEN):
            yield name_of(control)


def faults_on(window: MainWindow, page: QWidget) -> list[str]:
    return [*overlaps(page), *cut_words(page), *out_of_reach(window, page)]


def faults_on_pages(window: MainWindow, qtbot: QtBot) -> list[str]:
    faults = []
    for name, page in pages_of(window, qtbot):
        give_up_at = time.monotonic() + _SETTLED_S
        while (found := faults_on(window, page)) and time.monotonic() < give_up_at:
            qtbot.wait(60)  # a label that was filled just now is laid out in the next round
        faults += [f"{name}: {fault}" for fault in found]
    return faults


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName() or text!r}"


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_nothing_is_cut_or_out_of_reach_on_any_page(
    shared_window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = shared_window
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    faults = faults_on_pages(window, qtbot)
    assert not faults, "\n".join(faults)


@pytest.mark.slow
@pytest.mark.own_window
@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]], ids=lambda size: "x".join(map(str, size)))
def test_nothing_is_cut_in_chinese(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    """Where no font has Chinese, Qt lays out a square for each character: as wide as the character would be."""
    try:
        window.change_language("zh")
        qtbot.waitUntil(lambda: window.updatesEnabled() and not window.controller.is_reading)
        window.resize(*size)
        qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
        assert faults_on_pages(window, qtbot) == []
    finally:
        speak("en")


def test_a_window_that_gets_small_while_another_tab_is_open_is_not_too_wide(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    QApplication.processEvents()
    for title in ("Why", "Data", "Evaluation", "Mathematics", "Runs", "Lessons"):
        window.view_tabs.show_titled(title)
        window.resize(900, 500)
        page = window.centralWidget()
        assert isinstance(page, QScrollArea)
        bar = page.horizontalScrollBar()
        qtbot.waitUntil(lambda: window.width() == 900 and bar.maximum() == 0)  # noqa: B023 - of this round
