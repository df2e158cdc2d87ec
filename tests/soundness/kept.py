"""What the program keeps on the disk, each kind as steps that a user takes, with a look at what is there afterwards.

A step is confirmed when it returns. :mod:`tests.soundness.trials` lets calls fail within it and cuts the power.
"""

import json
import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import ClassVar, TypeAlias

import numpy as np

from engine.cli.sweep import Printer
from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset
from engine.data.reference import DatasetRef
from engine.data.registry import load_uci_digits
from engine.errors import SessionError
from engine.lessons.progress import Found, LessonProgress, load_progress, save_progress
from engine.models.files import load_model, save_model
from engine.models.metadata import describe_random
from engine.models.model import Model
from engine.runs.run import Run
from engine.runs.run_files import export_run, import_run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from engine.runs.store import RunStore
from engine.sweeps.folder import StoredSweep, SweepFolders, SweepResult
from engine.sweeps.plan import SweepPlan
from engine.sweeps.space import Choices
from engine.sweeps.sweep import RunEnded
from engine.training.checkpoints import Checkpoint
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters
from tests.runs import network_files

State: TypeAlias = Mapping[str, object]
"""What is found, part by part: each part is as it was before a step or as it is after it."""
Step: TypeAlias = tuple[str, Callable[[], object]]


@cache
def model_of(seed: int) -> Model:
    """A small network that is known by its seed."""
    config = TrainingConfig(hidden_layers=(2,), seed=seed)
    return Model(first_parameters(config), describe_random(config))


@cache
def run_of(seed: int, number: int = 0) -> Run:
    """A run that is known by its seed in its network, in what is known of it, and in its checkpoints."""
    model = model_of(seed)
    checkpoint = Checkpoint(0.0, seed, model.parameters.flat)
    return Run(id=f"20260101-000000-{number or seed:08x}", model=model, checkpoints=(checkpoint,))


def seed_of(model: Model) -> int:
    """The seed of a network; -1 if what is known of it belongs to another one."""
    config = model.metadata.config
    assert config is not None
    return config.seed if np.array_equal(model.parameters.flat, model_of(config.seed).parameters.flat) else -1


class Kept(ABC):
    """One kind of thing that is kept.

    Parameters
    ----------
    base
        The user's data folder.
    """

    title: ClassVar[str]

    def __init__(self, base: Path) -> None:
        self.base = base

    @classmethod
    def prepare(cls, base: Path) -> None:
        """Have something there already."""
        del base

    @property
    @abstractmethod
    def steps(self) -> tuple[Step, ...]:
        """What the user does, one after the other; each can be tried again after it has failed."""

    @classmethod
    @abstractmethod
    def look(cls, base: Path) -> State:
        """What is there, read as a new start of the program reads it."""

    def close(self) -> None:
        """Let go of what is held."""
        return


class Networks(Kept):
    """Files that networks are saved to, over those that are there."""

    title = "networks"

    @classmethod
    def prepare(cls, base: Path) -> None:
        for name in ("a.npz", "b.mat"):
            save_model(model_of(1), base / name)

    @property
    def steps(self) -> tuple[Step, ...]:
        saved = ((2, "a.npz"), (2, "b.mat"), (3, "a.npz"), (2, "new.npz"))
        return tuple((f"save {name}", partial(save_model, model_of(seed), self.base / name)) for seed, name in saved)

    @classmethod
    def look(cls, base: Path) -> State:
        return {path.name: _seed_of_file(path) for path in sorted(base.glob("*.[nm][pa][zt]")) if path.name[0] != "."}


def _seed_of_file(path: Path) -> int:
    model = load_model(path)
    if path.suffix == ".npz":
        return seed_of(model)
    return next(seed for seed in (1, 2) if np.array_equal(model.parameters.flat, model_of(seed).parameters.flat))


