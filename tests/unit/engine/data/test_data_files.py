"""Digits from files: what is written is read back, and what is damaged is refused in one line that names the file."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage

from engine.data.formats import stroke_files
from engine.data.formats.picture_files import load_picture
from engine.data.loading import KINDS, load_dataset, read_strokes
from engine.data.registry import SOURCES
from engine.errors import DataError, DigitLabError
from engine.ink.framing import frame_strokes
from engine.io import file_reading
from engine.models.files import load_model
from tests.written_files import refusal, refusal_in_little_memory, write_course_file, write_file

DRAWINGS: list[dict[str, Any]] = [
    {"label": label, "strokes": [[[0, 0], [10, 5 + label], [3, 40]], [[1, 20], [9.5, 20]]]} for label in range(10)
] * 2


# Stroke files


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "D.JSON", "D.JSON.GZ"])
def test_a_stroke_file_is_read_and_framed(name: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / name, json.dumps(DRAWINGS).encode())

    dataset = load_dataset(str(path))

    assert dataset.name == name
    assert dataset.source == str(path)
    assert not dataset.has_fixed_split
    np.testing.assert_array_equal(dataset.digits.labels, [drawing["label"] for drawing in DRAWINGS])
    for image, drawing in zip(dataset.digits.images, DRAWINGS, strict=True):
        expected = frame_strokes(drawing["strokes"])
        assert expected is not None
        np.testing.assert_allclose(image.reshape(20, 20), expected, atol=1e-6)


finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
strokes = st.lists(st.lists(st.tuples(finite, finite), min_size=1, max_size=4), min_size=1, max_size=3)


@pytest.mark.slow
@given(drawings=st.lists(st.tuples(st.integers(0, 9), strokes), min_size=1, max_size=4), is_packed=st.booleans())
def test_strokes_survive_being_written_and_read(
    drawings: list[tuple[int, list[list[tuple[float, float]]]]], is_packed: bool, tmp_path_factory: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / ("round_trip.json.gz" if is_packed else "round_trip.json")
    entries = [{"label": label, "strokes": strokes} for label, strokes in drawings]
    write_file(path, json.dumps(entries).encode())

    read, labels = read_strokes(path)

    assert labels == [label for label, _ in drawings]
    assert [[stroke.tolist() for stroke in drawing] for drawing in read] == [
        [[list(point) for point in stroke] for stroke in strokes] for _, strokes in drawings
    ]


ONE = '[{"label": 3, "strokes": [[[0, 0], [1, 1]]]}]'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected digits, got an empty file"),
        ("[{", "expected a stroke file in JSON whose drawing 1 is"),
        ("[" * 200_000, "expected a stroke file in JSON whose drawing 1 is"),
        ("\xff\xfe", "expected a stroke file in JSON, got one that cannot be read"),
        ("[]", 'expected a list of {"label": digit, "strokes": [...]}, got an empty one'),
        ("{}", 'expected a list of {"label": digit, "strokes": [...]}, got something else'),
        ("null", 'expected a list of {"label": digit, "strokes": [...]}, got something else'),
        ("[1]", "expected a label from 0 to 9 in drawing 1, got None"),
        ('[{"strokes": []}]', "expected every drawing to have points, drawing 1 has none"),
        ('[{"strokes": [[[0, 0], [1, 1]]]}]', "expected digits with labels, got pictures alone"),
        (f'{ONE[:-1]}, {{"strokes": [[[0, 0]]]}}]', "expected a label from 0 to 9 in drawing 2, got none"),
        (ONE.replace("3", "10"), "expected a label from 0 to 9 in drawing 1, got 10"),
        (ONE.replace("3", "-1"), "expected a label from 0 to 9 in drawing 1, got -1"),
        (ONE.replace("3", "3.0"), "expected a label from 0 to 9 in drawing 1, got 3.0"),
        (ONE.replace("3", "true"), "expected a label from 0 to 9 in drawing 1, got True"),
        (ONE.replace("3", '"e"'), "expected a label from 0 to 9 in drawing 1, got 'e'"),
        (f'{ONE[:-1]}, {{"label": 1}}]', "expected a list of strokes in drawing 2, got 'None'"),
        ('[{"label": 3, "strokes": {}}]', "expected a list of strokes in drawing 1, got '{}'"),
        ('[{"label": 3, "strokes": []}]', "expected every drawing to have points, drawing 1 has none"),
        ('[{"label": 3, "strokes": [[]]}]', "expected every drawing to have points, drawing 1 has none"),
        ('[{"label": 3, "strokes": [[[NaN, 1]]]}]', "expected finite coordinates in drawing 1, got NaN or infinity"),
        (f"{ONE[:-1]}, {ONE[1:]}".replace("1]]]}]", "1e999]]]}]"), "expected finite coordinates in drawing 2, got NaN"),
    ],
    ids=lambda text: text[:40],
)
def test_a_stroke_file_of_another_shape_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / "d.json", text.encode("latin-1"))
    with pytest.raises(DataError, match=f"^d.json: {re.escape(message)}"):
        load_dataset(str(path))


@pytest.mark.parametrize(
    "stroke",
    ["5", '"abc"', "[1, 2]", "[[1, 2, 3, 4]]", "[[1], [2, 3]]", "[[[0, 0]]]", '[{"x": 1}]', f"[[1{'0' * 400}, 0]]"],
)
def test_a_stroke_that_is_no_list_of_points_is_refused(stroke: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / "d.json", f'[{{"label": 3, "strokes": [{stroke}]}}]'.encode())

    assert "a stroke is a list of [x, y]" in refusal(path)


def test_a_bad_stroke_is_found_by_the_sentence(tmp_path: Path) -> None:
    path = write_file(
        tmp_path / "d.json", f'{ONE[:-1]}, {{"label": 3, "strokes": [[[0, 0]], [[1, 2, 3, 4]]]}}]'.encode()
    )

    message = refusal(path)

    assert message.startswith("d.json")
    assert "drawing 2" in message


@pytest.mark.slow
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3), st.lists))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_read_or_refused(tmp_path_factory: Any, value: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    for entries in (value, [{"label": 1, "strokes": value}], [{"label": 1, "strokes": [value]}]):
        path.write_text(json.dumps(entries))
        message = ""
        try:
            load_dataset(str(path))
        except DataError as error:
            message = str(error)
        assert "\n" not in message


def test_a_gzipped_text_that_shrank_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "_ALWAYS_BYTES", 2**20)
    path = write_file(tmp_path / "d.json.gz", json.dumps(DRAWINGS).encode() + b" " * 40_000_000)

    assert "d.json.gz: expected a file that was gzipped to a hundredth of its size at most" in refusal_in_little_memory(
        path
    )


@pytest.mark.slow
@pytest.mark.parametrize("what", ["drawings", "points"])
def test_more_drawings_than_an_honest_file_can_hold_are_refused(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (stroke_files._ALWAYS_DRAWINGS, stroke_files._ALWAYS_POINTS) == (20_000, 2_000_000)
    monkeypatch.setattr(stroke_files, "_ALWAYS_DRAWINGS", 5_000)
    monkeypatch.setattr(stroke_files, "_ALWAYS_POINTS", 50_000)
    text = ONE[1:-1] + "," if what == "drawings" else '{"label": 1, "strokes": [[' + "[0, 0]," * 999 + "[1, 1]]]},"
    path = write_file(tmp_path / "d.json.gz", ("[" + text * (6000 if what == "drawings" else 120) + ONE[1:]).encode())

    assert "expected drawings that a file of" in refusal_in_little_memory(path)


def test_drawings_that_end_anywhere_in_what_is_read_at_a_time_are_whole(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    drawings: list[dict[str, Any]] = [
        {"by": "é" * int(n), "label": int(n) % 10, "strokes": [rng.uniform(size=(int(n), 2)).tolist()]}
        for n in rng.integers(1, 900, 60)
    ]
    path = write_file(tmp_path / "d.json", json.dumps(drawings, ensure_ascii=False, indent=1).encode())

    found, labels = read_strokes(path)

    assert labels == [drawing["label"] for drawing in drawings]
    for strokes, drawing in zip(found, drawings, strict=True):
        np.testing.assert_array_equal(strokes[0], drawing["strokes"][0])


# Damaged files and other things


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "d.json", "d.json.gz"])
@pytest.mark.parametrize("kept", [0.0, 0.01, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(kept: float, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if ".mat" in name:
        write_course_file(path, X=np.random.default_rng(1).uniform(size=(30, 400)), y=[[1]] * 30)
    else:
        write_file(path, json.dumps(DRAWINGS).encode())
    content = path.read_bytes()

    path.write_bytes(content[: int(kept * len(content))])

    assert refusal(path).startswith(f"{name}: ")


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "d.json", "d.json.gz"])
def test_other_bytes_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(np.random.default_rng(2).bytes(3000))

    assert refusal(path).startswith(f"{name}: ")


def test_a_gzipped_file_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = write_file(tmp_path / "d.json.gz", json.dumps(DRAWINGS).encode())
    content = bytearray(path.read_bytes())
    content[-8] ^= 0xFF
    path.write_bytes(bytes(content))

    assert refusal(path).startswith("d.json.gz: expected a stroke file in JSON")


@pytest.mark.parametrize(
    "source", ["nothing", "no/such/file.json", "no/such/folder/", "~nobody/d.mat", "", "\0", "a" * 9000]
)
def test_what_is_neither_name_nor_file_is_answered_with_the_names(source: str) -> None:
    sentence = f"data must be one of {', '.join(SOURCES)} or the path of a file or folder, got {source!r}"

    assert refusal(source) == (sentence if len(sentence) < 500 else f"{sentence[:250]} ... {sentence[-250:]}")


@pytest.mark.parametrize("name", ["digits.doc", "digits", "digits.gz", "digits.png.gz", "digits.npz.gz", "csv"])
@pytest.mark.parametrize("content", [b"1", b"123", b"\0\0\x08\x02\0\0\0\1"])
def test_a_file_of_another_kind_is_refused_with_all_kinds(content: bytes, name: str, tmp_path: Path) -> None:
    message = refusal(write_file(tmp_path / name, content))

    assert message == f"{name}: expected {KINDS}; got a file that is none of these"
    for kind in (".mat", "IDX", ".npz", ".csv", ".json", "folder"):
        assert kind in str(KINDS)


LABELS = np.arange(8) % 4


@pytest.mark.parametrize(
    "name",
    [
        "d.npz",
        "d.csv",
        "d.csv.gz",
        "D.CSV.GZ",
        "a-images-idx3-ubyte",
        "x.idx.images.gz",
        "images.bin",
        "images.gz",
        "dir",
    ],
)
def test_a_file_is_read_by_what_it_is(name: str, tmp_path: Path) -> None:
    pictures = np.random.default_rng(1).integers(0, 256, (8, 8, 8), dtype=np.uint8)
    path = tmp_path / name
    if name == "d.npz":
        np.savez(path, X=pictures, y=LABELS)
    elif "csv" in name.lower():
        table = np.column_stack([LABELS, pictures.reshape(8, 64)])
        write_file(path, "\n".join(",".join(map(str, row)) for row in table).encode())
    elif name == "dir":
        for index, (label, picture) in enumerate(zip(LABELS, pictures, strict=True)):
            (path / str(label)).mkdir(parents=True, exist_ok=True)
            PillowImage.fromarray(picture).save(path / str(label) / f"{index}.png")
    else:
        write_file(path, struct.pack(">4I", 0x803, 8, 8, 8) + pictures.tobytes())
        write_file(
            tmp_path / name.replace("images", "labels").replace("idx3", "idx1"),
            struct.pack(">2I", 0x801, 8) + LABELS.astype(np.uint8).tobytes(),
        )

    dataset = load_dataset(str(path))

    assert (dataset.name, dataset.label, dataset.source) == (name, name, str(path))
    np.testing.assert_array_equal(dataset.digits.labels, np.sort(LABELS) if name == "dir" else LABELS)
    if name != "dir":
        np.testing.assert_allclose(dataset.digits.images, pictures.reshape(8, 64) * (16 / 255), rtol=1e-6)


def test_a_data_set_is_read_by_its_name() -> None:
    dataset = load_dataset("uci-digits")

    assert (dataset.name, dataset.source, len(dataset.digits)) == ("uci-digits", "uci-digits", 1797)


# Real files


def test_the_tablet_strokes(data_folder: Path) -> None:
    drawings, labels = read_strokes(data_folder / "pen-strokes-7494.json.gz")

    assert len(drawings) == len(labels) == 7494
    assert min(np.bincount(labels)) > 700


@pytest.mark.parametrize("name", ["a.mat", "a.npz", "a.csv", "a.json", "a.json.gz", "train-images-idx3-ubyte"])
def test_an_empty_file_is_told_as_one(tmp_path: Path, name: str) -> None:
    """Whatever it would be: digits, a network or a picture."""
    (tmp_path / name).write_bytes(b"")
    for load in (lambda path: load_dataset(str(path)), load_model, load_picture):
        with pytest.raises(DigitLabError, match="got an empty file; choose another one"):
            load(tmp_path / name)
