"""The plan of a sweep: which runs it consists of. A frozen record that says all that is to be computed."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np

from engine.data.dataset import Dataset
from engine.errors import ConfigurationError
from engine.sweeps.space import (
    Between,
    Choices,
    SettingValue,
    Varied,
    each_value,
    values_text,
    varied_as_json,
    varied_from,
)
from engine.text.sentence import say
from engine.text.setting_names import setting_name
from engine.training.config import BOUNDS, TrainingConfig, config_from

MOST_UNASKED = 1000
"""Runs that are begun without asking first."""
MOST_RANDOM = 100_000
"""How many combinations can be drawn."""
MOST_SEEDS = 10_000
"""How many seeds each combination can be trained with."""
_CHECKED_RUNS = 5000  # whose settings are all looked at before anything begins
_MOST_RUNS, _MOST_MINUTES = 10**9, 10**6
_TRIES = 100  # to draw a combination that has not been drawn before


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One run of a sweep.

    Attributes
    ----------
    index
        Its place among all runs of the plan, from 0.
    point
        Which combination of values it has, from 0: runs of one point differ in the seed alone.
    seed
        Its seed.
    values
        The settings that vary, with the values that they have here; the seed left out.
    config
        All its settings.
    """

    index: int
    point: int
    seed: int
    values: tuple[tuple[str, SettingValue], ...]
    config: TrainingConfig


