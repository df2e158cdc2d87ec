"""Single pictures from files, as brightness."""

import io
import logging
import math
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import JpegImagePlugin, TiffImagePlugin

from engine.errors import DataError

_MAX_PICTURE_PIXELS = 50_000_000
_LONGEST_SIDE = 65_535  # as in a JPEG; decoders keep some lines of twice their size
logging.getLogger("PIL").addHandler(logging.NullHandler())  # else what it logs goes to standard error
PillowImage.MAX_IMAGE_PIXELS = None  # the limit above is checked here, in one sentence and without a warning
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""What Pillow may take a file for, whatever its name. Not EPS: for it Pillow starts Ghostscript, an interpreter."""
_ONE_SHADE = 0.2  # a range of brightness up to which opaque ink counts as one shade

_DECODING_BYTES, _DECODING_BYTES_PER_BYTE = 190_000_000, 3
"""What decoding a file may take: so much, and so much for each of its bytes. A few bytes can claim millions of pixels."""
_BYTES_PER_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "LA": 4, "PA": 4}  # any other mode: 4
_WEBP_BYTES_PER_PIXEL = 16  # four copies of four bytes, as measured
_MOST_RLE_PIXELS = 4_000_000  # a BMP in runs is unpacked in Python, pixel by pixel at worst
_MOST_SCANNED_PIXELS = 10**9  # in all scans of a progressive JPEG, of which each goes over the whole picture
_MOST_KEPT_PIXELS, _LONGEST_KEPT_SIDE = 1_000_000, 2000
"""Larger pictures are made smaller by a whole number: 20 pixels along each side are what a network sees in the end."""
_FULL_BRIGHTNESS = {"F": (1, 255, 65_535, 2**31 - 1), "I": (255, 65_535, 2**31 - 1)}
"""What white may be where pixels are long numbers, by Pillow's mode; the least that fits. Other programs agree on none."""
_OVERSHOOT = 1.25  # times as bright as white: what resampling may leave
_TILE_PIXELS = 500_000  # converted at a time
_ONE_AT_A_TIME = threading.Lock()
_STANDARD_ERROR = 2
_JPEG_SCAN = b"\xff\xda"
_TIFF_TILE_WIDTH, _TIFF_TILE_LENGTH = 322, 323
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


def load_picture(path: Path) -> NDArray[np.float64]:
    """Read a picture with Pillow as brightness.

    Transparent pixels show white paper, so that ink on transparent paper is dark on light.

    Returns
    -------
    ndarray, shape (height, width), float64, 0 (black) to 1 (white)
        Of a picture of more than a million pixels, or longer than 2,000, each pixel is the mean of several.

    Raises
    ------
    DataError
        If the file is missing, is no PNG, JPEG, BMP, GIF, TIFF or WebP, or is larger than 50 million pixels, or than what
        can be decoded in 190 MB.
    """
    try:
        # What Pillow and libtiff pass over they mention on standard error, where there is to be one line.
        with (
            warnings.catch_warnings(action="ignore"),
            _HonestFile(path) as file,
            PillowImage.open(file, formats=_FORMATS) as picture,
        ):
            _check_size(path, picture)
            with _libtiff_unheard() if picture.format == "TIFF" else nullcontext():
                layered = _small_and_upright(picture)
    except FileNotFoundError as error:
        raise DataError(f"{path}: expected a picture, there is no such file") from error
    except DataError:
        raise
    except Exception as error:
        raise DataError(
            f"{path.name}: expected a picture (PNG, JPEG, BMP), got a file that cannot be read as one"
        ) from error
    alpha = np.asarray(layered.getchannel("A"), dtype=np.float64) / 255.0
    gray = np.asarray(layered.convert("L"), dtype=np.float64) / 255.0
    opaque = gray[alpha > 0.5]
    if alpha.min() < 0.5 and opaque.size and np.ptp(opaque) < _ONE_SHADE:
        # Ink of a single shade on transparent paper, white ink included: the shape is in the alpha channel.
        return 1.0 - alpha
    return gray * alpha + 1.0 - alpha


