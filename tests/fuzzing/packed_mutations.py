"""Damage within what is packed: gzip and zip archives with right checksums over wrong contents, and bombs."""

import ast
import functools
import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence

import numpy as np

from tests.fuzzing.byte_mutations import BYTE_MUTATIONS, Mutation, integer_bytes

GZIP_MAGIC = b"\x1f\x8b"
_MIB = 2**20
_BOMB_MIB = (1, 12, 40, 300)
_DTYPES = ("|O", "<U1000000", "|V8", "<f8", ">i8", "<c16", "|S9", "<M8[s]", "|b1", "<f2", "|u1", "<q", "junk", "")
_SHAPES = (
    "()",
    "(0,)",
    "(-1, 400)",
    "(4294967296, 400)",
    "(12, 400)",
    "(2, 2, 2, 2)",
    "(99999999999999999999,)",
    "(1.5,)",
)


def within_gzip(mutations: Sequence[Mutation]) -> Mutation:
    """Unpack what is gzipped, damage it, and pack it again; damage the packed bytes at times."""

    def mutate(rng: random.Random, data: bytes, other: bytes) -> bytes:
        if not data.startswith(GZIP_MAGIC):
            return rng.choice(mutations)(rng, data, other)
        form = rng.random()
        if form < 0.15:
            return rng.choice(BYTE_MUTATIONS)(rng, data, other)
        if form < 0.2:
            return data + data * rng.randint(0, 3)  # several members: their contents follow each other
        plain = rng.choice(mutations)(rng, gzip.decompress(data), unpacked(other))
        return gzip.compress(plain, compresslevel=1, mtime=0)

    return mutate


def unpacked(data: bytes) -> bytes:
    """Without gzip's packing, if it is whole."""
    return gzip.decompress(data) if data.startswith(GZIP_MAGIC) else data


