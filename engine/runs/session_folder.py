"""Where a session is kept: a folder in the user's data folder, of which one process at a time is the owner.

``session`` holds ``lock``, ``restoring`` while a session is being restored, ``closing`` once its window is gone, and
``current``: ``state.json`` with all that is small, and a file for each network, an ordinary model file with the
learning curves beside it, not compressed. A save writes new network files under new names first, then ``state.json``,
which names them, in one move, and then deletes those that nothing names: a process that is killed leaves the old
session or the new one, whole. A network that has not changed is not written again. These files are ours: one that is
read-only, as from a backup, is replaced like any other. A second window that is open at the same time has a folder of
its own, ``session-2``, and so on.
Where ``current`` can neither be read nor moved, it stays, and ``current-2`` takes its place.
"""

import contextlib
import json
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from engine import VERSION as PROGRAM_VERSION
from engine.errors import DigitLabError, SessionError
from engine.io.file_lock import FileLock
from engine.io.file_writing import DISK
from engine.io.npz_files import read_member
from engine.io.user_data import user_data_folder
from engine.models.files import load_model, write_npz
from engine.runs.session_state import KeptNetwork, KeptSession, describe_network, describe_rest, network_from, rest_from

FORMAT = "digit-lab-session"
VERSION = 1
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
    """

    def __init__(self, path: Path, lock: FileLock, number: int = 1) -> None:
        self.path = path
        self.number = number
        self._lock = lock
        self._current = _current_folder(path, _last_number(path))
        self._files: list[tuple[KeptNetwork, str]] = []  # what is on the disk now
        self._text = ""
        self._kept: KeptSession | None = None  # the last one that was written
        self._before: KeptSession | None = None  # the one before the last fresh start, as far as it is known

    def begin_closing(self) -> None:
        """Note that the window is gone and the last save follows: a new window waits for this folder."""
        with contextlib.suppress(OSError):  # then it does not wait
            (self.path / _CLOSING).touch()

    def close(self) -> None:
        """Let others have the folder."""
        self._lock.release()

    # Reading

    def read(self) -> KeptSession | None:
        """What was kept last; ``None`` if nothing was.

        A network that cannot be read is left out and told of in ``problems``, as is all else but the state itself.

        Raises
        ------
        SessionError
            If the state cannot be read, or comes from a newer program.
        """
        state = _read_state(self._current / _STATE)
        if state is None:
            return None
        kept = rest_from(state)
        problems = list(kept.problems)
        names = state.get("networks")
        if not isinstance(names, list) or not names:
            return replace(kept, problems=(*problems, "the network"))
        try:
            networks = [self._read_network(name) for name in names]
        except SessionError as error:
            problems.append(f"the network ({error})")
            networks = [None]
        return replace(kept, network=networks[-1], before_fine_tuning=tuple(networks[:-1]), problems=tuple(problems))

    def _read_network(self, name: object) -> KeptNetwork | None:
        if name is None:
            return None
        if not isinstance(name, str) or not _NETWORK_NAME.fullmatch(name):
            raise SessionError(f"expected the name of a network's file, got {str(name)[:40]!r}")
        path = self._current / name
        try:
            model = load_model(path)
            network = network_from(model, _read_points(path))
        except DigitLabError as error:
            raise SessionError(f"{name} cannot be read") from error
        self._files.append((network, name))
        return network

    # Writing

    def write(self, kept: KeptSession) -> None:
        """Keep a session in the place of the one before; for the thread that keeps it, one call at a time.

        Raises
        ------
        SessionError
            If it cannot be written; what was kept before is still there.
        """
        try:
            DISK.make_folder(self._current)
            files = [self._written(network) for network in (*kept.before_fine_tuning, kept.network)]
            description = {
                "format": FORMAT,
                "version": VERSION,
                "program_version": PROGRAM_VERSION,
                **describe_rest(kept),
                "networks": [name for _, name in files],
            }
            text = json.dumps(description, separators=(",", ":"))
            if text != self._text:
                DISK.write_whole(
                    self._current / _STATE, lambda file: file.write(text.encode()), replaces_read_only=True
                )
                self._text = text
            self._files = [(network, name) for network, name in files if network is not None and name is not None]
            self._kept = kept
            self._delete_what_nothing_names()
        except OSError as error:
            self._text = ""
            raise SessionError(f"{self._current}: {error.strerror or error}") from error

    def _written(self, network: KeptNetwork | None) -> tuple[KeptNetwork | None, str | None]:
        """A network with the name of its file, which is written unless it is there."""
        if network is None:
            return None, None
        for known, name in self._files:
            if network.is_same_as(known):
                return network, name
        name = f"network-{self._next_number()}.npz"
        model = replace(network.model, about=describe_network(network))
        points = {"points": network.points}
        DISK.write_whole(self._current / name, lambda file: write_npz(model, file, beside=points, is_compressed=False))
        self._files.append((network, name))
        return network, name

    def _next_number(self) -> int:
        numbers = [int(found[1]) for path in self._current.iterdir() if (found := _NETWORK_NAME.fullmatch(path.name))]
        return max(numbers, default=0) + 1

    def _delete_what_nothing_names(self) -> None:
        """Networks of earlier saves, and what a process that was killed left half written: the folder is ours alone."""
        named = {_STATE, *(name for _, name in self._files)}
        for path in self._current.iterdir():
            if path.name not in named:
                with contextlib.suppress(OSError):  # somebody is reading it; there is a next time
                    DISK.delete(path)

    # Putting aside

    def put_aside(self) -> Path | None:
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
        if not self._current.exists():
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
            if not (path := self.path / (stem if number == 1 else f"{stem}-{number}")).exists()
        )

    def put_before(self, shown: KeptSession | None = None) -> Path | None:
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
        where = before if before.exists() else None
        if not self._current.exists():
            return where
        if not self._has_work():
            with contextlib.suppress(OSError):
                DISK.delete_folder(self._current)
            self._forget()
            if where is None or shown is None or shown is not self._before or shown.problems or self._current.exists():
                return where
            with contextlib.suppress(SessionError):  # it stays, and is written once more
                self._move(before, self._current)
                self._before = None
                return None
            return where
        if where is not None:
            where = self._aside()
            self._move(before, where)
        kept = self._kept
        try:
            self._move_current(before)
        except SessionError:
            if where is not None:
                with contextlib.suppress(SessionError):  # it is in a folder of its own then
                    self._move(where, before)
            raise
        self._before = kept
        return where

    def _has_work(self) -> bool:
        """Whether something was made in the session that is kept; what cannot be read counts as that."""
        try:
            state = _read_state(self._current / _STATE)
        except SessionError:
            return True
        names = state.get("networks") if state is not None else None
        if state is None or not isinstance(names, list) or not names:
            return True
        rest = rest_from(state)
        return any(name is not None for name in names) or rest.has_work or bool(rest.problems)

    def has_before(self) -> bool:
        """Whether there is what :meth:`read_before` reads."""
        return (self.path / _BEFORE / _STATE).is_file()

    def read_before(self) -> KeptSession | None:
        """The session before the last fresh start; raises as :meth:`read` does."""
        before = SessionFolder(self.path, self._lock)
        before._current = self.path / _BEFORE
        self._before = before.read()
        return self._before

    def _move_current(self, target: Path) -> Path | None:
        if not self._current.exists():
            return None
        self._move(self._current, target)
        self._forget()
        return target

    def _forget(self) -> None:
        """What was current is elsewhere now."""
        self._files, self._text, self._kept = [], "", None

    @staticmethod
    def _move(folder: Path, target: Path) -> None:
        try:
            DISK.move(folder, target)
        except OSError as error:
            raise SessionError(f"{folder}: {error.strerror or error}") from error

    # Restoring

    def begin_restoring(self) -> bool:
        """Note that a session is being restored, if there is one; False if that did not end the last two times.

        Once may be chance: a program that is killed as it starts did not fail because of what it restored.
        """
        marker = self.path / _RESTORING
        with contextlib.suppress(OSError):  # the save that follows tells that nothing can be written
            if self._current.exists():
                n_failed = marker.stat().st_size if marker.exists() else 0
                with DISK.open_to_write(marker, at_its_end=True) as file:
                    file.write(b".")  # a mark for each time
                return n_failed < _MOST_FAILED
            DISK.delete(marker)
        return True

    def end_restoring(self) -> None:
        """Note that it has ended well."""
        with contextlib.suppress(OSError):
            DISK.delete(self.path / _RESTORING)


def open_session_folder(base: Path | None = None, *, is_patient: Callable[[], bool] = lambda: False) -> SessionFolder:
    """The first session's folder that no other window has; it is ours until it is closed or the process ends.

    Parameters
    ----------
    base
        Where such folders are; by default the user's data folder.
    is_patient
        Asked twenty times a second while a window that is closed already has the first of them: whether to wait for it.

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
            DISK.make_folder(path)
            while not (is_ours := lock.acquire()) and (path / _CLOSING).exists() and is_patient():
                time.sleep(_LOOK_INTERVAL_S)
        except OSError as error:
            raise SessionError(f"{path}: {error.strerror or error}") from error
        if is_ours:
            with contextlib.suppress(OSError):
                (path / _CLOSING).unlink(missing_ok=True)
            return SessionFolder(path, lock, number)
    raise SessionError(f"{base}: {_MOST_WINDOWS} windows are open already")


