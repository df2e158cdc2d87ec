"""What killed processes leave, looked at: files and databases whose every version is known by its number.

:mod:`tests.benchmarks.kills` does the killing.
"""

import json
import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from engine.data.drawings_store import DrawingsStore
from engine.errors import DigitLabError
from engine.io.file_writing import DISK, LEFTOVER_AGE_S
from engine.models.files import load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from engine.runs.checkpoints import FILE
from engine.runs.run import Run
from engine.runs.store import RunStore
from engine.training.checkpoints import Checkpoint

MODEL, STATE, DRAWINGS = "network.npz", "state.json", "drawings.sqlite"
"""What the files are called."""
VERSIONS = 3
"""How often each run is stored."""
_SHAPES: tuple[tuple[int, ...], ...] = ((6,), (25,), (60,), (150,), (300, 100))


@dataclass
class Tally:
    """What came of one kind of children.

    Attributes
    ----------
    kills
        Children that were killed.
    confirmed
        Saves that they confirmed.
    within
        Kills within a save, as a half-written file or a journal of SQLite beside it shows.
    before, after
        Kills after which a save that had begun was not there yet, or was there already.
    left
        Half-written files that lay beside the file in the end.
    faults
        What was not as it had to be, a sentence each.
    """

    kills: int = 0
    confirmed: int = 0
    within: int = 0
    before: int = 0
    after: int = 0
    left: int = 0
    faults: list[str] = field(default_factory=list)


class Told(NamedTuple):
    """A line of a child: that it begins with something, or has done it."""

    is_done: bool
    words: tuple[str, ...]


def model_of(number: int) -> Model:
    """A version of the network, known by its number."""
    rng = np.random.default_rng(number)
    architecture = Architecture.dense(hidden_layers=_SHAPES[rng.integers(len(_SHAPES))])
    values = rng.standard_normal(architecture.n_parameters, dtype=np.float32)
    history = [[float(i), float(number), 0.5, None, None] for i in range(rng.integers(3000))]
    return Model(Parameters(architecture, values), metadata_from({"number": number, "history": history}))


def run_of(number: int) -> Run:
    """A version of a run, known by its number; three versions in a row are of the same run."""
    model = model_of(number)
    return Run(
        id=f"20260101-000000-{number // VERSIONS:08x}",
        model=model,
        seconds=float(number),
        checkpoints=tuple(
            Checkpoint(float(epoch), number, model.parameters.flat + np.float32(epoch)) for epoch in range(3)
        ),
    )


