"""The network: its shape, the flat vector and its views, initialization, and what it answers."""

import copy
import pickle
import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import expit, softmax
from scipy.stats import kstest

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS
from engine.nn.inference import compute_logits, compute_probabilities
from engine.nn.initializers import INITIALIZATIONS, initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import MAX_PARAMETERS, Architecture, DType, Parameters

DTYPES: tuple[DType, ...] = ("float32", "float64")


@pytest.mark.parametrize(
    ("architecture", "n_weights", "n_parameters", "text"),
    [
        (Architecture.dense(), 10_250, 10_285, "400-25-10"),
        (Architecture.dense(hidden_layers=()), 4_000, 4_010, "400-10"),
        (Architecture.dense(hidden_layers=(128, 64)), 60_032, 60_234, "400-128-64-10"),
        (Architecture.dense(n_inputs=2, hidden_layers=(2,), n_outputs=2), 8, 12, "2-2-2"),
        (Architecture.dense(n_inputs=3, hidden_layers=(5,), n_outputs=3), 30, 38, "3-5-3"),
    ],
)
def test_parameters_are_counted(architecture: Architecture, n_weights: int, n_parameters: int, text: str) -> None:
    assert architecture.n_weights == n_weights
    assert architecture.n_parameters == n_parameters
    assert str(architecture) == text


def test_equal_architectures_are_equal_and_hash_alike() -> None:
    assert (
        len({Architecture.dense(hidden_layers=(25,)), Architecture.dense(), Architecture.dense(hidden_layers=(26,))})
        == 2
    )


