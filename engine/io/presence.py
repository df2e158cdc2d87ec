"""Whether something is at a path, as far as that can be told.

From Python 3.14 on ``Path.exists``, ``is_file`` and ``is_dir`` answer no wherever they cannot look. "There is no such file"
is then said of one in a folder that may not be entered, and what is on a drive that does not answer counts as gone.
These here raise ``OSError`` then, as the methods did before.
"""

import errno
import stat
from pathlib import Path

_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP}
_NOT_THERE_ON_WINDOWS = {21, 123, 1921}  # a drive that is not ready, a name that cannot be, a link to itself


def exists(path: Path) -> bool:
    """Whether something is there; raises ``OSError`` if that cannot be told."""
    return _mode(path) is not None


def is_file(path: Path) -> bool:
    """Whether a file is there; raises ``OSError`` if that cannot be told."""
    mode = _mode(path)
    return mode is not None and stat.S_ISREG(mode)


def is_folder(path: Path) -> bool:
    """Whether a folder is there; raises ``OSError`` if that cannot be told."""
    mode = _mode(path)
    return mode is not None and stat.S_ISDIR(mode)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError as error:
        if error.errno in _NOT_THERE or getattr(error, "winerror", None) in _NOT_THERE_ON_WINDOWS:
            return None
        raise
    except ValueError:  # a path with a null character
        return None
