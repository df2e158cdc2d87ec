"""Every run, kept on the disk: the store, and its contract."""

import contextlib
import json
import math
import os
import re
import secrets
import shutil
import threading
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from engine import VERSION as PROGRAM_VERSION
from engine.errors import DamagedRunError, DigitLabError, RunStoreError
from engine.io.file_lock import FileLock
from engine.io.file_reading import entries, why_unreadable
from engine.io.file_writing import DISK, LEFTOVER_AGE_S, Disk
from engine.io.npz_files import read_member
from engine.io.presence import exists, is_file, is_folder
from engine.io.user_data import user_data_folder
from engine.models.files import load_model, write_npz
from engine.models.metadata import ModelMetadata, metadata_from
from engine.models.model import Model
from engine.runs.checkpoints import drop_checkpoints, has_checkpoints, read_checkpoints, write_checkpoints
from engine.runs.leases import FOLDER as IN_USE
from engine.runs.leases import RunLeases
from engine.runs.run import Run, RunRecord, interrupted, record_fields
from engine.runs.summary import RunIndex, RunSummary, bytes_in
from engine.text.sentence import say
from engine.training.checkpoints import Checkpoint
from engine.training.learning_curves import LearningCurves, curves_from

FORMAT, VERSION = "digit-lab-run", 1
DEFAULT_MAX_BYTES = 10**9
"""What all runs take together at most, unless the user says something else."""
RUN_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
"""What ids look like: wherever one stands in the state of a session or of a sweep, it points to that run."""
_RECORD, _LOCK, _COUNT, _DELETED = "run.json", "lock", "store.json", "deleted"
_WRITER_LOCK = "writer"
_FILE = re.compile(r"network-[0-9a-f]{8}\.npz")
_SPARED_S = LEFTOVER_AGE_S  # what was written just now may belong to a session that is about to be
_LOCK_LIMIT_S, _LOCK_INTERVAL_S = 10.0, 0.005
_MOST_RECORD_BYTES = 2**22
_PACKED_VALUES = 2**20  # up to so many numbers are stored compressed, once the run has ended
_LEFT_FREE = 20_000_000  # bytes that checkpoints leave free on the disk
_TIDY_EVERY = 20  # runs: to look through a thousand takes a quarter of a second
_MOST_RECORDS = 200  # that are kept in memory, 8 kB each
_READ_LIMIT_S = 5.0  # to read a run that somebody writes again and again


@dataclass(frozen=True, kw_only=True)
class StoredRun(RunRecord):
    """A run as it is listed: all but its network and its curves.

    Attributes
    ----------
    metadata
        As of the run, without the curves.
    architecture, n_parameters
        Of its network: "400-25-10", 10,285.
    has_state
        Whether what it takes to go on is stored too.
    network_file
        The name of its network's file in its folder.
    """

    metadata: ModelMetadata = field(default_factory=ModelMetadata)
    architecture: str = ""
    n_parameters: int = 0
    has_state: bool = False
    network_file: str = ""

    @property
    def has_learned(self) -> bool:
        """As :attr:`Run.has_learned`."""
        return self.origin == "training" or self.metadata.n_drawings > 0


