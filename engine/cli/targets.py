"""Where the commands save a network."""

from pathlib import Path

from engine.errors import ModelError
from engine.io.file_writing import DISK
from engine.models.files import MODEL_SUFFIXES


def checked_target(name: str) -> Path:
    """Where a network will be saved; that it can be is checked before hours are spent on it.

    Raises
    ------
    ModelError
        If there is no such kind of file, or it cannot be written there.
    """
    out = Path(name)
    if out.suffix.lower() not in MODEL_SUFFIXES:
        raise ModelError(f"--out must name an .npz, .mat or .onnx file, got {name[-80:]!r}")
    try:
        if not out.absolute().parent.is_dir():
            raise ModelError(f"--out must be in a folder that exists, got {name[-80:]!r}")
        if out.is_dir():
            raise ModelError(f"--out must name a file, got the folder {name[-80:]!r}")
        DISK.check_writable(out)
    except OSError as error:
        raise ModelError(
            f"--out must be a place that can be written, got {name[-80:]!r}: {error.strerror or error}"
        ) from error
    return out
