"""The course's files: pictures upright, 10 is 0, every digit of the numbers kept; all else is refused in one line."""

import gzip
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

from engine.data_files import load_dataset, read_mat
from engine.errors import DataError


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


@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz", "D.MAT", "D.MAT.GZ"])
def test_a_course_file_is_read_column_by_column_and_its_10_is_0(name: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pictures, labels = rng.uniform(-0.1, 1.1, (40, 400)), np.tile(np.arange(10), 4)
    course_labels = np.where(labels == 0, 10, labels)[:, None].astype(np.uint8)
    path = _write_course_file(tmp_path / name, X=_columns_first(pictures), y=course_labels)

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
        ({"X": np.zeros((3, 64)), "y": [[1]] * 3}, "got X (3, 64) and y (3, 1)"),
        ({"X": np.zeros((3, 20, 20)), "y": [[1]] * 3}, "got X (3, 20, 20) and y (3, 1)"),
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
    assert message in _refused(_write_course_file(tmp_path / "d.mat", **arrays))


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
    assert _refused(_write(tmp_path / name, start + bytes(1000))) == (
        f"{name}: expected a MATLAB file of version 7.2 or older, got one of version 7.3 (HDF5); load it in MATLAB and "
        "save what is in it again, for instance with save('file.mat', 'X', 'y', '-v7')"
    )


def test_a_shape_that_cannot_be_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = _write_course_file(tmp_path / "d.mat", X=PICTURES, y=[[1]] * 3)
    content = path.read_bytes()
    assert content.count(struct.pack("=2i", 3, 400)) == 1
    path.write_bytes(content.replace(struct.pack("=2i", 3, 400), struct.pack("=2i", 2**30, 2**30)))

    assert "d.mat: expected arrays of up to 2 GiB, got 1,152,921,504,606,846,979 values" in _refused(path)


# Real files


def test_the_courses_own_file(data_folder: Path) -> None:
    dataset = load_dataset(str(data_folder / "ex4data1.mat"))

    np.testing.assert_array_equal(np.bincount(dataset.digits.labels), 500)
    assert dataset.digits.images.min() == pytest.approx(-0.132, abs=1e-3)
    assert dataset.digits.images.max() == pytest.approx(1.128, abs=1e-3)
    np.testing.assert_array_equal(np.bincount(dataset.test.labels), 75)
