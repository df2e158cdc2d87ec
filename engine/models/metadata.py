"""What a model file says of its network beside the numbers: :class:`ModelMetadata`, parsed once, when a file is opened.

In a file it is a JSON object with these keys; none is needed to read digits:

====================================  ==============================================================================
``program_version``                   of the program that wrote it
``data``                              name of the data set: one that ``main.py data`` lists, or that of a file
``dataset``                           which it is: :class:`engine.data.reference.DatasetRef`, without the folders of a file
``config``                            the settings, as :meth:`engine.training.config.TrainingConfig.as_dict`, seeds included
``legs``                              its parts: from which ``epoch`` on which ``config`` was used
``changes``                           settings that were changed while it ran: each with the ``epoch`` of the change
``recipe``                            its name, where one was named
``state``                             how the run ended, or that it goes on
``message``, ``ending``               the same in a sentence, in English, and as :class:`engine.text.sentence.Sentence`
``epochs``, ``unit``, ``n_batches``   how far it came, what that is counted in, and its steps
``planned_epochs``                    how far it was to go
``n_fresh``                           digits that came in while it ran
``train_n``, ``test_n``               how many digits were trained and tested on
``train_accuracy``, ``train_cost``    on what was trained on, at the end
``validation_accuracy``               on the validation digits, last
``validation_cost``                   the same
``test_accuracy``, ``test_cost``      on the test digits, at the end
``confusion``                         of ``train`` and ``test``: rows are true digits, columns what they were read as
``history``                           the learning curves: rows of :class:`engine.training.report.HistoryPoint`
``drawings``                          how many drawings it has learned
``hand``                              how it learned them: :class:`FineTuning`
====================================  ==============================================================================

A number that was not measured, or is not finite, is null. A network with random weights has ``config`` and ``epochs`` 0.
Files of older versions, and other people's, may hold less, more, or anything at all: what cannot be understood counts as
not there, and keys that are not known here are kept and written back.
"""

import contextlib
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar, get_args

import numpy as np

from engine import VERSION
from engine.data.reference import DatasetRef, reference_from
from engine.data.registry import without_folders
from engine.errors import ConfigurationError
from engine.text.sentence import Sentence, sentence_from
from engine.training.config import TrainingConfig, config_from
from engine.training.learning_curves import LearningCurves, curves_from
from engine.training.metrics import Evaluation
from engine.training.report import State, TrainingReport, Unit
from engine.training.state import Leg

_Parsed = TypeVar("_Parsed")
_SETTINGS = frozenset(TrainingConfig.__annotations__)


@dataclass(frozen=True)
class Figures:
    """How a network did on some digits.

    Attributes
    ----------
    accuracy
        0..1.
    n
        How many digits; 0 where that is not known.
    cost
        With weight decay for the training digits, without for others; ``None`` where it is not known or not finite.
    confusion
        Rows are true digits, columns what they were read as; ``None`` where it is not known.
    """

    accuracy: float
    n: int = 0
    cost: float | None = None
    confusion: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True)
class LiveChange:
    """Settings that were changed while a run went on.

    Attributes
    ----------
    epoch
        When.
    settings
        What they were changed to: names and values.
    """

    epoch: float
    settings: tuple[tuple[str, float], ...]

    def as_json(self) -> dict[str, float]:
        """As JSON can hold it."""
        return {"epoch": self.epoch, **dict(self.settings)}


@dataclass(frozen=True)
class FineTuning:
    """How a network learned a person's drawings.

    Attributes
    ----------
    rehearsal
        The name of the digits that the drawings were mixed with.
    config
        The settings.
    state, epochs
        How that run ended, and how far it came.
    step
        How far the network went, of the way to what it learned, 0..1.
    curves
        The learning curves of that run.
    """

    rehearsal: str
    config: TrainingConfig | None
    state: str
    epochs: float
    step: float
    curves: LearningCurves = field(default_factory=LearningCurves)