class _HonestFile(io.BufferedReader):
    """A file of which no more is read than there is: Python takes memory for all that is asked for, and chunks may lie."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self._n_bytes = path.stat().st_size

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to so many bytes, by default all that are left."""
        n_left = max(self._n_bytes - self.tell(), 0)
        return super().read(n_left if size is None or size < 0 else min(size, n_left))


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


def _check_size(path: Path, picture: PillowImage.Image) -> None:
    """Raise ``DataError`` if decoding would take too much memory or time; a JPEG is told to decode itself smaller."""
    width, height = picture.size
    n_pixels = width * height
    got = f"got {width} x {height}"
    if n_pixels > _MAX_PICTURE_PIXELS:
        raise DataError(
            f"{path.name}: expected a picture of up to {_MAX_PICTURE_PIXELS:,} pixels, {got}; make it smaller"
        )
    if max(width, height) > _LONGEST_SIDE:
        raise DataError(
            f"{path.name}: expected a picture of up to {_LONGEST_SIDE:,} pixels along each side, {got}; make it smaller"
        )
    bytes_per_pixel: float = _BYTES_PER_PIXEL.get(picture.mode, 4)
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        bytes_per_pixel = _prepare_jpeg(path, picture)
    elif picture.format == "WEBP":
        bytes_per_pixel = _WEBP_BYTES_PER_PIXEL
    elif isinstance(picture, TiffImagePlugin.TiffImageFile):
        bytes_per_pixel *= 2  # it may be turned upright as it is decoded
        tags = [picture.tag_v2.get(tag) for tag in (_TIFF_TILE_WIDTH, _TIFF_TILE_LENGTH)]
        sides = [tag if isinstance(tag, int) else 0 for tag in tags]
        n_pixels = max(width, sides[0]) * max(height, sides[1])
    elif any(tile[0] == "bmp_rle" for tile in getattr(picture, "tile", [])) and n_pixels > _MOST_RLE_PIXELS:
        raise DataError(
            f"{path.name}: expected a BMP in runs of up to {_MOST_RLE_PIXELS:,} pixels, {got}; save it as PNG"
        )
    most_bytes = _DECODING_BYTES + _DECODING_BYTES_PER_BYTE * path.stat().st_size
    if n_pixels * bytes_per_pixel > most_bytes:
        raise DataError(
            f"{path.name}: expected a picture of up to {int(most_bytes / bytes_per_pixel):,} pixels in a {picture.format} "
            f"file of this size, {got}; make it smaller"
        )


def _prepare_jpeg(path: Path, picture: JpegImagePlugin.JpegImageFile) -> float:
    """Have a JPEG decode itself at a half, a quarter or an eighth of its size; returns the bytes that a pixel takes."""
    n_pixels = picture.width * picture.height
    n_bytes = 0.0
    if picture.info.get("progressive"):
        n_scans = path.read_bytes().count(_JPEG_SCAN)
        if n_scans * n_pixels > _MOST_SCANNED_PIXELS:
            raise DataError(
                f"{path.name}: expected a JPEG with as many scans as a picture needs, got {n_scans:,} of {n_pixels:,} "
                f"pixels each; save it again"
            )
        samples = [h * v for _, h, v, *_ in picture.layer]
        n_bytes = 2.0 * sum(samples) / max(1, *samples)  # its coefficients are kept until the last scan
    factor = _factor(picture.size)
    picture.draft(None, (math.ceil(picture.width / factor), math.ceil(picture.height / factor)))
    return n_bytes + 4.0 * picture.width * picture.height / n_pixels


def _small_and_upright(picture: PillowImage.Image) -> PillowImage.Image:
    """A picture as RGBA, made smaller if it is large, turned as its camera was held."""
    _mend_transparent_shade(picture)
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
    if picture.mode.startswith("I;16"):
        return 65_535
    if picture.mode not in _FULL_BRIGHTNESS:
        return 0
    brightest = 0.0
    for box in _tiles(picture.size, 1):
        values = np.asarray(picture.crop(box))
        brightest = max(brightest, float(values.max(initial=0, where=np.isfinite(values))))
    choices = _FULL_BRIGHTNESS[picture.mode]
    return next((white for white in choices if brightest <= white * _OVERSHOOT), choices[-1])


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
