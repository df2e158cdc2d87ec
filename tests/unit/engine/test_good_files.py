"""Good files that other programs write, or this one, are read: in every encoding, however well they were packed."""

import codecs
import gzip
import json
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

from engine.data.drawings_store import DrawingsStore
from engine.data.formats import stroke_files
from engine.data.formats.stroke_files import read_strokes
from engine.data.loading import load_dataset
from engine.errors import ModelError
from engine.io import file_reading
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from tests.fuzzing.trial import tried
from tests.written_files import refusal, refusal_in_little_memory

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
DRAWING = {"label": 3, "strokes": [[[0.1, 0.2], [0.5, 0.75]]]}

# The user's drawings


def _by_sql(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)


def test_drawings_are_kept_on_after_sqlite_has_counted_them(tmp_path: Path) -> None:
    store = DrawingsStore(tmp_path / "drawings.sqlite")
    store.add(3, [np.array([(0.1, 0.2), (0.5, 0.75)])])
    _by_sql(store.path, "ANALYZE; PRAGMA optimize; VACUUM")

    again = DrawingsStore(store.path)
    again.add(4, [np.array([(0.1, 0.2)])])

    assert [drawing.label for drawing in again.all()] == [3, 4]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_counts_of_every_version_of_sqlite_are_known(number: int, tmp_path: Path) -> None:
    columns = {1: "tbl,idx,stat", 2: "tbl,idx,sampleno,sample"}.get(number, "tbl,idx,neq,nlt,ndlt,sample")
    store = DrawingsStore(tmp_path / "drawings.sqlite")
    store.add(3, [np.array([(0.1, 0.2), (0.5, 0.75)])])
    _by_sql(
        store.path,
        f"CREATE TABLE counts({columns}); PRAGMA writable_schema = ON; UPDATE sqlite_master SET name = "
        f"'sqlite_stat{number}', tbl_name = 'sqlite_stat{number}', sql = 'CREATE TABLE sqlite_stat{number}({columns})' "
        f"WHERE name = 'counts'",
    )

    assert store.counts().sum() == 1


def test_equal_drawings_exported_gzipped_can_be_imported(tmp_path: Path) -> None:
    store = DrawingsStore(tmp_path / "drawings.sqlite")
    text = json.dumps([[[0.5, 0.5]]])
    store.add(3, [np.array([(0.5, 0.5)])])
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.executemany("INSERT INTO drawings (label, strokes, created_at) VALUES (3, ?, '')", [(text,)] * 8_000)
    store.export_to(tmp_path / "mine.json.gz")

    assert len(read_strokes(tmp_path / "mine.json.gz")[1]) == 8_001


# Stroke files


