"""The lessons in another language: the same runs, numbers and links in other words."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from engine.lessons import LESSON_SUFFIX, library
from engine.lessons.lesson import Lesson, Part, Prediction, Text
from engine.lessons.lesson_file import load_lesson
from engine.lessons.library import LESSONS, bundled_lessons
from engine.text.language import use_language

_WORDS = {"label", "name", "source", "question", "title", "markdown", "text", "figure"}
"""What differs in another language; ``name`` of a figure, but not of a run."""


@pytest.fixture
def chinese() -> Iterator[None]:
    use_language("zh")
    yield
    use_language("en")


def _kept(part: Part, figures: list[str]) -> dict[str, Any]:
    """What of a part has to be the same in every language."""
    kept: dict[str, Any] = {"part": type(part)}
    for name in (each.name for each in fields(part)):
        value = getattr(part, name)
        if isinstance(part, Text):
            kept["links"] = sorted(re.findall(r"window:[^)\s]*", value))
        elif name == "choices":
            kept[name] = [each if _is_number(each) else "word" for each in value]
        elif name == "answer" and isinstance(part, Prediction):
            kept[name] = value and part.choices.index(value)
        elif name == "figure":
            kept[name] = value and figures.index(value)
        elif name not in _WORDS or (name == "name" and not hasattr(part, "quantity")):
            kept[name] = value
    return kept


def _is_number(choice: float | str) -> bool:
    return not isinstance(choice, str) or choice.replace(",", "").replace(".", "").isdecimal()


def _same_in_all(lesson: Lesson) -> tuple[object, ...]:
    figures = [figure.name for figure in lesson.figures]
    steps = [[_kept(part, figures) for part in step.parts] for step in lesson.steps]
    return lesson.name, lesson.minutes, lesson.is_quick, steps


@pytest.mark.parametrize("path", sorted(LESSONS.glob(f"*{LESSON_SUFFIX}")), ids=lambda path: path.name[:2])
def test_only_words_of_a_translated_lesson_differ(path: Path) -> None:
    english, translated = load_lesson(path), load_lesson(LESSONS / "zh" / path.name)

    assert _same_in_all(translated) == _same_in_all(english)
    assert translated.title != english.title
    assert translated.summary != english.summary


@pytest.mark.usefixtures("chinese")
def test_lessons_come_in_the_language_in_use_or_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zh").mkdir()
    for name, title in (
        ("01-a", "A"),
        ("02-b", "B"),
        ("03-c", "C"),
        ("zh/01-a", "甲"),
    ):
        text = f'+++\ntitle = "{title}"\n+++\n# {title}\n\n{title}\n'
        (tmp_path / f"{name}{LESSON_SUFFIX}").write_text(text, encoding="utf-8")
    (tmp_path / f"zh/02-b{LESSON_SUFFIX}").write_text("damaged", encoding="utf-8")
    monkeypatch.setattr(library, "LESSONS", tmp_path)

    assert [(each.lesson and each.lesson.title, each.problem) for each in bundled_lessons()] == [
        ("甲", ""),
        ("B", ""),
        ("C", ""),
    ]
    use_language("en")
    assert [each.lesson and each.lesson.title for each in bundled_lessons()] == ["A", "B", "C"]
