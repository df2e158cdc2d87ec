"""The lessons that come with the program: each can be read, and what it claims has a source."""

import json
import textwrap
from pathlib import Path

import pytest

from engine.errors import LessonError
from engine.lessons import library
from engine.lessons.lesson import Lesson
from engine.lessons.lesson_file import read_lesson
from engine.lessons.library import bundled_lessons, lesson_named
from engine.lessons.measures.registry import MEASURES

LESSONS = [bundled.lesson for bundled in bundled_lessons() if bundled.lesson is not None]


def test_all_of_them_are_read() -> None:
    assert [bundled.problem for bundled in bundled_lessons() if bundled.problem] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_is_complete(lesson: Lesson) -> None:
    assert lesson.name[:3].rstrip("-").isdecimal()
    assert lesson.summary
    assert 3 <= len(lesson.steps) <= 8
    predictions = [each for step in lesson.steps for each in step.predictions]
    assert predictions
    for figure in lesson.figures:
        if figure.published is not None:
            assert figure.source
            assert figure.tolerance > 0


@pytest.mark.parametrize("name", ["4", "04", "learning-rate", "04-learning-rate"])
def test_a_lesson_goes_by_several_names(name: str) -> None:
    assert lesson_named(name).name == "04-learning-rate"


@pytest.mark.parametrize("name", ["", "0", "99", "rate", "4-learning-rate", "missing.lesson.md"])
def test_an_unknown_name_is_told(name: str) -> None:
    with pytest.raises(LessonError, match="expected"):
        lesson_named(name)


def test_a_damaged_lesson_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "01-good.lesson.md").write_text('+++\ntitle = "Good"\n+++\n# A step\n\nText.\n', encoding="utf-8")
    (tmp_path / "02-bad.lesson.md").write_text("nothing", encoding="utf-8")
    monkeypatch.setattr(library, "LESSONS", tmp_path)

    good, bad = bundled_lessons()

    assert good.lesson is not None
    assert bad.lesson is None
    assert "02-bad.lesson.md, line 1" in bad.problem
    with pytest.raises(LessonError, match=r"02-bad\.lesson\.md, line 1"):
        lesson_named("2")


def test_the_readme_tells_every_measure_and_its_example_is_a_lesson() -> None:
    text = (library.LESSONS / "README.md").read_text(encoding="utf-8")

    for measure in MEASURES.values():
        options = ", ".join(f"`{name} = {json.dumps(value)}`" for name, value in measure.options.items())
        cells = (measure.kind, measure.description, ", ".join(measure.quantities), ", ".join(measure.drawn), options)
        assert f"| `{cells[0]}` | {' | '.join(cells[1:])} |" in text
    example = text.partition("<!-- example -->\n")[2].partition("<!-- end")[0]
    lesson = read_lesson(textwrap.dedent(example), "how-many.lesson.md")
    assert [step.title for step in lesson.steps] == ["Five", "Fifty"]
    assert len(lesson.experiments) == 2
