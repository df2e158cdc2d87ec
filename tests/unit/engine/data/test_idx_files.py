"""IDX files: pairs are found and read however they are spelled and packed, and a file that lies costs no memory."""

import struct
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.data.formats.idx_files import find_idx_file, read_idx_files
from engine.data.formats.picture_arrays import shrink
from engine.data.loading import load_dataset
from tests.written_files import refusal_in_little_memory, write_file

LABELS = np.array([3, 1, 4, 1, 5, 9], np.uint8)
PICTURES = np.random.default_rng(2).integers(0, 256, (6, 28, 28), dtype=np.uint8)
PICTURES_NAME, LABELS_NAME = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


def _idx(array: NDArray[np.uint8], *, magic: int | None = None, shape: tuple[int, ...] | None = None) -> bytes:
    shape = array.shape if shape is None else shape
    magic = 0x800 + len(shape) if magic is None else magic
    return struct.pack(f">{1 + len(shape)}I", magic, *shape) + array.tobytes()


def _write_pair(
    folder: Path, pictures_name: str = PICTURES_NAME, labels_name: str = LABELS_NAME, side: int = 28
) -> tuple[Path, Path]:
    pictures = np.ascontiguousarray(PICTURES[:, :side, :side])
    return write_file(folder / pictures_name, _idx(pictures)), write_file(folder / labels_name, _idx(LABELS))


def _refused(path: Path) -> str:
    """The sentence with which a file is refused, at once and without taking memory."""
    start = time.perf_counter()
    message = refusal_in_little_memory(path)
    assert time.perf_counter() - start < 5.0
    assert "expected" in message
    return message


# Pairs


@pytest.mark.parametrize(
    ("pictures_name", "labels_name"),
    [
        ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
        ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
        ("train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz"),
        ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte"),
        ("train-images.idx3-ubyte", "train-labels.idx1-ubyte"),
        ("train-images.idx3-ubyte", "train-labels-idx1-ubyte.gz"),
        ("train-images-idx3-ubyte.gz", "train-labels.idx1-ubyte"),
        ("digits-test-images-idx3-ubyte.gz", "digits-test-labels-idx1-ubyte.gz"),
        ("TRAIN-IMAGES-IDX3-UBYTE.GZ", "TRAIN-LABELS-IDX1-UBYTE"),
        ("Images.IDX3", "Labels.IDX1"),
        ("my-images", "my-labels"),
        ("my-images.gz", "my-labels"),
    ],
)
def test_either_file_of_a_pair_finds_the_other(pictures_name: str, labels_name: str, tmp_path: Path) -> None:
    for path in _write_pair(tmp_path, pictures_name, labels_name):
        dataset = load_dataset(str(path))

        assert (dataset.name, dataset.label, dataset.source) == (pictures_name, pictures_name, str(path))
        np.testing.assert_array_equal(dataset.digits.labels, LABELS)
        expected = shrink(PICTURES / 255.0)
        np.testing.assert_allclose(dataset.digits.images, expected, atol=0.5 * float(dataset.digits.gain) + 1e-5)


@pytest.mark.parametrize("side", [8, 20])
def test_small_pictures_stay_as_they_are(side: int, tmp_path: Path) -> None:
    pictures_path, _ = _write_pair(tmp_path, side=side)

    dataset = load_dataset(str(pictures_path))

    assert dataset.image_shape == (side, side)
    assert dataset.digits.stored.dtype == np.uint8
    expected = PICTURES[:, :side, :side].reshape(6, -1) * ((16 if side == 8 else 1) / 255)
    np.testing.assert_allclose(dataset.digits.images, expected, rtol=1e-6)


