"""The course's files: pictures upright, 10 is 0, every digit of the numbers kept; all else is refused in one line."""

import struct
import tracemalloc
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

from engine.data.loading import load_dataset, read_mat
from engine.errors import DataError
from tests.written_files import refusal, write_course_file, write_file


def _columns_first(pictures: Any) -> Any:
    return pictures.reshape(-1, 20, 20).transpose(0, 2, 1).reshape(-1, 400)


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "D.MAT", "D.MAT.GZ"])
def test_a_course_file_is_read_column_by_column_and_its_10_is_0(name: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pictures, labels = rng.uniform(-0.1, 1.1, (40, 400)), np.tile(np.arange(10), 4)
    course_labels = np.where(labels == 0, 10, labels)[:, None].astype(np.uint8)
    path = write_course_file(tmp_path / name, X=_columns_first(pictures), y=course_labels)

    dataset = load_dataset(str(path))

    np.testing.assert_array_equal(dataset.digits.labels, labels)
    np.testing.assert_array_equal(dataset.digits.images, pictures)
    assert dataset.digits.images.dtype == np.float64
    assert dataset.family == "ex4"
    assert dataset.name == name
    assert len(dataset.train) + len(dataset.test) == 40


def test_a_picture_stands_upright(tmp_path: Path) -> None:
    picture = np.zeros((20, 20))
    picture[2, 5:15] = 1.0  # a bar at the top
    path = write_course_file(tmp_path / "d.mat", X=picture.ravel(order="F")[None], y=[[7]])

    np.testing.assert_array_equal(load_dataset(str(path)).digits.images[0].reshape(20, 20), picture)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float32, np.float64])
def test_numbers_of_a_course_file_become_float64(dtype: Any, tmp_path: Path) -> None:
    path = write_course_file(tmp_path / "d.mat", A=np.array([[0, 1], [2, 3]], dtype), text="abc", cell={"a": 1})

    arrays = read_mat(path)

    assert set(arrays) == {"A"}
    assert arrays["A"].dtype == np.float64
    np.testing.assert_array_equal(arrays["A"], [[0, 1], [2, 3]])


PICTURES = np.zeros((3, 400))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"X": PICTURES}, "d.mat: expected digits with labels, got pictures alone"),
        ({"Theta1": np.zeros((2, 3)), "y": [[1]]}, "d.mat: expected the arrays X and y, got Theta1, y"),
        ({"text": "abc"}, "d.mat: expected the arrays X and y, got none"),
        ({"X": PICTURES, "y": "abc"}, "d.mat: expected digits with labels, got pictures alone"),
        ({"X": PICTURES, "y": [[1], [2]]}, "expected X of shape (n, 400) and y of shape (n, 1), got X (3, 400)"),
        ({"X": np.zeros((3, 399)), "y": [[1]] * 3}, "got X (3, 399) and y (3, 1)"),
        (
            {"X": np.zeros((3, 3, 5)), "y": [[1]] * 3},
            "or (n, height, width), of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels",
        ),
        ({"X": np.zeros((0, 400)), "y": np.zeros((0, 1))}, "expected X of shape (n, 400) and y of shape (n, 1)"),
        (
            {"X": PICTURES, "y": [[1], [2], [11]]},
            "expected labels from 1 to 10 (10 is the digit 0), got 11 for picture 3",
        ),
        (
            {"X": PICTURES, "y": [[1], [2], [-1]]},
            "expected labels from 1 to 10 (10 is the digit 0), got -1 for picture 3",
        ),
        (
            {"X": PICTURES, "y": [[1], [2], [2.5]]},
            "expected labels from 1 to 10 (10 is the digit 0), got 2.5 for picture 3",
        ),
        (
            {"X": PICTURES, "y": [[1], [2], [np.nan]]},
            "expected labels from 1 to 10 (10 is the digit 0), got nan for picture 3",
        ),
        ({"X": PICTURES + np.nan, "y": [[1]] * 3}, "d.mat: pictures must be finite numbers, got NaN or infinity"),
        ({"X": PICTURES + np.inf, "y": [[1]] * 3}, "d.mat: pictures must be finite numbers, got NaN or infinity"),
        (
            {"X": PICTURES + 1e300, "y": [[1]] * 3},
            "expected pixels from 0 (paper) to 1, 16 or 255 (ink), got 1e+300 to",
        ),
        (
            {"X": PICTURES - 0.3, "y": [[1]] * 3},
            "expected pixels from 0 (paper) to 1, 16 or 255 (ink), got -0.3 to -0.3",
        ),
        ({"X": PICTURES + 1j, "y": [[1]] * 3}, "d.mat: expected the arrays X and y, got y"),
    ],
)
def test_a_course_file_with_other_arrays_is_refused(arrays: dict[str, Any], message: str, tmp_path: Path) -> None:
    assert message in refusal(write_course_file(tmp_path / "d.mat", **arrays))


