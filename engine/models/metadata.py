"""What a model file says of its network beside the numbers: ``Model.about``, made in one place for all who train.

A run leaves these keys; all are for people and for whoever trains the network further, none is needed to read digits:

====================================  ==============================================================================
``program_version``                   of the program that wrote it
``data``                              name of the data set: one that ``main.py data`` lists, or that of a file
``dataset``                           which it is: :class:`engine.data.reference.DatasetRef`, without the folders of a file
``config``                            the settings, as :meth:`engine.training.config.TrainingConfig.as_dict`, seeds included
``changes``                           settings that were changed while it ran: each with the ``epoch`` of the change
``recipe``                            its name, where one was named
``state``, ``message``                how the run ended, or that it goes on
``epochs``, ``unit``, ``n_batches``   how far it came, what that is counted in, and its steps
``n_fresh``                           digits that came in while it ran
``train_n``, ``test_n``               how many digits were trained and tested on
``train_accuracy``, ``train_cost``    on what was trained on, at the end
``validation_accuracy``               on what was watched, last
``test_accuracy``                     on the test digits, at the end
``history``                           the learning curves: rows of :class:`engine.training.report.HistoryPoint`
``drawings``                          how many drawings it has learned
``hand``                              how it learned them: see :func:`describe_fine_tuning`
====================================  ==============================================================================

A number that was not measured, or is not finite, is null. A network with random weights has ``config`` and ``epochs`` 0.
Files of older versions, and other people's, may hold less, more, or anything at all: who uses a key checks it.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine import VERSION
from engine.data.reference import DatasetRef, reference_from
from engine.data.registry import is_named
from engine.training.config import TrainingConfig
from engine.training.report import HistoryPoint, TrainingReport, plain_points

_FIGURES = ("train_accuracy", "train_cost", "validation_accuracy", "test_accuracy")


def describe_run(
    report: TrainingReport,
    config: TrainingConfig | None,
    *,
    data: DatasetRef | None,
    points: Sequence[HistoryPoint],
    changes: Sequence[Mapping[str, float]] = (),
) -> dict[str, Any]:
    """What is known of a network that a run has trained, or trains.

    Parameters
    ----------
    report
        The last one of the run.
    config
        Its settings; ``None`` if they are not known.
    data
        Which digits it learned; ``None`` if that is not known.
    points
        The learning curves of the network since its random start.
    changes
        What was changed while it ran: settings by name, and the epoch.
    """
    on_train, on_test = report.train_evaluation, report.test_evaluation
    watched = [point.validation_accuracy for point in points if math.isfinite(point.validation_accuracy)]
    return {
        "program_version": VERSION,
        "data": data.name if data is not None else "",
        "dataset": _without_folders(data).as_json() if data is not None else None,
        "config": config.as_dict() if config is not None else None,
        "changes": [dict(change) for change in changes],
        "state": report.state,
        "message": report.message.as_json() if report.message is not None else "",
        "epochs": report.epoch,
        "unit": report.unit,
        "n_batches": report.n_batches,
        "n_fresh": report.n_streamed,
        "train_n": on_train.n if on_train is not None else 0,
        "train_accuracy": on_train.accuracy if on_train is not None else None,
        "train_cost": on_train.cost if on_train is not None and math.isfinite(on_train.cost) else None,
        "validation_accuracy": watched[-1] if watched else None,
        "test_n": on_test.n if on_test is not None else 0,
        "test_accuracy": on_test.accuracy if on_test is not None else None,
        "history": plain_points(points),
    }


def describe_random(config: TrainingConfig) -> dict[str, Any]:
    """What is known of a network with the random weights that a run with these settings starts from."""
    return {"program_version": VERSION, "config": config.as_dict(), "epochs": 0.0}


def describe_fine_tuning(
    report: TrainingReport, config: TrainingConfig, *, rehearsal: str, step: float, points: Iterable[HistoryPoint]
) -> dict[str, Any]:
    """How a network has learned drawings: the value of ``hand``.

    Parameters
    ----------
    report, config, points
        Of the run that fine-tuned it.
    former
        The name of the digits that the drawings were mixed with.
    step
        How far the network went, of the way to what it learned.
    """
    return {
        "former": rehearsal,
        "config": config.as_dict(),
        "state": report.state,
        "epochs": report.epoch,
        "step": step,
        "history": plain_points(points),
    }


def learned_data(about: Mapping[str, Any]) -> DatasetRef | None:
    """Which digits a network learned, by what its file says; older files have but a name."""
    return reference_from(about.get("dataset")) or reference_from(about.get("data"))


def _without_folders(data: DatasetRef) -> DatasetRef:
    """The same digits for a file that may be given to others: where they lie is nobody's business."""
    return data if is_named(data.source) else DatasetRef("", data.content_hash, data.name)


def without_figures(about: Mapping[str, Any]) -> dict[str, Any]:
    """The same without what was measured on the network as it was before it learned something else."""
    return {key: value for key, value in about.items() if key not in _FIGURES}


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
