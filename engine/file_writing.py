"""Write a file whole or not at all: beside its place first, and then moved into it."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file; a failure or a crash leaves what was there before, whole, and nothing beside it.

    Parameters
    ----------
    path
        Where.
    write
        Writes to the open file that it is given.

    Raises
    ------
    OSError
        If it cannot be written there.
    """
    temporary = _beside(path)
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise ``OSError`` if :func:`write_whole` could not even begin; leaves nothing behind."""
    temporary = _beside(path)
    temporary.open("xb").close()
    temporary.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")
