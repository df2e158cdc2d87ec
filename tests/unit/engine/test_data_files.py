"""Digits from files: what is written is read back, and what is damaged is refused in one line that names the file."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.io import savemat

from engine.data_files import load_dataset, read_mat, read_strokes
from engine.errors import DataError
from engine.framing import frame_strokes
from engine.sources import SOURCES

DRAWINGS: list[dict[str, Any]] = [
    {"label": label, "strokes": [[[0, 0], [10, 5 + label], [3, 40]], [[1, 20], [9.5, 20]]]} for label in range(10)
] * 2


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content) if path.suffix.lower() == ".gz" else content)
    return path


def _write_course_file(path: Path, **arrays: Any) -> Path:
    plain = path.with_name("plain.mat")
    savemat(plain, arrays)
    return _write(path, plain.read_bytes())


def _refused(path: Path | str) -> str:
    """The sentence with which a data source is refused."""
    with pytest.raises(DataError) as caught:
        load_dataset(str(path))
    message = str(caught.value)
    assert "\n" not in message
    assert "got" in message
    return message


def _columns_first(pictures: Any) -> Any:
    return pictures.reshape(-1, 20, 20).transpose(0, 2, 1).reshape(-1, 400)


# Stroke files


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "D.JSON", "D.JSON.GZ"])
def test_a_stroke_file_is_read_and_framed(name: str, tmp_path: Path) -> None:
    path = _write(tmp_path / name, json.dumps(DRAWINGS).encode())

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


@given(drawings=st.lists(st.tuples(st.integers(0, 9), strokes), min_size=1, max_size=4), is_packed=st.booleans())
def test_strokes_survive_being_written_and_read(
    drawings: list[tuple[int, list[list[tuple[float, float]]]]], is_packed: bool, tmp_path_factory: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / ("round_trip.json.gz" if is_packed else "round_trip.json")
    entries = [{"label": label, "strokes": strokes} for label, strokes in drawings]
    _write(path, json.dumps(entries).encode())

    read, labels = read_strokes(path)

    assert labels == [label for label, _ in drawings]
    assert [[stroke.tolist() for stroke in drawing] for drawing in read] == [
        [[list(point) for point in stroke] for stroke in strokes] for _, strokes in drawings
    ]


ONE = '[{"label": 3, "strokes": [[[0, 0], [1, 1]]]}]'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a stroke file in JSON, got one that cannot be read"),
        ("[{", "expected a stroke file in JSON, got one that cannot be read"),
        ("[" * 200_000, "expected a stroke file in JSON, got one that cannot be read"),
        ("\xff\xfe", "expected a stroke file in JSON, got one that cannot be read"),
        ("[]", 'expected a list of {"label": digit, "strokes": [...]}, got something else'),
        ("{}", 'expected a list of {"label": digit, "strokes": [...]}, got something else'),
        ("null", 'expected a list of {"label": digit, "strokes": [...]}, got something else'),
        ("[1]", "expected a label from 0 to 9 in drawing 1, got None"),
        ('[{"strokes": []}]', "expected a label from 0 to 9 in drawing 1, got None"),
        (ONE.replace("3", "10"), "expected a label from 0 to 9 in drawing 1, got 10"),
        (ONE.replace("3", "-1"), "expected a label from 0 to 9 in drawing 1, got -1"),
        (ONE.replace("3", "3.0"), "expected a label from 0 to 9 in drawing 1, got 3.0"),
        (ONE.replace("3", "true"), "expected a label from 0 to 9 in drawing 1, got True"),
        (ONE.replace("3", '"3"'), "expected a label from 0 to 9 in drawing 1, got '3'"),
        (f'{ONE[:-1]}, {{"label": 1}}]', "expected a list of strokes in drawing 2, got 'None'"),
        ('[{"label": 3, "strokes": {}}]', "expected a list of strokes in drawing 1, got '{}'"),
        ('[{"label": 3, "strokes": []}]', "expected every drawing to have points, drawing 1 has none"),
        ('[{"label": 3, "strokes": [[]]}]', "expected every drawing to have points, drawing 1 has none"),
        ('[{"label": 3, "strokes": [[[NaN, 1]]]}]', "expected every drawing to have points, drawing 1 has none"),
    ],
    ids=lambda text: text[:40],
)
def test_a_stroke_file_of_another_shape_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "d.json", text.encode("latin-1"))
    with pytest.raises(DataError, match=f"^d.json: {re.escape(message)}"):
        load_dataset(str(path))


@pytest.mark.parametrize(
    "stroke",
    ["5", '"abc"', "[1, 2]", "[[1, 2, 3]]", "[[1], [2, 3]]", "[[[0, 0]]]", '[{"x": 1}]', f"[[1{'0' * 400}, 0]]"],
)
def test_a_stroke_that_is_no_list_of_points_is_refused(stroke: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "d.json", f'[{{"label": 3, "strokes": [{stroke}]}}]'.encode())

    assert "a stroke is a list of [x, y]" in _refused(path)


def test_a_bad_stroke_is_found_by_the_sentence(tmp_path: Path) -> None:
    path = _write(tmp_path / "d.json", f'{ONE[:-1]}, {{"label": 3, "strokes": [[[0, 0]], [[1, 2, 3]]]}}]'.encode())

    message = _refused(path)

    assert message.startswith("d.json")
    assert "drawing 2" in message


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


# Course files


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "D.MAT", "D.MAT.GZ"])
def test_a_course_file_is_read_column_by_column_and_its_10_is_0(name: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pictures, labels = rng.uniform(-0.1, 1.1, (40, 400)), np.tile(np.arange(10), 4)
    course_labels = np.where(labels == 0, 10, labels)[:, None].astype(np.uint8)
    path = _write_course_file(tmp_path / name, X=_columns_first(pictures), y=course_labels)

    dataset = load_dataset(str(path))

    np.testing.assert_array_equal(dataset.digits.labels, labels)
    np.testing.assert_array_equal(dataset.digits.images, pictures.astype(np.float32))
    assert dataset.name == name
    assert len(dataset.train) + len(dataset.test) == 40


def test_a_picture_stands_upright(tmp_path: Path) -> None:
    picture = np.zeros((20, 20))
    picture[2, 5:15] = 1.0  # a bar at the top
    path = _write_course_file(tmp_path / "d.mat", X=picture.ravel(order="F")[None], y=[[7]])

    np.testing.assert_array_equal(load_dataset(str(path)).digits.images[0].reshape(20, 20), picture)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float32, np.float64])
def test_numbers_of_a_course_file_become_float64(dtype: Any, tmp_path: Path) -> None:
    path = _write_course_file(tmp_path / "d.mat", A=np.array([[0, 1], [2, 3]], dtype), text="abc", cell={"a": 1})

    arrays = read_mat(path)

    assert set(arrays) == {"A"}
    assert arrays["A"].dtype == np.float64
    np.testing.assert_array_equal(arrays["A"], [[0, 1], [2, 3]])


PICTURES = np.zeros((3, 400))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"X": PICTURES}, "d.mat: expected the arrays X and y, got X"),
        ({"Theta1": np.zeros((2, 3)), "y": [[1]]}, "d.mat: expected the arrays X and y, got Theta1, y"),
        ({"text": "abc"}, "d.mat: expected the arrays X and y, got none"),
        ({"X": PICTURES, "y": "abc"}, "d.mat: expected the arrays X and y, got X"),
        ({"X": PICTURES, "y": [[1], [2]]}, "expected X of shape (n, 400) and y of shape (n, 1), got X (3, 400)"),
        ({"X": np.zeros((3, 399)), "y": [[1]] * 3}, "got X (3, 399) and y (3, 1)"),
        ({"X": np.zeros((3, 20, 20)), "y": [[1]] * 3}, "got X (3, 20, 20) and y (3, 1)"),
        ({"X": np.zeros((0, 400)), "y": np.zeros((0, 1))}, "expected X of shape (n, 400) and y of shape (n, 1)"),
        ({"X": PICTURES, "y": [[1], [2], [11]]}, "expected labels from 1 to 10 (10 is the digit 0), got others"),
        ({"X": PICTURES, "y": [[1], [2], [-1]]}, "expected labels from 1 to 10 (10 is the digit 0), got others"),
        ({"X": PICTURES, "y": [[1], [2], [2.5]]}, "expected labels from 1 to 10 (10 is the digit 0), got others"),
        ({"X": PICTURES, "y": [[1], [2], [np.nan]]}, "expected labels from 1 to 10 (10 is the digit 0), got others"),
        ({"X": PICTURES + np.nan, "y": [[1]] * 3}, "d.mat: pictures must be finite numbers, got NaN or infinity"),
        ({"X": PICTURES + 1e300, "y": [[1]] * 3}, "d.mat: pictures must be finite numbers, got NaN or infinity"),
        ({"X": PICTURES + 1j, "y": [[1]] * 3}, "d.mat: expected the arrays X and y, got y"),
    ],
)
def test_a_course_file_with_other_arrays_is_refused(arrays: dict[str, Any], message: str, tmp_path: Path) -> None:
    assert message in _refused(_write_course_file(tmp_path / "d.mat", **arrays))


# Damaged files and other things


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "d.json", "d.json.gz"])
@pytest.mark.parametrize("kept", [0.0, 0.01, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(kept: float, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if ".mat" in name:
        _write_course_file(path, X=np.random.default_rng(1).uniform(size=(30, 400)), y=[[1]] * 30)
    else:
        _write(path, json.dumps(DRAWINGS).encode())
    content = path.read_bytes()

    path.write_bytes(content[: int(kept * len(content))])

    assert _refused(path).startswith(f"{name}: ")


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "d.json", "d.json.gz"])
def test_other_bytes_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(np.random.default_rng(2).bytes(3000))

    assert _refused(path).startswith(f"{name}: ")


def test_a_gzipped_file_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "d.json.gz", json.dumps(DRAWINGS).encode())
    content = bytearray(path.read_bytes())
    content[-8] ^= 0xFF
    path.write_bytes(bytes(content))

    assert _refused(path).startswith("d.json.gz: expected a stroke file in JSON")


@pytest.mark.parametrize("source", ["nothing", "no/such/file.json", "", ".", "/"])
def test_what_is_neither_name_nor_file_is_answered_with_the_names(source: str) -> None:
    assert _refused(source) == f"data must be one of {', '.join(SOURCES)} or the path of a file, got {source!r}"


@pytest.mark.parametrize("name", ["digits.txt", "digits", "digits.gz", "digits.png.gz"])
def test_a_file_of_another_kind_is_refused(name: str, tmp_path: Path) -> None:
    message = _refused(_write(tmp_path / name, b"123"))

    assert message.startswith(f"{name}: expected a course .mat file (X, y)")


def test_a_data_set_is_read_by_its_name() -> None:
    dataset = load_dataset("uci-digits")

    assert (dataset.name, dataset.source, len(dataset.digits)) == ("uci-digits", "uci-digits", 1797)


# Real files


def test_the_courses_own_file(data_folder: Path) -> None:
    dataset = load_dataset(str(data_folder / "ex4data1.mat"))

    np.testing.assert_array_equal(np.bincount(dataset.digits.labels), 500)
    assert dataset.digits.images.min() == pytest.approx(-0.132, abs=1e-3)
    assert dataset.digits.images.max() == pytest.approx(1.128, abs=1e-3)
    np.testing.assert_array_equal(np.bincount(dataset.test.labels), 75)


def test_the_tablet_strokes(data_folder: Path) -> None:
    drawings, labels = read_strokes(data_folder / "pen-strokes-7494.json.gz")

    assert len(drawings) == len(labels) == 7494
    assert min(np.bincount(labels)) > 700
