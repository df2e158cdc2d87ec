"""What is on the disk of a sweep: its plan, and a small file for each run that has ended.

``sweeps/<id>`` in the user's data folder holds ``plan.json`` and ``results/<index>.json``, each written whole, in one
move, by the process that holds ``lock``. The runs themselves are in the store of all runs (:mod:`engine.runs.store`), which
never takes away what a file in here points to. A run is stored before its result is written; its id is that of the sweep
counted up, so that a sweep that goes on finds a run whose result was not written any more.
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from engine import VERSION as PROGRAM_VERSION
from engine.data.reference import DatasetRef, reference_from
from engine.errors import ConfigurationError, SweepError
from engine.io.file_lock import FileLock
from engine.io.file_reading import entries
from engine.io.file_writing import DISK, Disk
from engine.io.user_data import user_data_folder
from engine.nn.objective import decay_cost
from engine.runs.run import Run, new_run_id, now
from engine.runs.store import RUN_ID
from engine.sweeps.plan import PlannedRun, SweepPlan, plan_from
from engine.sweeps.space import SettingValue, value_as_json, value_from
from engine.text.sentence import say
from engine.training.state import checksum

FORMAT, VERSION = "digit-lab-sweep", 1
_PLAN, _RESULTS, _LOCK = "plan.json", "results", "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepResult:
    """A run of a sweep that has ended, as it is listed.

    Attributes
    ----------
    index, point, seed, values
        As in :class:`engine.sweeps.plan.PlannedRun`.
    run_id
        In the store; empty for a run that came to nothing.
    state
        How it ended: "finished", "failed", ...; "error" for one that came to nothing, which is tried again when the
        sweep goes on.
    problem
        Why it came to nothing.
    epochs, seconds
        How far it came, and how long it took.
    train_accuracy, validation_accuracy, test_accuracy
        0..1; ``None`` for what was not measured.
    train_loss, validation_loss, test_loss
        Per digit, without weight decay; ``None`` for what was not measured or is not finite.
    n_validation, n_test
        How many digits these are of.
    checksum
        SHA-256 of the parameters.
    """

    index: int
    point: int
    seed: int
    values: tuple[tuple[str, SettingValue], ...]
    run_id: str = ""
    state: str = "error"
    problem: str = ""
    epochs: float | None = None
    seconds: float = 0.0
    train_accuracy: float | None = None
    validation_accuracy: float | None = None
    test_accuracy: float | None = None
    train_loss: float | None = None
    validation_loss: float | None = None
    test_loss: float | None = None
    n_validation: int = 0
    n_test: int = 0
    checksum: str = ""

    def as_json(self) -> dict[str, Any]:
        """As JSON can hold it; :func:`result_from` reads it back."""
        value = {name: getattr(self, name) for name in _FIELDS}
        return {**value, "values": [[name, value_as_json(each)] for name, each in self.values]}


_FIELDS = tuple(SweepResult.__dataclass_fields__)


def result_of(planned: PlannedRun, run: Run, *, n_validation: int) -> SweepResult:
    """The result of a run that has ended."""
    about = run.metadata
    parameters = run.model.parameters
    train, validation, test = about.train, about.validation, about.test
    train_loss = None
    if train is not None and train.cost is not None:
        train_loss = train.cost - decay_cost(parameters, planned.config.weight_decay, train.n)
    return SweepResult(
        index=planned.index,
        point=planned.point,
        seed=planned.seed,
        values=planned.values,
        run_id=run.id,
        state=about.state,
        problem=str(about.ending or "") if about.state == "failed" else "",
        epochs=about.epochs,
        seconds=round(run.seconds, 3),
        train_accuracy=train.accuracy if train is not None else None,
        validation_accuracy=validation.accuracy if validation is not None else None,
        test_accuracy=test.accuracy if test is not None else None,
        train_loss=train_loss,
        validation_loss=validation.cost if validation is not None else None,
        test_loss=test.cost if test is not None else None,
        n_validation=n_validation,
        n_test=test.n if test is not None else 0,
        checksum=checksum(parameters.flat),
    )


def result_from(value: dict[str, Any]) -> SweepResult:
    """What :meth:`SweepResult.as_json` describes; ``KeyError``, ``TypeError`` or ``ValueError`` for anything else."""
    values = tuple((str(name), value_from(each)) for name, each in value["values"])
    return SweepResult(**{**{name: value[name] for name in _FIELDS}, "values": values})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSweep:
    """A sweep as it is listed.

    Attributes
    ----------
    id
        Like that of a run; ids sort by the time at which they were made.
    created
        When it was first begun: ISO 8601, UTC.
    plan
        Which runs it consists of.
    data
        Which digits they learn.
    n_done
        How many of them have ended.
    program_version
        Of the program that began it.
    """

    id: str
    created: str
    plan: SweepPlan
    data: DatasetRef
    n_done: int = 0
    program_version: str = PROGRAM_VERSION

    @property
    def is_done(self) -> bool:
        """Whether every run has ended."""
        return self.n_done >= self.plan.n_runs

    def run_id(self, index: int) -> str:
        """The id of the run at a place of the plan."""
        stamp, _, number = self.id.rpartition("-")
        return f"{stamp}-{(int(number, 16) + 1 + index) % 2**32:08x}"


@dataclass(frozen=True)
class SweepFolders:
    """The sweeps of a user.

    Parameters
    ----------
    base
        The user's data folder; by default that of this user.
    disk
        What writes.

    Raises
    ------
    SweepError
        By every method: what cannot be written, read or found, in a sentence.
    """

    base: Path = field(default_factory=user_data_folder)
    disk: Disk = DISK

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.base / "sweeps"

    def all(self) -> tuple[StoredSweep, ...]:
        """Every sweep, the latest first; what cannot be read is left out."""
        found = []
        with contextlib.suppress(OSError):
            for path in sorted(self.folder.iterdir(), key=lambda path: path.name, reverse=True):
                if RUN_ID.fullmatch(path.name):
                    with contextlib.suppress(SweepError):
                        found.append(self.stored(path.name))
        return tuple(found)

    def stored(self, sweep_id: str) -> StoredSweep:
        """One sweep."""
        folder = self._folder_of(sweep_id)
        try:
            about = json.loads((folder / _PLAN).read_text(encoding="utf-8"))
        except OSError as error:
            raise SweepError(say("sweep.no_such_sweep", id=sweep_id[:40])) from error
        except (ValueError, RecursionError) as error:
            raise SweepError(say("sweep.damaged", id=sweep_id)) from error
        try:
            if about["format"] != FORMAT or about["version"] > VERSION:
                raise ValueError(about["version"])
            data = reference_from(about["data"])
            if data is None:
                raise ValueError(about["data"])
            plan, created = plan_from(about["plan"]), str(about["created"])
        except (KeyError, TypeError, ValueError, AttributeError, ConfigurationError) as error:
            raise SweepError(say("sweep.damaged", id=sweep_id)) from error
        return StoredSweep(
            id=sweep_id,
            created=created,
            plan=plan,
            data=data,
            n_done=len(self._result_files(sweep_id)),
            program_version=str(about.get("program_version", "")),
        )

    def same(self, plan: SweepPlan, data: DatasetRef) -> StoredSweep | None:
        """The latest sweep of the same runs on the same digits, by this program; ``None`` if there is none.

        Its limits are those of ``plan``.
        """
        for stored in self.all():
            is_same = stored.plan.fingerprint == plan.fingerprint and stored.data.content_hash == data.content_hash
            if is_same and stored.program_version == PROGRAM_VERSION:
                return replace(stored, plan=plan)
        return None

    def begin(self, plan: SweepPlan, data: DatasetRef) -> StoredSweep:
        """Make the folder of a new sweep."""
        sweep = StoredSweep(id=new_run_id(), created=now(), plan=plan, data=data)
        with self._errors_as_sentences():
            self.disk.make_folder(self._folder_of(sweep.id) / _RESULTS)
        self.write_plan(sweep)
        return sweep

    def write_plan(self, sweep: StoredSweep) -> None:
        """Write the plan, in the place of that of the same sweep with other limits."""
        about = {
            "format": FORMAT,
            "version": VERSION,
            "program_version": sweep.program_version,
            "created": sweep.created,
            "data": sweep.data.as_json(),
            "plan": sweep.plan.as_json(),
        }
        self._write(self._folder_of(sweep.id) / _PLAN, about)

    def results(self, sweep: StoredSweep) -> dict[int, SweepResult]:
        """Every result by the place of its run in the plan, in order; one that is damaged counts as not there."""
        found = {}
        with self._errors_as_sentences():
            for path in sorted(self._result_files(sweep.id)):
                with contextlib.suppress(
                    FileNotFoundError, ValueError, KeyError, TypeError, RecursionError, AttributeError
                ):
                    result = result_from(json.loads(path.read_text(encoding="utf-8")))
                    if path.stem == f"{result.index:08d}":
                        found[result.index] = result
        return found

    def write_result(self, sweep: StoredSweep, result: SweepResult) -> None:
        """Keep the result of a run that is in the store."""
        self._write(self._folder_of(sweep.id) / _RESULTS / f"{result.index:08d}.json", result.as_json())

    def delete(self, sweep_id: str) -> None:
        """Delete a sweep; its runs stay in the store."""
        with self.held(sweep_id), self._errors_as_sentences():
            self.disk.delete(self._folder_of(sweep_id) / _PLAN)  # from now on it is no sweep
            self.disk.delete_folder(self._folder_of(sweep_id))

    @contextlib.contextmanager
    def held(self, sweep_id: str) -> Iterator[None]:
        """Be the one process that works on a sweep."""
        lock = FileLock(self._folder_of(sweep_id) / _LOCK)
        with self._errors_as_sentences():
            is_ours = lock.acquire()
        if not is_ours:
            raise SweepError(say("sweep.under_way", id=sweep_id))
        try:
            yield
        finally:
            lock.release()

    def _folder_of(self, sweep_id: str) -> Path:
        if not RUN_ID.fullmatch(sweep_id):
            raise SweepError(say("sweep.no_such_sweep", id=sweep_id[:40]))
        return self.folder / sweep_id

    def _result_files(self, sweep_id: str) -> list[Path]:
        folder = self._folder_of(sweep_id) / _RESULTS
        with self._errors_as_sentences():
            return [path for path in entries(folder) if path.suffix == ".json" and path.stem.isdigit()]

    def _write(self, path: Path, value: dict[str, Any]) -> None:
        text = json.dumps(value, separators=(",", ":"))
        with self._errors_as_sentences():
            self.disk.write_whole(path, lambda file: file.write(text.encode()), replaces_read_only=True)

    @contextlib.contextmanager
    def _errors_as_sentences(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SweepError(
                say("sweep.unwritable", folder=str(self.folder), reason=error.strerror or str(error))
            ) from error
