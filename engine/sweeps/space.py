"""What varies in a sweep: settings with the values that each of them takes, read from text and checked.

===========================  ==============================================================================================
``0.1, 0.3, 1``              these values; with ``;`` between them where a value has commas: ``25; 128, 64; none``
``10..100 step 10``          10, 20, ..., 100
``0.001..1 log 7``           seven values, each the same factor above the one before
``0..1 linear 5``            five values at equal distances
``1..5``                     every whole number, of a setting that is one
``0.001..1 log``, ``0..1``   anything between, drawn at random: for random sweeps
===========================  ==============================================================================================

Ranges of ``hidden_layers`` are units of one dense layer.
"""

import difflib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from engine.errors import ConfigurationError
from engine.ink.input_formats import FRAME
from engine.nn.layers.base import MAX_UNITS
from engine.nn.layers.layer_text import HiddenLayer
from engine.text.sentence import say
from engine.text.setting_names import setting_name
from engine.training.config import BOUNDS, WHOLE_NUMBERS, TrainingConfig, read_hidden_layers

SettingValue: TypeAlias = str | int | float | bool | tuple[HiddenLayer, ...]
"""A value of a setting of :class:`engine.training.config.TrainingConfig`."""
MOST_VALUES = 1_000_000
"""How many values one setting may have."""
_RANGE = re.compile(r"(?P<first>\S+?)\s*\.\.\s*(?P<last>\S+)(?:\s+(?P<kind>log|linear|step)(?:\s+(?P<number>\S+))?)?")
_MOST_WHOLE = 1000  # whole numbers between two that are taken one by one, where no step is named
_SWITCH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_DIGITS = 6  # significant ones of a value within a range
_DIGITS_DRAWN = 4
_NEAR = 0.6  # of 1: how much names have in common that are offered


