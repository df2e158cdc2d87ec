"""Write a file whole or not at all: beside its place first, and then moved into it."""

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO

LEFTOVER_AGE_S = 600.0
"""After so many seconds without a change, what lies beside a file half written is nobody's any more."""

_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_whole(path: Path, write: Callable[[IO[bytes]], object], *, replaces_read_only: bool = False) -> None:
    """Write a file; a failure or a crash leaves what was there before, whole.

    A failure leaves nothing beside it. A process that is killed leaves ``.<name>.<8 hexadecimal digits>``, which a later
    save under the same name takes away. A file that is replaced keeps its mode; a link stays, what it names is replaced.
    A file that is read-only is not replaced, though moving another one into its place would ask nobody on POSIX.

    Parameters
    ----------
    path
        Where.
    write
        Writes to the open file that it is given.
    replaces_read_only
        Whether a file that is read-only is replaced too, and may be written to from then on: for the program's own files,
        which nobody marks on purpose; a backup may bring them back so.

    Raises
    ------
    OSError
        If it cannot be written there.
    """
    place = Path(os.path.realpath(path))
    if replaces_read_only:
        allow_writing(place)
    else:
        _check_not_read_only(place)
    temporary = _beside(place)
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # there was no file yet, or its mode is not ours to give
            shutil.copymode(place, temporary)
        temporary.replace(place)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _flush_folder(place.parent)
    _remove_leftovers(place)


def check_writable(path: Path) -> None:
    """Raise ``OSError`` if :func:`write_whole` could not even begin; leaves nothing behind."""
    place = Path(os.path.realpath(path))
    _check_not_read_only(place)
    temporary = _beside(place)
    temporary.open("xb").close()
    temporary.unlink(missing_ok=True)


def allow_writing(path: Path) -> None:
    """Let the user write to a file; where there is none, or its mode is not ours to give, nothing happens.

    Windows neither replaces nor deletes a file that is marked read-only. POSIX does, as it asks the folder.
    """
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        if not mode & stat.S_IWUSR:
            path.chmod(stat.S_IMODE(mode) | stat.S_IWUSR)


def _check_not_read_only(place: Path) -> None:
    """Raise ``PermissionError`` if there is a file that nobody may write to, or not this user."""
    try:
        mode = place.stat().st_mode
    except OSError:  # there is nothing, or nothing that can be seen: writing tells what is wrong
        return
    if stat.S_ISREG(mode) and not (mode & _WRITE_BITS and os.access(place, os.W_OK)):
        told = "a file that is read-only; allow writing to it, or choose another name"
        raise PermissionError(errno.EACCES, told, str(place))


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}")


def _flush_folder(folder: Path) -> None:
    """Have the folder's entries on the disk.

    Moving a file changes its folder alone, which the system may write much later: a computer that loses its power before
    that has the old file again, though the user was told of the new one.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows opens no folders, and its file system keeps a journal of such moves
    with contextlib.suppress(OSError):  # some network drives flush no folders
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_leftovers(place: Path) -> None:
    """Take away what killed processes left beside a file that has just been written.

    Another process may be writing the same file right now, so only what has not changed for long goes. Its age is told by
    the file system's own clock, that of the new file: a network drive's may differ from ours.
    """
    ours = re.compile(re.escape(f".{place.name}.") + "[0-9a-f]{8}")
    with contextlib.suppress(OSError):  # somebody else may have been faster, or holds it open; there is a next time
        now = place.stat().st_mtime
        with os.scandir(place.parent) as entries:
            left = [entry for entry in entries if ours.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)]
        for entry in left:
            if now - entry.stat(follow_symlinks=False).st_mtime > LEFTOVER_AGE_S:
                Path(entry.path).unlink()
