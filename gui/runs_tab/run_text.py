"""What the table of runs says in words: settings and their values, in full and in short, and how a run ended."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from engine.data.augmentation import AUGMENTATIONS
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLIT_SETTINGS, SPLITS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.runs.summary import SETTINGS, RunSummary, SettingValue, differing_settings
from engine.text.setting_names import setting_name
from engine.training.config import METHODS
from gui.help.glossary import entry_of
from gui.plots.axis_ticks import plain_number
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.phrases import duration_text, sentence_case

_FEW = 3  # differing settings that every run of a list names; of more, each names those in which it is unusual
_OF_BATCHES = frozenset({"learning_rate", "schedule", "batch_size", "shuffle", "dtype", "augmentation", "momentum"})
OF_COLUMNS = frozenset({"hidden_layers", "epochs"})
"""Settings that the table tells elsewhere."""
_ACTIVATIONS = {"sigmoid": QT_TRANSLATE_NOOP("Runs", "sigmoid"), "tanh": "tanh", "relu": "ReLU"}
_PRECISIONS = {"float32": QT_TRANSLATE_NOOP("Runs", "single"), "float64": QT_TRANSLATE_NOOP("Runs", "double")}
_ENDINGS = {
    "training.finished": QT_TRANSLATE_NOOP("Runs", "all epochs"),
    "training.early_stop_by_training_loss": QT_TRANSLATE_NOOP("Runs", "stopped early"),
    "training.early_stop_by_validation_loss": QT_TRANSLATE_NOOP("Runs", "stopped early"),
    "training.stopped": QT_TRANSLATE_NOOP("Runs", "stopped"),
    "training.stopped_minimizer": QT_TRANSLATE_NOOP("Runs", "stopped"),
    "training.stopped_streamed": QT_TRANSLATE_NOOP("Runs", "stopped"),
    "training.tolerance": QT_TRANSLATE_NOOP("Runs", "cost flat"),
    "training.diverged": QT_TRANSLATE_NOOP("Runs", "diverged"),
    "training.minimizer_ended": QT_TRANSLATE_NOOP("Runs", "minimum"),
    "training.broke_off": QT_TRANSLATE_NOOP("Runs", "broke off"),
    "session.interrupted": QT_TRANSLATE_NOOP("Runs", "interrupted"),
}
_STATES = {
    "running": QT_TRANSLATE_NOOP("Runs", "under way"),
    "paused": QT_TRANSLATE_NOOP("Runs", "paused"),
    "finished": QT_TRANSLATE_NOOP("Runs", "finished"),
    "stopped": QT_TRANSLATE_NOOP("Runs", "stopped"),
    "failed": QT_TRANSLATE_NOOP("Runs", "failed"),
}


def run_name(run: RunSummary) -> str:
    """What a run is called: as the user does, or by its number."""
    return run.name or translate("Runs", "Run {number}").format(number=run.number)


def ended_text(run: RunSummary) -> str:
    """How it ended, in a word or two."""
    if run.is_under_way:
        return translate("Runs", _STATES[run.state])
    ending = run.ending
    while ending is not None and ending.key == "training.two_sentences":
        first = ending.values.get("first")
        ending = first if not isinstance(first, (str, int, float)) else None
    if ending is not None and ending.key in _ENDINGS:
        if ending.key == "training.finished" and run.unit != "epoch":
            return translate("Runs", "finished")
        return translate("Runs", _ENDINGS[ending.key])
    if not run.state and run.n_drawings:
        return translate("Runs", "learned drawings")
    return translate("Runs", _STATES[run.state]) if run.state in _STATES else ""


def time_text(seconds: float) -> str:
    """How long it took: "4.6 s", "2 min 5 s"."""
    if not math.isfinite(seconds) or seconds < 0:
        return ""
    return translate("Runs", "{seconds:.1f} s").format(seconds=seconds) if seconds < 60 else duration_text(seconds)


def bytes_text(n_bytes: float) -> str:
    """A size on the disk: "23 MB", "1.5 GB"."""
    if n_bytes >= 1e9:
        return translate("Runs", "{n:,.4g} GB").format(n=n_bytes / 1e9)
    return translate("Runs", "{n:,.0f} MB").format(n=math.ceil(n_bytes / 1e6))


# Settings


def setting_title(name: str) -> str:
    """What a setting is called, as in the glossary."""
    if name == "data":
        return translate("Runs", "Data")
    found = entry_of(name)
    return found.lines()[0] if found is not None else sentence_case(str(setting_name(name)))


def value_text(run: RunSummary, name: str) -> str:
    """The value of a setting in words."""
    if name == "data":
        return run.data_label
    return worded(name, run.setting(name))


def worded(name: str, value: SettingValue) -> str:
    """A value that a setting can have, in words."""
    try:
        return _worded(name, value)
    except (KeyError, TypeError, ValueError):  # a newer program may know more
        return str(value)


def _worded(name: str, value: SettingValue) -> str:
    if name in _LABELS:
        return _LABELS[name](value)
    if isinstance(value, bool):
        return translate("Runs", "on") if value else translate("Runs", "off")
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or translate("Runs", "none")
    if isinstance(value, (int, float)):
        return str(value) if "seed" in name else plain_number(float(value))
    return str(value)


def _share(value: SettingValue) -> str:
    return f"{float(value):.0%}".replace("%", " %") if isinstance(value, (int, float)) else str(value)


def _or_never(value: SettingValue) -> str:
    return translate("Runs", "never") if not value else _number(value)


def _number(value: SettingValue) -> str:
    return plain_number(float(value)) if isinstance(value, (int, float)) else str(value)


_LABELS: dict[str, Callable[[SettingValue], str]] = {
    "hidden_activation": lambda value: translate("Runs", _ACTIVATIONS[str(value)]),
    "output_loss": lambda value: str(OUTPUT_LOSSES[str(value)].label),
    "initialization": lambda value: str(INITIALIZATIONS[str(value)].label).partition(":")[0],
    "optimizer": lambda value: str(METHODS[str(value)].label),
    "schedule": lambda value: str(SCHEDULES[str(value)].label),
    "input_scaling": lambda value: str(SCALINGS[str(value)].label),
    "augmentation": lambda value: str(AUGMENTATIONS[str(value)].label),
    "split": lambda value: str(SPLITS[str(value)].label),
    "dtype": lambda value: translate("Runs", _PRECISIONS[str(value)]),
    "batch_size": lambda value: _number(value) if value else translate("Runs", "all"),
    "validation_fraction": _share,
    "test_fraction": _share,
    "patience": _or_never,
    "tolerance": _or_never,
    "validation_seed": lambda value: translate("Runs", "as seed") if value == -1 else str(value),
}
_SHORT = {
    "learning_rate": QT_TRANSLATE_NOOP("Runs", "rate {value}"),
    "momentum": "μ {value}",
    "weight_decay": "λ {value}",
    "seed": QT_TRANSLATE_NOOP("Runs", "seed {value}"),
    "batch_size": QT_TRANSLATE_NOOP("Runs", "batch {value}"),
    "validation_fraction": QT_TRANSLATE_NOOP("Runs", "validation {value}"),
    "validation_seed": QT_TRANSLATE_NOOP("Runs", "validation seed {value}"),
    "test_fraction": QT_TRANSLATE_NOOP("Runs", "test {value}"),
    "split_seed": QT_TRANSLATE_NOOP("Runs", "split seed {value}"),
    "test_count": QT_TRANSLATE_NOOP("Runs", "last {value} for testing"),
    "tolerance": QT_TRANSLATE_NOOP("Runs", "tolerance {value}"),
    "step_epochs": QT_TRANSLATE_NOOP("Runs", "step {value}"),
    "step_factor": QT_TRANSLATE_NOOP("Runs", "factor {value}"),
    "initialization": QT_TRANSLATE_NOOP("Runs", "weights {value}"),
    "input_scaling": QT_TRANSLATE_NOOP("Runs", "inputs {value}"),
    "augmentation": QT_TRANSLATE_NOOP("Runs", "augmentation {value}"),
    "dtype": QT_TRANSLATE_NOOP("Runs", "{value} precision"),
    "schedule": QT_TRANSLATE_NOOP("Runs", "schedule {value}"),
}


def short_text(run: RunSummary, name: str) -> str:
    """A setting with its value as short as can be: "rate 0.03", "ReLU", "stop early"."""
    value = run.setting(name) if name != "data" else None
    if name == "patience":
        return translate("Runs", "stop early") if value else translate("Runs", "no early stop")
    if name == "shuffle":
        return translate("Runs", "shuffled") if value else translate("Runs", "in order")
    text = value_text(run, name)
    if name == "output_loss" and not run.setting("hidden_layers"):
        return text
    return translate("Runs", _SHORT[name]).format(value=text) if name in _SHORT else text


def short_worded(name: str, value: SettingValue) -> str:
    """A value that a setting can have, as short as can be: "100 hidden", "rate 0.03"."""
    if name == "hidden_layers":
        is_one = isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], int)
        text = translate("Runs", "{value} hidden") if is_one else translate("Runs", "hidden {value}")
        return text.format(value=worded(name, value))
    if name == "epochs":
        return translate("Runs", "{value} epochs").format(value=worded(name, value))
    if name == "patience":
        return translate("Runs", "patience {value}").format(value=worded(name, value))
    if name == "shuffle":
        return translate("Runs", "shuffled") if value else translate("Runs", "in order")
    return translate("Runs", _SHORT[name]).format(value=worded(name, value)) if name in _SHORT else worded(name, value)


def is_used(run: RunSummary, name: str) -> bool:
    """Whether a setting says anything of a run: not the momentum of a method that has none."""
    method = str(run.setting("optimizer"))
    if method in MINIMIZERS and name in _OF_BATCHES:
        return False
    if name == "momentum":
        return method not in OPTIMIZERS or OPTIMIZERS[method].uses_momentum
    schedule, split = str(run.setting("schedule")), str(run.setting("split"))
    if name in ("step_epochs", "step_factor"):
        return schedule not in SCHEDULES or SCHEDULES[schedule].uses_steps
    if name in SPLIT_SETTINGS[1:]:
        return split not in SPLITS or name in SPLITS[split].settings
    return True


class Differences:
    """What tells the runs of a list from each other, for the column "What differs".

    Attributes
    ----------
    names
        The settings in which they differ, but for those that have columns of their own.
    """

    def __init__(self, runs: Sequence[RunSummary]) -> None:
        self._of = tuple(runs)
        self.names = tuple(name for name in differing_settings(runs) if name not in OF_COLUMNS)
        self._usual: dict[str, object] = {}
        if len(self.names) > _FEW:
            for name in self.names:
                counted = Counter(_value(run, name) for run in runs if run.settings)
                self._usual[name] = counted.most_common(1)[0][0]

    def are_of(self, runs: Sequence[RunSummary]) -> bool:
        """Whether they tell of these runs, whatever figures these have by now."""
        return len(runs) == len(self._of) and all(
            one.settings == other.settings and one.data == other.data for one, other in zip(self._of, runs, strict=True)
        )

    def parts(self, run: RunSummary, beside: RunSummary | None = None) -> list[tuple[str, bool]]:
        """What differs in a run, in short, each with whether it is unlike that of another run."""
        if not run.settings:
            return []
        other = beside if beside is not None and beside.settings else run
        told = []
        for name in self.names:
            is_unlike = is_used(run, name) and _value(run, name) != _value(other, name)
            is_unusual = name not in self._usual or _value(run, name) != self._usual[name]
            if is_unlike or (is_unusual and is_used(run, name)):
                told.append((short_text(run, name), is_unlike))
        return told


def _value(run: RunSummary, name: str) -> object:
    return run.data_label if name == "data" else run.setting(name)


def side_by_side(one: RunSummary, other: RunSummary) -> tuple[list[str], list[str]]:
    """The settings that differ between two runs, and those that are alike, but for those of no use to either."""
    differing = set(differing_settings([one, other]))
    used = [name for name in ("data", *SETTINGS) if name == "data" or is_used(one, name) or is_used(other, name)]
    return [name for name in used if name in differing], [name for name in used if name not in differing]
