"""Damage to bytes of which nothing is known: bits, runs, cuts, copies, numbers that are sizes, pieces of another file.

Every mutation takes a random generator, the bytes, and those of another file of the same kind, and returns new bytes.
"""

import random
import struct
from collections.abc import Callable
from typing import TypeAlias

Mutation: TypeAlias = Callable[[random.Random, bytes, bytes], bytes]

INTERESTING = (0, 1, -1, 2, 7, 8, 16, 27, 28, 63, 64, 127, 128, 255, 256, 400, 784, 4095, 32767, 32768, 65535, 65536)
LARGE = (2**24, 2**31 - 1, -(2**31), 2**31, 2**32 - 1, 2**32 - 16, 10**9, 50_000_000, 2**63 - 1, 2**62, 2**64 - 1)
_LONGEST = 2**20
"""What is inserted or repeated stays small: it is not the disk that is tested."""


def flip_bits(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """One to eight bits."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def overwrite_run(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A run of one byte, or of random ones."""
    start, n = _piece(rng, data)
    run = bytes([rng.choice((0, 255, 32, rng.randrange(256)))]) * n if rng.random() < 0.5 else rng.randbytes(n)
    return data[:start] + run + data[start + n :]


def truncate(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """The end is missing, or the beginning."""
    cut = rng.randrange(len(data) + 1)
    return data[:cut] if rng.random() < 0.8 else data[cut:]


def insert(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Bytes that do not belong there."""
    place, n = rng.randrange(len(data) + 1), rng.choice((1, 2, 4, 8, 100, 5000))
    return data[:place] + (rng.randbytes(n) if rng.random() < 0.5 else bytes(n)) + data[place:]


def delete(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A piece out of the middle."""
    start, n = _piece(rng, data)
    return data[:start] + data[start + n :]


def duplicate(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A piece twice, or many times."""
    start, n = _piece(rng, data)
    times = min(rng.choice((1, 1, 2, 50, 5000)), _LONGEST // max(n, 1))
    return data[: start + n] + data[start : start + n] * times + data[start + n :]


def swap_blocks(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Two pieces change places."""
    cuts = sorted(rng.randrange(len(data) + 1) for _ in range(4))
    a, b, c, d = cuts
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one file, the end of another."""
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def put_integer(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A number of 1 to 8 bytes that may be a size, most often near the beginning, where sizes stand."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        n_bytes = rng.choice((1, 2, 4, 4, 8))
        if len(changed) < n_bytes:
            break
        reach = len(changed) - n_bytes
        place = rng.randint(0, min(reach, 300) if rng.random() < 0.7 else reach)
        changed[place : place + n_bytes] = integer_bytes(rng, n_bytes)
    return bytes(changed)


def integer_bytes(rng: random.Random, n_bytes: int) -> bytes:
    """A number that programs stumble over, the low or the high byte first."""
    value = rng.choice(INTERESTING + LARGE) if rng.random() < 0.8 else rng.getrandbits(64)
    form = f"{rng.choice('<>')}{ {1: 'B', 2: 'H', 4: 'I', 8: 'Q'}[n_bytes] }".replace(" ", "")
    return struct.pack(form, value % 2 ** (8 * n_bytes))


def empty(rng: random.Random, _data: bytes, _other: bytes) -> bytes:
    """Nothing, or next to nothing."""
    return rng.randbytes(rng.choice((0, 0, 1, 2, 3, 4, 8, 100)))


def _piece(rng: random.Random, data: bytes) -> tuple[int, int]:
    """Where a piece begins, and its length."""
    start = rng.randrange(len(data) + 1)
    longest = len(data) - start
    return start, min(longest, rng.choice((1, 2, 4, 16, 128, longest)))


BYTE_MUTATIONS: tuple[Mutation, ...] = (
    flip_bits,
    flip_bits,
    overwrite_run,
    truncate,
    insert,
    delete,
    duplicate,
    swap_blocks,
    splice,
    put_integer,
    put_integer,
    empty,
)
