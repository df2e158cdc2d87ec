"""A session as it is kept from one start of the program to the next, and how it is put into JSON.

All of it is immutable, and arrays in it are never written to: it can be handed to another thread as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, cast, get_args

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import DatasetRef, reference_from
from engine.errors import ConfigurationError, DataError, SessionError
from engine.ink.framing import Stroke, as_strokes
from engine.models.metadata import describe_run
from engine.models.model import Model
from engine.text.sentence import say, sentence_from
from engine.training.config import TrainingConfig
from engine.training.metrics import Evaluation
from engine.training.report import HistoryPoint, State, TrainingReport, Unit

Origin = Literal["bundled", "file", "random", "training"]
"""Where a network comes from: bundled with the program, opened from a file, random, or trained here."""
N_FIELDS = len(HistoryPoint._fields)
_SETTINGS = {setting.name for setting in fields(TrainingConfig)}


@dataclass(frozen=True, eq=False)
class KeptNetwork:
    """A network with all that the window shows of it.

    Attributes
    ----------
    model
        The network; ``about`` is what its file says, or what is known of its run.
    origin, name
        Where it comes from, and the name of its file; empty for none.
    data
        The digits that it was trained on here; ``None`` for none.
    n_drawings
        How many of the user's drawings it has learned.
    config, changes
        The settings of its run, and what was changed in it.
    points
        Its learning curves, shape (n_points, 5), float64: rows of :class:`HistoryPoint`.
    unit, curves_of
        What they are counted in, and the digits that they are of.
    report
        The last one of its run; ``None`` without any.
    """

    model: Model
    origin: Origin
    name: str = ""
    data: DatasetRef | None = None
    n_drawings: int = 0
    config: TrainingConfig | None = None
    changes: tuple[Mapping[str, float], ...] = ()
    points: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, N_FIELDS)))
    unit: Unit = "epoch"
    curves_of: DatasetRef | None = None
    report: TrainingReport | None = None

    def without_curves(self) -> "KeptNetwork":
        """The same with no learning curves."""
        return replace(self, points=self.points[:0], curves_of=None)

    def is_same_as(self, other: "KeptNetwork") -> bool:
        """Whether the other holds the same: arrays and reports are compared by what they are, not by their numbers."""
        plain = ("origin", "name", "data", "n_drawings", "config", "changes", "unit", "curves_of")
        return (
            self.model.parameters is other.model.parameters
            and self.report is other.report
            and len(self.points) == len(other.points)
            and all(getattr(self, name) == getattr(other, name) for name in plain)
        )


@dataclass(frozen=True, eq=False)
class KeptSession:
    """What a window shows, but for its size and its colors.

    Attributes
    ----------
    network
        The one that answers; ``None`` for the bundled one.
    before_fine_tuning
        The networks as they were before each time that they learned the user's drawings, the latest last; ``None`` for
        the bundled one.
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

    network: KeptNetwork | None = None
    before_fine_tuning: tuple[KeptNetwork | None, ...] = ()
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
        return self.network is not None or bool(self.before_fine_tuning) or bool(self.strokes)


# The network: what its file says beside what every model file says


def describe_network(kept: KeptNetwork) -> dict[str, Any]:
    """``about`` for the file of a kept network: what any saved network says of itself but its curves, and the rest."""
    about = kept.model.about
    if kept.origin == "training" and kept.report is not None and not kept.n_drawings:
        about = describe_run(kept.report, kept.config, data=kept.data, points=(), changes=kept.changes)
        del about["history"]  # kept as an array
    session = {
        "origin": kept.origin,
        "name": kept.name,
        "data": kept.data.as_json() if kept.data is not None else None,
        "n_drawings": kept.n_drawings,
        "config": kept.config.as_dict() if kept.config is not None else None,
        "changes": [dict(change) for change in kept.changes],
        "unit": kept.unit,
        "curves_of": kept.curves_of.as_json() if kept.curves_of is not None else None,
        "report": _report_as_json(kept.report) if kept.report is not None else None,
    }
    return {**about, "session": session}


