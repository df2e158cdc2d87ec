"""MNIST from the network: what is known of it, how it is fetched, and how it goes on where it was cut."""

from pathlib import Path

import pytest

from engine.data.mnist.catalog import (
    MNIST_FILES,
    MNIST_URLS,
    URL_VARIABLE,
    is_mnist_here,
    megabytes_text,
    mnist_urls,
    total_bytes,
)
from engine.data.mnist.download import download_mnist
from engine.errors import ConfigurationError
from engine.io.user_data import mnist_folder, user_data_folder
from tests import http_server
from tests.downloads import CONTENTS, FILES, LABELS, PICTURES, TOTAL, WRONG, assert_complete, download, names, refusal
from tests.http_server import HASTE, Answer, Request, Server

pytestmark = pytest.mark.usefixtures("no_thread_left")


# What is known of MNIST


def test_the_sums_and_lengths_are_the_published_ones() -> None:
    assert total_bytes() == 11_594_722
    assert {name: file.md5[:6] for name, file in MNIST_FILES.items()} == {
        "train-images-idx3-ubyte.gz": "f68b3c",
        "train-labels-idx1-ubyte.gz": "d53e10",
        "t10k-images-idx3-ubyte.gz": "9fb629",
        "t10k-labels-idx1-ubyte.gz": "ec2911",
    }
    assert all(len(bytes.fromhex(file.md5)) == 16 for file in MNIST_FILES.values())
    assert all(url.startswith("https://") and url.endswith("/") for url in MNIST_URLS)


def test_the_files_here_have_the_published_sums(data_folder: Path) -> None:
    here = [name for name in MNIST_FILES if (data_folder / name).is_file()]
    assert here
    for name in here:
        assert http_server.remote_file((data_folder / name).read_bytes()) == MNIST_FILES[name]


def test_how_far_it_is_text() -> None:
    assert megabytes_text(4_200_000, total_bytes()) == "4.2 of 11.6 MB"


