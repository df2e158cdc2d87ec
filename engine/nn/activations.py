"""Activation functions of hidden units: value and derivative.

Each derivative is a function of the value ``a = f(z)``, because that is what backpropagation still has at hand: for the
sigmoid a(1 - a), for tanh 1 - a², for ReLU 1 where a > 0. All work in place, so that a training step allocates nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.errors import ConfigurationError
from engine.nn.calls import Call, run_calls
from engine.text.sentence import Sentence, Value, say, verbatim

Floats: TypeAlias = NDArray[np.float32] | NDArray[np.float64]
"""An array of float32 or of float64; one network uses one of the two throughout."""
DType: TypeAlias = Literal["float32", "float64"]


# As arrays, because ufuncs take longer over Python's numbers: on the 25 units of one sample nearly twice as long. For the
# same reason what is computed for every batch has its output as the last argument, without its name.
_ZERO, _HALF, _ONE = ({char: np.array(number, char) for char in "fd"} for number in (0.0, 0.5, 1.0))
_LOWEST = np.array(-50.0, np.float32)  # e^-50 is 2e-22: its products with errors are no subnormal numbers yet
_FEW = 1024  # values up to which SciPy's function is used: quicker up to 256, and figures were measured so up to here


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    formula
        The function and its derivative, for people.
    calls
        ``z``: what turns pre-activations of any shape into activations in place, laid out.
    derivative_calls
        ``(delta, a, scratch)``: what multiplies ``delta`` by f'(z) in place, laid out, given ``a = f(z)`` and a scratch
        array of the same shape.
    onnx_operator
        ONNX's name of it.
    """

    name: str
    formula: Sentence
    calls: Callable[[Floats], list[Call]]
    derivative_calls: Callable[[Floats, Floats, Floats], list[Call]]
    onnx_operator: str

    def apply(self, z: Floats) -> None:
        """Do what :attr:`calls` lays out."""
        run_calls(self.calls(z))

    def scale_by_derivative(self, delta: Floats, a: Floats, scratch: Floats) -> None:
        """Do what :attr:`derivative_calls` lays out."""
        run_calls(self.derivative_calls(delta, a, scratch))


def _sigmoid(z: Floats) -> list[Call]:
    """The logistic function 1 / (1 + e^-z), in place, laid out.

    In float64, for checks, computed as (1 + tanh(z / 2)) / 2, which is the same function and overflows at no z. In float32,
    for training, that would be quicker, but 0 below z = -18: units that are off for good would never learn again, and a
    run at η = 100 would end elsewhere. So it is computed as it is written; below z = -50 the value is that at -50, some
    2e-22: nothing overflows, and neither the value nor the error that it scales is a subnormal number. Processors compute
    with these so slowly that a step of a network with saturated units took ten times as long.
    """
    half, one = _HALF[z.dtype.char], _ONE[z.dtype.char]
    if z.dtype == np.float64:
        return [
            partial(np.multiply, z, half, z),
            partial(np.tanh, z, z),
            partial(np.multiply, z, half, z),
            partial(np.add, z, half, z),
        ]
    bounded = partial(np.maximum, z, _LOWEST, out=z)
    if z.size <= _FEW:
        return [bounded, partial(_expit(), z, z)]
    return [
        bounded,
        partial(np.negative, z, z),
        partial(np.exp, z, z),
        partial(np.add, z, one, z),
        partial(np.reciprocal, z, z),
    ]


@cache
def _expit() -> Callable[..., Any]:
    from scipy.special import expit  # noqa: PLC0415 - a tenth of a second: only those pay for it who train

    return expit


def _tanh(z: Floats) -> list[Call]:
    return [partial(np.tanh, z, z)]


def _relu(z: Floats) -> list[Call]:
    return [partial(np.maximum, z, _ZERO[z.dtype.char], out=z)]


def _sigmoid_derivative(delta: Floats, a: Floats, scratch: Floats) -> list[Call]:
    return [
        partial(np.subtract, _ONE[a.dtype.char], a, scratch),
        partial(np.multiply, scratch, a, scratch),
        partial(np.multiply, delta, scratch, delta),
    ]


def _tanh_derivative(delta: Floats, a: Floats, scratch: Floats) -> list[Call]:
    return [
        partial(np.multiply, a, a, scratch),
        partial(np.subtract, _ONE[a.dtype.char], scratch, scratch),
        partial(np.multiply, delta, scratch, delta),
    ]


def _relu_derivative(delta: Floats, a: Floats, scratch: Floats) -> list[Call]:
    return [partial(np.sign, a, scratch), partial(np.multiply, delta, scratch, delta)]  # a is 0 or above: 0 or 1


SIGMOID = Activation(
    "sigmoid",
    verbatim("f(z) = 1 / (1 + e⁻ᶻ),  f′ = f (1 − f)"),
    _sigmoid,
    _sigmoid_derivative,
    "Sigmoid",
)
TANH = Activation("tanh", verbatim("f(z) = tanh z,  f′ = 1 − f²"), _tanh, _tanh_derivative, "Tanh")
RELU = Activation("relu", say("activation.relu_formula"), _relu, _relu_derivative, "Relu")

ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in (SIGMOID, TANH, RELU)}
"""Every hidden activation by its name."""


def check_choice(what: Value, name: object, choices: Mapping[str, object]) -> None:
    """Raise ``ConfigurationError`` unless ``name`` is a key of ``choices``; the message lists them."""
    if not isinstance(name, str) or name not in choices:
        raise ConfigurationError(say("config.unknown_choice", what=what, choices=", ".join(choices), name=repr(name)))