@dataclass(frozen=True, slots=True)
class Choices:
    """A setting that takes one value after the other.

    Attributes
    ----------
    setting
        Its name in :class:`engine.training.config.TrainingConfig`.
    values
        Each once, one or more.
    """

    setting: str
    values: tuple[SettingValue, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A setting whose values are drawn at random from a range, both ends included.

    Attributes
    ----------
    setting
        Its name; a number.
    least, greatest
        The ends; of a logarithmic range both are above 0.
    is_log
        Whether values of every order of magnitude are equally likely.
    """

    setting: str
    least: float
    greatest: float
    is_log: bool = False

    def draw(self, random: np.random.Generator) -> SettingValue:
        """One value, rounded to four significant digits, or to a whole number where the setting is one."""
        if self.is_log:
            value = math.exp(random.uniform(math.log(self.least), math.log(self.greatest)))
        else:
            value = random.uniform(self.least, self.greatest)
        is_whole = self.setting in WHOLE_NUMBERS
        rounded = float(round(value) if is_whole else f"{value:.{_DIGITS_DRAWN}g}")
        return _as_value(self.setting, min(max(rounded, self.least), self.greatest))


Varied: TypeAlias = Choices | Between


def setting_named(name: str, aliases: Mapping[str, str] | None = None) -> str:
    """The setting of that name, with dashes or underscores.

    Parameters
    ----------
    name
        As somebody wrote it.
    aliases
        Other names of settings, such as the options of the command line, without dashes before them.

    Raises
    ------
    ConfigurationError
        If there is none; it names those whose names are near, or all.
    """
    known = {field: field for field in TrainingConfig.__annotations__}
    known |= {alias.replace("-", "_"): field for alias, field in (aliases or {}).items()}
    wanted = name.strip().lstrip("-").replace("-", "_").replace(" ", "_").lower()
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=_NEAR) or sorted(TrainingConfig.__annotations__)
    raise ConfigurationError(say("sweep.no_such_setting", got=repr(name[:80]), names=", ".join(near)))


def read_varied(setting: str, text: str, *, input_shape: tuple[int, ...] = FRAME.shape) -> Varied:
    """What a setting takes, from text as the module describes it.

    Parameters
    ----------
    setting
        Its name in :class:`engine.training.config.TrainingConfig`.
    text
        The values.
    input_shape
        (height, width, channels) of the pictures, which hidden layers have to fit.

    Raises
    ------
    ConfigurationError
        If the text is anything else, or a value is none that the setting can have.
    """
    parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
    parts = [part for part in parts if part]
    if not parts:
        raise ConfigurationError(say("sweep.no_values", setting=setting_name(setting)))
    values: list[SettingValue] = []
    for part in parts:
        found = _RANGE.fullmatch(part)
        if found is None:
            values.append(_read_value(setting, part, input_shape))
            continue
        read = _read_range(setting, part, found)
        if isinstance(read, Between):
            if len(parts) > 1:
                raise ConfigurationError(say("sweep.range_among_values", setting=setting_name(setting), got=part[:80]))
            return read
        values += read
    return Choices(setting, tuple(dict.fromkeys(values)))


def value_text(value: SettingValue) -> str:
    """A value as people read it, and as :func:`read_varied` reads it."""
    if isinstance(value, tuple):
        return ", ".join(str(layer) for layer in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def values_text(values: Iterable[tuple[str, SettingValue]]) -> str:
    """Settings with their values, as people read them."""
    return "; ".join(f"{setting_name(setting)} {value_text(value)}" for setting, value in values)


def varied_as_json(varied: Varied) -> dict[str, Any]:
    """As JSON can hold it; :func:`varied_from` reads it back."""
    if isinstance(varied, Between):
        ends = {"least": varied.least, "greatest": varied.greatest}
        return {"setting": varied.setting, **ends, "is_log": varied.is_log}
    return {"setting": varied.setting, "values": [value_as_json(value) for value in varied.values]}


def varied_from(item: Mapping[str, Any]) -> Varied:
    """What :func:`varied_as_json` describes; raises ``KeyError``, ``TypeError`` or ``ValueError`` for anything else."""
    setting = str(item["setting"])
    if "values" in item:
        return Choices(setting, tuple(value_from(value) for value in item["values"]))
    return Between(setting, float(item["least"]), float(item["greatest"]), item["is_log"] is True)


def value_as_json(value: SettingValue) -> str | int | float | bool | list[HiddenLayer]:
    """A value as JSON can hold it; :func:`value_from` reads it back."""
    return list(value) if isinstance(value, tuple) else value


def value_from(value: object) -> SettingValue:
    """What :func:`value_as_json` gave; raises ``TypeError`` for anything else."""
    if isinstance(value, list) and all(isinstance(layer, (int, str)) for layer in value):
        return tuple(value)
    if isinstance(value, (str, int, float)):
        return value
    raise TypeError(type(value).__name__)


# Reading


def _read_value(setting: str, text: str, input_shape: tuple[int, ...]) -> SettingValue:
    """One value."""
    if setting == "hidden_layers":
        return read_hidden_layers(text, input_shape=input_shape).layers
    if setting in BOUNDS:
        return _as_value(setting, _number(setting, text))
    if setting == "shuffle":
        if text.lower() not in _SWITCH:
            raise ConfigurationError(say("sweep.not_a_switch", setting=setting_name(setting), got=repr(text[:40])))
        return _SWITCH[text.lower()]
    return text


def _number(setting: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ConfigurationError(say("config.not_a_number", what=setting_name(setting), got=repr(text[:40])))
    return number


def _as_value(setting: str, number: float) -> SettingValue:
    """A number as a setting has it."""
    if setting == "hidden_layers":
        if not number.is_integer() or not 1 <= number <= MAX_UNITS:
            raise ConfigurationError(say("config.layer_units", most=MAX_UNITS, got=f"{number:g}"))
        return (int(number),)
    if setting in WHOLE_NUMBERS:
        if not number.is_integer():
            raise ConfigurationError(say("config.not_whole", what=setting_name(setting), got=f"{number:g}"))
        return int(number)
    return number


def _read_range(setting: str, text: str, found: "re.Match[str]") -> list[SettingValue] | Between:
    """The values of a range, or the range itself where nothing says how many there are."""
    if setting != "hidden_layers" and setting not in BOUNDS:
        raise ConfigurationError(say("sweep.no_range", setting=setting_name(setting), got=repr(text[:80])))
    first, last = _number(setting, found["first"]), _number(setting, found["last"])
    kind, number = found["kind"], found["number"]
    if not first < last:
        raise ConfigurationError(say("sweep.range_backwards", setting=setting_name(setting), got=repr(text[:80])))
    if kind == "log" and first <= 0:
        raise ConfigurationError(say("sweep.log_of_zero", setting=setting_name(setting), got=repr(text[:80])))
    is_whole = setting == "hidden_layers" or setting in WHOLE_NUMBERS
    if kind is None and is_whole and last - first < _MOST_WHOLE:
        kind, number = "step", "1"
    if kind == "step":
        step = _number(setting, number) if number is not None else 0.0
        n_values = math.floor((last - first) / step * (1 + 1e-12)) + 1 if step > 0 else 0
        _check_count(setting, text, n_values, least=1)
        return [_as_value(setting, _rounded(first + i * step)) for i in range(n_values)]
    if number is None:
        if setting == "hidden_layers":
            raise ConfigurationError(say("sweep.no_count", setting=setting_name(setting), got=repr(text[:80])))
        for end in (first, last):
            BOUNDS[setting].check(setting_name(setting), _as_value(setting, end))
        return Between(setting, first, last, kind == "log")
    count = _number(setting, number)
    _check_count(setting, text, count, least=2)
    spread = np.geomspace if kind == "log" else np.linspace
    values = [_rounded(value) for value in spread(first, last, int(count)).tolist()]
    values[0], values[-1] = first, last
    return list(dict.fromkeys(_as_value(setting, float(round(v)) if is_whole else v) for v in values))


def _check_count(setting: str, text: str, count: float, *, least: int) -> None:
    if not float(count).is_integer() or not least <= count <= MOST_VALUES:
        raise ConfigurationError(
            say("sweep.range_count", setting=setting_name(setting), least=least, most=MOST_VALUES, got=repr(text[:80]))
        )


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def each_value(varied: Iterable[Varied]) -> Iterator[tuple[str, SettingValue]]:
    """Every value of every setting that varies, of ranges both ends."""
    for item in varied:
        values = item.values if isinstance(item, Choices) else (item.least, item.greatest)
        for value in values:
            yield item.setting, value