class RunStore:
    """Keeps runs in the user's data folder, a folder each, for all windows and command lines at once.

    **The contract.** A run is written by whoever runs it, from one thread at a time: the window's saving thread, the
    command line's main thread, a sweep's process. Other threads and processes may write other runs at the same moment, and
    may rename, star, annotate and delete any run. Nothing here is fit for the thread of a window while somebody else saves
    a large network: it may wait for the lock, up to 10 s.

    - :meth:`save` stores a run whole or not at all: a reader, and a start after a crash at any moment, sees the version
      before or this one, never half of each. What the user wrote about the run (name, note, star) belongs to :meth:`edit`
      and is never written over by :meth:`save`. Checkpoints that cannot be stored are left out: the run is more than they.
    - :meth:`runs`, :meth:`summaries` and :meth:`load` take no lock. They see each run as of its last save, and may miss one
      that is being stored or deleted just now. What is damaged is left out of the list, and told when it is loaded.
    - :meth:`delete` can be taken back by :meth:`undelete`, until the store needs the room. A run that another program uses,
      as it says by :meth:`hold`, or that is under way there, is not deleted.
    - What is stored stays within :attr:`max_bytes`, give or take some runs: old runs without a star lose first their
      checkpoints, then what it takes to go on with them, then themselves; never one that a session (of any window, put
      aside ones too) or a sweep points to, never one that an open program uses, never one that changed within the last ten
      minutes. Runs of a sweep lose their checkpoints, though, as there may be thousands. Networks that were only opened or
      made at random stay as long as a session points to them.

    On the disk: ``runs/<id>/run.json`` names the file beside it, ``network-*.npz``, an ordinary model file with the
    curves and the state of the run; it is written last, in one move. A folder without it is no run. ``checkpoints.npz``
    counts to the run, and goes before it (:mod:`engine.runs.checkpoints`). ``lock`` is held while ``run.json`` files
    change, runs are numbered or deleted; ``writer`` in a run's folder by whoever runs it, from a save that finds it
    under way to one that finds it over: a run that nobody holds is not under way, whatever its record says.
    ``index.json`` is a copy of what lists need (:mod:`engine.runs.summary`), ``in-use`` has what open programs use
    (:mod:`engine.runs.leases`).

    Parameters
    ----------
    base
        The user's data folder, in which ``runs`` is and the sessions are; by default that of this user.
    disk
        What writes.

    Raises
    ------
    RunStoreError
        By every method: what cannot be written, read or found, in a sentence.
    """

    def __init__(self, base: Path | None = None, *, disk: Disk = DISK) -> None:
        self.base = user_data_folder() if base is None else base
        self.folder = self.base / "runs"
        self._disk = disk
        self._saved: dict[str, tuple[Run, StoredRun]] = {}  # by this object, to know what need not be written again
        self._writers: dict[str, FileLock] = {}  # of the runs that are under way here
        self._records: dict[str, tuple[tuple[int, int, int], StoredRun]] = {}  # some, as last read from which version
        self._leases = RunLeases(self.folder / IN_USE, disk=disk)
        self._thread_lock = threading.RLock()
        self._index = RunIndex(self.folder, self._is_held, disk=disk)
        self._index_lock = threading.Lock()

    # Reading

    def summaries(self, *, all_networks: bool = False) -> tuple[RunSummary, ...]:
        """Every run as a table lists it, the latest first: a thousand in a tenth of a second, and fewer the next time.

        Parameters
        ----------
        all_networks
            With those that were only opened or made at random.
        """
        with self._index_lock:
            found = self._index.read(self._folders(), _RECORD, _MOST_RECORD_BYTES)
        found = [run for run in found if all_networks or run.has_learned]
        return tuple(sorted(found, key=lambda run: (run.created, run.number), reverse=True))

    def runs(self, *, all_networks: bool = False, at_most: int | None = None) -> tuple[StoredRun, ...]:
        """Every run, the latest first.

        Parameters
        ----------
        all_networks
            With those that were only opened or made at random.
        at_most
            So many of the latest, and no others are read.
        """
        found: list[StoredRun] = []
        for folder in sorted(self._folders(), key=lambda folder: folder.name, reverse=True):  # ids begin with the time
            if at_most is not None and len(found) >= at_most:
                break
            with contextlib.suppress(OSError, RunStoreError):
                stored = self._read_record(folder)
                if all_networks or stored.has_learned:
                    found.append(stored)
        return tuple(sorted(found, key=lambda stored: (stored.created, stored.number), reverse=True))

    def ids(self) -> tuple[str, ...]:
        """The id of every run, whether it can be read or not; no file is opened."""
        return tuple(folder.name for folder in self._folders())

    def stored(self, run_id: str) -> StoredRun:
        """One run without its network; one whose program has ended is not under way any more."""
        try:
            return self._read_record(self._folder_of(run_id))
        except OSError as error:
            if isinstance(error, FileNotFoundError | NotADirectoryError):
                raise RunStoreError(say("store.no_such_run", id=run_id[:40])) from error
            raise self._unreadable(run_id, error) from error

    def has(self, run_id: str) -> bool:
        """Whether there is a run of that id."""
        return is_file(self._folder_of(run_id) / _RECORD)

    def load(self, run_id: str, *, with_checkpoints: bool = False) -> Run:
        """One run, as its writer goes on from it: not under way any more.

        Parameters
        ----------
        run_id
            Its id.
        with_checkpoints
            Whether they are read too; a run whose checkpoints are damaged has none.
        """
        give_up_at = time.monotonic() + _READ_LIMIT_S
        while True:
            stored = self.stored(run_id)
            try:
                run = self._loaded(stored)
                return self._with_checkpoints(run) if with_checkpoints else run
            except (DigitLabError, OSError) as error:
                if self.stored(run_id).network_file == stored.network_file:
                    raise self._unreadable(run_id, error) from error
                if time.monotonic() > give_up_at:  # somebody saves it again and again meanwhile
                    raise RunStoreError(say("store.changing", id=run_id)) from error

    def _unreadable(self, run_id: str, error: BaseException) -> RunStoreError:
        """What is raised for a run that cannot be read: why the system refuses it, or that it is damaged."""
        damaged = say("store.damaged", id=run_id)
        is_gone = isinstance(error, FileNotFoundError) or isinstance(error.__cause__, FileNotFoundError)  # a part of it
        sentence = damaged if is_gone else why_unreadable(self._folder_of(run_id), error, damaged)
        return DamagedRunError(damaged) if sentence is damaged else RunStoreError(sentence)

    def _with_checkpoints(self, run: Run) -> Run:
        checkpoints: tuple[Checkpoint, ...] | None = ()
        try:
            checkpoints = self.checkpoints(run.id)
        except DamagedRunError:
            pass
        except RunStoreError:
            checkpoints = None  # they may be read another time: what saves the run leaves them as they are
        complete = replace(run, checkpoints=checkpoints)
        known = self._saved.get(run.id)
        if known is not None and known[0] is run:
            self._saved[run.id] = complete, known[1]
        return complete

    def curves(self, run_id: str) -> LearningCurves:
        """The learning curves of a run, without its network."""
        stored = self.stored(run_id)
        try:
            return read_curves(self._folder_of(run_id) / stored.network_file, stored.metadata)
        except (DigitLabError, OSError):
            return self.load(run_id).metadata.curves  # somebody saves it just now, or says what is wrong with it

    def _loaded(self, stored: StoredRun) -> Run:
        folder = self._folder_of(stored.id)
        model = load_model(folder / stored.network_file)
        curves = read_curves(folder / stored.network_file, stored.metadata)
        metadata = interrupted(replace(stored.metadata, curves=curves))
        record = {name: getattr(stored, name) for name in RunRecord.__dataclass_fields__}
        run = Run(model=replace(model, metadata=metadata), **record)
        if metadata.state == stored.metadata.state:
            self._saved[run.id] = run, stored
        return run

    def checkpoints(self, run_id: str) -> tuple[Checkpoint, ...]:
        """The checkpoints of a run, the earliest first; none if none are kept."""
        stored = self.stored(run_id)
        last_epoch = math.inf if stored.metadata.epochs is None else stored.metadata.epochs
        try:
            return read_checkpoints(self._folder_of(run_id), n_parameters=stored.n_parameters, last_epoch=last_epoch)
        except (DigitLabError, OSError) as error:
            raise self._unreadable(run_id, error) from error

    # Writing

    def save(self, run: Run) -> StoredRun:
        """Store a run, in the place of what was stored of it; one that has not changed since is not written again."""
        with self._thread_lock, self._errors_as_sentences():
            known = self._saved.get(run.id)
            folder = self._folder_of(run.id)
            if known is not None and known[0] is run and exists(folder / _RECORD):
                return known[1]
            self._disk.make_folder(folder)
            network = self._write_network(run, folder, known)
            self._write_checkpoints(run, folder, known)
            with self._locked():
                is_new = not exists(folder / _RECORD)
                stored = self._described(run, network)
                self._write_record(stored)
            self._hold(stored)
            self._saved[run.id] = run, stored
            self._delete_what_nothing_names(folder, stored)
        is_large = bytes_in(folder) * _TIDY_EVERY > self.max_bytes
        if is_new and (is_large or stored.number % _TIDY_EVERY == 0):
            with contextlib.suppress(RunStoreError):  # it is stored; there is a next time
                self.tidy()
        return stored

    def forget_all_but(self, run_ids: Iterable[str]) -> None:
        """Let go of the runs that were saved or loaded here, but for these, which need not be written again."""
        with self._thread_lock:
            self._saved = {run_id: self._saved[run_id] for run_id in run_ids if run_id in self._saved}
            for run_id in self._writers.keys() - self._saved:
                self._let_go(run_id)

    def close(self) -> None:
        """Let go of the runs that were under way here; what is stored stays."""
        with self._thread_lock:
            for run_id in tuple(self._writers):
                self._let_go(run_id)
            self._leases.release()

    def hold(self, run_ids: Iterable[str]) -> None:
        """Say that this program uses these runs, and no others: no other program deletes them, until :meth:`close`."""
        ids = tuple(run_ids)
        with self._thread_lock, self._errors_as_sentences():
            if not self._leases.holds(ids):
                with self._locked():
                    self._leases.hold(ids)

    def in_use_elsewhere(self, run_ids: Iterable[str]) -> list[str]:
        """Those of these runs that another program uses, or that are under way there."""
        with self._thread_lock, self._errors_as_sentences(), self._locked():
            leased = self._leases.of_others()
            return [run_id for run_id in run_ids if run_id in leased or self._is_held_elsewhere(run_id)]

    def _is_held_elsewhere(self, run_id: str) -> bool:
        return run_id not in self._writers and self._is_held(self._folder_of(run_id))

    def _hold(self, stored: StoredRun) -> None:
        """Show others that a run is under way here, or no longer is."""
        if not stored.metadata.is_under_way:
            self._let_go(stored.id)
        elif stored.id not in self._writers:
            lock = FileLock(self._folder_of(stored.id) / _WRITER_LOCK)
            if lock.acquire():  # else somebody looks whether it is held: the next save takes it
                self._writers[stored.id] = lock

    def _let_go(self, run_id: str) -> None:
        lock = self._writers.pop(run_id, None)
        if lock is not None:
            lock.release()

    def _is_held(self, folder: Path) -> bool:
        """Whether a run is under way, here or in another process."""
        if folder.name in self._writers:
            return True
        lock = FileLock(folder / _WRITER_LOCK)
        with contextlib.suppress(OSError):
            if exists(folder / _WRITER_LOCK) and not lock.acquire():
                return True
            lock.release()
        return False

    def _write_network(self, run: Run, folder: Path, known: tuple[Run, StoredRun] | None) -> str:
        """Write the network with curves and state, unless they have not changed, and return the name of the file."""
        model, curves = run.model, run.metadata.curves
        if known is not None:
            before, stored = known[0].model, known[1]
            is_same = (
                before.parameters is model.parameters
                and before.scaling is model.scaling
                and before.state is model.state
                and (before.metadata.curves is curves or before.metadata.curves == curves)
            )
            if is_same and exists(folder / stored.network_file):
                return stored.network_file
        name = f"network-{secrets.token_hex(4)}.npz"
        is_over = run.metadata.state in ("", "finished", "stopped", "failed")
        is_small = model.parameters.architecture.n_parameters + curves.values.size <= _PACKED_VALUES
        self._write_model(folder / name, model, is_compressed=is_over and is_small)
        return name

    def _write_checkpoints(self, run: Run, folder: Path, known: tuple[Run, StoredRun] | None) -> None:
        """Write the checkpoints, unless they have not changed; where there is hardly room for them, the run has none."""
        if run.checkpoints is None or (known is not None and known[0].checkpoints == run.checkpoints):
            return
        n_bytes = sum(each.parameters.nbytes for each in run.checkpoints)
        try:
            if shutil.disk_usage(folder).free < n_bytes + _LEFT_FREE:  # the last room is for networks and sessions
                drop_checkpoints(folder, self._disk)
            else:
                write_checkpoints(folder, run.checkpoints, self._disk)
        except OSError:
            with contextlib.suppress(OSError):
                drop_checkpoints(folder, self._disk)

    def _write_model(self, path: Path, model: Model, *, is_compressed: bool) -> None:
        beside = {"points": model.metadata.curves.values}
        self._disk.write_whole(
            path, lambda file: write_npz(model, file, beside=beside, has_curves=False, is_compressed=is_compressed)
        )

    def _described(self, run: Run, network: str) -> StoredRun:
        """What is listed of a run; what the user wrote of it stays."""
        architecture = run.model.parameters.architecture
        stored = StoredRun(
            **{name: getattr(run, name) for name in RunRecord.__dataclass_fields__},
            metadata=replace(run.metadata, curves=LearningCurves()),
            architecture=str(architecture),
            n_parameters=architecture.n_parameters,
            has_state=run.model.state is not None,
            network_file=network,
        )
        with contextlib.suppress(FileNotFoundError, RunStoreError):  # what is there is not overwritten unread
            there = self._read_record(self._folder_of(run.id))
            stored = replace(stored, number=there.number, name=there.name, note=there.note, is_starred=there.is_starred)
        if not stored.number and run.has_learned:
            stored = replace(stored, number=self._next_number())
        return stored

    def edit(
        self, run_id: str, *, name: str | None = None, note: str | None = None, is_starred: bool | None = None
    ) -> StoredRun:
        """Change what the user wrote of a run: what is given."""
        changes = {"name": name, "note": note, "is_starred": is_starred}
        changes = {key: value for key, value in changes.items() if value is not None}
        with self._thread_lock, self._errors_as_sentences(), self._locked():
            stored = replace(self.stored(run_id), **cast("Any", changes))
            self._write_record(stored)
        return stored

    def drop_checkpoints(self, run_id: str) -> None:
        """Delete the checkpoints of a run, for the room that they take; the run stays."""
        with self._thread_lock, self._errors_as_sentences(), self._locked():
            drop_checkpoints(self._folder_of(run_id), self._disk)

    def delete(self, run_id: str) -> None:
        """Take a run out of the store; :meth:`undelete` brings it back for as long as there is room."""
        with self._thread_lock, self._errors_as_sentences(), self._locked():
            stored = self.stored(run_id)
            if run_id in self._leases.of_others() or self._is_held_elsewhere(run_id):
                raise RunStoreError(
                    say("store.in_use", name=stored.name or str(say("store.run", number=stored.number)))
                )
            self._let_go(run_id)  # Windows moves no folder in which a file is open
            self._disk.make_folder(self.folder / _DELETED)
            deleted = self.folder / _DELETED / run_id
            self._disk.move(self._folder_of(run_id), deleted)
            with contextlib.suppress(OSError):
                os.utime(deleted)  # when it was deleted

    def undelete(self, run_id: str) -> StoredRun:
        """Bring back a run that was deleted."""
        deleted = self._folder_of(run_id, self.folder / _DELETED)
        if not is_folder(deleted):
            raise RunStoreError(say("store.no_such_run", id=run_id[:40]))
        with self._thread_lock, self._errors_as_sentences(), self._locked():
            self._disk.move(deleted, self._folder_of(run_id))
        return self.stored(run_id)

    # The bound

    @property
    def max_bytes(self) -> int:
        """What all runs may take together."""
        with contextlib.suppress(OSError):
            return self._bound()
        return DEFAULT_MAX_BYTES

    def _bound(self) -> int:
        """The same, for what deletes runs: nothing is deleted where it cannot be read."""
        value = self._counted().get("max_bytes")
        return value if isinstance(value, int) and value >= 0 else DEFAULT_MAX_BYTES

    def set_max_bytes(self, max_bytes: int) -> None:
        """Have all runs take no more than that, from now on, in every window."""
        with self._thread_lock, self._errors_as_sentences():
            self._disk.make_folder(self.folder)
            with self._locked():
                self._write_counted(max_bytes=max_bytes)
        self.tidy()

    @property
    def n_bytes(self) -> int:
        """What all runs take now, deleted ones that can be brought back too."""
        return sum(bytes_in(folder) for folder in [*self._folders(), self.folder / _DELETED])

    @property
    def n_bytes_deleted(self) -> int:
        """What deleted runs take that can be brought back."""
        return bytes_in(self.folder / _DELETED)

    def tidy(self) -> None:
        """Delete what nobody needs any more, and old runs until all take no more than they may; see the class."""
        with self._thread_lock, self._errors_as_sentences(), self._locked():
            used = self._pointed_to(self._states_of_sessions()) | self._leases.of_others()
            of_sweeps = self._pointed_to(self._files_of_sweeps()) - used
            now = time.time()
            sizes = {folder: bytes_in(folder) for folder in self._folders()}
            names = {folder.name for folder in sizes}
            self._records = {run_id: known for run_id, known in self._records.items() if run_id in names}
            is_over = sum(sizes.values()) + bytes_in(self.folder / _DELETED) > self._bound()
            for folder in self._folders(self.folder / _DELETED):
                if is_over or now - folder.stat().st_mtime > _SPARED_S:
                    self._drop(folder)
            old: list[StoredRun] = []
            swept: list[StoredRun] = []
            for folder in sizes:
                if folder.name in of_sweeps and is_over and not self._is_held(folder):
                    with contextlib.suppress(OSError, RunStoreError):
                        swept.append(self._read_record(folder))
                is_pointed_to = folder.name in used or folder.name in of_sweeps
                if is_pointed_to or now - _changed(folder) <= _SPARED_S or self._is_held(folder):
                    continue
                stored = self._record_to_tidy(folder)
                if stored is not None and not stored.has_learned:
                    self._drop(folder)
                elif stored is not None and not stored.is_starred:
                    old.append(stored)
            old.sort(key=_age)
            self._make_room(old, [stored for stored in swept if not stored.is_starred])

    def _record_to_tidy(self, folder: Path) -> StoredRun | None:
        """The record of a run that nobody uses, whose leftovers go; ``None`` where there is nothing to be decided."""
        try:
            stored = self._read_record(folder)
            self._delete_what_nothing_names(folder, stored)
        except FileNotFoundError:  # a process was killed before it was a run
            self._drop(folder)
            return None
        except OSError:  # it cannot be read just now, and may have a star
            return None
        except DamagedRunError:  # it is like any other
            return StoredRun(id=folder.name)
        except RunStoreError:  # a run of a newer program is left to that one
            return None
        return stored

    def _make_room(self, old: list[StoredRun], swept: list[StoredRun]) -> None:
        """Take from old runs their checkpoints, then what it takes to go on, then themselves, as long as need be.

        Those of sweeps lose their checkpoints with them, each in its turn, and nothing else.
        """
        too_much = sum(bytes_in(folder) for folder in self._folders()) - self._bound()
        for stored in sorted([*old, *swept], key=_age):
            folder = self._folder_of(stored.id)
            if too_much <= 0:
                return
            if has_checkpoints(folder):
                before = bytes_in(folder)
                with contextlib.suppress(OSError):  # somebody reads them
                    drop_checkpoints(folder, self._disk)
                too_much -= before - bytes_in(folder)
        for stored in old:
            folder = self._folder_of(stored.id)
            if too_much <= 0:
                return
            if stored.has_state:
                before = bytes_in(folder)
                with contextlib.suppress(OSError, DigitLabError):  # it is damaged, or somebody reads it
                    self._drop_state(stored)
                too_much -= before - bytes_in(folder)
        for stored in old:
            if too_much <= 0:
                return
            folder = self._folder_of(stored.id)
            too_much -= bytes_in(folder)
            self._drop(folder)

    def _drop_state(self, stored: StoredRun) -> None:
        """Delete what it takes to go on with a run."""
        folder = self._folder_of(stored.id)
        name = f"network-{secrets.token_hex(4)}.npz"
        model = replace(self._loaded(stored).model, state=None)
        self._write_model(folder / name, model, is_compressed=True)
        stored = replace(stored, has_state=False, network_file=name)
        self._write_record(stored)
        self._saved.pop(stored.id, None)
        self._delete_what_nothing_names(folder, stored)

    def _drop(self, folder: Path) -> None:
        """Delete a run: first it is no run any more, in one step, then its files go."""
        with contextlib.suppress(OSError):  # somebody reads it; there is a next time
            self._disk.delete(folder / _RECORD)
            self._disk.delete_folder(folder)

    def _states_of_sessions(self) -> Iterator[Path]:
        """What points to runs of sessions, of any window, put aside ones too."""
        for session in entries(self.base):
            if session.name.startswith("session"):
                yield from (folder / "state.json" for folder in entries(session) if is_folder(folder))

    def _files_of_sweeps(self) -> Iterator[Path]:
        """What points to runs of sweeps: their results too."""
        waiting = [self.base / "sweeps"]
        while waiting:
            for path in entries(waiting.pop()):
                if path.suffix == ".json":
                    yield path
                elif is_folder(path):
                    waiting.append(path)

    def _pointed_to(self, files: Iterable[Path]) -> set[str]:
        """The ids of all runs that stand in these files."""
        ids: set[str] = set()
        for path in files:
            with contextlib.suppress(FileNotFoundError):  # it has just been replaced
                ids.update(RUN_ID.findall(path.read_text(encoding="utf-8", errors="replace")))
        return ids

    # On the disk

    def _folder_of(self, run_id: str, within: Path | None = None) -> Path:
        if not RUN_ID.fullmatch(run_id):
            raise RunStoreError(say("store.no_such_run", id=run_id[:40]))
        return (within or self.folder) / run_id

    def _folders(self, within: Path | None = None) -> list[Path]:
        try:
            return [path for path in (within or self.folder).iterdir() if RUN_ID.fullmatch(path.name)]
        except OSError:
            return []

    def _read_record(self, folder: Path) -> StoredRun:
        path = folder / _RECORD
        status = path.stat()
        version = (status.st_mtime_ns, status.st_size, status.st_ino)
        known = self._records.get(folder.name)
        if known is None or known[0] != version:
            known = version, self._parsed(path)
            if folder.name in self._records or len(self._records) < _MOST_RECORDS:
                self._records[folder.name] = known
        stored = known[1]
        if stored.metadata.is_under_way and not self._is_held(folder):
            stored = replace(stored, metadata=interrupted(stored.metadata))
        return stored

    def _parsed(self, path: Path) -> StoredRun:
        with path.open("rb") as file:
            content = file.read(_MOST_RECORD_BYTES + 1)
        try:
            if len(content) > _MOST_RECORD_BYTES:
                raise ValueError(len(content))
            value = json.loads(content.decode())
            if value["format"] == FORMAT and value["version"] > VERSION:
                raise RunStoreError(say("store.newer", id=path.parent.name))
            return record_from(value, path.parent.name)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise DamagedRunError(say("store.damaged", id=path.parent.name)) from error

    def _write_record(self, stored: StoredRun) -> None:
        text = json.dumps(record_as_json(stored), separators=(",", ":"))
        path = self._folder_of(stored.id) / _RECORD
        self._disk.write_whole(path, lambda file: file.write(text.encode()), replaces_read_only=True)

    def _delete_what_nothing_names(self, folder: Path, stored: StoredRun) -> None:
        """Files of earlier saves, and what a process that was killed left half written: this run is written by us alone."""
        named = {_RECORD, stored.network_file}
        for path in folder.iterdir():
            is_ours = path.name.startswith(".") or _FILE.fullmatch(path.name)
            if path.name not in named and is_ours:
                with contextlib.suppress(OSError):  # somebody is reading it; there is a next time
                    self._disk.delete(path)

    def _next_number(self) -> int:
        number = self._counted().get("last_number")
        if not isinstance(number, int) or number < 0:  # the file is gone or damaged: no number is given twice
            number = max((stored.number for stored in self.runs()), default=0)
        self._write_counted(last_number=number + 1)
        return number + 1

    def _counted(self) -> dict[str, Any]:
        with contextlib.suppress(FileNotFoundError, ValueError, RecursionError):
            value = json.loads((self.folder / _COUNT).read_text(encoding="utf-8"))
            if isinstance(value, dict):
                return value
        return {}

    def _write_counted(self, **values: int) -> None:
        text = json.dumps({**self._counted(), **values})
        self._disk.write_whole(self.folder / _COUNT, lambda file: file.write(text.encode()), replaces_read_only=True)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of all processes; waits for it."""
        self._disk.make_folder(self.folder)
        lock = FileLock(self.folder / _LOCK)
        give_up_at = time.monotonic() + _LOCK_LIMIT_S
        while not lock.acquire():
            if time.monotonic() > give_up_at:
                raise RunStoreError(say("store.busy", folder=str(self.folder)))
            time.sleep(_LOCK_INTERVAL_S)
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def _errors_as_sentences(self) -> Iterator[None]:
        """Say in a sentence what the system refuses."""
        try:
            yield
        except OSError as error:
            raise RunStoreError(
                say("store.unwritable", folder=str(self.folder), reason=error.strerror or str(error))
            ) from error


def record_as_json(stored: StoredRun) -> dict[str, Any]:
    """A run's record as its file has it; :func:`record_from` reads it back."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "program_version": PROGRAM_VERSION,
        "number": stored.number,
        "name": stored.name,
        "note": stored.note,
        "starred": stored.is_starred,
        "created": stored.created,
        "seconds": round(stored.seconds, 3),
        "origin": stored.origin,
        "architecture": stored.architecture,
        "n_parameters": stored.n_parameters,
        "network": stored.network_file,
        "has_state": stored.has_state,
        "about": stored.metadata.as_json(with_curves=False),
    }


