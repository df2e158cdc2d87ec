"""The lead of one digit over another, shared out among the pixels of a drawing."""

import numpy as np
import pytest

from engine.data.registry import load_uci_digits
from engine.data.scaling import InputScaling
from engine.errors import ModelError
from engine.explain.attribution import METHODS, Attribution, Method, attribute
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.activations import DType, Floats
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture
from engine.nn.passes import input_gradient


def network(
    *hidden: str,
    activation: str = "relu",
    loss: str = "softmax-cross-entropy",
    dtype: DType = "float64",
    side: int = 12,
) -> Model:
    layers = tuple(read_layer(text, activation) for text in hidden)
    architecture = Architecture((side, side, 1), (*layers, Dense(10, LINEAR)), loss)
    parameters = initialize(architecture, scheme="glorot", rng=np.random.default_rng(4), dtype=dtype)
    for biases in parameters.biases:
        biases[...] = np.random.default_rng(5).normal(size=biases.shape) / 4
    rng = np.random.default_rng(6)
    shift, divisor = rng.uniform(-0.5, 0.5, side * side), rng.uniform(0.5, 2.0, side * side)
    return Model(parameters, scaling=InputScaling("standardized", shift, divisor))


def drawing(side: int = 12) -> Floats:
    picture = np.random.default_rng(7).uniform(size=(side, side))
    picture[:4] = 0.0
    picture[:, 8:] = 0.0
    return picture.reshape(-1)


def lead(model: Model, picture: Floats, digit: int, other: int) -> float:
    inputs = model.parameters.as_inputs(model.scaling.apply(picture[np.newaxis]))
    logits = compute_logits(model.parameters, inputs)[0].astype(np.float64)
    return float(logits[digit] - logits[other])


@pytest.mark.parametrize("method", METHODS)
def test_in_a_network_of_one_layer_each_pixel_has_its_weight_times_its_ink(method: Method) -> None:
    model, picture = network(), drawing()
    weights = model.parameters.weights[0]
    parts = picture / model.scaling.divisor * (weights[:, 3] - weights[:, 8])
    found = attribute(model, picture, 3, 8, method)

    if method == "occlusion":  # a square of pixels goes at once
        square = np.pad(parts.reshape(12, 12), 1)
        sums = np.sum([square[i : i + 12, j : j + 12] for i in range(3) for j in range(3)], axis=0)
        parts = sums.reshape(-1) * (picture > 0)
    np.testing.assert_allclose(found.parts, parts, atol=1e-12)
    assert found.lead == pytest.approx(lead(model, picture, 3, 8))
    assert found.empty == pytest.approx(lead(model, np.zeros(144), 3, 8))
    assert found.speaking_for + found.speaking_against == pytest.approx(found.parts.sum())
    if method != "occlusion":
        assert found.missing == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("hidden", "activation", "most_missing", "most_misplaced"),
    [
        (("20",), "sigmoid", 1e-6, 1e-4),
        (("20", "15"), "tanh", 1e-6, 1e-4),
        (("conv 4 3x3", "pool 2", "15"), "tanh", 0.02, 0.01),
        (("30", "20", "10"), "relu", 0.02, 0.01),
        (("conv 4 3x3 same", "pool 2", "dropout 0.5", "conv 6 3x3", "20"), "relu", 0.02, 0.02),
    ],
)
@pytest.mark.parametrize("loss", ["softmax-cross-entropy", "sigmoid-squared-error"])
def test_integrated_gradients_add_up_and_are_the_integral_pixel_by_pixel(
    hidden: tuple[str, ...], activation: str, most_missing: float, most_misplaced: float, loss: str
) -> None:
    assert loss in OUTPUT_LOSSES
    model, picture = network(*hidden, activation=activation, loss=loss), drawing()
    found = attribute(model, picture, 2, 7)

    assert abs(found.missing) <= most_missing * abs(found.lead - found.empty)
    n = 4000  # the integral by brute force, in the middle of each of many short pieces
    moments = (np.arange(n) + 0.5)[:, np.newaxis] / n
    inputs = model.scaling.apply(moments * picture)
    wanted = np.zeros((n, 10))
    wanted[:, 2], wanted[:, 7] = 1.0, -1.0
    exact = input_gradient(model.parameters, inputs, wanted).mean(axis=0) * picture / model.scaling.divisor
    assert np.abs(found.parts - exact).sum() <= most_misplaced * np.abs(exact).sum()
    assert not found.parts[picture == 0.0].any()


def test_gradient_times_ink_and_occlusion_are_what_they_say() -> None:
    model, picture = network("20", activation="tanh"), drawing()
    parts = attribute(model, picture, 1, 4, "gradient times ink").parts
    step = 1e-5
    for pixel in (53, 54, 100):
        near = [picture * (1.0 + sign * step * (np.arange(144) == pixel)) for sign in (1, -1)]
        slope = (lead(model, near[0], 1, 4) - lead(model, near[1], 1, 4)) / (2 * step)
        assert parts[pixel] == pytest.approx(slope, rel=1e-6)
    parts = attribute(model, picture, 1, 4, "occlusion").parts
    hidden = picture.reshape(12, 12).copy()
    hidden[6:9, 3:6] = 0.0
    assert parts[7 * 12 + 4] == pytest.approx(lead(model, picture, 1, 4) - lead(model, hidden.reshape(-1), 1, 4))


@pytest.mark.parametrize("method", METHODS)
def test_empty_paper_has_no_part_in_anything(method: Method) -> None:
    found = attribute(network("20"), np.zeros(144), 1, 4, method)
    assert not found.parts.any()
    assert found.missing == pytest.approx(0.0, abs=1e-12)


def test_swapping_the_digits_turns_every_sign() -> None:
    model, picture = network("conv 4 3x3", "pool 2"), drawing()
    one, other = attribute(model, picture, 1, 4), attribute(model, picture, 4, 1)
    np.testing.assert_allclose(one.parts, -other.parts, atol=1e-12)
    assert [one.lead, one.empty] == pytest.approx([-other.lead, -other.empty])


def test_the_bundled_network_is_explained_but_for_two_percent(a_three: Floats) -> None:
    found = attribute(load_model(), a_three, 3, 8)
    assert isinstance(found, Attribution)
    assert abs(found.missing) < 0.02 * abs(found.lead - found.empty)


def test_another_number_of_pixels_is_refused() -> None:
    with pytest.raises(ModelError, match="expected 144 inputs"):
        attribute(network(), np.zeros(400), 1, 2)


@pytest.fixture
def a_three() -> Floats:
    digits = load_uci_digits().digits
    picture: Floats = digits.images[int(np.flatnonzero(digits.labels == 3)[0])]
    return picture
