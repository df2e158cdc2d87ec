"""Activations and costs as curves, against their textbook formulas."""

import numpy as np
import pytest
from scipy.special import expit

from engine.explain.function_curves import activation_curve, cost_curves
from engine.nn.activations import ACTIVATIONS, RELU, SIGMOID, TANH

Z = np.linspace(-8, 8, 161) + 0.013


def test_the_sigmoid_and_f_times_one_minus_f() -> None:
    curve = activation_curve(SIGMOID, Z)
    np.testing.assert_allclose(curve.value, expit(Z), rtol=0, atol=1e-15)
    np.testing.assert_allclose(curve.derivative, expit(Z) * expit(-Z), rtol=0, atol=1e-15)


def test_tanh_and_relu() -> None:
    curve = activation_curve(TANH, Z)
    np.testing.assert_allclose(curve.value, np.tanh(Z))
    np.testing.assert_allclose(curve.derivative, 1 / np.cosh(Z) ** 2, rtol=0, atol=1e-14)
    curve = activation_curve(RELU, Z)
    np.testing.assert_array_equal(curve.value, np.where(Z > 0, Z, 0))
    np.testing.assert_array_equal(curve.derivative, Z > 0)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_measured_derivative_is_that_of_the_formula(name: str) -> None:
    curve = activation_curve(ACTIVATIONS[name], Z)
    assert 0 < np.abs(curve.measured - curve.derivative).max() < 1e-11


def test_z_stays_as_it_is() -> None:
    z = Z.copy()
    activation_curve(RELU, z)
    np.testing.assert_array_equal(z, Z)


def test_costs() -> None:
    h = np.linspace(0.001, 0.999, 99)
    costs = cost_curves(h)
    np.testing.assert_allclose(costs.is_one, -np.log(h), rtol=1e-12)
    np.testing.assert_allclose(costs.is_zero, -np.log(1 - h), rtol=1e-12)
    np.testing.assert_allclose(costs.squared, 0.5 * (1 - h) ** 2, rtol=1e-10)
    half = cost_curves(np.array([0.5]))
    assert [half.is_one[0], half.is_zero[0], half.squared[0]] == pytest.approx([np.log(2), np.log(2), 0.125])