def state_of(number: int) -> bytes:
    """A version of the text, known by its number."""
    rng = np.random.default_rng(number)
    length = int(1000 * 4000 ** rng.uniform())
    return json.dumps({"number": number, "text": rng.bytes(length // 2).hex()}).encode()


def strokes_of(number: int) -> list[list[tuple[float, float]]]:
    """A drawing, known by its number."""
    return [[(number % 97 / 100, i % 89 / 100) for i in range(1 + number % 60)]]


class FileCheck:
    """Looks at a file that is saved over and over: the last version that was confirmed, or the one that was begun.

    Attributes
    ----------
    confirmed
        The number of the version that must be there at least.
    first
        The number of the next version to write.
    """

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.folder = folder
        self.path = folder / (MODEL if kind == "models" else STATE)
        self.confirmed = 0
        self.first = 1
        self._n_left = 0
        self.save(0)

    def save(self, number: int) -> None:
        """Write a version in this process."""
        if self.kind == "models":
            save_model(model_of(number), self.path)
        else:
            DISK.write_whole(self.path, lambda file: file.write(state_of(number)))

    def leftovers(self) -> list[Path]:
        """What killed children left beside the file."""
        return [path for path in self.folder.iterdir() if path != self.path]

    def look(self, told: list[Told], tally: Tally) -> None:
        """Look at the file after a kill."""
        begun = max([int(line.words[0]) for line in told if not line.is_done], default=self.confirmed)
        done = [int(line.words[0]) for line in told if line.is_done]
        self.confirmed = max([self.confirmed, *done])
        tally.confirmed += len(done)
        n_left = len(self.leftovers())
        tally.within += n_left > self._n_left
        self._n_left = n_left
        number = self._whole_number(tally)
        if number is None:
            pass
        elif number not in (self.confirmed, begun):
            tally.faults.append(
                f"{self.kind}: version {number} is there, {self.confirmed} was confirmed, {begun} begun"
            )
        elif begun > self.confirmed:
            tally.before += number == self.confirmed
            tally.after += number == begun
        if number is not None:
            self.confirmed = max(self.confirmed, number)
        self.first = begun + 1

    def _whole_number(self, tally: Tally) -> int | None:
        """The number of the version that is there, if it is whole."""
        try:
            if self.kind == "state":
                content = self.path.read_bytes()
                number = int(json.loads(content)["number"])
                is_whole = content == state_of(number)
            else:
                model = load_model(self.path)
                number = int(model.metadata.as_json()["number"])
                expected = model_of(number)
                is_whole = model.metadata.as_json() == expected.metadata.as_json() and np.array_equal(
                    model.parameters.flat, expected.parameters.flat
                )
        except (DigitLabError, OSError, ValueError, KeyError) as error:
            tally.faults.append(f"{self.kind}: after {self.confirmed} the file cannot be opened: {error}")
            return None
        if not is_whole:
            tally.faults.append(f"{self.kind}: version {number} is not as it was written")
        return number

    def look_at_leftovers(self, tally: Tally) -> None:
        """See that half-written files go with the next save once they are old."""
        tally.left = len(self.leftovers())
        for path in self.leftovers():
            changed = path.stat().st_mtime - LEFTOVER_AGE_S - 1
            os.utime(path, (changed, changed))
        self.save(0)
        if self.leftovers():
            tally.faults.append(f"{self.kind}: {len(self.leftovers())} half-written files stay beside the file")


class RunsCheck:
    """Looks at the store: every run that was confirmed, whole, in the version that was confirmed or the one that was begun.

    Attributes
    ----------
    first
        The number of the next version to store.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first = 0
        self._confirmed: dict[str, int] = {}  # by the run's id: its version
        self._n_left = 0

    def leftovers(self) -> list[Path]:
        """What killed children left half written."""
        runs = [path for path in RunStore(self.folder).folder.iterdir() if path.is_dir()]
        networks = [sorted(run.glob("network-*"))[1:] for run in runs if (run / "run.json").exists()]
        halves = [run for run in runs if not (run / "run.json").exists()]
        return [*halves, *(path for run in networks for path in run), *RunStore(self.folder).folder.rglob(".*")]

    def look(self, told: list[Told], tally: Tally) -> None:
        """Look at the store after a kill."""
        done = [int(line.words[0]) for line in told if line.is_done]
        begun = max(int(line.words[0]) for line in told if not line.is_done)
        tally.confirmed += len(done)
        n_left = len(self.leftovers())
        tally.within += n_left > self._n_left
        self._n_left = n_left
        self._confirmed |= {run_of(number).id: number for number in done}
        store = RunStore(self.folder)
        listed = {run.id for run in store.runs()}
        under_way = begun if not told[-1].is_done else None
        of_begun = run_of(begun).id if under_way is not None else ""
        for run_id in sorted({*self._confirmed, *listed}):
            confirmed = self._confirmed.get(run_id, -1)
            allowed = {confirmed, *([begun] if run_id == of_begun else [])} - {-1}
            number = self._whole_number(store, run_id, tally)
            if number not in allowed:
                tally.faults.append(f"runs: version {number} of {run_id} is there, expected one of {sorted(allowed)}")
            elif run_id == of_begun:
                tally.after += number == begun
                tally.before += number != begun
            if number is not None:
                self._confirmed[run_id] = number
        if under_way is not None and of_begun not in {*self._confirmed, *listed}:
            tally.before += 1
        self.first = begun + 1

    def _whole_number(self, store: RunStore, run_id: str, tally: Tally) -> int | None:
        """The number of the version that is there, if it is whole."""
        try:
            run = store.load(run_id)
        except DigitLabError as error:
            tally.faults.append(f"runs: {run_id} cannot be read: {error}")
            return None
        expected = run_of(int(run.seconds)).model
        is_whole = run.metadata == expected.metadata and np.array_equal(
            run.model.parameters.flat, expected.parameters.flat
        )
        if not is_whole:
            tally.faults.append(f"runs: version {run.seconds:g} of {run_id} is not as it was written")
        if not self._are_checkpoints_whole(run_id):
            tally.faults.append(f"runs: the checkpoints of {run_id} are not those of one version")
        return int(run.seconds)

    def _are_checkpoints_whole(self, run_id: str) -> bool:
        """Whether they are those of a version: they are stored before the rest, so that it may be the one under way."""
        try:
            with np.load(self.folder / "runs" / run_id / FILE, allow_pickle=False) as arrays:
                number, parameters = int(arrays["n_batches"][0]), arrays["parameters"]
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return False
        expected = run_of(number)
        flats = [each.parameters for each in expected.checkpoints or ()]
        return expected.id == run_id and np.array_equal(parameters, flats)

    def look_at_leftovers(self, tally: Tally) -> None:
        """See that what was left half written goes once it is old."""
        tally.left = len(self.leftovers())
        for path in self.folder.rglob("*"):
            os.utime(path, (1.0, 1.0))
        RunStore(self.folder).tidy()
        left = [path for path in self.leftovers() if path.parent.name != "runs"]
        if left:
            tally.faults.append(f"runs: {len(left)} half-written files stay: {left[0].name}")


class DrawingsCheck:
    """Looks at the database: all that was confirmed, and of what was under way all or nothing.

    Attributes
    ----------
    first
        The number of the next drawing to add.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / DRAWINGS
        self.first = 1
        self._confirmed: dict[int, tuple[int, int]] = {}  # by key: label, number of the drawing

    def look(self, told: list[Told], tally: Tally) -> None:
        """Look at the database after a kill."""
        tally.within += self.path.with_name(f"{DRAWINGS}-journal").exists()
        tally.confirmed += sum(line.is_done for line in told)
        for line in told:
            if line.is_done:
                self._apply(line.words)
        under_way = () if told[-1].is_done else told[-1].words
        expected = dict(self._confirmed)
        try:
            stored = {
                drawing.number: (drawing.label, [stroke.tolist() for stroke in drawing.strokes])
                for drawing in DrawingsStore(self.path).all()
            }
            with closing(sqlite3.connect(self.path)) as connection:
                answer = connection.execute("PRAGMA integrity_check").fetchall()
        except (DigitLabError, sqlite3.Error) as error:
            tally.faults.append(f"drawings: the database cannot be opened: {error}")
            return
        if answer != [("ok",)]:
            tally.faults.append(f"drawings: integrity_check says {answer}")
        if under_way:
            has_happened = self._has_happened(under_way, set(stored), stored)
            tally.after += has_happened
            tally.before += not has_happened
            if has_happened:
                self._apply(under_way if under_way[0] != "add" else (*under_way, str(max(stored))))
                expected = dict(self._confirmed)
        should_be = {
            key: (label, [[list(point) for point in stroke] for stroke in strokes_of(number)])
            for key, (label, number) in expected.items()
        }
        tally.faults.extend(
            f"drawings: drawing {key} is {stored.get(key)}, expected {should_be.get(key)}"
            for key in sorted(set(stored) | set(should_be))
            if stored.get(key) != should_be.get(key)
        )
        self.first = max([self.first, *(int(line.words[1]) + 1 for line in told if line.words[0] == "add")])

    def _has_happened(
        self, words: tuple[str, ...], keys: set[int], stored: dict[int, tuple[int, list[list[list[float]]]]]
    ) -> bool:
        """Whether what was under way is in the database."""
        what, number = words[0], int(words[1])
        if what == "add":
            return bool(keys - set(self._confirmed))
        if what == "delete":
            return number not in keys
        label, drawn = self._confirmed[number]
        return number in keys and stored[number][0] == 9 - drawn % 10 != label

    def _apply(self, words: tuple[str, ...]) -> None:
        what, number = words[0], int(words[1])
        if what == "add":
            self._confirmed[int(words[2])] = (number % 10, number)
        elif what == "relabel":
            drawn = self._confirmed[number][1]
            self._confirmed[number] = (9 - drawn % 10, drawn)
        else:
            del self._confirmed[number]
