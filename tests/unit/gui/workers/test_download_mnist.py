"""Downloading MNIST from the window: a real thread, a real server."""

import dataclasses
import functools
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from engine.data.mnist.catalog import is_mnist_here
from engine.data.mnist.download import download_mnist
from gui.workers.mnist_download import MnistDownload
from tests import http_server
from tests.http_server import HASTE, Request, Server, remote_file, running_server

NAME = "pictures.gz"
CONTENTS = {NAME: bytes(range(256)) * 2000, "labels.gz": b"labels"}
FILES = {name: remote_file(content) for name, content in CONTENTS.items()}
SIZE = len(CONTENTS[NAME])


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server(CONTENTS) as server:
        yield server


@pytest.fixture
def mnist_here(server: Server, user_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files go; the server is the mirror that is asked."""
    monkeypatch.setenv("DIGITLAB_MNIST_URL", server.url)
    return user_data / "mnist"


@pytest.fixture
def downloads(mnist_here: Path, qtbot: QtBot) -> Iterator[MnistDownload]:
    retry_policy = dataclasses.replace(HASTE, timeout_s=30.0)
    downloads = MnistDownload(download=functools.partial(download_mnist, files=FILES, retry_policy=retry_policy))
    yield downloads
    downloads.shutdown()
    qtbot.waitUntil(lambda: not is_thread_here())  # a thread that is over has still to go


def is_thread_here() -> bool:
    """Whether the thread of a download runs, or the one that receives for it."""
    names = {thread.name for thread in threading.enumerate()}
    for task in Path("/proc/self/task").glob("*/comm"):
        with suppress(OSError):  # it has ended meanwhile
            names.add(task.read_text().strip())
    return bool(names & {"mnist-download", "http-stream"})


class Witness(QObject):
    """Notes what it is told, and in which thread."""

    def __init__(self, downloads: MnistDownload) -> None:
        super().__init__()
        self.told: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()
        downloads.progressed.connect(self._on_progressed)
        downloads.finished.connect(self._on_finished)
        downloads.cancelled.connect(self._on_cancelled)
        downloads.failed.connect(self._on_failed)
        downloads.crashed.connect(self._on_crashed)

    def _note(self, what: str, value: object = None) -> None:
        self.told.append((what, value))
        self.threads.add(QThread.currentThread())

    @Slot(int, int)
    def _on_progressed(self, n_done: int, n_total: int) -> None:
        self._note("progressed", (n_done, n_total))

    @Slot()
    def _on_finished(self) -> None:
        self._note("finished")

    @Slot()
    def _on_cancelled(self) -> None:
        self._note("cancelled")

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._note("failed", sentence)

    @Slot(str)
    def _on_crashed(self, report: str) -> None:
        self._note("crashed", report)

    @property
    def endings(self) -> list[str]:
        return [what for what, _ in self.told if what != "progressed"]


def test_there_is_no_thread_before_and_after(downloads: MnistDownload, qtbot: QtBot, mnist_here: Path) -> None:
    assert not is_thread_here()
    witness = Witness(downloads)
    was_running = [downloads.is_running]
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
        was_running.append(downloads.is_running)
    was_running.append(downloads.is_running)
    assert was_running == [False, True, False]
    qtbot.waitUntil(lambda: not is_thread_here())
    assert is_mnist_here(mnist_here, files=FILES)
    assert witness.endings == ["finished"]
    assert witness.told[0] == ("progressed", (0, SIZE + 6))
    assert witness.told[-2] == ("progressed", (SIZE + 6, SIZE + 6))
    assert witness.threads == {downloads.thread()}


def test_a_download_brings_it(downloads: MnistDownload, qtbot: QtBot, mnist_here: Path) -> None:
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
    assert is_mnist_here(mnist_here, files=FILES)


def test_cancelling_ends_it_at_once_and_the_next_goes_on(
    downloads: MnistDownload, server: Server, qtbot: QtBot, mnist_here: Path
) -> None:
    server.script = [http_server.stall_after(100_000)]
    downloads.start()
    part = mnist_here / f"{NAME}.part"
    qtbot.waitUntil(lambda: part.exists() and part.stat().st_size > 0, timeout=20_000)
    began = time.monotonic()
    with qtbot.waitSignal(downloads.cancelled, timeout=20_000):
        downloads.cancel()
    assert time.monotonic() - began < 1.0
    assert not downloads.is_running
    n_kept = part.stat().st_size
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
    assert server.requests[1] == Request(NAME, f"bytes={n_kept}-")
    assert is_mnist_here(mnist_here, files=FILES)


def test_what_went_wrong_is_told_and_can_be_tried_again(
    downloads: MnistDownload, server: Server, qtbot: QtBot, mnist_here: Path
) -> None:
    server.script = [http_server.with_status(404)]
    with qtbot.waitSignal(downloads.failed, timeout=20_000) as failed:
        downloads.start()
    assert "got status 404 (Not Found)" in failed.args[0]
    assert list(mnist_here.iterdir()) == []
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
    assert is_mnist_here(mnist_here, files=FILES)


@pytest.mark.parametrize(
    "answer", [http_server.never, http_server.stall_after(1000), http_server.slowly], ids=["silent", "stalled", "slow"]
)
def test_the_window_can_close_at_any_moment(
    downloads: MnistDownload, server: Server, qtbot: QtBot, answer: http_server.Answer
) -> None:
    server.answer = answer
    witness = Witness(downloads)
    downloads.start()
    qtbot.waitUntil(lambda: bool(server.requests))
    began = time.monotonic()
    downloads.shutdown()
    assert time.monotonic() - began < 1.0  # and not the 30 s of the timeout
    assert not downloads.is_running
    server.released.set()
    qtbot.waitUntil(lambda: not is_thread_here())
    assert witness.endings == []


def test_nothing_arrives_of_a_download_before(downloads: MnistDownload, server: Server, qtbot: QtBot) -> None:
    server.script = [http_server.with_status(404)]
    witness = Witness(downloads)
    downloads.start()
    server.wait_for_requests(1)  # without an event being processed here
    downloads.shutdown()
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
    assert witness.endings == ["finished"]


def test_one_at_a_time(downloads: MnistDownload, server: Server, qtbot: QtBot) -> None:
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
        downloads.start()
    assert [request.name for request in server.requests] == list(CONTENTS)
    downloads.cancel()  # nothing is under way
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
    downloads.shutdown()
    downloads.shutdown()


def test_progress_is_told_ten_times_a_second_at_most(qtbot: QtBot) -> None:
    def quickly(_folder: Path, **options: object) -> None:
        progress = options["progress"]
        assert callable(progress)
        for n in range(10_001):
            progress(n, 10_000)

    downloads = MnistDownload(download=quickly)
    witness = Witness(downloads)
    began = time.monotonic()
    with qtbot.waitSignal(downloads.finished, timeout=20_000):
        downloads.start()
    told = [value for what, value in witness.told if what == "progressed"]
    assert told[0] == (0, 10_000)
    assert told[-1] == (10_000, 10_000)
    assert len(told) <= 3 + 10 * (time.monotonic() - began)
    downloads.shutdown()


def test_something_unexpected_is_a_report(qtbot: QtBot) -> None:
    def broken(_folder: Path, **_options: object) -> None:
        raise KeyError("nobody thought of it")

    downloads = MnistDownload(download=broken)
    with qtbot.waitSignal(downloads.crashed, timeout=20_000) as caught:
        downloads.start()
    assert "KeyError: 'nobody thought of it'" in caught.args[0]
    assert not downloads.is_running
    downloads.shutdown()
