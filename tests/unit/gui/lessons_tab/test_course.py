"""Where somebody is in a lesson, and what of it is kept from one start to the next."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.lessons.lesson import Measurement, Prediction, Run, Text, done_by
from engine.lessons.lesson_file import read_lesson
from engine.lessons.library import bundled_lessons
from engine.lessons.measured import Measured
from engine.lessons.progress import Found, LessonProgress, load_progress
from engine.text.language import use_language
from gui.lessons_tab.course import Course, Outcome, course_from
from gui.lessons_tab.progress_keeper import ProgressKeeper
from gui.widgets.message_area import MessageArea
from tests.lesson_texts import by_darkness

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


ANSWER_IN_WORDS = read_lesson(
    """+++
title = "Words"
+++

# One

Before.

```predict
question = "Which?"
choices = ["dark", "bright"]
answer = "bright"
```

It is bright.

```predict
question = "How many?"
figure = "dark"
```

"""
    + by_darkness()
    + """
```plot
of = "dark"
quantity = "darkness"
```

# Two

```predict
question = "What does it look like?"
choices = ["a line", "a bow"]
answer = "a bow"
```

```plot
of = "dark"
quantity = "darkness"
title = "The bow"
```
""",
    "words.lesson.md",
)


def test_what_answers_a_question_in_words_is_not_seen_before_it_is_answered_or_skipped() -> None:
    course = Course(ANSWER_IN_WORDS)
    assert [type(part) for part in course.visible_parts] == [Text, Prediction]
    assert course.pending == []
    assert course.is_open(0)

    course.answers[0, 0] = None  # skipped
    assert [type(part) for part in course.visible_parts] == [Text, Prediction, Text, Prediction, Measurement]
    assert (course.unanswered, course.is_open(0), course.is_open(1)) == ([1], False, True)

    course.answers[0, 1] = 30.0
    assert (course.unanswered, course.is_open(1)) == ([], True)  # until it was measured
    _measured(course, 0.22, 1)
    assert not course.is_open(1)
    assert course.is_step_done

    course.step_index = 1
    assert course.plot is ANSWER_IN_WORDS.steps[0].plots[0]  # the other would show it
    course.answers[1, 0] = "a line"
    assert course.plot is ANSWER_IN_WORDS.steps[1].plots[0]
    assert not course.is_open(0)


def test_of_questions_in_a_row_each_keeps_the_answers_hidden() -> None:
    asked = '```predict\nquestion = "QUESTION"\nchoices = ["yes", "no"]\nanswer = "no"\n```\n\n'
    text = f"""+++
title = "Words"
+++

# One

{asked.replace("QUESTION", "First?")}{asked.replace("QUESTION", "Second?")}Neither.
"""
    course = Course(read_lesson(text, "words.lesson.md"))

    course.answers[0, 1] = "no"
    assert len(course.visible_parts) == 2
    course.answers[0, 0] = "no"
    assert len(course.visible_parts) == 3


def test_more_seeds_are_for_the_figures_of_the_step() -> None:
    course = Course(LESSON)
    _measured(course, 0.22, 1)
    assert course.more_seeds([FIGURE]) == []  # by darkness, every seed comes to the same

    text = """+++
title = "Seeds"
+++
"""
    step = """
# STEP

```run
name = "STEP"
settings = { seed = 3 }
```

```figure
name = "STEP"
of = "STEP"
quantity = "validation accuracy"
published = 50
tolerance = 1
source = "nobody"
```
"""
    course = Course(read_lesson(text + step.replace("STEP", "a") + step.replace("STEP", "b"), "seeds.lesson.md"))
    figures = course.lesson.figures
    assert course.more_seeds(figures) == []  # not known with one seed yet
    for name, seed in (("a", 3), ("a", 9), ("a", 5), ("b", 3)):
        course.note(name, Outcome(seed, Measured({"validation accuracy": 0.5})), is_own=True)

    first, second = course.lesson.experiments
    assert course.more_seeds(figures) == [(first, 4), (first, 6)]
    course.step_index = 1
    assert course.more_seeds(figures) == [(second, seed) for seed in (4, 5, 6, 7)]


def test_what_was_measured_before_a_restart_is_seen_although_its_question_was_skipped_then() -> None:
    course = Course(ANSWER_IN_WORDS)
    course.answers |= {(0, 0): None, (0, 1): None}
    _measured(course, 0.22, 1)

    again = course_from(ANSWER_IN_WORDS, course.progress(is_done=False))

    assert len(again.visible_parts) == len(ANSWER_IN_WORDS.steps[0].parts)
    assert again.is_step_done


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_lesson_can_be_gone_through_and_shows_nothing_before_its_question_is_answered(language: str) -> None:
    use_language(language)
    try:
        lessons = [bundled.lesson for bundled in bundled_lessons() if bundled.lesson is not None]
    finally:
        use_language("en")
    assert len(lessons) == 14
    for lesson in lessons:
        course = Course(lesson)
        for course.step_index, step in enumerate(lesson.steps):
            while course.unanswered or course.pending:
                asked = course.unanswered
                if asked:
                    assert all(map(course.is_open, asked)), step.title
                    last = course.visible_parts[-1]
                    assert isinstance(last, Prediction | Run | Measurement), step.title
                    course.answers[course.step_index, asked[0]] = None
                else:
                    for each in course.pending:
                        course.note(each.name, Outcome(1, Measured({})), is_own=True)
            assert len(course.visible_parts) == len(step.parts)


IN_CHINESE = read_lesson(
    """+++
