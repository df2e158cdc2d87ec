"""The formats of what networks read: 20x20 as the course's digits are framed, 28x28 as MNIST is, and UCI's 8x8 blocks.

Networks, data sets and settings know theirs: a format is asked for its shape, its ink and its way to lay out a drawing, and
a number of inputs is never asked for any of these. Only files that have nothing but a number of values for a picture
(tables, Theta1) are told apart by it, in :func:`format_of_count`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import ModelError
from engine.ink.block_framing import (
    BITMAP_SIZE,
    FULL_BLOCK,
    N_BLOCKS,
    PEN_RADIUS_PX,
    block_drawings,
    block_ink,
    block_lines,
    block_picture,
)
from engine.ink.framing import (
    COURSE_FRAME,
    MNIST_FRAME,
    FrameGeometry,
    Image,
    frame_drawings,
    frame_ink,
    frame_lines,
    frame_picture,
)
from engine.ink.pen import Stroke
from engine.ink.resampling import resized
from engine.text.sentence import Sentence, say


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
        As configurations, files and the command line spell it: "20x20".
    height, width, channels
        Pixels of what the network reads, and values for each; all formats are square, of one channel.
    ink
        The value of a pixel that is all ink; paper is 0.
    layout
        How ink is laid out, for people: the rest of a sentence.
    pen_radius
        Half the width of the pen that draws strokes, as a share of the side.
    margin
        Of the canvas's side, where a picture is put on it as strokes: blocks are full of ink to their edges.
    drawings
        Many drawings to (n_drawings, height, width), float32, and which of them have ink, (n_drawings,).
    picture
        A picture, light on dark or dark on light, to (height, width), float32; ``None`` if it is blank.
    lines
        The ink that was found in a picture (``photographs``), (height, width), to the same.
    ink_picture
        A picture whose paper is known to be 0, of whatever size, to the same.
    frame
        Where ink lies, for the formats that differ in size alone; ``None`` for blocks.
    """

    name: str
    height: int
    width: int
    channels: int
    ink: float
    layout: Sentence
    pen_radius: float
    margin: float
    drawings: FramesDrawings
    picture: Callable[[ArrayLike], Image | None]
    lines: Callable[[NDArray[np.float64]], Image | None]
    ink_picture: Callable[[ArrayLike], Image | None]
    frame: FrameGeometry | None = None

    @property
    def shape(self) -> tuple[int, int, int]:
        """(height, width, channels): the input shape of a network that reads this."""
        return self.height, self.width, self.channels

    @property
    def size(self) -> int:
        """Pixels along each side."""
        return self.height

    @property
    def n_inputs(self) -> int:
        """How many values that are."""
        return self.height * self.width * self.channels

    @property
    def label(self) -> str:
        """For people: ``20 × 20``."""
        return f"{self.height} × {self.width}"


def _framed(name: str, frame: FrameGeometry) -> InputFormat:
    return InputFormat(
        name=name,
        height=frame.size,
        width=frame.size,
        channels=1,
        ink=1.0,
        layout=say("ink.framed", span=frame.ink_span),
        pen_radius=frame.pen_radius / frame.size,
        margin=0.0,
        drawings=partial(frame_drawings, frame=frame),
        picture=partial(frame_picture, frame=frame),
        lines=partial(frame_lines, frame=frame),
        ink_picture=partial(frame_ink, frame=frame),
        frame=frame,
    )


FRAME = _framed("20x20", COURSE_FRAME)
"""The frame that the course's data has: 20x20, ink 1; the usual one."""
LARGE_FRAME = _framed("28x28", MNIST_FRAME)
"""The frame that MNIST has: 28x28, ink 1."""
BLOCKS = InputFormat(
    name="8x8",
    height=N_BLOCKS,
    width=N_BLOCKS,
    channels=1,
    ink=FULL_BLOCK,
    layout=say("ink.blocks"),
    pen_radius=PEN_RADIUS_PX / BITMAP_SIZE,
    margin=0.14,
    drawings=block_drawings,
    picture=block_picture,
    lines=block_lines,
    ink_picture=block_ink,
)
"""The blocks that the UCI digits have: 8x8, ink 16."""
INPUT_FORMATS: dict[str, InputFormat] = {known.name: known for known in (FRAME, LARGE_FRAME, BLOCKS)}
"""Every format by its name."""
AUTO_FORMAT = "auto"
"""What stands for no format in particular: 20x20, or 8x8 for digits that are 8x8."""
_BY_SHAPE: dict[tuple[int, ...], InputFormat] = {known.shape: known for known in INPUT_FORMATS.values()}
_BY_COUNT: dict[int, InputFormat] = {known.n_inputs: known for known in INPUT_FORMATS.values()}


def known_format(shape: tuple[int, ...]) -> InputFormat | None:
    """The format of an input shape (height, width, channels); ``None`` if there is none."""
    return _BY_SHAPE.get(shape)


def format_of(shape: tuple[int, ...]) -> InputFormat:
    """The format of an input shape (height, width, channels).

    Raises
    ------
    ModelError
        If there is none.
    """
    known = known_format(shape)
    if known is None:
        raise ModelError(say("ink.other_shape", known=formats_text(), got=shape_text(shape)))
    return known


def format_of_count(n_values: int) -> InputFormat | None:
    """The format of so many values for a picture, where a file tells nothing else; ``None`` if there is none."""
    return _BY_COUNT.get(n_values)


def shape_text(shape: tuple[int, ...]) -> str:
    """The shape of a picture, for people: "20 × 20"."""
    return " × ".join(map(str, shape[:2] if len(shape) == 3 and shape[2] == 1 else shape))


def formats_text() -> str:
    """All formats, for a sentence: "20 × 20, 28 × 28 or 8 × 8"."""
    *first, last = (known.label for known in INPUT_FORMATS.values())
    return f"{', '.join(first)} or {last}"


def resampled(images: NDArray[np.floating], source: InputFormat, target: InputFormat) -> NDArray[np.floating]:
    """Pictures of one format as another has them.

    Between 20x20 and 28x28, where ink lies alike, pictures are made larger or smaller; what is made larger keeps within
    paper and ink. Any other picture is laid out by its ink.

    Parameters
    ----------
    images
        Shape (n_samples, n_inputs of ``source``), row-major.
    source, target
        The two formats.

    Returns
    -------
    ndarray, shape (n_samples, n_inputs of ``target``), float32 (float64 where float64 is shrunk)
    """
    pictures = images.reshape(-1, source.height, source.width)
    if source == target:
        return images
    if source.frame is not None and target.frame is not None:
        changed = resized(pictures, target.size)
        if target.size > source.size:
            np.clip(changed, 0.0, 1.0, out=changed)
        return changed.reshape(len(images), -1)
    laid_out = np.zeros((len(images), target.n_inputs), dtype=np.float32)
    for row, picture in zip(laid_out, pictures, strict=True):
        image = target.ink_picture(np.clip(picture, 0.0, source.ink))
        if image is not None:
            row[:] = image.ravel()
    return laid_out
