"""The user's drawings in their file: kept, relabeled, deleted, brought back, exported and imported."""

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.drawings_store import DrawingsStore, StoredDrawing, user_drawings_file
from engine.data.formats.stroke_files import read_strokes
from engine.data.loading import load_dataset
from engine.errors import DataError

TWO_STROKES = [[(0.25, 0.1), (0.5, 0.75)], [(0.123456, 0.9)]]


@pytest.fixture
def store(tmp_path: Path) -> DrawingsStore:
    return DrawingsStore(tmp_path / "new" / "drawings.sqlite")


def _fill(store: DrawingsStore, labels: list[int]) -> list[int]:
    return [store.add(label, [[(0.1, 0.1 + i / 100), (0.5, 0.9)]]) for i, label in enumerate(labels)]


def _labels(store: DrawingsStore) -> list[int]:
    return [drawing.label for drawing in store.all()]


# What is kept


def test_nothing_is_on_the_disk_before_the_first_drawing(store: DrawingsStore) -> None:
    assert store.all() == []
    assert store.counts().tolist() == [0] * 10
    with pytest.raises(DataError, match="no drawings to export"):
        store.export_to(store.path.parents[1] / "mine.json")
    assert not store.path.parent.exists()


def test_by_default_it_is_in_the_users_data_folder(user_data: Path) -> None:
    DrawingsStore().add(7, TWO_STROKES)
    assert (user_data / "drawings.sqlite").is_file()
    assert DrawingsStore().path == user_drawings_file() == user_data / "drawings.sqlite"


def test_a_drawing_comes_back_in_another_store(store: DrawingsStore) -> None:
    number = store.add(7, TWO_STROKES)
    (drawing,) = DrawingsStore(store.path).all()
    assert (drawing.number, drawing.label) == (number, 7)
    assert [stroke.tolist() for stroke in drawing.strokes] == [[[0.25, 0.1], [0.5, 0.75]], [[0.1235, 0.9]]]
    assert drawing.created_at.endswith("+00:00")


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.lists(
                st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4), min_size=1, max_size=3
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_exported_is_what_was_added(
    tmp_path_factory: pytest.TempPathFactory, drawings: list[tuple[int, list[list[tuple[float, float]]]]]
) -> None:
    folder = tmp_path_factory.mktemp("drawings")
    store = DrawingsStore(folder / "drawings.sqlite")
    for label, strokes in drawings:
        store.add(label, strokes)
    store.export_to(folder / "mine.json.gz")
    exported, labels = read_strokes(folder / "mine.json.gz")
    assert labels == [label for label, _ in drawings]
    for got, (_, strokes) in zip(exported, drawings, strict=True):
        for one, other in zip(got, strokes, strict=True):
            np.testing.assert_allclose(one, other, atol=0.5001e-4)


@pytest.mark.parametrize("label", [-1, 10, 3.0, True, "7", None])
def test_only_digits_are_labels(store: DrawingsStore, label: object) -> None:
    with pytest.raises(DataError, match="label from 0 to 9"):
        store.add(label, TWO_STROKES)  # type: ignore[arg-type]
    with pytest.raises(DataError, match="label from 0 to 9"):
        store.relabel([1], label)  # type: ignore[arg-type]
    assert not store.path.exists()


@pytest.mark.parametrize("strokes", [[], [[]], [[(float("nan"), 0.5)]], [[1, 2, 3]], [["x"]]])
def test_only_strokes_are_drawings(store: DrawingsStore, strokes: list[list[object]]) -> None:
    with pytest.raises(DataError, match=r"expected a drawing|a stroke is a list"):
        store.add(7, strokes)  # type: ignore[arg-type]
    assert not store.path.exists()


# Changes


def test_relabeling_changes_those_named_and_gives_back_how_they_were(store: DrawingsStore) -> None:
    numbers = _fill(store, [1, 2, 3, 3])
    before = store.relabel([numbers[0], numbers[2], 999], 3)
    assert [(drawing.number, drawing.label) for drawing in before] == [(numbers[0], 1)]
    assert _labels(store) == [3, 2, 3, 3]
    assert store.counts().tolist() == [0, 0, 1, 3, 0, 0, 0, 0, 0, 0]
    store.restore(before)
    assert _labels(store) == [1, 2, 3, 3]


