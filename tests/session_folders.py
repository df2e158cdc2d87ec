"""Folders of sessions for tests, given back at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from engine.runs.session_folder import SessionFolder, open_session_folder

OpenFolder: TypeAlias = Callable[[], SessionFolder]


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[OpenFolder]:
    """Opens the first folder that is free, as a start of the program does."""
    opened: list[SessionFolder] = []

    def open_one() -> SessionFolder:
        opened.append(open_session_folder(tmp_path))
        return opened[-1]

    yield open_one
    for folder in opened:
        folder.close()
