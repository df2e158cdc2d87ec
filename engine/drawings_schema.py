"""What a file of drawings is, looked through before it is used: its one table, and how much SQLite may do to read it."""

import sqlite3
from pathlib import Path

from engine.errors import DataError

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
_SQLITES_TABLES = {
    "sqlite_sequence": "name,seq",
    "sqlite_stat1": "tbl,idx,stat",  # this one and those below are there after an ANALYZE
    "sqlite_stat2": "tbl,idx,sampleno,sample",
    "sqlite_stat3": "tbl,idx,neq,nlt,ndlt,sample",
    "sqlite_stat4": "tbl,idx,neq,nlt,ndlt,sample",
}
_OWN_TABLES = frozenset(
    {("drawings", "".join(TABLE.split()))}
    | {(name, f"CREATETABLE{name}({columns})") for name, columns in _SQLITES_TABLES.items()}
)
_ALWAYS_STEPS, _STEPS_PER_BYTE = 2_000_000, 2
_STEPS_AT_A_TIME = 10_000

SENTENCES: dict[int, str] = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again in a moment",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again in a moment",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "it may not be written to; check the permissions of the file and of its folder",
    sqlite3.SQLITE_PERM: "it may not be opened; check the permissions of the file and of its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the permissions of the file and of its folder",
    sqlite3.SQLITE_NOTADB: "it is no database, or damaged; it was left as it is: move it away to begin anew",
    sqlite3.SQLITE_CORRUPT: "it is damaged; it was left as it is: move it away to begin anew",
    sqlite3.SQLITE_INTERRUPT: "it is damaged; it was left as it is: move it away to begin anew",  # by limit_work
}
"""What is said of SQLite's primary result codes."""


def checked_version(path: Path, connection: sqlite3.Connection) -> int:
    """The version of the file's table; 0 for an empty file.

    Raises
    ------
    DataError
        If there is anything but the table as it is made here, and SQLite's own: triggers, views and computed columns would
        work by themselves.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    tables = connection.execute("SELECT name, sql FROM sqlite_master").fetchmany(len(_OWN_TABLES) + 1)
    is_foreign = any((name, "".join(str(sql).split())) not in _OWN_TABLES for name, sql in tables)
    if version > SCHEMA_VERSION:
        raise DataError(f"{path}: a newer Digit Lab has written it; use that one, or move the file away")
    if version < 0 or (version == 0 and tables) or is_foreign:
        raise DataError(f"{path}: expected drawings of Digit Lab, got another database; move the file away")
    return int(version)


def limit_work(connection: sqlite3.Connection, path: Path) -> None:
    """Have SQLite give up when it does far more than to go through the file once, until :func:`unlimit_work`.

    Pages that name each other as parts can stand for billions of rows, and SQLite reads ``sqlite_stat1`` by itself.
    """
    n_bytes = path.stat().st_size if path.exists() else 0
    n_left = (_ALWAYS_STEPS + _STEPS_PER_BYTE * n_bytes) // _STEPS_AT_A_TIME

    def is_enough() -> bool:
        nonlocal n_left
        n_left -= 1
        return n_left < 0

    connection.set_progress_handler(is_enough, _STEPS_AT_A_TIME)


def unlimit_work(connection: sqlite3.Connection) -> None:
    """Have SQLite do whatever it is told: what is written can be more than was there."""
    connection.set_progress_handler(None, 0)
