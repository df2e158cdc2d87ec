"""Where somebody is in a lesson, and what of it is kept from one start to the next."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.lessons.lesson_file import read_lesson
from engine.lessons.measured import Measured
from engine.lessons.progress import Found, LessonProgress, load_progress
from gui.lessons_tab.course import Course, Outcome, course_from
from gui.lessons_tab.progress_keeper import ProgressKeeper
from gui.widgets.message_area import MessageArea

LESSON = read_lesson(
    """+++
title = "Two measures"
+++

# First

```predict
question = "How many?"
figure = "dark"
```

```measure
name = "dark"
kind = "darkness"
```

This comes afterwards.

```figure
name = "dark"
of = "dark"
quantity = "accuracy"
published = 22
tolerance = 2
unit = "%"
source = "nobody"
needs_mnist = true
```

# Second

Some text.
""",
    "two.lesson.md",
)
FIGURE = LESSON.figures[0]


def _measured(course: Course, value: float, seed: int, *, is_own: bool = True) -> None:
    course.note("dark", Outcome(seed, Measured({"accuracy": value})), is_own=is_own)


def test_what_follows_an_experiment_is_seen_once_it_was_carried_out() -> None:
    course = Course(LESSON)
    assert [type(part).__name__ for part in course.visible_parts] == ["Prediction", "Measurement"]
    assert course.unanswered == [0]

    course.answers[0, 0] = 30.0
    _measured(course, 0.22, 1)

    assert len(course.visible_parts) == len(LESSON.steps[0].parts)
    assert course.is_step_done


def test_results_of_other_digits_are_neither_mixed_nor_compared_nor_kept() -> None:
    course = Course(LESSON)
    _measured(course, 0.5, 1, is_own=False)
    assert not course.may_compare(FIGURE)
    assert course.progress(is_done=False).results == {}

    _measured(course, 0.22, 1)
    _measured(course, 0.24, 2)

    assert course.values_of(FIGURE) == [0.22, 0.24]
    assert course.may_compare(FIGURE)


def test_a_lesson_goes_on_where_it_was_left(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(tmp_path))
    messages = MessageArea()
    qtbot.addWidget(messages)
    course = Course(LESSON)
    course.answers[0, 0] = 30.0
    _measured(course, 0.23, 4)
    course.step_index = 1
    ProgressKeeper(messages, keeps=True).keep("two", course.progress(is_done=False))

    again = course_from(LESSON, ProgressKeeper(messages, keeps=True).of("two"))

    assert again.step_index == 1
    assert again.answers == {(0, 0): 30.0}
    assert again.values_of(FIGURE) == [0.23]
    assert again.next_seed(LESSON.experiments[0]) == 5
    assert course_from(LESSON, course.progress(is_done=True)).step_index == 0


def test_words_of_another_language_are_neither_shown_nor_lost() -> None:
    kept = LessonProgress(
        predictions={(0, 0): "几乎不变", (7, 0): 3.0}, results={"凭深浅": Found(0.2, 1), "dark": Found(0.22, 1)}
    )

    course = course_from(LESSON, kept)

    assert course.answers == {}
    assert course.values_of(FIGURE) == [0.22]
    assert course.progress(is_done=False) == kept
    course.answers[0, 0] = 30.0
    assert course.progress(is_done=False).predictions == {(0, 0): 30.0, (7, 0): 3.0}


def test_progress_that_cannot_be_kept_is_told_and_nothing_is_lost(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(tmp_path))
    (tmp_path / "lessons.json").write_text("{", encoding="utf-8")
    messages = MessageArea()
    qtbot.addWidget(messages)
    keeper = ProgressKeeper(messages, keeps=True)
    assert keeper.of("two") is None  # and the damaged file is set aside
    assert (tmp_path / "lessons-damaged-1.json").read_text(encoding="utf-8") == "{"

    (tmp_path / "lessons.json").mkdir()
    keeper.keep("two", Course(LESSON).progress(is_done=False))

    assert keeper.trouble.text
    assert keeper.of("two") is not None
    (tmp_path / "lessons.json").rmdir()
    keeper.keep("two", Course(LESSON).progress(is_done=True))
    assert not keeper.trouble.text
    assert load_progress(tmp_path / "lessons.json").progress["two"].is_done
