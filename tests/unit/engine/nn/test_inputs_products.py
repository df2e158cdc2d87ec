"""The products with the inputs, in pieces and in one."""

from typing import Literal

import numpy as np
import pytest

from engine.nn.calls import run_calls
from engine.nn.layers.dense_products import InputsProducts, adding_product, adding_sum
from engine.nn.network import DType


@pytest.mark.slow_but(11)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("n_samples", [1, 96, 97, 500, 1000, 1001])
@pytest.mark.parametrize(("n_inputs", "n_units"), [(400, 25), (400, 512), (64, 15)])
def test_both_products_are_those_of_the_matrices(n_inputs: int, n_units: int, n_samples: int, dtype: DType) -> None:
    rng = np.random.default_rng(1)
    inputs = rng.normal(size=(n_samples, n_inputs)).astype(dtype)
    weights = rng.normal(size=(n_inputs, n_units)).astype(dtype)
    delta = rng.normal(size=(n_samples, n_units)).astype(dtype)
    values, gradient = np.empty_like(delta), np.empty_like(weights)
    products = InputsProducts(n_inputs, n_units, max_samples=1001, dtype=dtype)

    for _ in range(2):  # memory is used again
        run_calls(products.multiply(inputs, weights, values))
        run_calls(products.multiply_transposed(inputs, delta, gradient))
    total = rng.normal(size=(n_inputs, n_units)).astype(dtype)
    expected = total.astype(np.float64) + inputs.astype(np.float64).T @ delta
    run_calls(products.add_transposed(inputs, delta, total))

    exact_inputs = inputs.astype(np.float64)
    tolerance = 1e-3 if dtype == "float32" else 1e-11
    np.testing.assert_allclose(values, exact_inputs @ weights, rtol=0, atol=tolerance)
    np.testing.assert_allclose(gradient, exact_inputs.T @ delta, rtol=0, atol=tolerance)
    np.testing.assert_allclose(total, expected, rtol=0, atol=tolerance)


@pytest.mark.parametrize(("n_units", "n_pieces"), [(25, 11), (512, 1)])
def test_a_product_is_cut_into_pieces_only_where_they_stay_small(n_units: int, n_pieces: int) -> None:
    inputs, weights = np.zeros((1001, 400), np.float32), np.zeros((400, n_units), np.float32)
    products = InputsProducts(400, n_units, max_samples=1001, dtype="float32")

    assert len(products.multiply(inputs, weights, np.empty((1001, n_units), np.float32))) == n_pieces


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("n_samples", [1, 7])
def test_products_and_sums_are_added_in_place_whatever_the_order_of_the_second_factor(
    order: Literal["C", "F"], n_samples: int
) -> None:
    rng = np.random.default_rng(2)
    a, total = rng.normal(size=(n_samples, 5)), rng.normal(size=(5, 10))
    b = np.array(rng.normal(size=(n_samples, 10)), order=order)
    expected = total + a.T @ b
    expected_sum = total[0] + b.sum(axis=0)
    sums = total[0].copy()

    run_calls([*adding_product(a, b, total), *adding_sum(b, np.ones(n_samples), sums)])

    np.testing.assert_allclose(total, expected, rtol=0, atol=1e-12)
    np.testing.assert_allclose(sums, expected_sum, rtol=0, atol=1e-12)