def record_from(value: dict[str, Any], run_id: str) -> StoredRun:
    """A run as :func:`record_as_json` describes it; raises ``ValueError``, ``TypeError`` or ``KeyError`` if it is none."""
    network = value["network"]
    if value["format"] != FORMAT or value["version"] > VERSION:
        raise ValueError(value["version"])
    if not _FILE.fullmatch(network):
        raise ValueError(network)
    return StoredRun(
        **record_fields(value, run_id),
        metadata=metadata_from(value["about"]),
        architecture=str(value["architecture"]),
        n_parameters=int(value["n_parameters"]),
        has_state=value["has_state"] is True,
        network_file=network,
    )


def read_curves(path: Path, metadata: ModelMetadata) -> LearningCurves:
    """The learning curves beside a network."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            points = read_member(path, archive, "points").astype(np.float64)
    except DigitLabError:
        raise
    except Exception as error:
        raise RunStoreError(why_unreadable(path, error, say("store.damaged", id=path.parent.name))) from error
    curves = curves_from(points, metadata.unit, metadata.data)
    if len(points) and not curves.n_points:
        raise RunStoreError(say("store.damaged", id=path.parent.name))
    return curves


def _age(stored: StoredRun) -> tuple[str, str]:
    """By which runs are old and new."""
    return stored.created, stored.id


def _changed(folder: Path) -> float:
    """When anything in a folder was last written."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return max([folder.stat().st_mtime, *(entry.stat().st_mtime for entry in entries)])
    return time.time()
