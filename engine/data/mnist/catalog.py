"""MNIST's files: their names, lengths, published checksums and mirrors."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from engine.io.presence import is_file

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
class RetryPolicy:
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


DEFAULT_RETRY_POLICY = RetryPolicy()
"""Enough for a slow network, and not so much that a dead one is not told of."""


def total_bytes(files: Mapping[str, RemoteFile] = MNIST_FILES) -> int:
    """The length of all files together."""
    return sum(file.n_bytes for file in files.values())


def megabytes_text(n_done: int, n_total: int) -> str:
    """How far a download is: "4.2 of 11.6 MB"."""
    return f"{n_done / 1e6:.1f} of {n_total / 1e6:.1f} MB"


def is_mnist_here(folder: Path, *, files: Mapping[str, RemoteFile] = MNIST_FILES) -> bool:
    """Whether all files are in the folder at their full length, or unpacked; quick, for it reads none of them."""
    return all(
        length_of(folder / name) == file.n_bytes or is_file(folder / name.removesuffix(".gz"))
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
