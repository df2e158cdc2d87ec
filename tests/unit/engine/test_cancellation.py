"""Whatever reads or makes digits ends soon after it is wanted no more."""

import gzip
import json
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.io import savemat

from engine.cancellation import cancelled_when, check_cancelled
from engine.data import registry
from engine.data.drawings_store import DrawingsStore
from engine.data.handwriting import generator
from engine.data.loading import load_dataset
from engine.errors import CancelledError
from engine.io.user_data import mnist_folder

N = 3000
LABELS = (np.arange(N) % 10).astype(np.uint8)
PICTURES = np.random.default_rng(1).integers(0, 256, (N, 784), dtype=np.uint8)
STROKES = [[[10.0, 10.0], [40.0, 60.0]], [[40.0, 10.0], [10.0, 60.0]]]


def _course_file(folder: Path) -> Path:
    savemat(folder / "c.mat", {"X": PICTURES[:, :400] / 255, "y": LABELS[:, None] + 1}, do_compression=True)
    return folder / "c.mat"


def _arrays(folder: Path) -> Path:
    np.savez_compressed(folder / "a.npz", X=PICTURES, y=LABELS)
    return folder / "a.npz"


def _table(folder: Path) -> Path:
    np.savetxt(folder / "t.csv", np.column_stack([LABELS, PICTURES])[:200], "%d", ",")
    return folder / "t.csv"


def _stroke_file(folder: Path) -> Path:
    drawings = [{"label": int(label), "strokes": STROKES} for label in LABELS[:100]]
    (folder / "s.json.gz").write_bytes(gzip.compress(json.dumps(drawings).encode()))
    return folder / "s.json.gz"


def _idx_files(folder: Path) -> Path:
    for kind, array in (("images-idx3", PICTURES.reshape(-1, 28, 28)), ("labels-idx1", LABELS)):
        content = struct.pack(f">{1 + array.ndim}I", 0x800 + array.ndim, *array.shape) + array.tobytes()
        (folder / f"train-{kind}-ubyte.gz").write_bytes(gzip.compress(content, 1))
    return folder / "train-images-idx3-ubyte.gz"


def _mnist(_folder: Path) -> str:
    folder = mnist_folder()
    folder.mkdir(parents=True)
    _idx_files(folder)
    return "mnist"


def _pictures(folder: Path) -> Path:
    for number in range(20):
        path = folder / "pictures" / str(number % 10) / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(PICTURES[number].reshape(28, 28)).save(path)
    return folder / "pictures"


def _drawings(_folder: Path) -> str:
    store = DrawingsStore()
    for number in range(12):
        store.add(number % 10, [np.array([[0.1, 0.1], [0.5, 0.1 + number / 20]])])
    return "drawings"


SOURCES = [
    _course_file, _arrays, _table, _stroke_file, _idx_files, _mnist, _pictures, _drawings,
    "uci-digits", "handwriting:300", "handwriting-endless:300",
]  # fmt: skip


class Patience:
    """Is over after so many questions."""

    def __init__(self, n_left: int) -> None:
        self.n_left, self.n_asked = n_left, 0

    def is_over(self) -> bool:
        self.n_asked += 1
        return self.n_asked > self.n_left


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: getattr(source, "__name__", source))
@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_reading_ends_wherever_it_is(source: object, part: float, tmp_path: Path) -> None:
    name = str(source(tmp_path)) if callable(source) else str(source)
    asked = Patience(10**9)
    registry._framed_uci_digits.cache_clear()
    with cancelled_when(asked.is_over):
        load_dataset(name)
    assert asked.n_asked >= 2
    last = round(part * (asked.n_asked - 1))
    again = Patience(last)
    registry._framed_uci_digits.cache_clear()
    with cancelled_when(again.is_over), pytest.raises(CancelledError, match=r"This was canceled\."):
        load_dataset(name)
    assert again.n_asked == last + 1


@pytest.mark.slow
def test_a_large_data_set_is_asked_within_each_of_its_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Patience(10**9)
    with cancelled_when(asked.is_over):
        generator.write_block(generator._BLOCK, np.random.default_rng(1))
    assert asked.n_asked > 100  # a block takes a second


def test_nothing_is_cancelled_that_nobody_asked_to() -> None:
    check_cancelled()
    with cancelled_when(lambda: False):
        check_cancelled()
    with pytest.raises(CancelledError), cancelled_when(lambda: True), cancelled_when(lambda: False):
        check_cancelled()  # what is within ends with what is around it
    check_cancelled()