@dataclass(frozen=True, kw_only=True)
class ModelMetadata:
    """What is known of a network; see the module for how a file says it.

    Attributes
    ----------
    program_version
        Of the program that trained it; empty if that is not known.
    data
        The digits that it learned.
    config
        The settings of its run, or of its random weights; the last leg's.
    legs, changes
        The parts of its run, and what was changed while it went on.
    recipe
        The name of the recipe; empty if none was named.
    state, ending
        How the run ended, or that it goes on, as :class:`engine.training.report.TrainingReport` has it; empty and
        ``None`` if there was none.
    epochs, planned_epochs, unit
        How far it came, how far it was to go, and what that is counted in; ``None`` if that is not known.
    n_batches, n_streamed
        Steps, and digits that came in while it ran.
    train, validation, test
        Figures at the end; ``None`` if nothing was measured.
    curves
        The learning curves since the random start.
    n_drawings, fine_tuning
        How many of a person's drawings it has learned, and how.
    other
        What else the file says, which is not known here: JSON.
    """

    program_version: str = ""
    data: DatasetRef | None = None
    config: TrainingConfig | None = None
    legs: tuple[Leg, ...] = ()
    changes: tuple[LiveChange, ...] = ()
    recipe: str = ""
    state: State | Literal[""] = ""
    ending: Sentence | None = None
    epochs: float | None = None
    planned_epochs: float | None = None
    unit: Unit = "epoch"
    n_batches: int = 0
    n_streamed: int = 0
    train: Figures | None = None
    validation: Figures | None = None
    test: Figures | None = None
    curves: LearningCurves = field(default_factory=LearningCurves)
    n_drawings: int = 0
    fine_tuning: FineTuning | None = None
    other: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether the run goes on, or is held."""
        return self.state in ("running", "paused")

    def without_figures(self) -> "ModelMetadata":
        """The same without what was measured on the network as it was before it learned something else."""
        return replace(self, train=None, validation=None, test=None)

    def without_folders(self) -> "ModelMetadata":
        """The same for a file that may be given to others: where the digits lie is nobody's business."""
        return replace(self, data=without_folders(self.data) if self.data is not None else None)

    def as_json(self, *, with_curves: bool = True) -> dict[str, Any]:
        """As JSON can hold it: what :func:`metadata_from` reads.

        Of a network without a run there is only what is known; of a run there is every key that all runs have.
        """
        values: dict[str, Any] = {
            "program_version": self.program_version,
            "data": self.data.name if self.data is not None else "",
            "dataset": _json_of(self.data),
            "config": self.config.as_dict() if self.config is not None else None,
            "legs": [{"epoch": leg.first_epoch, "config": leg.config.as_dict()} for leg in self.legs],
            "changes": [change.as_json() for change in self.changes],
            "state": self.state,
            "message": str(self.ending or ""),
            "ending": self.ending.as_json() if self.ending is not None else None,
            "epochs": self.epochs,
            "planned_epochs": self.planned_epochs,
            "unit": self.unit,
            "n_batches": self.n_batches,
            "n_fresh": self.n_streamed,
            **_figures_as_json(train=self.train, validation=self.validation, test=self.test),
            "history": self.curves.as_json() if with_curves else [],
        }
        if not self.state:
            is_said = {"epochs": self.epochs is not None, "unit": self.unit != "epoch"}
            values = {key: value for key, value in values.items() if is_said.get(key, bool(value))}
        more = {
            "recipe": self.recipe,
            "drawings": self.n_drawings,
            "hand": _fine_tuning_as_json(self.fine_tuning) if self.fine_tuning is not None else None,
        }
        other: dict[str, Any] = json.loads(self.other) if self.other else {}
        return {**other, **values, **{key: value for key, value in more.items() if value}}


