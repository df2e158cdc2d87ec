"""What an experiment comes to: numbers by name, and what is drawn of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.lessons.lesson import Value
from engine.text.sentence import Sentence
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl


@dataclass(frozen=True, eq=False)
class Curve:
    """Points to be joined by a line, or to be drawn as bars.

    Attributes
    ----------
    x, y
        Shape (n,), float64; where ``names`` is not empty, x counts from 0.
    x_label
        What lies along the horizontal axis.
    names
        What the bars are called; empty for a line.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    x_label: Sentence
    names: tuple[Sentence, ...] = ()


@dataclass(frozen=True, eq=False)
class Surface:
    """A quantity over a plane.

    Attributes
    ----------
    x, y
        Shapes (n,) and (m,), float64.
    z
        Shape (m, n).
    marks
        Points that stand out: (x, y, what).
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]
    marks: tuple[tuple[float, float, Sentence], ...] = ()


@dataclass(frozen=True, eq=False)
class CaptionedPicture:
    """A picture with a line below it.

    Attributes
    ----------
    values
        Shape (height, width), float64: paper 0 and ink 1 or, where ``is_signed``, weights around 0.
    caption
        A few words.
    is_signed
        Whether its colors tell signs.
    """

    values: NDArray[np.float64]
    caption: Sentence
    is_signed: bool = False


@dataclass(frozen=True, eq=False)
class Measured:
    """What one experiment came to, with one seed.

    Attributes
    ----------
    values
        By quantity; shares from 0 to 1.
    curves, surfaces
        What can be drawn, by quantity.
    pictures
        To be shown side by side.
    """

    values: Mapping[str, float]
    curves: Mapping[str, Curve] = field(default_factory=dict)
    surfaces: Mapping[str, Surface] = field(default_factory=dict)
    pictures: tuple[CaptionedPicture, ...] = ()


@dataclass(frozen=True, eq=False)
class Subject:
    """What a measurement is made on.

    Attributes
    ----------
    dataset
        The digits, in the format of the settings.
    config
        The settings, the seed among them.
    options
        What else was asked for; every option of the measure has a value.
    control
        Stops it: a measurement that takes long asks it, and gives it to the runs that it makes.
    """

    dataset: Dataset
    config: TrainingConfig
    options: Mapping[str, Value]
    control: TrainingControl


@dataclass(frozen=True)
class Measure:
    """A kind of measurement that lessons may ask for by name.

    Attributes
    ----------
    kind
        As lessons spell it.
    description
        One line for those who write lessons.
    quantities
        The numbers that it gives.
    drawn
        The curves and surfaces that it gives.
    options
        What it may be told, with what it does when it is not told.
    measure
        Makes it; raises :class:`engine.errors.DigitLabError` where that cannot be done.
    is_seeded
        Whether another seed gives another result.
    needs_data
        Whether it looks at digits at all.
    """

    kind: str
    description: str
    quantities: tuple[str, ...]
    measure: Callable[[Subject], Measured]
    drawn: tuple[str, ...] = ()
    options: Mapping[str, Value] = field(default_factory=dict)
    is_seeded: bool = True
    needs_data: bool = True
