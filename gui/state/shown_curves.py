"""What the learning curves' plot shows, as one frozen record: the curves, their end, the run before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.models.metadata import LiveChange
from engine.training.config import TrainingConfig
from engine.training.continuation import LIVE_SETTINGS
from engine.training.learning_curves import LearningCurves
from engine.training.state import CurveMarks, Leg


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting that was changed while a run went on.

    Attributes
    ----------
    epoch
        When.
    name
        Its name in :class:`engine.training.config.TrainingConfig`.
    before, after
        Its values.
    """

    epoch: float
    name: str
    before: float
    after: float


@dataclass(frozen=True, eq=False)
class ShownCurves:
    """The learning curves at one moment.

    Attributes
    ----------
    curves
        All points so far.
    planned_end
        The epoch at which the run is to end: the axis goes that far from the start.
    marks, changes
        Where further legs begin, which network answers, and what was changed when.
    before
        The curves of the run before; without points if there was none, or if it was counted in something else.
    has_begun
        Whether a run is under way, its first points perhaps still to come.
    data_name, data_name_before
        The digits that these and those curves are of, where they are not those in use; empty otherwise.
    """

    curves: LearningCurves = field(default_factory=LearningCurves)
    planned_end: float = 1.0
    marks: CurveMarks = field(default_factory=CurveMarks)
    changes: tuple[SettingChange, ...] = ()
    before: LearningCurves = field(default_factory=LearningCurves)
    has_begun: bool = False
    data_name: str = ""
    data_name_before: str = ""


def setting_changes(
    config: TrainingConfig, legs: Sequence[Leg], changes: Sequence[LiveChange]
) -> Iterator[SettingChange]:
    """The changes of a run with the values before them.

    Parameters
    ----------
    config
        The settings of the run, for a run of which no legs are known.
    legs
        Its legs, each with the settings that it began with.
    changes
        What was changed while it went on, the earliest first.
    """
    values = {name: getattr(config, name) for name in LIVE_SETTINGS}
    to_come = list(legs)
    for change in changes:
        while to_come and to_come[0].first_epoch <= change.epoch:
            values = {name: getattr(to_come[0].config, name) for name in LIVE_SETTINGS}
            del to_come[0]
        for name, after in change.settings:
            if name in values and values[name] != after:
                yield SettingChange(change.epoch, name, values[name], after)
                values[name] = after
