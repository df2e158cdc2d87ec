"""What the tab Lessons has again in another language and after a new start."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from engine.lessons.progress import load_progress
from engine.text.language import language_in_use
from gui.frame import language_chooser
from gui.lessons_tab.course import Course
from gui.lessons_tab.lessons_presenter import LessonsPresenter
from gui.lessons_tab.lessons_view import LessonsView
from gui.main_window import MainWindow
from gui.translation import speak
from tests.lesson_texts import by_darkness
from tests.slow_drive import SlowDrive
from tests.waiting import wait_until

pytestmark = pytest.mark.own_window

MINE = (
    """+++
title = "Mine"
summary = "Two steps of my own."
+++

# One

```predict
question = "By darkness?"
figure = "dark"
unit = "%"
```

"""
    + by_darkness('unit = "%"')
    + """
# Two

Words.
"""
)
READER = "gui.lessons_tab.known_lessons.load_lesson"
BY_HAND = "14-backpropagation-by-hand"


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test here needs a font: what is drawn is not looked at."""
    monkeypatch.setattr(language_chooser, "has_characters", lambda _language: True)
    yield
    speak("en")


def opened(window: MainWindow) -> LessonsPresenter:
    """The tab is opened; files of lessons may still be read."""
    window.view_tabs.show_titled("Lessons")
    found = window.views.presenter("Lessons")
    assert isinstance(found, LessonsPresenter)
    return found


def presenter_of(window: MainWindow) -> LessonsPresenter:
    """The tab is opened, and all files of lessons are read."""
    found = opened(window)
    wait_until(lambda: not found.is_reading)
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
    """Press the row of a lesson, and wait until it is read."""
    QTest.mouseClick(view_of(window).list.rows[key], Qt.MouseButton.LeftButton)
    presenter_of(window)


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


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The file of a lesson of one's own, called like one of the program."""
    path = tmp_path / f"{BY_HAND}.lesson.md"
    path.write_text(MINE, encoding="utf-8")
    return path


def show_all(window: MainWindow) -> None:
    """Press All lessons."""
    QTest.mouseClick(view_of(window).page.all_button, Qt.MouseButton.LeftButton)


def open_by_menu(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File > Open lesson."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    window.menus.open_lesson.trigger()
    presenter_of(window)


def titles(window: MainWindow) -> list[str]:
    """The lessons of the list that are not the program's, once their files are read."""
    return titles_of(view_of(window))


def titles_of(view: LessonsView) -> list[str]:
    """The same, as they are now."""
    return [row.listed.title for row in view.list.rows.values() if not row.listed.number]


def test_a_lesson_from_a_file_is_listed_after_a_new_start_and_goes_on_where_it_was_left(
    make_window: Callable[..., MainWindow], mine: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window()
    open_by_menu(window, mine, monkeypatch)
    click(window, "lessonSkipButton")
    qtbot.waitUntil(lambda: not course_of(window).unanswered)
    measure(window, qtbot)
    shown = figures(window)
    click(window, "lessonNextButton")
    window.close()

    again = make_window()
    presenter_of(again)
    row = view_of(again).list.rows[str(mine)]
    assert (titles(again), len(view_of(again).list.rows)) == (["Mine"], 15)
    assert row.listed.progress_text == "1 of 2 steps"
    assert "Two steps of my own." in row.accessibleName()
    open_row(again, str(mine))

    assert course_of(again).step_index == 1
    click(again, "lessonBackButton")
    assert figures(again) == shown

    show_all(again)
    mine.write_text(MINE.replace('"Mine"', '"Changed"'), encoding="utf-8")
    open_row(again, str(mine))
    assert course_of(again).lesson.title == "Changed"


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "Its file is not there any more: "), ("+++\ntitle = \n+++\n", ", line 2: expected TOML")],
)
def test_a_file_that_is_gone_or_damaged_is_told_in_its_row_and_opened_once_it_is_back(
    make_window: Callable[..., MainWindow],
    mine: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str | None,
    told: str,
) -> None:
    window = make_window()
    open_by_menu(window, mine, monkeypatch)
    window.close()
    if content is None:
        mine.unlink()
    else:
        mine.write_text(content, encoding="utf-8")

    again = make_window()
    presenter = presenter_of(again)
    row = view_of(again).list.rows[str(mine)]
    assert row.listed.title == mine.name
    assert told in row.listed.summary
    assert told in row.accessibleName()
    assert row.listed.progress_text == ""
    open_row(again, str(mine))
    assert presenter.refusal.text
    assert view_of(again).shows_list

    mine.write_text(MINE, encoding="utf-8")
    open_row(again, str(mine))
    assert not presenter.refusal.text
    assert course_of(again).lesson.title == "Mine"
    show_all(again)
    assert titles(again) == ["Mine"]


