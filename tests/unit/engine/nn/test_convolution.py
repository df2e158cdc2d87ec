"""Convolution, pooling and dropout: against plain loops, SciPy and numerical gradients, on pictures with blank paper."""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import pytest
from scipy.signal import correlate2d

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS, Floats
from engine.nn.backpropagation import Backpropagation
from engine.nn.gradient_check import check_gradient_on
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR, Layer
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.layer_text import read_layer
from engine.nn.layers.pooling import Pooling
from engine.nn.layers.registry import layer_as_json, layer_from_json
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, Parameters
from engine.nn.numerical_gradient import numerical_gradient
from engine.nn.objective import one_hot
from engine.nn.passes import input_gradient, put_out

N = 5
_STEP = 1e-5
"""Of numerical gradients that know of no kinks: small, as a step must not take a pool from one pixel to another."""
_Function = Callable[[Floats], Floats]
_SLOPES: dict[str, _Function] = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: (a > 0) * 1.0,
    LINEAR: np.ones_like,
}
_VALUES: dict[str, _Function] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0.0),
    LINEAR: np.copy,
}


def _network(
    *hidden: Layer, shape: tuple[int, ...] = (7, 6, 1), loss: str = "softmax-cross-entropy", n_outputs: int = 3
) -> Architecture:
    return Architecture(shape, (*hidden, Dense(n_outputs, LINEAR)), loss)


NETWORKS = [
    _network(Convolution(2, 3, "tanh")),
    _network(Convolution(2, 3, "tanh", same=True)),
    _network(Convolution(2, 2, "sigmoid"), Dense(4, "tanh"), shape=(4, 5, 2)),
    _network(Convolution(3, 3, "relu"), Pooling(2)),  # 5 x 4: a row is left over
    _network(Pooling(3), Convolution(2, 1, "sigmoid"), shape=(7, 8, 2)),
    _network(
        Convolution(2, 3, "tanh", same=True),
        Pooling(2),
        Convolution(3, 2, "sigmoid"),
        Dense(4, "relu"),
        Dense(3, "tanh"),
    ),
    _network(Convolution(2, 3, "sigmoid"), Convolution(2, 3, "tanh"), Pooling(2)),
    _network(Pooling(2), Pooling(2)),
]


ORDERS = (
    "conv 2 3x3, pool 2, conv 2 2x2, 4",
    "conv 2 3x3 same, conv 3 2x2, pool 2, pool 2",
    "pool 2, conv 2 3x3 same, 4, 3",
    "dropout 0.5, conv 3 4x4, dropout 0.2, pool 3, dropout 0.5, 5, dropout 0.5",
)
"""Hidden layers in many orders; those that a pool leaves a row and a column of are among them."""


