"""Where a session is stored: a folder in the user's data folder, of which one process at a time is the owner.

``session`` holds ``lock``, ``restoring`` while a session is being restored, ``closing`` once its window is gone, and
``current`` with ``state.json``, which points to runs in the store (:mod:`engine.runs.store`). A save stores the runs
first, each whole, and then writes ``state.json``, in one move: a process that is killed leaves the old session or the
new one, whole. A run that has not changed is not written again. These files are ours: one that is read-only, as from a
backup, is replaced like any other. A second window that is open at the same time has a folder of its own, ``session-2``,
and so on.
Where ``current`` can neither be read nor moved, it stays, and ``current-2`` takes its place. Sessions of version 1 had a
file for each network beside ``state.json``, and no store; they are read, and written as what they are now.
"""

import contextlib
import json
import re
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from engine import VERSION as PROGRAM_VERSION
from engine.errors import DigitLabError, RunStoreError, SessionError
from engine.io.file_lock import FileLock
from engine.io.file_reading import why_unreadable
from engine.io.file_writing import DISK, Disk
from engine.io.npz_files import read_member
from engine.io.presence import exists, is_file
from engine.io.user_data import user_data_folder
from engine.models.files import load_model
from engine.runs.run import Run
from engine.runs.session import Session, run_of_version_1, session_from
from engine.runs.store import RunStore
from engine.text.sentence import say

FORMAT = "digit-lab-session"
VERSION = 2
_MOST_WINDOWS = 16
_MOST_FAILED = 2  # restorations in a row that did not end
_MOST_BYTES = 2**26  # of the state, without the networks
_NETWORK_NAME = re.compile(r"network-([0-9]{1,12})\.npz")
_CURRENT_NAME = re.compile(r"current-([0-9]{1,12})")
_STATE, _CURRENT, _BEFORE = "state.json", "current", "before-fresh-start"
_LOCK, _RESTORING, _CLOSING = "lock", "restoring", "closing"
_LOOK_INTERVAL_S = 0.05