def test_a_lesson_from_a_file_is_taken_off_the_list_which_can_be_undone(
    make_window: Callable[..., MainWindow], mine: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window()
    open_by_menu(window, mine, monkeypatch)
    click(window, "lessonNextButton")
    show_all(window)
    of_the_program = view_of(window).list.rows[BY_HAND]
    assert not of_the_program.take_off_button.isVisible()

    QTest.mouseClick(view_of(window).list.rows[str(mine)].take_off_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(window) == [])
    assert str(mine) not in load_progress().progress
    assert mine.exists()

    QTest.mouseClick(window.status.action_button, Qt.MouseButton.LeftButton)
    assert titles(window) == ["Mine"]
    assert view_of(window).list.rows[str(mine)].listed.progress_text == "1 of 2 steps"
    assert load_progress().progress[str(mine)].step == 1

    QTest.mouseClick(view_of(window).list.rows[str(mine)].take_off_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(window) == [])
    window.close()
    again = make_window()
    presenter_of(again)
    assert titles(again) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_file_whose_name_is_no_text_is_kept_too(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.lesson.md")
    path.write_text(MINE, encoding="utf-8")
    window = make_window()
    presenter_of(window).open_file(path)
    presenter_of(window)
    assert course_of(window).lesson.title == "Mine"
    window.close()

    again = make_window()
    presenter_of(again)

    assert titles(again) == ["Mine"]


def test_the_list_is_there_before_the_files_that_are_on_a_slow_drive(
    make_window: Callable[..., MainWindow], mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    other = tmp_path / "other.lesson.md"
    other.write_text(MINE.replace('"Mine"', '"Other"'), encoding="utf-8")
    window = make_window()
    for path in (mine, other):
        open_by_menu(window, path, monkeypatch)
    window.close()

    drive = SlowDrive(monkeypatch, READER)
    again = make_window()
    view = opened(again).view
    assert view is not None
    rows = view.list.rows
    assert titles_of(view) == [mine.name, other.name]
    assert rows[str(mine)].listed.summary == rows[str(other)].listed.summary == "Reading…"
    stays = rows[BY_HAND]
    stays.setFocus()

    drive.answer()
    qtbot.waitUntil(lambda: titles_of(view) == ["Mine", "Other"])
    assert view.list.rows[BY_HAND] is stays
    assert stays.hasFocus()


def test_a_lesson_is_opened_without_waiting_for_those_that_are_only_listed(
    make_window: Callable[..., MainWindow], mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window()
    open_by_menu(window, mine, monkeypatch)
    window.close()

    other = tmp_path / "other.lesson.md"
    other.write_text(MINE.replace('"Mine"', '"Other"'), encoding="utf-8")
    drive = SlowDrive(monkeypatch, READER, slow=[mine])
    again = make_window()
    presenter = opened(again)
    presenter.open_file(other)
    qtbot.waitUntil(lambda: presenter.course is not None and presenter.course.lesson.title == "Other")
    assert presenter.is_reading
    drive.answer()


def test_a_lesson_that_is_taken_off_while_it_is_read_stays_off_and_is_read_once_it_is_put_back(
    make_window: Callable[..., MainWindow], mine: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window()
    open_by_menu(window, mine, monkeypatch)
    window.close()

    drive = SlowDrive(monkeypatch, READER)
    again = make_window()
    presenter = opened(again)
    view = presenter.view
    assert view is not None
    QTest.mouseClick(view.list.rows[str(mine)], Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.list.rows[str(mine)].take_off_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles_of(view) == [])
    drive.answer()
    qtbot.waitUntil(lambda: not presenter.is_reading)
    assert titles_of(view) == []
    assert view.shows_list

    QTest.mouseClick(again.status.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles_of(view) == ["Mine"])
