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
_FEW = 1024  # values for which SciPy's function is quicker than four more calls of NumPy's


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
    derivative_calls
        ``(delta, a, scratch)``: what multiplies ``delta`` by f'(z) in place, laid out, given ``a = f(z)`` and a scratch
        array of the same shape.
    onnx_operator
        ONNX's name of it.
    few_calls
        What does the same as ``apply``, laid out, where that is quicker for few values of float32.
    """

    name: str
    formula: Sentence
    apply: Callable[[Floats], None]
    derivative_calls: Callable[[Floats, Floats, Floats], list[Call]]
    onnx_operator: str
    few_calls: Callable[[Floats], list[Call]] | None = None

    def calls(self, z: Floats) -> list[Call]:
        """:attr:`apply` laid out, to be done again and again on these pre-activations."""
        if self.few_calls is None or z.size > _FEW or z.dtype != np.float32:
            return [partial(self.apply, z)]
        return self.few_calls(z)

    def scale_by_derivative(self, delta: Floats, a: Floats, scratch: Floats) -> None:
        """Do what :attr:`derivative_calls` lays out."""
        run_calls(self.derivative_calls(delta, a, scratch))


def apply_sigmoid(z: Floats) -> None:
    """The logistic function 1 / (1 + e^-z), in place.

    In float64, for checks, computed as (1 + tanh(z / 2)) / 2, which is the same function and overflows at no z. In float32,
    for training, as it is written, which is quicker; below z = -50 the value is that at -50, some 2e-22: nothing overflows,
    and neither the value nor the error that it scales is a subnormal number. Processors compute with these so slowly that
    a step of a network with saturated units took ten times as long.
    """
    if z.dtype == np.float64:
        half = _HALF["d"]
        np.multiply(z, half, z)
        np.tanh(z, z)
        np.multiply(z, half, z)
        np.add(z, half, z)
        return
    np.maximum(z, _LOWEST, out=z)
    np.negative(z, z)
    np.exp(z, z)
    np.add(z, _ONE["f"], z)
    np.reciprocal(z, z)


def _few_sigmoids(z: Floats) -> list[Call]:
    return [partial(np.maximum, z, _LOWEST, out=z), partial(_expit(), z, z)]


@cache
def _expit() -> Callable[..., Any]:
    from scipy.special import expit  # noqa: PLC0415 - a tenth of a second: only those pay for it who train

    return expit


def _apply_tanh(z: Floats) -> None:
    np.tanh(z, out=z)


def _apply_relu(z: Floats) -> None:
    np.maximum(z, _ZERO[z.dtype.char], out=z)


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
    apply_sigmoid,
    _sigmoid_derivative,
    "Sigmoid",
    _few_sigmoids,
)
TANH = Activation("tanh", verbatim("f(z) = tanh z,  f′ = 1 − f²"), _apply_tanh, _tanh_derivative, "Tanh")
RELU = Activation("relu", say("activation.relu_formula"), _apply_relu, _relu_derivative, "Relu")

ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in (SIGMOID, TANH, RELU)}
"""Every hidden activation by its name."""


def check_choice(what: Value, name: object, choices: Mapping[str, object]) -> None:
    """Raise ``ConfigurationError`` unless ``name`` is a key of ``choices``; the message lists them."""
    if not isinstance(name, str) or name not in choices:
        raise ConfigurationError(say("setting.unknown_choice", what=what, choices=", ".join(choices), name=repr(name)))
