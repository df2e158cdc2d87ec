"""Small networks of every kind, for gradients that are computed in more than one way."""

from itertools import product

import pytest

from engine.nn.activations import ACTIVATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture

_EVERY_KIND = [
    Architecture.dense(
        n_inputs=4,
        hidden_layers=hidden_layers,
        n_outputs=3,
        hidden_activation=hidden_activation,
        output_loss=output_loss,
    )
    for output_loss, hidden_activation, hidden_layers in product(
        OUTPUT_LOSSES, ACTIVATIONS, [(), (5,), (5, 4), (4, 5, 3)]
    )
]

for_every_kind_of_network = pytest.mark.parametrize(
    "architecture", _EVERY_KIND, ids=lambda kind: f"{kind}-{kind.hidden_activation}-{kind.output_loss}"
)
"""Every loss with every activation at every depth, as the parameter ``architecture``."""
