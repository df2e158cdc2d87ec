"""What is kept stays where it is when it cannot be moved: nothing that follows is written over it."""

import json
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SessionError
from engine.models.model import Model
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters
from tests.runs import a_run
from tests.session_folders import OpenFolder


def drawn(n_strokes: int) -> Session:
    return Session(strokes=(np.array([[0.2, 0.3], [0.4, 0.5]]),) * n_strokes)


def n_strokes_of(kept: Session | None) -> int:
    assert kept is not None
    return len(kept.strokes)


@pytest.fixture
def folder(open_folder: OpenFolder) -> SessionFolder:
    folder = open_folder()
    folder.write(drawn(1))
    return folder


def test_what_is_left_stays_and_what_follows_is_found(folder: SessionFolder, open_folder: OpenFolder) -> None:
    left = folder.leave()
    assert left is not None
    content = (left / "state.json").read_bytes()
    assert folder.read() is None
    folder.write(drawn(2))
    assert (left / "state.json").read_bytes() == content
    folder.close()
    folder = open_folder()
    assert n_strokes_of(folder.read()) == 2
    folder.write(drawn(3))
    assert (left / "state.json").read_bytes() == content


def test_the_same_session_is_written_again_elsewhere(folder: SessionFolder) -> None:
    folder.leave()
    folder.write(drawn(1))
    assert n_strokes_of(folder.read()) == 1


def test_it_can_happen_more_than_once(folder: SessionFolder, open_folder: OpenFolder) -> None:
    left = [folder.leave()]
    for n in range(2, 12):
        folder.write(drawn(n))
        left.append(folder.leave())
    folder.write(drawn(12))
    folder.close()
    assert n_strokes_of(open_folder().read()) == 12
    assert len({path for path in left if path is not None and (path / "state.json").is_file()}) == 11


def test_where_nothing_was_kept_nothing_is_left(open_folder: OpenFolder) -> None:
    folder = open_folder()
    assert folder.leave() is None
    folder.write(drawn(1))
    assert [path.name for path in folder.path.iterdir() if path.is_dir()] == ["current"]


def test_what_follows_can_be_set_aside_and_before_as_ever(folder: SessionFolder, open_folder: OpenFolder) -> None:
    left = folder.leave()
    assert left is not None
    folder.write(drawn(2))
    folder.put_before()
    assert n_strokes_of(folder.read_before()) == 2
    folder.write(drawn(3))
    folder.close()
    folder = open_folder()
    assert n_strokes_of(folder.read()) == 3
    aside = folder.set_aside()
    assert aside is not None
    assert (aside / "state.json").is_file()
    assert folder.read() is None
    assert (left / "state.json").is_file()


def test_it_is_told_where_the_session_before_is_now(folder: SessionFolder) -> None:
    assert folder.put_before() is None
    folder.write(drawn(2))
    aside = folder.put_before()
    assert aside is not None
    assert aside.name.startswith("set-aside-")
    assert (aside / "state.json").is_file()
    folder.write(Session())  # nothing was made in it: what is before stays
    assert folder.put_before() == folder.path / "before-fresh-start"
    assert n_strokes_of(folder.read_before()) == 2


@pytest.mark.parametrize(("name", "value"), [("runs", 5), ("runs", []), ("runs", ["?"]), ("strokes", 5), ("config", 5)])
def test_what_cannot_be_read_may_have_been_made_by_the_user(folder: SessionFolder, name: str, value: object) -> None:
    folder.write(Session())
    path = folder.path / "current" / "state.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), name: value}))
    folder.put_before()
    assert folder.has_before()


def test_a_session_that_cannot_be_moved_is_told_and_stays(
    folder: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    for move in (folder.set_aside, folder.put_before):
        with pytest.raises(SessionError, match="Permission denied"):
            move()
        assert n_strokes_of(folder.read()) == 1


def test_a_state_of_an_older_or_a_later_program_of_the_same_version_is_read(folder: SessionFolder) -> None:
    folder.write(Session(source="mine.csv", source_in_use="ex4"))
    path = folder.path / "current" / "state.json"
    state = json.loads(path.read_text())
    kept = folder.read()
    assert kept is not None
    assert (kept.source, kept.source_in_use) == ("mine.csv", "ex4")
    del state["source_in_use"]
    path.write_text(json.dumps({**state, "what_is_not_known_here": 5}))
    kept = folder.read()
    assert kept is not None
    assert (kept.source, kept.source_in_use, kept.problems) == ("mine.csv", "", ())


def test_the_session_before_stays_where_it_is_found_if_that_of_now_cannot_be_moved(
    folder: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put_before()
    folder.write(drawn(2))
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "current":
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(SessionError, match=r"current cannot be used: Permission denied"):
        folder.put_before()
    assert folder.has_before()
    assert n_strokes_of(folder.read_before()) == 1
    assert n_strokes_of(folder.read()) == 2
    assert not list(folder.path.glob("set-aside-*"))


def refuse_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither replace nor delete a file that is marked read-only, as Windows does."""
    replace, unlink = Path.replace, Path.unlink

    def check(path: Path) -> None:
        if path.exists() and not path.stat().st_mode & stat.S_IWRITE:
            raise PermissionError(13, "Access is denied")

    def checked_replace(path: Path, target: Path) -> Path:
        check(target)
        return replace(path, target)

    def checked_unlink(path: Path, missing_ok: bool = False) -> None:
        check(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "replace", checked_replace)
    monkeypatch.setattr(Path, "unlink", checked_unlink)


@pytest.mark.parametrize("by", ["its mode", "its mode on Windows", "its owner"])
def test_a_session_that_is_read_only_is_kept_further(
    folder: SessionFolder, open_folder: OpenFolder, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    network = a_run(Model(first_parameters(TrainingConfig(hidden_layers=(5,)))), "random")
    folder.write(Session(network))
    folder.close()
    files = [*(folder.path / "current").iterdir(), *(folder.path.parent / "runs").glob("*/*")]
    assert len(files) == 3
    for path in files:  # as they come from a backup that is read-only
        path.chmod(stat.S_IREAD)
    if by == "its owner":
        monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    if by == "its mode on Windows":
        refuse_read_only(monkeypatch)
    folder = open_folder()
    kept = folder.read()
    assert kept is not None
    assert kept.run is not None
    for n_strokes in (2, 3):
        folder.write(drawn(n_strokes))
    assert n_strokes_of(folder.read()) == 3
    (state,) = (folder.path / "current").iterdir()
    assert state.stat().st_mode & stat.S_IWRITE
