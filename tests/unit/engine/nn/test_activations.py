"""Activations: values and derivatives against independent formulas and against numerical differences."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from engine.nn.activations import ACTIVATIONS, SIGMOID, Activation
from engine.nn.network import DType

Function = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def _tanh(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return 2.0 * np.asarray(expit(2.0 * z), dtype=np.float64) - 1.0


def _relu(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(z > 0, z, 0.0)


FORMULAS: dict[str, Function] = {"sigmoid": expit, "tanh": _tanh, "relu": _relu}
DTYPES: tuple[DType, ...] = ("float32", "float64")


def _value(activation: Activation, z: NDArray[np.float64]) -> NDArray[np.float64]:
    a = z.copy()
    activation.apply(a)
    return a


def test_every_activation_has_a_formula_to_be_compared_with() -> None:
    assert set(FORMULAS) == set(ACTIVATIONS)
    assert all(name == activation.name for name, activation in ACTIVATIONS.items())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_value_is_that_of_the_formula(name: str, dtype: DType) -> None:
    z = np.linspace(-12.0, 12.0, 97)
    a = z.astype(dtype)

    ACTIVATIONS[name].apply(a)

    assert a.dtype == dtype
    np.testing.assert_allclose(a, FORMULAS[name](z), rtol=0, atol=20 * float(np.finfo(dtype).eps))


@pytest.mark.parametrize(
    ("name", "z", "value"),
    [
        ("sigmoid", np.log(3.0), 0.75),
        ("sigmoid", 0.0, 0.5),
        ("tanh", np.log(2.0), 0.6),
        ("relu", -0.5, 0.0),
        ("relu", 2.5, 2.5),
    ],
)
def test_value_worked_by_hand(name: str, z: float, value: float) -> None:
    assert _value(ACTIVATIONS[name], np.array([z]))[0] == pytest.approx(value, abs=1e-15)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivative_is_the_numerical_one(name: str, dtype: DType) -> None:
    activation = ACTIVATIONS[name]
    z = np.linspace(-6.05, 6.05, 122)  # no point within a step of ReLU's corner
    step = 1e-3
    near = _value(activation, z + step) - _value(activation, z - step)
    far = _value(activation, z + 2 * step) - _value(activation, z - 2 * step)
    numerical = (8 * near - far) / (12 * step)
    a = _value(activation, z).astype(dtype)
    delta = np.full(z.shape, -3.0, dtype)

    activation.scale_by_derivative(delta, a, np.empty_like(a))

    assert delta.dtype == dtype
    np.testing.assert_allclose(delta, -3.0 * numerical, rtol=0, atol=1e-10 if dtype == "float64" else 2e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivative_multiplies_what_is_there_and_leaves_the_activations(name: str) -> None:
    activation = ACTIVATIONS[name]
    a = _value(activation, np.array([[-2.0, 0.3], [1.5, 4.0]]))
    before = a.copy()
    ones, twos = np.ones_like(a), np.full_like(a, 2.0)

    activation.scale_by_derivative(ones, a, np.empty_like(a))
    activation.scale_by_derivative(twos, a, np.full_like(a, np.nan))  # scratch may hold anything

    np.testing.assert_array_equal(twos, 2.0 * ones)
    np.testing.assert_array_equal(a, before)
    assert ones.any()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("name", "limits"),
    [("sigmoid", (0.0, 1.0)), ("tanh", (-1.0, 1.0)), ("relu", (0.0, None))],
)
def test_extreme_inputs_reach_the_limits_without_a_warning(
    name: str, limits: tuple[float, float | None], dtype: DType
) -> None:
    largest = float(np.finfo(dtype).max)
    z = np.array([-largest, -1e30, -1e4, 1e4, 1e30, largest], dtype)
    a = z.copy()

    with np.errstate(over="raise", invalid="raise", divide="raise"):
        ACTIVATIONS[name].apply(a)
        delta = np.ones_like(a)
        ACTIVATIONS[name].scale_by_derivative(delta, a, np.empty_like(a))

    low, high = limits
    np.testing.assert_allclose(a[:3], low, rtol=0, atol=2e-22)
    np.testing.assert_array_equal(a[3:], z[3:] if high is None else high)
    np.testing.assert_allclose(delta, [0, 0, 0, 1, 1, 1] if name == "relu" else 0.0, rtol=0, atol=2e-22)


def test_few_sigmoids_are_those_of_many() -> None:
    z = np.linspace(-60.0, 60.0, 601, dtype=np.float32)
    few, many = z.copy(), z.copy()

    for value in few.reshape(-1, 1):
        SIGMOID.apply(value)
    SIGMOID.apply(many)

    np.testing.assert_allclose(few, many, rtol=1e-6)


def test_relu_has_no_slope_at_its_corner() -> None:
    a, delta = np.zeros(1), np.ones(1)

    ACTIVATIONS["relu"].scale_by_derivative(delta, a, np.empty(1))

    assert delta[0] == 0.0


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_all_is_done_in_place_in_views_too(name: str) -> None:
    whole = np.linspace(-1.0, 1.0, 24).reshape(4, 6)
    untouched = whole.copy()
    rows = whole[:2]

    ACTIVATIONS[name].apply(rows)

    np.testing.assert_allclose(whole[:2], FORMULAS[name](untouched[:2]), atol=1e-15)
    np.testing.assert_array_equal(whole[2:], untouched[2:])


@pytest.mark.parametrize("n_values", [30, 5000])
def test_units_that_are_off_for_good_bring_no_subnormal_numbers_which_processors_are_slow_with(n_values: int) -> None:
    z = np.linspace(-1000, 0, n_values).astype(np.float32)
    SIGMOID.apply(z)
    errors, scratch = np.full_like(z, 1e-14), np.empty_like(z)
    SIGMOID.scale_by_derivative(errors, z, scratch)
    for values in (z, errors):
        assert (values >= np.finfo(np.float32).tiny).all()
    assert z[-1] == 0.5