class SessionFolder:
    """The folder of one window's session; made by :func:`open_session_folder`, which sees to it that no other has it.

    Attributes
    ----------
    path
        The folder.
    number
        1 for the first window that is open, 2 for the second, ...
    store
        Where its runs are, and those of all others.
    """

    def __init__(self, path: Path, lock: FileLock, number: int = 1, *, disk: Disk = DISK) -> None:
        self.path = path
        self.number = number
        self.store = RunStore(path.parent, disk=disk)
        self._disk = disk
        self._lock = lock
        self._current = _current_folder(path, _last_number(path))
        self._text = ""
        self._names: list[str | None] = [None]  # the ids of the runs in the state that is on the disk
        self._saved: Session | None = None  # the last one that was written
        self._before: Session | None = None  # the one before the last fresh start, as far as it is known

    def begin_closing(self) -> None:
        """Note that the window is gone and the last save follows: a new window waits for this folder."""
        with contextlib.suppress(OSError):  # then it does not wait
            self._disk.open_to_write(self.path / _CLOSING, at_its_end=True).close()

    def close(self) -> None:
        """Let others have the folder."""
        self.store.close()
        self._lock.release()

    # Reading

    def read(self) -> Session | None:
        """The session that was saved last; ``None`` if there is none.

        A run that cannot be read is left out and told of in ``problems``, as is all else but the state itself.

        Raises
        ------
        SessionError
            If the state cannot be read, or comes from a newer program.
        """
        state = _read_state(self._current / _STATE)
        if state is None:
            return None
        session = session_from(state)
        problems = list(session.problems)
        names = _names_in(state)
        if names is None:
            return replace(session, problems=(*problems, str(say("session.the_network"))))
        read = self._read_network_of_version_1 if state["version"] == 1 else self._read_run
        self._names = [] if state["version"] == 1 else [name and str(name) for name in names]
        try:
            runs = [None if name is None else read(name) for name in names]
        except DigitLabError as error:
            problems.append(str(say("session.the_network_because", reason=str(error))))
            runs = [None]
        return replace(session, run=runs[-1], before_fine_tuning=tuple(runs[:-1]), problems=tuple(problems))

    def _read_run(self, run_id: object) -> Run:
        return self.store.load(str(run_id), with_checkpoints=True)

    def _read_network_of_version_1(self, name: object) -> Run:
        if not isinstance(name, str) or not _NETWORK_NAME.fullmatch(name):
            raise SessionError(say("session.not_a_network", got=repr(str(name)[:40])))
        path = self._current / name
        try:
            return run_of_version_1(load_model(path), _read_points(path))
        except DigitLabError as error:
            raise SessionError(say("session.unreadable_network", file=name)) from error

    # Writing

    def write(self, session: Session, left: Sequence[Run] = ()) -> None:
        """Save a session in the place of the one before; for the thread that saves it, one call at a time.

        Where its runs cannot be stored, all else is saved, with a pointer to what was stored of them before.

        Parameters
        ----------
        session
            What the window shows.
        left
            Runs that are not the session's any more, to be stored first: they are the earlier ones.

        Raises
        ------
        SessionError
            If something cannot be written; what was saved before is still there.
        """
        trouble: RunStoreError | None = None
        runs = (*session.before_fine_tuning, session.run)
        for run in (*left, *runs):
            try:
                if run is not None:
                    self.store.save(run)
            except RunStoreError as error:
                trouble = error
        try:
            self._disk.make_folder(self._current)
            if trouble is None or all(run is None or self.store.has(run.id) for run in runs):
                self._names = [run.id if run is not None else None for run in runs]
            description = {
                "format": FORMAT,
                "version": VERSION,
                "program_version": PROGRAM_VERSION,
                **session.as_json(),
                "runs": self._names,
            }
            text = json.dumps(description, separators=(",", ":"))
            if trouble is not None and not self._names:
                raise SessionError(trouble.sentence) from trouble
            if text != self._text:
                path = self._current / _STATE
                self._disk.write_whole(path, lambda file: file.write(text.encode()), replaces_read_only=True)
                self._text = text
            self._saved = session
            self._delete_what_nothing_names()
        except OSError as error:
            self._text = ""
            raise SessionError(say("session.unwritable", path=str(self._current), reason=_reason(error))) from error
        with contextlib.suppress(RunStoreError):  # the session points to them, whoever deletes them
            self.store.hold(run.id for run in runs if run is not None)
        self.store.forget_all_but(run.id for run in runs if run is not None)
        if trouble is not None:
            raise SessionError(trouble.sentence) from trouble

    def _delete_what_nothing_names(self) -> None:
        """Networks of version 1, and what a process that was killed left half written: the folder is ours alone."""
        for path in self._current.iterdir():
            if path.name != _STATE:
                with contextlib.suppress(OSError):  # somebody is reading it; there is a next time
                    self._disk.delete(path)

    # Putting aside

    def set_aside(self) -> Path | None:
        """Move what is kept to a folder of its own, where nothing deletes it; ``None`` if there was nothing.

        Raises
        ------
        SessionError
            If it cannot be moved.
        """
        return self._move_current(self._aside())

    def leave(self) -> Path | None:
        """Leave what is kept where it is, for good, and keep what follows beside it: for what cannot be moved.

        Returns
        -------
        Path or None
            Where it is; ``None`` if there was nothing.
        """
        if not exists(self._current):
            return None
        left, self._current = self._current, _current_folder(self.path, _last_number(self.path) + 1)
        self._forget()
        return left

    def _aside(self) -> Path:
        """A name that is free."""
        stem = f"set-aside-{time.strftime('%Y-%m-%d-%H%M%S')}"
        return next(
            path
            for number in range(1, 1000)
            if not exists(path := self.path / (stem if number == 1 else f"{stem}-{number}"))
        )

    def put_before(self, shown: Session | None = None) -> Path | None:
        """Move what is kept to where :meth:`read_before` finds it; what was there is put aside, and nothing is lost.

        A session in which nothing was made goes instead, and what was there stays. It takes that one's place if it is what
        is shown from now on: else each way to it and back would leave one more copy.

        Parameters
        ----------
        shown
            The session that is shown from now on: known if it was given to :meth:`write` or comes from :meth:`read_before`.

        Returns
        -------
        Path or None
            Where that is now which was there; ``None`` if nothing was.

        Raises
        ------
        SessionError
            If it cannot be moved; what was there is where it was.
        """
        before = self.path / _BEFORE
        where = before if exists(before) else None
        if not exists(self._current):
            return where
        if not self._has_work():
            with contextlib.suppress(OSError):
                self._disk.delete_folder(self._current)
            self._forget()
            if where is None or shown is None or shown is not self._before or shown.problems or exists(self._current):
                return where
            with contextlib.suppress(SessionError):  # it stays, and is written once more
                self._move(before, self._current)
                self._before = None
                return None
            return where
        if where is not None:
            where = self._aside()
            self._move(before, where)
        saved = self._saved
        try:
            self._move_current(before)
        except SessionError:
            if where is not None:
                with contextlib.suppress(SessionError):  # it is in a folder of its own then
                    self._move(where, before)
            raise
        self._before = saved
        return where

    def _has_work(self) -> bool:
        """Whether something was made in the session that is kept; what cannot be read counts as that."""
        try:
            state = _read_state(self._current / _STATE)
        except SessionError:
            return True
        names = _names_in(state) if state is not None else None
        if state is None or names is None:
            return True
        rest = session_from(state)
        return any(name is not None for name in names) or rest.has_work or bool(rest.problems)

    def has_before(self) -> bool:
        """Whether there is what :meth:`read_before` reads."""
        return is_file(self.path / _BEFORE / _STATE)

    def read_before(self) -> Session | None:
        """The session before the last fresh start; raises as :meth:`read` does."""
        before = SessionFolder(self.path, self._lock, disk=self._disk)
        before.store = self.store
        before._current = self.path / _BEFORE
        self._before = before.read()
        return self._before

    def _move_current(self, target: Path) -> Path | None:
        if not exists(self._current):
            return None
        self._move(self._current, target)
        self._forget()
        return target

    def _forget(self) -> None:
        """What was current is elsewhere now."""
        self._text, self._names, self._saved = "", [None], None

    def _move(self, folder: Path, target: Path) -> None:
        try:
            self._disk.move(folder, target)
        except OSError as error:
            raise SessionError(say("session.unwritable", path=str(folder), reason=_reason(error))) from error

    # Restoring

    def begin_restoring(self) -> bool:
        """Note that a session is being restored, if there is one; False if that did not end the last two times.

        Once may be chance: a program that is killed as it starts did not fail because of what it restored.
        """
        marker = self.path / _RESTORING
        with contextlib.suppress(OSError):  # the save that follows tells that nothing can be written
            if exists(self._current):
                n_failed = marker.stat().st_size if exists(marker) else 0
                with self._disk.open_to_write(marker, at_its_end=True) as file:
                    file.write(b".")  # a mark for each time
                return n_failed < _MOST_FAILED
            self._disk.delete(marker)
        return True

    def end_restoring(self) -> None:
        """Note that it has ended well."""
        with contextlib.suppress(OSError):
            self._disk.delete(self.path / _RESTORING)