@pytest.mark.slow_but(4)
@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_stroke_file_is_read_in_every_encoding_of_json(encoding: str, ending: str, tmp_path: Path) -> None:
    text = json.dumps([DRAWING | {"by": "ÿ 手 😀"}] * 3_000, ensure_ascii=False)
    data = text.encode(encoding)
    (tmp_path / f"d.json{ending}").write_bytes(gzip.compress(data, 1) if ending else data)

    drawings, labels = read_strokes(tmp_path / f"d.json{ending}")

    assert labels == [3] * 3_000
    assert drawings[2_999][0].tolist() == [[0.1, 0.2], [0.5, 0.75]]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS[2:])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 300_000, "too many nested brackets"),
        ('[{"label": 3, "strokes": [' + "[]," * 500_000, "expected drawings of up to 1,048,576 characters"),
        ("[", "other text"),
        ("3", "expected a list of"),
    ],
)
def test_the_bounds_hold_in_every_encoding(encoding: str, text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(text.encode(encoding))

    outcome = tried(lambda: load_dataset(str(path)), n_bytes=0, names=["d.json"])

    assert said in outcome.sentence
    assert not outcome.fault
    assert outcome.memory < 80e6


def test_a_damaged_text_of_two_bytes_a_letter_is_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = json.dumps([DRAWING]).encode("utf-16-le")
    for data in (whole[:-1], codecs.BOM_UTF16_LE + whole[1:], codecs.BOM_UTF32_BE + whole, codecs.BOM_UTF16_BE):
        (tmp_path / "d.json").write_bytes(data)
        assert "d.json: expected a stroke file in JSON" in refusal(tmp_path / "d.json")


def _long_drawing(n_characters: int) -> str:
    point = ",[0.125,0.875]"
    start, end = '{"label":3,"strokes":[[[0.5,0.5]', "]]}"
    n_left = n_characters - len(start) - len(end)
    return start + point * (n_left // len(point)) + " " * (n_left % len(point)) + end


@pytest.mark.parametrize("n_before", [0, 2_000])
def test_how_long_a_drawing_may_be_does_not_depend_on_where_it_stands(n_before: int, tmp_path: Path) -> None:
    start = "[" + f"{json.dumps(DRAWING)}," * n_before
    path = tmp_path / "d.json"
    path.write_text(f"{start}{_long_drawing(2**20)}]", encoding="utf-8")

    assert len(read_strokes(path)[0][-1][0]) == 74_896

    path.write_text(f"{start}{_long_drawing(2**20 + 1)}]", encoding="utf-8")
    assert refusal(path) == (
        f"d.json: expected drawings of up to 1,048,576 characters each, got a longer one as drawing {n_before + 1}; leave "
        f"it out, or keep fewer points of it"
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('{"label": 3 "strokes": []}', "got other text"),
        ('{"label": 3, "strokes": [[[0.1, 0.2}]]}', "got other text"),
        ('{"label": 3, "strokes": ' + "[" * 300_000, "too many nested brackets"),
        ('{"label": 3, "by": "' + "a" * 2**21 + '"}', "expected drawings of up to 1,048,576 characters each"),
    ],
)
def test_what_is_wrong_with_a_drawing_is_told_however_much_follows(wrong: str, said: str, tmp_path: Path) -> None:
    rest = f",{json.dumps(DRAWING)}" * 20_000
    (tmp_path / "d.json").write_text(f"[{wrong}{rest}]", encoding="utf-8")

    assert said in refusal(tmp_path / "d.json")


@pytest.mark.parametrize("n_bytes", range(1, 12))
def test_a_value_may_stand_across_any_two_pieces(n_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stroke_files, "_CHUNK_BYTES", n_bytes)
    drawing = {"by": 'é"\\\n😀', "is": [True, False, None, -1.5e-7, 1e300], **DRAWING}
    for encoding, is_ascii in (("utf-8", True), ("utf-8-sig", False), ("utf-16", False), ("utf-32-be", False)):
        (tmp_path / "d.json").write_bytes(json.dumps([drawing] * 2, ensure_ascii=is_ascii).encode(encoding))
        assert read_strokes(tmp_path / "d.json")[1] == [3, 3]


# MATLAB files


def _course(n: int = 12) -> dict[str, Any]:
    return {"X": np.random.default_rng(1).uniform(size=(n, 400)), "y": np.arange(n)[:, None] % 10 + 1.0}


@pytest.mark.slow
@pytest.mark.parametrize("more", [{"Z": np.zeros((2_500, 4_000))}, {"A": np.zeros((7_000, 1_000)), "z": np.ones(3)}])
def test_zeros_that_nobody_wants_are_passed_over(more: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "d.mat"
    savemat(path, {**more, **_course()}, do_compression=True)

    outcome = tried(lambda: load_dataset(str(path)), n_bytes=path.stat().st_size)

    assert not outcome.sentence
    assert not outcome.fault
    assert outcome.memory < 20e6


@pytest.mark.slow
def test_zeros_beside_a_network_are_passed_over(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    thetas = {"Theta1": rng.normal(size=(5, 401)), "Theta2": rng.normal(size=(10, 6))}
    savemat(tmp_path / "t.mat", {"X": np.zeros((25_000, 400)), **thetas}, do_compression=True)

    assert load_model(tmp_path / "t.mat").parameters.architecture.hidden_layers == (5,)


@pytest.mark.slow
def test_what_is_there_instead_is_named_though_it_is_not_read(tmp_path: Path) -> None:
    savemat(tmp_path / "d.mat", {"Z": np.zeros((25_000, 400)), "note": "text"}, do_compression=True)

    assert "expected the arrays X and y, got Z" in refusal(tmp_path / "d.mat")
    with pytest.raises(ModelError, match=r"as Theta1, Theta2 or .*, got Z \(25000, 400\)$"):
        load_model(tmp_path / "d.mat")


def test_a_size_beyond_all_files_takes_no_memory(tmp_path: Path) -> None:
    header = struct.pack("<5i", 0, 2**31 - 1, 2**31 - 1, 1, 2) + b"Z\0"
    (tmp_path / "d.mat").write_bytes(header + bytes(200))

    assert "expected the arrays X and y, got none" in refusal_in_little_memory(tmp_path / "d.mat")


# Models


@pytest.mark.parametrize("n_hidden", [3, 300])
def test_a_network_of_zeros_is_opened_again(n_hidden: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "_ALWAYS_BYTES", 2**18)  # instead of 128 MiB
    parameters = Parameters.zeros(Architecture.dense(n_inputs=400, hidden_layers=(n_hidden,)), "float32")

    save_model(Model(parameters, metadata_from({"history": [[0.0] * 5] * 10})), tmp_path / "m.npz")

    assert load_model(tmp_path / "m.npz").parameters.architecture == parameters.architecture


def test_a_network_of_little_is_still_packed(tmp_path: Path) -> None:
    parameters = Parameters.zeros(Architecture.dense(n_inputs=400, hidden_layers=(300,)), "float32")

    save_model(Model(parameters), tmp_path / "m.npz")

    assert (tmp_path / "m.npz").stat().st_size < 10_000


# Tables


def _table(separator: str = ",", *, quote: str = "", names: bool = True, unit: float = 1.0) -> str:
    """Twelve lines, the label first; pixels count ink."""
    lines = [[str(number % 10), *(f"{(number + i) % 17 * unit:g}" for i in range(64))] for number in range(12)]
    if names:
        lines.insert(0, ["label", *(f"pixel{i}" for i in range(64))])
    return "\r\n".join(separator.join(f"{quote}{value}{quote}" for value in line) for line in lines)


def _check_table(path: Path) -> None:
    digits = load_dataset(str(path)).digits
    assert digits.labels.tolist() == [number % 10 for number in range(12)]
    expected = (np.arange(12)[:, None] + np.arange(64)) % 17
    np.testing.assert_allclose(digits.values("float32"), expected, atol=1e-3)


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_is_read_in_the_encodings_that_windows_writes(
    encoding: str, ending: str, names: bool, tmp_path: Path
) -> None:
    data = _table(names=names).encode(encoding)
    (tmp_path / f"d.csv{ending}").write_bytes(gzip.compress(data, 1) if ending else data)

    _check_table(tmp_path / f"d.csv{ending}")


@pytest.mark.parametrize("separator", [", ", " ,", " ; ", "\t "])
def test_blanks_may_stand_around_quoted_numbers(separator: str, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(_table(separator, quote='"'), encoding="utf-8")

    _check_table(tmp_path / "d.csv")


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_numbers_may_have_decimal_commas_between_semicolons_and_tabs(
    separator: str, quote: str, tmp_path: Path
) -> None:
    text = _table(separator, quote=quote, unit=1 / 16).replace(".", ",")
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")

    _check_table(tmp_path / "d.csv")


def test_two_commas_in_a_number_are_told(tmp_path: Path) -> None:
    text = _table(";", unit=1 / 16).replace("0.0625", "0,06,25", 1).replace(".", ",")
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")

    assert "expected finite numbers, got '0,06,25' in line 2" in refusal(tmp_path / "d.csv")


@pytest.mark.parametrize("unnamed", ["", '""'])
@pytest.mark.parametrize("names", ["label,", "0,"])
def test_the_numbers_of_lines_that_pandas_and_r_write_are_passed_over(unnamed: str, names: str, tmp_path: Path) -> None:
    lines = _table().split("\r\n")
    first = lines[0] if names == "label," else ",".join(map(str, range(65)))
    numbered = [f"{number},{line}" for number, line in enumerate(lines[1:], start=3)]
    (tmp_path / "d.csv").write_text("\n".join([f"{unnamed},{first}", *numbered]), encoding="utf-8")

    _check_table(tmp_path / "d.csv")


def test_what_is_wrong_in_a_table_with_numbered_lines_is_told(tmp_path: Path) -> None:
    lines = [f"{number},{line}" for number, line in enumerate(_table().split("\r\n"))]
    lines[0] = lines[0].removeprefix("0")
    for wrong, said in (("3", "expected 66 values in each line, got 67"), ("x", "got 67 in line 5 ('4,3,3,4")):
        (tmp_path / "d.csv").write_text("\n".join([*lines[:4], f"{lines[4]},{wrong}"]), encoding="utf-8")
        assert said in refusal(tmp_path / "d.csv")
    (tmp_path / "d.csv").write_text("\n".join(lines[1:]), encoding="utf-8")  # without names they are seen to count
    _check_table(tmp_path / "d.csv")
