"""Files as other programs write them: whatever their form, the same digits come out, or it is said why not.

Every form was met by somebody in a public report; the files are made here, from digits that the program brings.
"""

import bz2
import gzip
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage
from scipy.io import savemat

from engine.data.handling import Handling, handling_from, split_source, with_handling
from engine.data.loading import load_dataset, load_pictures
from engine.data.registry import load_uci_digits
from engine.errors import DataError
from engine.ink.input_formats import FRAME
from tests.written_files import refusal

_DIGITS = load_uci_digits().digits[:40]
LABELS = _DIGITS.labels
INKS = np.clip(np.rint(_DIGITS.images * 255), 0, 255).astype(np.uint8)  # (40, 400), ink 255 on paper 0
PICTURES = INKS.reshape(-1, 20, 20)
WORDS = np.array(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])


def check(path: Path | str, *, labels: Any = LABELS, inks: Any = INKS, note: str = "") -> None:
    """The digits are read, and nothing else is said."""
    dataset = load_dataset(str(path))
    np.testing.assert_array_equal(dataset.digits.labels, labels)
    np.testing.assert_allclose(dataset.digits.images, np.asarray(inks).reshape(len(labels), -1) / 255, atol=0.003)
    assert str(dataset.note or "") == note


def check_split(path: Path) -> None:
    """The same, the last ten kept for testing."""
    check(path)
    dataset = load_dataset(str(path))
    assert dataset.has_fixed_split
    np.testing.assert_array_equal(dataset.test_indices, np.arange(30, 40))
    np.testing.assert_array_equal(dataset.trained_indices, np.arange(30))


# NumPy's files

ONE_HOT = np.eye(10)[LABELS]
ARRAYS: dict[str, dict[str, Any]] = {
    "x and y": {"x": PICTURES, "y": LABELS},
    "images and labels": {"images": PICTURES, "labels": LABELS},
    "data and target": {"data": INKS, "target": LABELS},
    "without names": {"arr_0": PICTURES, "arr_1": LABELS},
    "without names, labels first": {"arr_0": LABELS, "arr_1": PICTURES},
    "one-hot": {"X": INKS, "y": ONE_HOT},
    "a channel behind": {"X": PICTURES[..., None], "y": LABELS},
    "a channel before": {"X": PICTURES[:, None], "y": LABELS},
    "three channels": {"X": np.repeat(PICTURES[..., None], 3, axis=3), "y": LABELS},
    "figures": {"X": INKS, "y": LABELS.astype(str)},
    "words": {"X": INKS, "y": WORDS[LABELS]},
    "bytes": {"X": INKS, "y": WORDS[LABELS].astype("S")},
    "columns": {"X": INKS.T, "y": LABELS},
    "a row of labels": {"X": INKS, "y": LABELS[None]},
}


@pytest.mark.parametrize("arrays", ARRAYS.values(), ids=list(ARRAYS))
def test_arrays_of_every_name_and_shape_are_read(arrays: dict[str, Any], tmp_path: Path) -> None:
    np.savez(tmp_path / "d.npz", **arrays)
    check(tmp_path / "d.npz")


@pytest.mark.parametrize(
    "names",
    [
        ("x_train", "y_train", "x_test", "y_test"),
        ("X_train", "Y_train", "X_test", "Y_test"),
        ("train_images", "train_labels", "test_images", "test_labels"),
        ("arr_0", "arr_1", "arr_2", "arr_3"),
    ],
)
def test_arrays_for_testing_are_kept_for_testing(names: tuple[str, ...], tmp_path: Path) -> None:
    parts: list[Any] = [PICTURES[:30], LABELS[:30], PICTURES[30:], LABELS[30:]]
    np.savez(tmp_path / "d.npz", **dict(zip(names, parts, strict=True)))
    check_split(tmp_path / "d.npz")

    for name, part in zip(names, parts, strict=True):
        np.save(tmp_path / f"{name}.npy", part)
    if not names[0].startswith("arr"):
        check_split(tmp_path / f"{names[0]}.npy")
        check_split(tmp_path / f"{names[3]}.npy")


def test_two_npy_files_beside_each_other_are_read(tmp_path: Path) -> None:
    np.save(tmp_path / "images.npy", PICTURES)
    np.save(tmp_path / "labels.npy", LABELS)
    check(tmp_path / "images.npy")
    check(tmp_path / "labels.npy")


