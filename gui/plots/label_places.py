"""Where words stand beside a plot: at the heights that they belong to, moved apart where they would cover each other."""

from collections.abc import Sequence


def moved_apart(middles: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """The upper edges of lines of words of one height, moved as little as it takes.

    Parameters
    ----------
    middles
        Where their middles belong, ascending; as many as have room.
    height
        Of each.
    top, bottom
        What they stay within.
    """
    tops: list[float] = []
    for middle in middles:
        tops.append(max(middle - height / 2, tops[-1] + height if tops else top))
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], bottom - height)
        bottom = tops[number]
    return tops
