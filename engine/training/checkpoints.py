"""Checkpoints of a run: its network at moments that are spread evenly in log time, so that its learning can be replayed.

They are taken in the run, not by whoever watches it: no watcher is slow enough to miss one.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from engine.nn.activations import Floats
from engine.training.config import TrainingConfig
from engine.training.continuation import LIVE_SETTINGS
from engine.training.control import LiveSettings

MOST = 64
"""Checkpoints of one run at most."""
MAX_BYTES = 8_000_000
"""What the parameters in them take together at most, unless that leaves fewer than :data:`LEAST`."""
LEAST = 8
"""So many are kept of larger networks, too: with fewer there would be nothing to look back on."""
MAX_BYTES_OF_LARGE = 64_000_000
"""What they take together then: networks above 8 MB have fewer than :data:`LEAST`, those above 32 MB have none."""
_ROUNDING = 1e-6  # a mark that is missed by no more than this is passed


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """The network of a run at one moment.

    Attributes
    ----------
    epoch
        When: the place on the learning curves, in the unit of the run.
    n_batches
        Steps that the run had taken by then.
    parameters
        The flat vector, shape (n_parameters,), in the precision of the run; never written to again.
    settings
        Names and values of the settings in use that had been changed since the leg began.
    """

    epoch: float
    n_batches: int
    parameters: Floats
    settings: tuple[tuple[str, float], ...] = ()

    @property
    def log_time(self) -> float:
        """The place on an axis of log time: log(1 + epoch)."""
        return math.log1p(self.epoch)


class CheckpointRecorder:
    """Decides when checkpoints are taken, and keeps the best spread of them.

    The axis of log time up to the planned end is divided evenly, and one is taken as soon as the next mark is passed. When
    there are more than may be kept, as a run goes on beyond its plan, the one goes whose neighbors are nearest to each
    other. Which ones are kept depends on nothing but the moments at which they were taken.

    Attributes
    ----------
    checkpoints
        What is kept, the earliest first: the first of the run always, and from :meth:`end` on the last.
    due_at
        The epoch from which on the next is to be taken; infinite if none can be kept.

    Parameters
    ----------
    former
        Checkpoints of a run that goes on.
    """

    def __init__(self, former: Iterable[Checkpoint] = ()) -> None:
        self.checkpoints = tuple(former)
        self.due_at = math.inf
        self._most = 0
        self._gap = math.inf

    def begin(self, parameters: Floats, *, first_epoch: float, planned_end: float) -> None:
        """Get ready for a leg of a run: of what is kept, what is of another network or later than this goes.

        Parameters
        ----------
        parameters
            Those that are trained; only their number and their precision count.
        first_epoch, planned_end
            Where the leg goes on from, and where it is to end.
        """
        self._most = most_checkpoints(parameters.nbytes)
        kept = (
            each
            for each in self.checkpoints
            if each.epoch <= first_epoch and each.parameters.shape == parameters.shape and self._most
        )
        self.checkpoints = tuple(kept)
        if not self._most:
            return
        self._gap = math.log1p(max(planned_end, first_epoch)) / (self._most - 1)
        self._set_due()

    def take(
        self, epoch: float, n_batches: int, parameters: Floats, settings: tuple[tuple[str, float], ...] = ()
    ) -> None:
        """Keep a copy of the network of this moment, unless it is not later than the last one."""
        checkpoints = self.checkpoints
        if not self._most or (checkpoints and epoch <= checkpoints[-1].epoch):
            self._set_due()
            return
        copy = parameters.copy()
        copy.flags.writeable = False
        self.checkpoints = thinned((*checkpoints, Checkpoint(epoch, n_batches, copy, settings)), self._most)
        self._set_due()

    def _set_due(self) -> None:
        if not self._most:
            self.due_at = math.inf
        elif not self.checkpoints:
            self.due_at = -math.inf
        else:
            passed = math.floor(self.checkpoints[-1].log_time / self._gap + _ROUNDING) if self._gap else 0
            self.due_at = math.expm1((passed + 1) * self._gap)


def most_checkpoints(n_bytes: int) -> int:
    """How many checkpoints of so many bytes each are kept of a run: none, or at least the first and the last."""
    n_bytes = max(n_bytes, 1)
    most = max(min(MOST, MAX_BYTES // n_bytes), min(LEAST, MAX_BYTES_OF_LARGE // n_bytes))
    return most if most >= 2 else 0


def thinned(checkpoints: tuple[Checkpoint, ...], most: int) -> tuple[Checkpoint, ...]:
    """So many of them, the first and the last among them, spread as evenly in log time as taking away one by one allows."""
    if len(checkpoints) <= max(most, 2):
        return checkpoints
    kept = list(checkpoints)
    times = [each.log_time for each in kept]
    while len(kept) > max(most, 2):
        inner = range(1, len(kept) - 1)
        crowded = min(inner, key=lambda i: times[i + 1] - times[i - 1])
        del kept[crowded], times[crowded]
    return tuple(kept)


def changed_since(config: TrainingConfig, settings: LiveSettings) -> tuple[tuple[str, float], ...]:
    """Names and values of the settings in use that are not as the configuration has them."""
    now = ((name, float(getattr(settings, name))) for name in LIVE_SETTINGS)
    return tuple((name, value) for name, value in now if value != getattr(config, name))
