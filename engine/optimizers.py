"""Optimizers: how a gradient changes the parameters. Each works in place on the flat vector and allocates nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from engine.activations import Floats


class Optimizer(Protocol):
    """One optimizer with its state."""

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """Change ``parameters`` in place; both arrays have shape (n_parameters,). ``gradient`` stays as it is."""


class GradientDescent:
    """w ← w − η g."""

    def __init__(self, like: Floats) -> None:
        self._step: Floats = np.empty_like(like)

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:  # noqa: ARG002 - one signature for all
        """One update; ``momentum`` is not used."""
        np.multiply(gradient, learning_rate, out=self._step)
        np.subtract(parameters, self._step, out=parameters)


class Momentum:
    """v ← μ v − η g,  w ← w + v.

    Source: Polyak (1964), in the form of Sutskever et al., "On the importance of initialization and momentum in deep
    learning" (2013), eq. 1 and 2.
    """

    def __init__(self, like: Floats) -> None:
        self._velocity: Floats = np.zeros_like(like)
        self._step: Floats = np.empty_like(like)

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """One update."""
        np.multiply(self._velocity, momentum, out=self._velocity)
        np.multiply(gradient, learning_rate, out=self._step)
        np.subtract(self._velocity, self._step, out=self._velocity)
        np.add(parameters, self._velocity, out=parameters)


class Adam:
    """m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − η m̂ / (√v̂ + ε), where m̂ and v̂ are bias-corrected.

    β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Source: Kingma & Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
    """

    BETA1 = 0.9
    BETA2 = 0.999
    EPSILON = 1e-8

    def __init__(self, like: Floats) -> None:
        self._mean: Floats = np.zeros_like(like)
        self._square: Floats = np.zeros_like(like)
        self._scratch: Floats = np.empty_like(like)
        self._n_steps = 0

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:  # noqa: ARG002 - one signature for all
        """One update; ``momentum`` is not used, β₁ takes its place."""
        self._n_steps += 1
        scratch = self._scratch
        np.multiply(self._mean, self.BETA1, out=self._mean)
        np.multiply(gradient, 1 - self.BETA1, out=scratch)
        np.add(self._mean, scratch, out=self._mean)
        np.multiply(self._square, self.BETA2, out=self._square)
        np.multiply(gradient, gradient, out=scratch)
        np.multiply(scratch, 1 - self.BETA2, out=scratch)
        np.add(self._square, scratch, out=self._square)
        np.divide(self._square, 1 - self.BETA2**self._n_steps, out=scratch)
        np.sqrt(scratch, out=scratch)
        np.add(scratch, self.EPSILON, out=scratch)
        np.divide(self._mean, scratch, out=scratch)
        np.multiply(scratch, learning_rate / (1 - self.BETA1**self._n_steps), out=scratch)
        np.subtract(parameters, scratch, out=parameters)


@dataclass(frozen=True, slots=True)
class OptimizerKind:
    """An optimizer as it is chosen.

    Attributes
    ----------
    name
        As configurations spell it.
    label, formula
        For people.
    make
        ``(parameters)`` -> an optimizer for a flat vector of that shape and dtype.
    uses_momentum
        Whether the setting "momentum" means anything to it.
    """

    name: str
    label: str
    formula: str
    make: Callable[[Floats], Optimizer]
    uses_momentum: bool = False


OPTIMIZERS: dict[str, OptimizerKind] = {
    kind.name: kind
    for kind in (
        OptimizerKind("gradient-descent", "Gradient descent", "w ← w − η g", GradientDescent),
        OptimizerKind("momentum", "Momentum", "v ← μ v − η g,  w ← w + v", Momentum, uses_momentum=True),
        OptimizerKind("adam", "Adam", "w ← w − η m̂ / (√v̂ + ε), β₁ = 0.9, β₂ = 0.999", Adam),
    )
}
"""Every optimizer by its name."""