def open_session_folder(
    base: Path | None = None, *, is_patient: Callable[[], bool] = lambda: False, disk: Disk = DISK
) -> SessionFolder:
    """The first session's folder that no other window has; it is ours until it is closed or the process ends.

    Parameters
    ----------
    base
        Where such folders are; by default the user's data folder.
    is_patient
        Asked twenty times a second while a window that is closed already has the first of them: whether to wait for it.
    disk
        What writes.

    Raises
    ------
    SessionError
        If none can be made there, or too many windows are open.
    """
    base = user_data_folder() if base is None else base
    for number in range(1, _MOST_WINDOWS + 1):
        path = base / ("session" if number == 1 else f"session-{number}")
        lock = FileLock(path / _LOCK)
        try:
            disk.make_folder(path)
            while not (is_ours := lock.acquire()) and exists(path / _CLOSING) and is_patient():
                time.sleep(_LOOK_INTERVAL_S)
            if is_ours:
                with contextlib.suppress(OSError):
                    disk.delete(path / _CLOSING)
                return SessionFolder(path, lock, number, disk=disk)
        except OSError as error:
            lock.release()
            raise SessionError(say("session.unwritable", path=str(path), reason=_reason(error))) from error
    raise SessionError(say("session.too_many_windows", folder=str(base), n=_MOST_WINDOWS))


def _last_number(path: Path) -> int:
    """Of the folders of a session in which what is current may be, the number of the last; 1 if there is none."""
    found = (_CURRENT_NAME.fullmatch(each.name) for each in path.glob(f"{_CURRENT}-*"))
    return max((int(name[1]) for name in found if name), default=1)


def _current_folder(path: Path, number: int) -> Path:
    return path / (_CURRENT if number == 1 else f"{_CURRENT}-{number}")


def _names_in(state: dict[str, Any]) -> list[Any] | None:
    """What a state says where its runs are: ids, or names of files in version 1; ``None`` if it does not say so."""
    names = state.get("networks" if state["version"] == 1 else "runs")
    return names if isinstance(names, list) and names else None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _read_state(path: Path) -> dict[str, Any] | None:
    try:
        if not exists(path):
            return None
        if path.stat().st_size > _MOST_BYTES:
            raise SessionError(say("session.too_large", file=path.name))
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SessionError(say("session.unwritable", path=path.name, reason=_reason(error))) from error
    except (ValueError, RecursionError) as error:
        raise SessionError(say("session.damaged", file=path.name)) from error
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise SessionError(say("session.damaged", file=path.name))
    if not isinstance(state.get("version"), int) or state["version"] > VERSION:
        version = str(state.get("program_version"))[:20]
        raise SessionError(say("session.from_newer_program", file=path.name, version=version))
    return cast("dict[str, Any]", state)


def _read_points(path: Path) -> NDArray[np.float64]:
    """The learning curves beside a network."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return read_member(path, archive, "points").astype(np.float64)
    except DigitLabError:
        raise
    except Exception as error:
        raise SessionError(why_unreadable(path, error, say("session.damaged", file=path.name))) from error
