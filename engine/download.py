"""MNIST from the network: four files, checked by their published sums, into the user's data folder.

A file stands under its own name only when it is whole and its md5 sum is right. What is on its way lies beside it as
``.part``; it stays there when the user cancels, so that the next download goes on from its end, and it goes when the
download fails.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from engine.errors import ConfigurationError

URL_VARIABLE = "DIGITLAB_MNIST_URL"
"""The environment variable that names another folder on the web, for instance a mirror in a classroom."""

MNIST_URLS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
"""Where the files are, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """What is known of a file before it is fetched: its md5 sum in hexadecimal digits and its length in bytes."""

    md5: str
    n_bytes: int


MNIST_FILES: Mapping[str, RemoteFile] = MappingProxyType(
    {
        "train-images-idx3-ubyte.gz": RemoteFile("f68b3c2dcbeaaa9fbdd348bbdeb94873", 9_912_422),
        "train-labels-idx1-ubyte.gz": RemoteFile("d53e105ee54ea40749a09fcbcd1e9432", 28_881),
        "t10k-images-idx3-ubyte.gz": RemoteFile("9fb629c4189551a2d022fa330f9573f3", 1_648_877),
        "t10k-labels-idx1-ubyte.gz": RemoteFile("ec29112dd5afa0611ce80d1b7f02629c", 4_542),
    }
)
"""MNIST as Yann LeCun published it, by file name."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a server, and how often to come back.

    Attributes
    ----------
    timeout_s
        Seconds of silence after which a connection counts as cut.
    max_tries
        Connections in a row that bring nothing new before a server is given up.
    pause_s
        Seconds before the second of these; doubled before each further one.
    """

    timeout_s: float = 6.0
    max_tries: int = 3
    pause_s: float = 0.5


PATIENCE = Patience()
"""Enough for a slow network, and not so much that a dead one is not told of."""


def total_bytes(files: Mapping[str, RemoteFile] = MNIST_FILES) -> int:
    """The length of all files together."""
    return sum(file.n_bytes for file in files.values())


def megabytes_in_words(n_done: int, n_total: int) -> str:
    """How far a download is: "4.2 of 11.6 MB"."""
    return f"{n_done / 1e6:.1f} of {n_total / 1e6:.1f} MB"


def is_mnist_here(folder: Path, *, files: Mapping[str, RemoteFile] = MNIST_FILES) -> bool:
    """Whether all files are in the folder at their full length, or unpacked; quick, for it reads none of them."""
    return all(
        length_of(folder / name) == file.n_bytes or (folder / name.removesuffix(".gz")).is_file()
        for name, file in files.items()
    )


def length_of(path: Path) -> int:
    """The length of a file in bytes, 0 if there is none that can be looked at."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def mnist_urls() -> tuple[str, ...]:
    """The mirrors to ask: the one in ``DIGITLAB_MNIST_URL``, or :data:`MNIST_URLS`."""
    chosen = os.environ.get(URL_VARIABLE, "")
    return (chosen,) if chosen else MNIST_URLS


def download_mnist(
    folder: Path,
    *,
    urls: Sequence[str] | None = None,
    files: Mapping[str, RemoteFile] = MNIST_FILES,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
    patience: Patience = PATIENCE,
) -> None:
    """Fetch what is not in the folder yet; without a request if everything is.

    Parameters
    ----------
    folder
        Where the files go; made if need be.
    urls
        Mirrors, each the URL of a folder, asked one after the other; by default :func:`mnist_urls`.
    files
        What to fetch, by name.
    progress
        Told (bytes done, bytes in all) over all files, at the beginning and after every piece.
    is_cancelled
        Asked every 50 ms and after every piece, in this thread.
    patience
        When a mirror is given up.

    Raises
    ------
    DownloadError
        If no mirror sends the right files, or they cannot be kept; no half file is left.
    DownloadCancelledError
        If it was cancelled; what was received is kept for the next time.
    ConfigurationError
        If a URL is none of the web.
    """
    from engine.fetcher import Fetcher  # the HTTP libraries are loaded by those who download

    Fetcher(
        folder,
        [_checked_url(url) for url in (mnist_urls() if urls is None else urls)],
        files,
        patience=patience,
        progress=progress or (lambda _done, _total: None),
        is_cancelled=is_cancelled,
    ).run()


def _checked_url(url: str) -> str:
    """A URL of a folder on the web, with the slash that names are put after.

    Raises
    ------
    ConfigurationError
        If it is none.
    """
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise ConfigurationError(f"expected a URL that begins with https:// or http://, got {url!r}")
    return url if url.endswith("/") else f"{url}/"
