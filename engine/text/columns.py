"""How wide texts are where every letter is as wide as the next, and Chinese characters are twice as wide."""

import unicodedata
from collections.abc import Sequence


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def table(rows: Sequence[Sequence[str]], *, to_the_right: bool = False) -> str:
    """Lines with the cells of each row, each cell below that of the row before, two spaces apart.

    Parameters
    ----------
    rows
        Cells, as many in each row.
    to_the_right
        Whether cells end below each other, as numbers do, and do not begin so.
    """
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]

    def filled(cell: str, width: int) -> str:
        gap = " " * (width - columns(cell))
        return gap + cell if to_the_right else cell + gap

    return "\n".join("  ".join(map(filled, row, widths)).rstrip() for row in rows)
