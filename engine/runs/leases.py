"""Which runs are in use by programs that are open now, told by each to all others.

A program that uses runs has two files of its own in ``runs/in-use``: ``<token>.json`` names them, and ``<token>.lock`` is
held for as long as the program lives. The system lets go of a lock however a process ends, so that what a program left that
was killed counts for nothing, and goes with the next look. Whoever writes or looks holds the lock of the store.
"""

import contextlib
import json
import secrets
from collections.abc import Iterable
from pathlib import Path

from engine.io.file_lock import FileLock
from engine.io.file_writing import DISK, Disk

FOLDER = "in-use"
"""The name of the folder, in that of the runs."""


class RunLeases:
    """What this program uses, and what all others do; for threads that may wait for a disk.

    Parameters
    ----------
    folder
        Where the files are.
    disk
        What writes.

    Raises
    ------
    OSError
        By :meth:`hold`, if the files cannot be written.
    """

    def __init__(self, folder: Path, *, disk: Disk = DISK) -> None:
        self._folder, self._disk = folder, disk
        self._token = ""
        self._lock: FileLock | None = None
        self._held: frozenset[str] = frozenset()

    def holds(self, run_ids: Iterable[str]) -> bool:
        """Whether these and no others are told already."""
        return frozenset(run_ids) == self._held

    def hold(self, run_ids: Iterable[str]) -> None:
        """Use these runs, and no others, from now on."""
        ids = frozenset(run_ids)
        if self._lock is None:
            self._disk.make_folder(self._folder)
            self._token = secrets.token_hex(8)
            lock = FileLock(self._folder / f"{self._token}.lock")
            lock.acquire()
            self._lock = lock
        text = json.dumps(sorted(ids))
        path = self._folder / f"{self._token}.json"
        self._disk.write_whole(path, lambda file: file.write(text.encode()), replaces_read_only=True)
        self._held = ids

    def release(self) -> None:
        """Use none any more."""
        if self._lock is not None:
            self._lock.release()
            self._drop(self._token)
            self._lock, self._held = None, frozenset()

    def of_others(self) -> set[str]:
        """The ids of all runs that other programs use; what is left of programs that have ended is deleted."""
        ids: set[str] = set()
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*.lock"):
                if path.stem != self._token or self._lock is None:
                    ids |= self._of_other(path)
        return ids

    def _of_other(self, path: Path) -> set[str]:
        lock = FileLock(path)
        with contextlib.suppress(OSError, ValueError, TypeError):
            if lock.acquire():
                lock.release()
                self._drop(path.stem)
            else:
                return {str(run_id) for run_id in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))}
        return set()

    def _drop(self, token: str) -> None:
        for suffix in (".json", ".lock"):
            with contextlib.suppress(OSError):
                self._disk.delete(self._folder / f"{token}{suffix}")
