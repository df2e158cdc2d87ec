"""What is kept stays where it is when it cannot be moved: nothing that follows is written over it."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SessionError
from engine.kept_session import KeptSession
from engine.session_files import SessionFolder
from tests.session_folders import OpenFolder


def drawn(n_strokes: int) -> KeptSession:
    return KeptSession(strokes=(np.array([[0.2, 0.3], [0.4, 0.5]]),) * n_strokes)


def n_strokes_of(kept: KeptSession | None) -> int:
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


def test_what_follows_can_be_put_aside_and_before_as_ever(folder: SessionFolder, open_folder: OpenFolder) -> None:
    left = folder.leave()
    assert left is not None
    folder.write(drawn(2))
    folder.put_before()
    assert n_strokes_of(folder.read_before()) == 2
    folder.write(drawn(3))
    folder.close()
    folder = open_folder()
    assert n_strokes_of(folder.read()) == 3
    aside = folder.put_aside()
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
    folder.write(KeptSession())  # nothing was made in it: what is before stays
    assert folder.put_before() == folder.path / "before-fresh-start"
    assert n_strokes_of(folder.read_before()) == 2


@pytest.mark.parametrize(
    ("name", "value"), [("networks", 5), ("networks", []), ("networks", ["?"]), ("strokes", 5), ("config", 5)]
)
def test_what_cannot_be_read_may_have_been_made_by_the_user(folder: SessionFolder, name: str, value: object) -> None:
    folder.write(KeptSession())
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
    for move in (folder.put_aside, folder.put_before):
        with pytest.raises(SessionError, match="Permission denied"):
            move()
        assert n_strokes_of(folder.read()) == 1
