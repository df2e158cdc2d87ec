"""How the pictures of a file are turned before they are taken for digits: by themselves, or as the user says.

What is said stands behind the file's place, ``digits.csv::transposed,inverted``, and so belongs to the source: whoever
reads the source again, a session, a sweep or a run that is repeated, reads the same digits.
"""

import re
from dataclasses import dataclass, fields
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError
from engine.text.sentence import Sentence, say

_TAIL = re.compile(r"::([a-z-]+(?:,[a-z-]+)*)$")
_WORDS = {"inverted": "inverted", "transposed": "transposed", "y-up": "y_up", "mirrored": "mirrored", "as-is": "as_is"}
_IN_A_SENTENCE = {
    "inverted": "handling.inverted",
    "transposed": "handling.transposed",
    "y-up": "handling.y_up",
    "mirrored": "handling.mirrored",
    "as-is": "handling.as_is",
}


@dataclass(frozen=True, slots=True)
class Handling:
    """What is done to pictures, in this order.

    Attributes
    ----------
    inverted
        Ink and paper are exchanged.
    transposed
        Rows and columns are exchanged.
    y_up
        They are turned upside down; strokes are, whose y grows upwards.
    mirrored
        Left and right are exchanged.
    as_is
        Nothing else is done: neither what the program sees by itself (ink and paper), nor what it knows of a file.
    """

    inverted: bool = False
    transposed: bool = False
    y_up: bool = False
    mirrored: bool = False
    as_is: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def __str__(self) -> str:
        return ",".join(word for word, name in _WORDS.items() if getattr(self, name))

    @property
    def in_words(self) -> Sentence:
        """What is done, after "they are": "transposed and turned upside down"; something has to be."""
        *first, last = (Sentence(_IN_A_SENTENCE[word]) for word, name in _WORDS.items() if getattr(self, name))
        if not first:
            return last
        return say(
            "handling.several",
            first=reduce(lambda one, next_: say("handling.comma", first=one, second=next_), first),
            last=last,
        )

    def turned(self, pictures: NDArray[np.generic]) -> NDArray[np.generic]:
        """Pictures (n, height, width) turned; a view. Ink and paper stay."""
        if self.transposed:
            pictures = pictures.transpose(0, 2, 1)
        if self.y_up:
            pictures = pictures[:, ::-1]
        return pictures[:, :, ::-1] if self.mirrored else pictures

    def after(self, before: "Handling") -> "Handling":
        """What does in one what ``before`` and then this one do to rows and columns; other words of either hold."""
        vertical, horizontal = before.y_up, before.mirrored
        if self.transposed:
            vertical, horizontal = horizontal, vertical
        return Handling(
            before.inverted or self.inverted,
            before.transposed != self.transposed,
            vertical != self.y_up,
            horizontal != self.mirrored,
            before.as_is or self.as_is,
        )


PLAIN = Handling()
"""Nothing is said: what the program sees and knows by itself is done."""


def handling_from(words: str) -> Handling:
    """The handling that ``str`` gives those words for; all words are in :class:`Handling`, ``y_up`` written "y-up".

    Raises
    ------
    DataError
        If a word is none of them.
    """
    chosen = [word for word in words.split(",") if word]
    unknown = next((word for word in chosen if word not in _WORDS), None)
    if unknown is not None:
        raise DataError(say("data.unknown_handling", known=", ".join(_WORDS), got=unknown))
    return Handling(**{_WORDS[word]: True for word in chosen})


def split_source(source: str) -> tuple[str, Handling]:
    """The place that a source names, and the handling behind it.

    Raises
    ------
    DataError
        If what stands behind ``::`` is no handling.
    """
    tail = _TAIL.search(source)
    return (source[: tail.start()], handling_from(tail[1])) if tail else (source, PLAIN)


def with_handling(source: str, handling: Handling) -> str:
    """A source with this handling in place of the one that it may have."""
    place, _ = split_source(source)
    return f"{place}::{handling}" if handling else place
