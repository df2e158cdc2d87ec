"""What is kept of a user's way through the lessons."""

import errno
from pathlib import Path
from typing import IO, Any

import pytest

from engine.errors import LessonError
from engine.io.file_writing import Disk
from engine.lessons.progress import VERSION, Found, LessonProgress, load_progress, progress_file, save_progress


def damaged(lesson: bytes) -> bytes:
    """A file of progress with what it says of one lesson."""
    return b'{"format": "digit-lab-lessons", "version": 2, "lessons": {"a": {' + lesson + b"}}}"


def test_progress_comes_back_as_it_was(user_data: Path) -> None:
    found = (
        Found(1, {"validation accuracy": 0.95, "epochs": 30.0}, "η 3"),
        Found(2, {"validation accuracy": 0.96}, "η 3"),
    )
    own = LessonProgress(3, True, {(0, 1): 50.0, (2, 0): 1.0}, {"rate-3": found}, {"η = 3": (0.94, 7)})
    progress = {"04-learning-rate": own, "mine": LessonProgress()}

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
        damaged(b'"step": -1, "done": false, "predictions": [], "results": {}'),
        damaged(b'"step": 1, "done": false, "predictions": 3, "results": {}'),
        damaged(b'"step": 1, "done": false, "predictions": [], "results": []'),
        damaged(b'"step": 1, "done": false, "predictions": [], "results": {"run": [[-1, {}, ""]]}'),
        damaged(b'"step": 1, "done": false, "predictions": [], "results": {"run": [[1, {"accuracy": NaN}, ""]]}'),
        damaged(b'"step": 1, "done": false, "predictions": [], "results": {"run": [[1, {"accuracy": 0.5}]]}'),
        damaged(b'"step": 1, "done": false, "predictions": [], "results": {}, "named": {"f": [1]}'),
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
    path.write_text(f'{{"format": "digit-lab-lessons", "version": {VERSION + 1}, "courses": {{}}}}')

    with pytest.raises(LessonError, match=r"lessons.json: a newer Digit Lab has kept your progress"):
        load_progress(path)

    assert [each.name for each in tmp_path.iterdir()] == ["lessons.json"]
