"""Optimizers: how a gradient changes the parameters. Each works in place on the flat vector and allocates nothing.

A step goes several times through the vector and through what the optimizer remembers (a velocity, moments). Of a large
network these do not fit the processor's cache; so it is cut into parts that do, and each part has an optimizer of its own:
every formula here is one of elements, which do not know of each other. What is remembered is one array for the whole
vector, of which the parts have views, so that it can be saved and restored as a value: see :class:`OptimizerState`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Protocol

import numpy as np

from engine.nn.activations import Floats
from engine.nn.calls import Call
from engine.text.sentence import Sentence, say, verbatim

_PART = 65_536
"""Parameters in a part; with 450,000, momentum takes 0.6 of the time that it takes in one piece, with 2,000,000 0.55."""
_FLUSH_EVERY = 64  # steps
_FLUSH_BY = 1e-24


@dataclass(frozen=True, eq=False)
class OptimizerState:
    """What an optimizer remembers between two steps.

    Attributes
    ----------
    n_steps
        Steps taken so far: Adam corrects its moments by it, and every 64th step flushes tiny numbers.
    arrays
        By name, shape (n_parameters,) each, in the parameters' dtype: "velocity", or "mean" and "square".
    """

    n_steps: int
    arrays: Mapping[str, Floats]


class Optimizer(Protocol):
    """One optimizer with its state."""

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """Change ``parameters`` in place; both arrays have shape (n_parameters,). ``gradient`` stays as it is."""

    def state(self) -> OptimizerState:
        """What it remembers now, in arrays of its own."""

    def restore(self, state: OptimizerState) -> None:
        """Go on as the optimizer of this kind whose state that was; ``KeyError`` or ``ValueError`` if it does not fit."""

    @property
    def running_sum(self) -> Floats | None:
        """A velocity v ← μ v − η g, shape (n_parameters,), if all that is done with the gradient is this.

        A backward pass may then add −η g to it by itself, which spares the gradient: between the calls of
        :meth:`sum_calls`, all in the place of :meth:`step`.
        """

    def sum_calls(self, parameters: Floats, momentum: Floats) -> tuple[list[Call], list[Call]]:
        """What is done before −η g is added to the running sum, and what is done then; laid out.

        Parameters
        ----------
        parameters
            Shape (n_parameters,); changed in place.
        momentum
            μ, an array of the shape () which is read in each step.
        """


def flush_tiny(remembered: Floats) -> None:
    """Make 0 of what is below some 1e-31 (1e-40 in float64); what is above 1e-15 (1e-8) stays as it is to the last bit.

    What an optimizer remembers of a weight whose gradient is 0 (a unit that is off, a pixel that is always paper) shrinks
    by a factor in every step until it is subnormal, and there it stays: 0.9 times the least number is rounded to the least
    number. Processors compute with subnormal numbers many times slower, which made steps of Adam on a ReLU network take
    four times as long. No weight notices the difference: it is a billionth of the last digit of one.
    """
    np.add(remembered, _FLUSH_BY, out=remembered)
    np.subtract(remembered, _FLUSH_BY, out=remembered)


class _Rule:
    """What all optimizers share: arrays that live from step to step, and a counter of steps.

    Parameters
    ----------
    memory
        An array of zeros, shaped as the parameters, for each of the names in ``MEMORY``.
    scratch
        Memory of the same shape to write into.
    """

    MEMORY: ClassVar[tuple[str, ...]] = ()

    def __init__(self, memory: Mapping[str, Floats], scratch: Floats) -> None:
        self._memory = memory
        self._scratch = scratch
        self._n_steps = 0

    def state(self) -> OptimizerState:
        """What it remembers now, in arrays of its own."""
        return OptimizerState(self._n_steps, {name: array.copy() for name, array in self._memory.items()})

    def restore(self, state: OptimizerState) -> None:
        """Go on as the optimizer of this kind whose state that was."""
        for name, array in self._memory.items():
            array[...] = state.arrays[name]
        self._n_steps = state.n_steps

    @property
    def running_sum(self) -> Floats | None:
        """As :class:`Optimizer` has it."""
        return None

    def begin_step(self) -> None:
        """Count the step; every 64th flushes tiny numbers. To be done before anything else of a step."""
        self._n_steps += 1
        if self._n_steps % _FLUSH_EVERY == 0:
            for remembered in self._memory.values():
                flush_tiny(remembered)

    def sum_calls(self, parameters: Floats, momentum: Floats) -> tuple[list[Call], list[Call]]:
        """As :class:`Optimizer` has it."""
        raise NotImplementedError  # it has no running sum

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """One update."""
        raise NotImplementedError


class GradientDescent(_Rule):
    """w ← w − η g."""

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:  # noqa: ARG002 - one signature for all
        """One update; ``momentum`` is not used."""
        np.multiply(gradient, learning_rate, out=self._scratch)
        np.subtract(parameters, self._scratch, out=parameters)


class Momentum(_Rule):
    """v ← μ v − η g,  w ← w + v.

    Source: Polyak (1964), in the form of Sutskever et al., "On the importance of initialization and momentum in deep
    learning" (2013), eq. 1 and 2.
    """

    MEMORY = ("velocity",)

    def __init__(self, memory: Mapping[str, Floats], scratch: Floats) -> None:
        super().__init__(memory, scratch)
        self._velocity = memory["velocity"]

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """One update."""
        self.begin_step()
        np.multiply(self._velocity, momentum, out=self._velocity)
        np.multiply(gradient, learning_rate, out=self._scratch)
        np.subtract(self._velocity, self._scratch, out=self._velocity)
        np.add(parameters, self._velocity, out=parameters)

    @property
    def running_sum(self) -> Floats:
        """The velocity."""
        return self._velocity

    def sum_calls(self, parameters: Floats, momentum: Floats) -> tuple[list[Call], list[Call]]:
        """Before, v ← μ v, and then w ← w + v."""
        velocity = self._velocity
        before: list[Call] = [self.begin_step, partial(np.multiply, velocity, momentum, velocity)]
        return before, [partial(np.add, parameters, velocity, parameters)]


class Nesterov(_Rule):
    """v ← μ v − η g,  w ← w + μ v − η g: momentum that looks one step ahead.

    Source: Sutskever et al. (2013), eq. 3 and 4, written for the point that is looked ahead to, as Bengio,
    Boulanger-Lewandowski & Pascanu, "Advances in optimizing recurrent networks" (2013), eq. 7, has it.
    """

    MEMORY = ("velocity",)

    def __init__(self, memory: Mapping[str, Floats], scratch: Floats) -> None:
        super().__init__(memory, scratch)
        self._velocity = memory["velocity"]
        self._ahead: Floats = np.empty_like(scratch)

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """One update."""
        self.begin_step()
        np.multiply(self._velocity, momentum, out=self._velocity)
        np.multiply(gradient, learning_rate, out=self._scratch)
        np.subtract(self._velocity, self._scratch, out=self._velocity)
        np.multiply(self._velocity, momentum, out=self._ahead)
        np.subtract(self._ahead, self._scratch, out=self._ahead)
        np.add(parameters, self._ahead, out=parameters)


class RMSProp(_Rule):
    """s ← ρ s + (1 − ρ) g²,  w ← w − η g / (√s + ε), with ρ = 0.9 and ε = 1e-8.

    Source: Tieleman & Hinton, "Lecture 6.5: rmsprop", Coursera, Neural Networks for Machine Learning (2012).
    """

    MEMORY = ("square",)
    RHO = 0.9
    EPSILON = 1e-8

    def __init__(self, memory: Mapping[str, Floats], scratch: Floats) -> None:
        super().__init__(memory, scratch)
        self._square = memory["square"]

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:  # noqa: ARG002 - one signature for all
        """One update; ``momentum`` is not used."""
        self.begin_step()
        scratch = self._scratch
        np.multiply(self._square, self.RHO, out=self._square)
        np.multiply(gradient, gradient, out=scratch)
        np.multiply(scratch, 1 - self.RHO, out=scratch)
        np.add(self._square, scratch, out=self._square)
        np.sqrt(self._square, out=scratch)
        np.add(scratch, self.EPSILON, out=scratch)
        np.divide(gradient, scratch, out=scratch)
        np.multiply(scratch, learning_rate, out=scratch)
        np.subtract(parameters, scratch, out=parameters)


class Adam(_Rule):
    """m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).

    β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Source: Kingma & Ba, "Adam: a method for stochastic optimization" (2015), in the form
    that the end of their section 2 gives, which scikit-learn and Keras use too: ε is added before the bias is corrected.
    """

    MEMORY = ("mean", "square")
    BETA1 = 0.9
    BETA2 = 0.999
    EPSILON = 1e-8

    def __init__(self, memory: Mapping[str, Floats], scratch: Floats) -> None:
        super().__init__(memory, scratch)
        self._mean, self._square = memory["mean"], memory["square"]

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:  # noqa: ARG002 - one signature for all
        """One update; ``momentum`` is not used, β₁ takes its place."""
        self.begin_step()
        rate = learning_rate * (1 - self.BETA2**self._n_steps) ** 0.5 / (1 - self.BETA1**self._n_steps)
        scratch = self._scratch
        np.multiply(self._mean, self.BETA1, out=self._mean)
        np.multiply(gradient, 1 - self.BETA1, out=scratch)
        np.add(self._mean, scratch, out=self._mean)
        np.multiply(self._square, self.BETA2, out=self._square)
        np.multiply(gradient, gradient, out=scratch)
        np.multiply(scratch, 1 - self.BETA2, out=scratch)
        np.add(self._square, scratch, out=self._square)
        np.sqrt(self._square, out=scratch)
        np.add(scratch, self.EPSILON, out=scratch)
        np.divide(self._mean, scratch, out=scratch)
        np.multiply(scratch, rate, out=scratch)
        np.subtract(parameters, scratch, out=parameters)


class _InParts(_Rule):
    """A rule for each part of a vector; what they remember are views of arrays for the whole vector."""

    def __init__(self, rule: type[_Rule], memory: Mapping[str, Floats], parameters: Floats) -> None:
        super().__init__(memory, np.empty_like(parameters[:_PART]))
        self._parts: list[tuple[slice, _Rule]] = []
        for start in range(0, len(parameters), _PART):
            part = slice(start, min(start + _PART, len(parameters)))
            views = {name: array[part] for name, array in memory.items()}
            self._parts.append((part, rule(views, self._scratch[: part.stop - part.start])))

    def restore(self, state: OptimizerState) -> None:
        """Go on as the optimizer of this kind whose state that was."""
        super().restore(state)
        for _, rule in self._parts:
            rule._n_steps = state.n_steps  # noqa: SLF001 - of this very class

    @property
    def running_sum(self) -> Floats | None:
        """That of all parts, if they have one."""
        return self._memory["velocity"] if self._parts[0][1].running_sum is not None else None

    def begin_step(self) -> None:
        """Count the step; the parts count for themselves, too."""
        self._n_steps += 1

    def sum_calls(self, parameters: Floats, momentum: Floats) -> tuple[list[Call], list[Call]]:
        """Those of every part."""
        before: list[Call] = [self.begin_step]
        then: list[Call] = []
        for part, rule in self._parts:
            its_before, its_then = rule.sum_calls(parameters[part], momentum)
            before += its_before
            then += its_then
        return before, then

    def step(self, parameters: Floats, gradient: Floats, *, learning_rate: float, momentum: float) -> None:
        """One update of every part."""
        self.begin_step()
        for part, rule in self._parts:
            rule.step(parameters[part], gradient[part], learning_rate=learning_rate, momentum=momentum)


@dataclass(frozen=True, slots=True)
class OptimizerKind:
    """An optimizer as it is chosen.

    Attributes
    ----------
    name
        As configurations spell it.
    label, formula
        For people.
    rule
        Its class: ``(memory, scratch)`` -> an optimizer for vectors of that shape and dtype.
    uses_momentum
        Whether the setting "momentum" means anything to it.
    """

    name: str
    label: Sentence
    formula: Sentence
    rule: type[_Rule]
    uses_momentum: bool = False

    def make(self, parameters: Floats) -> Optimizer:
        """An optimizer for a flat vector of that shape and dtype."""
        memory = {name: np.zeros_like(parameters) for name in self.rule.MEMORY}
        if len(parameters) <= _PART:
            return self.rule(memory, np.empty_like(parameters))
        return _InParts(self.rule, memory, parameters)


OPTIMIZERS: dict[str, OptimizerKind] = {
    kind.name: kind
    for kind in (
        OptimizerKind("gradient-descent", say("optimizer.gradient_descent"), verbatim("w ← w − η g"), GradientDescent),
        OptimizerKind(
            "momentum", say("optimizer.momentum"), verbatim("v ← μ v − η g,  w ← w + v"), Momentum, uses_momentum=True
        ),
        OptimizerKind(
            "nesterov",
            say("optimizer.nesterov"),
            verbatim("v ← μ v − η g,  w ← w + μ v − η g"),
            Nesterov,
            uses_momentum=True,
        ),
        OptimizerKind(
            "rmsprop", verbatim("RMSProp"), verbatim("s ← ρ s + (1 − ρ) g²,  w ← w − η g / (√s + ε), ρ = 0.9"), RMSProp
        ),
        OptimizerKind("adam", verbatim("Adam"), verbatim("w ← w − ηₜ m / (√v + ε), β₁ = 0.9, β₂ = 0.999"), Adam),
    )
}
"""Every optimizer by its name."""
