"""Output units with their losses: values worked by hand, extremes, normalization, derivatives, an independent oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.metrics import log_loss

from engine.data.dataset import Digits
from engine.nn.losses import OUTPUT_LOSSES, OutputLoss
from engine.nn.network import Architecture, DType, Parameters
from engine.nn.objective import one_hot
from engine.training.metrics import evaluate

LN2, LN3 = float(np.log(2.0)), float(np.log(3.0))
DTYPES: tuple[DType, ...] = ("float32", "float64")


def _outputs(loss: OutputLoss, logits: NDArray[np.float64]) -> NDArray[np.float64]:
    values = logits.copy()
    loss.apply(values)
    return values


def test_the_table_goes_by_the_names() -> None:
    assert set(OUTPUT_LOSSES) == {"softmax-cross-entropy", "sigmoid-cross-entropy", "sigmoid-squared-error"}
    assert all(name == loss.name for name, loss in OUTPUT_LOSSES.items())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("name", "outputs", "losses"),
    [
        # Logits 0, ln 2, ln 3; as true classes in turn the first, the second, the third.
        ("softmax-cross-entropy", [1 / 6, 1 / 3, 1 / 2], [np.log(6), np.log(3), np.log(2)]),
        (
            "sigmoid-cross-entropy",
            [1 / 2, 2 / 3, 3 / 4],
            [np.log(2 * 3 * 4), np.log(2 * 3 / 2 * 4), np.log(2 * 3 * 4 / 3)],
        ),
        (
            "sigmoid-squared-error",
            [1 / 2, 2 / 3, 3 / 4],
            [(1 / 4 + 4 / 9 + 9 / 16) / 2, (1 / 4 + 1 / 9 + 9 / 16) / 2, (1 / 4 + 4 / 9 + 1 / 16) / 2],
        ),
    ],
)
def test_values_worked_by_hand(name: str, outputs: list[float], losses: list[float], dtype: DType) -> None:
    logits = np.tile(np.array([0.0, LN2, LN3]), (3, 1)).astype(dtype)
    values = logits.copy()

    per_sample = OUTPUT_LOSSES[name].per_sample(logits, np.arange(3))
    OUTPUT_LOSSES[name].apply(values)

    tolerance = 8 * float(np.finfo(dtype).eps)
    assert values.dtype == dtype
    assert per_sample.dtype == np.float64
    np.testing.assert_allclose(values, [outputs] * 3, rtol=tolerance)
    np.testing.assert_allclose(per_sample, losses, rtol=tolerance)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("name", "outputs", "losses"),
    [
        ("softmax-cross-entropy", [1, 0, 0], [0.0, 2e4, 1e4]),
        ("sigmoid-cross-entropy", [1, 0, 0.5], [LN2, 2e4 + LN2, 1e4 + LN2]),
        ("sigmoid-squared-error", [1, 0, 0.5], [0.125, 1.125, 0.625]),
    ],
)
def test_extreme_logits_give_the_limits(name: str, outputs: list[float], losses: list[float], dtype: DType) -> None:
    logits = np.tile(np.array([1e4, -1e4, 0.0], dtype), (3, 1))
    values, labels = logits.copy(), np.arange(3)

    with np.errstate(over="raise", invalid="raise", divide="raise"):
        per_sample = OUTPUT_LOSSES[name].per_sample(logits, labels)
        OUTPUT_LOSSES[name].apply(values)
        delta = values.copy()
        OUTPUT_LOSSES[name].to_delta(delta, one_hot(labels, 3, dtype), np.empty_like(delta))

    np.testing.assert_allclose(per_sample, losses, rtol=1e-12)
    np.testing.assert_allclose(values, [outputs] * 3, atol=1e-12)
    assert np.isfinite(delta).all()


@pytest.mark.parametrize("name", OUTPUT_LOSSES)
def test_delta_is_the_derivative_of_the_summed_loss_by_the_logits(name: str) -> None:
    loss = OUTPUT_LOSSES[name]
    rng = np.random.default_rng(3)
    logits, labels = rng.normal(0.0, 2.0, (6, 4)), np.array([0, 1, 2, 3, 3, 0])
    numerical = np.empty_like(logits)
    step = 1e-3
    for place in np.ndindex(logits.shape):
        total = {}
        for n_steps in (-2, -1, 1, 2):
            moved = logits.copy()
            moved[place] += n_steps * step
            total[n_steps] = loss.per_sample(moved, labels).sum()
        numerical[place] = (8 * (total[1] - total[-1]) - (total[2] - total[-2])) / (12 * step)
    targets = one_hot(labels, 4, "float64")
    kept = targets.copy()
    delta = _outputs(loss, logits)

    loss.to_delta(delta, targets, np.empty_like(delta))

    np.testing.assert_allclose(delta, numerical, rtol=0, atol=1e-10)
    np.testing.assert_array_equal(targets, kept)


@pytest.mark.parametrize("name", OUTPUT_LOSSES)
def test_a_loss_changes_neither_logits_nor_labels(name: str) -> None:
    logits, labels = np.random.default_rng(4).normal(size=(5, 10)), np.array([1, 2, 3, 4, 9])
    before = logits.copy()

    OUTPUT_LOSSES[name].per_sample(logits, labels)

    np.testing.assert_array_equal(logits, before)
    np.testing.assert_array_equal(labels, [1, 2, 3, 4, 9])


def test_softmax_cross_entropy_is_scikit_learns_log_loss() -> None:
    rng = np.random.default_rng(1)
    logits, labels = rng.normal(0.0, 3.0, (40, 10)), rng.integers(0, 10, 40)
    loss = OUTPUT_LOSSES["softmax-cross-entropy"]

    expected = log_loss(labels, _outputs(loss, logits), labels=np.arange(10))

    assert loss.per_sample(logits, labels).mean() == pytest.approx(expected, rel=1e-12)


def test_sigmoid_cross_entropy_is_the_sum_of_scikit_learns_binary_log_losses() -> None:
    rng = np.random.default_rng(2)
    logits, labels = rng.normal(0.0, 3.0, (40, 10)), rng.integers(0, 10, 40)

    expected = sum(log_loss(labels == digit, expit(logits[:, digit]), labels=[False, True]) for digit in range(10))

    assert OUTPUT_LOSSES["sigmoid-cross-entropy"].per_sample(logits, labels).mean() == pytest.approx(
        expected, rel=1e-12
    )


@pytest.mark.parametrize(
    ("name", "one_sample"),
    [
        ("softmax-cross-entropy", np.log(10.0)),
        ("sigmoid-cross-entropy", 10 * LN2),  # the sum over ten classes, not their mean
        ("sigmoid-squared-error", 10 * 0.25 / 2),
    ],
)
@pytest.mark.parametrize("n_samples", [1, 2, 30])
def test_a_cost_is_the_mean_over_samples_of_the_sum_over_classes(name: str, one_sample: float, n_samples: int) -> None:
    untrained = Parameters.zeros(Architecture.dense(n_inputs=4, hidden_layers=(), output_loss=name), "float64")
    digits = Digits(np.ones((n_samples, 4), np.float32), np.arange(n_samples) % 10)

    assert evaluate(untrained, digits).cost == pytest.approx(one_sample, rel=1e-14)


@given(
    logits=st.lists(st.floats(-50, 50), min_size=3, max_size=3),
    shift=st.floats(-1e3, 1e3),
    label=st.integers(0, 2),
)
def test_softmax_does_not_see_a_shift_of_all_logits(logits: list[float], shift: float, label: int) -> None:
    loss = OUTPUT_LOSSES["softmax-cross-entropy"]
    z, labels = np.array([logits]), np.array([label])

    np.testing.assert_allclose(_outputs(loss, z + shift), _outputs(loss, z), atol=1e-11)
    np.testing.assert_allclose(loss.per_sample(z + shift, labels), loss.per_sample(z, labels), atol=1e-10)


@given(logits=st.lists(st.floats(-1e6, 1e6), min_size=10, max_size=10), label=st.integers(0, 9))
@pytest.mark.parametrize("name", OUTPUT_LOSSES)
def test_losses_are_finite_and_not_negative_and_outputs_are_shares(name: str, logits: list[float], label: int) -> None:
    z = np.array([logits])

    per_sample = OUTPUT_LOSSES[name].per_sample(z, np.array([label]))
    outputs = _outputs(OUTPUT_LOSSES[name], z)

    assert np.isfinite(per_sample).all()
    assert per_sample[0] >= 0
    assert ((outputs >= 0) & (outputs <= 1)).all()
    if name.startswith("softmax"):
        assert outputs.sum() == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("n_samples", [1, 2, 3, 7])
def test_every_sample_of_a_batch_of_any_size_gets_its_softmax(n_samples: int) -> None:
    logits = np.random.default_rng(n_samples).normal(0.0, 3.0, (n_samples, 10))
    outputs = logits.copy()

    OUTPUT_LOSSES["softmax-cross-entropy"].apply(outputs)

    np.testing.assert_allclose(outputs, np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True), rtol=1e-12)
