"""Protocol buffers, read field by field: what an ``.onnx`` file is written in.

No schema and no recursion: whoever reads a message names the fields that it wants, and those of a message within it in
turn. Long values are views of the file's bytes, so that nothing is copied and no size is believed that the file has not.

Source: Protocol Buffers, "Encoding" (https://protobuf.dev/programming-guides/encoding).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled

MAX_FIELDS = 2**18
"""Fields of a file, those of the messages within it included: what has more was made to keep the program busy."""
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_LONGEST_VARINT = 10
_CHECK_EVERY = 4096  # fields


class ProtobufError(Exception):
    """The bytes are no message, or have too many fields."""


@dataclass
class Budget:
    """How many fields may still be read of one file."""

    n_left: int = MAX_FIELDS

    def spend(self) -> None:
        """Count one."""
        self.n_left -= 1
        if self.n_left < 0:
            raise ProtobufError
        if not self.n_left % _CHECK_EVERY:
            check_cancelled()


@dataclass
class Message:
    """The fields of one message, in order.

    Attributes
    ----------
    numbers
        By the number of a field, all its values that are numbers; those of 4 and 8 bytes as they lie in the file, little
        endian, without a sign.
    parts
        By the number of a field, all its values that are bytes: texts, packed numbers, and messages.
    budget
        Of the file.
    """

    numbers: dict[int, list[int]] = field(default_factory=dict)
    parts: dict[int, list[memoryview]] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    def number(self, at: int, default: int = 0) -> int:
        """The last number of a field, with its sign."""
        values = self.numbers.get(at)
        return signed(values[-1]) if values else default

    def text(self, at: int) -> str:
        """The last text of a field; empty without one."""
        parts = self.parts.get(at)
        return str(parts[-1], "utf-8", "replace") if parts else ""

    def texts(self, at: int) -> list[str]:
        """All texts of a field."""
        return [str(part, "utf-8", "replace") for part in self.parts.get(at, ())]

    def message(self, at: int) -> "Message":
        """The last message of a field; an empty one without one."""
        parts = self.parts.get(at)
        return read_message(parts[-1], self.budget) if parts else Message(budget=self.budget)

    def messages(self, at: int) -> Iterator["Message"]:
        """All messages of a field."""
        for part in self.parts.get(at, ()):
            yield read_message(part, self.budget)

    def integers(self, at: int) -> list[int]:
        """All numbers of a repeated field of whole numbers, packed or not, with their signs."""
        found = [signed(value) for value in self.numbers.get(at, ())]
        for part in self.parts.get(at, ()):
            place = 0
            while place < len(part):
                self.budget.spend()
                value, place = _varint(part, place)
                found.append(signed(value))
        return found

    def fixed(self, at: int, dtype: str) -> "NDArray[np.generic]":
        """All numbers of a repeated field of 4 or 8 bytes each, packed or not, as NumPy's "<f4" or "<f8"."""
        alone = self.numbers.get(at)
        if alone:
            size = np.dtype(dtype).itemsize
            return np.frombuffer(b"".join(value.to_bytes(size, "little") for value in alone), dtype)
        parts = self.parts.get(at, ())
        if len(parts) == 1:
            return np.frombuffer(parts[0], dtype)
        return np.frombuffer(b"".join(parts), dtype)


def read_message(data: memoryview, budget: Budget | None = None) -> Message:
    """The fields of a message.

    Parameters
    ----------
    data
        Its bytes.
    budget
        How many fields may still be read; by default :data:`MAX_FIELDS`.

    Raises
    ------
    ProtobufError
        If these are no fields, or too many.
    """
    message = Message(budget=budget or Budget())
    place = 0
    while place < len(data):
        message.budget.spend()
        tag, place = _varint(data, place)
        number, wire = tag >> 3, tag & 7
        if wire == _VARINT:
            value, place = _varint(data, place)
            message.numbers.setdefault(number, []).append(value)
        elif wire in (_FIXED_32, _FIXED_64):
            end = place + (4 if wire == _FIXED_32 else 8)
            if end > len(data):
                raise ProtobufError
            message.numbers.setdefault(number, []).append(int.from_bytes(data[place:end], "little"))
            place = end
        elif wire == _BYTES:
            n_bytes, place = _varint(data, place)
            if n_bytes > len(data) - place:
                raise ProtobufError
            message.parts.setdefault(number, []).append(data[place : place + n_bytes])
            place += n_bytes
        else:
            raise ProtobufError
    return message


def signed(value: int) -> int:
    """A whole number of 64 bits with its sign."""
    return value - (1 << 64) if value >> 63 else value


def _varint(data: memoryview, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where the next thing begins."""
    value = 0
    for i, byte in enumerate(data[place : place + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * i)
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, place + i + 1
    raise ProtobufError
