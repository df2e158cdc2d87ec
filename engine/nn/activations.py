"""Activation functions of hidden units: value and derivative.

Each derivative is a function of the value ``a = f(z)``, because that is what backpropagation still has at hand: for the
sigmoid a(1 - a), for tanh 1 - a², for ReLU 1 where a > 0. All work in place, so that a training step allocates nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.errors import ConfigurationError
from engine.text.sentence import say

Floats: TypeAlias = NDArray[np.float32] | NDArray[np.float64]
"""An array of float32 or of float64; one network uses one of the two throughout."""
DType: TypeAlias = Literal["float32", "float64"]


# As arrays, because ufuncs take longer over Python's numbers: on the 25 units of one sample nearly twice as long. For the
# same reason what is computed for every batch has its output as the last argument, without its name.
_ZERO, _HALF, _ONE = ({char: np.array(number, char) for char in "fd"} for number in (0.0, 0.5, 1.0))


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    formula
        The function and its derivative, for people.
    apply
        Turns pre-activations ``z`` (any shape) into activations in place.
    scale_by_derivative
        ``(delta, a, scratch)``: multiplies ``delta`` by f'(z) in place, given ``a = f(z)`` and a scratch array of the
        same shape.
    onnx_operator
        ONNX's name of it.
    """

    name: str
    formula: str
    apply: Callable[[Floats], None]
    scale_by_derivative: Callable[[Floats, Floats, Floats], None]
    onnx_operator: str


def apply_sigmoid(z: Floats) -> None:
    """The logistic function 1 / (1 + e^-z), in place.

    Computed as (1 + tanh(z / 2)) / 2: the same function, without overflow at any z, and faster than ``expit``.
    """
    half = _HALF[z.dtype.char]
    np.multiply(z, half, z)
    np.tanh(z, z)
    np.multiply(z, half, z)
    np.add(z, half, z)


def _apply_tanh(z: Floats) -> None:
    np.tanh(z, out=z)


def _apply_relu(z: Floats) -> None:
    np.maximum(z, _ZERO[z.dtype.char], out=z)


def _scale_by_sigmoid_derivative(delta: Floats, a: Floats, scratch: Floats) -> None:
    np.subtract(_ONE[a.dtype.char], a, scratch)
    np.multiply(scratch, a, scratch)
    np.multiply(delta, scratch, delta)


def _scale_by_tanh_derivative(delta: Floats, a: Floats, scratch: Floats) -> None:
    np.multiply(a, a, scratch)
    np.subtract(_ONE[a.dtype.char], scratch, scratch)
    np.multiply(delta, scratch, delta)


def _scale_by_relu_derivative(delta: Floats, a: Floats, scratch: Floats) -> None:
    np.sign(a, out=scratch)  # a is 0 or above: 0 or 1
    np.multiply(delta, scratch, out=delta)


SIGMOID = Activation(
    "sigmoid", "f(z) = 1 / (1 + e⁻ᶻ),  f′ = f (1 − f)", apply_sigmoid, _scale_by_sigmoid_derivative, "Sigmoid"
)
TANH = Activation("tanh", "f(z) = tanh z,  f′ = 1 − f²", _apply_tanh, _scale_by_tanh_derivative, "Tanh")
RELU = Activation(
    "relu", "f(z) = max(0, z),  f′ = 1 where z > 0, else 0", _apply_relu, _scale_by_relu_derivative, "Relu"
)

ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in (SIGMOID, TANH, RELU)}
"""Every hidden activation by its name."""


def check_choice(what: str, name: object, choices: Mapping[str, object]) -> None:
    """Raise ``ConfigurationError`` unless ``name`` is a key of ``choices``; the message lists them."""
    if not isinstance(name, str) or name not in choices:
        raise ConfigurationError(say("setting.unknown_choice", what=what, choices=", ".join(choices), name=repr(name)))
