"""A run: which digits, which settings and which start, its curves, its network, and how it ended."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import numpy as np

from engine.models.metadata import Figures, ModelMetadata
from engine.models.model import Model
from engine.text.sentence import say
from engine.training.checkpoints import Checkpoint
from engine.training.metrics import Evaluation
from engine.training.report import TrainingReport

Origin = Literal["bundled", "file", "random", "training"]
"""Where a network comes from: bundled with the program, opened from a file, random, or trained here."""


def new_run_id() -> str:
    """An id that no other run has, on this computer or another; ids sort by the time at which they were made."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def now() -> str:
    """The time in UTC, as runs have it: ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """What tells runs from each other, in a list too.

    Attributes
    ----------
    id
        See :func:`new_run_id`.
    number
        For people, counted up by the store; 0 until the run is stored, and for a network that was only opened.
    name, note, is_starred
        The user's own; the name of a network that was opened is that of its file.
    created
        When it began: ISO 8601, UTC.
    seconds
        How long it has taken, pauses left out.
    origin
        Where its network comes from. Only "training" is a run in the narrow sense; the others are stored as long as a
        session points to them, unless they learned drawings.
    """

    id: str = field(default_factory=new_run_id)
    number: int = 0
    name: str = ""
    note: str = ""
    is_starred: bool = False
    created: str = field(default_factory=now)
    seconds: float = 0.0
    origin: Origin = "training"


def record_fields(value: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    """The fields of a :class:`RunRecord` as the file of a run has them; ``id`` is the name of its folder.

    Raises
    ------
    KeyError, TypeError, ValueError
        If they are not there, or are none.
    """
    if value["origin"] not in get_args(Origin):
        raise ValueError(value["origin"])
    return {
        "id": run_id,
        "number": int(value["number"]),
        "name": str(value["name"]),
        "note": str(value["note"]),
        "is_starred": value["starred"] is True,
        "created": str(value["created"]),
        "seconds": float(value["seconds"]),
        "origin": value["origin"],
    }


@dataclass(frozen=True, eq=False, kw_only=True)
class Run(RunRecord):
    """A run with its network.

    Attributes
    ----------
    model
        The network. Its metadata has the digits, the settings, legs and live changes, the curves, the figures, and how the
        run ended; its state is what it takes to go on as if the run had never stopped.
    checkpoints
        Its networks at moments on the way, the earliest first; ``None`` where they were not read, and those that are
        stored stay as they are.
    """

    model: Model
    checkpoints: tuple[Checkpoint, ...] | None = None

    @property
    def metadata(self) -> ModelMetadata:
        """What is known of the network."""
        return self.model.metadata

    @property
    def is_bundled(self) -> bool:
        """Whether it is the network that came with the program, just as it came."""
        return self.origin == "bundled" and not self.metadata.n_drawings

    @property
    def has_learned(self) -> bool:
        """Whether it belongs in a list of runs: something was learned in it here."""
        return self.origin == "training" or self.metadata.n_drawings > 0

    def report(self) -> TrainingReport | None:
        """The last report of the run, as far as it was stored; ``None`` if there was no run."""
        about = self.metadata
        if not about.state:
            return None
        return TrainingReport(
            state=about.state,
            message=about.ending,
            architecture=self.model.parameters.architecture,
            parameters=self.model.parameters.flat,
            scaling=self.model.scaling,
            points=(),
            epoch=about.epochs or 0.0,
            epochs=about.planned_epochs or about.epochs or 0.0,
            unit=about.unit,
            n_batches=about.n_batches,
            samples_per_second=0.0,
            seconds_left=float("nan"),
            n_streamed=about.n_streamed,
            legs=about.legs,
            train_evaluation=_evaluation(about.train),
            test_evaluation=_evaluation(about.test),
        )


def interrupted(metadata: ModelMetadata) -> ModelMetadata:
    """The same of a run that is not under way any more, as the program has ended."""
    if not metadata.is_under_way:
        return metadata
    return replace(metadata, state="stopped", ending=say("session.interrupted"))


def broken_off(metadata: ModelMetadata) -> ModelMetadata:
    """The same of a run that ended amid its work, by an error of ours or for want of memory."""
    return replace(metadata, state="stopped", ending=say("training.broke_off"))


def _evaluation(figures: Figures | None) -> Evaluation | None:
    if figures is None or figures.confusion is None or figures.cost is None:
        return None
    return Evaluation(figures.n, figures.accuracy, figures.cost, np.array(figures.confusion, dtype=np.int64))
