"""Small files that claim, or unpack to, far more than an honest file of their size: refused before memory is taken."""

import gzip
import io
import json
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset, load_picture
from engine.errors import DataError
from engine.ink.input_formats import FRAME
from engine.io import file_reading
from tests.fuzzing.trial import Outcome, tried
from tests.written_files import refusal_in_little_memory, write_file


def _opened(path: Path) -> Outcome:
    """A picture read and framed under watch: at most 1 GB and four times the file's size."""
    return tried(lambda: FRAME.picture(load_picture(path)), n_bytes=path.stat().st_size, names=[path.name])


def _png(path: Path, side: tuple[int, int], depth: tuple[int, int], *, n_bits: int) -> Path:
    """White paper with black in its middle rows."""
    width, height = side
    line = (width * n_bits + 7) // 8
    packer = zlib.compressobj(1)
    data = b"".join(
        packer.compress(b"\0" + (b"\0" if 0.3 < row / height < 0.6 else b"\xff") * line) for row in range(height)
    )
    chunks = ((b"IHDR", struct.pack(">2I", width, height) + bytes((*depth, 0, 0, 0))), (b"IDAT", data + packer.flush()))
    parts = [
        struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in (*chunks, (b"IEND", b""))
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return path


# Pictures


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured on Linux alone")
@pytest.mark.parametrize(
    ("side", "depth", "n_bits"), [((4000, 3000), (8, 2), 24), ((5000, 5000), (1, 0), 1), ((2, 65_000), (16, 0), 16)]
)
def test_a_large_picture_takes_little_memory(
    side: tuple[int, int], depth: tuple[int, int], n_bits: int, tmp_path: Path
) -> None:
    outcome = _opened(_png(tmp_path / "a.png", side, depth, n_bits=n_bits))

    assert not outcome.sentence
    assert not outcome.fault


@pytest.mark.slow
def test_a_large_picture_is_made_smaller_and_reads_the_same(tmp_path: Path) -> None:
    gray = np.full((600, 500), 255, np.uint8)
    gray[100:500, 230:270] = 0
    gray[100:140, 150:350] = 60
    for times, mode in ((1, "L"), (4, "L"), (4, "RGBA")):
        drawn = Image.fromarray(np.kron(gray, np.ones((times, times), np.uint8)))
        if mode == "RGBA":
            drawn = Image.merge("RGBA", (*[Image.new("L", drawn.size, 0)] * 3, drawn.point(lambda value: 255 - value)))
        drawn.save(tmp_path / f"{times}{mode}.png")
    small, large, clear = (load_picture(tmp_path / f"{name}.png") for name in ("1L", "4L", "4RGBA"))

    assert small.shape == (600, 500)
    assert large.shape == clear.shape == (800, 667)
    frames = [FRAME.picture(picture) for picture in (small, large, clear)]
    for frame in frames[1:]:
        assert frame is not None
        assert frames[0] is not None
        assert np.abs(frame - frames[0]).max() < 0.06


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_large_photograph_is_turned_upright(orientation: int, tmp_path: Path) -> None:
    gray = np.full((1500, 1000), 255, np.uint8)
    gray[200:700, 300:400] = 0
    exif = Image.Exif()
    exif[0x0112] = orientation
    undone_by = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # of Pillow's turns
    inverse = undone_by[orientation]
    held = Image.fromarray(gray)
    held = held if inverse is None else held.transpose(Image.Transpose(inverse))
    held.save(tmp_path / "a.jpg", exif=exif)

    picture = load_picture(tmp_path / "a.jpg")

    assert picture.shape[0] > picture.shape[1]
    assert picture[: len(picture) // 2].mean() < picture[len(picture) // 2 :].mean()
    assert picture[:, : picture.shape[1] // 2].mean() < picture[:, picture.shape[1] // 2 :].mean()


@pytest.mark.parametrize("side", [(7072, 7072), (65_536, 1), (1, 65_536)])
def test_a_picture_of_too_many_pixels_is_refused_before_they_are_decoded(side: tuple[int, int], tmp_path: Path) -> None:
    path = _png(tmp_path / "a.png", side, (1, 0), n_bits=1)

    outcome = _opened(path)

    assert outcome.sentence == (
        f"a.png: expected a picture of up to 50,000,000 pixels, 65,535 along each side, got {side[0]} x {side[1]}; make it "
        f"smaller"
    )
    assert outcome.memory < 10e6


def test_what_pillow_and_libtiff_mention_is_not_heard(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), 255).save(buffer, "TIFF", compression="tiff_adobe_deflate")
    contents = bytearray(buffer.getvalue())
    contents[8:40] = b"\x55" * 32
    (tmp_path / "a.tif").write_bytes(contents)
    outcome = _opened(tmp_path / "a.tif")

    assert "a.tif: expected a picture" in outcome.sentence
    assert not outcome.fault
    sys.stderr.write("still heard")
    assert capfd.readouterr().err == "still heard"


# Arrays and texts


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_arrays_packed_as_numpy_does_not_are_refused(method: int, tmp_path: Path) -> None:
    member = io.BytesIO()
    np.save(member, np.zeros((5_000, 400), np.uint8))
    with zipfile.ZipFile(tmp_path / "d.npz", "w", method) as archive:
        for name in ("X.npy", "y.npy"):
            archive.writestr(name, member.getvalue())

    assert "expected arrays as numpy.savez writes them, got X packed in another way" in refusal_in_little_memory(
        tmp_path / "d.npz"
    )


def test_zeros_that_were_packed_too_far_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert file_reading._ALWAYS_BYTES == 2**27
    monkeypatch.setattr(file_reading, "_ALWAYS_BYTES", 2**20)
    np.savez_compressed(tmp_path / "d.npz", X=np.zeros((20_000, 400), np.uint8), y=np.zeros(3))
    assert "expected X of shape (20000, 400)" in refusal_in_little_memory(tmp_path / "d.npz", at_most=1e6)

    head = struct.pack(">4I", 0x803, 10_000, 28, 28)
    path = write_file(tmp_path / "a-images-idx3-ubyte.gz", head + bytes(7_840_000))
    write_file(tmp_path / "a-labels-idx1-ubyte.gz", struct.pack(">2I", 0x801, 10_000) + bytes(10_000))
    assert "expected 7,840,000 bytes of pictures" in refusal_in_little_memory(path, at_most=1e6)


def test_a_table_packed_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "_ALWAYS_BYTES", 2**20)
    path = write_file(tmp_path / "d.csv.gz", (b"1," * 64 + b"1\n") * 60_000)

    assert "expected a file that was gzipped to a hundredth of its size" in refusal_in_little_memory(path, at_most=7e6)


# Drawings


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured on Linux alone")
@pytest.mark.parametrize("tiny", ["[],", '{"":{}},', "[[]],", "[[0,0]],"])
@pytest.mark.parametrize("start", ["[", pytest.param('[{"label": 3, "strokes": [', marks=pytest.mark.slow)])
def test_much_that_is_little_takes_no_memory(start: str, tiny: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / "d.json", (start + tiny * 500_000).encode())  # parsed as a whole: 40 MB to 150

    outcome = tried(lambda: load_dataset(str(path)), n_bytes=path.stat().st_size, names=["d.json"])

    assert outcome.sentence
    assert not outcome.fault
    assert outcome.memory < 60e6


def test_a_drawing_longer_than_can_be_read_is_not_kept(tmp_path: Path) -> None:
    store = DrawingsStore(tmp_path / "d.sqlite")

    with pytest.raises(DataError, match="expected a drawing of up to 524,288 characters"):
        store.add(1, [np.random.default_rng(1).uniform(size=(40_000, 2))])
    assert store.add(1, [np.random.default_rng(1).uniform(size=(25_000, 2))]) == 1
    assert len(store.all()[0].strokes[0]) == 25_000


@pytest.mark.slow
def test_a_large_honest_stroke_file_takes_little_memory(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    drawings = [{"label": i % 10, "strokes": [rng.uniform(size=(25, 2)).round(3).tolist()]} for i in range(800)]
    path = tmp_path / "d.json.gz"
    path.write_bytes(gzip.compress(json.dumps(drawings).encode(), 1))

    outcome = tried(lambda: load_dataset(str(path)), n_bytes=path.stat().st_size)

    assert not outcome.sentence
    assert not outcome.fault
    assert outcome.memory < 40e6
