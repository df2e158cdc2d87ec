"""What the learning curves' plot shows, as one frozen record: the curves, their end, the run before."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.models.metadata import LiveChange
from engine.training.config import TrainingConfig
from engine.training.continuation import LIVE_SETTINGS, changed_settings
from engine.training.learning_curves import LearningCurves
from engine.training.state import CurveMarks, Leg


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting that was changed in a run, while it went on or before it was continued.

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
    before: object
    after: object


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
    before, before_id
        The curves of the run before; without points if there was none, or if it was counted in something else. And the
        run's id; empty where it is not known.
    has_begun
        Whether a run is under way, its first points perhaps still to come.
    data_name, data_name_before
        The digits that these and those curves are of, where they are not those in use; empty otherwise.
    final_accuracy
        How many of its training digits the network that answers reads right, measured when the run had ended; else
        ``None``.
    final_loss
        Its loss on them, measured at the same time; ``None`` where only the cost with weight decay is known.
    has_decay
        Whether the run has weight decay, which these losses are without.
    """

    curves: LearningCurves = field(default_factory=LearningCurves)
    planned_end: float = 1.0
    marks: CurveMarks = field(default_factory=CurveMarks)
    changes: tuple[SettingChange, ...] = ()
    before: LearningCurves = field(default_factory=LearningCurves)
    has_begun: bool = False
    data_name: str = ""
    data_name_before: str = ""
    before_id: str = ""
    final_accuracy: float | None = None
    final_loss: float | None = None
    has_decay: bool = False


def setting_changes(
    config: TrainingConfig, legs: Sequence[Leg], changes: Sequence[LiveChange]
) -> Iterator[SettingChange]:
    """The changes of a run with the values before them, the earliest first.

    Parameters
    ----------
    config
        The settings of the run, for a run of which no legs are known.
    legs
        Its legs, each with the settings that it began with.
    changes
        What was changed while it went on, the earliest first.
    """
    first, *further = legs or [Leg(0.0, config)]
    config, values = first.config, _live_values(first.config)
    to_come = list(further)

    def begun_by(epoch: float) -> Iterator[SettingChange]:
        nonlocal config, values
        while to_come and to_come[0].first_epoch <= epoch:
            leg = to_come.pop(0)
            before, after = values, _live_values(leg.config)
            for name in LIVE_SETTINGS:
                if before[name] != after[name]:
                    yield SettingChange(leg.first_epoch, name, before[name], after[name])
            for name in changed_settings(config, leg.config):
                if name != "epochs":  # that the plan goes further is what another leg means
                    yield SettingChange(leg.first_epoch, name, getattr(config, name), getattr(leg.config, name))
            config, values = leg.config, after

    for change in changes:
        yield from begun_by(change.epoch)
        for name, after in change.settings:
            if name in values and values[name] != after:
                yield SettingChange(change.epoch, name, values[name], after)
                values[name] = after
    yield from begun_by(math.inf)


def _live_values(config: TrainingConfig) -> dict[str, float]:
    return {name: getattr(config, name) for name in LIVE_SETTINGS}
