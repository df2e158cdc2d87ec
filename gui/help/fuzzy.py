"""How well a few typed words fit a name: for lists that are searched while one types."""

ELSEWHERE = 3
"""From here on, what was typed is not in the name."""
_START, _WITHIN, _SCATTERED = 0, 2, 8


def misfit(typed: str, name: str, more: str = "") -> int | None:
    """How badly words fit, 0 for best; ``None`` if one of them does not.

    Parameters
    ----------
    typed
        Words, in any order and case.
    name, more
        What is looked for, and what else may hold the words: they count for less there. A word of three letters and more
        may also be scattered over the name: "lrn" finds "Learn".
    """
    total = 0
    for word in typed.casefold().split():
        fit = _word_misfit(word, name.casefold(), more.casefold())
        if fit is None:
            return None
        total += fit
    return total


def _word_misfit(word: str, name: str, more: str) -> int | None:
    if any(part.startswith(word) for part in _parts(name)):
        return _START if name.startswith(word) else _START + 1
    if word in name:
        return _WITHIN
    if any(part.startswith(word) for part in _parts(more)):
        return ELSEWHERE
    if word in more:
        return ELSEWHERE + 1
    letters = iter(name)
    return _SCATTERED if len(word) > 2 and all(letter in letters for letter in word) else None


def _parts(text: str) -> list[str]:
    return text.replace("-", " ").replace("(", " ").split()
