"""Damage to MATLAB files: within what is packed, in the tags, the shapes, the kinds; and variables that are bombs."""

import random
import struct
import zlib

from tests.fuzzing.byte_mutations import BYTE_MUTATIONS, LARGE, Mutation, put_integer
from tests.fuzzing.packed_mutations import zlib_bomb

_HEADER = 128
_PACKED, _MATRIX = 15, 14
_CLASSES = range(18)  # 1 cell, 2 struct, 3 object, 4 text, 5 sparse, 6 double ... 16 function handle, 17 opaque
_SIDES = (0, 1, -1, 12, 400, 784, 5000, 2**20, 2**31 - 1)


def change_variable(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Unpack a variable, damage it, pack it again; or take its packing away."""
    variables = _variables(data)
    if not variables:
        return put_integer(rng, data, other)
    index = rng.randrange(len(variables))
    kind, contents = variables[index]
    if kind == _PACKED:
        try:
            plain = zlib.decompress(contents)
        except zlib.error:
            plain = contents
        changed = _damaged(rng, plain, other)
        variables[index] = (_PACKED, zlib.compress(changed, 1))
        if rng.random() < 0.1 and len(changed) > 8:
            variables[index] = (_MATRIX, changed[8:])
    else:
        variables[index] = (kind, _damaged(rng, struct.pack("<2I", kind, len(contents)) + contents, other)[8:])
    if rng.random() < 0.1:
        rng.shuffle(variables)
    return data[:_HEADER] + _joined(variables)


def change_shape(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A variable says another shape, class or name; its sizes stay, or grow with it."""
    variables = _variables(data)
    if not variables:
        return data
    index = rng.randrange(len(variables))
    kind, contents = variables[index]
    try:
        plain = bytearray(
            zlib.decompress(contents) if kind == _PACKED else struct.pack("<2I", kind, len(contents)) + contents
        )
    except zlib.error:
        return data
    # Tag (8), flags' tag (8), class and flags (8), shape's tag (8), the shape.
    place = rng.choice((4, 12, 16, 17, 24, 28, 32, 36, 40, 44, 48))
    value = rng.choice(_CLASSES) if place == 16 else rng.choice(_SIDES + LARGE)
    if len(plain) >= place + 4:
        if place in (16, 17):
            plain[place] = value % 256
        else:
            plain[place : place + 4] = struct.pack("<I", value % 2**32)
    variables[index] = (_PACKED, zlib.compress(bytes(plain), 1))
    return data[:_HEADER] + _joined(variables)


def bomb(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """A variable of zeros: so many as its shape says, or many more, or of another class."""
    n_mib = rng.choice((1, 20, 40, 200))
    n_values = n_mib * 2**20 // 8
    rows, columns = rng.choice(((n_values // 400, 400), (12, 400), (n_values, 1), (25, 401)))
    name = rng.choice((b"X", b"y", b"Theta1", b"Z" * 1000))
    dims = struct.pack("<4I", 5, 8, rows, columns)
    name_element = struct.pack("<2I", 1, len(name)) + name + bytes(-len(name) % 8)
    inner = struct.pack("<4I", 6, 8, rng.choice((6, 4, 1, 2, 9, 16)), 0) + dims + name_element
    body = inner + struct.pack("<2I", 9, n_mib * 2**20)
    start = struct.pack("<2I", _MATRIX, len(body) + n_mib * 2**20) + body
    return data[:_HEADER] + _joined([*_variables(data), (_PACKED, zlib_bomb(start, n_mib))])


def _damaged(rng: random.Random, plain: bytes, other: bytes) -> bytes:
    return rng.choice(BYTE_MUTATIONS)(rng, plain, other)


def _variables(data: bytes) -> list[tuple[int, bytes]]:
    """The kind and the contents of each."""
    variables, place = [], _HEADER
    while place + 8 <= len(data):
        kind, n_bytes = struct.unpack("<2I", data[place : place + 8])
        variables.append((kind, data[place + 8 : place + 8 + n_bytes]))
        place += 8 + n_bytes
    return variables


def _joined(variables: list[tuple[int, bytes]]) -> bytes:
    return b"".join(struct.pack("<2I", kind, len(contents)) + contents for kind, contents in variables)


MAT_MUTATIONS: tuple[Mutation, ...] = (change_variable, change_variable, change_shape, change_shape, put_integer)
