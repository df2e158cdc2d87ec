"""What is kept of a user's way through the lessons."""

import errno
from pathlib import Path
from typing import IO, Any

import pytest

from engine.errors import LessonError
from engine.io.file_writing import Disk
from engine.lessons.progress import Found, LessonProgress, load_progress, progress_file, save_progress


def test_progress_comes_back_as_it_was(user_data: Path) -> None:
    own = LessonProgress(step=3, is_done=True).with_prediction(0, 1, 50.0).with_prediction(2, 0, "yes")
    progress = {"04-learning-rate": own.with_result("η = 3", Found(95.31, 1)), "mine": LessonProgress()}

    save_progress(progress)

    assert progress_file().parent == user_data
    loaded = load_progress()
    assert loaded.progress == progress
    assert loaded.note is None
    assert [path.name for path in user_data.iterdir()] == ["lessons.json"]


def test_nothing_is_kept_at_first() -> None:
    assert load_progress().progress == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"format": "other", "lessons": {}}',
        b'{"format": "digit-lab-lessons", "lessons": {"a": {"step": -1, "done": false, "predictions": [], "results": {}}}}',
        b'{"format": "digit-lab-lessons", "lessons": {"a": {"step": 1, "done": false, "predictions": 3, "results": {}}}}',
        b'{"format": "digit-lab-lessons", "lessons": {"a": {"step": 1, "done": false, "predictions": [], "results": []}}}',
    ],
)
def test_a_damaged_file_is_set_aside_and_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lessons.json"
    for number in (1, 2):
        path.write_bytes(content)

        loaded = load_progress(path)

        assert loaded.progress == {}
        assert f"lessons-damaged-{number}.json" in str(loaded.note)
        assert (tmp_path / f"lessons-damaged-{number}.json").read_bytes() == content
    save_progress({"a": LessonProgress()}, path)
    assert load_progress(path).progress == {"a": LessonProgress()}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    class FullDisk(Disk):
        def _create(self, path: Path) -> IO[bytes]:
            raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "lessons.json"
    save_progress({"a": LessonProgress(step=2)}, path)
    with pytest.raises(LessonError, match="No space left"):
        save_progress({}, path, disk=FullDisk())
    assert load_progress(path).progress == {"a": LessonProgress(step=2)}


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "lessons.json"
    save_progress({}, path)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(LessonError, match="Permission denied"):
        load_progress(path)


def test_what_a_newer_program_has_kept_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "lessons.json"
    path.write_text('{"format": "digit-lab-lessons", "version": 2, "courses": {}}')

    with pytest.raises(LessonError, match=r"lessons.json: a newer Digit Lab has kept your progress"):
        load_progress(path)

    assert [each.name for each in tmp_path.iterdir()] == ["lessons.json"]
