"""A disk that loses its power: what was written and never flushed may be gone, cut off or zeros, and names as they were.

Next to the real files a copy of each is kept in memory twice: as programs see it, and as it is on the disk for certain.
:meth:`SimulatedDisk.after_a_power_cut` mixes the two in every way that POSIX allows a file system: nothing is taken for
granted that no call to flush asked for, though most file systems (ext4, APFS, NTFS) keep more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TypeAlias

Tree: TypeAlias = Mapping[str, bytes | None]
"""The content of each file by its path; ``None`` for a folder."""

_LOSSES = ("kept", "lost", "torn", "last", "zeros")
_MOST_UNDONE = 3  # folders whose names are mixed in all ways


@dataclass(eq=False)
class SimulatedFile:
    """A file's content, as it is on the disk for certain, and what was written since."""

    on_disk: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # where, and what; ``None`` cuts it off there

    def write(self, at: int, data: bytes) -> None:
        """Write a piece."""
        self.pending.append((at, data))

    def truncate(self, size: int) -> None:
        """Cut it off, or fill it up with zeros."""
        self.pending.append((size, None))

    def flush(self) -> None:
        """All of it is on the disk."""
        self.on_disk, self.pending = _with(self.on_disk, self.pending), []

    def after(self, loss: str) -> bytes:
        """What is found in it after a power cut, by what happened to what was written since the last flush."""
        pending = self.pending
        if loss == "lost" or not pending:
            return self.on_disk
        if loss == "torn":  # the first half of it arrived, up to the middle of a write
            pending = pending[: len(pending) // 2 + 1]
            at, data = pending[-1]
            pending = [*pending[:-1], (at, None if data is None else data[: len(data) // 2])]
        elif loss == "last":  # of all writes the last one alone arrived
            pending = pending[-1:]
        elif loss == "zeros":  # as long as it should be, and nothing in it
            pending = [(at, None if data is None else bytes(len(data))) for at, data in pending]
        return _with(self.on_disk, pending)


def _with(content: bytes, pending: Iterable[tuple[int, bytes | None]]) -> bytes:
    """A file's content once these are done."""
    changed = bytearray(content)
    for at, data in pending:
        changed += bytes(max(at - len(changed), 0))
        if data is None:
            del changed[at:]
        else:
            changed[at : at + len(data)] = data
    return bytes(changed)


@dataclass(eq=False)
class _Folder:
    on_disk: dict[str, "SimulatedFile | _Folder"] = field(default_factory=dict)
    seen: dict[str, "SimulatedFile | _Folder"] = field(default_factory=dict)


class SimulatedDisk:
    """A copy of a folder; all that is in it at first is on the disk.

    Parameters
    ----------
    folder
        Which.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder
        self._root = _copied(folder)

    # What programs do; the real calls have been done

    def opened(self, path: Path, *, is_emptied: bool) -> SimulatedFile:
        """A file is opened to be written to."""
        entries = self._folder(path.parent).seen
        file = entries.get(path.name)
        if not isinstance(file, SimulatedFile):
            file = entries[path.name] = SimulatedFile()
        if is_emptied:
            file.truncate(0)
        return file

    def file(self, path: Path) -> SimulatedFile | None:
        """A file that is there."""
        found = self._folder(path.parent).seen.get(path.name)
        return found if isinstance(found, SimulatedFile) else None

    def make_folder(self, path: Path) -> None:
        """A folder is made."""
        self._folder(path.parent).seen[path.name] = _Folder()

    def move(self, path: Path, target: Path) -> None:
        """A file or a folder is moved, into the place of another file if there is one."""
        self._folder(target.parent).seen[target.name] = self._folder(path.parent).seen.pop(path.name)

    def delete(self, path: Path) -> None:
        """A file or a folder is deleted."""
        del self._folder(path.parent).seen[path.name]

    def flush_folder(self, path: Path) -> None:
        """The names in a folder are on the disk."""
        folder = self._folder(path)
        folder.on_disk = dict(folder.seen)

    def _folder(self, path: Path) -> _Folder:
        folder = self._root
        for name in path.relative_to(self._path).parts:
            within = folder.seen[name]
            assert isinstance(within, _Folder)
            folder = within
        return folder

    # What is left of it

    def after_a_power_cut(self) -> Iterator[tuple[str, Tree]]:
        """Every state that may be found, with what happened to it in words."""
        changed = [folder for folder in self._folders() if folder.on_disk != folder.seen]
        if len(changed) <= _MOST_UNDONE:
            choices = list(product((False, True), repeat=len(changed)))
        else:  # all, none, and each by itself
            choices = [tuple(i in (j, -1) for i in range(len(changed))) for j in range(-2, len(changed))]
            choices += [(True,) * len(changed)]
        for undone in choices:
            of_disk = {id(folder) for folder, is_undone in zip(changed, undone, strict=True) if is_undone}
            for loss in _LOSSES:
                names = f"{sum(undone)} of {len(changed)} folders as they were" if changed else "all names there"
                yield f"data {loss}, {names}", dict(_tree(self._root, of_disk, loss))

    def _folders(self) -> list[_Folder]:
        found, waiting = [], [self._root]
        known: set[int] = set()
        while waiting:
            folder = waiting.pop()
            if id(folder) not in known:
                known.add(id(folder))
                found.append(folder)
                entries = [*folder.on_disk.values(), *folder.seen.values()]
                waiting += [entry for entry in entries if isinstance(entry, _Folder)]
        return found


def _copied(folder: Path) -> _Folder:
    entries: dict[str, SimulatedFile | _Folder] = {}
    for path in folder.iterdir():
        if path.is_dir():
            entries[path.name] = _copied(path)
        else:
            content = path.read_bytes()
            entries[path.name] = SimulatedFile(content)
    return _Folder(dict(entries), entries)


def _tree(folder: _Folder, of_disk: set[int], loss: str, prefix: str = "") -> Iterator[tuple[str, bytes | None]]:
    for name, entry in (folder.on_disk if id(folder) in of_disk else folder.seen).items():
        if isinstance(entry, SimulatedFile):
            yield prefix + name, entry.after(loss)
        else:
            yield prefix + name, None
            yield from _tree(entry, of_disk, loss, f"{prefix}{name}/")


def write_tree(tree: Tree, folder: Path) -> None:
    """Have these files in a folder, which is there and empty."""
    for name, content in tree.items():
        path = folder / name
        if content is None:
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(content)
