"""What varies in a sweep, read from text."""

import json

import pytest

from engine.errors import ConfigurationError
from engine.sweeps.space import (
    Between,
    Choices,
    SettingValue,
    read_varied,
    setting_named,
    value_text,
    varied_as_json,
    varied_from,
)


@pytest.mark.parametrize(
    ("setting", "text", "values"),
    [
        ("learning_rate", "0.1,0.3, 1", (0.1, 0.3, 1.0)),
        ("learning_rate", "0.1,0.1", (0.1,)),
        ("learning_rate", "0.001..1 log 4", (0.001, 0.01, 0.1, 1.0)),
        ("learning_rate", "0..1 linear 5", (0.0, 0.25, 0.5, 0.75, 1.0)),
        ("weight_decay", "0.1..0.4 step 0.1", (0.1, 0.2, 0.3, 0.4)),
        ("weight_decay", "0, 1..3 step 1", (0.0, 1.0, 2.0, 3.0)),
        ("batch_size", "10..100 step 40", (10, 50, 90)),
        ("batch_size", "1..1000 log 4", (1, 10, 100, 1000)),
        ("epochs", "2..5", (2, 3, 4, 5)),
        ("hidden_layers", "25; 128, 64; none", ((25,), (128, 64), ())),
        ("hidden_layers", "25,50", ((25,), (50,))),
        ("hidden_layers", "10..30 step 10", ((10,), (20,), (30,))),
        ("hidden_layers", "conv 8 5x5, pool 2, 64; 25", (("conv 8 5x5", "pool 2", 64), (25,))),
        ("optimizer", "adam, momentum", ("adam", "momentum")),
        ("shuffle", "yes,no", (True, False)),
    ],
)
def test_values_are_read(setting: str, text: str, values: tuple[SettingValue, ...]) -> None:
    read = read_varied(setting, text)

    assert read == Choices(setting, values)
    assert [type(value) for value in read.values] == [type(value) for value in values]
    again = read_varied(setting, "; ".join(value_text(value) for value in read.values) + ";")
    assert again == read
    assert varied_from(json.loads(json.dumps(varied_as_json(read)))) == read


@pytest.mark.parametrize(
    ("setting", "text", "between"),
    [
        ("learning_rate", "0.001..1 log", Between("learning_rate", 0.001, 1.0, is_log=True)),
        ("momentum", "0..0.9", Between("momentum", 0.0, 0.9)),
        ("epochs", "1..5000", Between("epochs", 1.0, 5000.0)),
    ],
)
def test_a_range_without_a_number_is_drawn_from(setting: str, text: str, between: Between) -> None:
    assert read_varied(setting, text) == between
    assert varied_from(json.loads(json.dumps(varied_as_json(between)))) == between


@pytest.mark.parametrize(
    ("setting", "text", "said"),
    [
        ("learning_rate", " ; ", "learning rate needs values to vary over"),
        ("learning_rate", "0.1,fast", "learning rate must be a number, got 'fast'"),
        ("learning_rate", "nan", "learning rate must be a number, got 'nan'"),
        ("learning_rate", "1..0.1 log 3", "from a smaller to a larger number, got '1..0.1 log 3'"),
        ("learning_rate", "0..1 log 3", "must begin above 0"),
        ("learning_rate", "0..1 linear 1", "must have from 2 to 1,000,000 values"),
        ("learning_rate", "0..1 linear 2.5", "must have from 2 to 1,000,000 values"),
        ("learning_rate", "0..1 step 1e-9", "must have from 1 to 1,000,000 values"),
        ("learning_rate", "0..1 step", "must have from 1 to 1,000,000 values"),
        ("learning_rate", "0..1 step -1", "must have from 1 to 1,000,000 values"),
        ("learning_rate", "0.5, 0..1", "must stand alone, got 0..1 among other values"),
        ("learning_rate", "-1..1", "learning rate must be from 0 to 1e+06, got -1"),
        ("batch_size", "10, 20.5", "batch size must be a whole number, got 20.5"),
        ("batch_size", "1..2 step 0.5", "batch size must be a whole number, got 1.5"),
        ("hidden_layers", "1..5000 log", "must say how many values it has"),
        ("hidden_layers", "0..2", "got 0"),
        ("hidden_layers", "25; conv 8", "conv"),
        ("optimizer", "a..b", "optimizer is no number and has no range"),
        ("shuffle", "maybe", "shuffle must be yes or no, got 'maybe'"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(setting: str, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_varied(setting, text)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["learning-rate", "learning_rate", "--learning-rate", "Learning rate"])
def test_a_setting_is_found_by_its_name(name: str) -> None:
    assert setting_named(name) == "learning_rate"
    assert setting_named("hidden", {"hidden": "hidden_layers"}) == "hidden_layers"


def test_an_unknown_setting_is_refused_with_the_near_names() -> None:
    with pytest.raises(ConfigurationError, match=r"no setting 'lerning-rate'; did you mean one of learning_rate"):
        setting_named("lerning-rate")
    with pytest.raises(ConfigurationError, match=r"one of augmentation, batch_size, .*weight_decay"):
        setting_named("zzz")
