"""What the tests of data from files share: hands to write them, and what is said of bad ones."""

import gzip
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from scipy.io import savemat

from engine.data.loading import load_dataset
from engine.errors import DataError


def write_file(path: Path, content: bytes) -> Path:
    """Write a file, gzipped if its name says so."""
    path.write_bytes(gzip.compress(content) if path.suffix.lower() == ".gz" else content)
    return path


def write_course_file(path: Path, **arrays: Any) -> Path:
    """Write a file of MATLAB's, gzipped if its name says so."""
    plain = path.with_name("plain.mat")
    savemat(plain, arrays)
    return write_file(path, plain.read_bytes())


def refusal(source: Path | str) -> str:
    """The sentence with which a data source is refused."""
    with pytest.raises(DataError) as caught:
        load_dataset(str(source))
    message = str(caught.value)
    assert "\n" not in message
    assert "got" in message
    return message


def refusal_in_little_memory(path: Path, *, at_most: float = 20e6) -> str:
    """The sentence with which a file is refused that would fill the memory if it were believed."""
    tracemalloc.start()
    try:
        message = refusal(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < at_most
    return message
