"""All that the program writes to the disk: files whole or not at all; folders made, moved and deleted.

One object does all of it, so that a test can put another in its place, which fails at any call that it likes.
"""

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

from engine.io.presence import exists

LEFTOVER_AGE_S = 600.0
"""After so many seconds without a change, what lies beside a file half written is nobody's any more."""

_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Disk:
    """Writes to the file system; every method raises ``OSError`` where the system refuses.

    All that is ever done to a file or a folder is announced to :meth:`before`: what stands in for this class, to see or to
    refuse it, replaces that.
    """

    def before(self, what: str, path: Path) -> None:
        """Something is about to be done: "create", "flush", "replace", "open", "move", "delete", ..."""

    def write_whole(
        self, path: Path, write: Callable[[IO[bytes]], object], *, replaces_read_only: bool = False
    ) -> None:
        """Write a file; a failure or a crash leaves what was there before, whole.

        A failure leaves nothing beside it. A process that is killed leaves ``.<name>.<8 hexadecimal digits>``, which a
        later save under the same name takes away. A file that is replaced keeps its mode; a link stays, what it names is
        replaced. A file that is read-only is not replaced, though moving another one into its place would ask nobody on
        POSIX.

        Parameters
        ----------
        path
            Where.
        write
            Writes to the open file that it is given.
        replaces_read_only
            Whether a file that is read-only is replaced too, and may be written to from then on: for the program's own
            files, which nobody marks on purpose; a backup may bring them back so.

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
            with self._create(temporary) as file:
                write(file)
                self._flush(file, temporary)
            with contextlib.suppress(OSError):  # there was no file yet, or its mode is not ours to give
                shutil.copymode(place, temporary)
            self.replace(temporary, place)
        finally:
            with contextlib.suppress(OSError):
                self._delete(temporary)
        self._remove_leftovers(place)

    def check_writable(self, path: Path) -> None:
        """See that :meth:`write_whole` could begin; leaves nothing behind."""
        place = Path(os.path.realpath(path))
        _check_not_read_only(place)
        temporary = _beside(place)
        self._create(temporary).close()
        self._delete(temporary)

    def open_to_write(self, path: Path, *, at_its_end: bool) -> IO[bytes]:
        """Open a file to be written to as it comes, from its end or from its beginning; it is made if need be."""
        self.before("open", path)
        return path.open("ab" if at_its_end else "wb")

    def replace(self, path: Path, target: Path) -> None:
        """Move a file, into the place of another if there is one, in one step; it is on the disk when this returns."""
        self.before("replace", target)
        path.replace(target)
        _flush_folder(target.parent)

    def move(self, folder: Path, target: Path) -> None:
        """Move a folder to where nothing is, in one step; it is on the disk when this returns."""
        self.before("move", folder)
        folder.rename(target)
        for parent in dict.fromkeys((target.parent, folder.parent)):  # the new place first: nowhere it is never
            _flush_folder(parent)

    def make_folder(self, path: Path) -> None:
        """Make a folder, and those that it is in, unless it is there; what is made is on the disk when this returns."""
        self.before("make folder", path)
        new = [each for each in (path, *path.parents) if not exists(each)]
        path.mkdir(parents=True, exist_ok=True)
        for each in new:
            _flush_folder(each.parent)

    def delete(self, path: Path) -> None:
        """Delete a file if it is there, one that is read-only too."""
        allow_writing(path)  # Windows deletes nothing else
        self._delete(path)

    def delete_folder(self, path: Path) -> None:
        """Delete a folder with all that is in it."""
        for entry in path.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                self.delete_folder(entry)
            else:
                self.delete(entry)
        self.before("delete folder", path)
        path.rmdir()

    def _create(self, path: Path) -> IO[bytes]:
        self.before("create", path)
        return path.open("xb")

    def _flush(self, file: IO[bytes], path: Path) -> None:
        self.before("flush", path)
        file.flush()
        os.fsync(file.fileno())

    def _delete(self, path: Path) -> None:
        self.before("delete", path)
        path.unlink(missing_ok=True)

    def _remove_leftovers(self, place: Path) -> None:
        """Take away what killed processes left beside a file that has just been written.

        Another process may be writing the same file right now, so only what has not changed for long goes. Its age is told
        by the file system's own clock, that of the new file: a network drive's may differ from ours.
        """
        ours = re.compile(re.escape(f".{place.name}.") + "[0-9a-f]{8}")
        with contextlib.suppress(OSError):  # somebody else may have been faster, or holds it open; there is a next time
            now = place.stat().st_mtime
            with os.scandir(place.parent) as entries:
                left = [
                    entry for entry in entries if ours.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
                ]
            for entry in left:
                if now - entry.stat(follow_symlinks=False).st_mtime > LEFTOVER_AGE_S:
                    self._delete(Path(entry.path))


DISK = Disk()
"""The file system as it is."""


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
