"""The products with the inputs, in pieces and in one."""

import numpy as np
import pytest

from engine.nn.layers.dense_products import InputsProducts
from engine.nn.network import DType


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
        products.multiply(inputs, weights, values)
        products.multiply_transposed(inputs, delta, gradient)

    exact_inputs = inputs.astype(np.float64)
    tolerance = 1e-3 if dtype == "float32" else 1e-11
    np.testing.assert_allclose(values, exact_inputs @ weights, rtol=0, atol=tolerance)
    np.testing.assert_allclose(gradient, exact_inputs.T @ delta, rtol=0, atol=tolerance)
