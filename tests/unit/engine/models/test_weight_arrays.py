"""Networks of others as arrays with names: what their own definition computes is what the opened network answers.

Each is a network that reads digits, the bundled one laid out as others lay theirs out: so how the file is understood can
be seen to be right, to the last answer.
"""

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.io import savemat

from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.errors import ModelError
from engine.ink.input_formats import FRAME, LARGE_FRAME, resampled
from engine.models.files import load_model
from engine.nn.network import Architecture

Layers = list[tuple[NDArray[Any], NDArray[Any]]]
ACTIVATIONS: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}


@cache
def _pictures(n_inputs: int) -> NDArray[np.float64]:
    if n_inputs == 64:
        return load_uci_digits_8x8().digits.values("float64")[:300].astype(np.float64)
    small = load_uci_digits().digits.values("float32")[:300]
    form = LARGE_FRAME if n_inputs == 784 else FRAME
    return resampled(small, FRAME, form).astype(np.float64)


@cache
def _layers(n_inputs: int, activation: str = "sigmoid", *, is_hidden: bool = True) -> Layers:
    """Weights (inputs, units) and biases of a network that has learned the bundled digits, by plain gradient descent."""
    rng = np.random.default_rng(0)
    labels = load_uci_digits().digits.labels
    images: Any
    if n_inputs == 64:
        images = load_uci_digits_8x8().digits.values("float64") / 16
    else:
        form = LARGE_FRAME if n_inputs == 784 else FRAME
        images = resampled(load_uci_digits().digits.values("float32"), FRAME, form)
    sizes = [n_inputs, 24, 10] if is_hidden else [n_inputs, 10]
    layers = [(rng.normal(0, 1 / np.sqrt(a), (a, b)), np.zeros(b)) for a, b in pairwise(sizes)]
    f = ACTIVATIONS[activation]
    slopes: dict[str, Callable[[Any], Any]] = {
        "sigmoid": lambda a: a * (1 - a),
        "tanh": lambda a: 1 - a * a,
        "relu": lambda a: a > 0,
    }
    derivative = slopes[activation]
    targets = np.eye(10)[labels]
    rate = {"sigmoid": 0.7, "tanh": 0.1, "relu": 0.05}[activation]
    for _ in range(6):
        for start in range(0, len(images), 16):
            x, t = images[start : start + 16].astype(np.float64), targets[start : start + 16]
            values = [x]
            for w, b in layers[:-1]:
                values.append(f(values[-1] @ w + b))
            z = values[-1] @ layers[-1][0] + layers[-1][1]
            e = np.exp(z - z.max(axis=1, keepdims=True))
            delta = (e / e.sum(axis=1, keepdims=True) - t) / len(x)
            for i in range(len(layers) - 1, -1, -1):
                w, b = layers[i]
                back = delta @ w.T * derivative(values[i]) if i else delta
                layers[i] = (w - rate * values[i].T @ delta, b - rate * delta.sum(axis=0))
                delta = back
    if n_inputs == 64:
        layers[0] = (layers[0][0] / 16, layers[0][1])
    return layers


def _outputs(layers: Layers, activation: str, end: str, pictures: NDArray[Any]) -> NDArray[Any]:
    values: Any = pictures
    for w, b in layers[:-1]:
        values = ACTIVATIONS[activation](values @ w + b)
    z = values @ layers[-1][0] + layers[-1][1]
    shares: NDArray[Any] = ACTIVATIONS["sigmoid"](z) if end == "sigmoid" else np.exp(z - z.max(axis=1, keepdims=True))
    normal: NDArray[Any] = shares / shares.sum(axis=1, keepdims=True)
    return normal


def _thetas(layers: Layers, *, is_course: bool = True) -> list[NDArray[Any]]:
    """As the course has them: pictures column by column, the digit 0 last; or plainly."""
    (first, b), *rest = layers
    if is_course:
        side = int(np.sqrt(len(first)))
        first = first.reshape(side, side, -1).transpose(1, 0, 2).reshape(first.shape)
    layers = [(first, b), *rest]
    if is_course:
        layers[-1] = (np.roll(layers[-1][0], -1, axis=1), np.roll(layers[-1][1], -1))
    return [np.column_stack([b, w.T]) for w, b in layers]


