"""How far the user is in each lesson, kept from one start to the next."""

from pathlib import Path

from engine.errors import LessonError
from engine.lessons.progress import LessonProgress, load_progress, progress_file, save_progress
from gui.widgets.message_area import MessageArea


class ProgressKeeper:
    """Owns the progress of all lessons; what cannot be read or kept is told once, and the lessons go on.

    Parameters
    ----------
    keeps
        Whether anything is read and written; else all is forgotten with the window.
    messages
        Where trouble is told.
    """

    def __init__(self, messages: MessageArea, *, keeps: bool) -> None:
        self._messages, self.trouble = messages, messages.make_message()
        self._path: Path | None = progress_file() if keeps else None
        self._progress: dict[str, LessonProgress] | None = None

    def names(self) -> tuple[str, ...]:
        """The lessons that were begun, in the order in which they were first."""
        return tuple(self._all())

    def of(self, lesson: str) -> LessonProgress | None:
        """How far the user is in a lesson of that name; ``None`` if it was never begun."""
        return self._all().get(lesson)

    def keep(self, lesson: str, progress: LessonProgress) -> None:
        """Keep how far the user is now."""
        known = self._all()
        if known.get(lesson) != progress:
            known[lesson] = progress
            self._save()

    def forget(self, lesson: str) -> LessonProgress | None:
        """Keep nothing of a lesson any more; what was kept is returned."""
        forgotten = self._all().pop(lesson, None)
        if forgotten is not None:
            self._save()
        return forgotten

    def _save(self) -> None:
        if self._path is None:
            return
        try:
            save_progress(self._all(), self._path)
        except LessonError as error:
            self.trouble.show_message(str(error))
        else:
            self.trouble.clear()

    def _all(self) -> dict[str, LessonProgress]:
        if self._progress is None:
            self._progress = {}
            if self._path is not None:
                self._read(self._path)
        return self._progress

    def _read(self, path: Path) -> None:
        try:
            loaded = load_progress(path)
        except LessonError as error:
            self._path = None  # nothing is to be written over what is there
            self.trouble.show_message(str(error))
            return
        self._progress = dict(loaded.progress)
        if loaded.note is not None:
            self._messages.tell(str(loaded.note), stays=True)
