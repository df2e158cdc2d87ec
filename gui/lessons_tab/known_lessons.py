"""Which lessons there are: those of the program, and those opened from files until they are taken off the list."""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import LessonError
from engine.io.presence import exists
from engine.lessons.lesson import Lesson
from engine.lessons.lesson_file import load_lesson
from engine.lessons.library import bundled_lessons
from engine.lessons.progress import LessonProgress
from gui.lessons_tab.lesson_list import ListedLesson
from gui.lessons_tab.progress_keeper import ProgressKeeper
from gui.translation import translate
from gui.workers.background_tasks import TaskControl


@dataclass(frozen=True)
class TakenOff:
    """A lesson that was in the list, with all that is needed to have it there again."""

    key: str
    lesson: Lesson | None
    problem: str
    progress: LessonProgress


@dataclass(frozen=True)
class ReadLesson:
    """What came of reading the file of a lesson that is in the list: the lesson, or what is wrong with the file."""

    key: str
    lesson: Lesson | None
    problem: str = ""


def lesson_of_file(path: Path, _control: TaskControl) -> ReadLesson:
    """The lesson of a file: a task for another thread, as a file may be on a drive that takes its time.

    Raises
    ------
    LessonError
        If it cannot be read.
    """
    return ReadLesson(str(path), load_lesson(path))


def listed_lesson_of_file(key: str, _control: TaskControl) -> ReadLesson:
    """The lesson of a file that was opened before, as such a task, or what is wrong with the file now."""
    path = Path(key)
    try:
        return ReadLesson(key, load_lesson(path))
    except LessonError as error:
        return ReadLesson(key, None, _why_not(path, error))


class KnownLessons:
    """Owns the lessons of the list, each by its key: its name, or the whole path of the file that it was opened from.

    That a lesson was opened is known by its progress, which is kept from its first step on. Files are read by others, in
    another thread: those of :attr:`unread` are still to be.

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
        """Read those of the program, when this is first called; returns why one of them is missing, if one is."""
        if self._lessons:
            return ""
        bundled = bundled_lessons()
        self._lessons = {each.lesson.name: each.lesson for each in bundled if each.lesson is not None}
        self._lessons |= dict.fromkeys(filter(is_file, self._progress.names()))
        return next((each.problem for each in bundled if each.problem), "")

    @property
    def unread(self) -> str:
        """The first lesson of a file that is in the list and was not read yet; empty if there is none."""
        return next((key for key, lesson in self._lessons.items() if lesson is None and key not in self._problems), "")

    def note(self, read: ReadLesson) -> None:
        """Take over what came of reading a file of the list; what was taken off meanwhile, or read anew, stays so."""
        if read.key in self._lessons and self._lessons[read.key] is None:
            self._lessons[read.key] = read.lesson
            if read.lesson is None:
                self._problems[read.key] = read.problem

    def take_in(self, read: ReadLesson) -> None:
        """Have the lesson of a file in the list, in the place of what it was when it was read before."""
        self._problems.pop(read.key, None)
        if self._lessons.get(read.key) != read.lesson:
            self._lessons[read.key] = read.lesson

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
        self._lessons[taken.key] = taken.lesson
        if taken.problem:
            self._problems[taken.key] = taken.problem
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
    if not exists(path):
        return translate("Lessons", "Its file is not there any more: {path}").format(path=path)
    return str(error)


def is_file(key: str) -> bool:
    """Whether a key is that of a lesson which was opened from a file."""
    return Path(key).is_absolute()
