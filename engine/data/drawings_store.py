"""The drawings that the user has labeled: kept as strokes in an SQLite file in the user's data folder.

Every change is one transaction that is on the disk when its method returns: a process that is killed, or a computer
that loses its power, loses nothing that was confirmed. The journal is SQLite's default, not a write-ahead log, which
does not work where a school keeps home folders: on a network drive. Each call opens a connection of its own, so that a
store can be used from any thread.
"""

import gzip
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.formats.stroke_files import LONGEST_DRAWING, read_strokes
from engine.errors import DataError
from engine.ink.drawing import DOT_SIZE
from engine.ink.framing import Stroke, as_strokes
from engine.ink.input_formats import FRAME, InputFormat
from engine.io.file_reading import memory_told
from engine.io.file_writing import DISK
from engine.io.presence import exists
from engine.io.user_data import user_data_folder
from engine.text.sentence import Value, say

SCHEMA_VERSION = 1
"""Counted up when the table changes; kept in the file as ``PRAGMA user_version``."""
TABLE = """
    CREATE TABLE drawings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label INTEGER NOT NULL CHECK (typeof(label) = 'integer' AND label BETWEEN 0 AND 9),
        strokes TEXT NOT NULL,
        created_at TEXT NOT NULL
    )
"""  # AUTOINCREMENT: the number of a drawing that was deleted stays its own, it may come back
_KEYS: dict[int, str] = {
    sqlite3.SQLITE_BUSY: "drawings.busy",
    sqlite3.SQLITE_LOCKED: "drawings.busy",
    sqlite3.SQLITE_FULL: "drawings.disk_full",
    sqlite3.SQLITE_READONLY: "drawings.read_only",
    sqlite3.SQLITE_PERM: "drawings.cannot_be_opened",
    sqlite3.SQLITE_CANTOPEN: "drawings.cannot_be_opened",
    sqlite3.SQLITE_NOTADB: "drawings.no_database",
    sqlite3.SQLITE_CORRUPT: "drawings.damaged",
}
"""What is said of SQLite's primary result codes."""


