"""Lets each call fail in turn while something is kept, kills the process at it, or cuts the power after it, and looks.

What was confirmed must be there, whole, and what was under way as it was before or as it is after; a call that fails must
be told in one sentence that names the file and the cause, and the same step must succeed when it is tried again.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import DigitLabError
from tests.fuzzing.trial import fault_of_sentence
from tests.soundness.file_calls import Killed, close_files, refusal, watched
from tests.soundness.kept import Kept, State
from tests.soundness.simulated_disk import SimulatedDisk, Tree, write_tree
from tests.soundness.sqlite_calls import sqlite_watched

KILL = 0
"""In the place of an error: the process is killed at the call."""
_MOST_CALLS = 2000
_NOT_CHANGING = ("read", "list", "lock", "close")


@dataclass
class Tally:
    """What came of the trials of one kind.

    Attributes
    ----------
    calls
        Calls that were refused, or before which the power was cut.
    trials
        Looks at what was left.
    told
        Refusals that the user was told of; the others did no harm.
    faults
        What was not as it had to be, a line each.
    """

    calls: int = 0
    trials: int = 0
    told: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class _Refusal:
    """Refuses the n-th call; if the process is killed at it, all that follow."""

    at: int
    error: int
    n_calls: int = 0
    what: str = ""
    path: Path = Path()

    @property
    def has_happened(self) -> bool:
        return self.n_calls >= self.at

    def __call__(self, what: str, path: Path) -> None:
        self.n_calls += 1
        if self.n_calls == self.at:
            self.what, self.path = what, path
            if self.error != KILL:
                raise refusal(self.error, path)
        if self.has_happened and self.error == KILL:
            raise Killed


class Trials:
    """The trials of one kind of thing; to be closed.

    Parameters
    ----------
    kind
        Which.
    """

    def __init__(self, kind: type[Kept]) -> None:
        self._kind = kind
        self._folder = tempfile.TemporaryDirectory(prefix="digit-lab-sound-")
        self._n_bases = 0
        self._prepared = self._new_base()
        kind.prepare(self._prepared)
        self._states: list[State] = []
        self.calls: list[str] = []
        """All that is done when nothing fails."""
        self._rehearse()

    def close(self) -> None:
        """Delete what was written."""
        self._folder.cleanup()

    def _new_base(self) -> Path:
        self._n_bases += 1
        base = Path(self._folder.name) / str(self._n_bases)
        base.mkdir()
        return base

    @contextmanager
    def _base(self, content: Path | None = None) -> Iterator[Path]:
        """A user's data folder of its own, with this in it; gone afterwards."""
        base = self._new_base()
        try:
            if content is not None:
                shutil.copytree(content, base, dirs_exist_ok=True)
            yield base
        finally:
            shutil.rmtree(base)

    def _look(self, base: Path) -> State:
        """What is there; a look may tidy up, which is not to be seen."""
        with self._base(base) as copy:
            return self._kind.look(copy)

    def _rehearse(self) -> None:
        """Take every step without a fault, and note what is there after each."""

        def note(what: str, path: Path) -> None:
            self.calls.append(f"{what} {path.name}")

        with self._base(self._prepared) as base:
            self._states.append(self._look(base))
            kept = self._kind(base)
            for _, step in kept.steps:
                with watched(base, note), sqlite_watched(note):
                    step()
                self._states.append(self._look(base))
            kept.close()

    def _faults(self, base: Path, step: int, *, is_done: bool) -> list[str]:
        """What is not there that was confirmed, and what of the step under way is neither as before nor as after it."""
        try:
            found = self._look(base)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody's work does not open
            return [f"what is there does not open: {type(error).__name__}: {error}"]
        earlier, later = self._states[step], self._states[step + 1]
        faults = []
        for part in sorted({*found, *earlier, *later}):
            allowed = [later.get(part)] if is_done else [earlier.get(part), later.get(part)]
            if found.get(part) not in allowed:
                faults.append(f"{part} is {found.get(part)!r}, expected {' or '.join(map(repr, allowed))}")
        return faults

    # Refusals

    def refuse(self, errors: Sequence[int], *, in_turn: bool = False, every: int = 1) -> Tally:
        """Refuse each call.

        Parameters
        ----------
        errors
            Numbers of the system's errors, and :data:`KILL`; each call is refused with each.
        in_turn
            Each call is refused with one of them instead.
        every
            Of the calls only each so many-th is refused.
        """
        tally = Tally()
        for first, error in enumerate(errors):
            stride = every * len(errors) if in_turn else every
            for at in range(1 + first * every * in_turn, _MOST_CALLS, stride):
                with self._base(self._prepared) as base:
                    trial = _Trial(self, self._kind(base), _Refusal(at, error), tally)
                    trial.run()
                if not trial.refusal.has_happened:
                    break
                tally.calls += 1
        return tally

    # Power cuts

    def cut(self, *, every: int = 1) -> Tally:
        """Cut the power before each call that changes something, and after each step; look at all that may be found."""
        tally = Tally()
        states: dict[tuple[int, bool, tuple[tuple[str, bytes | None], ...]], tuple[Tree, str]] = {}
        with self._base(self._prepared) as base:
            disk, kept, number = SimulatedDisk(base), self._kind(base), 0

            def cut(is_done: bool, moment: str) -> None:
                for how, tree in disk.after_a_power_cut():
                    states.setdefault((number, is_done, tuple(sorted(tree.items()))), (tree, f"{moment}, {how}"))

            def before(what: str, path: Path) -> None:
                if what not in _NOT_CHANGING:
                    tally.calls += 1
                    if tally.calls % every == 0:
                        cut(False, f"before {what} {path.relative_to(base)}")

            names = [name for name, _ in kept.steps]
            for number, (_, step) in enumerate(kept.steps):  # noqa: B007 - as cut uses it
                with watched(base, before, disk), sqlite_watched(before, disk):
                    step()
                cut(True, "afterwards")
            kept.close()
        for (step_number, is_done, _), (tree, how) in states.items():
            with self._base() as after:
                write_tree(tree, after)
                faults = self._faults(after, step_number, is_done=is_done)
            tally.trials += 1
            where = f"{self._kind.title}: power cut in {names[step_number]!r}, {how}"
            tally.faults += [f"{where}: {fault}" for fault in faults]
        return tally


