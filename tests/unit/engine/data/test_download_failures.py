"""Downloads that fail or are cancelled: one sentence, nothing half left, and an answer at once."""

import dataclasses
import errno
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from engine.data.mnist.catalog import is_mnist_here
from engine.data.mnist.download import download_mnist
from engine.errors import DownloadCancelledError, DownloadError
from tests import http_server
from tests.downloads import CONTENTS, FILES, LABELS, PICTURES, WRONG, assert_complete, download, names, refusal
from tests.http_server import HASTE, Answer, Request, Server, running_server

HASTE_AND_NO_PATIENCE = dataclasses.replace(HASTE, timeout_s=0.2)

pytestmark = pytest.mark.usefixtures("no_thread_left")


# What goes wrong


@pytest.mark.parametrize(
    ("answer", "said", "n_requests"),
    [
        (http_server.with_status(404), "got status 404 (Not Found);", 1),
        (http_server.with_status(500), "got status 500 (Internal Server Error);", 1),
        (http_server.with_content(WRONG), "got a file with a wrong checksum;", 1),
        (http_server.with_content(WRONG + b"!"), "got a file of 400,001 bytes instead of 400,000;", 1),
        (http_server.with_content(b"Log in to this network"), "got a file of 22 bytes instead of 400,000;", 1),
        (http_server.endlessly, "got a file with a wrong checksum;", 1),
        (http_server.hang_up, "got a connection that was cut;", 3),
        (http_server.cut_after(0), "got a connection that was cut;", 3),
        (http_server.to("nonsense://host/"), "got an answer that cannot be followed;", 1),
    ],
    ids=["404", "500", "wrong", "too long", "page", "endless", "hang up", "cut", "redirect"],
)
def test_a_server_that_fails_is_a_sentence_and_leaves_nothing(
    server: Server, second_server: Server, folder: Path, answer: Answer, said: str, n_requests: int
) -> None:
    server.answer = answer
    sentence = refusal(folder, server)
    assert f"expected {PICTURES} from 127.0.0.1:{server.server_port}, {said}" in sentence
    assert len(server.requests) == n_requests
    assert names(folder) == []
    download(folder, server, second_server)
    assert_complete(folder)


def test_a_rest_from_elsewhere_in_the_file_is_refused(server: Server, folder: Path) -> None:
    server.script = [http_server.cut_after(150_000), http_server.of_another_range]
    assert "got the wrong part of the file (bytes 1-399999/400000);" in refusal(folder, server)
    assert names(folder) == []


def test_every_mirror_that_failed_is_named(server: Server, second_server: Server, folder: Path) -> None:
    server.answer, second_server.answer = http_server.with_status(404), http_server.with_content(WRONG)
    sentence = refusal(folder, server, second_server)
    assert f"from 127.0.0.1:{server.server_port}, got status 404 (Not Found); from 127.0.0.1:" in sentence
    assert f"{second_server.server_port}, got a file with a wrong checksum; check the network" in sentence


def test_nobody_there_is_a_sentence(folder: Path) -> None:
    with running_server(CONTENTS) as gone:
        url = gone.url
    with pytest.raises(DownloadError, match=r"from 127\.0\.0\.1:\d+, got no connection; check the network"):
        download_mnist(folder, urls=[url], files=FILES, retry_policy=HASTE)
    assert names(folder) == []


def test_an_unknown_host_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(DownloadError) as caught:
        download_mnist(folder, files=FILES, retry_policy=HASTE)
    assert str(caught.value) == (
        f"MNIST could not be downloaded: expected {PICTURES} from ossci-datasets.s3.amazonaws.com, got no connection; "
        f"from storage.googleapis.com, got no connection; check the network and try again, or open MNIST's files from "
        f"disk"
    )
    assert names(folder) == []


def test_a_server_that_is_not_secure_is_a_sentence(server: Server, folder: Path) -> None:
    with pytest.raises(DownloadError, match=r"got no secure connection; check the network"):
        download_mnist(folder, urls=[server.url.replace("http:", "https:")], files=FILES, retry_policy=HASTE)
    assert names(folder) == []


@pytest.mark.parametrize(
    ("answer", "n_requests"), [(http_server.never, 1), (http_server.stall_after(1000), 3)], ids=["at once", "later"]
)
def test_a_server_that_stalls_counts_as_cut(server: Server, folder: Path, answer: Answer, n_requests: int) -> None:
    server.script = [answer]
    server.answer = http_server.never
    assert "got no answer for 0.2 s;" in refusal(folder, server, retry_policy=HASTE_AND_NO_PATIENCE)
    assert len(server.requests) == n_requests
    assert names(folder) == []


