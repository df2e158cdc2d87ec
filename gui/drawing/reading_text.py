"""What ten probabilities mean, in words: for the answer, for figures beside bars, and for screen readers."""

import numpy as np
from numpy.typing import NDArray

from engine.fine_tuning.contradictions import CERTAIN
from gui.translation import translate

Probabilities = NDArray[np.floating]
"""Shape (10,), digits 0..9; all 0 while nothing is drawn."""
LIKELY = 0.6
"""From this probability on, an answer is called likely; from the engine's :data:`CERTAIN` on, certain."""


def winner_of(probabilities: Probabilities) -> int | None:
    """The most probable digit; ``None`` while nothing is drawn."""
    return int(probabilities.argmax()) if probabilities.any() else None


def answer_text(probabilities: Probabilities) -> tuple[str, str]:
    """The digit, with a question mark where the network is not sure, and how sure it is.

    Parameters
    ----------
    probabilities
        Shape (10,), not all 0.
    """
    digit = int(probabilities.argmax())
    best = float(probabilities[digit])
    if best >= CERTAIN:
        return str(digit), translate("Reading", "Certain: {digit}").format(digit=digit)
    if best >= LIKELY:
        return str(digit), translate("Reading", "Likely: {digit}").format(digit=digit)
    return f"{digit}?", translate("Reading", "Not sure")


def reading_text(probabilities: Probabilities | None, *, is_refused: bool = False) -> str:
    """The reading as a sentence: "Read as 3, 97 percent; next 9, 3 percent.", or that it is no digit."""
    if probabilities is None or not probabilities.any():
        return translate("Reading", "Nothing is drawn.")
    first, second = (int(digit) for digit in np.argsort(-probabilities, kind="stable")[:2])
    best, next_best = (_whole_percent(float(probabilities[digit])) for digit in (first, second))
    if is_refused:
        sentence = translate("Reading", "Not a digit; most like {first}, {best} percent.")
        return sentence.format(first=first, best=best)
    sentence = translate("Reading", "Read as {first}, {best} percent; next {second}, {next_best} percent.")
    return sentence.format(first=first, best=best, second=second, next_best=next_best)


def _whole_percent(probability: float) -> str:
    if 0.995 <= probability < 1.0:
        return translate("Reading", "over 99")
    if 0.0 < probability < 0.005:
        return translate("Reading", "under 1")
    return f"{probability * 100:.0f}"
