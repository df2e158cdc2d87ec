"""The runs of the store, for the window: read and changed in threads of their own, so that no view waits for a disk."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import DigitLabError
from engine.runs.run import Run
from engine.runs.run_files import import_run
from engine.runs.store import DEFAULT_MAX_BYTES, RunStore, StoredRun
from engine.runs.summary import RunSummary
from engine.training.learning_curves import LearningCurves
from gui.workers.background_tasks import TaskControl, TaskThreads

_Change: TypeAlias = Callable[[RunStore], Any]


class _Content(NamedTuple):
    """What the store holds."""

    runs: tuple[RunSummary, ...]
    n_bytes: int
    max_bytes: int


class _Outcome(NamedTuple):
    """What came of a change."""

    value: Any
    told: Callable[[Any], object] | None
    sentence: str  # why it was not done


class _Deleted(NamedTuple):
    """Which runs were deleted, and why the first of the others was not."""

    run_ids: tuple[str, ...]
    sentence: str


class RunLibrary(QObject):
    """Knows what runs there are, and changes them.

    Parameters
    ----------
    store
        ``None`` for that of this user.

    Attributes
    ----------
    runs
        Every run, the latest first, as they were read last.
    n_bytes, max_bytes
        What all of them take on the disk, and may take.
    is_read
        Whether they have been read at all.
    changed
        Signal: there are other runs, or other things are known of them.
    failed
        Signal (sentence): something could not be done; all is as it was.
    use_requested
        Signal (id): a run is to answer.
    opened
        Signal (id): a run was taken in from a file.
    """

    changed = Signal()
    failed = Signal(str)
    use_requested = Signal(str)
    opened = Signal(str)

    def __init__(self, store: RunStore | None, threads: TaskThreads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.runs: tuple[RunSummary, ...] = ()
        self.n_bytes, self.max_bytes, self.is_read = 0, DEFAULT_MAX_BYTES, False
        self._is_due = False
        self._changes: deque[tuple[_Change, Callable[[Any], object] | None]] = deque()
        self._reader, self._writer = threads.make("runs"), threads.make("run changes")
        self._reader.done.connect(self._on_read)
        self._reader.failed.connect(self._on_read_failed)
        self._writer.done.connect(self._on_changed)
        self._writer.failed.connect(self._on_change_failed)

    @property
    def store(self) -> RunStore:
        """Where they are."""
        if self._store is None:
            self._store = RunStore()
        return self._store

    def run(self, run_id: str) -> RunSummary | None:
        """One of them; ``None`` if there is none of that id."""
        return next((run for run in self.runs if run.id == run_id), None)

    # Reading

    @Slot()
    def refresh(self) -> None:
        """Look what runs there are now; :attr:`changed` follows if there are others, or others are known."""
        if self._reader.is_busy:
            self._is_due = True
            return
        self._is_due = False
        self._reader.start(self._read)

    @Slot()
    def refresh_if_read(self) -> None:
        """A run was stored by this window: look again, if anybody has ever looked."""
        if self.is_read:
            self.refresh()

    def _read(self, _control: TaskControl) -> _Content:
        store = self.store
        everything = store.summaries(all_networks=True)
        n_bytes = sum(run.n_bytes for run in everything) + store.n_bytes_deleted
        return _Content(tuple(run for run in everything if run.has_learned), n_bytes, store.max_bytes)

    @Slot(object)
    def _on_read(self, content: _Content) -> None:
        is_other = not self.is_read or content != (self.runs, self.n_bytes, self.max_bytes)
        self.runs, self.n_bytes, self.max_bytes = content
        self.is_read = True
        if is_other:
            self.changed.emit()
        if self._is_due:
            self.refresh()

    @Slot(str)
    def _on_read_failed(self, sentence: str) -> None:
        if sentence:
            self.failed.emit(sentence)

    # Changing

    def change(self, change: _Change, told: Callable[[Any], object] | None = None) -> None:
        """Have something done to the store in its turn; ``told`` is called with what it returned, if it was done."""
        self._changes.append((change, told))
        self._change_next()

    def edit(self, run_id: str, **values: str | bool) -> None:
        """Change what the user wrote of a run: its name, its note, whether it has a star."""
        self.change(lambda store: store.edit(run_id, **values))  # type: ignore[arg-type] # each is of its own type

    def delete(self, run_ids: Sequence[str], told: Callable[[Sequence[str]], object]) -> None:
        """Delete runs; they can be brought back. ``told`` is called with the ids of those that are deleted.

        Those that another window uses stay, and why is told by :attr:`failed`.
        """

        def delete(store: RunStore) -> _Deleted:
            done: list[str] = []
            sentence = ""
            for run_id in run_ids:
                try:
                    store.delete(run_id)
                    done.append(run_id)
                except DigitLabError as error:
                    sentence = sentence or str(error)
            return _Deleted(tuple(done), sentence)

        def on_deleted(outcome: _Deleted) -> None:
            if outcome.run_ids:
                told(outcome.run_ids)
            if outcome.sentence:
                self.failed.emit(outcome.sentence)

        self.change(delete, on_deleted)

    def undelete(self, run_ids: Sequence[str]) -> None:
        """Bring deleted runs back."""
        self.change(lambda store: [store.undelete(run_id) for run_id in run_ids])

    def set_max_bytes(self, max_bytes: int) -> None:
        """Have all runs take no more than that."""
        self.change(lambda store: store.set_max_bytes(max_bytes))

    def open_file(self, path: Path, told: Callable[[StoredRun], object]) -> None:
        """Take in the run of a file."""

        def on_opened(stored: StoredRun) -> None:
            told(stored)
            self.opened.emit(stored.id)

        self.change(lambda store: import_run(path, store), on_opened)

    def load(self, run_id: str, told: Callable[[Run], object]) -> None:
        """Read a run with its network, and as it was on its way."""
        self.change(lambda store: store.load(run_id, with_checkpoints=True), told)

    def load_curves(self, run_ids: Sequence[str], told: Callable[[dict[str, LearningCurves]], object]) -> None:
        """Read the learning curves of runs; what cannot be read has none."""

        def read(store: RunStore) -> dict[str, LearningCurves]:
            found = {}
            for run_id in run_ids:
                try:
                    found[run_id] = store.curves(run_id)
                except DigitLabError:
                    found[run_id] = LearningCurves()
            return found

        self.change(read, told)

    def _change_next(self) -> None:
        if self._writer.is_busy or not self._changes:
            return
        change, told = self._changes.popleft()

        def work(_control: TaskControl) -> _Outcome:
            try:
                return _Outcome(change(self.store), told, "")
            except DigitLabError as error:
                return _Outcome(None, None, str(error))

        self._writer.start(work)

    @Slot(object)
    def _on_changed(self, outcome: _Outcome) -> None:
        if outcome.sentence:
            self.failed.emit(outcome.sentence)
        elif outcome.told is not None:
            outcome.told(outcome.value)
        self.refresh()
        self._change_next()

    @Slot(str)
    def _on_change_failed(self, sentence: str) -> None:
        if sentence:
            self.failed.emit(sentence)
        self._change_next()
