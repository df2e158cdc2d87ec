"""Networks in the course's form: what is saved is read by the course's own ``predict`` as by this program."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.io import loadmat, savemat

from engine.data.dataset import Dataset, Digits
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.data.scaling import UNSCALED, fit_scaling
from engine.errors import ModelError
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from engine.training.config import TrainingConfig
from engine.training.train import train

Array = NDArray[np.float64]


@pytest.fixture(scope="module")
def uci_digits() -> Dataset:
    return load_uci_digits()


@pytest.fixture(scope="module")
def uci_8x8() -> Dataset:
    return load_uci_digits_8x8()


def _trained(dataset: Dataset, **values: Any) -> Model:
    """A network that reads most digits, but not so well that a wrong one could hide behind its certainty."""
    config = TrainingConfig(
        hidden_layers=(12,), optimizer="momentum", learning_rate=0.1, epochs=8, validation_fraction=0.0
    ).with_values(**values)
    report = train(config, dataset)
    return Model(Parameters(report.architecture, report.parameters), metadata_from({"note": "lost"}), report.scaling)


def _octave_pictures(images: Any) -> Array:
    """Pictures as the course has them: pixels column by column, as many rows as columns."""
    side = int(np.sqrt(images.shape[1]))
    pictures = np.asarray(images, dtype=np.float64).reshape(len(images), side, side)
    return np.stack([picture.flatten(order="F") for picture in pictures])


def _predict(thetas: list[Array], X: Array) -> NDArray[np.intp]:
    """The course's predict.m, for any number of layers: ``[dummy, p] = max(h2, [], 2)``, labels from 1 to 10."""
    values = X
    for theta in thetas:
        values = 1 / (1 + np.exp(-np.column_stack([np.ones(len(values)), values]) @ theta.T))
    labels: NDArray[np.intp] = values.argmax(axis=1) + 1
    return labels


def _thetas(path: Path) -> list[Array]:
    contents = loadmat(path)
    names = sorted(name for name in contents if not name.startswith("__"))
    assert names == [f"Theta{number}" for number in range(1, len(names) + 1)]
    return [contents[name] for name in names]


def _read(model: Model, dataset: Dataset) -> NDArray[np.intp]:
    read: NDArray[np.intp] = model.read(dataset.digits.images).argmax(axis=1)
    return read


# What is written


def test_a_network_of_ex4_is_written_in_the_courses_shapes(uci_digits: Dataset, tmp_path: Path) -> None:
    save_model(_trained(uci_digits, hidden_layers=(25,), epochs=1), tmp_path / "w.mat")

    contents = loadmat(tmp_path / "w.mat")

    assert contents["Theta1"].shape == (25, 401)
    assert contents["Theta2"].shape == (10, 26)
    assert contents["Theta1"].dtype == contents["Theta2"].dtype == np.float64
    assert [path.name for path in tmp_path.iterdir()] == ["w.mat"]


@pytest.mark.slow_but(7)
@pytest.mark.parametrize("input_scaling", ["none", "centered", "standardized"])
@pytest.mark.parametrize("output_loss", ["softmax-cross-entropy", "sigmoid-cross-entropy", "sigmoid-squared-error"])
@pytest.mark.parametrize("hidden_layers", [(), (12,), (14, 11)])
def test_the_courses_predict_reads_the_same_digits(
    hidden_layers: tuple[int, ...], output_loss: str, input_scaling: str, uci_8x8: Dataset, tmp_path: Path
) -> None:
    model = _trained(
        uci_8x8,
        hidden_layers=hidden_layers,
        output_loss=output_loss,
        input_scaling=input_scaling,
        learning_rate=0.001 if not hidden_layers else 0.02,  # keeps logits below 36, where sigmoids become 1
    )
    save_model(model, tmp_path / "w.mat")

    theirs = _predict(_thetas(tmp_path / "w.mat"), _octave_pictures(uci_8x8.digits.images))

    ours = _read(model, uci_8x8)
    np.testing.assert_array_equal(theirs, np.where(ours == 0, 10, ours))
    if len(hidden_layers) < 2 and output_loss == "softmax-cross-entropy":  # the others take longer
        assert np.mean(ours == uci_8x8.digits.labels) > 0.8


