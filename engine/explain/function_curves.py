"""The functions of ``activations`` and ``losses`` as curves: what a plot of them draws."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.nn.activations import Activation
from engine.nn.losses import SIGMOID_CROSS_ENTROPY, SIGMOID_SQUARED_ERROR

Curve = NDArray[np.float64]

_STEP = 1e-3


class ActivationCurve(NamedTuple):
    """An activation at some points, each of shape (n,), float64.

    Attributes
    ----------
    value
        f(z).
    derivative
        f′(z) by its formula, from the value alone, as backpropagation computes it.
    measured
        f′(z) measured: a central difference of the fourth order, which knows no formula.
    """

    value: Curve
    derivative: Curve
    measured: Curve


class CostCurves(NamedTuple):
    """What one sigmoid output costs, each of shape (n,), float64.

    Attributes
    ----------
    is_one
        −log h: cross-entropy where y = 1.
    is_zero
        −log(1 − h): cross-entropy where y = 0.
    squared
        ½ (1 − h)²: squared error where y = 1.
    """

    is_one: Curve
    is_zero: Curve
    squared: Curve


def activation_curve(activation: Activation, z: Curve) -> ActivationCurve:
    """An activation and its derivative at the pre-activations ``z``, shape (n,)."""
    value = _value(activation, z)
    derivative = np.ones_like(value)
    activation.scale_by_derivative(derivative, value, np.empty_like(value))
    near = _value(activation, z + _STEP) - _value(activation, z - _STEP)
    far = _value(activation, z + 2 * _STEP) - _value(activation, z - 2 * _STEP)
    return ActivationCurve(value, derivative, (8 * near - far) / (12 * _STEP))


def cost_curves(h: Curve) -> CostCurves:
    """The costs of outputs ``h``, shape (n,), between 0 and 1, both excluded."""
    logits = (np.log(h) - np.log1p(-h)).reshape(-1, 1)
    true = np.zeros(len(h), dtype=np.intp)  # the only class there is: y = 1
    return CostCurves(
        SIGMOID_CROSS_ENTROPY.per_sample(logits, true),
        SIGMOID_CROSS_ENTROPY.per_sample(-logits, true),  # 1 − h is the sigmoid of −z
        SIGMOID_SQUARED_ERROR.per_sample(logits, true),
    )


def _value(activation: Activation, z: Curve) -> Curve:
    value = z.astype(np.float64)
    activation.apply(value)
    return value