def _assert_answers(path: Path, layers: Layers, activation: str, end: str) -> str:
    """The network of a file answers as its layers do; returns what was said."""
    model = load_model(path)
    pictures = _pictures(len(layers[0][0]))
    np.testing.assert_allclose(model.read(pictures), _outputs(layers, activation, end, pictures), atol=1e-6)
    assert model.note is not None
    assert str(model.note).startswith(f"{path.name} does not say how its network is used; taken for ")
    return str(model.note)


@pytest.mark.slow_but(5)
@pytest.mark.parametrize("inputs_at", range(3))
@pytest.mark.parametrize("names_at", range(5))
def test_thetas_of_every_name_and_order(names_at: int, inputs_at: int, tmp_path: Path) -> None:
    """Every name with every number of inputs, and either of them in both orders."""
    names = ("Theta{}", "theta{}", "THETA{}", "nn_params", "all_theta")[names_at]
    n_inputs, is_course = (400, 784, 64)[inputs_at], (names_at + inputs_at) % 2 == 0
    layers = _layers(n_inputs, is_hidden=names != "all_theta")
    thetas = _thetas(layers, is_course=is_course)
    arrays: dict[str, Any] = {names.format(i): theta for i, theta in enumerate(thetas, start=1)}
    if names == "nn_params":
        arrays = {names: np.concatenate([theta.ravel(order="F" if is_course else "C") for theta in thetas])}
    savemat(tmp_path / "w.mat", arrays)
    np.savez(tmp_path / "w.npz", **arrays)

    for name in ("w.mat", "w.npz"):
        note = _assert_answers(tmp_path / name, layers, "sigmoid", "sigmoid")
        assert ("pictures column by column, outputs 1, 2, ..., 9, 0" in note) == is_course


@pytest.mark.slow_but(5)
@pytest.mark.parametrize("activation_at", range(3))
@pytest.mark.parametrize("names_at", range(6))
def test_weights_and_biases_of_every_name_and_order(names_at: int, activation_at: int, tmp_path: Path) -> None:
    """Every name with every activation, and either of them in both orders."""
    names = (
        "W{n} b{n}", "w{i} b{i}", "coefs_{i} intercepts_{i}", "fc{n}.weight fc{n}.bias", "{n}_weight {n}_bias", "arr",
    )[names_at]  # fmt: skip
    activation, is_transposed = list(ACTIVATIONS)[activation_at], (names_at + activation_at) % 2 == 0
    layers = _layers(784, activation)
    arrays: dict[str, Any] = {}
    for i, (w, b) in enumerate(layers):
        if names == "arr":
            arrays |= {f"arr_{2 * i}": w.T if is_transposed else w, f"arr_{2 * i + 1}": b}
            continue
        first, second = names.format(i=i, n=i + 1).split()
        arrays |= {second: b[:, None] if is_transposed else b, first: w.T if is_transposed else w}
    np.savez(tmp_path / "w.npz", **arrays)

    note = _assert_answers(tmp_path / "w.npz", layers, activation, "softmax")

    assert f"hidden units of the kind {activation}" in note


def test_an_activation_that_the_file_tells_is_no_guess(tmp_path: Path) -> None:
    layers = _layers(784, "tanh")
    arrays: dict[str, Any] = {f"W{i}": w for i, (w, _) in enumerate(layers)} | {
        f"b{i}": b for i, (_, b) in enumerate(layers)
    }
    np.savez(tmp_path / "w.npz", **arrays, activation="tanh")

    assert "hidden units" not in _assert_answers(tmp_path / "w.npz", layers, "tanh", "softmax")


