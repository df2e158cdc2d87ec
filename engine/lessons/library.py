"""The lessons that come with the program, in their order and in the language in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.errors import LessonError
from engine.io.resources import RESOURCES
from engine.lessons import LESSON_SUFFIX
from engine.lessons.lesson import Lesson
from engine.lessons.lesson_file import load_lesson
from engine.text.language import language_in_use
from engine.text.sentence import say

LESSONS = RESOURCES / "lessons"
"""The folder of the bundled lessons: ``NN-name.lesson.md``; translations have the same names, in a folder per language."""


@dataclass(frozen=True, slots=True)
class BundledLesson:
    """A file of the library, and what was read of it.

    Attributes
    ----------
    path
        The file.
    lesson
        ``None`` if it is damaged.
    problem
        What is wrong with it then, in one sentence; else empty.
    """

    path: Path
    lesson: Lesson | None
    problem: str = ""


def bundled_lessons() -> tuple[BundledLesson, ...]:
    """All lessons of the program, by their numbers; read when first asked for. A damaged one does not hide the others.

    A lesson that is not translated into the language in use, or whose translation is damaged, is given in English.
    """
    return _lessons_of(LESSONS, language_in_use())


@lru_cache(maxsize=8)
def _lessons_of(folder: Path, language: str) -> tuple[BundledLesson, ...]:
    return tuple(_read(folder, language))


def _read(folder: Path, language: str) -> Iterator[BundledLesson]:
    for path in sorted(folder.glob(f"*{LESSON_SUFFIX}")):
        translated = _read_one(folder / language / path.name)
        yield _read_one(path) if translated.lesson is None else translated


def _read_one(path: Path) -> BundledLesson:
    try:
        return BundledLesson(path, load_lesson(path))
    except LessonError as error:
        return BundledLesson(path, None, str(error))


def lesson_named(name: str) -> Lesson:
    """A lesson by its number, its name with or without the number, or the path of its file.

    Raises
    ------
    LessonError
        If there is none of that name, or its file is damaged.
    """
    wanted = name.strip()
    if wanted.endswith(".md"):
        return load_lesson(Path(wanted))
    for bundled in bundled_lessons():
        own = bundled.path.name.removesuffix(LESSON_SUFFIX)
        number, _, rest = own.partition("-")
        if wanted in (own, rest, number) or (wanted.isdecimal() and wanted.isascii() and wanted == number.lstrip("0")):
            if bundled.lesson is None:
                raise LessonError(bundled.problem)
            return bundled.lesson
    known = ", ".join(bundled.path.name.removesuffix(LESSON_SUFFIX) for bundled in bundled_lessons())
    raise LessonError(say("lesson.no_such_lesson", known=known, got=wanted))