def _random(architecture: Architecture, n: int = N, seed: int = 5) -> tuple[Parameters, Floats, Floats]:
    """Parameters with random biases; pictures of which one is blank and the others are so in their upper half; targets."""
    rng = np.random.default_rng(seed)
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype="float64")
    for biases in parameters.biases:
        biases[:] = rng.uniform(-0.5, 0.5, biases.shape)
    inputs = rng.uniform(size=(n, architecture.n_inputs))
    inputs[:, : architecture.n_inputs // 2] = 0.0
    inputs[0] = 0.0
    labels = rng.integers(0, architecture.n_outputs, n)
    return parameters, inputs, one_hot(labels, architecture.n_outputs, "float64")


def _forward_by_loops(
    parameters: Parameters, picture: Floats
) -> tuple[list[Floats], list[dict[tuple[int, ...], tuple[int, ...]]]]:
    """What each layer puts out for one sample, and where the pixel lies that each pool took."""
    architecture = parameters.architecture
    values, taken = [picture], []
    for layer, own in zip(architecture.layers, parameters.layers, strict=True):
        x, where = values[-1], dict[tuple[int, ...], tuple[int, ...]]()
        out: Floats
        if isinstance(layer, Convolution):
            margin = layer.margin
            padded = np.pad(x, ((margin, margin), (margin, margin), (0, 0)))
            out = np.empty(layer.output_shape(x.shape))
            for y, column, k in product(*map(range, out.shape)):
                patch = padded[y : y + layer.size, column : column + layer.size]
                out[y, column, k] = own.biases[k] + sum(
                    own.weights[k, c, i, j] * patch[i, j, c]
                    for i, j, c in product(range(layer.size), range(layer.size), range(x.shape[2]))
                )
        elif isinstance(layer, Pooling):
            out = np.empty(layer.output_shape(x.shape))
            for place in product(*map(range, out.shape)):
                corner = place[0] * layer.size, place[1] * layer.size
                pixels = [
                    (corner[0] + i, corner[1] + j, place[2]) for i in range(layer.size) for j in range(layer.size)
                ]
                where[place] = max(pixels, key=lambda at: x[at])  # the first of equal ones
                out[place] = x[where[place]]
        else:
            assert isinstance(layer, Dense)
            out = own.biases + x.reshape(-1) @ own.weights
        made = _VALUES[layer.activation](out)
        values.append(made)
        taken.append(where)
    return values, taken


def _gradient_by_loops(parameters: Parameters, inputs: Floats, targets: Floats) -> Floats:
    """The gradient of the mean loss, sample by sample and number by number; the formulas written out anew."""
    architecture = parameters.architecture
    gradient = Parameters.zeros(architecture, "float64")
    for pixels, target in zip(inputs, targets, strict=True):
        values, taken = _forward_by_loops(parameters, pixels.reshape(architecture.input_shape))
        exponentials = np.exp(values[-1] - values[-1].max())
        delta = (exponentials / exponentials.sum() - target) / len(inputs)
        for number in reversed(range(len(architecture.layers))):
            layer, own, goes_to = architecture.layers[number], parameters.layers[number], gradient.layers[number]
            x = values[number]
            below = np.zeros(x.shape)
            if isinstance(layer, Convolution):
                for y, column, k in product(*map(range, delta.shape)):
                    goes_to.biases[k] += delta[y, column, k]
                    for i, j, c in product(range(layer.size), range(layer.size), range(x.shape[2])):
                        at = y + i - layer.margin, column + j - layer.margin, c
                        if 0 <= at[0] < x.shape[0] and 0 <= at[1] < x.shape[1]:
                            goes_to.weights[k, c, i, j] += delta[y, column, k] * x[at]
                            below[at] += delta[y, column, k] * own.weights[k, c, i, j]
            elif isinstance(layer, Pooling):
                for place, pixel in taken[number].items():
                    below[pixel] += delta[place]
            else:
                goes_to.weights[...] += np.outer(x.reshape(-1), delta)
                goes_to.biases[...] += delta
                below = (own.weights @ delta).reshape(x.shape)
            if number:
                slope = _SLOPES[architecture.layers[number - 1].activation]
                delta = below * slope(x)
    return gradient.flat


def _gradient(
    parameters: Parameters, inputs: Floats, targets: Floats, *, largest_chunk: int = N
) -> tuple[Floats, Floats]:
    """Gradient and logits, in chunks of that many samples."""
    backpropagation = Backpropagation(parameters.architecture, max_batch=len(inputs), dtype="float64")
    logits: Floats = np.empty_like(targets)
    assert largest_chunk >= len(inputs)
    return backpropagation.run(parameters, inputs, targets, logits=logits).copy(), logits


@pytest.mark.parametrize("architecture", NETWORKS, ids=str)
def test_passes_are_those_of_plain_loops(architecture: Architecture) -> None:
    parameters, inputs, targets = _random(architecture)

    gradient, logits = _gradient(parameters, inputs, targets)

    expected = [_forward_by_loops(parameters, x.reshape(architecture.input_shape))[0][-1] for x in inputs]
    np.testing.assert_allclose(logits, expected, rtol=0, atol=1e-13)
    np.testing.assert_allclose(compute_logits(parameters, inputs), expected, rtol=0, atol=1e-13)
    np.testing.assert_allclose(gradient, _gradient_by_loops(parameters, inputs, targets), rtol=0, atol=1e-13)


@pytest.mark.parametrize("same", [False, True])
def test_a_convolution_is_scipys_correlation(same: bool) -> None:
    layer, rng = Convolution(4, 5, "relu", same), np.random.default_rng(3)
    parameters = initialize(_network(layer, shape=(20, 17, 3)), scheme="he", rng=rng)
    parameters.biases[0][:] = rng.uniform(-1, 1, 4)
    pictures = rng.uniform(size=(3, 20, 17, 3)).astype(np.float32)
    maps = _outputs_of_first(parameters, pictures)
    for n, k in product(range(3), range(4)):
        expected = parameters.biases[0][k] + sum(
            correlate2d(pictures[n, :, :, c], parameters.weights[0][k, c], "same" if same else "valid")
            for c in range(3)
        )
        np.testing.assert_allclose(maps[n, :, :, k], np.maximum(expected, 0.0), rtol=0, atol=2e-6)


def _outputs_of_first(parameters: Parameters, pictures: Floats) -> Floats:
    return put_out(parameters, pictures.reshape(len(pictures), -1))[0][1]


@pytest.mark.slow_but(5)
@pytest.mark.parametrize(("activation", "loss"), list(product(ACTIVATIONS, OUTPUT_LOSSES)))
def test_the_gradient_is_the_numerical_one(activation: str, loss: str) -> None:
    for hidden in ORDERS:
        layers = [read_layer(words.strip(), activation) for words in hidden.split(",")]
        parameters, inputs, targets = _random(_network(*layers, shape=(9, 8, 1), loss=loss), seed=8)

        check = check_gradient_on(parameters, inputs, targets.argmax(axis=1), weight_decay=0.3)

        assert check.relative_difference < 1e-8, hidden
        assert np.linalg.norm(check.numerical) > 1e-2, hidden


def test_where_another_pixel_of_a_pool_becomes_the_largest_within_a_step_the_first_is_held() -> None:
    architecture = _network(Convolution(1, 2, "tanh"), Pooling(3), shape=(4, 4, 1), n_outputs=2)
    parameters = Parameters.zeros(architecture, "float64")
    parameters.weights[0][0, 0] = [[0.5, 0.0], [0.0, 0.0]]
    parameters.weights[1][:] = [[1.0, -1.0]]
    picture = np.zeros((1, 4, 4))
    picture[0, 0, :3] = (
        1.0,
        0.9995,
        0.0,
    )  # within a step of 1e-3 of the second weight, the right pixel is the larger one
    picture[0, 0, 3] = -1.0
    inputs = picture.reshape(1, -1)

    check = check_gradient_on(parameters, inputs, np.array([1]), weight_decay=0.0)

    assert check.relative_difference < 1e-8
    assert abs(check.numerical[1]) > 1e-2


@pytest.mark.parametrize("architecture", NETWORKS[:3], ids=str)
def test_the_input_gradient_is_the_numerical_one(architecture: Architecture) -> None:
    parameters, inputs, _ = _random(architecture, 2)
    asked = np.random.default_rng(1).uniform(-1, 1, (2, architecture.n_outputs))

    numerical = numerical_gradient(
        lambda at: float((compute_logits(parameters, at.reshape(inputs.shape)) * asked).sum()),
        inputs.reshape(-1).astype(np.float64),
        step=_STEP,
    )

    exact = input_gradient(parameters, inputs, asked)
    assert np.abs(exact).max() > 1e-3
    np.testing.assert_allclose(exact.reshape(-1), numerical, rtol=0, atol=1e-8)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", ["conv 3 3x3, pool 2, pool 2, 4", "conv 3 3x3, dropout 0.5, pool 3, conv 2 1x1"])
def test_an_activation_before_a_pool_may_as_well_be_applied_after_it(
    hidden: str, activation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    architecture = _network(*(read_layer(words, activation) for words in hidden.split(",")), shape=(11, 9, 1))
    parameters, inputs, targets = _random(architecture)
    after, logits = _gradient(parameters, inputs, targets)

    monkeypatch.setattr(Pooling, "keeps_greatest", False)
    before, logits_before = _gradient(parameters, inputs, targets)

    np.testing.assert_allclose(after, before, rtol=0, atol=1e-15)
    np.testing.assert_allclose(logits, logits_before, rtol=0, atol=1e-15)


def test_of_equal_pixels_the_first_alone_is_the_largest() -> None:
    architecture = _network(Pooling(2), shape=(4, 4, 1))
    parameters, _, _ = _random(architecture)
    gradient = input_gradient(parameters, np.zeros((1, 16)), np.ones((1, 3))).reshape(4, 4)
    assert (gradient[::2, ::2] != 0).all()
    gradient[::2, ::2] = 0
    assert not gradient.any()


@pytest.mark.parametrize("n", [1, 15, 16, 33, 100])
def test_a_batch_in_chunks_gives_the_gradient_of_the_whole(n: int) -> None:
    architecture = _network(
        Convolution(16, 5, "relu", same=True), Pooling(2), Convolution(3, 3, "tanh"), shape=(20, 20, 1)
    )
    parameters, inputs, targets = _random(architecture, n)
    backpropagation = Backpropagation(architecture, max_batch=n, dtype="float64")
    logits: Floats = np.empty_like(targets)
    backpropagation.run(parameters, inputs, targets, logits=logits)
    gradient = backpropagation.run(parameters, inputs, targets, logits=logits)  # with what the first has left in memory
    each = [_gradient(parameters, inputs[i : i + 1], targets[i : i + 1])[0] for i in range(n)]
    np.testing.assert_allclose(gradient, np.mean(each, axis=0), rtol=0, atol=1e-13)


def test_batches_of_other_sizes_do_not_disturb_each_other() -> None:
    architecture = _network(Convolution(2, 3, "relu", same=True), Pooling(2))
    parameters, inputs, targets = _random(architecture, 20)
    shared = Backpropagation(architecture, max_batch=20, dtype="float64")
    logits: Floats = np.empty_like(targets)
    for n in (20, 7, 20, 1, 13):
        gradient = shared.run(parameters, inputs[:n], targets[:n], logits=logits[:n])
        np.testing.assert_array_equal(gradient, _gradient(parameters, inputs[:n], targets[:n], largest_chunk=n)[0])


# Dropout


def test_dropout_leaves_out_its_share_and_keeps_the_mean() -> None:
    architecture = _network(Dropout(0.25), shape=(40, 40, 1))
    layer, rng = architecture.layers[0], np.random.default_rng(0)
    backpropagation = Backpropagation(architecture, max_batch=32, dtype="float64")
    parameters, _, targets = _random(architecture, 32)
    inputs: Floats = np.ones((32, 1600))
    backpropagation.run(parameters, inputs, targets, logits=np.empty_like(targets), rng=rng)
    values = next(iter(backpropagation._plans.values())).blocks[0].chunks[0].layers.steps[0].outputs
    assert sorted(np.unique(values)) == [0.0, pytest.approx(1 / 0.75)]
    assert (values == 0).mean() == pytest.approx(0.25, abs=0.01)
    assert values.mean() == pytest.approx(1.0, abs=0.01)
    assert layer.as_text() == "dropout 0.25"


@pytest.mark.parametrize(
    "hidden", [(Dropout(0.5), Dense(6, "tanh")), (Dense(6, "tanh"), Dropout(0.5), Dense(5, "tanh"))]
)
def test_the_gradient_with_the_mask_held_is_the_numerical_one(hidden: Sequence[Layer]) -> None:
    architecture = _network(*hidden)
    parameters, inputs, targets = _random(architecture)
    labels = targets.argmax(axis=1)
    backpropagation = Backpropagation(architecture, max_batch=N, dtype="float64")
    logits: Floats = np.empty_like(targets)

    def run(flat: Floats) -> Floats:
        return backpropagation.run(
            Parameters(architecture, flat), inputs, targets, logits=logits, rng=np.random.default_rng(4)
        )

    def cost(flat: Floats) -> float:
        run(flat)
        return float(architecture.loss.per_sample(logits, labels).mean())

    exact = run(parameters.flat).copy()
    numerical = numerical_gradient(cost, parameters.flat.astype(np.float64), step=_STEP)
    assert np.linalg.norm(exact - numerical) / np.linalg.norm(exact + numerical) < 1e-8
    assert not np.array_equal(exact, _gradient(parameters, inputs, targets)[0])


def test_dropout_is_off_when_the_network_reads() -> None:
    plain = _network(Convolution(2, 3, "tanh"), Dense(4, "tanh"))
    with_dropout = _network(Convolution(2, 3, "tanh"), Dropout(0.5), Dense(4, "tanh"), Dropout(0.9))
    parameters, inputs, _ = _random(plain)
    same = Parameters(with_dropout, parameters.flat)
    np.testing.assert_array_equal(compute_logits(same, inputs), compute_logits(parameters, inputs))


# As text, in files, and what is refused


@pytest.mark.parametrize(
    ("layer", "text", "shape", "n_multiply_adds"),
    [
        (Convolution(8, 5, "relu"), "conv 8 5x5", (16, 16, 8), 51_200),
        (Convolution(6, 5, "tanh", same=True), "conv 6 5x5 same", (20, 20, 6), 60_000),
        (Pooling(2), "pool 2", (10, 10, 1), 0),
        (Pooling(3), "pool 3", (6, 6, 1), 0),
        (Dropout(0.5), "dropout 0.5", (20, 20, 1), 0),
    ],
)
def test_a_layer_is_what_its_line_says(layer: Layer, text: str, shape: tuple[int, ...], n_multiply_adds: int) -> None:
    assert layer_from_json(layer_as_json(layer)) == layer
    assert (layer.as_text(), layer.output_shape((20, 20, 1)), layer.multiply_adds((20, 20, 1))) == (
        text,
        shape,
        n_multiply_adds,
    )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Convolution(0, 3), "at least 1 filter"),
        (lambda: Convolution(3, 0), "at least 1 filter"),
        (lambda: Convolution(3, 4, same=True), "odd size"),
        (lambda: Pooling(1), "at least 2x2"),
        (lambda: Dropout(1.0), "from 0 to below 1 that is left out, such as dropout 0.5, got 1"),
        (lambda: Dropout(float("nan")), "from 0 to below 1"),
        (
            lambda: _network(Convolution(3, 9), shape=(8, 8, 1)),
            "conv 3 9x9 needs a picture of at least 9x9 pixels, got 8x8: use smaller filters and pools, or fewer of them",
        ),
        (
            lambda: _network(Dense(5), Convolution(3, 3)),
            "conv 3 3x3 needs a picture with rows and columns, got the values of a dense layer: put it before all dense",
        ),
        (
            lambda: _network(Pooling(2), Pooling(2), Pooling(2), shape=(6, 6, 1)),
            "pool 2 needs a picture of at least 2x2 pixels, got 1x1",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(make: object, sentence: str) -> None:
    assert callable(make)
    with pytest.raises(ConfigurationError, match=sentence):
        make()
