"""How wide texts are where every letter is as wide as the next, and Chinese characters are twice as wide."""

import unicodedata
from collections.abc import Sequence


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lines with the cells of each row, each cell below that of the row before, two spaces apart."""
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
