"""Runs as tables for other programs: a row a run, and the learning curves of one."""

import csv
import io
import math
from collections.abc import Iterable
from typing import Any

from engine.models.metadata import Figures
from engine.runs.summary import SETTINGS, RunSummary, differing_settings
from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint

_COLUMNS = (
    *("number", "id", "name", "note", "starred", "created", "data", "network", "n_parameters", "epochs", "seconds"),
    *("state", "train_accuracy", "validation_accuracy", "test_accuracy", "train_cost", "validation_loss", "test_loss"),
    *("recipe", "sweep"),
)
"""What tables tell of a run before its settings; the training cost has weight decay in it, the losses have not."""


def summary_as_json(run: RunSummary) -> dict[str, Any]:
    """A run as it is listed, as JSON can hold it."""
    return {
        "id": run.id,
        "number": run.number,
        "name": run.name,
        "note": run.note,
        "starred": run.is_starred,
        "created": run.created,
        "data": run.data.name if run.data is not None else None,
        "settings": _settings(run) or None,
        "network": run.architecture,
        "n_parameters": run.n_parameters,
        "epochs": None if math.isnan(run.epochs) else run.epochs,
        "seconds": run.seconds,
        "state": run.state,
        **_figures(run),
        "recipe": run.recipe or None,
        "sweep": run.sweep or None,
    }


def runs_csv(runs: Iterable[RunSummary]) -> str:
    """A row a run, in the order given: what it is, what it came to, and the settings in which these runs differ.

    The setting "epochs" has the column "planned_epochs": "epochs" is how far the run came.
    """
    listed = list(runs)
    settings = [name for name in differing_settings(listed) if name in SETTINGS]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_COLUMNS, *("planned_epochs" if name == "epochs" else name for name in settings)])
    for run in listed:
        row, chosen = summary_as_json(run), _settings(run)
        writer.writerow([_cell(row[name]) for name in _COLUMNS] + [_cell(chosen.get(name)) for name in settings])
    return text.getvalue()


def curves_csv(curves: LearningCurves) -> str:
    """The learning curves: a row a point; what was not measured stays empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([curves.unit, *HistoryPoint._fields[1:]])
    for point in curves.as_json():
        writer.writerow([_cell(value) for value in point])
    return text.getvalue()


def _settings(run: RunSummary) -> dict[str, Any]:
    """The settings by their names, as JSON can hold them; none where they are not known."""
    values = (list(value) if isinstance(value, tuple) else value for value in run.settings)
    return dict(zip(SETTINGS, values, strict=True)) if run.settings else {}


def _figures(run: RunSummary) -> dict[str, float | None]:
    parts: tuple[tuple[str, str, Figures | None], ...] = (
        ("train", "cost", run.train),
        ("validation", "loss", run.validation),
        ("test", "loss", run.test),
    )
    return {
        **{f"{part}_accuracy": each.accuracy if each is not None else None for part, _, each in parts},
        **{f"{part}_{what}": each.cost if each is not None else None for part, what, each in parts},
    }


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else value