def checked_version(path: Path, connection: sqlite3.Connection) -> int:
    """The version of the file's table; 0 for an empty file.

    Raises
    ------
    DataError
        If a newer program has written it, or there is anything but the table and what SQLite keeps for itself: it is some
        other program's.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    found = set(connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@'"))
    if version > SCHEMA_VERSION:
        raise DataError(say("drawings.newer", path=str(path)))
    if version < 0 or found != ({("table", "drawings")} if version else set()):
        raise DataError(say("drawings.another_database", path=str(path)))
    return int(version)


_DECIMALS = 4  # a thirtieth of a pixel on a canvas of 300
_LOCK_TIMEOUT_S = 2.0
_TEST_SHARE = 0.2
_IMPORTED_SPAN = 0.7  # of the canvas's side, for drawings in other units


@dataclass(frozen=True, slots=True)
class StoredDrawing:
    """A drawing as it is kept.

    Attributes
    ----------
    number
        Its own, for good.
    label
        The digit that it is, 0 to 9.
    strokes_json
        Its strokes as they stand in the file: ``[[[x, y], ...], ...]``, fractions of the canvas's side, y down.
    created_at
        When it was labeled, UTC, in ISO 8601.
    """

    number: int
    label: int
    strokes_json: str
    created_at: str

    @property
    def strokes(self) -> list[Stroke]:
        """The strokes, each of shape (n_points, 2).

        Raises
        ------
        DataError
            If another program has written something else there.
        """
        try:
            strokes = json.loads(self.strokes_json) if len(self.strokes_json) <= LONGEST_DRAWING else None
        except (ValueError, RecursionError):
            strokes = None
        if not isinstance(strokes, list):
            raise DataError(say("drawings.no_strokes", number=self.number, got=repr(self.strokes_json[:40])))
        try:
            cleaned = as_strokes(strokes)
        except DataError as error:
            raise DataError(
                say("drawings.other_strokes", number=self.number, reason=cast("Value", error.sentence))
            ) from error
        if not cleaned:
            raise DataError(say("drawings.no_strokes", number=self.number, got="none"))
        return cleaned


class DrawingsStore:
    """The labeled drawings of the user; nothing is created on the disk before the first one is added.

    What cannot be read or written is a DataError with the path of the file; the file is then as it was.

    Parameters
    ----------
    path
        The file; by default ``drawings.sqlite`` in the user's data folder.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._given_path = path
        self._is_sound = False  # looked through before the first change

    @cached_property
    def path(self) -> Path:
        """The file; where the user's own is turns out on first use, not at the program's start."""
        return user_drawings_file() if self._given_path is None else self._given_path

    def add(self, label: int, strokes: Iterable[NDArray[np.floating] | Sequence[Sequence[float]]]) -> int:
        """Keep a drawing; it is on the disk when this returns its number.

        Parameters
        ----------
        label
            The digit, 0 to 9.
        strokes
            Arrays of shape (n_points, 2), in fractions of the canvas's side; rounded to four decimals.

        Raises
        ------
        DataError
            If the label is no digit, nothing is drawn, or the file cannot be written.
        """
        row = (_checked(label), _as_json(as_strokes(strokes)), _now())
        with self._changing() as connection:
            added = connection.execute("INSERT INTO drawings (label, strokes, created_at) VALUES (?, ?, ?)", row)
        return added.lastrowid or 0

    def relabel(self, numbers: Iterable[int], label: int) -> list[StoredDrawing]:
        """Give drawings another label; returns those that had a different one, as they were."""
        _checked(label)
        with self._changing() as connection:
            before = [drawing for drawing in _rows(connection, numbers) if drawing.label != label]
            connection.executemany(
                "UPDATE drawings SET label = ? WHERE id = ?", [(label, drawing.number) for drawing in before]
            )
        return before

    def delete(self, numbers: Iterable[int]) -> list[StoredDrawing]:
        """Delete drawings; returns those that were there, for :meth:`restore`."""
        with self._changing() as connection:
            deleted = _rows(connection, numbers)
            connection.executemany("DELETE FROM drawings WHERE id = ?", [(drawing.number,) for drawing in deleted])
        return deleted

    def restore(self, drawings: Iterable[StoredDrawing]) -> None:
        """Have drawings again as :meth:`delete` or :meth:`relabel` returned them, under their own numbers."""
        rows = [(d.number, d.label, d.strokes_json, d.created_at) for d in drawings]
        with self._changing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO drawings (id, label, strokes, created_at) VALUES (?, ?, ?, ?)", rows
            )

    def all(self) -> list[StoredDrawing]:
        """Every drawing, in the order in which they were added."""
        with self._reading() as connection:
            return [] if connection is None else _rows(connection)

    def counts(self) -> NDArray[np.intp]:
        """How many drawings there are of each digit, shape (10,)."""
        counts = np.zeros(10, dtype=np.intp)
        with self._reading() as connection:
            if connection is not None:
                for label, n in connection.execute("SELECT label, COUNT(*) FROM drawings GROUP BY label"):
                    counts[_stored(label)] = n
        return counts

    def export_to(self, path: Path) -> int:
        """Write all drawings to a stroke file, gzipped if its name ends in ``.gz``; returns how many.

        Raises
        ------
        DataError
            If there are none, the name ends neither in ``.json`` nor in ``.json.gz``, or it cannot be written.
        """
        if not path.name.lower().endswith((".json", ".json.gz")):
            raise DataError(say("drawings.other_ending", file=path.name))
        drawings = self.all()
        if not drawings:
            raise DataError(say("drawings.none_to_export"))
        entries = [{"label": d.label, "strokes": [stroke.tolist() for stroke in d.strokes]} for d in drawings]
        text = json.dumps(entries, separators=(",", ":")).encode()
        if path.name.lower().endswith(".gz"):
            text = gzip.compress(text, compresslevel=6, mtime=0)
        try:
            DISK.write_whole(path, lambda file: file.write(text))
        except OSError as error:
            raise DataError(say("drawings.no_place", path=str(path), reason=error.strerror or str(error))) from error
        return len(drawings)

    def import_from(self, path: Path) -> int:
        """Add the drawings of a stroke file, all or none; returns how many.

        Drawings in other units than fractions of the canvas's side are fitted onto the canvas.

        Raises
        ------
        DataError
            If the stroke file cannot be read, a drawing in it has no points, or this file cannot be written.
        """
        with memory_told(path, DataError):
            rows = _rows_of(path)
        with self._changing() as connection:
            connection.executemany("INSERT INTO drawings (label, strokes, created_at) VALUES (?, ?, ?)", rows)
        return len(rows)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to read with, or ``None`` if there is nothing yet."""
        with self._as_sentences():
            if not exists(self.path):
                yield None
                return
            with closing(self._connected()) as connection:
                yield connection if checked_version(self.path, connection) else None

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: what is done within is done as a whole, and on the disk afterwards."""
        with self._as_sentences():
            DISK.make_folder(self.path.parent)
            with closing(self._connected()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                version = checked_version(self.path, connection)
                if not self._is_sound:
                    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                    if answer != "ok":
                        raise DataError(say("drawings.damaged", path=str(self.path)))
                    self._is_sound = True
                if not version:
                    connection.execute(TABLE)
                    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION:d}")
                yield connection
                connection.execute("COMMIT")

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_LOCK_TIMEOUT_S, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")  # FULL, and the folder's entry of the journal too
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _as_sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code in _KEYS:
                raise DataError(say(_KEYS[code], path=str(self.path))) from error
            raise DataError(say("drawings.out_of_use", path=str(self.path), reason=str(error))) from error
        except UnicodeDecodeError as error:  # in the names of tables
            raise DataError(say("drawings.damaged", path=str(self.path))) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataError(say("drawings.out_of_reach", path=str(self.path), reason=reason)) from error


