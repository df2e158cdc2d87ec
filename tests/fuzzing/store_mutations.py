"""Damage to databases: other numbers in the header and the pages, other tables, and SQL that would work by itself."""

import random
import sqlite3
from contextlib import closing

from tests.fuzzing.byte_mutations import Mutation, integer_bytes

_ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, 1 AS label, '[]' AS strokes, '' AS created_at FROM n"
)
_OTHER = "INSERT INTO drawings VALUES ('a', 'b', x'ff', 1.5)"
_STATEMENTS = (
    "CREATE TRIGGER t AFTER INSERT ON drawings BEGIN DELETE FROM drawings; END",
    "CREATE TRIGGER t BEFORE INSERT ON drawings BEGIN SELECT load_extension('/tmp/x'); END",
    f"DROP TABLE drawings; CREATE VIEW drawings AS {_ENDLESS}",
    "ALTER TABLE drawings ADD COLUMN big TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL",
    "DROP TABLE drawings",
    f"DROP TABLE drawings; CREATE TABLE drawings (id TEXT, label TEXT, strokes BLOB, created_at REAL); {_OTHER}",
    "CREATE TABLE other (a)",
    "CREATE INDEX slow ON drawings (strokes)",
    "UPDATE drawings SET strokes = x'00ff'",
    "UPDATE drawings SET strokes = CAST(x'ff5b' AS TEXT)",
    "UPDATE drawings SET strokes = 'NULL', created_at = x'ff'",
    "UPDATE drawings SET strokes = hex(zeroblob(300000))",
    "UPDATE drawings SET strokes = replace(hex(zeroblob(400000)), '00', '[')",
    "UPDATE drawings SET strokes = '[' || replace(hex(zeroblob(1000000)), '00', '[],') || '[]]'",
    "UPDATE drawings SET strokes = '[[[1e999, 2]]]'",
    "UPDATE drawings SET strokes = '[[[1, 2, 3]]]'",
    "UPDATE drawings SET strokes = '{}'",
    "UPDATE drawings SET id = 9223372036854775807 WHERE id = 1",
    "PRAGMA ignore_check_constraints = ON; UPDATE drawings SET label = 99",
    "PRAGMA ignore_check_constraints = ON; UPDATE drawings SET label = x'00'",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 2",
    "PRAGMA user_version = -5",
    "PRAGMA application_id = 7",
    "PRAGMA encoding = 'UTF-16'; VACUUM",
    "PRAGMA page_size = 65536; VACUUM",
    "PRAGMA auto_vacuum = FULL; VACUUM",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE drawings (id INTEGER PRIMARY KEY, a, b, c)'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 99999",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'drawings'",
)


def change_by_sql(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Another program has written to the file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        try:
            connection.executescript(rng.choice(_STATEMENTS))
        except sqlite3.Error:
            return data
        connection.commit()
        return bytes(connection.serialize())


def change_header(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Page size, format versions, counts and all else that stands in the first hundred bytes."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        place = rng.choice((16, 18, 19, 20, 21, 24, 28, 32, 36, 40, 44, 47, 52, 56, 60, 64, 92, 96))
        number = integer_bytes(rng, rng.choice((1, 2, 4)))
        changed[place : place + len(number)] = number
    return bytes(changed)


def change_page(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """The header of a page, one of its cells' places, or what a cell begins with."""
    changed = bytearray(data)
    page = rng.randrange(max(len(data) // 4096, 1)) * 4096 + (100 if len(data) < 8192 else 0)
    for _ in range(rng.randint(1, 3)):
        place = page + rng.choice((0, 1, 3, 5, 7, 8, 10, 12, rng.randrange(4000)))
        number = integer_bytes(rng, rng.choice((1, 2, 4)))
        changed[place : place + len(number)] = number
    return bytes(changed[: len(data)])


STORE_MUTATIONS: tuple[Mutation, ...] = (
    change_by_sql,
    change_by_sql,
    change_header,
    change_page,
    change_page,
)