@pytest.mark.parametrize("cost", ["CrossEntropyCost", "QuadraticCost"])
def test_the_json_of_nielsens_book(cost: str, tmp_path: Path) -> None:
    layers = _layers(784)
    network = {
        "sizes": [784, 24, 10],
        "weights": [w.T.tolist() for w, _ in layers],
        "biases": [[[value] for value in b] for _, b in layers],
        "cost": cost,
    }
    (tmp_path / "net.json").write_text(json.dumps(network), encoding="utf-8")

    _assert_answers(tmp_path / "net.json", layers, "sigmoid", "sigmoid")

    loss = load_model(tmp_path / "net.json").parameters.architecture.output_loss
    assert loss == ("sigmoid-squared-error" if cost == "QuadraticCost" else "sigmoid-cross-entropy")


@pytest.mark.parametrize(("shift", "divisor"), [(0.0, 1 / 255), (0.5, 0.5), (1.0, -1.0), (0.1307, 0.3081)])
def test_pixels_of_another_range_are_noticed(shift: float, divisor: float, tmp_path: Path) -> None:
    """The network's own definition, on pixels as it wants them, and ours on pixels as they are here."""
    (w, b), *rest = _layers(784)
    theirs = [(w * divisor, b + shift * w.sum(axis=0)), *rest]
    arrays: dict[str, Any] = {f"W{i}": w for i, (w, _) in enumerate(theirs)} | {
        f"b{i}": b for i, (_, b) in enumerate(theirs)
    }
    np.savez(tmp_path / "w.npz", **arrays, activation="sigmoid")

    model = load_model(tmp_path / "w.npz")

    read = model.read(_pictures(784)).argmax(axis=1)
    labels = load_uci_digits().digits.labels[:300]
    right = _outputs(_layers(784), "sigmoid", "softmax", _pictures(784)).argmax(axis=1)
    assert np.mean(read == labels) >= np.mean(right == labels) - 0.03


def test_a_network_that_reads_nothing_is_taken_as_is_usual_which_is_said(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    np.savez(
        tmp_path / "w.npz", W1=rng.normal(size=(784, 5)), b1=np.zeros(5), W2=rng.normal(size=(5, 10)), b2=np.zeros(10)
    )

    model = load_model(tmp_path / "w.npz")

    assert "in no way does it read half of the bundled digits; as is usual, it is taken for ink 1" in str(model.note)
    assert model.parameters.architecture == Architecture.dense(784, (5,))


@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        ({"W1": np.zeros((784, 5)), "b1": np.zeros(5)}, r"expected a network for pictures of 400.*got W1 \(784, 5\)"),
        ({"W1": np.zeros((784, 5)), "W2": np.zeros((5, 10))}, r"got W1 \(784, 5\), W2 \(5, 10\)"),
        ({"W1": np.zeros((100, 10)), "b1": np.zeros(10)}, r"got W1 \(100, 10\)"),
        ({"nn_params": np.zeros(1000)}, r"got nn_params \(1000,\)"),
        ({"W1": np.full((784, 10), np.nan), "b1": np.zeros(10)}, "expected finite parameters, got NaN"),
        ({"Theta1": np.zeros((5, 401)), "Theta2": np.zeros((10, 7))}, r"got Theta1 \(5, 401\), Theta2 \(10, 7\)"),
    ],
)
def test_arrays_that_make_no_network_are_listed(arrays: dict[str, Any], said: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", **arrays)

    with pytest.raises(ModelError, match=said):
        load_model(tmp_path / "w.npz")


@pytest.mark.parametrize(
    "text", ["{}", "[1]", '{"weights": 1, "biases": 2}', '{"weights": [[[1]]], "biases": [[1]]}', "{", "[" * 9999]
)
def test_other_json_is_no_network(text: str, tmp_path: Path) -> None:
    (tmp_path / "w.json").write_text(text, encoding="utf-8")

    with pytest.raises(ModelError, match=r"^w\.json: expected a network"):
        load_model(tmp_path / "w.json")


def test_one_array_alone_is_no_network(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.zeros((784, 10)))

    with pytest.raises(ModelError, match=r"got one array alone; save all of its arrays"):
        load_model(tmp_path / "w.npy")