def test_deleted_drawings_can_be_brought_back_as_they_were(store: DrawingsStore) -> None:
    numbers = _fill(store, [1, 2, 3])
    everything = store.all()
    deleted = store.delete([*numbers[1:], 999])
    assert deleted == everything[1:]
    added = store.add(4, TWO_STROKES)
    assert added not in numbers  # a number belongs to one drawing for good
    store.restore(deleted)
    assert store.all()[:3] == everything


def test_threads_may_add_at_the_same_time(store: DrawingsStore) -> None:
    numbers: list[int] = []
    threads = [
        threading.Thread(target=lambda digit=digit: numbers.extend(_fill(store, [digit] * 10))) for digit in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == 40
    assert store.counts().tolist() == [10, 10, 10, 10, 0, 0, 0, 0, 0, 0]


# Files


@pytest.mark.parametrize("name", ["mine.json", "mine.JSON.gz"])
def test_an_exported_file_is_data_and_can_be_imported(store: DrawingsStore, tmp_path: Path, name: str) -> None:
    store.add(7, TWO_STROKES)
    store.add(3, [[(0.2, 0.2), (0.8, 0.8)]])
    assert store.export_to(tmp_path / name) == 2
    assert load_dataset(str(tmp_path / name)).digits.labels.tolist() == [7, 3]
    other = DrawingsStore(tmp_path / "other.sqlite")
    assert other.import_from(tmp_path / name) == 2
    assert [(d.label, d.strokes_json) for d in other.all()] == [(d.label, d.strokes_json) for d in store.all()]


def test_drawings_in_other_units_are_fitted_onto_the_canvas(store: DrawingsStore, tmp_path: Path) -> None:
    strokes = [[[100, 300], [500, 300]], [[300, 200]]]
    (tmp_path / "tablet.json").write_text(json.dumps([{"label": 1, "strokes": strokes}]))
    store.import_from(tmp_path / "tablet.json")
    (drawing,) = store.all()
    points = np.concatenate(drawing.strokes)
    np.testing.assert_allclose((points.min(axis=0) + points.max(axis=0)) / 2, 0.5, atol=1e-4)
    assert np.ptp(points, axis=0).tolist() == pytest.approx([0.7, 0.175], abs=2e-4)


def test_an_import_is_all_or_nothing(store: DrawingsStore, tmp_path: Path) -> None:
    _fill(store, [1])
    good = {"label": 7, "strokes": [[[0, 0], [1, 1]]]}
    for bad in ({"label": 11, "strokes": [[[0, 0]]]}, {"label": 1, "strokes": []}, {"label": 1, "strokes": "no"}):
        (tmp_path / "mixed.json").write_text(json.dumps([good, bad]))
        with pytest.raises(DataError, match=r"mixed\.json"):
            store.import_from(tmp_path / "mixed.json")
        assert _labels(store) == [1]


@pytest.mark.slow
def test_an_import_that_breaks_off_in_the_file_leaves_nothing_of_it(
    store: DrawingsStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(store, [1])
    entries = [{"label": i % 10, "strokes": [[[0.1, 0.1]] * 200]} for i in range(500)]
    (tmp_path / "many.json").write_text(json.dumps(entries))
    with monkeypatch.context() as patch:
        _limit_pages(patch, 10)
        with pytest.raises(DataError, match=r"drawings\.sqlite: the disk is full"):
            store.import_from(tmp_path / "many.json")
    assert _labels(store) == [1]
    assert store.import_from(tmp_path / "many.json") == 500


def test_an_export_needs_a_name_and_a_place_that_can_be_written(store: DrawingsStore, tmp_path: Path) -> None:
    _fill(store, [1])
    with pytest.raises(DataError, match=r"ends in \.json or \.json\.gz"):
        store.export_to(store.path)
    with pytest.raises(DataError, match="expected a place to write to"):
        store.export_to(tmp_path / "no folder" / "mine.json")
    assert _labels(store) == [1]


# Trouble


def _text(path: Path) -> None:
    path.write_text("this is no database, and somebody's only copy of it " * 100)


def _short_text(path: Path) -> None:
    path.write_text("short")


def _cut_off(path: Path) -> None:
    _fill(DrawingsStore(path), [1] * 200)
    path.write_bytes(path.read_bytes()[:9000])


def _holed(path: Path) -> None:
    _fill(DrawingsStore(path), [1] * 200)
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 5] = b"\xff" * 4096
    path.write_bytes(content)


def _newer(path: Path) -> None:
    _fill(DrawingsStore(path), [1])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2")
    connection.close()


def _of_others(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text, "no database, or damaged"),
        (_short_text, "no database, or damaged"),
        (_cut_off, "damaged"),
        (_holed, "damaged"),
        (_newer, "a newer Digit Lab"),
        (_of_others, "another database"),
    ],
)
def test_a_file_that_is_not_sound_is_told_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    path = tmp_path / "drawings.sqlite"
    make(path)
    before = path.read_bytes()
    uses: list[Callable[[DrawingsStore], object]] = [
        lambda store: store.add(7, TWO_STROKES),
        lambda store: store.delete([1]),
        lambda store: store.relabel([1], 2),
        lambda store: store.all(),
    ]
    for use in uses:
        with pytest.raises(DataError) as caught:
            use(DrawingsStore(path))
        assert said in str(caught.value)
        assert str(path) in str(caught.value)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_an_empty_file_is_begun_anew(store: DrawingsStore) -> None:
    """It is what a process leaves that was killed between opening and the first drawing."""
    store.path.parent.mkdir()
    store.path.touch()
    assert store.all() == []
    _fill(store, [5])
    assert _labels(store) == [5]


