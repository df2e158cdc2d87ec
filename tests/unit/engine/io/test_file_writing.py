"""Files are written whole or not at all, keep who may read them, and what killed processes left beside them goes."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli.targets import checked_target
from engine.errors import ModelError
from engine.io.file_writing import DISK, LEFTOVER_AGE_S
from engine.models.files import load_model, save_model

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and folders of POSIX")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _leftover(path: Path, *, age_s: float, token: str = "0badcafe") -> Path:
    """What a process leaves that is killed while it writes a file, so long ago."""
    left = path.with_name(f".{path.name}.{token}")
    left.write_bytes(b"half")
    changed = left.stat().st_mtime - age_s
    os.utime(left, (changed, changed))
    return left


# What killed processes left


def test_what_killed_processes_left_goes_with_the_next_save(tmp_path: Path) -> None:
    path = tmp_path / "network.npz"
    for token in ("00000001", "00000002", "deadbeef"):
        _leftover(path, age_s=LEFTOVER_AGE_S + 5, token=token)

    DISK.write_whole(path, lambda file: file.write(b"whole"))

    assert _names(tmp_path) == ["network.npz"]
    assert path.read_bytes() == b"whole"


def test_what_another_process_may_be_writing_right_now_stays(tmp_path: Path) -> None:
    path = tmp_path / "network.npz"
    fresh = _leftover(path, age_s=LEFTOVER_AGE_S / 2)

    DISK.write_whole(path, lambda file: file.write(b"whole"))

    assert _names(tmp_path) == sorted([fresh.name, "network.npz"])


@pytest.mark.parametrize(
    "name",
    [
        ".other.npz.0badcafe",  # of another file
        ".network.npz.0badcafe.npz",
        ".network.npz.0badcaf",
        ".network.npz.0BADCAFE",
        ".networkxnpz.0badcafe",
        "network.npz.0badcafe",
        ".network.npz.backup-1",
    ],
)
def test_files_that_only_look_alike_stay(name: str, tmp_path: Path) -> None:
    other = tmp_path / name
    other.write_bytes(b"somebody's")
    os.utime(other, (1.0, 1.0))

    DISK.write_whole(tmp_path / "network.npz", lambda file: file.write(b"whole"))

    assert other.read_bytes() == b"somebody's"


def test_a_folder_of_such_a_name_stays(tmp_path: Path) -> None:
    folder = tmp_path / ".network.npz.0badcafe"
    folder.mkdir()
    os.utime(folder, (1.0, 1.0))

    DISK.write_whole(tmp_path / "network.npz", lambda file: file.write(b"whole"))

    assert folder.is_dir()


def test_a_save_that_fails_takes_nothing_away(tmp_path: Path) -> None:
    path = tmp_path / "network.npz"
    left = _leftover(path, age_s=LEFTOVER_AGE_S + 5)

    def fail(_file: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        DISK.write_whole(path, fail)

    assert _names(tmp_path) == [left.name]


def test_that_a_leftover_cannot_be_removed_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "network.npz"
    left = _leftover(path, age_s=LEFTOVER_AGE_S + 5)

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)  # on Windows, a file that is open
    DISK.write_whole(path, lambda file: file.write(b"whole"))

    assert path.read_bytes() == b"whole"
    assert left.exists()


def test_two_that_save_at_once_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "network.npz"

    def write_within(file: object) -> None:
        DISK.write_whole(path, lambda inner: inner.write(b"inner"))
        file.write(b"outer")  # type: ignore[attr-defined]

    DISK.write_whole(path, write_within)

    assert path.read_bytes() == b"outer"
    assert _names(tmp_path) == ["network.npz"]


# On the disk


@needs_posix
def test_the_folder_is_on_the_disk_too_after_the_file_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "network.npz"
    flushed: list[tuple[str, bool]] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        flushed.append((kind, path.exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    DISK.write_whole(path, lambda file: file.write(b"whole"))

    assert flushed == [("file", False), ("folder", True)]


@needs_posix
def test_a_file_system_that_flushes_no_folders_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    DISK.write_whole(tmp_path / "network.npz", lambda file: file.write(b"whole"))

    assert (tmp_path / "network.npz").read_bytes() == b"whole"


# What may not be written to


def _read_only(path: Path) -> Path:
    path.write_bytes(b"kept")
    path.chmod(stat.S_IREAD)  # on Windows this is the mark in the file's properties
    return path


@pytest.mark.parametrize(
    "write", [DISK.check_writable, lambda path: DISK.write_whole(path, lambda file: file.write(b"new"))]
)
def test_a_file_that_is_marked_read_only_stays_as_it_is(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = _read_only(tmp_path / "network.npz")

    with pytest.raises(PermissionError) as caught:
        write(path)

    assert caught.value.strerror == "a file that is read-only; allow writing to it, or choose another name"
    assert path.read_bytes() == b"kept"
    assert _names(tmp_path) == ["network.npz"]


@needs_posix
def test_a_read_only_file_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "latest.npz").symlink_to(_read_only(tmp_path / "network.npz"))

    with pytest.raises(PermissionError):
        DISK.write_whole(tmp_path / "latest.npz", lambda file: file.write(b"new"))

    assert (tmp_path / "network.npz").read_bytes() == b"kept"


def test_a_file_of_somebody_else_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "network.npz"
    path.write_bytes(b"theirs")
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # root may write everywhere

    with pytest.raises(PermissionError, match="read-only"):
        DISK.write_whole(path, lambda file: file.write(b"ours"))
    DISK.write_whole(tmp_path / "new.npz", lambda file: file.write(b"ours"))  # nothing there yet

    assert path.read_bytes() == b"theirs"


def test_that_a_network_file_is_read_only_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = _read_only(tmp_path / "network.npz")

    with pytest.raises(ModelError) as caught:
        save_model(load_model(), path)
    with pytest.raises(ModelError, match=r"^--out must be .*network.npz': a file that is read-only; allow writing"):
        checked_target(str(path))

    assert str(caught.value) == (
        f"{path}: expected a place where a model can be written, got: a file that is read-only; allow writing to it, or "
        f"choose another name"
    )


# What a file was before


@needs_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_who_may_read_a_file_stays_so_when_it_is_saved_again(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "network.npz"
    path.write_bytes(b"old")
    path.chmod(mode)

    DISK.write_whole(path, lambda file: file.write(b"new"))

    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == b"new"


@needs_posix
def test_through_a_link_the_file_itself_is_written(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    kept, link = tmp_path / "kept" / "network.npz", tmp_path / "latest.npz"
    kept.write_bytes(b"old")
    link.symlink_to(kept)

    DISK.write_whole(link, lambda file: file.write(b"new"))

    assert link.is_symlink()
    assert kept.read_bytes() == b"new"
    assert _names(tmp_path / "kept") == ["network.npz"]


def test_asking_whether_a_place_can_be_written_leaves_nothing(tmp_path: Path) -> None:
    DISK.check_writable(tmp_path / "network.npz")

    assert _names(tmp_path) == []
