"""Small files that claim, or unpack to, far more than an honest file of their size: refused before memory is taken."""

import gzip
import io
import json
import random
import sqlite3
import struct
import sys
import tracemalloc
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset, load_picture
from engine.errors import DataError
from engine.ink.input_formats import FRAME
from engine.io import file_reading, json_reading
from engine.io.json_reading import parse_json
from engine.models import files
from engine.models.files import load_model
from tests.fuzzing.seeds import rle_bmp
from tests.fuzzing.store_mutations import share_cells, with_shared_pages
from tests.fuzzing.trial import Outcome, tried
from tests.written_files import refusal_in_little_memory, write_file


def _opened(path: Path) -> Outcome:
    """A picture read and framed under watch: at most 200 MB and four times the file's size."""
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


def _tiled_tiff(tile_side: int, tile: bytes) -> bytes:
    """A picture of 16x16 in one tile of another size."""
    tags = {256: 16, 257: 16, 258: 8, 259: 8, 262: 1, 277: 1, 322: tile_side, 323: tile_side, 324: 8, 325: len(tile)}
    entries = b"".join(struct.pack("<2H2I", tag, 4, 1, value) for tag, value in tags.items())
    return struct.pack("<2sHI", b"II", 42, 8 + len(tile)) + tile + struct.pack("<H", len(tags)) + entries + bytes(4)


