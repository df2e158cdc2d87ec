"""Damage to databases: other numbers in the header and the pages, other tables, and SQL that would work by itself."""

import random
import sqlite3
import struct
from contextlib import closing

from tests.fuzzing.byte_mutations import Mutation, integer_bytes

_ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, 1 AS label, '[]' AS strokes, '' AS created_at FROM n"
)
_HUGE = "strokes TEXT GENERATED ALWAYS AS (hex(zeroblob(300000000))) VIRTUAL"
_ONE = "INSERT INTO drawings (label) VALUES (1)"
_OTHER = "INSERT INTO drawings VALUES ('a', 'b', x'ff', 1.5)"
_STATEMENTS = (
    "CREATE TRIGGER t AFTER INSERT ON drawings BEGIN DELETE FROM drawings; END",
    "CREATE TRIGGER t BEFORE INSERT ON drawings BEGIN SELECT load_extension('/tmp/x'); END",
    f"DROP TABLE drawings; CREATE VIEW drawings AS {_ENDLESS}",
    "ALTER TABLE drawings ADD COLUMN big TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL",
    f"DROP TABLE drawings; CREATE TABLE drawings (id INTEGER PRIMARY KEY, label INTEGER, {_HUGE}, created_at TEXT); {_ONE}",
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


def share_cells(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Every cell of a page of the table is the same one: what it holds comes again and again."""
    changed = bytearray(data)
    leaves = [page for page in range(0, len(data), 4096) if data[page] == 13]
    if not leaves:
        return change_page(rng, data, _other)
    page = rng.choice(leaves)
    (n_cells,) = struct.unpack(">H", data[page + 3 : page + 5])
    n_more = rng.choice((n_cells, 500, 1900))
    first = data[page + 8 : page + 10]
    changed[page + 3 : page + 5] = struct.pack(">H", n_more)
    changed[page + 8 : page + 8 + 2 * n_more] = first * n_more
    return bytes(changed[: len(data)])


def share_pages(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A page of a table becomes a tree; see :func:`with_shared_pages`."""
    leaves = [page for page in range(4096, len(data) - 4095, 4096) if data[page] == 13]
    if not leaves:
        return share_cells(rng, data, _other)
    return with_shared_pages(data, rng.choice(leaves) // 4096, depth=rng.randint(1, 6))


def with_shared_pages(data: bytes, page: int, *, depth: int) -> bytes:
    """A page becomes a tree in which all branches of a level are one: few pages that are billions of rows."""
    n_pages, place = len(data) // 4096, 4096 * page
    branches = [_branches(n_pages + number + 2) for number in range(depth)]  # page numbers begin at 1
    changed = bytearray(b"".join([data[: n_pages * 4096], *branches, data[place : place + 4096]]))
    changed[place : place + 4096] = _branches(n_pages + 1)
    changed[28:32] = struct.pack(">I", len(changed) // 4096)
    return bytes(changed)


def _branches(child: int) -> bytes:
    """A page whose parts are all the same other page."""
    n_cells = 300
    start = 4096 - 5 * n_cells
    places = struct.pack(f">{n_cells}H", *range(start, 4096, 5))
    head = struct.pack(">BHHHBI", 5, 0, n_cells, start, 0, child) + places
    return head.ljust(start, b"\0") + (struct.pack(">I", child) + b"\1") * n_cells


STORE_MUTATIONS: tuple[Mutation, ...] = (
    change_by_sql,
    change_by_sql,
    change_header,
    change_page,
    change_page,
    share_cells,
    share_pages,
)
