"""SQLite's own calls to the system, seen before they are done: a layer over its file system, as its own tests have one.

SQLite lets a program replace what it opens, writes, flushes and locks files with ("VFS", https://sqlite.org/vfs.html). The
one in use is copied, with these few functions replaced. That is done by ctypes, in the library that Python itself has
loaded; where none of its functions can be reached (an interpreter that has SQLite within it), :func:`can_be_watched` says
no.
"""

import ctypes
import errno
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from tests.soundness.file_calls import Before, Killed
from tests.soundness.simulated_disk import SimulatedDisk, SimulatedFile

_OK, _BUSY, _FULL, _CANTOPEN = 0, 5, 13, 14
_IOERR = {"read": 266, "write": 778, "flush": 1034, "truncate": 1546, "delete": 2570, "lock": 3850}
_NO_SUCH_FILE = 5898  # of a file to be deleted
_CREATE, _JOURNAL = 0x4, 0x800

_XOpen = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_XDelete = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_XClose = CFUNCTYPE(c_int, c_void_p)
_XWrite = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_XTruncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_XSync = CFUNCTYPE(c_int, c_void_p, c_int)
_XLock = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    _fields_: ClassVar = [
        ("version", c_int), ("file_size", c_int), ("longest_path", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", _XOpen), ("delete", _XDelete), ("rest", c_void_p * 13),
    ]  # fmt: skip


class _Methods(Structure):
    _fields_: ClassVar = [
        ("version", c_int), ("close", _XClose), ("read", c_void_p), ("write", _XWrite), ("truncate", _XTruncate),
        ("sync", _XSync), ("file_size", c_void_p), ("lock", _XLock), ("rest", c_void_p * 5),
    ]  # fmt: skip


class _File(Structure):
    _fields_: ClassVar = [("methods", POINTER(_Methods))]


@cache
def _library() -> Any:
    """The library that Python has loaded, with the two functions that are needed; ``None`` if they cannot be reached."""
    import _sqlite3

    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [c_char_p]
        library.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
    except (AttributeError, OSError):
        return None
    return library


def can_be_watched() -> bool:
    """Whether SQLite's calls can be seen here."""
    return _library() is not None


class _Layer:
    """The functions that stand in the place of SQLite's."""

    def __init__(self, original: _Vfs) -> None:
        self._original = original
        self.before: Before = lambda _what, _path: None
        self.disk: SimulatedDisk | None = None
        self._opened: dict[int, tuple[Path, SimulatedFile | None, bool]] = {}
        self._replaced: dict[int, tuple[_Methods, _Methods]] = {}  # by the address of the original
        self._of_file: dict[int, _Methods] = {}
        self._functions = (
            _XOpen(self._open), _XDelete(self._delete), _XClose(self._close), _XWrite(self._write),
            _XTruncate(self._truncate), _XSync(self._sync), _XLock(self._lock),
        )  # fmt: skip

    def vfs(self) -> _Vfs:
        vfs = _Vfs()
        ctypes.memmove(byref(vfs), byref(self._original), ctypes.sizeof(_Vfs))
        vfs.version, vfs.next, vfs.name = 1, None, b"watched"
        vfs.open, vfs.delete = self._functions[:2]
        return vfs

    def _asked(self, what: str, path: Path) -> int:
        """Announce a call; the code of SQLite for what is raised."""
        try:
            self.before("write" if what == "truncate" else what, path)
        except OSError as error:
            if what == "lock" and error.errno == errno.EACCES:
                return _BUSY
            if what == "write" and error.errno == errno.ENOSPC:
                return _FULL
            return _IOERR.get(what, _CANTOPEN)
        except Killed:  # which does not pass through C: the next call of Python's own raises it
            return _IOERR.get(what, _CANTOPEN)
        return _OK

    def _methods_of(self, file: int) -> tuple[_Methods, Path, SimulatedFile | None, bool]:
        return (self._of_file[file], *self._opened[file])

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = Path(ctypes.string_at(name).decode()) if name else None
        handle = cast(file, POINTER(_File))
        if path is not None:
            code = self._asked("open", path)
            if code != _OK:
                handle.contents.methods = None
                return code
        is_new = path is not None and not path.exists()
        code = int(self._original.open(vfs, name, file, flags, out))
        if code != _OK or path is None:
            return code
        seen = self.disk.opened(path, is_emptied=False) if self.disk is not None else None
        self._opened[file] = path, seen, is_new and bool(flags & _JOURNAL)
        address = ctypes.addressof(handle.contents.methods.contents)
        if address not in self._replaced:
            original, ours = _Methods(), _Methods()
            for copy in (original, ours):
                ctypes.memmove(byref(copy), address, ctypes.sizeof(_Methods))
            ours.version = 1
            ours.close, ours.write, ours.truncate, ours.sync, ours.lock = self._functions[2:]
            self._replaced[address] = original, ours
        original, ours = self._replaced[address]
        self._of_file[file] = original
        handle.contents.methods = ctypes.pointer(ours)
        return _OK

    def _delete(self, vfs: int, name: bytes, sync: int) -> int:
        path = Path(name.decode())
        if not path.exists():
            return _NO_SUCH_FILE
        code = self._asked("delete", path) or int(self._original.delete(vfs, name, sync))
        if code == _OK and self.disk is not None:
            self.disk.delete(path)
            if sync:
                self.disk.flush_folder(path.parent)
        return code

    def _close(self, file: int) -> int:
        original = self._of_file.pop(file)
        self._opened.pop(file)
        return int(original.close(file))

    def _write(self, file: int, data: int, n: int, at: int) -> int:
        original, path, seen, _ = self._methods_of(file)
        code = self._asked("write", path) or int(original.write(file, data, n, at))
        if code == _OK and seen is not None:
            seen.write(at, ctypes.string_at(data, n))
        return code

    def _truncate(self, file: int, size: int) -> int:
        original, path, seen, _ = self._methods_of(file)
        code = self._asked("truncate", path) or int(original.truncate(file, size))
        if code == _OK and seen is not None:
            seen.truncate(size)
        return code

    def _sync(self, file: int, flags: int) -> int:
        original, path, seen, has_new_name = self._methods_of(file)
        code = self._asked("flush", path) or int(original.sync(file, flags))
        if code == _OK and seen is not None and self.disk is not None:
            seen.flush()
            if has_new_name:
                self.disk.flush_folder(path.parent)
        return code

    def _lock(self, file: int, level: int) -> int:
        original, path, _, _ = self._methods_of(file)
        return self._asked("lock", path) or int(original.lock(file, level))


@cache
def _layer() -> tuple[_Layer, _Vfs]:
    """The layer, made once: whatever is still open when nobody looks any more goes on using it."""
    layer = _Layer(_library().sqlite3_vfs_find(None).contents)
    return layer, layer.vfs()


@contextmanager
def sqlite_watched(before: Before, disk: SimulatedDisk | None = None) -> Iterator[None]:
    """While this lasts, what SQLite does to files is announced, and done in ``disk`` too."""
    if not can_be_watched():
        yield
        return
    layer, vfs = _layer()
    usual = cast(_library().sqlite3_vfs_find(None), c_void_p)
    layer.before, layer.disk = before, disk
    _library().sqlite3_vfs_register(byref(vfs), 1)
    try:
        yield
    finally:
        _library().sqlite3_vfs_register(usual, 1)
        layer.before, layer.disk = lambda _what, _path: None, None