@pytest.mark.parametrize("side", [16, 32])
def test_pictures_of_other_sizes_are_laid_out_anew(side: int, tmp_path: Path) -> None:
    large = np.stack(
        [np.asarray(PillowImage.fromarray(p).resize((side, side), PillowImage.Resampling.BICUBIC)) for p in PICTURES]
    )
    np.savez(tmp_path / "d.npz", X=large, y=LABELS)
    dataset = load_dataset(str(tmp_path / "d.npz"))
    assert dataset.input_format == FRAME
    assert np.corrcoef(dataset.digits.images.ravel(), INKS.ravel())[0, 1] > 0.9
    assert (
        str(dataset.note)
        == f"d.npz: the pictures are {side} × {side}; they were laid out anew by their ink, as 20 × 20."
    )


# Ink and paper, rows and columns


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
@pytest.mark.parametrize("kind", ["npz", "csv"])
def test_black_on_white_is_set_right_and_said(kind: str, dtype: Any, tmp_path: Path) -> None:
    path = tmp_path / f"d.{kind}"
    inverted = (255 - INKS).astype(dtype) / (1 if dtype == np.uint8 else dtype(255))
    if kind == "npz":
        np.savez(path, X=inverted, y=LABELS)
    else:
        np.savetxt(path, np.column_stack([LABELS, inverted]), delimiter=",", fmt="%g")
    check(path, note=f"d.{kind}: the paper is the lighter end; ink and paper were exchanged.")
    check(f"{path}::as-is", inks=255 - INKS)
    check(f"{path}::inverted")


def test_pixels_from_minus_one_are_rescaled(tmp_path: Path) -> None:
    np.savez(tmp_path / "d.npz", X=INKS / 127.5 - 1.0, y=LABELS)
    check(tmp_path / "d.npz", note="d.npz: the pixels are from -1 to 1; they were rescaled to 0 to 1.")


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("transposed", PICTURES.transpose(0, 2, 1)),
        ("y-up", PICTURES[:, ::-1]),
        ("mirrored", PICTURES[:, :, ::-1]),
        ("transposed,y-up", PICTURES[:, ::-1].transpose(0, 2, 1)),
        ("inverted,y-up,mirrored", 255 - PICTURES[:, ::-1, ::-1]),
    ],
)
def test_what_is_said_behind_the_place_is_done(words: str, stored: NDArray[np.uint8], tmp_path: Path) -> None:
    np.savez(tmp_path / "d.npz", X=stored, y=LABELS)
    check(f"{tmp_path / 'd.npz'}::{words}")
    assert load_dataset(f"{tmp_path / 'd.npz'}::{words}").ref.name == f"d.npz::{words}"


def test_a_handling_is_written_behind_a_place_and_read_back() -> None:
    handling = Handling(inverted=True, transposed=True)
    assert (str(handling), handling_from(str(handling))) == ("inverted,transposed", handling)
    assert str(handling.in_words) == "inverted and transposed"
    assert str(handling_from("transposed,y-up,mirrored").in_words) == "transposed, turned upside down and mirrored"
    assert split_source(with_handling("a/b.csv::y-up", handling)) == ("a/b.csv", handling)
    assert with_handling("a/b.csv::y-up", Handling()) == "a/b.csv"
    assert split_source("handwriting:5000:7") == ("handwriting:5000:7", Handling())
    assert "expected pictures to be handled as inverted, transposed" in refusal("d.csv::upside-down")
    assert "expected the path of a file before ::transposed" in refusal("uci-digits::transposed")
    rng = np.random.default_rng(1)
    pictures = rng.random((2, 4, 4))
    for one in (Handling(transposed=True), Handling(y_up=True), Handling(transposed=True, mirrored=True)):
        for other in (Handling(transposed=True), Handling(mirrored=True), Handling(transposed=True, y_up=True)):
            np.testing.assert_array_equal(other.after(one).turned(pictures), other.turned(one.turned(pictures)))


# Tables


def rows(*columns: Any, separator: str = ",", end: str = "") -> str:
    table = np.column_stack([np.asarray(column).astype(str).astype(object) for column in columns])
    return "\n".join(separator.join(line) + end for line in table) + "\n"


def header(*names: str) -> str:
    return ",".join([*names[:1], *names[1:]]) + "\n"