def test_names_stand_for_the_functions() -> None:
    architecture = Architecture.dense(hidden_activation="relu", output_loss="sigmoid-squared-error")

    assert architecture.activation is ACTIVATIONS["relu"]
    assert architecture.loss is OUTPUT_LOSSES["sigmoid-squared-error"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"hidden_activation": "step"},
            "hidden activation must be one of sigmoid, tanh, relu, got 'step'",
        ),
        (
            {"output_loss": "hinge"},
            "must be one of softmax-cross-entropy, sigmoid-cross-entropy, sigmoid-squared-error, got 'hinge'",
        ),
        ({"hidden_layers": (25, 0)}, "every layer needs at least 1 unit, got 400-25-0-10"),
        ({"n_inputs": 0}, "every layer needs at least 1 unit, got 0-25-10"),
        ({"hidden_layers": (10_000, 10_000)}, f"up to {MAX_PARAMETERS:,} parameters"),
    ],
)
def test_an_impossible_architecture_is_refused_in_a_sentence(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        Architecture.dense(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", [(), (20, 20), (-20, -20, 1), (1, 20, 20, 1)])
def test_inputs_that_are_neither_pictures_nor_values_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ConfigurationError, match="expected inputs of height, width and channels, or of so many values"):
        Architecture(shape, (Dense(10, LINEAR),))


def test_weights_come_first_and_biases_after_them_each_layer_a_view() -> None:
    architecture = Architecture.dense(n_inputs=3, hidden_layers=(2, 4), n_outputs=2)
    flat = np.arange(architecture.n_parameters, dtype=np.float64)

    parameters = Parameters(architecture, flat)

    np.testing.assert_array_equal(parameters.weights[0], [[0, 1], [2, 3], [4, 5]])
    np.testing.assert_array_equal(parameters.weights[1], [[6, 7, 8, 9], [10, 11, 12, 13]])
    np.testing.assert_array_equal(parameters.weights[2], [[14, 15], [16, 17], [18, 19], [20, 21]])
    np.testing.assert_array_equal(np.concatenate(parameters.biases), np.arange(22, 30))
    assert [len(biases) for biases in parameters.biases] == [2, 4, 2]
    np.testing.assert_array_equal(parameters.decayed, np.arange(22))
    for view in (*parameters.weights, *parameters.biases, parameters.decayed):
        assert np.shares_memory(view, flat)


def test_views_and_vector_are_one_memory() -> None:
    parameters = Parameters.zeros(Architecture.dense(n_inputs=3, hidden_layers=(2,), n_outputs=2))

    parameters.weights[1][0, 1] = 5.0
    parameters.biases[0][:] = 7.0
    parameters.flat[0] = 3.0

    assert parameters.flat[7] == 5.0
    np.testing.assert_array_equal(parameters.flat[10:12], 7.0)
    assert parameters.weights[0][0, 0] == 3.0


def test_a_copy_has_memory_of_its_own() -> None:
    parameters = Parameters.zeros(Architecture.dense(n_inputs=3, hidden_layers=(2,), n_outputs=2), "float64")
    copied = parameters.copy()

    copied.weights[0][:] = 1.0

    assert not parameters.flat.any()
    assert copied.flat.sum() == 6.0
    assert copied.flat.dtype == np.float64


@pytest.mark.parametrize("through", [copy.deepcopy, lambda parameters: pickle.loads(pickle.dumps(parameters))])
def test_views_and_vector_are_one_memory_in_another_process_and_in_a_deep_copy(
    through: Callable[[Parameters], Parameters],
) -> None:
    parameters = Parameters.zeros(Architecture.dense(n_inputs=3, hidden_layers=(2,), n_outputs=2))

    other = through(parameters)
    other.flat[:] = 1.0

    assert not parameters.flat.any()
    assert other.architecture == parameters.architecture
    assert all((view == 1.0).all() for view in (*other.weights, *other.biases))


@pytest.mark.parametrize("shape", [(11,), (13,), (12, 1)])
def test_a_vector_of_another_length_is_refused(shape: tuple[int, ...]) -> None:
    message = f"a 2-2-2 network has 12 parameters, got {shape}"
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        Parameters(Architecture.dense(n_inputs=2, hidden_layers=(2,), n_outputs=2), np.zeros(shape))


@pytest.mark.parametrize("dtype", DTYPES)
def test_inputs_are_converted_to_the_parameters_dtype_and_copied_only_then(dtype: DType) -> None:
    parameters = Parameters.zeros(Architecture.dense(n_inputs=2, hidden_layers=()), dtype)
    same, other = np.ones((3, 2), dtype), np.ones((3, 2), "float64" if dtype == "float32" else "float32")

    assert parameters.as_inputs(same) is same
    assert parameters.as_inputs(other).dtype == dtype


@pytest.mark.parametrize(
    ("scheme", "limits"),
    [
        ("uniform", (0.12, 0.12)),
        ("uniform-0.1", (0.1, 0.1)),
        ("glorot", (np.sqrt(6 / 425), np.sqrt(6 / 35))),
        ("he", (np.sqrt(6 / 400), np.sqrt(6 / 25))),
    ],
)
@pytest.mark.parametrize("dtype", DTYPES)
def test_weights_are_drawn_uniformly_up_to_the_limit(scheme: str, limits: tuple[float, float], dtype: DType) -> None:
    parameters = initialize(Architecture.dense(), scheme=scheme, rng=np.random.default_rng(1), dtype=dtype)

    for weights, limit in zip(parameters.weights, limits, strict=True):
        scaled = weights.astype(np.float64) / limit
        assert weights.dtype == dtype
        assert 0.97 < np.abs(scaled).max() <= 1.0 + 1e-6
        assert abs(scaled.mean()) < 5 / np.sqrt(3 * scaled.size)
        assert scaled.std() == pytest.approx(1 / np.sqrt(3), rel=0.1)
    if scheme.startswith("uniform"):
        biases = np.concatenate(parameters.biases)
        assert biases.any()
        assert np.abs(biases).max() <= limits[0]
    else:
        assert not np.concatenate(parameters.biases).any()


@pytest.mark.parametrize(("scheme", "variances"), [("normal", (1.0, 1.0)), ("normal-n", (1 / 400, 1 / 100))])
@pytest.mark.parametrize("dtype", DTYPES)
def test_normal_weights_have_their_variance_and_biases_variance_1(
    scheme: str, variances: tuple[float, float], dtype: DType
) -> None:
    architecture = Architecture.dense(hidden_layers=(100,))
    parameters = initialize(architecture, scheme=scheme, rng=np.random.default_rng(1), dtype=dtype)

    drawn = [
        (weights.astype(np.float64) / np.sqrt(v)) for weights, v in zip(parameters.weights, variances, strict=True)
    ]
    for values in (*drawn, np.concatenate(parameters.biases).astype(np.float64)):
        assert kstest(values.ravel(), "norm").pvalue > 0.01
    assert parameters.weights[0].dtype == dtype


@pytest.mark.parametrize("scheme", INITIALIZATIONS)
def test_the_seed_determines_the_parameters(scheme: str) -> None:
    def draw(seed: int, dtype: DType = "float32") -> Parameters:
        return initialize(Architecture.dense(), scheme=scheme, rng=np.random.default_rng(seed), dtype=dtype)

    np.testing.assert_array_equal(draw(3).flat, draw(3).flat)
    assert np.array_equal(draw(3).flat, draw(4).flat) == (scheme in {"zero", "constant"})
    np.testing.assert_array_equal(draw(3, "float64").flat.astype(np.float32), draw(3).flat)


def test_an_unknown_initialization_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        ConfigurationError,
        match=r"must be one of uniform, uniform-0\.1, glorot, he, normal, normal-n, zero, constant, got 'ones'",
    ):
        initialize(Architecture.dense(), scheme="ones", rng=np.random.default_rng(1))


