"""What the form of a sweep says, as it was typed in: read into a plan, or into what is wrong with each field."""

import contextlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.data.augmentation import AUGMENTATIONS
from engine.data.dataset import Dataset
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLITS
from engine.errors import ConfigurationError
from engine.ink.input_formats import FRAME, INPUT_FORMATS
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.sweeps.plan import MOST_RANDOM, MOST_SEEDS, SweepPlan, seeds_from
from engine.sweeps.space import Between, Choices, Varied, read_varied, value_text
from engine.training.config import TrainingConfig
from gui.translation import fill, full_stop, translate

NOTHING, COMBINATIONS, SEEDS, RUNS, MINUTES = "nothing", "n_random", "n_seeds", "max_runs", "max_minutes"
"""What may be wrong besides the values of a setting."""
_LEAST_RANGE = 4
_CHECKED = 200  # values of a setting that are each tried
_CHOICES: dict[str, tuple[str, ...]] = {
    "hidden_activation": tuple(ACTIVATIONS),
    "output_loss": tuple(OUTPUT_LOSSES),
    "initialization": tuple(INITIALIZATIONS),
    "optimizer": tuple(OPTIMIZERS),
    "schedule": tuple(SCHEDULES),
    "input_scaling": tuple(SCALINGS),
    "augmentation": tuple(AUGMENTATIONS),
    "split": tuple(SPLITS),
    "dtype": ("float32", "float64"),
    "input_format": tuple(INPUT_FORMATS),
    "shuffle": ("yes", "no"),
}
_PROPOSALS = {
    "hidden_layers": "10; 25; 50; 100",
    "momentum": "0.5, 0.9, 0.95",
    "batch_size": "10, 32, 100",
    "weight_decay": "0, 0.1, 1, 10",
    "validation_fraction": "0.1, 0.2, 0.3",
    "validation_seed": "1..3",
    "patience": "0, 10, 30",
    "tolerance": "0, 1e-5, 1e-4",
    "test_fraction": "0.1, 0.2, 0.3",
    "split_seed": "1..3",
    "test_count": "100, 500",
    "step_epochs": "10, 30, 100",
    "step_factor": "0.3, 0.5, 0.8",
}
VARIABLE = tuple(name for name in TrainingConfig.__annotations__ if name != "seed")
"""The settings that can vary; seeds are counted instead."""


@dataclass(frozen=True)
class SweepDraft:
    """What the form says.

    Attributes
    ----------
    varied
        Each setting that varies, by its name in :class:`engine.training.config.TrainingConfig`, and its values as they were
        typed in.
    is_random, n_random
        Whether combinations are drawn at random, and how many.
    n_seeds
        With how many seeds each is trained.
    max_runs, max_minutes
        When the sweep ends at the latest; 0 for no limit.
    """

    varied: tuple[tuple[str, str], ...] = ()
    is_random: bool = False
    n_random: int = 20
    n_seeds: int = 3
    max_runs: int = 0
    max_minutes: int = 0


@dataclass(frozen=True)
class DraftReading:
    """What a draft comes to.

    Attributes
    ----------
    plan
        ``None`` if anything is wrong.
    problems
        What is wrong, a sentence for each field: by the name of the setting, or :data:`COMBINATIONS` and so on.
    notes
        What the values of a setting come to, for those with which nothing is wrong: "7 values, 0.001 to 1".
    """

    plan: SweepPlan | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """The first of what is wrong; empty if nothing is."""
        return next(iter(self.problems.values()), "")


def proposal(setting: str, config: TrainingConfig) -> str:
    """Values to begin with for a setting, around that of these settings."""
    if setting in _CHOICES:
        return ", ".join(_CHOICES[setting])
    if setting == "learning_rate":
        rate = config.learning_rate or 0.1
        return f"{rate / 10:.3g}..{rate * 10:.3g} log 5"
    if setting == "epochs":
        epochs = max(config.epochs, 4)
        return f"{epochs // 4}, {epochs // 2}, {epochs}"
    return _PROPOSALS[setting]


def first_draft(config: TrainingConfig) -> SweepDraft:
    """What a form says at first: one setting that matters for this way to learn."""
    setting = "learning_rate" if config.minimizer is None else "hidden_layers"
    return SweepDraft(((setting, proposal(setting, config)),))


def draft_of(plan: SweepPlan) -> SweepDraft:
    """The draft that a plan was read from, or one that comes to the same."""
    return SweepDraft(
        varied=tuple((item.setting, _as_typed(item)) for item in plan.varied),
        is_random=plan.n_random > 0,
        n_random=plan.n_random or SweepDraft.n_random,
        n_seeds=len(plan.seeds),
        max_runs=plan.max_runs,
        max_minutes=math.ceil(plan.max_minutes),
    )


