"""The tour: it goes on when the thing is done, can be left at any step, and covers nothing of what it speaks of."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.help.pointer import rect_in
from gui.help.tour import Tour
from gui.help.tour_steps import STEPS, StepKey, TourSituation, TourText
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


def is_at(tour: Tour, key: str) -> bool:
    return key_of(tour) == key


def text_of(tour: Tour) -> str:
    return tour.card.text.text()


@pytest.mark.slow
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


@pytest.mark.slow
def test_next_and_back_by_keys_pass_over_what_cannot_be_watched(qtbot: QtBot, window: MainWindow, tour: Tour) -> None:
    window.activateWindow()
    keys = [step.key for step in STEPS if step.key != "watch"]
    assert key_of(tour) == keys[0]
    for key, there in [(Qt.Key.Key_N, keys[1:]), (Qt.Key.Key_B, keys[-2::-1])]:
        for expected in there:
            QTest.keyClick(window.canvas, key, Qt.KeyboardModifier.AltModifier)
            qtbot.waitUntil(partial(is_at, tour, expected))
    assert not tour.card.back_button.isVisible()


@pytest.mark.parametrize("n_steps", [0, 1, 2])
def test_a_run_that_begins_at_any_step_is_watched(qtbot: QtBot, window: MainWindow, tour: Tour, n_steps: int) -> None:
    for _ in range(n_steps):
        tour.go_on()
    window.settings.replace(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: key_of(tour) == "watch")
    press(window, "trainButton")
    qtbot.waitUntil(lambda: "paused" in text_of(tour))
    press(window, "tourBackButton")
    assert tour.card.title.text() == "Press Continue"
    press(window, "trainButton")
    qtbot.waitUntil(lambda: key_of(tour) == "watch")
    press(window, "tourNextButton")
    assert "press Stop" in text_of(tour)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: "train again" in text_of(tour))
    press(window, "tourBackButton")
    assert key_of(tour) == "train"
    assert tour.card.title.text() == f"Press {window.run_bar.train_button.text()}"
    assert str(window.next_run.plan.why) in text_of(tour)


def test_what_it_says_follows_the_situation(qtbot: QtBot, window: MainWindow) -> None:
    drag(window.canvas, STROKE)
    window.menus.tour.trigger()
    tour = window.help_desk.tour
    assert tour is not None
    assert "already" in text_of(tour)
    window.menus.clear.trigger()
    qtbot.waitUntil(lambda: "as you would write it" in text_of(tour))
    tour.go_on()
    assert "Draw a digit" in text_of(tour)
    drag(window.canvas, STROKE)
    qtbot.waitUntil(lambda: "the longest is its answer" in text_of(tour))
    window.menus.reset.trigger()
    qtbot.waitUntil(lambda: "still random" in text_of(tour))
    tour.go_on()
    window.settings.replace(ENDLESS)
    qtbot.waitUntil(lambda: str(window.next_run.plan.why) in text_of(tour))


def test_the_tab_that_a_step_speaks_of_is_opened(window: MainWindow, tour: Tour) -> None:
    window.view_tabs.show_titled("Data")
    for _ in range(3):
        tour.go_on()
    assert key_of(tour) == "change"
    assert window.view_tabs.tabText(window.view_tabs.currentIndex()) == "Training"
    assert tour.place is not None
    assert tour.place.side != "corner"


IDLE, RUN, PAUSED = TourSituation(), TourSituation(run_state="running"), TourSituation(run_state="paused")
SAID: list[tuple[StepKey, TourSituation, str, str]] = [
    ("draw", IDLE, "as you would write it", "already"),
    ("draw", replace(IDLE, is_drawn=True), "A drawing is here already", "write it"),
    ("draw", replace(IDLE, has_picture=True), "A picture is here already", "Clear"),
    ("read", IDLE, "Draw a digit", "Clear"),
    ("read", replace(IDLE, is_drawn=True), "no answer", "longest"),
    ("read", replace(IDLE, is_drawn=True, has_reading=True), "longest", "random"),
    ("read", replace(IDLE, is_drawn=True, has_reading=True, is_random=True), "random", "longest"),
    ("train", replace(IDLE, train_label="Train on", train_why="It goes on."), "It goes on.", "paused"),
    (
        "train",
        replace(IDLE, train_why="It goes on.", why_not_train="MNIST is missing."),
        "MNIST is missing.",
        "goes on",
    ),
    ("train", PAUSED, "Continue", "random"),
    ("watch", replace(RUN, target="lossPlot"), "loss should fall", "your drawing"),
    ("watch", replace(RUN, target="lossPlot", is_drawn=True), "your drawing", "Draw a digit"),
    ("watch", replace(RUN, target="weightMosaic"), "each unit looks for", "loss"),
    ("watch", replace(RUN, target="trainButton"), "is learning", "loss"),
    ("watch", replace(RUN, is_fine_tuning=True), "your handwriting", "loss"),
    ("watch", PAUSED, "Press Continue", "loss"),
    ("change", IDLE, "press Train", "Stop"),
    ("change", replace(IDLE, has_curves=True), "faint line", "Stop"),
    ("change", RUN, "press Stop", "faint line"),
    ("change", PAUSED, "press Stop", "faint line"),
    ("end", IDLE, "Ctrl+K", "Press Train"),
    ("end", replace(IDLE, has_changed=True), "Press Train", "Stop"),
    ("end", replace(RUN, has_changed=True), "Ctrl+K", "Press Train"),
]


@pytest.mark.parametrize(("key", "now", "says", "does_not_say"), SAID)
def test_each_step_is_true_in_every_situation(key: StepKey, now: TourSituation, says: str, does_not_say: str) -> None:
    title, text = TourText().of(key, now)
    assert says in text
    assert does_not_say not in f"{title} {text}".removeprefix("Draw a digit ")


def test_a_newcomer_trains_and_reads_with_one_click_and_without_scrolling(
    qtbot: QtBot, make_window: Callable[..., MainWindow]
) -> None:
    window = make_window()
    window.resize(1024, 700)
    window.run_bar.set_speed(50.0)
    window.help_desk.begin_tour_once()
    QApplication.processEvents()

    def point_of(name: str) -> QPoint:
        """The middle of a control that can be seen as a whole, and that nothing lies over."""
        control = window.findChild(QWidget, name)
        assert control is not None
        assert rect_in(control, window).size() == control.size(), name
        middle = rect_in(control, window).center()
        found = window.childAt(middle)
        assert found is not None
        assert found is control or control.isAncestorOf(found), name
        return middle

    screen, left = window.windowHandle(), Qt.MouseButton.LeftButton
    start = point_of("drawingCanvas")
    QTest.mousePress(screen, left, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(screen, start + QPoint(0, 60))
    QTest.mouseRelease(screen, left, Qt.KeyboardModifier.NoModifier, start + QPoint(0, 60))
    assert window.workspace.probabilities is not None
    QTest.mouseClick(screen, left, Qt.KeyboardModifier.NoModifier, point_of("trainButton"))
    qtbot.waitUntil(lambda: window.availability.now.run_state == "running" and window.workspace.history.n_points > 0)
    for name in ("classBars", "answer", "lossPlot", "stopButton", "progressLabel"):
        point_of(name)


@pytest.mark.parametrize("by_key", [True, False])
def test_it_can_be_left_at_any_step(window: MainWindow, *, by_key: bool) -> None:
    window.activateWindow()
    for n_steps in range(4):
        window.menus.tour.trigger()
        tour = window.help_desk.tour
        assert tour is not None
        for _ in range(n_steps):
            tour.go_on()
        assert key_of(tour) == STEPS[n_steps if n_steps < 3 else 4].key
        window.canvas.setFocus()
        if by_key:
            QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
        else:
            press(window, "tourSkipButton")
        assert key_of(tour) == ""
        assert not tour.card.isVisible()


@pytest.mark.slow_but(1)
@pytest.mark.own_window  # how large the panes are in a small window depends on how large they were
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (900, 500)])
def test_the_card_covers_nothing_of_what_it_points_at_at_any_size(
    qtbot: QtBot, window: MainWindow, tour: Tour, size: tuple[int, int]
) -> None:
    for number, step in enumerate(STEPS[:-1]):
        tour._show(number)
        window.resize(*size)
        qtbot.waitUntil(lambda: not tour._mover.isActive())
        target = next(filter(None, (window.findChild(QWidget, name) for name in step.targets)))
        assert tour.card.isVisible()
        assert window.rect().contains(tour.card.geometry())
        for needed in (target, window.canvas, window.reading, window.run_bar, window.status):
            assert not tour.card.geometry().intersects(rect_in(needed, window)), (step.key, needed)


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


@pytest.mark.slow
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
