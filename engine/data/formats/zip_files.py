"""A zip of what can be read: unpacked into a folder of its own, which is gone when it has been read."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from engine.cancellation import check_cancelled
from engine.errors import DataError
from engine.io.file_reading import READ_ERRORS, most_bytes, out_of_reach, why_unreadable
from engine.text.sentence import say

_MOST_FILES = 1_000_000
_PIECE_BYTES = 2**20
_MAGIC = b"PK\x03\x04"


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip does; raises ``DataError`` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise DataError(out_of_reach(path, error)) from error


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """While this lasts, the folder in which the files of a zip lie; the zip's single folder, or file, if it has just one.

    Nothing is written outside that folder, and no more than a file of such a size may hold.

    Raises
    ------
    DataError
        If the zip is damaged, encrypted, or unpacks to too much, or if there is no place to unpack it to.
    """
    try:
        parent = tempfile.TemporaryDirectory(prefix="digit-lab-", ignore_cleanup_errors=True)
    except OSError as error:
        raise DataError(say("file.no_place_to_unpack", file=path.name, reason=error.strerror or str(error))) from error
    with parent:
        folder = Path(parent.name) / (path.stem or "zip")
        try:
            folder.mkdir()
            with zipfile.ZipFile(path) as archive:
                _unpack(path, archive, folder)
            within = [each for each in folder.iterdir() if not each.name.startswith((".", "__MACOSX"))]
        except (*READ_ERRORS, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
            damaged = say("zip.damaged", file=path.name)
            if isinstance(error, OSError) and error.filename is not None and str(error.filename) != str(path):
                damaged = say("file.no_place_to_unpack", file=path.name, reason=error.strerror or str(error))
                raise DataError(damaged) from error
            raise DataError(why_unreadable(path, error, damaged)) from error
        yield within[0] if len(within) == 1 else folder


def _unpack(path: Path, archive: zipfile.ZipFile, folder: Path) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    size = path.stat().st_size
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > most_bytes(size):
        raise DataError(say("file.unpacks_too_far", file=path.name, n_bytes=size))
    n_left = most_bytes(size)
    for entry in entries:
        check_cancelled()
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if not parts or any(part in {"..", "/"} or ":" in part for part in parts):
            continue
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < entry.file_size:
            raise DataError(say("zip.no_room", file=path.name, n_bytes=entry.file_size))
        with archive.open(entry) as source, target.open("wb") as written:
            while piece := source.read(_PIECE_BYTES):
                check_cancelled()
                n_left -= len(piece)
                if n_left < 0:
                    raise DataError(say("file.unpacks_too_far", file=path.name, n_bytes=size))
                written.write(piece)
