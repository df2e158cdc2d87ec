"""The command ``download``: where MNIST is on stdout, progress on stderr, and Ctrl+C that keeps what was received."""

import functools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cli import download as command
from engine.data.mnist.catalog import MNIST_FILES
from engine.data.mnist.download import download_mnist
from main import main
from tests import http_server
from tests.http_server import HASTE, Request, Server, remote_file, running_server

ROOT = Path(__file__).resolve().parents[4]
NAME = next(iter(MNIST_FILES))
CONTENTS = {name: name.encode() * 2000 for name in MNIST_FILES}
TOTAL = sum(len(content) for content in CONTENTS.values())
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server(CONTENTS) as server:
        yield server


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command fetches files of 52 kB each under MNIST's names."""
    files = {name: remote_file(content) for name, content in CONTENTS.items()}
    monkeypatch.setattr(command, "download_mnist", functools.partial(download_mnist, files=files, retry_policy=HASTE))
    monkeypatch.setattr(command, "_PROGRESS_INTERVAL_S", 0.0)


@pytest.mark.usefixtures("small_files")
def test_it_says_where_mnist_is_and_how_far_it_got(server: Server, user_data: Path, capsys: Capture) -> None:
    assert main(["download", "mnist", "--url", server.url]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"MNIST is in {user_data / 'mnist'}.\n"
    lines = printed.err.splitlines()
    assert lines[0] == "0.0 of 0.2 MB"
    assert lines[-1] == "0.2 of 0.2 MB"
    assert sorted(path.name for path in (user_data / "mnist").iterdir()) == sorted(MNIST_FILES)


@pytest.mark.usefixtures("small_files")
def test_json_and_silence_when_all_is_here(server: Server, user_data: Path, capsys: Capture) -> None:
    assert main(["download", "mnist", "--url", server.url]) == 0
    capsys.readouterr()
    server.requests.clear()
    assert main(["download", "mnist", "--json", "--url", server.url]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "name": "mnist",
        "folder": str(user_data / "mnist"),
        "files": list(MNIST_FILES),
    }
    assert printed.err == ""
    assert server.requests == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("download", "the following arguments are required: NAME"),
        ("download emnist", "invalid choice: 'emnist'"),
        ("download mnist --url host/mnist", "expected a URL that begins with https:// or http://, got 'host/mnist'"),
    ],
)
def test_what_it_refuses_is_one_line(capsys: Capture, user_data: Path, arguments: str, said: str) -> None:
    assert main(arguments.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    assert said in printed.err
    assert not user_data.exists()


@pytest.mark.usefixtures("small_files")
def test_a_server_that_fails_is_one_line(server: Server, user_data: Path, capsys: Capture) -> None:
    server.answer = http_server.with_status(404)
    assert main(["download", "mnist", "--url", server.url]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[-1].startswith("error: MNIST could not be downloaded: expected train-images-idx3")
    assert list((user_data / "mnist").iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process alone")
def test_interrupted_it_ends_at_once_and_goes_on_the_next_time(user_data: Path) -> None:
    n_bytes = MNIST_FILES[NAME].n_bytes
    part = user_data / "mnist" / f"{NAME}.part"
    with running_server({NAME: bytes(n_bytes)}) as server:
        server.answer = http_server.stall_after(1_000_000)
        first = _start(server)
        server.wait_for_requests(1)
        first.send_signal(signal.SIGINT)
        out, err = first.communicate(timeout=20)
        assert first.returncode == 2
        assert out == ""
        *progress, error = err.splitlines()  # and nothing from a library
        assert all(line.endswith(" of 11.6 MB") for line in progress)
        assert error.startswith("error: The download was canceled at ")
        assert len(server.requests) == 1
        server.requests.clear()

        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(bytes(500_000))
        second = _start(server)
        server.wait_for_requests(1)
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=20)
        assert server.requests == [Request(NAME, "bytes=500000-")]
        assert part.stat().st_size >= 500_000


def _start(server: Server) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py", "download", "mnist", "--url", server.url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.usefixtures("small_files")
def test_interrupted_midway_it_keeps_what_it_has(
    server: Server, user_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before = signal.getsignal(signal.SIGINT)
    server.answer = http_server.stall_after(20_000)

    def show(n_done: int, _: int) -> None:
        if n_done == 20_000:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(command, "_progress_printer", lambda: show)
    assert main(["download", "mnist", "--url", server.url]) == 2
    printed = capsys.readouterr()
    assert printed.err == "error: The download was canceled at 0.0 of 0.2 MB; the next one goes on from there\n"
    assert (user_data / "mnist" / f"{NAME}.part").read_bytes() == CONTENTS[NAME][:20_000]
    assert signal.getsignal(signal.SIGINT) == before
    server.answer = http_server.serve
    server.requests.clear()
    monkeypatch.setattr(command, "_progress_printer", lambda: lambda _done, _total: None)
    assert main(["download", "mnist", "--url", server.url]) == 0
    assert server.requests[0] == Request(NAME, "bytes=20000-")


@pytest.mark.slow
def test_nothing_of_it_needs_qt_and_asking_loads_no_http_library() -> None:
    code = (
        "import sys, engine.cli.parser, engine.data.mnist.download, engine.io.user_data, main; "
        "engine.cli.parser.build_parser(); "
        "assert not {'pooch', 'requests', 'urllib3'} & set(sys.modules), 'loaded early'; "
        "import engine.cli.download, engine.data.mnist.fetcher; "
        "assert not any(m.startswith('PySide6') for m in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
