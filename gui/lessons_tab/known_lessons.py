"""Which lessons there are: those of the program, and those opened from files until they are taken off the list."""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import LessonError
from engine.lessons.lesson import Lesson
from engine.lessons.lesson_file import load_lesson
from engine.lessons.library import bundled_lessons
from engine.lessons.progress import LessonProgress
from gui.lessons_tab.lesson_list import ListedLesson
from gui.lessons_tab.progress_keeper import ProgressKeeper
from gui.translation import translate


@dataclass(frozen=True)
class TakenOff:
    """A lesson that was in the list, with all that is needed to have it there again."""

    key: str
    lesson: Lesson | None
    problem: str
    progress: LessonProgress


class KnownLessons:
    """Owns the lessons of the list, each by its key: its name, or the whole path of the file that it was opened from.

    That a lesson was opened is known by its progress, which is kept from its first step on.

    Parameters
    ----------
    progress
        How far the user is in each, by the same keys.
    """

    def __init__(self, progress: ProgressKeeper) -> None:
        self._progress = progress
        self._lessons: dict[str, Lesson | None] = {}
        self._problems: dict[str, str] = {}

    def read(self) -> str:
        """Read all of them, when this is first called; returns why a lesson of the program is missing, if one is."""
        if self._lessons:
            return ""
        bundled = bundled_lessons()
        self._lessons = {each.lesson.name: each.lesson for each in bundled if each.lesson is not None}
        for key in filter(is_file, self._progress.names()):
            try:
                self.take_in(Path(key))
            except LessonError as error:
                self._lessons[key] = None
                self._problems[key] = _why_not(Path(key), error)
        return next((each.problem for each in bundled if each.problem), "")

    def take_in(self, path: Path) -> str:
        """Read the lesson of a file, anew if it is known, and have it in the list.

        Returns
        -------
        str
            Its key.

        Raises
        ------
        LessonError
            If it cannot be read; what is known of it stays.
        """
        key, lesson = str(path.absolute()), load_lesson(path)
        self._problems.pop(key, None)
        if self._lessons.get(key) != lesson:
            self._lessons[key] = lesson
        return key

    def take_off(self, key: str) -> TakenOff:
        """Have the lesson of a file in the list no more, and forget the progress in it; :meth:`put_back` undoes it."""
        return TakenOff(
            key,
            self._lessons.pop(key, None),
            self._problems.pop(key, ""),
            self._progress.forget(key) or LessonProgress(),
        )

    def put_back(self, taken: TakenOff) -> None:
        """Have a lesson that was taken off in the list again, as the last; one that was opened since stays as it is."""
        if taken.key in self._lessons:
            return
        self._lessons[taken.key], self._problems[taken.key] = taken.lesson, taken.problem
        self._progress.keep(taken.key, taken.progress)

    def lesson(self, key: str) -> Lesson | None:
        """The lesson; ``None`` for one whose file could not be read."""
        return self._lessons.get(key)

    def number(self, key: str) -> int:
        """The number of a lesson of the program, which its file begins with; 0 for others."""
        first = key.partition("-")[0]
        return int(first) if not is_file(key) and first.isdecimal() else 0

    def listed(self) -> list[ListedLesson]:
        """All of them, as they are listed: those of the program first."""
        return [self._listed(key, lesson) for key, lesson in self._lessons.items()]

    def _listed(self, key: str, lesson: Lesson | None) -> ListedLesson:
        progress = self._progress.of(key)
        n_steps = 0 if lesson is None else len(lesson.steps)
        n_done = 0 if progress is None else n_steps if progress.is_done else progress.step
        return ListedLesson(
            key, lesson, self.number(key), n_done, progress is not None, is_file(key), self._problems.get(key, "")
        )


def _why_not(path: Path, error: LessonError) -> str:
    if not path.exists():
        return translate("Lessons", "Its file is not there any more: {path}").format(path=path)
    return str(error)


def is_file(key: str) -> bool:
    """Whether a key is that of a lesson which was opened from a file."""
    return Path(key).is_absolute()
