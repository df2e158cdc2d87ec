"""The ``.npz`` files of others: X and y in every shape, nothing executed, and no memory for a size that is a lie."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.lib import format as npy_format
from numpy.typing import NDArray

from engine.data.formats.picture_arrays import canonical_digits
from engine.data.loading import load_dataset
from engine.errors import DataError
from tests.written_files import refusal_in_little_memory

LABELS = np.array([7, 0, 3, 9, 1, 1])


def _pixels(n_pixels: int) -> NDArray[np.uint8]:
    return np.random.default_rng(n_pixels).integers(0, 256, (6, n_pixels), dtype=np.uint8)


def _saved(path: Path, **arrays: Any) -> Path:
    np.savez(path, **arrays)
    return path


def _npy(shape: tuple[int, ...], dtype: str, content: bytes = b"") -> bytes:
    """An array file with that header and what is said to follow."""
    file = io.BytesIO()
    npy_format.write_array_header_1_0(file, {"descr": dtype, "fortran_order": False, "shape": shape})
    return file.getvalue() + content


def _zipped(path: Path, compression: int = zipfile.ZIP_STORED, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return path


def _refused(path: Path) -> str:
    message = refusal_in_little_memory(path)
    assert message.startswith(f"{path.name}: ")
    assert "expected" in message or "must be" in message
    return message


@pytest.mark.parametrize(
    ("is_packed", "is_column", "is_flat"),  # each with each of the others
    [(True, True, True), (True, False, False), (False, True, False), (False, False, True)],
)
@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, np.float64])
@pytest.mark.parametrize("side", [8, 20, 28])
def test_pictures_of_every_shape_are_read(
    side: int, dtype: Any, is_packed: bool, is_column: bool, is_flat: bool, tmp_path: Path
) -> None:
    pixels = _pixels(side * side)
    pictures = (pixels if is_flat else pixels.reshape(-1, side, side)).astype(dtype)
    labels = LABELS[:, None] if is_column else LABELS
    path = tmp_path / "d.npz"
    (np.savez_compressed if is_packed else np.savez)(path, X=pictures, y=labels)

    dataset = load_dataset(str(path))

    assert (dataset.name, dataset.source) == ("d.npz", str(path))
    np.testing.assert_array_equal(dataset.digits.labels, LABELS)
    expected = canonical_digits("expected", pixels, LABELS)
    np.testing.assert_allclose(dataset.digits.images, expected.images, rtol=1e-6, atol=1e-6)


def test_an_array_stored_column_by_column_is_read(tmp_path: Path) -> None:
    pictures = _pixels(400).reshape(-1, 20, 20)
    path = _saved(tmp_path / "D.NPZ.npz", X=np.asfortranarray(pictures), y=LABELS, other=np.zeros(3))

    np.testing.assert_array_equal(load_dataset(str(path)).digits.stored, pictures.reshape(6, 400))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({}, "expected the arrays X (pictures) and y (labels), got none; save them with"),
        ({"X": _pixels(64)}, "expected digits with labels, got pictures alone; read them with predict"),
        ({"a": _pixels(64), "b": LABELS}, "expected the arrays X (pictures) and y (labels), got a, b; save them with"),
        (
            {"X": _pixels(63), "y": LABELS},
            "expected pictures as numbers of shape (n, pixels) or (n, height, width), of 8x8",
        ),
        (
            {"X": _pixels(64).reshape(6, 4, 16), "y": LABELS},
            "of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels, got uint8 of shape (6, 4, 16)",
        ),
        (
            {"X": np.float64(3), "y": LABELS},
            "expected pictures of shape (n, pixels) or (n, height, width), got a single value",
        ),
        ({"X": _pixels(64)[:0], "y": LABELS[:0]}, "expected at least one picture, got none"),
        ({"X": _pixels(64), "y": LABELS[:5]}, "expected one label for each of 6 pictures, got labels of shape (5,)"),
        ({"X": _pixels(64), "y": LABELS + 1}, "expected labels that are digits from 0 to 9, got 10 for picture 4"),
        ({"X": _pixels(64), "y": LABELS + 0.5}, "expected labels that are digits from 0 to 9, got 7.5 for picture 1"),
        (
            {"X": _pixels(64), "y": np.array(list("seven!"))},
            "expected labels that are digits from 0 to 9, got s for picture 1",
        ),
        (
            {"X": _pixels(64) + np.diag([0.0, 0.0, np.nan, 0.0, 0.0, 0.0])[:, [2]], "y": LABELS},
            "pictures must be finite numbers, got NaN or infinity in picture 3; correct it or leave it out",
        ),
        ({"X": _pixels(64) * 2.0, "y": LABELS}, "expected pixels from 0 (paper) to 1, 16 or 255 (ink), got"),
        ({"X": _pixels(64) * 1j, "y": LABELS}, "expected an array of numbers as X, got complex128; save it as numbers"),
    ],
    ids=lambda value: str(value)[:50] if isinstance(value, str) else "",
)
def test_other_arrays_are_refused(arrays: dict[str, Any], message: str, tmp_path: Path) -> None:
    assert message in _refused(_saved(tmp_path / "d.npz", **arrays))


class _Trap:
    """What is unpickled would leave a trace."""

    sprung: list[str] = []  # noqa: RUF012 - the trace

    def __reduce__(self) -> Any:
        return self.sprung.append, ("sprung",)


def test_nothing_is_ever_unpickled(tmp_path: Path) -> None:
    trapped = np.empty((1, 64), dtype=object)
    trapped[:] = _Trap()

    assert "expected an array of numbers as X, got object" in _refused(_saved(tmp_path / "d.npz", X=trapped, y=[1]))
    assert not _Trap.sprung


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("dtype", ["|u1", "<f8"])
@pytest.mark.parametrize(
    "shape", [(2**40, 784), (2**40, 28, 28), (5, 2**60), (2**62, 2**62), (7, 64), (5, 64), (-1, 64), (10**6, 784)]
)
def test_a_shape_that_cannot_be_is_refused_before_memory_is_taken(
    shape: tuple[int, ...], dtype: str, compression: int, tmp_path: Path
) -> None:
    labels = io.BytesIO()
    np.save(labels, LABELS)
    lie = _npy(shape, dtype, bytes(6 * 64 * np.dtype(dtype).itemsize))
    path = _zipped(tmp_path / "d.npz", compression, X=lie, y=labels.getvalue())

    assert f"expected X of shape {shape} in a file that holds as much and up to 2,147,483,648 bytes, got" in _refused(
        path
    )


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_that_lies_as_well_is_refused_before_memory_is_taken(compression: int, tmp_path: Path) -> None:
    # Both the header and the archive's directory say a gigabyte; the file has a few hundred bytes of it.
    n_claimed = 2**30 // 784
    header = _npy((n_claimed, 784), "|u1")
    labels = io.BytesIO()
    np.save(labels, LABELS)
    path = _zipped(tmp_path / "d.npz", compression, X=header + bytes(784), y=labels.getvalue())
    true, claimed = len(header) + 784, len(header) + n_claimed * 784
    content = path.read_bytes()
    assert content.count(struct.pack("<I", true)) >= 2
    path.write_bytes(content.replace(struct.pack("<I", true), struct.pack("<I", claimed)))

    assert _refused(path)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])  # an empty file is named as such
def test_a_truncated_file_is_refused(kept: float, tmp_path: Path) -> None:
    path = _saved(tmp_path / "d.npz", X=_pixels(400), y=LABELS)
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])

    assert "expected arrays that numpy.savez wrote, got a file that cannot be read as such" in _refused(path)


@pytest.mark.parametrize("member", [b"", b"nothing", b"\x93NUMPY\x09\x00", b"\x93NUMPY\x01\x00\xff\xff{"])
def test_members_that_are_no_arrays_are_refused(member: bytes, tmp_path: Path) -> None:
    assert _refused(_zipped(tmp_path / "d.npz", X=member, y=member))


@given(position=st.floats(0, 1, exclude_max=True), value=st.integers(0, 255))
def test_a_changed_byte_is_read_over_or_refused_in_a_line(
    position: float, value: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = _saved(tmp_path_factory.getbasetemp() / "changed.npz", X=_pixels(64), y=LABELS)
    content = bytearray(path.read_bytes())
    content[int(position * len(content))] = value
    path.write_bytes(bytes(content))
    message = ""

    try:
        n_digits = len(load_dataset(str(path)).digits)
    except DataError as error:
        n_digits, message = 6, str(error)

    assert n_digits == 6
    assert "\n" not in message
