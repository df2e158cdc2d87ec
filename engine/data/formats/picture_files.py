"""Single pictures from files, as brightness."""

import logging
import math
import os
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageChops

from engine.errors import DataError
from engine.ink.photographs import brightness_of_colors, telling_color
from engine.io.file_reading import memory_told, why_unreadable
from engine.io.worker_process import start_module
from engine.text.sentence import say

_MAX_PICTURE_PIXELS = 50_000_000
_LONGEST_SIDE = 65_535  # as in a JPEG; of a longer row decoders take memory at once, or give up
logging.getLogger("PIL").addHandler(logging.NullHandler())  # else what it logs goes to standard error
PillowImage.MAX_IMAGE_PIXELS = None  # the limit above is checked here, in one sentence and without a warning
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP", "AVIF", "JPEG2000")
"""What Pillow may take a file for, whatever its name. Not EPS: for it Pillow starts Ghostscript, an interpreter."""
_MEDIA, _AVIF_BRANDS = b"ftyp", (b"avif", b"avis")
"""What stands in files of ISO media, as HEIC and AVIF are, after their first four bytes; and what follows in AVIF."""
SIZES = struct.Struct("<4I")
"""What the process that decodes HEIC tells first."""
_LONGEST_S = 60.0  # that it may take
Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""
_LEAST_CHROMA = 12  # of 255, by which channels differ: below, a picture is gray
_COLORS_SIDE = 240  # the longer side of the picture in which colors are compared
_ONE_SHADE = 0.2  # a range of brightness up to which opaque ink counts as one shade

_MOST_KEPT_PIXELS, _LONGEST_KEPT_SIDE = 1_000_000, 2000
"""Larger pictures are made smaller by a whole number: 20 pixels along each side are what a network sees in the end."""
_MOST_FRAMES = 50  # of an animation that are looked at for one that is not blank
_FULL_BRIGHTNESS = {
    "F": (1, 255, 65_535, 2**31 - 1),
    "I": (255, 65_535, 2**31 - 1),
    "I;16": (255, 1023, 4095, 16_383, 65_535),  # cameras and scanners of 10, 12 and 14 bits write 16
}
"""What white may be where pixels are long numbers, by Pillow's mode; the least that fits. Other programs agree on none."""
_OVERSHOOT = 1.25  # times as bright as white: what resampling may leave
_TILE_PIXELS = 500_000  # converted at a time
_ONE_AT_A_TIME = threading.Lock()
_STANDARD_ERROR = 2
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: PillowImage.Transpose.FLIP_LEFT_RIGHT,
    3: PillowImage.Transpose.ROTATE_180,
    4: PillowImage.Transpose.FLIP_TOP_BOTTOM,
    5: PillowImage.Transpose.TRANSPOSE,
    6: PillowImage.Transpose.ROTATE_270,
    7: PillowImage.Transpose.TRANSVERSE,
    8: PillowImage.Transpose.ROTATE_90,
}  # by what a camera notes of how it was held


class LoadedPicture(NamedTuple):
    """A picture, upright.

    Attributes
    ----------
    brightness
        Shape (height, width), float64, 0 (black) to 1 (white).
    scale
        How many pixels of the file a pixel of it is long.
    """

    brightness: NDArray[np.float64]
    scale: float


def load_picture(path: Path) -> NDArray[np.float64]:
    """Read a picture as brightness: that of :func:`load_scaled_picture`, which says what is raised, too."""
    return load_scaled_picture(path).brightness


def load_scaled_picture(path: Path) -> LoadedPicture:
    """Read a picture with Pillow as brightness.

    Transparent pixels show white paper, so that ink on transparent paper is dark on light. Ink that is as bright as the
    paper, but of another color, is dark too. Of an animation, the first frame is read that is not blank.

    Of a picture of more than a million pixels, or longer than 2,000, each pixel is the mean of several.

    Raises
    ------
    DataError
        If the file is missing, is no PNG, JPEG, BMP, GIF, TIFF, WebP, HEIC, AVIF or JPEG 2000, or is larger than
        50 million pixels, or longer than 65,535.
    """
    try:
        size, layered = decoded_apart(path) if _is_heic(path) else decoded(path, _FORMATS)
    except FileNotFoundError as error:
        raise DataError(say("pictures.no_file", path=str(path))) from error
    except Exception as error:
        kind = "pictures.damaged" if path.stat().st_size else "pictures.empty_file"
        raise DataError(why_unreadable(path, error, say(kind, file=path.name))) from error
    if layered is None:
        bounds = {"most": _MAX_PICTURE_PIXELS, "longest": _LONGEST_SIDE}
        raise DataError(say("pictures.too_large", file=path.name, width=size[0], height=size[1], **bounds))
    with memory_told(path, DataError):
        return LoadedPicture(_brightness(layered), max(size) / max(layered.size))


