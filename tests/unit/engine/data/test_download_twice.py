"""Two downloads into one folder at once, by the window and the command line: one fetches, the other waits for it."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import DownloadCancelledError
from tests.downloads import SIZE, TOTAL, assert_complete, download
from tests.http_server import Server, stall_after

pytestmark = pytest.mark.usefixtures("no_thread_left")


class _Download(threading.Thread):
    """A download in a thread of its own, as another process would make it.

    Attributes
    ----------
    is_waiting
        Set once it has been asked some times whether it is still wanted.
    has_gained
        Set once it has told of the first byte.
    progress
        What it told.
    error
        How it failed.
    """

    def __init__(self, folder: Path, server: Server, *, is_cancelled: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self.is_waiting = threading.Event()
        self.has_gained = threading.Event()
        self.progress: list[tuple[int, int]] = []
        self.error: Exception | None = None
        self._folder, self._server, self._is_cancelled = folder, server, is_cancelled
        self._n_asked = 0

    def run(self) -> None:
        try:
            download(
                self._folder,
                self._server,
                progress=self._note,
                is_cancelled=self._ask,
            )
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error

    def _note(self, done: int, total: int) -> None:
        self.progress.append((done, total))
        if done:
            self.has_gained.set()

    def _ask(self) -> bool:
        self._n_asked += 1
        if self._n_asked == 3:
            self.is_waiting.set()
        return self._is_cancelled()


def test_the_second_waits_for_the_first_and_asks_for_nothing(server: Server, folder: Path) -> None:
    server.script = [stall_after(100_000)]
    first, second = _Download(folder, server), _Download(folder, server)
    first.start()
    server.wait_for_requests(1)
    second.start()
    assert second.is_waiting.wait(20)
    server.released.set()
    first.join(20)
    second.join(20)

    assert (first.error, second.error) == (None, None)
    assert_complete(folder)
    assert len(server.requests) == 3  # the pictures, their rest after the stall, the labels
    assert second.progress[-1] == (TOTAL, TOTAL)


def test_what_the_first_left_is_taken_over(server: Server, folder: Path) -> None:
    server.script = [stall_after(100_000)]
    leaves = threading.Event()
    first, second = _Download(folder, server, is_cancelled=leaves.is_set), _Download(folder, server)
    first.start()
    part = folder / "pictures.gz.part"
    server.wait_for_requests(1)
    second.start()
    assert second.is_waiting.wait(20)
    assert second.has_gained.wait(20)  # it shows how far the other is
    leaves.set()
    first.join(20)
    second.join(20)

    assert isinstance(first.error, DownloadCancelledError)
    assert second.error is None
    assert not part.exists()
    assert_complete(folder)
    n_first = int(server.requests[1].range.removeprefix("bytes=").removesuffix("-"))
    assert 0 < n_first < SIZE  # it went on where the other had stopped
    assert len(server.requests) == 3


def test_the_second_can_be_cancelled_while_it_waits_which_harms_the_first_no_way(server: Server, folder: Path) -> None:
    server.script = [stall_after(0)]
    leaves = threading.Event()
    first, second = _Download(folder, server), _Download(folder, server, is_cancelled=leaves.is_set)
    first.start()
    server.wait_for_requests(1)
    second.start()
    assert second.is_waiting.wait(20)
    leaves.set()
    second.join(20)
    server.released.set()
    first.join(20)

    assert str(second.error) == "The download was canceled at 0.0 of 0.4 MB; the next one goes on from there"
    assert first.error is None
    assert_complete(folder)
