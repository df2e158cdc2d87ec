"""A web server of the tests' own on 127.0.0.1, which answers well or in one of the ways in which servers fail."""

import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple, TypeAlias

from engine.data.mnist.catalog import RemoteFile, RetryPolicy

HASTE = RetryPolicy(timeout_s=5.0, max_tries=3, pause_s=0.001)
"""No waiting between tries."""


class Request(NamedTuple):
    """What was asked for: a file, and from which byte on; "" for all of it."""

    name: str
    range: str


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request as the server was told to."""

    server: "Server"
    timeout = 10

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        with self.server.changed:
            self.server.requests.append(Request(name, self.headers.get("Range", "")))
            answer = self.server.script.pop(0) if self.server.script else self.server.answer
            self.server.changed.notify_all()
        with suppress(ConnectionError):  # the client may leave at any time
            answer(self, self.server.contents[name])
        self.close_connection = True

    def begin(self, status: int, **headers: str | int) -> None:
        """Send the status and the headers, ``_`` in a name for ``-``."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing."""


Answer: TypeAlias = Callable[[Handler, bytes], None]


class Server(http.server.ThreadingHTTPServer):
    """Serves files from memory.

    Attributes
    ----------
    contents
        The files by name.
    answer
        How requests are answered.
    script
        How the next requests are answered, before ``answer`` takes over.
    requests
        What was asked for so far.
    released
        Set to let stalled answers end.
    """

    daemon_threads = False  # so that closing waits for all of them

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.contents = dict(contents)
        self.answer: Answer = serve
        self.script: list[Answer] = []
        self.requests: list[Request] = []
        self.released = threading.Event()
        self.changed = threading.Condition()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/mnist/"

    def wait_for_requests(self, n: int) -> None:
        """Return once so many requests came, or fail."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.requests) >= n, timeout=20)


def remote_file(content: bytes) -> RemoteFile:
    return RemoteFile(hashlib.md5(content).hexdigest(), len(content))


@contextmanager
def running_server(contents: Mapping[str, bytes]) -> Iterator[Server]:
    """A server with a thread of its own, and nothing left of it afterwards."""
    server = Server(contents)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="test-server")
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


# Ways to answer


def serve(handler: Handler, content: bytes) -> None:
    """As a good server does: all of the file, or what is left of it."""
    handler.wfile.write(_begin_rest(handler, content))


def without_ranges(handler: Handler, content: bytes) -> None:
    """All of the file whatever was asked for."""
    handler.begin(200, Content_Length=len(content))
    handler.wfile.write(content)


def cut_after(n_bytes: int) -> Answer:
    """What was asked for, and then nothing more after so many bytes of it."""

    def answer(handler: Handler, content: bytes) -> None:
        handler.wfile.write(_begin_rest(handler, content)[:n_bytes])

    return answer


def cut_after_without_ranges(n_bytes: int) -> Answer:
    """The file from its beginning, cut."""

    def answer(handler: Handler, content: bytes) -> None:
        handler.begin(200, Content_Length=len(content))
        handler.wfile.write(content[:n_bytes])

    return answer


def stall_after(n_bytes: int) -> Answer:
    """What was asked for, and then silence on an open connection."""

    def answer(handler: Handler, content: bytes) -> None:
        handler.wfile.write(_begin_rest(handler, content)[:n_bytes])
        handler.server.released.wait()

    return answer


def never(handler: Handler, content: bytes) -> None:
    """Silence."""
    handler.server.released.wait()


def hang_up(handler: Handler, content: bytes) -> None:
    """Not even a status."""


def slowly(handler: Handler, content: bytes) -> None:
    """A few bytes at a time, until the client has had enough."""
    for byte in _begin_rest(handler, content):
        handler.wfile.write(bytes([byte]))
        if handler.server.released.wait(0.01):
            return


def with_status(status: int) -> Answer:
    """A page that says that something is wrong."""

    def answer(handler: Handler, content: bytes) -> None:
        handler.begin(status, Content_Length=5)
        handler.wfile.write(b"sorry")

    return answer


def with_content(other: bytes) -> Answer:
    """Another file of whatever length, which is told."""

    def answer(handler: Handler, content: bytes) -> None:
        serve(handler, other)

    return answer


def without_length(tail: bytes = b"") -> Answer:
    """A file whose length is not told, and something after it."""

    def answer(handler: Handler, content: bytes) -> None:
        handler.begin(200)
        handler.wfile.write(content + tail)

    return answer


def endlessly(handler: Handler, content: bytes) -> None:
    """Bytes without end, until the client has had enough."""
    handler.begin(200)
    while not handler.server.released.is_set():
        handler.wfile.write(b"x" * 65_536)


def of_another_range(handler: Handler, content: bytes) -> None:
    """The rest from a byte that was not asked for."""
    handler.begin(206, Content_Range=f"bytes 1-{len(content) - 1}/{len(content)}", Content_Length=len(content) - 1)
    handler.wfile.write(content[1:])


def declared_as_packed(handler: Handler, content: bytes) -> None:
    """The right bytes with a header that invites to unpack them, as some servers send .gz files."""
    handler.begin(200, Content_Length=len(content), Content_Encoding="gzip")
    handler.wfile.write(content)


def to(url: str) -> Answer:
    """A hint to look elsewhere."""

    def answer(handler: Handler, content: bytes) -> None:
        handler.begin(302, Location=url + handler.path.rpartition("/")[2], Content_Length=0)

    return answer


def _begin_rest(handler: Handler, content: bytes) -> bytes:
    """Send the headers; returns what is to follow."""
    asked = handler.headers.get("Range", "")
    if not asked:
        handler.begin(200, Content_Length=len(content))
        return content
    start = int(asked.removeprefix("bytes=").removesuffix("-"))
    if start >= len(content):
        handler.begin(416, Content_Range=f"bytes */{len(content)}", Content_Length=0)
        return b""
    handler.begin(
        206, Content_Range=f"bytes {start}-{len(content) - 1}/{len(content)}", Content_Length=len(content) - start
    )
    return content[start:]
