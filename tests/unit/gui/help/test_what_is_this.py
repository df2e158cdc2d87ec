"""The mode "What is this?": explains what is clicked and presses nothing; and everything can be explained."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.help.explanations import LOWER, TERMS, as_plain, explain_by_name, explanation
from gui.help.glossary import ENTRIES
from gui.help.glossary_label import GlossaryLabel, entry_for
from gui.help.pointer import rect_in
from gui.help.what_is_this import WhatIsThis, is_control
from gui.main_window import MainWindow
from tests.window_fixtures import press


@pytest.fixture
def window(shared_window: MainWindow) -> MainWindow:
    """One window for all tests: none of them changes anything that another looks at."""
    return shared_window


@pytest.fixture
def mode(window: MainWindow) -> WhatIsThis:
    """The mode, begun by its keys with the focus on the canvas."""
    window.activateWindow()
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    mode = window.help_desk.what_is_this
    assert mode is not None
    assert mode.isVisible()
    return mode


def click(mode: WhatIsThis, window: MainWindow, widget: QWidget) -> None:
    """Click where a widget is, below the glass."""
    QTest.mouseClick(mode, Qt.MouseButton.LeftButton, pos=rect_in(widget, window).center())


def test_a_click_explains_and_does_not_press(window: MainWindow, mode: WhatIsThis) -> None:
    for name, words in (("trainButton", "F5"), ("classBars", "softmax"), ("drawingCanvas", "erases")):
        widget = window.findChild(QWidget, name)
        assert widget is not None
        click(mode, window, widget)
        assert words in mode.card.text
        assert not mode.card.geometry().intersects(rect_in(widget, window))
    assert window.controller.state == "idle"
    assert window.canvas.drawing.is_empty


def test_escape_leaves_with_the_focus_where_it_was(window: MainWindow, mode: WhatIsThis) -> None:
    assert mode.cursor().shape() == Qt.CursorShape.WhatsThisCursor
    QTest.keyClick(mode, Qt.Key.Key_Escape)
    assert not mode.isVisible()
    assert window.focusWidget() is window.canvas


def test_keys_of_commands_do_nothing_meanwhile(qtbot: QtBot, window: MainWindow, mode: WhatIsThis) -> None:
    for key in (Qt.Key.Key_F5, Qt.Key.Key_3, Qt.Key.Key_Delete):
        QTest.keyClick(mode, key)
    assert window.controller.state == "idle"
    assert mode.isVisible()


def test_tab_goes_from_control_to_control_and_enter_explains_it(window: MainWindow, mode: WhatIsThis) -> None:
    field = window.panel.form.hidden_edit
    QTest.keyClick(mode, Qt.Key.Key_Escape)
    field.setFocus()
    window.menus.what_is_this.trigger()
    QTest.keyClick(mode, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert "a = f(W x + b)" in mode.card.text
    QTest.keyClick(mode, Qt.Key.Key_Tab)
    assert not mode.card.isVisible()
    QTest.keyClick(mode, Qt.Key.Key_Return)
    assert mode.card.isVisible()
    assert "a = f(W x + b)" not in mode.card.text


def test_the_terms_of_widgets_have_entries() -> None:
    assert set(TERMS.values()) <= set(ENTRIES)


def unexplained_controls(window: MainWindow) -> set[str]:
    """Controls that can be seen now and that the mode knows nothing of."""
    QApplication.processEvents()
    explain_by_name(window)
    seen = set(window.findChildren(QWidget)) - {window.help_desk.what_is_this}
    controls = [widget for widget in seen if is_control(widget, window)]
    assert len(controls) > 15
    unknown = [widget for widget in controls if explanation(widget, window) is None]
    return {f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}" for widget in unknown}


@pytest.mark.slow
def test_every_control_of_every_tab_and_page_is_explained(window: MainWindow) -> None:
    window.menus.what_is_this.trigger()
    found = {}
    tabs = window.view_tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        found[tabs.tabText(index)] = unexplained_controls(window)
        for within in tabs.currentWidget().findChildren(QTabWidget):
            for place in range(within.count()):
                within.setCurrentIndex(place)
                found[f"{tabs.tabText(index)}, {within.tabText(place)}"] = unexplained_controls(window)
    tabs.setCurrentIndex(0)
    press(window, "moreSettingsButton")
    found["More settings"] = unexplained_controls(window)
    assert len(found) > 8
    assert {title: names for title, names in found.items() if names} == {}


def test_the_label_of_every_setting_is_a_term_of_the_glossary(window: MainWindow) -> None:
    for setting, row in window.panel.form.rows.items():
        assert isinstance(row.label, GlossaryLabel)
        assert entry_for(row.label) is ENTRIES[setting]
        assert ENTRIES[setting].try_this in as_plain(row.label.toolTip())


def test_every_tab_is_explained(window: MainWindow, mode: WhatIsThis) -> None:
    bar = window.view_tabs.tabBar()
    for index in range(bar.count()):
        QTest.mouseClick(mode, Qt.MouseButton.LeftButton, pos=bar.mapTo(window, bar.tabRect(index).center()))
        assert mode.card.text.startswith(bar.tabText(index))
    assert window.view_tabs.currentIndex() == 0


def test_each_curve_is_explained_where_it_is(window: MainWindow, mode: WhatIsThis) -> None:
    place = rect_in(window.loss_plot, window)
    for share, title in ((4, "Loss"), (-4, "Accuracy")):
        QTest.mouseClick(mode, Qt.MouseButton.LeftButton, pos=place.center() - QPoint(0, place.height() // share))
        assert mode.card.text.startswith(f"{title}\n")
    assert set(LOWER.values()) <= set(ENTRIES)
