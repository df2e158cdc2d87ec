"""One weight's way through a worked step: how its numbers come about, from the inputs to the loss and back to it.

A network has far more numbers than a page; of every layer, one unit is followed, and of every sum, the terms that matter
are written out.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.errors import ModelError
from engine.explain.worked_step import BIAS, Vector, WeightIndex, WorkedStep
from engine.nn.activations import Floats
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture
from engine.text.sentence import say


class Term(NamedTuple):
    """One product of a sum: the weight from or to a unit, times that unit's a or δ."""

    unit: int
    value: float
    weight: float

    @property
    def product(self) -> float:
        """The term itself."""
        return self.value * self.weight


@dataclass(frozen=True)
class WeightedSum:
    """A sum over the units of a layer, the terms that matter written out.

    Attributes
    ----------
    terms
        Those that are shown, in the order of their units.
    n_rest, rest
        How many terms are not, and what they come to.
    total
        The whole sum, the bias included where there is one.
    """

    terms: tuple[Term, ...]
    n_rest: int
    rest: float
    total: float


@dataclass(frozen=True)
class PathUnit:
    """One unit that the weight's way passes.

    Attributes
    ----------
    layer, unit
        Which.
    incoming
        z: the sum over the layer before, plus ``bias``.
    activation
        a = f(z).
    outgoing
        Σ w δ over the next layer; ``None`` for an output.
    slope
        f′(z); ``None`` for an output.
    delta
        δ.
    """

    layer: int
    unit: int
    incoming: WeightedSum
    bias: float
    activation: float
    outgoing: WeightedSum | None
    slope: float | None
    delta: float


@dataclass(frozen=True)
class WeightPath:
    """One weight, with the units before and after it: one unit of every layer.

    Attributes
    ----------
    at
        Which weight, or bias.
    units
        First layer to last; of a network with convolutions or pools, from the first layer behind them. The weight's own
        two units are among them; before them come those that matter most for the pre-activation, after them those through
        which most of the error comes back.
    weight
        w, or b.
    value
        a of the unit (or input) that it comes from; 1 for a bias.
    derivative
        ∂E/∂w.
    """

    at: WeightIndex
    units: tuple[PathUnit, ...]
    weight: float
    value: float
    derivative: float

    @property
    def target(self) -> PathUnit:
        """The unit that the weight leads to."""
        return next(unit for unit in self.units if unit.layer == self.at.layer)


def follow_weight(step: WorkedStep, at: WeightIndex, *, n_terms: int = 4) -> WeightPath:
    """One weight's way from the inputs to the loss and back, of each sum at most ``n_terms`` written out.

    Raises
    ------
    ModelError
        If there is no such weight of a dense layer, or bias.
    """
    step.check(at)
    first = first_dense(step.parameters.architecture)
    if at.layer < first:
        network = str(step.parameters.architecture)
        raise ModelError(say("explain.no_such_weight", network=network, got=str(tuple(at))))
    own, way = step.parameters.layers, _way(step, at, first)
    units = []
    for layer, unit in enumerate(way, first):
        before = way[layer - first - 1] if layer > first else None
        if layer == at.layer and at.source != BIAS:
            before = at.source
        weights, biases = own[layer]
        values, bias = step.activations[layer].reshape(-1), float(biases[unit])
        incoming = _written_out(values, weights[:, unit], shown=before, bias=bias, n_terms=n_terms)
        outgoing = slope = None
        if layer < len(own) - 1:
            row = own[layer + 1].weights[unit]
            after = way[layer + 1 - first]
            outgoing = _written_out(step.deltas[layer + 1], row, shown=after, bias=0.0, n_terms=n_terms)
            slope = float(step.slopes[layer][unit])
        activation = float(step.activations[layer + 1][unit])
        delta = float(step.deltas[layer][unit])
        units.append(PathUnit(layer, unit, incoming, bias, activation, outgoing, slope, delta))
    return WeightPath(
        at,
        tuple(units),
        weight=step.value_of(at),
        value=float(step.seen(at)[0]),
        derivative=step.derivative(at),
    )


def first_dense(architecture: Architecture) -> int:
    """The first of the layers at the end that are all dense: before it are convolutions and pools, if there are any."""
    others = (number for number, layer in enumerate(architecture.layers) if not isinstance(layer, Dense))
    return max(others, default=-1) + 1


def _way(step: WorkedStep, at: WeightIndex, first: int) -> list[int]:
    """One unit of every layer from the first dense one on, the weight's own among them."""
    own = step.parameters.layers
    way = [at.unit]
    with np.errstate(all="ignore"):
        for layer in range(at.layer, first, -1):
            if layer == at.layer and at.source != BIAS:
                way.insert(0, at.source)
            else:
                way.insert(0, int(np.abs(step.activations[layer] * own[layer].weights[:, way[0]]).argmax()))
        for layer in range(at.layer + 1, len(own)):
            way.append(int(np.abs(own[layer].weights[way[-1]] * step.deltas[layer]).argmax()))
    return way


def _written_out(values: Vector, weights: Floats, *, shown: int | None, bias: float, n_terms: int) -> WeightedSum:
    """A sum of products, plus a bias; the term of the unit ``shown`` is written out whatever its size."""
    with np.errstate(all="ignore"):
        products = values * weights
        total = float(products.sum()) + bias
    order = np.argsort(-np.abs(products), kind="stable")
    if shown is not None:
        order = np.concatenate([[shown], order[order != shown]])
    chosen, others = np.sort(order[:n_terms]), order[n_terms:]
    terms = tuple(Term(int(unit), float(values[unit]), float(weights[unit])) for unit in chosen)
    return WeightedSum(terms, len(others), float(products[others].sum()), total)