# Pictures


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


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("a.bmp", rle_bmp(200, 40_000), "expected a BMP in runs of up to 4,000,000 pixels, got 200 x 40000"),
        ("a.png", "wide", "expected a picture of up to 65,535 pixels along each side, got 40000000 x 1"),
        ("a.jpg", "scans", "expected a JPEG with as many scans as a picture needs, got 50,0"),
        ("a.webp", "webp", "pixels in a WEBP file of this size, got 6000 x 6000"),
        ("a.tif", "tile", "pixels in a TIFF file of this size, got 16 x 16"),
    ],
)
def test_a_picture_that_would_take_too_much_is_refused(name: str, contents: Any, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    buffer = io.BytesIO()
    if contents == "wide":
        contents = _png(path, (40_000_000, 1), (1, 0), n_bits=1).read_bytes()
    elif contents == "scans":
        Image.new("L", (400, 300), 200).save(buffer, "JPEG", progressive=True)
        contents = buffer.getvalue()[:-2] + b"\xff\xda\0\x08\1\1\0\0\x3f\0" * 50_000 + b"\xff\xd9"
    elif contents == "webp":
        Image.new("L", (6000, 6000), 255).save(buffer, "WEBP", lossless=True, method=0, quality=0)
        contents = buffer.getvalue()
    elif contents == "tile":
        contents = _tiled_tiff(60_000, zlib.compress(bytes(1000)))
    path.write_bytes(contents)

    with pytest.raises(DataError) as caught:
        load_picture(path)

    assert said in str(caught.value)


def test_a_chunk_that_says_four_gigabytes_takes_no_memory(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("L", (30, 30), 200).save(buffer, "PNG")
    contents = buffer.getvalue()
    place = contents.index(b"IDAT") - 4
    (tmp_path / "a.png").write_bytes(contents[:place] + b"\xff\xff\xff\xff" + contents[place + 4 :])

    assert not _opened(tmp_path / "a.png").fault  # Pillow asks for as many bytes as the chunk says


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
    assert file_reading._ALWAYS_ARRAY_BYTES == 48 * 2**20
    monkeypatch.setattr(file_reading, "_ALWAYS_ARRAY_BYTES", 2**20)
    np.savez_compressed(tmp_path / "d.npz", X=np.zeros((20_000, 400), np.uint8), y=np.zeros(3))
    assert "expected X of shape (20000, 400)" in refusal_in_little_memory(tmp_path / "d.npz", at_most=1e6)

    head = struct.pack(">4I", 0x803, 10_000, 28, 28)
    path = write_file(tmp_path / "a-images-idx3-ubyte.gz", head + bytes(7_840_000))
    write_file(tmp_path / "a-labels-idx1-ubyte.gz", struct.pack(">2I", 0x801, 10_000) + bytes(10_000))
    assert "expected 7,840,000 bytes of pictures" in refusal_in_little_memory(path, at_most=1e6)


@pytest.mark.parametrize(
    ("line", "n_lines", "said"),
    [
        (b"\n", 20_000, "expected a table, got 10,001 blank lines by line 10,001; delete them"),
        (b"1," * 64 + b"1\n", 10_000, "expected a table that a file of"),
        (b"1," * 64 + b" " * 10_000 + b"1\n", 3_000, "expected a file that was gzipped to a hundredth of its size"),
    ],
)
def test_a_table_packed_too_far_is_refused(
    line: bytes, n_lines: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file_reading._ALWAYS_VALUES == 6_000_000
    monkeypatch.setattr(file_reading, "_ALWAYS_VALUES", 500_000)
    path = write_file(tmp_path / "d.csv.gz", line * n_lines)

    assert said in refusal_in_little_memory(path, at_most=30e6)


@pytest.mark.parametrize("tiny", ["[],", "{},", '{"":{}},', "[0],", "[[]],", '"ab",'])
def test_json_that_would_swell_is_not_parsed(tiny: str, tmp_path: Path) -> None:
    text = "[" + tiny * (9_000_000 // len(tiny)) + "0]"
    with pytest.raises(ValueError, match="letters that takes up to"):
        parse_json(text)

    assert parse_json(f"[{tiny * 1000}0]")[-1] == 0


def test_the_bound_of_what_json_takes_is_a_bound(tmp_path: Path) -> None:
    for tiny in ("[],", "{},", '{"":{}},', "[0],", "[[]],", '"ab",', "1.5,", "[0.25,0.5],", '{"a":1.5,"b":[]},'):
        text = "[" + tiny * 2_000 + "0]"
        tracemalloc.start()
        parsed = parse_json(text)
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert parsed
        marks = {"[": 113, "{": 250, ",": 36, '"': 32}
        assert taken < len(text) + sum(n * text.count(mark) for mark, n in marks.items())


def test_the_longest_history_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json_reading.MOST_BYTES < 200e6
    monkeypatch.setattr(json_reading, "MOST_BYTES", json_reading.MOST_BYTES // 32)
    row = "[123.25, 0.5123456, 0.2512345, null, null], "
    assert len(parse_json("[" + row * (files._LONGEST_TEXT // 32 // len(row) - 1) + "0]")) > 11_000


def test_a_description_of_little_things_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reading, "MOST_BYTES", 50_000_000)
    text = '{"format": "digit-lab-model", "version": 2, "about": [' + "[]," * 700_000 + "0]}"
    np.savez_compressed(tmp_path / "m.npz", description=np.array(text), parameters=np.zeros(3))

    outcome = tried(lambda: load_model(tmp_path / "m.npz"), n_bytes=10_000, names=["m.npz"])

    assert "m.npz: expected a model that this program saved" in outcome.sentence
    assert not outcome.fault


# Drawings


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured on Linux alone")
@pytest.mark.parametrize("tiny", ["[],", '{"":{}},', "[[]],", "[[0,0]],"])
@pytest.mark.parametrize("start", ["[", '[{"label": 3, "strokes": ['])
def test_much_that_is_little_takes_no_memory(start: str, tiny: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / "d.json", (start + tiny * 500_000).encode())  # parsed as a whole: 40 MB to 150

    outcome = tried(lambda: load_dataset(str(path)), n_bytes=path.stat().st_size, names=["d.json"])

    assert outcome.sentence
    assert not outcome.fault
    assert outcome.memory < 60e6


def test_pages_that_come_again_and_again_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    DrawingsStore(path).add(1, [np.zeros((2, 2))])
    text = json.dumps([np.random.default_rng(1).uniform(size=(20_000, 2)).round(4).tolist()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO drawings (label, strokes, created_at) VALUES (1, ?, '')", [(text,)] * 2)
    for number in range(4):
        data = share_cells(random.Random(number), path.read_bytes(), b"")
        (tmp_path / "shared.sqlite").write_bytes(data)
        outcome = tried(
            lambda: DrawingsStore(tmp_path / "shared.sqlite").all(), n_bytes=len(data), names=["shared.sqlite"]
        )
        assert not outcome.fault
        assert not outcome.sentence or "it is damaged; it was left as it is" in outcome.sentence


@pytest.mark.parametrize("page", [1, 3])  # of the drawings, and of what SQLite counted, which it reads by itself
def test_pages_that_share_their_parts_take_no_time(page: int, tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    DrawingsStore(path).add(1, [np.zeros((2, 2))])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
    shared = with_shared_pages(path.read_bytes(), page, depth=6)
    path.write_bytes(shared)

    outcomes = [
        tried(use, n_bytes=len(shared), names=["d.sqlite"])
        for use in (DrawingsStore(path).counts, DrawingsStore(path).all, lambda: DrawingsStore(path).delete([1]))
    ]

    assert [outcome.fault for outcome in outcomes] == [""] * 3
    assert "it is damaged; it was left as it is" in outcomes[-1].sentence
    assert bool(outcomes[0].sentence) == (page == 1)


def test_a_drawing_longer_than_can_be_read_is_not_kept(tmp_path: Path) -> None:
    store = DrawingsStore(tmp_path / "d.sqlite")

    with pytest.raises(DataError, match="expected a drawing of up to 524,288 characters"):
        store.add(1, [np.random.default_rng(1).uniform(size=(40_000, 2))])
    assert store.add(1, [np.random.default_rng(1).uniform(size=(25_000, 2))]) == 1
    assert len(store.all()[0].strokes[0]) == 25_000


def test_a_large_honest_stroke_file_takes_little_memory(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    drawings = [{"label": i % 10, "strokes": [rng.uniform(size=(25, 2)).round(3).tolist()]} for i in range(800)]
    path = tmp_path / "d.json.gz"
    path.write_bytes(gzip.compress(json.dumps(drawings).encode(), 1))

    outcome = tried(lambda: load_dataset(str(path)), n_bytes=path.stat().st_size, is_timed=False)

    assert not outcome.sentence
    assert not outcome.fault
    assert outcome.memory < 40e6
