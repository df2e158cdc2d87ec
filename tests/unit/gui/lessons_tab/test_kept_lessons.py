"""What the tab Lessons has again in another language and after a new start."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from engine.text.language import language_in_use
from gui.frame import language_chooser
from gui.lessons_tab.course import Course
from gui.lessons_tab.lessons_presenter import LessonsPresenter
from gui.lessons_tab.lessons_view import LessonsView
from gui.main_window import MainWindow
from gui.translation import speak

pytestmark = pytest.mark.own_window

BY_HAND = "14-backpropagation-by-hand"


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test here needs a font: what is drawn is not looked at."""
    monkeypatch.setattr(language_chooser, "has_characters", lambda _language: True)
    yield
    speak("en")


def presenter_of(window: MainWindow) -> LessonsPresenter:
    """The tab is opened."""
    window.view_tabs.show_titled("Lessons")
    found = window.views.presenter("Lessons")
    assert isinstance(found, LessonsPresenter)
    return found


def view_of(window: MainWindow) -> LessonsView:
    """What the tab shows."""
    view = presenter_of(window).view
    assert view is not None
    return view


def click(window: MainWindow, name: str) -> None:
    """Press a button of the tab."""
    button = next(each for each in view_of(window).findChildren(QPushButton, name) if not each.isHidden())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def open_row(window: MainWindow, key: str) -> None:
    """Press the row of a lesson."""
    QTest.mouseClick(view_of(window).list.rows[key], Qt.MouseButton.LeftButton)


def course_of(window: MainWindow) -> Course:
    """Where one is in the lesson that is open."""
    course = presenter_of(window).course
    assert course is not None
    return course


def figures(window: MainWindow) -> str:
    """All that stands in the tables of figures."""
    tables = view_of(window).page.body.findChildren(QFrame, "lessonFigures")
    return "\n".join(label.text() for table in tables for label in table.findChildren(QLabel))


def measure(window: MainWindow, qtbot: QtBot) -> None:
    """Press Measure, and wait for what comes of it."""
    course, runner = course_of(window), presenter_of(window).runner
    click(window, "lessonRunButton")
    qtbot.waitUntil(lambda: not course.pending and runner.now is None, timeout=20_000)


def test_figures_and_answers_are_shown_in_the_other_language_and_after_a_start_in_it(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    open_row(window, BY_HAND)
    click(window, "lessonChoice2")
    qtbot.waitUntil(lambda: not course_of(window).unanswered)
    measure(window, qtbot)
    assert "<b>0.75136507</b>" in figures(window)

    window.menus.languages["zh"].trigger()
    qtbot.waitUntil(lambda: language_in_use() == "zh")
    qtbot.waitUntil(lambda: window.updatesEnabled() and window.workspace.dataset is not None)
    open_row(window, BY_HAND)

    assert "输出 1" in figures(window)
    assert "<b>0.75136507</b>" in figures(window)
    assert "0.5" in figures(window).split("\n")  # what was said

    window.close()
    speak("en")
    again = make_window()
    open_row(again, BY_HAND)

    assert "Output 1" in figures(again)
    assert "<b>0.75136507</b>" in figures(again)
