"""MNIST from the user's folder, and the course's digits made from it."""

import gzip
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.formats.idx_files import read_idx_files
from engine.data.formats.picture_arrays import shrink
from engine.data.loading import load_dataset, read_mat
from engine.data.mnist.dataset import rebuild_ex4
from engine.data.registry import is_named
from engine.errors import DataError
from engine.models.files import load_model
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.train import split_validation

N_TRAIN, N_TEST = 5100, 40
SMALL_TRAIN_LABELS = np.random.default_rng(1).permutation(np.arange(N_TRAIN) % 10).astype(np.uint8)
TEST_LABELS = (np.arange(N_TEST) % 10).astype(np.uint8)


def _pictures(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Noise, no picture like another."""
    return np.random.default_rng(len(labels)).integers(0, 256, (len(labels), 28, 28), dtype=np.uint8)


@pytest.fixture(scope="module")
def train_pictures() -> NDArray[np.uint8]:
    return _pictures(SMALL_TRAIN_LABELS)


@pytest.fixture
def mnist_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the program looks for MNIST; it is not there yet."""
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(tmp_path))
    return tmp_path / "mnist"


def _write_part(folder: Path, name: str, pictures: NDArray[np.uint8], labels: NDArray[np.uint8]) -> None:
    folder.mkdir(exist_ok=True)
    for kind, array in (("images-idx3", pictures), ("labels-idx1", labels)):
        content = struct.pack(f">{1 + array.ndim}I", 0x800 + array.ndim, *array.shape) + array.tobytes()
        (folder / f"{name}-{kind}-ubyte.gz").write_bytes(gzip.compress(content, 1))


@pytest.mark.parametrize("name", ["mnist", "mnist-training", "mnist-training:7", "ex4"])
@pytest.mark.parametrize("has_folder", [False, True])
def test_what_is_not_there_says_how_to_get_it(has_folder: bool, name: str, mnist_home: Path) -> None:
    if has_folder:
        mnist_home.mkdir()

    with pytest.raises(DataError) as caught:
        load_dataset(name)

    assert str(caught.value) == (
        "MNIST is not on this computer yet: download it (11.6 MB) with File > Download MNIST or 'main.py download mnist',"
        " or open its IDX files"
    )


def test_the_test_digits_are_those_of_the_source(mnist_home: Path, train_pictures: NDArray[np.uint8]) -> None:
    test_pictures = _pictures(TEST_LABELS)
    _write_part(mnist_home, "train", train_pictures, SMALL_TRAIN_LABELS)
    _write_part(mnist_home, "t10k", test_pictures, TEST_LABELS)

    dataset = load_dataset("mnist")

    assert (dataset.name, dataset.source, dataset.has_fixed_split) == ("mnist", "mnist", True)
    assert dataset.digits.stored.dtype == np.uint8
    assert dataset.image_shape == (20, 20)
    np.testing.assert_array_equal(dataset.train.labels, SMALL_TRAIN_LABELS)
    np.testing.assert_array_equal(dataset.test.labels, TEST_LABELS)
    half_a_level = float(dataset.digits.gain) / 2 + 1e-5
    np.testing.assert_allclose(dataset.train.images, shrink(train_pictures / 255.0), atol=half_a_level)
    np.testing.assert_allclose(dataset.test.images, shrink(test_pictures / 255.0), atol=half_a_level)


def test_without_test_digits_a_share_of_the_others_is_kept(mnist_home: Path, train_pictures: NDArray[np.uint8]) -> None:
    _write_part(mnist_home, "train", train_pictures, SMALL_TRAIN_LABELS)

    dataset = load_dataset("mnist")

    assert not dataset.has_fixed_split
    assert len(dataset.test) == pytest.approx(0.15 * N_TRAIN)
    assert len(dataset.train) + len(dataset.test) == N_TRAIN


def test_half_a_download_is_named(mnist_home: Path, train_pictures: NDArray[np.uint8]) -> None:
    _write_part(mnist_home, "train", train_pictures, SMALL_TRAIN_LABELS)
    (mnist_home / "train-labels-idx1-ubyte.gz").unlink()

    with pytest.raises(DataError, match="expected a file train-labels-idx1-ubyte with its labels beside it"):
        load_dataset("mnist")


@pytest.mark.parametrize("name", ["mnist", "ex4"])
def test_other_pictures_under_that_name_are_refused(
    name: str, mnist_home: Path, train_pictures: NDArray[np.uint8]
) -> None:
    _write_part(mnist_home, "train", np.ascontiguousarray(train_pictures[:, :20, :20]), SMALL_TRAIN_LABELS)

    with pytest.raises(DataError, match="expected MNIST's pictures of 28x28, got 20x20; download MNIST again"):
        load_dataset(name)