def _as_typed(item: Varied) -> str:
    if isinstance(item, Between):
        return f"{item.least:.10g}..{item.greatest:.10g}{' log' if item.is_log else ''}"
    as_range = _as_range(item)
    if as_range:
        return as_range
    texts = [value_text(value) for value in item.values]
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def _as_range(item: Choices) -> str:
    """The range that comes to the same values; empty if there is none, or a list is as short."""
    numbers = [
        value[0] if isinstance(value, tuple) and len(value) == 1 else value
        for value in item.values
        if not isinstance(value, bool)
    ]
    plain = [float(number) for number in numbers if isinstance(number, (int, float))]
    if len(plain) < max(_LEAST_RANGE, len(item.values)):
        return ""
    ends = f"{plain[0]:.10g}..{plain[-1]:.10g}"
    for kind in (f"step {plain[1] - plain[0]:.6g}", f"log {len(plain)}", f"linear {len(plain)}"):
        with contextlib.suppress(ConfigurationError):
            if read_varied(item.setting, f"{ends} {kind}") == item:
                return f"{ends} {kind}"
    return ""


def read_draft(
    draft: SweepDraft, config: TrainingConfig, *, recipe: str = "", dataset: Dataset | None = None
) -> DraftReading:
    """Read what a form says.

    Parameters
    ----------
    draft
        The form.
    config, recipe
        The settings from which runs differ, and the recipe that they came from.
    dataset
        The digits, which hidden layers have to fit; ``None`` for usual ones.
    """
    problems: dict[str, str] = {}
    notes: dict[str, str] = {}
    varied: list[Varied] = []
    shape = dataset.input_shape if dataset is not None else FRAME.shape
    for setting, text in draft.varied:
        try:
            item = read_varied(setting, text, input_shape=shape)
            _try_values(item, config)
        except ConfigurationError as error:
            problems[setting] = _sentence(error)
            continue
        if isinstance(item, Between) and not draft.is_random:
            problems[setting] = translate(
                "SweepDraft", "Values are drawn from such a range: choose Random, or say how many: 0.001..1 log 7."
            )
            continue
        notes[setting] = _note(item)
        varied.append(item)
    seeds = _read_seeds(draft, config, problems)
    if draft.is_random and not 1 <= draft.n_random <= MOST_RANDOM:
        problems[COMBINATIONS] = fill(
            translate("SweepDraft", "Between 1 and {most:,} combinations can be drawn."), most=MOST_RANDOM
        )
    n_first = math.prod(len(item.values) if isinstance(item, Choices) else 2 for item in varied)
    if not problems and n_first * len(seeds) < 2:
        problems[NOTHING] = translate(
            "SweepDraft", "Nothing varies: give a setting two values, or train with several seeds."
        )
    if problems:
        return DraftReading(None, problems, notes)
    try:
        plan = SweepPlan(
            config=config,
            varied=tuple(varied),
            seeds=seeds,
            n_random=draft.n_random if draft.is_random else 0,
            max_runs=draft.max_runs,
            max_minutes=float(draft.max_minutes),
            recipe=recipe,
        )
    except ConfigurationError as error:
        return DraftReading(None, {NOTHING: _sentence(error)}, notes)
    return DraftReading(plan, problems, notes)


def _read_seeds(draft: SweepDraft, config: TrainingConfig, problems: dict[str, str]) -> tuple[int, ...]:
    try:
        return seeds_from(config, draft.n_seeds)
    except ConfigurationError:
        problems[SEEDS] = fill(
            translate("SweepDraft", "From 1 to {most:,} seeds, none above 2,147,483,647."), most=MOST_SEEDS
        )
        return ()


def _try_values(item: Varied, config: TrainingConfig) -> None:
    """See that the settings can have each of the values; of very many, the first."""
    values = item.values[:_CHECKED] if isinstance(item, Choices) else (item.least, item.greatest)
    for value in values if isinstance(item, Choices) else ():
        config.with_values(**{item.setting: value})


def _sentence(error: ConfigurationError) -> str:
    text = str(error)
    return full_stop(text[:1].upper() + text[1:])


def _note(item: Varied) -> str:
    if isinstance(item, Between):
        text = (
            translate("SweepDraft", "drawn from {least} to {most}, even in powers")
            if item.is_log
            else translate("SweepDraft", "drawn from {least} to {most}")
        )
        return text.format(least=f"{item.least:g}", most=f"{item.greatest:g}")
    n, values = len(item.values), item.values
    numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if len(numbers) == n and n > 2:
        text = translate("SweepDraft", "{n:,} values, {least} to {most}")
        return fill(text, n=n, least=f"{min(numbers):g}", most=f"{max(numbers):g}")
    return fill(translate("SweepDraft", "{n:,} {n|value|values}"), n=n)