class Runs(Kept):
    """The store: runs are saved, described by the user, deleted, brought back, taken from files and written to them."""

    title = "runs"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.store = RunStore(base)

    @classmethod
    def prepare(cls, base: Path) -> None:
        store = RunStore(base)
        for seed in (1, 2, 3):
            store.save(run_of(seed))
        store.edit(run_of(1).id, name="mine", note="a note", is_starred=True)
        store.set_max_bytes(10**8)
        (base / "tmp").mkdir()
        export_run(run_of(8), base / "given.digitlab-run")
        export_run(run_of(2), base / "out.digitlab-run")

    @property
    def steps(self) -> tuple[Step, ...]:
        ids = [run_of(seed).id for seed in range(4)]
        return (
            ("save a new one", partial(self.store.save, run_of(4))),
            ("save one again", partial(self.store.save, run_of(5, number=1))),
            ("name one", partial(self.store.edit, ids[2], name="second")),
            ("hold two", partial(self.store.hold, ids[1:3])),
            ("delete one", partial(self._delete, ids[3])),
            ("bring it back", partial(self._undelete, ids[3])),
            ("drop checkpoints", partial(self.store.drop_checkpoints, ids[2])),
            ("take one from a file", self._take),
            ("write one to a file", partial(export_run, run_of(1), self.base / "out.digitlab-run")),
            ("set the bound", partial(self.store.set_max_bytes, 2 * 10**8)),
        )

    def _delete(self, run_id: str) -> None:
        if self.store.has(run_id):
            self.store.delete(run_id)

    def _undelete(self, run_id: str) -> None:
        if not self.store.has(run_id):
            self.store.undelete(run_id)

    def _take(self) -> None:
        if len(self.store.runs()) < 5:  # it gets an id of its own each time
            import_run(self.base / "given.digitlab-run", self.store)

    def close(self) -> None:
        self.store.close()

    @classmethod
    def look(cls, base: Path) -> State:
        store = RunStore(base)
        found: dict[str, object] = {"bound": store.max_bytes}
        runs = store.runs()
        numbers = [run.number for run in runs]
        assert len(set(numbers)) == len(numbers), f"a number is given twice: {numbers}"
        assert {run.id for run in store.summaries()} == {run.id for run in runs} == set(store.ids()) & _named(store)
        for stored in runs:
            run = store.load(stored.id, with_checkpoints=True)
            seed = seed_of(run.model)
            name = stored.id if seed != 8 else "taken"
            found[name] = seed
            found[f"{name}: as the user says"] = stored.name, stored.note, stored.is_starred
            for checkpoint in run.checkpoints or ():  # they may be of the save that was under way, and go before it
                own = model_of(checkpoint.n_batches).parameters.flat
                assert np.array_equal(checkpoint.parameters, own), "a checkpoint is not whole"
        others, file = RunStore(base / "others"), base / "out.digitlab-run"
        found[file.name] = seed_of(others.load(import_run(file, others).id).model)
        return found


def _named(store: RunStore) -> set[str]:
    """The runs whose folders are no leftovers."""
    return {run_id for run_id in store.ids() if store.has(run_id)}


class Bound(Kept):
    """The store where there is no more room: old runs go, and none that a session points to or the user has starred."""

    title = "bounded runs"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.store = RunStore(base)

    @classmethod
    def prepare(cls, base: Path) -> None:
        folder = open_session_folder(base)
        for seed in range(1, 6):
            folder.store.save(run_of(seed))
        folder.store.edit(run_of(2).id, is_starred=True)
        folder.write(Session(run=run_of(1)))
        folder.close()
        _make_old(base)

    @property
    def steps(self) -> tuple[Step, ...]:
        return (
            ("set a bound", partial(self.store.set_max_bytes, 30_000)),
            ("set no room", partial(self.store.set_max_bytes, 0)),
        )

    @classmethod
    def look(cls, base: Path) -> State:
        store = RunStore(base)
        found: dict[str, object] = {"bound": store.max_bytes}
        runs = {run.id: seed_of(store.load(run.id).model) for run in store.runs()}
        found |= {"of the session": runs.get(run_of(1).id), "starred": runs.get(run_of(2).id)}
        assert -1 not in runs.values()
        _make_old(base)
        store.set_max_bytes(0)
        left = {run.id for run in store.runs()}
        assert left <= {run_of(1).id, run_of(2).id}, f"runs stay that nobody needs: {left}"
        assert len(network_files(base)) == len(left), "a network stays that no run names"
        return found


def _make_old(base: Path) -> None:
    """What was written just now is spared; so it is as if nothing was."""
    for path in base.rglob("*"):
        os.utime(path, (1.0, 1.0))


