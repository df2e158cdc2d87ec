"""Pictures that a network asks for: the smallest change, the ideal of a unit, noise that it is sure of."""

import numpy as np
import pytest

from engine.data.registry import load_uci_digits
from engine.data.scaling import InputScaling
from engine.errors import ModelError
from engine.explain.ideal_picture import CERTAIN, CertainNoise, IdealPicture
from engine.explain.smallest_change import smallest_change
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.layers.base import LINEAR
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture, Parameters


@pytest.fixture(scope="module")
def three() -> Floats:
    digits = load_uci_digits().digits
    picture: Floats = digits.images[int(np.flatnonzero(digits.labels == 3)[0])]
    return picture


def templates() -> Model:
    """A network of one layer: the score of digit d is the ink in column d, minus that in the columns of all others."""
    parameters = Parameters.zeros(Architecture.dense(400, ()), "float64")
    weights = parameters.weights[0].reshape(20, 20, 10)
    for digit in range(10):
        weights[:, digit, digit] = 1.0
    return Model(parameters, scaling=InputScaling("centered", np.array([0.5]), np.array([0.5])))


def test_the_change_is_small_and_only_where_it_counts() -> None:
    picture = np.zeros((20, 20))
    picture[:4, 3] = 1.0  # read as a 3 by 4 pixels
    found = smallest_change(templates(), picture, 8)

    assert found.reached
    changed = np.flatnonzero(np.abs(found.change).reshape(20, 20).sum(axis=0))
    assert set(changed) <= {3, 8}
    assert 4.0 < found.added + found.taken < 4.3  # what the lead was, and a little
    assert found.share == pytest.approx((found.added + found.taken) / 4)
    assert found.after.min() >= 0.0
    assert found.after.max() <= 1.0
    assert found.probability == pytest.approx(templates().read(found.after[np.newaxis])[0, 8])


@pytest.mark.parametrize("digit", [8, 5, 1])
def test_the_bundled_network_is_led_to_another_digit_by_few_pixels(three: Floats, digit: int) -> None:
    model = load_model()
    found = smallest_change(model, three, digit)

    assert found.reached
    assert int(model.read(found.after.astype(np.float32)[np.newaxis]).argmax()) == digit
    assert found.share < 0.6
    np.testing.assert_array_equal(found.before, three)


def test_nothing_changes_where_it_is_read_so_already_or_nothing_helps(three: Floats) -> None:
    model = load_model()
    assert not smallest_change(model, three, 3).change.any()
    silent = Model(Parameters.zeros(model.parameters.architecture))
    found = smallest_change(silent, three, 4)
    assert (found.reached, bool(found.change.any())) == (False, False)
    diverged = Parameters.zeros(model.parameters.architecture)
    diverged.flat[...] = np.nan
    assert not smallest_change(Model(diverged), three, 4).reached
    with pytest.raises(ModelError, match="expected 400 inputs"):
        smallest_change(model, np.zeros(64), 4)


def test_the_ideal_picture_of_a_digit_is_its_template() -> None:
    ideal = IdealPicture(templates(), 0, 6)
    assert np.isnan(ideal.value)
    values = []
    for _ in range(40):
        ideal.grow()
        values.append(ideal.value)
    picture = ideal.picture.reshape(20, 20)
    assert values[-1] > values[0]
    assert picture[2:18, 6].min() > 0.6  # the blur takes of its ends
    assert picture[:, 10:].max() < 0.2


@pytest.mark.parametrize(("layer", "unit"), [(0, 3), (1, 17), (2, 4)])
def test_units_of_every_layer_grow_a_picture_that_they_answer_to(layer: int, unit: int) -> None:
    ideal = IdealPicture(load_model(), layer, unit)
    ideal.grow()
    first = ideal.value
    ideal.grow(60)
    assert ideal.value > first + 0.5
    assert 0.0 <= ideal.picture.min() <= ideal.picture.max() <= 1.0


def test_a_filter_that_even_gray_says_nothing_to_finds_what_it_looks_for() -> None:
    parameters = Parameters.zeros(Architecture((20, 20, 1), (Convolution(1, 3, "relu"), Dense(10, LINEAR))))
    parameters.weights[0][...] = np.array([[-1.0, 2.0, -1.0]])  # upright lines, and no area
    ideal = IdealPicture(Model(parameters), 0, 0)
    ideal.grow(60)
    assert ideal.value > 0.3


def test_noise_is_read_with_certainty(three: Floats) -> None:
    model = load_model()
    noise = CertainNoise(model, 7, seed=3)
    noise.grow(400)

    assert noise.is_certain
    assert model.read(noise.picture.astype(np.float32)[np.newaxis])[0, 7] >= CERTAIN - 1e-3
    assert np.corrcoef(noise.noise, noise.picture)[0, 1] > 0.6  # it still looks like the noise that it was
    assert abs(np.corrcoef(three, noise.picture)[0, 1]) < 0.3
    known = noise.picture.copy()
    noise.grow(5)
    np.testing.assert_array_equal(noise.picture, known)
    again = CertainNoise(model, 7, seed=3)
    again.grow(400)
    np.testing.assert_array_equal(again.picture, known)


def test_pictures_grow_on_for_a_network_that_has_learned_meanwhile() -> None:
    model = load_model()
    later = Model(Parameters(model.parameters.architecture, 0.97 * model.parameters.flat))
    ideal, noise = IdealPicture(model, 2, 4), CertainNoise(model, 7, seed=3)
    ideal.grow(60)
    noise.grow(400)
    ideal_later, noise_later = IdealPicture(later, 2, 4), CertainNoise(later, 7, seed=5)
    ideal_later.go_on_from(ideal.picture)
    noise_later.go_on_from(noise.picture)
    assert noise_later.probability == pytest.approx(
        later.read(noise.picture.astype(np.float32)[np.newaxis])[0, 7], abs=1e-4
    )
    ideal_later.grow()
    assert ideal_later.value > 0.7 * ideal.value  # the steps go up and down around the top; gray begins near 0
    noise_later.grow(400)
    assert noise_later.is_certain
    assert np.corrcoef(noise.noise, noise_later.picture)[0, 1] > 0.5


def test_a_silent_unit_has_no_ideal() -> None:
    ideal = IdealPicture(Model(Parameters.zeros(Architecture.dense(400, (5,)))), 0, 2)
    before = ideal.picture.copy()
    ideal.grow(3)
    np.testing.assert_array_equal(ideal.picture, before)