# The course's digits


def test_the_courses_digits_are_the_first_of_each_class(mnist_home: Path, train_pictures: NDArray[np.uint8]) -> None:
    _write_part(mnist_home, "train", train_pictures, SMALL_TRAIN_LABELS)

    dataset = load_dataset("ex4")

    assert (dataset.name, dataset.source, dataset.family) == ("ex4", "ex4", "ex4")
    np.testing.assert_array_equal(dataset.digits.labels, np.repeat(np.arange(10), 500))
    chosen = [index for digit in range(10) for index in np.flatnonzero(np.equal(SMALL_TRAIN_LABELS, digit))[:500]]
    assert dataset.digits.images.dtype == np.float64
    np.testing.assert_array_equal(dataset.digits.images, shrink(train_pictures[chosen] / 255.0))


@pytest.mark.parametrize(
    ("pictures", "labels", "message"),
    [
        (np.zeros((5100, 20, 20), np.uint8), SMALL_TRAIN_LABELS, "expected MNIST's pictures of 28x28, got shape"),
        (
            np.zeros((5100, 28, 28), np.uint8),
            np.where(SMALL_TRAIN_LABELS == 7, 1, SMALL_TRAIN_LABELS),
            "expected at least 500 pictures of each digit in MNIST, got 0 of the digit 7; download MNIST again",
        ),
    ],
)
def test_too_little_for_the_course_is_refused(pictures: Any, labels: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        rebuild_ex4(pictures, labels)


# Real files


@pytest.fixture
def real_mnist(mnist_home: Path, data_folder: Path) -> Path:
    mnist_home.mkdir()
    for path in data_folder.glob("train-*-ubyte.gz"):
        (mnist_home / path.name).write_bytes(path.read_bytes())
    return mnist_home


def test_rebuilt_from_mnist_is_the_courses_file(data_folder: Path) -> None:
    images, labels = rebuild_ex4(*read_idx_files(data_folder / "train-images-idx3-ubyte.gz"))

    course = read_mat(data_folder / "ex4data1.mat")
    columns_first = images.reshape(5000, 20, 20).transpose(0, 2, 1).reshape(5000, 400)
    np.testing.assert_allclose(columns_first, course["X"], rtol=0, atol=1e-12)
    np.testing.assert_array_equal(labels, course["y"].ravel() % 10)


@pytest.mark.parametrize(("weight_decay", "cost"), [(0.0, 0.287629165161), (1.0, 0.383769859091)])
def test_by_name_or_file_the_course_has_its_cost(
    weight_decay: float, cost: float, real_mnist: Path, data_folder: Path
) -> None:
    parameters = load_model(data_folder / "ex4weights.mat").parameters

    for source in ("ex4", str(data_folder / "ex4data1.mat")):
        dataset = load_dataset(source)
        result = evaluate(parameters, dataset.digits, weight_decay=weight_decay)

        assert dataset.family == "ex4"
        assert result.cost == pytest.approx(cost, abs=1e-12)
        assert result.accuracy == 0.9752


@pytest.mark.slow
def test_mnists_training_digits_are_read_by_name(real_mnist: Path) -> None:
    dataset = load_dataset("mnist")

    assert len(dataset.digits) == 60_000
    assert len(dataset.test) == 9_000
    assert dataset.digits.stored.nbytes == 24_000_000


def test_the_training_digits_alone_set_their_last_ones_aside_for_validation(
    mnist_home: Path, train_pictures: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.data.mnist.dataset._N_VALIDATED", 100)
    _write_part(mnist_home, "train", train_pictures, SMALL_TRAIN_LABELS)
    _write_part(mnist_home, "t10k", train_pictures[:N_TEST], TEST_LABELS)

    for name, n in (("mnist-training", 5000), ("mnist-training:30", 30)):
        dataset = load_dataset(name, "28x28")
        trained, validated = split_validation(dataset, TrainingConfig())

        assert validated is not None
        np.testing.assert_array_equal(trained.labels, SMALL_TRAIN_LABELS[:n])
        np.testing.assert_array_equal(validated.labels, SMALL_TRAIN_LABELS[5000:])
        np.testing.assert_allclose(validated.images[3], train_pictures[5003].ravel() / 255, rtol=1e-6)
        assert len(dataset.test) == 0
        assert is_named(name)

    for wrong in ("mnist-training:0", "mnist-training:5001", "mnist-training:ten"):
        with pytest.raises(DataError, match=r"mnist-training:N with N from 1 to 5,000"):
            load_dataset(wrong)