class Sessions(Kept):
    """A window's session is written, begun anew, brought back and put aside."""

    title = "sessions"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.folder: SessionFolder | None = None

    @classmethod
    def prepare(cls, base: Path) -> None:
        folder = open_session_folder(base)
        folder.write(_session(1))
        folder.close()

    @property
    def steps(self) -> tuple[Step, ...]:
        newer = replace(run_of(1), model=model_of(5))
        return (
            ("open", self._open),
            ("write", lambda: self._own.write(_session(2))),
            ("write what it learned since", lambda: self._own.write(replace(_session(3), run=newer))),
            ("begin anew", self._put_before),
            ("write the new one", lambda: self._own.write(_session(4))),
            ("put aside", self._set_aside),
            ("write once more", lambda: self._own.write(_session(6))),
            ("note that it is being restored", self._begin_restoring),
            ("note that it is restored", self._end_restoring),
        )

    @property
    def _own(self) -> SessionFolder:
        assert self.folder is not None
        return self.folder

    def _open(self) -> None:
        folder = open_session_folder(self.base)
        try:
            folder.read()
        except SessionError:
            folder.close()
            raise
        self.folder = folder

    def _set_aside(self) -> None:
        self._own.set_aside()

    def _begin_restoring(self) -> None:
        self._own.begin_restoring()

    def _end_restoring(self) -> None:
        self._own.end_restoring()

    def _put_before(self) -> None:
        if not self._own.has_before():
            self._own.put_before()

    def close(self) -> None:
        if self.folder is not None:
            self.folder.close()

    @classmethod
    def look(cls, base: Path) -> State:
        """Where a lock is refused as if another window held it, this one has its own folder; the first is as it was."""
        is_second = (base / "session-2" / "current").exists()  # since something was written
        first = open_session_folder(base)
        folder = open_session_folder(base) if is_second else first
        try:
            found: dict[str, object] = {}
            if is_second:
                other = first.read()
                assert other is not None
                assert len(other.strokes) == 1
            before = folder.read_before() if folder.has_before() else None
            for name, session in (("current", folder.read()), ("before", before)):
                if session is not None:
                    assert session.problems == (), session.problems
                    ids = [run.id for run in (*session.before_fine_tuning, session.run) if run is not None]
                    # Where a run cannot be stored the rest is: the drawing may be newer than the run.
                    found |= {f"{name}: strokes": len(session.strokes), f"{name}: runs": ids or None}
            states = [json.loads(path.read_text()) for path in folder.path.glob("set-aside*/state.json")]
            found["aside"] = sorted((len(state["strokes"]), *state["runs"]) for state in states)
            return found | {run.id: seed_of(folder.store.load(run.id).model) for run in folder.store.runs()}
        finally:
            folder.close()
            first.close()


def _session(n: int) -> Session:
    """A session with so many strokes; the second one has learned the user's drawings."""
    run = replace(run_of(n), origin="training", id=run_of(1 if n == 3 else n).id)
    before = (run_of(7),) if n == 2 else ()
    return Session(run=run, before_fine_tuning=before, strokes=(np.array([[0.25, 0.5]]),) * n)


class Drawings(Kept):
    """Labeled drawings, in a database of SQLite's."""

    title = "drawings"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.store = DrawingsStore(base / "drawings.sqlite")

    @classmethod
    def prepare(cls, base: Path) -> None:
        (base / "given.json").write_text(json.dumps([{"label": 3, "strokes": [[[0.1, 0.9], [0.2, 0.8]]]}] * 30))

    @property
    def steps(self) -> tuple[Step, ...]:
        return (
            ("add the first", partial(self.store.add, 1, [[(0.1, 0.1)]])),
            ("add another", partial(self.store.add, 2, [[(0.2, 0.2)] * 600])),
            ("relabel", partial(self.store.relabel, [1], 7)),
            ("import", self._import),
            ("delete", partial(self.store.delete, range(5, 20))),
            ("export", partial(self.store.export_to, self.base / "out.json.gz")),
        )

    def _import(self) -> None:
        if len(self.store.all()) < 10:
            self.store.import_from(self.base / "given.json")

    @classmethod
    def look(cls, base: Path) -> State:
        path = base / "drawings.sqlite"
        store = DrawingsStore(path)
        drawings = store.all()
        if path.exists():
            with closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store.counts().sum() == len(drawings)
        found: dict[str, object] = {
            "first": [each.label for each in drawings if each.strokes[0][0, 0] == 0.1 and len(each.strokes[0]) == 1],
            "second": [each.label for each in drawings if len(each.strokes[0]) == 600],
            "imported": len([each for each in drawings if len(each.strokes[0]) == 2]),
        }
        if (base / "out.json.gz").exists():
            other = DrawingsStore(base / "others.sqlite")
            found["exported"] = other.import_from(base / "out.json.gz")
            (base / "others.sqlite").unlink()
        return found


