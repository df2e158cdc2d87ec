"""What the scripts share that train the networks which the program brings along."""

import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.nn.layers.base import Layer
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture, Parameters
from engine.training.report import TrainingReport


def in_bytes(pictures: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Pictures as they are stored, shape (n, n_pixels): their ink, 0 to 1, in 255 steps."""
    stored: NDArray[np.uint8] = np.rint(np.clip(pictures, 0.0, 1.0).reshape(len(pictures), -1) * 255.0).astype(np.uint8)
    return stored


def joined(networks: Sequence[Parameters]) -> Parameters:
    """One network whose logits are the mean of theirs: their maps and units side by side, with weights of 0 between them.

    They have the same layers; the last one, which has the outputs, is theirs together.
    """
    n, one = len(networks), networks[0].architecture
    *hidden, last = one.layers
    wide = [_widened(layer, n) for layer in hidden]
    whole = Parameters.zeros(Architecture(one.input_shape, (*wide, last)))
    n_before = one.input_shape[-1]  # channels or units of one network before the layer
    for number, layer in enumerate(one.layers):
        target = whole.layers[number]
        if not target.weights.size:
            continue
        is_first, is_last = not number, number == len(one.layers) - 1
        n_after = layer.n_filters if isinstance(layer, Convolution) else target.biases.size // (1 if is_last else n)
        for place, network in enumerate(networks):
            own = network.layers[number]
            before = slice(None) if is_first else slice(place * n_before, (place + 1) * n_before)
            after = slice(None) if is_last else slice(place * n_after, (place + 1) * n_after)
            if isinstance(layer, Convolution):
                target.weights[after, before] = own.weights
            else:  # row by row, channels last
                n_channels = n_before if is_first else n * n_before
                by_channel = target.weights.reshape(-1, n_channels, target.biases.size)
                by_channel[:, before, after] += own.weights.reshape(-1, n_before, n_after) / (n if is_last else 1)
            target.biases[after] += own.biases / (n if is_last else 1)
        n_before = n_after
    return whole


def _widened(layer: Layer, times: int) -> Layer:
    """A layer with so many times the filters or units."""
    if isinstance(layer, Convolution):
        return replace(layer, n_filters=times * layer.n_filters)
    return replace(layer, units=times * layer.units) if isinstance(layer, Dense) else layer


def show(report: TrainingReport) -> None:
    """One line of progress."""
    sys.stderr.write(f"\repoch {report.epoch:5.1f} of {report.epochs:.0f}, {report.samples_per_second:9,.0f} samples/s")