@pytest.mark.parametrize("input_scaling", ["none", "standardized"])
def test_so_it_does_with_20x20_pictures(input_scaling: str, uci_digits: Dataset, tmp_path: Path) -> None:
    model = _trained(uci_digits, input_scaling=input_scaling)
    save_model(model, tmp_path / "w.mat")

    theirs = _predict(_thetas(tmp_path / "w.mat"), _octave_pictures(uci_digits.digits.images))

    ours = _read(model, uci_digits)
    np.testing.assert_array_equal(theirs % 10, ours)
    assert np.mean(ours == uci_digits.digits.labels) > 0.85


def test_units_are_laid_out_as_the_course_does_it(tmp_path: Path) -> None:
    """By hand: one hidden unit that looks at one pixel, one output for each digit."""
    parameters = Parameters.zeros(Architecture.dense(n_inputs=64, hidden_layers=(2,)))
    parameters.weights[0][8 * 3 + 5, 1] = 7.0  # row 3, column 5
    parameters.biases[0][1] = -0.5
    parameters.weights[1][1, :] = np.arange(10)
    parameters.biases[1][:] = 10.0 + np.arange(10)

    save_model(Model(parameters), tmp_path / "w.mat")

    first, second = _thetas(tmp_path / "w.mat")
    assert first.shape == (2, 65)
    assert {(row, column): first[row, column] for row, column in zip(*np.nonzero(first), strict=True)} == {
        (1, 0): -0.5,
        (1, 1 + 8 * 5 + 3): 7.0,
    }
    np.testing.assert_array_equal(second[:, 0], [11, 12, 13, 14, 15, 16, 17, 18, 19, 10])
    np.testing.assert_array_equal(second[:, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 0])


# Both ways


@pytest.mark.parametrize("n_inputs", [64, 400])
@pytest.mark.parametrize("hidden_layers", [(), (6,), (7, 5), (3, 2, 2, 2, 2, 2, 2, 4)])
def test_sigmoid_networks_come_back_as_they_were(hidden_layers: tuple[int, ...], n_inputs: int, tmp_path: Path) -> None:
    architecture = Architecture.dense(
        n_inputs=n_inputs, hidden_layers=hidden_layers, output_loss="sigmoid-cross-entropy"
    )
    parameters = initialize(architecture, scheme="uniform", rng=np.random.default_rng(1), dtype="float64")

    save_model(Model(parameters, metadata_from({"note": "lost"})), tmp_path / "w.mat")
    loaded = load_model(tmp_path / "w.mat")

    assert loaded.parameters.architecture == architecture
    np.testing.assert_array_equal(loaded.parameters.flat, parameters.flat)
    assert loaded.scaling is UNSCALED


def test_with_scaling_folded_in_a_network_comes_back_with_the_same_answers(uci_8x8: Dataset, tmp_path: Path) -> None:
    model = _trained(uci_8x8, input_scaling="standardized", output_loss="sigmoid-cross-entropy", learning_rate=0.02)

    save_model(model, tmp_path / "w.mat")
    loaded = load_model(tmp_path / "w.mat")

    assert loaded.scaling.is_identity
    raw = uci_8x8.digits.images
    np.testing.assert_allclose(
        compute_logits(loaded.parameters, raw.astype(np.float64)),
        compute_logits(model.parameters, model.scaling.apply(raw)),
        atol=1e-3,  # of float32, with standardized values of up to 40
    )
    np.testing.assert_array_equal(_read(loaded, uci_8x8), _read(model, uci_8x8))


@pytest.mark.parametrize("n_inputs", [400, 64])
@pytest.mark.parametrize("input_scaling", ["none", "centered", "standardized"])
@pytest.mark.parametrize("hidden_layers", [(), (9,), (9, 8), (9, 8, 7)], ids=lambda layers: f"{len(layers)} hidden")
def test_at_every_depth_and_scaling_the_course_and_the_opened_file_answer_as_the_network_does(
    hidden_layers: tuple[int, ...], input_scaling: str, n_inputs: int, tmp_path: Path
) -> None:
    """Not only the digit that is read: all ten outputs, of which the course has that of the digit 0 in column 10."""
    rng = np.random.default_rng(2)
    ink = 1.0 if n_inputs == 400 else 16.0
    images = rng.uniform(0.0, ink, (30, n_inputs)) * (rng.uniform(size=(30, n_inputs)) < 0.3)
    architecture = Architecture.dense(
        n_inputs=n_inputs, hidden_layers=hidden_layers, output_loss="sigmoid-cross-entropy"
    )
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype="float64")
    parameters.flat[:] *= 3.0  # or deep networks say the same of all pictures
    scaling = fit_scaling(input_scaling, Digits(images, np.zeros(30, dtype=np.intp)))
    model = Model(parameters, scaling=scaling)
    ours = model.read(images)
    assert np.ptp(ours, axis=0).max() > 0.01

    save_model(model, tmp_path / "w.mat")

    outputs = _octave_pictures(images)
    for theta in _thetas(tmp_path / "w.mat"):
        outputs = 1 / (1 + np.exp(-np.column_stack([np.ones(len(outputs)), outputs]) @ theta.T))
    of_digits = outputs[:, [9, *range(9)]]
    np.testing.assert_allclose(of_digits / of_digits.sum(axis=1, keepdims=True), ours, rtol=1e-8)
    opened = load_model(tmp_path / "w.mat")
    assert opened.scaling is UNSCALED
    np.testing.assert_allclose(opened.read(images), ours, rtol=1e-8)