def network_from(model: Model, points: NDArray[np.float64]) -> KeptNetwork:
    """A kept network from its file; a run that was under way has ended.

    Raises
    ------
    SessionError
        If the file says something else than :func:`describe_network` does.
    """
    try:
        about = dict(model.about)
        session = about.pop("session")
        model = replace(model, about=about)
        if points.ndim != 2 or points.shape[1] != N_FIELDS or not np.isfinite(points[:, :2]).all():
            raise SessionError(f"learning curves are rows of {N_FIELDS} numbers, got {points.shape}")
        return KeptNetwork(
            model,
            _one_of(session["origin"], get_args(Origin)),
            name=str(session["name"]),
            data=reference_from(session["data"] if "data" in session else session["data_name"]),
            n_drawings=int(session["n_drawings"]),
            config=config_from(session["config"]),
            changes=tuple({str(name): float(value) for name, value in change.items()} for change in session["changes"]),
            points=points,
            unit=_one_of(session["unit"], get_args(Unit)),
            curves_of=reference_from(session["curves_of"]),
            report=_report_from(session["report"], model),
        )
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, ConfigurationError) as error:
        raise SessionError(f"it does not say where the network comes from ({type(error).__name__})") from error


def _report_as_json(report: TrainingReport) -> dict[str, Any]:
    return {
        "state": report.state,
        "message": report.message.as_json() if report.message is not None else "",
        "epoch": report.epoch,
        "epochs": report.epochs,
        "unit": report.unit,
        "n_batches": report.n_batches,
        "n_fresh": report.n_streamed,
        "train": _evaluation_as_json(report.train_evaluation),
        "test": _evaluation_as_json(report.test_evaluation),
    }


def _report_from(value: Any, model: Model) -> TrainingReport | None:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    state: State = _one_of(value["state"], get_args(State))
    is_over = state in ("finished", "stopped", "failed")
    return TrainingReport(
        state=state if is_over else "stopped",
        message=sentence_from(value["message"]) if is_over else say("session.interrupted"),
        architecture=model.parameters.architecture,
        parameters=model.parameters.flat,
        scaling=model.scaling,
        points=(),
        epoch=float(value["epoch"]),
        epochs=float(value["epochs"]),
        unit=_one_of(value["unit"], get_args(Unit)),
        n_batches=int(value["n_batches"]),
        samples_per_second=0.0,
        seconds_left=float("nan"),
        n_streamed=int(value["n_fresh"]),
        train_evaluation=_evaluation_from(value["train"]),
        test_evaluation=_evaluation_from(value["test"]),
    )


def _evaluation_as_json(evaluation: Evaluation | None) -> dict[str, Any] | None:
    if evaluation is None:
        return None
    return {
        "n": evaluation.n,
        "accuracy": evaluation.accuracy,
        "cost": evaluation.cost,
        "confusion": evaluation.confusion.tolist(),
    }


def _evaluation_from(value: Any) -> Evaluation | None:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    confusion = np.array(value["confusion"], dtype=np.int64).reshape(10, 10)
    return Evaluation(int(value["n"]), float(value["accuracy"]), float(value["cost"]), confusion)


# All else


def describe_rest(kept: KeptSession) -> dict[str, Any]:
    """All of a session but its networks, as JSON can hold it."""
    return {
        "begins_anew": kept.begins_anew,
        "config": kept.config.as_dict() if kept.config is not None else None,
        "batches_per_second": kept.batches_per_second,
        "source": kept.source,
        "label": kept.label,
        "source_in_use": kept.source_in_use,
        "strokes": [stroke.tolist() for stroke in kept.strokes],
        "view": kept.view,
    }


def rest_from(value: Mapping[str, Any]) -> KeptSession:
    """What :func:`describe_rest` describes; a part that cannot be read is left out and told of in ``problems``."""
    problems: list[str] = []
    config, batches_per_second = None, 0.0
    strokes: tuple[Stroke, ...] = ()
    try:
        config = config_from(value.get("config"))
        batches_per_second = float(value.get("batches_per_second", 0.0))
    except (TypeError, ValueError, AttributeError, ConfigurationError):
        problems.append("the settings")
    try:
        strokes = tuple(np.clip(stroke, 0.0, 1.0) for stroke in as_strokes(value.get("strokes", ())))
    except (TypeError, DataError):
        problems.append("the drawing")
    return KeptSession(
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


def config_from(value: Any) -> TrainingConfig | None:  # noqa: ANN401 - whatever JSON holds
    """Settings as :meth:`TrainingConfig.as_dict` gives them; those that are not known here are left out.

    Raises
    ------
    ConfigurationError, TypeError, AttributeError
        If they are none.
    """
    if value is None:
        return None
    known = {name: setting for name, setting in value.items() if name in _SETTINGS}
    if "hidden_layers" in known:
        known["hidden_layers"] = tuple(known["hidden_layers"])
    return TrainingConfig().with_values(**known)


def _one_of(value: object, choices: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of the choices
    if value not in choices:
        raise ValueError(value)
    return cast("Any", value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
