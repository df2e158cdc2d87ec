"""The tour: it goes on when the thing is done, can be left at any step, and covers nothing of what it speaks of."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.help.pointer import rect_in
from gui.help.tour import Tour
from gui.help.tour_steps import STEPS
from gui.main_window import MainWindow
from gui.state.preferences import Preferences
from tests.window_fixtures import ENDLESS, drag, press

STROKE = ((0.3, 0.2), (0.5, 0.8))


@pytest.fixture
def tour(window: MainWindow) -> Tour:
    """The tour of a window, at its first step."""
    window.menus.tour.trigger()
    assert window.help_desk.tour is not None
    return window.help_desk.tour


def key_of(tour: Tour) -> str:
    return tour.step.key if tour.step is not None else ""


def test_doing_each_thing_leads_to_the_end(qtbot: QtBot, window: MainWindow, tour: Tour) -> None:
    assert key_of(tour) == "draw"
    drag(window.canvas, STROKE)
    assert key_of(tour) == "read"
    drag(window.canvas, STROKE)  # the second stroke of the same digit
    assert key_of(tour) == "read"
    window.menus.clear.trigger()
    drag(window.canvas, STROKE)
    assert key_of(tour) == "train"
    window.settings.replace(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: key_of(tour) == "watch")
    press(window, "stopButton")
    qtbot.waitUntil(lambda: key_of(tour) == "change")
    window.settings.replace(ENDLESS)
    assert key_of(tour) == "change"
    window.settings.replace(ENDLESS.with_values(hidden_activation="relu"))
    assert key_of(tour) == "end"
    press(window, "tourNextButton")
    assert not tour.card.isVisible()


def test_next_goes_on_without_doing_anything_and_passes_over_what_cannot_be_watched(
    window: MainWindow, tour: Tour
) -> None:
    seen = []
    while tour.step is not None:
        seen.append(tour.step.key)
        press(window, "tourNextButton")
    assert seen == [step.key for step in STEPS if step.key != "watch"]


@pytest.mark.parametrize("n_steps", range(4))
@pytest.mark.parametrize("by_key", [True, False])
def test_it_can_be_left_at_any_step(window: MainWindow, tour: Tour, n_steps: int, *, by_key: bool) -> None:
    for _ in range(n_steps):
        tour.go_on()
    window.activateWindow()
    window.canvas.setFocus()
    if by_key:
        QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    else:
        press(window, "tourSkipButton")
    assert key_of(tour) == ""
    assert not tour.card.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (900, 500)])
def test_the_card_covers_nothing_of_what_it_points_at_at_any_size(
    qtbot: QtBot, window: MainWindow, tour: Tour, size: tuple[int, int]
) -> None:
    for number, step in enumerate(STEPS[:-1]):
        tour._show(number)
        window.resize(*size)
        qtbot.waitUntil(lambda: not tour._mover.isActive())
        target = next(filter(None, (window.findChild(QWidget, name) for name in step.targets)))
        assert tour.card.isVisible()
        assert not tour.card.geometry().intersects(rect_in(target, window))
        assert window.rect().contains(tour.card.geometry())


def test_it_moves_with_what_it_points_at(qtbot: QtBot, window: MainWindow, tour: Tour) -> None:
    before = tour.card.geometry()
    window.resize(window.width() + 150, window.height())
    qtbot.waitUntil(lambda: tour.card.geometry() != before)
    assert tour.card.geometry().right() < rect_in(window.canvas, window).left()


def test_it_takes_neither_the_focus_nor_clicks_beside_it(window: MainWindow) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    window.menus.tour.trigger()
    assert window.focusWidget() is window.canvas
    assert window.childAt(rect_in(window.canvas, window).center()) is window.canvas


def test_it_is_shown_unasked_once_and_only_where_that_is_remembered(make_window: Callable[..., MainWindow]) -> None:
    forgetful = make_window(remembers=False)
    first, second = make_window(), make_window()
    assert first.findChild(QWidget, "tourCard") is None  # a window alone shows none: the program does
    shown = []
    for window in (forgetful, first, second):
        window.help_desk.begin_tour_once()
        shown.append(window.findChild(QWidget, "tourCard") is not None)
    assert shown == [False, True, False]
    assert Preferences().text("tour", "") == "seen"


def test_a_presentation_ends_it(window: MainWindow, tour: Tour) -> None:
    window.menus.presentation.trigger()
    assert not tour.card.isVisible()
    window.menus.presentation.trigger()
    assert not tour.card.isVisible()


def test_a_card_in_large_type_has_room_for_its_buttons(window: MainWindow, tour: Tour) -> None:
    for button in (tour.card.skip_button, tour.card.next_button):
        button.setStyleSheet("font-size: 48px")
    tour._move()
    buttons = tour.card.skip_button.sizeHint().width() + tour.card.next_button.sizeHint().width()
    assert tour.card.width() > buttons > 224