def decoded(path: Path, formats: tuple[str, ...]) -> tuple[Size, PillowImage.Image | None]:
    """Width and height of a file's picture, and the picture as RGBA, upright and as small as it is kept.

    There is no picture if it is too large: that is told before any pixel is decoded. What is raised of a file that
    cannot be read is Pillow's.
    """
    # What Pillow and libtiff pass over they mention on standard error, where there is to be one line.
    with warnings.catch_warnings(action="ignore"), PillowImage.open(path, formats=formats) as picture:
        size = picture.size
        if size[0] * size[1] > _MAX_PICTURE_PIXELS or max(size) > _LONGEST_SIDE:
            return size, None
        with _libtiff_unheard() if picture.format == "TIFF" else nullcontext():
            return size, _first_that_shows_something(picture)


def decoded_apart(path: Path) -> tuple[Size, PillowImage.Image | None]:
    """What :func:`decoded` gives of an HEIC picture, by a process that may crash: see ``heic_decoder``."""
    with start_module("engine.data.formats.heic_decoder", str(path.absolute())) as process:
        try:
            told, _ = process.communicate(timeout=_LONGEST_S)
        finally:
            process.kill()
    width, height, *kept = SIZES.unpack_from(told)
    if not all(kept):
        return (width, height), None
    return (width, height), PillowImage.frombytes("RGBA", tuple(kept), told[SIZES.size :])


def _is_heic(path: Path) -> bool:
    """Whether a file is of ISO media and no AVIF, which Pillow reads itself, whatever its name."""
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == _MEDIA and head[8:] not in _AVIF_BRANDS


def _brightness(layered: PillowImage.Image) -> NDArray[np.float64]:
    """A picture as RGBA to brightness from 0 to 1; ink that only its color tells from the paper is dark."""
    if _range(layered.getchannel("A"))[0] == 255:
        told = _told_by_color(layered)
        return np.asarray(layered.convert("L"), dtype=np.float64) / 255.0 if told is None else told
    alpha = np.asarray(layered.getchannel("A"), dtype=np.float64) / 255.0
    gray = np.asarray(layered.convert("L"), dtype=np.float64) / 255.0
    opaque = gray[alpha > 0.5]
    if alpha.min() < 0.5 and opaque.size and np.ptp(opaque) < _ONE_SHADE:
        # Ink of a single shade on transparent paper, white ink included: the shape is in the alpha channel.
        return 1.0 - alpha
    return gray * alpha + 1.0 - alpha


def _told_by_color(picture: PillowImage.Image) -> NDArray[np.float64] | None:
    """How far each pixel's color is from the paper's, as brightness; ``None`` if brightness itself tells ink."""
    small = picture.reduce(max(1, max(picture.size) // _COLORS_SIDE)).convert("RGB")
    red, green, blue = small.split()
    if max(_range(ImageChops.difference(green, other))[1] for other in (red, blue)) < _LEAST_CHROMA:
        return None
    if telling_color(_colors(small)) is None:
        return None
    colors = _colors(picture.convert("RGB"))
    return brightness_of_colors(colors).astype(np.float64)


def _colors(picture: PillowImage.Image) -> NDArray[np.float32]:
    colors: NDArray[np.float32] = np.asarray(picture, dtype=np.float32) / np.float32(255)
    return colors


@contextmanager
def _libtiff_unheard() -> Iterator[None]:
    """While this lasts, standard error goes nowhere: libtiff writes there past Python, and has no way to be told."""
    with _ONE_AT_A_TIME:  # or the second would take nowhere for what is to be put back
        try:
            kept = os.dup(_STANDARD_ERROR)
        except OSError:  # a program without a console has none
            yield
            return
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), _STANDARD_ERROR)
            yield
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)


