"""Settings: bounds, sentences that say what was expected and got, and hidden layers as text."""

import json
import re
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Dataset
from engine.errors import ConfigurationError
from engine.nn.layer_table import MAX_HIDDEN_LAYERS
from engine.nn.layers.base import MAX_UNITS
from engine.nn.layers.layer_text import HiddenLayer
from engine.nn.network import picture_shape
from engine.optim.minimizers import MINIMIZERS
from engine.training.config import (
    BOUNDS,
    WHOLE_NUMBERS,
    Bounds,
    TrainingConfig,
    config_from,
    format_hidden_layers,
    parse_hidden_layers,
    read_hidden_layers,
)
from engine.training.train import train

SPELLED: dict[str, tuple[str, float, float]] = {
    "seed": ("seed must be from 0 to 2.14748e+09", -1, 2**31),
    "learning_rate": ("learning rate must be from 0 to 1e+06", -0.001, 1.1e6),
    "momentum": ("momentum must be from 0 to 0.9999", -0.1, 1.0),
    "batch_size": ("batch size must be from 0 to 1e+06", -1, 1_000_001),
    "epochs": ("epochs must be from 0 to 1e+06", -1, 1_000_001),
    "weight_decay": ("weight decay must be from 0 to 1e+09", -1.0, 1.1e9),
    "validation_fraction": ("validation fraction must be from 0 to 0.9", -0.1, 0.91),
    "patience": ("patience must be from 0 to 1e+06", -1, 1_000_001),
    "tolerance": ("tolerance must be from 0 to 1e+06", -1e-9, 1.1e6),
    "validation_seed": ("validation seed must be from -1 to 2.14748e+09", -2, 2**31),
    "test_fraction": ("test fraction must be from 0 to 0.9", -0.1, 0.91),
    "split_seed": ("split seed must be from 0 to 2.14748e+09", -1, 2**31),
    "test_count": ("test count must be from 0 to 1e+07", -1, 10_000_001),
    "step_epochs": ("step epochs must be from 1 to 1e+06", 0, 1_000_001),
    "step_factor": ("step factor must be from 0 to 10", -0.1, 10.1),
}


def test_every_number_has_bounds_that_are_tested() -> None:
    assert set(SPELLED) == set(BOUNDS)
    numbers = {name for name, kind in TrainingConfig.__annotations__.items() if kind in (int, float, "int", "float")}
    assert numbers == set(BOUNDS)


@pytest.mark.parametrize("name", BOUNDS)
def test_both_bounds_are_allowed_and_what_is_beyond_is_not(name: str) -> None:
    sentence, below, above = SPELLED[name]
    for value in (BOUNDS[name].least, BOUNDS[name].greatest):
        assert getattr(TrainingConfig().with_values(**{name: value}), name) == value
    for value in (below, above):
        with pytest.raises(ConfigurationError) as caught:
            TrainingConfig().with_values(**{name: value})
        assert str(caught.value) == f"{sentence}, got {value:g}"


@pytest.mark.parametrize("name", BOUNDS)
def test_what_is_no_number_is_refused(name: str) -> None:
    for value in (float("nan"), float("inf"), float("-inf"), "3", None, True, [1], 1j):
        message = f"{name.replace('_', ' ')} must be a number, got {value!r}"
        with pytest.raises(ConfigurationError, match=re.escape(message)):
            TrainingConfig().with_values(**{name: value})


@pytest.mark.parametrize("name", BOUNDS)
def test_a_whole_number_too_large_for_a_float_is_refused_as_any_other(name: str) -> None:
    for value in (10**400, -(10**400)):
        with pytest.raises(ConfigurationError, match=f"^{name.replace('_', ' ')} must be"):
            TrainingConfig().with_values(**{name: value})


