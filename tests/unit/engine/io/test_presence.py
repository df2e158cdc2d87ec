"""Whether something is at a path, and that it is not taken for gone where nobody can look."""

from pathlib import Path

import pytest

from engine.io.presence import exists, is_file, is_folder


def test_files_folders_and_what_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    link = tmp_path / "link"
    link.symlink_to(link)
    found = {path: (exists(path), is_file(path), is_folder(path)) for path in (file, tmp_path)}

    assert found == {file: (True, True, False), tmp_path: (True, False, True)}
    for nothing in (tmp_path / "gone", file / "below", link, Path("a\0b")):
        assert not any((exists(nothing), is_file(nothing), is_folder(nothing)))


@pytest.mark.parametrize("ask", [exists, is_file, is_folder])
def test_where_nobody_can_look_is_an_error(ask: object, tmp_path: Path) -> None:
    assert callable(ask)
    with pytest.raises(OSError, match="File name too long"):
        ask(tmp_path / ("x" * 5000))