def test_a_file_that_another_program_writes_to_is_told(store: DrawingsStore, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(store, [5])
    monkeypatch.setattr("engine.data.drawings_store._LOCK_TIMEOUT_S", 0.01)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DataError, match="another program is writing"):
        store.add(7, TWO_STROKES)
    other.execute("ROLLBACK")
    other.close()
    store.add(7, TWO_STROKES)
    assert _labels(store) == [5, 7]


def test_a_full_disk_is_told_and_nothing_is_lost(store: DrawingsStore, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(store, [5])
    with monkeypatch.context() as patch:
        _limit_pages(patch, 4)
        with pytest.raises(DataError, match="the disk is full; make room"):
            store.add(7, [[(0.1, 0.1)] * 5000])
    assert _labels(store) == [5]


def test_a_place_where_nothing_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.sqlite").mkdir()
    for path in (tmp_path / "file" / "drawings.sqlite", tmp_path / "folder.sqlite"):
        with pytest.raises(DataError) as caught:
            DrawingsStore(path).add(7, TWO_STROKES)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_file_that_may_not_be_written_is_told(store: DrawingsStore, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(store, [5])

    def read_only(path: Path, **options: object) -> sqlite3.Connection:
        return _connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr("engine.data.drawings_store.sqlite3.connect", read_only)
    with pytest.raises(DataError, match="may not be written to; check the permissions"):
        store.add(7, TWO_STROKES)
    assert _labels(store) == [5]


@pytest.mark.parametrize("strokes", ["no json", "{}", "[]", "[[]]", '[["x"]]', "[" * 100_000])
def test_strokes_that_another_program_wrote_are_checked(store: DrawingsStore, strokes: str) -> None:
    number = _fill(store, [5])[0]
    store.restore([StoredDrawing(number, 5, strokes, "")])
    (drawing,) = store.all()
    with pytest.raises(DataError, match=f"drawing {number}: .*; delete it"):
        _ = drawing.strokes
    store.delete([number])
    assert store.all() == []


_connect = sqlite3.connect


def _limit_pages(patch: pytest.MonkeyPatch, n_pages: int) -> None:
    """No file grows beyond so many pages: SQLite says of it what it says of a full disk."""

    def connect(*args: object, **kwargs: object) -> sqlite3.Connection:
        connection = _connect(*args, **kwargs)  # type: ignore[call-overload]
        connection.execute(f"PRAGMA max_page_count = {n_pages}")
        return connection  # type: ignore[no-any-return]

    patch.setattr("engine.data.drawings_store.sqlite3.connect", connect)
