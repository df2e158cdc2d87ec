"""Single pictures from files, as brightness."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageOps

from engine.errors import DataError

_MAX_PICTURE_PIXELS = 50_000_000
PillowImage.MAX_IMAGE_PIXELS = None  # the limit above is checked here, in one sentence and without a warning
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""What Pillow may take a file for, whatever its name. Not EPS: for it Pillow starts Ghostscript, an interpreter."""
_ONE_SHADE = 0.2  # a range of brightness up to which opaque ink counts as one shade


def load_picture(path: Path) -> NDArray[np.float64]:
    """Read a picture with Pillow as brightness.

    Transparent pixels show white paper, so that ink on transparent paper is dark on light.

    Returns
    -------
    ndarray, shape (height, width), float64, 0 (black) to 1 (white)

    Raises
    ------
    DataError
        If the file is missing, is no PNG, JPEG, BMP, GIF, TIFF or WebP, or is larger than 50 million pixels.
    """
    try:
        with PillowImage.open(path, formats=_FORMATS) as picture:
            if picture.width * picture.height > _MAX_PICTURE_PIXELS:
                raise DataError(
                    f"{path.name}: expected a picture of up to {_MAX_PICTURE_PIXELS:,} pixels, got "
                    f"{picture.width} x {picture.height}"
                )
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith("I;16"):
                upright = PillowImage.fromarray((np.asarray(upright) / 257.0).round().astype(np.uint8))
            layered = upright.convert("RGBA")
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
