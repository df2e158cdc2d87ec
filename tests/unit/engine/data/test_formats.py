"""Digits in the format that is asked for: as their source has them, or resampled, and then it is said."""

import gzip
import json
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from engine.data.dataset import Dataset
from engine.data.drawings_store import DrawingsStore
from engine.data.handwriting import generator
from engine.data.handwriting.generator import STYLE, write_dataset
from engine.data.handwriting.stream import BLOCK_DIGITS, HandwritingStream
from engine.data.handwriting.stream_process import stream_blocks
from engine.data.loading import digit_in_format, in_format, load_dataset
from engine.errors import DataError
from engine.ink.framing import FrameGeometry
from engine.ink.input_formats import AUTO_FORMAT, BLOCKS, FRAME, INPUT_FORMATS, LARGE_FRAME, InputFormat

N = 30
LABELS = (np.arange(N) % 10).astype(np.uint8)
PICTURES = np.random.default_rng(3).integers(0, 256, (N, 28, 28), dtype=np.uint8)
STROKES = [[[0.5, 0.2], [0.45, 0.5], [0.5, 0.8]], [[0.3, 0.3], [0.7, 0.35]]]

SAMPLES = {
    # by source: what each format is resampled from; nothing where the source has it
    "uci-digits": {"28x28": FRAME},
    "uci-digits-8x8": {"20x20": BLOCKS, "28x28": BLOCKS},
    "handwriting:40": {"8x8": FRAME},
    "handwriting-endless:40": {},
    "drawings": {},
    "strokes.json": {},
    "folder": {},
    "large.npz": {"8x8": FRAME},
    "large.csv": {"8x8": FRAME},
    "train-images-idx3-ubyte": {"8x8": FRAME},
    "small.npz": {"20x20": BLOCKS, "28x28": BLOCKS},
}
CASES = [
    (source, form)
    for source in SAMPLES
    for form in INPUT_FORMATS.values()
    if (source, form) != ("handwriting-endless:40", BLOCKS)
]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handwriting is written in blocks, and no test here wants more than a few digits of one."""
    monkeypatch.setattr(generator, "_BLOCK", 100)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of every kind, and drawings that were kept."""
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(tmp_path / "user"))
    for number in range(8):
        DrawingsStore().add(number, [np.array([[0.5, 0.2], [0.5 + number / 50, 0.8]])])
    drawings = [{"label": number, "strokes": STROKES} for number in range(10)]
    (tmp_path / "strokes.json").write_text(json.dumps(drawings), encoding="utf-8")
    for number in range(3):
        (tmp_path / "folder" / str(number)).mkdir(parents=True)
        picture = PillowImage.fromarray(np.where(np.eye(30, dtype=bool), 0, 255).astype(np.uint8))
        picture.save(tmp_path / "folder" / str(number) / "a.png")
    np.savez(tmp_path / "large.npz", X=PICTURES, y=LABELS)
    table = np.column_stack([LABELS, PICTURES.reshape(N, -1)])
    np.savetxt(tmp_path / "large.csv", table, fmt="%d", delimiter=",")
    for kind, array in (("images-idx3", PICTURES), ("labels-idx1", LABELS)):
        header = struct.pack(f">{1 + array.ndim}I", 0x800 + array.ndim, *array.shape)
        (tmp_path / f"train-{kind}-ubyte").write_bytes(header + array.tobytes())
    np.savez(tmp_path / "small.npz", X=PICTURES[:, :8, :8] // 16, y=LABELS)
    return tmp_path


def _source(folder: Path, name: str) -> str:
    return str(folder / name) if (folder / name).exists() else name


@pytest.mark.slow_but(9)
@pytest.mark.parametrize(("name", "form"), CASES, ids=lambda case: getattr(case, "name", case))
def test_every_source_is_read_in_every_format(name: str, form: InputFormat, sources: Path) -> None:
    usual, dataset = load_dataset(_source(sources, name)), load_dataset(_source(sources, name), form.name)

    before = SAMPLES[name].get(form.name)
    assert (dataset.input_format, dataset.input_shape, dataset.read_as) == (form, form.shape, form.name)
    assert dataset.resampled_from == before
    said = f"{dataset.label}: the pictures are {before.label}; they were resampled to {form.label}." if before else ""
    assert str(dataset.note or "") == said
    np.testing.assert_array_equal(dataset.digits.labels, usual.digits.labels)
    np.testing.assert_array_equal(dataset.test_indices, usual.test_indices)
    values = dataset.digits.images
    assert values.shape == (len(usual.digits), form.n_inputs)
    assert 0.3 * form.ink < values.max() < 1.15 * form.ink
    assert usual.read_as == AUTO_FORMAT
    assert usual.note is None
    assert usual.input_format == (BLOCKS if "8x8" in name or name.startswith("small") else FRAME)


@pytest.mark.parametrize("name", ["large.npz", "large.csv", "train-images-idx3-ubyte"])
def test_pictures_of_28x28_go_through_unchanged(name: str, sources: Path) -> None:
    digits = load_dataset(str(sources / name), "28x28").digits

    assert digits.stored.dtype == np.uint8
    np.testing.assert_array_equal(digits.stored, PICTURES.reshape(N, -1))
    np.testing.assert_allclose(digits.images, PICTURES.reshape(N, -1) / 255, rtol=1e-6)


def test_floats_of_28x28_stay_floats(tmp_path: Path) -> None:
    pictures = np.random.default_rng(1).random((N, 784)).astype(np.float32)
    np.savez(tmp_path / "a.npz", X=pictures, y=LABELS)

    np.testing.assert_array_equal(load_dataset(str(tmp_path / "a.npz"), "28x28").digits.images, pictures)


@pytest.mark.slow
def test_mnist_is_what_its_files_hold(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(tmp_path))
    (tmp_path / "mnist").symlink_to(data_folder)
    with gzip.open(data_folder / "train-images-idx3-ubyte.gz") as file:
        pictures = np.frombuffer(file.read()[16:], np.uint8).reshape(60_000, 784)

    dataset = load_dataset("mnist", "28x28")

    assert (dataset.source, dataset.note, dataset.input_shape) == ("mnist", None, (28, 28, 1))
    np.testing.assert_array_equal(dataset.digits.stored, pictures)
    last = dataset.digits[59_000:].images
    np.testing.assert_array_equal(np.rint(last * 255).astype(np.uint8), pictures[59_000:])


@pytest.mark.parametrize("form", [FRAME, LARGE_FRAME], ids=lambda form: form.name)
def test_strokes_are_drawn_in_the_format_and_not_enlarged(form: InputFormat, sources: Path) -> None:
    dataset = load_dataset(str(sources / "strokes.json"), form.name)

    images, _ = form.drawings([[np.array(stroke) for stroke in STROKES]])
    np.testing.assert_array_equal(dataset.digits.images[0], images[0].ravel())


# Another format of digits that are here


def _with_source(dataset: Dataset, source: str) -> Dataset:
    return replace(dataset, source=source)


def test_the_same_digits_in_another_format_are_split_alike() -> None:
    dataset = replace(load_dataset("uci-digits"), test_indices=np.array([5, 3, 9]), train_indices=np.array([8, 1]))

    found = in_format(dataset, LARGE_FRAME)

    assert (found.input_format, found.resampled_from) == (LARGE_FRAME, FRAME)
    np.testing.assert_array_equal(found.test.labels, dataset.digits.labels[[5, 3, 9]])
    np.testing.assert_array_equal(found.train.labels, dataset.digits.labels[[8, 1]])
    assert in_format(dataset, LARGE_FRAME) is found  # worked out once
    assert in_format(dataset, FRAME) is dataset
    np.testing.assert_array_equal(digit_in_format(dataset, 7, LARGE_FRAME).images[0], found.digits.images[7])
    np.testing.assert_array_equal(digit_in_format(dataset, 7, FRAME).images[0], dataset.digits.images[7])


def test_they_are_read_anew_where_the_source_has_them_so(sources: Path) -> None:
    source = str(sources / "large.npz")

    found = in_format(load_dataset(source), LARGE_FRAME)

    np.testing.assert_array_equal(found.digits.stored, PICTURES.reshape(N, -1))
    assert found.resampled_from == FRAME  # the digits in use are others still


@pytest.mark.parametrize("why", ["gone", "others", "unreadable"])
def test_they_are_resampled_where_it_has_them_no_more(why: str, sources: Path) -> None:
    path = sources / "large.npz"
    dataset = load_dataset(str(path))
    path.unlink()
    if why == "others":
        np.savez(path, X=PICTURES, y=LABELS[::-1])
    elif why == "unreadable":
        path.write_bytes(b"PK")

    found = in_format(dataset, LARGE_FRAME)

    assert (found.input_format, found.resampled_from) == (LARGE_FRAME, FRAME)
    assert found.digits.stored.dtype == np.uint8
    np.testing.assert_array_equal(found.digits.labels, LABELS)


def test_one_digit_is_resampled_at_once(sources: Path) -> None:
    dataset = load_dataset(str(sources / "small.npz"))

    one = digit_in_format(dataset, 4, FRAME)

    assert (one.shape, one.labels.tolist()) == (FRAME.shape, [4])
    np.testing.assert_allclose(one.images[0], in_format(dataset, FRAME).digits.images[4], atol=1 / 255)


# Generated handwriting


def test_generated_handwriting_is_written_in_either_frame() -> None:
    clean = replace(STYLE, rough_share=0.0)  # edges are roughened pixel by pixel
    small, large = (write_dataset(60, style=clean, frame=_frame(form)) for form in (FRAME, LARGE_FRAME))

    assert load_dataset("handwriting:60", "28x28").digits.stored.shape == large.digits.stored.shape == (60, 784)
    assert _correlation(in_format(_with_source(large, ""), FRAME).digits.images, small.digits.images) > 0.97
    assert large.digits.images.max() == 1.0


def _frame(form: InputFormat) -> FrameGeometry:
    assert form.frame is not None
    return form.frame


def _correlation(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@pytest.mark.slow
def test_streamed_digits_are_written_so_too() -> None:
    with HandwritingStream(1, form=LARGE_FRAME) as stream:
        process = stream._process
        assert process is not None
        assert process.args[-1] == "28x28"  # type: ignore[index]
        assert stream.take().pictures.shape[1] == 784
    block = next(stream_blocks(1, 0, LARGE_FRAME))
    assert block.pictures.shape == (BLOCK_DIGITS, 784)
    np.testing.assert_array_equal(block.labels, next(stream_blocks(1, 0)).labels)


@pytest.mark.parametrize(
    "read", [lambda source: load_dataset(source, "8x8"), lambda s: in_format(load_dataset(s), BLOCKS)]
)
def test_streamed_digits_are_no_blocks(read: object) -> None:
    assert callable(read)
    with pytest.raises(DataError, match="streamed digits are written as 20 × 20 or 28 × 28, not as 8 × 8"):
        read("handwriting-endless:40")