title = "两次测量"
+++

# 一

```predict
question = "哪个？"
choices = ["暗", "亮"]
answer = "亮"
```

"""
    + by_darkness(name="凭深浅"),
    "two.lesson.md",
)
IN_ENGLISH = read_lesson(
    """+++
title = "Two measures"
+++

# One

```predict
question = "Which?"
choices = ["dark", "bright"]
answer = "bright"
```

"""
    + by_darkness(name="by darkness"),
    "two.lesson.md",
)


def test_what_was_said_and_found_is_there_in_the_other_language() -> None:
    course = Course(IN_CHINESE)
    course.answers[0, 0] = "亮"
    for seed, value in ((1, 0.22), (2, 0.24)):
        _measured(course, value, seed)

    other = course_from(IN_ENGLISH, course.progress(is_done=False))

    assert other.answers == {(0, 0): "bright"}
    assert other.values_of(IN_ENGLISH.figures[0]) == [0.22, 0.24]
    assert other.next_seed(IN_ENGLISH.experiments[0]) == 3
    assert course_from(IN_CHINESE, other.progress(is_done=False)).answers == {(0, 0): "亮"}


def test_what_version_1_kept_by_names_is_taken_over_where_it_fits_and_kept_on_else() -> None:
    kept = LessonProgress(
        predictions={(0, 0): "亮", (7, 0): 3.0}, named={"凭深浅": (0.22, 3), "a figure of another day": (0.9, 1)}
    )

    chinese, english = course_from(IN_CHINESE, kept), course_from(IN_ENGLISH, kept)

    assert chinese.answers == {(0, 0): "亮"}
    assert chinese.values_of(IN_CHINESE.figures[0]) == [0.22]
    assert chinese.progress(is_done=False) == LessonProgress(
        predictions={(0, 0): 1.0, (7, 0): 3.0},
        results={"dark": (Found(3, {"accuracy": 0.22}, done_by(IN_CHINESE.experiments[0])),)},
        named={"a figure of another day": (0.9, 1)},
    )
    assert english.answers == {}
    assert english.values_of(IN_ENGLISH.figures[0]) == []
    assert english.progress(is_done=False) == kept


def test_what_was_found_before_the_lesson_was_changed_is_no_result_of_it() -> None:
    text = """+++
title = "Rate"
+++

# One

```run
name = "rate"
settings = { learning_rate = RATE, seed = SEED }
```

```figure
name = "read"
of = "rate"
quantity = "validation accuracy"
```
"""
    first, changed, reseeded = (
        read_lesson(text.replace("RATE", rate).replace("SEED", seed), "rate.lesson.md")
        for rate, seed in (("0.5", "1"), ("0.25", "1"), ("0.5", "7"))
    )
    course = Course(first)
    course.note("rate", Outcome(1, Measured({"validation accuracy": 0.9})), is_own=True)
    kept = course.progress(is_done=False)

    assert course_from(first, kept).values_of(first.figures[0]) == [0.9]
    assert course_from(reseeded, kept).values_of(first.figures[0]) == [0.9]
    other = course_from(changed, kept)
    assert other.values_of(changed.figures[0]) == []
    assert list(other.pending) == list(changed.experiments)


def test_a_choice_that_is_there_no_more_is_no_answer() -> None:
    kept = LessonProgress(predictions={(0, 0): 2.0, (0, 1): 1.0})

    course = course_from(IN_ENGLISH, kept)

    assert course.answers == {}
    assert course.progress(is_done=False) == kept


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
