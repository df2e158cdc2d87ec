"""The matrices of a text file as Octave's ``save`` writes it: lines of numbers below what they are called.

Source: "GNU Octave", section "Simple File I/O", the description of its text format.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.formats.mat_variable import Variable

_STARTS = (b"# Created by Octave", b"# name:")


def is_octave_text(data: memoryview) -> bool:
    """Whether a file begins as Octave's text does."""
    return bytes(data[:20]).startswith(_STARTS)


def variables_of_text(data: memoryview) -> Iterator[Variable]:
    """Every matrix and scalar; other kinds are passed over. ``EOFError`` if lines are missing."""
    lines = bytes(data).split(b"\n")
    at = 0
    while at < len(lines):
        check_cancelled()
        head: dict[bytes, bytes] = {}
        while at < len(lines) and (lines[at].startswith(b"#") or not lines[at].strip()):
            key, _, value = lines[at].lstrip(b"# ").partition(b":")
            if key == b"name":
                head = {}
            head[key.strip()] = value.strip()
            at += 1
        start = at
        while at < len(lines) and not lines[at].startswith(b"#"):
            at += 1
        kind = head.get(b"type", b"").removeprefix(b"global ")
        if kind == b"matrix" and b"rows" in head:
            n_rows, n_columns = int(head[b"rows"]), int(head[b"columns"])
            body = [line for line in lines[start:at] if line.strip()]
            if len(body) != n_rows or n_columns < 0:
                raise EOFError
            yield Variable(_name(head), (n_rows, n_columns), partial(_numbers, body, n_columns))
        elif kind == b"scalar" and start < len(lines):
            yield Variable(_name(head), (1, 1), partial(_numbers, lines[start : start + 1], 1))


def _name(head: dict[bytes, bytes]) -> str:
    return head.get(b"name", b"").decode("latin1")


def _numbers(lines: list[bytes], n_columns: int) -> NDArray[np.float64]:
    """Lines of numbers, column by column."""
    values = np.empty((len(lines), n_columns))
    for row, line in zip(values, lines, strict=True):
        check_cancelled()
        row[:] = np.array(line.split(), dtype=np.float64)
    return values.reshape(-1, order="F")