def test_an_old_part_is_no_reason_to_wait_longer_for_a_silent_server(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{PICTURES}.part").write_bytes(CONTENTS[PICTURES][:1000])
    server.answer = http_server.never
    assert "got no answer for" in refusal(folder, server, retry_policy=HASTE_AND_NO_PATIENCE)
    assert server.requests == [Request(PICTURES, "bytes=1000-")]
    assert names(folder) == []


def test_an_old_part_that_spoils_the_file_is_not_held_against_the_server(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{PICTURES}.part").write_bytes(b"spoiled")
    download(folder, server)
    assert_complete(folder)
    assert server.requests[:2] == [Request(PICTURES, "bytes=7-"), Request(PICTURES, "")]


@pytest.mark.parametrize("n_more", [0, 1])
def test_an_old_part_that_is_complete_or_too_long(server: Server, folder: Path, n_more: int) -> None:
    folder.mkdir(parents=True)
    (folder / f"{PICTURES}.part").write_bytes(CONTENTS[PICTURES] + b"!" * n_more)
    download(folder, server)
    assert_complete(folder)
    assert len(server.requests) == 1 + n_more


# The disk


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full, which is always full")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(server: Server, second_server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{PICTURES}.part").symlink_to("/dev/full")
    sentence = refusal(folder, server, second_server)
    assert sentence == f"the disk is full: expected room for 0.4 MB in {folder}; make room and try again"
    assert names(folder) == []
    assert second_server.requests == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_late_leaves_nothing(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def replace(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", replace)
    assert "the disk is full" in refusal(folder, server)
    assert names(folder) == []


def test_a_folder_that_cannot_be_made_or_written_to_is_a_sentence(
    server: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file" / "mnist"
    blocked.parent.write_text("in the way")
    sentence = refusal(blocked, server)
    assert sentence.startswith(f"MNIST cannot be kept in {blocked}: Not a directory; make that folder writable")
    assert server.requests == []

    def open_(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", open_)
    assert refusal(folder, server).startswith(f"MNIST cannot be kept in {folder}: Permission denied; make")
    assert names(folder) == []


# Cancelling


def test_cancelled_midway_it_keeps_what_it_has_and_the_next_one_goes_on(server: Server, folder: Path) -> None:
    server.answer = http_server.stall_after(180_000)
    told: list[int] = []
    with pytest.raises(DownloadCancelledError) as caught:
        download(
            folder,
            server,
            progress=lambda done, _: told.append(done),
            is_cancelled=lambda: max(told) == 180_000,
        )
    assert str(caught.value) == "The download was canceled at 0.2 of 0.4 MB; the next one goes on from there"
    assert names(folder) == [f"{PICTURES}.part"]
    assert (folder / f"{PICTURES}.part").read_bytes() == CONTENTS[PICTURES][:180_000]
    assert not is_mnist_here(folder, files=FILES)
    server.answer = http_server.serve
    told.clear()
    download(folder, server, progress=lambda done, _: told.append(done))
    assert told[0] == 180_000
    assert server.requests == [Request(PICTURES, ""), Request(PICTURES, "bytes=180000-"), Request(LABELS, "")]
    assert_complete(folder)


@pytest.mark.parametrize("n_told", [1, 2], ids=["before the answer", "after it"])
def test_cancelled_before_the_first_byte_it_leaves_nothing(server: Server, folder: Path, n_told: int) -> None:
    server.answer = http_server.stall_after(0)
    told: list[int] = []
    with pytest.raises(
        DownloadCancelledError, match=r"^The download was canceled at 0\.0 of 0\.4 MB; the next one goes"
    ):
        download(folder, server, progress=lambda done, _: told.append(done), is_cancelled=lambda: len(told) >= n_told)
    assert names(folder) == []


@pytest.mark.parametrize(
    "answer",
    [http_server.never, http_server.stall_after(1000), http_server.slowly],
    ids=["before the answer", "after it", "slow"],
)
def test_cancelling_is_answered_at_once(server: Server, folder: Path, answer: Answer) -> None:
    server.answer = answer
    noticed_at: list[float] = []

    def is_cancelled() -> bool:
        if not noticed_at and server.requests:
            noticed_at.append(time.monotonic())
        return bool(noticed_at)

    with pytest.raises(DownloadCancelledError):
        download(folder, server, is_cancelled=is_cancelled, retry_policy=dataclasses.replace(HASTE, timeout_s=30.0))
    assert time.monotonic() - noticed_at[0] < 1.0  # and not 30
    server.released.set()


def test_cancelling_is_answered_between_two_tries(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer = http_server.cut_after(1000)
    is_pausing = threading.Event()
    monkeypatch.setattr(time, "sleep", lambda _: is_pausing.set())
    began = time.monotonic()
    with pytest.raises(DownloadCancelledError):
        download(folder, server, is_cancelled=is_pausing.is_set, retry_policy=dataclasses.replace(HASTE, pause_s=30.0))
    assert time.monotonic() - began < 15.0
    assert len(server.requests) == 1
    assert names(folder) == [f"{PICTURES}.part"]
