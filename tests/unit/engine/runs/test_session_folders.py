"""One window at a time has a session's folder."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SessionError
from engine.runs import session_folder
from engine.runs.session import Session
from engine.runs.session_folder import open_session_folder
from tests.session_folders import OpenFolder

ROOT = Path(__file__).resolve().parents[4]


def test_a_second_window_has_a_folder_of_its_own(open_folder: OpenFolder) -> None:
    first, second, third = (open_folder() for _ in range(3))
    assert [folder.path.name for folder in (first, second, third)] == ["session", "session-2", "session-3"]
    second.close()
    assert open_folder().number == 2


def test_a_process_that_is_killed_leaves_its_folder_to_the_next(tmp_path: Path, open_folder: OpenFolder) -> None:
    code = (
        "import sys, time; from pathlib import Path; from engine.runs.session import Session;"
        "from engine.runs.session_folder import open_session_folder; folder = open_session_folder(Path(sys.argv[1]));"
        "folder.write(Session()); folder.begin_restoring(); print(folder.number, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    assert open_folder().number == 2
    process.kill()
    process.communicate()
    next_one = open_folder()
    assert next_one.number == 1
    assert next_one.begin_restoring()  # it was killed while it did: once may be chance
    assert not next_one.begin_restoring()  # twice is not
    next_one.end_restoring()
    assert next_one.begin_restoring()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "session").write_text("in the way")
    with pytest.raises(SessionError, match="session"):
        open_session_folder(tmp_path)


def test_where_the_system_knows_no_locks_the_session_is_kept_nevertheless(
    open_folder: OpenFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("engine.io.file_lock._lock", no_locks)
    assert open_folder().number == 1


@pytest.mark.parametrize("is_closing", [False, True])
@pytest.mark.parametrize("n_looks", [0, 2, 5])
def test_a_new_window_waits_for_the_last_save_of_one_that_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_looks: int, *, is_closing: bool
) -> None:
    monkeypatch.setattr(session_folder, "_LOOK_INTERVAL_S", 0.0)
    asked = []
    last = open_session_folder(tmp_path)
    if is_closing:
        last.begin_closing()

    def is_patient() -> bool:
        asked.append(True)
        if len(asked) == 3:
            last.close()
        return len(asked) <= n_looks

    following = open_session_folder(tmp_path, is_patient=is_patient)
    assert following.number == (1 if is_closing and n_looks == 5 else 2)
    assert len(asked) == (min(n_looks + 1, 3) if is_closing else 0)
    if following.number == 1:
        second = open_session_folder(tmp_path, is_patient=is_patient)
        assert (second.number, len(asked)) == (2, 3)  # the first is open, and does not close
        second.close()
    last.close()
    following.close()


@pytest.fixture
def drawn() -> Session:
    return Session(strokes=(np.array([[0.2, 0.3], [0.4, 0.5]]),))


def test_two_fresh_starts_do_not_hide_what_was_made(open_folder: OpenFolder, drawn: Session) -> None:
    folder = open_folder()
    folder.write(drawn)
    folder.put_before()
    for _ in range(2):
        folder.close()
        folder = open_folder()
        folder.write(Session())
        folder.put_before()
    before = folder.read_before()
    assert before is not None
    assert len(before.strokes) == 1


def test_a_session_before_gives_way_to_another_but_is_not_deleted(open_folder: OpenFolder, drawn: Session) -> None:
    folder = open_folder()
    for _ in range(2):
        folder.write(drawn)
        folder.put_before()
    assert len(list(folder.path.glob("set-aside-*/state.json"))) == 1
    assert folder.has_before()


@pytest.mark.parametrize("how", ["kept", "read"])
def test_the_session_before_that_is_shown_again_takes_the_place_of_one_in_which_nothing_was_made(
    open_folder: OpenFolder, drawn: Session, how: str
) -> None:
    folder = open_folder()
    folder.write(drawn)
    folder.put_before()
    folder.write(Session())
    shown = drawn if how == "kept" else folder.read_before()
    assert folder.put_before(shown) is None
    assert not folder.has_before()
    assert [path.name for path in folder.path.iterdir() if path.is_dir()] == ["current"]
    kept = folder.read()
    assert kept is not None
    assert len(kept.strokes) == 1


@pytest.mark.parametrize("why", ["another is shown", "something was made", "it cannot be moved", "it is damaged"])
def test_else_the_session_before_stays(
    open_folder: OpenFolder, drawn: Session, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    folder = open_folder()
    folder.write(drawn)
    folder.put_before()
    folder.write(replace(drawn, view="now") if why == "something was made" else Session())
    shown: Session | None = drawn
    if why == "another is shown":
        shown = replace(drawn, view="else")
    elif why == "it cannot be moved":

        def refuse(path: Path, target: Path) -> Path:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "rename", refuse)
    elif why == "it is damaged":
        path = folder.path / "before-fresh-start" / "state.json"
        path.write_text(path.read_text().replace('"strokes":[', '"strokes":[5,'))
        shown = folder.read_before()
    folder.put_before(shown)
    assert folder.has_before()