@pytest.mark.parametrize("name", WHOLE_NUMBERS)
def test_whole_numbers_have_no_fraction(name: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{name.replace('_', ' ')} must be a whole number, got 2.5$"):
        TrainingConfig().with_values(**{name: 2.5})


@pytest.mark.parametrize("name", WHOLE_NUMBERS)
def test_a_whole_number_written_as_a_float_is_refused_or_works(name: str, small_dataset: Dataset) -> None:
    try:
        config = TrainingConfig(epochs=1).with_values(**{name: 1.0})
    except ConfigurationError:
        return

    assert train(config, small_dataset).state == "finished"


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("hidden_activation", "sigmoid, tanh, relu"),
        ("output_loss", "softmax-cross-entropy, sigmoid-cross-entropy, sigmoid-squared-error"),
        ("initialization", "uniform, uniform-0.1, glorot, he, normal, normal-n, zero, constant"),
        ("optimizer", "gradient-descent, momentum, nesterov, rmsprop, adam, l-bfgs-b, cg, newton-cg, tnc"),
        ("input_format", "auto, 20x20, 28x28, 8x8"),
        ("input_scaling", "none, centered, standardized"),
        ("split", "given, stratified, plain, last"),
        ("schedule", "constant, step, cosine, one-cycle"),
        ("dtype", "float32, float64"),
    ],
)
def test_an_unknown_name_is_answered_with_those_that_are_known(name: str, choices: str) -> None:
    for value in ("fancy", "", None):
        with pytest.raises(ConfigurationError, match=re.escape(f"must be one of {choices}, got {value!r}")):
            TrainingConfig().with_values(**{name: value})


@pytest.mark.parametrize(
    ("hidden_layers", "message"),
    [
        ((0,), "a hidden layer has 1 to 10,000 units, got 0"),
        ((25, -1), "a hidden layer has 1 to 10,000 units, got -1"),
        ((10_001,), "a hidden layer has 1 to 10,000 units, got 10001"),
        ((2.5,), "a hidden layer has 1 to 10,000 units, got 2.5"),
        ((5,) * 11, "expected up to 10 hidden layers, got 11"),
        ((10_000, 10_000), "a network may have up to 50,000,000 parameters"),
    ],
)
def test_impossible_hidden_layers_are_refused(hidden_layers: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        TrainingConfig(hidden_layers=hidden_layers)


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"a setting must be one of augmentation, batch_size, .*, got 'speed'"):
        TrainingConfig().with_values(speed=3)


def test_other_values_make_another_configuration() -> None:
    config = TrainingConfig()
    other = config.with_values(epochs=3, hidden_layers=(7,))

    assert (other.epochs, other.hidden_layers, other.learning_rate) == (3, (7,), config.learning_rate)
    assert config == TrainingConfig()
    with pytest.raises(FrozenInstanceError):
        config.epochs = 4  # type: ignore[misc]


def test_settings_survive_json() -> None:
    config = TrainingConfig(
        hidden_layers=(8, 4),
        hidden_activation="relu",
        weight_decay=0.1,
        input_scaling="standardized",
        split="plain",
        shuffle=False,
        dtype="float64",
    )

    values = json.loads(json.dumps(config.as_dict()))

    assert TrainingConfig(**{**values, "hidden_layers": tuple(values["hidden_layers"])}) == config
    assert set(values) == set(TrainingConfig.__annotations__)


def test_the_architecture_is_that_of_the_settings() -> None:
    config = TrainingConfig(hidden_layers=(8, 4), hidden_activation="relu", output_loss="sigmoid-cross-entropy")

    architecture = config.architecture((8, 8, 1))

    assert str(architecture) == "64-8-4-10"
    assert (architecture.hidden_activation, architecture.output_loss) == ("relu", "sigmoid-cross-entropy")
    assert str(config.architecture()) == "400-8-4-10"


def test_bounds_name_what_is_checked() -> None:
    bounds = Bounds(0.5, 2.0)
    bounds.check("width", 0.5)
    bounds.check("width", 2)

    with pytest.raises(ConfigurationError, match=r"^width must be from 0\.5 to 2, got 2\.01$"):
        bounds.check("width", 2.01)


@given(st.lists(st.integers(1, MAX_UNITS), max_size=MAX_HIDDEN_LAYERS))
def test_hidden_layers_survive_being_written_and_read(hidden_layers: list[int]) -> None:
    text = format_hidden_layers(tuple(hidden_layers))
    assert parse_hidden_layers(text, input_shape=None) == tuple(hidden_layers)