class Lessons(Kept):
    """How far the user is in each lesson."""

    title = "lessons"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.path = base / "lessons.json"

    @property
    def steps(self) -> tuple[Step, ...]:
        def keep(step: int) -> None:
            loaded = load_progress(self.path)
            said = {(0, n): float(n) for n in range(step)}
            own = LessonProgress(step=step, predictions=said, results={"run": (Found(step, {"accuracy": 0.5}, ""),)})
            save_progress({**loaded.progress, f"lesson {step}": own}, self.path)

        return tuple((f"reach step {step}", partial(keep, step)) for step in (1, 2, 3))

    @classmethod
    def look(cls, base: Path) -> State:
        loaded = load_progress(base / "lessons.json")
        assert loaded.note is None, str(loaded.note)
        return {
            name: (own.step, len(own.predictions), own.results["run"][0].seed) for name, own in loaded.progress.items()
        }


class Sweeps(Kept):
    """A sweep's plan, its results as its runs end, and its table."""

    title = "sweeps"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.folders = SweepFolders(base)
        self.sweep: StoredSweep | None = None

    @staticmethod
    def plan() -> SweepPlan:
        """Six runs."""
        return SweepPlan(
            config=TrainingConfig(hidden_layers=(2,)), varied=(Choices("learning_rate", (0.1, 0.2, 0.3)),), seeds=(1, 2)
        )

    @property
    def steps(self) -> tuple[Step, ...]:
        results = [partial(self._result, index) for index in range(3)]
        return (
            ("begin", self._begin),
            *((f"keep result {index}", result) for index, result in enumerate(results)),
            ("write the table", self._table),
            ("write it again", self._table),
            ("begin another", lambda: self.folders.delete(self.folders.begin(self.plan(), _uci()).id)),
        )

    def _begin(self) -> None:
        self.sweep = self.folders.begin(self.plan(), _uci())

    def _result(self, index: int) -> None:
        assert self.sweep is not None
        result = SweepResult(index=index, point=index, seed=1, values=(("learning_rate", 0.1),), state="finished")
        with self.folders.held(self.sweep.id):
            self.folders.write_result(self.sweep, result)

    def _table(self) -> None:
        assert self.sweep is not None
        printer = Printer(self.plan(), self.base / "out.csv")
        for result in self.folders.results(self.sweep).values():
            printer.take(RunEnded(result, was_done=True))
        printer.write_csv()

    @classmethod
    def look(cls, base: Path) -> State:
        folders = SweepFolders(base)
        found: dict[str, object] = {"begun": bool(folders.all())}
        for sweep in folders.all():
            for index in folders.results(sweep):
                found[f"result {index}"] = True
        if (base / "out.csv").exists():
            lines = (base / "out.csv").read_text().splitlines()
            assert {line.count(",") for line in lines} == {lines[0].count(",")}, "a line of the table is cut off"
            found["table"] = len(lines)
        return found


@cache
def _uci() -> DatasetRef:
    return load_uci_digits().ref


class Unpacked(Kept):
    """A zip of pictures, which is unpacked into a temporary folder to be read."""

    title = "zips that are read"

    @classmethod
    def prepare(cls, base: Path) -> None:
        import zipfile

        from PIL import Image

        (base / "tmp").mkdir()
        (base / "pictures").mkdir()
        with zipfile.ZipFile(base / "digits.zip", "w") as archive:
            for number in range(10):
                picture = Image.fromarray(np.full((9, 9), 20 * number, np.uint8))
                picture.putpixel((4, 4), 255 - 20 * number)
                path = base / "pictures" / f"{number}.png"
                picture.save(path)
                archive.write(path, f"{number}/{number}.png")

    @property
    def steps(self) -> tuple[Step, ...]:
        return (("read", partial(load_dataset, str(self.base / "digits.zip"))),)

    @classmethod
    def look(cls, base: Path) -> State:
        return {}


KEPT: tuple[type[Kept], ...] = (Networks, Runs, Bound, Sessions, Drawings, Lessons, Sweeps)
"""All that is kept."""
WRITTEN: tuple[type[Kept], ...] = (*KEPT, Unpacked)
"""All that is written, for a moment or for good."""
