"""What the tests of downloads share: two small files, and hands to fetch them with."""

import gzip
import hashlib
from pathlib import Path

import pytest

from engine.data.mnist.download import download_mnist
from engine.errors import DownloadError
from tests.http_server import HASTE, Server, remote_file

PICTURES, LABELS = "pictures.gz", "labels.gz"
CONTENTS = {
    PICTURES: b"".join(hashlib.sha256(bytes([i])).digest() for i in range(250)) * 50,  # 400 kB
    LABELS: gzip.compress(b"labels", mtime=0),
}
SIZE = len(CONTENTS[PICTURES])
TOTAL = SIZE + len(CONTENTS[LABELS])
WRONG = bytes(reversed(CONTENTS[PICTURES]))
FILES = {name: remote_file(content) for name, content in CONTENTS.items()}


def download(folder: Path, *servers: Server, **options: object) -> None:
    arguments: dict[str, object] = {"files": FILES, "retry_policy": HASTE, **options}
    download_mnist(folder, urls=[server.url for server in servers], **arguments)  # type: ignore[arg-type]


def refusal(folder: Path, *servers: Server, **options: object) -> str:
    """The sentence of a download that fails, which leaves nothing half."""
    with pytest.raises(DownloadError) as caught:
        download(folder, *servers, **options)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def assert_complete(folder: Path) -> None:
    assert names(folder) == sorted(CONTENTS)
    assert all((folder / name).read_bytes() == content for name, content in CONTENTS.items())