def test_logits_are_those_of_the_plain_formula() -> None:
    architecture = Architecture.dense(n_inputs=6, hidden_layers=(5, 4), n_outputs=3, hidden_activation="tanh")
    parameters = initialize(architecture, scheme="uniform", rng=np.random.default_rng(2), dtype="float64")
    inputs = np.random.default_rng(3).uniform(size=(7, 6))
    before = inputs.copy()

    first = np.tanh(inputs @ parameters.weights[0] + parameters.biases[0])
    second = np.tanh(first @ parameters.weights[1] + parameters.biases[1])
    expected = second @ parameters.weights[2] + parameters.biases[2]

    np.testing.assert_allclose(compute_logits(parameters, inputs), expected, rtol=1e-13)
    np.testing.assert_array_equal(inputs, before)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("output_loss", OUTPUT_LOSSES)
def test_probabilities_sum_to_one_and_keep_the_order_of_the_outputs(output_loss: str, dtype: DType) -> None:
    architecture = Architecture.dense(n_inputs=6, hidden_layers=(5,), output_loss=output_loss)
    parameters = initialize(architecture, scheme="glorot", rng=np.random.default_rng(2), dtype=dtype)
    inputs = np.random.default_rng(3).normal(size=(8, 6)).astype(dtype)
    logits = compute_logits(parameters, inputs).astype(np.float64)
    outputs = softmax(logits, axis=1) if output_loss.startswith("softmax") else expit(logits)

    probabilities = compute_probabilities(parameters, inputs)

    assert probabilities.shape == (8, 10)
    assert probabilities.dtype == dtype
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, rtol=1e-6)
    np.testing.assert_allclose(probabilities, outputs / outputs.sum(axis=1, keepdims=True), rtol=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("output_loss", OUTPUT_LOSSES)
@given(logits=st.lists(st.floats(-1e4, 1e4, width=32), min_size=10, max_size=10))
@example(logits=[1e4] * 10)
@example(logits=[-1e4] * 10)
@example(logits=[-60.0] * 9 + [-50.0])
def test_probabilities_sum_to_one_however_sure_the_network_is(
    output_loss: str, dtype: DType, logits: list[float]
) -> None:
    # Ten sigmoids may all say "no", so surely that each of them is 0 in floating point.
    parameters = Parameters.zeros(Architecture.dense(n_inputs=1, hidden_layers=(), output_loss=output_loss), dtype)
    parameters.biases[0][:] = logits

    probabilities = compute_probabilities(parameters, np.zeros((1, 1), dtype))[0]

    assert np.isfinite(probabilities).all()
    assert probabilities.sum() == pytest.approx(1.0, abs=1e-5)
