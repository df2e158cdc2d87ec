"""Optimizers: each formula recomputed independently over several steps, and what must hold for all of them."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.nn.network import DType
from engine.optim.optimizers import OPTIMIZERS

Vector = NDArray[np.float64]
Reference = Callable[[Vector, list[Vector], list[float], float], Iterator[Vector]]


def _gradient_descent(w: Vector, gradients: list[Vector], rates: list[float], momentum: float) -> Iterator[Vector]:
    for g, rate in zip(gradients, rates, strict=True):
        w = w - rate * g
        yield w


def _momentum(w: Vector, gradients: list[Vector], rates: list[float], momentum: float) -> Iterator[Vector]:
    # Unrolled: the velocity after step t is the sum of -rate_s g_s momentum^(t - s).
    steps: list[Vector] = []
    for g, rate in zip(gradients, rates, strict=True):
        steps = [*(momentum * step for step in steps), -rate * g]
        w = w + np.sum(steps, axis=0)
        yield w


def _nesterov(w: Vector, gradients: list[Vector], rates: list[float], momentum: float) -> Iterator[Vector]:
    # Sutskever et al., eq. 3 and 4: the weights θ lag behind; the gradient is taken at θ + μ v, which is our w.
    theta, v = w, np.zeros_like(w)
    for g, rate in zip(gradients, rates, strict=True):
        v = momentum * v - rate * g
        theta = theta + v
        yield theta + momentum * v


def _rmsprop(w: Vector, gradients: list[Vector], rates: list[float], momentum: float) -> Iterator[Vector]:
    # Tieleman & Hinton's lecture: a running mean of the squares, written out as a weighted sum.
    for t, rate in enumerate(rates, start=1):
        ages = np.arange(t - 1, -1, -1.0)[:, None]
        square = (0.1 * 0.9**ages * np.array(gradients[:t]) ** 2).sum(axis=0)
        w = w - rate * gradients[t - 1] / (np.sqrt(square) + 1e-8)
        yield w


def _adam(w: Vector, gradients: list[Vector], rates: list[float], momentum: float) -> Iterator[Vector]:
    # Kingma & Ba, section 3: the running means written out as weighted sums of all gradients so far; ε is added to √v
    # before the bias is corrected, as at the end of their section 2.
    for t, rate in enumerate(rates, start=1):
        ages = np.arange(t - 1, -1, -1.0)[:, None]
        seen = np.array(gradients[:t])
        mean = (0.1 * 0.9**ages * seen).sum(axis=0) / (1 - 0.9**t)
        correction = np.sqrt(1 - 0.999**t)
        square = (0.001 * 0.999**ages * seen**2).sum(axis=0)
        w = w - rate * mean * correction / (np.sqrt(square) + 1e-8)
        yield w


REFERENCES: dict[str, Reference] = {
    "gradient-descent": _gradient_descent,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
DTYPES: tuple[DType, ...] = ("float32", "float64")


def test_every_optimizer_has_a_formula_to_be_compared_with() -> None:
    assert set(REFERENCES) == set(OPTIMIZERS)
    assert all(name == kind.name for name, kind in OPTIMIZERS.items())
    assert [name for name, kind in OPTIMIZERS.items() if kind.uses_momentum] == ["momentum", "nesterov"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_steps_are_those_of_the_published_formula(name: str, momentum: float, dtype: DType) -> None:
    rng = np.random.default_rng(7)
    start = rng.normal(size=9).astype(dtype)
    gradients = [rng.normal(size=9).astype(dtype) for _ in range(6)]
    rates = [0.1, 0.1, 0.02, 0.02, 0.3, 0.1]  # the rate may change during a run
    expected = REFERENCES[name](start.astype(np.float64), [g.astype(np.float64) for g in gradients], rates, momentum)
    parameters = start.copy()
    optimizer = OPTIMIZERS[name].make(parameters)

    for gradient, rate, after in zip(gradients, rates, expected, strict=True):
        kept = gradient.copy()
        optimizer.step(parameters, gradient, learning_rate=rate, momentum=momentum)

        np.testing.assert_allclose(parameters, after, rtol=0, atol=1e-13 if dtype == "float64" else 1e-5)
        np.testing.assert_array_equal(gradient, kept)
    assert parameters.dtype == dtype


@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_momentum_of_zero_is_gradient_descent(name: str) -> None:
    rng = np.random.default_rng(8)
    with_momentum, without = np.ones(5), np.ones(5)
    momentum = OPTIMIZERS[name].make(with_momentum)
    descent = OPTIMIZERS["gradient-descent"].make(without)

    for _ in range(4):
        gradient = rng.normal(size=5)
        momentum.step(with_momentum, gradient, learning_rate=0.2, momentum=0.0)
        descent.step(without, gradient, learning_rate=0.2, momentum=0.9)

    np.testing.assert_array_equal(with_momentum, without)


def test_nesterov_takes_the_gradient_one_step_ahead() -> None:
    """As eq. 3 and 4 have it, with the gradient of a bowl at θ + μ v, step by step."""
    curvature, rate, mu = np.array([1.0, 4.0]), 0.05, 0.9
    theta, v = np.array([1.0, -2.0]), np.zeros(2)
    parameters = theta.copy()
    optimizer = OPTIMIZERS["nesterov"].make(parameters)

    for _ in range(30):
        v = mu * v - rate * curvature * (theta + mu * v)
        theta = theta + v
        optimizer.step(parameters, curvature * parameters, learning_rate=rate, momentum=mu)

    np.testing.assert_allclose(parameters, theta + mu * v, rtol=1e-10)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_adams_first_step_has_the_length_of_the_learning_rate_whatever_the_gradient(scale: float) -> None:
    parameters = np.zeros(4)
    gradient = scale * np.array([1.0, -2.0, 0.5, -0.1])

    OPTIMIZERS["adam"].make(parameters).step(parameters, gradient, learning_rate=0.01, momentum=0.0)

    np.testing.assert_allclose(parameters, -0.01 * np.sign(gradient), rtol=4e-3)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_two_optimizers_share_no_state(name: str) -> None:
    gradient = np.array([1.0, -3.0])
    first, second = np.zeros(2), np.zeros(2)
    used, fresh = OPTIMIZERS[name].make(first), OPTIMIZERS[name].make(second)
    used.step(first, gradient, learning_rate=0.1, momentum=0.9)
    used.step(first, gradient, learning_rate=0.1, momentum=0.9)
    once = np.zeros(2)

    OPTIMIZERS[name].make(once).step(once, gradient, learning_rate=0.1, momentum=0.9)
    fresh.step(second, gradient, learning_rate=0.1, momentum=0.9)

    np.testing.assert_array_equal(second, once)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_gradient_of_zero_changes_nothing_at_the_start(name: str) -> None:
    parameters = np.array([0.0, 1.0, -2.0])

    OPTIMIZERS[name].make(parameters).step(parameters, np.zeros(3), learning_rate=0.1, momentum=0.9)

    np.testing.assert_array_equal(parameters, [0.0, 1.0, -2.0])


@pytest.mark.parametrize(
    ("name", "rate"),
    [("gradient-descent", 0.15), ("momentum", 0.02), ("nesterov", 0.02), ("adam", 0.05)],
)
def test_a_bowl_is_walked_to_its_bottom(name: str, rate: float) -> None:
    curvature, bottom = np.array([1.0, 3.0, 10.0]), np.array([2.0, -1.0, 0.5])
    parameters = np.zeros(3)
    optimizer = OPTIMIZERS[name].make(parameters)

    for _ in range(1500):
        optimizer.step(parameters, curvature * (parameters - bottom), learning_rate=rate, momentum=0.9)

    np.testing.assert_allclose(parameters, bottom, atol=1e-6)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_large_vector_in_parts_takes_the_steps_of_its_elements(name: str) -> None:
    rng = np.random.default_rng(9)
    n_parameters = 140_000  # more than two parts
    large = rng.normal(size=n_parameters)
    some = np.array([0, 1, 65_535, 65_536, 131_071, 131_072, 139_999])
    small = large[some].copy()
    of_large, of_small = OPTIMIZERS[name].make(large), OPTIMIZERS[name].make(small)

    for _ in range(4):
        gradient = rng.normal(size=n_parameters)
        of_large.step(large, gradient, learning_rate=0.1, momentum=0.9)
        of_small.step(small, gradient[some], learning_rate=0.1, momentum=0.9)

    np.testing.assert_allclose(large[some], small, rtol=1e-14)


SIZES = [pytest.param(7, id="in one part"), pytest.param(140_000, id="in parts")]


@pytest.mark.parametrize("n_parameters", SIZES)
@pytest.mark.parametrize("name", [name for name in OPTIMIZERS if name != "gradient-descent"])
def test_steps_are_counted_and_a_restored_optimizer_goes_on_as_the_first(name: str, n_parameters: int) -> None:
    rng = np.random.default_rng(3)
    first, gradients = rng.normal(size=n_parameters), rng.normal(size=(4, n_parameters))
    optimizer = OPTIMIZERS[name].make(first)
    for gradient in gradients[:3]:
        optimizer.step(first, gradient, learning_rate=0.1, momentum=0.9)
    second = first.copy()
    restored = OPTIMIZERS[name].make(second)
    restored.restore(optimizer.state())
    assert restored.state().n_steps == 3

    for each, parameters in ((optimizer, first), (restored, second)):
        each.step(parameters, gradients[3], learning_rate=0.1, momentum=0.9)

    assert optimizer.state().n_steps == restored.state().n_steps == 4
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("n_parameters", SIZES)
def test_a_gradient_that_is_added_to_the_running_sum_makes_the_same_step(n_parameters: int) -> None:
    rng = np.random.default_rng(4)
    stepped, gradients = rng.normal(size=n_parameters), rng.normal(size=(3, n_parameters))
    added = stepped.copy()
    of_steps, of_sum = (OPTIMIZERS["momentum"].make(each) for each in (stepped, added))
    before, then = of_sum.sum_calls(added, np.array(0.9))
    velocity = of_sum.running_sum
    assert velocity is not None

    for gradient in gradients:
        of_steps.step(stepped, gradient, learning_rate=0.1, momentum=0.9)
        for call in before:
            call()
        velocity -= 0.1 * gradient
        for call in then:
            call()

    np.testing.assert_allclose(added, stepped, rtol=1e-13)
    np.testing.assert_allclose(velocity, of_steps.state().arrays["velocity"], rtol=1e-12)
    assert of_sum.state().n_steps == 3


@pytest.mark.parametrize("n_parameters", SIZES)
@pytest.mark.parametrize("name", [name for name in OPTIMIZERS if name != "momentum"])
def test_momentum_alone_has_a_running_sum(name: str, n_parameters: int) -> None:
    assert OPTIMIZERS[name].make(np.zeros(n_parameters)).running_sum is None
