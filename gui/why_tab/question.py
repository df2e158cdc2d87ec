"""The question of the tab: why this digit, and why not that one. No Qt in here."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pair:
    """The two digits.

    Attributes
    ----------
    digit, other
        "Why ``digit`` and not ``other``?"
    """

    digit: int
    other: int


@dataclass(frozen=True, slots=True)
class Question:
    """What was chosen by hand of the question; the rest follows the network's answer.

    Attributes
    ----------
    digit, other
        What was chosen; ``None`` for the answer, and for its runner-up.
    """

    digit: int | None = None
    other: int | None = None

    @property
    def follows(self) -> bool:
        """Whether nothing was chosen by hand."""
        return self.digit is None and self.other is None

    def pair(self, probabilities: NDArray[np.floating] | None) -> Pair | None:
        """The two digits for an answer, shape (10,); ``None`` if one of them follows, and there is no answer.

        They always differ: where the answer is what was chosen as the other digit, its runner-up takes that place.
        """
        if probabilities is None:
            return None if self.digit is None or self.other is None else Pair(self.digit, self.other)
        ranked = [int(digit) for digit in np.argsort(-probabilities, kind="stable")]
        digit = ranked[0] if self.digit is None else self.digit
        other = self.other if self.other is not None and self.other != digit else None
        return Pair(digit, other if other is not None else next(each for each in ranked if each != digit))

    def with_digit(self, digit: int | None, now: Pair | None) -> "Question":
        """The same with another first digit; if it is the second one now, they change places."""
        if now is not None and digit is not None and digit == now.other:
            return Question(digit, now.digit)
        return replace(self, digit=digit)

    def with_other(self, other: int | None, now: Pair | None) -> "Question":
        """The same with another second digit; if it is the first one now, they change places."""
        if now is not None and other is not None and other == now.digit:
            return Question(now.other, other)
        return replace(self, other=other)
