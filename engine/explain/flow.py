"""How a picture flows through a network: what each unit, or map, adds to each of the next layer, up to the scores.

A stage is a layer that makes values of its own: dropout, which only passes on what it gets, is none. The picture comes
before the first stage.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.explain.ablation import Damage, damaged
from engine.explain.layer_activations import LayerActivations, activate_layers
from engine.nn.activations import Floats
from engine.nn.layers.dropout import Dropout
from engine.nn.network import Architecture

PICTURE = -1
"""The number of the stage before the first: the picture."""


class Gap(NamedTuple):
    """What flows from one stage to the next.

    Attributes
    ----------
    before, after
        The numbers of the two layers; :data:`PICTURE` for the picture.
    parts
        What each unit or map adds to each: weight times value, of maps summed; shape (n before, n after). The whole picture
        counts as one.
    """

    before: int
    after: int
    parts: Floats


@dataclass(frozen=True, eq=False)
class Flow:
    """What flows through a network for one picture.

    Attributes
    ----------
    activations
        What each layer makes of the picture.
    """

    activations: LayerActivations

    @property
    def architecture(self) -> Architecture:
        """Of the network."""
        return self.activations.parameters.architecture

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """From the picture to the scores."""
        parameters, activations = self.activations.parameters, self.activations
        gaps, before = [], PICTURE
        for number in stages(self.architecture):
            parts = self.architecture.layers[number].contributions(
                parameters.layers[number], activations.before(number), activations.layers[number]
            )
            gaps.append(Gap(before, number, parts.sum(axis=0, keepdims=True) if before == PICTURE else parts))
            before = number
        return tuple(gaps)

    def gap_after(self, layer: int) -> Gap:
        """What flows out of a stage that is not the last."""
        return next(gap for gap in self.gaps if gap.before == layer)

    def says_to_scores(self, layer: int, unit: int) -> Floats:
        """What a unit, or a map, adds to each score: by how much scores would be less without it, shape (n_outputs,)."""
        last = self.gaps[-1]
        if last.before == layer:
            row: Floats = last.parts[unit]
            return row
        activations = self.activations
        without = damaged(activations.parameters, Damage(silenced=frozenset({(layer, unit)})))
        inputs = activations.inputs
        flat = inputs.transpose(1, 2, 0).reshape(-1) if inputs.ndim == 3 else inputs
        difference: Floats = activations.logits - activate_layers(without, flat).logits
        return difference


def stages(architecture: Architecture) -> tuple[int, ...]:
    """The numbers of the layers that make values of their own, the outputs last."""
    return tuple(number for number, layer in enumerate(architecture.layers) if not isinstance(layer, Dropout))


def loudness(parts: Floats, among: tuple[int, ...] | None = None) -> Floats:
    """How much each unit says at most to one of the next layer, shape (n before,): to any, or to one ``among`` some."""
    heard = parts if among is None else parts[:, list(among)]
    loud: Floats = np.abs(heard).max(axis=1) if heard.size else np.zeros(len(parts), parts.dtype)
    loud[~np.isfinite(loud)] = 0.0
    return loud