PIXELS = [f"pixel{i}" for i in range(400)]
COUNT = np.arange(40)
TABLES: dict[str, tuple[str, str]] = {
    "id first": ("d.csv", header("id", "label", *PIXELS) + rows(COUNT, LABELS, INKS)),
    "numbered by pandas": ("d.csv", header("Unnamed: 0", "label", *PIXELS) + rows(COUNT, LABELS, INKS)),
    "id first, label last": ("d.csv", header("Id", *PIXELS, "class") + rows(COUNT, INKS, LABELS)),
    "counted, no names": ("d.csv", rows(COUNT + 1, LABELS, INKS)),
    "one-hot first": ("d.csv", rows(ONE_HOT.astype(int), INKS)),
    "one-hot last, counted": ("d.csv", rows(COUNT, INKS, ONE_HOT.astype(int))),
    "a comma at the end": ("d.csv", rows(LABELS, INKS, end=",")),
    "a comma at the end, names": ("d.csv", header("label", *PIXELS, "") + rows(LABELS, INKS, end=",")),
    "tabs": ("d.tsv", rows(LABELS, INKS, separator="\t")),
    "blanks": ("d.txt", rows(INKS, LABELS, separator=" ")),
    "UCI's": ("d.data", rows(INKS, LABELS)),
    "UCI's, to train on": ("d.tra", rows(INKS, LABELS)),
    "words": ("d.csv", rows(WORDS[LABELS], INKS)),
    "words, named": ("d.csv", header(*PIXELS, "label") + rows(INKS, WORDS[LABELS])),
    "an unknown name": ("d.csv", header("number_drawn", *PIXELS) + rows(LABELS, INKS)),
}