def test_the_folder_is_the_users_own_and_asking_makes_nothing(user_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert user_data_folder() == user_data
    assert mnist_folder() == user_data / "mnist"
    assert not is_mnist_here(mnist_folder())
    assert not user_data.exists()
    monkeypatch.delenv("DIGITLAB_USER_DATA")
    assert user_data_folder().name == "digit-lab"
    assert user_data_folder().is_absolute()


def test_the_environment_may_name_a_mirror(monkeypatch: pytest.MonkeyPatch, server: Server, folder: Path) -> None:
    assert mnist_urls() == MNIST_URLS
    monkeypatch.setenv(URL_VARIABLE, server.url.removesuffix("/"))
    assert mnist_urls() == (server.url.removesuffix("/"),)
    download_mnist(folder, files=FILES, retry_policy=HASTE)
    assert_complete(folder)


@pytest.mark.parametrize("url", ["", "ftp://host/mnist/", "mnist", "https://", "file:///mnist/", "http://[/"])
def test_a_url_that_is_none_is_refused_before_anything_happens(folder: Path, url: str) -> None:
    with pytest.raises(ConfigurationError, match="expected a URL that begins with https:// or http://"):
        download_mnist(folder, urls=[url], files=FILES)
    assert not folder.exists()


# What goes well


def test_it_fetches_every_file_and_tells_how_far_it_is(server: Server, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    download(folder, server, progress=lambda done, total: told.append((done, total)))
    assert_complete(folder)
    assert server.requests == [Request(PICTURES, ""), Request(LABELS, "")]
    assert told[0] == (0, TOTAL)
    assert told[-1] == (TOTAL, TOTAL)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({done for done, _ in told}) > 5
    assert is_mnist_here(folder, files=FILES)


def test_a_second_call_makes_no_request(server: Server, folder: Path) -> None:
    download(folder, server)
    server.requests.clear()
    told: list[tuple[int, int]] = []
    download(folder, server, progress=lambda done, total: told.append((done, total)))
    assert server.requests == []
    assert told[0] == (TOTAL, TOTAL)


def test_only_what_is_missing_or_damaged_is_fetched(server: Server, folder: Path) -> None:
    download(folder, server)
    server.requests.clear()
    (folder / PICTURES).write_bytes(WRONG)  # of the right length
    download(folder, server)
    assert server.requests == [Request(PICTURES, "")]
    assert_complete(folder)
    (folder / LABELS).unlink()
    assert not is_mnist_here(folder, files=FILES)
    download(folder, server)
    assert server.requests == [Request(PICTURES, ""), Request(LABELS, "")]
    assert_complete(folder)


def test_a_cut_or_an_unpacked_file_here_is_told_apart(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / LABELS).write_bytes(CONTENTS[LABELS])
    (folder / PICTURES).write_bytes(CONTENTS[PICTURES][:-1])
    assert not is_mnist_here(folder, files=FILES)
    (folder / PICTURES).rename(folder / "pictures")
    assert is_mnist_here(folder, files=FILES)


@pytest.mark.parametrize(
    "answer",
    [
        http_server.without_ranges,
        http_server.without_length(),
        http_server.without_length(b"and more"),
        http_server.declared_as_packed,
    ],
    ids=["without ranges", "without length", "too long but right", "declared as packed"],
)
def test_peculiar_servers_are_understood(server: Server, folder: Path, answer: Answer) -> None:
    server.answer = answer
    download(folder, server)
    assert_complete(folder)


def test_a_redirection_is_followed(server: Server, second_server: Server, folder: Path) -> None:
    server.answer = http_server.to(second_server.url)
    download(folder, server)
    assert_complete(folder)


# Cut connections


def test_it_goes_on_where_a_connection_was_cut(server: Server, folder: Path) -> None:
    server.script = [http_server.cut_after(150_000), http_server.cut_after(100_000)]
    download(folder, server)
    assert_complete(folder)
    assert server.requests == [
        Request(PICTURES, ""),
        Request(PICTURES, "bytes=150000-"),
        Request(PICTURES, "bytes=250000-"),
        Request(LABELS, ""),
    ]


def test_it_comes_back_as_long_as_it_gains(server: Server, folder: Path) -> None:
    server.answer = http_server.cut_after(40_000)
    download(folder, server)
    assert_complete(folder)
    assert len(server.requests) == 10 + 1


def test_a_server_that_brings_nothing_new_is_given_up_after_three_tries(server: Server, folder: Path) -> None:
    server.answer = http_server.cut_after_without_ranges(100_000)
    sentence = refusal(folder, server)
    assert sentence == (
        f"MNIST could not be downloaded: expected {PICTURES} from {server.url[7:-7]}, got a connection that was cut; "
        f"check the network and try again, or open MNIST's files from disk"
    )
    assert server.requests == [Request(PICTURES, ""), *2 * [Request(PICTURES, "bytes=100000-")]]
    assert names(folder) == []


def test_gain_is_counted_from_the_most_there_ever_was(server: Server, folder: Path) -> None:
    server.script = [http_server.cut_after_without_ranges(n) for n in (100_000, 50_000, 70_000)]
    refusal(folder, server)
    assert len(server.requests) == 3
    assert names(folder) == []


def test_the_next_mirror_goes_on_from_there_and_is_asked_first_from_then_on(
    server: Server, second_server: Server, folder: Path
) -> None:
    server.script = [http_server.cut_after(100_000)]
    server.answer = http_server.cut_after(0)
    download(folder, server, second_server)
    assert_complete(folder)
    assert len(server.requests) == 3
    assert second_server.requests == [Request(PICTURES, "bytes=100000-"), Request(LABELS, "")]


def test_a_server_without_ranges_sends_all_anew(server: Server, folder: Path) -> None:
    server.script = [http_server.cut_after(150_000), http_server.without_ranges]
    download(folder, server)
    assert_complete(folder)
    assert server.requests[1] == Request(PICTURES, "bytes=150000-")


@pytest.mark.parametrize("answer", [http_server.with_status(416), http_server.hang_up], ids=["416", "hang up"])
def test_a_server_that_refuses_the_rest_is_asked_for_all(server: Server, folder: Path, answer: Answer) -> None:
    server.script = [http_server.cut_after(150_000), answer]
    download(folder, server)
    assert_complete(folder)


def test_files_that_are_whole_stay_when_a_later_one_fails(server: Server, folder: Path) -> None:
    server.script = [http_server.serve, http_server.with_status(404)]
    refusal(folder, server)
    assert names(folder) == [PICTURES]
    server.requests.clear()
    download(folder, server)
    assert server.requests == [Request(LABELS, "")]
    assert_complete(folder)
