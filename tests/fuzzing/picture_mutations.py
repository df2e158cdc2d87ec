"""Damage to pictures: sizes that lie under right checksums, chunks and segments in disorder, scans without end, bombs."""

import random
import struct
import zlib

from tests.fuzzing.byte_mutations import BYTE_MUTATIONS, Mutation, integer_bytes, put_integer
from tests.fuzzing.packed_mutations import zlib_bomb

_PNG = b"\x89PNG\r\n\x1a\n"
_SIDES = (0, 1, 2, 20, 1000, 6000, 7071, 7200, 20_000, 65_500, 50_000_000, 2**31 - 1)
Chunks = list[tuple[bytes, bytes]]


def change_sizes(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Width and height, wherever the format has them."""
    width, height = rng.choice(_SIDES), rng.choice(_SIDES)
    if data.startswith(_PNG):
        chunks = _chunks(data)
        if chunks and len(chunks[0][1]) == 13:
            depth = bytes(rng.choice(((8, 2), (8, 6), (16, 6), (1, 0), (8, 3), (16, 0), (8, 0))))
            depth = chunks[0][1][8:10] if rng.random() < 0.5 else depth
            interlace = bytes([rng.choice((0, 1))])
            chunks[0] = (b"IHDR", struct.pack(">2I", width, height) + depth + b"\0\0" + interlace)
        return _png(chunks)
    form, place = _size_place(data)
    if place is None:
        return put_integer(rng, data, other)
    numbers = struct.pack(form, width % 65536 if "H" in form else width, height % 65536 if "H" in form else height)
    return data[:place] + numbers + data[place + len(numbers) :]


def disorder(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Chunks of a PNG missing, twice, in another order, or changed, with right checksums."""
    if not data.startswith(_PNG):
        return rng.choice(BYTE_MUTATIONS)(rng, data, other)
    chunks = _chunks(data)
    index = rng.randrange(len(chunks))
    form = rng.randrange(5)
    if form == 0:
        del chunks[index]
    elif form == 1:
        chunks.insert(rng.randrange(len(chunks) + 1), chunks[index])
    elif form == 2:
        rng.shuffle(chunks)
    elif form == 3:
        name, contents = chunks[index]
        if name == b"IDAT":
            contents = zlib.compress(rng.choice(BYTE_MUTATIONS)(rng, zlib.decompress(contents), other))
        else:
            contents = rng.choice(BYTE_MUTATIONS)(rng, contents, other)
        chunks[index] = (name, contents)
    else:
        name = rng.choice((b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"tRNS", b"PLTE", b"eXIf", b"acTL", b"fdAT", b"gAMA"))
        body = rng.randbytes(20) if rng.random() < 0.5 else b"a\0\0" + zlib_bomb(b"", 64)
        chunks.insert(rng.randint(1, len(chunks)), (name, body))
    return _png(chunks)


def png_bomb(rng: random.Random, _data: bytes, _other: bytes) -> bytes:
    """A small file with a picture of many pixels, all of them there."""
    side = rng.choice((1000, 4000, 6000, 7071, 12_000))
    depth, n_bits = rng.choice(((bytes((1, 0)), 1), (bytes((8, 0)), 8), (bytes((8, 2)), 24), (bytes((16, 6)), 64)))
    width, height = rng.choice(((side, side), (side * side, 1), (1, side * side)))
    n_mib = (((width * n_bits + 7) // 8 + 1) * height >> 20) + 1
    header = struct.pack(">2I", width, height) + depth + bytes((0, 0, rng.choice((0, 0, 1))))
    start = rng.choice((b"", bytes(200) + b"\x55" * 20_000))
    return _png([(b"IHDR", header), (b"IDAT", zlib_bomb(start, min(n_mib, 400))), (b"IEND", b"")])


def change_header(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Sizes in the first hundred bytes and around the tags of a TIFF."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        number = integer_bytes(rng, rng.choice((1, 2, 4)))
        reach = min(len(changed), 120)
        place = rng.randrange(max(reach, 1))
        if data[:2] in (b"II", b"MM") and rng.random() < 0.7:  # the directory most often stands at the end
            place = max(0, len(changed) - rng.randrange(1, 300))
        changed[place : place + len(number)] = number
    return bytes(changed)


def _size_place(data: bytes) -> tuple[str, int | None]:
    """How and where a picture's width and height (JPEG: height and width) stand."""
    if data.startswith(b"BM"):
        return "<2I", 18
    if data.startswith(b"GIF8"):
        return "<2H", 6
    if data.startswith(b"\xff\xd8"):
        found = [data.find(bytes((0xFF, mark, 0, 11))) for mark in (0xC0, 0xC2)]
        found += [data.find(bytes((0xFF, mark, 0, 17))) for mark in (0xC0, 0xC2)]
        places = [place + 5 for place in found if place >= 0]
        return ">2H", places[0] if places else None
    if data[8:16] == b"WEBPVP8X":
        return "<2I", 24
    return "", None


def _chunks(data: bytes) -> Chunks:
    chunks, place = [], len(_PNG)
    while place + 12 <= len(data):
        (n_bytes,) = struct.unpack(">I", data[place : place + 4])
        chunks.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + n_bytes]))
        place += 12 + n_bytes
    return chunks


def _png(chunks: Chunks) -> bytes:
    written = [struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in chunks]
    return _PNG + b"".join(written)


PICTURE_MUTATIONS: tuple[Mutation, ...] = (change_sizes, disorder, change_header, change_header)
