"""The matrices of a text file as Octave's ``save`` writes it: lines of numbers below what they are called.

Source: "GNU Octave", section "Simple File I/O", the description of its text format.
"""

import re
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.formats.mat_variable import Variable

_STARTS = (b"# Created by Octave", b"# name:")
_LINE = re.compile(rb"\S[^\n]*")
"""A line that is not blank, from its first letter on. They are looked for one by one: a list would take much memory."""


def is_octave_text(data: memoryview) -> bool:
    """Whether a file begins as Octave's text does."""
    return bytes(data[:20]).startswith(_STARTS)


def variables_of_text(data: memoryview) -> Iterator[Variable]:
    """Every matrix and scalar; other kinds are passed over. ``EOFError`` if lines are missing, or too many."""
    head: dict[bytes, bytes] = {}
    start, n_lines = 0, 0  # of what stands below the head
    for line in _LINE.finditer(data):
        check_cancelled()
        if not line[0].startswith(b"#"):
            start = start if n_lines else line.start()
            n_lines += 1
            if n_lines > int(head.get(b"rows", n_lines)):
                raise EOFError
            continue
        key, _, value = line[0].lstrip(b"# ").partition(b":")
        if key == b"name":
            yield from _variables(head, data[start : line.start()], n_lines)
            head, n_lines = {}, 0
        head[key.strip()] = value.strip()
    yield from _variables(head, data[start:], n_lines)


def _variables(head: dict[bytes, bytes], body: memoryview, n_lines: int) -> Iterator[Variable]:
    """The variable that was read, if it is one of numbers."""
    name, kind = head.get(b"name", b"").decode("latin1"), head.get(b"type", b"").removeprefix(b"global ")
    if kind == b"matrix" and b"rows" in head:
        shape = int(head[b"rows"]), int(head[b"columns"])
        if n_lines != shape[0] or not 0 <= shape[0] * shape[1] <= len(body):
            raise EOFError
        yield Variable(name, shape, partial(_numbers, body, shape))
    elif kind == b"scalar" and n_lines:
        yield Variable(name, (1, 1), partial(_numbers, body, (1, 1)))


def _numbers(body: memoryview, shape: tuple[int, int]) -> NDArray[np.float64]:
    """Lines of numbers, column by column."""
    values = np.empty(shape)
    for row, line in zip(values, _LINE.finditer(body), strict=False):
        check_cancelled()
        row[:] = np.array(line[0].split(), dtype=np.float64)
    return values.reshape(-1, order="F")
