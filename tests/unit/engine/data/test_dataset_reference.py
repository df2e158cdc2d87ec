"""Which digits a network learned is told by what they are: two files of one name are not one data set."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits, StreamedDigits
from engine.data.loading import load_dataset
from engine.data.reference import DatasetRef, reference_from
from engine.data.registry import are_same_digits, load_uci_digits
from engine.fine_tuning import rehearsal_data
from engine.fine_tuning.rehearsal_data import find_rehearsal_data
from engine.models.files import load_model
from engine.models.model import Model
from main import main

N = 60
SPLIT = ("--split", "plain", "--test-fraction", "0.5")


def written_table(folder: Path, *, seed: int, name: str = "train.csv") -> Path:
    """A table of random pictures; each folder's is another."""
    folder.mkdir(exist_ok=True)
    rng = np.random.default_rng(seed)
    rows = np.column_stack([np.arange(N) % 10, rng.random((N, 400)).round(3)])
    path = folder / name
    np.savetxt(path, rows, delimiter=",", fmt="%g")
    return path


def trained_on(path: Path, tmp_path: Path) -> Model:
    """What the command line trains on a file."""
    out = tmp_path / "model.npz"
    options = ["--data", str(path), "--epochs", "1", *SPLIT, "--out", str(out), "--json"]
    assert main(["train", *options]) == 0
    return load_model(out)


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of one name with other digits."""
    return written_table(tmp_path / "a", seed=1), written_table(tmp_path / "b", seed=2)


@pytest.mark.slow
def test_fine_tuning_does_not_rehearse_on_another_file_of_the_same_name(
    two_files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal_data, "N_GENERATED", 1000)
    model = trained_on(two_files[0], tmp_path)
    other = find_rehearsal_data(model, load_dataset(str(two_files[1])))
    own = find_rehearsal_data(model, load_dataset(str(two_files[0])))

    assert other is not None
    assert not other.is_own
    assert own is not None
    assert own.is_own


def test_a_file_that_moved_is_still_the_same_digits(two_files: tuple[Path, Path], tmp_path: Path) -> None:
    model = trained_on(two_files[0], tmp_path)
    moved = two_files[0].rename(tmp_path / "moved.csv")
    found = find_rehearsal_data(model, load_dataset(str(moved)))

    assert found is not None
    assert found.is_own
    assert len(model.split_as_trained(load_dataset(str(moved))).test) == N // 2


def test_another_file_of_the_same_name_is_not_split_as_the_run_did(
    two_files: tuple[Path, Path], tmp_path: Path
) -> None:
    model = trained_on(two_files[0], tmp_path)

    assert len(model.split_as_trained(load_dataset(str(two_files[0]))).test) == N // 2
    assert len(model.split_as_trained(load_dataset(str(two_files[1]))).test) == len(
        load_dataset(str(two_files[1])).test
    )


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, True),
        ({"name": "b", "label": "B", "source": "elsewhere/b.csv", "family": "ex4"}, True),
        ({"digits": Digits(np.ones((N, 400), np.uint8), np.arange(N) % 10, gain=1 / 255)}, False),
        ({"digits": Digits(np.zeros((N, 400), np.float32), np.arange(N) % 10, gain=1 / 255)}, False),
        ({"digits": Digits(np.zeros((N, 400), np.uint8), np.arange(N) % 9, gain=1 / 255)}, False),
        ({"digits": Digits(np.zeros((N, 400), np.uint8), np.arange(N) % 10)}, False),
        ({"test_indices": np.arange(6)}, False),
        ({"train_indices": np.arange(59, 4, -1)}, False),
        ({"digits": Digits(np.zeros((N, 400), np.uint8), np.arange(N) % 10, gain=1 / 255, shape=(10, 40, 1))}, False),
        ({"streamed": StreamedDigits(1)}, False),
    ],
)
def test_all_but_the_names_makes_a_data_set(change: dict[str, object], is_same: bool) -> None:
    pictures = np.zeros((N, 400), np.uint8)
    dataset = Dataset("a", "A", Digits(pictures, np.arange(N) % 10, gain=1 / 255), np.arange(5), source="a.csv")
    other = replace(dataset, **change)  # type: ignore[arg-type]

    assert are_same_digits(dataset.ref, other.ref) is is_same
    assert (dataset.ref.content_hash == other.ref.content_hash) is is_same


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (DatasetRef("handwriting:60:7"), DatasetRef("handwriting:60:7"), True),
        (DatasetRef("handwriting:60:7"), DatasetRef("handwriting:60:8"), False),
        (DatasetRef("train.csv"), DatasetRef("train.csv"), False),  # files of one name can hold anything
        (DatasetRef("train.csv", "0" * 64), DatasetRef("train.csv"), False),
        (DatasetRef("a/train.csv", "0" * 64), DatasetRef("b/other.csv", "0" * 64), True),
        (DatasetRef("a/train.csv", "0" * 64), DatasetRef("a/train.csv", "1" * 64), False),
        (DatasetRef(""), DatasetRef(""), False),
        (None, None, False),
    ],
)
def test_a_name_decides_only_where_it_is_one_that_the_program_knows(
    one: DatasetRef | None, other: DatasetRef | None, is_same: bool
) -> None:
    assert are_same_digits(one, other) is is_same
    assert are_same_digits(other, one) is is_same


def test_the_name_of_bundled_digits_stands_for_them() -> None:
    ref = load_uci_digits().ref
    assert are_same_digits(ref, DatasetRef("uci-digits"))  # in a file of an older version, which has but the name
    assert not are_same_digits(ref, None)


@pytest.mark.parametrize("value", [None, 7, "", [], {}, {"source": 3}, {"source": "a", "label": None}])
def test_a_file_may_say_anything_of_its_digits(value: object) -> None:
    assert reference_from(value) is None


@pytest.mark.parametrize(
    "ref",
    [DatasetRef("uci-digits", "1" * 64, "UCI digits"), DatasetRef("train.csv"), DatasetRef("", "0" * 64, "train.csv")],
)
def test_a_reference_is_read_as_it_was_written(ref: DatasetRef) -> None:
    assert reference_from(ref.as_json()) == ref
    assert ref.name == {"uci-digits": "uci-digits"}.get(ref.source, "train.csv")
