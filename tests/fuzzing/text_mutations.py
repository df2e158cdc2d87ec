"""Damage to texts: numbers that are none or too large, brackets without end, what JSON and CSV dislike."""

import random
import re

from tests.fuzzing.byte_mutations import Mutation

NUMBERS = (
    "1", "3", "7.5", "0.25", "16", "1e-3", "99", "-3",
    "nan", "NaN", "inf", "-Infinity", "1e999", "-1e999", "1e-999", "-1", "0", "10", "255", "256", "1" * 400, "9" * 5000,
    "2147483648", "18446744073709551616", "1e308", "-0.0", "0x10", "1_000", "٣", "", "null", "true", '""', "[]", "{}",
    "1,5", "1e", "--1", "'3'", '"3"', "1 2", "\x00", "\ud7ff", "None",
)  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(\.\d+)?(e[-+]?\d+)?")
_MANY = (1000, 30_000, 200_000)
_TINY = (b"[],", b"[0],", b"{},", b'{"":{}},', b'"ab",', b"[[]],", b"[0,0],", b"0,")
_PIECES = (
    b"\n", b"\r", b"\r\n\r\n", b"\x00", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff",
    "\u2028".encode(), "\u202e".encode(), b",", b";", b"\t", b" ", b"[", b"]", b"{", b"}", b":", b"#", b"/*", b"=1+1",
)  # fmt: skip


def replace_numbers(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """One to three of its numbers become others."""
    found = list(_NUMBER.finditer(data[:200_000]))
    for match in sorted(rng.sample(found, min(len(found), rng.randint(1, 3))), key=lambda m: -m.start()):
        number = rng.choice(NUMBERS).encode("utf-8", "surrogatepass")
        data = data[: match.start()] + number + data[match.end() :]
    return data


def put_piece(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A mark that means something, or that none can see, in the wrong place, once or often."""
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(data) + 1)
        times = rng.choice((1, 1, 1, 2, 100_000))
        data = data[:place] + rng.choice(_PIECES) * times + data[place:]
    return data


def nest_deeply(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Brackets in brackets, closed or not, in place of a piece."""
    depth = rng.choice((10, 990, 1100, 100_000))
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"[[", b"]]")))
    middle = b"1" if rng.random() < 0.5 else b""
    nested = opening * depth + middle + (closing * depth if rng.random() < 0.7 else b"")
    place = rng.randrange(len(data) + 1) if rng.random() < 0.5 else 0
    return data[:place] + nested + (data[place:] if rng.random() < 0.5 else b"")


def fill_with_little(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Many small things, each of which takes more memory than text."""
    filling = rng.choice(_TINY) * rng.choice(_MANY)
    wrapped = b"[" + filling.rstrip(b",") + b"]"
    form = rng.randrange(4)
    if form == 0:
        return wrapped
    if form == 1:
        return b'[{"label": 3, "strokes": ' + wrapped + b"}]"
    if form == 2:
        return b"[" + b'{"label":1,"strokes":[[[0,0],[1,1]]]},' * (rng.choice(_MANY) // 50) + b"0]"
    place = rng.randrange(len(data) + 1)
    return data[:place] + filling + data[place:]


def swap_words(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Another word for a name, another type for a value."""
    old = rng.choice((b"label", b"strokes", b"[[", b"]]", b"]", b"}", b":", b",", b"\n", b'"', b"0", b"1"))
    new = rng.choice((b"", b"labels", b"null", b"[", b"{", b";", b"\t", b"\r", b'"x"', b"1e999", b"\xc3", b"true"))
    return data.replace(old, new, rng.choice((1, 1, 2, -1)))


def long_words(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A word of many letters, some of which cannot be shown, in place of a number."""
    match = next(_NUMBER.finditer(data, rng.randrange(len(data) + 1)), None)
    letters = rng.choice((b"a", b"\\n", b"\n", b"\x1b[31m", b"\\u202e", "é".encode(), b"\x00", b"9"))
    word = letters * rng.choice((10, 1000, 100_000))
    if rng.random() < 0.7:
        word = b'"' + word + b'"'
    return word + data if match is None else data[: match.start()] + word + data[match.end() :]


TEXT_MUTATIONS: tuple[Mutation, ...] = (
    replace_numbers,
    replace_numbers,
    replace_numbers,
    put_piece,
    nest_deeply,
    fill_with_little,
    swap_words,
    long_words,
)
