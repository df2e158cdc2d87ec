"""How the first parameters of a network are drawn at random, layer by layer.

With n_in values before a unit and n_out units after it (for a convolution, those of its window and of its filters):

================  =============================================  ===========================================
name              weights                                        biases
================  =============================================  ===========================================
``uniform``       uniform in ±0.12                               likewise
``uniform-0.1``   uniform in ±0.1                                likewise
``glorot``        uniform in ±√(6 / (n_in + n_out))              0
``he``            uniform in ±√(6 / n_in)                        0
``normal``        N(0, 1): mean 0, variance 1                    N(0, 1)
``normal-n``      N(0, 1/n_in): mean 0, variance 1 / n_in        N(0, 1)
``zero``          0                                              0
``constant``      0.1                                            0
================  =============================================  ===========================================

Sources: ex4's epsilon of 0.12; X. Glorot and Y. Bengio (2010), eq. 16; K. He et al. (2015), eq. 10, as a uniform
distribution of the same variance; M. Nielsen, "Neural Networks and Deep Learning" (2015), chapters 1 and 3: his "large" and
his default weights, whose figures these two serve to meet. With the last two, which draw nothing, all units of a layer stay
alike for ever: they are there to show that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.nn.network import Architecture, DType, Parameters, check_choice
from engine.text.sentence import Sentence, say, verbatim
from engine.text.setting_names import setting_name


@dataclass(frozen=True, slots=True)
class Initialization:
    """How random parameters are drawn.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    label
        For people, with the formula.
    spread
        ``(units before, units after)`` -> how far the weights of that layer reach: the limit of a uniform distribution on
        (-limit, limit), the standard deviation of a normal one around 0, or what every one of them is.
    distribution
        Which of the three.
    bias_spread
        Likewise of the biases; 0 where they start at 0.
    """

    name: str
    label: Sentence
    spread: Callable[[int, int], float]
    distribution: Literal["uniform", "normal", "constant"] = "uniform"
    bias_spread: float = 0.0

    def draw(self, rng: np.random.Generator, spread: float, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """Random numbers of that spread, of a shape."""
        if self.distribution == "constant":
            return np.full(shape, spread)
        if self.distribution == "uniform":
            return rng.uniform(-spread, spread, shape)
        return rng.normal(0.0, spread, shape)


INITIALIZATIONS: dict[str, Initialization] = {
    scheme.name: scheme
    for scheme in (
        Initialization("uniform", say("initialization.uniform"), lambda _before, _after: 0.12, bias_spread=0.12),
        Initialization("uniform-0.1", say("initialization.uniform_0_1"), lambda _before, _after: 0.1, bias_spread=0.1),
        Initialization(
            "glorot",
            verbatim("Glorot: ±√(6 / (n_in + n_out))"),
            lambda before, after: float(np.sqrt(6.0 / (before + after))),
        ),
        Initialization("he", say("initialization.he"), lambda before, _after: float(np.sqrt(6.0 / before))),
        Initialization("normal", say("initialization.normal"), lambda _before, _after: 1.0, "normal", bias_spread=1.0),
        Initialization(
            "normal-n",
            say("initialization.normal_n"),
            lambda before, _after: float(np.sqrt(1.0 / before)),
            "normal",
            bias_spread=1.0,
        ),
        Initialization("zero", say("initialization.zero"), lambda _before, _after: 0.0, "constant"),
        Initialization(
            "constant",
            say("initialization.constant"),
            lambda _before, _after: 0.1,
            "constant",
        ),
    )
}
"""Every initialization by its name."""


def initialize(
    architecture: Architecture, *, scheme: str, rng: np.random.Generator, dtype: DType = "float32"
) -> Parameters:
    """Random parameters; the same generator state gives the same parameters in float32 and, rounded less, in float64.

    Raises
    ------
    ConfigurationError
        If ``scheme`` is not a key of :data:`INITIALIZATIONS`.
    """
    check_choice(setting_name("initialization"), scheme, INITIALIZATIONS)
    initialization = INITIALIZATIONS[scheme]
    parameters = Parameters.zeros(architecture, dtype)
    for layer, shape, (weights, biases) in zip(
        architecture.layers, architecture.shapes[:-1], parameters.layers, strict=True
    ):
        if not weights.size:
            continue
        weights[:] = initialization.draw(rng, initialization.spread(*layer.fans(shape)), weights.shape)
        if initialization.bias_spread:
            biases[:] = initialization.draw(rng, initialization.bias_spread, biases.shape)
    return parameters
