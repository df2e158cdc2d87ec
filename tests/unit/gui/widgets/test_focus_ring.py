"""The ring around what has the keyboard's focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.theming.theme import THEMES, Theme, apply_theme
from gui.widgets.focus_ring import FocusRing
from tests.window_fixtures import count_pixels, delete_what_is_due, picture_of

CONTROLS = (QPushButton, QLineEdit, QSpinBox, QComboBox, QCheckBox, QSlider)


def ring_of(root: QWidget) -> QWidget | None:
    rings = [ring for ring in root.findChildren(QWidget, "focusRing") if ring.isVisible()]
    assert len(rings) <= 1
    return rings[0] if rings else None


@pytest.mark.parametrize("in_dialog", [False, True], ids=["window", "dialog"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_tab_shows_one_ring_around_each_control(
    qapp: QApplication, qtbot: QtBot, theme: Theme, in_dialog: bool
) -> None:
    apply_theme(qapp, theme)
    window = QWidget()
    qtbot.addWidget(window)
    FocusRing(window)
    root = QDialog(window) if in_dialog else window
    layout = QVBoxLayout(root)
    controls = [kind() for kind in CONTROLS]
    for control in controls:
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(control)
    window.show()
    root.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)
    for control in controls:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        ring = ring_of(root)
        assert ring is not None, control
        assert ring.geometry() == control.geometry().adjusted(-4, -4, 4, 4)
        assert count_pixels(picture_of(ring), theme.accent) > ring.width()
        delete_what_is_due()  # the ring before, which takes this one's place from nobody


def test_what_fills_a_scroll_area_has_the_ring_around_the_area(qtbot: QtBot) -> None:
    window, area, inside = QWidget(), QScrollArea(), QWidget()
    qtbot.addWidget(window)
    FocusRing(window)
    area.setWidget(inside)
    inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(area)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    inside.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(window)
    assert ring is not None
    assert ring.geometry() == area.geometry().adjusted(-4, -4, 4, 4)


def test_what_goes_while_it_has_the_focus_takes_its_ring_along_and_no_other(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    FocusRing(window)
    layout, row, row_layout = QVBoxLayout(window), QWidget(), QVBoxLayout()
    row.setLayout(row_layout)
    gone, first, second = QPushButton(), QPushButton(), QPushButton()
    row_layout.addWidget(gone)
    for widget in (row, first, second):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    gone.setFocus(Qt.FocusReason.TabFocusReason)
    row.deleteLater()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    delete_what_is_due()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(window)
    assert ring is not None
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
