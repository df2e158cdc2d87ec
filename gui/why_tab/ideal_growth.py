"""The work behind "What it looks for": pictures that grow a few steps at a time. No widget in here."""

from dataclasses import dataclass
from time import thread_time

import numpy as np
from numpy.typing import NDArray

from engine.explain.ideal_picture import CertainNoise, IdealPicture
from engine.models.model import Model

_IDEAL_STEPS, _NOISE_STEPS = 150, 1200
_IDEAL_AT_A_TIME, _NOISE_AT_A_TIME = 2, 3
_MOST_S = 0.02  # of computing at a time


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to grow.

    Attributes
    ----------
    layer, unit
        As :class:`engine.explain.ideal_picture.IdealPicture` takes them.
    digit
        What the noise is to be read as.
    """

    layer: int
    unit: int
    digit: int


@dataclass(frozen=True, eq=False)
class Grown:
    """How far it is.

    Attributes
    ----------
    wanted, model
        What grows, and for which network.
    ideal, noise
        The two pictures, shape (size, size), 0 for paper to 1 for ink.
    value
        What the unit answers to its picture.
    read_as, certainty
        What the network reads the ideal picture as, and how probable that is to it.
    probability
        How probable the digit is to it for the noise.
    is_certain
        Whether it is sure of the noise.
    is_over
        Whether nothing grows any more.
    """

    wanted: Wanted
    model: Model
    ideal: NDArray[np.float64]
    noise: NDArray[np.float64]
    value: float
    read_as: int
    certainty: float
    probability: float
    is_certain: bool
    is_over: bool


class Growth:
    """Two pictures that grow; used by one thread at a time.

    Parameters
    ----------
    model, wanted
        For which network, and what.
    before
        What has grown for an earlier network: where it is of the same, it grows on.
    """

    def __init__(self, model: Model, wanted: Wanted, before: Grown | None = None) -> None:
        self._model, self._wanted = model, wanted
        self._size, self._ink = model.input_format.size, model.input_format.ink
        self._ideal = IdealPicture(model, wanted.layer, wanted.unit)
        self._noise = CertainNoise(model, wanted.digit, seed=wanted.digit)
        self._n_ideal = self._n_noise = 0
        if before is not None and len(before.ideal) == self._size:
            if (before.wanted.layer, before.wanted.unit) == (wanted.layer, wanted.unit):
                self._ideal.go_on_from(before.ideal.reshape(-1) * self._ink)
                self._n_ideal = 2 * _IDEAL_STEPS // 3
            if before.wanted.digit == wanted.digit:
                self._noise.go_on_from(before.noise.reshape(-1) * self._ink)

    def grow(self, *, is_whole: bool = False) -> Grown:
        """Go on by a few steps, or to the end."""
        begun = thread_time()
        while not self._is_over:
            self._ideal.grow(min(_IDEAL_AT_A_TIME, _IDEAL_STEPS - self._n_ideal))
            self._n_ideal = min(self._n_ideal + _IDEAL_AT_A_TIME, _IDEAL_STEPS)
            self._noise.grow(_NOISE_AT_A_TIME)
            self._n_noise += _NOISE_AT_A_TIME
            if not is_whole and (self._n_ideal < _IDEAL_STEPS or thread_time() - begun > _MOST_S):
                break
        return self._grown()

    @property
    def _is_over(self) -> bool:
        is_noise_over = self._noise.is_certain or self._n_noise >= _NOISE_STEPS
        return self._n_ideal >= _IDEAL_STEPS and (is_noise_over or not np.isfinite(self._noise.probability))

    def _grown(self) -> Grown:
        shape = self._size, self._size
        probabilities = self._model.read(self._ideal.picture[np.newaxis])[0]
        read_as = int(probabilities.argmax()) if np.isfinite(probabilities).all() else -1
        return Grown(
            self._wanted,
            self._model,
            self._ideal.picture.reshape(shape) / self._ink,
            self._noise.picture.reshape(shape) / self._ink,
            self._ideal.value,
            read_as,
            float(probabilities[max(read_as, 0)]),
            self._noise.probability,
            self._noise.is_certain,
            self._is_over,
        )
