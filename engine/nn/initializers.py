"""How the first parameters of a network are drawn at random."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.nn.network import Architecture, DType, Parameters, check_choice


@dataclass(frozen=True, slots=True)
class Initialization:
    """How random parameters are drawn: uniformly from (-limit, limit), layer by layer.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    label
        For people, with the formula.
    limit
        ``(units before, units after)`` -> the limit of that layer.
    draws_biases
        Whether biases are drawn too (from the same interval); else they start at 0.
    """

    name: str
    label: str
    limit: Callable[[int, int], float]
    draws_biases: bool = False


INITIALIZATIONS: dict[str, Initialization] = {
    scheme.name: scheme
    for scheme in (
        Initialization("uniform", "Uniform: ±0.12, biases too (ex4)", lambda _before, _after: 0.12, draws_biases=True),
        Initialization("uniform-0.1", "Uniform 0.1: ±0.1, biases too", lambda _before, _after: 0.1, draws_biases=True),
        Initialization(
            "glorot",
            "Glorot: ±√(6 / (n_in + n_out))",
            lambda before, after: float(np.sqrt(6.0 / (before + after))),
        ),
        Initialization("he", "He: ±√(6 / n_in), for ReLU", lambda before, _after: float(np.sqrt(6.0 / before))),
    )
}
"""Every initialization by its name: ex4's epsilon of 0.12; Glorot & Bengio (2010), eq. 16; He et al. (2015), eq. 10, as
a uniform distribution of the same variance."""


def initialize(
    architecture: Architecture, *, scheme: str, rng: np.random.Generator, dtype: DType = "float32"
) -> Parameters:
    """Random parameters; the same generator state gives the same parameters in float32 and, rounded less, in float64.

    Raises
    ------
    ConfigurationError
        If ``scheme`` is not a key of :data:`INITIALIZATIONS`.
    """
    check_choice("initialization", scheme, INITIALIZATIONS)
    initialization = INITIALIZATIONS[scheme]
    parameters = Parameters.zeros(architecture, dtype)
    for layer, shape, (weights, biases) in zip(
        architecture.layers, architecture.shapes[:-1], parameters.layers, strict=True
    ):
        if not weights.size:
            continue
        limit = initialization.limit(*layer.fans(shape))
        weights[:] = rng.uniform(-limit, limit, weights.shape)
        if initialization.draws_biases:
            biases[:] = rng.uniform(-limit, limit, biases.shape)
    return parameters