@pytest.mark.parametrize(("name", "text"), TABLES.values(), ids=list(TABLES))
def test_tables_of_every_form_are_read(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    check(tmp_path / name)


LETTERS = LABELS + 8 * (COUNT % 3)
FIRST_WRONG = int(np.flatnonzero(LETTERS > 9)[0])
ONE_ELEVEN = np.where(COUNT == 17, 11, LABELS)
REFUSED: dict[str, tuple[str, str]] = {
    "letters, no names": (rows(LETTERS, INKS), f"got {LETTERS[FIRST_WRONG]} in line {FIRST_WRONG + 1};"),
    "letters, numbered columns": (
        header(*map(str, range(401))) + rows(LETTERS, INKS), f"got {LETTERS[FIRST_WRONG]} in line {FIRST_WRONG + 2};"
    ),
    "one 11": (rows(ONE_ELEVEN, INKS), "got 11 in line 18;"),
    "one 11, last": (rows(INKS, ONE_ELEVEN), "got 11 in line 18;"),
    "one 11, named": (header("label", *PIXELS) + rows(ONE_ELEVEN, INKS), "got 11 in line 19;"),
    "one 11, named last": (header(*PIXELS, "label") + rows(INKS, ONE_ELEVEN), "got 11 in line 19;"),
    "no labels, an id": (header("id", *PIXELS) + rows(COUNT, INKS), "expected digits with labels, got pictures alone"),
    "no labels, few": (header("id", *PIXELS) + rows(COUNT[:3], INKS[:3]), "expected digits with labels"),
    "no labels": (rows(INKS), "expected digits with labels, got pictures alone"),
    "two columns more": (rows(LABELS, LABELS, INKS), "expected 400 pixels and a label in each line, got 2 values more"),
    "another word": (rows(np.where(COUNT == 4, "ten", WORDS[LABELS]), INKS), "got 'ten' in line 5"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=list(REFUSED))
def test_a_table_whose_labels_are_no_digits_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(text)
    assert said in refusal(tmp_path / "d.csv")


@pytest.mark.parametrize("name", ["d.txt", "d.bz2", "d.gz", "d"])
def test_text_of_libsvm_is_read(name: str, tmp_path: Path) -> None:
    text = "\n".join(
        " ".join([str(label), *(f"{at + 1}:{value}" for at, value in enumerate(ink) if value)])
        for label, ink in zip(LABELS, INKS, strict=True)
    ).encode()
    packers: dict[str, Callable[[bytes], bytes]] = {"d.bz2": bz2.compress, "d.gz": gzip.compress}
    pack = packers.get(name, bytes)
    (tmp_path / name).write_bytes(pack(text))
    check(tmp_path / name)
    (tmp_path / name).write_bytes(pack(text + b"\n3 1:1 x"))
    assert "got other text in line 41 ('3 1:1 x')" in refusal(tmp_path / name)


# MATLAB's and Octave's

COLUMNS_FIRST = PICTURES.transpose(0, 2, 1).reshape(-1, 400) / 255
MATS: dict[str, dict[str, Any]] = {
    "lower case": {"x": COLUMNS_FIRST, "y": LABELS[:, None]},
    "10 for 0": {"X": COLUMNS_FIRST, "y": np.where(LABELS == 0, 10, LABELS)[:, None]},
    "transposed": {"X": COLUMNS_FIRST.T, "y": LABELS[None]},
    "stacked": {"images": PICTURES.transpose(1, 2, 0), "labels": LABELS[:, None]},
    "mnist-original": {"data": INKS.T, "label": LABELS[None].astype(float)},
    "in a structure": {"dataset": {"train": {"images": INKS.reshape(-1, 20, 20).transpose(0, 2, 1).reshape(-1, 400),
                                             "labels": LABELS[:, None]}, "mapping": np.eye(2)}},
}  # fmt: skip


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("arrays", MATS.values(), ids=list(MATS))
def test_mat_files_of_every_layout_are_read(arrays: dict[str, Any], is_packed: bool, tmp_path: Path) -> None:
    savemat(tmp_path / "d.mat", arrays, do_compression=is_packed)
    check(tmp_path / "d.mat")


def test_one_hot_labels_count_from_one_in_matlab(tmp_path: Path) -> None:
    savemat(tmp_path / "d.mat", {"X": COLUMNS_FIRST, "y": np.eye(10)[(LABELS - 1) % 10]})
    said = "d.mat: labels stand in ten columns; the tenth was taken for the digit 0, as MATLAB counts."
    check(tmp_path / "d.mat", note=said)


def test_a_mat_file_with_an_array_for_each_digit_is_read(tmp_path: Path) -> None:
    arrays = {f"train{digit}": INKS[:30][LABELS[:30] == digit] for digit in range(10)}
    arrays |= {f"test{digit}": INKS[30:][LABELS[30:] == digit] for digit in range(10)}
    savemat(tmp_path / "mnist_all.mat", arrays)
    dataset = load_dataset(str(tmp_path / "mnist_all.mat"))
    assert dataset.has_fixed_split
    assert sorted(dataset.train.labels) == sorted(LABELS[:30])
    assert sorted(dataset.test.labels) == sorted(LABELS[30:])


def test_octaves_text_is_read(tmp_path: Path) -> None:
    def matrix(name: str, values: NDArray[Any]) -> str:
        lines = "\n".join(" " + " ".join(f"{value:.8g}" for value in row) for row in values)
        return f"# name: {name}\n# type: matrix\n# rows: {len(values)}\n# columns: {values.shape[1]}\n{lines}\n\n\n"

    text = "# Created by Octave 8.4.0, Mon Nov 30 10:00:00 2026 UTC <me@here>\n"
    text += "# name: comment\n# type: string\n# elements: 1\n# length: 2\nhi\n\n\n"
    text += matrix("X", COLUMNS_FIRST) + matrix("y", np.where(LABELS == 0, 10, LABELS)[:, None])
    (tmp_path / "d.mat").write_text(text)
    check(tmp_path / "d.mat")
    (tmp_path / "d.mat").write_text(text[: len(text) // 2])
    assert "cut off or damaged" in refusal(tmp_path / "d.mat")


# IDX


def idx(values: NDArray[Any], kind: int = 8) -> bytes:
    dtype = ">i4" if kind == 12 else "u1"
    return struct.pack(f">BBBB{values.ndim}I", 0, 0, kind, values.ndim, *values.shape) + values.astype(dtype).tobytes()


def test_qmnists_labels_are_read(tmp_path: Path) -> None:
    (tmp_path / "qmnist-train-images-idx3-ubyte").write_bytes(idx(PICTURES))
    extended = np.column_stack([LABELS, *[np.arange(40) * 1000] * 7])
    (tmp_path / "qmnist-train-labels-idx2-int.gz").write_bytes(gzip.compress(idx(extended, 12)))
    check(tmp_path / "qmnist-train-images-idx3-ubyte")
    check(tmp_path / "qmnist-train-labels-idx2-int.gz")


def test_a_folder_with_the_four_files_has_their_split(tmp_path: Path) -> None:
    for name, part in (("train", slice(30)), ("t10k", slice(30, None))):
        (tmp_path / f"{name}-images-idx3-ubyte").write_bytes(idx(PICTURES[part]))
        (tmp_path / f"{name}-labels.idx1-ubyte.gz").write_bytes(gzip.compress(idx(LABELS[part])))
    check_split(tmp_path)


def test_emnists_files_are_set_upright(tmp_path: Path) -> None:
    path = tmp_path / "emnist-digits-train-images-idx3-ubyte"
    path.write_bytes(idx(PICTURES.transpose(0, 2, 1)))
    (tmp_path / "emnist-digits-train-labels-idx1-ubyte").write_bytes(idx(LABELS))
    check(path, note=f"{path.name}: files of this name are stored otherwise; the pictures were transposed.")
    check(f"{path}::as-is", inks=PICTURES.transpose(0, 2, 1))
    check(f"{path}::as-is,transposed")


# Folders and zips


def png(path: Path, ink: NDArray[np.uint8]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    PillowImage.fromarray(255 - ink).save(path)


FOLDERS: dict[str, Callable[[int, int], str]] = {
    "digits": lambda n, digit: f"{digit}/{n:02}.png",
    "words": lambda n, digit: f"{WORDS[digit]}/{n:02}.png",
    "named": lambda n, digit: f"digit_{digit}/{n:02}.png",
    "Chars74K": lambda n, digit: f"English/Hnd/Sample{digit + 1:03}/img{n:03}.png",
    "deeper": lambda n, digit: f"all/mine/{digit}/{n:02}.png",
    "names": lambda n, digit: f"{digit}_{n:04}.png",
    "names with a word": lambda n, digit: f"img{n:04}_label{digit}.png",
    "names at the end": lambda n, digit: f"scan {n:04}-{digit}.png",
}


@pytest.mark.slow_but(8)
@pytest.mark.parametrize("is_zip", [False, True])
@pytest.mark.parametrize("place", FOLDERS.values(), ids=list(FOLDERS))
def test_folders_and_names_tell_what_a_picture_is(
    place: Callable[[int, int], str], is_zip: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    for n, (digit, picture) in enumerate(zip(LABELS[:20], PICTURES[:20], strict=True)):
        png(folder / place(n, int(digit)), picture)
    (folder / "readme.md").write_text("mine")
    path = folder
    if is_zip:
        path = tmp_path / "mine.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in folder.rglob("*.*"):
                archive.write(file, file.relative_to(folder))
    dataset = load_dataset(str(path))
    assert sorted(dataset.digits.labels) == sorted(LABELS[:20])
    for image, label in zip(dataset.digits.images, dataset.digits.labels, strict=True):
        likeness = [np.corrcoef(image, ink)[0, 1] for ink in INKS[:20]]
        assert LABELS[int(np.argmax(likeness))] == label
    assert (dataset.name, dataset.note) == (path.name, None)


def test_folders_for_testing_are_kept_for_testing(tmp_path: Path) -> None:
    for n, (digit, picture) in enumerate(zip(LABELS, PICTURES, strict=True)):
        png(tmp_path / ("train" if n < 30 else "test") / str(digit) / f"{n}.png", picture)
    dataset = load_dataset(str(tmp_path))
    assert dataset.has_fixed_split
    assert sorted(dataset.train.labels) == sorted(LABELS[:30])
    assert sorted(dataset.test.labels) == sorted(LABELS[30:])


def test_a_table_beside_pictures_tells_what_they_are(tmp_path: Path) -> None:
    lines = ["filename,label"]
    for n, (digit, picture) in enumerate(zip(LABELS[:9], PICTURES[:9], strict=True)):
        png(tmp_path / "images" / f"a{n}.png", picture)
        lines.append(f"images/a{n}.png,{digit}")
    (tmp_path / "labels.csv").write_text("\n".join(lines))
    assert load_dataset(str(tmp_path)).digits.labels.tolist() == LABELS[:9].tolist()


def test_a_zip_of_a_table_is_read_and_a_hostile_one_writes_nowhere(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("digits.csv", rows(LABELS, INKS))
        archive.writestr("__MACOSX/._digits.csv", "x")
        archive.writestr("../outside.txt", "x")
    check(tmp_path / "d.zip")
    assert not (tmp_path.parent / "outside.txt").exists()
    (tmp_path / "d.zip").write_bytes((tmp_path / "d.zip").read_bytes()[:-30])
    assert "expected a zip, got one that is damaged" in refusal(tmp_path / "d.zip")


# Strokes

STROKES = [[[2.0, 1.0], [2.0, 9.0]], [[1.0, 9.0], [3.0, 9.0]]]  # a 1 with a foot
QUICK = [[[x for x, _ in stroke], [y for _, y in stroke]] for stroke in STROKES]
STROKE_FILES: dict[str, str] = {
    "a word": json.dumps([{"label": "one", "strokes": STROKES}]),
    "a figure": json.dumps([{"digit": "1", "strokes": STROKES}]),
    "Quick, Draw!": "\n".join(json.dumps({"word": "one", "drawing": QUICK}) for _ in range(3)),
    "with times": json.dumps([{"class": 1, "strokes": [[[x, y, 20 * x] for x, y in s] for s in STROKES]}]),
    "Quick, Draw!, raw": json.dumps({"word": "one", "drawing": [[*s, [0, 9]] for s in QUICK]}) + "\n",
    "named points": json.dumps(
        [{"label": 1, "strokes": [[{"x": x, "y": y, "time": 1} for x, y in s] for s in STROKES]}]
    ),
    "a pad's": json.dumps([{"label": 1, "strokes": [{"points": [{"x": x, "y": y} for x, y in s]} for s in STROKES]}]),
}


@pytest.mark.parametrize("text", STROKE_FILES.values(), ids=list(STROKE_FILES))
def test_strokes_of_every_form_are_read(text: str, tmp_path: Path) -> None:
    expected = FRAME.drawings([[np.array(stroke) for stroke in STROKES]])[0][0]
    (tmp_path / "d.ndjson").write_text(text)
    dataset = load_dataset(str(tmp_path / "d.ndjson"))
    assert set(dataset.digits.labels) == {1}
    for image in dataset.digits.images:
        np.testing.assert_allclose(image.reshape(20, 20), expected, atol=1e-6)
    upside_down = load_dataset(f"{tmp_path / 'd.ndjson'}::y-up").digits.images[0]
    np.testing.assert_allclose(upside_down.reshape(20, 20), expected[::-1], atol=1e-6)


@pytest.mark.parametrize(
    "text", [json.dumps(STROKES), json.dumps([{"points": [{"x": x, "y": y} for x, y in s]} for s in STROKES])]
)
def test_a_pads_drawing_without_a_label_is_read_as_a_picture(text: str, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(text)
    expected = FRAME.drawings([[np.array(stroke) for stroke in STROKES]])[0][0]
    found = load_pictures(str(tmp_path / "d.json"), FRAME)
    np.testing.assert_allclose(found.images, expected.reshape(1, -1), atol=1e-6)
    with pytest.raises(DataError, match="expected digits with labels, got pictures alone"):
        load_dataset(str(tmp_path / "d.json"))


def test_pictures_without_labels_are_read_in_a_networks_format(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(rows(INKS))
    np.testing.assert_allclose(load_pictures(str(tmp_path / "d.csv"), FRAME).images, INKS / 255, atol=1e-6)
    (tmp_path / "labelled.csv").write_text(rows(LABELS, 255 - INKS))
    found = load_pictures(str(tmp_path / "labelled.csv"), FRAME)
    np.testing.assert_allclose(found.images, INKS / 255, atol=1e-6)
    assert [str(note) for note in found.notes] == [
        "labelled.csv: the paper is the lighter end; ink and paper were exchanged."
    ]


# Damage


def test_what_is_wrong_in_a_zip_is_told_with_its_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("digits.csv", rows(LABELS, INKS) + "1,2\n")
    assert refusal(tmp_path / "d.zip").startswith("In d.zip: digits.csv: expected 401 values in each line, got 2")


def test_letters_that_there_are_not_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "images.npy", PICTURES)
    np.save(tmp_path / "labels.npy", WORDS[LABELS])
    data = bytearray((tmp_path / "labels.npy").read_bytes())
    data[-4:] = b"\xff\xff\xff\x7f"
    (tmp_path / "labels.npy").write_bytes(data)
    assert refusal(tmp_path / "images.npy").startswith("labels.npy: ")


@pytest.mark.parametrize("names", [("X", "y"), ("arr_0", "arr_1")])
def test_an_escape_in_a_header_is_refused_without_a_warning(names: tuple[str, str], tmp_path: Path) -> None:
    arrays: dict[str, Any] = dict(zip(names, [INKS, LABELS], strict=True))
    np.savez(tmp_path / "d.npz", **arrays)
    with zipfile.ZipFile(tmp_path / "d.npz") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "d.npz", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(b"descr", b"des\\z", 1))
    assert refusal(tmp_path / "d.npz").startswith("d.npz: ")
