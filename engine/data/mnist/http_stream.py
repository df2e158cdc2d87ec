"""One HTTP download that can be cancelled at any moment, and one that goes on where it was cut.

Looking up a host, connecting and receiving may each block for seconds. So they are done in a helper thread, which hands
over what arrives; whoever waits for it looks every 50 ms whether the user still wants it. The helper writes nothing: left
alone in a connection that stalls before it is answered, it ends by itself after the timeout and leaves no trace.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

import requests
import urllib3.exceptions

from engine import VERSION
from engine.data.mnist.catalog import RetryPolicy, length_of
from engine.errors import DownloadCancelledError
from engine.io.file_writing import DISK
from engine.text.sentence import say

_LOOK_INTERVAL_S = 0.05
_PIECE_BYTES = 65_536
_GOODBYE_S = 0.1
_CUT = "a connection that was cut"

_Item: TypeAlias = requests.Response | bytes | Exception | None
"""What the helper hands over: the answer, then pieces of its content, then None; or what went wrong."""


class RefusalError(Exception):
    """A server does not send the file; the message says what was got instead, as the end of a sentence."""


class LostConnectionError(RefusalError):
    """There was no connection, or it broke.

    Attributes
    ----------
    was_reached
        Whether the server was there, so that it is worth asking again.
    """

    def __init__(self, got: str, *, was_reached: bool) -> None:
        super().__init__(got)
        self.was_reached = was_reached


class HttpStream:
    """A GET request: its answer, then its content piece by piece, in the order received.

    To be used in a ``with`` statement; leaving it ends the connection.

    Parameters
    ----------
    url, headers
        What to ask for.
    timeout_s
        Longest silence of the server.
    is_cancelled
        Asked every 50 ms while waiting, in the thread that waits.
    """

    def __init__(
        self, url: str, headers: Mapping[str, str], *, timeout_s: float, is_cancelled: Callable[[], bool]
    ) -> None:
        self._url = url
        self._headers = dict(headers)
        self._timeout_s = timeout_s
        self._is_cancelled = is_cancelled
        self._items: queue.Queue[_Item] = queue.Queue(maxsize=4)
        self._is_over = threading.Event()
        self._response: requests.Response | None = None
        self._helper = threading.Thread(target=self._receive, name="http-stream", daemon=True)

    def __enter__(self) -> Self:
        self._helper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        if self._response is not None:
            with suppress(OSError, RuntimeError, ValueError):  # it has ended by itself meanwhile
                self._response.raw.shutdown()  # wakes the helper from its read
        with suppress(queue.Empty):
            while True:
                self._items.get_nowait()  # and from waiting for room
        self._helper.join(_GOODBYE_S)

    def answer(self) -> requests.Response:
        """The status and headers, as soon as they are there.

        Raises
        ------
        RefusalError
            If there is no answer.
        DownloadCancelledError
            If it is not wanted any more.
        """
        item = self._next()
        if not isinstance(item, requests.Response):
            raise TypeError(f"expected the answer first, got {type(item).__name__}")
        return item

    def pieces(self) -> Iterator[bytes]:
        """The content, up to 64 KiB at a time; exceptions as of :meth:`answer`."""
        while isinstance(piece := self._next(), bytes):
            yield piece

    def _next(self) -> _Item:
        while True:
            if self._is_cancelled():
                raise DownloadCancelledError(say("download.cancelled"))
            try:
                item = self._items.get(timeout=_LOOK_INTERVAL_S)
            except queue.Empty:
                continue
            if isinstance(item, Exception):
                raise item
            return item

    # In the helper thread

    def _receive(self) -> None:
        try:
            self._transfer()
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            self._hand_over(self._explained(error))

    def _transfer(self) -> None:
        timeouts = (self._timeout_s, self._timeout_s)
        with (
            requests.Session() as session,
            session.get(self._url, headers=self._headers, stream=True, timeout=timeouts) as response,
        ):
            self._response = response
            self._hand_over(response)
            # Unlike iter_content, this neither waits for a full piece nor unpacks what a server declares as packed.
            while not self._is_over.is_set() and (piece := response.raw.read1(_PIECE_BYTES, decode_content=False)):
                self._hand_over(piece)
            self._hand_over(None)

    def _hand_over(self, item: _Item) -> None:
        if not self._is_over.is_set():
            self._items.put(item)

    def _explained(self, error: Exception) -> Exception:
        """What went wrong in words; an error of ours stays as it is."""
        if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
            return LostConnectionError(f"no answer for {self._timeout_s:g} s", was_reached=self._response is not None)
        if isinstance(error, requests.exceptions.SSLError):
            return RefusalError("no secure connection")
        if isinstance(error, requests.ConnectionError) and isinstance(error.args[0], urllib3.exceptions.MaxRetryError):
            return LostConnectionError("no connection", was_reached=False)  # no network, unknown host, nobody there
        if isinstance(error, requests.RequestException) and not isinstance(error, requests.ConnectionError):
            return RefusalError("an answer that cannot be followed")
        if isinstance(error, (OSError, urllib3.exceptions.HTTPError)):
            return LostConnectionError(_CUT, was_reached=True)
        return error


def download_file(
    url: str,
    part: Path,
    n_bytes: int,
    *,
    retry_policy: RetryPolicy,
    is_cancelled: Callable[[], bool],
    on_bytes: Callable[[int], None],
) -> None:
    """Bring a file to its full length, going on where it ends now; what was received stays, however this ends.

    Parameters
    ----------
    url
        Where the file is.
    part
        The file to complete; need not exist.
    n_bytes
        Its full length; no more than that is ever read.
    retry_policy
        When to give up.
    is_cancelled
        Asked every 50 ms, in this thread.
    on_bytes
        Told the file's length after every piece.

    Raises
    ------
    RefusalError
        If the server does not send it, or not all of it.
    DownloadCancelledError
        If it is not wanted any more.
    OSError
        If the file cannot be written.
    """
    most = length_of(part)
    has_gained, n_tries = False, 0
    while True:
        try:
            _receive_rest(
                url, part, n_bytes, timeout_s=retry_policy.timeout_s, is_cancelled=is_cancelled, on_bytes=on_bytes
            )
        except LostConnectionError as loss:
            got = length_of(part)
            n_tries = 1 if got > most else n_tries + 1
            has_gained = has_gained or got > most
            most = max(most, got)
            if n_tries >= retry_policy.max_tries or not (loss.was_reached or has_gained):
                raise
        else:
            return
        _pause(retry_policy.pause_s * 2 ** (n_tries - 1), is_cancelled)


def _receive_rest(
    url: str,
    part: Path,
    n_bytes: int,
    *,
    timeout_s: float,
    is_cancelled: Callable[[], bool],
    on_bytes: Callable[[int], None],
) -> None:
    """One request; parameters and exceptions as of :func:`download_file`."""
    n_done = length_of(part)
    if n_done > n_bytes:
        DISK.delete(part)
        n_done = 0
    if n_done == n_bytes:
        return
    headers = {"Accept-Encoding": "identity", "User-Agent": f"DigitLab/{VERSION}"}
    if n_done:
        headers["Range"] = f"bytes={n_done}-"
    with HttpStream(url, headers, timeout_s=timeout_s, is_cancelled=is_cancelled) as stream:
        answer = stream.answer()
        if n_done and answer.status_code == requests.codes.requested_range_not_satisfiable:
            DISK.delete(part)  # of another file, or the server sends whole files alone: begin anew
            raise LostConnectionError(f"status {answer.status_code} ({answer.reason})", was_reached=True)
        n_done = _checked_start(answer, n_done, n_bytes)
        with DISK.open_to_write(part, at_its_end=n_done > 0) as file:
            on_bytes(n_done)
            for piece in stream.pieces():
                file.write(piece[: n_bytes - n_done])
                file.flush()  # whoever waits for this download looks how far it is
                n_done = min(n_done + len(piece), n_bytes)
                on_bytes(n_done)
                if n_done == n_bytes:
                    return
    raise LostConnectionError(_CUT, was_reached=True)


def _checked_start(response: requests.Response, n_done: int, n_bytes: int) -> int:
    """Where in the file the content of this answer begins, after a request for all but the first ``n_done`` bytes.

    Raises
    ------
    RefusalError
        If the answer is not about the rest of a file of ``n_bytes`` bytes.
    """
    if response.status_code not in (200, 206):
        raise RefusalError(f"status {response.status_code} ({response.reason or 'no reason given'})")
    start = 0
    if response.status_code == 206:
        start = n_done
        content_range = response.headers.get("Content-Range", "")
        if not content_range.startswith(f"bytes {start}-"):
            raise RefusalError(f"the wrong part of the file ({content_range or 'not stated'})")
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and start + int(declared) != n_bytes:
        raise RefusalError(f"a file of {start + int(declared):,} bytes instead of {n_bytes:,}")
    return start


def _pause(seconds: float, is_cancelled: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if is_cancelled():
            raise DownloadCancelledError(say("download.cancelled"))
        time.sleep(min(left, _LOOK_INTERVAL_S))
