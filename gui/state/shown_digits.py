"""The digits of what is drawn or shown, from left to right, and which of them is explained. The one owner of both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.ink.drawing import DOT_SIZE
from engine.ink.framing import Image, Stroke
from engine.ink.input_formats import FRAME, InputFormat
from engine.ink.segmentation import digits_of_strokes
from engine.models.rejection import are_digits
from engine.nn.activations import Floats
from gui.state.picture import Picture


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A digit's strokes, how a network sees them, and whether they are a digit, if that was asked."""

    strokes: tuple[Stroke, ...]
    frame: Image
    is_digit: bool | None = None


class ShownDigits(QObject):
    """One digit mostly; several where a number is written.

    The digit that was drawn last is selected, or the first of a picture, until another one is chosen.

    Attributes
    ----------
    frames
        What a network sees of each, in its format; none while nothing is drawn.
    selected
        The number of the digit that is explained, from 0; 0 while there is none.
    probabilities
        What the network makes of each, shape (n_digits, 10); ``None`` where there is none, or no answer.
    refused
        Whether each is no digit, but a scribble, a letter or a sign; while the pen is down, nothing is.
    selection_changed
        Signal: another digit was chosen.
    changed
        Signal: other digits, another reading of them, or another choice.
    """

    selection_changed = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frames: tuple[Image, ...] = ()
        self.selected = 0
        self.probabilities: Floats | None = None
        self.refused: tuple[bool, ...] = ()
        self._groups: list[list[int]] = []
        self._drawn: dict[tuple[int, ...], _Drawn] = {}  # by the identities of the strokes
        self._form: InputFormat | None = None

    def __len__(self) -> int:
        return len(self.frames)

    @property
    def frame(self) -> Image | None:
        """What the network sees of the selected digit; ``None`` while nothing is drawn."""
        return self.frames[self.selected] if self.frames else None

    @property
    def number(self) -> str:
        """The digits as a number is written, "42", without what is none; empty where there is no answer."""
        if self.probabilities is None:
            return ""
        read = zip(self.probabilities.argmax(axis=1), self.refused, strict=True)
        return "".join(str(digit) for digit, is_refused in read if not is_refused)

    @property
    def is_refused(self) -> bool:
        """Whether what is selected is no digit."""
        return bool(self.refused) and self.refused[self.selected]

    def strokes_of(self, number: int) -> list[int]:
        """The numbers of a drawn digit's strokes, ascending; all of a picture's have none."""
        return self._groups[number] if self._groups else []

    def select(self, number: int) -> None:
        """Have another digit explained."""
        if number != self.selected and 0 <= number < len(self.frames):
            self.selected = number
            self.selection_changed.emit()

    def show_strokes(self, strokes: Sequence[Stroke], form: InputFormat, *, is_finished: bool) -> None:
        """Take the strokes of a drawing, in fractions of the canvas's side, and whether the pen is up."""
        if form is not self._form:
            self._drawn, self._form = {}, form
        groups = digits_of_strokes(strokes) if len(strokes) > 1 else []
        if len(groups) < 2:
            groups = [list(range(len(strokes)))] if strokes else []
        before, self._drawn = self._drawn, {}
        keys = [tuple(id(strokes[i]) for i in group) for group in groups]
        new = [number for number, key in enumerate(keys) if key not in before]
        frames, drawn = form.drawings([[strokes[i] for i in groups[number]] for number in new], dot_size=DOT_SIZE)
        for number, frame, is_drawn in zip(new, frames, drawn, strict=True):
            if is_drawn:
                self._drawn[keys[number]] = _Drawn(tuple(strokes[i] for i in groups[number]), frame)
        self._drawn |= {key: before[key] for key in keys if key in before}
        if is_finished:
            self._judge(form)
        self._groups = [group for group, key in zip(groups, keys, strict=True) if key in self._drawn]
        self.frames = tuple(self._drawn[key].frame for key in keys if key in self._drawn)
        self.refused = tuple(self._drawn[key].is_digit is False for key in keys if key in self._drawn)
        last = len(strokes) - 1
        self.selected = next((i for i, group in enumerate(self._groups) if last in group), max(len(self) - 1, 0))

    def _judge(self, form: InputFormat) -> None:
        """Ask of all that was drawn since the last time whether they are digits."""
        asked = [key for key, drawn in self._drawn.items() if drawn.is_digit is None]
        if not asked:
            return
        if form is FRAME:
            frames = np.stack([self._drawn[key].frame for key in asked])
        else:
            frames = FRAME.drawings([self._drawn[key].strokes for key in asked], dot_size=DOT_SIZE)[0]
        for key, is_digit in zip(asked, are_digits(frames), strict=True):
            self._drawn[key] = replace(self._drawn[key], is_digit=bool(is_digit))

    def show_picture(self, picture: Picture, form: InputFormat) -> None:
        """Take the digits of a picture."""
        self._groups, self._drawn = [], {}
        self.frames = picture.frames.get(form.name, ())
        self.refused = picture.refused if self.frames else ()
        self.selected = 0

    def keep_selected(self, number: int) -> None:
        """Have a digit selected that was before the same digits were laid out anew."""
        self.selected = min(number, max(len(self) - 1, 0))

    def set_readings(self, probabilities: Floats | None) -> None:
        """Take what the network makes of each, shape (n_digits, 10)."""
        self.probabilities = probabilities
        self.changed.emit()
