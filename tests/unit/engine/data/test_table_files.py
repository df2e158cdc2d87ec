"""Tables in text: however they are written the same digits are read, and a line that is wrong is named."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.data.formats.picture_arrays import canonical_digits
from engine.data.loading import load_dataset
from engine.errors import DataError

LABELS = np.array([7, 0, 3, 9, 1, 1])


def _pixels(n_pixels: int, n_pictures: int = 6) -> NDArray[np.uint8]:
    pixels = np.random.default_rng(n_pixels).integers(0, 256, (n_pictures, n_pixels), dtype=np.uint8)
    pixels[:, 0] = pixels[:, -1] = 0  # corners are paper
    return pixels


def _lines(pixels: Any, labels: Any = LABELS, *, separator: str = ",", label_at: int = 0) -> list[str]:
    rows = []
    for label, picture in zip(labels, pixels, strict=True):
        values = [str(value) for value in picture]
        values.insert(label_at if label_at >= 0 else len(values), str(label))
        rows.append(separator.join(values))
    return rows


def _write(path: Path, lines: list[str], *, ending: str = "\n", encoding: str = "utf-8") -> Path:
    content = "".join(line + ending for line in lines).encode(encoding)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def _refused(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_dataset(str(path))
    message = str(caught.value)
    assert message.startswith(f"{path.name}: ")
    assert "expected" in message
    assert "got" in message
    assert "\n" not in message
    assert len(message) < 300
    return message


def _assert_read(path: Path, pixels: NDArray[Any], labels: Any = LABELS) -> None:
    digits = load_dataset(str(path)).digits
    expected = canonical_digits("expected", pixels, np.asarray(labels, dtype=np.intp))
    np.testing.assert_array_equal(digits.labels, labels)
    np.testing.assert_allclose(digits.images, expected.images, rtol=1e-6, atol=1e-6)


# How tables are written


@pytest.mark.parametrize("name_at", range(3))
@pytest.mark.parametrize("separator_at", range(7))
def test_every_form_of_table_is_read(separator_at: int, name_at: int, tmp_path: Path) -> None:
    """Every name with every separator, and either of them with every number of pixels and place of the label."""
    name = ("t.csv", "t.csv.gz", "T.CSV")[name_at]
    separator = (",", ";", "\t", " ", "   ", ", ", " ; ")[separator_at]
    n_pixels, label_at = (64, 400, 784)[(separator_at + name_at) % 3], (0, -1)[(separator_at + name_at) % 2]
    pixels = _pixels(n_pixels)

    path = _write(tmp_path / name, _lines(pixels, separator=separator, label_at=label_at))

    _assert_read(path, pixels)
    dataset = load_dataset(str(path))
    assert (dataset.name, dataset.source) == (name, str(path))
    assert dataset.image_shape == ((8, 8) if n_pixels == 64 else (20, 20))


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("label_name", ["label", "Class", "TARGET", "digit", "y"])
@pytest.mark.parametrize("label_at", [0, 5, -1])
def test_a_name_decides_which_column_is_the_labels(label_at: int, label_name: str, quote: str, tmp_path: Path) -> None:
    pixels = _pixels(64)
    names = [f"pixel{i}" for i in range(64)]
    names.insert(label_at if label_at >= 0 else 64, label_name)
    header = ",".join(f"{quote}{name}{quote}" for name in names)

    path = _write(tmp_path / "t.csv", [header, *_lines(pixels, label_at=label_at)])

    _assert_read(path, pixels)


@pytest.mark.parametrize("separator", [",", ";", "\t", " "])
@pytest.mark.parametrize("has_header", [False, True])
@pytest.mark.parametrize("quoted", ["labels", "all"])
def test_quoted_values_are_read(quoted: str, has_header: bool, separator: str, tmp_path: Path) -> None:
    halves = _pixels(64) / np.float32(255)
    lines = _lines(halves, separator=separator)
    lines = [
        separator.join(f'"{v}"' if quoted == "all" or i == 0 else v for i, v in enumerate(line.split(separator)))
        for line in lines
    ]
    header = [separator.join(f'"{name}"' for name in ["label", *(f"V{i}" for i in range(64))])] * has_header

    _assert_read(_write(tmp_path / "t.csv", [*header, *lines]), halves)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('"x"', "got 'x'"),
        ('""', "got ''"),
        ('"nan"', "got 'nan'"),
        ('"5', "got '\"5'"),
        ('5"', "got '5\"'"),
        ('"', "got '\"'"),
        ('"5""6"', "got '5\"\"6'"),
        ('"0,5"', "expected 65 values in each line, got 66"),
    ],
)
@pytest.mark.parametrize("line", [2, 5])
def test_a_wrong_value_in_quotes_is_found(line: int, wrong: str, said: str, tmp_path: Path) -> None:
    rows = [[f'"{value}"' for value in row.split(",")] for row in _lines(_pixels(64))]
    rows[line][-1] = wrong

    sentence = _refused(_write(tmp_path / "t.csv", [",".join(row) for row in rows]))

    assert f"{said} in line {line + 1} (" in sentence


def test_names_between_tabs_may_have_blanks(tmp_path: Path) -> None:
    pixels = _pixels(64)
    header = "\t".join(["label", *(f"row {i // 8} column {i % 8}" for i in range(64))])

    _assert_read(_write(tmp_path / "t.csv", [header, *_lines(pixels, separator="\t")]), pixels)


def test_a_name_outweighs_numbers(tmp_path: Path) -> None:
    pixels = _pixels(64)
    pixels[:, -1] = np.arange(6)  # six different values in the last column, five labels in the first
    header = ",".join(["label", *(f"p{i}" for i in range(64))])

    _assert_read(_write(tmp_path / "t.csv", [header, *_lines(pixels)]), pixels)


@pytest.mark.parametrize("header", [",".join(map(str, range(65))), ",".join(f"p{i}" for i in range(65))])
def test_names_that_tell_nothing_are_passed_over(header: str, tmp_path: Path) -> None:
    pixels = _pixels(64)

    _assert_read(_write(tmp_path / "t.csv", [header, *_lines(pixels, label_at=-1)]), pixels)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ([0, 1, 2, 2], [0, 1, 1, 1], "first"),  # more different values
        ([0, 1, 1, 1], [0, 1, 2, 2], "last"),
        ([0, 0, 0, 0], [4, 4, 4, 4], "last"),  # as many: the one that is not all 0
        ([4, 4, 4, 4], [0, 0, 0, 0], "first"),
        ([0, 0, 0, 0], [0, 0, 0, 0], "first"),
        ([4, 4, 4, 4], [5, 5, 5, 5], "first"),
        ([0, 1, 2, 3], [9, 9, 9, 10], "first"),  # only the first are digits
        ([0, 1, 2, 3.5], [9, 9, 9, 9], "last"),
    ],
)
def test_without_names_the_column_that_looks_like_labels_is_taken(
    first: list[float], last: list[int], labels: str, tmp_path: Path
) -> None:
    inner = _pixels(63, 4)
    table = np.column_stack([first, inner, last])
    path = _write(tmp_path / "t.csv", [",".join(f"{value:g}" for value in row) for row in table])

    if labels == "first":
        _assert_read(path, table[:, 1:], first)
    else:
        _assert_read(path, table[:, :-1], last)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("has_header", [False, True])
def test_line_ends_and_byte_order_marks_do_not_matter(
    has_header: bool, encoding: str, ending: str, tmp_path: Path
) -> None:
    pixels = _pixels(64)
    header = [",".join(["label", *(f"p{i}" for i in range(64))])] * has_header
    lines = ["", *header, "", *_lines(pixels), "  ", ""]

    _assert_read(_write(tmp_path / "t.csv", lines, ending=ending, encoding=encoding), pixels)


def test_the_last_line_may_lack_its_end(tmp_path: Path) -> None:
    pixels = _pixels(64)
    path = tmp_path / "t.csv"
    path.write_text("\n".join(_lines(pixels)))

    _assert_read(path, pixels)


@pytest.mark.parametrize("n_pictures", [1, 999, 1000, 1001, 2500])
def test_tables_of_any_length_are_read_in_order(n_pictures: int, tmp_path: Path) -> None:
    pixels = _pixels(64, n_pictures)
    labels = np.arange(n_pictures) * 7 % 10

    _assert_read(_write(tmp_path / "t.csv", _lines(pixels, labels)), pixels, labels)


@pytest.mark.slow
def test_whole_numbers_stay_bytes_and_others_do_not(tmp_path: Path) -> None:
    pixels = _pixels(400, 2001)
    labels = np.arange(2001) % 10
    whole = _write(tmp_path / "whole.csv", _lines(pixels, labels))
    halves = pixels.astype(np.float32)
    halves[1500, 3] = 0.5
    broken = _write(tmp_path / "broken.csv", _lines(halves, labels))

    assert load_dataset(str(whole)).digits.stored.dtype == np.uint8
    assert load_dataset(str(broken)).digits.stored.dtype == np.float32
    _assert_read(broken, halves, labels)


@pytest.mark.slow
@given(
    labels=st.lists(st.integers(0, 9), min_size=2, max_size=12).filter(lambda labels: len(set(labels)) > 1),
    separator=st.sampled_from([",", ";", "\t", " "]),
    seed=st.integers(0, 1000),
)
def test_fractions_survive_being_written_and_read(
    labels: list[int], separator: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pixels = np.random.default_rng(seed).uniform(-0.1, 1.1, (len(labels), 400)).astype(np.float32)
    path = _write(tmp_path_factory.getbasetemp() / "fractions.csv", _lines(pixels, labels, separator=separator))

    digits = load_dataset(str(path)).digits

    np.testing.assert_array_equal(digits.images, pixels)
    np.testing.assert_array_equal(digits.labels, labels)


# What is refused


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("x", "expected finite numbers, got 'x' in line 3 ("),
        ("", "expected finite numbers, got '' in line 3 ("),
        ("1,2", "expected 65 values in each line, got 66 in line 3 ("),
        ("nan", "expected finite numbers, got 'nan' in line 3 ("),
        ("-inf", "expected finite numbers, got '-inf' in line 3 ("),
        ("1e60", "expected finite numbers, got '1e60' in line 3 ("),
        ("1_0", "expected finite numbers, got"),
        ("12\x00", "expected finite numbers, got '12\\x00' in line 3 ("),
        ("\u0663\ufffd", "expected finite numbers, got"),
        ("a" * 500, "expected finite numbers, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...' in line 3 ("),
    ],
)
@pytest.mark.parametrize("n_before", [0, 1499])
def test_a_wrong_value_is_found(n_before: int, wrong: str, message: str, tmp_path: Path) -> None:
    lines = _lines(_pixels(64))
    lines[2] = lines[2].replace(lines[2].split(",")[30], wrong, 1)
    lines = [lines[0]] * n_before + lines

    sentence = _refused(_write(tmp_path / "t.csv", lines))

    assert message.replace("line 3", f"line {n_before + 3}") in sentence
    assert "; correct the line or leave it out" in sentence


def test_a_wrong_value_in_the_first_line_is_no_header(tmp_path: Path) -> None:
    lines = _lines(_pixels(64))
    lines[0] = lines[0].replace(",0", ",O", 1)

    assert "got 'O" in _refused(_write(tmp_path / "t.csv", lines))


@pytest.mark.parametrize("n_before", [0, 1200])
def test_a_line_of_another_length_is_found(n_before: int, tmp_path: Path) -> None:
    lines = _lines(_pixels(64))
    lines[4] = lines[4].rpartition(",")[0]
    sentence = _refused(_write(tmp_path / "t.csv", [lines[0]] * n_before + ["", *lines]))

    assert f"t.csv: expected 65 values in each line, got 64 in line {n_before + 6} ('1,0," in sentence


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "t.csv: expected digits, got an empty file"),
        (" \n\n", "expected a table of pictures and labels, got an empty file"),
        ("1,2,3\n", "and a label in each line (65, 257, 401, 785 or 1,025 values), got 3 in line 1"),
        ("<html>\n", "got 1 in line 1 ('<html>')"),
        ("\n\n" + "0," * 400 + "\n1", "expected 400 values in each line, got 1 in line 4"),
        (",".join(["label"] + ["p"] * 64) + "\n", "expected lines of numbers below the names, got none"),
        (",".join(["label", "y"] + ["p"] * 63) + "\n" + "0," * 64 + "0\n", "expected one column of labels, got 2"),
        ("11," * 64 + "11\n", "expected labels from 0 to 9 in the first or the last column, got other numbers in both"),
        (",".join(["label"] + ["p"] * 64) + "\n11" + ",0" * 64, "expected labels that are digits from 0 to 9, got 11"),
        ("1" + ",300" * 64, "expected pixels from 0 (paper) to 1, 16 or 255 (ink), got 300 to 300"),
        ("7" * 70_000, "expected a table with lines of up to 65,536 characters, got more in line 1"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_table_of_digits_is_refused(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content)

    assert message in _refused(path)


@pytest.mark.parametrize("kept", [0.001, 0.3, 0.9, 0.999])
def test_a_truncated_packed_table_is_refused(kept: float, tmp_path: Path) -> None:
    path = _write(tmp_path / "t.csv.gz", _lines(_pixels(784)))
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])

    assert _refused(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_a_line(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)

    assert _refused(path)


# Kaggle's file


@pytest.mark.slow
def test_kaggles_form_is_read(tmp_path: Path) -> None:
    pixels = _pixels(784, 1500)
    labels = np.arange(1500) % 10
    header = ",".join(["label", *(f"pixel{i}" for i in range(784))])

    _assert_read(_write(tmp_path / "train.csv", [header, *_lines(pixels, labels)]), pixels, labels)