def _last_number(path: Path) -> int:
    """Of the folders of a session in which what is current may be, the number of the last; 1 if there is none."""
    found = (_CURRENT_NAME.fullmatch(each.name) for each in path.glob(f"{_CURRENT}-*"))
    return max((int(name[1]) for name in found if name), default=1)


def _current_folder(path: Path, number: int) -> Path:
    return path / (_CURRENT if number == 1 else f"{_CURRENT}-{number}")


def _read_state(path: Path) -> dict[str, Any] | None:
    try:
        if not path.exists():
            return None
        if path.stat().st_size > _MOST_BYTES:
            raise SessionError(f"{path.name} is too large")
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SessionError(f"{path.name}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise SessionError(f"{path.name} is damaged") from error
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise SessionError(f"{path.name} is damaged")
    if not isinstance(state.get("version"), int) or state["version"] > VERSION:
        raise SessionError(f"{path.name} was written by a newer Digit Lab, {str(state.get('program_version'))[:20]}")
    return cast("dict[str, Any]", state)


def _read_points(path: Path) -> NDArray[np.float64]:
    """The learning curves beside a network."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return read_member(path, archive, "points").astype(np.float64)
    except DigitLabError:
        raise
    except Exception as error:
        raise SessionError(f"{path.name} is damaged ({type(error).__name__})") from error