def user_drawings_file() -> Path:
    """Where the user's drawings are kept."""
    return user_data_folder() / "drawings.sqlite"


def load_drawings(form: InputFormat = FRAME, *, without: Collection[int] = ()) -> Dataset:
    """The user's drawings, framed; about a fifth is kept for testing, the same ones whatever is added or deleted.

    Parameters
    ----------
    form
        How they are laid out.
    without
        The numbers of drawings that are left out.

    Raises
    ------
    DataError
        If there are none to train on yet, or they cannot be read.
    """
    stored = [drawing for drawing in DrawingsStore().all() if drawing.number not in without]
    if not stored:
        raise DataError(say("drawings.none_yet"))
    images, _ = form.drawings([drawing.strokes for drawing in stored], dot_size=DOT_SIZE)
    labels = np.array([drawing.label for drawing in stored], dtype=np.intp)
    test_indices = np.flatnonzero([is_kept_for_testing(drawing) for drawing in stored])
    if len(test_indices) == len(stored):
        raise DataError(say("drawings.all_kept_for_testing"))
    return Dataset(
        "drawings",
        "My drawings",
        Digits(images.reshape(len(images), -1), labels, shape=form.shape),
        test_indices,
        has_fixed_split=True,
    )


def is_kept_for_testing(drawing: StoredDrawing) -> bool:
    """Whether a drawing is never learned from: about a fifth of them, chosen by a checksum of their strokes.

    It stays so wherever the drawing goes: relabeled, exported and imported, deleted and brought back.
    """
    return zlib.crc32(drawing.strokes_json.encode()) < _TEST_SHARE * 2**32


def _rows(connection: sqlite3.Connection, numbers: Iterable[int] | None = None) -> list[StoredDrawing]:
    """The drawings of these numbers that are there, or all; ascending."""
    select = "SELECT id, label, strokes, created_at FROM drawings"
    if numbers is None:
        found: Iterable[tuple[int, object, object, object]] = connection.execute(f"{select} ORDER BY id")
    else:
        wanted = sorted(set(numbers))
        found = (row for number in wanted for row in connection.execute(f"{select} WHERE id = ?", (number,)))
    return [
        StoredDrawing(number, _stored(label), str(strokes), str(created_at))
        for number, label, strokes, created_at in found
    ]


def _checked(label: object) -> int:
    if isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9:
        raise DataError(say("drawings.no_label", got=repr(label)))
    return label


def _stored(label: object) -> int:
    """A label out of the file, where the table's own rule sees to it that it is one."""
    if not isinstance(label, int) or not 0 <= label <= 9:
        raise sqlite3.DatabaseError
    return label


def _as_json(strokes: Sequence[Stroke]) -> str:
    if not strokes:
        raise DataError(say("drawings.nothing_drawn"))
    text = json.dumps([np.round(stroke, _DECIMALS).tolist() for stroke in strokes], separators=(",", ":"))
    if len(text) > LONGEST_DRAWING:
        raise DataError(say("drawings.too_long", most=LONGEST_DRAWING, n=len(text)))
    return text


def _rows_of(path: Path) -> list[tuple[int, str, str]]:
    """What is kept of the drawings of a stroke file: label, strokes, and now."""
    drawings, labels = read_strokes(path)
    for number, drawing in enumerate(drawings, start=1):
        if not drawing:
            raise DataError(say("strokes.no_points", file=path.name, number=number))
    points = [stroke for drawing in drawings for stroke in drawing]
    if min(stroke.min() for stroke in points) < 0 or max(stroke.max() for stroke in points) > 1:
        drawings = [_fitted(drawing) for drawing in drawings]
    now = _now()
    return [(label, _as_json(drawing), now) for label, drawing in zip(labels, drawings, strict=True)]


def _fitted(drawing: Sequence[Stroke]) -> list[Stroke]:
    """A drawing in any unit in the middle of the canvas, its aspect ratio kept."""
    points = np.concatenate(drawing)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = _IMPORTED_SPAN / max(float((high - low).max()), float(np.finfo(np.float32).tiny))
    return [(stroke - (low + high) / 2) * scale + 0.5 for stroke in drawing]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