@given(
    labels=st.lists(st.integers(0, 9), min_size=1, max_size=20),
    side=st.sampled_from([8, 20, 28]),
    are_packed=st.tuples(st.booleans(), st.booleans()),
)
def test_what_is_written_is_read(
    labels: list[int], side: int, are_packed: tuple[bool, bool], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    pictures = np.random.default_rng(side).integers(0, 256, (len(labels), side, side), dtype=np.uint8)
    path = write_file(folder / f"a-images-idx3-ubyte{'.gz' * are_packed[0]}", _idx(pictures))
    write_file(folder / f"a-labels-idx1-ubyte{'.gz' * are_packed[1]}", _idx(np.array(labels, np.uint8)))

    read, read_labels = read_idx_files(path)

    np.testing.assert_array_equal(read, pictures)
    np.testing.assert_array_equal(read_labels, labels)


def test_a_file_unpacked_under_its_packed_name_is_read(tmp_path: Path) -> None:
    pictures_path, labels_path = _write_pair(tmp_path)
    pictures_path = pictures_path.rename(f"{pictures_path}.gz")
    labels_path.rename(f"{labels_path}.gz")

    np.testing.assert_array_equal(load_dataset(str(pictures_path)).digits.labels, LABELS)


def test_a_file_is_found_in_any_spelling(tmp_path: Path) -> None:
    assert find_idx_file(tmp_path, PICTURES_NAME) is None
    path = write_file(tmp_path / "train-images.idx3-ubyte.gz", b"")

    assert find_idx_file(tmp_path, PICTURES_NAME) == path


# What is refused


def test_a_missing_partner_is_named(tmp_path: Path) -> None:
    pictures_path, labels_path = _write_pair(tmp_path)
    labels_path.unlink()
    assert _refused(pictures_path) == (
        "train-images-idx3-ubyte: expected a file train-labels-idx1-ubyte with its labels beside it, gzipped or not, got "
        "none; put both files in one folder"
    )

    write_file(labels_path, _idx(LABELS))
    pictures_path.unlink()
    assert _refused(labels_path).startswith(
        "train-labels-idx1-ubyte: expected a file train-images-idx3-ubyte with its pictures beside it"
    )


def test_a_name_without_a_partner_is_refused(tmp_path: Path) -> None:
    path = write_file(tmp_path / "digits.idx", _idx(PICTURES))

    assert "expected a pair of files named as train-images-idx3-ubyte and train-labels-idx1-ubyte are" in _refused(path)


NO_PIXELS = np.zeros(0, np.uint8)


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\0", "expected an IDX file of pictures, which begins with 16 bytes, got 1 in all; get it again"),
        (b"\0\0\x08\x03\0\0", "expected an IDX file of pictures, which begins with 16 bytes, got 6 in all"),
        (_idx(PICTURES, magic=0x802), "expected an IDX file of pictures, which begins with 0x00000803, got 0x00000802"),
        (_idx(PICTURES, magic=0xD03), "which begins with 0x00000803, got 0x00000d03"),
        (b"<!DOCTYPE html><html>", "which begins with 0x00000803, got 0x3c21444f"),
        (_idx(PICTURES[:0]), "expected at least one of its pictures, got none; choose another file"),
        (
            _idx(PICTURES[:, :27, :27]),
            "expected pictures of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels, got 27x27; resize them",
        ),
        (
            _idx(PICTURES[:, :20]),
            "expected pictures of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels, got 20x28; resize them",
        ),
        (_idx(NO_PIXELS, shape=(6, 0, 28)), "expected pictures of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels, got 0x28"),
        (_idx(NO_PIXELS, shape=(6, 28, 0)), "expected pictures of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels, got 28x0"),
        (_idx(PICTURES)[:-1], "4,704 bytes of pictures, as its header says, got"),
        (_idx(PICTURES) + b"\0", "4,704 bytes of pictures, as its header says, got more; the file is damaged"),
        (_idx(PICTURES, shape=(7, 28, 28)), "expected 5,488 bytes of pictures, as its header says, got"),
        (_idx(PICTURES, shape=(5, 28, 28)), "expected 3,920 bytes of pictures, as its header says, got more"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_pictures_that_are_not_as_they_say_are_refused(
    content: bytes, message: str, ending: str, tmp_path: Path
) -> None:
    _write_pair(tmp_path)
    path = tmp_path / f"{PICTURES_NAME}{ending}"
    write_file(path, content)

    sentence = _refused(path)

    assert sentence.startswith(f"{path.name}: ")
    assert message in sentence


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "expected an IDX file of labels, which begins with 8 bytes, got 0 in all"),
        (_idx(PICTURES), "expected an IDX file of labels, which begins with 0x00000801, got 0x00000803, a file of"),
        (_idx(LABELS[:0]), "expected at least one of its labels, got none"),
        (_idx(LABELS[:5]), "expected 6 labels, one for each picture in train-images-idx3-ubyte, got 5; put the two"),
        (_idx(np.append(LABELS, LABELS)), "expected 6 labels, one for each picture in train-images-idx3-ubyte, got 12"),
        (_idx(LABELS + np.uint8(1)), "expected labels that are digits from 0 to 9, got 10 for picture 6"),
        (_idx(LABELS)[:-1], "expected 6 bytes of labels, as its header says, got"),
        (_idx(LABELS) + b"\0", "expected 6 bytes of labels, as its header says, got more"),
        (_idx(LABELS, shape=(2**32 - 1,)), "expected 4,294,967,295 bytes of labels, as its header says, got"),
    ],
    ids=lambda value: str(value)[:24],
)
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_labels_that_are_not_as_they_say_are_refused(content: bytes, message: str, ending: str, tmp_path: Path) -> None:
    pictures_path, _ = _write_pair(tmp_path, labels_name=f"{LABELS_NAME}{ending}")
    write_file(tmp_path / f"{LABELS_NAME}{ending}", content)

    sentence = _refused(pictures_path)

    assert sentence.startswith(f"{LABELS_NAME}{ending}: ")
    assert message in sentence


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("n_claimed", [10**6, 2**31 // 784, 2**31, 2**32 - 1])
def test_a_size_that_cannot_be_is_refused_before_memory_is_taken(n_claimed: int, ending: str, tmp_path: Path) -> None:
    path = write_file(tmp_path / f"{PICTURES_NAME}{ending}", _idx(PICTURES, shape=(n_claimed, 28, 28)))

    assert f"expected {n_claimed * 784:,} bytes of pictures, as its header says" in _refused(path)


def test_a_packed_file_that_may_hold_what_it_says_yet_does_not_is_refused(tmp_path: Path) -> None:
    path = write_file(
        tmp_path / f"{PICTURES_NAME}.gz", _idx(PICTURES, shape=(4000, 28, 28))
    )  # 3 MB in 5 kB: it could be

    assert "expected 3,136,000 bytes of pictures, as its header says, got 4,704; the file" in _refused(path)


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_packed_file_is_refused(kept: float, tmp_path: Path) -> None:
    path, _ = _write_pair(tmp_path, pictures_name=f"{PICTURES_NAME}.gz")
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])

    assert _refused(path).startswith(f"{PICTURES_NAME}.gz: expected")


def test_a_packed_file_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path, _ = _write_pair(tmp_path, pictures_name=f"{PICTURES_NAME}.gz")
    content = bytearray(path.read_bytes())
    content[-8] ^= 0xFF
    path.write_bytes(bytes(content))

    assert "got one that is cut off or damaged (CRC check failed" in _refused(path)


# Real files


def test_mnist_is_read_as_bytes_within_half_a_level(data_folder: Path) -> None:
    path = data_folder / "train-images-idx3-ubyte.gz"

    digits = load_dataset(str(path)).digits

    assert digits.stored.dtype == np.uint8
    assert digits.stored.shape == (60_000, 400)
    np.testing.assert_array_equal(
        np.bincount(digits.labels), [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    )
    pictures, _ = read_idx_files(path)
    chosen = slice(None, None, 37)
    expected = shrink(pictures[chosen] / 255.0)
    np.testing.assert_allclose(digits[chosen].values("float64"), expected, atol=float(digits.gain) / 2 + 1e-6)
    assert float(digits.gain) < 0.0052