def gzip_bomb(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """The file's beginning, and then one piece of it (or zeros) again and again, hundreds of megabytes."""
    plain = unpacked(data)
    start = plain[: rng.choice((0, 4, 16, 784, 2000))]
    piece = rng.choice((b"\0", b"0,", b" ", b"[[0,0]],", b"\n", plain[:4096] or b"1", b"0,1,2,3,4\n", b"1"))
    return _packed(start, piece, rng.choice(_BOMB_MIB), 31)


def zlib_bomb(start: bytes, n_mib: int) -> bytes:
    """Zeros after a beginning, packed as MATLAB and PNG files pack."""
    return _packed(start, b"\0", n_mib, 15)


@functools.lru_cache(maxsize=64)
def _packed(start: bytes, piece: bytes, n_mib: int, window_bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    block = piece * (_MIB // len(piece))
    packed = [packer.compress(start), *(packer.compress(block) for _ in range(n_mib)), packer.flush()]
    return b"".join(packed)


# Zip archives, and the arrays in them


def change_member(mutations: Sequence[Mutation]) -> Mutation:
    """Damage one array of an archive and give it its right checksum."""

    def mutate(rng: random.Random, data: bytes, other: bytes) -> bytes:
        return _rewritten(rng, data, lambda member: rng.choice(mutations)(rng, member, other))

    return mutate


def change_npy_header(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """An array says another shape, kind or order than it has."""

    def change(member: bytes) -> bytes:
        try:
            n = struct.unpack("<H", member[8:10])[0]
            header, values = ast.literal_eval(member[10 : 10 + n].decode("latin1")), member[10 + n :]
        except (ValueError, SyntaxError, struct.error):
            return member
        kind, shape = repr(header["descr"]), repr(header["shape"])
        kind = repr(rng.choice(_DTYPES)) if rng.random() < 0.5 else kind
        shape = rng.choice(_SHAPES) if rng.random() < 0.5 else shape
        text = f"{{'descr': {kind}, 'fortran_order': {rng.choice(('True', 'False', '3'))}, 'shape': {shape}, }}"
        if rng.random() < 0.1:
            text = rng.choice(("[" * 5000, "{'descr': __import__('os').getpid()}", "9" * 9000, "{}", text * 2))
        version = rng.choice((b"\x01\x00",) * 6 + (b"\x02\x00", b"\x03\x00", b"\x09\x00"))
        size = struct.pack("<H" if version == b"\x01\x00" else "<I", len(text) + 1)
        return b"\x93NUMPY" + version + size + text.encode() + b"\n" + values

    return _rewritten(rng, data, change)


def write_member(archive: zipfile.ZipFile, name: str, contents: bytes, method: int | None = None) -> None:
    """Add a member without the time of now, so that the same dice make the same archive."""
    info = zipfile.ZipInfo(name)
    info.compress_type = archive.compression if method is None else method
    archive.writestr(info, contents, compresslevel=archive.compresslevel)


def change_description(mutations: Sequence[Mutation]) -> Mutation:
    """Damage the JSON text of a model file, as text."""

    def mutate(rng: random.Random, data: bytes, other: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            arrays = {name: archive.read(name) for name in archive.namelist()}
        text = str(np.load(io.BytesIO(arrays["description.npy"])))
        changed = rng.choice(mutations)(rng, text.encode(), other).decode("utf-8", "replace")
        if rng.random() < 0.05:  # long, and made of little
            changed = text[:-1] + ', "more": [' + rng.choice(("[],", '{"":{}},', "[[]],", "0,")) * 700_000 + "0]}"
        buffer = io.BytesIO()
        np.save(buffer, np.array(changed))
        arrays["description.npy"] = buffer.getvalue()
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, contents in arrays.items():
                write_member(archive, name, contents)
        return written.getvalue()

    return mutate


def lie_in_zip(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Sizes, offsets, methods and flags in the archive's directory or before a member are others."""
    changed = bytearray(data)
    places = [i for mark in (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06") for i in _all(data, mark)]
    for _ in range(rng.randint(1, 3)):
        if places:
            place = rng.choice(places) + rng.randrange(4, 46)
            number = integer_bytes(rng, rng.choice((2, 4)))
            changed[place : place + len(number)] = number
    return bytes(changed)


def zip_bomb(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """One member becomes zeros without end, under a header that says so or one that does not."""
    n_mib = rng.choice((1, 20, 40, 200))
    n_bytes = n_mib * _MIB
    shape = rng.choice(
        (f"({n_bytes // 400}, 400)", "(12, 400)", f"({n_bytes // 3200}, 400)", f"({n_bytes // 4},)", "()")
    )
    kind = rng.choice(("|u1", "<f8", "<f4", f"<U{n_bytes // 4}"))
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text
    return _rewritten(rng, data, lambda _member: start, n_mib=n_mib)


def many_members(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Names that are there twice, that are strange, that are many; a member missing; a method that few know."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        form = rng.randrange(4)
        if form == 0:
            for number in range(rng.choice((10, 2000))):
                write_member(archive, f"{number}.npy", b"")
        elif form == 1:
            for name in ("\x1b[31m.npy", "a\nb.npy", "é" * 1000 + ".npy", "../X.npy", "\u202e.npy"):
                write_member(archive, name, b"x")
        elif form == 2:
            write_member(archive, "Z.npy", b"x" * 1000, rng.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))
        else:
            archive.comment = rng.randbytes(1000)
    return buffer.getvalue()


def _rewritten(rng: random.Random, data: bytes, change: Callable[[bytes], bytes], *, n_mib: int = 0) -> bytes:
    """The archive with one member changed (and zeros after it), or left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            contents = old.read(name)
            if name != chosen:
                write_member(new, name, contents)
            elif n_mib:
                with new.open(name, "w") as member:
                    member.write(change(contents))
                    for _ in range(n_mib):
                        member.write(bytes(_MIB))
            elif rng.random() > 0.03:
                method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA))
                write_member(new, name, change(contents), method)
    return buffer.getvalue()


def _all(data: bytes, mark: bytes) -> list[int]:
    places, start = [], data.find(mark)
    while start >= 0:
        places.append(start)
        start = data.find(mark, start + 1)
    return places


ZIP_MUTATIONS: tuple[Mutation, ...] = (
    change_member(BYTE_MUTATIONS),
    change_npy_header,
    change_npy_header,
    lie_in_zip,
    lie_in_zip,
    many_members,
)
