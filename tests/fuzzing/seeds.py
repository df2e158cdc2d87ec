"""Small valid files of every kind that the program opens: what the fuzzer damages."""

import bz2
import csv
import gzip
import io
import json
import random
import sqlite3
import struct
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.io import savemat

from engine.data.drawings_store import DrawingsStore
from engine.data.scaling import InputScaling
from engine.models.files import save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from tests.fuzzing.packed_mutations import write_member
from tests.heic_picture import SEVEN

N_DIGITS = 12
SHAPES = (
    [(0.5, 0.1), (0.5, 0.9)],
    [(0.2, 0.2), (0.8, 0.2), (0.4, 0.9)],
    [(0.3, 0.3), (0.7, 0.3), (0.7, 0.8), (0.3, 0.8)],
)


@dataclass(frozen=True)
class Seed:
    """Files that belong together, by name, and which of them is opened (empty: the folder that they are in)."""

    files: dict[str, bytes]
    opened: str


def both(name: str, contents: bytes) -> list[Seed]:
    """A file as it is, and gzipped."""
    return [Seed({name: contents}, name), Seed({f"{name}.gz": gzip.compress(contents, mtime=0)}, f"{name}.gz")]


def course_files() -> list[Seed]:
    """``X`` and ``y``, packed or not, with text, a struct, a cell and an array beside them that nobody wants."""
    pictures = digits(400) / 255.0
    arrays: dict[str, Any] = {"X": pictures, "y": (labels() + 1)[:, None].astype(float)}
    more = {"note": "text", "s": {"a": 1}, "c": np.array([1, "b"], dtype=object), "Z": np.zeros((50, 900)), **arrays}
    return [
        seed
        for packed in (False, True)
        for chosen in (arrays, more)
        for seed in both("case.mat", mat(chosen, packed=packed))
    ]


def theta_files() -> list[Seed]:
    """Networks in the course's form."""
    rng = np.random.default_rng(1)
    two: dict[str, Any] = {"Theta1": rng.normal(size=(5, 401)), "Theta2": rng.normal(size=(10, 6))}
    three: dict[str, Any] = {
        "Theta1": rng.normal(size=(3, 65)),
        "Theta2": rng.normal(size=(4, 4)),
        "Theta3": rng.normal(size=(10, 5)),
    }
    return [
        seed
        for packed in (False, True)
        for thetas in (two, three)
        for seed in both("case.mat", mat(thetas, packed=packed))
    ]


def weight_files() -> list[Seed]:
    """Networks of others as arrays."""
    rng = np.random.default_rng(3)
    layers: dict[str, Any] = {"W1": rng.normal(size=(64, 3)), "b1": rng.normal(size=3)}
    layers |= {"W2": rng.normal(size=(3, 10)), "b2": rng.normal(size=10)}
    seeds = []
    for arrays in (layers, {"nn_params": rng.normal(size=10285)}, {"all_theta": rng.normal(size=(10, 65))}):
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        seeds.append(Seed({"case.npz": buffer.getvalue()}, "case.npz"))
    return seeds


def network_texts() -> list[Seed]:
    """A network in Nielsen's JSON, packed or not."""
    rng = np.random.default_rng(4)
    weights = [rng.normal(size=(3, 64)).round(3).tolist(), rng.normal(size=(10, 3)).round(3).tolist()]
    network = {
        "sizes": [64, 3, 10],
        "weights": weights,
        "biases": [[[0.5]] * 3, [[0.25]] * 10],
        "cost": "QuadraticCost",
    }
    return both("case.json", json.dumps(network).encode())


def onnx_files() -> list[Seed]:
    """A graph of one dense layer and its softmax, written by hand: tags, lengths, and what is in them."""

    def part(field: int, *contents: bytes) -> bytes:
        content = b"".join(contents)
        n, size = len(content), bytearray()
        while n > 0x7F:
            size.append(n & 0x7F | 0x80)
            n >>= 7
        return bytes([field << 3 | 2, *size, n]) + content

    def tensor(name: bytes, *sides: int) -> bytes:
        values = np.random.default_rng(5).normal(size=sides).astype("<f4").tobytes()
        return part(5, *(bytes((8, side)) for side in sides), b"\x10\x01", part(8, name), part(9, values))

    def node(operator: bytes, inputs: list[bytes], output: bytes) -> bytes:
        return part(1, *(part(1, name) for name in inputs), part(2, output), part(4, operator))

    shape = part(2, part(1, part(2, b"n")), part(1, b"\x08\x40"))
    entry = part(11, part(1, b"x"), part(2, part(1, b"\x08\x01", shape)))
    graph = part(
        7,
        node(b"Gemm", [b"x", b"w", b"b"], b"z"),
        node(b"Softmax", [b"z"], b"y"),
        tensor(b"w", 64, 10),
        tensor(b"b", 10),
        entry,
        part(12, part(1, b"y")),
    )
    return [Seed({"case.onnx": b"\x08\x07" + graph + part(8, b"\x10\x0d")}, "case.onnx")]


