"""Arrays written in pieces are what NumPy writes."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray

import engine.io.npz_files
from engine.io.npz_files import write_members


@pytest.mark.parametrize(
    "array",
    [
        np.arange(1000, dtype=np.float32),
        np.arange(12, dtype=np.float64).reshape(3, 4)[:, ::2],
        np.empty((0, 5)),
        np.array("a text, with ü"),
        np.array(3),
    ],
    ids=["long", "not contiguous", "empty", "text", "number"],
)
def test_numpy_reads_them(array: NDArray[np.generic], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.io.npz_files, "_PIECE", 64)
    file = io.BytesIO()
    write_members(file, {"first": array, "second": np.arange(3)})
    file.seek(0)
    with np.load(file, allow_pickle=False) as read:
        np.testing.assert_array_equal(read["first"], array)
        assert (read["first"].dtype, read["first"].shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(read["second"], np.arange(3))