# Files that are no course files


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz"])
@pytest.mark.parametrize(
    "start",
    [
        b"\x89HDF\r\n\x1a\n",
        b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(512) + b"\x89HDF\r\n\x1a\n",
        bytes(512) + b"\x89HDF\r\n\x1a\n",
        b"MATLAB 7.3 MAT-file, Platform: GLNXA64",
    ],
    ids=["hdf5", "matlab", "user block", "cut off"],
)
def test_matlab_7_3_is_told_how_to_save_again(start: bytes, name: str, tmp_path: Path) -> None:
    assert refusal(write_file(tmp_path / name, start + bytes(1000))) == (
        f"{name}: expected a MATLAB file of version 7.2 or older, got one of version 7.3 (HDF5); load it in MATLAB and "
        "save what is in it again, for instance with save('file.mat', 'X', 'y', '-v7')"
    )


def test_a_shape_that_cannot_be_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = write_course_file(tmp_path / "d.mat", X=PICTURES, y=[[1]] * 3)
    content = path.read_bytes()
    assert content.count(struct.pack("=2i", 3, 400)) == 1
    path.write_bytes(content.replace(struct.pack("=2i", 3, 400), struct.pack("=2i", 2**30, 2**30)))

    assert "bytes can hold, got 1,152,921,504,606,846,976 values; it is damaged" in refusal(path)


def test_a_negative_shape_is_refused(tmp_path: Path) -> None:
    path = write_course_file(tmp_path / "d.mat", X=PICTURES, y=[[1]] * 3)
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("=2i", 3, 400), struct.pack("=2i", -3, -400)))

    assert "got one that is cut off or damaged" in refusal(path)


def _peak(path: Path) -> tuple[str, float]:
    """What is said of a file, if anything, and how many bytes reading it takes."""
    message = ""
    tracemalloc.start()
    try:
        load_dataset(str(path))
    except DataError as error:
        message = str(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return message, peak


UNWANTED = {
    "struct": {"a": np.zeros(5_000_000)},
    "cell": np.array([np.zeros(5_000_000), 1], dtype=object),
    "text": " " * 5_000_000,
}
WHOLE = 175e6  # a file that is not packed by MATLAB is read as a whole, and what unpacks a gzipped one joins pieces


@pytest.mark.slow
@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz"])
@pytest.mark.parametrize("kind", UNWANTED)
def test_what_is_no_array_of_numbers_is_not_unpacked(kind: str, name: str, is_packed: bool, tmp_path: Path) -> None:
    plain = tmp_path / "plain.mat"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        arrays = {"a": UNWANTED[kind], "X": PICTURES, "b": UNWANTED[kind], "y": [[1]] * 3}
        savemat(plain, arrays, do_compression=is_packed)
    path = write_file(tmp_path / name, plain.read_bytes())

    message, peak = _peak(path)

    assert not message
    assert peak < (25e6 if is_packed else WHOLE)  # a struct alone has 40
    np.testing.assert_array_equal(load_dataset(str(path)).digits.labels, 1)


def _claiming_one_value(variable: bytes) -> bytes:
    """A variable of 5 million values whose shape says that it has one."""
    shape = struct.pack("=2i", 1, 5_000_000)
    assert variable.count(shape) == 1
    return variable.replace(shape, struct.pack("=2i", 1, 1))


@pytest.mark.slow
@pytest.mark.parametrize("is_logical", [False, True])  # SciPy lists a struct with this flag as an array of numbers
@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_variable_that_holds_more_than_its_shape_tells_is_refused(
    is_packed: bool, name: str, is_logical: bool, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.mat"
    values = np.zeros(5_000_000)
    savemat(plain, {"X": {"a": values} if is_logical else values})
    content = plain.read_bytes()
    header, variable = content[:128], bytearray(content[128:])
    if is_logical:
        assert variable[16] == 2  # the class of structs
        variable[17] |= 2
    else:
        variable = bytearray(_claiming_one_value(bytes(variable)))
    packed = zlib.compress(variable)
    element = struct.pack("=2I", 15, len(packed)) + packed if is_packed else bytes(variable)
    path = write_file(tmp_path / name, header + element)

    message, peak = _peak(path)

    said = (
        "got one that is cut off or damaged"
        if is_packed
        else "expected 1 values in X, as many as its shape needs, got 5,000,000"
    )
    assert ("expected the arrays X and y, got none" if is_logical else said) in message
    assert peak < (25e6 if is_packed else WHOLE)


def test_a_file_of_version_4_is_read(tmp_path: Path) -> None:
    pictures = np.random.default_rng(1).uniform(size=(3, 400))
    savemat(tmp_path / "d.mat", {"text": "abc", "X": pictures, "y": [[1], [2], [10]]}, format="4")

    arrays = read_mat(tmp_path / "d.mat")

    assert set(arrays) == {"X", "y"}
    np.testing.assert_array_equal(arrays["X"], pictures)
    np.testing.assert_array_equal(load_dataset(str(tmp_path / "d.mat")).digits.labels, [1, 2, 0])


# Real files


def test_the_courses_own_file(data_folder: Path) -> None:
    dataset = load_dataset(str(data_folder / "ex4data1.mat"))

    np.testing.assert_array_equal(np.bincount(dataset.digits.labels), 500)
    assert dataset.digits.images.min() == pytest.approx(-0.132, abs=1e-3)
    assert dataset.digits.images.max() == pytest.approx(1.128, abs=1e-3)
    np.testing.assert_array_equal(np.bincount(dataset.test.labels), 75)