def idx_files() -> list[Seed]:
    """Pictures of 28x28 and of 8x8 with their labels; either file is opened."""
    seeds = []
    for side, ending in ((28, ""), (8, ".gz")):
        pictures = struct.pack(">4I", 0x803, N_DIGITS, side, side) + digits(side * side).tobytes()
        files = {
            "case-images-idx3-ubyte": pictures,
            "case-labels-idx1-ubyte": struct.pack(">2I", 0x801, N_DIGITS) + labels().tobytes(),
        }
        packed = {name + ending: gzip.compress(data, mtime=0) if ending else data for name, data in files.items()}
        seeds += [Seed(packed, name) for name in packed]
    return seeds


def npz_files() -> list[Seed]:
    """``X`` and ``y``, packed or not, in several kinds of numbers."""
    seeds = []
    for n_pixels, kind in ((64, "uint8"), (400, "float32"), (784, "float64")):
        pictures = (digits(n_pixels) if kind == "uint8" else digits(n_pixels) / 255.0).astype(kind)
        for write in (np.savez, np.savez_compressed):
            buffer = io.BytesIO()
            write(buffer, X=pictures, y=labels())
            seeds.append(Seed({"case.npz": buffer.getvalue()}, "case.npz"))
    return seeds


def model_files() -> list[Seed]:
    """Networks of both versions, scaled or not."""
    about = {"data": "mine", "history": [[0.5, 1.0, 0.5, None, 0.25]] * 20, "config": {"epochs": 3, "seed": 1}}
    seeds = []
    for inputs, hidden in ((400, (5,)), (64, ()), (64, (3, 4))):
        parameters = Parameters.zeros(Architecture.dense(n_inputs=inputs, hidden_layers=hidden), "float32")
        parameters.flat[:] = np.random.default_rng(2).normal(size=len(parameters.flat))
        scaling = InputScaling("standardized", np.zeros(inputs), np.full(inputs, 2.0))
        for model in (Model(parameters, metadata_from(about)), Model(parameters, metadata_from(about), scaling)):
            with TemporaryDirectory() as folder:
                save_model(model, Path(folder) / "case.npz")
                seeds.append(Seed({"case.npz": (Path(folder) / "case.npz").read_bytes()}, "case.npz"))
    description = {"format": "digit-lab-model", "version": 1, "n_inputs": 64, "hidden_layers": [], "n_outputs": 10}
    description |= {"hidden_activation": "sigmoid", "output_loss": "softmax-cross-entropy", "about": about}
    buffer = io.BytesIO()
    np.savez(buffer, description=np.array(json.dumps(description)), parameters=np.ones(650, np.float32))
    return [*seeds, Seed({"case.npz": buffer.getvalue()}, "case.npz")]


def csv_files() -> list[Seed]:
    """Tables with names or without, the label first or last, of all sizes and separators."""
    seeds = []
    quoting: Literal[0, 1]
    for n_pixels, separator, first, named, quoting in (
        (64, ",", True, True, csv.QUOTE_MINIMAL),
        (64, ";", False, False, csv.QUOTE_ALL),
        (400, "\t", True, False, csv.QUOTE_MINIMAL),
        (784, " ", False, False, csv.QUOTE_MINIMAL),
    ):
        text = io.StringIO()
        writer = csv.writer(
            text, delimiter=separator, quoting=quoting, lineterminator=random.Random(n_pixels).choice(("\n", "\r\n"))
        )
        if named:
            writer.writerow(["label", *(f"pixel{i}" for i in range(n_pixels))])
        for label, row in zip(labels().tolist(), (digits(n_pixels) / 255.0).round(3).tolist(), strict=True):
            writer.writerow([label, *row] if first else [*row, label])
        seeds += both("case.csv", text.getvalue().encode())
    lines = [f'"{label}"; {row}' for label, row in enumerate(["0,25;" * 63 + "1"] * 10)]
    numbered = ["", *(f"{number};" for number in range(10))]
    names = ";".join(["", "label", *map(str, range(64))])
    german = "\n".join(number + line for number, line in zip(numbered, [names, *lines], strict=True))
    return [*seeds, *both("case.csv", german.encode("utf-16"))]