def _first_that_shows_something(picture: PillowImage.Image) -> PillowImage.Image:
    """The first frame that is not all of one shade, as RGBA; of a picture that is blank throughout, its first."""
    first = frame = _small_and_upright(picture)
    for number in range(1, min(getattr(picture, "n_frames", 1), _MOST_FRAMES)):
        if any(low != high for low, high in map(_range, frame.split())):
            return frame
        picture.seek(number)
        frame = _small_and_upright(picture)
    return frame if any(low != high for low, high in map(_range, frame.split())) else first


def _range(channel: PillowImage.Image) -> tuple[int, int]:
    low, high = channel.getextrema()
    return int(cast("int", low)), int(cast("int", high))


def _small_and_upright(picture: PillowImage.Image) -> PillowImage.Image:
    """A picture as RGBA, made smaller if it is large, turned as its camera was held."""
    _mend_transparent_shade(picture)
    factor = _factor(picture.size)
    picture.draft(None, (math.ceil(picture.width / factor), math.ceil(picture.height / factor)))  # JPEG shrinks itself
    picture.load()
    white = _white(picture)
    factor = _factor(picture.size)
    size = (math.ceil(picture.width / factor), math.ceil(picture.height / factor))
    small = PillowImage.new("RGBA", size)
    for left, top, right, bottom in _tiles(picture.size, factor):
        tile = picture.crop((left, top, right, bottom))
        if white:
            tile = _in_bytes(tile, white)
        small.paste(tile.convert("RGBA").reduce(factor), (left // factor, top // factor))
    turn = _UPRIGHT.get(picture.getexif().get(_ORIENTATION, 1))
    return small if turn is None else small.transpose(turn)


def _mend_transparent_shade(picture: PillowImage.Image) -> None:
    """Pillow makes bytes of 2 or 4 bits, but not of the shade among them that is transparent."""
    raw_modes = [tile[3] for tile in getattr(picture, "tile", [])]
    level = {"L;2": 85, "L;4": 17}.get(raw_modes[0]) if raw_modes and isinstance(raw_modes[0], str) else None
    shade = picture.info.get("transparency")
    if level is not None and isinstance(shade, int):
        picture.info["transparency"] = min(shade, 255 // level) * level


def _white(picture: PillowImage.Image) -> int:
    """The brightness of white if pixels are longer than bytes, else 0; it is told by the brightest."""
    mode = "I;16" if picture.mode.startswith("I;16") else picture.mode
    if mode not in _FULL_BRIGHTNESS:
        return 0
    brightest = 0.0
    for box in _tiles(picture.size, 1):
        values = np.asarray(picture.crop(box))
        brightest = max(brightest, float(values.max(initial=0, where=np.isfinite(values))))
    choices = _FULL_BRIGHTNESS[mode]
    overshoot = 1.0 if mode == "I;16" else _OVERSHOOT
    return next((white for white in choices if brightest <= white * overshoot), choices[-1])


def _in_bytes(tile: PillowImage.Image, white: int) -> PillowImage.Image:
    """A piece of a picture of long numbers, in bytes; what is no number is white."""
    values = np.asarray(tile)
    shares = np.where(np.isfinite(values), values, white) / white
    gray = PillowImage.fromarray((shares.clip(0, 1) * 255).round().astype(np.uint8))
    shade = tile.info.get("transparency")
    if not isinstance(shade, int):
        return gray
    return PillowImage.merge("LA", (gray, PillowImage.fromarray(np.where(values == shade, 0, 255).astype(np.uint8))))


def _factor(size: tuple[int, int]) -> int:
    """By how much a picture of this size is made smaller."""
    width, height = size
    by_area = math.ceil(math.sqrt(width * height / _MOST_KEPT_PIXELS))
    return max(1, by_area, math.ceil(max(width, height) / _LONGEST_KEPT_SIDE))


def _tiles(size: tuple[int, int], factor: int) -> Iterator[tuple[int, int, int, int]]:
    """A picture taken apart: left, top, right and bottom of pieces whose sides are multiples of ``factor``."""
    width, height = size
    across = factor * max(1, min(math.ceil(width / factor), _TILE_PIXELS // factor**2))
    down = factor * max(1, _TILE_PIXELS // (across * factor))
    for top in range(0, height, down):
        for left in range(0, width, across):
            yield left, top, min(left + across, width), min(top + down, height)
