"""What a network reads, by how many inputs it has: 400 for the frame of 20x20, 64 for the UCI digits' 8x8 blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import ModelError
from engine.ink.block_framing import FULL_BLOCK, N_BLOCKS, block_drawings, block_ink, block_picture
from engine.ink.framing import FRAME_SIZE, INK_SPAN_PX, Image, frame_drawings, frame_ink, frame_picture
from engine.ink.pen import Stroke
from engine.text.sentence import say


class FramesDrawings(Protocol):
    """Many drawings to (n_drawings, size, size) and which of them have ink, as :func:`frame_drawings` does it."""

    def __call__(
        self, drawings: Sequence[Sequence[Stroke]], *, dot_size: float = 0.0
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """``dot_size`` is the longer side, in the strokes' unit, up to which a drawing is a dot."""


@dataclass(frozen=True, slots=True)
class InputFormat:
    """One way in which ink is laid out for a network.

    Attributes
    ----------
    name
        "frame" or "blocks".
    size
        Pixels along each side of what the network reads.
    ink
        The value of a pixel that is all ink; paper is 0.
    layout
        How ink is laid out, for people: the rest of a sentence.
    drawings
        Many drawings to (n_drawings, size, size), float32, and which of them have ink, (n_drawings,).
    picture
        A picture, light on dark or dark on light, to (size, size), float32; ``None`` if it is blank.
    ink_picture
        A picture whose paper is known to be 0, of whatever size, to the same.
    """

    name: str
    size: int
    ink: float
    layout: str
    drawings: FramesDrawings
    picture: Callable[[ArrayLike], Image | None]
    ink_picture: Callable[[ArrayLike], Image | None]

    @property
    def n_inputs(self) -> int:
        """The inputs of a network that reads this."""
        return self.size * self.size

    @property
    def label(self) -> str:
        """For people: ``20 × 20``."""
        return f"{self.size} × {self.size}"


FRAME = InputFormat(
    name="frame",
    size=FRAME_SIZE,
    ink=1.0,
    layout=f"its longer side scaled to {INK_SPAN_PX} pixels, its center of mass in the middle",
    drawings=frame_drawings,
    picture=frame_picture,
    ink_picture=frame_ink,
)
"""The frame that the course's data has: 20x20, ink 1."""
BLOCKS = InputFormat(
    name="blocks",
    size=N_BLOCKS,
    ink=FULL_BLOCK,
    layout="set upright, stretched to 20 by 32 fine pixels, and counted in blocks of 4 × 4",
    drawings=block_drawings,
    picture=block_picture,
    ink_picture=block_ink,
)
"""The blocks that the UCI digits have: 8x8, ink 16."""
INPUT_FORMATS: dict[int, InputFormat] = {input_format.n_inputs: input_format for input_format in (FRAME, BLOCKS)}
"""Every format by the number of inputs."""


def input_format(n_inputs: int) -> InputFormat:
    """The format that a network of so many inputs reads.

    Raises
    ------
    ModelError
        If there is none.
    """
    if n_inputs not in INPUT_FORMATS:
        known = " or ".join(f"{known.n_inputs} inputs ({known.label})" for known in INPUT_FORMATS.values())
        raise ModelError(say("ink.other_inputs", known=known, n=n_inputs))
    return INPUT_FORMATS[n_inputs]