def test_the_courses_own_file_is_written_back_as_it_was(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    thetas = {"Theta1": rng.normal(size=(25, 401)), "Theta2": rng.normal(size=(10, 26))}
    savemat(tmp_path / "course.mat", thetas)

    save_model(load_model(tmp_path / "course.mat"), tmp_path / "again.mat")

    for name, theta in zip(thetas, _thetas(tmp_path / "again.mat"), strict=True):
        np.testing.assert_array_equal(theta, thetas[name])


def test_a_name_in_capitals_is_a_mat_file_too(tmp_path: Path) -> None:
    save_model(Model(Parameters.zeros(Architecture.dense(hidden_layers=()))), tmp_path / "W.MAT")

    assert str(load_model(tmp_path / "W.MAT").parameters.architecture) == "400-10"


# What cannot be held, and what fails


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_other_hidden_units_are_refused_and_the_old_file_stays(activation: str, tmp_path: Path) -> None:
    path = tmp_path / "w.mat"
    path.write_bytes(b"old")
    model = Model(Parameters.zeros(Architecture.dense(hidden_layers=(5,), hidden_activation=activation)))

    with pytest.raises(
        ModelError, match=f"holds networks of sigmoid units, got .* of the kind {activation}; save it as .npz"
    ):
        save_model(model, path)

    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["w.mat"]


def test_without_hidden_units_their_kind_does_not_matter(tmp_path: Path) -> None:
    architecture = Architecture.dense(hidden_layers=(), hidden_activation="relu")

    save_model(Model(Parameters.zeros(architecture)), tmp_path / "w.mat")

    assert load_model(tmp_path / "w.mat").parameters.architecture.hidden_layers == ()


def test_more_layers_than_names_in_order_are_refused(tmp_path: Path) -> None:
    model = Model(Parameters.zeros(Architecture.dense(hidden_layers=(2,) * 9)))

    with pytest.raises(ModelError, match=r"up to 9 layers of weights, got 10; save it as \.npz$"):
        save_model(model, tmp_path / "w.mat")

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("broken", ["write", "move"])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.mat"
    model = Model(Parameters.zeros(Architecture.dense(hidden_layers=())))
    save_model(model, path)
    before = path.read_bytes()

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*(("scipy.io.savemat", fail) if broken == "write" else (Path, "replace", fail)))
    with pytest.raises(ModelError, match="expected a place where a model can be written, got: No space left on device"):
        save_model(model, path)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["w.mat"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="expected a place where a model can be written, got: "):
        save_model(Model(Parameters.zeros(Architecture.dense(hidden_layers=()))), tmp_path / "none" / "w.mat")


def test_a_network_of_8x8_keeps_its_inputs_through_the_scaling(uci_8x8: Dataset, tmp_path: Path) -> None:
    """Folding and transposing do not commute: the standardized pixel and its weight must stay together."""
    parameters = Parameters.zeros(
        Architecture.dense(n_inputs=64, hidden_layers=(), output_loss="sigmoid-cross-entropy"), "float64"
    )
    pixel = 8 * 2 + 5
    parameters.weights[0][pixel, 4] = 1.0
    scaling = fit_scaling("standardized", uci_8x8.digits)
    save_model(Model(parameters, scaling=scaling), tmp_path / "w.mat")

    (theta,) = _thetas(tmp_path / "w.mat")

    column = 1 + 8 * 5 + 2
    assert theta[3, column] == pytest.approx(1 / scaling.divisor[pixel], rel=1e-14)  # row 3 is the label 4
    assert theta[3, 0] == pytest.approx(-scaling.shift[pixel] / scaling.divisor[pixel], rel=1e-12)
    assert np.count_nonzero(theta) == 2
