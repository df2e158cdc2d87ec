"""A session as it is stored: a pointer to a run, with a drawing, the settings, the digits and the open tab.

All of it is immutable, and arrays in it are never written to: it can be handed to another thread as it is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import reference_from
from engine.errors import ConfigurationError, DataError, SessionError
from engine.ink.framing import Stroke, as_strokes
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.runs.run import Origin, Run, interrupted
from engine.text.sentence import say
from engine.training.config import TrainingConfig, config_from
from engine.training.learning_curves import N_FIELDS, LearningCurves, curves_from
from engine.training.report import Unit

_MOST_POINTS = 1000  # of the curves of the run before: more than a plot is wide


@dataclass(frozen=True, eq=False)
class Session:
    """What a window shows, but for its size and its colors.

    Attributes
    ----------
    run
        The one whose network answers; ``None`` for the bundled one.
    before_fine_tuning
        The networks as they were before each time that they learned the user's drawings, the latest last; ``None`` for
        the bundled one.
    curves_before
        The learning curves of the run before; of many points only some are stored.
    run_before
        The id of that run; empty if it is not known.
    begins_anew
        Whether the next run starts from random weights: a recipe was chosen.
    config, batches_per_second
        The settings of the panel, ``None`` for those of the default recipe, and its limit of speed.
    source, label
        The data set in use, or one that was being read at the end: name or path, and what it is called.
    source_in_use
        The one that was in use then, for the case that the other cannot be read; empty if they are the same.
    strokes
        The drawing, each stroke of shape (n_points, 2) in fractions of the canvas's side.
    view
        The tab that was open.
    problems
        What could not be read, in words; empty for what was not read from a file.
    """

    run: Run | None = None
    before_fine_tuning: tuple[Run | None, ...] = ()
    curves_before: LearningCurves = field(default_factory=LearningCurves)
    run_before: str = ""
    begins_anew: bool = False
    config: TrainingConfig | None = None
    batches_per_second: float = 0.0
    source: str = ""
    label: str = ""
    source_in_use: str = ""
    strokes: tuple[Stroke, ...] = ()
    view: str = ""
    problems: tuple[str, ...] = ()

    @property
    def has_work(self) -> bool:
        """Whether anything in it was made by the user: a network of their own, or a drawing."""
        return self.run is not None or bool(self.before_fine_tuning) or bool(self.strokes)

    def as_json(self) -> dict[str, Any]:
        """All of it but the runs, as JSON can hold it; :func:`session_from` reads it back."""
        return {
            "curves_before": _curves_as_json(self.curves_before),
            "run_before": self.run_before,
            "begins_anew": self.begins_anew,
            "config": self.config.as_dict() if self.config is not None else None,
            "batches_per_second": self.batches_per_second,
            "source": self.source,
            "label": self.label,
            "source_in_use": self.source_in_use,
            "strokes": [stroke.tolist() for stroke in self.strokes],
            "view": self.view,
        }


def session_from(value: Mapping[str, Any]) -> Session:
    """What :meth:`Session.as_json` describes; a part that cannot be read is left out and told of in ``problems``."""
    problems: list[str] = []
    config, batches_per_second = None, 0.0
    strokes: tuple[Stroke, ...] = ()
    try:
        config = config_from(value["config"]) if value.get("config") is not None else None
        batches_per_second = float(value.get("batches_per_second", 0.0))
    except (TypeError, ValueError, ConfigurationError):
        problems.append(str(say("session.the_settings")))
    try:
        strokes = tuple(np.clip(stroke, 0.0, 1.0) for stroke in as_strokes(value.get("strokes", ())))
    except (TypeError, DataError):
        problems.append(str(say("session.the_drawing")))
    return Session(
        curves_before=_curves_from(value.get("curves_before")),
        run_before=_text(value.get("run_before")),
        begins_anew=value.get("begins_anew") is True,
        config=config,
        batches_per_second=batches_per_second,
        source=_text(value.get("source")),
        label=_text(value.get("label")),
        source_in_use=_text(value.get("source_in_use")),
        strokes=strokes,
        view=_text(value.get("view")),
        problems=tuple(problems),
    )


def run_of_version_1(model: Model, points: NDArray[np.float64]) -> Run:
    """A run from the file of a network beside a session of version 1, which had all of it: nothing was in a store yet.

    Parameters
    ----------
    model
        As the file was opened: what only such files say is in ``metadata.other``.
    points
        The learning curves, shape (n_points, 5).

    Raises
    ------
    SessionError
        If the file does not say where the network comes from.
    """
    try:
        other = json.loads(model.metadata.other)
        session = other.pop("session")
        if points.ndim != 2 or points.shape[1] != N_FIELDS or not np.isfinite(points[:, :2]).all():
            raise ValueError(points.shape)
        if session["origin"] not in get_args(Origin):
            raise ValueError(session["origin"])
        metadata = replace(
            model.metadata, n_drawings=int(session["n_drawings"]), other=json.dumps(other) if other else ""
        )
        curves_of = reference_from(session["curves_of"])
        if (
            metadata.fine_tuning is None or curves_of is not None
        ):  # else the report and the points are of the fine-tuning
            about = {
                **metadata.as_json(with_curves=False),
                **_report_of_version_1(session["report"] or {}),
                "changes": session["changes"],
                "unit": session["unit"],
            }
            if session["config"] is not None:
                about["config"] = session["config"]
            data = reference_from(session.get("data", session.get("data_name"))) or metadata.data
            curves = LearningCurves(points, session["unit"], curves_of)
            metadata = interrupted(replace(metadata_from(about), data=data, curves=curves))
        return Run(
            name=str(session["name"]),
            origin=session["origin"],
            model=replace(model, metadata=metadata),
        )
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, ConfigurationError) as error:
        raise SessionError(say("session.no_network")) from error


def _report_of_version_1(report: Mapping[str, Any]) -> dict[str, Any]:
    """What such a session says of the end of a run, as metadata says it."""
    if not report:
        return {}
    parts = {part: report[part] or {} for part in ("train", "test")}
    return {
        "state": report["state"],
        "message": report["message"],
        "ending": None,
        "epochs": report["epoch"],
        "planned_epochs": report["epochs"],
        "n_batches": report["n_batches"],
        "n_fresh": report["n_fresh"],
        **{f"{part}_{name}": parts[part].get(name) for part in parts for name in ("n", "accuracy", "cost")},
        "confusion": {part: each.get("confusion") for part, each in parts.items()},
    }


def _curves_as_json(curves: LearningCurves) -> dict[str, Any] | None:
    if not curves.n_points:
        return None
    thinned = curves.thinned(_MOST_POINTS)
    return {
        "unit": curves.unit,
        "data": curves.data.as_json() if curves.data is not None else None,
        "points": thinned.as_json(),
    }


def _curves_from(value: object) -> LearningCurves:
    if not isinstance(value, dict) or value.get("unit") not in get_args(Unit):
        return LearningCurves()
    return curves_from(value.get("points"), value["unit"], reference_from(value.get("data")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
