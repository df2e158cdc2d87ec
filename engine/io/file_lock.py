"""A lock that one process holds at a time, and that the system releases however the process ends.

Nothing has to be cleaned up after a process that was killed, and no number of a process, which another may have got
meanwhile, has to be trusted.
"""

import contextlib
import errno
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD_BY_ANOTHER = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class FileLock:
    """A lock on one file, which is made if need be and stays; two locks on it exclude each other within a process too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False if another holds it.

        Where the file system knows no locks, as some network drives do not, it is taken: better two windows that do not
        know of each other than none that keeps anything.

        Raises
        ------
        OSError
            If the file cannot be made or opened.
        """
        file = self._path.open("ab")
        try:
            _lock(file)
        except OSError as error:
            if error.errno in _HELD_BY_ANOTHER:
                file.close()
                return False
        except BaseException:
            file.close()
            raise
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens if it is not held."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                with contextlib.suppress(OSError):
                    _unlock(file)
            finally:
                with contextlib.suppress(OSError):  # of a network drive that is gone; the lock goes with it
                    file.close()


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