@pytest.mark.parametrize(
    ("text", "hidden_layers"),
    [
        ("25", (25,)),
        (" 128,64 ", (128, 64)),
        ("128; 64", (128, 64)),
        ("007", (7,)),
        ("", ()),
        ("  ", ()),
        ("None", ()),
        ("-", ()),
        ("0", ()),
        ("none", ()),
        ("64 32", (64, 32)),
        ("64, 32", (64, 32)),
        ("64-32", (64, 32)),
        ("64 - 32", (64, 32)),
        ("64–32", (64, 32)),
        ("400-512-10", (512,)),
        ("400 - 64 - 32 - 10", (64, 32)),
        ("400-10", (400, 10)),  # two numbers are two hidden layers
        ("400, 512, 10", (400, 512, 10)),  # with commas too
        ("784-512-10", (784, 512, 10)),  # other pictures
        ("conv 8 5x5", ("conv 8 5x5",)),
        ("conv 8 5x5, pool 2, conv 16 5x5, pool 2, 64", ("conv 8 5x5", "pool 2", "conv 16 5x5", "pool 2", 64)),
        (" CONV  6 5 X 5  Same ,Pool 2x2,dropout .50 ,  120", ("conv 6 5x5 same", "pool 2", "dropout 0.5", 120)),
        ("conv 6 5×5 valid", ("conv 6 5x5",)),
        ("pool 3", ("pool 3",)),
        ("dropout 0", ("dropout 0",)),
    ],
)
def test_hidden_layers_are_read_from_text(text: str, hidden_layers: tuple[HiddenLayer, ...]) -> None:
    assert parse_hidden_layers(text) == hidden_layers
    assert parse_hidden_layers(format_hidden_layers(hidden_layers)) == hidden_layers
    assert TrainingConfig(hidden_layers=hidden_layers).hidden_layers == hidden_layers


def test_settings_keep_layers_in_one_way_however_they_are_written() -> None:
    config = config_from({"hidden_layers": ["CONV 8 5 x 5 valid", "pool 2x2", "64"]})
    assert config == TrainingConfig(hidden_layers=("conv 8 5x5", "pool 2", 64))
    assert config_from(json.loads(json.dumps(config.as_dict()))) == config


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "abc",
            'hidden layers must be numbers such as "25" or "128, 64", layers such as "conv 8 5x5, pool 2, 64", or "none"',
        ),
        ("25,", 'got "25,"'),
        ("25 x 64", 'got "25 x 64"'),
        ("25--64", 'got "25--64"'),
        ("1,000", "a hidden layer has 1 to 10,000 units, got 0"),
        ("2.5", 'got "2.5"'),
        ("-25", 'got "-25"'),
        ("２５", 'got "２５"'),
        ("²", 'got "²"'),
        ("25, 0", "a hidden layer has 1 to 10,000 units, got 0"),
        ("10001", "a hidden layer has 1 to 10,000 units, got 10001"),
        ("9" * 5000, "a hidden layer has 1 to 10,000 units, got 999999999999…"),
        ("1,1,1,1,1,1,1,1,1,1,1", "expected up to 10 hidden layers, got 11"),
        ("conv 0 5x5", "expected 1 to 10,000 filters of at least 1x1 pixel, such as conv 8 5x5, got conv 0 5x5"),
        (
            "conv 10001 5x5",
            "expected 1 to 10,000 filters of at least 1x1 pixel, such as conv 8 5x5, got conv 10001 5x5",
        ),
        ("conv 8 0x0", "expected 1 to 10,000 filters of at least 1x1 pixel, such as conv 8 5x5, got conv 8 0x0"),
        ("conv 8 5x3", "filters and pools are square, such as 5x5, got 'conv 8 5x3'"),
        ("conv 8 4x4 same", "a filter with 'same' needs an odd size, such as 3x3 or 5x5, got conv 8 4x4 same"),
        ("pool 1", "expected pools of at least 2x2 pixels, such as pool 2, got pool 1"),
        ("pool 0", "expected pools of at least 2x2 pixels, such as pool 2, got pool 0"),
        ("pool 2x3", "filters and pools are square"),
        ("dropout 1", "expected a share from 0 to below 1 that is left out, such as dropout 0.5, got 1"),
        ("dropout 50", "expected a share from 0 to below 1 that is left out, such as dropout 0.5, got 50"),
        ("conv 8", "expected layers such as conv 8 5x5, conv 8 5x5 same, pool 2, dropout 0.5 or 64, with commas"),
        ("conv 8 5x5 pool 2", "with commas between them, got 'conv 8 5x5 pool 2'"),
        ("conv 8 5x5 full", "with commas between them, got 'conv 8 5x5 full'"),
        ("conv -8 5x5", "with commas between them, got 'conv -8 5x5'"),
        ("maxpool 2, 64", "with commas between them, got 'maxpool 2'"),
        ("dropout", "with commas between them, got 'dropout'"),
        ("dropout nan", "with commas between them, got 'dropout nan'"),
        ("attention 8", 'got "attention 8"'),
        ("conv 8 5x5, , 64", 'or "none", got ""'),
        ("conv 8 5x5, 0", "a hidden layer has 1 to 10,000 units, got 0"),
        ("conv 8 5x5, dense 64", 'got "dense 64"'),
        (
            "conv 8 5x5, pool 2, conv 16 5x5, pool 2, conv 16 5x5",
            "conv 16 5x5 needs a picture of at least 5x5 pixels, got 2x2: use smaller filters and pools, or fewer of them",
        ),
        ("conv 8 21x21", "conv 8 21x21 needs a picture of at least 21x21 pixels, got 20x20"),
        ("pool 21", "pool 21 needs a picture of at least 21x21 pixels, got 20x20"),
        (
            "64, conv 8 5x5",
            "conv 8 5x5 needs a picture with rows and columns, got the values of a dense layer: put it ",
        ),
        ("64, pool 2", "pool 2 needs a picture with rows and columns"),
        ("conv 10000 5x5, conv 10000 5x5", "a network may have up to 50,000,000 parameters"),
    ],
)
def test_text_that_is_no_list_of_layers_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        parse_hidden_layers(text)


