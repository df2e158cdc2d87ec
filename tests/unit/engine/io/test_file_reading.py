"""Reading files without trusting them: packed or not is seen from the bytes, and sizes have bounds."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import DataError
from engine.io import file_reading
from engine.io.file_reading import check_unpacks_to_no_more, fill_from, open_unpacked


@given(content=st.binary(max_size=2000), is_packed=st.booleans(), name=st.sampled_from(["a", "a.gz"]))
def test_bytes_are_read_packed_or_not_whatever_the_name(
    content: bytes, is_packed: bool, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    is_packed = is_packed or content.startswith(b"\x1f\x8b")
    path.write_bytes(gzip.compress(content) if is_packed else content)

    with open_unpacked(path) as file:
        assert file.read() == content
    check_unpacks_to_no_more(path)


def test_what_is_larger_than_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "a"
    path.write_bytes(bytes(1001))

    with pytest.raises(DataError, match=r"^a: expected a file of up to 2 GiB, got a larger one; split it$"):
        open_unpacked(path)


@pytest.mark.parametrize("n_more", [0, 2])
def test_a_file_may_unpack_to_so_much_and_no_more(n_more: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(gzip.compress(bytes(2**21)))
    monkeypatch.setattr(file_reading, "_ALWAYS_BYTES", 2**21 - 128 * path.stat().st_size - n_more + 1)

    if n_more:
        with pytest.raises(DataError, match=r"^a: expected a file that was gzipped to a hundredth of its size at most"):
            check_unpacks_to_no_more(path)
    else:
        check_unpacks_to_no_more(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="expected a file that can be read, got: No such file or directory"):
        open_unpacked(tmp_path / "none")


@given(content=st.binary(max_size=100), n_wanted=st.integers(0, 100))
def test_a_target_is_filled_as_far_as_the_file_goes(content: bytes, n_wanted: int) -> None:
    target = bytearray(n_wanted)

    n_read = fill_from(io.BytesIO(content), memoryview(target))

    assert n_read == min(len(content), n_wanted)
    assert target == content[:n_wanted].ljust(n_wanted, b"\0")