@dataclass(frozen=True, kw_only=True)
class SweepPlan:
    """Which runs a sweep consists of.

    Runs that are compared have to be measured on the same digits: unless it varies, the validation seed of all of them is
    what draws the validation digits of ``config``.

    Attributes
    ----------
    config
        The settings from which runs differ.
    varied
        What varies, each setting once; the seed is no such setting, but in ``seeds``.
    seeds
        Each combination is trained with each of these; by default with that of ``config``.
    n_random
        How many combinations are drawn at random; 0 for all combinations (a grid).
    max_runs
        After so many runs the sweep ends; 0 for all.
    max_minutes
        After so many minutes, pauses left out, no new run begins; 0 for no limit. Each start of the sweep has that time.
    recipe
        The name of the recipe that ``config`` came from; empty if there was none.

    Raises
    ------
    ConfigurationError
        If nothing varies, or a number or a value is none that can be used.
    """

    config: TrainingConfig
    varied: tuple[Varied, ...] = ()
    seeds: tuple[int, ...] = ()
    n_random: int = 0
    max_runs: int = 0
    max_minutes: float = 0.0
    recipe: str = ""

    def __post_init__(self) -> None:
        if not self.seeds:
            object.__setattr__(self, "seeds", (self.config.seed,))
        self._check_limits()
        for seed in self.seeds:
            BOUNDS["seed"].check("seed", seed)
        self._check_varied()
        if len(self.seeds) * self.n_combinations < 2:
            raise ConfigurationError(say("sweep.nothing_varies"))

    def _check_limits(self) -> None:
        if not _is_limit(self.max_runs, _MOST_RUNS):
            raise ConfigurationError(say("sweep.max_runs", most=_MOST_RUNS, got=self.max_runs))
        if not _is_limit(self.max_minutes, _MOST_MINUTES):
            raise ConfigurationError(say("sweep.max_minutes", most=_MOST_MINUTES, got=self.max_minutes))
        if not 0 <= self.n_random <= MOST_RANDOM:
            raise ConfigurationError(say("sweep.random_count", most=MOST_RANDOM, got=self.n_random))

    def _check_varied(self) -> None:
        for item in self.varied:
            if item.setting == "seed":
                raise ConfigurationError(say("sweep.seed_varies"))
            if self.settings.count(item.setting) > 1:
                raise ConfigurationError(say("sweep.varies_twice", setting=setting_name(item.setting)))
            if isinstance(item, Between) and not self.n_random:
                raise ConfigurationError(say("sweep.needs_random", setting=setting_name(item.setting)))
        for name, value in each_value(self.varied):
            if name in BOUNDS:
                BOUNDS[name].check(setting_name(name), value)

    @cached_property
    def n_combinations(self) -> float:
        """How many combinations of values there are; infinite where one is drawn from a range."""
        if any(isinstance(item, Between) for item in self.varied):
            return math.inf
        return math.prod(len(item.values) for item in self.varied if isinstance(item, Choices))

    @cached_property
    def n_points(self) -> int:
        """How many combinations are trained."""
        if self._is_drawn:
            return len(self._drawn)
        return int(self.n_combinations)

    @property
    def n_runs(self) -> int:
        """How many runs there are."""
        n_all = self.n_points * len(self.seeds)
        return min(n_all, self.max_runs) if self.max_runs else n_all

    @property
    def settings(self) -> tuple[str, ...]:
        """What varies, without the seed."""
        return tuple(item.setting for item in self.varied)

    def run(self, index: int) -> PlannedRun:
        """One of the runs: every combination with the first seed, then every one with the second, and so on.

        Raises
        ------
        ConfigurationError
            If its settings do not go together.
        """
        seed_number, point = divmod(index, self.n_points)
        seed = self.seeds[seed_number]
        values = self._drawn[point] if self._is_drawn else self._combination(point)
        named = dict(zip(self.settings, values, strict=True))
        fixed: dict[str, Any] = {"seed": seed}
        if "validation_seed" not in named:
            fixed["validation_seed"] = self.config.drawn_validation_seed
        try:
            config = self.config.with_values(**fixed, **named)
        except ConfigurationError as error:
            if len(named) < 2:
                raise
            raise ConfigurationError(
                say("sweep.refused", values=values_text(named.items()), reason=str(error))
            ) from error
        return PlannedRun(index, point, seed, tuple(named.items()), config)

    def check(self, dataset: Dataset) -> None:
        """See that the settings of every run go together and fit the digits, of very many runs those of the first.

        Raises
        ------
        ConfigurationError
            If they do not; it says which.
        """
        seen = set()
        for index in islice(range(self.n_runs), _CHECKED_RUNS):
            planned = self.run(index)
            config = replace(planned.config, seed=0)
            if config in seen:
                continue
            seen.add(config)
            shape = config.input_shape(dataset)
            try:
                config.architecture(shape)
                config.apply_split(dataset)
            except ConfigurationError as error:
                if not planned.values:
                    raise
                raise ConfigurationError(
                    say("sweep.refused", values=values_text(planned.values), reason=str(error))
                ) from error

    def as_json(self) -> dict[str, Any]:
        """As JSON can hold it; :func:`plan_from` reads it back."""
        return {
            "config": self.config.as_dict(),
            "varied": [varied_as_json(item) for item in self.varied],
            "seeds": list(self.seeds),
            "n_random": self.n_random,
            "max_runs": self.max_runs,
            "max_minutes": self.max_minutes,
            "recipe": self.recipe,
        }

    @cached_property
    def fingerprint(self) -> str:
        """What two plans of the same runs have in common, whatever their limits: 64 hexadecimal digits."""
        about = {name: value for name, value in self.as_json().items() if name not in ("max_runs", "max_minutes")}
        return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()

    # Combinations

    @property
    def _is_drawn(self) -> bool:
        """Whether combinations are drawn; of so few that all would be drawn, all are taken in order."""
        return 0 < self.n_random < self.n_combinations

    def _combination(self, number: int) -> tuple[SettingValue, ...]:
        """One of all combinations; the last setting changes first."""
        values: list[SettingValue] = []
        for item in reversed(self.varied):
            choices = item.values if isinstance(item, Choices) else ()
            number, place = divmod(number, len(choices))
            values.append(choices[place])
        return tuple(reversed(values))

    @cached_property
    def _drawn(self) -> tuple[tuple[SettingValue, ...], ...]:
        """The combinations of a random sweep, each once; drawn by the seed of ``config``."""
        random = np.random.default_rng([self.config.seed, 5])
        drawn: dict[tuple[SettingValue, ...], None] = {}
        for _ in range(self.n_random * _TRIES):
            if len(drawn) == self.n_random:
                break
            values = tuple(
                item.values[random.integers(len(item.values))] if isinstance(item, Choices) else item.draw(random)
                for item in self.varied
            )
            drawn[values] = None
        return tuple(drawn)


def plan_from(value: Mapping[str, Any]) -> SweepPlan:
    """What :meth:`SweepPlan.as_json` describes.

    Raises
    ------
    ConfigurationError, KeyError, TypeError, ValueError
        If it is anything else.
    """
    return SweepPlan(
        config=config_from(value["config"]),
        varied=tuple(varied_from(item) for item in value["varied"]),
        seeds=tuple(int(seed) for seed in value["seeds"]),
        n_random=int(value["n_random"]),
        max_runs=int(value["max_runs"]),
        max_minutes=float(value["max_minutes"]),
        recipe=str(value["recipe"]),
    )


def seeds_from(config: TrainingConfig, n_seeds: int) -> tuple[int, ...]:
    """So many seeds: that of the settings and those that follow.

    Raises
    ------
    ConfigurationError
        If there are not so many.
    """
    greatest = int(BOUNDS["seed"].greatest)
    if not 1 <= n_seeds <= min(MOST_SEEDS, greatest - config.seed + 1):
        raise ConfigurationError(say("sweep.seed_count", most=MOST_SEEDS, got=n_seeds))
    return tuple(range(config.seed, config.seed + n_seeds))


def _is_limit(value: float, most: int) -> bool:
    return math.isfinite(value) and 0 <= value <= most