@pytest.mark.parametrize(
    ("text", "n_inputs", "note"),
    [
        ("400-512-10", 400, "400-512-10 is the whole network: its hidden layer is 512."),
        ("64-20-30-10", 64, "64-20-30-10 is the whole network: its hidden layers are 20, 30."),
        ("64-20-10", 400, ""),
        ("25", 400, ""),
    ],
)
def test_what_is_left_out_of_a_whole_network_is_said(text: str, n_inputs: int, note: str) -> None:
    assert read_hidden_layers(text, input_shape=picture_shape(n_inputs)).note == note


def test_layers_must_fit_the_pictures_in_use() -> None:
    with pytest.raises(ConfigurationError, match=r"conv 8 5x5 needs a picture of at least 5x5 pixels, got 2x2: use"):
        parse_hidden_layers("conv 8 5x5, pool 2, conv 8 5x5", input_shape=(8, 8, 1))
    assert parse_hidden_layers("conv 8 5x5, pool 2, conv 8 5x5", input_shape=(20, 20, 1))
    assert parse_hidden_layers("conv 8 25x25", input_shape=(28, 28, 1))
    with pytest.raises(ConfigurationError, match="pool 2 needs a picture with rows and columns"):
        parse_hidden_layers("pool 2", input_shape=(20,))


@pytest.mark.parametrize("minimizer", MINIMIZERS)
def test_a_minimizer_refuses_dropout(minimizer: str) -> None:
    with pytest.raises(
        ConfigurationError,
        match="needs a cost that stays the same, and dropout makes it random: leave dropout out, or use another optimizer",
    ):
        TrainingConfig(hidden_layers=(25, "dropout 0.5"), optimizer=minimizer)
    assert not TrainingConfig(hidden_layers=("conv 4 5x5", "dropout 0"), optimizer=minimizer).drops_out


@given(st.text(max_size=20) | st.text("convpolrut 0123456789x.,same", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        hidden_layers = parse_hidden_layers(text)
    except ConfigurationError:
        return

    assert all(isinstance(layer, str) or 1 <= layer <= MAX_UNITS for layer in hidden_layers)