def describe_run(
    report: TrainingReport,
    config: TrainingConfig | None,
    *,
    data: DatasetRef | None,
    curves: LearningCurves,
    changes: Sequence[LiveChange] = (),
    recipe: str = "",
) -> ModelMetadata:
    """What is known of a network that a run has trained, or trains.

    Parameters
    ----------
    report
        The last one of the run.
    config
        Its settings; ``None`` if they are not known.
    data
        Which digits it learned; ``None`` if that is not known.
    curves
        The learning curves of the network since its random start.
    changes, recipe
        As in :class:`ModelMetadata`.
    """
    validation = None
    if curves.n_points:  # of the network that answers, after an early stop that of an earlier epoch
        of = curves.n_points - 1 if report.network_epoch is None else curves.nearest(report.network_epoch)
        validation = curves.last_validation(of)
    return ModelMetadata(
        program_version=VERSION,
        data=data,
        config=config,
        legs=report.legs,
        changes=tuple(changes),
        recipe=recipe,
        state=report.state,
        ending=report.message,
        epochs=report.epoch,
        planned_epochs=report.epochs,
        unit=report.unit,
        n_batches=report.n_batches,
        n_streamed=report.n_streamed,
        train=measured(report.train_evaluation),
        validation=Figures(validation[1], cost=_finite(validation[0])) if validation is not None else None,
        test=measured(report.test_evaluation),
        curves=curves,
    )


def describe_random(config: TrainingConfig) -> ModelMetadata:
    """What is known of a network with the random weights that a run with these settings starts from."""
    return ModelMetadata(program_version=VERSION, config=config, epochs=0.0)


# Reading


def metadata_from(about: object) -> ModelMetadata:
    """What a file says of its network, which may be anything: what cannot be understood counts as not there."""
    if not isinstance(about, dict):
        return ModelMetadata()
    config = lenient_config_from(about.get("config"))
    minimizer = config.minimizer if config is not None else None
    unit: Unit = "epoch" if minimizer is None else minimizer.counts
    if about.get("unit") in get_args(Unit):
        unit = about["unit"]
    data = reference_from(about.get("dataset")) or reference_from(about.get("data"))
    confusion = about.get("confusion")
    other = {str(key): value for key, value in about.items() if key not in _KEYS}
    return ModelMetadata(
        program_version=_text(about.get("program_version")),
        data=data,
        config=config,
        legs=tuple(_each(about.get("legs"), _leg_from)),
        changes=tuple(_each(about.get("changes"), _change_from)),
        recipe=_text(about.get("recipe")),
        state=about["state"] if about.get("state") in get_args(State) else "",
        ending=_sentence(about.get("ending")) or _sentence(about.get("message")),
        epochs=_number(about.get("epochs")),
        planned_epochs=_number(about.get("planned_epochs")),
        unit=unit,
        n_batches=_count(about.get("n_batches")),
        n_streamed=_count(about.get("n_fresh")),
        train=_figures_from(about, "train", confusion),
        validation=_figures_from(about, "validation", confusion),
        test=_figures_from(about, "test", confusion),
        curves=curves_from(about.get("history"), unit, data),
        n_drawings=_count(about.get("drawings")),
        fine_tuning=_fine_tuning_from(about.get("hand")),
        other=json.dumps(other) if other else "",
    )


def lenient_config_from(value: object) -> TrainingConfig | None:
    """The settings that a file tells of, each that makes sense; where it does not say so, nothing was validated on."""
    if not isinstance(value, dict) or not set(value) & _SETTINGS:
        return None
    value = {"validation_fraction": 0.0, **value}
    with contextlib.suppress(ConfigurationError):
        return config_from(value)
    config = TrainingConfig(validation_fraction=0.0)
    for name in sorted(_SETTINGS & set(value)):
        with contextlib.suppress(ConfigurationError, TypeError):
            config = config_from({**config.as_dict(), name: value[name]})
    return config


def _each(value: object, parse: Callable[[Mapping[str, Any]], _Parsed]) -> Iterator[_Parsed]:
    """Each of a list that can be understood."""
    for item in value if isinstance(value, list) else ():
        with contextlib.suppress(KeyError, TypeError, ValueError, OverflowError, ConfigurationError):
            if isinstance(item, dict):
                yield parse(item)


def _leg_from(item: Mapping[str, Any]) -> Leg:
    return Leg(float(item["epoch"]), config_from(item["config"]))


def _change_from(item: Mapping[str, Any]) -> LiveChange:
    settings = tuple((str(name), float(value)) for name, value in item.items() if name != "epoch")
    return LiveChange(float(item["epoch"]), settings)


