"""What a network reads in a picture: its digits from left to right, each with its ink, its box and ten probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import ModelError
from engine.ink.framing import Image
from engine.ink.input_formats import FRAME, InputFormat, resampled
from engine.ink.segmentation import DigitBox, digits_of_photograph
from engine.models.model import Model
from engine.models.rejection import are_digits
from engine.nn.activations import Floats
from engine.text.sentence import say


@dataclass(frozen=True, eq=False)
class ReadDigit:
    """A digit as a network reads it.

    Attributes
    ----------
    frame
        What the network sees, in its format, not scaled.
    probabilities
        Shape (10,), digits 0..9.
    box
        Where its ink is, in pixels of the picture.
    """

    frame: Image
    probabilities: Floats
    box: DigitBox

    @property
    def digit(self) -> int:
        """The most probable digit."""
        return int(self.probabilities.argmax())


@dataclass(frozen=True, eq=False)
class Reading:
    """What a network reads in a picture.

    Attributes
    ----------
    digits
        From left to right.
    is_refused
        Whether there is ink, but no digit: a scribble, a letter, a sign.
    """

    digits: list[ReadDigit]
    is_refused: bool = False


def number_of(digits: Sequence[ReadDigit]) -> str:
    """Digits as a number is written: "42"."""
    return "".join(str(each.digit) for each in digits)


def read_picture(model: Model, picture: ArrayLike, *, inverted: bool = False) -> Reading:
    """Read the digits of a picture, painted or photographed, from left to right.

    Parameters
    ----------
    model
        The network.
    picture
        Shape (height, width), any numbers: brightness from 0 to 255 if integers, else from 0 to 1.
    inverted
        Take for paper what would be taken for ink, and for ink what would be taken for paper.

    Returns
    -------
    Reading
        Without digits if nothing is written, or none of it is a digit.

    Raises
    ------
    DataError
        If the picture has not two dimensions, no pixels, or numbers that are not finite.
    ModelError
        If the network's numbers are too large for an answer.
    """
    found = [each for each in digits_of_photograph(picture, inverted=inverted) if each.ink.any()]
    form, judged = model.input_format, [FRAME.lines(each.ink) for each in found]
    kept = are_digits(np.array([frame for frame in judged if frame is not None]))
    digits = [(each, frame) for each, frame, is_digit in zip(found, judged, kept, strict=True) if is_digit]
    frames = [frame if form is FRAME else form.lines(each.ink) for each, frame in digits]
    rows = [frame for frame in frames if frame is not None]
    return Reading(read_frames(model, rows, [each.box for each, _ in digits]), is_refused=len(found) > 0 == len(digits))


def show_digits(frames: NDArray[np.float32], form: InputFormat) -> NDArray[np.bool_]:
    """Which pictures, laid out as a format says, show a digit; 8x8 is too coarse to tell, and all of them do.

    Parameters
    ----------
    frames
        Shape (n, n_inputs of the format).
    """
    if form.frame is None:
        return np.ones(len(frames), dtype=bool)
    return are_digits(resampled(frames, form, FRAME))


def read_frames(
    model: Model, frames: Sequence[Image] | NDArray[np.float32], boxes: Sequence[DigitBox]
) -> list[ReadDigit]:
    """Read pictures that are laid out as the network's format says, each with one digit.

    Parameters
    ----------
    model
        The network.
    frames
        Pictures, each of the format's shape, or as rows.
    boxes
        For each where its ink was.

    Raises
    ------
    ModelError
        If the network's numbers are too large for an answer.
    """
    if not len(frames):
        return []
    form = model.input_format
    rows = np.stack([np.asarray(frame).reshape(-1) for frame in frames])
    probabilities = model.read(rows)
    if not np.isfinite(probabilities).all():
        raise ModelError(say("command.outputs_not_finite"))
    return [
        ReadDigit(row.reshape(form.height, form.width), each, box)
        for row, each, box in zip(rows, probabilities, boxes, strict=True)
    ]
