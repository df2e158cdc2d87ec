"""Pictures as other programs write them: of long numbers, and with one shade of gray that is transparent."""

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.data.formats.picture_files import load_picture

_GRAY = np.arange(256, dtype=np.uint8).reshape(16, 16)


@pytest.mark.parametrize(
    "values",
    [
        _GRAY.astype(np.float32),
        (_GRAY / 255).astype(np.float32),
        (_GRAY / 255 * 65535).astype(np.float32),
        _GRAY.astype(np.int32),
        _GRAY.astype(np.int32) * 257,
        _GRAY.astype(np.int32) * 8_421_504,
        _GRAY.astype(np.uint16) * 257,
    ],
    ids=["float 255", "float 1", "float 65535", "int 255", "int 65535", "int 2**31", "uint16"],
)
def test_brightness_is_told_by_its_range_in_pictures_of_long_numbers(values: Any, tmp_path: Path) -> None:
    Image.fromarray(values).save(tmp_path / "d.tif")

    np.testing.assert_allclose(load_picture(tmp_path / "d.tif"), _GRAY / 255, atol=0.003)


def test_pixels_that_are_no_numbers_are_paper(tmp_path: Path) -> None:
    values = (_GRAY / 255).astype(np.float32)
    values[0, :3] = np.nan, np.inf, -np.inf
    Image.fromarray(values).save(tmp_path / "d.tif")

    found = load_picture(tmp_path / "d.tif")

    assert found[0, :3].tolist() == [1, 1, 1]
    np.testing.assert_allclose(found[1:], _GRAY[1:] / 255, atol=0.003)


def _png(depth: int, values: Any, transparent: int) -> bytes:
    """A gray picture of 2, 4, 8 or 16 bits a pixel, one shade of it transparent."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    bits = ["".join(f"{value:0{depth}b}" for value in row) for row in values.tolist()]
    lines = b"".join(b"\0" + int(line, 2).to_bytes(len(line) // 8, "big") for line in bits)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">2I5B", values.shape[1], len(values), depth, 0, 0, 0, 0))
        + chunk(b"tRNS", struct.pack(">H", transparent))
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("depth", [2, 4, 8, 16])
def test_a_transparent_shade_of_gray_shows_white_paper(depth: int, tmp_path: Path) -> None:
    most = 2**depth - 1
    values = _GRAY.astype(int) * most // 255
    (tmp_path / "d.png").write_bytes(_png(depth, values, int(values[8, 8])))

    expected = np.where(values == values[8, 8], 1.0, values / most)
    np.testing.assert_allclose(load_picture(tmp_path / "d.png"), expected, atol=0.003)
