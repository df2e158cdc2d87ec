"""What optimizers remember of weights whose gradient has become 0 does not stay subnormal, and no weight notices."""

import numpy as np
import pytest

from engine.nn.activations import Floats
from engine.nn.network import DType
from engine.optim import optimizers
from engine.optim.optimizers import OPTIMIZERS, Optimizer, flush_tiny

N_STEPS = {"float32": 2_000, "float64": 9_000}


def _remembered(optimizer: Optimizer) -> list[Floats]:
    return [value for value in vars(optimizer).values() if isinstance(value, np.ndarray)]


def _descend(name: str, dtype: DType, *, n_steps: int) -> tuple[Floats, Optimizer]:
    """Steps with gradients that end for half of the weights, as those of a unit that is off."""
    rng = np.random.default_rng(4)
    weights: Floats = rng.normal(0, 0.1, 200).astype(dtype)
    optimizer = OPTIMIZERS[name].make(weights)
    gradient: Floats = np.empty_like(weights)
    for number in range(n_steps):
        gradient[:] = rng.normal(0, 0.01, 200)
        if number > 20:
            gradient[:100] = 0.0
        optimizer.step(weights, gradient, learning_rate=0.001, momentum=0.9)
    return weights, optimizer


@pytest.mark.slow_but(3)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ["momentum", "nesterov", "rmsprop", "adam"])
def test_nothing_stays_subnormal_and_the_weights_are_the_same_to_the_last_bit(
    name: str, dtype: DType, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights, optimizer = _descend(name, dtype, n_steps=N_STEPS[dtype])

    tiny = np.finfo(dtype).tiny
    for values in _remembered(optimizer):
        assert not ((values != 0) & (np.abs(values) < tiny)).any()
    monkeypatch.setattr(optimizers, "_FLUSH_EVERY", N_STEPS[dtype] + 1)
    np.testing.assert_array_equal(_descend(name, dtype, n_steps=N_STEPS[dtype])[0], weights)


def test_without_it_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimizers, "_FLUSH_EVERY", 10_000)
    _, optimizer = _descend("adam", "float32", n_steps=2_000)

    assert any(
        ((values != 0) & (np.abs(values) < np.finfo(np.float32).tiny)).any() for values in _remembered(optimizer)
    )


@pytest.mark.parametrize(("dtype", "tiny"), [("float32", 1e-33), ("float64", 1e-42)])
def test_what_is_tiny_becomes_zero_and_the_rest_stays_to_the_last_bit(dtype: str, tiny: float) -> None:
    remembered = np.array([tiny, -tiny, 0.0, 1.5e-7, -3.25], dtype)
    before = remembered.copy()

    flush_tiny(remembered)

    np.testing.assert_array_equal(remembered, [0.0, 0.0, 0.0, *before[3:]])
