"""What a training run is trained on, batch by batch."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.nn.activations import Floats
from engine.nn.backpropagation import Backpropagation
from engine.nn.calls import Call
from engine.nn.network import Parameters


def watch_batches(monkeypatch: pytest.MonkeyPatch, tell: Callable[[Floats, Floats], object]) -> None:
    """Have ``tell`` called with inputs and targets of every batch, before each step; the next batch overwrites them."""
    lay_out = Backpropagation.lay_out

    def lay_out_and_tell(
        self: Backpropagation, parameters: Parameters, inputs: Floats, targets: Floats, **more: Any
    ) -> list[Call]:
        return [lambda: tell(inputs, targets), *lay_out(self, parameters, inputs, targets, **more)]

    monkeypatch.setattr(Backpropagation, "lay_out", lay_out_and_tell)
