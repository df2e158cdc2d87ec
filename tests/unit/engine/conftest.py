"""What the tests of downloads and sessions ask for; a module that serves other files has a server of its own."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.downloads import CONTENTS
from tests.http_server import Server, running_server
from tests.session_folders import open_folder

__all__ = ["open_folder"]  # a fixture


@pytest.fixture
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive(), thread.name


@pytest.fixture
def server() -> Iterator[Server]:
    """Serves the two small files."""
    with running_server(CONTENTS) as server:
        yield server


@pytest.fixture
def second_server() -> Iterator[Server]:
    """Another one."""
    with running_server(CONTENTS) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where to download to; it does not exist yet, nor does the one that it is in."""
    return tmp_path / "not yet" / "mnist"
