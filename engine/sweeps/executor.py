"""What computes the runs of a sweep: one small interface, for one process, for several, and for several machines."""

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.data.dataset import Dataset
from engine.errors import ConfigurationError
from engine.sweeps.job import Job, Outcome, Progress
from engine.text.sentence import Sentence, say


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that computed a job is gone; the job can be given out again.

    Attributes
    ----------
    index
        Of the job.
    reason
        What happened, for people.
    """

    index: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the user should know: a worker that cannot be used, say."""

    text: Sentence


Message: TypeAlias = Progress | Outcome | Lost | Remark


class Executor(ABC):
    """Computes jobs, as many at a time as it has slots, each with one thread in a process that computes no other.

    All of it is called from the sweep's thread: :meth:`open` first, then :meth:`submit` and :meth:`next_message` in turn,
    and :meth:`close` in the end, whatever happened.
    """

    @abstractmethod
    def open(self, digits: Mapping[str, Dataset]) -> None:
        """Get ready; every worker is given the digits once, when it first needs them.

        Raises
        ------
        SweepError
            If there is nobody to compute anything.
        """

    @property
    @abstractmethod
    def n_slots(self) -> int:
        """How many jobs can be computed at a time; may change."""

    @abstractmethod
    def submit(self, job: Job) -> None:
        """Begin a job; there must be a slot that is free."""

    @abstractmethod
    def next_message(self, timeout_s: float) -> Message | None:
        """What was told next; ``None`` if nothing is within the time.

        Raises
        ------
        SweepError
            If nobody is left to compute anything.
        """

    def pause(self) -> None:  # noqa: B027 - not everybody can
        """Hold the runs that are under way, where that can be done."""

    def resume(self) -> None:  # noqa: B027
        """Let them go on."""

    @abstractmethod
    def close(self) -> None:
        """Drop what is under way, and end every process that was started."""


MOST_WORKERS = 1024
"""Processes that a command may be asked for."""


def workers_wanted(asked: int | None) -> int:
    """How many processes a command starts: as many as it was asked for, by default one for each core.

    Raises
    ------
    ConfigurationError
        If it was asked for none, or for far too many.
    """
    if asked is not None and not 1 <= asked <= MOST_WORKERS:
        raise ConfigurationError(say("sweep.worker_count", most=MOST_WORKERS, got=asked))
    return asked or n_cores()


def n_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1