def _fine_tuning_from(value: object) -> FineTuning | None:
    if not isinstance(value, dict):
        return None
    return FineTuning(
        rehearsal=_text(value.get("former")),
        config=lenient_config_from(value.get("config")),
        state=_text(value.get("state")),
        epochs=_number(value.get("epochs")) or 0.0,
        step=_number(value.get("step")) or 0.0,
        curves=curves_from(value.get("history")),
    )


def _figures_from(about: Mapping[str, Any], part: str, confusion: object) -> Figures | None:
    accuracy = _number(about.get(f"{part}_accuracy"))
    if accuracy is None:
        return None
    rows = None
    if isinstance(confusion, dict) and part in confusion:
        with contextlib.suppress(TypeError, ValueError, OverflowError):
            counted = np.array(confusion[part], dtype=np.int64)
            rows = tuple(map(tuple, counted.tolist())) if counted.shape == (10, 10) else None
    return Figures(accuracy, _count(about.get(f"{part}_n")), _number(about.get(f"{part}_cost")), rows)


def _sentence(value: object) -> Sentence | None:
    with contextlib.suppress(TypeError, RecursionError):
        return sentence_from(value) if value else None
    return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _MOST
    return float(value) if is_number else None  # type: ignore[arg-type] # is_number says that it is one


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


# Writing


def as_text(description: Mapping[str, Any], *, longest: int) -> str:
    """A description, with ``about`` in it, as JSON of up to so many characters, as long as that can be had.

    The history of a very long run is thinned until it fits: every second point, every fourth, and so on. If all else is
    too long already, there is none.
    """
    text = json.dumps(description)
    about = description["about"]
    history = about.get("history")
    step = 2
    while len(text) > longest and history:
        history = _thinned(about["history"], step) if isinstance(about["history"], list) else []
        kept = {**about, "history": history} if history else {k: v for k, v in about.items() if k != "history"}
        text = json.dumps({**description, "about": kept})
        step *= 2
    return text


def _thinned(history: list[Any], step: int) -> list[Any]:
    """One of ``step`` points and the last, and one of ``step`` of those where digits were watched; none of a few."""
    if step >= len(history):
        return []
    watched = [i for i, point in enumerate(history) if isinstance(point, list) and point and point[-1] is not None]
    kept = {*range(0, len(history), step), *watched[::step], len(history) - 1}
    return [history[i] for i in sorted(kept)]


def _json_of(data: DatasetRef | None) -> dict[str, str] | None:
    return data.as_json() if data is not None and data.content_hash else None  # the name says all


def _figures_as_json(**parts: Figures | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part, figures in parts.items():
        if part != "validation":
            values[f"{part}_n"] = figures.n if figures is not None else 0
        values[f"{part}_accuracy"] = figures.accuracy if figures is not None else None
        values[f"{part}_cost"] = figures.cost if figures is not None else None
    tables = {part: each.confusion for part, each in parts.items() if each is not None}
    confusion = {part: [list(row) for row in table] for part, table in tables.items() if table is not None}
    return {**values, "confusion": confusion}


def _fine_tuning_as_json(learned: FineTuning) -> dict[str, Any]:
    return {
        "former": learned.rehearsal,
        "config": learned.config.as_dict() if learned.config is not None else None,
        "state": learned.state,
        "epochs": learned.epochs,
        "step": learned.step,
        "history": learned.curves.as_json(),
    }


def measured(evaluation: Evaluation | None) -> Figures | None:
    """The figures of an evaluation; ``None`` of none."""
    if evaluation is None:
        return None
    confusion = tuple(tuple(row) for row in evaluation.confusion.tolist())
    return Figures(evaluation.accuracy, evaluation.n, _finite(evaluation.cost), confusion)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


_MOST = 1e300  # of a number that a file tells of
_KEYS = frozenset(
    {
        *ModelMetadata(state="finished").as_json(),
        "recipe",
        "drawings",
        "hand",
    }
)
"""The keys that are known here."""