def stroke_files() -> list[Seed]:
    """Drawings as JSON, in fractions of a canvas and in pixels, as the program exports them, and in UTF-16 and UTF-32."""
    drawings = [{"label": number % 10, "strokes": [SHAPES[number % 3], [(0.1, 0.1)]]} for number in range(N_DIGITS)]
    pixels = [
        {"label": d["label"], "strokes": [[[int(x * 300), y * 300.5] for x, y in SHAPES[0]]], "by": "é"}
        for d in drawings
    ]
    with TemporaryDirectory() as folder:
        exported = Path(folder) / "exported.json"
        store = DrawingsStore(Path(folder) / "drawings.sqlite")
        store.add(3, [np.array(SHAPES[1])])
        store.export_to(exported)
        texts = [json.dumps(drawings), json.dumps(pixels, indent=1), exported.read_text(encoding="utf-8")]
    contents = [*(text.encode() for text in texts), texts[1].encode("utf-16"), texts[0].encode("utf-32-be")]
    return [seed for content in contents for seed in both("case.json", content)]


def npy_files() -> list[Seed]:
    """Two arrays beside each other: pictures, and their labels as numbers or words."""
    words = np.array(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
    return [
        Seed({"images.npy": _npy(digits(n_pixels)), "labels.npy": _npy(its_labels)}, "images.npy")
        for n_pixels, its_labels in ((400, labels()), (784, words[labels()]), (64, np.eye(10)[labels()]))
    ]


def libsvm_files() -> list[Seed]:
    """LIBSVM's text, plain and packed."""
    lines = [
        " ".join([str(label), *(f"{at + 1}:{value / 255:.3g}" for at, value in enumerate(ink) if value)])
        for label, ink in zip(labels(), digits(256), strict=True)
    ]
    text = "\n".join(lines).encode()
    return [Seed({"case.txt": text}, "case.txt"), Seed({"case.bz2": bz2.compress(text)}, "case.bz2")]


def layouts_of_mat_files() -> list[Seed]:
    """MATLAB files of others: stacked pictures, structures in structures, an array for each digit."""
    inks, its_labels = digits(400), labels()
    by_digit: dict[str, Any] = {f"train{digit}": inks[its_labels == digit] for digit in range(10)}
    layouts: tuple[dict[str, Any], ...] = (
        {"images": inks.reshape(-1, 20, 20).transpose(1, 2, 0), "labels": its_labels[:, None]},
        {"dataset": {"train": {"images": inks, "labels": its_labels[:, None]}, "mapping": np.eye(2)}},
        by_digit,
    )
    return [
        Seed({"case.mat": mat(arrays, packed=packed)}, "case.mat") for arrays in layouts for packed in (False, True)
    ]


def octave_files() -> list[Seed]:
    """Octave's text."""
    text = "# Created by Octave 8.4.0\n"
    for name, values in (("X", digits(64) / 255), ("y", labels()[:, None] + 1)):
        rows = "\n".join(" " + " ".join(f"{value:.4g}" for value in row) for row in values)
        text += f"# name: {name}\n# type: matrix\n# rows: {len(values)}\n# columns: {values.shape[1]}\n{rows}\n\n\n"
    return [Seed({"case.mat": text.encode()}, "case.mat")]


def zip_files() -> list[Seed]:
    """A zip of pictures, with a table of what they are or without, and a zip of a table."""
    pixels = np.column_stack([labels(), digits(64)])
    table = "\n".join(",".join(map(str, row)) for row in pixels)
    pictures_of = {f"{number}/a.{name}": data for number, (name, data) in enumerate(_pictures()[:4])}
    listed = "filename,label\n" + "\n".join(f"{name},{name[0]}" for name in pictures_of)
    zips: list[dict[str, bytes]] = [
        {"digits.csv": table.encode()},
        pictures_of,
        {**pictures_of, "labels.csv": listed.encode()},
    ]
    seeds = []
    for members in zips:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                write_member(archive, name, data)
        seeds.append(Seed({"case.zip": buffer.getvalue()}, "case.zip"))
    return seeds


def strokes_of_others() -> list[Seed]:
    """Quick, Draw!'s lines, and a signature pad's."""
    columns = [[[int(255 * x) for x, _ in SHAPES[0]], [int(255 * y) for _, y in SHAPES[0]]]]
    lines = "\n".join(json.dumps({"word": word, "drawing": columns}) for word in ("one", "two", "three"))
    pad = [{"label": 1, "strokes": [{"points": [{"x": x, "y": y, "time": 1} for x, y in SHAPES[1]]}]}]
    return [*both("case.ndjson", lines.encode()), *both("case.json", json.dumps(pad).encode())]


def stores() -> list[Seed]:
    """The user's drawings: few, many (which SQLite has counted), and a large one (on pages of its own)."""
    seeds = []
    for n_drawings, n_points in ((3, 4), (200, 10), (2, 3000)):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "case.sqlite"
            DrawingsStore(path).add(1, [np.array(SHAPES[0])])
            points = np.random.default_rng(3).uniform(size=(n_points, 2)).round(4).tolist()
            rows = [(number % 10, json.dumps([points]), "2026-11-22") for number in range(n_drawings)]
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.executemany("INSERT INTO drawings (label, strokes, created_at) VALUES (?, ?, ?)", rows)
                if n_drawings > 100:
                    connection.execute("ANALYZE")
            seeds.append(Seed({"case.sqlite": path.read_bytes()}, "case.sqlite"))
    return seeds


def pictures() -> list[Seed]:
    """A drawn digit in every format that is read, in several modes."""
    return [Seed({f"case.{name}": contents}, f"case.{name}") for name, contents in _pictures()]


def picture_folders() -> list[Seed]:
    """Such a picture in the folder of a class; of several, one that is damaged would be left out."""
    return [Seed({f"{i % 10}/a.{name}": data}, "") for i, (name, data) in enumerate(_pictures())]


def digits(n_pixels: int) -> NDArray[np.uint8]:
    """Noisy bars, shape (N_DIGITS, n_pixels)."""
    rng = np.random.default_rng(n_pixels)
    ink: NDArray[np.uint8] = (
        rng.integers(0, 256, (N_DIGITS, n_pixels)) * (rng.random((N_DIGITS, n_pixels)) < 0.3)
    ).astype(np.uint8)
    ink[:, n_pixels // 2] = 255
    return ink


def labels() -> NDArray[np.uint8]:
    """0 to 9 in turn."""
    return (np.arange(N_DIGITS) % 10).astype(np.uint8)


def _npy(values: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values)
    return buffer.getvalue()


def mat(arrays: dict[str, Any], *, packed: bool) -> bytes:
    """A MATLAB file."""
    buffer = io.BytesIO()
    savemat(cast("str", buffer), arrays, do_compression=packed)
    return buffer.getvalue()


def _pictures() -> list[tuple[str, bytes]]:
    gray = np.full((60, 48), 255, np.uint8)
    gray[10:50, 20:26] = 20
    gray[10:16, 12:36] = 30
    picture = Image.fromarray(gray)
    alpha = Image.merge("LA", (Image.fromarray(np.zeros_like(gray)), Image.fromarray(255 - gray)))
    forms: list[tuple[str, Image.Image, dict[str, Any]]] = [
        ("png", picture, {}),
        ("png", alpha.convert("RGBA"), {}),
        ("png", alpha, {}),
        ("png", picture.convert("P"), {"transparency": 0}),
        ("png", picture.convert("1"), {}),
        ("png", Image.fromarray(gray.astype(np.uint16) * 257), {}),
        ("jpg", picture, {}),
        ("jpeg", picture.convert("RGB"), {"progressive": True}),
        ("jpg", picture.convert("CMYK"), {}),
        ("jpg", picture, {"exif": _rotated()}),
        ("bmp", picture, {}),
        ("bmp", picture.convert("RGB"), {}),
        ("gif", picture.convert("P"), {}),
        ("gif", picture.convert("P"), {"save_all": True, "append_images": [alpha.convert("P")], "transparency": 3}),
        ("tif", picture, {"compression": "tiff_lzw"}),
        ("tiff", picture.convert("RGB"), {"compression": "tiff_adobe_deflate"}),
        ("tif", picture.convert("1"), {"compression": "group4"}),
        ("tif", Image.fromarray(gray.astype(np.uint16) * 257), {}),
        ("tif", picture.convert("F"), {}),
        ("tif", Image.fromarray((gray / 255).astype(np.float32)), {}),
        ("tif", Image.fromarray(gray.astype(np.int32) * 257), {"compression": "packbits"}),
        ("webp", picture.convert("RGB"), {}),
        ("webp", alpha.convert("RGBA"), {"lossless": True}),
        ("avif", picture.convert("RGB"), {}),
        ("jp2", picture, {}),
    ]
    found = []
    for name, image, options in forms:
        buffer = io.BytesIO()
        image.save(buffer, {"jpg": "JPEG", "tif": "TIFF", "jp2": "JPEG2000"}.get(name, name.upper()), **options)
        found.append((name, buffer.getvalue()))
    return [*found, ("bmp", rle_bmp(48, 60)), ("heic", SEVEN)]


def rle_bmp(width: int, height: int) -> bytes:
    """A BMP in runs: a line of paper, ink and paper for each row."""
    line = bytes((width // 2, 1, width // 4, 0, width - width // 2 - width // 4, 1, 0, 0))
    palette = bytes((0, 0, 0, 0, 255, 255, 255, 0))
    runs = line * height + b"\0\1"
    header = struct.pack("<3I2H6I", 40, width, height, 1, 8, 1, len(runs), 0, 0, 2, 2)
    return b"BM" + struct.pack("<3I", 54 + 8 + len(runs), 0, 62) + header + palette + runs


def _rotated() -> Any:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif
