"""How the pixels' values are scaled before a network gets them; a part of the model, because its weights depend on it.

What is fitted to data (the standardization) is fitted to the digits that are trained on and to no others, and is kept
with the network: whoever uses it scales new pictures by the same numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Digits
from engine.errors import ConfigurationError
from engine.nn.activations import Floats
from engine.nn.network import DType, Parameters, check_choice
from engine.text.sentence import Sentence, say, verbatim
from engine.text.setting_names import setting_name

_BLOCK = 4096  # samples that are looked at at a time, so that memory stays bounded


@dataclass(frozen=True, eq=False)
class InputScaling:
    """``(value - shift) / divisor``, pixel by pixel.

    Attributes
    ----------
    name
        A key of :data:`SCALINGS`.
    shift, divisor
        Shape (n_pixels,), or (1,) for all pixels alike; float64, finite; no divisor is 0.

    Raises
    ------
    ConfigurationError
        If the name is unknown or the numbers are none of these.
    """

    name: str
    shift: NDArray[np.float64]
    divisor: NDArray[np.float64]

    def __post_init__(self) -> None:
        check_choice(setting_name("input_scaling"), self.name, SCALINGS)
        if self.shift.ndim != 1 or self.shift.shape != self.divisor.shape:
            raise ConfigurationError(
                say("scaling.other_shapes", shift=str(self.shift.shape), divisor=str(self.divisor.shape))
            )
        if not (np.isfinite(self.shift).all() and np.isfinite(self.divisor).all() and self.divisor.all()):
            raise ConfigurationError(say("scaling.not_finite"))

    @property
    def is_identity(self) -> bool:
        """Whether values stay as they are."""
        return self.name == "none"

    def apply(self, images: Floats) -> Floats:
        """Scale pictures (n_samples, n_pixels) into new memory of the same dtype; the same pictures for "none"."""
        if self.is_identity:
            return images
        scaled = (images - self.shift) / self.divisor
        return scaled if images.dtype == np.float64 else scaled.astype(np.float32)

    def applied_to(self, digits: Digits, dtype: DType) -> Digits:
        """Digits as the network gets them; those that are stored as bytes stay so, the others become ``dtype``."""
        gain, bias = 1.0 / self.divisor, -self.shift / self.divisor
        if digits.stored.dtype == np.uint8:
            return digits if self.is_identity else digits.transformed(gain=gain, bias=bias)
        values = digits.values(dtype) if self.is_identity else self.apply(digits.values("float64")).astype(dtype)
        return Digits(values, digits.labels, shape=digits.shape)

    def folded_into(self, parameters: Parameters) -> Parameters:
        """Parameters, float64, that answer to unscaled values as ``parameters`` do to scaled ones."""
        folded = Parameters(parameters.architecture, parameters.flat.astype(np.float64))
        if not self.is_identity:
            folded.weights[0] /= self.divisor[:, None]
            folded.biases[0] -= (self.shift[:, None] * folded.weights[0]).sum(axis=0)
        return folded


@dataclass(frozen=True, slots=True)
class ScalingKind:
    """A way to scale, as it is chosen.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    label, formula
        For people.
    fit
        Digits to train on -> shift and divisor.
    """

    name: str
    label: Sentence
    formula: Sentence
    fit: Callable[[Digits], tuple[NDArray[np.float64], NDArray[np.float64]]]


def _identity(_digits: Digits) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.zeros(1), np.ones(1)


def _centered(digits: Digits) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    half = np.array([digits.ink / 2])
    return half, half


def _standardized(digits: Digits) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of each pixel; a pixel that never changes keeps its distance from the mean."""
    blocks = range(0, len(digits), _BLOCK)
    mean = sum(digits[i : i + _BLOCK].values("float64").sum(axis=0) for i in blocks) / len(digits)
    squares = sum(((digits[i : i + _BLOCK].values("float64") - mean) ** 2).sum(axis=0) for i in blocks)
    deviation = np.sqrt(squares / len(digits))
    return mean, np.where(deviation > 10 * np.finfo(np.float32).eps * np.abs(mean), deviation, 1.0)


SCALINGS: dict[str, ScalingKind] = {
    kind.name: kind
    for kind in (
        ScalingKind("none", say("scaling.none"), verbatim("x"), _identity),
        ScalingKind("centered", say("scaling.centered"), say("scaling.centered_formula"), _centered),
        ScalingKind(
            "standardized",
            say("scaling.standardized"),
            say("scaling.standardized_formula"),
            _standardized,
        ),
    )
}
"""Every way to scale by its name."""


def fit_scaling(name: str, digits: Digits) -> InputScaling:
    """Fit a scaling to the digits that are trained on.

    Raises
    ------
    ConfigurationError
        If ``name`` is not a key of :data:`SCALINGS`.
    """
    check_choice(setting_name("input_scaling"), name, SCALINGS)
    return InputScaling(name, *SCALINGS[name].fit(digits))


UNSCALED = InputScaling("none", np.zeros(1), np.ones(1))
"""The scaling that leaves values as they are."""
