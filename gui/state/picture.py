"""A picture of a digit that was opened, pasted or dropped: how it looks, and what a network reads of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.ink.framing import Image


class PictureStage(NamedTuple):
    """What a photograph looked like after a stage: its name in the engine, and gray pixels, (height, width)."""

    name: str
    pixels: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Picture:
    """One picture; made in a worker's thread and never changed.

    Attributes
    ----------
    name
        For people: the file's name, or where it came from.
    pixels
        How it looks, upright and gray as the program decoded it, (height, width), 0 for black; without any if it cannot be
        decoded.
    frames
        What a network reads of it, its digits from left to right, by the name of the input format; empty if it cannot be
        read.
    refused
        Whether each of them is no digit, but a scribble, a letter or a sign.
    stages
        What became of it on the way to its ink, made small; none if it was read as it is.
    error
        Why it cannot be read, in one sentence; empty if it can.
    """

    name: str
    pixels: NDArray[np.uint8] = field(default_factory=lambda: np.empty((0, 0), dtype=np.uint8))
    frames: Mapping[str, tuple[Image, ...]] = field(default_factory=dict)
    refused: tuple[bool, ...] = ()
    stages: tuple[PictureStage, ...] = ()
    error: str = ""
