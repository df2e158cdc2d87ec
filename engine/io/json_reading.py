"""JSON parsed within bounds: a few letters of it, ``[],`` or ``{},``, can become a hundred bytes of memory."""

import json
from typing import Any

MOST_BYTES = 176 * 2**20
"""What a parsed text may take; the longest description of a run of 16 million letters takes less."""
_BYTES_PER_MARK = {"[": 113, "{": 250, ",": 36, '"': 32}
"""What CPython 3.11 takes at most for a list of one, a dict of one, a number with its place, half of a string's frame."""


def parse_json(text: str) -> Any:  # noqa: ANN401 - what JSON can hold
    """What a JSON text says.

    Raises
    ------
    ValueError
        If it is no JSON, or would take more than :data:`MOST_BYTES` (an upper bound, counted before it is parsed).
    RecursionError
        If its brackets are nested too deeply.
    """
    n_bytes = len(text) + sum(n * text.count(mark) for mark, n in _BYTES_PER_MARK.items())
    if n_bytes > MOST_BYTES:
        raise ValueError(f"a text of {len(text):,} letters that takes up to {n_bytes:,} bytes")
    return json.loads(text)
