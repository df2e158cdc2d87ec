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
from engine.training.config import (
    BOUNDS,
    MAX_HIDDEN_LAYERS,
    MAX_HIDDEN_UNITS,
    WHOLE_NUMBERS,
    Bounds,
    TrainingConfig,
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


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), "3", None, True, [1], 1j])
@pytest.mark.parametrize("name", BOUNDS)
def test_what_is_no_number_is_refused(name: str, value: object) -> None:
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
        ("initialization", "uniform, uniform-0.1, glorot, he, normal, normal-n"),
        ("optimizer", "gradient-descent, momentum, nesterov, rmsprop, adam, l-bfgs-b, cg, newton-cg, tnc"),
        ("input_scaling", "none, centered, standardized"),
        ("split", "given, stratified, plain, last"),
        ("schedule", "constant, step, cosine, one-cycle"),
        ("dtype", "float32, float64"),
    ],
)
@pytest.mark.parametrize("value", ["fancy", "", None])
def test_an_unknown_name_is_answered_with_those_that_are_known(name: str, choices: str, value: object) -> None:
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

    architecture = config.architecture(64)

    assert str(architecture) == "64-8-4-10"
    assert (architecture.hidden_activation, architecture.output_loss) == ("relu", "sigmoid-cross-entropy")
    assert str(config.architecture()) == "400-8-4-10"


def test_bounds_name_what_is_checked() -> None:
    bounds = Bounds(0.5, 2.0)
    bounds.check("width", 0.5)
    bounds.check("width", 2)

    with pytest.raises(ConfigurationError, match=r"^width must be from 0\.5 to 2, got 2\.01$"):
        bounds.check("width", 2.01)


@given(st.lists(st.integers(1, MAX_HIDDEN_UNITS), max_size=MAX_HIDDEN_LAYERS))
def test_hidden_layers_survive_being_written_and_read(hidden_layers: list[int]) -> None:
    assert parse_hidden_layers(format_hidden_layers(tuple(hidden_layers))) == tuple(hidden_layers)


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
    ],
)
def test_hidden_layers_are_read_from_text(text: str, hidden_layers: tuple[int, ...]) -> None:
    assert parse_hidden_layers(text) == hidden_layers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "abc",
            'hidden layers must be numbers such as "25" or "128, 64", or "none", got "abc"',
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
    assert read_hidden_layers(text, n_inputs=n_inputs).note == note


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        hidden_layers = parse_hidden_layers(text)
    except ConfigurationError:
        return

    assert all(1 <= n_units <= MAX_HIDDEN_UNITS for n_units in hidden_layers)