class _Trial:
    """One call that is refused, and what comes of it."""

    def __init__(self, trials: Trials, kept: Kept, refusal: _Refusal, tally: Tally) -> None:
        self.refusal = refusal
        self._trials, self._kept, self._tally = trials, kept, tally
        self._name = ""

    def run(self) -> None:
        """Take all steps; the one that fails is taken once more."""
        for number, (name, step) in enumerate(self._kept.steps):
            self._name = name
            was_over, n_told = self.refusal.has_happened, self._tally.told
            is_taken = self._take(number, step) or (self.refusal.error != KILL and self._take(number, step))
            was_told = self._tally.told > n_told  # and looked at then, and once more in the end
            if self.refusal.has_happened and not (is_taken and (was_over or was_told)):
                self._look(number, is_done=is_taken)
            if not is_taken:
                break
        else:
            if self.refusal.has_happened:
                self._look(number, is_done=True)
        if self.refusal.error == KILL and self.refusal.has_happened:
            close_files(self._kept.base)
            return
        try:
            self._kept.close()
        except Exception as error:  # noqa: BLE001 - anything but a sentence is a fault
            self._blame(f"{type(error).__name__} on closing: {error}")
        left = close_files(self._kept.base)
        if left:
            self._blame(f"left open: {', '.join(map(str, left))}")

    def _take(self, number: int, step: Callable[[], object]) -> bool:
        """Take a step; whether it was taken."""
        was_over = self.refusal.has_happened
        try:
            with watched(self._kept.base, self.refusal), sqlite_watched(self.refusal):
                step()
        except Killed:
            close_files(self._kept.base)
            return False
        except DigitLabError as error:
            if self.refusal.error == KILL:
                close_files(self._kept.base)
                return False  # SQLite lets no exception through
            if was_over:
                self._blame(f"it cannot be done again: {error}")
                return False
            self._tally.told += 1
            fault = self._fault_of(str(error))
            if fault:
                self._blame(fault)
            self._look(number, is_done=False)
            return False
        except Exception as error:  # noqa: BLE001 - anything but a sentence is a fault
            self._blame(f"{type(error).__name__} instead of a sentence: {error}")
            return False
        return self.refusal.error != KILL or not self.refusal.has_happened

    def _look(self, number: int, *, is_done: bool) -> None:
        self._tally.trials += 1
        for fault in self._trials._faults(self._kept.base, number, is_done=is_done):
            self._blame(fault)

    def _blame(self, fault: str) -> None:
        how = "killed" if self.refusal.error == KILL else os.strerror(self.refusal.error)
        call = f"{self.refusal.what} {self.refusal.path.relative_to(self._kept.base)}"
        self._tally.faults.append(f"{self._kept.title}: {how} at {call}, in {self._name!r}: {fault}")

    def _fault_of(self, sentence: str) -> str:
        """What is wrong with what the user is told."""
        if self.refusal.what == "lock" and self.refusal.error == errno.EACCES:
            return ""  # so the system says that another process holds it, and so the sentence says
        path = self.refusal.path.relative_to(self._kept.base)
        is_temporary = path.parts[:1] == ("tmp",)  # which the user knows nothing of
        names = [] if is_temporary else [str(self._kept.base), *map(_plain, path.parts)]
        fault = fault_of_sentence(sentence, names)
        cause = os.strerror(self.refusal.error)
        is_sqlite = path.name.startswith("drawings.sqlite")  # which tells the cause in its own words
        if not fault and cause not in sentence and not is_sqlite:
            fault = f"a sentence that does not say {cause!r}: {sentence}"
        return fault


def _plain(name: str) -> str:
    """The name of the file that a half-written one is to become."""
    return name[1:-9] if name.startswith(".") and len(name) > 10 else name
