"""A film as files: one GIF that moves, or a folder of numbered PNG pictures."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.errors import DataError
from engine.io.file_writing import DISK
from gui.translation import translate

FRAME_MS = 100
"""How long a picture of a GIF is seen."""
_LAST_MS = 2000
_N_COLORS = 255

Pictures = Iterable[NDArray[np.uint8]]


def write_gif(path: Path, pictures: Pictures, n_pictures: int, progress: Callable[[float], None]) -> None:
    """Write one GIF, which is there whole or not at all.

    Parameters
    ----------
    path
        Where to.
    pictures, n_pictures
        Each of shape (height, width, 3); they are asked for one by one.
    progress
        Told the share that is done; what it raises ends the work, and no file is left.

    Raises
    ------
    DataError
        If it cannot be written.
    """
    packed: list[Image.Image] = []
    for number, picture in enumerate(pictures, start=1):
        packed.append(Image.fromarray(picture).quantize(_N_COLORS, dither=Image.Dither.NONE))
        progress(0.9 * number / n_pictures)
    first, *others = packed
    durations = [FRAME_MS] * len(others) + [_LAST_MS]
    with _errors_as_sentences(path):
        DISK.write_whole(
            path,
            lambda file: first.save(
                file, format="GIF", save_all=True, append_images=others, duration=durations, loop=0, optimize=False
            ),
        )
    progress(1.0)


def write_frames(folder: Path, pictures: Pictures, n_pictures: int, progress: Callable[[float], None]) -> None:
    """Write numbered PNG pictures into a new folder; parameters and errors are those of :func:`write_gif`.

    Work that ends early leaves neither pictures nor folder.
    """
    with _errors_as_sentences(folder):
        folder.mkdir(parents=True)
    written: list[Path] = []
    try:
        for number, picture in enumerate(pictures, start=1):
            path = folder / f"frame-{number:03d}.png"
            image = Image.fromarray(picture)
            written.append(path)
            with _errors_as_sentences(path), path.open("wb") as file:
                image.save(file, format="PNG")
            progress(number / n_pictures)
    except BaseException:
        with contextlib.suppress(OSError):
            for path in written:
                path.unlink(missing_ok=True)
            folder.rmdir()
        raise


@contextlib.contextmanager
def _errors_as_sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        text = translate("FilmFiles", "{file}: expected the name of a new folder, got one that is there")
        raise DataError(text.format(file=path)) from error
    except OSError as error:
        text = translate("FilmFiles", "{file}: expected a place to write to, got: {reason}")
        raise DataError(text.format(file=path, reason=error.strerror or error)) from error
