"""The program among the applications of a Linux desktop: its entry, its icons, and the kinds of files that it opens.

A wheel or a bundle can put nothing where desktops look, so that this does it, for one user: below ``XDG_DATA_HOME``, by the
specifications of freedesktop.org. What is written is in ``resources/desktop``; only the command differs.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO

from engine.errors import ConfigurationError
from engine.io.file_writing import DISK
from engine.io.presence import exists, is_folder
from engine.io.resources import RESOURCES
from engine.text.sentence import say

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Sides in pixels."""
_KIT = RESOURCES / "desktop"
_UPDATES = (("update-desktop-database", "applications"), ("update-mime-database", "mime"))
_LIMIT_S = 60


def user_data_home() -> Path:
    """Where desktops look for what one user has: ``XDG_DATA_HOME``, by default ``~/.local/share``."""
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return Path(chosen) if os.path.isabs(chosen) else Path.home() / ".local" / "share"  # noqa: PTH117 - "" is none


def install_on_desktop(command: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write what a desktop looks for; what is there already is written anew.

    Parameters
    ----------
    command
        What starts the program; the names of files follow.
    folder
        For instance :func:`user_data_home`.

    Returns
    -------
    The files that were written.

    Raises
    ------
    ConfigurationError
        If one cannot be written.
    """
    written = []
    for target, content in _files(folder, command):
        with _told(target):
            DISK.make_folder(target.parent)
            DISK.write_whole(target, partial(_write, content))
        written.append(target)
    _update(folder)
    return tuple(written)


def remove_from_desktop(folder: Path) -> tuple[Path, ...]:
    """Delete what :func:`install_on_desktop` has written; returns the files that there were.

    Raises
    ------
    ConfigurationError
        If one cannot be deleted, or its folder may not be entered.
    """
    removed = []
    for target, _ in _files(folder, ()):
        with _told(target):
            if not exists(target):
                continue
            DISK.delete(target)
        removed.append(target)
    _update(folder)
    return tuple(removed)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Say in a sentence that a file can be neither written nor deleted."""
    try:
        yield
    except OSError as error:
        raise ConfigurationError(
            say("desktop.unwritable", file=str(target), reason=error.strerror or str(error))
        ) from error


def _files(folder: Path, command: Sequence[str]) -> Iterator[tuple[Path, bytes]]:
    """Each file and what is in it; the entry last, when all that it names is there."""
    yield folder / "mime" / "packages" / "digit-lab.xml", (_KIT / "digit-lab.xml").read_bytes()
    for side in ICON_SIZES:
        place = folder / "icons" / "hicolor" / f"{side}x{side}" / "apps" / "digit-lab.png"
        yield place, (_KIT / f"{side}.png").read_bytes()
    entry = (_KIT / "digit-lab.desktop").read_text(encoding="utf-8")
    if command:
        entry = entry.replace("\nExec=digit-lab-window", "\nExec=" + " ".join(map(_quoted, command)))
        entry = entry.replace("\nTryExec=digit-lab-window", f"\nTryExec={_escaped(command[0])}")
    yield folder / "applications" / "digit-lab.desktop", entry.encode()


def _write(content: bytes, file: IO[bytes]) -> None:
    file.write(content)


def _quoted(word: str) -> str:
    """A word of an entry's command: in quotes if need be, and then as any text of an entry."""
    word = word.replace("%", "%%")
    if re.search(r"[^\w@%+=:,./-]", word):
        word = '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'
    return _escaped(word)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _update(folder: Path) -> None:
    """Have the desktop's own tables made anew; where that cannot be done, the desktop sees to it later."""
    for tool, inner in _UPDATES:
        found = shutil.which(tool)
        with suppress(OSError, subprocess.SubprocessError):
            if found is not None and is_folder(folder / inner):
                subprocess.run(  # noqa: S603 - a tool of the system, with a folder of ours
                    [found, str(folder / inner)], check=False, capture_output=True, timeout=_LIMIT_S
                )
    icons = folder / "icons" / "hicolor"
    with suppress(OSError):
        if is_folder(icons):
            os.utime(icons)  # from which desktops see that there are others
