"""MATLAB files read by the program's own reader: as SciPy writes them, and damaged as SciPy's reader does not survive."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np
from scipy.io import loadmat, savemat

from engine.data.loading import read_mat
from engine.errors import DataError
from engine.io import file_reading
from tests.written_files import refusal_in_little_memory, write_file

KINDS = ("float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "bool")
ARRAYS = st.sampled_from(KINDS).flatmap(
    lambda kind: st_np.arrays(kind, st_np.array_shapes(min_dims=2, max_dims=4, min_side=0, max_side=4))
)


def _mat(**options: Any) -> bytes:
    buffer = io.BytesIO()
    savemat(cast("str", buffer), options.pop("arrays"), **options)  # its stubs know of paths alone
    return buffer.getvalue()


@given(
    arrays=st.dictionaries(st.sampled_from(["X", "y", "a_long_name_of_30_letters_or_so"]), ARRAYS),
    is_packed=st.booleans(),
)
def test_what_scipy_writes_is_read_as_scipy_reads_it(
    arrays: dict[str, np.ndarray[Any, Any]], is_packed: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "d.mat"
    path.write_bytes(_mat(arrays=arrays, do_compression=is_packed))
    expected = {name: value for name, value in loadmat(path).items() if not name.startswith("__")}

    found = read_mat(path)

    assert set(found) == set(expected)
    for name, values in found.items():
        assert values.dtype == np.float64
        np.testing.assert_array_equal(values, expected[name].astype(np.float64))


@given(
    arrays=st.dictionaries(
        st.sampled_from(["X", "y"]), st_np.arrays("float64", st_np.array_shapes(min_dims=2, max_dims=2))
    )
)
def test_version_4_is_read_as_scipy_reads_it(
    arrays: dict[str, np.ndarray[Any, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "d.mat"
    path.write_bytes(_mat(arrays={**arrays, "text": "abc", "z": np.array([[1j, 2]])}, format="4"))

    found = read_mat(path)

    assert set(found) == set(arrays)
    for name, values in found.items():
        np.testing.assert_array_equal(values, arrays[name])


def test_a_file_of_the_other_byte_order_is_read(tmp_path: Path) -> None:
    values = np.arange(6.0).reshape(2, 3)
    flags, shape = struct.pack(">4I", 6, 8, 6, 0), struct.pack(">2I2i", 5, 8, 2, 3)
    body = (
        flags
        + shape
        + struct.pack(">2H", 1, 1)
        + b"X\0\0\0"
        + struct.pack(">2I", 9, 48)
        + values.astype(">f8").tobytes("F")
    )
    header = b"MATLAB 5.0".ljust(124) + b"\x01\x00MI"
    (tmp_path / "d.mat").write_bytes(header + struct.pack(">2I", 14, len(body)) + body)

    np.testing.assert_array_equal(read_mat(tmp_path / "d.mat")["X"], values)


def _course_file() -> bytes:
    return _mat(arrays={"X": np.random.default_rng(1).uniform(size=(12, 400)), "y": [[1.0]] * 12})


def _data_tag(content: bytes) -> int:
    """Where the tag of the values of X stands."""
    return content.index(struct.pack("=2I", 9, 12 * 400 * 8))


@pytest.mark.parametrize(
    "tag",
    [
        struct.pack("=2I", 0xFF0000, 0),  # 255 bytes within a tag of 8: SciPy's reader ended the process
        struct.pack("=2I", 0, 12 * 400 * 8),
        struct.pack("=2I", 250, 12 * 400 * 8),
        struct.pack("=2I", 14, 12 * 400 * 8),
        struct.pack("=2I", 9, 2**31 - 8),  # SciPy's reader asked for so much memory
        struct.pack("=2I", 9, 2**32 - 8),
        struct.pack("=2I", 9, 8),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_damaged_tag_is_refused_in_a_sentence(tag: bytes, is_packed: bool, tmp_path: Path) -> None:
    content = _course_file()
    place = _data_tag(content)
    content = content[:place] + tag + content[place + 8 :]
    if is_packed:
        packed = zlib.compress(content[128:])
        content = content[:128] + struct.pack("=2I", 15, len(packed)) + packed
    (tmp_path / "d.mat").write_bytes(content)

    assert refusal_in_little_memory(tmp_path / "d.mat").startswith("d.mat: expected ")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["d.mat", "d.mat.gz"])
def test_more_values_than_an_honest_file_can_hold_take_no_memory(name: str, tmp_path: Path) -> None:
    content = _mat(arrays={"X": np.zeros((50_000, 400))}, do_compression=True)  # 160 MB in 160 kB
    path = write_file(tmp_path / name, content)

    assert f"{name}: expected arrays that a file of " in refusal_in_little_memory(path)


def test_a_file_that_unpacks_to_far_more_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_reading, "_ALWAYS_BYTES", 2**20)
    path = write_file(tmp_path / "d.mat.gz", _course_file() + bytes(2**24))

    assert "d.mat.gz: expected a file that was gzipped to a hundredth of its size" in refusal_in_little_memory(path)


def test_a_packed_array_whose_checksum_is_another_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "packed.mat"
    savemat(path, {"X": np.arange(4000.0).reshape(10, 400), "y": np.arange(10.0)}, do_compression=True)
    content = bytearray(path.read_bytes())
    n_packed = int.from_bytes(content[132:136], "little")
    content[136 + n_packed - 1] ^= 1  # the last byte of zlib's checksum

    path.write_bytes(content)

    with pytest.raises(DataError, match="packed"):
        read_mat(path)
