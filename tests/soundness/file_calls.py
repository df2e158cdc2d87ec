"""Every call that changes a file or a folder, or opens one, seen before it is done: to refuse it, or to keep a record.

What is replaced is what Python itself calls (``io.open``, ``os.replace``, ``fcntl.flock``, ...), not what the engine is
made of, so that a call that forgets :class:`engine.io.file_writing.Disk` is seen too. Only what lies below one folder is
looked at; temporary folders lie there as well while this lasts. SQLite writes from C: :mod:`tests.soundness.sqlite_calls`.
"""

import builtins
import errno
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.soundness.simulated_disk import SimulatedDisk, SimulatedFile

Before = Callable[[str, Path], None]
"""Is told what is about to be done and to what; what it raises is raised in the place of the call."""

if sys.platform == "win32":
    import msvcrt as locks

    _LOCK = "locking"
else:
    import fcntl as locks

    _LOCK = "flock"

KINDS = (
    "open", "write", "flush", "close", "replace", "move", "make folder", "delete", "delete folder", "lock", "read", "list",
)  # fmt: skip
"""What calls are called: "open" to write, "read" to open for reading, "list" to look what is in a folder."""
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
"""What the system says: the disk is full, it is not allowed, the device failed."""


class Killed(BaseException):
    """The process is dead: nothing catches this, and every later call raises it again."""


def refusal(number: int, path: Path) -> OSError:
    """The error of that number, as the system raises it."""
    return OSError(number, os.strerror(number), str(path))


class _Written(io.FileIO):
    """A file that is written to; each piece that reaches the system is announced."""

    def __init__(self, path: Path, mode: str, before: Before, seen: SimulatedFile | None) -> None:
        self.path, self._before, self._seen = path, before, seen
        super().__init__(path, mode)
        _OPENED.add(self)

    def write(self, data: Any, /) -> int:
        self._before("write", self.path)
        at = self.seek(0, os.SEEK_END) if "a" in self.mode else self.tell()
        n = super().write(data)
        if self._seen is not None:
            self._seen.write(at, bytes(memoryview(data).cast("B")[:n]))
        return n

    def truncate(self, size: int | None = None, /) -> int:
        self._before("write", self.path)
        n = super().truncate(size)
        if self._seen is not None:
            self._seen.truncate(n)
        return n

    def close(self) -> None:
        if self.closed:
            return
        super().close()
        _OPENED.discard(self)
        with suppress(Killed):  # the system closes the files of a dead process
            self._before("close", self.path)


_OPENED: set[_Written] = set()


class _Calls:
    """What stands in the place of the system's calls."""

    def __init__(self, folder: Path, before: Before, disk: SimulatedDisk | None) -> None:
        self._folder = str(folder)
        self._before = before
        self._disk = disk
        self._of_descriptor: dict[int, tuple[Path, SimulatedFile | None]] = {}
        self._io_open, self._os_open, self._fsync = io.open, os.open, os.fsync

    def _ours(self, path: object) -> Path | None:
        if not isinstance(path, str | os.PathLike):
            return None
        name = os.path.abspath(str(path))  # noqa: PTH100 - of a string, and links stay
        return Path(name) if name.startswith(self._folder) else None

    def open(self, file: Any, mode: str = "r", buffering: int = -1, *args: Any, **more: Any) -> Any:
        path = self._ours(file)
        if path is None:
            return self._io_open(file, mode, buffering, *args, **more)
        if not set(mode) & set("wax+"):
            self._before("read", path)
            return self._io_open(file, mode, buffering, *args, **more)
        self._before("open", path)
        seen = None
        raw_mode = mode.replace("b", "").replace("t", "")
        if self._disk is not None:
            is_new = not path.exists()
            if is_new or "x" not in mode:  # else it is refused
                seen = self._disk.opened(path, is_emptied="w" in mode)
        raw = _Written(path, raw_mode, self._before, seen)
        self._of_descriptor[raw.fileno()] = path, seen
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *args, **more)

    def open_descriptor(self, path: Any, *args: Any, **more: Any) -> int:
        ours = self._ours(path)
        descriptor = self._os_open(path, *args, **more)
        if ours is not None:
            self._of_descriptor[descriptor] = ours, None
        return descriptor

    def fsync(self, descriptor: int) -> None:
        path, seen = self._of_descriptor.get(descriptor, (None, None))
        if path is not None:
            self._before("flush", path)
        self._fsync(descriptor)
        if path is not None and seen is not None:
            seen.flush()
        elif path is not None and self._disk is not None:
            self._disk.flush_folder(path)

    def lock(self, file: Any, *args: Any) -> Any:
        path, _ = self._of_descriptor.get(file if isinstance(file, int) else file.fileno(), (None, None))
        if path is not None:
            self._before("lock", path)
        return self.system_lock(file, *args)

    system_lock = staticmethod(getattr(locks, _LOCK))

    def changing(self, what: str, real: Callable[..., Any], simulated: str) -> Callable[..., Any]:
        """A call on one path or two, announced and done in the simulation too."""

        def call(path: Any, *args: Any, **more: Any) -> Any:
            ours = self._ours(path)
            if (
                ours is None or more.get("dir_fd") is not None
            ):  # shutil.rmtree works with descriptors: nobody needs those
                return real(path, *args, **more)
            self._before(what, ours)
            value = real(path, *args, **more)
            if self._disk is not None and simulated:
                others = [Path(args[0])] if simulated == "move" else []
                getattr(self._disk, simulated)(ours, *others)
            return value

        return call


@contextmanager
def watched(folder: Path, before: Before, disk: SimulatedDisk | None = None) -> Iterator[None]:
    """While this lasts, every call on what is below ``folder`` is announced, and done in ``disk`` too."""
    calls = _Calls(folder, before, disk)
    temporary = folder / "tmp"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary) if temporary.is_dir() else tempfile.gettempdir())
        patch.setattr(io, "open", calls.open)
        patch.setattr(builtins, "open", calls.open)
        patch.setattr(os, "open", calls.open_descriptor)
        patch.setattr(os, "fsync", calls.fsync)
        patch.setattr(locks, _LOCK, calls.lock)
        for what, names, simulated in (
            ("replace", ("replace",), "move"),
            ("move", ("rename",), "move"),
            ("make folder", ("mkdir",), "make_folder"),
            ("delete", ("unlink", "remove"), "delete"),
            ("delete folder", ("rmdir",), "delete"),
            ("list", ("listdir", "scandir"), ""),
        ):
            for name in names:
                patch.setattr(os, name, calls.changing(what, getattr(os, name), simulated))
        yield


def close_files(folder: Path) -> list[Path]:
    """What the system does when a process has died: close its files, those below a folder; which were open."""
    opened = [file for file in tuple(_OPENED) if file.path.is_relative_to(folder) and not file.closed]
    for file in opened:
        file.close()
    return [file.path.relative_to(folder) for file in opened]
